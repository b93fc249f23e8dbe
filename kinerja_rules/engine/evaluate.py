"""All figures of a year, by the reference interpreter."""

from types import MappingProxyType

from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter, not_applicable
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, HistoryRow, IndikatorResult, Result, SimpulResult
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Acuan, Entity, Grade, Missing, Number, TargetValue, Value


class ScalarEngine:
    """The reference engine."""

    def evaluate(self, model: Model, year: int) -> Result:
        """All figures of a year."""
        return evaluate_model(model, year)


def evaluate_model(model: Model, year: int) -> Result:
    """Figures of every placed indicator and every node; earlier years as history."""
    interpreter = Interpreter(model)
    with room_to_recurse():
        for past in range(model.facts.earliest, year + 1):
            for ident in model.order:
                if model.indikator[ident].paket == model.root.id:
                    interpreter.hitungan(ident, Period(past))
        indikator = {i.id: _indikator(interpreter, i.id, year) for i in model.placed()}
        simpul = {s: _simpul(interpreter, s, year) for s in model.walk()}
    return Result(model, str(year), MappingProxyType(indikator), MappingProxyType(simpul), ())


def as_figure(value: Value) -> Figure:
    """What a report may show."""
    if isinstance(value, (Number, TargetValue, Grade, Missing, str)):
        return value
    return not_applicable("bukan angka")


def _indikator(interpreter: Interpreter, ident: str, year: int) -> IndikatorResult:
    model, period, subject = interpreter.model, Period(year), Entity("indikator", ident)
    stated = [y for y in range(model.facts.earliest, year) if _known(model, ident, y)]
    history = tuple(_history(interpreter, ident, y) for y in [*stated, year])
    compared = {
        p: (
            as_figure(interpreter.pembanding(ident, period, p)),
            as_figure(interpreter.capaian(subject, period, Entity("pembanding", p))),
        )
        for p in model.pembanding
        if any(k[0] == p and k[1] == ident for k in ((p, ident, str(year)),) if k in model.facts.pembanding)
    }
    return IndikatorResult(
        ident,
        as_figure(interpreter.target(ident, period, None)),
        as_figure(interpreter.realisasi(ident, period)),
        as_figure(interpreter.capaian(subject, period)),
        as_figure(interpreter.kategori(subject, period)),
        as_figure(interpreter.target(ident, period, Acuan("akhir"))),
        _declared_measure(interpreter, "ukuran_kemajuan", subject, period),
        MappingProxyType(compared),
        history,
    )


def _known(model: Model, ident: str, year: int) -> bool:
    facts = model.facts
    if (ident, str(year)) in facts.realisasi or model.indikator[ident].rumus is not None:
        return True
    return any((ident, str(year), d) in facts.target for d in facts.target_documents.get(ident, ()))


def _history(interpreter: Interpreter, ident: str, year: int) -> HistoryRow:
    period = Period(year)
    return HistoryRow(
        str(year),
        as_figure(interpreter.target(ident, period, None)),
        as_figure(interpreter.realisasi(ident, period)),
        as_figure(interpreter.capaian(Entity("indikator", ident), period)),
    )


def _declared_measure(interpreter: Interpreter, policy: str, subject: Entity, period: Period) -> Figure:
    """A measure that a policy names, applied to a subject it is declared for."""
    setting = interpreter.model.policy(policy, subject.id)
    if setting is None:
        return not_applicable(f"`{policy}` belum dinyatakan")
    parameters = interpreter.model.ukuran[setting.values[0]].parameters
    kinds = [kind.entity for _, kind in parameters if kind.kind == "entitas"]
    if (
        len(parameters) != 2
        or len(kinds) != 1
        or not (kinds[0] == subject.kind or (kinds[0] == "simpul" and subject.kind != "indikator"))
    ):
        return not_applicable(f"`{setting.values[0]}` tidak dihitung untuk {subject.kind}")
    return as_figure(interpreter.measure(setting.values[0], [subject, period]))


def _efisiensi_unit(model: Model, ident: str) -> Unit | None:
    setting = model.policy("ukuran_efisiensi", ident)
    return model.ukuran[setting.values[0]].satuan if setting is not None else None


def _simpul(interpreter: Interpreter, ident: str, year: int) -> SimpulResult:
    model, period = interpreter.model, Period(year)
    subject = Entity(model.simpul[ident].jenis, ident)
    return SimpulResult(
        ident,
        as_figure(interpreter.pagu(ident, period)),
        as_figure(interpreter.realisasi_anggaran(ident, period)),
        _declared_measure(interpreter, "ukuran_serapan", subject, period),
        _declared_measure(interpreter, "ukuran_sisa", subject, period),
        as_figure(interpreter.capaian(subject, period)),
        as_figure(interpreter.kategori(subject, period)),
        _declared_measure(interpreter, "ukuran_efisiensi", subject, period),
        _efisiensi_unit(model, ident),
    )
