"""A result as cells ready to print: every number already in its unit, every absence already in words.

The layouts (terminal, Markdown) only place these cells; what a figure looks like is decided here, once.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from attrs import frozen

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.engine.money import Money
from kinerja_rules.model import units
from kinerja_rules.model.kinerja import Indikator, Model, Simpul
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, IndikatorResult, Result, SimpulResult
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Absence, Grade, Missing, Number, TargetValue
from kinerja_rules.report.tables import Column, Table
from kinerja_rules.report.text import clean

DASH = "–"
"""Stands where a value is absent."""

PERCENT_DECIMALS = 2
"""Decimals of capaian, serapan and kemajuan."""


_BENEATH = {
    "misi": "tujuan",
    "tujuan": "sasaran atau indikator",
    "sasaran": "indikator atau program",
    "program": "indikator atau kegiatan",
    "kegiatan": "indikator atau subkegiatan",
    "subkegiatan": "indikator",
}
"""What is looked for first beneath a node of each level."""


@quick_frozen
class Cell:
    """A figure as printed; of an absent one the kind and reason, of a category its rank from 0, the lowest, to `ranks`-1."""

    text: str
    absence: Absence | None = None
    reason: str = ""
    bare: str = ""
    """The same without its unit, where that can be left out."""
    rank: int | None = None
    ranks: int = 0

    @property
    def absent(self) -> bool:
        """Whether there is no figure."""
        return self.absence is not None

    @property
    def words(self) -> str:
        """The kind of absence in words, with its reason where the kind alone does not say enough."""
        if self.absence is None:
            return ""
        return f"{self.absence.spoken}: {self.reason}" if self.reason else self.absence.spoken


@quick_frozen
class IndikatorView:
    """An indicator under its node."""

    id: str
    nama: str
    satuan: str
    iku: bool
    target: Cell
    realisasi: Cell
    capaian: Cell
    kategori: Cell
    target_akhir: Cell
    kemajuan: Cell


@quick_frozen
class SimpulView:
    """A node with its indicators and the nodes beneath it; `repeated` where it is shown in full under another parent."""

    id: str
    jenis: str
    nama: str
    kode: str | None
    pagu: Cell
    realisasi_anggaran: Cell
    serapan: Cell
    sisa: Cell
    capaian: Cell
    kategori: Cell
    efisiensi: Cell
    indikator: tuple[IndikatorView, ...]
    anak: "tuple[SimpulView, ...]"
    repeated: bool = False

    @property
    def has_money(self) -> bool:
        """Whether a budget or spending is stated."""
        return not (self.pagu.absent and self.realisasi_anggaran.absent)

    @property
    def lack(self) -> str | None:
        """Why nothing is told of it: neither money nor indicators are stated, and nothing stands beneath it."""
        if self.repeated or self.anak or self.indikator or self.has_money:
            return None
        return f"tidak ada {_BENEATH.get(self.jenis, 'apa pun')} di bawahnya"

    @property
    def says_more(self) -> bool:
        """Whether its own achievement says more than that of its one indicator."""
        if self.capaian.absent:
            return len(self.indikator) > 1 and not all(i.capaian.absent for i in self.indikator)
        return len(self.indikator) != 1 or self.indikator[0].capaian.text != self.capaian.text


@frozen
class InstansiView:
    """The money of the whole agency."""

    pagu: Cell
    realisasi_anggaran: Cell
    serapan: Cell
    shared: bool
    """Whether what supports several tops of the cascade is in the money of each, and once in the agency's."""
    beyond: bool
    """Whether the agency has more money than the cascade."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known of the agency's money beside that of its tops."""
        shared = "Anggaran yang mendukung beberapa jenjang teratas dihitung di masing-masing, tetapi sekali di seluruh instansi."
        beyond = "Anggaran seluruh instansi memuat juga belanja di luar jenjang kinerja."
        return (*((shared,) if self.shared else ()), *((beyond,) if self.beyond else ()))

    @property
    def spoken(self) -> str:
        """The whole in one line."""
        pagu, spent = (cell.words if cell.absent else cell.text for cell in (self.pagu, self.realisasi_anggaran))
        absorbed = f"serapannya {self.serapan.words}" if self.serapan.absent else f"terserap {self.serapan.text}"
        return f"Anggaran seluruh instansi: pagu {pagu}; realisasi {spent}; {absorbed}."


@frozen
class ReportView:
    """The year of a plan: who, the cascade, and counts for a first impression."""

    tahun: str
    paket: str
    nama: str
    versi: str
    sidik: str
    renstra: str | None
    aturan: tuple[str, ...]
    roots: tuple[SimpulView, ...]
    categories: tuple[tuple[str, int], ...]
    absences: tuple[tuple[Absence, int], ...]
    instansi: InstansiView | None
    """None where no money is stated, or no policy tells how the agency's is counted."""

    @property
    def spoken(self) -> str:
        """What it is of, as said in a title: `2022`, `triwulan II 2022`."""
        period = Period.read(self.tahun)
        return self.tahun if period is None or period.is_year else period.spoken

    @property
    def money_note(self) -> str | None:
        """What is to be known of the money in a report of a part of a year: it is the whole year's."""
        period = Period.read(self.tahun)
        if period is None or period.is_year or not any(n.has_money for n in self.nodes()):
            return None
        return f"Anggaran dinyatakan per tahun: pagu, realisasi, dan serapannya untuk sepanjang {period.year}."

    def nodes(self) -> tuple[SimpulView, ...]:
        """All nodes, parents first, each once."""
        return tuple(n for root in self.roots for n in _flatten(root) if not n.repeated)

    def indicators(self) -> tuple[IndikatorView, ...]:
        """All indicators in the order of the cascade."""
        return tuple(i for node in self.nodes() for i in node.indikator)

    def counted(self) -> str:
        """How many indicators there are, how many have an achievement, and why the others have none."""
        reached = sum(number for _, number in self.categories)
        absent = "".join(f", {number} {kind.spoken}" for kind, number in self.absences)
        return f"{len(self.indicators())} indikator: {reached} terhitung{absent}"


def _flatten(node: SimpulView) -> Iterable[SimpulView]:
    yield node
    for child in node.anak:
        yield from _flatten(child)


# ---- figures -----------------------------------------------------------------------------------------------------------
def show_figure(figure: Figure, unit: Unit, decimals: int | None = None) -> str:
    """A figure as printed: a number with the decimals it was stated with, else with `decimals`, else as many as needed.

    >>> show_figure(Number(Fraction(938, 1000), decimals=2), units.PERSEN), show_figure("Tinggi", units.PERSEN)
    ('93,80 %', 'Tinggi')
    """
    match figure:
        case Number():
            stated = figure.decimals if figure.decimals is not None else decimals
            return units.show(figure.value, unit, stated, figure.approximate)
        case TargetValue():
            return show_target(figure, unit, decimals)
        case Grade():
            return clean(figure.name)
        case Missing():
            return DASH
        case str():
            return clean(figure)


def show_target(target: TargetValue, unit: Unit, decimals: int | None = None) -> str:
    """A target as printed: a value, a bound, a range or a grade."""
    if target.grade is not None:
        return " ".join(filter(None, (target.operator, clean(target.grade.name))))
    lower = show_figure(target.lower, unit, decimals)
    if target.is_range:
        return f"{lower} s.d. {show_figure(target.upper, unit, decimals)}"
    return f"{target.operator} {lower}".lstrip()


def cell(figure: Figure, unit: Unit, decimals: int | None = None) -> Cell:
    """A figure as a cell."""
    if isinstance(figure, Missing):
        return Cell(DASH, figure.kind, clean(figure.reason), DASH)
    text = show_figure(figure, unit, decimals)
    bare = text
    if unit.label and unit.kind not in (units.Kind.UANG, units.Kind.PERSEN):
        bare = text.replace(f" {unit.label}", "")
    return Cell(text, bare=bare)


def percent(figure: Figure) -> Cell:
    """A capaian, serapan or kemajuan, always with the same decimals."""
    if isinstance(figure, Number):
        return Cell(show_percent(figure))
    return cell(figure, units.PERSEN, PERCENT_DECIMALS)


def show_percent(figure: Figure) -> str:
    """The text of a capaian, serapan or kemajuan."""
    if isinstance(figure, Number):
        return units.show(figure.value, units.PERSEN, PERCENT_DECIMALS, figure.approximate)
    return show_figure(figure, units.PERSEN, PERCENT_DECIMALS)


def money(figure: Figure) -> Cell:
    """An amount in whole rupiah."""
    if isinstance(figure, Number):
        return Cell(units.show(figure.value, units.RUPIAH, 0, figure.approximate))
    return cell(figure, units.RUPIAH, 0)


# ---- building ----------------------------------------------------------------------------------------------------------
def view(result: Result) -> ReportView:
    """The whole report of a year."""
    model = result.model
    shown: set[str] = set()
    tops = [s for s in model.walk() if not model.simpul[s].induk]
    roots = tuple(_simpul(result, model.simpul[s], shown) for s in tops)
    renstra = None if model.renstra is None else f"{model.renstra.awal} s.d. {model.renstra.akhir}"
    used = tuple(
        f"{p.id} {p.versi}" for p in sorted(model.pakets.values(), key=lambda p: p.id) if p.id != model.root.id
    )
    capaian = [i.kategori for i in result.indikator.values()]
    return ReportView(
        tahun=result.period,
        paket=model.root.id,
        nama=clean(model.root.nama),
        versi=clean(model.root.versi),
        sidik=model.root.digest,
        renstra=renstra,
        aturan=tuple(clean(u) for u in used),
        roots=roots,
        categories=_categories(model, capaian),
        absences=tuple(
            (kind, number)
            for kind in Absence
            if (number := sum(isinstance(c, Missing) and c.kind is kind for c in capaian))
        ),
        instansi=_instansi(result),
    )


def _instansi(result: Result) -> InstansiView | None:
    """The agency's money, if there is any and policies tell how it is counted."""
    found = result.instansi
    stated = any(isinstance(f, Number) for s in result.simpul.values() for f in (s.pagu, s.realisasi_anggaran))
    if not stated and not any(isinstance(f, Number) and f.value for f in (found.pagu, found.realisasi_anggaran)):
        return None
    if any(isinstance(f, Missing) and f.kind is Absence.TIDAK_BERLAKU for f in (found.pagu, found.realisasi_anggaran)):
        return None
    shared = _shared(result.model)
    beyond = isinstance(found.pagu, Number) and found.pagu.value > _within(result)
    return InstansiView(money(found.pagu), money(found.realisasi_anggaran), percent(found.serapan), shared, beyond)


def _within(result: Result) -> Fraction:
    """All money stated in the cascade, what nodes share once; a top lacks its sum where one beneath it has no money."""
    model, year = result.model, Period.read(result.period)
    told = {s for s, found in result.simpul.items() if isinstance(found.pagu, Number)}
    money, stated = Money(model), dict[str, Fraction]()
    for ident in told:
        if year is None or any(parent in told for parent in model.simpul[ident].induk):
            continue
        holders = money.holders("pagu", ident, year.whole_year, result.dokumen)
        if not isinstance(holders, Missing):
            stated |= {holder: fact.value.value for holder, fact, _ in holders if isinstance(fact.value, Number)}
    return sum(stated.values(), Fraction(0))


def _shared(model: Model) -> bool:
    """Whether some node with all of its money to each parent stands beneath several tops."""
    tops: dict[str, frozenset[str]] = {}
    for ident in model.walk():
        node = model.simpul[ident]
        tops[ident] = frozenset().union(*(tops[p] for p in node.induk)) if node.induk else frozenset((ident,))
        if len(tops[ident]) > 1 and not node.alokasi:
            return True
    return False


def _categories(model: Model, figures: Iterable[Figure]) -> tuple[tuple[str, int], ...]:
    """Categories reached and how often, the best first."""
    counted: dict[str, int] = {}
    for figure in figures:
        name = figure.name if isinstance(figure, Grade) else figure
        if isinstance(name, str):
            counted[name] = counted.get(name, 0) + 1
    ranks = {k.nama: at for s in model.skala.values() for at, k in enumerate(s.kategori)}
    ordered = sorted(counted.items(), key=lambda item: (-ranks.get(item[0], -1), item[0]))
    return tuple((clean(name), number) for name, number in ordered)


def _simpul(result: Result, simpul: Simpul, shown: set[str]) -> SimpulView:
    model, figures = result.model, result.simpul[simpul.id]
    repeated = simpul.id in shown
    shown.add(simpul.id)
    efisiensi = figures.efisiensi_unit or units.POIN
    build: Callable[[str], SimpulView] = lambda child: _simpul(result, model.simpul[child], shown)  # noqa: E731
    return SimpulView(
        id=simpul.id,
        jenis=simpul.jenis,
        nama=clean(simpul.nama),
        kode=simpul.kode,
        pagu=money(figures.pagu),
        realisasi_anggaran=money(figures.realisasi_anggaran),
        serapan=percent(figures.serapan),
        sisa=money(figures.sisa),
        capaian=percent(figures.capaian),
        kategori=_kategori(model, simpul.id, figures),
        efisiensi=cell(figures.efisiensi, efisiensi, PERCENT_DECIMALS),
        indikator=() if repeated else tuple(_indikator(model, result.indikator[i]) for i in simpul.indikator),
        anak=() if repeated else tuple(build(child) for child in simpul.anak),
        repeated=repeated,
    )


def _indikator(model: Model, figures: IndikatorResult) -> IndikatorView:
    indikator: Indikator = model.indikator[figures.id]
    unit, decimals = indikator.satuan, indikator.desimal
    return IndikatorView(
        id=indikator.id,
        nama=clean(indikator.nama),
        satuan=clean(str(unit)),
        iku=indikator.iku,
        target=cell(figures.target, unit, decimals),
        realisasi=cell(figures.realisasi, unit, decimals),
        capaian=percent(figures.capaian),
        kategori=_kategori(model, indikator.id, figures),
        target_akhir=cell(figures.target_akhir, unit, decimals),
        kemajuan=percent(figures.kemajuan),
    )


def _kategori(model: Model, subject: str, figures: IndikatorResult | SimpulResult) -> Cell:
    figure = figures.kategori
    if isinstance(figure, Missing):
        return Cell(DASH, figure.kind, clean(figure.reason), DASH)
    name = figure.name if isinstance(figure, Grade) else figure
    text = show_figure(figure, units.PERSEN)
    setting = model.policy("skala", subject)
    skala = model.skala.get(setting.values[0]) if setting is not None else None
    names = [k.nama for k in skala.kategori] if skala is not None else []
    if name in names:
        return Cell(text, rank=names.index(name), ranks=len(names))
    return Cell(text)


_NAME = Column("Indikator", wraps=True)
_NODE = Column("Simpul", wraps=True)


def figure_tables(report: ReportView) -> tuple[Table, ...]:
    """Every figure of the year, in tables narrow enough for a screen; those without rows are left out."""
    indicators, nodes = report.indicators(), report.nodes()
    tables = (
        Table(
            "Target, realisasi, dan capaian",
            (_NAME, *_numeric("Target", "Realisasi", "Capaian")),
            tuple((i.id, i.target.text, i.realisasi.text, i.capaian.text) for i in indicators),
        ),
        Table(
            "Kategori dan kemajuan",
            (_NAME, Column("Kategori"), *_numeric("Target akhir", "Kemajuan")),
            tuple((i.id, i.kategori.text, i.target_akhir.text, i.kemajuan.text) for i in indicators),
        ),
        Table(
            "Anggaran",
            (_NODE, *_numeric("Pagu", "Realisasi", "Sisa", "Serapan")),
            tuple((n.id, n.pagu.text, n.realisasi_anggaran.text, n.sisa.text, n.serapan.text) for n in nodes),
        ),
        Table(
            "Capaian simpul",
            (_NODE, Column("Jenis"), *_numeric("Capaian"), Column("Kategori"), *_numeric("Efisiensi")),
            tuple((n.id, n.jenis, n.capaian.text, n.kategori.text, n.efisiensi.text) for n in nodes),
        ),
    )
    return tuple(t for t in tables if t.rows)


def _numeric(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading, numeric=True) for heading in headings)


def lowest(result: Result) -> tuple[str, Cell] | None:
    """The indicator with the lowest achievement, and that achievement."""
    numbers = [(f.capaian.value, i) for i, f in result.indikator.items() if isinstance(f.capaian, Number)]
    if not numbers:
        return None
    value: Fraction = min(v for v, _ in numbers)
    ident = next(i for v, i in numbers if v == value)
    return ident, percent(result.indikator[ident].capaian)


def not_computable(result: Result) -> str | None:
    """The first indicator whose achievement cannot be computed."""
    for ident, figures in result.indikator.items():
        if isinstance(figures.capaian, Missing) and figures.capaian.kind is Absence.TIDAK_DAPAT_DIHITUNG:
            return ident
    return None
