"""All figures of a year, by the reference interpreter."""

from functools import lru_cache
from types import MappingProxyType

from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.scalar import Interpreter, not_applicable
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, HistoryRow, IndikatorResult, InstansiResult, Result, SimpulResult
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Acuan, Entity, Grade, Missing, Number, TargetValue, Value


def evaluate_model(model: Model, period: Period, dokumen: str | None = None, by: Interpreter | None = None) -> Result:
    """Figures of every placed indicator and every node; the same period of earlier years as history.

    With a document its targets and budgets hold instead of those that policies find, in measures too; not in history.
    `by` is an interpreter of the model, which then knows these figures.
    """
    interpreter = by if by is not None else Quick(model)
    asked = interpreter if dokumen is None else Quick(model).by_document(dokumen)
    with room_to_recurse():
        earlier = _same_of_earlier_years(model.facts.earliest, period)
        own = [ident for ident in model.order if model.indikator[ident].paket == model.root.id]
        for at in (*earlier, period) if model.facts.earliest <= period.year else ():
            for ident in own:
                interpreter.hitungan(ident, at)
        indikator = {i.id: _indikator(interpreter, asked, i.id, period) for i in model.placed()}
        simpul = {s: _simpul(asked, s, period) for s in model.walk()}
        instansi = _instansi(asked, period.whole_year)
    return Result(model, str(period), MappingProxyType(indikator), MappingProxyType(simpul), instansi, (), dokumen)


def history_of(model: Model, ident: str, period: Period) -> list[Period]:
    """The same period of earlier years of which anything is known of an indicator, then the period itself."""
    earlier = _same_of_earlier_years(model.facts.earliest, period)
    if model.indikator[ident].rumus is not None:  # it can be computed, or it can be said why not
        return [*earlier, period]
    return [*(p for p in earlier if _known(model, ident, p)), period]


def benchmarks_of(model: Model, ident: str, period: Period) -> list[str]:
    """The benchmarks that state a value of an indicator for a period."""
    return [p for p in model.pembanding if (p, ident, period.text) in model.facts.pembanding]


@lru_cache(maxsize=64)
def _same_of_earlier_years(first: int, period: Period) -> tuple[Period, ...]:
    return tuple(Period(year, period.part) for year in range(first, period.year))


def as_figure(value: Value) -> Figure:
    """What a report may show."""
    if (
        value.__class__ is Number
        or value.__class__ is TargetValue
        or isinstance(value, (Number, TargetValue, Grade, Missing, str))
    ):
        return value
    return not_applicable("bukan angka")


def _indikator(interpreter: Interpreter, asked: Interpreter, ident: str, period: Period) -> IndikatorResult:
    model, subject = interpreter.model, Entity("indikator", ident)
    history = tuple(_history(interpreter, subject, p) for p in history_of(model, ident, period))
    compared = {
        p: (
            as_figure(interpreter.pembanding(ident, period, p)),
            as_figure(interpreter.capaian(subject, period, Entity("pembanding", p))),
        )
        for p in benchmarks_of(model, ident, period)
    }
    return IndikatorResult(
        ident,
        as_figure(asked.target(ident, period, None)),
        as_figure(interpreter.realisasi(ident, period)),
        as_figure(asked.capaian(subject, period)),
        as_figure(asked.kategori(subject, period)),
        as_figure(asked.target(ident, period, Acuan("akhir"))),
        _declared_measure(asked, "ukuran_kemajuan", subject, period),
        MappingProxyType(compared),
        history,
    )


def _known(model: Model, ident: str, period: Period) -> bool:
    """Whether anything of a year is stated for an indicator."""
    facts = model.facts
    if (ident, period.text) in facts.realisasi or (ident, period.text) in facts.targets_in:
        return True
    if not facts.states_parts:
        return False
    finer = (p for parts in period.partitions() for p in parts)
    return (
        any((ident, str(p)) in facts.realisasi for p in finer) or (ident, f"s.d. {period.year}-TW4") in facts.realisasi
    )


def _history(interpreter: Interpreter, subject: Entity, period: Period) -> HistoryRow:
    return HistoryRow(
        period.text,
        as_figure(interpreter.target(subject.id, period, None)),
        as_figure(interpreter.realisasi(subject.id, period)),
        as_figure(interpreter.capaian(subject, period)),
    )


def _declared_measure(interpreter: Interpreter, policy: str, subject: Entity, period: Period) -> Figure:
    """A measure that a policy names, applied to a subject it is declared for."""
    setting = interpreter.model.policy(policy, subject.id)
    if setting is None:
        return not_applicable(f"`{policy}` belum dinyatakan")
    kind = interpreter.model.ukuran[setting.values[0]].subject
    if kind is None or not (kind == subject.kind or (kind == "simpul" and subject.kind != "indikator")):
        return not_applicable(f"`{setting.values[0]}` tidak dihitung untuk {subject.kind}")
    return as_figure(interpreter.measure(setting.values[0], [subject, period]))


def _instansi(interpreter: Interpreter, year: Period) -> InstansiResult:
    roles = ("ukuran_pagu_instansi", "ukuran_realisasi_instansi", "ukuran_serapan_instansi")
    return InstansiResult(*(_measure_of_year(interpreter, role, year) for role in roles))


def _measure_of_year(interpreter: Interpreter, policy: str, year: Period) -> Figure:
    """A measure that a policy names, of the plan as a whole."""
    setting = interpreter.model.policy(policy)
    if setting is None:
        return not_applicable(f"`{policy}` belum dinyatakan")
    kinds = [kind.kind for _, kind in interpreter.model.ukuran[setting.values[0]].parameters]
    if kinds != ["periode"]:
        return not_applicable(f"`{setting.values[0]}` tidak dihitung untuk setahun saja")
    return as_figure(interpreter.measure(setting.values[0], [year]))


def _efisiensi_unit(model: Model, ident: str) -> Unit | None:
    setting = model.policy("ukuran_efisiensi", ident)
    return model.ukuran[setting.values[0]].satuan if setting is not None else None


def _simpul(interpreter: Interpreter, ident: str, period: Period) -> SimpulResult:
    """Money is stated by the year, so a part of a year shows its year's."""
    model, year = interpreter.model, period.whole_year
    subject = Entity(model.simpul[ident].jenis, ident)
    return SimpulResult(
        ident,
        as_figure(interpreter.pagu(ident, year)),
        as_figure(interpreter.realisasi_anggaran(ident, year)),
        _declared_measure(interpreter, "ukuran_serapan", subject, year),
        _declared_measure(interpreter, "ukuran_sisa", subject, year),
        as_figure(interpreter.capaian(subject, period)),
        as_figure(interpreter.kategori(subject, period)),
        _declared_measure(interpreter, "ukuran_efisiensi", subject, period),
        _efisiensi_unit(model, ident),
    )
