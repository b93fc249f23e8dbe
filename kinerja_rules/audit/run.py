"""The audit of published reports: every claim recomputed, judged, weighed by what it turns, and explained where it differs."""

from fractions import Fraction

from kinerja_rules.audit.contradictions import find_contradictions
from kinerja_rules.audit.effects import effects_of
from kinerja_rules.audit.search import Scales, explained
from kinerja_rules.audit.verdicts import ONLY_WRITTEN, judge
from kinerja_rules.engine.expressions import Env, as_number
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import units
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.published import Audit, AuditedClaim, Claim, Verdict
from kinerja_rules.model.values import Number, Value


def audit_model(model: Model, published: str | None = None, place: str | None = None, scales: Scales = dict) -> Audit:
    """All claims of a plan, or those of one published report, or of one place in it (`Tabel 3.2`).

    `scales` gives scales that the plan does not use, of which a printed category may be. The cause of a difference may
    stand in another place than the one asked for.
    """
    interpreter = Interpreter(model)
    claims = [claim for report in model.terbitan if published in (None, report.id) for claim in report.claims]

    def asked_for(claim: Claim) -> bool:
        return place is None or claim.place.casefold() == place.casefold()

    with room_to_recurse():
        audited = tuple(_audited(interpreter, claim) for claim in claims)
    found = explained(model, audited, scales, interpreter, lambda c: asked_for(c.claim))
    return Audit(found, find_contradictions([claim for claim in claims if asked_for(claim)]))


def _audited(interpreter: Interpreter, claim: Claim) -> AuditedClaim:
    computed = interpreter.eval(claim.expression, Env())
    verdict, notes = judge(claim, computed)
    effects: tuple[str, ...] = ()
    deviation: Fraction | None = None
    if verdict is Verdict.BEDA:
        effects = effects_of(interpreter, claim, computed)
        deviation = _deviation(claim, computed)
    unit = claim.expression.type.unit
    return AuditedClaim(claim, computed, unit, verdict, (), notes, effects, deviation)


def _deviation(claim: Claim, computed: Value) -> Fraction | None:
    """How far the print is from the computed figure, as a part of it."""
    number = as_number(computed)
    unit, printed = claim.expression.type.unit or units.ANGKA, claim.printed.unit
    if claim.printed.value is None or not isinstance(number, Number):
        return None
    if printed is not None and not units.comparable(unit, printed):
        return None
    difference = abs(claim.printed.value - number.value)
    return difference / abs(number.value) if number.value else difference


def worst_first(audit: Audit) -> tuple[AuditedClaim, ...]:
    """The claims that differ: those that turn something first, then by how far they are off, texts that say another
    thing before those that only write it differently."""

    def key(at: int) -> tuple[int, Fraction, int]:
        claim = audit.claims[at]
        if claim.effects:
            rank = 0
        elif claim.deviation is not None:
            rank = 1
        else:
            rank = 3 if any(n.startswith(ONLY_WRITTEN) for n in claim.notes) else 2
        return rank, -(claim.deviation or Fraction(0)), at

    differing = [at for at, claim in enumerate(audit.claims) if claim.verdict is Verdict.BEDA]
    return tuple(audit.claims[at] for at in sorted(differing, key=key))
