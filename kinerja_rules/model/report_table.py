"""The meant form of the tables of a report: rows over sets, columns of expressions, groups, totals, notes."""

from collections.abc import Iterable

from attrs import field, frozen

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.source import Span
from kinerja_rules.model.expression import Expr, Quantifier
from kinerja_rules.model.units import Kind

WHOLE_YEAR = "setahun"
"""The variable of a table that holds the year of the report's period: money is stated by the year."""

_SHARES = frozenset({Kind.PERSEN, Kind.RASIO, Kind.INDEKS, Kind.POIN})
"""Kinds of unit whose sum says nothing."""


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


@frozen
class Template:
    """A text with values inserted: its pieces in order, text or a typed expression."""

    pieces: tuple[str | Expr, ...]


@frozen
class TableNote:
    """What is said of a table as a whole: the fact, which is printed, and what to write, which only a screen shows."""

    fact: Template
    remedy: Template | None = None


@frozen
class TableColumn:
    """A column: `value` None is the number of the row, `tiered` one beneath that of the row of a node above (1, 1.1, 1.1.1).

    `each` repeats the column over a set, inside the set of its group if that repeats too. `total` replaces what the
    table's total row would show. `merged` joins cells below one another that say the same of the same member.
    """

    heading: Template
    value: Expr | None
    each: Quantifier | None
    decimals: int | None
    without_unit: bool
    merged: bool
    total: Expr | None
    tiered: bool = False
    span: Span = _span()


@frozen
class ColumnGroup:
    """Columns under one heading; `each` repeats all of them over a set. A column without a group has no heading."""

    heading: Template | None
    each: Quantifier | None
    columns: tuple[TableColumn, ...]
    span: Span = _span()


@frozen
class TableTotal:
    """A row beneath the others: `function` is jumlah or rata_rata, `condition` says which rows it counts."""

    function: str
    label: Template
    condition: Expr | None
    span: Span = _span()


@frozen
class ReportTable:
    """A table. `id` is bare; `paket` declares it.

    `each` makes a table for every member of a set. `quantifiers` are its rows; `keep_empty` keeps a row where the last
    set is empty. `nothing` is said where there are no rows. `heading` starts a group of rows where it changes, `order` sorts rows within the whole table.
    """

    id: str
    nama: Template
    paket: str
    nomor: str | None
    each: Quantifier | None
    quantifiers: tuple[Quantifier, ...]
    keep_empty: bool
    heading: Template | None
    order: Expr | None
    descending: bool
    groups: tuple[ColumnGroup, ...]
    totals: tuple[TableTotal, ...]
    notes: tuple[TableNote, ...]
    nothing: TableNote | None
    source: Template | None
    dasar: tuple[Citation, ...]
    span: Span = _span()


@frozen
class ReportOutline:
    """The title of a report and its chapters: the first part of a table's number, and the chapter's heading.

    `numbers_columns`: on paper a row `(1) (2) (3)` stands beneath the headings of every table.
    """

    id: str
    nama: Template
    paket: str
    chapters: tuple[tuple[str, str], ...]
    numbers_columns: bool = False
    span: Span = _span()


def is_filled(total: TableTotal, columns: Iterable[TableColumn]) -> bool:
    """Whether any column gives a total something to show."""
    return any(
        (total.function == "jumlah" and c.total is not None)
        or (c.value is not None and adds_up(total.function, c.value))
        for c in columns
    )


def adds_up(function: str, value: Expr) -> bool:
    """Whether a column's values can be put together: numbers of one unit, and for a sum no shares."""
    unit = value.type.unit
    if (
        value.type.kind != "angka"
        or unit is None
        or unit.kind is Kind.PREDIKAT
        or any(name.startswith("?") for name, _ in unit.dimension)
    ):
        return False
    return function != "jumlah" or unit.kind not in _SHARES
