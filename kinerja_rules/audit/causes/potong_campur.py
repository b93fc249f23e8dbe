"""Cut off and rounded in turn: inputs cut off, a result rounded twice, or always rounded up.

Prior: after rounded inputs, of which it is the rarer form.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.causes.masukan_dibulatkan import told_inputs
from kinerja_rules.audit.printed_figure import Grid
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.base.numerals import round_half_up, truncate
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.values import Number


def _candidates(case: Case) -> Iterator[Candidate]:
    yield from _of_result(case)
    for level in case.levels:
        if not 0 < len(level.figures) <= 40:
            continue
        values = [(key, figure, level.values[key]) for key, figure in level.figures if key in level.values]
        for decimals in (2, 1, 0):
            cut: list[tuple[str, Expr, Fraction]] = []
            telling = False  # whether cutting off differs from rounding in any of them
            for key, figure, value in values:
                unit = figure.type.unit
                if unit is None or unit.symbolic is not None or figure is level.expression:
                    continue
                short = Grid(unit, decimals).coarse(value, cut=True)
                if short is not None:
                    cut.append((key, figure, short))
                    telling = telling or short != Grid(unit, decimals).coarse(value)
            if not telling:
                continue
            short_of = {key: short for key, _, short in cut}
            made = level.given(short_of)
            if made is None:
                continue

            def explain(
                level: Level = level, short_of: dict[str, Fraction] = short_of, decimals: int = decimals
            ) -> str:
                return f"dihitung dari angka yang dipotong, bukan dibulatkan: {told_inputs(case, level, short_of, decimals)}"

            yield Candidate(made, explain, partial(level.with_values, short_of), 3 - decimals)


def _of_result(case: Case) -> Iterator[Candidate]:
    """The figure itself, rounded at more decimals first, or rounded up."""
    true = case.true
    if true is None:
        return
    steps = case.grid.steps(true.value)
    for more in (1, 2):
        once = round_half_up(steps, more)
        twice = int(round_half_up(once, 0))
        if twice not in case.grid.printed(true.value):

            def explain(once: Fraction = once, more: int = more) -> str:
                first = case.show(once / 10**case.grid.decimals * case.unit.scale, None, case.grid.decimals + more)
                return f"dibulatkan dua kali: {first} dahulu, lalu sekali lagi"

            yield Candidate(Number(case.grid.value(twice)), explain, None, 0)
    if steps.denominator != 1:
        up = int(truncate(steps, 0)) + (1 if steps > 0 else -1)
        if up not in case.grid.printed(true.value):
            yield Candidate(
                Number(case.grid.value(up)),
                lambda: f"dibulatkan ke atas, padahal nilainya {case.show(true.value)}",
                None,
                0,
            )


ALTERNATIVE = Alternative(
    "potong_campur",
    "Potong dan bulat tercampur",
    "pemotongan dan pembulatan tercampur, atau dibulatkan dua kali",
    "Sebagian angka dipotong dan sebagian dibulatkan: masukan dipotong lebih dahulu, hasilnya dibulatkan dua kali, atau selalu "
    "dibulatkan ke atas.",
    18,
    _candidates,
)
