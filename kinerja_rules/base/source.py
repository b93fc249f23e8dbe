"""Source files and places in them. A place is never part of what a node means, so it is left out of equality."""

from bisect import bisect_right
from functools import cached_property

from attrs import define, field

QUESTION = "pertanyaan"
"""The path of a question's source: it stands in no file."""


@define(eq=False, slots=False)
class SourceFile:
    """One file as text; `path` is package-relative with forward slashes, the only form that reaches a user."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines begin."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def line_of(self, offset: int) -> int:
        """The 1-based line of a character offset."""
        return bisect_right(self.line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The 1-based column of a character offset."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1

    def place_of(self, offset: int) -> str:
        """`file:line:column` of a character, as printed in messages and in JSON."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return f"{self.path}:{line}:{offset - starts[line - 1] + 1}"

    def line_text(self, line: int) -> str:
        """The text of a 1-based line, without its line end."""
        start = self.line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")


@define(eq=False, slots=False)
class SheetText(SourceFile):
    """A sheet as text, a line for each of its rows; `cells` are the offsets at which cells begin, with their references."""

    cells: tuple[tuple[int, str], ...] = field(repr=False, kw_only=True)

    def place_of(self, offset: int) -> str:
        """`data/realisasi.xlsx:Realisasi!C5`."""
        at = bisect_right(self.cells, offset, key=lambda cell: cell[0]) - 1
        return f"{self.path}:{self.cells[at][1]}" if at >= 0 else self.path


@define(eq=False, weakref_slot=False)
class Span:
    """A half-open range of characters of one file. It is not frozen because there are millions; nobody changes one."""

    source: SourceFile
    start: int
    end: int

    @property
    def line(self) -> int:
        """1-based line of the first character."""
        return self.source.line_of(self.start)

    @property
    def column(self) -> int:
        """1-based column of the first character."""
        return self.source.column_of(self.start)

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def place(self) -> str:
        """Where it begins, as printed in messages and in JSON: `file:line:column`, or a sheet's cell."""
        return self.source.place_of(self.start)

    def to(self, other: "Span") -> "Span":
        """The range from the start of this one to the end of the other."""
        return Span(self.source, self.start, other.end)
