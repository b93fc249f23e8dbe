"""Tables of printed reports, pasted or exported: cells, headings, rows and prints recognised, nothing matched to a plan.

`read_tables` gives the tables of a file or of a pasted text, `recognise` says what the columns and rows of one are,
`read_print` reads one printed figure in the habits of reports. All are pure functions of bytes and values; what is wrong
comes back as `SheetProblem`, nothing is raised.
"""

from kinerja_rules.project.pasted.layout import Group, PastedColumn, PastedRow, PastedTable, recognise
from kinerja_rules.project.pasted.prints import Dash, Doubtful, Figure, Print, Reading, Wording, read_print
from kinerja_rules.project.pasted.sources import SourceTable, read_tables

__all__ = [
    "Dash",
    "Doubtful",
    "Figure",
    "Group",
    "PastedColumn",
    "PastedRow",
    "PastedTable",
    "Print",
    "Reading",
    "SourceTable",
    "Wording",
    "read_print",
    "read_tables",
    "recognise",
]
