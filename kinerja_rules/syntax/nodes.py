"""The written form of a file. Everything is a declaration: a heading, and a body of fields, tables and declarations.

Places are left out of equality, so `parse(print(file)) == file` says that printing keeps meaning.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import define, field

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import SourceFile, Span


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


@quick_frozen
class Word:
    """A bare word as written: an identifier, a level, a code, a date, a period, a policy's value."""

    text: str
    span: Span = _span()


@quick_frozen
class TextLit:
    """A quoted text; adjacent quoted texts in prose fields are separate pieces of one text."""

    value: str
    span: Span = _span()


@quick_frozen
class UnitRef:
    """A unit as written, in canonical spacing: `%`, `Rp juta`, `orang`, `Rp/orang`, `per 1.000 kelahiran`, `"perusahaan kecil"`."""

    text: str
    span: Span = _span()


@quick_frozen
class NumberLit:
    """A number with the decimals it states and the unit written beside it."""

    value: Fraction
    decimals: int
    unit: UnitRef | None
    grouped: bool = field(eq=False, kw_only=True, default=True)
    span: Span = _span()


@quick_frozen
class PeriodLit:
    """A period finer than a year, in an expression: `2022-TW1`, `2022-S2`, `2022-10`."""

    text: str
    span: Span = _span()


@quick_frozen
class Name:
    """A name, possibly through a namespace or an attribute: `TKK`, `naker.TKK`, `i.nama`."""

    parts: tuple[str, ...]
    span: Span = _span()

    @property
    def text(self) -> str:
        """The dotted form."""
        return ".".join(self.parts)


@quick_frozen
class Binder:
    """`indikator i di sasaran yang iku(i)`: a variable over a set; `upper` closes a range of periods."""

    kind: Word
    name: Word
    domain: "Expr | None"
    upper: "Expr | None"
    condition: "Expr | None"
    span: Span = _span()


@quick_frozen
class Argument:
    """An argument, with the weight written after `bobot`."""

    value: "Expr"
    weight: "Expr | None"
    span: Span = _span()


@quick_frozen
class Call:
    """`f(a; b)`, `jumlah(x untuk kegiatan k di p lewati)`, `banyak(program p)`."""

    function: Name
    arguments: tuple[Argument, ...]
    binders: tuple[Binder, ...]
    skip_missing: bool
    span: Span = _span()


@quick_frozen
class Attribute:
    """`induk(i).nama`."""

    base: "Expr"
    name: Word
    span: Span = _span()


@quick_frozen
class Unary:
    """`-x` or `bukan x`."""

    operator: str
    operand: "Expr"
    span: Span = _span()


@quick_frozen
class Binary:
    """`a + b`, `a <= b`, `a dan b`, `a di b`."""

    operator: str
    left: "Expr"
    right: "Expr"
    span: Span = _span()


@quick_frozen
class Branch:
    """`jika c maka a selain itu b`."""

    condition: "Expr"
    then: "Expr"
    otherwise: "Expr"
    span: Span = _span()


@quick_frozen
class Convert:
    """`x dalam %`."""

    operand: "Expr"
    unit: UnitRef
    span: Span = _span()


@quick_frozen
class RangeExpr:
    """`80 % s.d. 90 %`."""

    lower: "Expr"
    upper: "Expr"
    span: Span = _span()


Expr = NumberLit | PeriodLit | TextLit | Name | Call | Attribute | Unary | Binary | Branch | Convert | RangeExpr


@quick_frozen
class Edge:
    """One end of a band of a scale; the operator is empty where none is written."""

    operator: str
    number: NumberLit
    span: Span = _span()


@quick_frozen
class Undefined:
    """The outcome `tidak_dapat_dihitung "alasan"` of a condition."""

    reason: TextLit
    span: Span = _span()


@quick_frozen
class Field:
    """A keyword and what follows it."""

    keyword: str
    arguments: "tuple[FieldArgument, ...]"
    span: Span = _span()


@quick_frozen
class Bound:
    """A target cell `maksimal 49`: the operator is `maksimal`, `minimal`, `kurang dari` or `lebih dari`."""

    operator: str
    number: NumberLit
    span: Span = _span()


@quick_frozen
class RangeCell:
    """A target cell `80 % s.d. 90 %`."""

    lower: NumberLit
    upper: NumberLit
    span: Span = _span()


@quick_frozen
class Absent:
    """A cell that says there is nothing: `-`, `n/a`, `belum rilis`, `0/0` (kept as written)."""

    written: str
    span: Span = _span()


Cell = NumberLit | RangeCell | Bound | Word | TextLit | Absent
FieldArgument = Word | UnitRef | Expr | Edge | Undefined | Binder | RangeCell | Bound | Absent | Field


@define(eq=False)
class PlainCell:
    """What the text of a cell says by itself, wherever it stands: cells that are written alike share one."""

    text: str
    at: Callable[[SourceFile, int], Cell]
    """The cell itself, where its text begins at a place."""
    number: tuple[Fraction, int, str] | None = None
    """Of a number its value, its decimals and its unit, which is empty where none is written."""


@quick_frozen
class Row:
    """A row of a table; the label is an identifier, a code, or a quoted name.

    Of most rows nothing is asked but what their cells say. Such a row is made of `plain` cells; the nodes of its cells
    and their places are made when they are asked for.
    """

    label: Word | TextLit
    cells: tuple[Cell, ...]
    span: Span = _span()
    plain: tuple[PlainCell, ...] | None = field(init=False, default=None, eq=False, repr=False)
    _starts: tuple[int, ...] = field(init=False, default=(), eq=False, repr=False)
    """Where the plain cells begin."""

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.cells if self.plain is None else self.plain)

    def cell(self, at: int) -> Cell:
        """One of its cells."""
        plain = self.plain
        return self.cells[at] if plain is None else plain[at].at(self.span.source, self._starts[at])

    def place(self, at: int) -> Span:
        """Where one of its cells stands."""
        if self.plain is None:
            return self.cells[at].span
        start = self._starts[at]
        return Span(self.span.source, start, start + len(self.plain[at].text))

    if not TYPE_CHECKING:  # what is not set yet is asked for here; to the type checker it is there

        def __getattr__(self, name: str):
            if name == "cells":
                self.cells = tuple([self.cell(at) for at in range(len(self.plain))])
                return self.cells
            if name == "_starts":
                self._starts = tuple(_starts(self.plain, self.span.source.text, self.label.span.end))
                return self._starts
            raise AttributeError(name)


def _starts(plain: tuple[PlainCell, ...], text: str, at: int) -> Iterator[int]:
    """Where cells begin whose texts follow one another from a place on; between them stands nothing but space."""
    for cell in plain:
        start = text.index(cell.text, at)
        at = start + len(cell.text)
        yield start


if TYPE_CHECKING:

    def row_of_plain(label: Word | TextLit, plain: tuple[PlainCell, ...], span: Span) -> Row:
        """A row whose cells are made when they are asked for."""

else:

    def row_of_plain(label, plain, span):
        """As above."""
        row = Row.__new__(Row)
        row.label, row.plain, row.span = label, plain, span
        return row


@quick_frozen
class Table:
    """`target { ... }` and its kin: columns by heading, rows by label; `own` are the columns that define themselves."""

    keyword: str
    id: Word | None
    nama: TextLit | None
    head: tuple[Field, ...]
    columns: tuple[Word, ...]
    rows: tuple[Row, ...]
    own: tuple[Field, ...] = ()
    span: Span = _span()


@quick_frozen
class Declaration:
    """A keyword with an id, a name, fields in its heading, and a body (`None` where no braces are written)."""

    keyword: str
    id: Word | None
    nama: TextLit | None
    head: tuple[Field, ...]
    body: "tuple[Field | Declaration | Table, ...] | None"
    span: Span = _span()


Member = Field | Declaration | Table
Item = Declaration | Table
"""What may stand at the top of a file."""


@quick_frozen
class File:
    """A whole file."""

    items: tuple[Item, ...]
    span: Span = _span()
