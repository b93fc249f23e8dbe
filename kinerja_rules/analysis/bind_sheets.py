"""Tables kept in spreadsheet and CSV files: rows find their subjects by name or code, cells are read in the declared unit."""

import re
from difflib import get_close_matches
from fractions import Fraction

from attrs import evolve

from kinerja_rules.analysis.binding import (
    Binding,
    cell_value,
    own_source,
    put_money,
    same_unit,
    state,
    unit_of_row,
)
from kinerja_rules.analysis.draft import Draft, text_of
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.analysis.units_in_scope import find_unit, resolve_unit
from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.facts import Fact
from kinerja_rules.model.periods import CUMULATIVE
from kinerja_rules.model.units import MULTIPLIERS, ONE_TO, Kind, Unit
from kinerja_rules.model.values import Missing, Number
from kinerja_rules.project.file_tables import file_field
from kinerja_rules.project.sheet_files import SheetTable, problem_code
from kinerja_rules.project.sheets import (
    AbsentNumber,
    Cell,
    CellKind,
    RecognisedColumn,
    RecognisedRow,
    SheetProblem,
    UnitHint,
    read_cell_number,
    unlike_code,
)
from kinerja_rules.project.sheets.grid import read_reference
from kinerja_rules.project.sheets.numbers import ReadNumber
from kinerja_rules.project.sheets.problems import ProblemKind, shown
from kinerja_rules.syntax import nodes

_BOUND = re.compile(r"(maksimal|minimal|kurang dari|lebih dari|<=|>=|≤|≥|<|>)\s*(\S.*)\Z", re.IGNORECASE)
_RANGE = re.compile(r"(\S.*?)\s*(?:s\.d\.|s/d|sampai(?: dengan)?)\s*(\S.*)\Z", re.IGNORECASE)
_BOUNDS = {"<=": "maksimal", "≤": "maksimal", ">=": "minimal", "≥": "minimal", "<": "kurang dari", ">": "lebih dari"}
_UNITS = {"persen": "%", "persentase": "%", "rupiah": "Rp", "rp": "Rp", "1 : n": "1:n"}
"""Units by other names that sheets give them, in small letters."""
_MULTIPLE = re.compile(r"\b(ribu|juta|miliar|milyar|triliun)(?:an)?\b")
"""In the brackets of a heading of money: `(Rp juta)`, `(dalam ribuan rupiah)`."""
_DOUBTFUL_IN_MULTIPLES = 1_000_000
"""From here on an amount in a `Rp` format, whose unit is `Rp juta`, may as well be whole rupiah."""
_SUM_ROW = re.compile(r"(?:sub ?|grand )?(?:jumlah|total)(?: total| seluruhnya| keseluruhan)?\s*:?\Z", re.IGNORECASE)
"""The label of a row that sums the others; what is called so and declared is found before."""
_KINDS = {"anggaran": ("simpul",), "data": ("data",)}


def bind_sheet(binding: Binding, item: nodes.Declaration, dokumen: str) -> None:
    """The facts of a table kept in a file; nothing where the file could not be read, which has been said."""
    draft = binding.draft
    package = draft.sources.packages[draft.root]
    sheet = package.sheets.get((item.span.source.path, item.span.start))
    placed = file_field(item)
    if sheet is None or placed is None:
        return
    table = sheet.read.table
    sumber = next((text_of(f) for f in item.head if f.keyword == "sumber"), None)
    if item.keyword == "pembanding" and item.id is not None:
        dokumen = item.id.text
    if item.keyword in ("anggaran", "belanja"):
        money = _money_columns(draft, item, sheet, placed)
        for row in table.rows:
            _money_row(binding, item, sheet, money, row, dokumen, sumber)
        return
    columns = _series_columns(draft, sheet, placed)
    for row in table.rows:
        _series_row(binding, item, sheet, columns, row, dokumen, sumber)


def _subject(
    draft: Draft, item: nodes.Declaration, sheet: SheetTable, row: RecognisedRow, kinds: tuple[str, ...]
) -> Symbol | None:
    """The subject of a row, by any of its label columns; said, with the nearest name, where there is none."""
    table = sheet.read.table
    labels = [c for column in table.labels if not (c := table.cell(row, column)).is_empty]
    for cell in labels:
        written = nodes.TextLit(cell.words, span=sheet.span(cell))
        found = draft.resolve(draft.root, written, kinds, silent=True)
        if found is None and written.value in draft.scopes[draft.root].own:
            found = draft.resolve(draft.root, nodes.Word(written.value, span=written.span), kinds, silent=True)
        if found is not None:
            return found
    named = next((c for c in labels if any(ch.isalpha() for ch in c.text)), row.label)
    if _say_unlike(draft, sheet, named, item):
        return None
    if _SUM_ROW.match(named.text.strip()):
        _say_sum_row(draft, sheet, named)
        return None
    draft.resolve(draft.root, nodes.TextLit(named.text.strip(), span=sheet.span(named)), kinds)
    return None


def _say_sum_row(draft: Draft, sheet: SheetTable, named: Cell) -> None:
    message = f"baris jumlah di sel {named.reference} (`{shown(named.text)}`) tidak dibaca"
    remedy = "tidak perlu diubah: jumlahnya dihitung dari baris lain"
    draft.diagnostics.append(Diagnostic("KR513", message, sheet.span(named), Severity.CATATAN, help=remedy))


def _say_unlike(draft: Draft, sheet: SheetTable, cell: Cell, item: nodes.Declaration) -> bool:
    """Whether a row is named by what a spreadsheet made of a code, which is said: `2.10` kept as 2.1, `2.07.03` as a date."""
    found = unlike_code(cell)
    if found is not None:
        _say(draft, found, sheet.span(cell), item)
    return found is not None


# ---- series ----------------------------------------------------------------------------------------------------------
def _series_row(
    binding: Binding,
    item: nodes.Declaration,
    sheet: SheetTable,
    columns: list[tuple[RecognisedColumn, str, Span]],
    row: RecognisedRow,
    dokumen: str,
    sumber: str | None,
) -> None:
    draft, table = binding.draft, sheet.read.table
    kinds = _KINDS.get(item.keyword, ("indikator",))
    symbol = _subject(draft, item, sheet, row, kinds)
    if symbol is None:
        return
    unit = unit_of_row(draft, symbol, sheet.span(row.label))
    if unit is None:
        return
    stated_unit = _row_unit(draft, sheet, row, unit)
    if stated_unit is None:
        return
    own = own_source(draft, symbol) if item.keyword in ("realisasi", "data") else None
    for column, name, heading in columns:
        cell, row_unit = table.cell(row, column), _column_unit(draft, column, unit) or stated_unit
        node = _node(draft, sheet, item, cell, row_unit, item.keyword == "target")
        value = None if node is None else cell_value(draft, node, unit, row_unit, item.keyword == "target")
        if value is not None:
            fact = Fact(value, sumber or own, span=node.span if node is not None else sheet.span(cell))
            state(binding, item.keyword, symbol.id, name, dokumen, fact, heading)


def _series_columns(draft: Draft, sheet: SheetTable, placed: nodes.Field) -> list[tuple[RecognisedColumn, str, Span]]:
    """The columns of values, what each states, and where; one that names no period is of the year that the plan gives the file."""
    options = {a.keyword: a.arguments[0] for a in placed.arguments if isinstance(a, nodes.Field)}
    year = options.get("tahun")
    out: list[tuple[RecognisedColumn, str, Span]] = []
    for column in sheet.read.table.columns:
        heading = sheet.span(_lowest_heading(sheet, column))
        if column.measure in ("awal", "akhir"):
            out.append((column, column.measure, heading))
        elif column.measure in ("satuan", "sumber"):
            continue
        elif column.period is not None:
            out.append((column, f"{CUMULATIVE if column.cumulative else ''}{column.period}", heading))
        elif isinstance(year, nodes.Word):
            out.append((column, year.text, heading))
        else:
            draft.say(
                "KR511",
                f"judul kolom {column.letters} `{shown(column.heading)}` tidak menyebut periode",
                heading,
                "tulis periodenya di judul itu, atau `tahun 2022` sesudah nama berkasnya",
                secondary=(Label(placed.span, "tabelnya dibaca di sini"),),
            )
    return out


def _lowest_heading(sheet: SheetTable, column: RecognisedColumn) -> Cell:
    """The cell in which a column's heading says what is special to it."""
    return sheet.read.grid.cell(*(read_reference(column.cells[-1]) or (1, 1)))


def _row_unit(draft: Draft, sheet: SheetTable, row: RecognisedRow, declared: Unit) -> Unit | None:
    """The unit of the row's bare numbers: of its `satuan` cell, else the declared one."""
    column = sheet.read.table.column("satuan")
    cell = sheet.read.table.cell(row, column) if column is not None else None
    if cell is None or cell.is_empty or cell.text.strip() in ("-", "–"):
        return declared
    written, span = cell.text.strip(), sheet.span(cell)
    unit = resolve_unit(draft, draft.root, nodes.UnitRef(_unit_text(draft, written), span=span))
    return unit if unit is not None and same_unit(draft, declared, unit, span) else None


def _column_unit(draft: Draft, column: RecognisedColumn, declared: Unit) -> Unit | None:
    """The unit in the brackets of a heading (`Realisasi (Rp juta)`), where it is one that goes with the row's."""
    found = find_unit(draft, draft.root, _unit_text(draft, column.unit)) if column.unit else None
    return found if found is not None and (found.kind, found.dimension) == (declared.kind, declared.dimension) else None


def _unit_text(draft: Draft, written: str) -> str:
    """A unit as sheets write it (`Orang`, `Persen`, `Rp.`), as the language does; as written where that is no unit either."""
    plain = " ".join(written.strip().strip('"').split())
    small = re.sub(r"\Arp\.? ", "Rp ", plain.casefold().removesuffix("."))
    for text in (plain, small, _UNITS.get(small, small)):
        found = text if re.fullmatch(r"%|1:n|\w+|Rp \w+|per [\d.]+ \w+", text) else f'"{text}"'
        if find_unit(draft, draft.root, found) is not None:
            return found
    return plain if re.fullmatch(r"%|\w+", plain) else f'"{plain}"'


def cell_number_hint(unit: Unit) -> UnitHint:
    """What the unit that is asked for says of a bare number in a cell."""
    if unit.kind in (Kind.PERSEN, Kind.POIN):
        return "persen"
    if unit == ONE_TO:
        return "hitungan"  # the second number of one to so many counts
    return {Kind.UANG: "uang", Kind.HITUNGAN: "hitungan"}.get(unit.kind, "lain")  # type: ignore[return-value]  # all are hints


def _node(
    draft: Draft, sheet: SheetTable, item: nodes.Declaration, cell: Cell, unit: Unit, is_target: bool
) -> nodes.Cell | None:
    """A cell as the same cell would be written inline; None, said, where it cannot be read."""
    span = sheet.span(cell)
    if unit.kind is Kind.PREDIKAT and cell.kind is CellKind.TEKS:
        said = read_cell_number(cell, "lain")
        if isinstance(said, AbsentNumber):
            return nodes.Absent(said.written, span=span)
        return nodes.TextLit(cell.text.strip(), span=span)
    if is_target and cell.kind is CellKind.TEKS:
        bound, ends = _BOUND.match(cell.text.strip()), _RANGE.match(cell.text.strip())
        if bound is not None:
            number = _number(draft, sheet, item, evolve(cell, text=bound[2]), unit)
            operator = bound[1].lower()
            return (
                nodes.Bound(_BOUNDS.get(operator, operator), number, span=span)
                if isinstance(number, nodes.NumberLit)
                else None
            )
        if ends is not None:
            lower, upper = (_number(draft, sheet, item, evolve(cell, text=t), unit) for t in ends.groups())
            if isinstance(lower, nodes.NumberLit) and isinstance(upper, nodes.NumberLit):
                if lower.unit is None and upper.unit is not None:
                    lower = evolve(lower, unit=upper.unit)
                return nodes.RangeCell(lower, upper, span=span)
            return None
    return _number(draft, sheet, item, cell, unit)


def _number(
    draft: Draft, sheet: SheetTable, item: nodes.Declaration, cell: Cell, unit: Unit
) -> nodes.NumberLit | nodes.Absent | None:
    read = read_cell_number(cell, cell_number_hint(unit))
    span = sheet.span(cell)
    if isinstance(read, SheetProblem):
        _say(draft, read, span, item)
        return None
    if isinstance(read, AbsentNumber):
        return nodes.Absent(read.written, span=span)
    for note in read.notes:
        _say(draft, note, span, item)
    # of `Rp juta` a format that only says money is no other unit
    in_multiples = read.unit == "Rp" and unit.kind is Kind.UANG and unit.scale != 1 and cell.kind is CellKind.BILANGAN
    if in_multiples and abs(read.value) >= _DOUBTFUL_IN_MULTIPLES:
        _say(draft, _whole_or_multiple(read, unit), span, item)
        return None
    ref = None if read.unit is None or in_multiples else nodes.UnitRef(_unit_text(draft, read.unit), span=span)
    return nodes.NumberLit(
        read.value, read.decimals if read.shown is None else read.shown, ref, grouped=read.grouped, span=span
    )


def _whole_or_multiple(read: ReadNumber, unit: Unit) -> SheetProblem:
    """What is wrong with an amount that is shown as whole rupiah where millions are meant: it may be either."""
    cell, numeral = read.cell, write_numeral(read.value, read.decimals)
    return SheetProblem(
        ProblemKind.BILANGAN_GANDA,
        f"sel {cell.reference} berformat Rp dan berisi {numeral}, sedangkan satuannya {unit.label}: dapat berarti"
        f" Rp {numeral} atau Rp {numeral} {unit.label.removeprefix('Rp ')}",
        cell.origin.file,
        cell.reference,
        f"tulis teks `Rp {numeral}` bila maksudnya rupiah penuh, atau ubah format sel menjadi Angka bila maksudnya"
        f" {unit.label}",
    )


def _say(draft: Draft, problem: SheetProblem, span: Span, item: nodes.Declaration) -> None:
    severity = Severity.GALAT if problem.blocking else Severity.PERINGATAN
    placed = file_field(item)
    where = () if placed is None else (Label(placed.span, "tabelnya dibaca di sini"),)
    draft.diagnostics.append(
        Diagnostic(problem_code(problem), problem.message, span, severity, where, help=problem.remedy)
    )


# ---- money -----------------------------------------------------------------------------------------------------------
def _money_columns(
    draft: Draft, item: nodes.Declaration, sheet: SheetTable, placed: nodes.Field
) -> list[tuple[RecognisedColumn, str, Unit]]:
    """The columns of the table's year: each pagu or realisasi, in Rp or what its heading says (`Pagu (Rp juta)`)."""
    year = _year(item)
    out: list[tuple[RecognisedColumn, str, Unit]] = []
    for column in sheet.read.table.columns:
        period = column.period
        if period is not None and str(period.year) != year:
            continue
        ends_the_year = column.cumulative and period is not None and period.months[1] == 12
        if period is not None and not period.is_year and not ends_the_year:
            draft.warn(
                "KR513",
                f"kolom {column.letters} `{shown(column.heading)}` menyebut bagian tahun, jadi tidak dibaca",
                sheet.span(_lowest_heading(sheet, column)),
                "anggaran dinyatakan setahun; simpan angka setahunnya di kolom sendiri",
                secondary=(Label(placed.span, "tabelnya dibaca di sini"),),
            )
            continue
        out.append((column, "pagu" if column.measure == "pagu" else "realisasi", _money_unit(column)))
    return out


def _money_unit(column: RecognisedColumn) -> Unit:
    said = _MULTIPLE.search(column.unit or "")
    if said is None:
        return units.RUPIAH
    multiple = MULTIPLIERS[said[1].replace("milyar", "miliar")]
    return evolve(units.RUPIAH, scale=Fraction(multiple), label=f"Rp {said[1]}")


def _year(item: nodes.Declaration) -> str:
    return next((a.text for a in item.head[0].arguments if isinstance(a, nodes.Word)), "")


def _money_row(
    binding: Binding,
    item: nodes.Declaration,
    sheet: SheetTable,
    columns: list[tuple[RecognisedColumn, str, Unit]],
    row: RecognisedRow,
    dokumen: str,
    sumber: str | None,
) -> None:
    draft, year = binding.draft, _year(item)
    subject = _spender(draft, item, sheet, row)
    if subject is None:
        return
    for column, what, unit in columns:
        cell = sheet.read.table.cell(row, column)
        node = _number(draft, sheet, item, cell, unit)
        value = None if node is None else cell_value(draft, node, units.RUPIAH, unit, False)
        if not isinstance(value, (Number, Missing)):
            continue
        put_money(binding, item.keyword, subject, year, what, dokumen, Fact(value, sumber, span=sheet.span(cell)))


def _spender(draft: Draft, item: nodes.Declaration, sheet: SheetTable, row: RecognisedRow) -> str | None:
    if item.keyword == "anggaran":
        found = _subject(draft, item, sheet, row, ("simpul",))
        return found.id if found is not None else None
    name = row.label.text.strip()
    for ident, (nama, _) in draft.jenis_belanja.items():
        if name.casefold() in (ident.casefold(), nama.casefold()):
            return ident
    near = get_close_matches(name, [nama for nama, _ in draft.jenis_belanja.values()], n=1, cutoff=0.75)
    if not draft.jenis_belanja and draft.scopes[draft.root].incomplete:
        return None
    groups = ", ".join(f"`{nama}`" for nama, of in draft.jenis_belanja.values() if of is None)
    draft.say(
        "KR201",
        f"jenis belanja `{shown(name)}` tidak dikenal",
        sheet.span(row.label),
        f"mungkin maksud Anda `{near[0]}`?" if near else f"tulis {groups}, atau salah satu rinciannya",
    )
    return None
