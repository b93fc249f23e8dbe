"""The distance to 100 % instead of the figure.

Prior: seen in production, where an indicator exactly on target scored zero.
"""

from collections.abc import Iterator
from fractions import Fraction

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model.units import PERSEN, Kind
from kinerja_rules.model.values import Number


def _candidates(case: Case) -> Iterator[Candidate]:
    true = case.true
    if true is None or case.unit.kind not in (Kind.PERSEN, Kind.POIN):
        return
    one = case.constant(Fraction(1), PERSEN)
    claimed = case.claim.expression
    for value, expression, how in (
        (1 - true.value, case.operation("-", one, claimed), "kekurangannya terhadap 100 %"),
        (true.value - 1, case.operation("-", claimed, one), "kelebihannya di atas 100 %"),
    ):

        def explain(how: str = how) -> str:
            return f"yang tercetak {how}: nilainya {case.show(true.value)}"

        yield Candidate(Number(value, true.approximate), explain, expression)


ALTERNATIVE = Alternative(
    "selisih_ke_100",
    "Selisih terhadap 100 %",
    "yang tercetak selisihnya terhadap 100 %",
    "Yang tercetak kekurangan atau kelebihan terhadap 100 %, misalnya (target - realisasi) / target, yang bukan capaian.",
    25,
    _candidates,
)
