"""The interpreter at speed: what is asked again and again becomes functions once, instead of a tree walked anew each time.

It answers as the reference does, which the tracer needs as it is, since there each node leaves a step.
"""

from kinerja_rules.engine.compiled import Compiler
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.kept import Kept, Run
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.series import NONE, Suppositions
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.values import Value

_Made = dict[int, tuple[Expr, Run]]
"""Functions by the identity of their expressions, which are kept so that no other takes their place."""


class Quick(Interpreter):
    """Evaluates against one model, by functions wherever an expression belongs to the model or to a table."""

    def __init__(self, model: Model, suppositions: Suppositions = NONE) -> None:
        super().__init__(model, suppositions)
        self.kept = Kept(self)
        self._inside, self._outside = Compiler(self.kept, inside=True), Compiler(self.kept)
        self._parts: _Made = {}
        self._asked: _Made = {}

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
