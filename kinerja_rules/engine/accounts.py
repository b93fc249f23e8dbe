"""What is declared or written beside the figures: names, particulars, prose, money by kind, totals that texts state."""

from kinerja_rules.engine.formula_text import formula_in_words
from kinerja_rules.engine.scales import bounds_text
from kinerja_rules.engine.series import NONE, Series, Suppositions, no_data
from kinerja_rules.model import units
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Dokumen, Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Absence, Entity, Missing, Value

_SPOKEN = {
    "definisi": "definisi operasional",
    "sumber": "sumber data",
    "rumus": "rumus",
    "penanggung_jawab": "penanggung jawab",
}


class Accounts(Series):
    """The part of the interpreter that answers what the plan says in words, and money that no node holds."""

    def __init__(self, model: Model, suppositions: Suppositions = NONE) -> None:
        super().__init__(model, suppositions)
        self._names: dict[tuple[str, str], str] | None = None
        self._prose: dict[tuple[str, int | None, str], str] | None = None

    # ---- names and particulars ----------------------------------------------------------------------------------
    def nama(self, subject: Entity, dokumen: str | None) -> Value:
        """The plan's name, or the first that a document states."""
        model = self.model
        if dokumen is not None:
            found = self._stated_names().get((subject.id, dokumen))
            if found is not None:
                return found
            return no_data(f"{model.dokumen[dokumen].nama} tidak menyebut nama `{subject.id}`")
        match subject.kind:
            case "indikator":
                return model.indikator[subject.id].nama
            case "kategori":
                return subject.id.partition(":")[2]
            case "jenis_belanja":
                return model.jenis_belanja[subject.id][0]
            case "dokumen":
                return model.dokumen[subject.id].nama
            case "pembanding":
                return model.pembanding[subject.id].nama
            case "data":
                return model.data[subject.id].nama
            case "skala":
                return model.skala[subject.id].nama
            case _:
                return model.simpul[subject.id].nama

    def told_name(self, subject: Entity, dokumen: str | None) -> Value:
        """A name that is asked for itself, which a trace leads to where it is written."""
        return self.nama(subject, dokumen)

    def _stated_names(self) -> dict[tuple[str, str], str]:
        """Names by subject and document, the first of several."""
        if self._names is None:
            self._names = {}
            for stated in self.model.facts.names:
                self._names.setdefault((stated.subject, stated.dokumen), stated.nama)
        return self._names

    def particular(self, subject: Entity, what: str) -> Value:
        """What is declared of a subject, as a text."""
        if what == "jenis":
            return self.model.dokumen[subject.id].jenis if subject.kind == "dokumen" else subject.kind
        if what == "rentang":
            skala = self.model.skala[subject.id.partition(":")[0]]
            name = subject.id.partition(":")[2]
            return next(bounds_text(skala, k) for k in skala.kategori if k.nama == name)
        if what == "dasar":
            named = dict.fromkeys(c.regulation for c in self.model.skala[subject.id.partition(":")[0]].dasar)
            return "; ".join(named) if named else no_data("dasar skalanya belum dinyatakan")
        text: str | None = None
        if subject.kind == "indikator":
            indikator = self.model.indikator[subject.id]
            match what:
                case "satuan":
                    graded = next(
                        (k for d, _ in indikator.satuan.dimension if (k := self._graded_by(d)) is not None), None
                    )
                    text = graded if graded is not None else str(indikator.satuan)
                case "rumus":
                    text = formula_in_words(self.model, indikator)
                case "definisi":
                    text = indikator.definisi
                case "sumber":
                    text = indikator.sumber
                case _:
                    text = indikator.penanggung_jawab
        elif what == "penanggung_jawab":
            text = self.model.simpul[subject.id].penanggung_jawab
        return text if text is not None else no_data(f"{_SPOKEN.get(what, what)} `{subject.id}` belum dinyatakan")

    def _graded_by(self, dimension: str) -> str | None:
        """The name of the scale whose grades have a dimension."""
        ident = dimension.removeprefix("skala ")
        return self.model.skala[ident].nama if ident != dimension and ident in self.model.skala else None

    def narrative(self, subject: Entity, period: Period, key: str) -> Value:
        """What is written about a subject: in the year, else without a year."""
        if self._prose is None:
            self._prose = {}
            for narasi in self.model.narasi:
                for name, text in narasi.texts.items():
                    self._prose.setdefault((narasi.subject, narasi.year, name), text)
        for year in (period.year, None):
            said = self._prose.get((subject.id, year, key))
            if said is not None:
                return said
        return no_data(f"{key.replace('_', ' ')} `{subject.id}` {period.year} belum ditulis")

    # ---- money that no node holds ---------------------------------------------------------------------------------
    def is_main_kind(self, kind: str) -> bool:
        """Whether a kind of expenditure is part of no other."""
        return self.model.jenis_belanja[kind][1] is None

    def expenditure(self, what: str, kind: str, period: Period) -> Value:
        """Money of a kind of expenditure: stated, or the sum of its parts."""
        return self.figure((what, kind, str(period)), self._expenditure, what, kind, period)

    def expenditure_source(self, kind: str, period: Period) -> Value:
        """The source that the budget of a kind of expenditure names, or those of its parts."""
        for document in (RENSTRA, *self._documents()):
            fact = self.model.facts.belanja.get((kind, str(period), "pagu", document))
            if fact is not None and not isinstance(fact.value, Missing):
                return fact.sumber or no_data(f"tabel belanja {period.spoken} tidak menyebut sumber")
        parts = (k for k, (_, of) in self.model.jenis_belanja.items() if of == kind)
        found = (self.expenditure_source(part, period) for part in parts)
        named = dict.fromkeys(text for text in found if isinstance(text, str))
        return "; ".join(named) if named else no_data(f"tabel belanja {period.spoken} tidak menyebut sumber")

    def _expenditure(self, what: str, kind: str, period: Period) -> Value:
        column = "pagu" if what == "belanja" else "realisasi"
        for document in (RENSTRA, *self._documents()):
            fact = self.model.facts.belanja.get((kind, str(period), column, document))
            if fact is not None and not isinstance(fact.value, Missing):
                named = None if document == RENSTRA else document
                return self.stated(f"{what} {kind} {period}", fact, units.RUPIAH, named)
        parts = [k for k, (_, of) in self.model.jenis_belanja.items() if of == kind and self._states(what, k, period)]
        if parts:
            return self.call("jumlah", [self.expenditure(what, k, period) for k in parts], [], units.RUPIAH)
        nama = self.model.jenis_belanja[kind][0]
        said = "pagu" if what == "belanja" else "realisasi"
        return self.absent(no_data(f"{said} `{nama}` {period.spoken} belum dinyatakan"), f"{what} {kind} {period}")

    def _states(self, what: str, kind: str, period: Period) -> bool:
        """Whether money of a kind, or of any of its parts, is stated."""
        column = "pagu" if what == "belanja" else "realisasi"
        facts = self.model.facts.belanja
        if any(
            (fact := facts.get((kind, str(period), column, d))) is not None and not isinstance(fact.value, Missing)
            for d in (RENSTRA, *self._documents())
        ):
            return True
        return any(of == kind and self._states(what, k, period) for k, (_, of) in self.model.jenis_belanja.items())

    def declared_total(self, what: str, period: Period) -> Value:
        """A total of the whole agency as a text declares it; of several the latest document's."""

        def compute() -> Value:
            column = what.partition("_")[0]
            for document in (*self._documents(), RENSTRA):
                for declared in self.model.facts.declared:
                    if (declared.what, declared.of, declared.dokumen) == (column, str(period), document):
                        fact = Fact(declared.value, declared.bagian, span=declared.span)
                        return self.stated(f"{what} {period}", fact, units.RUPIAH, document)
            return self.absent(
                Missing(Absence.BELUM_ADA_DATA, f"{column} seluruh instansi {period.spoken} belum dinyatakan"),
                f"{what} {period}",
            )

        return self.figure((what, str(period)), compute)

    def _documents(self) -> tuple[str, ...]:
        """Documents from the latest to the earliest; those without a date last."""
        dated: list[Dokumen] = sorted(self.model.dokumen.values(), key=lambda d: (d.tanggal or "", d.id), reverse=True)
        return tuple(d.id for d in dated)
