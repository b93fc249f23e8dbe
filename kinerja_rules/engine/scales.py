"""Looking a value up on a scale, and how far it is to the next better category. Values are in base magnitude."""

from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model import units
from kinerja_rules.model.derivation import ScaleRow
from kinerja_rules.model.kinerja import Kategori, Skala
from kinerja_rules.model.values import Missing, Value


@frozen
class NextCategory:
    """The next better category: the value from which it holds, itself included or not, and the distance to it."""

    nama: str
    threshold: Fraction
    included: bool
    distance: Fraction


def find_category(skala: Skala, value: Fraction) -> str | Missing:
    """The category of a value; `tolak` and an uncovered end leave it *tidak dapat dihitung*."""
    exact = value
    if skala.gap == "bulatkan":
        value = round_half_up(value / skala.satuan.scale, 0) * skala.satuan.scale
    at = _row_at(skala, value)
    if at is not None:
        return skala.kategori[at].nama
    shown = units.show(exact, skala.satuan)
    lowest, highest = skala.kategori[0], skala.kategori[-1]
    if not skala.banded:
        return undefined(f"skala `{skala.nama}` tidak berupa rentang nilai")
    if lowest.lower is not None and value <= lowest.lower:
        return skala.below or undefined(f"nilai {shown} di bawah kategori terendah skala `{skala.nama}`")
    if highest.upper is not None and value >= highest.upper:
        return skala.above or undefined(f"nilai {shown} di atas kategori tertinggi skala `{skala.nama}`")
    match skala.gap:
        case "batas_bawah":
            return _below_gap(skala, value).nama
        case "batas_atas":
            return _above_gap(skala, value).nama
        case _:
            return undefined(f"nilai {shown} jatuh di celah skala `{skala.nama}`")


def _row_at(skala: Skala, value: Fraction) -> int | None:
    over, under = value.as_integer_ratio()  # compared by whole numbers, since every figure is looked up
    for at, (lower, lower_included, upper, upper_included) in enumerate(skala.edges):
        if lower is None and upper is None:
            continue
        if lower is not None:
            bound, parts = lower
            above = over * parts - bound * under
            if above < 0 or (above == 0 and not lower_included):
                continue
        if upper is None:
            return at
        bound, parts = upper
        below = over * parts - bound * under
        if below < 0 or (below == 0 and upper_included):
            return at
    return None


def _below_gap(skala: Skala, value: Fraction) -> Kategori:
    reached = [k for k in skala.kategori if k.upper is not None and k.upper <= value]
    return reached[-1] if reached else skala.kategori[0]


def _above_gap(skala: Skala, value: Fraction) -> Kategori:
    ahead = [k for k in skala.kategori if k.lower is not None and k.lower >= value]
    return ahead[0] if ahead else skala.kategori[-1]


def points_to_next(skala: Skala, value: Fraction, category: Value | None = None) -> NextCategory | None:
    """The next better category above a value; None at the top or where the scale has no bands.

    `category` is the value's own, where that is known.
    """
    current = find_category(skala, value) if category is None else category
    if not skala.banded or isinstance(current, Missing):
        return None
    at = next(at for at, k in enumerate(skala.kategori) if k.nama == current)
    if at + 1 >= len(skala.kategori):
        return None
    here, following = skala.kategori[at], skala.kategori[at + 1]
    if following.lower is None:
        return None
    threshold, included = following.lower, following.lower_included
    if skala.gap == "bulatkan":
        least = following.lower / skala.satuan.scale
        whole = ceil(least) if following.lower_included else floor(least) + 1
        threshold, included = (whole - Fraction(1, 2)) * skala.satuan.scale, whole > 0
    elif skala.gap == "batas_atas" and here.upper is not None and here.upper < following.lower:
        threshold, included = here.upper, not here.upper_included
    return NextCategory(following.nama, threshold, included, threshold - value)


def scale_rows(skala: Skala, hit: str) -> tuple[ScaleRow, ...]:
    """The rows from the highest to the lowest, the one that hit marked."""
    return tuple(
        ScaleRow(
            k.nama, bounds_text(skala, k), k.lower, k.lower_included, k.upper, k.upper_included, k.nama == hit, k.span
        )
        for k in reversed(skala.kategori)
    )


def bounds_text(skala: Skala, kategori: Kategori) -> str:
    """The values of a category, in words."""
    lower = None if kategori.lower is None else units.show(kategori.lower, skala.satuan)
    upper = None if kategori.upper is None else units.show(kategori.upper, skala.satuan)
    if lower is not None and upper is not None:
        return f"{'' if kategori.lower_included else '> '}{lower} s.d. {'' if kategori.upper_included else '< '}{upper}"
    if lower is not None:
        return f"{'>=' if kategori.lower_included else '>'} {lower}"
    if upper is not None:
        return f"{'<=' if kategori.upper_included else '<'} {upper}"
    return "skor" if kategori.skor is None else f"skor {units.show(kategori.skor, units.ANGKA)}"
