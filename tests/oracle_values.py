"""What the second evaluator computes with: values, absences, roots, scales, and the shipped directions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isqrt

from attrs import frozen

from tests import drawn as d

NO_DATA, UNDEFINED, NOT_APPLICABLE, NOT_YET = (
    "belum_ada_data",
    "tidak_dapat_dihitung",
    "tidak_berlaku",
    "belum_waktunya",
)
CELLS = {
    "-": (NO_DATA, "sel kosong"),
    "belum rilis": (NO_DATA, "belum rilis"),
    "n/a": (NOT_APPLICABLE, "tidak berlaku"),
    "0/0": (UNDEFINED, "0/0"),
}


@frozen
class Exact:
    """A number in base magnitude; `rough` where a root that is not rational went into it."""

    value: Fraction
    rough: bool = False


@frozen
class Nothing:
    """An absence: its kind, why in a word, and what it is about (an id or a name, a year) where that is said."""

    kind: str
    why: str
    about: tuple[str, ...] = ()


@frozen
class Wanted:
    """A target: a value, a bound or a range, or a grade."""

    lower: Fraction
    upper: Fraction
    operator: str = ""
    grade: str | None = None
    rank: int = 0


LIBRARY = "@pustaka"
"""In a scope: whether the formula is a library's."""

Value = Exact | Nothing | Wanted | str | bool
Scope = Mapping[str, object]


def undefined(why: str, *about: str) -> Nothing:
    return Nothing(UNDEFINED, why, about)


def is_grade(value: Value) -> bool:
    """Whether it is a grade of a scale, which is compared and not reckoned with."""
    return isinstance(value, Wanted) and value.grade is not None


def no_data(why: str, *about: str) -> Nothing:
    return Nothing(NO_DATA, why, about)


# ---- numbers --------------------------------------------------------------------------------------------------------
def half_up(value: Fraction) -> int:
    """To the nearest whole number, ties away from zero."""
    whole = int((2 * abs(value) + 1) / 2)
    return -whole if value < 0 else whole


def root(value: Fraction, degree: int) -> Exact:
    """The root of a value that is not negative; to thirty significant digits where it is not rational."""
    over, under = _whole_root(value.numerator, degree), _whole_root(value.denominator, degree)
    if over**degree == value.numerator and under**degree == value.denominator:
        return Exact(Fraction(over, under))
    places = 0
    while value * Fraction(10) ** (degree * places) < Fraction(10) ** (degree * 29):
        places += 1
    while value * Fraction(10) ** (degree * places) >= Fraction(10) ** (degree * 30):
        places -= 1
    scaled = value * Fraction(10) ** (degree * places)
    low = _whole_root(int(scaled), degree)
    # round the thirtieth digit: is the root beyond the middle between two neighbours?
    if (2 * low + 1) ** degree < scaled * 2**degree:
        low += 1
    return Exact(low / Fraction(10) ** places, rough=True)


def _whole_root(number: int, degree: int) -> int:
    """The root of a whole number, rounded down."""
    if degree == 1 or number < 2:
        return number
    if degree == 2:
        return isqrt(number)
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**degree <= number:
            low = middle
        else:
            high = middle - 1
    return low


# ---- scales ---------------------------------------------------------------------------------------------------------
def categorize(skala: d.Skala, value: Fraction) -> str | Nothing:
    """The category of a value; in a gap, and beyond the ends, as the scale says."""
    bands = skala.bands
    if all(b.lower is None and b.upper is None for b in bands):
        return undefined("skala tanpa rentang")
    scale = skala.satuan.scale if skala.satuan is not None else Fraction(1)
    if skala.gap == "bulatkan":
        value = half_up(value / scale) * scale
    for band in bands:
        over = band.lower is None or value > band.lower or (band.lower_in and value == band.lower)
        under = band.upper is None or value < band.upper or (band.upper_in and value == band.upper)
        if over and under:
            return band.nama
    if bands[0].lower is not None and value <= bands[0].lower:
        return skala.below if skala.below is not None else undefined("di bawah skala")
    if bands[-1].upper is not None and value >= bands[-1].upper:
        return skala.above if skala.above is not None else undefined("di atas skala")
    if skala.gap == "batas_bawah":
        return [b.nama for b in bands if b.upper is not None and b.upper <= value][-1]
    if skala.gap == "batas_atas":
        return next(b.nama for b in bands if b.lower is not None and b.lower >= value)
    return undefined("celah")


def first_absent(a: Exact | Nothing, b: Exact | Nothing, *before: Value) -> tuple[Exact | Nothing, Exact | Nothing]:
    """Both, an absence that was there before the operands were looked at in front."""
    for value in before:
        if isinstance(value, Nothing):
            return value, value
    return a, b


def on(compute: Callable[..., Fraction], *values: Value) -> Value:
    """A computation on numbers; the first that is absent is the answer."""
    numbers: list[Exact] = []
    for value in values:
        if isinstance(value, Nothing):
            return value
        if not isinstance(value, Exact):
            raise TypeError(f"no number: {value}")
        numbers.append(value)
    return Exact(compute(*(n.value for n in numbers)), any(n.rough for n in numbers))


def ordered(operator: str, a: Fraction, b: Fraction) -> bool:
    return {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def shipped_direction(name: str, realisasi: Exact, target: Wanted) -> Value:
    """The directions of `sakip_umum`, from their documentation."""
    r, low, high = realisasi.value, target.lower, target.upper

    def number(value: Fraction) -> Exact:
        return Exact(value, realisasi.rough)

    if name in ("rentang", "rentang_naik", "rentang_turun"):
        if low <= r <= high:
            return Exact(Fraction(1))
        edge = high if r > high else low
        if edge <= 0:
            return undefined("batas atas nol atau negatif" if r > high else "batas bawah nol atau negatif")
        if name == "rentang_turun":
            return number((2 * edge - r) / edge)
        if name == "rentang_naik" or r < low:
            return number(r / edge)
        return number(edge / r)
    if low != high:
        raise ValueError("a range for a direction that knows none")
    if name in ("tercapai", "terjaga", "nihil"):
        return Exact(Fraction(int(r >= low if name == "tercapai" else r <= low)))
    if low <= 0:
        return undefined("target nol atau negatif")
    match name:
        case "naik":
            return number(r / low)
        case "turun":
            return number((2 * low - r) / low)
        case "turun_dasar_nol":
            return Exact(Fraction(0)) if r > 2 * low else number((2 * low - r) / low)
        case "turun_kebalikan":
            return undefined("realisasi nol atau negatif") if r <= 0 else number(low / r)
        case "tetap":
            return number(1 - abs(r - low) / low)
    raise LookupError(name)
