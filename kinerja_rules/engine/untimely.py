"""Statements of a time in which an indicator is not measured: `mulai` or `diukur` says so, and they are left unused."""

from collections.abc import Iterable, Mapping

from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.model.facts import Fact
from kinerja_rules.model.kinerja import Indikator, Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Missing

_NAMED = 3
"""Further places that one finding shows."""


def find_untimely(model: Model) -> list[Diagnostic]:
    """One finding for each indicator and kind of statement, at the first that is left unused."""
    facts = model.facts
    targets = {(ident, column): fact for (ident, column, _), fact in facts.target.items()}
    return [*_unused(model, "realisasi", facts.realisasi), *_unused(model, "target", targets)]


def _unused(model: Model, what: str, facts: Mapping[tuple[str, str], Fact]) -> Iterable[Diagnostic]:
    found: dict[str, list[tuple[Period, Fact]]] = {}
    for (ident, column), fact in facts.items():
        indikator = model.indikator[ident]
        period = Period.read(column)
        if (indikator.mulai is None and not indikator.diukur) or period is None or isinstance(fact.value, Missing):
            continue
        if _is_early(indikator, period) or _is_elsewhere(indikator, period):
            found.setdefault(ident, []).append((period, fact))
    for ident, unused in found.items():
        yield _said(model.indikator[ident], what, sorted(unused, key=lambda pair: pair[0]))


def _is_early(indikator: Indikator, period: Period) -> bool:
    return indikator.mulai is not None and period.year < indikator.mulai


def _is_elsewhere(indikator: Indikator, period: Period) -> bool:
    """Whether a part of a year neither holds a measured part nor lies in one."""
    measured = [Period(period.year, part) for part in indikator.diukur]
    return bool(measured) and not any(m.within(period) or period.within(m) for m in measured)


def _said(indikator: Indikator, what: str, unused: list[tuple[Period, Fact]]) -> Diagnostic:
    period, fact = unused[0]
    parts = ", ".join(indikator.diukur)
    declared = f"mulai {indikator.mulai}" if _is_early(indikator, period) else f"diukur {parts}"
    more = f" dan {len(unused) - 1} lainnya" if len(unused) > 1 else ""
    return Diagnostic(
        "KR434",
        f"{what} `{indikator.id}` {period.spoken}{more} tidak dipakai, karena indikator itu `{declared}`",
        fact.span,
        Severity.PERINGATAN,
        secondary=tuple(Label(f.span, f"juga {p.spoken}") for p, f in unused[1 : _NAMED + 1]),
        help=f"hapus angkanya, tulis `-`, atau perbaiki `{declared}`",
        subject=indikator.id,
        year=period.year,
    )
