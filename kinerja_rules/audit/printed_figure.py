"""Figures as they can be printed: whole steps of the last printed decimal, so that a set of them can be measured."""

from fractions import Fraction

from attrs import frozen

from kinerja_rules.model import units
from kinerja_rules.model.units import Unit


@frozen
class Grid:
    """The figures that can be printed in a unit at a number of decimals; each is a whole number of steps."""

    unit: Unit
    decimals: int

    def steps(self, value: Fraction) -> Fraction:
        """A value in steps of the last printed decimal, not rounded."""
        magnitude = 1 / value if self.unit == units.ONE_TO and value else value / self.unit.scale
        steps: Fraction = magnitude * 10**self.decimals
        return steps

    def value(self, steps: int) -> Fraction:
        """The base magnitude of a printed figure."""
        magnitude = Fraction(steps, 10**self.decimals)
        return 1 / magnitude if self.unit == units.ONE_TO and magnitude else magnitude * self.unit.scale

    def printed(self, value: Fraction) -> tuple[int, int]:
        """How a value may be printed: rounded half up, and cut off.

        >>> Grid(units.PERSEN, 2).printed(Fraction(13403, 13401)), Grid(units.PERSEN, 1).printed(Fraction(-9976, 10000))
        ((10001, 10001), (-998, -997))
        """
        numerator, denominator = value.numerator, value.denominator
        if self.unit == units.ONE_TO and numerator:
            n, d = denominator * 10**self.decimals, abs(numerator)
        else:
            scale = self.unit.scale
            n, d = abs(numerator) * 10**self.decimals * scale.denominator, denominator * scale.numerator
        half, cut = (2 * n + d) // (2 * d), n // d
        return (-half, -cut) if numerator < 0 else (half, cut)

    def coarse(self, value: Fraction, cut: bool = False) -> Fraction | None:
        """A value as it would be printed, rounded half up or cut off; None where that changes nothing.

        >>> Grid(units.PERSEN, 1).coarse(Fraction(93821, 100000)), Grid(units.PERSEN, 1).coarse(Fraction(1, 4))
        (Fraction(469, 500), None)
        """
        if self.unit == units.ONE_TO:
            made = self.value(self.printed(value)[cut])
            return made if made and made != value else None
        scale = self.unit.scale
        n = abs(value.numerator) * 10**self.decimals * scale.denominator
        d = value.denominator * scale.numerator
        whole, rest = divmod(n, d)
        if not rest:
            return None
        steps = whole if cut or 2 * rest < d else whole + 1
        made = Fraction(steps * scale.numerator, 10**self.decimals * scale.denominator)
        return -made if value < 0 else made

    def around(self, value: Fraction) -> tuple[int, int]:
        """The least and greatest printed figure from half to one and a half times a value.

        >>> Grid(units.PERSEN, 0).around(Fraction(1))
        (50, 150)
        """
        steps = self.steps(value)
        low, high = sorted((steps / 2, steps * 3 / 2))
        return -(-low.numerator // low.denominator), high.numerator // high.denominator
