"""Which statements make up the money of a node: the deepest complete ones beneath it, each counted once.

A node shared by several parents is one holder in each parent's set, so a sum over the cascade never counts it twice.
Where it says how its money is divided among them, each has its part, and a sum over them is the whole again.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain

from kinerja_rules.functions.interface import undefined
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Absence, Missing, Number

Holder = tuple[str, Fact, str | None]
"""(node, statement, document)"""
Tops = tuple[str, ...]
"""Nodes whose money is asked for together; none stands beneath another."""
WHOLE = Fraction(1)
MOST_NAMED = 3
"""Nodes that lack money and are named where that of another is told to be absent."""

_Asked = tuple[str, str, str, str | None]
"""(`pagu` or `realisasi_anggaran`, node, year, document)"""


class Money:
    """Budgets and spending of one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._covers: dict[tuple[str, str, str, str], tuple[str, ...] | None] = {}
        self._holders: dict[_Asked, tuple[Holder, ...] | Missing] = {}
        self._own: dict[_Asked, tuple[Holder, Missing | None]] = {}
        self._trees: dict[str, bool] = {}
        self._shares: dict[tuple[Tops, tuple[str, ...]], Mapping[str, Fraction]] = {}
        self._dated = sorted(model.dokumen.values(), key=lambda d: (d.tanggal or "", d.id), reverse=True)
        self._preferred: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._place = {simpul: at for at, simpul in enumerate(model.walk())}

    def holders(self, what: str, simpul: str, period: Period, document: str | None) -> tuple[Holder, ...] | Missing:
        """The statements whose sum is the node's money, or why there is none; kept, since the figure and its source ask."""
        key = (what, simpul, period.text, document)
        found = self._holders.get(key)
        if found is None:
            found = self._holders[key] = self.holders_of_all(what, (simpul,), period, document)
        return found

    def holders_of_all(
        self, what: str, tops: Tops, period: Period, document: str | None
    ) -> tuple[Holder, ...] | Missing:
        """The statements whose sum is the money of several nodes, what they share once, or why there is none."""
        if not period.is_year:
            return undefined("anggaran dinyatakan per tahun")
        year = period.text
        covers: list[tuple[str, ...]] = []
        for simpul in tops:
            cover = self.cover(what, simpul, year, document)
            if cover is None:
                return self._lacking(what, simpul, year, document)
            covers.append(cover)
        covering = covers[0] if len(covers) == 1 else tuple(dict.fromkeys(chain.from_iterable(covers)))
        held = [self._held(what, h, year, document) for h in self.shares(tops, covering)]
        for _, tie in held:
            if tie is not None:
                return tie
        return tuple([holder for holder, _ in held])

    def _held(self, what: str, simpul: str, year: str, document: str | None) -> tuple[Holder, Missing | None]:
        """A node's own statement, and the tie it is in, if any; kept, since all nodes above it are made of it too."""
        key = (what, simpul, year, document)
        found = self._own.get(key)
        if found is None:
            stated = self.statement(what, simpul, year, document)
            if stated is None:
                raise LookupError(f"{simpul} covers {what} without a statement")
            fact, stating = stated
            tie = self._tie(simpul, year, fact, stating) if what == "pagu" and document is None else None
            found = self._own[key] = ((simpul, fact, stating), tie)
        return found

    def _lacking(self, what: str, simpul: str, year: str, document: str | None) -> Missing:
        """Why a node has no money: where some is stated beneath it, which of those beneath lack theirs."""
        spoken, stating = what.replace("_", " "), ""
        if document is not None and what == "pagu":
            stating = f" dalam {'Renstra' if document == RENSTRA else self.model.dokumen[document].nama}"
        lacking, any_has = self._without_money(what, simpul, year, document)
        if not any_has or not lacking:
            return Missing(Absence.BELUM_ADA_DATA, f"{spoken} `{simpul}` tahun {year} belum dinyatakan{stating}")
        named = ", ".join(f"`{ident}`" for ident in lacking[:MOST_NAMED])
        more = f" dan {len(lacking) - MOST_NAMED} lainnya" if len(lacking) > MOST_NAMED else ""
        reason = f"{spoken} `{simpul}` tahun {year}{stating} belum lengkap: belum ada {spoken} {named}{more}"
        return Missing(Absence.BELUM_ADA_DATA, reason, self.model.simpul[lacking[0]].span)

    def _without_money(self, what: str, simpul: str, year: str, document: str | None) -> tuple[tuple[str, ...], bool]:
        """The lowest nodes beneath one that lack their money, and whether any beneath it has it."""
        lacking: list[str] = []
        any_has = False
        for at in self._beneath((simpul,)):
            if self.cover(what, at, year, document) is not None:
                any_has = True
            elif not self.model.simpul[at].anak:
                lacking.append(at)
        return tuple(lacking), any_has

    def _tie(self, simpul: str, year: str, fact: Fact, stating: str | None) -> Missing | None:
        """A document of the same date that states another budget for the same node and year."""
        mine = None if stating is None or stating == RENSTRA else self.model.dokumen[stating]
        if mine is None:
            return None
        facts = self.model.facts
        chosen = mine.id in self.before_the_plan(simpul)
        for other in facts.pagu_documents.get((simpul, year), ()):
            if other in (RENSTRA, stating) or (chosen and self.model.dokumen[other].jenis != mine.jenis):
                continue
            stated = facts.pagu[(simpul, year, other)]
            theirs = self.model.dokumen[other]
            if theirs.tanggal == mine.tanggal and isinstance(stated.value, Number) and stated.value != fact.value:
                both = " dan ".join(sorted((mine.nama, theirs.nama)))
                return undefined(
                    f"pagu `{simpul}` {year} berbeda antara {both} yang setara; beri `tanggal`, atau sebut dokumennya"
                )
        return None

    def total(self, what: str, simpul: str, period: Period, document: str | None) -> Fraction | None:
        """The node's part of the money that its holders state; None where there is none."""
        holders = self.holders(what, simpul, period, document)
        if isinstance(holders, Missing):
            return None
        return self.sum_of((simpul,), holders)

    def sum_of(self, tops: Tops, holders: tuple[Holder, ...]) -> Fraction:
        """The sum of statements, of each the part that the nodes have of it."""
        shares = self.shares(tops, tuple(h for h, _, _ in holders))
        return sum((f.value.value * shares[h] for h, f, _ in holders if isinstance(f.value, Number)), Fraction(0))

    def shares(self, tops: Tops, holders: tuple[str, ...]) -> Mapping[str, Fraction]:
        """The part of each holder's money that nodes have together; a holder whose money another one's contains is left out.

        Where a shared node says how its money is divided (`alokasi`), a parent has its part of it, and what stands above
        several of its parents the sum of theirs; where it does not, all of it is each one's, and counts once.
        """
        if all(map(self._is_tree, tops)):
            return dict.fromkeys(holders, WHOLE)
        key = (tops, holders)
        if key not in self._shares:
            stops = frozenset(holders)
            part: dict[str, Fraction] = dict.fromkeys(tops, WHOLE)
            contained: set[str] = set()
            """Nodes whose money is all in the figure of a holder above them."""
            for at in self._beneath(tops):
                node = self.model.simpul[at]
                above = [p for p in node.induk if p in part or p in contained]
                free = [p for p in above if p not in contained and p not in stops]
                if (len(free) < len(above) and not node.alokasi) or not free:
                    contained.add(at)
                elif node.alokasi:
                    part[at] = sum((node.alokasi[p] * part[p] for p in free), Fraction(0))
                else:
                    part[at] = max(part[p] for p in free)
            self._shares[key] = {h: part[h] for h in holders if h in part}
        return self._shares[key]

    def _is_tree(self, simpul: str) -> bool:
        """Whether each node beneath has one parent alone: then none of their money is shared, or contained in another's."""
        if simpul not in self._trees:
            below = [self.model.simpul[child] for child in self.model.simpul[simpul].anak]
            self._trees[simpul] = all(len(n.induk) == 1 and not n.alokasi and self._is_tree(n.id) for n in below)
        return self._trees[simpul]

    def _beneath(self, tops: Tops) -> tuple[str, ...]:
        """Nodes beneath some, each after all of its parents that are beneath them too."""
        within: set[str] = set()
        waiting = [anak for top in tops for anak in self.model.simpul[top].anak]
        while waiting:
            at = waiting.pop()
            if at not in within:
                within.add(at)
                waiting.extend(self.model.simpul[at].anak)
        return tuple(sorted(within.difference(tops), key=self._place.__getitem__))

    def cover(self, what: str, simpul: str, year: str, document: str | None) -> tuple[str, ...] | None:
        """Nodes whose statements sum to this one's; a node's own statement serves where those beneath are incomplete."""
        key = (what, simpul, year, document or "")
        if key not in self._covers:
            self._covers[key] = None
            whole = self._amended(simpul, year) if what == "pagu" and document is None else None
            if whole is not None:
                self._covers[key] = whole
                return whole
            children = self.model.simpul[simpul].anak
            below = [self.cover(what, c, year, document) for c in children]
            complete = [cover for cover in below if cover is not None]
            if children and len(complete) == len(children):
                self._covers[key] = tuple(dict.fromkeys(chain.from_iterable(complete)))
            elif self.statement(what, simpul, year, document) is not None:
                self._covers[key] = (simpul,)
        return self._covers[key]

    def _amended(self, simpul: str, year: str) -> tuple[str, ...] | None:
        """The cover of a node in a document that takes the place of the plan's own budget, if one states all of it."""
        for name in self.before_the_plan(simpul):
            found = self.cover("pagu", simpul, year, name)
            if found is not None:
                return found
        return None

    def order(self, simpul: str) -> tuple[str, ...]:
        """Where a node's budget is looked for: the kinds of `acuan_pagu`, then any, the latest first."""
        setting = self.model.policy("acuan_pagu", simpul)
        kinds = setting.values if setting is not None else (RENSTRA,)
        if kinds not in self._preferred:
            named = [
                name
                for kind in kinds
                for name in ([RENSTRA] if kind == RENSTRA else [d.id for d in self._dated if d.jenis == kind])
            ]
            self._preferred[kinds] = tuple(dict.fromkeys([*named, RENSTRA, *(d.id for d in self._dated)]))
        return self._preferred[kinds]

    def before_the_plan(self, simpul: str) -> tuple[str, ...]:
        """Documents whose budgets take the place of the plan's own."""
        found = self.order(simpul)
        return found[: found.index(RENSTRA)]

    def statement(self, what: str, simpul: str, year: str, document: str | None) -> tuple[Fact, str | None] | None:
        """A node's own statement: in a document that is named, else the plan's own, else the latest document's."""
        facts = self.model.facts
        if what == "realisasi_anggaran":
            fact = facts.realisasi_anggaran.get((simpul, year))
            return None if fact is None or isinstance(fact.value, Missing) else (fact, None)
        for name in self.order(simpul) if document is None else (document,):
            fact = facts.pagu.get((simpul, year, name))
            if fact is not None and not isinstance(fact.value, Missing):
                return fact, name
        return None
