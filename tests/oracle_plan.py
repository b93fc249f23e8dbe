"""What a drawn plan states, read off its description: cells, policies, the cascade, targets and money."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from tests import drawn as d
from tests.oracle_values import CELLS, NOT_YET, Exact, Nothing, Value, Wanted, no_data, undefined
from tests.shipped import IMPROVES


class Statements:
    """What one plan states, and what holds of it."""

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
        """All nodes beneath, in the order of the cascade: each before what is beneath it, where it is met first."""
        found: dict[str, None] = {}

        def visit(at: str) -> None:
            for child in self.plan.children(at):
                if child not in found:
                    found[child] = None
                    visit(child)

        visit(node)
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
    def cell(self, cell: d.Cell, *about: str) -> Value:
        """What a cell says; of a dash and its like, what it is about: a kind of statement, a subject, a period."""
        if cell.kind == "kosong":
            kind, why = CELLS[cell.word]
            return Nothing(kind, why, about)
        if cell.kind == "predikat":
            bands = self.plan.skala["predikat"].bands
            rank = 1 + [b.nama for b in bands].index(cell.word)
            skor = bands[rank - 1].skor
            value = Fraction(skor if skor is not None else rank)
            return Wanted(value, value, "", cell.word, rank)
        return Exact(cell.lower)

    def target_cell(self, cell: d.Cell, ident: str, column: str) -> Value:
        found = self.cell(cell, "target", ident, column)
        return Wanted(cell.lower, cell.upper, cell.word) if isinstance(found, Exact) else found

    def data(self, ident: str, year: int) -> Value:
        found = self.facts.get(("data", ident, str(year)))
        nama = self.plan.data[ident].nama
        return no_data("data", nama, str(year)) if found is None else self.cell(found, "data", nama, str(year))

    def benchmark(self, ident: str, year: int, name: str) -> Value:
        found = self.facts.get((name, ident, str(year)))
        if found is None:
            return no_data("pembanding", ident, str(year))
        return self.cell(found, self.plan.benchmarks[name], ident, str(year))

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
            if stated is None:
                return no_data("target dokumen", ident, str(year))
            return self.target_cell(stated, ident, str(year))
        column = acuan if acuan is not None else str(year)
        empty: Value | None = None
        for group in self.precedence(ident, column):
            cells = [self.targets[ident, column, document] for document in group]
            said = [v for c in cells if not isinstance(v := self.target_cell(c, ident, column), Nothing)]
            if said and any(v != said[0] for v in said):
                return undefined("target setara berbeda", ident, column)
            if said:
                return said[0]
            empty = empty or self.target_cell(cells[0], ident, column)
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
        if column == "awal":
            kinds = (d.PLAN, *(k for k in kinds if k != d.PLAN))
        for kind in kinds:
            if kind == d.PLAN:
                if (ident, column, d.PLAN) in self.targets:
                    yield [d.PLAN]
                continue
            found = [x for x in self.plan.dokumen.values() if x.jenis == kind and (ident, column, x.id) in self.targets]
            for date in sorted({x.tanggal or "" for x in found}, reverse=True):
                yield sorted((x.id for x in found if (x.tanggal or "") == date), reverse=True)

    def unit(self, ident: str) -> d.Satuan:
        return next(i.satuan for i in self.chain(ident) if i.satuan is not None)

    def history(self, ident: str, year: int) -> list[int]:
        """The years shown: those of which something is stated or computed, and the year asked for."""
        stated = {int(y) for kind, i, y in self.facts if kind == "realisasi" and i == ident}
        stated |= {int(c) for i, c, _ in self.targets if i == ident and c.isdigit()}
        if self.formula(ident) is not None:
            stated |= set(range(self.earliest, year))
        return [*sorted(y for y in stated if self.earliest <= y < year), year]

    # ---- money ----------------------------------------------------------------------------------------------------------
    def money(self, what: str, node: str, year: int, document: str | None = None) -> Value:
        """The statements beneath a node that make up its money, none within another, each once, or the part it has of each."""
        spoken = "pagu" if what == "pagu" else "realisasi"
        making = self.holders(spoken, node, year, document)
        if making is None:
            return no_data("pagu dokumen" if document and what == "pagu" else what, node, str(year))
        parts = {h: self._part(h, node, making) for h in making}
        holders = {h: part for h, part in parts.items() if part is not None}
        tied = [h for h in self.walk() if h in holders and self._budgets_differ(h, year, document)]
        if tied and what == "pagu":
            return undefined("pagu setara berbeda", tied[0], str(year))
        cells = {h: self._money_cell(spoken, h, year, document) or Fraction(0) for h in holders}
        return Exact(sum((cells[h] * part for h, part in holders.items()), Fraction(0)))

    def _part(self, node: str, top: str, making: set[str]) -> Fraction | None:
        """How much of a node's money is that of a node above it; None where a figure between the two holds it already."""
        if node == top:
            return Fraction(1)
        above = [p for p in self.plan.nodes[node].parents if p == top or p in self.below(top)]
        through = {p: part for p in above if p not in making and (part := self._part(p, top, making)) is not None}
        divided = dict(self.plan.nodes[node].alokasi)
        if not through or (not divided and len(through) < len(above)):
            return None
        if divided:
            return sum((divided[p] * part for p, part in through.items()), Fraction(0))
        return max(through.values())

    def _budgets_differ(self, node: str, year: int, document: str | None) -> bool:
        """Whether documents of the latest date that state a node's budget state different ones, and nothing else decides."""
        if document or self._stated_budget(node, year, d.PLAN) is not None:
            return False
        stated = [(x.tanggal or "", self._stated_budget(node, year, x.id)) for x in self.plan.dokumen.values()]
        known = [(date, value) for date, value in stated if value is not None]
        latest = max((date for date, _ in known), default="")
        return len({value for date, value in known if date == latest}) > 1

    def _stated_budget(self, node: str, year: int, document: str) -> Fraction | None:
        cell = self.money_cells.get(("pagu", node, year, document))
        return None if cell is None or cell.kind == "kosong" else cell.lower

    def holders(self, what: str, node: str, year: int, document: str | None) -> set[str] | None:
        children = [self.holders(what, c, year, document) for c in self.plan.children(node)]
        if children and all(c is not None for c in children):
            return set().union(*(c for c in children if c is not None))
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
