"""Where an expression is stated: the cell of a target, the field of a definition, the line of a name in a document."""

from collections.abc import Mapping

from kinerja_rules.base.source import Span
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.facts import RENSTRA
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Value

_LIBRARY = "rules/"
"""Beginning of the paths of shipped packages: a planner mends nothing there."""
_MONEY = {
    "pagu": "pagu",
    "pagu_tertulis": "pagu",
    "realisasi_anggaran": "realisasi_anggaran",
    "realisasi_anggaran_tertulis": "realisasi_anggaran",
}


class Places:
    """Places for one interpreter; `lets` are the named intermediate values of the rule at hand."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.model = interpreter.model

    def of(self, expression: Expr, env: Env, lets: Mapping[str, Expr]) -> Span | None:
        """The stating place, else the heading of what it is about."""
        return self._stating(expression, env, lets) or self._heading_of(expression, env, lets)

    def heading(self, entity: Entity) -> Span | None:
        """Where a thing is declared."""
        if entity.kind == "pernyataan":
            return self.model.facts.declared[int(entity.id)].span
        if entity.kind == "jenis_belanja":
            return next((f.span for (kind, *_), f in self.model.facts.belanja.items() if kind == entity.id), None)
        return self.model.places.get((entity.id, ""))

    # ---- strong places: where the very thing is written ---------------------------------------------------------------
    def _stating(self, node: Expr, env: Env, lets: Mapping[str, Expr]) -> Span | None:
        match node:
            case typed.Var() if node.name in lets:
                return self._stating(lets[node.name], env, lets)
            case typed.Apply():
                found = self._fact(node.function, [self.interpreter.eval(a, env) for a in node.arguments])
                return found or self._first([*node.arguments], env, lets)
            case typed.Operation() if node.operator[0] == ".":
                return self._field(self.interpreter.eval(node.operands[0], env), node.operator[1:])
            case typed.FactRef():
                period = self.interpreter.eval(node.period, env)
                table = self.model.facts.data if node.kind == "data" else self.model.facts.realisasi
                fact = table.get((node.id, str(period)))
                return fact.span if fact is not None else None
            case typed.Operation() | typed.Conversion() | typed.Choice() | typed.RangeOf() | typed.MeasureCall():
                return self._first(list(typed.children(node)), env, lets)
            case _:
                return None

    def _first(self, nodes: list[Expr], env: Env, lets: Mapping[str, Expr]) -> Span | None:
        for node in nodes:
            found = self._stating(node, env, lets)
            if found is not None:
                return found
        return None

    def _field(self, value: Value, name: str) -> Span | None:
        entity = value[0] if isinstance(value, tuple) and len(value) == 1 else value
        if not isinstance(entity, Entity) or name in ("nama", "id"):
            return None
        if entity.kind == "pernyataan":
            return self.heading(entity)
        found = self.model.places.get((entity.id, "arah" if name == "membaik" else name))
        return None if found is None or found.source.path.startswith(_LIBRARY) else found

    def _fact(self, function: str, values: list[Value]) -> Span | None:
        """The cell or line that an accessor reads."""
        if not values or not isinstance(values[0], Entity):
            return None
        entity = values[0]
        facts, ident = self.model.facts, entity.id
        period = values[1] if len(values) > 1 and isinstance(values[1], Period) else None
        acuan = values[2] if len(values) > 2 else None
        if function == "nama":
            document = values[1] if len(values) > 1 else None
            stated = (
                n.span
                for n in facts.names
                if isinstance(document, Entity) and (n.subject, n.dokumen) == (ident, document.id)
            )
            return next(stated, None)
        if function in ("kode", "iku", "akumulasi"):
            return self._field(entity, function)
        if period is None:
            return None
        if function == "target":
            return self._target(ident, period, acuan)
        if function in ("realisasi", "realisasi_tertulis") or (
            function in ("capaian", "capaian_bebas", "kategori") and entity.kind == "indikator"
        ):
            fact = facts.realisasi.get((ident, str(period)))
            if fact is None and function not in ("realisasi", "realisasi_tertulis"):
                return self._target(ident, period, acuan)
            return fact.span if fact is not None else None
        if function == "hitungan":
            return self._field(entity, "rumus")
        if function in _MONEY:
            money = self.interpreter.money_fact(_MONEY[function], ident, str(period), acuan)
            return money.span if money is not None else None
        if function in ("belanja", "realisasi_belanja"):
            what = "pagu" if function == "belanja" else "realisasi"
            spent = next((f for (*of, _), f in facts.belanja.items() if of == [ident, str(period), what]), None)
            return spent.span if spent is not None else None
        if function == "pembanding":
            compared = facts.pembanding.get((acuan.id if isinstance(acuan, Entity) else "", ident, str(period)))
            return compared.span if compared is not None else None
        if function == "narasi":
            return next(
                (n.span for n in self.model.narasi if n.subject == ident and n.year in (period.year, None)), None
            )
        return None

    def _target(self, ident: str, period: Period, acuan: Value | None) -> Span | None:
        if isinstance(acuan, Period):
            return self._target(ident, acuan, None)
        own = isinstance(acuan, Acuan) and acuan.which != RENSTRA
        column = acuan.which if isinstance(acuan, Acuan) and own else str(period)
        document = self.interpreter.target_document(ident, period, acuan)
        if document is None:
            documents = self.model.facts.target_documents.get(ident, ())
            document = next((d for d in documents if (ident, column, d) in self.model.facts.target), RENSTRA)
        fact = self.model.facts.target.get((ident, column, document))
        return fact.span if fact is not None else None

    # ---- weak places: the heading of what it is about -------------------------------------------------------------------
    def _heading_of(self, node: Expr, env: Env, lets: Mapping[str, Expr]) -> Span | None:
        if isinstance(node, typed.Var) and node.name in lets:
            return self._heading_of(lets[node.name], env, lets)
        if isinstance(node, typed.Collect):
            domain = node.quantifiers[0].domain
            return None if domain is None or isinstance(domain, str) else self._heading_of(domain, env, lets)
        if node.type.kind in ("entitas", "himpunan"):
            value = self.interpreter.eval(node, env)
            first = value[0] if isinstance(value, tuple) and value else value
            found = self.heading(first) if isinstance(first, Entity) else None
            if found is not None:
                return found
        for child in typed.children(node):
            found = self._heading_of(child, env, lets)
            if found is not None:
                return found
        return None
