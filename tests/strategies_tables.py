"""The statements of a drawn plan: cells in every form, tables of targets, realisasi, data, benchmarks and money."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import TypeVar

from attrs import evolve
from hypothesis import strategies as st

from tests import drawn as d
from tests.render import quantity

Choice = TypeVar("Choice")

ABSENT = ("-", "n/a", "belum rilis", "0/0")
OPERATORS = ("maksimal", "minimal", "kurang dari", "lebih dari", "<=", ">=", "<", ">")


class TableMaker:
    """Draws what a plan states of the things that are declared in it."""

    def __init__(self, draw: st.DrawFn, library: bool | None) -> None:
        self.draw = draw
        self.library = draw(st.booleans()) if library is None else library
        self.naker = draw(st.integers(0, 3)) == 0
        self.awal = draw(st.sampled_from([2019, 2021]))
        self.akhir = self.awal + draw(st.integers(2, 4))
        self.random = Random(draw(st.integers(0, 2**32 - 1)))
        self.units: list[tuple[str, str, str]] = []
        self.counted: list[d.Satuan] = [d.ORANG, d.KASUS, d.BUAH]
        self.data: dict[str, d.Datum] = {}
        self.skala: dict[str, d.Skala] = {}
        self.arah: dict[str, d.Arah] = {}
        self.ukuran: dict[str, d.Ukuran] = {}
        self.indikator: dict[str, d.Indikator] = {}
        self.nodes: dict[str, d.Node] = {}
        self.dokumen: dict[str, d.Dokumen] = {}
        self.benchmarks: dict[str, str] = {}
        self.tables: list[d.Table] = []

    # ---- chances ------------------------------------------------------------------------------------------------------
    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def one(self, choices: object) -> object:
        return self.draw(st.sampled_from(list(choices)))  # type: ignore[call-overload]

    def luck(self, percent: int) -> bool:
        """As `chance`, for the many small choices of tables: by a generator whose seed is drawn, which is much faster."""
        return self.random.randrange(100) < percent

    def some(self, choices: Sequence[Choice]) -> Choice:
        """As `luck`, for one of several."""
        return self.random.choice(choices)

    # ---- statements -------------------------------------------------------------------------------------------------------------
    def unit_of(self, ident: str) -> d.Satuan:
        item: d.Indikator = self.indikator[ident]
        while item.satuan is None:
            item = self.indikator[item.dari]  # type: ignore[index]
        return item.satuan

    def ranges_allowed(self, ident: str) -> bool:
        item: d.Indikator | None = self.indikator[ident]
        while item is not None and item.arah is None:
            item = self.indikator[item.dari] if item.dari is not None else None
        if item is None or item.arah is None:
            return True
        if item.arah in self.arah:
            return self.arah[item.arah].ranges
        return "rentang" in item.arah

    def variants(self, unit: d.Satuan) -> list[d.Satuan]:
        """Units in which a cell of a row may be written."""
        alike = {
            "orang": [d.ORANG, d.ORANG, d.JIWA],
            "buah": [u for u in (*self.counted, d.LUSIN) if u.dimension == "buah"],
            "Rp": [d.RUPIAH, d.RUPIAH, d.JUTA],
        }
        return alike.get(unit.dimension, [unit]) if unit.kind in ("hitungan", "uang") else [unit]

    def magnitude(self, unit: d.Satuan) -> tuple[Fraction, int]:
        """A number as written, with its decimals."""
        decimals = self.some((0, 0, 1, 2))
        top = {"persen": 150, "poin": 20, "indeks": 100, "rasio": 3, "per": 60}.get(unit.kind, 3000)
        if unit.scale > 1 and unit.kind == "uang":
            top = 40
        low = -5 if self.luck(6) else 0
        value = self.random.randint(low, top if self.luck(60) else min(top, 12)) * 10**decimals
        if decimals:
            value += self.random.randrange(10**decimals)
        return Fraction(value, 10**decimals), decimals

    def written(self, unit: d.Satuan, bare: d.Satuan | None) -> tuple[Fraction, str]:
        """A number in base magnitude and its text: with a unit beside it, or bare in the row's unit."""
        chosen = bare if bare is not None and self.luck(70) else self.some(self.variants(unit))
        value, decimals = self.magnitude(chosen)
        shown = None if bare is not None and chosen == bare and self.luck(80) else chosen
        text = quantity(value, decimals, shown)
        if text.startswith("Rp -"):
            value, text = -value, text.replace("Rp -", "Rp ")
        return value * chosen.scale, text

    def cell(self, unit: d.Satuan, bare: d.Satuan | None, ident: str | None = None, target: bool = False) -> d.Cell:
        kind = self.random.randint(0, 19)
        if kind == 19:
            word = self.some(ABSENT)
            return d.Cell("kosong", word, word=word)
        if unit.kind == "predikat":
            band = self.some(self.skala["predikat"].bands)
            return d.Cell(
                "predikat", f'"{band.nama}"' if " " in band.nama or self.luck(30) else band.nama, word=band.nama
            )
        value, text = self.written(unit, bare)
        if target and kind == 2:
            operator = self.some(OPERATORS)
            said = dict(zip(OPERATORS[4:], OPERATORS[:4], strict=True)).get(operator, operator)
            return d.Cell("batas", f"{operator} {text}", value, value, said)
        if target and kind <= 9 and ident is not None and self.ranges_allowed(ident):
            return self.range_cell(unit, bare)
        return d.Cell("angka", text, value, value)

    def range_cell(self, unit: d.Satuan, bare: d.Satuan | None) -> d.Cell:
        """Two ends, each with its unit, or one unit for both, or bare."""
        chosen = bare if bare is not None and self.luck(60) else self.some(self.variants(unit))
        (low, low_decimals), (high, high_decimals) = sorted([self.magnitude(chosen), self.magnitude(chosen)])
        first = chosen if chosen.kind == "uang" or (bare != chosen and self.luck(50)) else None
        last = chosen if first is not None or bare != chosen or self.luck(50) else None
        written = [quantity(low, low_decimals, first, False), quantity(high, high_decimals, last, False)]
        if any("Rp -" in text for text in written):
            low, high, written = Fraction(0), Fraction(1), ["Rp 0", "Rp 1"]
            low, high = low * d.RUPIAH.scale, high * d.RUPIAH.scale
            return d.Cell("rentang", " s.d. ".join(written), low, high)
        return d.Cell("rentang", " s.d. ".join(written), low * chosen.scale, high * chosen.scale)

    def row(self, subject: str, label: str, unit: d.Satuan, many: int, with_unit: bool, target: bool = False) -> d.Row:
        bare = unit
        satuan = None
        if with_unit and unit.alone and unit.kind not in ("per", "predikat", "uang"):
            bare = self.some(self.variants(unit))
            satuan = bare.written
        ident = subject if subject in self.indikator else None
        cells = tuple(self.cell(unit, bare, ident, target) for _ in range(many))
        return d.Row(subject, label, cells, satuan)

    def years(self, first: int, last: int) -> tuple[str, ...]:
        """Most years of a range, now and then from the last to the first."""
        found = [y for y in range(first, last + 1) if not self.luck(12)] or [first]
        return tuple(str(y) for y in (found[::-1] if self.luck(10) else found))

    def indicator_label(self, ident: str) -> str:
        nama = self.indikator[ident].nama
        return f'"{nama}"' if nama is not None and self.luck(10) else ident

    def draw_tables(self) -> None:
        own = [i for i, x in self.indikator.items() if x.package == "rencana"]
        self.target_tables(own)
        self.value_tables(own)
        self.budget_tables()

    def target_tables(self, own: list[str]) -> None:
        for document in [d.PLAN, *self.dokumen]:
            subjects = [i for i in own if self.luck(92 if document == d.PLAN else 45)]
            if not subjects:
                continue
            columns = list(self.years(self.awal, self.akhir))
            if self.luck(40):
                columns.insert(0, "awal")
            if self.luck(60):
                columns.append("akhir")
            with_unit = self.luck(25)
            rows = [
                self.row(i, self.indicator_label(i), self.unit_of(i), len(columns), with_unit, target=True)
                for i in subjects
            ]
            if document == d.PLAN:
                rows = [self.summed(row, columns) if self.luck(70) else row for row in rows]
            self.tables.append(d.Table("target", tuple(columns), tuple(rows), document))

    def summed(self, row: d.Row, columns: list[str]) -> d.Row:
        """A row whose end target is the sum of its years, where the indicator is one that is added up and has them all."""
        item = self.indikator[row.subject]
        wanted = {str(y) for y in range(max(self.awal, item.mulai or self.awal), self.akhir + 1)}
        if item.akumulasi != "jumlah" or not {*wanted, "akhir"} <= set(columns):
            return row
        unit = self.unit_of(row.subject)
        scale = next((u.scale for u in self.variants(unit) if u.written == row.satuan), unit.scale)
        parts = [c for c, y in zip(row.cells, columns, strict=True) if y in wanted]
        if any(c.kind != "angka" or c.lower is None for c in parts):
            return row
        total = sum((c.lower for c in parts if c.lower is not None), Fraction(0))
        text = quantity(total / scale, 6, None)
        return evolve(
            row,
            cells=tuple(
                d.Cell("angka", text, total, total) if y == "akhir" else c
                for c, y in zip(row.cells, columns, strict=True)
            ),
        )

    def value_tables(self, own: list[str]) -> None:
        labels = self.data_labels()
        kinds: list[tuple[str, list[str]]] = [("data", list(self.data)), ("realisasi", own)]
        for keyword, subjects in kinds:
            halves = (subjects[::2], subjects[1::2]) if self.luck(50) else (subjects,)
            for half in halves:
                kept = [s for s in half if self.luck(92)]
                if not kept:
                    continue
                columns = self.years(self.awal - self.random.randint(0, 2), self.akhir)
                with_unit = self.luck(40)
                rows = []
                for subject in kept:
                    unit = self.data[subject].satuan if keyword == "data" else self.unit_of(subject)
                    label = labels[subject] if keyword == "data" else self.indicator_label(subject)
                    rows.append(self.row(subject, label, unit, len(columns), with_unit))
                sumber = "Laporan" if self.luck(40) else None
                self.tables.append(d.Table(keyword, columns, tuple(rows), sumber=sumber))
        for name in self.benchmarks:
            kept = [i for i in own if self.luck(50)]
            if kept:
                columns = self.years(self.awal, self.akhir)
                rows = [self.row(i, i, self.unit_of(i), len(columns), False) for i in kept]
                self.tables.append(d.Table("pembanding", columns, tuple(rows), benchmark=name))
            else:
                self.tables.append(d.Table("pembanding", (str(self.awal),), (), benchmark=name))

    def data_labels(self) -> dict[str, str]:
        """How the root writes a datum's name; a library's names go through the package's own id, alias or not."""
        out = {}
        for ident, datum in self.data.items():
            tail = ident.rpartition(".")[2]
            if datum.package == "rencana":
                out[ident] = f'"{datum.nama}"' if self.luck(10) else tail
            else:
                out[ident] = f"{datum.package}.{tail}"
        return out

    def budget_tables(self) -> None:
        spent: set[tuple[str, int]] = set()
        for document in [d.PLAN, *self.dokumen]:
            for year in range(self.awal, self.awal + 2):
                kept = [n for n in self.nodes if self.luck(85 if document == d.PLAN else 25)]
                if not kept or self.luck(10):
                    continue
                columns = ("pagu",) if self.luck(30) else ("pagu", "realisasi")
                rows = []
                for node in kept:
                    cells = []
                    for column in columns:
                        if column == "realisasi" and (node, year) in spent:
                            cells.append(d.Cell("kosong", "-", word="-"))
                            continue
                        found = self.cell(d.RUPIAH, None)
                        if found.kind == "kosong" and self.luck(70):
                            found = self.cell(d.RUPIAH, None)
                        if column == "realisasi" and found.kind != "kosong":
                            spent.add((node, year))
                        cells.append(found)
                    rows.append(d.Row(node, self.node_label(node), tuple(cells)))
                self.tables.append(d.Table("anggaran", columns, tuple(rows), document, year=year))

    def node_label(self, node: str) -> str:
        item = self.nodes[node]
        kind = self.random.randint(0, 19)
        if kind == 0:
            return f'"{item.nama}"'
        return item.kode if kind <= 3 and item.kode is not None else node
