"""Recomputed from the other printed figures of its row, or else of its table, which differ from the plan's.

Prior: the first of all: a table whose figures agree among themselves was computed from itself.
"""

from collections.abc import Iterator
from functools import partial

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Level, Opened
from kinerja_rules.model.expression import Expr


def _candidates(case: Case) -> Iterator[Candidate]:
    place = case.table.place_of(case.claim)
    row = case.table.in_row.get(place[0], []) if place is not None else []
    in_row = {opened.key: opened for opened in row if opened is not case.opened}
    for level in case.levels:
        if (
            level.expression is case.claim.expression
            and len(level.figures) == 1
            and level.figures[0][0] == case.opened.key
        ):
            continue
        known = [(key, f, in_row.get(key) or case.table.by_key.get(key)) for key, f in level.figures]
        used = [(key, f, o) for key, f, o in known if o is not None and key != case.opened.key and key in level.values]
        yield from _made(case, level, used, 0)
        differing = [one for one in used if _differs(level, *one)]
        if 1 < len(differing) <= 4:
            for one in differing:
                yield from _made(case, level, [one], 1)


def _differs(level: Level, key: str, figure: Expr, opened: Opened) -> bool:
    """Whether a figure is printed with another value than the plan's."""
    printed = opened.claim.printed.value
    return printed is not None and printed != level.values[key]


def _made(case: Case, level: Level, used: list[tuple[str, Expr, Opened]], weight: int) -> Iterator[Candidate]:
    printed_of = {key: o.claim.printed.value for key, _, o in used if o.claim.printed.value is not None}
    if not any(_differs(level, *one) for one in used):
        return
    made = level.given(printed_of)
    if made is not None:
        told = [f"{case.speak(f)} {o.claim.printed.text}" for key, f, o in used if key in printed_of]
        count = len(told)
        more = f", dan {count - 4} lainnya" if count > 4 else ""
        text = f"dihitung dari angka yang tercetak bersamanya: {', '.join(told[:4])}{more}"
        yield Candidate(made, lambda: text, partial(level.with_values, printed_of), weight)


ALTERNATIVE = Alternative(
    "baris_tercetak",
    "Dihitung dari angka tercetak",
    "dihitung dari angka lain yang tercetak di baris atau tabelnya",
    "Angka itu cocok bila dihitung dari angka lain yang tercetak di baris atau tabel yang sama, padahal angka itu berbeda dari "
    "yang ada dalam rencana. Yang perlu diperiksa ialah angka asalnya.",
    5,
    _candidates,
)
