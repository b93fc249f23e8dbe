"""Exceptions on record held against findings: what they cover, which serve nothing, which have run out."""

from collections.abc import Sequence

from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.review import Kecuali
from kinerja_rules.model.values import Missing
from kinerja_rules.review.outcome import Excepted, Found


def apply_exceptions(model: Model, found: Sequence[Found]) -> tuple[list[Diagnostic], list[Excepted]]:
    """The findings that stand, those on the exceptions themselves among them, and those that are covered."""
    standing: list[Diagnostic] = []
    covered: list[Excepted] = []
    used: set[int] = set()
    doubled: dict[int, Kecuali] = {}
    late: dict[int, Diagnostic] = {}
    now = latest_year(model)
    for finding in found:
        by: Kecuali | None = None
        for at, exception in enumerate(model.kecuali):
            if not _is_about(exception, finding):
                continue
            if _in_force(exception, finding.diagnostic, now):
                if by is None:
                    used.add(at)
                    by = exception
                else:
                    doubled.setdefault(at, by)
            else:
                late.setdefault(at, finding.diagnostic)
        if by is None:
            standing.append(finding.diagnostic)
        else:
            covered.append(Excepted(finding.diagnostic, by))
    for at, exception in enumerate(model.kecuali):
        if at in used or not exception.checked:
            continue
        if at in doubled:
            standing.append(_doubled(exception, doubled[at]))
        else:
            standing.append(_run_out(exception) if at in late else _unused(exception))
    return standing, covered


def _is_about(exception: Kecuali, finding: Found) -> bool:
    if exception.kode != finding.diagnostic.code:
        return False
    if exception.kode in CODES and finding.diagnostic.severity is Severity.GALAT:
        return False  # the program's own: without it nothing can be computed
    return not exception.subjects or any(s in finding.subjects for s in exception.subjects)


def _in_force(exception: Kecuali, finding: Diagnostic, now: int | None) -> bool:
    if exception.sampai is None:
        return True
    year = finding.year if finding.year is not None else now
    return year is None or year <= exception.sampai


def latest_year(model: Model) -> int | None:
    """The latest year of which the plan states a realisasi: the clock has no say."""
    stated = [key[1] for key, fact in model.facts.realisasi.items() if not isinstance(fact.value, Missing)]
    stated += [key[1] for key, fact in model.facts.realisasi_anggaran.items() if not isinstance(fact.value, Missing)]
    years = [int(column.removeprefix("s.d. ")[:4]) for column in stated]
    return max(years, default=None)


def _named(exception: Kecuali) -> str:
    whom = ", ".join(f"`{s}`" for s in exception.subjects)
    return f"pengecualian `{exception.kode}`" + (f" untuk {whom}" if whom else "")


def _unused(exception: Kecuali) -> Diagnostic:
    return Diagnostic(
        "KR413",
        f"{_named(exception)} tidak terpakai: tidak ada temuannya",
        exception.span,
        Severity.PERINGATAN,
        help="hapus pengecualian ini, atau periksa kode dan namanya",
    )


def _doubled(exception: Kecuali, other: Kecuali) -> Diagnostic:
    return Diagnostic(
        "KR413",
        f"{_named(exception)} tidak menambah apa-apa: temuannya sudah dikecualikan",
        exception.span,
        Severity.PERINGATAN,
        secondary=() if other.span is None else (Label(other.span, "pengecualian yang dipakai"),),
        help="hapus salah satunya",
    )


def _run_out(exception: Kecuali) -> Diagnostic:
    return Diagnostic(
        "KR414",
        f"{_named(exception)} hanya berlaku sampai {exception.sampai}, temuannya kemudian",
        exception.span,
        Severity.PERINGATAN,
        help="selesaikan temuannya, atau perpanjang dengan alasan yang baru",
    )
