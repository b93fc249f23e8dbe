"""Where an expression of a rule is stated, else the heading of what it is about."""

from collections.abc import Callable, Mapping, Sequence

from kinerja_rules.base.source import Span
from kinerja_rules.engine.expressions import MAX_VISITS, Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.values import Entity, Missing

Look = Callable[[Expr, Env, Mapping[str, Expr]], Span | None]
"""What finds a place of an expression."""
_LIBRARY = "rules/"
"""Beginning of the paths of shipped packages: a planner mends nothing there."""
_COMPUTED = frozenset({"realisasi", "hitungan"})
"""What comes from a formula where it is not stated."""
_PARTS = (typed.Operation, typed.Conversion, typed.RangeOf, typed.MeasureCall)


class Places:
    """Places for one interpreter; `lets` are the named intermediate values of the rule at hand."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def first(self, expressions: Sequence[Expr], env: Env, lets: Mapping[str, Expr]) -> Span | None:
        """The first place where one of some expressions is stated, else the first heading of what they are about."""
        for look in (self._stating, self._heading_of):
            for expression in expressions:
                found = look(expression, env, lets)
                if found is not None:
                    return found
        return None

    def of(self, expression: Expr, env: Env, lets: Mapping[str, Expr]) -> Span | None:
        """The stating place, else the heading of what it is about."""
        return self._stating(expression, env, lets) or self._heading_of(expression, env, lets)

    def _stating(self, node: Expr, env: Env, lets: Mapping[str, Expr]) -> Span | None:
        if isinstance(node, typed.Var):
            return self._stating(lets[node.name], env, lets) if node.name in lets else None
        if isinstance(node, typed.Choice):
            # Of a choice only the figure that was chosen is at fault; its condition reads others.
            return self._stating(self._chosen(node, env), env, lets)
        found = self.interpreter.place_of(node, env)
        if found is not None and not found.span.source.path.startswith(_LIBRARY):
            return found.span
        if isinstance(node, typed.Collect):
            return self._of_member(node, env, lets, self._stating)
        if isinstance(node, typed.Apply):
            return self._of_formula(node, env) or self._first(node.arguments, env, lets)
        return self._first(typed.children(node), env, lets) if isinstance(node, _PARTS) else None

    def _of_member(self, node: typed.Collect, env: Env, lets: Mapping[str, Expr], look: Look) -> Span | None:
        """Of a collection the place of its first member that has one."""
        for inner in self.interpreter.members(node.quantifiers, env, [MAX_VISITS]):
            if isinstance(inner, Missing):
                return None
            found = look(node.body, inner, lets)
            if found is not None:
                return found
        return None

    def _of_formula(self, node: typed.Apply, env: Env) -> Span | None:
        """A realisasi that is stated nowhere comes from its formula."""
        if node.function not in _COMPUTED or not node.arguments:
            return None
        about = self.interpreter.eval(node.arguments[0], env)
        if not isinstance(about, Entity) or about.kind != "indikator":
            return None
        formula = self.interpreter.model.indikator[about.id].rumus
        found = None if formula is None else formula.span
        return None if found is None or found.source.path.startswith(_LIBRARY) else found

    def _chosen(self, node: typed.Choice, env: Env) -> Expr:
        return node.then if self.interpreter.answer(node.condition, env) is True else node.otherwise

    def _first(self, nodes: Sequence[Expr], env: Env, lets: Mapping[str, Expr]) -> Span | None:
        for node in nodes:
            found = self._stating(node, env, lets)
            if found is not None:
                return found
        return None

    def _heading_of(self, node: Expr, env: Env, lets: Mapping[str, Expr]) -> Span | None:
        if isinstance(node, typed.Choice):
            return self._heading_of(self._chosen(node, env), env, lets)
        if isinstance(node, typed.Var) and node.name in lets:
            return self._heading_of(lets[node.name], env, lets)
        if isinstance(node, typed.Collect) and node.body.type.kind == "entitas":
            return self._of_member(node, env, lets, self._heading_of)
        if isinstance(node, typed.Collect):
            domain = node.quantifiers[0].domain
            return None if domain is None or isinstance(domain, str) else self._heading_of(domain, env, lets)
        if node.type.kind in ("entitas", "himpunan"):
            value = self.interpreter.answer(node, env)
            first = value[0] if isinstance(value, tuple) and value else value
            found = self.interpreter.heading(first) if isinstance(first, Entity) else None
            if found is not None:
                return found
        for child in typed.children(node):
            found = self._heading_of(child, env, lets)
            if found is not None:
                return found
        return None
