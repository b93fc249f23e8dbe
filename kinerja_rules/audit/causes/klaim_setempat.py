"""The figure of another claim in the same passage.

Prior: a sentence that lists several percentages is easily given one of the others, also where that other is itself printed
wrong: what is compared is what the other should have been.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Opened
from kinerja_rules.model.values import Number

REACH = 8
"""Claims before and after that are looked at."""


def _candidates(case: Case) -> Iterator[Candidate]:
    if case.table.place_of(case.claim) is not None:
        return
    for far, other in case.table.near(case.opened, REACH):
        value = other.audited.computed
        if not isinstance(value, Number) or other.key == case.opened.key or not case.fits(other.audited.unit):
            continue

        def explain(other: Opened = other) -> str:
            return f"yang tercetak ialah {case.speak(other.claim.expression)} pada bagian yang sama"

        yield Candidate(value, explain, other.claim.expression, min(far, 3))


ALTERNATIVE = Alternative(
    "klaim_setempat",
    "Angka lain dalam bagian yang sama",
    "angka lain yang disebut dalam bagian yang sama",
    "Yang tercetak ialah angka lain yang disebut dalam kalimat atau bagian laporan yang sama.",
    21,
    _candidates,
)
