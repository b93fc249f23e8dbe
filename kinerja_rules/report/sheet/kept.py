"""What a sheet keeps of a table's figures: numbers that show the report's digits, formulas that come to them again.

A spreadsheet keeps 15 digits. A figure that these do not show as the report does is kept as it is shown, and what no
number of 15 digits shows is a text. A formula stands only where it comes to the digits of the report from the numbers
that the sheet keeps: it never refers to a text, nor to a figure that is kept as it is shown.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import define, field, frozen

from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.report.book import note_mark
from kinerja_rules.report.grid import Formulas, Grid, GridCell
from kinerja_rules.report.sheet.numbers import number_format, rounded, stored
from kinerja_rules.report.sheet.reckoning import NotReckonedError, Place, reckoned
from kinerja_rules.report.text import clean


@frozen
class KeptNumber:
    """A number as a sheet keeps it, and the format that shows it as the report does.

    `faithful` is false where the number is the one shown, not the nearest to the value.
    """

    number: Decimal
    format: str
    faithful: bool


@frozen
class KeptFigures:
    """The figures of a table that are numbers, by place, and the formulas of some of them; all others are texts."""

    numbers: Mapping[Place, KeptNumber]
    formulas: Formulas


def kept_figures(grid: Grid) -> KeptFigures:
    """What a sheet keeps of a table."""
    cells = {
        (row, column): cell
        for row, whole in enumerate((*grid.rows, *grid.totals))
        for column, cell in enumerate(whole)
        if cell.value is not None and cell.span
    }
    numbers = {place: kept for place, cell in cells.items() if (kept := kept_number(cell)) is not None}
    trial = _Trial(cells, numbers, grid.formulas())
    return KeptFigures(numbers, {place: text for place, text in trial.formulas.items() if trial.stands(place)})


def kept_number(cell: GridCell) -> KeptNumber | None:
    """A cell's number as a sheet keeps it; None where it must be a text.

    >>> kept_number(GridCell("79,99 %", Fraction("79.994999999999999999"), "%", 2))
    KeptNumber(number=Decimal('0.7999'), format='#,##0.00" "%', faithful=False)
    """
    if cell.value is None:
        return None
    percent = cell.unit == "%"
    look = number_format(clean(cell.text), cell.decimals, percent, note_marks(cell))
    if look is None:
        return None
    number = stored(cell.value, percent)
    if number is not None and _shows(number, cell):
        return KeptNumber(number, look, faithful=True)
    number = stored(round_half_up(cell.value, cell.decimals), percent)
    if number is not None and _shows(number, cell):
        return KeptNumber(number, look, faithful=False)
    return None


def note_marks(cell: GridCell) -> str:
    """The marks of a cell's footnotes, as they stand behind its text."""
    return "".join(f" {note_mark(n)})" for n in cell.notes)


def _shows(number: Decimal, cell: GridCell) -> bool:
    """Whether a number is shown with the digits of a cell; a sheet puts a minus before a zero that was rounded to it."""
    value = Fraction(number) * (100 if cell.unit == "%" else 1)
    if cell.value is None:
        return False
    if value == cell.value and (value.denominator == 1 or value > 0):
        return True
    shown = round_half_up(value, cell.decimals)
    return shown == round_half_up(cell.value, cell.decimals) and (shown != 0 or value >= 0)


@define(eq=False)
class _Trial:
    """Tries the formulas of a table, those first that others refer to."""

    cells: Mapping[Place, GridCell]
    numbers: Mapping[Place, KeptNumber]
    formulas: Formulas
    _found: dict[Place, Decimal | None] = field(factory=dict)
    """What formulas that were tried come to; None where one does not stand, or is being tried."""

    def stands(self, place: Place) -> bool:
        """Whether the formula of a cell comes to what the report shows."""
        if place not in self._found:
            self._found[place] = None
            self._found[place] = self._tried(place)
        return self._found[place] is not None

    def _tried(self, place: Place) -> Decimal | None:
        kept = self.numbers.get(place)
        if kept is None or not kept.faithful:
            return None
        try:
            found = reckoned(self.formulas[place], place[0], self._number)
        except NotReckonedError:
            return None
        return found if _shows(rounded(found), self.cells[place]) else None

    def _number(self, place: Place) -> Decimal:
        """The number in a cell after everything was reckoned anew."""
        kept = self.numbers.get(place)
        if kept is None or not kept.faithful:
            raise NotReckonedError
        if place in self.formulas and self.stands(place):
            found = self._found[place]
            if found is not None:
                return found
        return kept.number
