"""The interpreter at speed: what is asked again and again becomes functions once, instead of a tree walked anew each time.

It answers as the reference does, which the tracer needs as it is, since there each node leaves a step.
"""

from collections.abc import Iterator

from kinerja_rules.engine.compiled import Compiler
from kinerja_rules.engine.compiled_sets import Domain, Instances
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.kept import Kept, Run
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.series import NONE, Suppositions
from kinerja_rules.model.expression import Expr, Formula, Quantifier
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Missing, Value

_Made = dict[int, tuple[Expr, Run]]
"""Functions by the identity of their expressions, which are kept so that no other takes their place."""

_Ranges = dict[int, tuple[Quantifier, Domain]]
"""The sets of variables, in the same way."""


class Quick(Interpreter):
    """Evaluates against one model, by functions wherever an expression belongs to the model or to a table."""

    def __init__(self, model: Model, suppositions: Suppositions = NONE) -> None:
        super().__init__(model, suppositions)
        self.kept = Kept(self)
        self._inside, self._outside = Compiler(self.kept, inside=True), Compiler(self.kept)
        self._ranges: _Ranges = {}
        self._asked_sets: dict[tuple[int, ...], tuple[tuple[Quantifier, ...], Instances]] = {}
        self._formulas: dict[int, tuple[Formula, Run]] = {}
        self._parts: _Made = {}
        self._asked: _Made = {}

    def _data(self, ident: str, period: Period) -> Value:
        """A raw datum, at once where the period has a statement of its own, as most have."""
        own = None if self.suppositions else self.model.facts.data.get((ident, period.text))
        return super()._data(ident, period) if own is None or own.value.__class__ is Missing else own.value

    def candidates(self, quantifier: Quantifier, env: Env) -> "tuple[Value, ...] | Missing":
        """The members that a variable ranges over, before its condition."""
        made = self._ranges.get(id(quantifier))
        if made is None:
            made = self._ranges[id(quantifier)] = (quantifier, self._inside.domain(quantifier))
        return made[1](env.values)

    def fulfils(self, condition: Expr, env: Env) -> Value:
        """Whether a member fulfils the condition of its set."""
        return self.part(condition, env)

    def asked_members(
        self, quantifiers: tuple[Quantifier, ...], env: Env, budget: list[int]
    ) -> Iterator[Env | Missing]:
        """The members of sets that are asked for from outside the figures."""
        key = tuple(map(id, quantifiers))
        made = self._asked_sets.get(key)
        if made is None:
            made = self._asked_sets[key] = (quantifiers, self._outside.instances(quantifiers))
        values = env.values.copy()
        for absent in made[1](values, budget):
            yield Env(values.copy()) if absent is None else absent

    def formula(self, formula: Formula, env: Env) -> Value:
        """The value of a formula."""
        made = self._formulas.get(id(formula))
        if made is None:
            made = self._formulas[id(formula)] = (formula, self._inside.formula(formula))
        return made[1](env.values)

    def part(self, node: Expr, env: Env) -> Value:
        """The value of a part of a formula."""
        made = self._parts.get(id(node))
        if made is None:
            made = self._parts[id(node)] = (node, self._inside.compile(node))
        return made[1](env.values)

    def answer(self, node: Expr, env: Env) -> Value:
        """The value of what a table or a rule asks."""
        made = self._asked.get(id(node))
        if made is None:
            made = self._asked[id(node)] = (node, self._outside.compile(node))
        return made[1](env.values)
