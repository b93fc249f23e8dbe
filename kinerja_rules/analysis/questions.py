"""Questions typed one after another, as a page with thousands of figures asks them.

Most have one form and differ in their subject: `capaian(A; 2022)`, `capaian(B; 2022)`. The first of a form is parsed and
typed; of the others only subject and places are put in its place. What a form yields depends on nothing else of its
subject than what it is and its unit.
"""

import re
from typing import TypeGuard

from kinerja_rules.analysis.type_expressions import Typer
from kinerja_rules.base.diagnostics import Diagnostic, blocks, ordered
from kinerja_rules.base.source import QUESTION, SourceFile, Span
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Entity
from kinerja_rules.syntax.parser import parse_expression

_ABOUT_ONE = re.compile(r"([a-z_]+\()([A-Za-z]\w*)((?:; [\w.-]+)+\))")
_OF_A_FORMULA = frozenset({"hitungan", "pembilang", "penyebut"})
"""What these yield depends on the formula of their subject."""

Form = tuple[str, str, str, Unit | None]


class Questions:
    """Types questions asked of one checked plan; an id without a dot is one of the plan's own package."""

    def __init__(self, typer: Typer, model: Model) -> None:
        self._typer = typer
        self._model = model
        self._forms: dict[Form, typed.Apply | typed.MeasureCall] = {}

    def typed(self, question: str) -> Expr | tuple[Diagnostic, ...]:
        """A question as an expression, or what is wrong with it."""
        found = _ABOUT_ONE.fullmatch(question)
        subject = self._subject(found[2]) if found is not None else None
        if found is None or subject is None:
            return read_question(self._typer, question)
        entity, unit = subject
        form = (found[1], found[3], entity.kind, unit)
        if form in self._forms:
            return _about(self._forms[form], entity, question, len(found[1]), len(found[2]))
        read = read_question(self._typer, question)
        if not isinstance(read, tuple) and _is_form(read, entity):
            self._forms[form] = read
        return read

    def _subject(self, ident: str) -> tuple[Entity, Unit | None] | None:
        """What an id names, and the unit of its figures; None where it may be several things."""
        model = self._model
        others = (model.data, model.dokumen, model.pembanding, model.skala, model.ukuran, model.arah)
        indikator, simpul = model.indikator.get(ident), model.simpul.get(ident)
        if (indikator is None) == (simpul is None) or any(ident in declared for declared in others):
            return None
        if indikator is not None:
            return Entity("indikator", ident), indikator.satuan
        return (Entity(simpul.jenis, ident), None) if simpul is not None else None


def read_question(typer: Typer, question: str) -> Expr | tuple[Diagnostic, ...]:
    """A question parsed and typed, or what is wrong with it; nothing of it stays behind in the plan's own findings."""
    expression, found = parse_expression(SourceFile(QUESTION, question))
    if expression is None or blocks(found):
        return ordered(found)
    before = len(typer.draft.diagnostics)
    read = typer.infer(expression)
    said = typer.draft.diagnostics[before:]
    del typer.draft.diagnostics[before:]
    if read is None:
        return ordered(said)
    if read.type.kind in ("entitas", "periode", "acuan"):
        hint = f"tulis misalnya `capaian({question.strip()}; 2022)`" if read.type.kind == "entitas" else None
        return (Diagnostic("KR309", "ini bukan angka; sebut apa yang ditanyakan", read.span, help=hint),)
    return read


def _is_form(read: Expr, subject: Entity) -> TypeGuard[typed.Apply | typed.MeasureCall]:
    """Whether a question asks one thing of its first argument, and the others are constants."""
    match read:
        case typed.Apply(weights=(), subject=None):
            if read.function in _OF_A_FORMULA:
                return False
        case typed.MeasureCall():
            pass
        case _:
            return False
    first, *rest = read.arguments
    return (
        isinstance(first, typed.Const)
        and first.value == subject
        and all(isinstance(other, typed.Const) and other.value != subject for other in rest)
    )


def _about(
    form: typed.Apply | typed.MeasureCall, subject: Entity, question: str, start: int, length: int
) -> typed.Apply | typed.MeasureCall:
    """A question of a form about another subject: the same, each part where it stands in the question."""
    source = SourceFile(QUESTION, question)
    first, *rest = form.arguments
    shift = length - (first.span.end - first.span.start)
    arguments = [typed.Const(subject, first.type, span=Span(source, start, start + length))]
    for other in rest:
        assert isinstance(other, typed.Const)  # or it would be no form
        span = Span(source, other.span.start + shift, other.span.end + shift)
        arguments.append(typed.Const(other.value, other.type, other.bare_zero, other.literal, span=span))
    whole = Span(source, 0, len(question))
    if isinstance(form, typed.Apply):
        return typed.Apply(form.function, tuple(arguments), form.type, span=whole)
    return typed.MeasureCall(form.measure, tuple(arguments), form.type, span=whole)
