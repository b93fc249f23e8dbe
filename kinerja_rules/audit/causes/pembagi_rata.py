"""A mean divided by another count.

Prior: the count of something else near at hand is a likely slip; three or four candidates.
"""

from collections.abc import Iterator
from fractions import Fraction

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.values import Number


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, node in case.collections:
        if node.function != "rata_rata":
            continue
        values = [value for part in node.arguments if (value := case.number(part)) is not None]
        if len(values) == len(node.arguments):
            total = sum((v.value for v in values), Fraction(0))
            summed = typed.Apply("jumlah", node.arguments, node.type, span=node.span)
            yield from _divided(case, level, node, summed, total, len(values))
    for level, quotient in case.quotients:
        over, under = quotient.operands
        count = case.number(under) if isinstance(under, (typed.Const, typed.Collect)) else None
        total_over = case.number(over)
        if count is None or total_over is None or count.value.denominator != 1 or not 1 < count.value < 1000:
            continue
        if isinstance(under, typed.Collect) and under.function != "banyak":
            continue
        yield from _divided(case, level, quotient, over, total_over.value, int(count.value))


def _divided(case: Case, level: Level, node: Expr, total: Expr, value: Fraction, count: int) -> Iterator[Candidate]:
    others = {count + 1: 0, count - 1: 0, len(case.table.rows): 1, len(case.model.placed()): 2}
    for divisor, weight in others.items():
        if divisor < 1 or divisor == count or (divisor == 1 and count > 2):
            continue
        made = case.with_value(level, node, value / divisor)
        if made is None:
            continue
        number = typed.Const(Number(Fraction(divisor)), typed.Type("angka"), span=node.span)
        whole = case.with_part(level, node, typed.Operation("/", (total, number), node.type, span=node.span))

        def explain(divisor: int = divisor) -> str:
            return f"dibagi {divisor}, padahal anggotanya {count}"

        yield Candidate(made[1], explain, whole[0] if whole is not None else None, weight)


ALTERNATIVE = Alternative(
    "pembagi_rata",
    "Pembagi rata-rata",
    "rata-rata dibagi banyaknya yang lain",
    "Jumlahnya benar tetapi dibagi bilangan yang lain: satu lebih, satu kurang, atau banyaknya baris tabel atau seluruh "
    "indikator.",
    23,
    _candidates,
)
