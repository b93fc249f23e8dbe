"""What a builtin is, and what the engine offers to those that read the plan."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Protocol

from attrs import define, field, frozen

from kinerja_rules.base.sums import exact_sum
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Unit, UnitError
from kinerja_rules.model.values import Absence, Entity, Missing, Number, Value


class Context(Protocol):
    """The plan as accessors see it; every answer may be `Missing`. Subjects are indicators or nodes."""

    def target(self, indikator: str, period: Period, acuan: Value | None) -> Value:
        """The target that holds."""

    def end_target(self, indikator: str, dokumen: str | None) -> Value:
        """The end target: the plan's, or as a document states it."""

    def realisasi(self, indikator: str, period: Period) -> Value:
        """The realisasi that holds: stated or computed, by policy."""

    def hitungan(self, indikator: str, period: Period) -> Value:
        """The value of the indicator's formula."""

    def quotient_part(self, indikator: str, period: Period, which: str) -> Value:
        """The `pembilang` or `penyebut` of the quotient that the indicator's formula is."""

    def capaian(self, subject: Entity, period: Period, acuan: Value | None) -> Value:
        """The achievement."""

    def capaian_bebas(self, indikator: str, period: Period, acuan: Value | None) -> Value:
        """The achievement before limits and rounding."""

    def kategori(self, subject: Entity, period: Period, skala: Value | None) -> Value:
        """The category of the achievement."""

    def kategori_nilai(self, value: Value, skala: str) -> Value:
        """The category of a value."""

    def jarak_kategori(self, subject: Entity, period: Period) -> Value:
        """How far the achievement is from the next better category."""

    def pagu(self, simpul: str, period: Period, acuan: Value | None) -> Value:
        """The budget, rolled up from leaves."""

    def budget_source(self, simpul: str, period: Period, acuan: Value | None) -> Value:
        """The sources that the statements of a budget name."""

    def spending_source(self, simpul: str, period: Period) -> Value:
        """The sources that the statements of money spent name."""

    def best_rank(self, scale: str) -> int:
        """The rank of the best grade of a scale."""

    def realisasi_anggaran(self, simpul: str, period: Period) -> Value:
        """The money spent, rolled up from leaves."""

    def pembanding(self, indikator: str, period: Period, pembanding: str) -> Value:
        """A benchmark's value."""

    def membaik(self, indikator: str) -> str | None:
        """The way in which an indicator improves."""

    def rescaling(self, indikator: str, then: Period, now: Period) -> Fraction:
        """The factor from the scale in force in one period to that in another."""

    def rescaled(self, value: Value, indikator: str, then: Period, now: Period) -> Value:
        """A value of one period on the scale that is in force in another."""

    def akumulasi(self, indikator: str) -> Value:
        """How parts make the year."""

    def told_name(self, subject: Entity, dokumen: str | None) -> Value:
        """The name, or the one a document states."""

    def name_in_force(self, subject: Entity, period: Period) -> Value:
        """The name in the document whose target holds."""

    def realisasi_source(self, indikator: str, period: Period) -> Value:
        """The sources that the statements behind a realisasi name."""

    def kode(self, subject: Entity) -> Value:
        """The code of a node."""

    def iku(self, indikator: str) -> bool:
        """Whether it is an indikator kinerja utama."""

    def related(self, subject: Entity, relation: str) -> tuple[Entity, ...]:
        """`induk`, `anak`, `pendukung`, `leluhur` or `indikator` of a node or indicator."""

    def particular(self, subject: Entity, what: str) -> Value:
        """What is declared of a subject, as a text: its `satuan`, `sumber`, `rumus`, `jenis`, ..."""

    def narrative(self, subject: Entity, period: Period, key: str) -> Value:
        """What is written about a subject in a year."""

    def expenditure(self, what: str, kind: str, period: Period) -> Value:
        """The `belanja` or `realisasi_belanja` of a kind of expenditure."""

    def expenditure_source(self, kind: str, period: Period) -> Value:
        """The source that the budget of a kind of expenditure names."""

    def is_main_kind(self, kind: str) -> bool:
        """Whether a kind of expenditure is part of no other."""

    def declared_total(self, what: str, period: Period) -> Value:
        """The `pagu_dinyatakan` or `realisasi_dinyatakan` of a year."""

    def agency_name(self) -> Value:
        """The name of the agency whose plan it is."""

    def renstra_year(self, which: str) -> Value:
        """The first (`awal`) or last (`akhir`) year of the Renstra."""

    def attribute(self, subject: Entity, name: str) -> Value:
        """What stands after a dot."""

    def variables(self, indikator: str) -> Value:
        """The data in an indicator's formula."""

    def order(self, subject: Entity) -> Value:
        """Where a thing stands among those of its kind."""

    def same_name(self, subject: Entity) -> tuple[Entity, ...]:
        """Others of the kind with the same name."""

    def alike_name(self, subject: Entity, least: Fraction) -> Value:
        """Others of the kind with similar names."""

    def documents_about(self, subject: Entity) -> tuple[Entity, ...]:
        """Documents that state something about a subject."""

    def changed(self, dokumen: str) -> Value:
        """The document that another changes."""

    def policy_word(self, name: str, subject: Entity) -> Value:
        """What a policy says for a subject."""

    def official(self, simpul: str, what: str) -> Value:
        """What the plan's nomenclature says of a node's code: `nama`, `indikator`, `satuan`, or whether it is there."""

    def official_name(self, kode: str) -> Value:
        """The name that the plan's nomenclature gives a code."""

    def covers_year(self, dokumen: str, period: Period) -> bool:
        """Whether a document states anything of a year."""

    def stated_money(self, what: str, simpul: str, period: Period, acuan: Value | None) -> Value:
        """A node's own figure as written."""

    def stated_realisasi(self, indikator: str, period: Period) -> Value:
        """A realisasi as written."""

    def agency_money(self, what: str, period: Period, acuan: Value | None) -> Value:
        """Money of the whole plan."""

    def programs_money(self, what: str, period: Period) -> Value:
        """Money of all programs."""

    def counted(self, pernyataan: str) -> Value:
        """What a declared count should be."""

    def summed(self, pernyataan: str) -> Value:
        """What a declared total should be."""

    def first_year(self) -> int | None:
        """The first year of the Renstra."""


@define(eq=False)
class Call:
    """One application: evaluated arguments, weights where written, the unit of the result, the plan.

    Made for each application and gone with it, so it is not worth being frozen, which makes it three times as slow.
    """

    context: Context
    values: tuple[Value, ...]
    weights: tuple[Number | None, ...]
    unit: Unit | None
    subject: Entity | None = None
    """For a `directed` builtin: the indicator whose direction decides."""

    def numbers(self) -> list[Number]:
        """The arguments that are numbers."""
        return [v for v in self.values if isinstance(v, Number)]

    def entity(self, at: int = 0) -> Entity:
        """An argument that the checker has found to be an entity."""
        value = self.values[at]
        if not isinstance(value, Entity):
            raise TypeError(f"argument {at} is {type(value).__name__}, not an entity")
        return value

    def period(self, at: int = 1) -> Period:
        """An argument that the checker has found to be a period."""
        value = self.values[at]
        if not isinstance(value, Period):
            raise TypeError(f"argument {at} is {type(value).__name__}, not a period")
        return value

    def optional(self, at: int) -> Value | None:
        """An argument that may be left out."""
        return self.values[at] if len(self.values) > at else None


@frozen
class Parameter:
    """`kind` is angka, periode, teks, logika, apa_saja, skala, acuan, dokumen, pembanding, indikator, simpul,
    subjek, jenis_belanja, kategori, bernama, entitas (anything declared), naskah (a document or `renstra`) or
    teks_teks (a text or a set of texts)."""

    name: str
    kind: str
    optional: bool = False


TypeRule = Callable[[Sequence[Expr]], Type | UnitError]


@frozen
class Builtin:
    """A builtin function.

    `parameters` are its arguments in order; `variadic` repeats the last. `collects`: it may stand over quantifiers.
    `absorbs`: absent arguments are given to it instead of making the result absent. `directed`: better and worse are
    those of the indicator that its argument is about. `compares`: it gives one of its arguments by their order, so that
    they may be grades. `summary` and `examples`
    (expressions that hold) are the planner's documentation.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: TypeRule
    compute: Callable[[Call], Value]
    summary: str
    examples: tuple[str, ...] = ()
    variadic: bool = False
    collects: bool = False
    absorbs: bool = False
    rounds: bool = False
    directed: bool = False
    compares: bool = False
    of_numbers: bool = field(init=False, eq=False)
    """Whether its arguments are numbers, so that of a target its value is meant."""

    @of_numbers.default
    def _of_numbers(self) -> bool:
        return bool(self.parameters) and self.parameters[0].kind == "angka"


ANGKA = Parameter("x", "angka")
INDIKATOR = Parameter("i", "indikator")
SIMPUL = Parameter("s", "simpul")
SUBJEK = Parameter("s", "subjek")
PERIODE = Parameter("t", "periode")


# ---- type rules ------------------------------------------------------------------------------------------------------
def unit_of(argument: Expr) -> Unit:
    """The unit of a numeric argument."""
    return argument.type.unit or units.ANGKA


def is_bare_zero(argument: Expr) -> bool:
    """Whether it is a 0 written without a unit, which goes with any unit."""
    return bool(getattr(argument, "bare_zero", False))


def same_unit(arguments: Sequence[Expr]) -> Type | UnitError:
    """All arguments share a unit, which is the result's."""
    joint, zero = unit_of(arguments[0]), is_bare_zero(arguments[0])
    for argument in arguments[1:]:
        found = units.unify(joint, unit_of(argument), zero, is_bare_zero(argument))
        if isinstance(found, UnitError):
            return found
        joint, zero = found, zero and is_bare_zero(argument)
    return Type("angka", joint)


def yields(kind: str, unit: Unit | None = None, entity: str | None = None) -> TypeRule:
    """The result has a fixed type."""
    fixed = Type(kind, unit, entity)

    def rule(arguments: Sequence[Expr]) -> Type | UnitError:
        return fixed

    return rule


def unit_of_indicator(arguments: Sequence[Expr]) -> Type | UnitError:
    """The result is in the unit of the indicator that is the first argument (put there by the checker)."""
    return Type("angka", arguments[0].type.unit or units.ANGKA)


def target_of_indicator(arguments: Sequence[Expr]) -> Type | UnitError:
    """As `unit_of_indicator`, for targets, which may be bounds or ranges."""
    return Type("target", arguments[0].type.unit or units.ANGKA)


ANGKA_OF_FORMULA = yields("angka", units.ANGKA)
"""The result is a number whose unit only the formula of a named indicator tells (put there by the checker)."""


# ---- numbers ---------------------------------------------------------------------------------------------------------
def approximates(numbers: Sequence[Number]) -> bool:
    """Whether any operand is approximate."""
    return any(n.approximate for n in numbers)


def total(numbers: Sequence[Number]) -> Fraction:
    """Exact sum."""
    return exact_sum(n.value for n in numbers)


def undefined(reason: str) -> Missing:
    """*tidak dapat dihitung*, with its reason."""
    return Missing(Absence.TIDAK_DAPAT_DIHITUNG, reason)


NO_MEMBERS = undefined("himpunannya kosong")
