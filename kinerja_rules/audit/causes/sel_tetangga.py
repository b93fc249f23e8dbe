"""A neighbouring cell copied.

Prior: common in long tables, but any printed figure near by may agree by accident, the more so the shorter it is.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Opened
from kinerja_rules.model.published import Verdict
from kinerja_rules.model.values import Number

REACH = 4
"""Rows above and below that are looked at."""


def _candidates(case: Case) -> Iterator[Candidate]:
    seen: set[int] = set()
    for other, where, weight in _near(case):
        printed = other.claim.printed
        if other is case.opened or id(other) in seen or printed.absent:
            continue
        seen.add(id(other))
        value: Number | str | None = None
        if printed.value is None:
            value = printed.text if isinstance(case.computed, str) else None
        elif case.fits(printed.unit or other.audited.unit):
            value = Number(printed.value)
        if value is not None:

            def explain(other: Opened = other, where: str = where) -> str:
                return (
                    f"menyalin sel {where}: {case.speak(other.claim.expression)}, tercetak {other.claim.printed.text}"
                )

            right = other.audited.verdict in (Verdict.COCOK, Verdict.DIPOTONG)
            yield Candidate(value, explain, other.claim.expression if right else None, weight)


def _near(case: Case) -> Iterator[tuple[Opened, str, int]]:
    table = case.table
    place = table.place_of(case.claim)
    if place is None:
        return
    row, column = place
    for at, where in (
        ((row, column - 1), "di kirinya"),
        ((row, column + 1), "di kanannya"),
        ((row - 1, column), "di atasnya"),
        ((row + 1, column), "di bawahnya"),
    ):
        if at in table.cells:
            yield table.cells[at], where, 0
    for other in table.in_row.get(row, ()):
        yield other, f"lain di barisnya (`{other.claim.column}`)", 1
    for far in range(2, REACH + 1):
        for at, where in (((row - far, column), "di atasnya"), ((row + far, column), "di bawahnya")):
            if at in table.cells:
                yield table.cells[at], f"{far} baris {where}", 2


ALTERNATIVE = Alternative(
    "sel_tetangga",
    "Sel tetangga tersalin",
    "isi sel di sekitarnya tersalin",
    "Isi sel di atas, di bawah, di kiri, di kanan, atau sel lain di baris yang sama tersalin ke sel ini.",
    22,
    _candidates,
    of_other_units=True,
)
