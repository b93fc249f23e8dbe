"""The meant form of a plan and of the rule packages it uses."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import Span
from kinerja_rules.model.expression import Formula, Type
from kinerja_rules.model.facts import Facts
from kinerja_rules.model.nomenclature import Nomenklatur
from kinerja_rules.model.periods import Period
from kinerja_rules.model.published import Published
from kinerja_rules.model.report_table import ReportOutline, ReportTable
from kinerja_rules.model.review import Kecuali, Periksa
from kinerja_rules.model.units import Unit

LEVELS = ("misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan")
"""The levels of the cascade, top first."""


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


@frozen
class Paket:
    """A package: where its files are from, its version, and a digest of its text."""

    id: str
    nama: str
    versi: str
    lisensi: str | None
    uses: tuple[str, ...]
    digest: str


@frozen
class PolicySetting:
    """A policy as set somewhere: `scope` says where in words (`paket sakip_umum`, `renstra`, `indikator TKK`).

    `values` are words or ids. `numbers` are in base magnitude: the ends of `dibatasi` (None: open), decimals of a rounding.
    """

    name: str
    values: tuple[str, ...]
    scope: str
    numbers: tuple[Fraction | None, ...] = ()
    span: Span = _span()


Policies = Mapping[str, PolicySetting]
NO_POLICIES: Policies = MappingProxyType({})


def replacement_policy(direction: str) -> str:
    """The name of the policy that replaces a direction's formula."""
    return f"ganti_arah {direction}"


@quick_frozen
class DataDef:
    """A raw datum that formulas use."""

    id: str
    nama: str
    satuan: Unit
    akumulasi: str | None
    sumber: str | None
    span: Span = _span()


@frozen
class Kategori:
    """A row of a scale: bounds in base magnitude (None: open), whether each is included, or only a score."""

    nama: str
    sebutan: str | None
    lower: Fraction | None
    lower_included: bool
    upper: Fraction | None
    upper_included: bool
    skor: Fraction | None
    span: Span = _span()


Ratio = tuple[int, int]


@frozen
class Skala:
    """A scale, categories from the lowest to the highest; `gap` is a policy, or None where none is declared."""

    id: str
    nama: str
    satuan: Unit
    kategori: tuple[Kategori, ...]
    gap: str | None
    above: str | None
    below: str | None
    dasar: tuple[Citation, ...]
    gap_span: Span | None = field(eq=False, repr=False, default=None)
    span: Span = _span()

    @property
    def banded(self) -> bool:
        """Whether its categories are bands of values (else they are grades with scores)."""
        return any(k.lower is not None or k.upper is not None for k in self.kategori)

    @cached_property
    def edges(self) -> tuple[tuple[Ratio | None, bool, Ratio | None, bool], ...]:
        """The bounds of each category as numerators and denominators, each with whether it is included."""
        return tuple(
            (
                None if k.lower is None else k.lower.as_integer_ratio(),
                k.lower_included,
                None if k.upper is None else k.upper.as_integer_ratio(),
                k.upper_included,
            )
            for k in self.kategori
        )


@frozen
class Arah:
    """A target direction and its achievement formula over `realisasi` and `target`."""

    id: str
    nama: str
    membaik: str
    formula: Formula
    dasar: tuple[Citation, ...]
    uses_range: bool
    span: Span = _span()


@frozen
class Ukuran:
    """A declared measure; parameters in order, each a name and its type."""

    id: str
    nama: str
    parameters: tuple[tuple[str, Type], ...]
    formula: Formula
    satuan: Unit | None
    skala: str | None
    dasar: tuple[Citation, ...]
    span: Span = _span()

    @cached_property
    def subject(self) -> str | None:
        """The kind of thing that it is of, where it is of one thing and one more argument."""
        kinds = [kind.entity for _, kind in self.parameters if kind.kind == "entitas"]
        return kinds[0] if len(self.parameters) == 2 and len(kinds) == 1 else None


@quick_frozen
class Indikator:
    """An indicator as meant, its library's fields already merged in.

    `mulai` is the first year it is measured, `diukur` the only parts of a year it is measured in (`TW4`).
    `ubah_skala` are years from which its values stand on another scale, and the factor from the old to the new.
    """

    id: str
    nama: str
    paket: str
    satuan: Unit
    arah: str | None
    rumus: Formula | None
    simpul: str | None
    dari: str | None
    definisi: str | None
    akumulasi: str | None
    mulai: int | None
    diukur: tuple[str, ...]
    ubah_skala: tuple[tuple[int, Fraction], ...]
    sumber: str | None
    desimal: int | None
    bobot: Fraction | None
    iku: bool
    penanggung_jawab: str | None
    lintas: tuple[str, ...]
    dasar: tuple[Citation, ...]
    policies: Policies = field(eq=False)
    span: Span = _span()

    def measured_in(self, period: Period) -> tuple[Period, ...]:
        """The parts of a period in which alone it is measured; none where that is the period itself, or not said."""
        if not self.diukur:
            return ()
        parts = (Period(period.year, part) for part in self.diukur)
        return tuple(p for p in parts if p != period and p.within(period))


@quick_frozen
class Simpul:
    """A node of the cascade; parents by nesting and by `mendukung`."""

    id: str
    jenis: str
    nama: str
    kode: str | None
    induk: tuple[str, ...]
    anak: tuple[str, ...]
    indikator: tuple[str, ...]
    penanggung_jawab: str | None
    lintas: tuple[str, ...]
    bobot: Fraction | None
    policies: Policies = field(eq=False)
    alokasi: Mapping[str, Fraction] = field(factory=dict)
    """How its money is divided among its parents, where that is declared; the parts make one whole."""
    span: Span = _span()


@frozen
class Dokumen:
    """A document that restates names, targets, budgets; `tanggal` is `YYYY-MM-DD` or None."""

    id: str
    nama: str
    jenis: str
    tanggal: str | None
    disetujui: str | None
    alasan: str | None
    sumber: str | None
    policies: Policies = field(eq=False)
    span: Span = _span()


@frozen
class Pembanding:
    """A benchmark."""

    id: str
    nama: str
    sumber: str | None
    span: Span = _span()


@quick_frozen
class Narasi:
    """What is said about an indicator or node in a year: texts by key."""

    subject: str
    year: int | None
    texts: Mapping[str, str]
    span: Span = _span()


@frozen
class Renstra:
    """The plan's period, in years."""

    awal: int
    akhir: int
    nomenklatur: str | None
    span: Span = _span()


@frozen
class Supposition:
    """`andai x(2022) = v` inside a test."""

    kind: str
    id: str
    year: int
    value: Fraction
    decimals: int
    span: Span = _span()


@frozen
class Uji:
    """A test of a rule file, in its own language."""

    nama: str
    paket: str
    suppositions: tuple[Supposition, ...]
    expectations: tuple[Formula, ...]
    span: Span = _span()


@frozen
class Model:
    """A checked plan: declarations by id, facts, policies. Ids of the root package are bare, others are `paket.id`."""

    root: Paket
    pakets: Mapping[str, Paket]
    renstra: Renstra | None
    data: Mapping[str, DataDef]
    skala: Mapping[str, Skala]
    arah: Mapping[str, Arah]
    ukuran: Mapping[str, Ukuran]
    indikator: Mapping[str, Indikator]
    simpul: Mapping[str, Simpul]
    dokumen: Mapping[str, Dokumen]
    pembanding: Mapping[str, Pembanding]
    jenis_belanja: Mapping[str, tuple[str, str | None]]
    narasi: tuple[Narasi, ...]
    uji: tuple[Uji, ...]
    policies: Policies
    facts: Facts
    order: tuple[str, ...]
    """Ids of data and indicators with formulas, each after those its formula reads in the same period."""
    tabel: tuple[ReportTable, ...] = ()
    """Tables of the report, in order."""
    tabel_bergalat: tuple[str, ...] = ()
    """Ids of tables that are left out because something in them is wrong."""
    laporan: ReportOutline | None = None
    terbitan: tuple[Published, ...] = ()
    periksa: tuple[Periksa, ...] = ()
    kecuali: tuple[Kecuali, ...] = ()
    nomenklatur: tuple[Nomenklatur, ...] = ()
    places: Mapping[tuple[str, str], Span] = MappingProxyType({})
    """Where things and their fields are written: (id, keyword), the heading under an empty keyword."""

    def policy(self, name: str, subject: str | None = None, dokumen: str | None = None) -> PolicySetting | None:
        """The setting that holds: the indicator's own, its nodes' upward, the document's, the agency's, a package's.

        Kept, since every figure asks for several.
        """
        key = (name, subject if name in self._set_below else None, dokumen)
        try:
            return self._holding[key]
        except KeyError:
            found = self._holding[key] = self._policy(name, subject, dokumen)
            return found

    def _policy(self, name: str, subject: str | None, dokumen: str | None) -> PolicySetting | None:
        at = subject
        if at is not None and at in self.indikator:
            indikator = self.indikator[at]
            if name in indikator.policies:
                return indikator.policies[name]
            at = indikator.simpul
        found = self._inherited(name, at) if at is not None else None
        if found is not None:
            return found
        if dokumen is not None and dokumen in self.dokumen and name in self.dokumen[dokumen].policies:
            return self.dokumen[dokumen].policies[name]
        return self.policies.get(name)

    def _inherited(self, name: str, simpul: str) -> PolicySetting | None:
        """The setting of a node or of those above it; kept, since all beneath it ask.

        Of several parents whichever sets it: where they differ it is a tie, which the checker refuses.
        """
        key = (name, simpul)
        if key not in self._settings:
            at = self.simpul[simpul]
            found = at.policies.get(name)
            for parent in at.induk if found is None else ():
                found = found or self._inherited(name, parent)
            self._settings[key] = found
        return self._settings[key]

    @cached_property
    def _set_below(self) -> frozenset[str]:
        """Policies that any indicator or node sets: of all others it does not matter whose they are."""
        set_by = [i.policies for i in self.indikator.values()] + [s.policies for s in self.simpul.values()]
        return frozenset(name for policies in set_by for name in policies)

    @cached_property
    def _holding(self) -> dict[tuple[str, str | None, str | None], PolicySetting | None]:
        return {}

    @cached_property
    def _settings(self) -> dict[tuple[str, str], PolicySetting | None]:
        return {}

    def is_set_below(self, names: Iterable[str]) -> bool:
        """Whether any indicator or node sets one of these policies for itself or for what is beneath it."""
        return not self._set_below.isdisjoint(names)

    def is_set(self, names: Iterable[str]) -> bool:
        """Whether anything at all sets one of these policies."""
        return not self._set_anywhere.isdisjoint(names)

    @cached_property
    def _set_anywhere(self) -> frozenset[str]:
        by_documents = (name for document in self.dokumen.values() for name in document.policies)
        return self._set_below.union(self.policies, by_documents)

    def placed(self) -> tuple[Indikator, ...]:
        """Indicators placed in the plan's cascade, in order of the cascade."""
        return self._placed

    def walk(self) -> tuple[str, ...]:
        """Ids of all nodes, parents before children, each once, in written order."""
        return self._walked

    @cached_property
    def _placed(self) -> tuple[Indikator, ...]:
        return tuple(self.indikator[i] for s in self._walked for i in self.simpul[s].indikator)

    @cached_property
    def _walked(self) -> tuple[str, ...]:
        out: dict[str, None] = {}
        stack = [s.id for s in reversed(tuple(self.simpul.values())) if not s.induk]
        while stack:
            at = stack.pop()
            if at in out or any(p not in out for p in self.simpul[at].induk):
                continue
            out[at] = None
            stack.extend(reversed(self.simpul[at].anak))
        return tuple(out)
