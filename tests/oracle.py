"""A second opinion: every figure of a drawn plan by plain recursion over its description, in exact rationals.

It knows the meaning of the language from its documentation and shares no code with the program: neither its parsed nor
its typed expressions, nor its functions. Where a figure is absent it says of which kind, and why in one word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import isqrt, prod

from attrs import frozen

from tests import drawn as d
from tests.shipped import IMPROVES, SHIPPED_SKALA

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


# ---- the oracle -----------------------------------------------------------------------------------------------------
class Oracle:
    """Figures of one plan."""

    def __init__(self, plan: d.Plan) -> None:
        self.plan = plan
        self.targets: dict[tuple[str, str, str], d.Cell] = {}
        self.facts: dict[tuple[str, str, str], d.Cell] = {}
        """(data, realisasi or a benchmark; subject; year)"""
        self.money_cells: dict[tuple[str, str, int, str], d.Cell] = {}
        """(pagu or realisasi; node; year; document)"""
        self.known: dict[tuple[object, ...], Value] = {}
        for table in plan.tables:
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    self._state(table, row.subject, column, cell)
        years = [int(y) for kind, _, y in self.facts if kind in ("data", "realisasi")]
        years += [int(c) for _, c, _ in self.targets if c.isdigit()]
        years += [year for what, _, year, _ in self.money_cells if what == "pagu"]
        self.earliest = min([*years, plan.awal])
        self.latest = max([*years, plan.akhir])

    def _state(self, table: d.Table, subject: str, column: str, cell: d.Cell) -> None:
        if table.keyword == "target":
            self.targets[subject, column, table.document] = cell
        elif table.keyword == "anggaran":
            key = (column, subject, table.year, table.document if column == "pagu" else "")
            if self.money_cells.get(key, cell).kind == "kosong" or key not in self.money_cells:
                self.money_cells[key] = cell
        else:
            self.facts[table.benchmark or table.keyword, subject, column] = cell

    def once(self, key: tuple[object, ...], compute: Callable[[], Value]) -> Value:
        if key not in self.known:
            self.known[key] = compute()
        return self.known[key]

    # ---- what an indicator is -----------------------------------------------------------------------------------------
    def chain(self, ident: str) -> list[d.Indikator]:
        """An indicator and those it is `dari`, the nearest first."""
        out = [self.plan.indikator[ident]]
        while out[-1].dari is not None:
            out.append(self.plan.indikator[out[-1].dari])
        return out

    def arah(self, ident: str) -> str | None:
        return next((i.arah for i in self.chain(ident) if i.arah is not None), None)

    def formula(self, ident: str) -> d.Guarded | None:
        return next((i.formula for i in self.chain(ident) if i.formula is not None), None)

    def improves(self, ident: str) -> str | None:
        arah = self.arah(ident)
        if arah is None:
            return None
        return IMPROVES[arah.partition(".")[2]] if arah not in self.plan.arah else self.plan.arah[arah].improves

    def policy(self, name: str, subject: str, document: str | None = None) -> tuple[str, ...] | None:
        """The nearest setting: the indicator's and what it is `dari`, its nodes upward, that of the document whose target
        is used, the plan's, those of packages used."""
        plan = self.plan
        node: str | None = subject
        if subject in plan.indikator:
            for item in self.chain(subject):
                if name in item.policies:
                    return item.policies[name]
            node = plan.indikator[subject].node
        reached = None if node is None else self.above(name, node)
        if reached is not None:
            return reached
        if document in plan.dokumen and name in plan.dokumen[document].policies:
            return plan.dokumen[document].policies[name]
        if name in plan.renstra_policies:
            return plan.renstra_policies[name]
        return self.package_policy(name, plan.root)

    def above(self, name: str, node: str) -> tuple[str, ...] | None:
        """What a node or those above it set; parents of one node agree."""
        found = self.plan.nodes[node]
        if name in found.policies:
            return found.policies[name]
        settings = {self.above(name, parent) for parent in found.parents} - {None}
        if len(settings) > 1:
            raise ValueError(f"{node} inherits {settings}")
        return settings.pop() if settings else None

    def package_policy(self, name: str, package: str) -> tuple[str, ...] | None:
        found = self.plan.packages[package]
        if name in found.policies:
            return found.policies[name]
        for used, _ in found.uses:
            inherited = self.package_policy(name, used)
            if inherited is not None:
                return inherited
        return None

    # ---- the cascade --------------------------------------------------------------------------------------------------
    def below(self, node: str) -> list[str]:
        """All nodes beneath, the nearest first."""
        found: dict[str, None] = {}
        waiting = list(self.plan.children(node))
        while waiting:
            at = waiting.pop(0)
            if at not in found:
                found[at] = None
                waiting += self.plan.children(at)
        return list(found)

    def walk(self) -> list[str]:
        """All nodes, parents before children."""
        out: list[str] = []

        def visit(node: str) -> None:
            if node not in out and all(p in out for p in self.plan.nodes[node].parents):
                out.append(node)
                for child in self.plan.children(node):
                    visit(child)

        for node in self.plan.nodes.values():
            if not node.parents:
                visit(node.id)
        return out

    def placed(self) -> list[str]:
        return [i for node in self.walk() for i in self.plan.of_node(node)]

    # ---- statements ---------------------------------------------------------------------------------------------------
    def cell(self, cell: d.Cell) -> Value:
        """What a cell says."""
        if cell.kind == "kosong":
            kind, why = CELLS[cell.word]
            return Nothing(kind, why)
        if cell.kind == "predikat":
            bands = self.plan.skala["predikat"].bands
            rank = 1 + [b.nama for b in bands].index(cell.word)
            skor = bands[rank - 1].skor
            value = Fraction(skor if skor is not None else rank)
            return Wanted(value, value, "", cell.word, rank)
        return Exact(cell.lower)

    def target_cell(self, cell: d.Cell) -> Value:
        found = self.cell(cell)
        return Wanted(cell.lower, cell.upper, cell.word) if isinstance(found, Exact) else found

    def data(self, ident: str, year: int) -> Value:
        found = self.facts.get(("data", ident, str(year)))
        return no_data("data", self.plan.data[ident].nama, str(year)) if found is None else self.cell(found)

    def benchmark(self, ident: str, year: int, name: str) -> Value:
        found = self.facts.get((name, ident, str(year)))
        return no_data("pembanding", ident, str(year)) if found is None else self.cell(found)

    # ---- figures of indicators ------------------------------------------------------------------------------------------
    def target(self, ident: str, year: int, acuan: d.Thing | str | int | None = None) -> Value:
        """The target that holds, or that a document, a benchmark, `awal`, `akhir` or another year states."""
        return self.once(("target", ident, year, str(acuan)), lambda: self._target(ident, year, acuan))

    def _target(self, ident: str, year: int, acuan: d.Thing | str | int | None) -> Value:
        if isinstance(acuan, int):
            return self.target(ident, acuan)
        if isinstance(acuan, d.Thing) and acuan.kind == "pembanding":
            value = self.benchmark(ident, year, acuan.id)
            return Wanted(value.value, value.value) if isinstance(value, Exact) else value
        waiting = self.not_yet(ident, year)
        if waiting is not None and acuan not in ("awal", "akhir"):
            return waiting
        if isinstance(acuan, d.Thing):
            stated = self.targets.get((ident, str(year), acuan.id))
            return no_data("target dokumen", ident, str(year)) if stated is None else self.target_cell(stated)
        column = acuan if acuan is not None else str(year)
        empty: Value | None = None
        for group in self.precedence(ident, column):
            cells = [self.targets[ident, column, document] for document in group]
            said = [v for v in map(self.target_cell, cells) if not isinstance(v, Nothing)]
            if said and any(v != said[0] for v in said):
                return undefined("target setara berbeda", ident, column)
            if said:
                return said[0]
            empty = empty or self.target_cell(cells[0])
        return empty if empty is not None else no_data("target", ident, column)

    def not_yet(self, ident: str, year: int) -> Nothing | None:
        """Before `mulai` there is neither target nor realisasi."""
        mulai = next((i.mulai for i in self.chain(ident) if i.mulai is not None), None)
        return Nothing(NOT_YET, "belum mulai", (ident, str(mulai))) if mulai is not None and year < mulai else None

    def document_of(self, ident: str, year: int, acuan: d.Thing | str | int | None) -> str | None:
        """The document whose target is used."""
        if isinstance(acuan, int):
            return self.document_of(ident, acuan, None)
        if isinstance(acuan, d.Thing):
            return acuan.id if acuan.kind == "dokumen" else None
        column = acuan if acuan is not None else str(year)
        stating = (x for group in self.precedence(ident, column) for x in group)
        return next((x for x in stating if self.targets[ident, column, x].kind != "kosong"), None)

    def precedence(self, ident: str, column: str) -> Iterable[list[str]]:
        """Documents that state a target, those of equal standing together, the first to be asked first."""
        kinds = self.policy("acuan_target", ident) or (d.PLAN,)
        if not column.isdigit():
            kinds = (d.PLAN, *(k for k in kinds if k != d.PLAN))
        for kind in kinds:
            if kind == d.PLAN:
                if (ident, column, d.PLAN) in self.targets:
                    yield [d.PLAN]
                continue
            found = [x for x in self.plan.dokumen.values() if x.jenis == kind and (ident, column, x.id) in self.targets]
            for date in sorted({x.tanggal or "" for x in found}, reverse=True):
                yield sorted((x.id for x in found if (x.tanggal or "") == date), reverse=True)

    def realisasi(self, ident: str, year: int) -> Value:
        return self.once(("realisasi", ident, year), lambda: self._realisasi(ident, year))

    def _realisasi(self, ident: str, year: int) -> Value:
        waiting = self.not_yet(ident, year)
        if waiting is not None:
            return waiting
        cell = self.facts.get(("realisasi", ident, str(year)))
        stated = None if cell is None else self.cell(cell)
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

    def unit(self, ident: str) -> d.Satuan:
        return next(i.satuan for i in self.chain(ident) if i.satuan is not None)

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
            return self.guarded(self.plan.arah[arah].formula, {"realisasi": r, "target": target})
        if not isinstance(target, Wanted):
            raise TypeError(f"no target: {target}")
        return _shipped_direction(arah.partition(".")[2], r, target)

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

    def history(self, ident: str, year: int) -> list[int]:
        """The years shown: those of which something is stated or computed, and the year asked for."""
        stated = {int(y) for kind, i, y in self.facts if kind == "realisasi" and i == ident}
        stated |= {int(c) for i, c, _ in self.targets if i == ident and c.isdigit()}
        if self.formula(ident) is not None:
            stated |= set(range(self.earliest, year))
        return [*sorted(y for y in stated if self.earliest <= y < year), year]

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

    # ---- money ----------------------------------------------------------------------------------------------------------
    def money(self, what: str, node: str, year: int, document: str | None = None) -> Value:
        """The statements beneath a node that make up its money, none within another, each once."""
        spoken = "pagu" if what == "pagu" else "realisasi"
        holders = self.holders(spoken, node, year, document)
        if holders is None:
            return no_data(what, node, str(year))
        return Exact(sum((self._money_cell(spoken, h, year, document) or Fraction(0) for h in holders), Fraction(0)))

    def holders(self, what: str, node: str, year: int, document: str | None) -> set[str] | None:
        children = [self.holders(what, c, year, document) for c in self.plan.children(node)]
        if children and all(c is not None for c in children):
            union = set().union(*(c for c in children if c is not None))
            return {h for h in union if not any(h in self.below(other) for other in union)}
        return None if self._money_cell(what, node, year, document) is None else {node}

    def _money_cell(self, what: str, node: str, year: int, document: str | None) -> Fraction | None:
        """A node's own statement: the plan's, else that of the latest document."""
        dated = sorted(self.plan.dokumen.values(), key=lambda x: (x.tanggal or "", x.id), reverse=True)
        order = [""] if what == "realisasi" else [document] if document else [d.PLAN, *(x.id for x in dated)]
        for name in order:
            cell = self.money_cells.get((what, node, year, name or ""))
            if cell is not None and cell.kind != "kosong":
                return cell.lower
        return None

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
            return self.capaian(s, year, "akhir")
        pagu, spent = self.money("pagu", s, year), self.money("realisasi_anggaran", s, year)
        if name == "sisa":
            return _on(lambda p, r: p - r, pagu, spent)
        absorbed: Value = (
            undefined("pagu nol atau negatif")
            if isinstance(pagu, Exact) and pagu.value <= 0
            else _on(lambda r, p: r / p, spent, pagu)
        )
        if name == "serapan":
            return absorbed
        reached = self.capaian(s, year)
        gap = _on(lambda c, a: c - a, reached, absorbed)
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
                return _on(lambda c, a: c / a, reached, absorbed)
            case "efisiensi_pmk_249":
                if isinstance(reached, Exact) and reached.value <= 0:
                    return undefined("capaian nol atau negatif")
                return _on(lambda a, c: 1 - a / c, absorbed, reached)
            case "efisiensi_pmk_22":
                due = _on(lambda p, c: p * c, pagu, reached)
                if isinstance(due, Exact) and due.value <= 0:
                    return undefined("pagu atau capaian nol atau negatif")
                saved = _on(lambda x, r: (x - r) / x, due, spent)
                if isinstance(saved, Exact) and abs(saved.value) > Fraction(1, 5):
                    return Exact(Fraction(1 if saved.value > 0 else -1, 5))
                return saved
            case "nilai_efisiensi":
                saved = self._shipped_measure("efisiensi_pmk_22", s, year)
                return _on(lambda e: Fraction(1, 2) + e / Fraction(1, 5) / 2, saved)
        raise LookupError(name)

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
                return _on(lambda x: -x, self.one(self.value(node.operand, scope)))
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
        a, b = _first_absent(self.one(left), self.one(right), left, right)
        if operator == "/" and isinstance(a, Exact) and isinstance(b, Exact) and b.value == 0:
            return undefined("pembagi nol")
        ways: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
            "+": lambda x, y: x + y,
            "-": lambda x, y: x - y,
            "*": lambda x, y: x * y,
            "/": lambda x, y: x / y,
        }
        return _on(ways[operator], a, b)

    def compare(self, operator: str, left: Value, right: Value) -> Value:
        for value in (left, right):
            if isinstance(value, Nothing):
                return value
        for value in (left, right):
            if isinstance(value, Wanted) and value.lower != value.upper:
                return undefined("rentang")
        a, b = self.one(left), self.one(right)
        if isinstance(left, Wanted) and isinstance(right, Wanted) and left.grade is not None:
            return _ordered(operator, Fraction(left.rank), Fraction(right.rank))
        return _ordered(operator, a.value, b.value)  # type: ignore[union-attr]

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
                if year < self.plan.awal:
                    return undefined("mendahului Renstra")
                years = [self.realisasi(subject, y) for y in range(self.plan.awal, year + 1)]
                return self.function("jumlah", years, [], Fraction(1))
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


def _first_absent(a: Exact | Nothing, b: Exact | Nothing, *before: Value) -> tuple[Exact | Nothing, Exact | Nothing]:
    """Both, an absence that was there before the operands were looked at in front."""
    for value in before:
        if isinstance(value, Nothing):
            return value, value
    return a, b


def _on(compute: Callable[..., Fraction], *values: Value) -> Value:
    """A computation on numbers; the first that is absent is the answer."""
    numbers: list[Exact] = []
    for value in values:
        if isinstance(value, Nothing):
            return value
        if not isinstance(value, Exact):
            raise TypeError(f"no number: {value}")
        numbers.append(value)
    return Exact(compute(*(n.value for n in numbers)), any(n.rough for n in numbers))


def _ordered(operator: str, a: Fraction, b: Fraction) -> bool:
    return {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def _shipped_direction(name: str, realisasi: Exact, target: Wanted) -> Value:
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
