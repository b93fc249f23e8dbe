"""What a wrong print would turn: the category of an achievement, or "reached" into "not reached"."""

from attrs import frozen

from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.periods import Period
from kinerja_rules.model.published import Claim
from kinerja_rules.model.units import Kind
from kinerja_rules.model.values import Absence, Entity, Missing, Number, TargetValue, Value

NOT_KNOWN = Missing(Absence.TIDAK_BERLAKU, "capaiannya tidak diketahui")
FULL = 1
"""An achievement of 100 %: reached."""


@frozen
class _Figure:
    """A figure of an indicator or node in a period."""

    function: str
    subject: Entity
    period: Period
    acuan: Value | None


def effects_of(interpreter: Interpreter, claim: Claim, computed: Value) -> tuple[str, ...]:
    """What the print turns, in words; empty where it turns nothing, or where that cannot be told."""
    asked = _figure(interpreter, claim.expression)
    if asked is None:
        return ()
    if asked.function == "kategori":
        if isinstance(computed, str) and not claim.printed.absent:
            return (f"kategori `{claim.printed.text}` seharusnya `{computed}`",)
        return ()
    if claim.printed.value is None or claim.expression.type.unit is None:
        return ()
    if claim.expression.type.unit.kind is Kind.PREDIKAT:
        return ()
    if claim.printed.unit is not None and not units.comparable(claim.expression.type.unit, claim.printed.unit):
        return ()
    printed, true = _achievement(interpreter, asked, Number(claim.printed.value)), _true(interpreter, asked)
    if not isinstance(printed, Number) or not isinstance(true, Number):
        return ()
    out: list[str] = []
    one, other = _category(interpreter, asked, printed), _category(interpreter, asked, true)
    if isinstance(one, str) and isinstance(other, str) and one != other:
        out.append(f"mengubah kategori: tercetak berarti `{one}`, seharusnya `{other}`")
    if (printed.value >= FULL) is not (true.value >= FULL):
        said = ("tercapai", "belum tercapai")
        first, second = said if printed.value >= FULL else said[::-1]
        out.append(f"tercetak berarti {first}, seharusnya {second}")
    return tuple(out)


def _figure(interpreter: Interpreter, node: typed.Expr) -> _Figure | None:
    """The figure that an expression is, where it is one that an achievement depends on."""
    if not isinstance(node, typed.Apply) or node.function not in ("capaian", "realisasi", "target", "kategori"):
        return None
    values = [interpreter.eval(a, Env()) for a in node.arguments]
    subject, period = values[0], values[1] if len(values) > 1 else None
    if not isinstance(subject, Entity) or not isinstance(period, Period):
        return None
    acuan = values[2] if len(values) > 2 else None
    return _Figure(node.function, subject, period, acuan)


def _true(interpreter: Interpreter, asked: _Figure) -> Value:
    return interpreter.capaian(asked.subject, asked.period, asked.acuan)


def _achievement(interpreter: Interpreter, asked: _Figure, printed: Number) -> Value:
    """The achievement that the print would mean."""
    if asked.function == "capaian":
        return printed
    indikator = interpreter.model.indikator.get(asked.subject.id)
    if indikator is None or indikator.arah is None:
        return NOT_KNOWN
    target = interpreter.target(indikator.id, asked.period, asked.acuan)
    realisasi: Value = interpreter.realisasi(indikator.id, asked.period)
    if asked.function == "realisasi":
        realisasi = printed
    elif isinstance(target, TargetValue) and not target.is_range and not target.operator:
        target = TargetValue(printed, printed)
    else:
        return NOT_KNOWN
    document = interpreter.target_document(indikator.id, asked.period, asked.acuan)
    direction = interpreter.direction_of(indikator, target, document)
    return interpreter.achieve(direction, realisasi, target, Env())


def _category(interpreter: Interpreter, asked: _Figure, achievement: Number) -> Value:
    document = interpreter.document_for(asked.subject, asked.period, asked.acuan)
    skala = interpreter.scale_of(asked.subject, document)
    if skala is None or skala.satuan.kind is not units.Kind.PERSEN:
        return NOT_KNOWN
    return interpreter.kategori_nilai(interpreter.as_graded(asked.subject, achievement, document), skala.id)
