"""Tables to facts: rows find their subjects, cells their units, and two statements of one datum must agree."""

from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from attrs import define, field

from kinerja_rules.analysis.draft import Draft, fields_of, text_of
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.base.diagnostics import Label, Severity
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.facts import RENSTRA, Declared, Fact, Facts, StatedName
from kinerja_rules.model.kinerja import Narasi, Skala
from kinerja_rules.model.periods import CUMULATIVE, Period
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Absence, Grade, Missing, Number, TargetValue
from kinerja_rules.syntax import nodes

_ABSENT = {
    "-": (Absence.BELUM_ADA_DATA, "belum ada data"),
    "belum rilis": (Absence.BELUM_ADA_DATA, "belum rilis"),
    "n/a": (Absence.TIDAK_BERLAKU, "tidak berlaku"),
    "0/0": (Absence.TIDAK_DAPAT_DIHITUNG, "dinyatakan 0/0"),
}
Key = TypeVar("Key")
_MONEY_COLUMNS = ("pagu", "realisasi")


@define(eq=False)
class Binding:
    """The facts gathered so far."""

    draft: Draft
    target: dict[tuple[str, str, str], Fact] = field(factory=dict)
    realisasi: dict[tuple[str, str], Fact] = field(factory=dict)
    data: dict[tuple[str, str], Fact] = field(factory=dict)
    pembanding: dict[tuple[str, str, str], Fact] = field(factory=dict)
    pagu: dict[tuple[str, str, str], Fact] = field(factory=dict)
    realisasi_anggaran: dict[tuple[str, str], Fact] = field(factory=dict)
    belanja: dict[tuple[str, str, str, str], Fact] = field(factory=dict)
    names: list[StatedName] = field(factory=list)
    declared: list[Declared] = field(factory=list)
    narasi: list[Narasi] = field(factory=list)

    def facts(self) -> Facts:
        """Frozen."""
        by_indicator: dict[str, list[str]] = {}
        for indikator, _, dokumen in self.target:
            documents = by_indicator.setdefault(indikator, [])
            if dokumen not in documents:
                documents.append(dokumen)
        stated = [k[1] for k in (*self.realisasi, *self.data, *self.target, *self.pagu)]
        years = [p.year for p in map(_period_of, stated) if p is not None]
        if self.draft.renstra is not None:
            years += [self.draft.renstra.awal, self.draft.renstra.akhir]
        freeze = MappingProxyType
        return Facts(
            freeze(self.target),
            freeze({k: tuple(v) for k, v in by_indicator.items()}),
            freeze(self.realisasi),
            freeze(self.data),
            freeze(self.pembanding),
            freeze(self.pagu),
            freeze(self.realisasi_anggaran),
            freeze(self.belanja),
            tuple(self.names),
            tuple(self.declared),
            min(years, default=0),
            max(years, default=0),
        )


def _period_of(column: str) -> Period | None:
    """The period of a column, cumulative or not; None for `awal` and `akhir`."""
    return Period.read(column.removeprefix(CUMULATIVE))


def bind_facts(draft: Draft) -> Binding:
    """Facts of the root package: its top-level tables, documents, benchmarks, declared counts, prose."""
    binding = Binding(draft)
    for item in draft.items(draft.root):
        if isinstance(item, nodes.Table):
            _table(binding, item, RENSTRA)
        elif item.keyword == "renstra":
            _declared(binding, item, RENSTRA)
        elif item.keyword == "dokumen" and item.id is not None:
            _document(binding, item, item.id.text)
        elif item.keyword == "narasi":
            _narasi(binding, item)
    return binding


def _document(binding: Binding, item: nodes.Declaration, ident: str) -> None:
    _declared(binding, item, ident)
    for member in item.body or ():
        if isinstance(member, nodes.Table):
            _table(binding, member, ident)
        elif (
            isinstance(member, nodes.Field) and member.keyword == "nama" and isinstance(member.arguments[0], nodes.Name)
        ):
            found = binding.draft.resolve(binding.draft.root, member.arguments[0], ("indikator", "simpul"))
            stated = member.arguments[1]
            if found is not None and isinstance(stated, nodes.TextLit):
                part = next((text_of(a) for a in member.arguments if isinstance(a, nodes.Field)), None)
                binding.names.append(StatedName(found.id, ident, stated.value, part, span=member.span))


def _declared(binding: Binding, item: nodes.Declaration, dokumen: str) -> None:
    draft = binding.draft
    for placed in fields_of(item):
        if placed.keyword != "menyatakan":
            continue
        what = placed.arguments[0]
        words = [a.text for a in placed.arguments if isinstance(a, nodes.Word)]
        number = next((a for a in placed.arguments if isinstance(a, nodes.NumberLit)), None)
        if number is None or not isinstance(what, nodes.Word):
            continue
        if words[0] not in ("banyak", "pagu", "realisasi", "sisa"):
            draft.say(
                "KR116",
                f"`menyatakan {words[0]}` tidak dikenal",
                what.span,
                "pilih: `banyak`, `pagu`, `realisasi`, `sisa`",
            )
            continue
        unit = units.ANGKA if number.unit is None else resolve_unit(draft, draft.root, number.unit)
        wanted = units.ANGKA if words[0] == "banyak" else units.RUPIAH
        if unit is None:
            continue
        if unit.dimension != wanted.dimension:
            draft.say(
                "KR308",
                f"`menyatakan {words[0]}` memerlukan {'bilangan tanpa satuan' if words[0] == 'banyak' else 'nilai Rp'}",
                number.span,
                "hapus satuannya" if words[0] == "banyak" else "tulis misalnya `Rp 5.000.000`",
            )
            continue
        part = next((text_of(a) for a in placed.arguments if isinstance(a, nodes.Field)), None)
        value = Number(number.value * unit.scale, decimals=number.decimals)
        binding.declared.append(
            Declared(words[0], words[1] if len(words) > 1 else None, value, dokumen, part, span=placed.span)
        )


def _narasi(binding: Binding, item: nodes.Declaration) -> None:
    subject = item.head[0].arguments[0]
    if not isinstance(subject, nodes.Name):
        return
    found = binding.draft.resolve(binding.draft.root, subject, ("indikator", "simpul"))
    year = next((int(a.text) for a in item.head[0].arguments if isinstance(a, nodes.Word)), None)
    texts = {f.keyword: text_of(f) or "" for f in item.body or () if isinstance(f, nodes.Field)}
    if found is not None:
        binding.narasi.append(Narasi(found.id, year, MappingProxyType(texts), span=item.span))


# ---- tables ----------------------------------------------------------------------------------------------------------
def _table(binding: Binding, table: nodes.Table, dokumen: str) -> None:
    sumber = next((text_of(f) for f in table.head if f.keyword == "sumber"), None)
    match table.keyword:
        case "anggaran" | "belanja":
            _money(binding, table, dokumen, sumber)
        case "target":
            _series(binding, table, ("indikator",), dokumen, sumber)
        case "realisasi":
            _series(binding, table, ("indikator",), dokumen, sumber)
        case "data":
            _series(binding, table, ("data",), dokumen, sumber)
        case "pembanding":
            _series(binding, table, ("indikator",), table.id.text if table.id is not None else "", sumber)


def _columns(binding: Binding, table: nodes.Table) -> list[str | None]:
    """What each column holds: a period, perhaps cumulative, `awal`, `akhir`, `satuan`; None, said, for what is not known."""
    out: list[str | None] = []
    named = ["satuan", *(["awal", "akhir"] if table.keyword == "target" else [])]
    for column in table.columns:
        period = _period_of(column.text)
        if column.text in named or period is not None:
            if column.text in out:
                binding.draft.say(
                    "KR113", f"kolom `{column.text}` ditulis dua kali", column.span, "hapus atau ganti salah satunya"
                )
                out.append(None)
            else:
                out.append(column.text)
            continue
        out.append(None)
        near = get_close_matches(column.text.lower(), named, n=1)
        hint = (
            f"mungkin maksud Anda `{near[0]}`?"
            if near
            else "kolom yang dikenal: tahun empat angka, `2022-TW1`, `2022-S1`, `2022-01`, `s.d. 2022-TW3`, "
            + ", ".join(f"`{n}`" for n in named)
        )
        binding.draft.say("KR112", f"judul kolom `{column.text}` tidak dikenal", column.span, hint)
    return out


def _series(binding: Binding, table: nodes.Table, kinds: tuple[str, ...], dokumen: str, sumber: str | None) -> None:
    draft = binding.draft
    columns = _columns(binding, table)
    for row in table.rows:
        symbol = draft.resolve(draft.root, row.label, kinds)
        if symbol is None or len(row.cells) != len(columns):
            continue
        if kinds == ("indikator",) and symbol.package != draft.root:
            _library_row(draft, symbol, row)
            continue
        unit = draft.declared_units.get(symbol.id)
        if unit is None:
            continue
        row_unit = _row_unit(draft, row, columns, unit)
        if row_unit is None:
            continue
        for column, cell in zip(columns, row.cells, strict=True):
            if column is None or column == "satuan":
                continue
            value = _cell(draft, cell, unit, row_unit, table.keyword == "target")
            if value is None:
                continue
            own = _own_source(draft, symbol) if table.keyword in ("realisasi", "data") else None
            fact = Fact(value, sumber or own, span=cell.span)
            _state(binding, table.keyword, symbol.id, column, dokumen, fact)


def _own_source(draft: Draft, symbol: Symbol) -> str | None:
    if symbol.kind == "data":
        return draft.data[symbol.id].sumber if symbol.id in draft.data else None
    return draft.indikator[symbol.id].sumber if symbol.id in draft.indikator else None


def _library_row(draft: Draft, symbol: Symbol, row: nodes.Row) -> None:
    own = [i.id for i in draft.indikator.values() if i.dari == symbol.id and i.paket == draft.root]
    hint = (
        f"tulis `{own[0]}`"
        if len(own) == 1
        else f"tempatkan dahulu pada jenjang: indikator ... dari {row.label.span.text}"
    )
    draft.say(
        "KR209", f"`{row.label.span.text}` adalah indikator pustaka, belum milik rencana ini", row.label.span, hint
    )


def _row_unit(draft: Draft, row: nodes.Row, columns: list[str | None], declared: Unit) -> Unit | None:
    """The unit of the row's bare numbers: of its `satuan` cell, else the declared one."""
    if "satuan" not in columns:
        return declared
    cell = row.cells[columns.index("satuan")]
    if isinstance(cell, nodes.Absent):
        return declared
    if isinstance(cell, nodes.Word):
        ref = nodes.UnitRef(cell.text, span=cell.span)
    elif isinstance(cell, nodes.TextLit):
        ref = nodes.UnitRef(f'"{cell.value}"', span=cell.span)
    elif cell.span.text.strip() == "%":
        ref = nodes.UnitRef("%", span=cell.span)
    else:
        draft.say("KR106", f"`{cell.span.text}` bukan satuan", cell.span, "tulis satuan, misalnya `orang`")
        return None
    found = resolve_unit(draft, draft.root, ref)
    return found if found is not None and _same_unit(draft, declared, found, cell.span) else None


def _same_unit(draft: Draft, declared: Unit, found: Unit, span: Span) -> bool:
    same_kind = declared.kind is found.kind or (declared.dimension and declared.dimension == found.dimension)
    if same_kind and declared.dimension == found.dimension:
        return True
    if {declared.kind, found.kind} <= {Kind.PERSEN, Kind.RASIO}:
        return True
    draft.say(
        "KR308",
        f"bersatuan `{found}`, padahal satuannya dinyatakan `{declared}`",
        span,
        f"tulis dalam `{declared}`, atau perbaiki `satuan` pada deklarasinya",
    )
    return False


def _cell(
    draft: Draft, cell: nodes.Cell, unit: Unit, row_unit: Unit, is_target: bool
) -> Number | TargetValue | Missing | None:
    if isinstance(cell, nodes.Absent):
        kind, reason = _ABSENT.get(cell.written, (Absence.BELUM_ADA_DATA, cell.written))
        return Missing(kind, reason, cell.span)
    if unit.kind is Kind.PREDIKAT:
        return _grade(draft, cell, unit)
    if isinstance(cell, (nodes.Word, nodes.TextLit)):
        draft.say(
            "KR106",
            f"`{cell.span.text}` bukan bilangan",
            cell.span,
            f"tulis bilangan dalam `{unit}`, atau `-` bila belum ada",
        )
        return None
    if isinstance(cell, nodes.NumberLit):
        number = _quantity(draft, cell, unit, row_unit)
        if number is None:
            return None
        return TargetValue(number, number) if is_target else number
    if not is_target:
        draft.say("KR106", "batas dan rentang hanya berlaku untuk target", cell.span, "tulis satu bilangan")
        return None
    if isinstance(cell, nodes.Bound):
        number = _quantity(draft, cell.number, unit, row_unit)
        return None if number is None else TargetValue(number, number, cell.operator)
    lower, upper = _quantity(draft, cell.lower, unit, row_unit), _quantity(draft, cell.upper, unit, row_unit)
    if lower is None or upper is None:
        return None
    if lower.value > upper.value:
        draft.say("KR106", "rentang target terbalik", cell.span, "tulis batas yang lebih kecil lebih dahulu")
        return None
    return TargetValue(lower, upper)


def _quantity(draft: Draft, number: nodes.NumberLit, unit: Unit, row_unit: Unit) -> Number | None:
    written = row_unit
    if number.unit is not None:
        found = resolve_unit(draft, draft.root, number.unit)
        if found is None or not _same_unit(draft, unit, found, number.unit.span):
            return None
        written = found
    return Number(number.value * written.scale, decimals=number.decimals)


def _grade(draft: Draft, cell: nodes.Cell, unit: Unit) -> TargetValue | None:
    skala = draft.skala.get(unit.dimension[0][0].removeprefix("skala "))
    if skala is None:
        return None
    text = cell.text if isinstance(cell, nodes.Word) else cell.value if isinstance(cell, nodes.TextLit) else None
    grade = grade_of(skala, text) if text is not None else None
    if grade is None:
        names = ", ".join(f'"{k.nama}"' for k in skala.kategori)
        draft.say("KR106", f"`{cell.span.text}` bukan predikat pada skala `{skala.nama}`", cell.span, f"pilih: {names}")
        return None
    number = Number(grade.score if grade.score is not None else Fraction(grade.rank))
    return TargetValue(number, number, "", grade)


def grade_of(skala: Skala, name: str) -> Grade | None:
    """The grade of a name on a scale; ranks count from 1 at the lowest."""
    for rank, kategori in enumerate(skala.kategori, start=1):
        if kategori.nama.casefold() == name.casefold():
            return Grade(skala.id, kategori.nama, rank, kategori.skor)
    return None


# ---- stating ---------------------------------------------------------------------------------------------------------
def _state(binding: Binding, keyword: str, subject: str, column: str, dokumen: str, fact: Fact) -> None:
    draft = binding.draft
    if keyword == "target":
        _check_period(draft, column, fact)
        _put(draft, binding.target, (subject, column, dokumen), fact, f"target `{subject}` {column}")
    elif keyword == "realisasi":
        _put(draft, binding.realisasi, (subject, column), fact, f"realisasi `{subject}` {column}")
    elif keyword == "data":
        _put(draft, binding.data, (subject, column), fact, f"data `{subject}` {column}")
    else:
        _put(
            draft,
            binding.pembanding,
            (dokumen, subject, column),
            fact,
            f"pembanding `{dokumen}` bagi `{subject}` {column}",
        )


def _check_period(draft: Draft, column: str, fact: Fact) -> None:
    renstra = draft.renstra
    period = _period_of(column)
    if renstra is None or period is None or renstra.awal <= period.year <= renstra.akhir:
        return
    if isinstance(fact.value, Missing):
        return
    draft.say(
        "KR501",
        f"target {period.spoken} berada di luar periode Renstra {renstra.awal} s.d. {renstra.akhir}",
        fact.span,
        "hapus kolom ini, atau perbaiki periode Renstra",
        secondary=(Label(renstra.span, "periode dinyatakan di sini"),),
    )


def _put(draft: Draft, facts: dict[Key, Fact], key: Key, fact: Fact, what: str) -> None:
    earlier = facts.get(key)
    if earlier is None or (isinstance(earlier.value, Missing) and not isinstance(fact.value, Missing)):
        facts[key] = fact
        return
    if earlier.value == fact.value or isinstance(fact.value, Missing):
        return
    same = earlier.sumber == fact.sumber
    later = Label(earlier.span, f"dinyatakan `{earlier.span.text}` di {earlier.span.place}")
    if same:
        draft.say(
            "KR502",
            f"{what} dinyatakan dua kali dengan nilai berbeda",
            fact.span,
            "perbaiki atau hapus salah satunya",
            secondary=(later,),
        )
        return
    kept, other = sorted((earlier, fact), key=lambda f: (f.sumber or "", f.span.source.path, f.span.start))
    facts[key] = kept
    draft.say(
        "KR502",
        f"{what} berbeda antara {_of_source(kept)} dan {_of_source(other)}; yang dipakai {_of_source(kept)}",
        fact.span,
        "hapus yang tidak dipakai, atau nyatakan sumber yang berlaku",
        severity=Severity.PERINGATAN,
        secondary=(later,),
    )


def _of_source(fact: Fact) -> str:
    return f"sumber `{fact.sumber}`" if fact.sumber else "tabel tanpa sumber"


# ---- money -----------------------------------------------------------------------------------------------------------
def _money(binding: Binding, table: nodes.Table, dokumen: str, sumber: str | None) -> None:
    draft = binding.draft
    year = next((a.text for a in table.head[0].arguments if isinstance(a, nodes.Word)), "")
    columns: list[str | None] = []
    for heading in table.columns:
        if heading.text in _MONEY_COLUMNS and heading.text not in columns:
            columns.append(heading.text)
        else:
            columns.append(None)
            draft.say(
                "KR112",
                f"judul kolom `{heading.text}` tidak dikenal pada tabel {table.keyword}",
                heading.span,
                "kolom yang dikenal: `pagu`, `realisasi`",
            )
    for row in table.rows:
        if len(row.cells) != len(columns):
            continue
        subject = _money_subject(draft, table, row)
        if subject is None:
            continue
        for column, cell in zip(columns, row.cells, strict=True):
            if column is None:
                continue
            value = _cell(draft, cell, units.RUPIAH, units.RUPIAH, False)
            if not isinstance(value, (Number, Missing)):
                continue
            fact = Fact(value, sumber, span=cell.span)
            what = f"{column} `{subject}` {year}"
            if table.keyword == "belanja":
                _put(draft, binding.belanja, (subject, year, column, dokumen), fact, what)
            elif column == "pagu":
                _put(draft, binding.pagu, (subject, year, dokumen), fact, what)
            else:
                _put(draft, binding.realisasi_anggaran, (subject, year), fact, what)


def _money_subject(draft: Draft, table: nodes.Table, row: nodes.Row) -> str | None:
    if table.keyword == "anggaran":
        found = draft.resolve(draft.root, row.label, ("simpul",))
        return found.id if found is not None else None
    name = row.label.value if isinstance(row.label, nodes.TextLit) else row.label.text
    for ident, (nama, _) in draft.jenis_belanja.items():
        if name in (ident, nama):
            return ident
    near = get_close_matches(name, list(draft.jenis_belanja), n=1)
    hint = (
        f"mungkin maksud Anda `{near[0]}`?"
        if near
        else "yang dikenal: " + (", ".join(sorted(draft.jenis_belanja)) or "belum ada; pakai paket `sakip_umum`")
    )
    draft.say("KR201", f"jenis belanja `{name}` tidak dikenal", row.label.span, hint)
    return None
