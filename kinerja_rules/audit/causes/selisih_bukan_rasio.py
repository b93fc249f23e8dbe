"""A difference where a ratio belongs, or a ratio where a difference belongs.

Prior: known of efficiency and of growth; few candidates, so it need not come early.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr


def _candidates(case: Case) -> Iterator[Candidate]:
    for at, (level, quotient) in enumerate(case.quotients):
        over, under = quotient.operands
        if case.fits(over.type.unit) and case.fits(under.type.unit):
            yield from _made(case, level, quotient, case.operation("-", over, under), "selisih", at)
            yield from _made(case, level, quotient, case.operation("-", under, over), "selisih", at + 1)
        if (
            over.type.unit is not None
            and under.type.unit is not None
            and over.type.unit.dimension == under.type.unit.dimension
        ):
            less = case.operation("-", over, under)
            yield from _made(case, level, quotient, case.operation("/", less, under), "pertumbuhan", at + 1)
    for at, (level, difference) in enumerate(case.differences):
        unit = difference.type.unit
        if len(difference.operands) == 2 and unit is not None and unit.dimensionless:
            over, under = difference.operands
            yield from _made(case, level, difference, case.operation("/", over, under), "pembagian", at)


def _made(case: Case, level: Level, old: typed.Operation, new: Expr, how: str, weight: int) -> Iterator[Candidate]:
    made = case.with_part(level, old, new)
    if made is None:
        return

    def explain() -> str:
        one, other = old.operands
        instead = "pembagian" if old.operator == "/" else "selisih"
        return f"dihitung sebagai {how}, bukan {instead}, dari {case.told(one)} dan {case.told(other)}"

    yield Candidate(made[1], explain, made[0], min(weight, 3))


ALTERNATIVE = Alternative(
    "selisih_bukan_rasio",
    "Selisih atau rasio tertukar",
    "selisih dicetak di tempat rasio, atau sebaliknya",
    "Selisih (dalam poin) dicetak di tempat hasil bagi (dalam persen), atau hasil bagi di tempat selisih, atau pertumbuhan di "
    "tempat perbandingan.",
    26,
    _candidates,
)
