"""Questions typed one after another, as a page with thousands of figures asks them.

Most have one form and differ in their subject: `capaian(A; 2022)`, `capaian(B; 2022)`. The first of a form is parsed and
typed; of the others only subject and places are put in its place. What a form yields depends on nothing else of its
subject than what it is and its unit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from kinerja_rules.analysis.type_expressions import Typer
from kinerja_rules.base.diagnostics import Diagnostic, blocks, ordered
from kinerja_rules.base.source import QUESTION, SourceFile, Span
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.figures import names_figure
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Entity
from kinerja_rules.syntax.parser import parse_expression

_WORDS = re.compile(r'"[^"]*"|(?<![\w.-])([^\W\d][\w.]*)')
"""Texts between quotation marks, and names outside of them."""
_ABOUT_ONE = re.compile(r'([\w.]+)\(([^\W\d][\w.]*)((?:; [^()";]+)*)\)')
"""A figure of one thing, as most questions ask it: the figure, the thing, of when and against what."""
_OF_A_FORMULA = frozenset({"hitungan", "pembilang", "penyebut"})
"""What these yield depends on the formula of their subject."""

Key = tuple[str, str, Unit | None]
Placed = Sequence[tuple[int, int]]
"""Where a name stands in a question, each time from and up to which character."""


class Questions:
    """Types questions asked of one checked plan; an id without a dot is one of the plan's own package."""

    def __init__(self, typer: Typer, model: Model) -> None:
        self._typer = typer
        self._model = model
        self._forms: dict[Key, _Form] = {}
        self._named: dict[tuple[str, str, str, int], _Form] = {}
        """Forms that only name a figure, by the figure, what stands behind its subject, the subject's kind and unit."""
        self._subjects: dict[str, tuple[Entity, Unit | None] | None] = {}

    def typed(self, question: str) -> Expr | tuple[Diagnostic, ...]:
        """A question as an expression, or what is wrong with it."""
        asked = _ABOUT_ONE.fullmatch(question)
        if asked is None:
            return self._typed(question)
        figure, ident, behind = asked.groups()
        if ident not in self._subjects:
            self._subjects[ident] = self._subject(ident)
        subject = self._subjects[ident]
        if subject is None:
            return self._typed(question)
        entity, unit = subject
        key = (figure, behind, entity.kind, id(unit))  # the plan holds its units
        form = self._named.get(key)
        if form is not None:
            return form.named(entity)
        read = self._typed(question)
        form = self._forms.get((f"{figure}(\0{behind})", entity.kind, unit))
        if form is not None and form.only_names:
            self._named[key] = form
        return read

    def _typed(self, question: str) -> Expr | tuple[Diagnostic, ...]:
        found = self._about_one(question)
        if found is None:
            return read_question(self._typer, question)
        (entity, unit), placed = found
        key = (_without(question, placed), entity.kind, unit)
        form = self._forms.get(key)
        if form is not None:
            return form.about(entity, question)
        read = read_question(self._typer, question)
        if not isinstance(read, tuple) and _is_form(read, entity, placed):
            self._forms[key] = _Form(read, entity, placed)
        return read

    def _about_one(self, question: str) -> tuple[tuple[Entity, Unit | None], Placed] | None:
        """The one thing that a question names, and where; None where it names none or several."""
        subject: tuple[Entity, Unit | None] | None = None
        placed: list[tuple[int, int]] = []
        known = self._subjects
        for word in _WORDS.finditer(question):
            name = word[1]
            if name is None:
                continue
            if name not in known:
                known[name] = self._subject(name)
            named = known[name]
            if named is None:
                continue
            if subject is not None and subject is not named:
                return None
            subject = named
            placed.append(word.span(1))
        return None if subject is None else (subject, placed)

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


def _without(question: str, placed: Placed) -> str:
    """A question with the names of its subject left open."""
    out, at = [], 0
    for start, end in placed:
        out.append(question[at:start])
        at = end
    return "\0".join([*out, question[at:]])


def _is_form(read: Expr, subject: Entity, placed: Placed) -> bool:
    """Whether the subject is named exactly where its id was found, and nothing depends on its formula."""
    named: set[tuple[int, int]] = set()
    for node in _all(read):
        if isinstance(node, typed.Apply) and node.function in _OF_A_FORMULA:
            return False
        if isinstance(node, typed.FactRef) and node.id == subject.id:
            return False
        if isinstance(node, typed.Const) and node.value == subject:
            named.add((node.span.start, node.span.end))
    return named == set(placed)


def _all(node: Expr) -> Iterator[Expr]:
    """An expression and all that it is made of."""
    yield node
    for child in typed.children(node):
        yield from _all(child)
    subject = node.subject if isinstance(node, (typed.Apply, typed.Collect)) else None
    if subject is not None:
        yield from _all(subject)


class _Form:
    """An expression about one thing, ready to be about another."""

    def __init__(self, read: Expr, subject: Entity, placed: Placed) -> None:
        self._read = read
        self._subject = subject
        self._ends = [end for _, end in placed]
        arguments = read.arguments if isinstance(read, (typed.Apply, typed.MeasureCall)) else ()
        self._arguments = [(a, isinstance(a, typed.Const) and a.value == subject) for a in arguments]
        self.only_names = (
            isinstance(read, (typed.Apply, typed.MeasureCall))
            and names_figure(read)
            and all(isinstance(a, typed.Const) for a in read.arguments)
        )
        """Whether it does nothing but name a figure of plain arguments."""

    def about(self, subject: Entity, question: str) -> Expr:
        """The same of another subject, each part where it stands in that question."""
        if self.only_names:
            return self.named(subject)
        return _Renamed(self._subject, subject, SourceFile(QUESTION, question), self._ends).made(self._read)

    def named(self, subject: Entity) -> Expr:
        """The same figure of another subject, where the form does nothing but name one.

        No place of it is ever told, so that it may keep those of the first of its form.
        """
        read = self._read
        arguments = tuple([typed.Const(subject, a.type, span=a.span) if own else a for a, own in self._arguments])
        if isinstance(read, typed.MeasureCall):
            return typed.MeasureCall(read.measure, arguments, read.type, span=read.span)
        assert isinstance(read, typed.Apply)
        return typed.Apply(read.function, arguments, read.type, span=read.span)


@frozen
class _Renamed:
    """Puts one subject in the place of another; `ends` are where the other's name ends in the question."""

    before: Entity
    after: Entity
    source: SourceFile
    ends: list[int]
    longer: int = field(init=False)

    @longer.default
    def _longer(self) -> int:
        return len(self.after.id) - len(self.before.id)

    def made(self, node: Expr) -> Expr:
        """The expression of the new question."""
        span, made = self._span(node.span), self.made
        match node:
            case typed.Const():
                value = self.after if node.value == self.before else node.value
                return typed.Const(value, node.type, node.bare_zero, node.literal, span=span)
            case typed.Apply():
                weights = tuple(None if w is None else made(w) for w in node.weights)
                subject = None if node.subject is None else made(node.subject)
                return typed.Apply(
                    node.function, tuple(map(made, node.arguments)), node.type, weights, subject, span=span
                )
            case typed.MeasureCall():
                return typed.MeasureCall(node.measure, tuple(map(made, node.arguments)), node.type, span=span)
            case typed.Var():
                return typed.Var(node.name, node.type, span=span)
            case typed.Operation():
                return typed.Operation(node.operator, tuple(map(made, node.operands)), node.type, span=span)
            case typed.Conversion():
                return typed.Conversion(made(node.operand), node.type, span=span)
            case typed.Collect():
                parts = tuple(map(self._quantifier, node.quantifiers))
                subject = None if node.subject is None else made(node.subject)
                body = made(node.body)
                return typed.Collect(node.function, body, parts, node.skip_missing, node.type, subject, span=span)
            case typed.Choice():
                parts_of = made(node.condition), made(node.then), made(node.otherwise)
                return typed.Choice(*parts_of, node.type, span=span)
            case typed.FactRef():
                return typed.FactRef(node.kind, node.id, made(node.period), node.type, span=span)
            case typed.DirectionCall():
                return typed.DirectionCall(
                    node.direction, made(node.realisasi), made(node.target), node.type, span=span
                )
            case typed.RangeOf():
                return typed.RangeOf(made(node.lower), made(node.upper), node.type, span=span)

    def _quantifier(self, part: typed.Quantifier) -> typed.Quantifier:
        return evolve(
            part,
            domain=part.domain if part.domain is None or isinstance(part.domain, str) else self.made(part.domain),
            upper=None if part.upper is None else self.made(part.upper),
            condition=None if part.condition is None else self.made(part.condition),
        )

    def _span(self, span: Span) -> Span:
        start, end = (at + self.longer * bisect_right(self.ends, at) for at in (span.start, span.end))
        return Span(self.source, start, end)
