"""The written form as plain lists, and back: a file that was read once need not be parsed again.

A node is the number of its class, where it begins and how long it is, and its fields in order. A field that holds
several nodes is a list that begins with no number, so the two cannot be taken for each other.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import fields

from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes

CLASSES: tuple[type, ...] = (
    nodes.Word,
    nodes.TextLit,
    nodes.UnitRef,
    nodes.NumberLit,
    nodes.PeriodLit,
    nodes.Name,
    nodes.Binder,
    nodes.Argument,
    nodes.Call,
    nodes.Attribute,
    nodes.Unary,
    nodes.Binary,
    nodes.Branch,
    nodes.Convert,
    nodes.RangeExpr,
    nodes.Edge,
    nodes.Undefined,
    nodes.Field,
    nodes.Bound,
    nodes.RangeCell,
    nodes.Absent,
    nodes.Row,
    nodes.Table,
    nodes.Declaration,
    nodes.File,
)
_NUMBERS = {made: number for number, made in enumerate(CLASSES)}
_FRACTION = len(CLASSES)


def _names(made: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(made) if f.init and f.name != "span")


def plain(value: Any) -> Any:
    """A node, or the value of a field, as lists, texts and numbers."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, Fraction):
        return [_FRACTION, value.numerator, value.denominator]
    number = _NUMBERS.get(type(value))
    if number is None:
        return value
    span = value.span
    return [number, span.start, span.end - span.start, *(plain(getattr(value, name)) for name in _names(type(value)))]


def from_plain(value: Any, source: SourceFile) -> Any:
    """The node again, with places in a source."""
    return _reader(source)(value)


def _reader(source: SourceFile) -> Callable[[Any], Any]:
    makers = [_maker(made) for made in CLASSES]

    def read(value: Any) -> Any:
        if not value:
            return ()
        number = value[0]
        if number.__class__ is not int:
            return tuple([read(part) if part.__class__ is list else part for part in value])
        start = value[1]
        if number == _FRACTION:
            return Fraction(start, value[2])
        parts = [read(part) if part.__class__ is list else part for part in value[3:]]
        return makers[number](parts, Span(source, start, start + value[2]))

    return read


def _maker(made: Any) -> Callable[[list[Any], Span], Any]:
    if made is not nodes.NumberLit:
        return lambda values, span: made(*values, span=span)

    def number(values: list[Any], span: Span) -> nodes.NumberLit:
        value, decimals, unit, grouped = values
        return nodes.NumberLit(value, decimals, unit, grouped=grouped, span=span)

    return number
