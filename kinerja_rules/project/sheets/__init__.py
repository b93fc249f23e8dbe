"""Tables from the files in which planners keep them: CSV and XLSX, read exactly, traced to the cell, never trusted.

`read_grid` gives the cells of a sheet, `find_table` recognises the table in it, `read_table` does both, and
`read_cell_number` reads one cell. All are pure functions of bytes and values; what is wrong comes back as
`SheetProblem`, nothing is raised.
"""

from kinerja_rules.project.sheets.grid import Area, Cell, CellKind, Grid, Origin
from kinerja_rules.project.sheets.headings import LABELS
from kinerja_rules.project.sheets.numbers import (
    AbsentNumber,
    Alternative,
    ReadNumber,
    UnitHint,
    read_cell_number,
    unlike_code,
)
from kinerja_rules.project.sheets.problems import ProblemKind, SheetProblem
from kinerja_rules.project.sheets.read import ReadTable, list_sheets, read_grid, read_table
from kinerja_rules.project.sheets.tables import RecognisedColumn, RecognisedRow, RecognisedTable, Wanted, find_table
from kinerja_rules.project.sheets.workbook import SheetInfo, Visibility

__all__ = [
    "LABELS",
    "AbsentNumber",
    "Alternative",
    "Area",
    "Cell",
    "CellKind",
    "Grid",
    "Origin",
    "ProblemKind",
    "ReadNumber",
    "ReadTable",
    "RecognisedColumn",
    "RecognisedRow",
    "RecognisedTable",
    "SheetInfo",
    "SheetProblem",
    "UnitHint",
    "Visibility",
    "Wanted",
    "find_table",
    "list_sheets",
    "read_cell_number",
    "read_grid",
    "read_table",
    "unlike_code",
]
