"""A review as SARIF 2.1.0, for editors and code review services. Places are relative to the package."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kinerja_rules import __version__
from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.source import SheetText, Span
from kinerja_rules.report.explain import code_page
from kinerja_rules.report.review.view import Entry, ReviewView, RuleNote
from kinerja_rules.report.text import clean

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "PAKET"
"""Names the folder that places are relative to."""

FINGERPRINT = "kinerja/1"

_LEVELS = {Severity.GALAT: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "note"}


def sarif(view: ReviewView) -> Any:
    """The review as one SARIF log with one run."""
    entries = [*view.everything(), *view.excepted]
    rules = sorted({_rule_id(e.finding) for e in entries})
    index = {rule: at for at, rule in enumerate(rules)}
    first = {_rule_id(e.finding): e.finding for e in reversed(entries)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "kinerja-rules",
                "version": __version__,
                "language": "id-ID",
                "rules": [_rule(rule, first[rule], view.rule_of(first[rule])) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "folder paket rencana"}}},
        "results": [_result(entry, index) for entry in entries],
        "properties": {
            "putusan": view.verdict,
            "tidak_dapat_diperiksa": [
                {"kode": u.code, "paket": u.package, "kali": u.count, "kurang": list(u.lacked)} for u in view.unchecked
            ],
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule_id(finding: Diagnostic) -> str:
    """A rule of a package bears the package's name, since packages choose their codes freely."""
    return finding.code if finding.package is None else f"{finding.package}/{finding.code}"


def _rule(ident: str, example: Diagnostic, note: RuleNote | None) -> Any:
    code = example.code
    page = code_page(code) if example.package is None else None
    title = CODES.get(code, code) if example.package is None else clean(note.nama if note is not None else ident)
    if note is not None:
        said = "\n\n".join([clean(note.keterangan or note.nama), *(f"Dasar: {clean(basis)}" for basis in note.dasar)])
    else:
        said = (page.partition("\n## Contoh")[0] if page else clean(example.help or "")) or title
    return {
        "id": ident,
        "shortDescription": {"text": escaped(title)},
        "help": {"text": escaped(said)} if page is None else {"text": escaped(said), "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[example.severity]},
    }


def _result(entry: Entry, index: dict[str, int]) -> Any:
    finding = entry.finding
    rule = _rule_id(finding)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": index[rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": escaped(_message(finding))},
        "locations": [_location(finding.primary)] if finding.primary is not None else [],
        "partialFingerprints": {FINGERPRINT: entry.id},
    }
    if finding.secondary:
        result["relatedLocations"] = _related(finding.secondary)
    if entry.exception is not None:
        exception = entry.exception
        until = "" if exception.sampai is None else f" (sampai {exception.sampai})"
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": clean(exception.alasan) + until}
        ]
    properties = {
        "perihal": finding.subject,
        "tahun": finding.year,
        "karena": entry.cause,
        "dasar": None if finding.citation is None else str(finding.citation),
        "dicatat_di": None if entry.exception is None else entry.exception.span.place,
    }
    result["properties"] = {name: value for name, value in properties.items() if value is not None}
    return result


def _message(finding: Diagnostic) -> str:
    said = [clean(finding.message), *(f"catatan: {clean(note)}" for note in finding.notes)]
    said += [f"saran: {clean(finding.help)}"] if finding.help is not None else []
    return "; ".join(said)


def _related(labels: Sequence[Label]) -> list[Any]:
    return [
        {"id": at, **_location(label.span), "message": {"text": escaped(clean(label.text))}}
        for at, label in enumerate(labels, start=1)
    ]


def _location(span: Span) -> Any:
    """A place: the lines and columns of a text, the cell of a sheet."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(span.source.path, safe="/"), "uriBaseId": BASE}}
    if isinstance(span.source, SheetText):
        cell = span.place.removeprefix(f"{span.source.path}:")
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": cell, "kind": "sel"}]}
    if span.source.text:
        last = span.end if span.end > span.start else span.start
        physical["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.source.line_of(last),
            "endColumn": span.source.column_of(last),
        }
    return {"physicalLocation": physical}


def escaped(text: str) -> str:
    """A text as a SARIF message, in which brackets make links and braces make placeholders.

    >>> escaped("a [b](1) {0} c:\\\\d")
    'a \\\\[b\\\\](1) {{0}} c:\\\\\\\\d'
    """
    text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text.replace("{", "{{").replace("}", "}}")
