"""The variables of a review rule: its `misal` are computed when they are first asked for.

Most instances of a rule are decided by its first conditions, so that most intermediate values are never needed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

import attrs

from kinerja_rules.base.source import Span
from kinerja_rules.model.expression import Expr, Quantifier, Type
from kinerja_rules.model.values import Value


class Named(dict[str, Value]):
    """Values by name; those with a maker are made once for each instance, from names that come before them."""

    def __init__(self, given: Mapping[str, Value]) -> None:
        super().__init__(given)
        self._makers: dict[str, Callable[[dict[str, Value]], Value]] = {}
        self._made: list[str] = []
        self._order: dict[str, int] = {}
        self._upto = 0

    def define(self, name: str, make: Callable[[dict[str, Value]], Value]) -> None:
        """Add an intermediate value, after those that it may ask for."""
        self._order[name] = len(self._makers)
        self._makers[name] = make
        self._upto = len(self._makers)

    def forget(self) -> None:
        """Begin with another instance."""
        for name in self._made:
            self.pop(name, None)
        self._made.clear()

    def __missing__(self, name: str) -> Value:
        make, before = self._makers[name], self._upto
        self._upto = self._order[name]
        try:
            value = self[name] = make(self)
        finally:
            self._upto = before
        self._made.append(name)
        return value

    @overload
    def get(self, name: str, default: None = None, /) -> Value | None: ...
    @overload
    def get(self, name: str, default: Any, /) -> Any: ...
    def get(self, name: str, default: Any = None, /) -> Any:
        """As of any mapping."""
        return self[name] if name in self or name in self._makers else default

    def make_all(self) -> None:
        """Make what may be asked for here: all, or while one is made those before it."""
        for name, at in self._order.items():
            if at < self._upto and name not in self:
                self.__missing__(name)

    def copy(self) -> dict[str, Value]:
        """A scope of its own, in which nothing more is made."""
        self.make_all()
        return dict(self)


def hides(quantifiers: Sequence[Quantifier], expressions: Sequence[Expr], outer: Sequence[str]) -> bool:
    """Whether a variable inside expressions has a name that already means something: then order matters."""
    return any(name in outer for name in _bound(expressions)) or any(
        name in outer for q in quantifiers for name in _bound((q.domain, q.upper, q.condition))
    )


def _bound(parts: Sequence[object]) -> Iterator[str]:
    waiting: list[object] = list(parts)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Quantifier):
            yield part.name
        if isinstance(part, tuple):
            waiting.extend(part)
        kind = type(part)
        if attrs.has(kind) and not isinstance(part, (Span, Type)):
            waiting.extend(getattr(part, a.name) for a in attrs.fields(kind))
