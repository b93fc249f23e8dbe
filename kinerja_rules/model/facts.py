"""Facts: what the plan, its documents and its sources state, each with the place that states it."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import Span
from kinerja_rules.model.values import Missing, Number, TargetValue

RENSTRA = "renstra"
"""The pseudo-document of tables at the top of a plan."""


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


class Places(Protocol):
    """A row of a table, which knows where its cells stand."""

    def place(self, at: int) -> Span:
        """Where one of its cells stands."""


@quick_frozen
class Fact:
    """A stated value: a number, a target, or an absence.

    Of few is asked where they are stated. Those of a table's row know the row and which of its cells they are, and look
    for the place when it is asked for.
    """

    value: Number | TargetValue | Missing
    sumber: str | None
    span: Span = _span()
    _row: Places = field(init=False, eq=False, repr=False)
    _at: int = field(init=False, default=0, eq=False, repr=False)

    if not TYPE_CHECKING:  # what is not set yet is asked for here; to the type checker it is there

        def __getattr__(self, name: str):
            if name != "span":
                raise AttributeError(name)
            self.span = self._row.place(self._at)
            return self.span


if TYPE_CHECKING:

    def fact_of_row(value: Number | TargetValue | Missing, sumber: str | None, row: Places, at: int) -> Fact:
        """A fact that is stated in a cell of a row."""

else:

    def fact_of_row(value, sumber, row, at):
        """As above."""
        fact = Fact.__new__(Fact)
        fact.value, fact.sumber, fact._row, fact._at = value, sumber, row, at
        return fact


@quick_frozen
class StatedName:
    """A name as a document restates it, with the part of the document."""

    subject: str
    dokumen: str
    nama: str
    bagian: str | None
    span: Span = _span()


@frozen
class Declared:
    """A count or total that a text declares: `what` is banyak, pagu, realisasi or sisa; `of` a level or a year."""

    what: str
    of: str | None
    value: Number
    dokumen: str
    bagian: str | None
    span: Span = _span()


@frozen
class Facts:
    """All statements, keyed as their accessors ask for them.

    Periods are text: `2022`, `2022-TW3`, `s.d. 2022-TW3`, and for targets `awal`, `akhir`.
    """

    target: Mapping[tuple[str, str, str], Fact]
    """(indicator, period, document)"""
    target_documents: Mapping[str, tuple[str, ...]]
    """Documents that state a target, by indicator."""
    realisasi: Mapping[tuple[str, str], Fact]
    data: Mapping[tuple[str, str], Fact]
    pembanding: Mapping[tuple[str, str, str], Fact]
    """(benchmark, indicator, period)"""
    pagu: Mapping[tuple[str, str, str], Fact]
    """(node, year, document)"""
    realisasi_anggaran: Mapping[tuple[str, str], Fact]
    belanja: Mapping[tuple[str, str, str, str], Fact]
    """(kind of expenditure, year, `pagu` or `realisasi`, document)"""
    names: tuple[StatedName, ...]
    declared: tuple[Declared, ...]
    earliest: int
    """The first year of which anything is stated: formulas are not followed further back."""
    latest: int

    @cached_property
    def targets_in(self) -> Mapping[tuple[str, str], Mapping[str, Fact]]:
        """Targets by document, by indicator and period."""
        out: dict[tuple[str, str], dict[str, Fact]] = {}
        for (ident, column, document), fact in self.target.items():
            out.setdefault((ident, column), {})[document] = fact
        return out

    @cached_property
    def names_of(self) -> Mapping[str, tuple[int, ...]]:
        """Places in `names` by what is named, in order."""
        out: dict[str, list[int]] = {}
        for at, stated in enumerate(self.names):
            out.setdefault(stated.subject, []).append(at)
        return {subject: tuple(places) for subject, places in out.items()}

    @cached_property
    def pagu_documents(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Documents that state a budget, by node and year, in order."""
        out: dict[tuple[str, str], list[str]] = {}
        for node, year, document in self.pagu:
            out.setdefault((node, year), []).append(document)
        return {key: tuple(documents) for key, documents in out.items()}

    @cached_property
    def states_parts(self) -> bool:
        """Whether anything is stated of parts of years, or from the start of one; most plans state none."""
        columns = {
            *(column for _, column in self.data),
            *(column for _, column in self.realisasi),
            *(column for _, column, _ in self.target),
        }
        return any(not column.isdigit() for column in columns - {"awal", "akhir"})
