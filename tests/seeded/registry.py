"""Kinds of mistakes by name: what each is, what puts it into a plan, and which codes of findings count as catching it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import frozen

from tests.seeded.plan import Plan

Injector = Callable[[Plan, Random], Plan | None]
"""Breaks one thing in a plan at a drawn place; None where the plan has nothing of the kind."""


@frozen
class Mistake:
    """A kind of mistake."""

    name: str
    description: str
    codes: frozenset[str]
    inject: Injector


KINDS: dict[str, Mistake] = {}


def mistake(description: str, *codes: str) -> Callable[[Injector], Injector]:
    """Registers an injector under its own name, spaces for underscores."""

    def register(made: Injector) -> Injector:
        name = made.__name__.replace("_", " ")
        KINDS[name] = Mistake(name, description, frozenset(codes), made)
        return made

    return register
