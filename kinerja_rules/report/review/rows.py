"""The rows of a review sheet: what each column says of each finding, the same in the workbook, the page and CSV."""

from collections.abc import Mapping

from attrs import frozen

from kinerja_rules.report.review.view import Entry, ReviewView
from kinerja_rules.report.text import clean
from kinerja_rules.review.worksheet import OWN_CODES


@frozen
class Row:
    """A row: the finding and the texts of its cells by the names of the columns."""

    entry: Entry
    cells: Mapping[str, str]


def rows(view: ReviewView) -> tuple[Row, ...]:
    """All findings of the plan, then those that the sheet itself has excepted, so that a new sheet keeps them.

    What is wrong with the sheet that was read is no finding of the plan and has no row.
    """
    entries = [e for e in view.entries if e.finding.code not in OWN_CODES]
    entries += [e for e in view.excepted if e.exception is not None and e.exception.temuan is not None]
    return tuple(row_of(view, entry, at) for at, entry in enumerate(entries, start=1))


def row_of(view: ReviewView, entry: Entry, number: int) -> Row:
    """The row of one finding."""
    return Row(entry, _cells(view, entry, str(number)))


def _cells(view: ReviewView, entry: Entry, number: str) -> dict[str, str]:
    finding, decision = entry.finding, entry.decision
    rule = view.rule_of(finding)
    said = [clean(finding.message), *(f"Catatan: {clean(note)}" for note in finding.notes)]
    said += [f"Juga {e.finding.code}: {clean(e.finding.message)}" for e in entry.following]
    cells = {
        "nomor": number,
        "tingkat": finding.severity.value,
        "kode": clean(finding.code),
        "aturan": _rule(finding.package, None if rule is None else rule.nama),
        "perihal": clean(entry.subject),
        "tempat": clean(entry.place),
        "temuan": "\n".join(said),
        "saran": clean(finding.help or ""),
        "dasar": "" if finding.citation is None else clean(str(finding.citation)),
        "jawaban": "",
        "keputusan": "",
        "alasan": "",
        "sampai": "",
        "pengenal": entry.id,
    }
    if decision is not None:
        cells["jawaban"] = paragraphs(decision.jawaban)
        cells["alasan"] = paragraphs(decision.alasan)
        cells["keputusan"] = "" if decision.keputusan is None else decision.keputusan.value
        cells["sampai"] = "" if decision.sampai is None else str(decision.sampai)
    return cells


def _rule(package: str | None, name: str | None) -> str:
    if package is None:
        return "pemeriksaan dasar"
    return clean(package if name is None else f"{name} ({package})")


def paragraphs(text: str) -> str:
    """What people wrote, line by line, with nothing invisible in it."""
    return "\n".join(clean(line) for line in text.splitlines())
