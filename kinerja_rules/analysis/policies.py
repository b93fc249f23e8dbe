"""Policies: declared, inherited package < agency < document < node < indicator, and each setting says where it was made."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.kinerja import NO_POLICIES, Policies, PolicySetting, replacement_policy
from kinerja_rules.model.units import Kind, spoken
from kinerja_rules.syntax import nodes

VALUES: Mapping[str, tuple[str, ...] | None] = MappingProxyType(
    {
        "acuan_realisasi": ("dinyatakan", "dihitung"),
        "acuan_target": None,
        "acuan_pagu": None,
        "agregasi": ("rata_rata", "rata_rata_geometrik", "rata_rata_tertimbang", "terendah", "tertinggi", "tidak"),
        "bila_kosong": ("gugur", "lewati"),
        "ukuran_kemajuan": None,
        "ukuran_efisiensi": None,
        "ukuran_serapan": None,
        "ukuran_sisa": None,
        "ukuran_pagu_instansi": None,
        "ukuran_realisasi_instansi": None,
        "ukuran_serapan_instansi": None,
        "skala": None,
        "nilai_kategori": ("eksak", "ditampilkan"),
        "pembulatan_realisasi": None,
        "pembulatan_capaian": None,
        "dibatasi": None,
        "ganti_arah": None,
        "bila_target_nol": None,
        "bila_target_negatif": None,
    }
)
"""Policies by name and the values each may have; None where the values are names or kinds of documents."""


OF_THE_AGENCY = frozenset(name for name in VALUES if name.endswith("_instansi"))
"""Policies about the money of the whole agency, which no part of its plan can set."""


def policies_of(draft: Draft, package: str, fields: Iterable[nodes.Field], scope: str) -> Policies:
    """The policies set by some fields; names of scales and measures become ids."""
    out: dict[str, PolicySetting] = {}
    for placed in fields:
        if placed.keyword not in VALUES:
            continue
        setting = _setting(draft, package, placed, scope)
        if setting is not None:
            out.setdefault(setting.name, setting)
    return MappingProxyType(out) if out else NO_POLICIES


def _setting(draft: Draft, package: str, placed: nodes.Field, scope: str) -> PolicySetting | None:
    name = placed.keyword
    if name in OF_THE_AGENCY and scope != "renstra" and not scope.startswith("paket "):
        draft.say(
            "KR515",
            f"`{name}` tidak berpengaruh di dalam {scope.split()[0]}: anggaran instansi satu untuk seluruh rencana",
            placed.span,
            "pindahkan ke `paket` atau `renstra`",
        )
        return None
    words = [a for a in placed.arguments if isinstance(a, (nodes.Word, nodes.Name))]
    if name == "skala" or name.startswith("ukuran_"):
        kind = "skala" if name == "skala" else "ukuran"
        found = draft.resolve(package, words[0], (kind,))
        skala = draft.skala.get(found.id) if found is not None and kind == "skala" else None
        if skala is not None and skala.satuan.kind is not Kind.PERSEN:
            draft.say(
                "KR308",
                f"skala `{words[0].text}` bersatuan {spoken(skala.satuan)}, padahal capaian bersatuan `%`",
                words[0].span,
                "pilih skala yang batasnya bersatuan `%`",
            )
            return None
        return None if found is None else PolicySetting(name, (found.id,), scope, span=placed.span)
    if name in _SPECIAL:
        return _SPECIAL[name](draft, package, placed, scope)
    allowed = VALUES[name]
    values = tuple(w.text for w in words)
    if allowed is not None and (len(values) != 1 or values[0] not in allowed):
        message = f"`{name}` tidak dapat bernilai `{', '.join(values)}`"
        draft.say("KR116", message, words[0].span, "pilih: " + ", ".join(f"`{a}`" for a in allowed))
        return None
    return PolicySetting(name, values, scope, span=placed.span)


def _direction(draft: Draft, package: str, placed: nodes.Field, scope: str) -> PolicySetting | None:
    """`bila_target_nol arah`: the direction whose formula serves there."""
    named = placed.arguments[0]
    found = draft.resolve(package, named, ("arah",)) if isinstance(named, nodes.Name) else None
    return None if found is None else PolicySetting(placed.keyword, (found.id,), scope, span=placed.span)


def _replacement(draft: Draft, package: str, placed: nodes.Field, scope: str) -> PolicySetting | None:
    """`ganti_arah lama dengan baru`: a policy for each direction replaced."""
    found = [draft.resolve(package, a, ("arah",)) for a in placed.arguments if isinstance(a, nodes.Name)]
    old, new = found
    if old is None or new is None:
        return None
    return PolicySetting(replacement_policy(old.id), (new.id,), scope, span=placed.span)


def _rounding(draft: Draft, package: str, placed: nodes.Field, scope: str) -> PolicySetting | None:
    """`pembulatan_capaian 2`, or `tidak`."""
    argument = placed.arguments[0]
    if isinstance(argument, nodes.Word) and argument.text == "tidak":
        return PolicySetting(placed.keyword, ("tidak",), scope, span=placed.span)
    whole = isinstance(argument, nodes.NumberLit) and argument.unit is None and argument.value.denominator == 1
    if isinstance(argument, nodes.NumberLit) and whole and 0 <= argument.value <= 12:
        return PolicySetting(placed.keyword, (str(argument.value),), scope, (argument.value,), span=placed.span)
    draft.say(
        "KR116",
        f"`{placed.keyword}` adalah banyaknya desimal dari 0 sampai 12, atau `tidak`",
        argument.span,
        f"tulis misalnya `{placed.keyword} 2`",
    )
    return None


def _limits(draft: Draft, package: str, placed: nodes.Field, scope: str) -> PolicySetting | None:
    """`dibatasi 0 % s.d. 120 %`, `dibatasi maksimal 120 %`: limits of a capaian."""
    side = next((a.text for a in placed.arguments if isinstance(a, nodes.Word)), None)
    ends: list[Fraction | None] = []
    for number in placed.arguments:
        if not isinstance(number, nodes.NumberLit):
            continue
        if number.unit is None or number.unit.text != "%":
            draft.say(
                "KR308", "batas capaian dinyatakan dalam `%`", number.span, "tulis misalnya `dibatasi 0 % s.d. 120 %`"
            )
            return None
        ends.append(number.value / 100)
    if side is not None:
        ends = [None, *ends] if side == "maksimal" else [*ends, None]
    lower, upper = ends
    if lower is not None and upper is not None and lower > upper:
        draft.say("KR116", "batas capaian terbalik", placed.span, "tulis batas yang lebih kecil lebih dahulu")
        return None
    spoken = f"{side or ''} {' s.d. '.join(units.show(e, units.PERSEN) for e in ends if e is not None)}".strip()
    return PolicySetting("dibatasi", (spoken,), scope, (lower, upper), span=placed.span)


_SPECIAL: Mapping[str, Callable[[Draft, str, nodes.Field, str], PolicySetting | None]] = MappingProxyType(
    {
        "dibatasi": _limits,
        "ganti_arah": _replacement,
        "bila_target_nol": _direction,
        "bila_target_negatif": _direction,
        "pembulatan_realisasi": _rounding,
        "pembulatan_capaian": _rounding,
    }
)
"""Policies whose values are more than words."""


def inherit_policies(draft: Draft) -> None:
    """What holds for the whole plan: the agency's own settings, then those of the packages it uses, the nearest first."""
    draft.policies = dict(_of_package(draft, draft.root, ()))


def check_inherited(draft: Draft) -> None:
    """A node with several parents must not inherit different settings: a tie, unless it sets its own."""
    settled: dict[str, dict[str, PolicySetting]] = {}

    def reaching(ident: str) -> dict[str, PolicySetting]:
        if ident in settled:
            return settled[ident]
        simpul = draft.simpul[ident]
        found: dict[str, PolicySetting] = dict(simpul.policies)
        for parent in simpul.induk:
            for name, setting in reaching(parent).items():
                earlier = found.setdefault(name, setting)
                if earlier.values != setting.values and name not in simpul.policies:
                    draft.say(
                        "KR408",
                        f"kebijakan `{name}` diwarisi `{ident}` berbeda dari {earlier.scope} dan {setting.scope}",
                        draft.symbols[ident].span,
                        f"tetapkan `{name}` pada {simpul.jenis} ini agar jelas mana yang berlaku",
                        secondary=(Label(earlier.span, "ditetapkan di sini"), Label(setting.span, "dan di sini")),
                    )
        settled[ident] = found
        return found

    for ident in draft.simpul:
        reaching(ident)


def _of_package(draft: Draft, package: str, chain: tuple[str, ...]) -> dict[str, PolicySetting]:
    own: dict[str, PolicySetting] = {}
    for item in draft.items(package):
        if isinstance(item, nodes.Declaration) and item.keyword in ("paket", "renstra"):
            scope = f"paket {package}" if item.keyword == "paket" else "renstra"
            fields = [m for m in item.body or () if isinstance(m, nodes.Field)]
            for name, setting in policies_of(draft, package, fields, scope).items():
                _merge(draft, own, name, setting, None)
    inherited: dict[str, PolicySetting] = {}
    declaration = draft.sources.packages[package].declaration
    place = None if declaration is None or declaration.id is None else declaration.id.span
    for use in draft.sources.packages[package].uses:
        if use.paket in draft.sources.packages and use.paket not in chain:
            for name, setting in _of_package(draft, use.paket, (*chain, package)).items():
                if name not in own:
                    _merge(draft, inherited, name, setting, place)
    return {**inherited, **own}


def _merge(draft: Draft, into: dict[str, PolicySetting], name: str, setting: PolicySetting, user: Span | None) -> None:
    """Two settings of equal rank that differ are a tie, and a tie is an error: of the package that uses both, if any."""
    earlier = into.get(name)
    if earlier is not None and earlier.values != setting.values:
        both = (Label(earlier.span, "ditetapkan di sini"), Label(setting.span, "dan di sini"))
        draft.say(
            "KR408",
            f"kebijakan `{name}` ditetapkan berbeda oleh {earlier.scope} dan {setting.scope}",
            setting.span if user is None else user,
            "hapus salah satunya" if user is None else f"tetapkan `{name}` pada paket ini agar jelas mana yang berlaku",
            secondary=both[:1] if user is None else both,
        )
        return
    into.setdefault(name, setting)
