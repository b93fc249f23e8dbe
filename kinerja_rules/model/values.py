"""Values of an evaluation. An absent value is a value; it is never merged with zero nor with another absence."""

from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import Span
from kinerja_rules.model.periods import Period


class Absence(Enum):
    """The four kinds of absence."""

    BELUM_ADA_DATA = "belum_ada_data"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"
    BELUM_WAKTUNYA = "belum_waktunya"
    TIDAK_BERLAKU = "tidak_berlaku"

    @property
    def spoken(self) -> str:
        """As said in a sentence."""
        return self.value.replace("_", " ")


@quick_frozen
class Missing:
    """An absent value with its reason and, where there is one, the place that says so."""

    kind: Absence
    reason: str
    span: Span | None = field(default=None, eq=False)


@quick_frozen
class Number:
    """An exact rational in base magnitude (93,80 % is 0,938); `approximate` where a root or logarithm was taken.

    `decimals` is what the source states, in the unit it was stated in; None for a computed value.
    """

    value: Fraction
    approximate: bool = False
    decimals: int | None = field(default=None, eq=False)


@frozen
class Grade:
    """A category of a scale; the score is what the scale gives it, None where it gives none."""

    scale: str
    name: str
    rank: int
    score: Fraction | None


@quick_frozen
class TargetValue:
    """A target as declared: a value or grade (`lower` is `upper`), a bound (`operator`), or a range.

    `operator` is empty for a value or a range, else `maksimal`, `minimal`, `kurang dari`, `lebih dari`.
    """

    lower: Number
    upper: Number
    operator: str = ""
    grade: Grade | None = None

    @property
    def is_range(self) -> bool:
        """Whether it is a range of two different ends."""
        return self.lower is not self.upper and self.lower.value != self.upper.value


@quick_frozen(cache_hash=True)
class Entity:
    """Something declared: `kind` is indikator, dokumen, pembanding, skala, data, jenis_belanja, kategori (its id is
    that of its scale, a colon, and its name), or a level of the cascade."""

    kind: str
    id: str


@frozen
class Acuan:
    """`awal` or `akhir` as the target that is meant, or `renstra` for the one of the period that the Renstra states."""

    which: str


Value = Number | Missing | TargetValue | Grade | Entity | Acuan | Period | str | bool | tuple["Value", ...]
"""What an expression may yield; `bool` only for conditions, where `Missing` is *tidak diketahui*."""
