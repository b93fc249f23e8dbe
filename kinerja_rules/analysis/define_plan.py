"""Data, indicators, cascade, documents: from declarations to the plan's own objects."""

from fractions import Fraction
from types import MappingProxyType

from kinerja_rules.analysis.allocation import read_allocation
from kinerja_rules.analysis.define_rules import TyperFor, build_formula
from kinerja_rules.analysis.document_policies import effective_in_document
from kinerja_rules.analysis.draft import Draft, PlacedField, citations, fields_of, single_fields, text_of
from kinerja_rules.analysis.policies import VALUES, policies_of
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.analysis.type_expressions import CURRENT, PERIODE, Typer, spoken_kind
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.base.diagnostics import Label, Severity
from kinerja_rules.base.source import Span
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Formula
from kinerja_rules.model.kinerja import (
    LEVELS,
    NO_POLICIES,
    DataDef,
    Dokumen,
    Indikator,
    Pembanding,
    Policies,
    PolicySetting,
    Renstra,
    Simpul,
)
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Kind, Unit, UnitError
from kinerja_rules.syntax import nodes

_EARLIEST, _LATEST, _LONGEST = 1900, 2199, 30
"""Years that a plan may speak of, and the longest period it may have (a long-term plan has 20 years)."""
ACCUMULATIONS = ("jumlah", "akhir", "rata_rata", "tertinggi")


# ---- units first, since formulas refer to one another ----------------------------------------------------------------
def declare_units(draft: Draft) -> None:
    """The unit of every datum and indicator, `dari` followed."""
    for symbol in list(draft.symbols.values()):
        if symbol.kind == "data" and isinstance(symbol.item, nodes.Declaration):
            single = single_fields(draft, symbol.item)
            placed = single.get("satuan")
            if placed is None:
                draft.say(
                    "KR114",
                    f"data `{symbol.id}` belum menyatakan `satuan`",
                    symbol.span,
                    "tulis misalnya `satuan orang`",
                )
                continue
            _declare_unit(draft, symbol, PlacedField(placed, symbol.package))
        elif symbol.kind == "indikator":
            fields = merged_fields(draft, symbol, ())
            if "satuan" in fields:
                _declare_unit(draft, symbol, fields["satuan"][0])
            elif not fields.get("!rusak"):
                draft.say(
                    "KR114",
                    f"indikator `{symbol.id}` belum menyatakan `satuan`",
                    symbol.span,
                    "tulis misalnya `satuan %`",
                )


def find_copies(draft: Draft) -> None:
    """Which library indicators the plan has made its own, just once, at whatever remove."""
    found: dict[str, list[str]] = {}
    for symbol in draft.symbols.values():
        if symbol.kind != "indikator" or symbol.package != draft.root:
            continue
        at, seen = _base_of(draft, symbol.id), {symbol.id}
        while at is not None and at not in seen:
            seen.add(at)
            if draft.symbols[at].package != draft.root:
                found.setdefault(at, []).append(symbol.id)
            at = _base_of(draft, at)
    draft.copies = {base: own[0] for base, own in found.items() if len(own) == 1}


def name_copies(draft: Draft) -> None:
    """Copies that give themselves no name are found by that of their base, as quoted names and labels in sheets."""
    for symbol in draft.symbols.values():
        if symbol.kind == "indikator" and symbol.item.nama is None:
            nama = _base_name(draft, symbol)
            if nama != symbol.id:
                draft.scopes[symbol.package].also_called(nama, symbol)


def _base_of(draft: Draft, ident: str) -> str | None:
    placed = draft.merged.get(ident, {}).get("!dari")
    word = placed[0].field.arguments[0] if placed else None
    return word.text if isinstance(word, nodes.Word) and word.text in draft.symbols else None


def _declare_unit(draft: Draft, symbol: Symbol, placed: PlacedField) -> None:
    ref = placed.field.arguments[0]
    if isinstance(ref, nodes.UnitRef):
        unit = resolve_unit(draft, placed.package, ref, declares=True)
        if unit is not None:
            draft.declared_units[symbol.id] = unit


def merged_fields(draft: Draft, symbol: Symbol, chain: tuple[str, ...]) -> dict[str, list[PlacedField]]:
    """Fields of an indicator by keyword: its own, then those of the indicator it is `dari`.

    A keyword of its own hides all of the library's. `!dari` holds nothing but says that a base was found,
    `!rusak` that it was not.
    """
    if symbol.id in draft.merged:
        return draft.merged[symbol.id]
    own: dict[str, list[PlacedField]] = {}
    item = symbol.item
    if not isinstance(item, nodes.Declaration):
        return own
    single_fields(draft, item)
    for placed in fields_of(item):
        own.setdefault(placed.keyword, []).append(PlacedField(placed, symbol.package))
    base_field = own.pop("dari", None)
    if base_field is not None and isinstance(base_field[0].field.arguments[0], nodes.Name):
        name = base_field[0].field.arguments[0]
        base = draft.resolve(symbol.package, name, ("indikator",))
        if base is not None and (base.id in chain or base.id == symbol.id):
            circle = " → ".join([*chain, symbol.id, base.id])
            draft.say(
                "KR401", f"indikator saling mengambil `dari` melingkar: {circle}", name.span, "hapus salah satu `dari`"
            )
            base = None
        if base is None:
            own["!rusak"] = base_field
        else:
            own["!dari"] = [
                PlacedField(nodes.Field("dari", (nodes.Word(base.id, span=name.span),), span=name.span), symbol.package)
            ]
            inherited = merged_fields(draft, base, (*chain, symbol.id))
            if "rumus" in own:
                inherited = {k: v for k, v in inherited.items() if k != "misal"}
            for keyword, placed_fields in inherited.items():
                if keyword not in ("!dari", "iku", "bobot", "penanggung_jawab", "lintas"):
                    own.setdefault(keyword, placed_fields)
    draft.merged[symbol.id] = own
    return own


# ---- data and indicators ---------------------------------------------------------------------------------------------
def define_data(draft: Draft) -> None:
    """All data whose unit is known."""
    for symbol in draft.symbols.values():
        unit = draft.declared_units.get(symbol.id)
        if symbol.kind == "data" and unit is not None and isinstance(symbol.item, nodes.Declaration):
            fields = {f.keyword: f for f in fields_of(symbol.item)}
            placed = {k: [PlacedField(f, symbol.package)] for k, f in fields.items()}
            draft.data[symbol.id] = DataDef(
                symbol.id,
                symbol.nama,
                unit,
                _accumulation(draft, placed),
                text_of(fields.get("sumber")),
                span=symbol.item.span,
            )


def define_indicators(draft: Draft, typer_for: TyperFor) -> None:
    """All indicators whose unit is known; formulas are typed in the package that wrote them."""
    for symbol in draft.symbols.values():
        unit = draft.declared_units.get(symbol.id)
        if symbol.kind != "indikator" or unit is None:
            continue
        fields = draft.merged[symbol.id]
        base = fields.get("!dari")
        base_id = (
            base[0].field.arguments[0].text if base and isinstance(base[0].field.arguments[0], nodes.Word) else None
        )
        draft.indikator[symbol.id] = Indikator(
            symbol.id,
            _base_name(draft, symbol),
            symbol.package,
            unit,
            _reference(draft, fields, "arah"),
            _formula(draft, symbol, fields, unit, typer_for),
            symbol.parent,
            base_id,
            _text(fields, "definisi"),
            _accumulation(draft, fields),
            _first_year(draft, fields),
            _measured_in(draft, fields),
            _rescalings(draft, fields),
            _text(fields, "sumber"),
            _decimals(draft, fields),
            _weight(fields),
            "iku" in fields,
            _text(fields, "penanggung_jawab"),
            tuple(t for p in fields.get("lintas", ()) if (t := text_of(p.field)) is not None),
            citations([p.field for p in fields.get("dasar", ())]),
            _policies(draft, symbol, fields),
            span=symbol.item.span,
        )


def _policies(draft: Draft, symbol: Symbol, fields: dict[str, list[PlacedField]]) -> Policies:
    """The policies set by the fields of an indicator, each with the names of the package that wrote it."""
    out: dict[str, PolicySetting] = {}
    for keyword, placed_fields in fields.items():
        for placed in placed_fields if keyword in VALUES else ():
            out.update(policies_of(draft, placed.package, [placed.field], f"indikator {symbol.id}"))
    return MappingProxyType(out) if out else NO_POLICIES


def _base_name(draft: Draft, symbol: Symbol) -> str:
    """The name written here, or the one of the nearest base that has one, or the id."""
    at: Symbol | None = symbol
    while at is not None:
        if at.item.nama is not None:
            return at.item.nama.value
        base = _base_of(draft, at.id)
        at = draft.symbols[base] if base is not None else None
    return symbol.id


def _text(fields: dict[str, list[PlacedField]], keyword: str) -> str | None:
    placed = fields.get(keyword)
    return text_of(placed[0].field) if placed else None


def _reference(draft: Draft, fields: dict[str, list[PlacedField]], keyword: str) -> str | None:
    placed = fields.get(keyword)
    if not placed or not isinstance(placed[0].field.arguments[0], nodes.Name):
        return None
    found = draft.resolve(placed[0].package, placed[0].field.arguments[0], (keyword,))
    return found.id if found is not None else None


def _accumulation(draft: Draft, fields: dict[str, list[PlacedField]]) -> str | None:
    placed = fields.get("akumulasi")
    if not placed or not isinstance(placed[0].field.arguments[0], nodes.Word):
        return None
    word = placed[0].field.arguments[0]
    if word.text not in ACCUMULATIONS:
        draft.say(
            "KR116",
            f"akumulasi `{word.text}` tidak dikenal",
            word.span,
            "pilih: " + ", ".join(f"`{a}`" for a in ACCUMULATIONS),
        )
        return None
    return word.text


def _first_year(draft: Draft, fields: dict[str, list[PlacedField]]) -> int | None:
    """`mulai 2023`: the first year an indicator is measured."""
    placed = fields.get("mulai")
    word = placed[0].field.arguments[0] if placed else None
    period = Period.read(word.text) if isinstance(word, nodes.Word) else None
    if placed and period is not None and not period.is_year:
        draft.say(
            "KR109",
            f"`mulai` menyebut tahun, bukan {period.spoken}",
            word.span if isinstance(word, nodes.Word) else placed[0].field.span,
            f"tulis `mulai {period.year}`, dan nyatakan angka tahun itu di kolom `{period.year}`",
        )
        return None
    if placed and period is None:
        draft.say(
            "KR109",
            "`mulai` memerlukan tahun antara 1900 dan 2199",
            placed[0].field.span,
            "tulis misalnya `mulai 2023`",
        )
    return period.year if period is not None else None


def _measured_in(draft: Draft, fields: dict[str, list[PlacedField]]) -> tuple[str, ...]:
    """`diukur TW4`, `diukur S1, S2`: the only parts of a year in which an indicator is measured."""
    placed = fields.get("diukur")
    out: list[Period] = []
    for word in placed[0].field.arguments if placed else ():
        part = Period.read(f"2000-{word.text}") if isinstance(word, nodes.Word) else None
        if not isinstance(word, nodes.Word):
            continue
        if part is None or part.is_year:
            draft.say("KR109", f"`{word.text}` bukan bagian tahun", word.span, "pilih: `TW1` s.d. `TW4`, `S1`, `S2`")
            return ()
        overlap = next((p for p in out if p.months[0] <= part.months[1] and part.months[0] <= p.months[1]), None)
        if overlap is not None:
            draft.say(
                "KR109",
                f"`{overlap.part}` dan `{part.part}` bertumpang tindih",
                word.span,
                "sebut bagian tahun yang terpisah, misalnya `diukur TW2, TW4`",
            )
            return ()
        out.append(part)
    return tuple(p.part for p in sorted(out))


def _rescalings(draft: Draft, fields: dict[str, list[PlacedField]]) -> tuple[tuple[int, Fraction], ...]:
    """`ubah_skala 2023 kali 25`: from 2023 on values are on a scale 25 times the old one."""
    out: list[tuple[int, Fraction]] = []
    for placed in fields.get("ubah_skala", ()):
        year, factor = placed.field.arguments
        if not isinstance(year, nodes.Word) or not isinstance(factor, nodes.NumberLit):
            continue
        if factor.unit is not None or factor.value <= 0 or Period.read(year.text) is None:
            draft.say(
                "KR116",
                "`ubah_skala` memerlukan tahun dan pengali positif tanpa satuan",
                placed.field.span,
                "tulis misalnya `ubah_skala 2023 kali 25`",
            )
            continue
        out.append((int(year.text), factor.value))
    return tuple(sorted(out))


def _decimals(draft: Draft, fields: dict[str, list[PlacedField]]) -> int | None:
    placed = fields.get("desimal")
    if not placed or not isinstance(placed[0].field.arguments[0], nodes.NumberLit):
        return None
    number = placed[0].field.arguments[0]
    if number.unit is not None or number.value.denominator != 1 or not 0 <= number.value <= 12:
        draft.say(
            "KR116", "`desimal` adalah bilangan bulat dari 0 sampai 12", number.span, "tulis misalnya `desimal 2`"
        )
        return None
    return int(number.value)


def _weight(fields: dict[str, list[PlacedField]]) -> Fraction | None:
    placed = fields.get("bobot")
    if not placed or not isinstance(placed[0].field.arguments[0], nodes.NumberLit):
        return None
    number = placed[0].field.arguments[0]
    return number.value / 100 if number.unit is not None and number.unit.text == "%" else number.value


def _formula(
    draft: Draft, symbol: Symbol, fields: dict[str, list[PlacedField]], unit: Unit, typer_for: TyperFor
) -> Formula | None:
    placed = fields.get("rumus")
    if not placed:
        return None
    package = placed[0].package
    own = [*(p.field for p in fields.get("misal", ())), placed[0].field]
    typer: Typer = typer_for(package).extended({CURRENT: PERIODE})
    draft.in_advance.add(symbol.id)
    formula = build_formula(draft, typer, own, "rumus")
    draft.in_advance.discard(symbol.id)
    if formula is None:
        return None
    if formula.type.kind not in ("angka", "target"):
        draft.say(
            "KR309",
            f"rumus `{symbol.id}` harus menghasilkan bilangan, bukan {spoken_kind(formula.type)}",
            formula.value.span,
            "syarat dapat dipakai sebagai `jika ... maka ... selain itu ...`, teks hanya dalam `ukuran` atau `kategori`",
        )
        return None
    found = formula.type.unit or units.ANGKA
    verdict = units.assign(unit, found, literal=False)
    if isinstance(verdict, UnitError):
        satuan = fields["satuan"][0].field
        draft.say(
            verdict.code,
            f"rumus `{symbol.id}`: {verdict.message}",
            _blamed(formula.value, verdict) if package == symbol.package else satuan.span,
            verdict.help,
            secondary=(
                Label(satuan.span, f"satuan dinyatakan di sini: `{unit}`")
                if package == symbol.package
                else Label(formula.value.span, "rumusnya dari pustaka, di sini"),
            ),
        )
        return None
    if isinstance(verdict, str) and package == draft.root:
        draft.say("KR307", f"rumus `{symbol.id}`: {verdict}", formula.value.span, severity=Severity.CATATAN)
    return formula


def _blamed(node: Expr, error: UnitError) -> Span:
    """The place of a refused unit: the factor 100 where that is what is wrong, else the whole formula."""
    waiting = [node] if error.code == "KR304" else []
    while waiting:
        at = waiting.pop()
        if isinstance(at, typed.Operation) and at.operator == "*":
            for operand in at.operands:
                if isinstance(operand, typed.Const) and operand.literal:
                    return operand.span
        waiting.extend(typed.children(at))
    return node.span


# ---- the cascade and documents ---------------------------------------------------------------------------------------
def define_cascade(draft: Draft) -> None:
    """Nodes with their parents by nesting and by `mendukung`, children in written order."""
    parents: dict[str, list[str]] = {}
    children: dict[str, list[str]] = {}
    placed_indicators: dict[str, list[str]] = {}
    nodes_of_plan = [s for s in draft.symbols.values() if s.kind == "simpul"]
    for symbol in nodes_of_plan:
        parents[symbol.id] = [symbol.parent] if symbol.parent is not None else []
        children.setdefault(symbol.id, [])
    for symbol in nodes_of_plan:
        if isinstance(symbol.item, nodes.Declaration):
            for placed in symbol.item.head:
                for name in placed.arguments if placed.keyword == "mendukung" else ():
                    found = draft.resolve(symbol.package, name, ("simpul",)) if isinstance(name, nodes.Name) else None
                    if found is None:
                        continue
                    if _level_fits(draft, symbol, found, name.span) and found.id not in parents[symbol.id]:
                        parents[symbol.id].append(found.id)
    for symbol in nodes_of_plan:
        nested = None if symbol.parent is None else draft.symbols[symbol.parent]
        if nested is not None and not _level_fits(draft, symbol, nested, symbol.span):
            parents[symbol.id].remove(nested.id)
        for parent in parents[symbol.id]:
            children[parent].append(symbol.id)
    for symbol in draft.symbols.values():
        if symbol.kind == "indikator" and symbol.parent is not None and symbol.id in draft.indikator:
            placed_indicators.setdefault(symbol.parent, []).append(symbol.id)
    for symbol in nodes_of_plan:
        fields = fields_of(symbol.item) if isinstance(symbol.item, nodes.Declaration) else []
        if isinstance(symbol.item, nodes.Declaration):
            single_fields(draft, symbol.item)
        by_keyword = {f.keyword: f for f in fields}
        draft.simpul[symbol.id] = Simpul(
            symbol.id,
            symbol.level or "simpul",
            symbol.nama,
            symbol.kode,
            tuple(parents[symbol.id]),
            tuple(children[symbol.id]),
            tuple(placed_indicators.get(symbol.id, ())),
            text_of(by_keyword.get("penanggung_jawab")),
            tuple(t for f in fields if f.keyword == "lintas" and (t := text_of(f)) is not None),
            _weight({k: [PlacedField(f, symbol.package)] for k, f in by_keyword.items()}),
            policies_of(draft, symbol.package, fields, f"{symbol.level} {symbol.id}"),
            read_allocation(draft, symbol, by_keyword.get("alokasi"), parents[symbol.id]),
            span=symbol.item.span,
        )


def _level_fits(draft: Draft, child: Symbol, parent: Symbol, span: Span) -> bool:
    """A parent stands higher; the levels between may be skipped (a program may support a tujuan)."""
    below, above = LEVELS.index(child.level or "misi"), LEVELS.index(parent.level or "misi")
    if above < below:
        return True
    draft.say(
        "KR403",
        f"{child.level} `{child.id}` tidak dapat berada di bawah {parent.level} `{parent.id}`",
        span,
        "urutan jenjang: " + " → ".join(LEVELS),
    )
    return False


def define_documents(draft: Draft) -> None:
    """Documents and benchmarks of the root package, and the plan's period."""
    for symbol in draft.symbols.values():
        if symbol.kind == "dokumen" and isinstance(symbol.item, nodes.Declaration):
            single = single_fields(draft, symbol.item)
            words = {
                k: f.arguments[0].text
                for k, f in single.items()
                if f.arguments and isinstance(f.arguments[0], nodes.Word)
            }
            if "jenis" not in words:
                draft.say(
                    "KR114",
                    f"dokumen `{symbol.id}` belum menyatakan `jenis`",
                    symbol.span,
                    "tulis misalnya `jenis perjanjian_kinerja`",
                )
            draft.dokumen[symbol.id] = Dokumen(
                symbol.id,
                symbol.nama,
                words.get("jenis", "lain"),
                words.get("tanggal"),
                words.get("disetujui"),
                text_of(single.get("alasan")),
                text_of(single.get("sumber")),
                policies_of(draft, symbol.package, effective_in_document(draft, symbol), f"dokumen {symbol.id}"),
                span=symbol.item.span,
            )
        elif symbol.kind == "pembanding":
            sumber = next((text_of(f) for f in symbol.item.head if f.keyword == "sumber"), None)
            draft.pembanding[symbol.id] = Pembanding(symbol.id, symbol.nama, sumber, span=symbol.item.span)
    for item in draft.items(draft.root):
        if isinstance(item, nodes.Declaration) and item.keyword == "renstra":
            _renstra(draft, item)
        elif isinstance(item, nodes.Declaration) and item.keyword == "paket":
            single_fields(draft, item)


def _renstra(draft: Draft, item: nodes.Declaration) -> None:
    if draft.renstra is not None:
        draft.say(
            "KR202",
            "`renstra` dideklarasikan dua kali",
            item.span,
            "hapus salah satunya",
            secondary=(Label(draft.renstra.span, "sudah dideklarasikan di sini"),),
        )
        return
    single = single_fields(draft, item)
    first, last = (int(a.text) for a in item.head[0].arguments if isinstance(a, nodes.Word))
    if not (min(first, last) >= _EARLIEST and max(first, last) <= _LATEST) or abs(last - first) > _LONGEST:
        draft.say(
            "KR109",
            f"periode Renstra {first} s.d. {last} bukan periode yang wajar",
            item.head[0].span,
            "tulis tahun pertama dan terakhirnya, misalnya `renstra 2021 s.d. 2026`",
        )
        return
    if first > last:
        draft.say(
            "KR116",
            f"periode Renstra terbalik: {first} s.d. {last}",
            item.head[0].span,
            f"tulis `renstra {last} s.d. {first}`",
        )
        first, last = last, first
    draft.renstra = Renstra(first, last, text_of(single.get("nomenklatur")), span=item.span)


def scored(draft: Draft, unit: Unit) -> bool:
    """Whether values of a unit have magnitudes: grades only where every category of the scale has a score."""
    if unit.kind is not Kind.PREDIKAT:
        return True
    skala = draft.skala.get(unit.dimension[0][0].removeprefix("skala "))
    return skala is not None and all(k.skor is not None for k in skala.kategori)
