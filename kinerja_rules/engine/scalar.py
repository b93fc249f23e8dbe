"""The reference interpreter: the plan's figures, exactly, one at a time.

Values are in base magnitude; units were settled when the plan was checked. `Interpreter` computes; its subclass in
`trace` computes the same and keeps the recipe. Where they meet are the hooks `eval`, `figure`, `stated`, `bind`, `absent`.
"""

from fractions import Fraction
from functools import cached_property

from kinerja_rules.engine.about import document_of
from kinerja_rules.engine.expressions import Env, as_number
from kinerja_rules.engine.money import WHOLE, Holder, Money
from kinerja_rules.engine.restated import Restated
from kinerja_rules.engine.scales import NextCategory, find_category, points_to_next, scale_rows
from kinerja_rules.engine.series import NONE, Key, Suppositions, key_of, no_data, not_applicable
from kinerja_rules.engine.stated import Stated
from kinerja_rules.engine.terms import TERMS, Terms, terms_of
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model import units
from kinerja_rules.model.derivation import ScaleRow
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Indikator, Model, PolicySetting, Skala, replacement_policy
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import CAPAIAN_DECIMALS
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Acuan, Entity, Missing, Number, TargetValue, Value

__all__ = ["Interpreter", "Key", "no_data", "not_applicable"]


class Interpreter(Stated, Restated):
    """Evaluates against one model: achievements, categories, money, and what else is asked of the plan."""

    def __init__(self, model: Model, suppositions: Suppositions = NONE) -> None:
        super().__init__(model, suppositions)
        self.money = Money(model)
        self._terms: dict[tuple[str, str | None, str | None], Terms] = {}
        self._scale_rows: dict[tuple[str, str], tuple[ScaleRow, ...]] = {}

    def beside(self, other: "Interpreter") -> None:
        """Share with another interpreter of the same model what both look up in it, and what is no figure."""
        self.money, self._terms, self._scale_rows = other.money, other._terms, other._scale_rows
        self._everything, self._kept, self._orders = other._everything, other._kept, other._orders
        if self.dokumen == other.dokumen:
            self._documents_of, self._standing = other._documents_of, other._standing

    # ---- achievements ------------------------------------------------------------------------------------------
    def capaian(self, subject: Entity, period: Period, acuan: Value | None = None) -> Value:
        """The achievement of an indicator by its direction, or of a node by aggregation."""
        key = ("capaian", subject.id, period.text, key_of(acuan))
        if subject.kind == "indikator":
            return self.figure(key, self._capaian, self.model.indikator[subject.id], period, acuan)
        return self.figure(key, self._aggregate, subject.id, period, acuan)

    def _capaian(self, indikator: Indikator, period: Period, acuan: Value | None) -> Value:
        document = self.target_document(indikator.id, period, acuan)
        terms = self.terms(indikator, document)
        if terms.limits is None and (terms.rounding is None or not terms.rounding.numbers):
            return self._achieved(indikator, period, acuan, terms)
        value = self.capaian_bebas(indikator.id, period, acuan)
        if terms.rounding is not None:
            value = self.rounded(value, terms.rounding, units.PERSEN)
        return value if terms.limits is None else self.limited(value, terms.limits)

    def capaian_bebas(self, indikator: str, period: Period, acuan: Value | None = None) -> Value:
        """The achievement as the direction's formula gives it, before limits and rounding."""
        declared = self.model.indikator[indikator]
        terms = self.terms(declared, self.target_document(indikator, period, acuan))
        key = ("capaian_bebas", indikator, period.text, key_of(acuan))
        return self.figure(key, self._achieved, declared, period, acuan, terms)

    def _achieved(self, indikator: Indikator, period: Period, acuan: Value | None, terms: Terms) -> Value:
        if indikator.arah is None:
            missing = not_applicable(f"indikator `{indikator.id}` belum punya arah")
            return self.absent(missing, f"capaian {indikator.id} {period}")
        env = Env()
        realisasi = self.realisasi(indikator.id, period)
        if terms.rounding_before is not None:
            realisasi = self.rounded(realisasi, terms.rounding_before, indikator.satuan)
        self.bind(env, "realisasi", realisasi)
        target = self.target(indikator.id, period, acuan)
        stands_on = self._scale_of_target(acuan)
        if stands_on is not None:
            target = self.rescaled(target, indikator.id, stands_on, period)
        self.bind(env, "target", target)
        return self.achieve(self._serving(indikator, target, terms), realisasi, target, env)

    def _scale_of_target(self, acuan: Value | None) -> Period | None:
        """The period whose scale a target of another time stands on; None where it is the realisasi's own."""
        renstra = self.model.renstra
        match acuan:
            case None:
                return None
            case Period():
                return acuan
            case Acuan(which="akhir") if renstra is not None:
                return Period(renstra.akhir)
            case Acuan(which="awal") if renstra is not None:
                return Period(renstra.awal - 1)
        return None

    def rescaled(self, value: Value, indikator: str, then: Period, now: Period) -> Value:
        """A value of one period on the scale that is in force in another (`ubah_skala`)."""
        factor = self.rescaling(indikator, then, now)
        if factor == 1:
            return value
        if isinstance(value, Number):
            return Number(value.value * factor, value.approximate)
        if isinstance(value, TargetValue) and value.grade is None:
            lower, upper = (Number(e.value * factor, e.approximate) for e in (value.lower, value.upper))
            return TargetValue(lower, upper, value.operator)
        return value

    def direction_of(self, indikator: Indikator, target: Value, document: str | None) -> str:
        """The direction whose formula serves: the indicator's, one put in its place, or one for targets at or below zero."""
        return self._serving(indikator, target, self.terms(indikator, document))

    def _serving(self, indikator: Indikator, target: Value, terms: Terms) -> str:
        setting = terms.direction(target)
        if setting is None:
            return indikator.arah or ""
        self.direction_replaced(setting)
        return setting.values[0]

    def direction_replaced(self, setting: PolicySetting) -> None:
        """A policy puts another direction in the place of the declared one."""

    def terms(self, indikator: Indikator, document: str | None) -> Terms:
        """The policies of an indicator's achievement against a document's target; where none has its own, of all alike."""
        key = (indikator.id if self._has_own_terms else "", indikator.arah, document)
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = terms_of(self.model, indikator, document)
        return found

    @cached_property
    def _has_own_terms(self) -> bool:
        return self.model.is_set_below((*TERMS, *map(replacement_policy, self.model.arah)))

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
            if not kept:
                return members[0]  # nothing is left, for the reason that the members give
            members, whose = [m for m, _ in kept], [i for _, i in kept]
        weights: list[Value | None] = []
        if setting.values == ("rata_rata_tertimbang",):
            declared = {i: self.model.indikator[i].bobot or Fraction(0) for i in simpul.indikator}
            left = sum((declared[i] for i in whose), Fraction(0))
            weights = [self._weight(self.model.indikator[i]) for i in whose]
            if None in weights and not any(isinstance(m, Missing) for m in members):
                return self.absent(undefined("setiap anggota rata-rata tertimbang memerlukan `bobot`"), label)
            if len(whose) < len(declared) and sum(declared.values(), Fraction(0)) == 1 and left:
                weights = [
                    self.reweighted(w, left, self.model.indikator[i]) for w, i in zip(weights, whose, strict=True)
                ]
        return self.call(setting.values[0], members, weights, units.PERSEN)

    def _weight(self, indikator: Indikator) -> Value | None:
        if indikator.bobot is None:
            return None
        fact = Fact(Number(indikator.bobot), None, span=indikator.span)
        return self.stated(f"bobot {indikator.id}", fact, units.PERSEN)

    def reweighted(self, weight: Value | None, total: Fraction, indikator: Indikator) -> Value | None:
        """A weight as a part of those that are left where absent members are left out: together they are 100 % again."""
        return Number(weight.value / total) if isinstance(weight, Number) else weight

    def kategori(
        self, subject: Entity, period: Period, skala: Value | None = None, acuan: Value | None = None
    ) -> Value:
        """The category of an achievement, of the one against an *acuan* if one is named."""
        chosen = skala.id if isinstance(skala, Entity) else None
        if chosen is None:
            scale = self.scale_of(subject, self.document_for(subject, period, acuan))
            chosen = scale.id if scale is not None else None
        key = ("kategori", subject.id, period.text, key_of(acuan), chosen or "-")
        return self.figure(key, self._kategori, subject, period, acuan, chosen)

    def _kategori(self, subject: Entity, period: Period, acuan: Value | None, skala: str | None) -> Value:
        if skala is None:
            return self.absent(not_applicable("skala belum dinyatakan"), f"kategori {subject.id} {period}")
        document = self.document_for(subject, period, acuan)
        value = self.as_graded(subject, self.capaian(subject, period, acuan), document)
        return self.kategori_nilai(self.by_number(value, self.model.skala[skala]), skala)

    def document_for(self, subject: Entity, period: Period, acuan: Value | None) -> str | None:
        """The document whose target an achievement is held against, whose policies then hold too."""
        return self.target_document(subject.id, period, acuan) if subject.kind == "indikator" else None

    def as_graded(self, subject: Entity, value: Value, document: str | None) -> Value:
        """The value that is looked up on the scale: exact, or as displayed, by the policy `nilai_kategori`."""
        setting = self.model.policy("nilai_kategori", subject.id, document)
        if setting is None or setting.values == ("eksak",):
            return value
        shown = PolicySetting(
            "nilai_kategori", setting.values, setting.scope, (Fraction(CAPAIAN_DECIMALS),), span=setting.span
        )
        return self.rounded(value, shown, units.PERSEN)

    def by_number(self, value: Value, skala: Skala) -> Value:
        """An achievement on a scale of index points, which only one named on purpose can be: 85 % is looked up as 85."""
        if not isinstance(value, Number) or skala.satuan.kind not in (units.Kind.INDEKS, units.Kind.ANGKA):
            return value
        return Number(value.value / units.PERSEN.scale * skala.satuan.scale, value.approximate, value.decimals)

    def kategori_nilai(self, value: Value, skala: str) -> Value:
        """The category of a value on a scale."""
        if isinstance(value, Missing):
            return value
        if isinstance(value, TargetValue) and value.grade is not None:
            return value.grade.name
        number = as_number(value)
        return find_category(self.model.skala[skala], number.value) if isinstance(number, Number) else number

    def scale_of(self, subject: Entity, document: str | None = None) -> Skala | None:
        """The scale that holds for a subject."""
        setting = self.model.policy("skala", subject.id, document)
        return self.model.skala[setting.values[0]] if setting is not None else None

    def scale_rows(self, skala: Skala, hit: str) -> tuple[ScaleRow, ...]:
        """The rows of a scale from the highest to the lowest, the one that hit marked; kept, since all figures show them."""
        key = (skala.id, hit)
        if key not in self._scale_rows:
            self._scale_rows[key] = scale_rows(skala, hit)
        return self._scale_rows[key]

    def jarak_kategori(self, subject: Entity, period: Period) -> Value:
        """Points up to the next better category, from the value that the category is taken of."""
        document = self.document_for(subject, period, None)
        value = self.as_graded(subject, self.capaian(subject, period), document)
        skala = self.scale_of(subject, document)
        if isinstance(value, Missing):
            return value
        if skala is None or not isinstance(value, Number):
            return not_applicable("skala belum dinyatakan")
        following = points_to_next(skala, value.value)
        return (
            not_applicable("sudah kategori teratas") if following is None else self.distance_to(following, value, skala)
        )

    def distance_to(self, following: NextCategory, value: Number, skala: Skala) -> Value:
        """The distance from a value to the next better category."""
        return Number(following.distance, value.approximate)

    def best_rank(self, scale: str) -> int:
        """The rank of the best grade of a scale."""
        return len(self.model.skala[scale].kategori)

    # ---- money --------------------------------------------------------------------------------------------------------
    def pagu(self, simpul: str, period: Period, acuan: Value | None = None) -> Value:
        """The budget of a node."""
        return self._sum_money("pagu", simpul, period, document_of(acuan) or self.dokumen)

    def budget_source(self, simpul: str, period: Period, acuan: Value | None) -> Value:
        """The sources that the statements of a budget name, each once."""
        return self._money_source("pagu", simpul, period, document_of(acuan) or self.dokumen)

    def spending_source(self, simpul: str, period: Period) -> Value:
        """The sources that the statements of money spent name, each once."""
        return self._money_source("realisasi_anggaran", simpul, period, None)

    def _money_source(self, what: str, simpul: str, period: Period, document: str | None) -> Value:
        key = (f"{what} {document}", simpul, period.text)
        if key not in self._sources:
            self._sources[key] = self._found_money_source(what, simpul, period, document)
        return self._sources[key]

    def _found_money_source(self, what: str, simpul: str, period: Period, document: str | None) -> Value:
        holders = self.money.holders(what, simpul, period, document)
        if isinstance(holders, Missing):
            return holders
        named = dict.fromkeys(fact.sumber for _, fact, _ in holders if fact.sumber)
        said = what.replace("_", " ")
        return "; ".join(named) if named else no_data(f"tabel {said} `{simpul}` tahun {period} tidak menyebut sumber")

    def realisasi_anggaran(self, simpul: str, period: Period) -> Value:
        """The money spent at a node."""
        return self._sum_money("realisasi_anggaran", simpul, period, None)

    def agency_money(self, what: str, period: Period, acuan: Value | None) -> Value:
        """The money of the whole plan: of its tops, what they share counted once; `sisa` is budget less spending."""
        if what == "sisa":
            return self.figure(("sisa_total", *_asked(period, document_of(acuan))), self._left, period, acuan)
        tops = tuple(simpul.id for simpul in self.model.simpul.values() if not simpul.induk)
        return self._joint("pagu" if what == "pagu" else "realisasi_anggaran", "total", tops, period, acuan)

    def programs_money(self, what: str, period: Period) -> Value:
        """The money of all programs, what they share counted once."""
        programs = tuple(simpul.id for simpul in self.model.simpul.values() if simpul.jenis == "program")
        return self._joint(what, "program", programs, period, None)

    def _left(self, period: Period, acuan: Value | None) -> Value:
        pagu, spent = (self.agency_money(what, period, acuan) for what in ("pagu", "realisasi"))
        if isinstance(pagu, Number) and isinstance(spent, Number):
            return Number(pagu.value - spent.value)
        return pagu if isinstance(pagu, Missing) else spent

    def _joint(self, what: str, of: str, tops: tuple[str, ...], period: Period, acuan: Value | None) -> Value:
        """The money of several nodes: the sum of theirs, or where they share some, of the statements that make it."""
        document = (document_of(acuan) or self.dokumen) if what == "pagu" else None

        def compute() -> Value:
            if not tops:
                said = what.replace("_", " ")
                return self.absent(no_data(f"{said} tahun {period} belum dinyatakan"), f"{what}_{of} {period}")
            holders = self.money.holders_of_all(what, tops, period, document)
            if not isinstance(holders, Missing):
                apart = [self.money.total(what, simpul, period, document) for simpul in tops]
                if sum((a for a in apart if a is not None), Fraction(0)) != self.money.sum_of(tops, holders):
                    return self._sum_of(what, tops, holders, period)
            return self.call("jumlah", [self._sum_money(what, t, period, document) for t in tops], [], units.RUPIAH)

        return self.figure((f"{what}_{of}", *_asked(period, document)), compute)

    def _sum_money(self, what: str, simpul: str, period: Period, document: str | None) -> Value:
        return self.figure((what, simpul, period.text, document or "-"), self._money_of, what, simpul, period, document)

    def _money_of(self, what: str, simpul: str, period: Period, document: str | None) -> Value:
        holders = self.money.holders(what, simpul, period, document)
        if isinstance(holders, Missing):
            return self.absent(holders, f"{what} {simpul} {period}")
        return self._sum_of(what, (simpul,), holders, period)

    def _sum_of(self, what: str, tops: tuple[str, ...], holders: tuple[Holder, ...], period: Period) -> Value:
        shares = self.money.shares(tops, tuple([h for h, _, _ in holders]))
        values: list[Value] = []
        for holder, fact, stating in holders:
            named = None if stating == RENSTRA else stating
            stated = self.stated(f"{what} {holder} {period.text}", fact, units.RUPIAH, named)
            values.append(self.allotted(stated, shares[holder], tops, holder))
        if len(values) == 1 and isinstance(values[0], Number):  # as of most nodes: the lowest state their own
            return Number(values[0].value, values[0].approximate)
        return self.call("jumlah", values, [], units.RUPIAH)

    def allotted(self, value: Value, share: Fraction, tops: tuple[str, ...], holder: str) -> Value:
        """The part that nodes have of the money of one beneath them that is shared with others."""
        if share is WHOLE or share == WHOLE or not isinstance(value, Number):
            return value
        return Number(value.value * share)

    # ---- the rest ---------------------------------------------------------------------------------------------------
    def pembanding(self, indikator: str, period: Period, pembanding: str) -> Value:
        """A benchmark's value."""

        def compute() -> Value:
            fact = self.model.facts.pembanding.get((pembanding, indikator, str(period)))
            if fact is None:
                nama = self.model.pembanding[pembanding].nama
                missing = no_data(f"{nama} `{indikator}` {period.spoken} belum ada")
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

    def measure(self, ident: str, arguments: list[Value]) -> Value:
        """A declared measure applied to entities and periods."""
        return self.figure(("ukuran", ident, *map(key_of, arguments)), self._measured, ident, arguments)

    def _measured(self, ident: str, arguments: list[Value]) -> Value:
        ukuran = self.model.ukuran[ident]
        if self._is_untimely_progress(ident, arguments):
            return not_applicable("kemajuan dihitung setahun")
        env = Env()
        for (name, kind), argument in zip(ukuran.parameters, arguments, strict=True):
            env.values[name] = argument
            if kind.kind == "periode":
                env.values["tahun"] = argument
        value = self.formula(ukuran.formula, env)
        if ukuran.skala is not None and not isinstance(value, Missing):
            return self.kategori_nilai(value, ukuran.skala)
        return value

    def _is_untimely_progress(self, ident: str, arguments: list[Value]) -> bool:
        """Whether progress is asked of a part of a year: what flowed in it says nothing of a target years ahead."""
        setting = self.model.policy("ukuran_kemajuan")
        if setting is None or setting.values != (ident,):
            return False
        return any(isinstance(a, Period) and not a.is_year for a in arguments)


def _asked(period: Period, document: str | None) -> tuple[str, ...]:
    """What names a figure of the whole plan: a period, and a document where one is asked."""
    return (period.text,) if document is None else (period.text, document)
