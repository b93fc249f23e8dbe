"""Units and their algebra: what may be added, multiplied, compared, and what comes out.

A unit has a kind because dimension alone is not enough: 85 % + 1 is no 185 %, and the difference of two percentages
is points. Values are held in base magnitude, so the algebra runs once, before anything is computed.
The table of kinds and operators is part of the language reference (`docs/satuan.md`), and tested against it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from fractions import Fraction

from attrs import evolve, field, frozen

from kinerja_rules.base import numerals

Dimension = tuple[tuple[str, int], ...]
"""Base dimensions with exponents, sorted by name, none zero."""


class Kind(Enum):
    """The kinds of unit. `ANGKA` is a number written without a unit, `PREDIKAT` a grade of a scale."""

    ANGKA = "bilangan tanpa satuan"
    RASIO = "rasio"
    PERSEN = "persen"
    POIN = "poin"
    INDEKS = "indeks"
    HITUNGAN = "hitungan"
    UANG = "uang"
    BESARAN = "besaran"
    PREDIKAT = "predikat"


@frozen
class Unit:
    """A kind, a dimension, the base magnitude of one unit, and the label shown to people.

    `per_hundred` marks what was multiplied by a bare 100, 1.000 ...: a quotient of it is no percentage any more.
    `factors` are the units that a compound one was made of, as they were written; of one that has a name there are none.

    >>> PERSEN.sides, RUPIAH.sides, INDEKS.sides
    (('', ' %'), ('Rp ', ''), ('', ''))
    """

    kind: Kind
    dimension: Dimension = ()
    scale: Fraction = Fraction(1)
    label: str = ""
    per_hundred: bool = False
    factors: "tuple[Factor, ...]" = field(default=(), eq=False, repr=False)
    ratio: tuple[int, int] = field(init=False, eq=False, repr=False)
    """The base magnitude of one unit as two whole numbers: every figure that is shown asks for them."""
    sides: tuple[str, str] = field(init=False, eq=False, repr=False)
    """What stands before and behind a numeral in this unit, other than one to so many."""

    @ratio.default
    def _ratio(self) -> tuple[int, int]:
        return self.scale.as_integer_ratio()

    @sides.default
    def _sides(self) -> tuple[str, str]:
        if self.kind is Kind.UANG and self.label.startswith("Rp"):
            rest = self.label[2:]
            return "Rp ", rest if "/" in rest else f" {rest.strip()}".rstrip()
        if self.kind in (Kind.ANGKA, Kind.INDEKS) or not self.label:
            return "", ""
        return "", f" {self.label}"

    @property
    def dimensionless(self) -> bool:
        """Whether it has no dimension."""
        return not self.dimension

    @property
    def symbolic(self) -> str | None:
        """The variable whose unit this is (`?i`), where it is known only when the variable is bound."""
        if len(self.dimension) == 1 and self.dimension[0][0].startswith("?") and self.dimension[0][1] == 1:
            return self.dimension[0][0][1:]
        return None

    @property
    def written(self) -> "tuple[Factor, ...] | None":
        """The units that make it up; None where it is one that cannot be named in another, as `per 1.000 orang`."""
        if self.factors or not self.dimension:
            return self.factors
        if not self.label or self.label.startswith("per "):
            return None
        return (Factor(self.label, self.scale, self.dimension, 1),)

    def __str__(self) -> str:
        return self.label or self.kind.value


@frozen
class Factor:
    """A unit within a compound one: `hari` in `Rp/hari` has the exponent -1."""

    label: str
    scale: Fraction
    dimension: Dimension
    exponent: int


ANGKA = Unit(Kind.ANGKA)
RASIO = Unit(Kind.RASIO)
"""A ratio that a formula yields; it has no unit until one is stated."""
STATED_RATIO = Unit(Kind.RASIO, label="rasio")
PERSEN = Unit(Kind.PERSEN, scale=Fraction(1, 100), label="%")
POIN = Unit(Kind.POIN, scale=Fraction(1, 100), label="poin")
INDEKS = Unit(Kind.INDEKS, label="indeks")
ONE_TO = Unit(Kind.RASIO, label="1:n")
"""A ratio shown as one to so many."""
RUPIAH = Unit(Kind.UANG, (("Rp", 1),), label="Rp")

CORE: Mapping[str, Unit] = {
    "%": PERSEN,
    "rasio": STATED_RATIO,
    "indeks": INDEKS,
    "poin": POIN,
    "1:n": ONE_TO,
    "Rp": RUPIAH,
}
MULTIPLIERS: Mapping[str, int] = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


@frozen
class UnitError:
    """Why an operation is refused: a code of the KR3 band, a sentence, a remedy."""

    code: str
    message: str
    help: str


def variable_unit(name: str) -> Unit:
    """The unit of whatever indicator a variable will be bound to."""
    return Unit(Kind.BESARAN, ((f"?{name}", 1),), label=f"satuan {name}")


def counting(ident: str, label: str) -> Unit:
    """A counting unit: its own dimension."""
    return Unit(Kind.HITUNGAN, ((ident, 1),), label=label)


def grade(scale: str, label: str) -> Unit:
    """The unit of grades of a scale."""
    return Unit(Kind.PREDIKAT, ((f"skala {scale}", 1),), label=label)


def multiply_dimensions(left: Dimension, right: Dimension, sign: int = 1) -> Dimension:
    """The product, or with `sign=-1` the quotient, of two dimensions."""
    total = dict(left)
    for name, exponent in right:
        total[name] = total.get(name, 0) + sign * exponent
    return tuple(sorted((n, e) for n, e in total.items() if e))


# ---- the table: dimensionless kinds under addition and subtraction ---------------------------------------------------
_A, _R, _P, _O, _I = Kind.ANGKA, Kind.RASIO, Kind.PERSEN, Kind.POIN, Kind.INDEKS

SUMS: Mapping[tuple[Kind, Kind], Kind] = {
    (_A, _A): _A,
    (_A, _R): _R,
    (_R, _A): _R,
    (_R, _R): _R,
    (_P, _P): _P,
    (_R, _P): _P,
    (_P, _R): _P,
    (_P, _O): _P,
    (_O, _P): _P,
    (_O, _O): _O,
    (_I, _I): _I,
    (_I, _A): _I,
    (_A, _I): _I,
    (_O, _R): _O,
    (_R, _O): _O,
}
"""Kinds that add; pairs that are absent are errors."""

DIFFERENCES: Mapping[tuple[Kind, Kind], Kind] = {**SUMS, (_P, _P): _O, (_R, _P): _O, (_P, _R): _O}
"""Kinds that subtract: as sums, but percentages leave points."""

_UNITS: Mapping[Kind, Unit] = {_A: ANGKA, _R: RASIO, _P: PERSEN, _O: POIN, _I: INDEKS}


ONLY_COMPARED = "predikat hanya dapat dibandingkan dengan predikat dari skala yang sama"
"""The remedy where something is calculated with grades."""


def add(operator: str, left: Unit, right: Unit, zero: bool = False) -> Unit | UnitError:
    """The unit of a sum, difference or comparison (`operator` is `+`, `-` or a comparison); `zero`: one side is a bare 0."""
    if zero:
        return right if left.kind is Kind.ANGKA else left
    if left.kind is Kind.PREDIKAT or right.kind is Kind.PREDIKAT:
        if operator in "+-" or left.dimension != right.dimension:
            return UnitError(
                "KR302",
                f"{spoken(left)} dan {spoken(right)} tidak dapat {_verb(operator)}",
                ONLY_COMPARED,
            )
        return left
    if left.dimensionless and right.dimensionless:
        kinds = (left.kind, right.kind)
        kind = (DIFFERENCES if operator == "-" else SUMS).get(kinds)
        if kind is None:
            return _refused_dimensionless(operator, left, right)
        return _UNITS[kind]
    if left.dimension == right.dimension:
        if left == right or operator not in "+-":
            return left
        return left if left.label else right
    if left.kind is Kind.ANGKA or right.kind is Kind.ANGKA:
        other = right if left.kind is Kind.ANGKA else left
        return UnitError(
            "KR302",
            f"bilangan tanpa satuan dan {spoken(other)} tidak dapat {_verb(operator)}",
            f"tulis satuannya, misalnya `{_example(other)}`",
        )
    return UnitError(
        "KR302",
        f"{spoken(left)} dan {spoken(right)} tidak dapat {_verb(operator)}",
        "samakan satuannya lebih dahulu; satuan hitungan yang berbeda adalah hal yang berbeda",
    )


def _refused_dimensionless(operator: str, left: Unit, right: Unit) -> UnitError:
    kinds = {left.kind, right.kind}
    if Kind.PERSEN in kinds and Kind.ANGKA in kinds:
        return UnitError(
            "KR305",
            f"persen dan bilangan tanpa satuan tidak dapat {_verb(operator)}",
            "tulis satuannya: `1 %` untuk satu persen, `1 poin` untuk satu poin persen, atau `100 %` untuk seluruhnya",
        )
    if Kind.POIN in kinds and Kind.ANGKA in kinds:
        return UnitError(
            "KR305",
            f"poin dan bilangan tanpa satuan tidak dapat {_verb(operator)}",
            "tulis satuannya, misalnya `5 poin`",
        )
    return UnitError(
        "KR302",
        f"{spoken(left)} dan {spoken(right)} tidak dapat {_verb(operator)}",
        "indeks hanya dapat digabungkan dengan indeks atau bilangan tanpa satuan",
    )


def multiply(
    left: Unit, right: Unit, left_literal: Fraction | None, right_literal: Fraction | None
) -> Unit | UnitError:
    """The unit of a product; a literal is given where a side is a bare number as written."""
    if Kind.PREDIKAT in (left.kind, right.kind):
        return UnitError("KR302", "predikat tidak dapat dikalikan", ONLY_COMPARED)
    for one, other, literal in ((left, right, left_literal), (right, left, right_literal)):
        if one.kind is Kind.ANGKA:
            raised = literal is not None and _is_power_of_ten(literal)
            if raised and other.kind is Kind.RASIO:
                return evolve(ANGKA, per_hundred=True)
            if other.kind is Kind.ANGKA:
                return evolve(ANGKA, per_hundred=one.per_hundred or other.per_hundred)
            return evolve(other, per_hundred=True) if raised and other.dimension else other
    for one, other in ((left, right), (right, left)):
        if one.kind in (Kind.RASIO, Kind.PERSEN):
            if other.kind is Kind.RASIO:
                return one
            return other
    if left.dimensionless and right.dimensionless:
        return INDEKS if Kind.INDEKS in (left.kind, right.kind) else RASIO
    return _compound(left, right, 1)


def divide(left: Unit, right: Unit, right_literal: Fraction | None, left_literal: Fraction | None) -> Unit | UnitError:
    """The unit of a quotient: like by like is a ratio."""
    if Kind.PREDIKAT in (left.kind, right.kind):
        return UnitError("KR302", "predikat tidak dapat dibagi", ONLY_COMPARED)
    if right.kind is Kind.ANGKA:
        if left.kind is Kind.ANGKA:
            return ANGKA if left_literal is not None and right_literal is not None else RASIO
        lowered = right_literal is not None and _is_power_of_ten(right_literal)
        return evolve(left, per_hundred=False) if lowered else left
    if left.dimension == right.dimension:
        raised = left.dimension and left.per_hundred and not right.per_hundred
        return evolve(ANGKA, per_hundred=True) if raised else RASIO
    if right.dimensionless:
        return left
    return _compound(left, right, -1)


def _compound(left: Unit, right: Unit, sign: int) -> Unit:
    dimension = multiply_dimensions(left.dimension, right.dimension, sign)
    if not dimension:
        return RASIO
    if len(dimension) == 1 and dimension[0][1] == 1 and sign > 0 and not (left.dimension and right.dimension):
        return left if left.dimension else right
    kind = Kind.UANG if dimension == RUPIAH.dimension else Kind.BESARAN
    per_hundred = left.per_hundred and not right.per_hundred
    factors = _joined(left, right, sign)
    if factors is None:
        label = _label([(_spoken_base(name), exponent) for name, exponent in dimension])
        return Unit(kind, dimension, label=label, per_hundred=per_hundred)
    scale = Fraction(1)
    for factor in factors:
        scale *= factor.scale**factor.exponent
    label = _label([(factor.label, factor.exponent) for factor in factors])
    return Unit(kind, dimension, scale, label, per_hundred, factors)


def _joined(left: Unit, right: Unit, sign: int) -> tuple[Factor, ...] | None:
    """The units that make up a product or quotient, as they were written.

    None where these say less than base units: `jam/hari` of what has no dimension of time any more.
    """
    mine, others = left.written, right.written
    if mine is None or others is None:
        return None
    by_label: dict[str, Factor] = {}
    for factor, times in [*((f, 1) for f in mine), *((f, sign) for f in others)]:
        before = by_label.get(factor.label)
        exponent = factor.exponent * times + (0 if before is None else before.exponent)
        by_label[factor.label] = evolve(factor, exponent=exponent)
    kept = [factor for factor in by_label.values() if factor.exponent]
    names = [name for factor in kept for name, _ in factor.dimension]
    if len(names) != len(set(names)):
        return None
    return tuple(sorted(kept, key=lambda factor: factor.dimension))


def _label(factors: Sequence[tuple[str, int]]) -> str:
    """`Rp/orang`, `pasien·hari`."""
    over = [_powered(name, exponent) for name, exponent in factors if exponent > 0] or ["1"]
    under = [_powered(name, -exponent) for name, exponent in factors if exponent < 0]
    return "·".join(over) + "".join(f"/{name}" for name in under)


def _powered(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name}^{exponent}"


def _spoken_base(name: str) -> str:
    return f"satuan {name[1:]}" if name.startswith("?") else name.strip("[]").replace("_", " ")


def unify(left: Unit, right: Unit, left_zero: bool = False, right_zero: bool = False) -> Unit | UnitError:
    """The unit shared by two alternatives (branches, members of a list)."""
    if left_zero or right_zero:
        return right if left_zero else left
    if left == right:
        return left
    return add("&", left, right)


_STANDS_FOR: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.PERSEN: (Kind.PERSEN, Kind.RASIO),
    Kind.RASIO: (Kind.RASIO, Kind.PERSEN, Kind.ANGKA),
    Kind.INDEKS: (Kind.INDEKS, Kind.ANGKA, Kind.RASIO),
    Kind.POIN: (Kind.POIN, Kind.RASIO),
    Kind.ANGKA: (Kind.ANGKA, Kind.RASIO, Kind.INDEKS),
}
"""Of what has no dimension: the kinds that may stand where one is declared."""


def assign(declared: Unit, found: Unit, literal: bool = False) -> UnitError | str | None:
    """Whether a value of one unit may stand where another is declared: None, a note to show, or an error."""
    if found.per_hundred and declared.kind is Kind.PERSEN:
        return UnitError(
            "KR304",
            "perkalian dengan 100 tidak diperlukan: satuan `%` sudah berarti per seratus",
            "hapus pengali itu, atau tulis `* 100 %`",
        )
    if found.per_hundred and _is_per(declared):
        return UnitError(
            "KR304",
            f"perkalian ini tidak diperlukan: satuan `{declared}` sudah memuat pengalinya",
            "hapus pengali itu",
        )
    if declared.kind is Kind.PREDIKAT or found.kind is Kind.PREDIKAT:
        return None if declared.dimension == found.dimension else _mismatch(declared, found)
    if declared.dimensionless and found.dimensionless:
        if found.kind in _STANDS_FOR[declared.kind] or (literal and found.kind is Kind.ANGKA):
            return None
        return _mismatch(declared, found)
    if declared.dimension == found.dimension:
        return None
    if _is_per(declared):
        dropped = [(n, e) for n, e in found.dimension if (n, e) not in declared.dimension]
        if found.dimensionless and found.kind is Kind.RASIO:
            return f"rasio dibaca sebagai {declared}; satuan hitungan pembilang dan penyebut sama"
        if len(dropped) == 1 and dropped[0][1] == 1 and len(found.dimension) == 2:
            return f"satuan hitungan pembilang (`{dropped[0][0]}`) dilepas: hasilnya dibaca {declared}"
    return _mismatch(declared, found)


_RATIOS = frozenset({Kind.PERSEN, Kind.POIN, Kind.RASIO})


def comparable(unit: Unit, printed: Unit) -> bool:
    """Whether a figure of one unit may be printed in another; reports print points as %, and counts with what they count.

    >>> comparable(POIN, PERSEN), comparable(ANGKA, counting("orang", "orang")), comparable(PERSEN, ANGKA)
    (True, True, False)
    """
    if unit.symbolic is not None or (unit.kind in _RATIOS and printed.kind in _RATIOS):
        return True
    if unit.kind is Kind.ANGKA:
        return printed.kind in (Kind.ANGKA, Kind.HITUNGAN, Kind.RASIO, Kind.INDEKS)
    if unit.dimensionless or printed.dimensionless:
        return unit.kind is printed.kind or (unit.kind is Kind.INDEKS and printed.kind is Kind.ANGKA)
    return unit.dimension == printed.dimension


def convert(wanted: Unit, found: Unit) -> UnitError | str | None:
    """As `assign`, where `dalam` asks for it: percentages and points, too, are then one another (100 % - x dalam %)."""
    if {wanted.kind, found.kind} == {Kind.PERSEN, Kind.POIN}:
        return None
    return assign(wanted, found)


def _is_per(unit: Unit) -> bool:
    return len(unit.dimension) == 1 and unit.dimension[0][1] == -1


def _mismatch(declared: Unit, found: Unit) -> UnitError:
    match found.kind, declared.kind:
        case Kind.ANGKA, _:
            remedy = f"tulis satuannya, misalnya `{_example(declared)}`, atau sesuaikan `satuan`"
        case Kind.POIN, Kind.PERSEN:
            remedy = "selisih dua persen adalah poin; tulis `satuan poin`, atau `dalam %` bila yang dimaksud persen"
        case Kind.PERSEN, Kind.POIN:
            remedy = "poin adalah selisih dua persen; tulis `satuan %`, atau `dalam poin` bila yang dimaksud poin"
        case _:
            remedy = "sesuaikan `satuan`, atau periksa pembilang dan penyebutnya"
    return UnitError("KR303", f"hasilnya {spoken(found)}, padahal yang dinyatakan {spoken(declared)}", remedy)


def _example(unit: Unit) -> str:
    return f"Rp 5{unit.label[2:]}" if unit.label.startswith("Rp") else f"5 {unit}"


def _is_power_of_ten(value: Fraction) -> bool:
    return (
        value.denominator == 1
        and value >= 100
        and re.fullmatch(r"10+", numerals.digits_of(value.numerator)) is not None
    )


def spoken(unit: Unit) -> str:
    """A unit as named in a sentence."""
    return unit.kind.value if unit.kind in (Kind.ANGKA, Kind.RASIO) else f"`{unit}`"


def _verb(operator: str) -> str:
    return {"+": "dijumlahkan", "-": "dikurangkan", "&": "digabungkan"}.get(operator, "dibandingkan")


def show(value: Fraction, unit: Unit, decimals: int | None = None, approximate: bool = False) -> str:
    """A base magnitude in its unit, in Indonesian form; without `decimals` as many as needed, at most two.

    >>> show(Fraction(13403, 13400), PERSEN), show(Fraction(1429098490), RUPIAH), show(Fraction(9, 4), INDEKS)
    ('100,02 %', 'Rp 1.429.098.490', '2,25')
    """
    over, under = value.as_integer_ratio()
    if unit.kind is Kind.RASIO and over > 0 and unit == ONE_TO:
        over, under = under, over
        places = numerals.quotient_decimals(over, under, 2) if decimals is None else decimals
        return f"1 : {numerals.quotient_numeral(over, under, places)}"
    up, down = unit.ratio
    over, under = over * down, under * up
    places = numerals.quotient_decimals(over, under, 2) if decimals is None else decimals
    text = numerals.quotient_numeral(over, under, places)
    before, behind = unit.sides
    return f"{before}≈ {text}{behind}" if approximate else f"{before}{text}{behind}"


def in_base(value: Fraction, scale: Fraction) -> Fraction:
    """A number of a unit in base magnitude. Of many cells; `value * scale` asks of each what kinds of numbers these are.

    >>> in_base(Fraction("93.80"), PERSEN.scale)
    Fraction(469, 500)
    """
    over, under = value.as_integer_ratio()
    more, less = scale.as_integer_ratio()
    return Fraction(over * more, under * less)


def rounded(
    value: Fraction, unit: Unit, decimals: int, how: Callable[[Fraction, int], Fraction] = numerals.round_half_up
) -> Fraction:
    """A base magnitude rounded at so many decimals of its unit; of `1:17,9` it is the second number that is rounded.

    >>> rounded(Fraction(93821, 100000), PERSEN, 1), rounded(Fraction(10, 179), ONE_TO, 0)
    (Fraction(469, 500), Fraction(1, 18))
    """
    if unit.kind is Kind.RASIO and unit == ONE_TO and value > 0:
        second = how(1 / value, decimals)
        return 1 / second if second else value
    over, under = value.as_integer_ratio()
    up, down = unit.scale.as_integer_ratio()
    return in_base(how(Fraction(over * down, under * up), decimals), unit.scale)


Lookup = Callable[[str], Unit | None]


def read_unit(text: str, lookup: Lookup, quoted: Lookup) -> Unit | None:
    """A unit from its canonical text; `lookup` finds declared ids, `quoted` finds declared names."""
    if text in CORE:
        return CORE[text]
    found = re.fullmatch(r"Rp (ribu|juta|miliar|triliun)", text)
    if found:
        return evolve(RUPIAH, scale=Fraction(MULTIPLIERS[found[1]]), label=text)
    found = re.fullmatch(r"per ([\d.]+) (.+)", text)
    if found:
        count = numerals.read_numeral(found[1])
        base = read_unit(found[2], lookup, quoted)
        if not isinstance(count, numerals.Numeral) or base is None or count.value <= 0:
            return None
        dimension = multiply_dimensions((), base.dimension, -1)
        return Unit(
            Kind.BESARAN,
            dimension,
            1 / (count.value * base.scale),
            f"per {numerals.write_numeral(count.value, 0)} {base.label}",
        )
    if text.startswith('"') and text.endswith('"'):
        plain = text[1:-1]  # `"Rp juta"`, `"per 1.000 penduduk"`: quoted only because they are several words
        return quoted(plain) or lookup(plain) or (read_unit(plain, lookup, quoted) if " " in plain else None)
    if "/" in text:
        over, under = (read_unit(part, lookup, quoted) for part in text.split("/", 1))
        if over is None or under is None:
            return None
        dimension = multiply_dimensions(over.dimension, under.dimension, -1)
        kind = Kind.BESARAN if dimension else Kind.RASIO
        return Unit(kind, dimension, over.scale / under.scale, text, factors=_joined(over, under, -1) or ())
    return lookup(text) or quoted(text.replace("_", " "))
