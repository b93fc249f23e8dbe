"""What every way to evaluate needs: room for formulas that nest and lead to one another."""

from collections.abc import Iterator
from contextlib import contextmanager
from sys import getrecursionlimit, setrecursionlimit


@contextmanager
def room_to_recurse(frames: int = 40_000) -> Iterator[None]:
    """Formulas nest and lead to one another, both within checked bounds that exceed the interpreter's own."""
    before = getrecursionlimit()
    setrecursionlimit(max(before, frames))
    try:
        yield
    finally:
        setrecursionlimit(before)
