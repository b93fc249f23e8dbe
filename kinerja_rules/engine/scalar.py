"""The reference interpreter: the plan's figures, exactly, one at a time.

Values are in base magnitude; units were settled when the plan was checked. `Interpreter` computes; its subclass in
`trace` computes the same and keeps the recipe. Where they meet are the hooks `eval`, `figure`, `stated`, `bind`, `absent`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import groupby

from kinerja_rules.engine.accumulate import Lookup, Recipe, find_recipe
from kinerja_rules.engine.expressions import Env, Expressions, as_number
from kinerja_rules.engine.money import Money
from kinerja_rules.engine.scales import find_category, points_to_next
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model import units
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Indikator, Model, PolicySetting, Skala, replacement_policy
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import CAPAIAN_DECIMALS
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Absence, Acuan, Entity, Missing, Number, TargetValue, Value

Key = tuple[str, ...]
Suppositions = Mapping[tuple[str, str, int], Number]

NONE: Suppositions = {}


def no_data(reason: str) -> Missing:
    """*belum ada data*, saying what."""
    return Missing(Absence.BELUM_ADA_DATA, reason)


def not_applicable(reason: str) -> Missing:
    """*tidak berlaku*, saying why."""
    return Missing(Absence.TIDAK_BERLAKU, reason)


class Interpreter(Expressions):
    """Evaluates against one model; figures are kept, so each is computed once."""

    def __init__(self, model: Model, suppositions: Suppositions = NONE) -> None:
        super().__init__(model)
        self.suppositions = suppositions
        self.money = Money(model)
        self._figures: dict[Key, Value] = {}
        self._open: dict[Key, None] = {}
        self._circles: dict[Key, Key] = {}
        """Figures that need themselves, each with the first opened figure of its circle."""

    # ---- hooks ----------------------------------------------------------------------------------------------------
    def figure(self, key: Key, compute: Callable[[], Value]) -> Value:
        """A named figure: computed once. One that needs itself, through whatever others, cannot be computed.

        All figures of a circle are absent, wherever it was entered: the answer does not depend on what was asked first.
        """
        if key in self._figures:
            if self._circles:
                self._close_circle(key)
            return self._figures[key]
        if key in self._open:
            self._close_circle(key)
            return _circular(key)
        self._open[key] = None
        try:
            value = compute()
        finally:
            del self._open[key]
        if key in self._circles:
            value = _circular(key)
        self._figures[key] = value
        return value

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

    # ---- figures ----------------------------------------------------------------------------------------------------
    def data(self, ident: str, period: Period) -> Value:
        """A raw datum."""
        return self.figure(("data", ident, str(period)), lambda: self._data(ident, period))

    def _data(self, ident: str, period: Period) -> Value:
        definition = self.model.data[ident]
        supposed = self.suppositions.get(("data", ident, period.year))
        if supposed is not None and period.is_year:
            return supposed
        stated = self.series(
            f"{ident} {period}",
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
    ) -> Value | None:
        """The value of a period from its own statement, cumulative ones or its parts; None where nothing is stated."""
        recipe = find_recipe(period, akumulasi, lookup)
        if recipe is None:
            return None
        if isinstance(recipe, Missing):
            return self.absent(recipe, label)
        subject = label.rpartition(" ")[0]
        if recipe.operation == "sama":
            key, fact = recipe.statements[0]
            return self.stated(f"{subject} {key}", fact, unit, document)
        return self.combined(
            label, recipe.operation, [(f"{subject} {k}", f) for k, f in recipe.statements], unit, document
        )

    def combined(
        self, label: str, operation: str, statements: list[tuple[str, Fact]], unit: Unit, document: str | None
    ) -> Value:
        """Statements put together as the declared `akumulasi` says."""
        values = [as_number(self.stated(k, f, unit, document)) for k, f in statements]
        return self.call(operation, list(values), [], unit)

    def target(self, indikator: str, period: Period, acuan: Value | None) -> Value:
        """The target that holds, or the one that an *acuan* names."""
        return self.figure(
            ("target", indikator, str(period), _key_of(acuan)), lambda: self._target(indikator, period, acuan)
        )

    def _target(self, ident: str, period: Period, acuan: Value | None) -> Value:
        unit = self.model.indikator[ident].satuan
        label = f"target {ident} {period}"
        if isinstance(acuan, Period):
            return self.target(ident, acuan, None)
        if isinstance(acuan, Entity) and acuan.kind == "pembanding":
            value = self.pembanding(ident, period, acuan.id)
            return TargetValue(value, value) if isinstance(value, Number) else value
        waiting = self.not_yet(ident, period)
        if waiting is not None and not isinstance(acuan, Acuan):
            return self.absent(waiting, label)
        if isinstance(acuan, Entity):
            stated = self._target_in(ident, period, acuan.id)
            nama = self.model.dokumen[acuan.id].nama
            if stated is None:
                return self.absent(no_data(f"target `{ident}` {period.spoken} tidak dinyatakan dalam {nama}"), label)
            return stated
        column = acuan.which if isinstance(acuan, Acuan) else str(period)
        silent: Fact | None = None
        for document in self.target_order(ident, column):
            if isinstance(document, Missing):
                return self.absent(document, label)
            fact = self.model.facts.target[(ident, column, document)]
            if not isinstance(fact.value, Missing):
                return self.stated(f"target {ident} {column}", fact, unit, document)
            silent = silent or fact
        if not isinstance(acuan, Acuan):
            for document in self._documents_by_policy(ident, lambda d: True):
                made = self._target_in(ident, period, document) if isinstance(document, str) else None
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
            f"target {ident} {period}",
            period,
            indikator.akumulasi,
            lambda key: facts.get((ident, key, document)),
            indikator.satuan,
            document,
        )
        return TargetValue(made, made) if isinstance(made, Number) else made

    def target_order(self, ident: str, column: str) -> "list[str | Missing]":
        """Documents that state a target, by the policy's kinds, the latest of a kind first; the end target is the Renstra's."""
        return self._documents_by_policy(ident, lambda d: (ident, column, d) in self.model.facts.target, column)

    def _documents_by_policy(
        self, ident: str, states: Callable[[str], bool], column: str = ""
    ) -> "list[str | Missing]":
        facts, model = self.model.facts, self.model
        stating = [d for d in facts.target_documents.get(ident, ()) if states(d)]
        setting = model.policy("acuan_target", ident)
        kinds: tuple[str, ...] = setting.values if setting is not None else (RENSTRA,)
        if column in ("awal", "akhir"):
            kinds = (RENSTRA, *(k for k in kinds if k != RENSTRA))
        out: list[str | Missing] = []
        for kind in kinds:
            found = [model.dokumen[d] for d in stating if d != RENSTRA and model.dokumen[d].jenis == kind]
            found.sort(key=lambda d: (d.tanggal or "", d.id), reverse=True)
            for _, alike in groupby(found, key=lambda d: d.tanggal):
                equals = tuple(alike)
                facts_of = [(d, facts.target.get((ident, column, d.id))) for d in reversed(equals)]
                stated = {
                    fact.value: d.nama
                    for d, fact in facts_of
                    if fact is not None and not isinstance(fact.value, Missing)
                }
                if len(stated) > 1:
                    one, other = tuple(reversed(stated.values()))[:2]
                    out.append(
                        undefined(
                            f"target `{ident}` {column} berbeda antara {one} dan {other} yang setara; beri `tanggal`, atau sebut acuannya"
                        )
                    )
                out.extend(d.id for d in equals)
            if kind == RENSTRA and RENSTRA in stating:
                out.append(RENSTRA)
        return out

    def target_document(self, ident: str, period: Period, acuan: Value | None) -> str | None:
        """The document whose target holds, whose policies then hold too."""
        if isinstance(acuan, Entity):
            return acuan.id if acuan.kind == "dokumen" else None
        if isinstance(acuan, Period):
            return self.target_document(ident, acuan, None)
        column = acuan.which if isinstance(acuan, Acuan) else str(period)
        for document in self.target_order(ident, column):
            if isinstance(document, str) and not isinstance(
                self.model.facts.target[(ident, column, document)].value, Missing
            ):
                return document
        makers = [] if isinstance(acuan, Acuan) else self._documents_by_policy(ident, lambda d: True)
        return next((d for d in makers if isinstance(d, str) and self._makes_target(ident, period, d)), None)

    def _makes_target(self, ident: str, period: Period, document: str) -> bool:
        """Whether a document's statements for the parts of a period make its target."""
        facts = self.model.facts.target
        akumulasi = self.model.indikator[ident].akumulasi
        recipe = find_recipe(period, akumulasi, lambda key: facts.get((ident, key, document)))
        return isinstance(recipe, Recipe) and not any(isinstance(f.value, Missing) for _, f in recipe.statements)

    def not_yet(self, ident: str, period: Period) -> Missing | None:
        """*belum waktunya*: before `mulai`, or a part of the year other than `diukur`."""
        indikator = self.model.indikator[ident]
        if indikator.mulai is not None and period.year < indikator.mulai:
            return Missing(Absence.BELUM_WAKTUNYA, f"indikator `{ident}` diukur mulai tahun {indikator.mulai}")
        if indikator.diukur is not None and not period.is_year:
            measured = Period(period.year, indikator.diukur)
            if not (period.months[0] <= measured.months[0] and measured.months[1] <= period.months[1]):
                return Missing(Absence.BELUM_WAKTUNYA, f"indikator `{ident}` diukur pada {measured.spoken}")
        return None

    def realisasi(self, indikator: str, period: Period) -> Value:
        """What was reached: stated or computed, by the policy `acuan_realisasi`."""
        return self.figure(("realisasi", indikator, str(period)), lambda: self._realisasi(indikator, period))

    def _realisasi(self, ident: str, period: Period) -> Value:
        indikator = self.model.indikator[ident]
        supposed = self.suppositions.get(("indikator", ident, period.year))
        if supposed is not None and period.is_year:
            return supposed
        label = f"realisasi {ident} {period}"
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
        akumulasi = indikator.akumulasi
        if indikator.diukur is not None and (indikator.id, str(period)) not in facts:
            measured = Period(period.year, indikator.diukur)
            if (indikator.id, str(measured)) in facts:
                period = measured
        return self.series(label, period, akumulasi, lambda key: facts.get((indikator.id, key)), indikator.satuan)

    def hitungan(self, indikator: str, period: Period) -> Value:
        """The value of the formula."""
        return self.figure(("hitungan", indikator, str(period)), lambda: self._hitungan(indikator, period))

    def _hitungan(self, ident: str, period: Period) -> Value:
        indikator = self.model.indikator[ident]
        label = f"hitungan {ident} {period}"
        if indikator.rumus is None:
            return self.absent(not_applicable(f"indikator `{ident}` tidak punya rumus"), label)
        years = {y for _, _, y in self.suppositions} or {self.model.facts.earliest, self.model.facts.latest}
        if period.year < min(years):
            return self.absent(no_data(f"belum ada data sebelum tahun {min(years)}"), label)
        if period.year > max(years):
            return self.absent(no_data(f"belum ada data sesudah tahun {max(years)}"), label)
        return self.formula(indikator.rumus, Env({"tahun": period, "periode": period}))

    def capaian(self, subject: Entity, period: Period, acuan: Value | None = None) -> Value:
        """The achievement of an indicator by its direction, or of a node by aggregation."""
        key = ("capaian", subject.id, str(period), _key_of(acuan))
        if subject.kind == "indikator":
            return self.figure(key, lambda: self._capaian(self.model.indikator[subject.id], period, acuan))
        return self.figure(key, lambda: self._aggregate(subject.id, period, acuan))

    def _capaian(self, indikator: Indikator, period: Period, acuan: Value | None) -> Value:
        document = self.target_document(indikator.id, period, acuan)
        rounding = self.model.policy("pembulatan_capaian", indikator.id, document)
        limits = self.model.policy("dibatasi", indikator.id, document)
        if limits is None and (rounding is None or not rounding.numbers):
            return self._achieved(indikator, period, acuan, document)
        value = self.capaian_bebas(indikator.id, period, acuan)
        if rounding is not None:
            value = self.rounded(value, rounding, units.PERSEN)
        return value if limits is None else self.limited(value, limits)

    def capaian_bebas(self, indikator: str, period: Period, acuan: Value | None = None) -> Value:
        """The achievement as the direction's formula gives it, before limits and rounding."""
        document = self.target_document(indikator, period, acuan)
        return self.figure(
            ("capaian_bebas", indikator, str(period), _key_of(acuan)),
            lambda: self._achieved(self.model.indikator[indikator], period, acuan, document),
        )

    def _achieved(self, indikator: Indikator, period: Period, acuan: Value | None, document: str | None) -> Value:
        if indikator.arah is None:
            missing = not_applicable(f"indikator `{indikator.id}` belum punya arah")
            return self.absent(missing, f"capaian {indikator.id} {period}")
        env = Env()
        realisasi = self.realisasi(indikator.id, period)
        rounding = self.model.policy("pembulatan_realisasi", indikator.id, document)
        if rounding is not None:
            realisasi = self.rounded(realisasi, rounding, indikator.satuan)
        self.bind(env, "realisasi", realisasi)
        target = self.target(indikator.id, period, acuan)
        self.bind(env, "target", target)
        return self.achieve(self.direction_of(indikator, target, document), realisasi, target, env)

    def direction_of(self, indikator: Indikator, target: Value, document: str | None) -> str:
        """The direction whose formula serves: the indicator's, one put in its place, or one for targets at or below zero."""
        setting = self.direction_setting(indikator, target, document)
        return setting.values[0] if setting is not None else indikator.arah or ""

    def direction_setting(self, indikator: Indikator, target: Value, document: str | None) -> PolicySetting | None:
        """The policy that puts another direction in the place of the declared one, if any."""
        number = as_number(target)
        sign = "" if not isinstance(number, Number) or number.value > 0 else "nol" if number.value == 0 else "negatif"
        for name in (f"bila_target_{sign}", replacement_policy(indikator.arah or "")):
            setting = self.model.policy(name, indikator.id, document)
            if setting is not None:
                return setting
        return None

    def rounded(self, value: Value, setting: PolicySetting, unit: Unit) -> Value:
        """A value rounded half up at the decimals a policy sets."""
        if not isinstance(value, Number) or not setting.numbers:
            return value
        decimals = int(setting.numbers[0] or 0)
        return Number(units.rounded(value.value, unit, decimals), value.approximate, decimals)

    def limited(self, value: Value, setting: PolicySetting) -> Value:
        """A value kept within the limits a policy sets."""
        if not isinstance(value, Number):
            return value
        lower, upper = setting.numbers
        if lower is not None and value.value < lower:
            return Number(lower)
        return Number(upper) if upper is not None and value.value > upper else value

    def _aggregate(self, ident: str, period: Period, acuan: Value | None) -> Value:
        simpul = self.model.simpul[ident]
        label = f"capaian {ident} {period}"
        if not simpul.indikator:
            return self.absent(not_applicable(f"{simpul.jenis} `{ident}` tidak punya indikator"), label)
        setting = self.model.policy("agregasi", ident)
        if setting is None or setting.values == ("tidak",):
            return self.absent(not_applicable("agregasi capaian tidak dinyatakan"), label)
        members = [self.capaian(Entity("indikator", i), period, acuan) for i in simpul.indikator]
        skip = self.model.policy("bila_kosong", ident)
        whose = list(simpul.indikator)
        if skip is not None and skip.values == ("lewati",):
            kept = [(m, i) for m, i in zip(members, whose, strict=True) if not isinstance(m, Missing)]
            members, whose = [m for m, _ in kept], [i for _, i in kept]
        weights: list[Value | None] = []
        if setting.values == ("rata_rata_tertimbang",):
            weights = [self._weight(self.model.indikator[i]) for i in whose]
        return self.call(setting.values[0], members, weights, units.PERSEN)

    def _weight(self, indikator: Indikator) -> Value | None:
        if indikator.bobot is None:
            return None
        fact = Fact(Number(indikator.bobot), None, span=indikator.span)
        return self.stated(f"bobot {indikator.id}", fact, units.PERSEN)

    def kategori(
        self, subject: Entity, period: Period, skala: Value | None = None, acuan: Value | None = None
    ) -> Value:
        """The category of an achievement, of the one against an *acuan* if one is named."""
        chosen = skala.id if isinstance(skala, Entity) else None
        if chosen is None:
            setting = self.model.policy("skala", subject.id)
            chosen = setting.values[0] if setting is not None else None
        key = ("kategori", subject.id, str(period), _key_of(acuan), chosen or "-")

        def compute() -> Value:
            if chosen is None:
                return self.absent(not_applicable("skala belum dinyatakan"), f"kategori {subject.id} {period}")
            return self.kategori_nilai(self.as_graded(subject, self.capaian(subject, period, acuan)), chosen)

        return self.figure(key, compute)

    def as_graded(self, subject: Entity, value: Value) -> Value:
        """The value that is looked up on the scale: exact, or as displayed, by the policy `nilai_kategori`."""
        setting = self.model.policy("nilai_kategori", subject.id)
        if setting is None or setting.values == ("eksak",):
            return value
        shown = PolicySetting(
            "nilai_kategori", setting.values, setting.scope, (Fraction(CAPAIAN_DECIMALS),), span=setting.span
        )
        return self.rounded(value, shown, units.PERSEN)

    def kategori_nilai(self, value: Value, skala: str) -> Value:
        """The category of a value on a scale."""
        if isinstance(value, Missing):
            return value
        if isinstance(value, TargetValue) and value.grade is not None:
            return value.grade.name
        number = as_number(value)
        return find_category(self.model.skala[skala], number.value) if isinstance(number, Number) else number

    def scale_of(self, subject: Entity) -> Skala | None:
        """The scale that holds for a subject."""
        setting = self.model.policy("skala", subject.id)
        return self.model.skala[setting.values[0]] if setting is not None else None

    def jarak_kategori(self, subject: Entity, period: Period) -> Value:
        """Points up to the next better category."""
        value, skala = self.capaian(subject, period), self.scale_of(subject)
        if isinstance(value, Missing):
            return value
        if skala is None or not isinstance(value, Number):
            return not_applicable("skala belum dinyatakan")
        step = points_to_next(skala, value.value)
        return not_applicable("sudah kategori teratas") if step is None else Number(step.distance, value.approximate)

    # ---- money --------------------------------------------------------------------------------------------------------
    def pagu(self, simpul: str, period: Period, acuan: Value | None = None) -> Value:
        """The budget of a node."""
        document = acuan.id if isinstance(acuan, Entity) else None
        return self._sum_money("pagu", simpul, period, document)

    def realisasi_anggaran(self, simpul: str, period: Period) -> Value:
        """The money spent at a node."""
        return self._sum_money("realisasi_anggaran", simpul, period, None)

    def _sum_money(self, what: str, simpul: str, period: Period, document: str | None) -> Value:
        def compute() -> Value:
            holders = self.money.holders(what, simpul, period, document)
            if isinstance(holders, Missing):
                return self.absent(holders, f"{what} {simpul} {period}")
            values = [
                self.stated(f"{what} {h} {period}", f, units.RUPIAH, None if d == RENSTRA else d) for h, f, d in holders
            ]
            return self.call("jumlah", values, [], units.RUPIAH)

        return self.figure((what, simpul, str(period), document or "-"), compute)

    # ---- the rest ---------------------------------------------------------------------------------------------------
    def pembanding(self, indikator: str, period: Period, pembanding: str) -> Value:
        """A benchmark's value."""

        def compute() -> Value:
            fact = self.model.facts.pembanding.get((pembanding, indikator, str(period)))
            if fact is None:
                nama = self.model.pembanding[pembanding].nama
                missing = no_data(f"{nama} bagi `{indikator}` tahun {period} belum ada")
                return self.absent(missing, f"pembanding {pembanding} {indikator} {period}")
            return self.stated(f"{pembanding} {indikator} {period}", fact, self.model.indikator[indikator].satuan)

        return self.figure(("pembanding", indikator, str(period), pembanding), compute)

    def membaik(self, indikator: str) -> str | None:
        """`naik`, `turun`, `rentang` or `tetap`; None where no direction is declared."""
        arah = self.model.indikator[indikator].arah
        return self.model.arah[arah].membaik if arah is not None else None

    def rescaling(self, indikator: str, then: Period, now: Period) -> Fraction:
        """The factor from the scale in force in one period to that in another; 1 where none changed between."""
        factor = Fraction(1)
        for year, times in self.model.indikator[indikator].ubah_skala:
            if then.year < year <= now.year:
                factor *= times
            elif now.year < year <= then.year:
                factor /= times
        return factor

    def akumulasi(self, indikator: str) -> Value:
        """How parts make the year."""
        declared = self.model.indikator[indikator].akumulasi
        return declared if declared is not None else no_data(f"akumulasi `{indikator}` belum dinyatakan")

    def nama(self, subject: Entity, dokumen: str | None) -> Value:
        """The plan's name, or the first that a document states."""
        if dokumen is not None:
            for stated in self.model.facts.names:
                if stated.subject == subject.id and stated.dokumen == dokumen:
                    return stated.nama
            return no_data(f"{self.model.dokumen[dokumen].nama} tidak menyebut nama `{subject.id}`")
        if subject.kind == "indikator":
            return self.model.indikator[subject.id].nama
        return self.model.simpul[subject.id].nama

    def kode(self, subject: Entity) -> Value:
        """The code of a node."""
        simpul = self.model.simpul.get(subject.id)
        if simpul is None or simpul.kode is None:
            return no_data(f"`{subject.id}` tidak punya kode")
        return simpul.kode

    def iku(self, indikator: str) -> bool:
        """Whether it is an IKU."""
        return self.model.indikator[indikator].iku

    def first_year(self) -> int | None:
        """The first year of the Renstra."""
        return self.model.renstra.awal if self.model.renstra is not None else None

    def related(self, subject: Entity, relation: str) -> tuple[Entity, ...]:
        """Nodes or indicators around a subject, each once."""
        model = self.model
        if subject.kind == "indikator":
            at = model.indikator[subject.id].simpul
            if at is None:
                return ()
            home = Entity(model.simpul[at].jenis, at)
            return (
                (home,)
                if relation == "induk"
                else (home, *self.related(home, "leluhur"))
                if relation == "leluhur"
                else ()
            )
        simpul = model.simpul[subject.id]
        if relation == "indikator":
            return tuple(Entity("indikator", i) for i in simpul.indikator)
        if relation in ("induk", "anak"):
            near = simpul.induk if relation == "induk" else simpul.anak
            return tuple(Entity(model.simpul[n].jenis, n) for n in near)
        found: dict[str, None] = {}
        waiting = list(simpul.anak if relation == "pendukung" else simpul.induk)
        while waiting:
            at = waiting.pop(0)
            if at not in found:
                found[at] = None
                waiting.extend(model.simpul[at].anak if relation == "pendukung" else model.simpul[at].induk)
        return tuple(Entity(model.simpul[n].jenis, n) for n in found)

    def measure(self, ident: str, arguments: list[Value]) -> Value:
        """A declared measure applied to entities and periods."""
        key = ("ukuran", ident, *(_key_of(a) for a in arguments))

        def compute() -> Value:
            ukuran = self.model.ukuran[ident]
            env = Env()
            for (name, kind), argument in zip(ukuran.parameters, arguments, strict=True):
                env.values[name] = argument
                if kind.kind == "periode":
                    env.values["tahun"] = argument
            value = self.formula(ukuran.formula, env)
            if ukuran.skala is not None and not isinstance(value, Missing):
                return self.kategori_nilai(value, ukuran.skala)
            return value

        return self.figure(key, compute)


def _circular(key: Key) -> Missing:
    return undefined(f"{' '.join(key[:3])} bergantung pada dirinya sendiri")


def _key_of(value: Value | None) -> str:
    match value:
        case None:
            return "-"
        case Entity():
            return f"{value.kind}:{value.id}"
        case Acuan():
            return value.which
        case _:
            return str(value)
