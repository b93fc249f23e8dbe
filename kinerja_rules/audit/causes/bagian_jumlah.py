"""A part of a sum, or a member of a mean, left out or counted twice.

Prior: sums of long tables lose a row easily; only as many candidates as there are parts.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr

WRITTEN_PARTS = 40
"""Parts of a sum that is still written out as a question."""

NESTED_PARTS = 60
"""Parts of a sum inside another formula that are left out one by one."""


def _candidates(case: Case) -> Iterator[Candidate]:
    for depth, (level, node) in enumerate(case.collections):
        inside = node is not level.expression and len(node.arguments) > NESTED_PARTS
        if inside or node.function == "rata_rata_tertimbang":
            continue
        parts = [number.value for part in node.arguments if (number := case.number(part)) is not None]
        if len(parts) != len(node.arguments):
            continue
        total = sum(parts, Fraction(0))
        for at, value in enumerate(parts):
            if value == 0:
                continue
            for sign, weight in ((-1, 0), (1, 1)):
                yield from _made(case, level, node, at, total + sign * value, sign, weight + min(depth, 2))
    for level, plus in case._operations("+"):
        for part, rest in zip(plus.operands, reversed(plus.operands), strict=True):
            made = case.with_part(level, plus, rest)
            if made is not None:
                yield Candidate(made[1], lambda part=part: f"tanpa {case.told(part)}", made[0], 1)  # type: ignore[misc]


def _made(
    case: Case, level: Level, node: typed.Apply, at: int, total: Fraction, sign: int, weight: int
) -> Iterator[Candidate]:
    count = len(node.arguments) + sign
    mean = node.function == "rata_rata"
    value = total / count if mean else total
    made = case.with_value(level, node, value)
    if made is None:
        return
    part = node.arguments[at]

    def asked() -> Expr | None:
        if len(node.arguments) > WRITTEN_PARTS:
            return None
        kept = node.arguments[:at] + node.arguments[at + 1 :] if sign < 0 else (*node.arguments, part)
        changed = case.with_part(level, node, evolve(node, arguments=kept))
        return changed[0] if changed is not None else None

    def explain() -> str:
        kind = "rata-rata" if mean else "jumlah"
        return f"{kind} tanpa {case.told(part)}" if sign < 0 else f"{kind} dengan {case.told(part)} terhitung dua kali"

    yield Candidate(made[1], explain, asked, weight)


ALTERNATIVE = Alternative(
    "bagian_jumlah",
    "Bagian jumlah terlewat atau ganda",
    "satu bagian jumlah atau rata-rata terlewat atau terhitung dua kali",
    "Satu bagian dari jumlah, atau satu anggota rata-rata, terlewat atau terhitung dua kali.",
    21,
    _candidates,
)
