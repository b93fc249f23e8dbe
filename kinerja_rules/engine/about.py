"""What the plan says of its things besides their figures: attributes, relations, names, statements, prose."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from kinerja_rules.engine.accounts import Accounts
from kinerja_rules.engine.alike import Alike
from kinerja_rules.engine.series import Suppositions, no_data, not_applicable
from kinerja_rules.functions.interface import undefined
from kinerja_rules.functions.words import words_of
from kinerja_rules.model import expression as typed
from kinerja_rules.model.facts import RENSTRA, Declared, Fact
from kinerja_rules.model.kinerja import LEVELS, Indikator, Model, Simpul
from kinerja_rules.model.nomenclature import Nomenklatur
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Missing, Number, Value


class About(Accounts):
    """Answers are kept where they cost a search; the model does not change."""

    def __init__(self, model: Model, suppositions: Suppositions) -> None:
        super().__init__(model, suppositions)
        self._kept: dict[tuple[str, ...], tuple[Entity, ...]] = {}
        self._places_in_order: dict[str, int] | None = None
        self._same_names: dict[tuple[str, tuple[str, ...]], list[Entity]] | None = None
        self._alike: dict[tuple[str, Fraction], Alike] = {}
        self._about: dict[str, dict[str, None]] | None = None

    # ---- attributes -------------------------------------------------------------------------------------------------
    def attribute(self, subject: Entity, name: str) -> Value:
        """What stands after a dot; absent where the declaration does not say it."""
        kind = "simpul" if subject.kind in LEVELS else subject.kind
        found = _GETTERS[kind](self.model, subject, name)
        if found is None:
            return no_data(f"`{name}` {self._called(subject)} belum ditulis")
        return found

    def _called(self, subject: Entity) -> str:
        """A thing as a planner finds it; what a document declares has no id, only what it is about."""
        if subject.kind != "pernyataan":
            return _spoken(subject)
        stated = self.declared(subject.id)
        return " ".join(("pernyataan", stated.what, *([stated.of] if stated.of else [])))

    def akumulasi(self, indikator: str) -> Value:
        """How parts make the year."""
        declared = self.model.indikator[indikator].akumulasi
        return declared if declared is not None else no_data(f"akumulasi `{indikator}` belum dinyatakan")

    def kode(self, subject: Entity) -> Value:
        """The code of a node."""
        simpul = self.model.simpul.get(subject.id)
        if simpul is None or simpul.kode is None:
            return no_data(f"`{subject.id}` tidak punya kode")
        return simpul.kode

    def iku(self, indikator: str) -> bool:
        """Whether it is an IKU."""
        return self.model.indikator[indikator].iku

    def agency_name(self) -> Value:
        """The agency's name: that of the plan's package."""
        return self.model.root.nama

    def renstra_year(self, which: str) -> Value:
        """The first or last year of the Renstra."""
        renstra = self.model.renstra
        if renstra is None:
            return no_data("periode Renstra belum dinyatakan")
        return Period(renstra.awal if which == "awal" else renstra.akhir)

    def first_year(self) -> int | None:
        """The first year of the Renstra."""
        return self.model.renstra.awal if self.model.renstra is not None else None

    # ---- relations --------------------------------------------------------------------------------------------------
    def related(self, subject: Entity, relation: str) -> tuple[Entity, ...]:
        """Nodes or indicators around a subject, each once."""
        key = (subject.id, relation)
        if key not in self._kept:
            self._kept[key] = self._related(subject, relation)
        return self._kept[key]

    def _related(self, subject: Entity, relation: str) -> tuple[Entity, ...]:
        model = self.model
        if subject.kind == "indikator":
            at = model.indikator[subject.id].simpul
            if at is None:
                return ()
            home = Entity(model.simpul[at].jenis, at)
            if relation == "induk":
                return (home,)
            return (home, *self.related(home, "leluhur")) if relation == "leluhur" else ()
        simpul = model.simpul[subject.id]
        if relation == "indikator":
            return tuple(Entity("indikator", i) for i in simpul.indikator)
        if relation in ("induk", "anak"):
            near = simpul.induk if relation == "induk" else simpul.anak
            return tuple(Entity(model.simpul[n].jenis, n) for n in near)
        found: dict[str, None] = {}
        waiting = list(simpul.anak if relation == "pendukung" else simpul.induk)
        if relation == "pendukung":  # in the order of the cascade
            waiting.reverse()
            while waiting:
                at = waiting.pop()
                if at not in found:
                    found[at] = None
                    waiting.extend(reversed(model.simpul[at].anak))
            return tuple(Entity(model.simpul[n].jenis, n) for n in found)
        for at in waiting:  # it grows as it is walked: the nearest first
            if at not in found:
                found[at] = None
                waiting.extend(model.simpul[at].induk)
        return tuple(Entity(model.simpul[n].jenis, n) for n in found)

    def variables(self, indikator: str) -> Value:
        """The data in an indicator's formula; absent where it has none."""
        formula = self.model.indikator[indikator].rumus
        if formula is None:
            return not_applicable(f"`{indikator}` tidak punya rumus")
        found: dict[str, None] = {}
        waiting = [formula.value, *(e for _, e in reversed(formula.lets))]
        while waiting:
            node = waiting.pop()
            if isinstance(node, typed.FactRef) and node.kind == "data":
                found[node.id] = None
            waiting.extend(reversed(typed.children(node)))
        return tuple(Entity("data", d) for d in found)

    def end_target(self, indikator: str, dokumen: str | None) -> Value:
        """The end target: the plan's, or as a document states it."""
        if dokumen is None:
            last = self.renstra_year("akhir")
            return self.target(indikator, last, Acuan("akhir")) if isinstance(last, Period) else last
        fact = self.model.facts.target.get((indikator, "akhir", dokumen))
        if fact is None:
            return no_data(f"{self.model.dokumen[dokumen].nama} tidak menyatakan target akhir `{indikator}`")
        return fact.value

    def order(self, subject: Entity) -> Value:
        """Where a thing stands among those of its kind, in the plan's order, from 1."""
        if self._places_in_order is None:
            self._places_in_order = {}
            for kind in ("indikator", "simpul", "dokumen", "data", "skala", "pembanding"):
                for at, entity in enumerate(self._all(kind), 1):
                    self._places_in_order[entity.id] = at
        counted = subject.kind in ("pernyataan", "penyebutan")
        place = int(subject.id) + 1 if counted else self._places_in_order.get(subject.id)
        if place is None:
            return no_data(f"urutan {_spoken(subject)} tidak diketahui")
        return Number(Fraction(place))

    def same_name(self, subject: Entity) -> tuple[Entity, ...]:
        """Others of the kind whose names are the same words."""
        if self._same_names is None:
            self._same_names = {}
            for kind in ("indikator", "simpul"):
                for entity in self._all(kind):
                    key = (entity.kind, words_of(str(self.nama(entity, None))))
                    self._same_names.setdefault(key, []).append(entity)
        alike = self._same_names.get((subject.kind, words_of(str(self.nama(subject, None)))), [])
        return tuple(e for e in alike if e != subject)

    def alike_name(self, subject: Entity, least: Fraction) -> Value:
        """Others of the kind with similar but not the same names; numbers in names must be the same."""
        key = (subject.kind, least)
        if key not in self._alike:
            names = {e.id: str(self.nama(e, None)) for e in self._all(subject.kind)}
            self._alike[key] = Alike(names, least)
        found = self._alike[key].of(subject.id)
        if found is None:
            return undefined("nama yang mirip terlalu banyak untuk dibandingkan")
        return tuple(Entity(subject.kind, i) for i in found)

    # ---- documents --------------------------------------------------------------------------------------------------
    def documents_about(self, subject: Entity) -> tuple[Entity, ...]:
        """The documents that state a name, target or budget of a subject."""
        if self._about is None:
            facts = self.model.facts
            about: dict[str, dict[str, None]] = {}
            for stated in facts.names:
                about.setdefault(stated.subject, {})[stated.dokumen] = None
            for ident, documents in facts.target_documents.items():
                about.setdefault(ident, {}).update((d, None) for d in documents if d != RENSTRA)
            for simpul, _, document in facts.pagu:
                if document != RENSTRA:
                    about.setdefault(simpul, {})[document] = None
            self._about = about
        found = self._about.get(subject.id, {})
        return tuple(Entity("dokumen", d) for d in self.model.dokumen if d in found)

    def changed(self, dokumen: str) -> Value:
        """The latest earlier document of the kind that a `..._perubahan` changes, or of its own kind."""
        document = self.model.dokumen[dokumen]
        kinds = {document.jenis, document.jenis.removesuffix("_perubahan")}
        if document.tanggal is None:
            return no_data(f"tanggal `{dokumen}` belum ditulis")
        earlier = [
            d
            for d in self.model.dokumen.values()
            if d.jenis in kinds and d.id != dokumen and d.tanggal is not None and d.tanggal < document.tanggal
        ]
        if not earlier:
            return not_applicable(f"tidak ada dokumen sejenis sebelum `{dokumen}`")
        return Entity("dokumen", max(earlier, key=lambda d: (d.tanggal or "", d.id)).id)

    def policy_word(self, name: str, subject: Entity) -> Value:
        """The first value of the policy that holds for a subject."""
        setting = self.model.policy(name, subject.id)
        if setting is None:
            return no_data(f"kebijakan `{name}` bagi {_spoken(subject)} belum dinyatakan")
        return setting.values[0] if setting.values else name

    def official(self, simpul: str, what: str) -> Value:
        """What the nomenclature that the Renstra names says of the code of a node.

        A code that a table does not list is unknown, unless the table says that it lists all codes there.
        """
        kode, table = self.model.simpul[simpul].kode, self._nomenclature()
        if isinstance(table, Missing):
            return table
        if kode is None:
            return no_data(f"`{simpul}` tidak punya kode")
        entry = table.entries.get(kode)
        if entry is None:
            if what == "ada" and table.covers(kode):
                return False
            return no_data(f"kode `{kode}` tidak ada dalam tabel nomenklatur `{table.nama}`")
        if what == "ada":
            return True
        said = {"nama": entry.nama, "indikator": entry.indikator, "satuan": entry.satuan}[what]
        return said if said else no_data(f"{what} kode `{kode}` tidak ditulis dalam tabel nomenklatur `{table.nama}`")

    def official_name(self, kode: str) -> Value:
        """The name that the nomenclature which the Renstra names gives a code."""
        table = self._nomenclature()
        if isinstance(table, Missing):
            return table
        entry = table.entries.get(kode)
        return (
            entry.nama
            if entry is not None
            else no_data(f"kode `{kode}` tidak ada dalam tabel nomenklatur `{table.nama}`")
        )

    def _nomenclature(self) -> Nomenklatur | Missing:
        """The table of codes that the Renstra names."""
        renstra = self.model.renstra
        if renstra is None or renstra.nomenklatur is None:
            return no_data("`nomenklatur` belum disebut di `renstra`")
        table = next((n for n in self.model.nomenklatur if n.nama == renstra.nomenklatur), None)
        if table is None:
            return no_data(f"tabel nomenklatur `{renstra.nomenklatur}` tidak ada dalam paket yang dipakai")
        return table

    def covers_year(self, dokumen: str, period: Period) -> bool:
        """Whether a document states a target or a budget for a year."""
        key = ("tahun", dokumen)
        if key not in self._kept:
            facts = self.model.facts
            years = {c for _, c, d in facts.target if d == dokumen} | {y for _, y, d in facts.pagu if d == dokumen}
            self._kept[key] = tuple(Entity("tahun", y[:4]) for y in sorted(years))
        return Entity("tahun", str(period.year)) in self._kept[key]

    # ---- statements as such -----------------------------------------------------------------------------------------
    def stated_money(self, what: str, simpul: str, period: Period, acuan: Value | None) -> Value:
        """A node's own figure as it is written, not rolled up."""
        fact = self.money_fact(what, simpul, str(period), acuan)
        if fact is None or isinstance(fact.value, Missing):
            return no_data(f"{what.replace('_', ' ')} `{simpul}` tahun {period} tidak ditulis")
        return fact.value

    def money_fact(self, what: str, simpul: str, year: str, acuan: Value | None) -> Fact | None:
        """The statement of a node's money."""
        facts = self.model.facts
        if what == "realisasi_anggaran":
            return facts.realisasi_anggaran.get((simpul, year))
        return facts.pagu.get((simpul, year, document_of(acuan) or RENSTRA))

    def stated_realisasi(self, indikator: str, period: Period) -> Value:
        """A realisasi as it is written, whatever the formula gives."""
        fact = self.model.facts.realisasi.get((indikator, str(period)))
        if fact is None or isinstance(fact.value, Missing):
            return no_data(f"realisasi `{indikator}` {period.spoken} tidak ditulis")
        return fact.value

    def declared(self, pernyataan: str) -> Declared:
        """A declared count or total."""
        return self.model.facts.declared[int(pernyataan)]

    def counted(self, pernyataan: str) -> Value:
        """What a declared count should be: how many there are in the cascade."""
        stated = self.declared(pernyataan)
        if stated.what != "banyak":
            return not_applicable("yang dinyatakan bukan banyaknya")
        of = stated.of or ""
        if of in LEVELS or of == "indikator":
            return Number(Fraction(len(self._all(of))))
        if of == "iku":
            return Number(Fraction(sum(i.iku for i in self.model.placed())))
        if of == "dokumen":
            return Number(Fraction(len(self.model.dokumen)))
        return undefined(f"banyaknya `{of}` tidak dapat dihitung dari rencana")

    def summed(self, pernyataan: str) -> Value:
        """What a declared total should be: the money of the year, each leaf once."""
        stated = self.declared(pernyataan)
        period = Period.read(stated.of or "")
        if stated.what == "banyak" or period is None:
            return not_applicable("yang dinyatakan bukan jumlah uang setahun")
        document = None if stated.dokumen == RENSTRA else Entity("dokumen", stated.dokumen)
        return self.agency_money(stated.what, period, document)

    @abstractmethod
    def agency_money(self, what: str, period: Period, acuan: Value | None) -> Value:
        """Money of the whole plan; the interpreter knows how it rolls up."""


def document_of(acuan: Value | None) -> str | None:
    """The document that an *acuan* names."""
    if isinstance(acuan, Acuan) and acuan.which == RENSTRA:
        return RENSTRA
    return acuan.id if isinstance(acuan, Entity) else None


def _spoken(subject: Entity) -> str:
    return f"{subject.kind} `{subject.id}`"


# ---- attributes by kind ------------------------------------------------------------------------------------------------
def _of_indikator(model: Model, subject: Entity, name: str) -> Value | None:
    i = model.indikator[subject.id]
    match name:
        case "satuan":
            return str(i.satuan)
        case "membaik":
            return model.arah[i.arah].membaik if i.arah is not None and i.arah in model.arah else None
        case "rumus":
            return " ".join(i.rumus.value.span.text.split()) if i.rumus is not None else None
        case "desimal":
            return Number(Fraction(i.desimal)) if i.desimal is not None else None
        case "bobot":
            return Number(i.bobot) if i.bobot is not None else None
        case "diukur":
            return ", ".join(i.diukur) or None
        case "mulai":
            return Period(i.mulai) if i.mulai is not None else None
        case "keterangan":
            return _prose_of(model, subject.id)
        case _:
            found: Value | None = getattr(i, name)
            return found


def _of_simpul(model: Model, subject: Entity, name: str) -> Value | None:
    s = model.simpul[subject.id]
    match name:
        case "indikator":
            return tuple(Entity("indikator", i) for i in s.indikator)
        case "bobot":
            return Number(s.bobot) if s.bobot is not None else None
        case "alokasi":
            return tuple(Entity(model.simpul[p].jenis, p) for p in s.alokasi)
        case "keterangan":
            return _prose_of(model, subject.id)
        case _:
            found: Value | None = getattr(s, name)
            return found


def _prose_of(model: Model, ident: str) -> str | None:
    place = model.places.get((ident, "keterangan"))
    return " ".join(place.text.split()).removeprefix("keterangan ").strip('"') if place is not None else None


def _of_dokumen(model: Model, subject: Entity, name: str) -> Value | None:
    d = model.dokumen[subject.id]
    if name == "tahun":
        return Period(int(d.tanggal[:4])) if d.tanggal is not None else None
    found: Value | None = getattr(d, name)
    return found


def _of_data(model: Model, subject: Entity, name: str) -> Value | None:
    d = model.data[subject.id]
    if name == "satuan":
        return str(d.satuan)
    if name == "keterangan":
        return _prose_of(model, subject.id)
    found: Value | None = getattr(d, name)
    return found


def _of_skala(model: Model, subject: Entity, name: str) -> Value | None:
    s = model.skala[subject.id]
    if name == "celah":
        return s.gap
    return str(s.satuan) if name == "satuan" else str(getattr(s, name))


def _of_pembanding(model: Model, subject: Entity, name: str) -> Value | None:
    found: Value | None = getattr(model.pembanding[subject.id], name)
    return found


def _of_jenis_belanja(model: Model, subject: Entity, name: str) -> Value | None:
    nama, of = model.jenis_belanja[subject.id]
    return {"id": subject.id, "nama": nama, "bagian_dari": of}[name]


def _of_pernyataan(model: Model, subject: Entity, name: str) -> Value | None:
    stated = model.facts.declared[int(subject.id)]
    match name:
        case "apa":
            return stated.what
        case "tentang":
            return stated.of
        case "banyaknya":
            return stated.value if stated.what == "banyak" else None
        case "nilai":
            return stated.value if stated.what != "banyak" else None
        case "tahun":
            return Period.read(stated.of or "")
        case "bagian":
            return stated.bagian
        case "dokumen":
            return stated.dokumen
        case _:
            return subject.id


def _of_penyebutan(model: Model, subject: Entity, name: str) -> Value | None:
    stated = model.facts.names[int(subject.id)]
    of: Indikator | Simpul = model.indikator.get(stated.subject) or model.simpul[stated.subject]
    match name:
        case "nama":
            return stated.nama
        case "nama_rencana":
            return of.nama
        case "jenis":
            return of.jenis if isinstance(of, Simpul) else "indikator"
        case "tentang":
            return stated.subject
        case "bagian":
            return stated.bagian
        case "dokumen":
            return stated.dokumen
        case "lainnya":
            others = model.facts.names_of[stated.subject]
            return tuple(Entity("penyebutan", str(at)) for at in others if str(at) != subject.id)
        case _:
            return subject.id


_GETTERS: Mapping[str, Callable[[Model, Entity, str], Value | None]] = MappingProxyType(
    {
        "indikator": _of_indikator,
        "simpul": _of_simpul,
        "dokumen": _of_dokumen,
        "data": _of_data,
        "skala": _of_skala,
        "pembanding": _of_pembanding,
        "jenis_belanja": _of_jenis_belanja,
        "pernyataan": _of_pernyataan,
        "penyebutan": _of_penyebutan,
    }
)
