"""Rows that are parts of another row of the table: a remark where the figures shown do not add up to the whole's."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from kinerja_rules.base.numerals import round_half_up, write_numeral
from kinerja_rules.base.sums import exact_sum
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.values import Entity
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.grid_cells import CellMaker
from kinerja_rules.report.grid_formulas import HasCells


def rounding_remark(shown: Fraction, decimals: int) -> str:
    """What is said of a whole whose parts, as they are shown, come to another sum."""
    said = write_numeral(shown, decimals)
    return f"angka yang ditampilkan berjumlah {said}; jumlahnya dihitung dari nilai eksak, selisihnya karena pembulatan"


def shown_sum(cells: Sequence[GridCell]) -> Fraction:
    """What the numbers come to as they are shown."""
    shown = (round_half_up(c.value, c.decimals) for c in cells if c.value is not None)
    return exact_sum(shown)


def remark_on_parts(maker: CellMaker, lines: Sequence[HasCells], subject: str | None) -> None:
    """A remark at each node's figure that its children in the table add up to exactly, but not as they are shown.

    `subject` is the variable of the rows' nodes.
    """
    if subject is None:
        return
    model = maker.interpreter.model
    rows: dict[str, HasCells] = {}
    for line in lines:
        member = line.env.values.get(subject)
        if isinstance(member, Entity) and member.id in model.simpul:
            rows.setdefault(member.id, line)
    for ident, line in rows.items():
        children = _rows_of_children(model, ident, rows)
        if len(children) < 2:
            continue
        for at, whole in enumerate(line.cells):
            if whole.value is None:
                continue
            parts = [child.cells[at] for child in children]
            if _disagree(whole, parts):
                note = maker.notes.at(rounding_remark(shown_sum(parts), whole.decimals))
                line.cells[at] = evolve(whole, notes=(*whole.notes, note))


def _rows_of_children(model: Model, ident: str, rows: dict[str, HasCells]) -> list[HasCells]:
    """The rows of all children; none where a child has no row, or money elsewhere too."""
    children = model.simpul[ident].anak
    if any(child not in rows or len(model.simpul[child].induk) > 1 for child in children):
        return []
    return [rows[child] for child in children]


def _disagree(whole: GridCell, parts: Sequence[GridCell]) -> bool:
    """Whether parts of one unit add up to a whole exactly, and not as they are shown."""
    if whole.value is None or not whole.value or any(p.value is None or p.scale != whole.scale for p in parts):
        return False
    if any(p.unit != whole.unit for p in parts):
        return False
    if exact_sum(p.value for p in parts if p.value is not None) != whole.value:
        return False
    return shown_sum(parts) != round_half_up(whole.value, whole.decimals)
