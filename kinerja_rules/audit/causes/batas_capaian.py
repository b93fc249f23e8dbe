"""Limits of achievement forgotten, or applied where there are none.

Prior: many applications stop at 100 %, and few reports say so.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units

_LIMITS = (Fraction(1), Fraction(12, 10), Fraction(15, 10))


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, key, figure in case.figures:
        if not (isinstance(figure, typed.Apply) and figure.function == "capaian"):
            continue
        subject = figure.arguments[0].value if isinstance(figure.arguments[0], typed.Const) else None
        now = case.number(figure)
        if now is None:
            continue
        free = evolve(figure, function="capaian_bebas")
        unlimited = case.number(free) if getattr(subject, "kind", "") == "indikator" else None
        if unlimited is not None and unlimited.value != now.value:
            made = level.given({key: unlimited.value})
            if made is not None:
                yield Candidate(
                    made,
                    lambda f=free: f"batas capaian tidak dipakai: {case.told(f)}",  # type: ignore[misc]
                    partial(level.rewritten, {key: free}),
                )
        for limit in _LIMITS:
            if now.value > limit:
                at = case.constant(limit, units.PERSEN)
                capped = typed.Apply("terendah", (figure, at), figure.type, span=figure.span)
                made = level.given({key: limit})
                if made is not None:
                    yield Candidate(
                        made,
                        lambda f=figure, a=limit: f"dibatasi {case.show(a, units.PERSEN)}: {case.told(f)}",  # type: ignore[misc]
                        partial(level.rewritten, {key: capped}),
                        1,
                    )


ALTERNATIVE = Alternative(
    "batas_capaian",
    "Batas capaian",
    "batas capaian tidak dipakai, atau dipakai padahal tidak ada",
    "Batas atas capaian (misalnya 100 % atau 120 %) tidak dipakai padahal kebijakannya ada, atau dipakai padahal tidak ada.",
    17,
    _candidates,
)
