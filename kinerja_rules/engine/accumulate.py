"""How statements of parts, or from the start of the year, make the value of a period. Nothing is ever guessed.

In order: the period's own statement; what cumulative statements (`s.d. 2022-TW3`) say; its parts put together as the
declared `akumulasi` says, all of them present. A half-reported period says which parts are missing.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from attrs import frozen

from kinerja_rules.functions.interface import undefined
from kinerja_rules.model.facts import Fact
from kinerja_rules.model.periods import CUMULATIVE, Period
from kinerja_rules.model.values import Absence, Missing

Lookup = Callable[[str], Fact | None]
"""The statement keyed by a period's text, possibly cumulative."""

OPERATIONS = {"jumlah": "jumlah", "akhir": "sama", "rata_rata": "rata_rata", "tertinggi": "tertinggi"}
"""The builtin that puts parts together, by `akumulasi`."""


@frozen
class Recipe:
    """Statements and the operation that makes them one value: `sama` (the only one), a builtin, or `selisih`."""

    operation: str
    statements: tuple[tuple[str, Fact], ...]


def find_recipe(
    period: Period, akumulasi: str | None, lookup: Lookup, by_parts: bool = True, measured: tuple[Period, ...] = ()
) -> Recipe | Missing | None:
    """The recipe for a period; an absence that says what is missing; None where nothing at all is stated.

    `by_parts` is False where it is known that nothing is stated of any part of a year. `measured` are the only parts of
    the period in which there is anything to measure; none where it is measured throughout.
    """
    own = lookup(period.text)
    if own is not None and not isinstance(own.value, Missing):
        return Recipe("sama", ((period.text, own),))
    if not by_parts or all(
        lookup(key) is None for key in _keys_of_parts(period)
    ):  # most periods: asked first, because parts are many
        return None if own is None else Recipe("sama", ((period.text, own),))
    found = _from_cumulative(period, akumulasi, lookup) or _from_parts(period, akumulasi, lookup, measured)
    if isinstance(found, Recipe):
        return found
    if own is not None and isinstance(own.value, Missing):
        return Recipe("sama", ((str(period), own),))
    return found


@lru_cache(maxsize=1024)
def _keys_of_parts(period: Period) -> tuple[str, ...]:
    """Keys of all statements that a period could be made of."""
    parts = [str(p) for parts in period.partitions() for p in parts]
    ending = [f"{CUMULATIVE}{p}" for at in (period, period.stepped(-1)) for p in _ending_at(at)]
    return tuple(dict.fromkeys([*parts, *ending]))


def _present(lookup: Lookup, key: str) -> Fact | None:
    fact = lookup(key)
    return None if fact is None or isinstance(fact.value, Missing) else fact


def _from_cumulative(period: Period, akumulasi: str | None, lookup: Lookup) -> Recipe | None:
    upto = [p for p in _ending_at(period) if _present(lookup, f"{CUMULATIVE}{p}") is not None]
    if not upto:
        return None
    key = f"{CUMULATIVE}{upto[0]}"
    fact = _present(lookup, key)
    if fact is None:
        return None
    if period.months[0] == 1 or akumulasi == "akhir":
        return Recipe("sama", ((key, fact),))
    if akumulasi != "jumlah":
        return None
    for before in _ending_at(period.stepped(-1)):
        earlier_key = f"{CUMULATIVE}{before}"
        earlier = _present(lookup, earlier_key)
        if before.year == period.year and earlier is not None:
            return Recipe("selisih", ((key, fact), (earlier_key, earlier)))
    return None


def _ending_at(period: Period) -> list[Period]:
    """Periods of every grain that end with this one's last month, this one first."""
    last = period.months[1]
    out = [period]
    for grain in (Period(period.year), *(p for parts in Period(period.year).partitions() for p in parts)):
        if grain.months[1] == last and grain not in out:
            out.append(grain)
    return out


def _from_parts(
    period: Period, akumulasi: str | None, lookup: Lookup, measured: tuple[Period, ...] = ()
) -> Recipe | Missing | None:
    if len(measured) == 1:
        return _only_part(measured[0], akumulasi, lookup)
    incomplete: Missing | None = None
    for parts in (measured,) if measured else period.partitions():
        found = [(p, _part(p, akumulasi, lookup)) for p in parts]
        stated = [(p, r) for p, r in found if r is not None]
        if not stated:
            continue
        if akumulasi is None:
            return undefined(f"{period.spoken} hanya dinyatakan per {parts[0].grain}, dan `akumulasi` belum dinyatakan")
        if akumulasi == "akhir" and found[-1][1] is not None:
            return found[-1][1]
        if len(stated) == len(parts):
            return Recipe(OPERATIONS[akumulasi], tuple(s for _, r in stated for s in r.statements))
        if not any(_present(lookup, str(p)) for p in parts):
            continue  # what is stated is finer, and so is what is missing
        told = [f.value for p in parts if (f := lookup(str(p))) is not None and isinstance(f.value, Missing)]
        why = next((m for m in told if m.kind is not Absence.BELUM_ADA_DATA), None)
        needed = parts[-1:] if akumulasi == "akhir" else parts
        incomplete = incomplete or why or _what_is_missing(period, needed, {str(p) for p, _ in stated})
    return incomplete


def _only_part(part: Period, akumulasi: str | None, lookup: Lookup) -> Recipe | None:
    """The part in which alone there is something to measure is the whole, whatever it says."""
    made, own = _part(part, akumulasi, lookup), lookup(str(part))
    return Recipe("sama", ((str(part), own),)) if made is None and own is not None else made


def _part(period: Period, akumulasi: str | None, lookup: Lookup) -> Recipe | None:
    """A part's own statement, or parts of it that go together as the whole's do; a mean of means is no mean."""
    own = _present(lookup, str(period))
    if own is not None:
        return Recipe("sama", ((str(period), own),))
    if akumulasi not in ("jumlah", "tertinggi", "akhir"):
        return None
    made = _from_parts(period, akumulasi, lookup)
    return made if isinstance(made, Recipe) else None


def stated_parts(period: Period, lookup: Lookup) -> tuple[tuple[str, Fact], ...]:
    """What is stated of a period's parts, for showing how far it has come."""
    parts = dict.fromkeys(p for parts in period.partitions() for p in parts)
    return tuple((str(p), f) for p in sorted(parts) if (f := _present(lookup, str(p))) is not None)


def _what_is_missing(period: Period, parts: Sequence[Period], stated: set[str]) -> Missing:
    absent = [p.spoken.removesuffix(f" {p.year}") for p in parts if str(p) not in stated]
    listed = absent[0] if len(absent) == 1 else f"{', '.join(absent[:-1])} dan {absent[-1]}"
    return Missing(Absence.BELUM_ADA_DATA, f"{period.spoken} belum lengkap: {listed} belum ada")
