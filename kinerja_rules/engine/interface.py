"""What an engine is: anything that turns a model and a year into all figures, with the same answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from sys import getrecursionlimit, setrecursionlimit
from typing import Protocol

from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Result


class Engine(Protocol):
    """A way to evaluate; the scalar one is the reference."""

    def evaluate(self, model: Model, period: Period, dokumen: str | None = None) -> Result:
        """All figures of a period, by the targets of a document if one is named."""


@contextmanager
def room_to_recurse(frames: int = 40_000) -> Iterator[None]:
    """Formulas nest and lead to one another, both within checked bounds that exceed the interpreter's own."""
    before = getrecursionlimit()
    setrecursionlimit(max(before, frames))
    try:
        yield
    finally:
        setrecursionlimit(before)
