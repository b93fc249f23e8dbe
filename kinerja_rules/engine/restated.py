"""Names and sources in force: what the document whose target holds calls a thing, and where a realisasi comes from."""

from collections.abc import Iterator

from kinerja_rules.engine.about import About
from kinerja_rules.engine.accumulate import Recipe, find_recipe
from kinerja_rules.engine.series import Suppositions, no_data
from kinerja_rules.model import expression as typed
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing, Value


class Restated(About):
    """A report that accounts for a Perjanjian Kinerja calls things as the Perjanjian Kinerja does.

    Names and sources are kept: every table of a report asks for the same ones.
    """

    def __init__(self, model: Model, suppositions: Suppositions) -> None:
        super().__init__(model, suppositions)
        self._in_force: dict[tuple[str, str], Value] = {}
        self._sources: dict[tuple[str, str, str], Value] = {}

    def name_in_force(self, subject: Entity, period: Period) -> Value:
        """The name in the document whose target holds; the plan's where that document does not state one.

        A node is called as the document of its indicators calls it: the first of them that names it.
        """
        key = (subject.id, period.text)
        if key not in self._in_force:
            self._in_force[key] = self._name_in_force(subject, period)
        return self._in_force[key]

    def _name_in_force(self, subject: Entity, period: Period) -> Value:
        return self.nama(subject, self.naming_document(subject, period))

    def naming_document(self, subject: Entity, period: Period) -> str | None:
        """The document whose name of something holds in a period; None where it is the plan's own."""
        simpul = self.model.simpul.get(subject.id)
        indicators = (subject.id,) if simpul is None else simpul.indikator
        for indikator in indicators:
            document = self.target_document(indikator, period, None)
            if document is None or document == RENSTRA:
                continue
            if not isinstance(self.nama(subject, document), Missing):
                return document
        return None

    def realisasi_source(self, indikator: str, period: Period) -> Value:
        """The sources that the tables of a realisasi name, each once; those of the data where it is computed."""
        key = ("realisasi", indikator, period.text)
        if key not in self._sources:
            self._sources[key] = self._realisasi_source(indikator, period)
        return self._sources[key]

    def _realisasi_source(self, indikator: str, period: Period) -> Value:
        named = dict.fromkeys(f.sumber for f in self._facts_behind(indikator, period, {}) if f.sumber)
        if not named:
            return no_data(f"sumber realisasi `{indikator}` {period.spoken} belum ditulis")
        return "; ".join(named)

    def _facts_behind(self, ident: str, period: Period, seen: dict[str, None]) -> Iterator[Fact]:
        """The statements that a realisasi is made of."""
        if ident in seen:
            return
        seen[ident] = None
        model, indikator = self.model, self.model.indikator[ident]
        setting = model.policy("acuan_realisasi", ident)
        computed = indikator.rumus is not None and setting is not None and setting.values == ("dihitung",)
        recipe = find_recipe(
            period,
            indikator.akumulasi,
            lambda key: model.facts.realisasi.get((ident, key)),
            model.facts.states_parts,
            indikator.measured_in(period),
        )
        stated = _present(recipe)
        if stated and not computed:
            yield from stated
            return
        if indikator.rumus is None:
            return
        waiting = [indikator.rumus.value, *(e for _, e in reversed(indikator.rumus.lets))]
        while waiting:
            node = waiting.pop()
            if isinstance(node, typed.FactRef):
                yield from self._facts_of(node, period, seen)
            waiting.extend(reversed(typed.children(node)))

    def _facts_of(self, node: typed.FactRef, period: Period, seen: dict[str, None]) -> Iterator[Fact]:
        if node.kind == "indikator":
            yield from self._facts_behind(node.id, period, seen)
            return
        facts = self.model.facts
        recipe = find_recipe(
            period,
            self.model.data[node.id].akumulasi,
            lambda key: facts.data.get((node.id, key)),
            facts.states_parts,
        )
        yield from _present(recipe)


def _present(recipe: Recipe | Missing | None) -> tuple[Fact, ...]:
    """The statements of a recipe, where they are values."""
    if not isinstance(recipe, Recipe):
        return ()
    return tuple(fact for _, fact in recipe.statements if not isinstance(fact.value, Missing))
