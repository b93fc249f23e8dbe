"""A cell near by copied: beside it, above or below it, elsewhere in its table.

Prior: common in long tables, but any printed figure near by may agree by accident, the more so the shorter it is.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Near, Opened
from kinerja_rules.model.published import Verdict
from kinerja_rules.model.values import Number

ADJOINING = 0
"""Weight of the cells that touch this one; of words, which are few, those further off say nothing."""
FAR = 2
"""Weight of the cells that may have changed places with this one; of those further off only the print is looked at."""
SHOULD_HAVE = 2
"""Weight of what a cell should have printed, beside that of what it does print."""


def _candidates(case: Case) -> Iterator[Candidate]:
    for near in case.around:
        other = near.opened
        printed = other.claim.printed
        if printed.value is None:
            if isinstance(case.computed, str) and not printed.absent and near.weight == ADJOINING:
                yield _copied(case, near, printed.text)
        elif case.fits(printed.unit or other.audited.unit):
            yield _copied(case, near, Number(printed.value))
            meant = other.audited.computed
            exchanged = near.weight <= FAR and other.audited.verdict is Verdict.BEDA
            if exchanged and isinstance(meant, Number) and case.fits(other.audited.unit):
                yield _meant(case, near, meant)


def _copied(case: Case, near: Near, value: Number | str) -> Candidate:
    other = near.opened

    def explain() -> str:
        return f"menyalin sel {near.where}: {case.speak(other.claim.expression)}, tercetak {other.claim.printed.text}"

    return Candidate(value, explain, other.claim.expression if _right(other) else None, near.weight)


def _meant(case: Case, near: Near, value: Number) -> Candidate:
    """What the other cell should have printed: two cells exchanged, or a column moved by a row."""
    expression = near.opened.claim.expression

    def explain() -> str:
        return f"yang tercetak isi sel {near.where} yang seharusnya: {case.told(expression)}"

    return Candidate(value, explain, expression, near.weight + SHOULD_HAVE)


def _right(other: Opened) -> bool:
    return other.audited.verdict in (Verdict.COCOK, Verdict.DIPOTONG)


ALTERNATIVE = Alternative(
    "sel_tetangga",
    "Sel lain tersalin",
    "isi sel di sekitarnya, atau sel lain di tabelnya, tersalin",
    "Isi sel di atas, di bawah, di kiri, di kanan, sel lain di baris yang sama, atau sel lain di tabelnya tersalin ke sel ini, "
    "atau dua sel tertukar.",
    22,
    _candidates,
    of_other_units=True,
)
