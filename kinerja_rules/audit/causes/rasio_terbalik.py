"""A ratio turned over: what divides was divided.

Prior: among the commonest mistakes of real reports (a comparison with a national figure is often divided the wrong way),
and a figure found so is hardly ever an accident.
"""

from collections.abc import Iterator

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model import expression as typed


def _candidates(case: Case) -> Iterator[Candidate]:
    for at, (level, quotient) in enumerate(case.quotients):
        over, under = quotient.operands
        if any(isinstance(part, typed.Const) or _is_sum(part) for part in (over, under)):
            continue  # nobody turns `(2 * target - realisasi) / target` over
        made = case.with_part(level, quotient, evolve(quotient, operands=(under, over)))
        if made is None:
            continue
        whole, value = made

        def explain(over: typed.Expr = over, under: typed.Expr = under) -> str:
            return f"pembagiannya terbalik: {case.told(under)} dibagi {case.told(over)}"

        unit = quotient.type.unit
        asked = whole if unit is not None and unit.dimensionless else None  # doctors per head turned over are no heads
        yield Candidate(value, explain, asked, min(at, 3))


def _is_sum(node: typed.Expr) -> bool:
    if isinstance(node, typed.Conversion):
        return _is_sum(node.operand)
    return isinstance(node, typed.Operation) and node.operator in ("+", "-")


ALTERNATIVE = Alternative(
    "rasio_terbalik",
    "Rasio terbalik",
    "pembilang dan penyebut tertukar",
    "Pembagi dan yang dibagi tertukar, misalnya target dibagi realisasi pada indikator yang makin tinggi makin baik, atau "
    "angka nasional dibagi angka daerah.",
    10,
    _candidates,
)
