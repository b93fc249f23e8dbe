"""What a drawn plan says, apart from how it is written: the ground that the renderer, the oracle and the tests share.

Nothing here comes from the program: units, formulas and the cascade are described in the tests' own words. Magnitudes
in `Literal` are as written; everywhere else values are in base magnitude (93,80 % is 0,938; one lusin of 12 is 12).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

LEVELS = ("misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan")
PLAN = "renstra"
"""Where the tables at the top of a plan are said to stand."""


# ---- units ----------------------------------------------------------------------------------------------------------
@frozen
class Satuan:
    """A unit: `kind` is hitungan, uang, persen, rasio, indeks, poin, besaran, per, predikat; `dimension` what it counts."""

    written: str
    kind: str
    dimension: str = ""
    scale: Fraction = Fraction(1)
    alone: bool = True
    """Whether a cell may bear it without quotes."""


PERSEN = Satuan("%", "persen", "", Fraction(1, 100))
RASIO = Satuan("rasio", "rasio")
INDEKS = Satuan("indeks", "indeks")
NILAI = Satuan("nilai", "indeks")
POIN = Satuan("poin", "poin", "", Fraction(1, 100))
RUPIAH = Satuan("Rp", "uang", "Rp")
JUTA = Satuan("Rp juta", "uang", "Rp", Fraction(10**6))
ORANG = Satuan("orang", "hitungan", "orang")
JIWA = Satuan("jiwa", "hitungan", "orang")
KASUS = Satuan("kasus", "hitungan", "kasus")
BUAH = Satuan("buah", "hitungan", "buah")
LUSIN = Satuan("lusin", "hitungan", "buah", Fraction(12))


# ---- formulas -------------------------------------------------------------------------------------------------------
@frozen
class When:
    """`tahun`, `tahun - 1`, `u`, `2022`: a variable and a shift in years, or a year."""

    base: str | None
    shift: int = 0
    year: int = 0


NOW = When("tahun")


@frozen
class Literal:
    value: Fraction
    decimals: int = 0
    satuan: Satuan | None = None


@frozen
class Var:
    """A `misal`, or `realisasi` or `target` inside a direction."""

    name: str


@frozen
class Edge:
    """`target.atas`, `target.bawah`."""

    which: str


@frozen
class Stated:
    """A datum or an indicator's realisasi by its name: `kind` is data or indikator."""

    kind: str
    id: str
    when: When


@frozen
class Sum:
    """`+ - * /`; `loose` asks for brackets that nothing needs."""

    operator: str
    left: Formula
    right: Formula
    loose: bool = False


@frozen
class Negative:
    operand: Formula


@frozen
class If:
    condition: Condition
    then: Formula
    otherwise: Formula


@frozen
class In:
    """`x dalam satuan`."""

    operand: Formula
    satuan: Satuan


@frozen
class Fn:
    """A function of numbers; `scale` is the base magnitude of the unit that decimals are counted in."""

    name: str
    arguments: tuple[Formula, ...]
    weights: tuple[Formula, ...] = ()
    scale: Fraction = Fraction(1)


@frozen
class Thing:
    """An indicator, node, document, benchmark or scale by its id; or a variable (`kind` is var)."""

    kind: str
    id: str


@frozen
class Ask:
    """An accessor: `target(i; t; acuan)`; the acuan is a thing, `awal`, `akhir` or a period."""

    name: str
    subject: Thing
    when: When
    acuan: Thing | When | str | None = None


@frozen
class Bind:
    """`tahun u di tahun - 2 s.d. tahun`, `indikator i di S1 yang iku(i)`; `domain` is a node, a level, or None for all."""

    kind: str
    name: str
    domain: Thing | str | None = None
    since: When | None = None
    until: When | None = None
    condition: Condition | None = None


@frozen
class Collect:
    """`jumlah(x untuk ... lewati)`; without a body the members themselves."""

    name: str
    body: Formula | None
    binds: tuple[Bind, ...]
    skip: bool = False


@frozen
class Measure:
    """An `ukuran` applied."""

    id: str
    subject: Thing
    when: When


@frozen
class Direct:
    """An `arah` applied to a realisasi and a target."""

    id: str
    realisasi: Formula
    target: Formula


@frozen
class Category:
    """`kategori(x; skala)`."""

    operand: Formula
    skala: str


@frozen
class Between:
    """`80 % s.d. 90 %` as an argument."""

    lower: Formula
    upper: Formula


@frozen
class Compare:
    operator: str
    left: Formula
    right: Formula


@frozen
class Both:
    """`dan`, `atau`."""

    operator: str
    left: Condition
    right: Condition


@frozen
class Not:
    operand: Condition


@frozen
class Present:
    """`ada(x)`."""

    operand: Formula


@frozen
class Reached:
    """`tercapai(i; t)`."""

    subject: Thing
    when: When


@frozen
class Key:
    """`iku(i)`."""

    subject: Thing


@frozen
class Text:
    """A text as an outcome."""

    value: str


Formula = (
    Literal
    | Var
    | Edge
    | Stated
    | Sum
    | Negative
    | If
    | In
    | Fn
    | Ask
    | Collect
    | Measure
    | Direct
    | Category
    | Between
    | Text
)
Condition = Compare | Both | Not | Present | Reached | Key


@frozen
class Guarded:
    """Named intermediate values, guards with a value or a reason (a str), and the value."""

    value: Formula
    lets: tuple[tuple[str, Formula], ...] = ()
    guards: tuple[tuple[Condition, Formula | str], ...] = ()


# ---- statements -----------------------------------------------------------------------------------------------------
@frozen
class Cell:
    """`kind` is angka, rentang, batas, predikat or kosong; `word` the operator, the grade, or the absence as written.

    `lower` and `upper` are in base magnitude; `written` is the text of the cell.
    """

    kind: str
    written: str
    lower: Fraction = Fraction(0)
    upper: Fraction = Fraction(0)
    word: str = ""


@frozen
class Row:
    subject: str
    label: str
    cells: tuple[Cell, ...]
    satuan: str | None = None
    """What stands in the column `satuan`, where the table has one."""


@frozen
class Table:
    """A table of facts: `keyword` target, realisasi, data, anggaran, belanja or pembanding; `document` says where it stands."""

    keyword: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    document: str = PLAN
    sumber: str | None = None
    year: int = 0
    """Of `anggaran`."""
    benchmark: str = ""


# ---- declarations ---------------------------------------------------------------------------------------------------
Policies = Mapping[str, tuple[str, ...]]
"""Values by name. Of `dibatasi` the least and the greatest in %, empty where open; `ganti_arah X` has the direction that
stands in the place of X; ids of scales, measures and directions are whole."""


@frozen
class Datum:
    id: str
    nama: str
    satuan: Satuan
    package: str
    sumber: str | None = None


@frozen
class Band:
    """A category: `<`, `<=` and their like at its ends; None where it is open."""

    nama: str
    lower: Fraction | None
    lower_in: bool
    upper: Fraction | None
    upper_in: bool
    skor: int | None = None


@frozen
class Skala:
    """Categories from the lowest to the highest; only scores where it is a scale of grades."""

    id: str
    nama: str
    package: str
    satuan: Satuan | None
    bands: tuple[Band, ...]
    gap: str | None = None
    above: str | None = None
    below: str | None = None
    order: tuple[int, ...] = ()
    """The order in which the categories are written."""


@frozen
class Arah:
    id: str
    nama: str
    package: str
    improves: str
    formula: Guarded
    ranges: bool = False


@frozen
class Ukuran:
    """A measure of an `indikator` or a `simpul`; parameters are `s` and `t`."""

    id: str
    nama: str
    package: str
    of: str
    formula: Guarded
    satuan: Satuan | None
    skala: str | None = None


@frozen
class Indikator:
    """As written: what is None is not written (and comes from the indicator it is `dari`, where there is one)."""

    id: str
    nama: str | None
    package: str
    node: str | None
    satuan: Satuan | None
    arah: str | None
    formula: Guarded | None
    dari: str | None = None
    bobot: Fraction | None = None
    iku: bool = False
    policies: Policies = field(factory=dict)
    mulai: int | None = None
    """The first year it is measured."""
    akumulasi: str | None = None


@frozen
class Node:
    """`inside` is the node it is written in, `supports` those it names; `alokasi` the parts of its money that each has."""

    id: str
    level: str
    nama: str
    inside: str | None
    supports: tuple[str, ...]
    kode: str | None
    policies: Policies = field(factory=dict)
    alokasi: tuple[tuple[str, Fraction], ...] = ()

    @property
    def parents(self) -> tuple[str, ...]:
        inside = () if self.inside is None else (self.inside,)
        return tuple(dict.fromkeys((*inside, *self.supports)))


@frozen
class Dokumen:
    id: str
    nama: str
    jenis: str
    tanggal: str | None
    names: tuple[tuple[str, str], ...] = ()
    policies: Policies = field(factory=dict)


@frozen
class Package:
    """A package of the plan: the root, a library in a sibling folder, or one that ships (`shipped`, not rendered)."""

    id: str
    nama: str
    uses: tuple[tuple[str, str | None], ...]
    policies: Policies = field(factory=dict)
    versi: str = "1.0"
    shipped: bool = False


@frozen
class Plan:
    """A whole plan. Sequences are in written order; ids of the root are bare, those of others `package.id`."""

    root: str
    packages: Mapping[str, Package]
    awal: int
    akhir: int
    units: tuple[tuple[str, str, str], ...]
    """(package, id, what is written after it)"""
    data: Mapping[str, Datum]
    skala: Mapping[str, Skala]
    arah: Mapping[str, Arah]
    ukuran: Mapping[str, Ukuran]
    indikator: Mapping[str, Indikator]
    nodes: Mapping[str, Node]
    dokumen: Mapping[str, Dokumen]
    benchmarks: Mapping[str, str]
    """Names by id."""
    tables: tuple[Table, ...]
    renstra_policies: Policies
    questions: tuple[Formula | Condition, ...] = ()
    files: int = 3
    """How many files the root's declarations are spread over."""

    def children(self, node: str) -> tuple[str, ...]:
        return tuple(n.id for n in self.nodes.values() if node in n.parents)

    def of_node(self, node: str) -> tuple[str, ...]:
        return tuple(i.id for i in self.indikator.values() if i.node == node)
