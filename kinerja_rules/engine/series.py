"""Targets, realisasi and data: which statement holds for a period, or how parts and formulas make it.

The lower half of the reference interpreter; `scalar` stands on it. Values are in base magnitude.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, Self

from kinerja_rules.engine.accumulate import Lookup, Recipe, find_recipe, stated_parts
from kinerja_rules.engine.expressions import Env, Expressions, as_number
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model.expression import quotient
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Indikator, Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Absence, Acuan, Entity, Missing, Number, TargetValue, Value

Key = tuple[str, ...]
Suppositions = Mapping[tuple[str, str, int], Number]

Standing = tuple[str, Fact] | Missing
"""A document and the target that it states; or why those of equal rank state none together."""

NONE: Suppositions = {}
_REACH = 20
"""Years around a supposition that a formula under test may look back or ahead."""


def no_data(reason: str) -> Missing:
    """*belum ada data*, saying what."""
    return Missing(Absence.BELUM_ADA_DATA, reason)


def not_applicable(reason: str) -> Missing:
    """*tidak berlaku*, saying why."""
    return Missing(Absence.TIDAK_BERLAKU, reason)


class Series(Expressions):
    """What is stated of one model, and made of statements; figures are kept, so each is computed once."""

    def __init__(self, model: Model, suppositions: Suppositions = NONE) -> None:
        super().__init__(model)
        self.suppositions = suppositions
        self.dokumen: str | None = None
        """The document whose targets and budgets hold wherever no other is named; None: those that policies find."""
        self._figures: dict[Key, Value] = {}
        self._open: dict[Key, None] = {}
        self._documents_of: dict[Key, str | None] = {}
        self._orders: dict[tuple[tuple[str, ...], tuple[str, ...]], Sequence[Sequence[str]]] = {}
        self._standing: dict[tuple[str, str], Sequence[Standing]] = {}
        self._circles: dict[Key, Key] = {}
        """Figures that need themselves, each with the first opened figure of its circle."""

    def by_document(self, dokumen: str) -> Self:
        """The same, by the targets and budgets of a document; to be said before anything is asked."""
        self.dokumen = dokumen
        return self

    # ---- hooks ----------------------------------------------------------------------------------------------------
    def figure(self, key: Key, compute: Callable[..., Value], *of: Any) -> Value:
        """A named figure, computed once, of what is given. One that needs itself, through whatever others, cannot be.

        All figures of a circle are absent, wherever it was entered: the answer does not depend on what was asked first.
        """
        found = self._figures.get(key)
        if found is not None:
            if self._circles:
                self._close_circle(key)
            return found
        if key in self._open:
            self._close_circle(key)
            return _circular(key)
        self._open[key] = None
        try:
            value = compute(*of)
        finally:
            del self._open[key]
        if self._circles and key in self._circles:
            value = _circular(key)
        self._figures[key] = value
        return value

    def known(self, key: Key) -> Value | None:
        """A figure that was computed already; None where it was not."""
        return self._figures.get(key)

    def learn(self, key: Key, value: Value) -> None:
        """Keep a figure that another interpreter of the same model has computed, and that is in no circle."""
        self._figures.setdefault(key, value)

    def _close_circle(self, key: Key) -> None:
        """Mark the open figures that lead from the start of a circle to one of its members, which is asked for again."""
        start: Key | None = key
        while start is not None and start not in self._open:  # a member that is computed: is its circle still open?
            earlier = self._circles.get(start)
            start = earlier if earlier != start else None
        if start is None:
            return
        opened = tuple(self._open)
        depth = {k: at for at, k in enumerate(opened)}
        for member in opened[depth[start] :]:
            if depth.get(self._circles.get(member, member), depth[member]) >= depth[start]:
                self._circles[member] = start

    def stated(self, label: str, fact: Fact, unit: Unit, document: str | None = None) -> Value:
        """A value that the plan states."""
        return fact.value

    @cached_property
    def _years_of_facts(self) -> tuple[int, int]:
        """The first and last year of which anything is stated or, in a test, supposed and may be looked back from."""
        known = {self.model.facts.earliest, self.model.facts.latest} - {0}
        years = known | {y + shift for _, _, y in self.suppositions for shift in (-_REACH, _REACH)} or {0}
        return min(years), max(years)

    # ---- figures ----------------------------------------------------------------------------------------------------
    def data(self, ident: str, period: Period) -> Value:
        """A raw datum."""
        return self.figure(("data", ident, period.text), self._data, ident, period)

    def _data(self, ident: str, period: Period) -> Value:
        definition = self.model.data[ident]
        supposed = self.suppositions.get(("data", ident, period.year))
        if supposed is not None and period.is_year:
            return supposed
        stated = self.series(
            f"{ident} {period.text}",
            period,
            definition.akumulasi,
            lambda key: self.model.facts.data.get((ident, key)),
            definition.satuan,
        )
        if stated is None:
            return self.absent(no_data(f"data `{definition.nama}` {period.spoken} belum ada"), f"data {ident} {period}")
        return stated

    def series(
        self,
        label: str,
        period: Period,
        akumulasi: str | None,
        lookup: Lookup,
        unit: Unit,
        document: str | None = None,
        measured: tuple[Period, ...] = (),
    ) -> Value | None:
        """The value of a period from its own statement, cumulative ones or its parts; None where nothing is stated.

        The label ends with the period; what is made of other statements is labelled by theirs.
        """
        own = lookup(period.text)
        if own is not None and own.value.__class__ is not Missing:  # as most are
            return self.stated(label, own, unit, document)
        if own is None and not self.model.facts.states_parts:
            return None
        recipe = find_recipe(period, akumulasi, lookup, self.model.facts.states_parts, measured)
        if recipe is None:
            return None
        subject = label.rpartition(" ")[0]
        if isinstance(recipe, Missing):
            for key, fact in stated_parts(period, lookup):
                self.stated(f"{subject} {key}", fact, unit, document)
            return self.absent(recipe, label)
        if recipe.operation == "sama":
            key, fact = recipe.statements[0]
            return self.stated(f"{subject} {key}", fact, unit, document)
        return self.combined(
            label, recipe.operation, [(f"{subject} {k}", f) for k, f in recipe.statements], unit, document
        )

    def put_together(self, recipe: Recipe, unit: Unit) -> Value:
        """The value that a recipe's statements make."""
        values: list[Value] = [as_number(f.value) for _, f in recipe.statements]
        return values[0] if recipe.operation == "sama" else self.call(recipe.operation, values, [], unit)

    def combined(
        self, label: str, operation: str, statements: list[tuple[str, Fact]], unit: Unit, document: str | None
    ) -> Value:
        """Statements put together as the declared `akumulasi` says."""
        values = [as_number(self.stated(k, f, unit, document)) for k, f in statements]
        return self.call(operation, list(values), [], unit)

    def target(self, indikator: str, period: Period, acuan: Value | None) -> Value:
        """The target that holds, or the one that an *acuan* names."""
        acuan = self._of_document(acuan)
        key = ("target", indikator, period.text, key_of(acuan))
        return self.figure(key, self._target, indikator, period, acuan)

    def _of_document(self, acuan: Value | None) -> Value | None:
        return Entity("dokumen", self.dokumen) if acuan is None and self.dokumen is not None else acuan

    def _target(self, ident: str, period: Period, acuan: Value | None) -> Value:
        unit = self.model.indikator[ident].satuan
        label = f"target {ident} {period.text}"
        if isinstance(acuan, Period):
            return self.target(ident, acuan, None)
        if isinstance(acuan, Entity) and acuan.kind == "pembanding":
            value = self.pembanding(ident, period, acuan.id)
            return TargetValue(value, value) if isinstance(value, Number) else value
        own = isinstance(acuan, Acuan) and acuan.which == RENSTRA
        waiting = self.not_yet(ident, period)
        if waiting is not None and (own or not isinstance(acuan, Acuan)):
            return self.absent(waiting, label)
        if own or isinstance(acuan, Entity):
            named = acuan.id if isinstance(acuan, Entity) else RENSTRA
            stated = self._target_in(ident, period, named)
            if stated is None:
                nama = "Renstra" if own else self.model.dokumen[named].nama
                return self.absent(no_data(f"target `{ident}` {period.spoken} tidak dinyatakan dalam {nama}"), label)
            return stated
        column = acuan.which if isinstance(acuan, Acuan) else period.text
        silent: Fact | None = None
        for standing in self._standing_targets(ident, column):
            if isinstance(standing, Missing):
                return self.absent(standing, label)
            document, fact = standing
            if not isinstance(fact.value, Missing):
                return self.stated(f"target {ident} {column}", fact, unit, document)
            silent = silent or fact
        if not isinstance(acuan, Acuan):
            for document in self._makers_of_targets(ident):
                made = self._target_in(ident, period, document)
                if made is not None and not isinstance(made, Missing):
                    return made
        if silent is not None:
            return self.stated(f"target {ident} {column}", silent, unit)
        when = f"`{column}`" if isinstance(acuan, Acuan) else period.spoken
        return self.absent(no_data(f"target `{ident}` {when} belum dinyatakan"), label)

    def _target_in(self, ident: str, period: Period, document: str) -> Value | None:
        """A document's target: its own statement for the period, or made of its parts."""
        indikator, facts = self.model.indikator[ident], self.model.facts.target
        made = self.series(
            f"target {ident} {period.text}",
            period,
            indikator.akumulasi,
            lambda key: facts.get((ident, key, document)),
            indikator.satuan,
            document,
            indikator.measured_in(period),
        )
        return TargetValue(made, made, self._bound(ident, period, document)) if isinstance(made, Number) else made

    def _bound(self, ident: str, period: Period, document: str) -> str:
        """The bound that all parts of a made target share: four times `maksimal 10` make `maksimal 40`."""
        recipe = self._target_recipe(ident, period, document)
        parts = recipe.statements if isinstance(recipe, Recipe) else ()
        operators = {f.value.operator for _, f in parts if isinstance(f.value, TargetValue)}
        return operators.pop() if len(operators) == 1 else ""

    def _target_recipe(self, ident: str, period: Period, document: str) -> Recipe | Missing | None:
        facts, indikator = self.model.facts.target, self.model.indikator[ident]
        return find_recipe(
            period,
            indikator.akumulasi,
            lambda key: facts.get((ident, key, document)),
            self.model.facts.states_parts,
            indikator.measured_in(period),
        )

    def _standing_targets(self, ident: str, column: str) -> Sequence[Standing]:
        """Targets as they are stated, by the policy's kinds, the latest of a kind first; a baseline is the Renstra's."""
        found = self._standing.get((ident, column))
        if found is None:
            found = self._standing[(ident, column)] = self._find_standing(ident, column)
        return found

    def _find_standing(self, ident: str, column: str) -> Sequence[Standing]:
        stated = self.model.facts.targets_in.get((ident, column))
        if stated is None:
            return ()
        found: list[Standing] = []
        for equals in self._by_policy(ident, stated, column):
            tie = self._tie(ident, column, [(d, stated[d]) for d in equals]) if len(equals) > 1 else None
            found += ([] if tie is None else [tie]) + [(d, stated[d]) for d in equals]
        own = None if self.dokumen is None else stated.get(self.dokumen)
        if self.dokumen is None or own is None or isinstance(own.value, Missing):
            return found
        first = (self.dokumen, own)
        return [first, *(standing for standing in found if standing != first)]

    def _tie(self, ident: str, column: str, equals: Sequence[tuple[str, Fact]]) -> Missing | None:
        """Why documents of one kind and date state no target together: each states another."""
        said = {
            fact.value: self.model.dokumen[document].nama
            for document, fact in reversed(equals)
            if not isinstance(fact.value, Missing)
        }
        if len(said) < 2:
            return None
        one, other = tuple(reversed(said.values()))[:2]
        return undefined(
            f"target `{ident}` {column} berbeda antara {one} dan {other} yang setara; beri `tanggal`, atau sebut acuannya"
        )

    def _makers_of_targets(self, ident: str) -> Iterable[str]:
        """Documents whose statements of parts may make a target, in the order in which they are asked."""
        if not self.model.facts.states_parts:
            return ()
        stating = self.model.facts.target_documents.get(ident, ())
        return (document for equals in self._by_policy(ident, stating) for document in equals)

    def _by_policy(self, ident: str, stating: Iterable[str], column: str = "") -> Sequence[Sequence[str]]:
        """Documents by the policy's kinds, the latest of a kind first; those of one kind and date together."""
        setting = self.model.policy("acuan_target", ident)
        kinds: tuple[str, ...] = setting.values if setting is not None else (RENSTRA,)
        if column == "awal":
            kinds = (RENSTRA, *(k for k in kinds if k != RENSTRA))
        key = (kinds, tuple(stating))
        if key not in self._orders:  # the same of most indicators
            self._orders[key] = self._ordered(*key)
        return self._orders[key]

    def _ordered(self, kinds: tuple[str, ...], stating: tuple[str, ...]) -> Sequence[Sequence[str]]:
        out: list[Sequence[str]] = []
        for kind in kinds:
            found = [d for name in stating if name != RENSTRA and (d := self.model.dokumen[name]).jenis == kind]
            found.sort(key=lambda d: (d.tanggal or "", d.id), reverse=True)
            out += (tuple(d.id for d in alike) for _, alike in groupby(found, key=lambda d: d.tanggal))
            if kind == RENSTRA and RENSTRA in stating:
                out.append((RENSTRA,))
        return out

    def target_document(self, ident: str, period: Period, acuan: Value | None) -> str | None:
        """The document whose target holds, whose policies then hold too."""
        acuan = self._of_document(acuan)
        key = (ident, period.text, key_of(acuan))
        if key not in self._documents_of:
            self._documents_of[key] = self._target_document(ident, period, acuan)
        return self._documents_of[key]

    def _target_document(self, ident: str, period: Period, acuan: Value | None) -> str | None:
        if isinstance(acuan, Entity):
            return acuan.id if acuan.kind == "dokumen" else None
        if isinstance(acuan, Period):
            return self.target_document(ident, acuan, None)
        if isinstance(acuan, Acuan) and acuan.which == RENSTRA:
            return RENSTRA
        column = acuan.which if isinstance(acuan, Acuan) else period.text
        for standing in self._standing_targets(ident, column):
            if not isinstance(standing, Missing) and not isinstance(standing[1].value, Missing):
                return standing[0]
        makers = () if isinstance(acuan, Acuan) else self._makers_of_targets(ident)
        return next((d for d in makers if self._makes_target(ident, period, d)), None)

    def _makes_target(self, ident: str, period: Period, document: str) -> bool:
        """Whether a document's statements for the parts of a period make its target."""
        recipe = self._target_recipe(ident, period, document)
        return isinstance(recipe, Recipe) and not any(isinstance(f.value, Missing) for _, f in recipe.statements)

    def not_yet(self, ident: str, period: Period) -> Missing | None:
        """*belum waktunya*: before `mulai`, or a part of the year other than `diukur`."""
        indikator = self.model.indikator[ident]
        if indikator.mulai is not None and period.year < indikator.mulai:
            return Missing(Absence.BELUM_WAKTUNYA, f"indikator `{ident}` diukur mulai tahun {indikator.mulai}")
        if indikator.diukur and not period.is_year:
            measured = [Period(period.year, part) for part in indikator.diukur]
            if not any(m.within(period) for m in measured):
                named = " dan ".join(
                    [*(m.spoken.removesuffix(f" {m.year}") for m in measured[:-1]), measured[-1].spoken]
                )
                return Missing(Absence.BELUM_WAKTUNYA, f"indikator `{ident}` diukur pada {named}")
        return None

    def realisasi(self, indikator: str, period: Period) -> Value:
        """What was reached: stated or computed, by the policy `acuan_realisasi`."""
        return self.figure(("realisasi", indikator, period.text), self._realisasi, indikator, period)

    def _realisasi(self, ident: str, period: Period) -> Value:
        indikator = self.model.indikator[ident]
        supposed = self.suppositions.get(("indikator", ident, period.year))
        if supposed is not None and period.is_year:
            return supposed
        label = f"realisasi {ident} {period.text}"
        waiting = self.not_yet(ident, period)
        if waiting is not None:
            return self.absent(waiting, label)
        setting = self.model.policy("acuan_realisasi", ident)
        computed_first = setting is not None and setting.values == ("dihitung",) and indikator.rumus is not None
        if computed_first:
            return self.hitungan(ident, period)
        stated = self._stated_realisasi(indikator, period, label)
        if indikator.rumus is not None and (stated is None or isinstance(stated, Missing)):
            computed = self.hitungan(ident, period)
            if not isinstance(computed, Missing) or stated is None:
                return computed
        if stated is None:
            return self.absent(no_data(f"realisasi `{ident}` {period.spoken} belum ada"), label)
        return stated

    def _stated_realisasi(self, indikator: Indikator, period: Period, label: str) -> Value | None:
        facts = self.model.facts.realisasi
        return self.series(
            label,
            period,
            indikator.akumulasi,
            lambda key: facts.get((indikator.id, key)),
            indikator.satuan,
            measured=indikator.measured_in(period),
        )

    def hitungan(self, indikator: str, period: Period) -> Value:
        """The value of the formula."""
        return self.figure(("hitungan", indikator, period.text), self._hitungan, indikator, period)

    def _hitungan(self, ident: str, period: Period) -> Value:
        indikator = self.model.indikator[ident]
        label = f"hitungan {ident} {period.text}"
        if indikator.rumus is None:
            return self.absent(not_applicable(f"indikator `{ident}` tidak punya rumus"), label)
        first, last = self._years_of_facts
        if period.year < first:
            return self.absent(no_data(f"belum ada data sebelum tahun {first}"), label)
        if period.year > last:
            return self.absent(no_data(f"belum ada data sesudah tahun {last}"), label)
        return self.formula(indikator.rumus, Env({"tahun": period, "periode": period}))

    def quotient_part(self, indikator: str, period: Period, which: str) -> Value:
        """The `pembilang` or `penyebut` of the quotient that the formula is."""
        return self.figure((which, indikator, period.text), self._quotient_part, indikator, period, which)

    def _quotient_part(self, ident: str, period: Period, which: str) -> Value:
        indikator = self.model.indikator[ident]
        label = f"{which} {ident} {period}"
        if indikator.rumus is None:
            return self.absent(not_applicable(f"indikator `{ident}` tidak punya rumus"), label)
        division = quotient(indikator.rumus.value, dict(indikator.rumus.lets))
        if division is None:
            return self.absent(not_applicable(f"rumus `{ident}` bukan pembagian"), label)
        env = Env({"tahun": period, "periode": period})
        for name, body in indikator.rumus.lets:
            self.bind(env, name, self.part(body, env))
        value = self.part(division.operands[0 if which == "pembilang" else 1], env)
        return value if isinstance(value, Missing) else as_number(value)

    @abstractmethod
    def pembanding(self, indikator: str, period: Period, pembanding: str) -> Value:
        """A benchmark's value."""


def key_of(value: Value | None) -> str:
    """The text by which a figure is kept for an argument."""
    if value is None:
        return "-"
    if isinstance(value, Period):
        return value.text
    if isinstance(value, Entity):
        return f"{value.kind}:{value.id}"
    return value.which if isinstance(value, Acuan) else str(value)


def _circular(key: Key) -> Missing:
    return undefined(f"{' '.join(key[:3])} bergantung pada dirinya sendiri")
