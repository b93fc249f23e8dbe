"""The number of a quantity of another unit: a count printed as a percentage, an index where an achievement belongs.

Prior: as a cell or quantity copied, but the digits alone agree, so what agrees in its unit comes first.
"""

from collections.abc import Iterator
from fractions import Fraction

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.causes.besaran_lain import other_quantities
from kinerja_rules.audit.causes.klaim_setempat import REACH
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Number


def _candidates(case: Case) -> Iterator[Candidate]:
    if not _has_digits(case.unit):
        return
    seen: set[Fraction] = set()
    for expression, where, value, unit, weight in _sources(case):
        if unit is None or not _has_digits(unit) or case.fits(unit):
            continue
        digits = value / unit.scale
        if digits in seen:
            continue
        seen.add(digits)

        def explain(
            expression: Expr = expression, where: str = where, value: Fraction = value, unit: Unit = unit
        ) -> str:
            named = f"{case.speak(expression)}, {case.show(value, unit)}{where}"
            return (
                f"angka ini {named}: satuannya {units.spoken(unit)}, di sini tercetak sebagai {units.spoken(case.unit)}"
            )

        own = expression.type.unit
        traced = own is not None and own.scale == unit.scale and _agrees(case, expression, value)
        yield Candidate(Number(digits * case.unit.scale), explain, expression if traced else None, weight)


def _has_digits(unit: Unit) -> bool:
    """Whether a figure of a unit is printed as one number, so that its digits may stand under another unit."""
    return unit.symbolic is None and unit.kind is not Kind.PREDIKAT and unit != units.ONE_TO


def _agrees(case: Case, expression: Expr, value: Fraction) -> bool:
    """Whether a question gives the number that was copied, not another that should have stood there."""
    number = case.number(expression)
    return number is not None and number.value == value


def _sources(case: Case) -> Iterator[tuple[Expr, str, Fraction, Unit | None, int]]:
    """Quantities of the same subject, cells of its table, figures of its passage: what, where, value, unit, weight."""
    for expression, weight, number in other_quantities(case):
        yield expression, "", number.value, expression.type.unit, weight
    for near in case.around:
        claim, audited = near.opened.claim, near.opened.audited
        if claim.printed.value is not None:
            unit = claim.printed.unit or audited.unit
            yield claim.expression, f" ({near.where})", claim.printed.value, unit, near.weight + 1
    if not case.around:
        for far, other in case.table.near(case.opened, REACH):
            value = other.audited.computed
            if isinstance(value, Number) and other.key != case.opened.key:
                yield other.claim.expression, " pada bagian yang sama", value.value, other.audited.unit, min(far, 3)


ALTERNATIVE = Alternative(
    "satuan_lain",
    "Angka bersatuan lain",
    "angka besaran lain yang satuannya bukan satuan kolom ini",
    "Bilangan yang tercetak ialah bilangan besaran lain yang satuannya berbeda: jumlah orang di bawah %, indeks di tempat capaian, "
    "capaian di tempat indeks. Asalnya indikator atau simpul yang sama, sel lain di tabelnya, atau bagian yang sama.",
    24,
    _candidates,
    of_other_units=True,
)
