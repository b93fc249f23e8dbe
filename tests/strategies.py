"""Whole valid plans, drawn top-down: packages and units, scales and directions, the cascade, indicators with formulas,
documents, tables with every kind of cell, budgets, policies at every level, and questions to ask of them.

`plans()` draws a description (`tests.drawn.Plan`); `tests.render.render` is its text.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from attrs import evolve
from hypothesis import strategies as st

from tests import drawn as d
from tests.shipped import SHIPPED, SHIPPED_ARAH, SHIPPED_DATA, SHIPPED_INDIKATOR, SHIPPED_UKURAN
from tests.strategies_formula import FormulaMaker, Names
from tests.strategies_tables import TableMaker

KINDS = ("perjanjian_kinerja", "perjanjian_kinerja_perubahan", "renja", "dpa", "lkjip", "catatan")
LIBRARY = "pustaka"


@st.composite
def plans(draw: st.DrawFn, library: bool | None = None) -> d.Plan:
    """A plan of the agency `rencana`, which uses the shipped rules and perhaps a library of its own."""
    return _Maker(draw, library).plan()


def settled(nodes: list[d.Node]) -> list[d.Node]:
    """The nodes, parents first; one whose parents hand down different settings sets its own, as it must."""
    reaching: dict[str, dict[str, tuple[str, ...]]] = {}
    out: list[d.Node] = []
    for node in nodes:
        handed: dict[str, list[tuple[str, ...]]] = {}
        for parent in node.parents:
            for name, values in reaching[parent].items():
                handed.setdefault(name, []).append(values)
        ties = {name: values[0] for name, values in handed.items() if len(set(values)) > 1}
        policies = {**ties, **node.policies}
        reaching[node.id] = {**{name: values[0] for name, values in handed.items()}, **policies}
        out.append(evolve(node, policies=policies))
    return out


class _Maker(TableMaker):
    """Draws the parts of one plan in the order in which they depend on one another."""

    # ---- the whole ----------------------------------------------------------------------------------------------------
    def plan(self) -> d.Plan:
        self.draw_units()
        if self.naker:
            self.data |= SHIPPED_DATA
            self.indikator |= SHIPPED_INDIKATOR
        if self.library:
            self.draw_library()
        self.draw_data("rencana", self.draw(st.integers(2, 5)))
        self.draw_scales("rencana")
        self.draw_directions("rencana")
        self.draw_nodes()
        self.draw_documents()
        self.draw_measures()
        self.draw_indicators()
        self.draw_tables()
        root_policies = self.package_policies()
        packages = {name: SHIPPED[name] for name in ("satuan_umum", "sakip_umum", "permendagri_86_2017")}
        uses: list[tuple[str, str | None]] = [("permendagri_86_2017", None), ("sakip_umum", None)]
        if self.naker:
            packages["urusan_tenaga_kerja"] = SHIPPED["urusan_tenaga_kerja"]
            uses.append(("urusan_tenaga_kerja", "naker"))
        library_policies: d.Policies = {}
        if self.library:
            # what a library sets holds only where the plan sets nothing of its own, so no two libraries may differ
            library_policies = {
                name: values for name, values in self.some_policies(LIBRARY).items() if name in root_policies
            }
            alias = self.draw(st.sampled_from([None, "pus"]))
            packages[LIBRARY] = d.Package(LIBRARY, "Pustaka bersama", (("sakip_umum", None),), library_policies)
            uses.append((LIBRARY, alias))
        below = self.draw(st.booleans())
        root = d.Package("rencana", "Dinas Contoh", tuple(uses), {} if below else root_policies)
        packages["rencana"] = root
        plan = d.Plan(
            "rencana",
            packages,
            self.awal,
            self.akhir,
            tuple(self.units),
            self.data,
            self.skala,
            self.arah,
            self.ukuran,
            self.indikator,
            self.nodes,
            self.dokumen,
            self.benchmarks,
            tuple(self.tables),
            root_policies if below else {},
            files=self.draw(st.integers(1, 4)),
        )
        return evolve(plan, questions=self.draw_questions())

    # ---- units and data -------------------------------------------------------------------------------------------------
    def draw_units(self) -> None:
        if self.chance(60):
            self.units.append(("rencana", "berkas", "hitungan"))
            self.counted.append(d.Satuan("berkas", "hitungan", "berkas"))
        if self.chance(40):
            many = self.draw(st.sampled_from([6, 20, 144]))
            self.units.append(("rencana", "peti", f"= {many} buah"))
            self.counted.append(d.Satuan("peti", "hitungan", "buah", Fraction(many)))

    def any_unit(self) -> d.Satuan:
        kind = self.draw(st.integers(0, 9))
        if kind <= 4:
            return self.one(self.counted)  # type: ignore[return-value]
        return (d.PERSEN, d.PERSEN, d.RUPIAH, d.INDEKS, d.NILAI)[kind - 5]

    def draw_data(self, package: str, many: int) -> None:
        for at in range(many):
            unit = self.any_unit() if package == "rencana" else self.draw(st.sampled_from([d.ORANG, d.KASUS, d.RUPIAH]))
            tail = f"{'d' if package == 'rencana' else 'dp'}_{at}"
            ident = tail if package == "rencana" else f"{package}.{tail}"
            sumber = "BPS" if self.chance(30) else None
            self.data[ident] = d.Datum(ident, f"Data {tail}", unit, package, sumber)

    # ---- scales ---------------------------------------------------------------------------------------------------------
    def draw_scales(self, package: str) -> None:
        for at in range(self.draw(st.integers(0, 2))):
            ident = f"skala_{at}" if package == "rencana" else f"{package}.skala_p{at}"
            self.skala[ident] = self.bands(ident, package, d.PERSEN)
        if package == "rencana" and self.chance(50):
            scored = self.chance(70)
            many = self.draw(st.integers(2, 4))
            names = ("WTP", "WDP", "TMP", "Sangat Baik")[:many]
            scores = range(many, 0, -1) if scored else ()
            bands = [
                d.Band(n, None, True, None, True, s)
                for n, s in zip(names, [*scores] if scored else [None] * many, strict=True)
            ]
            if not scored:  # without scores there must be bands for it to be a scale of values at all
                bands = [
                    d.Band(n, Fraction(10 * i), True, Fraction(10 * i + 10), False)
                    for i, n in enumerate(reversed(names))
                ]
            else:
                bands.reverse()
            order = tuple(self.draw(st.permutations(range(many))))
            self.skala["predikat"] = d.Skala("predikat", "Predikat", package, None, tuple(bands), order=order)

    def bands(self, ident: str, package: str, unit: d.Satuan) -> d.Skala:
        """A scale of bands: with or without gaps, open or closed at either end."""
        cuts = sorted(self.draw(st.sets(st.integers(0, 30), min_size=2, max_size=5)))
        gapped = self.chance(50)
        edges = [Fraction(5 * c) * unit.scale for c in cuts]
        step = (
            self.draw(st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2)])) * unit.scale
            if gapped
            else Fraction(0)
        )
        upper_in = True if gapped else self.draw(st.booleans())
        found: list[d.Band] = []
        for at, (low, high) in enumerate(pairwise(edges)):
            first = at == 0
            lower = low if first else low + step
            lower_in = True if first or gapped else not upper_in
            found.append(d.Band(f"K{at}", lower, lower_in, high, upper_in))
        if self.chance(30):
            first_band = found[0]
            found.insert(0, d.Band("Bawah", None, True, first_band.lower, False))
        if self.chance(30):
            last = found[-1]
            found.append(d.Band("Atas", last.upper, not last.upper_in, None, True))
        gap = self.draw(st.sampled_from(["batas_bawah", "batas_atas", "bulatkan", "tolak"])) if gapped else None
        names = [b.nama for b in found]
        return d.Skala(
            ident,
            f"Skala {ident.replace('.', ' ')}",
            package,
            unit,
            tuple(found),
            gap,
            self.draw(st.sampled_from([None, names[-1], names[0]])),
            self.draw(st.sampled_from([None, names[0]])),
            tuple(self.draw(st.permutations(range(len(found))))),
        )

    # ---- directions and measures ------------------------------------------------------------------------------------------
    def draw_directions(self, package: str) -> None:
        for at in range(self.draw(st.integers(0, 2))):
            tail = f"arah_{at}" if package == "rencana" else f"arah_p{at}"
            ident = tail if package == "rencana" else f"{package}.{tail}"
            ranges = self.chance(30)
            formula = FormulaMaker(self.random, Names()).direction(ranges)
            improves = "rentang" if ranges else self.draw(st.sampled_from(["naik", "turun", "tetap"]))
            self.arah[ident] = d.Arah(ident, f"Arah {tail}", package, improves, formula, ranges)

    def draw_measures(self) -> None:
        s, t = d.Thing("var", "s"), d.When("t")
        if self.chance(50):
            reached = d.Ask("realisasi", s, t)
            wanted = d.Ask("target", s, t, self.draw(st.sampled_from(["akhir", "awal", None])))
            guards: tuple[tuple[d.Condition, d.Formula | str], ...] = ()
            if self.chance(50):
                limit = d.Literal(Fraction(self.draw(st.integers(50, 120))), 0, d.PERSEN)
                guards = ((d.Compare("<", d.Ask("capaian", s, t), limit), "belum cukup"),)
            formula = d.Guarded(d.Sum("/", reached, wanted), guards=guards)
            skala = self.some([None, *(x for x in self.skala if x.startswith("skala_"))])
            self.ukuran["maju"] = d.Ukuran("maju", "Kemajuan sendiri", "rencana", "indikator", formula, d.PERSEN, skala)
        if self.chance(50):
            used = d.Measure("sakip_umum.serapan", s, t)
            formula = self.draw(
                st.sampled_from(
                    [
                        d.Guarded(d.Sum("-", d.Ask("capaian", s, t), d.Var("x")), (("x", used),)),
                        d.Guarded(
                            d.Sum("-", d.Ask("capaian", s, t), used),
                            guards=((d.Compare("<", used, d.Literal(Fraction(50), 0, d.PERSEN)), "serapan rendah"),),
                        ),
                    ]
                )
            )
            self.ukuran["hemat"] = d.Ukuran("hemat", "Hemat", "rencana", "simpul", formula, d.POIN)
        if self.chance(30):
            words = d.If(d.Compare(">", d.Ask("pagu", s, t), d.Literal(Fraction(0))), d.Text("Ada"), d.Text("Nihil"))
            self.ukuran["ada_pagu"] = d.Ukuran("ada_pagu", "Ada pagu", "rencana", "simpul", d.Guarded(words), None)

    # ---- the cascade ------------------------------------------------------------------------------------------------------
    def draw_nodes(self) -> None:
        drawn: list[d.Node] = []
        for level, least, most in zip(d.LEVELS, (1, 1, 1, 1, 0, 0), (2, 2, 2, 3, 4, 3), strict=True):
            above = [n.id for n in drawn if d.LEVELS.index(n.level) < d.LEVELS.index(level)]
            for at in range(self.draw(st.integers(least, most))):
                ident = f"{level[:2].upper()}{at}"
                inside: str | None = None
                supports: list[str] = []
                if above and not self.chance(10):
                    near = above[-3:]
                    if self.chance(60):
                        inside = self.draw(st.sampled_from(near))
                    if inside is None or self.chance(30):
                        supports = self.draw(st.lists(st.sampled_from(near), min_size=1, max_size=2, unique=True))
                        supports = [s for s in supports if s != inside]
                nama = f"{level.capitalize()} ke {at}"
                node = d.Node(ident, level, nama, inside, tuple(supports), None, self.node_policies())
                drawn.append(evolve(node, alokasi=self.shares(node.parents)))
        drawn = self.with_codes(settled(drawn))
        tops = [n for n in drawn if n.inside is None]
        waiting = [tops[i] for i in self.draw(st.permutations(range(len(tops))))][::-1]
        while waiting:  # in written order: a node, then those inside it
            node = waiting.pop()
            self.nodes[node.id] = node
            waiting.extend([n for n in drawn if n.inside == node.id][::-1])

    def shares(self, parents: tuple[str, ...]) -> tuple[tuple[str, Fraction], ...]:
        """How the money of a node of several parents is divided among them, perhaps; in any order, some perhaps with nothing."""
        if len(parents) < 2 or self.chance(40):
            return ()
        left = 1000
        parts: list[Fraction] = []
        for _ in parents[1:]:
            part = self.draw(st.integers(0, left))
            parts.append(Fraction(part, 1000))
            left -= part
        order = self.draw(st.permutations(parents))
        return tuple(zip(order, (*parts, Fraction(left, 1000)), strict=True))

    def with_codes(self, drawn: list[d.Node]) -> list[d.Node]:
        """Codes for programs, and for what stands beneath one of them alone."""
        if not self.chance(50):
            return drawn
        codes: dict[str, str] = {}
        out = []
        for at, node in enumerate(drawn):
            kode = None
            if node.level == "program" and not any(p in codes for p in node.parents):
                kode = f"2.07.{at:02}"
            elif node.level == "kegiatan" and len(node.parents) == 1 and node.parents[0] in codes:
                kode = f"{codes[node.parents[0]]}.2.{at:02}"
            if kode is not None:
                codes[node.id] = kode
            out.append(evolve(node, kode=kode))
        return out

    # ---- policies -----------------------------------------------------------------------------------------------------------
    def agregasi(self) -> str:
        return self.draw(
            st.sampled_from(
                ["rata_rata", "rata_rata_geometrik", "rata_rata_tertimbang", "terendah", "tertinggi", "tidak"]
            )
        )

    def node_policies(self) -> dict[str, tuple[str, ...]]:
        out: dict[str, tuple[str, ...]] = {}
        if self.chance(20):
            out["agregasi"] = (self.agregasi(),)
        if self.chance(25):
            out["bila_kosong"] = (self.draw(st.sampled_from(["gugur", "lewati"])),)
        if self.chance(15):
            out["acuan_realisasi"] = (self.draw(st.sampled_from(["dinyatakan", "dihitung"])),)
        if self.chance(10):
            out["acuan_target"] = self.target_kinds()
        scales = [s for s in self.skala if s.startswith("skala_")]
        if scales and self.chance(30):
            out["skala"] = (self.draw(st.sampled_from(scales)),)
        if self.chance(10):
            out["ukuran_efisiensi"] = (f"sakip_umum.{self.draw(st.sampled_from(SHIPPED_UKURAN))}",)
        if self.luck(10):
            out["nilai_kategori"] = (self.some(["eksak", "ditampilkan"]),)
        return {**out, **self.calculation("rencana")}

    def calculation(self, package: str) -> dict[str, tuple[str, ...]]:
        """Policies of how an achievement is computed: limits, roundings, another direction in the place of one."""
        out: dict[str, tuple[str, ...]] = {}
        if self.luck(8):
            out["dibatasi"] = self.some([("0", "120"), ("50", "100"), ("", "110"), ("20", "")])
        if self.luck(8):
            out["pembulatan_capaian"] = (self.some(["0", "1", "tidak"]),)
        if self.luck(8):
            out["pembulatan_realisasi"] = (self.some(["0", "1", "tidak"]),)
        given = [a for a, x in self.arah.items() if x.package == package and not x.ranges]
        plain = [f"sakip_umum.{name}" for name in ("naik", "turun", "turun_kebalikan", "tercapai", "terjaga", "nihil")]
        if self.luck(10):
            replaced = self.some([*plain[:2], *given])
            out[f"ganti_arah {replaced}"] = (self.some([a for a in (*plain, *given) if a != replaced]),)
        for sign in ("nol", "negatif"):
            if self.luck(6):
                out[f"bila_target_{sign}"] = (self.some([*plain[3:], *given]),)
        return out

    def target_kinds(self) -> tuple[str, ...]:
        kinds = self.draw(st.lists(st.sampled_from([d.PLAN, *KINDS]), min_size=1, max_size=4, unique=True))
        return tuple(kinds)

    def indicator_policies(self, package: str) -> dict[str, tuple[str, ...]]:
        out: dict[str, tuple[str, ...]] = {}
        if self.chance(25):
            out["acuan_realisasi"] = (self.draw(st.sampled_from(["dinyatakan", "dihitung"])),)
        if self.chance(15):
            out["acuan_target"] = self.target_kinds()
        scales = [s for s, x in self.skala.items() if x.package == package and s != "predikat"]
        if scales and self.chance(25):
            out["skala"] = (self.draw(st.sampled_from(scales)),)
        if package == "rencana" and "maju" in self.ukuran and self.chance(20):
            out["ukuran_kemajuan"] = ("maju",)
        if self.luck(8):
            out["nilai_kategori"] = ("ditampilkan",)
        return {**out, **self.calculation(package)}

    def some_policies(self, package: str) -> dict[str, tuple[str, ...]]:
        out = self.node_policies() if package == "rencana" else {}
        if self.chance(40):
            out["agregasi"] = (self.agregasi(),)
        if self.chance(40):
            out["bila_kosong"] = ("lewati",)
        if self.chance(30):
            out["acuan_realisasi"] = ("dihitung",)
        if self.chance(30):
            out["acuan_target"] = self.target_kinds()
        return out

    def package_policies(self) -> dict[str, tuple[str, ...]]:
        out = self.some_policies("rencana")
        if "maju" in self.ukuran and self.chance(50):
            out["ukuran_kemajuan"] = ("maju",)
        if "hemat" in self.ukuran and self.chance(50):
            out["ukuran_efisiensi"] = ("hemat",)
        if "ada_pagu" in self.ukuran and self.chance(50):
            out["ukuran_serapan"] = ("ada_pagu",)
        return out

    # ---- documents ----------------------------------------------------------------------------------------------------------
    def draw_documents(self) -> None:
        for at in range(self.draw(st.integers(0, 3))):
            ident = f"dok_{at}"
            dated = self.chance(70)
            tanggal = f"{self.awal + 1}-0{self.draw(st.integers(1, 3))}-15" if dated else None
            jenis = self.draw(st.sampled_from(KINDS))
            named = self.draw(st.lists(st.sampled_from(list(self.nodes)), max_size=2, unique=True))
            names = tuple((n, f"{self.nodes[n].nama} menurut {ident}") for n in named)
            policies = self.calculation("rencana")
            equals = [x for x in self.dokumen.values() if (x.jenis, x.tanggal) == (jenis, tanggal)]
            policies = equals[0].policies if equals else policies  # what differs there is a tie, which is refused
            self.dokumen[ident] = d.Dokumen(ident, f"Dokumen ke {at}", jenis, tanggal, names, policies)
        for at in range(self.draw(st.integers(0, 2))):
            self.benchmarks[f"banding_{at}"] = f"Pembanding ke {at}"

    # ---- a library ------------------------------------------------------------------------------------------------------------
    def draw_library(self) -> None:
        self.draw_data(LIBRARY, self.draw(st.integers(2, 3)))
        self.draw_scales(LIBRARY)
        self.draw_directions(LIBRARY)
        now: list[tuple[str, d.Satuan]] = []
        for at in range(self.draw(st.integers(1, 3))):
            ident = f"{LIBRARY}.ip_{at}"
            unit = self.draw(st.sampled_from([d.PERSEN, d.PERSEN, d.ORANG, d.RASIO, d.POIN]))
            data = tuple(x for x in self.data.values() if x.package == LIBRARY)
            maker = FormulaMaker(self.random, Names(data, tuple(now), ((ident, unit),)))
            arah = self.draw(st.sampled_from([*(a for a in self.arah), "sakip_umum.naik", "sakip_umum.turun"]))
            lets, _ = self.lets(maker)
            formula = d.Guarded(maker.of(unit, 3), lets) if self.luck(85) else None
            self.indikator[ident] = d.Indikator(
                ident,
                f"Indikator pustaka {at}",
                LIBRARY,
                None,
                unit,
                arah,
                formula,
                policies=self.indicator_policies(LIBRARY),
            )
            now.append((ident, unit))

    def lets(self, maker: FormulaMaker) -> tuple[tuple[tuple[str, d.Formula], ...], Names]:
        """An intermediate value for a formula to use."""
        if not self.chance(30):
            return (), maker.names
        unit = self.draw(st.sampled_from([d.PERSEN, d.ORANG]))
        body = maker.percent(1) if unit is d.PERSEN else maker.amount(unit, 1)
        maker.names = evolve(maker.names, lets=(("antara", unit),))
        return (("antara", body),), maker.names

    # ---- indicators -----------------------------------------------------------------------------------------------------------
    def draw_indicators(self) -> None:
        many = self.draw(st.integers(3, 7))
        units = [self.indicator_unit() for _ in range(many)]
        idents = [f"i_{at}" for at in range(many)]
        order = self.draw(st.permutations(range(many)))
        known: list[tuple[str, d.Satuan]] = [
            (i, x.satuan) for i, x in self.indikator.items() if x.satuan is not None and x.package == LIBRARY
        ]
        made: dict[str, d.Indikator] = {}
        for at in order:  # each may speak of those made before it, and of all in earlier years
            ident, unit = idents[at], units[at]
            past = tuple((i, u) for i, u in zip(idents, units, strict=True) if u.kind != "predikat")
            made[ident] = self.own_indicator(ident, unit, tuple(known), past)
            if unit.kind != "predikat" and made[ident].satuan is not None:
                known.append((ident, unit))
        bases = [i for i in self.indikator.values() if i.package != "rencana"]
        for at in range(self.draw(st.integers(0, 2)) if bases else 0):
            base = self.draw(st.sampled_from(bases))
            made[f"j_{at}"] = self.derived(f"j_{at}", base)
        homes = self.homes(list(made))
        placed = {ident: evolve(item, node=homes[ident]) for ident, item in made.items()}
        for node in [*self.nodes, None]:  # in written order: those of no node stand at the top of a file
            for ident, item in placed.items():
                if item.node == node:
                    self.indikator[ident] = item
        self.weigh()

    def homes(self, idents: list[str]) -> dict[str, str | None]:
        nodes = [n for n in self.nodes if self.nodes[n].level != "misi"]
        return {i: None if self.chance(10) else self.draw(st.sampled_from(nodes)) for i in idents}

    def indicator_unit(self) -> d.Satuan:
        kind = self.draw(st.integers(0, 19))
        if kind <= 6:
            return d.PERSEN
        if kind <= 11:
            return self.one(self.counted)  # type: ignore[return-value]
        if kind == 19 and "predikat" in self.skala:
            return d.Satuan("predikat", "predikat", "predikat")
        return (
            d.RUPIAH,
            d.INDEKS,
            d.NILAI,
            d.RASIO,
            d.POIN,
            d.Satuan("per 1.000 orang", "per", "orang", Fraction(1, 1000)),
            d.Satuan("Rp/orang", "besaran", "Rp/orang", alone=False),
            d.PERSEN,
        )[kind - 12]

    def own_indicator(
        self,
        ident: str,
        unit: d.Satuan,
        known: tuple[tuple[str, d.Satuan], ...],
        past: tuple[tuple[str, d.Satuan], ...],
    ) -> d.Indikator:
        formula: d.Guarded | None = None
        if unit.kind != "predikat" and self.luck(80):
            names = Names(tuple(self.data.values()), known, past, tuple(self.nodes), tuple(self.benchmarks))
            maker = FormulaMaker(self.random, names)
            lets, _ = self.lets(maker)
            formula = d.Guarded(maker.of(unit, self.random.choice((1, 2, 3, 4))), lets)
        nama = f"Indikator {ident}"
        return d.Indikator(
            ident, nama, "rencana", None, unit, self.direction_for(unit), formula, None, None, self.chance(40),
            self.indicator_policies("rencana"), self.awal + 1 if self.luck(8) else None,
            "jumlah" if unit.kind != "predikat" and self.luck(40) else None,
        )  # fmt: skip

    def direction_for(self, unit: d.Satuan) -> str | None:
        if unit.kind == "predikat":
            scored = self.skala["predikat"].bands[0].skor is not None
            return self.draw(
                st.sampled_from(["sakip_umum.tercapai", "sakip_umum.terjaga", *(["sakip_umum.naik"] * scored)])
            )
        if self.chance(8):
            return None
        shipped = [f"sakip_umum.{name}" for name in SHIPPED_ARAH]
        own = [a for a, x in self.arah.items() if x.package == "rencana"]
        return self.draw(st.sampled_from([*shipped, "sakip_umum.naik", "sakip_umum.turun", *own, *own]))

    def derived(self, ident: str, base: d.Indikator) -> d.Indikator:
        """A library's indicator in the plan, some of its fields replaced."""
        formula: d.Guarded | None = None
        satuan = None
        if base.satuan is not None and self.chance(25):
            satuan = base.satuan
            data = tuple(x for x in self.data.values() if x.package == "rencana" or x.package == base.package)
            formula = d.Guarded(FormulaMaker(self.random, Names(data, nodes=tuple(self.nodes))).of(base.satuan, 1))
        arah = "sakip_umum.turun" if self.chance(25) else None
        nama = f"Turunan {ident}" if self.chance(60) else None
        policies = self.indicator_policies("rencana") if self.chance(40) else {}
        return d.Indikator(ident, nama, "rencana", None, satuan, arah, formula, base.id, policies=policies)

    def weigh(self) -> None:
        """Weights for the indicators of some nodes, which total 100 % or not."""
        for node in self.nodes:
            members = [i.id for i in self.indikator.values() if i.node == node]
            if not members or not self.chance(60):
                continue
            shares = [Fraction(100 // len(members), 100)] * len(members)
            shares[-1] = 1 - sum(shares[:-1])
            if self.chance(15):
                shares[0] = Fraction(1, 100)
            for ident, share in zip(members, shares, strict=True):
                if not self.chance(5):
                    self.indikator[ident] = evolve(self.indikator[ident], bobot=share)

    # ---- questions --------------------------------------------------------------------------------------------------------------
    def draw_questions(self) -> tuple[d.Formula | d.Condition, ...]:
        return tuple(self.question() for _ in range(10))

    def question(self) -> d.Formula | d.Condition:
        own = [i for i, x in self.indikator.items() if x.package == "rencana"]
        year = self.random.randint(self.awal - 1, self.akhir)
        when = d.When(None, year=year)
        indikator = d.Thing("indikator", self.some(own))
        node = d.Thing("simpul", self.some(list(self.nodes)))
        acuan: list[d.Thing | d.When | str] = ["awal", "akhir", d.When(None, year=year + 1)]
        acuan += [d.Thing("dokumen", x) for x in self.dokumen] + [d.Thing("pembanding", x) for x in self.benchmarks]
        chosen = self.some(acuan)
        document = d.Thing("dokumen", self.some(list(self.dokumen))) if self.dokumen else None
        skala = self.some(["permendagri_86_2017.peringkat_kinerja", *(s for s in self.skala if "skala_" in s)])
        kind = self.random.randint(0, 13)
        names = Names(
            tuple(self.data.values()),
            tuple((i, self.unit_of(i)) for i in own if self.unit_of(i).kind != "predikat"),
            nodes=tuple(self.nodes),
            benchmarks=tuple(self.benchmarks),
            fixed=year,
        )
        maker = FormulaMaker(self.random, names)
        match kind:
            case 0 | 1:
                return d.Ask("target", indikator, when, chosen)
            case 2 | 3:
                return d.Ask("capaian", self.some([indikator, node]), when, chosen)
            case 4:
                return d.Ask("kategori", self.some([indikator, node]), when, d.Thing("skala", skala))
            case 5:
                return d.Ask("pagu", node, when, document)
            case 6:
                return d.Reached(indikator, when)
            case 7:
                return d.Category(maker.percent(2), skala)
            case 8:
                arah = self.some(["sakip_umum.rentang", "sakip_umum.turun", *(a for a in self.arah)])
                lower = d.Literal(Fraction(40), 0, d.PERSEN)
                between = d.Between(lower, maker.literal(d.PERSEN))
                ranges = "rentang" in arah or (arah in self.arah and self.arah[arah].ranges)
                return d.Direct(arah, maker.percent(1), between if ranges else maker.percent(1))
            case 9:
                return maker.money()
            case 10:
                return d.Collect(
                    self.some(["rata_rata", "tertinggi", "jumlah"]),
                    d.Ask("capaian", d.Thing("var", "x"), when),
                    (d.Bind("indikator", "x", self.some([node, "program", None])),),
                    self.luck(50),
                )
            case 11:
                measure = self.some(["sakip_umum.serapan", "sakip_umum.nilai_efisiensi"])
                return d.Measure(measure, node, when)
            case 12:
                return maker.condition(2)
            case _:
                return maker.of(self.some([d.PERSEN, d.ORANG, d.RUPIAH, d.POIN]), 2)
