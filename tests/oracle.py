"""A second opinion: every figure of a drawn plan by plain recursion over its description, in exact rationals.

It knows the meaning of the language from its documentation and shares no code with the program: neither its parsed nor
its typed expressions, nor its functions. Where a figure is absent it says of which kind, and why in one word.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

from attrs import evolve

from tests import drawn as d
from tests.oracle_plan import Statements
from tests.oracle_values import (
    LIBRARY,
    NOT_APPLICABLE,
    Exact,
    Nothing,
    Scope,
    Value,
    Wanted,
    categorize,
    first_absent,
    half_up,
    is_grade,
    no_data,
    on,
    ordered,
    root,
    shipped_direction,
    undefined,
)
from tests.shipped import SHIPPED_SKALA


class Oracle(Statements):
    """Figures of one plan."""

    def realisasi(self, ident: str, year: int) -> Value:
        return self.once(("realisasi", ident, year), lambda: self._realisasi(ident, year))

    def _realisasi(self, ident: str, year: int) -> Value:
        waiting = self.not_yet(ident, year)
        if waiting is not None:
            return waiting
        cell = self.facts.get(("realisasi", ident, str(year)))
        stated = None if cell is None else self.cell(cell, "realisasi", ident, str(year))
        if self.formula(ident) is None:
            return no_data("realisasi", ident, str(year)) if stated is None else stated
        computed = self.hitungan(ident, year)
        if self.policy("acuan_realisasi", ident) == ("dihitung",) or stated is None:
            return computed
        if isinstance(stated, Nothing) and not isinstance(computed, Nothing):
            return computed
        return stated

    def hitungan(self, ident: str, year: int) -> Value:
        return self.once(("hitungan", ident, year), lambda: self._hitungan(ident, year))

    def _hitungan(self, ident: str, year: int) -> Value:
        formula = self.formula(ident)
        if formula is None:
            return Nothing(NOT_APPLICABLE, "tanpa rumus", (ident,))
        if year < self.earliest:
            return no_data("terlalu lampau", str(self.earliest))
        if year > self.latest:
            return no_data("terlalu lanjut", str(self.latest))
        wrote = next(i.package for i in self.chain(ident) if i.formula is not None)
        return self.guarded(formula, {"tahun": year, LIBRARY: wrote != self.plan.root})

    def capaian(self, subject: str, year: int, acuan: d.Thing | str | int | None = None) -> Value:
        if subject in self.plan.nodes:
            return self.once(("capaian", subject, year, str(acuan)), lambda: self._of_node(subject, year, acuan))
        return self.once(("capaian", subject, year, str(acuan)), lambda: self._capaian(subject, year, acuan))

    def _capaian(self, ident: str, year: int, acuan: d.Thing | str | int | None) -> Value:
        document = self.document_of(ident, year, acuan)
        value = self.capaian_bebas(ident, year, acuan)
        value = self.rounded(value, self.policy("pembulatan_capaian", ident, document), d.PERSEN.scale)
        limits = self.policy("dibatasi", ident, document)
        if limits is None or not isinstance(value, Exact):
            return value
        least, greatest = (Fraction(x) / 100 if x else None for x in limits)
        if least is not None and value.value < least:
            return Exact(least)
        return Exact(greatest) if greatest is not None and value.value > greatest else value

    def capaian_bebas(self, ident: str, year: int, acuan: d.Thing | str | int | None) -> Value:
        """The achievement before rounding and limits, of a realisasi that may be rounded first."""
        arah = self.arah(ident)
        if arah is None:
            return Nothing(NOT_APPLICABLE, "tanpa arah", (ident,))
        document = self.document_of(ident, year, acuan)
        target = self.target(ident, year, acuan)
        places = self.policy("pembulatan_realisasi", ident, document)
        realisasi = self.rounded(self.realisasi(ident, year), places, self.unit(ident).scale)
        if isinstance(target, Wanted) and target.lower == target.upper and target.lower <= 0:
            sign = "nol" if target.lower == 0 else "negatif"
            instead = self.policy(f"bila_target_{sign}", ident, document)
            if instead is not None:
                return self.achieve(instead[0], realisasi, target)
        instead = self.policy(f"ganti_arah {arah}", ident, document)
        return self.achieve(instead[0] if instead is not None else arah, realisasi, target)

    @staticmethod
    def rounded(value: Value, places: tuple[str, ...] | None, scale: Fraction) -> Value:
        """Rounded half up to so many decimals of a unit."""
        if places is None or places == ("tidak",) or not isinstance(value, Exact):
            return value
        step = scale / 10 ** int(places[0])
        return Exact(half_up(value.value / step) * step, value.rough)

    def achieve(self, arah: str, realisasi: Value, target: Value) -> Value:
        """A direction applied."""
        for value in (target, realisasi):
            if isinstance(value, Nothing):
                return value
        if isinstance(target, Exact):
            target = Wanted(target.value, target.value)
        r = self.one(realisasi)
        if isinstance(r, Nothing):
            return r
        if arah in self.plan.arah:
            scores = (
                evolve(target, grade=None) if isinstance(target, Wanted) else target
            )  # a direction may reckon with them
            return self.guarded(self.plan.arah[arah].formula, {"realisasi": r, "target": scores})
        if not isinstance(target, Wanted):
            raise TypeError(f"no target: {target}")
        return shipped_direction(arah.partition(".")[2], r, target)

    def _of_node(self, node: str, year: int, acuan: d.Thing | str | int | None) -> Value:
        members = self.plan.of_node(node)
        way = self.policy("agregasi", node)
        if not members:
            return Nothing(NOT_APPLICABLE, "tanpa indikator", (node,))
        if way is None or way == ("tidak",):
            return Nothing(NOT_APPLICABLE, "tanpa agregasi")
        found = [(self.capaian(i, year, acuan), self.plan.indikator[i].bobot) for i in members]
        if self.policy("bila_kosong", node) == ("lewati",):
            kept = [(v, w) for v, w in found if not isinstance(v, Nothing)]
            if not kept:  # nothing is left, for the reason that the first gives
                return found[0][0]
            left = sum((w or Fraction(0) for _, w in kept), Fraction(0))
            if left and sum((w or Fraction(0) for _, w in found), Fraction(0)) == 1:  # those left are the whole again
                kept = [(v, None if w is None else w / left) for v, w in kept]
            found = kept
        weights = [None if w is None else Exact(w) for _, w in found]
        return self.function(way[0], [v for v, _ in found], weights if "timbang" in way[0] else [], Fraction(1, 100))

    def kategori(self, subject: str, year: int, skala: str | None = None) -> Value:
        chosen = skala or (self.policy("skala", subject) or (None,))[0]
        if chosen is None:
            return Nothing(NOT_APPLICABLE, "tanpa skala")
        places = ("2",) if self.policy("nilai_kategori", subject) == ("ditampilkan",) else None
        return self.category_of(self.rounded(self.capaian(subject, year), places, d.PERSEN.scale), chosen)

    def category_of(self, value: Value, skala: str) -> Value:
        number = self.one(value)
        if isinstance(number, Nothing):
            return number
        found = SHIPPED_SKALA.get(skala) or self.plan.skala[skala]
        return categorize(found, number.value)

    def reached(self, ident: str, year: int) -> Value:
        """`tercapai`."""
        target, realisasi = self.target(ident, year), self.realisasi(ident, year)
        for value in (target, realisasi):
            if isinstance(value, Nothing):
                return value
        if not isinstance(target, Wanted):
            raise TypeError(f"no target: {target}")
        if isinstance(realisasi, Exact) and (target.operator or target.lower != target.upper):
            r = realisasi.value
            answers = {
                "maksimal": r <= target.upper,
                "minimal": r >= target.lower,
                "kurang dari": r < target.upper,
                "lebih dari": r > target.lower,
            }
            return answers.get(target.operator, target.lower <= r <= target.upper)
        one = realisasi.rank if isinstance(realisasi, Wanted) else realisasi.value  # type: ignore[union-attr]
        other = target.rank if target.grade is not None else target.lower
        improves = self.improves(ident)
        return one <= other if improves == "turun" else one >= other if improves == "naik" else one == other

    # ---- measures ---------------------------------------------------------------------------------------------------------
    def measure(self, ident: str, subject: str, year: int) -> Value:
        if ident in self.plan.ukuran:
            ukuran = self.plan.ukuran[ident]
            value = self.guarded(ukuran.formula, {"s": subject, "t": year, "tahun": year})
            return (
                value if ukuran.skala is None or isinstance(value, Nothing) else self.category_of(value, ukuran.skala)
            )
        return self._shipped_measure(ident.partition(".")[2], subject, year)

    def _shipped_measure(self, name: str, s: str, year: int) -> Value:
        """The measures of `sakip_umum`, from their documentation."""
        if name == "kemajuan":
            return self.progress(s, year)
        pagu, spent = self.money("pagu", s, year), self.money("realisasi_anggaran", s, year)
        if name == "sisa":
            return on(lambda p, r: p - r, pagu, spent)
        absorbed: Value = (
            undefined("pagu nol atau negatif")
            if isinstance(pagu, Exact) and pagu.value <= 0
            else on(lambda r, p: r / p, spent, pagu)
        )
        if name == "serapan":
            return absorbed
        reached = self.capaian(s, year)
        gap = on(lambda c, a: c - a, reached, absorbed)
        match name:
            case "efisiensi_selisih":
                return gap
            case "efisiensi_kategori":
                return self.category_of(gap, "sakip_umum.kategori_efisiensi")
            case "efisiensi_bila_tercapai":
                below = isinstance(reached, Exact) and reached.value < 1
                return undefined("capaian belum 100 %") if below else gap
            case "efisiensi_keluaran_masukan":
                if isinstance(absorbed, Exact) and absorbed.value <= 0:
                    return undefined("serapan nol atau negatif")
                return on(lambda c, a: c / a, reached, absorbed)
            case "efisiensi_pmk_249":
                if isinstance(reached, Exact) and reached.value <= 0:
                    return undefined("capaian nol atau negatif")
                return on(lambda a, c: 1 - a / c, absorbed, reached)
            case "efisiensi_pmk_22":
                due = on(lambda p, c: p * c, pagu, reached)
                if isinstance(due, Exact) and due.value <= 0:
                    return undefined("pagu atau capaian nol atau negatif")
                saved = on(lambda x, r: (x - r) / x, due, spent)
                if isinstance(saved, Exact) and abs(saved.value) > Fraction(1, 5):
                    return Exact(Fraction(1 if saved.value > 0 else -1, 5))
                return saved
            case "nilai_efisiensi":
                saved = self._shipped_measure("efisiensi_pmk_22", s, year)
                return on(lambda e: Fraction(1, 2) + e / Fraction(1, 5) / 2, saved)
        raise LookupError(name)

    def progress(self, ident: str, year: int) -> Value:
        """Against the end target: the year's realisasi, or where that target is the sum of the years', the sum to date."""
        if not self.is_summed(ident) or self.improves(ident) is None:
            return self.capaian(ident, year, "akhir")
        if not self.plan.awal <= year <= self.plan.akhir:
            return undefined("tahun itu di luar Renstra")
        if self.improves(ident) != "naik":
            return undefined("dijumlahkan dan tidak naik")
        end = self.one(self.target(ident, year, "akhir"))
        if isinstance(end, Exact) and end.value <= 0:
            return undefined("target akhir nol atau negatif")
        return on(lambda r, t: r / t, self.cumulative(ident, year), end)

    def is_summed(self, ident: str) -> bool:
        """Whether the end target is the sum of the years' targets, and not that of the last year."""
        if next((i.akumulasi for i in self.chain(ident) if i.akumulasi is not None), None) != "jumlah":
            return False
        amended = [x.id for x in self.plan.dokumen.values() if x.jenis == "renstra_perubahan"]
        return any(self._sums_in(ident, document) for document in (d.PLAN, *amended))

    def _sums_in(self, ident: str, document: str) -> bool:
        """The same by the Renstra, or by a document that states some of its years anew."""
        last = self.plan.akhir
        wanted = [self._restated(ident, year, document) for year in range(self.first_measured(ident), last + 1)]
        if any(isinstance(value, Wanted) and value.grade is not None for value in wanted):
            return False  # grades are not added
        numbers = [self.one(value) for value in wanted]
        added = [n.value for n in numbers if isinstance(n, Exact)]
        end, of_last = self.target(ident, last, "akhir"), self._restated(ident, last, document)
        if len(added) < len(numbers) or not isinstance(end, Wanted) or not isinstance(of_last, Wanted):
            return False
        return end.lower == end.upper == sum(added, Fraction(0)) != of_last.lower

    def _restated(self, ident: str, year: int, document: str) -> Value:
        cell = self.targets.get((ident, str(year), document))
        stating = d.PLAN if cell is None or cell.kind == "kosong" else document
        return self.target(ident, year, d.Thing("dokumen", stating))

    def first_measured(self, ident: str) -> int:
        mulai = next((i.mulai for i in self.chain(ident) if i.mulai is not None), None)
        return max(self.plan.awal, mulai or self.plan.awal)

    def cumulative(self, ident: str, year: int) -> Value:
        """The realisasi from the first year of the Renstra in which it is measured; of an earlier one it is not yet due."""
        if year < self.plan.awal:
            return undefined("mendahului Renstra")
        first = min(self.first_measured(ident), year)
        return self.function("jumlah", [self.realisasi(ident, y) for y in range(first, year + 1)], [], Fraction(1))

    def declared_measure(self, policy: str, subject: str, year: int) -> Value:
        """The measure that a policy names, where it is one of indicators or of nodes as the subject is."""
        chosen = self.policy(policy, subject)
        if chosen is None:
            return Nothing(NOT_APPLICABLE, "tanpa ukuran")
        ident = chosen[0]
        of = self.plan.ukuran[ident].of if ident in self.plan.ukuran else "simpul"
        if ident in ("sakip_umum.kemajuan", "sakip_umum.menunjang"):
            of = "indikator"
        if (of == "indikator") != (subject in self.plan.indikator):
            return Nothing(NOT_APPLICABLE, "bukan untuk ini")
        return self.measure(ident, subject, year)

    # ---- formulas -----------------------------------------------------------------------------------------------------------
    @staticmethod
    def one(value: Value) -> Exact | Nothing:
        """A number; of a target its value or bound, and a range is none."""
        if isinstance(value, Wanted):
            return undefined("rentang") if value.lower != value.upper else Exact(value.lower)
        if isinstance(value, (Exact, Nothing)):
            return value
        raise TypeError(f"no number: {value}")

    def guarded(self, formula: d.Guarded, scope: Scope) -> Value:
        inner = dict(scope)
        for name, body in formula.lets:
            inner[name] = self.value(body, inner)
        for condition, outcome in formula.guards:
            if self.value(condition, inner) is True:
                return undefined(outcome) if isinstance(outcome, str) else self.value(outcome, inner)
        found = self.value(formula.value, inner)
        return self.one(found) if isinstance(found, Wanted) else found

    def year(self, when: d.When, scope: Scope) -> int:
        base = when.year if when.base is None else scope[when.base]
        return int(base) + when.shift  # type: ignore[call-overload,no-any-return]

    def subject(self, thing: d.Thing, scope: Scope) -> str:
        return str(scope[thing.id]) if thing.kind == "var" else self.meant(thing.id, scope)

    def meant(self, ident: str, scope: Scope) -> str:
        """In a library's formula an indicator is the plan's own copy of it, where there is just one."""
        if not scope.get(LIBRARY) or ident not in self.plan.indikator:
            return ident
        copies = [
            i.id
            for i in self.plan.indikator.values()
            if i.package == self.plan.root and any(base.id == ident for base in self.chain(i.id)[1:])
        ]
        return copies[0] if len(copies) == 1 else ident

    def value(self, node: d.Formula | d.Condition, scope: Scope) -> Value:
        """The value of a formula or condition; an unknown condition is an absence."""
        match node:
            case d.Literal():
                return Exact(node.value * (node.satuan.scale if node.satuan is not None else 1))
            case d.Text():
                return node.value
            case d.Var():
                return scope[node.name]  # type: ignore[return-value]
            case d.Edge():
                target = scope["target"]
                if not isinstance(target, Wanted):
                    raise TypeError("no target")
                return Exact(target.upper if node.which == "atas" else target.lower)
            case d.Stated():
                year = self.year(node.when, scope)
                if node.kind == "data":
                    return self.data(node.id, year)
                return self.realisasi(self.meant(node.id, scope), year)
            case d.Sum():
                return self.arithmetic(node.operator, self.value(node.left, scope), self.value(node.right, scope))
            case d.Negative():
                negated = self.value(node.operand, scope)
                return undefined("predikat dihitung") if is_grade(negated) else on(lambda x: -x, self.one(negated))
            case d.If():
                holds = self.value(node.condition, scope)
                return (
                    holds if isinstance(holds, Nothing) else self.value(node.then if holds else node.otherwise, scope)
                )
            case d.In():
                return self.one(self.value(node.operand, scope))
            case d.Fn():
                values = [self.value(a, scope) for a in node.arguments]
                weights = [self.value(w, scope) for w in node.weights]
                return self.function(node.name, values, weights, node.scale)
            case d.Ask():
                return self.ask(node, scope)
            case d.Collect():
                return self.collect(node, scope)
            case d.Measure():
                return self.measure(node.id, self.subject(node.subject, scope), self.year(node.when, scope))
            case d.Direct():
                return self.achieve(node.id, self.value(node.realisasi, scope), self.value(node.target, scope))
            case d.Category():
                return self.category_of(self.value(node.operand, scope), node.skala)
            case d.Between():
                lower, upper = self.one(self.value(node.lower, scope)), self.one(self.value(node.upper, scope))
                if isinstance(lower, Exact) and isinstance(upper, Exact):
                    if lower.value > upper.value:
                        return undefined("rentang terbalik")
                    return Wanted(lower.value, upper.value)
                return lower if isinstance(lower, Nothing) else upper
            case d.Compare():
                return self.compare(node.operator, self.value(node.left, scope), self.value(node.right, scope))
            case d.Both():
                return self.both(node, scope)
            case d.Not():
                found = self.value(node.operand, scope)
                return found if isinstance(found, Nothing) else not found
            case d.Present():
                return not isinstance(self.value(node.operand, scope), Nothing)
            case d.Reached():
                return self.reached(self.subject(node.subject, scope), self.year(node.when, scope))
            case d.Key():
                return self.plan.indikator[self.subject(node.subject, scope)].iku

    def arithmetic(self, operator: str, left: Value, right: Value) -> Value:
        for side in (left, right):
            if isinstance(side, Nothing):
                return side
        if is_grade(left) or is_grade(right):
            return undefined("predikat dihitung")
        a, b = first_absent(self.one(left), self.one(right), left, right)
        if operator == "/" and isinstance(a, Exact) and isinstance(b, Exact) and b.value == 0:
            return undefined("pembagi nol")
        ways: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
            "+": lambda x, y: x + y,
            "-": lambda x, y: x - y,
            "*": lambda x, y: x * y,
            "/": lambda x, y: x / y,
        }
        return on(ways[operator], a, b)

    def compare(self, operator: str, left: Value, right: Value) -> Value:
        for value in (left, right):
            if isinstance(value, Nothing):
                return value
        spans = [value for value in (left, right) if isinstance(value, Wanted) and value.lower != value.upper]
        if spans and operator in ("=", "<>"):
            alike = len(spans) == 2 and len({(s.lower, s.upper) for s in spans}) == 1
            return alike if operator == "=" else not alike
        if spans:
            return undefined("rentang")
        a, b = self.one(left), self.one(right)
        if isinstance(left, Wanted) and isinstance(right, Wanted) and left.grade is not None:
            return ordered(operator, Fraction(left.rank), Fraction(right.rank))
        return ordered(operator, a.value, b.value)  # type: ignore[union-attr]

    def both(self, node: d.Both, scope: Scope) -> Value:
        """Three-valued: one side may decide whatever the other is."""
        sides = [self.value(side, scope) for side in (node.left, node.right)]
        decisive = node.operator == "atau"
        if any(side is decisive for side in sides):
            return decisive
        unknown = [side for side in sides if isinstance(side, Nothing)]
        return unknown[0] if unknown else not decisive

    def ask(self, node: d.Ask, scope: Scope) -> Value:
        subject, year = self.subject(node.subject, scope), self.year(node.when, scope)
        acuan = self.year(node.acuan, scope) if isinstance(node.acuan, d.When) else node.acuan
        named = acuan.id if isinstance(acuan, d.Thing) else None
        match node.name:
            case "target":
                return self.target(subject, year, acuan)
            case "realisasi":
                return self.realisasi(subject, year)
            case "hitungan":
                return self.hitungan(subject, year)
            case "capaian":
                return self.capaian(subject, year, acuan)
            case "kategori":
                return self.kategori(subject, year, named)
            case "pembanding" if named is not None:
                return self.benchmark(subject, year, named)
            case "kumulatif":
                return self.cumulative(subject, year)
            case "pagu" | "realisasi_anggaran":
                return self.money(node.name, subject, year, named)
        raise LookupError(node.name)

    # ---- collections ----------------------------------------------------------------------------------------------------------
    def collect(self, node: d.Collect, scope: Scope) -> Value:
        (bind,) = node.binds
        members = [{**scope, bind.name: m} for m in self.members(bind, scope)]
        if bind.condition is not None:
            condition = bind.condition
            members = [m for m in members if self.value(condition, m) is True]
        if node.body is None:
            return Exact(Fraction(len(members)))
        values = [self.value(node.body, m) for m in members]
        if node.skip:
            kept = [v for v in values if not isinstance(v, Nothing)]
            if values and not kept:
                return values[0]
            values = kept
        return self.function(node.name, values, [], Fraction(1))

    def members(self, bind: d.Bind, scope: Scope) -> list[str] | list[int]:
        plan = self.plan
        if bind.kind == "tahun":
            if bind.since is None or bind.until is None:
                return list(range(plan.awal, plan.akhir + 1))
            return list(range(self.year(bind.since, scope), self.year(bind.until, scope) + 1))
        if bind.kind == "indikator":
            if isinstance(bind.domain, d.Thing):
                return list(plan.of_node(self.subject(bind.domain, scope)))
            homes = [n for n in plan.nodes if bind.domain is None or plan.nodes[n].level == bind.domain]
            return [i for i in self.placed() if plan.indikator[i].node in homes]
        nodes = self.walk()
        if isinstance(bind.domain, d.Thing):
            nodes = self.below(self.subject(bind.domain, scope))
        elif bind.domain is not None:
            above = [n for n in plan.nodes if plan.nodes[n].level == bind.domain]
            nodes = [n for n in nodes if any(n in self.below(a) for a in above)]
        return [n for n in nodes if bind.kind in ("simpul", plan.nodes[n].level)]

    # ---- functions --------------------------------------------------------------------------------------------------------------
    def function(self, name: str, values: list[Value], weights: list[Value | None], scale: Fraction) -> Value:
        """A function of numbers; the first absent argument makes the result absent."""
        for value in (*values, *weights):
            if isinstance(value, Nothing):
                return value
        if any(map(is_grade, values)):
            if name not in ("tertinggi", "terendah"):
                return undefined("predikat dihitung")
            pick = max if name == "tertinggi" else min
            return pick(values, key=lambda v: self.one(v).value)  # type: ignore[union-attr]  # all are there
        numbers: list[Fraction] = []
        rough = False
        for value in values:
            number = self.one(value)
            if isinstance(number, Nothing):
                return number
            numbers.append(number.value)
            rough = rough or number.rough
        if not numbers and name != "jumlah":
            return undefined("himpunan kosong")
        match name:
            case "jumlah":
                return Exact(sum(numbers, Fraction(0)), rough)
            case "rata_rata":
                return Exact(sum(numbers, Fraction(0)) / len(numbers), rough)
            case "median":
                ordered, half = sorted(numbers), len(numbers) // 2
                middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
                return Exact(middle, rough)
            case "tertinggi" | "terendah":
                best = max(numbers) if name == "tertinggi" else min(numbers)
                found = [v for v in map(self.one, values) if isinstance(v, Exact) and v.value == best]
                return found[0]
            case "rata_rata_geometrik":
                if any(n < 0 for n in numbers):
                    return undefined("geometrik negatif")
                found_root = root(prod(numbers, start=Fraction(1)), len(numbers))
                return Exact(found_root.value, found_root.rough or rough)
            case "rata_rata_tertimbang":
                if any(w is None for w in weights) or len(weights) != len(numbers):
                    return undefined("tanpa bobot")
                shares = [w.value for w in weights if isinstance(w, Exact)]
                if sum(shares) != 1:
                    return undefined("bobot tidak 100 %")
                return Exact(sum((n * w for n, w in zip(numbers, shares, strict=True)), Fraction(0)), rough)
            case "abs":
                return Exact(abs(numbers[0]), rough)
            case "bulatkan":
                step = scale / 10 ** int(numbers[1])
                return Exact(half_up(numbers[0] / step) * step, rough)
            case "potong":
                step = scale / 10 ** int(numbers[1])
                return Exact(int(numbers[0] / step) * step, rough)
            case "pertumbuhan":
                now, then = numbers
                return undefined("pertumbuhan dari nol") if then == 0 else Exact(now / then - 1, rough)
            case "selisih":
                return Exact(numbers[0] - numbers[1], rough)
            case "akar":
                if numbers[0] < 0:
                    return undefined("akar negatif")
                found_root = root(numbers[0], 2)
                return Exact(found_root.value, found_root.rough or rough)
            case "pangkat":
                return Exact(numbers[0] ** int(numbers[1]), rough)
        raise LookupError(name)
