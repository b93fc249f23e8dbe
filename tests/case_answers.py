"""Answers of the program held against the notation of ```nilai fences."""

import re
from collections.abc import Callable
from fractions import Fraction

from attrs import frozen

from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.analysis.units_in_scope import find_unit
from kinerja_rules.base.diagnostics import Diagnostic, blocks
from kinerja_rules.base.numerals import fraction_text, round_half_up
from kinerja_rules.base.source import SourceFile
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.trace import trace_expression
from kinerja_rules.model import units
from kinerja_rules.model.expression import Type
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Absence, Entity, Grade, Missing, Number, TargetValue, Value
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_expression

_BOUND = re.compile(r"(maksimal|minimal|kurang dari|lebih dari) (.+)\Z")
_EXACTLY = re.compile(r"(.+?)\s+\(pecahan (-?\d+(?:/\d+)?)\)\Z")
_NEARLY = re.compile(r"(.+?)\s+\(hampiran\)\Z")
_ABSENT = re.compile(rf"({'|'.join(a.spoken for a in Absence)})(?:: (.+))?\Z")

UnitOf = Callable[[str], Unit | None]


@frozen
class Answer:
    """What an expression yields, as computed and as traced, and its static type."""

    value: Value
    traced: Value
    type: Type


def ask(checked: CheckResult, expression: str) -> tuple[Answer | None, tuple[Diagnostic, ...]]:
    """The answer to an expression, and everything said about the question."""
    node, found = parse_expression(SourceFile("pertanyaan", expression))
    if node is None or blocks(found) or checked.model is None:
        return None, found
    typer = checked.typer()
    before = len(typer.draft.diagnostics)
    typed = typer.infer(node)
    said = (*found, *typer.draft.diagnostics[before:])
    if typed is None:
        return None, said
    with room_to_recurse():
        value = Interpreter(checked.model).eval(typed, Env())
        traced = trace_expression(checked.model, typed, expression).root.value
    return Answer(value, traced, typed.type), said


def spoken(found: Diagnostic) -> str:
    """A diagnostic in the notation of ```temuan fences."""
    at = found.primary
    text = "" if at is None or at.source.path == "pertanyaan" else f"{at.source.path}:{at.line} "
    text += f"{found.severity.value} {found.code}: {found.message}"
    return text + (f"; saran: {found.help}" if found.help else "")


def refused(checked: CheckResult, expression: str, code: str, parts: tuple[str | None, str | None]) -> str | None:
    """How the refusal of an expression differs from the one expected; None where it does not."""
    answer, said = ask(checked, expression)
    if answer is not None and not said:
        return f"`{expression}` diterima, nilainya {show(answer.value, answer.type.unit)}"
    message, remedy = parts
    unhelpful = [d for d in said if d.help is None]
    if unhelpful:
        return f"`{expression}`: belum ada saran: {spoken(unhelpful[0])}"
    only = said[0] if len(said) == 1 and said[0].code == code else None
    if only is not None and (message or "") in only.message and (remedy or "") in (only.help or ""):
        return None
    return f"`{expression}`: " + " // ".join(spoken(d) for d in said)


def differs(checked: CheckResult, model: Model, expression: str, expected: str) -> str | None:
    """How the answer to an expression differs from the one expected; None where it does not."""
    answer, said = ask(checked, expression)
    if answer is None or said:
        return f"`{expression}`: " + " // ".join(spoken(d) for d in said)
    value, unit = answer.value, answer.type.unit
    if answer.traced != value and not isinstance(value, (Entity, tuple)):
        return f"`{expression}` bernilai {show(value, unit)}, tetapi jejaknya {show(answer.traced, unit)}"

    def unit_of(text: str) -> Unit | None:
        draft = checked.typer().draft
        return find_unit(draft, draft.root, text)

    if _matches(expected, value, unit, unit_of):
        return None
    return f"`{expression}` = {show(value, unit)}, bukan {expected}"


def _matches(expected: str, value: Value, unit: Unit | None, unit_of: UnitOf) -> bool:
    absent, bound = _ABSENT.match(expected), _BOUND.match(expected)
    if absent or isinstance(value, Missing):
        return (
            absent is not None
            and isinstance(value, Missing)
            and value.kind.spoken == absent[1]
            and absent[2] in (None, value.reason)
        )
    if expected in ("benar", "salah"):
        return value is (expected == "benar")
    if expected.startswith("himpunan "):
        wanted = expected.removeprefix("himpunan ")
        members = [] if wanted == "kosong" else [w.strip() for w in wanted.split(",")]
        return isinstance(value, tuple) and [m.id for m in value if isinstance(m, Entity)] == members
    if expected.startswith("predikat "):
        grade = value.grade if isinstance(value, TargetValue) else value
        return isinstance(grade, Grade) and f'predikat "{grade.name}"' == expected
    if expected.startswith('"'):
        return value == expected[1:-1]
    if isinstance(value, TargetValue) and value.is_range:
        ends = expected.split(" s.d. ")
        return len(ends) == 2 and all(
            _number(end, n, unit, unit_of) for end, n in zip(ends, (value.lower, value.upper), strict=True)
        )
    if isinstance(value, TargetValue):
        if value.grade is not None or value.operator != (bound[1] if bound else ""):
            return False
        return _number(bound[2] if bound else expected, value.lower, unit, unit_of)
    return isinstance(value, Number) and bound is None and _number(expected, value, unit, unit_of)


def _number(expected: str, value: Number, unit: Unit | None, unit_of: UnitOf) -> bool:
    """Whether a number is the one written, its unit included; without a remark, exactly."""
    exactly, nearly = _EXACTLY.match(expected), _NEARLY.match(expected)
    node, found = parse_expression(SourceFile("nilai", (exactly or nearly or (None, expected))[1] or ""))
    negative = isinstance(node, nodes.Unary) and node.operator == "-"
    if isinstance(node, nodes.Unary):
        node = node.operand
    if blocks(found) or not isinstance(node, nodes.NumberLit):
        return False
    written = units.ANGKA if node.unit is None else unit_of(node.unit.text)
    if written is None or unit is None or (written.kind, written.dimension) != (unit.kind, unit.dimension):
        return False
    magnitude = value.value / written.scale
    stated = -node.value if negative else node.value
    if value.approximate is not bool(nearly):
        return False
    if exactly is None and nearly is None:
        return magnitude == stated
    if exactly is not None and magnitude != Fraction(exactly[2]):
        return False
    return round_half_up(magnitude, node.decimals) == stated


def show(value: Value, unit: Unit | None) -> str:
    """A value in the notation of ```nilai fences, for the eyes of who reads a failure."""
    match value:
        case Number():
            magnitude = value.value / (unit or units.ANGKA).scale
            shown = units.show(value.value, unit or units.ANGKA, 6, value.approximate)
            return f"{shown} [{(unit or units.ANGKA).kind.value}] (pecahan {fraction_text(magnitude)[:60]})"
        case TargetValue() if value.grade is not None:
            return show(value.grade, unit)
        case TargetValue() if value.is_range:
            return f"{show(value.lower, unit)} s.d. {show(value.upper, unit)}"
        case TargetValue():
            return f"{value.operator} {show(value.lower, unit)}".strip()
        case Grade():
            return f'predikat "{value.name}"'
        case Missing():
            return f"{value.kind.spoken}: {value.reason}"
        case bool():
            return "benar" if value else "salah"
        case str():
            return f'"{value}"'
        case tuple():
            return "himpunan " + (", ".join(m.id for m in value if isinstance(m, Entity)) or "kosong")
        case _:
            return str(value)
