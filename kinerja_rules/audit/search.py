"""Why a printed figure differs: alternatives are tried from the plausible to the far-fetched, and each that gives the
printed figure is kept, with the chance that it does so by accident.

The chance counts printed figures. Of all that could stand at the printed precision between half and one and a half
times the true figure, it is the share that the search would have explained by then; for a category, the share of the
names that the known scales have.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache

from attrs import evolve, frozen

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.causes import alternatives
from kinerja_rules.audit.expansion import Expander
from kinerja_rules.audit.left_out import left_out
from kinerja_rules.audit.printed_tables import PrintedTables
from kinerja_rules.audit.verdicts import ONLY_WRITTEN
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.kinerja import Model, Skala
from kinerja_rules.model.published import AuditedClaim, Cause, Verdict
from kinerja_rules.model.values import Number

Scales = Callable[[], Mapping[str, Skala]]
"""Gives scales by id, read when they are needed."""

MOST_CAUSES = 6
"""Causes that are told of one figure."""

UNEXPLAINED = "tidak ada kesalahan yang dikenal menghasilkan angka ini"
UNKNOWN_NAME = "tidak ada dokumen lain dalam rencana yang menamainya demikian"
UNKNOWN_TEXT = "tidak ada kesalahan yang dikenal menghasilkan teks ini"
EQUALLY = "beberapa sebab sama baiknya menjelaskannya"


@frozen
class Tried:
    """One candidate in the order of the search."""

    rank: int
    order: int
    kind: Alternative
    candidate: Candidate


def explained(
    model: Model,
    audited: Sequence[AuditedClaim],
    scales: Scales = dict,
    engine: Interpreter | None = None,
    wanted: Callable[[AuditedClaim], bool] = lambda claim: True,
) -> tuple[AuditedClaim, ...]:
    """The claims that are wanted, with the causes of their differences; all claims may tell of a cause.

    `scales` gives those that ship, beside the plan's own; it is asked only where a printed category differs.
    """
    with room_to_recurse():
        expander = Expander(engine or Interpreter(model))
        tables = PrintedTables(audited, expander)
        known = cache(lambda: {**scales(), **model.skala})
        return common_first(
            with_causes(Case(opened, tables, expander, known))
            if opened.audited.verdict is Verdict.BEDA
            else opened.audited
            for opened in tables.opened
            if wanted(opened.audited)
        )


def common_first(audited: Iterable[AuditedClaim]) -> tuple[AuditedClaim, ...]:
    """The claims, each with the cause first that explains the most figures of its column: a column is filled alike."""
    claims = tuple(audited)
    columns: dict[tuple[str, str, str], Counter[str]] = {}
    for claim in claims:
        columns.setdefault(_column(claim), Counter()).update({cause.kode for cause in claim.causes})
    return tuple(_reordered(claim, columns[_column(claim)]) for claim in claims)


def _column(claim: AuditedClaim) -> tuple[str, str, str]:
    at = claim.claim
    return at.published, at.place, at.column or at.question


def _reordered(claim: AuditedClaim, counts: Mapping[str, int]) -> AuditedClaim:
    """The causes of the commonest kind first, where it is commoner than the kind that came first."""
    if len(claim.causes) < 2:
        return claim
    commonest = max(counts[cause.kode] for cause in claim.causes)
    if counts[claim.causes[0].kode] == commonest:
        return claim
    kept = sorted(claim.causes, key=lambda cause: counts[cause.kode] < commonest)
    ranks = list(dict.fromkeys((counts[c.kode] == commonest, c.rank) for c in kept))
    causes = tuple(evolve(c, rank=ranks.index((counts[c.kode] == commonest, c.rank))) for c in kept)
    notes = tuple(n for n in claim.notes if n != EQUALLY)
    return evolve(claim, causes=causes, notes=(*notes, EQUALLY) if causes[0].rank == causes[1].rank else notes)


def with_causes(case: Case) -> AuditedClaim:
    """A claim with what explains its figure, and a note where nothing does or several do equally well."""
    notes = case.opened.audited.notes
    if not _searched(case):
        return case.opened.audited
    causes = find_causes(case)
    notes = (*notes, *left_out(case))
    if not causes:
        written_otherwise = any(note.startswith(ONLY_WRITTEN) for note in notes)
        notes = notes if written_otherwise else (*notes, _unexplained(case))
    elif len(causes) > 1 and causes[0].rank == causes[1].rank:
        notes = (*notes, EQUALLY)
    return evolve(case.opened.audited, causes=causes, notes=notes)


def _unexplained(case: Case) -> str:
    if not isinstance(case.computed, str):
        return UNEXPLAINED
    node = case.claim.expression
    return UNKNOWN_NAME if isinstance(node, typed.Apply) and node.function == "nama" else UNKNOWN_TEXT


def _searched(case: Case) -> bool:
    """Whether there is anything to search for: a number, or words that differ by more than how they are written."""
    if isinstance(case.computed, Number):
        return case.printed.value is not None and case.printed.upper is None
    return (
        isinstance(case.computed, str)
        and not case.printed.absent
        and folded(case.computed) != folded(case.printed.text)
    )


def tried(case: Case, kinds: Iterable[Alternative] | None = None) -> list[Tried]:
    """Every candidate for a claim, the plausible first."""
    found = [
        Tried(kind.prior + candidate.weight, order, kind, candidate)
        for order, kind in enumerate(alternatives() if kinds is None else kinds)
        if kind.of_other_units or case.in_its_unit
        for candidate in kind.candidates(case)
    ]
    return sorted(found, key=lambda t: (t.rank, t.order))


def find_causes(case: Case) -> tuple[Cause, ...]:
    """The causes that give the printed figure, the plausible first."""
    if isinstance(case.computed, Number) and case.printed.value is not None:
        return _numeric(case, case.computed.value, case.printed.value)
    if isinstance(case.computed, str) and case.printed.value is None:
        return _textual(case, case.computed)
    return ()


def _numeric(case: Case, true: Fraction, printed: Fraction) -> tuple[Cause, ...]:
    wanted = case.grid.printed(printed)[0]
    every: list[Tried] = []
    prints: list[tuple[int, int]] = []
    matched: list[tuple[Tried, bool]] = []
    for last in (False, True):
        for one in tried(case, [a for a in alternatives() if a.last_resort is last]):
            value = one.candidate.value
            pair = case.grid.printed(value.value) if isinstance(value, Number) else (wanted + 1, wanted + 1)
            every.append(one)
            prints.append(pair)
            if wanted in pair and isinstance(value, Number):
                matched.append((one, wanted == pair[0]))
        if matched:
            break
    else:
        return ()
    chances = _chances(case, true, every, prints, {t.rank for t, _ in matched})
    return _ranked(case, matched, chances)


def _chances(
    case: Case, true: Fraction, every: list[Tried], prints: list[tuple[int, int]], ranks: set[int]
) -> dict[int, Fraction]:
    """For each rank, the share of printed figures that candidates up to and including it would have explained."""
    low, high = case.grid.around(true if true and case.in_its_unit else case.printed.value or Fraction(1))
    own = set(case.grid.printed(true))
    size = max(1, high - low + 1)
    seen: set[int] = set()
    out: dict[int, Fraction] = {}
    for one, pair in zip(every, prints, strict=True):
        seen.update(k for k in pair if low <= k <= high and k not in own)
        if one.rank in ranks:
            out[one.rank] = Fraction(min(len(seen), size), size)
    return out


def explained_share(case: Case) -> Fraction:
    """The share of random figures that the whole search would explain."""
    every = tried(case)
    if not isinstance(case.computed, Number) or not every:
        return Fraction(0)
    prints = [case.grid.printed(t.candidate.value.value) for t in every if isinstance(t.candidate.value, Number)]
    numeric = [t for t in every if isinstance(t.candidate.value, Number)]
    return _chances(case, case.computed.value, numeric, prints, {t.rank for t in numeric}).get(
        every[-1].rank, Fraction(0)
    )


def _textual(case: Case, computed: str) -> tuple[Cause, ...]:
    wanted = folded(case.printed.text)
    every = tried(case)
    matched = [(t, True) for t in every if isinstance(t.candidate.value, str) and folded(t.candidate.value) == wanted]
    names = {folded(n) for s in case.scales.values() for k in s.kategori for n in (k.nama, k.sebutan) if n is not None}
    size = max(1, len(names - {folded(computed)}))
    seen: set[str] = set()
    chances: dict[int, Fraction] = {}
    for one in every:
        if isinstance(one.candidate.value, str):
            seen.add(folded(one.candidate.value))
            chances[one.rank] = Fraction(min(size, len(seen - {folded(computed)})), size)
    return _ranked(case, matched, chances)


def folded(text: str) -> str:
    """A text without differences of case and space."""
    return " ".join(text.casefold().split())


def _ranked(case: Case, matched: list[tuple[Tried, bool]], chances: Mapping[int, Fraction]) -> tuple[Cause, ...]:
    """Causes in order, equals of the same rank; the same said twice is said once."""
    out: dict[tuple[str, str], Cause] = {}
    ranks = sorted({t.rank for t, _ in matched})
    for one, rounded in matched:
        text = one.candidate.explain() + ("" if rounded else ", dipotong tanpa dibulatkan")
        key = (one.kind.kode, text)
        if key not in out:
            asked = one.candidate.expression
            question = case.question(asked() if callable(asked) else asked)
            out[key] = Cause(one.kind.kode, text, question, chances[one.rank], ranks.index(one.rank))
        if len(out) == MOST_CAUSES:
            break
    return tuple(out.values())
