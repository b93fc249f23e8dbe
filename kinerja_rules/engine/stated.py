"""Where an accessor's statement is written: the cell, line or field that says it, and whether anything is said there."""

from collections.abc import Sequence

from attrs import frozen

from kinerja_rules.base.source import Span
from kinerja_rules.engine.about import About, document_of
from kinerja_rules.engine.expressions import Env
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Missing, Value

_MONEY = {
    "pagu": "pagu",
    "pagu_tertulis": "pagu",
    "realisasi_anggaran": "realisasi_anggaran",
    "realisasi_anggaran_tertulis": "realisasi_anggaran",
}
_ACHIEVED = frozenset({"capaian", "capaian_bebas", "kategori", "tercapai", "kemajuan"})


@frozen
class Place:
    """A place, and whether a value stands there (a dash is a place where none does)."""

    span: Span
    filled: bool


class Stated(About):
    """The part of the interpreter that knows places."""

    def is_stated(self, node: Expr, env: Env) -> bool:
        """Whether what an expression asks for is written somewhere, and not made of other figures."""
        found = self.place_of(node, env)
        return found is not None and found.filled

    def accessor_is_stated(self, function: str, values: Sequence[Value]) -> bool:
        """The same of an accessor whose arguments are known."""
        found = self._of_accessor(function, values)
        return found is not None and found.filled

    def place_of(self, node: Expr, env: Env) -> Place | None:
        """The place of what an accessor or an attribute tells."""
        if isinstance(node, typed.Apply):
            return self._of_accessor(node.function, [self.eval(a, env) for a in node.arguments])
        if isinstance(node, typed.Operation) and node.operator[0] == ".":
            return self._of_field(self.eval(node.operands[0], env), node.operator[1:])
        if isinstance(node, typed.FactRef):
            table = self.model.facts.data if node.kind == "data" else self.model.facts.realisasi
            return _of_fact(table.get((node.id, str(self.eval(node.period, env)))))
        return None

    def heading(self, entity: Entity) -> Span | None:
        """Where a thing is declared."""
        if entity.kind == "pernyataan":
            return self.model.facts.declared[int(entity.id)].span
        if entity.kind == "penyebutan":
            return self.model.facts.names[int(entity.id)].span
        if entity.kind == "jenis_belanja":
            return next((f.span for (kind, *_), f in self.model.facts.belanja.items() if kind == entity.id), None)
        return self.model.places.get((entity.id, ""))

    def _of_field(self, value: Value, name: str) -> Place | None:
        entity = value[0] if isinstance(value, tuple) and len(value) == 1 else value
        if not isinstance(entity, Entity) or name in ("nama", "id"):
            return None
        if entity.kind in ("pernyataan", "penyebutan"):
            heading = self.heading(entity)
            return None if heading is None else Place(heading, True)
        found = self.model.places.get((entity.id, "arah" if name == "membaik" else name))
        return None if found is None else Place(found, True)

    def _of_accessor(self, function: str, values: Sequence[Value]) -> Place | None:
        if not values or not isinstance(values[0], Entity):
            return None
        entity = values[0]
        period = values[1] if len(values) > 1 and isinstance(values[1], Period) else None
        acuan = values[2] if len(values) > 2 else None
        if function == "nama":
            document = values[1] if len(values) > 1 else None
            return self._of_name(entity.id, document.id) if isinstance(document, Entity) else None
        if function == "target_akhir":
            document = values[1].id if len(values) > 1 and isinstance(values[1], Entity) else RENSTRA
            return _of_fact(self.model.facts.target.get((entity.id, "akhir", document)))
        if period is None:
            return self._of_field(entity, function)
        facts, ident, column = self.model.facts, entity.id, str(period)
        if function == "target":
            return self._of_target(ident, period, acuan)
        if function in ("realisasi", "realisasi_tertulis") and entity.kind == "indikator":
            return _of_fact(facts.realisasi.get((ident, column)))
        if function in _ACHIEVED and entity.kind == "indikator":
            return _of_fact(facts.realisasi.get((ident, column))) or self._of_target(ident, period, acuan)
        if function == "hitungan":
            return self._of_field(entity, "rumus")
        if function in _MONEY:
            return _of_fact(self.money_fact(_MONEY[function], ident, column, acuan))
        if function in ("belanja", "realisasi_belanja"):
            what = "pagu" if function == "belanja" else "realisasi"
            return _of_fact(next((f for (*of, _), f in facts.belanja.items() if of == [ident, column, what]), None))
        if function == "pembanding" and isinstance(acuan, Entity):
            return _of_fact(facts.pembanding.get((acuan.id, ident, column)))
        if function == "narasi":
            written = (n for n in self.model.narasi if n.subject == ident and n.year in (period.year, None))
            found = next(written, None)
            return None if found is None else Place(found.span, bool(found.texts.get(str(acuan))))
        return None

    def _of_name(self, ident: str, dokumen: str) -> Place | None:
        stated = (n.span for n in self.model.facts.names if (n.subject, n.dokumen) == (ident, dokumen))
        found = next(stated, None)
        return None if found is None else Place(found, True)

    def _of_target(self, ident: str, period: Period, acuan: Value | None) -> Place | None:
        if isinstance(acuan, Period):
            return self._of_target(ident, acuan, None)
        if isinstance(acuan, Entity) and acuan.kind == "pembanding":
            return _of_fact(self.model.facts.pembanding.get((acuan.id, ident, str(period))))
        facts = self.model.facts
        ends = isinstance(acuan, Acuan) and acuan.which != RENSTRA
        column = acuan.which if isinstance(acuan, Acuan) and ends else str(period)
        document = document_of(acuan) or self.target_document(ident, period, acuan)
        if document is None:
            documents = facts.target_documents.get(ident, ())
            document = next((d for d in documents if (ident, column, d) in facts.target), RENSTRA)
        return _of_fact(facts.target.get((ident, column, document)))


def _of_fact(fact: Fact | None) -> Place | None:
    return None if fact is None else Place(fact.span, not isinstance(fact.value, Missing))
