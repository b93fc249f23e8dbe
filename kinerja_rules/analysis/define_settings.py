"""What an agency says about rules: thresholds it sets (`atur`) and exceptions on record (`kecuali`)."""

from attrs import evolve

from kinerja_rules.analysis.define_reviews import SEVERITIES, Rules, Written, nearest
from kinerja_rules.analysis.draft import Draft, single_fields, text_of
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Label, Severity
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.review import Kecuali, Periksa, RuleParameter
from kinerja_rules.model.values import Number
from kinerja_rules.project.packages import rule_shipped_in
from kinerja_rules.syntax import nodes

EXCEPTABLE = "KR5"
"""Beginning of the program's own codes whose warnings may be excepted."""
_SUBJECTS = ("indikator", "simpul", "dokumen", "data", "skala", "pembanding")


# ---- atur ------------------------------------------------------------------------------------------------------------
def apply_settings(draft: Draft, rules: Rules) -> tuple[Periksa, ...]:
    """The rules as the plan sets them."""
    made = {r.id: r for r in rules.periksa}
    set_already: dict[str, Span] = {}
    for item in draft.items(draft.root):
        if not isinstance(item, nodes.Declaration) or item.keyword != "atur":
            continue
        name = item.head[0].arguments[0]
        rule = _rule_named(draft, rules.written, name) if isinstance(name, nodes.Name) else None
        if rule is None:
            continue
        ident = rule.id if rule.package == draft.root else f"{rule.package}.{rule.id}"
        if ident in set_already:
            draft.say(
                "KR113",
                f"aturan `{rule.id}` diatur dua kali",
                name.span,
                "gabungkan kedua `atur`",
                secondary=(Label(set_already[ident], "sudah diatur di sini"),),
            )
            continue
        set_already[ident] = name.span
        if ident in made:
            made[ident] = _set(draft, made[ident], item)
    return tuple(made.values())


def _rule_named(draft: Draft, written: tuple[Written, ...], name: nodes.Name) -> Written | None:
    """The rule of a name or code, through its package where several packages have one of that name."""
    package, _, short = name.text.rpartition(".")
    found = [w for w in written if short in (w.id, w.kode) and package in ("", w.package, _alias(draft, w.package))]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"`{w.package}.{w.id}`" for w in found)
        draft.say("KR207", f"`{name.text}` bermakna ganda: {listed}", name.span, "tulis dengan nama paketnya")
        return None
    if not _said_idle(draft, name, "pengaturan") and not draft.scopes[draft.root].incomplete:
        near = nearest(short, [n for w in written for n in (w.id, w.kode)])
        draft.say(
            "KR411",
            f"aturan `{name.text}` tidak ada dalam paket yang dipakai",
            name.span,
            f"mungkin maksud Anda `{near}`?" if near else "`pakai` paket yang memuat aturannya",
        )
    return None


def _said_idle(draft: Draft, name: nodes.Name, what: str) -> bool:
    """Whether a name is of a rule that ships but is not run here, as when `--reviu` is left out; that is only remarked."""
    package, _, short = name.text.rpartition(".")
    home = rule_shipped_in(short)
    if home is None or package not in ("", home):
        return False
    draft.say(
        "KR411",
        f"{what} `{name.text}` tidak berlaku di sini: aturannya ada dalam paket `{home}`, yang tidak dijalankan",
        name.span,
        f"jalankan dengan `--reviu` atau `--aturan {home}`, atau tulis `pakai {home}`",
        severity=Severity.CATATAN,
    )
    return True


def _alias(draft: Draft, package: str) -> str:
    """The name under which the plan uses a package."""
    uses = draft.sources.packages[draft.root].uses
    return next((u.alias for u in uses if u.paket == package and u.alias is not None), package)


def _set(draft: Draft, rule: Periksa, item: nodes.Declaration) -> Periksa:
    """A rule with the thresholds and the severity that an `atur` sets."""
    parameters = {p.name: p for p in rule.parameters}
    severity: Severity | None = None
    severity_at: Span | None = None
    single = single_fields(draft, item)
    for keyword, placed in single.items():
        if placed in item.head:
            continue
        if keyword == "alasan":
            continue
        if keyword == "tingkat":
            severity, severity_at = _severity(draft, placed), placed.span
        elif keyword in parameters:
            made = _parameter(draft, parameters[keyword], placed)
            if made is not None:
                parameters[keyword] = made
        else:
            near = nearest(keyword, [*parameters, "tingkat", "alasan"])
            known = ", ".join(f"`{p}`" for p in parameters) or "tidak ada"
            draft.say(
                "KR411",
                f"aturan `{rule.id}` tidak punya ambang `{keyword}`",
                Span(placed.span.source, placed.span.start, placed.span.start + len(keyword)),
                f"mungkin maksud Anda `{near}`?" if near else f"ambangnya: {known}",
            )
    reason = text_of(single.get("alasan"))
    return evolve(
        rule,
        parameters=tuple(parameters.values()),
        severity=severity,
        reason=reason,
        severity_setting=severity_at if severity is not None else None,
    )


def _severity(draft: Draft, placed: nodes.Field) -> Severity | None:
    word = placed.arguments[0]
    text = word.text if isinstance(word, nodes.Word) else ""
    if text not in SEVERITIES:
        draft.say("KR116", f"tingkat `{text}` tidak dikenal", word.span, "pilih: `galat`, `peringatan`, `catatan`")
    return SEVERITIES.get(text)


def _parameter(draft: Draft, declared: RuleParameter, placed: nodes.Field) -> RuleParameter | None:
    texts = tuple(a.value for a in placed.arguments if isinstance(a, nodes.TextLit))
    number = placed.arguments[0]
    if declared.type.unit is None:
        if texts:
            return evolve(declared, value=texts, setting=placed.span)
        draft.say(
            "KR411", f"ambang `{declared.name}` berisi teks", number.span, 'tulis misalnya `"jumlah" "persentase"`'
        )
        return None
    unit = declared.type.unit
    if not isinstance(number, nodes.NumberLit):
        draft.say("KR411", f"ambang `{declared.name}` berisi bilangan", number.span, f"tulis bilangan dalam `{unit}`")
        return None
    written = units.ANGKA if number.unit is None else resolve_unit(draft, draft.root, number.unit)
    if written is None:
        return None
    if written.dimension != unit.dimension or written.kind is not unit.kind:
        wanted = "bilangan tanpa satuan" if unit == units.ANGKA else f"bilangan dalam `{unit}`"
        draft.say(
            "KR308",
            f"ambang `{declared.name}` bersatuan {units.spoken(unit)}, di sini ditulis {units.spoken(written)}",
            number.span,
            f"tulis {wanted}",
        )
        return None
    value = Number(number.value * written.scale, decimals=number.decimals)
    return evolve(declared, value=value, setting=placed.span)


# ---- kecuali ---------------------------------------------------------------------------------------------------------
def define_exceptions(draft: Draft, rules: Rules) -> tuple[Kecuali, ...]:
    """The exceptions on record; one that cannot hold is said and left out."""
    out: list[Kecuali] = []
    for item in draft.items(draft.root):
        if isinstance(item, nodes.Declaration) and item.keyword == "kecuali":
            made = _exception(draft, rules, item)
            if made is not None:
                out.append(made)
    return tuple(out)


def _exception(draft: Draft, rules: Rules, item: nodes.Declaration) -> Kecuali | None:
    kode = item.head[0].arguments[0]
    if not isinstance(kode, nodes.Name):
        return None
    fields = {f.keyword: f for f in item.head[1:]}
    single_fields(draft, item)
    known = _known_code(draft, rules, kode)
    if not (text_of(fields.get("alasan")) or "").strip():
        draft.say(
            "KR114",
            f"pengecualian `{kode.text}` belum beralasan",
            kode.span,
            'tulis `alasan "..."`: siapa menyetujui apa, dan mengapa',
        )
        return None
    subjects: list[str] = []
    for name in fields["untuk"].arguments if "untuk" in fields else ():
        if isinstance(name, (nodes.Name, nodes.TextLit)):
            found = draft.resolve(draft.root, name, _SUBJECTS)
            if found is None:
                return None
            subjects.append(found.id)
    if known is None:
        return None
    year = (
        next((int(a.text) for a in fields["sampai"].arguments if isinstance(a, nodes.Word)), None)
        if "sampai" in fields
        else None
    )
    readable = known in CODES or any(r.kode == known for r in rules.periksa)
    return Kecuali(known, tuple(subjects), text_of(fields["alasan"]) or "", year, readable, span=item.span)


def _known_code(draft: Draft, rules: Rules, name: nodes.Name) -> str | None:
    """The code that an exception is about; a rule may also be named by its id."""
    package, _, short = name.text.rpartition(".")
    if not package and short in CODES:
        if short.startswith(EXCEPTABLE):
            return short
        draft.say(
            "KR412",
            f"temuan `{short}` tidak dapat dikecualikan",
            name.span,
            "yang dapat dikecualikan: temuan aturan periksa, dan peringatan KR5xx; yang lain diperbaiki",
        )
        return None
    found = {w.kode for w in rules.written if short in (w.id, w.kode) and package in ("", w.package)}
    if len(found) == 1:
        return found.pop()
    if not _said_idle(draft, name, "pengecualian") and not draft.scopes[draft.root].incomplete:
        near = nearest(short, [*(w.kode for w in rules.written), *(c for c in CODES if c.startswith(EXCEPTABLE))])
        draft.say(
            "KR411",
            f"kode `{name.text}` tidak ada pada aturan yang dipakai",
            name.span,
            f"mungkin maksud Anda `{near}`?"
            if near
            else "`pakai` paket yang memuat aturannya, atau hapus pengecualian ini",
        )
    return None
