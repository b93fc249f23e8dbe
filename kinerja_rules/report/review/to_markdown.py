"""A review as Markdown: the verdict, a table for each severity, what is excepted, and what could not be checked."""

from collections.abc import Sequence

from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.report.review.view import Entry, Group, ReviewView, groups, own_remedies, places_in_short
from kinerja_rules.report.to_markdown import escape, markdown_table

MOST_PLACES = 40
"""Places of folded findings that are named; the others are counted."""


def render_review_markdown(view: ReviewView, unfolded: bool = False) -> str:
    """The review as one Markdown document."""
    identity = view.identity
    lines = ["# Reviu rencana kinerja", "", f"**{view.verdict}** {view.besides}".rstrip()]
    if identity is not None:
        lines += ["", escape(f"{identity.nama}, paket {identity.paket} versi {identity.versi}, sidik {identity.sidik}")]
    if view.asked:
        lines += ["", f"Ditampilkan hanya {escape(view.asked)}."]
    grouped = groups(view.entries, unfolded)
    for severity in Severity:
        these = [g for g in grouped if g.first.severity is severity]
        if these:
            lines += ["", f"## {severity.value.capitalize()}", "", *_findings(these)]
    if view.excepted:
        lines += ["", "## Dikecualikan", "", *_excepted(view.excepted)]
    if view.unchecked:
        rows = [[u.code, u.package or "", str(u.count), "; ".join(u.lacked)] for u in view.unchecked]
        lines += ["", "## Tidak dapat diperiksa seluruhnya", ""]
        lines += _table(["Kode", "Paket", "Kali", "Yang kurang"], "llrl", rows)
    return "\n".join(lines) + "\n"


def _table(headings: Sequence[str], sides: str, rows: Sequence[Sequence[str]]) -> list[str]:
    return markdown_table(headings, sides, [[escape(cell) for cell in row] for row in rows])


def _findings(these: Sequence[Group]) -> list[str]:
    rows = []
    for at, group in enumerate(these, start=1):
        entry, finding = group.first, group.first.finding
        said = [finding.message, *finding.notes]
        said += [f"juga {e.finding.code}: {e.finding.message}" for e in entry.following]
        if entry.decision is not None and entry.decision.jawaban:
            said.append(f"jawaban: {entry.decision.jawaban}")
        places = [entry.place]
        if group.others:
            named = [
                place if remedy is None else f"{place} (saran: {remedy})"
                for place, remedy in zip(places_in_short(group.others), own_remedies(group), strict=True)
            ]
            more = f"; dan {len(named) - MOST_PLACES} tempat lagi" if len(named) > MOST_PLACES else ""
            places.append(f"dan {len(group.others)} lainnya: {'; '.join(named[:MOST_PLACES])}{more}")
        basis = "" if finding.citation is None else str(finding.citation)
        rows.append(
            [
                str(at),
                finding.code,
                entry.subject,
                "; ".join(said),
                "; ".join(places),
                finding.help or "",
                basis,
                entry.id,
            ]
        )
    headings = ["No", "Kode", "Perihal", "Temuan", "Tempat", "Saran", "Dasar", "Pengenal"]
    return _table(headings, "rlllllll", rows)


def _excepted(entries: Sequence[Entry]) -> list[str]:
    rows = []
    for entry in entries:
        exception = entry.exception
        until = "" if exception is None or exception.sampai is None else str(exception.sampai)
        reason = "" if exception is None else exception.alasan
        recorded = "" if exception is None else exception.span.place
        rows.append([entry.finding.code, entry.subject, entry.finding.message, entry.place, reason, until, recorded])
    return _table(["Kode", "Perihal", "Temuan", "Tempat", "Alasan", "Sampai", "Dicatat di"], "lllllrl", rows)
