"""Decisions held against findings: which are excepted on record, and which decisions are about nothing any more."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.model.review import Kecuali
from kinerja_rules.review.worksheet import Decision, DecisionSheet, Keputusan, named

LAPSED = "KR428"


@frozen
class Recorded:
    """Findings that still count, those excepted with what excepts them, and what is to be said of the sheet itself."""

    findings: tuple[Diagnostic, ...]
    excepted: tuple[tuple[Diagnostic, Kecuali], ...]
    diagnostics: tuple[Diagnostic, ...]


def without_strangers(sheet: DecisionSheet, identified: Sequence[tuple[str, Diagnostic]]) -> DecisionSheet:
    """The sheet without rows whose code is not that of the finding whose id they bear: such a column was sorted alone."""
    codes = {ident: finding.code for ident, finding in identified}
    strange = {
        ident: d
        for ident, d in sheet.decisions.items()
        if d.kode and codes.get(ident, d.kode).casefold() != d.kode.casefold()
    }
    said = [
        Diagnostic(
            "KR427",
            f"baris ini tentang `{d.kode}`, tetapi pengenalnya `{d.id}` milik temuan `{codes[d.id]}`; isiannya tidak dipakai",
            d.span,
            help="kembalikan urutan kolomnya: yang diurutkan harus seluruh baris, bukan satu kolom",
        )
        for d in strange.values()
        if not d.blank
    ]
    left = {ident: d for ident, d in sheet.decisions.items() if ident not in strange}
    return evolve(sheet, decisions=left, diagnostics=(*sheet.diagnostics, *said))


def record(sheet: DecisionSheet, identified: Sequence[tuple[str, Diagnostic]], latest: int | None) -> Recorded:
    """Hold the sheet against findings with their ids.

    A `galat` of the program itself cannot be excepted: without it nothing can be computed. `latest` is the last year of which the plan states a realisasi, for findings that are about no year.
    """
    kept: list[Diagnostic] = []
    excepted: list[tuple[Diagnostic, Kecuali]] = []
    said: list[Diagnostic] = []
    for ident, finding in identified:
        decision = sheet.decisions.get(ident)
        exception = None
        if decision is not None and decision.keputusan is Keputusan.DIKECUALIKAN:
            exception = _exception(decision, finding, latest, said)
        if exception is None:
            kept.append(finding)
        else:
            excepted.append((finding, exception))
    said += _gone(sheet.decisions, {ident for ident, _ in identified})
    return Recorded(tuple(kept), tuple(excepted), tuple(said))


def _exception(decision: Decision, finding: Diagnostic, latest: int | None, said: list[Diagnostic]) -> Kecuali | None:
    about = named(decision.id, _told(finding))
    if finding.code in CODES and finding.severity is Severity.GALAT:
        message = f"temuan {about} menghalangi penghitungan rencana, jadi tidak dapat dikecualikan"
        said.append(Diagnostic("KR426", message, decision.span, help="perbaiki rencananya"))
        return None
    year = finding.year if finding.year is not None else latest
    if decision.sampai is not None and year is not None and year > decision.sampai:
        message = f"pengecualian temuan {about} hanya sampai {decision.sampai}, sedangkan temuannya tentang {year}"
        said.append(
            Diagnostic(
                LAPSED,
                message,
                decision.span,
                Severity.PERINGATAN,
                help="perpanjang tahunnya, atau perbaiki rencananya",
            )
        )
        return None
    subjects = () if finding.subject is None else (finding.subject,)
    return Kecuali(finding.code, subjects, decision.alasan, decision.sampai, temuan=decision.id, span=decision.span)


def _told(finding: Diagnostic) -> str:
    """A finding as its row names it: code, subject and year, else what it says; and its place."""
    year = "" if finding.year is None else str(finding.year)
    about = finding.message if finding.subject is None else f"{finding.subject} {year}".rstrip()
    what = f"{finding.code} {about}"
    return ", ".join(filter(None, (what, "" if finding.primary is None else finding.primary.place)))


def _gone(decisions: Mapping[str, Decision], known: set[str]) -> list[Diagnostic]:
    """Rows about findings that are there no more: an exception is a warning, any other a remark for all together."""
    gone = [d for ident, d in decisions.items() if ident not in known and not d.wrong]
    said = [
        Diagnostic(
            LAPSED,
            f"pengecualian temuan {named(d.id, d.about)} tidak terpakai: temuan itu sudah tidak ada",
            d.span,
            Severity.PERINGATAN,
            help="hapus keputusannya dari kertas kerja",
        )
        for d in gone
        if d.keputusan is Keputusan.DIKECUALIKAN
    ]
    rest = [d for d in gone if d.keputusan is not Keputusan.DIKECUALIKAN]
    if rest:
        all_of_it = len(gone) == len(decisions) > 1
        message = f"kertas kerja memuat {len(rest)} baris tentang temuan yang sudah tidak ada"
        help_text = (
            "tidak satu pun cocok: pastikan kertas kerja ini dibuat dari rencana ini"
            if all_of_it
            else "temuan yang sudah diperbaiki memang hilang; baris itu tidak dibawa ke kertas kerja berikutnya"
        )
        severity = Severity.PERINGATAN if all_of_it else Severity.CATATAN
        said.append(Diagnostic(LAPSED, message, rest[0].span, severity, help=help_text))
    return said
