"""Which statements make up the money of a node: the deepest complete ones beneath it, each counted once.

A node shared by several parents is one holder in each parent's set, so a sum over the cascade never counts it twice.
"""

from collections.abc import Iterable

from kinerja_rules.functions.interface import undefined
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Absence, Missing

Holder = tuple[str, Fact, str | None]
"""(node, statement, document)"""


class Money:
    """Budgets and spending of one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._covers: dict[tuple[str, str, str, str], tuple[str, ...] | None] = {}

    def holders(self, what: str, simpul: str, period: Period, document: str | None) -> tuple[Holder, ...] | Missing:
        """The statements whose sum is the node's money, or why there is none."""
        if not period.is_year:
            return undefined("anggaran dinyatakan per tahun")
        cover = self.cover(what, simpul, str(period), document)
        if cover is None:
            spoken = what.replace("_", " ")
            return Missing(Absence.BELUM_ADA_DATA, f"{spoken} `{simpul}` tahun {period} belum dinyatakan")
        return tuple((h, *self._held(what, h, str(period), document)) for h in cover)

    def _held(self, what: str, simpul: str, year: str, document: str | None) -> tuple[Fact, str | None]:
        found = self.statement(what, simpul, year, document)
        if found is None:
            raise LookupError(f"{simpul} covers {what} without a statement")
        return found

    def cover(self, what: str, simpul: str, year: str, document: str | None) -> tuple[str, ...] | None:
        """Nodes whose statements sum to this one's; a node's own statement serves where those beneath are incomplete."""
        key = (what, simpul, year, document or "")
        if key not in self._covers:
            self._covers[key] = None
            children = self.model.simpul[simpul].anak
            below = [self.cover(what, c, year, document) for c in children]
            if children and all(b is not None for b in below):
                self._covers[key] = self._apart(dict.fromkeys(n for b in below if b is not None for n in b))
            elif self.statement(what, simpul, year, document) is not None:
                self._covers[key] = (simpul,)
        return self._covers[key]

    def _apart(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """Without those that stand beneath another: what a shared node states is already in its other parent's figure."""
        nodes = tuple(nodes)
        within: set[str] = set()
        waiting = [c for n in nodes for c in self.model.simpul[n].anak]
        while waiting:
            at = waiting.pop()
            if at not in within:
                within.add(at)
                waiting.extend(self.model.simpul[at].anak)
        return tuple(n for n in nodes if n not in within)

    def statement(self, what: str, simpul: str, year: str, document: str | None) -> tuple[Fact, str | None] | None:
        """A node's own statement: in a document that is named, else the plan's own, else the latest document's."""
        facts = self.model.facts
        if what == "realisasi_anggaran":
            fact = facts.realisasi_anggaran.get((simpul, year))
            return None if fact is None or isinstance(fact.value, Missing) else (fact, None)
        dated = sorted(self.model.dokumen.values(), key=lambda d: (d.tanggal or "", d.id), reverse=True)
        documents = [document] if document is not None else [RENSTRA, *(d.id for d in dated)]
        for name in documents:
            fact = facts.pagu.get((simpul, year, name))
            if fact is not None and not isinstance(fact.value, Missing):
                return fact, name
        return None
