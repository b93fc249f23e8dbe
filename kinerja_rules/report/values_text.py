"""Values of a derivation in words: what `jejak` prints for each step."""

import re

from kinerja_rules.base.numerals import quotient_decimals, quotient_fraction, quotient_numeral
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Step
from kinerja_rules.model.figures import FIGURES
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Acuan, Entity, Grade, Missing, Number, TargetValue, Value
from kinerja_rules.report.text import clean
from kinerja_rules.report.view import PERCENT_DECIMALS, show_figure

COMPUTED_DECIMALS = 4
"""Most decimals of a computed value inside a derivation."""

EXACT_DECIMALS = 10
"""Decimals of a figure that is told more exactly than a report shows it."""

_OF_AN_INDICATOR = (FIGURES - {"capaian", "capaian_bebas"}) | {"data"}
"""Figures that reports show with the decimals of the indicator or datum they belong to; all others in % alike."""
_SHORT_FRACTION = 40
_ZEROS = re.compile(r",0+(?!\d)|(,\d*?)0+(?!\d)")
"""Zeros at the end of decimals, which are no more exact than their absence."""


def show_step(step: Step) -> str:
    """The value of a step, in its unit."""
    value = step.value
    if not isinstance(value, Number):
        return show_value(value, step.unit)
    unit = step.unit or units.ANGKA
    stated = value.decimals if step.unit is not None else None
    return units.show(value.value, unit, _decimals(step, value, unit) if stated is None else stated, value.approximate)


def _decimals(step: Step, value: Number, unit: Unit) -> int:
    """Decimals of a computed value: those of reports for what reports show, else as many as needed within a bound."""
    if unit.kind is Kind.PERSEN and step.kind == "rujukan" and _shown_alike(step.label):
        return PERCENT_DECIMALS
    over, under = value.value.as_integer_ratio()
    up, down = unit.ratio
    return quotient_decimals(over * down, under * up, COMPUTED_DECIMALS)


def _shown_alike(label: str) -> bool:
    """Whether a step is an achievement or a measure, by the name before its arguments."""
    name, opened, _ = label.partition("(")
    return bool(opened) and name.isidentifier() and name not in _OF_AN_INDICATOR


def show_value(value: Value, unit: Unit | None, decimals: int | None = None) -> str:
    """Any value, in words where it is no figure.

    >>> from fractions import Fraction
    >>> show_value(True, None), show_value(Number(Fraction(1, 2)), units.PERSEN), show_value(Entity("misi", "M1"), None)
    ('ya', '50 %', 'M1')
    """
    match value:
        case bool():
            return "ya" if value else "tidak"
        case Number() | TargetValue() | Grade() | str():
            return show_figure(value, unit or units.ANGKA, decimals)
        case Missing():
            return f"{value.kind.spoken}: {clean(value.reason)}" if value.reason else value.kind.spoken
        case Entity():
            return clean(value.id)
        case Acuan():
            return value.which
        case Period():
            return str(value)
        case _:
            shown = "; ".join(show_value(member, unit, decimals) for member in value[:3])
            return f"{shown}; … ({len(value)})" if len(value) > 3 else shown


def exactly(value: Value, unit: Unit | None, shown: str) -> str | None:
    """A number more exactly than it is shown; None where the shown form is already exact.

    >>> from fractions import Fraction
    >>> exactly(Number(Fraction(13403, 13400)), units.PERSEN, "100,02 %")
    '100,0223880597 % (13403/134 %)'
    """
    if not isinstance(value, Number):
        return None
    stated = value.decimals if unit is not None and unit.kind is not Kind.RASIO else None
    unit = unit or units.ANGKA
    over, under = value.value.as_integer_ratio()
    up, down = unit.ratio
    over, under = over * down, under * up
    if stated is not None and over * 10**stated % under == 0:  # most: a report shows what is stated as it is stated
        return None
    needed = quotient_decimals(over, under, EXACT_DECIMALS)
    if stated is not None and needed <= stated:
        return None
    precise = units.show(value.value, unit, needed, value.approximate)
    if precise == shown or quotient_numeral(over, under, needed) == shown:
        return None
    if value.approximate:
        return precise
    if needed < EXACT_DECIMALS or over * 10**needed % under == 0:
        return None if _ZEROS.sub(r"\1", shown) == precise else precise
    fraction = quotient_fraction(over, under)
    if len(fraction) > _SHORT_FRACTION:
        return precise
    label = f" {unit.label}" if unit.label and unit.kind is not Kind.UANG else ""
    return f"{precise} ({fraction}{label})"
