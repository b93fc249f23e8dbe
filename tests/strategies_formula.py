"""Formulas drawn from the unit they must have, over the names that a package sees, without circles.

They come from a generator whose seed is drawn: a formula has too many small choices to draw each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import TypeVar

from attrs import evolve, frozen

from tests import drawn as d

ANGKA = d.Satuan("", "angka")
YEARS_BACK = 2

Choice = TypeVar("Choice")


@frozen
class Names:
    """What a formula may speak of: `now` in its own period, `past` only in earlier ones; `at` is the period variable."""

    data: tuple[d.Datum, ...] = ()
    now: tuple[tuple[str, d.Satuan], ...] = ()
    """Indicators with their units."""
    past: tuple[tuple[str, d.Satuan], ...] = ()
    nodes: tuple[str, ...] = ()
    benchmarks: tuple[str, ...] = ()
    asks: bool = True
    """Whether accessors may be used (in a library they may, but nothing is stated there)."""
    lets: tuple[tuple[str, d.Satuan], ...] = ()
    at: str = "tahun"
    fixed: int = 0
    """A year to speak of instead of the variable, in questions."""

    def when(self, shift: int = 0) -> d.When:
        return d.When(None, year=self.fixed + shift) if self.fixed else d.When(self.at, shift)


def same(one: d.Satuan, other: d.Satuan) -> bool:
    """Whether quantities of two units may be added."""
    return (one.kind, one.dimension) == (other.kind, other.dimension)


class FormulaMaker:
    """Draws formulas; each method's name says what it yields."""

    def __init__(self, random: Random, names: Names) -> None:
        self.random = random
        self.names = names

    def some(self, choices: Sequence[Choice]) -> Choice:
        return self.random.choice(choices)

    def pick(self, *choices: Callable[[], d.Formula]) -> d.Formula:
        return self.some(choices)()

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    # ---- numbers ------------------------------------------------------------------------------------------------------
    def factor(self) -> d.Formula:
        """A bare number that is no power of ten above ten (which would mean per hundred)."""
        return d.Literal(self.some([Fraction(n, 4) for n in (1, 2, 6, 8, 10, 12, 20, 28)]), 2)

    def literal(self, unit: d.Satuan) -> d.Formula:
        decimals = self.random.randint(0, 2)
        value = Fraction(self.random.randint(0, 4000), 10**decimals)
        return d.Literal(value, decimals, unit if unit.kind != "angka" else None)

    def reference(self, unit: d.Satuan) -> list[d.Formula]:
        """Names in a unit: data, indicators (in their own period, or earlier), intermediate values."""
        names, out = self.names, []
        shift = self.some([0, 0, 0, -1, -YEARS_BACK])
        for datum in names.data:
            if same(datum.satuan, unit):
                out.append(d.Stated("data", datum.id, names.when(1 if self.chance(5) else shift)))
        for ident, satuan in names.now:
            if same(satuan, unit):
                out += self._of_indicator(ident, shift)
        for ident, satuan in names.past:
            if same(satuan, unit):
                out += self._of_indicator(ident, min(shift, -1))
        out += [d.Var(name) for name, satuan in names.lets if same(satuan, unit)]
        return out

    def _of_indicator(self, ident: str, shift: int) -> list[d.Formula]:
        if not self.names.asks or self.names.at != "tahun":
            return [d.Stated("indikator", ident, self.names.when(shift))]
        thing, when = d.Thing("indikator", ident), self.names.when(shift)
        kind = self.random.randint(0, 9)
        if kind < 5:
            return [d.Stated("indikator", ident, when)]
        if kind == 5:
            return [d.Ask("target", thing, when)]
        if kind == 6:
            return [d.Ask("hitungan", thing, when)]
        if kind == 7:
            return [d.Ask("realisasi", thing, when)]
        if kind == 8 and self.names.benchmarks:
            name = self.some(self.names.benchmarks)
            return [d.Ask("pembanding", thing, when, d.Thing("pembanding", name))]
        return [d.Ask("kumulatif", thing, when)]

    def of(self, unit: d.Satuan, depth: int = 3) -> d.Formula:
        """A formula that may stand where a unit is declared."""
        match unit.kind:
            case "persen":
                return self.pick(lambda: self.percent(depth), lambda: self.ratio(depth), lambda: self.ratio(depth))
            case "rasio":
                return self.pick(lambda: self.ratio(depth), lambda: self.percent(depth), lambda: self.number(depth))
            case "poin":
                return self.points(depth)
            case "indeks":
                return self.index(depth)
            case "angka":
                return self.number(depth)
            case "per":
                return self.rate(unit, depth)
            case "besaran":
                return self.compound(unit, depth)
            case _:
                return self.amount(unit, depth)

    def _again(self, make: Callable[[int], d.Formula], depth: int) -> list[Callable[[], d.Formula]]:
        """What keeps any unit: choices, extremes, means, sums in brackets or not, absolute values, sums over years."""
        deeper = depth - 1

        def several() -> tuple[d.Formula, ...]:
            return tuple(make(deeper) for _ in range(self.random.randint(1, 3)))

        def weighted() -> d.Formula:
            first = self.random.randint(0, 100)
            shares = [first, 100 - first if self.chance(90) else 1]
            weights = tuple(d.Literal(Fraction(s), 0, d.PERSEN) for s in shares)
            return d.Fn("rata_rata_tertimbang", (make(deeper), make(deeper)), weights)

        out: list[Callable[[], d.Formula]] = [
            lambda: d.If(self.condition(deeper), make(deeper), make(deeper)),
            lambda: d.Fn(self.some(["jumlah", "rata_rata", "median"]), several()),
            lambda: d.Fn(self.some(["tertinggi", "terendah"]), several()),
            lambda: d.Fn("abs", (make(deeper),)),
            weighted,
        ]
        return out

    def _sum(self, left: d.Formula, right: d.Formula) -> d.Formula:
        operator = self.some(["+", "-"])
        return d.Sum(operator, left, right, loose=self.chance(10))

    def _product(self, operator: str, left: d.Formula, right: d.Formula) -> d.Formula:
        return d.Sum(operator, left, right, loose=self.chance(10))

    def _over_years(self, unit: d.Satuan, make_leaf: Callable[[], d.Formula | None]) -> d.Formula | None:
        """`jumlah(x(u) untuk tahun u di tahun - 2 s.d. tahun)`, absent years left out or not."""
        if self.names.at != "tahun":
            return None
        inner = FormulaMaker(self.random, evolve(self.names, at="u", fixed=0, past=(), asks=False))
        leaves = [x for x in inner.reference(unit) if isinstance(x, d.Stated) and x.when.base == "u"]
        if not leaves:
            return None
        body = self.some(leaves)
        back = self.random.randint(-2, 2)
        condition = d.Present(body) if self.chance(30) else None
        bind = d.Bind("tahun", "u", None, self.names.when(-back), self.names.when(0), condition)
        name = self.some(["jumlah", "rata_rata", "tertinggi", "terendah", "median"])
        return d.Collect(name, body, (bind,), self.chance(30))

    def _leaf(self, unit: d.Satuan) -> d.Formula:
        found = self.reference(unit)
        if found and self.chance(85):
            return self.some(found)
        return self.literal(unit)

    def amount(self, unit: d.Satuan, depth: int) -> d.Formula:
        """A counted amount or money."""

        def make(deeper: int) -> d.Formula:
            return self.amount(unit, deeper)

        if depth <= 0 or self.chance(25):
            return self.money() if unit.dimension == "Rp" and self.chance(40) else self._leaf(unit)
        deeper = depth - 1
        years = self._over_years(unit, lambda: None)
        ways: list[Callable[[], d.Formula]] = [
            lambda: self._sum(make(deeper), make(deeper)),
            lambda: self._product("*", self.factor(), make(deeper)),
            lambda: self._product("*", make(deeper), self.ratio(deeper)),
            lambda: self._product("/", make(deeper), self.factor()),
            lambda: self._product("*", make(deeper), self.percent(deeper)),
            lambda: d.In(make(deeper), unit),
            lambda: d.Fn(
                self.some(["bulatkan", "potong"]),
                (d.In(make(deeper), unit), d.Literal(Fraction(self.random.randint(0, 3)))),
                scale=unit.scale,
            ),
            *self._again(make, depth),
        ]
        if years is not None:
            kept = years
            ways += [lambda: kept, lambda: kept]
        return self.pick(*ways)

    def money(self) -> d.Formula:
        """Money of a node, or of several."""
        if not self.names.nodes or not self.names.asks:
            return self._leaf(d.RUPIAH)
        node = d.Thing("simpul", self.some(self.names.nodes))
        name = self.some(["pagu", "realisasi_anggaran"])
        if self.names.at != "tahun" or self.chance(60):
            return d.Ask(name, node, self.names.when(0))
        level = self.some(["simpul", "program", "kegiatan", "subkegiatan"])
        within = node if self.chance(60) else None
        return d.Collect(
            self.some(["jumlah", "tertinggi"]),
            d.Ask(name, d.Thing("var", "k"), self.names.when(0)),
            (d.Bind(level, "k", within),),
            self.chance(40),
        )

    def ratio(self, depth: int) -> d.Formula:
        """A quotient of likes and what follows from it; never a percentage."""

        def make(deeper: int) -> d.Formula:
            return self.ratio(deeper)

        units = [x.satuan for x in self.names.data] + [s for _, s in (*self.names.now, *self.names.past)]
        alike = [u for u in units if u.kind in ("hitungan", "uang")] or [d.ORANG]
        unit = self.some(alike)
        deeper = depth - 1

        def quotient() -> d.Formula:
            return self._product("/", self.amount(unit, deeper), self.amount(unit, deeper))

        if depth <= 1:
            return quotient()
        return self.pick(
            quotient,
            quotient,
            quotient,
            lambda: self._product("/", self.percent(deeper), self.percent(deeper)),
            lambda: self._sum(make(deeper), make(deeper)),
            lambda: self._sum(make(deeper), self.factor()),
            lambda: self._product("*", make(deeper), make(deeper)),
            lambda: self._product("*", self.factor(), make(deeper)),
            lambda: d.Fn("pertumbuhan", (self.amount(unit, deeper), self.amount(unit, deeper))),
            lambda: d.Negative(make(deeper)),
            lambda: d.Fn("akar", (make(deeper),)),
            lambda: d.Fn("pangkat", (make(deeper), d.Literal(Fraction(self.random.randint(0, 3))))),
            *self._again(make, depth),
        )

    def percent(self, depth: int) -> d.Formula:
        """A percentage."""

        def make(deeper: int) -> d.Formula:
            return self.percent(deeper)

        deeper = depth - 1
        if depth <= 0 or self.chance(20):
            if self.names.asks and self.names.now and self.names.at == "tahun" and self.chance(30):
                ident, _ = self.some(self.names.now)
                return d.Ask("capaian", d.Thing("indikator", ident), self.names.when(0))
            return self._leaf(d.PERSEN)
        return self.pick(
            lambda: d.In(self.ratio(deeper), d.PERSEN),
            lambda: d.Sum("+", make(deeper), make(deeper)),
            lambda: self._sum(make(deeper), self.points(deeper)),
            lambda: d.Sum("+", make(deeper), self.ratio(deeper)),
            lambda: self._product("*", make(deeper), self.ratio(deeper)),
            lambda: self._product("*", self.ratio(deeper), d.Literal(Fraction(100), 0, d.PERSEN)),
            lambda: self._product("/", make(deeper), self.factor()),
            lambda: self._product("*", self.factor(), make(deeper)),
            lambda: d.Fn(
                self.some(["bulatkan", "potong"]),
                (d.In(self.ratio(deeper), d.PERSEN), d.Literal(Fraction(self.random.randint(0, 3)))),
                scale=d.PERSEN.scale,
            ),
            *self._again(make, depth),
        )

    def points(self, depth: int) -> d.Formula:
        """Percentage points."""

        def make(deeper: int) -> d.Formula:
            return self.points(deeper)

        deeper = depth - 1
        if depth <= 0:
            return self._leaf(d.POIN)
        return self.pick(
            lambda: d.Sum("-", self.percent(deeper), self.percent(deeper)),
            lambda: d.Fn("selisih", (self.percent(deeper), self.percent(deeper))),
            lambda: self._sum(make(deeper), make(deeper)),
            lambda: self._product("*", make(deeper), self.ratio(deeper)),
            lambda: self._product("*", self.factor(), make(deeper)),
            *self._again(make, depth),
        )

    def index(self, depth: int) -> d.Formula:
        """An index."""

        def make(deeper: int) -> d.Formula:
            return self.index(deeper)

        deeper = depth - 1
        if depth <= 0 or self.chance(30):
            return self._leaf(d.INDEKS)
        return self.pick(
            lambda: self._sum(make(deeper), make(deeper)),
            lambda: self._sum(make(deeper), self.factor()),
            lambda: self._product("*", make(deeper), self.ratio(deeper)),
            lambda: self._product("/", make(deeper), self.factor()),
            lambda: d.Fn(
                self.some(["bulatkan", "potong"]),
                (d.In(make(deeper), d.INDEKS), d.Literal(Fraction(self.random.randint(0, 3)))),
            ),
            *self._again(make, depth),
        )

    def number(self, depth: int) -> d.Formula:
        """A number without unit."""

        def make(deeper: int) -> d.Formula:
            return self.number(deeper)

        deeper = depth - 1
        if depth <= 1 or self.names.at != "tahun":
            return self.factor()
        return self.pick(
            self.factor,
            lambda: self._sum(make(deeper), make(deeper)),
            lambda: self._product("*", make(deeper), make(deeper)),
            lambda: self.counted(),
            *self._again(make, depth),
        )

    def counted(self) -> d.Formula:
        """How many nodes or indicators there are somewhere."""
        kind = self.some(["program", "kegiatan", "indikator", "simpul"])
        within: d.Thing | str | None = None
        if self.names.nodes and self.chance(50):
            within = d.Thing("simpul", self.some(self.names.nodes))
        elif self.chance(40):
            within = self.some(["sasaran", "program"])
        condition = d.Key(d.Thing("var", "x")) if kind == "indikator" and self.chance(50) else None
        return d.Collect("banyak", None, (d.Bind(kind, "x", within, condition=condition),))

    def rate(self, unit: d.Satuan, depth: int) -> d.Formula:
        """`per 1.000 orang`: an amount of something by an amount of what it is counted on."""
        base = d.Satuan(unit.dimension, "hitungan", unit.dimension)
        over = self.some([d.KASUS, base])
        quotient = self._product("/", self.amount(over, depth - 1), self.amount(base, depth - 1))
        return self.pick(lambda: quotient, lambda: quotient, lambda: self._leaf_or(unit, quotient))

    def compound(self, unit: d.Satuan, depth: int) -> d.Formula:
        """`Rp/orang`."""
        over, under = unit.dimension.split("/")
        left = d.Satuan(over, "uang" if over == "Rp" else "hitungan", over)
        right = d.Satuan(under, "hitungan", under)
        quotient = self._product("/", self.amount(left, depth - 1), self.amount(right, depth - 1))
        return self.pick(
            lambda: quotient,
            lambda: self._leaf_or(unit, quotient),
            lambda: self._product("*", self.factor(), quotient),
            lambda: d.Sum("+", quotient, self._leaf_or(unit, quotient)),
        )

    def _leaf_or(self, unit: d.Satuan, otherwise: d.Formula) -> d.Formula:
        found = self.reference(unit)
        return self.some(found) if found else otherwise

    # ---- conditions -----------------------------------------------------------------------------------------------------
    def condition(self, depth: int) -> d.Condition:
        """A comparison of likes, `ada`, `tercapai`, and what joins them."""
        kind = self.random.randint(0, 9)
        operator = self.some(["=", "<>", "<", "<=", ">", ">="])
        if kind <= 1 and depth > 0:
            return d.Both(self.some(["dan", "atau"]), self.condition(depth - 1), self.condition(depth - 1))
        if kind == 2 and depth > 0:
            return d.Not(self.condition(depth - 1))
        if kind == 3:
            return d.Present(self.percent(min(depth, 1)))
        if kind == 4 and self.names.asks and self.names.now and self.names.at == "tahun":
            ident, _ = self.some(self.names.now)
            return d.Reached(d.Thing("indikator", ident), self.names.when(0))
        if kind <= 6:
            units = [x.satuan for x in self.names.data] or [d.ORANG]
            unit = self.some(units)
            if unit.kind in ("hitungan", "uang"):
                right = d.Literal(Fraction(0)) if self.chance(30) else self.amount(unit, depth - 1)
                return d.Compare(operator, self.amount(unit, depth - 1), right)
        return d.Compare(operator, self.percent(min(depth, 1)), self.percent(min(depth, 1)))

    # ---- directions -----------------------------------------------------------------------------------------------------
    def like_target(self, depth: int, ranges: bool) -> d.Formula:
        """Something in the indicator's own unit, inside a direction."""
        leaves: list[d.Formula] = [d.Var("realisasi"), d.Var("target")]
        if ranges:
            leaves = [d.Var("realisasi"), d.Edge("atas"), d.Edge("bawah")]
        leaf = self.some(leaves)
        deeper = depth - 1
        if depth <= 0:
            return leaf
        return self.pick(
            lambda: leaf,
            lambda: leaf,
            lambda: self._sum(self.like_target(deeper, ranges), self.like_target(deeper, ranges)),
            lambda: self._product("*", self.factor(), self.like_target(deeper, ranges)),
            lambda: d.Fn("abs", (self.like_target(deeper, ranges),)),
            lambda: d.Fn("tertinggi", (self.like_target(deeper, ranges), self.like_target(deeper, ranges))),
            lambda: d.If(
                self.direction_condition(deeper, ranges),
                self.like_target(deeper, ranges),
                self.like_target(deeper, ranges),
            ),
        )

    def direction_condition(self, depth: int, ranges: bool) -> d.Condition:
        operator = self.some(["<", "<=", ">", ">=", "="])
        right = d.Literal(Fraction(0)) if self.chance(40) else self.like_target(depth, ranges)
        return d.Compare(operator, self.like_target(depth, ranges), right)

    def direction(self, ranges: bool) -> d.Guarded:
        """The formula of an `arah`: guards, then a ratio or a percentage."""
        lets: list[tuple[str, d.Formula]] = []
        if self.chance(40):
            lets.append(("jarak", d.Sum("/", self.like_target(1, ranges), self.like_target(1, ranges))))
        guards: list[tuple[d.Condition, d.Formula | str]] = []
        target: d.Formula = d.Edge("bawah") if ranges else d.Var("target")
        if self.chance(70):
            guards.append((d.Compare("<=", target, d.Literal(Fraction(0))), "target nol atau negatif"))
        if self.chance(40):
            limit = d.Literal(Fraction(self.random.randint(0, 250)), 0, d.PERSEN)
            guards.append((self.direction_condition(1, ranges), limit))
        value: d.Formula = d.Sum("/", self.like_target(2, ranges), self.like_target(1, ranges))
        if lets and self.chance(60):
            value = d.Sum(self.some(["+", "*"]), d.Var("jarak"), value)
        if ranges:  # a direction knows ranges where it speaks of an end
            value = d.If(
                d.Compare(">", d.Var("realisasi"), d.Edge("atas")),
                d.Sum("/", d.Edge("atas"), d.Var("realisasi")),
                value,
            )
        return d.Guarded(value, tuple(lets), tuple(guards))
