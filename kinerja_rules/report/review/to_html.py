"""The review sheet as a page: each finding with its line, and fields for the answer and the decision."""

import re
from collections.abc import Mapping
from typing import Any

from kinerja_rules import __version__
from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.base.source import SheetText, Span
from kinerja_rules.report.pages import render_page
from kinerja_rules.report.review.rows import Row, row_of, rows
from kinerja_rules.report.review.view import Entry, ReviewView
from kinerja_rules.report.text import clean, visible
from kinerja_rules.review.worksheet import Keputusan

MOST_SHOWN = 160
"""Characters of a line that are shown around the place that is meant."""

_WRITTEN = re.compile(r"[{}()=<>;\"_%/*]|\d,\d")
"""Signs of the language, which a name of several words does not have."""


def review_html(view: ReviewView) -> str:
    """The whole review as one file."""
    these = rows(view)
    counted = {severity: sum(row.entry.severity is severity for row in these) for severity in Severity}
    kept = [e for e in view.excepted if e.exception is None or e.exception.temuan is None]
    identity = view.identity
    return render_page(
        "review.html",
        ("review.css",),
        ("review.js",) if these else (),
        identity=None
        if identity is None
        else {name: clean(getattr(identity, name)) for name in ("nama", "paket", "versi", "sidik")},
        verdict=view.verdict,
        besides=view.besides,
        passes=view.passes,
        asked=clean(view.asked),
        severities=[(s.value, number) for s, number in counted.items() if number],
        decisions=[k.value for k in Keputusan],
        rows=[_row(row) for row in these],
        excepted=[_row(row_of(view, entry, at)) for at, entry in enumerate(kept, start=len(these) + 1)],
        unchecked=[
            {
                "code": clean(u.code),
                "package": clean(u.package or ""),
                "count": u.count,
                "lacked": clean("; ".join(u.lacked)),
            }
            for u in view.unchecked
        ],
        version=__version__,
    )


def _row(row: Row) -> Mapping[str, Any]:
    entry, cells = row.entry, row.cells
    finding = entry.finding
    return {
        "id": entry.id,
        "number": cells["nomor"],
        "severity": cells["tingkat"],
        "code": cells["kode"],
        "rule": cells["aturan"] if finding.package is not None else "",
        "subject": cells["perihal"],
        "place": cells["tempat"],
        "message": quoted(finding.message),
        "line": None if finding.primary is None else _line(finding.primary),
        "notes": [quoted(note) for note in finding.notes],
        "labels": [{"place": clean(label.span.place), "text": quoted(label.text)} for label in finding.secondary],
        "help": quoted(finding.help or ""),
        "basis": cells["dasar"],
        "following": [{"code": clean(e.finding.code), "message": quoted(e.finding.message)} for e in entry.following],
        "exception": _exception(entry),
        "answer": cells["jawaban"],
        "decision": cells["keputusan"],
        "reason": cells["alasan"],
        "until": cells["sampai"],
    }


def _exception(entry: Entry) -> Mapping[str, str] | None:
    exception = entry.exception
    if exception is None:
        return None
    return {
        "reason": clean(exception.alasan),
        "until": "" if exception.sampai is None else str(exception.sampai),
        "place": clean(exception.span.place),
    }


def quoted(text: str) -> list[tuple[str, str]]:
    """A message as pieces, those between backticks marked: `kode` as written in a plan, `nama` a name of several words.

    >>> quoted("nama `a` tidak dikenal, `Tingkat kerja`")
    [('', 'nama '), ('kode', 'a'), ('', ' tidak dikenal, '), ('nama', 'Tingkat kerja')]
    """
    pieces = clean(text).split("`")
    if len(pieces) % 2 == 0:  # a backtick of the user's own: nothing can be said of pairs
        return [("", clean(text))]
    return [(_kind(piece) if at % 2 else "", piece) for at, piece in enumerate(pieces) if piece]


def _kind(piece: str) -> str:
    return "nama" if " " in piece and not _WRITTEN.search(piece) else "kode"


def _line(span: Span) -> Mapping[str, str] | None:
    """The line that is meant, as much of it as can be read at a glance, with the place marked."""
    if not span.source.text:
        return None
    text = span.source.line_text(span.line)
    start = min(span.column - 1, len(text))
    end = min(start + max(span.end - span.start, 1), len(text))
    first = max(0, start - MOST_SHOWN // 2)
    last = min(len(text), max(end, first + MOST_SHOWN), start + MOST_SHOWN)
    shown_end = min(end, last)
    return {
        "number": "" if isinstance(span.source, SheetText) else str(span.line),
        "before": ("… " if first else "") + _visible(text[first:start] if first else text[:start].lstrip()),
        "marked": _visible(text[start:shown_end]) or " ",
        "after": _visible(text[shown_end:last]) + (" …" if last < len(text) else ""),
    }


def _visible(text: str) -> str:
    return "".join("    " if char == "\t" else visible(char) for char in text)
