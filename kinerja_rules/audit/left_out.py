"""What a printed count may hold that the plan does not: a part that is told of in money, but not in detail.

It reproduces no figure, so it is a note and no cause; it is said only where the plan's own statements show the gap.
"""

from fractions import Fraction

from kinerja_rules.audit.case import Case
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Type
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity


def left_out(case: Case) -> tuple[str, ...]:
    """A note where more is counted than is set out, and the stated budget is also more than what is set out."""
    node = case.claim.expression
    if not isinstance(node, typed.Collect) or node.function != "banyak" or len(node.quantifiers) != 1:
        return ()
    (over,) = node.quantifiers
    true, printed = case.true, case.printed.value
    if over.kind not in LEVELS or over.domain is not None or over.condition is not None:
        return ()
    if true is None or printed is None or printed <= true.value:
        return ()
    facts = case.model.facts
    for year in range(facts.latest, facts.earliest - 1, -1):
        stated, told = _stated(case, Period(year)), _set_out(case, Period(year))
        if stated is not None and 0 < told < stated:
            return (
                f"rencana ini tidak menguraikan seluruhnya: pagu {year} dinyatakan {units.show(stated, units.RUPIAH, 0)}, yang "
                f"diuraikan {units.show(told, units.RUPIAH, 0)}; sisanya mungkin memuat {over.kind} yang tidak diuraikan",
            )
    return ()


def _stated(case: Case, period: Period) -> Fraction | None:
    """The budget of the whole, as it is stated."""
    like = case.claim.expression
    asked = typed.Apply(
        "pagu_dinyatakan", (case.expander.constant(period, like),), Type("angka", units.RUPIAH), span=like.span
    )
    found = case.number(asked)
    return None if found is None else found.value


def _set_out(case: Case, period: Period) -> Fraction:
    """The budget of the programmes that are set out."""
    programs = (s for s in case.model.simpul.values() if s.jenis == "program")
    found = (case.number(case.ask("pagu", Entity("program", s.id), period)) for s in programs)
    return sum((n.value for n in found if n is not None), Fraction(0))
