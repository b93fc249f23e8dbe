"""A grid as the XML of a Word table, made as text: a table of thousands of rows is parsed once, not built cell by cell."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from kinerja_rules.report.book import note_mark
from kinerja_rules.report.column_widths import column_widths
from kinerja_rules.report.grid import Grid, GridCell, GridColumn, column_number, said_of_no_rows
from kinerja_rules.report.text import clean, unbroken
from kinerja_rules.report.word.fields import NAMESPACE, run

MOST_COLUMNS = 63
"""Columns of a table that Word opens."""
SHADE = "E8ECF1"
LINE = "8A94A3"


def table_xml(grid: Grid, room: int, cell_style: str, heading_style: str) -> str:
    """The table of a grid in `room` twips; its heading rows repeat on every page."""
    widths = column_widths(grid, room)
    rows = [*_heading_rows(grid.columns, widths, heading_style)]
    if grid.numbered:
        numbers = (_cell(column_number(at), w, cell_style, shade=True, side="center") for at, w in enumerate(widths))
        rows.append(_tr("".join(numbers), heading=True))
    nothing = said_of_no_rows(grid)
    if nothing is not None:
        rows.append(_tr(_cell(nothing, sum(widths), cell_style, span=len(widths))))
    rows += [_row(row, grid.columns, widths, cell_style) for row in grid.rows]
    rows += [_row(total, grid.columns, widths, cell_style, total=True) for total in grid.totals]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f"<w:tbl {NAMESPACE}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(clean(grid.caption))}/>"
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _heading_rows(columns: Sequence[GridColumn], widths: Sequence[int], style: str) -> list[str]:
    if not any(column.group for column in columns):
        cells = "".join(
            _cell(c.heading, w, style, shade=True, side="center") for c, w in zip(columns, widths, strict=True)
        )
        return [_tr(cells, heading=True)]
    upper: list[str] = []
    at = 0
    while at < len(columns):
        group = columns[at].group
        upto = at + 1
        while group is not None and upto < len(columns) and columns[upto].group == group:
            upto += 1
        if group is None:
            upper.append(_cell(columns[at].heading, widths[at], style, shade=True, side="center", merge="restart"))
        else:
            upper.append(_cell(group, sum(widths[at:upto]), style, shade=True, side="center", span=upto - at))
        at = upto
    lower = [
        _cell("" if c.group is None else c.heading, w, style, True, "center", merge="" if c.group else "continue")
        for c, w in zip(columns, widths, strict=True)
    ]
    return [_tr("".join(upper), heading=True), _tr("".join(lower), heading=True)]


def _row(
    row: Sequence[GridCell], columns: Sequence[GridColumn], widths: Sequence[int], style: str, total: bool = False
) -> str:
    if len(row) == 1 and len(columns) > 1:
        return _tr(_cell(row[0].text, sum(widths), style, shade=True, bold=True, span=len(columns)))
    cells = (
        _cell(
            cell.text,
            w,
            style,
            side="right" if cell.numeric or column.numeric else "left",
            bold=total or cell.emphasis,
            marks=" ".join(note_mark(n) for n in cell.notes),
            merge="restart" if cell.span > 1 else "continue" if cell.span == 0 else "",
        )
        for cell, column, w in zip(row, columns, widths, strict=True)
    )
    return _tr("".join(cells))


def _tr(cells: str, heading: bool = False) -> str:
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cell(
    text: str,
    room: int,
    style: str,
    shade: bool = False,
    side: str = "left",
    span: int = 1,
    merge: str = "",
    bold: bool = False,
    marks: str = "",
) -> str:
    properties = f'<w:tcW w:w="{room}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    if shade:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="center"/>'
    runs = run(unbroken(clean(text)), "<w:b/>" if bold else "")
    if marks:
        runs += run(marks, '<w:vertAlign w:val="superscript"/>')
    # what heads a table or a group of rows does not stay behind at the foot of a page
    kept = "<w:keepNext/>" if shade else ""
    paragraph = f'<w:pPr><w:pStyle w:val={quoteattr(style)}/>{kept}<w:jc w:val="{side}"/></w:pPr>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{paragraph}{runs}</w:p></w:tc>"
