"""What `terbaik` and `terburuk` share: the direction of the indicator asked about says which end is better."""

from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, same_unit, undefined
from kinerja_rules.model.values import Value


def by_direction(name: str, highest_where: str, summary: str) -> Builtin:
    """A builtin that picks the greatest member where the indicator improves `highest_where`, else the least."""

    def compute(call: Call) -> Value:
        numbers = call.numbers()
        if not numbers:
            return NO_MEMBERS
        improves = call.context.membaik(call.subject.id) if call.subject is not None else None
        if improves not in ("naik", "turun"):
            return undefined("arah indikator ini tidak mengurutkan nilai")
        pick = max if improves == highest_where else min
        return pick(numbers, key=lambda n: n.value)

    return Builtin(
        name, (ANGKA,), same_unit, compute, summary, variadic=True, collects=True, directed=True, compares=True
    )
