"""What is filled in each period: indicators whose realisasi are stated, and data of formulas; and a filled workbook read back.

A workbook is compared with the plan value by value. Nothing is written here: the answer is text, or what is wrong.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from kinerja_rules.base.numerals import Numeral, read_numeral
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.model.expression import Expr, FactRef, Formula, children
from kinerja_rules.model.facts import Fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import ONE_TO, Kind, Unit
from kinerja_rules.model.values import Missing, Number
from kinerja_rules.project.sheets import (
    AbsentNumber,
    Cell,
    CellKind,
    Grid,
    ProblemKind,
    ReadTable,
    SheetProblem,
    UnitHint,
    Wanted,
    list_sheets,
    read_cell_number,
    read_grid,
    read_table,
)
from kinerja_rules.project.sheets.problems import shown
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.expression_text import number_text, text_text
from kinerja_rules.syntax.printer import format_source

SHEETS: Mapping[str, str] = {"realisasi": "Realisasi", "data": "Data"}
"""The sheets of a workbook to fill in, by what they state."""

IDENT = "Pengenal"
"""The heading of the column by which rows are known again."""

_NOWHERE = Span(SourceFile("isian", ""), 0, 0)
_ONE_TO = re.compile(r"1\s*:\s*([\d.,]+)\Z")
_WORD = re.compile(r"[^\W\d]\w*\Z")


@frozen
class Entry:
    """Something to fill in: an indicator (`realisasi`) or a datum (`data`)."""

    keyword: str
    id: str
    label: str
    nama: str
    unit: Unit
    place: str


@frozen
class Filled:
    """A cell that is filled in: as the language writes it, its value in base magnitude (None: an absence or a grade)."""

    entry: Entry
    period: str
    text: str
    value: Fraction | None
    place: str


@frozen
class Change:
    """A filled cell beside what the plan states: `baru`, `sama`, `berubah`; `stated` and `where` only for the last two."""

    filled: Filled
    status: str
    stated: str = ""
    where: str = ""
    file: str = ""


@frozen
class ReadEntries:
    """What a workbook states, what is wrong with it, and its sheets that are not read."""

    filled: tuple[Filled, ...]
    problems: tuple[SheetProblem, ...] = field(default=())
    unread: tuple[str, ...] = ()


def entries(model: Model) -> tuple[Entry, ...]:
    """What a plan needs filled in: its indicators without a formula, in order of the cascade, then the data of formulas."""
    out: list[Entry] = []
    used: dict[str, None] = {}
    for indikator in model.placed():
        node = model.simpul[indikator.simpul] if indikator.simpul is not None else None
        place = "" if node is None else node.nama
        if indikator.rumus is None:
            out.append(Entry("realisasi", indikator.id, indikator.id, indikator.nama, indikator.satuan, place))
        else:
            used.update(dict.fromkeys(_data_of(model, indikator.rumus, set())))
    names = [d.nama for d in model.data.values()]
    for ident in used:
        datum = model.data[ident]
        label = ident if "." not in ident else text_text(nodes.TextLit(datum.nama, span=_NOWHERE))
        if "." not in ident or names.count(datum.nama) == 1:
            out.append(Entry("data", ident, label, datum.nama, datum.satuan, datum.sumber or ""))
    return tuple(out)


def _data_of(model: Model, formula: Formula, seen: set[str]) -> Iterable[str]:
    """The data that a formula rests on, through the indicators it reads."""
    waiting: list[Expr] = [formula.value, *(e for _, e in formula.lets), *(g.condition for g in formula.guards)]
    while waiting:
        at = waiting.pop(0)
        if isinstance(at, FactRef) and at.kind == "data" and at.id in model.data:
            yield at.id
        elif isinstance(at, FactRef) and at.id in model.indikator and at.id not in seen:
            seen.add(at.id)
            inner = model.indikator[at.id].rumus
            if inner is not None:
                yield from _data_of(model, inner, seen)
        waiting.extend(children(at))


def stated_fact(model: Model, entry: Entry, period: str) -> Fact | None:
    """What the plan states of an entry in a period."""
    facts = model.facts.realisasi if entry.keyword == "realisasi" else model.facts.data
    return facts.get((entry.id, period))


# ---- reading back ---------------------------------------------------------------------------------------------------
def read_entries(model: Model, data: bytes, name: str) -> ReadEntries:
    """What a filled workbook states. Either sheet may be left out."""
    known = entries(model)
    filled: list[Filled] = []
    problems: list[SheetProblem] = []
    listed = list_sheets(data, name)
    present = {s.name.strip().casefold() for s in listed if not isinstance(s, SheetProblem)}
    if not any(sheet.casefold() in present for sheet in SHEETS.values()):
        present = {
            sheet.casefold() for sheet in SHEETS.values()
        }  # what is missing, or no workbook at all, is then said
    for keyword, sheet in SHEETS.items():
        own = {e.id: e for e in known if e.keyword == keyword}
        if sheet.casefold() not in present or (not own and _is_blank(data, name, sheet)):
            continue
        wanted = Wanted(frozenset({"realisasi"}), labels=(IDENT.casefold(),), default="realisasi")
        read = read_table(data, name, sheet, wanted)
        if isinstance(read, tuple):
            problems += read
            continue
        rows = read.table.rows
        if rows and (len(rows) > 1 or not own) and not any(row.name in own for row in rows):
            problems.append(_of_another_plan(read, rows[0].label, sheet, name))
            continue
        problems += _unread_columns(read, name)
        for row in rows:
            entry = own.get(row.name)
            if entry is None:
                problems.append(_unknown_row(read, row.label, name))
                continue
            for column in read.table.columns:
                cell = read.table.cell(row, column)
                if column.period is None or column.cumulative or cell.is_empty:
                    continue
                found = _filled(entry, column.period, cell)
                if isinstance(found, SheetProblem):
                    problems.append(found)
                elif found is not None:
                    filled.append(found)
    read_here = {sheet.casefold() for sheet in SHEETS.values()}
    others = [s.name for s in listed if not isinstance(s, SheetProblem) and s.name.strip().casefold() not in read_here]
    return ReadEntries(tuple(filled), tuple(problems), tuple(s for s in others if not _is_blank(data, name, s)))


def _is_blank(data: bytes, name: str, sheet: str) -> bool:
    """Whether nothing at all is written in a sheet."""
    grid = read_grid(data, name, sheet)
    return isinstance(grid, Grid) and all(cell.is_empty for cell in grid.cells.values())


def _unread_columns(read: ReadTable, name: str) -> Iterable[SheetProblem]:
    """Columns with something in them that no entry can state: the sum of several periods, or of no period."""
    for column in read.table.columns:
        filled = [cell for row in read.table.rows if not (cell := read.table.cell(row, column)).is_empty]
        if not filled or not (column.cumulative or column.period is None):
            continue
        what = "berisi angka sampai dengan sebuah periode" if column.cumulative else "tidak menyebut periodenya"
        yield SheetProblem(
            ProblemKind.PERIODE_TIDAK_LENGKAP,
            f"kolom `{shown(column.heading)}` di atas sel {filled[0].reference} {what}, jadi tidak dapat diserap",
            name,
            filled[0].reference,
            "isi angka tiap periode di kolomnya sendiri, atau hapus kolom itu",
        )


def _unknown_row(read: ReadTable, label: Cell, name: str) -> SheetProblem:
    return SheetProblem(
        ProblemKind.BARIS_TANPA_LABEL,
        f"sel {label.reference} berisi pengenal `{shown(label.text)}`, yang tidak diisi dalam rencana ini",
        name,
        label.reference,
        "buat templatnya lagi dengan `kinerja templat`, atau hapus baris itu",
    )


def _of_another_plan(read: ReadTable, label: Cell, sheet: str, name: str) -> SheetProblem:
    """Told once: where no row at all is known, the workbook is the mistake and not its rows."""
    return SheetProblem(
        ProblemKind.BARIS_TANPA_LABEL,
        f"tidak satu pun pengenal di lembar `{sheet}` diisi dalam rencana ini; yang pertama sel {label.reference}",
        name,
        label.reference,
        "pastikan buku kerja ini dibuat dari rencana ini, atau buat lagi dengan `kinerja templat`",
    )


def _filled(entry: Entry, period: Period, cell: Cell) -> Filled | SheetProblem | None:
    """One cell; None where it says that there is nothing yet."""
    place = cell.reference
    if entry.unit.kind is Kind.PREDIKAT and cell.kind is CellKind.TEKS:
        text = cell.text.strip()
        return None if text in ("", "-") else Filled(entry, str(period), _quoted(text), None, place)
    if entry.unit == ONE_TO and cell.kind is CellKind.TEKS:
        found = _ONE_TO.match(cell.text.strip())
        read = read_numeral(found[1]) if found is not None else None
        if isinstance(read, Numeral) and read.value:
            return Filled(entry, str(period), f"1:{found[1] if found else ''}", 1 / read.value, place)
    number = read_cell_number(cell, _hint(entry.unit))
    if isinstance(number, SheetProblem):
        return number
    if isinstance(number, AbsentNumber):
        return None if number.written in ("", "-") else Filled(entry, str(period), number.written, None, place)
    if number.unit is not None and not _is_unit(number.unit, entry.unit):
        return _misfit(entry, cell, number.unit)
    written = _written(entry.unit)
    ref = None if written is None else nodes.UnitRef(written, span=_NOWHERE)
    literal = nodes.NumberLit(number.value, number.decimals, ref, span=_NOWHERE)
    value = number.value * entry.unit.scale
    return Filled(entry, str(period), number_text(literal, grouped=True), value, place)


def _misfit(entry: Entry, cell: Cell, unit: str) -> SheetProblem:
    return SheetProblem(
        ProblemKind.BUKAN_BILANGAN,
        f"sel {cell.reference} bersatuan `{unit}`, padahal `{entry.id}` bersatuan `{entry.unit}`",
        cell.origin.file,
        cell.reference,
        "tulis bilangannya saja",
    )


def _is_unit(written: str, unit: Unit) -> bool:
    word = written.strip('"').casefold()
    return word in (
        unit.label.casefold(),
        *(n.rpartition(".")[2].replace("_", " ").casefold() for n, _ in unit.dimension),
    )


def _hint(unit: Unit) -> UnitHint:
    if unit.kind is Kind.PERSEN:
        return "persen"
    return "uang" if unit.kind is Kind.UANG else "hitungan" if unit.kind is Kind.HITUNGAN else "lain"


def _written(unit: Unit) -> str | None:
    """The unit beside a number; None where the declared one goes without saying."""
    if unit.kind is Kind.PERSEN:
        return "%"
    if unit.kind is Kind.HITUNGAN and unit.label:
        return unit.label if _WORD.match(unit.label) else _quoted(unit.label)
    return None


def _quoted(text: str) -> str:
    return text_text(nodes.TextLit(text, span=_NOWHERE))


# ---- beside the plan ------------------------------------------------------------------------------------------------
def compare(model: Model, filled: Sequence[Filled]) -> tuple[Change, ...]:
    """Each filled cell beside what the plan states of it."""
    out: list[Change] = []
    for cell in filled:
        fact = stated_fact(model, cell.entry, cell.period)
        if fact is None or (isinstance(fact.value, Missing) and cell.value is None):
            out.append(Change(cell, "baru" if fact is None else "sama", "", "" if fact is None else fact.span.place))
            continue
        stated = fact.span.text
        same = isinstance(fact.value, Number) and fact.value.value == cell.value
        same = same or (cell.value is None and stated.strip('"“”') == cell.text.strip('"'))
        where, file = fact.span.place, fact.span.source.path
        out.append(Change(cell, "sama" if same else "berubah", stated, where, file))
    return tuple(out)


def entries_text(filled: Sequence[Filled], source: str) -> str:
    """The canonical text of a file that states filled cells; `source` is the workbook they come from."""
    lines = [f"# Diserap dari {' '.join(source.split())} dengan `kinerja serap`."]
    for keyword in SHEETS:
        own = [f for f in filled if f.entry.keyword == keyword]
        if not own:
            continue
        periods = sorted({f.period for f in own}, key=lambda text: Period.read(text) or Period(0))
        cells = {(f.entry.id, f.period): f.text for f in own}
        lines += [f"{keyword} {{", "  " + "   ".join(periods)]
        for entry in dict.fromkeys(f.entry for f in own):
            row = [cells.get((entry.id, p), "-") for p in periods]
            lines.append(f"  {entry.label}   {'   '.join(row)}")
        lines.append("}")
    formatted = format_source(SourceFile("isian.kinerja", "\n".join([*lines, ""])))
    if formatted.text is None:
        raise AssertionError("; ".join(d.message for d in formatted.diagnostics))
    return formatted.text
