"""Computed from inputs that were rounded first: chained rounding.

Prior: most figures of reports are worked out by hand from printed ones, so this comes before rarer slips.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_figure import Grid
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.model.expression import Expr

TOLD = 4
"""Figures that a sentence lists."""


def _candidates(case: Case) -> Iterator[Candidate]:
    for depth, level in enumerate(case.levels):
        if not 0 < len(level.figures) <= 40:
            continue
        values = [(key, figure, level.values[key]) for key, figure in level.figures if key in level.values]
        for decimals in (2, 1, 0):
            coarse: list[tuple[str, Expr, Fraction]] = []
            for key, figure, value in values:
                unit = figure.type.unit
                if unit is None or unit.symbolic is not None:
                    continue
                short = Grid(unit, decimals).coarse(value)
                if short is not None:
                    coarse.append((key, figure, short))
            if not coarse or any(f is level.expression for _, f, _ in coarse):
                continue
            subsets = [coarse] if len(coarse) == 1 or len(coarse) > 4 else [coarse, *([one] for one in coarse)]
            for at, chosen in enumerate(subsets):
                short_of = {key: short for key, _, short in chosen}
                made = level.given(short_of)
                if made is None:
                    continue

                def explain(
                    level: Level = level, short_of: dict[str, Fraction] = short_of, decimals: int = decimals
                ) -> str:
                    return f"dihitung dari angka yang sudah dibulatkan: {told_inputs(case, level, short_of, decimals)}"

                yield Candidate(
                    made, explain, partial(level.with_values, short_of), (2 - decimals) + (at > 0) + (depth > 2)
                )


def told_inputs(case: Case, level: Level, short_of: Mapping[str, Fraction], decimals: int) -> str:
    """The figures that were shortened, and of few also those that were not, so that the sum can be done again by hand."""
    short = [(f, short_of[key]) for key, f in level.figures if key in short_of]
    told = [f"{case.speak(f)} {case.show(value, f.type.unit, decimals)}" for f, value in short[:TOLD]]
    more = f", dan {len(short) - TOLD} lainnya" if len(short) > TOLD else ""
    whole = [case.told(f) for key, f in level.figures if key not in short_of]
    beside = f"; dengan {' dan '.join(whole)} seutuhnya" if whole and len(whole) + len(short) <= TOLD else ""
    return f"{', '.join(told)}{more}{beside}"


ALTERNATIVE = Alternative(
    "masukan_dibulatkan",
    "Masukan sudah dibulatkan",
    "dihitung dari angka yang sudah dibulatkan",
    "Angka dihitung dari angka lain yang sudah dibulatkan ke 2, 1, atau 0 desimal, bukan dari nilai yang sebenarnya.",
    15,
    _candidates,
)
