"""A review as workflow commands of GitHub: each finding becomes a note at its line in the change under review."""

from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.base.source import SheetText
from kinerja_rules.report.review.view import Entry, Group, ReviewView, groups, is_library, own_remedies
from kinerja_rules.report.text import clean

_COMMANDS = {Severity.GALAT: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "notice"}


def github(view: ReviewView, folder: str, unfolded: bool = False) -> list[str]:
    """Lines for a workflow's log. `folder` is the plan's, as seen from the top of the repository."""
    lines = [f"{view.verdict} {view.besides}".rstrip()]
    lines += [_group(group, folder) for group in groups(view.entries, unfolded)]
    lines += [_excepted(entry, folder) for entry in view.excepted]
    for rule in view.unchecked:
        lacked = "; ".join(map(clean, rule.lacked))
        lines.append(_command("notice", {"title": f"{clean(rule.code)} tidak dapat diperiksa seluruhnya"}, lacked))
    return lines


def _group(group: Group, folder: str) -> str:
    finding = group.first.finding
    said = [clean(finding.message), *(f"catatan: {clean(note)}" for note in finding.notes)]
    said += [f"saran: {clean(finding.help)}"] if finding.help is not None else []
    said += [f"dasar: {clean(str(finding.citation))}"] if finding.citation is not None else []
    said += [f"juga {e.finding.code}: {clean(e.finding.message)}" for e in group.first.following]
    said += [f"dan {len(group.others)} lainnya: {_places(group)}"] if group.others else []
    properties = {**_place(group.first, folder), "title": _title(group.first)}
    return _command(_COMMANDS[finding.severity], properties, "\n".join(said))


def _places(group: Group) -> str:
    told = zip(group.others, own_remedies(group), strict=True)
    return "; ".join(
        clean(entry.place if remedy is None else f"{entry.place} (saran: {remedy})")
        for entry, remedy in told
        if entry.place
    )


def _excepted(entry: Entry, folder: str) -> str:
    exception = entry.exception
    said = clean(entry.finding.message)
    if exception is not None:
        until = "" if exception.sampai is None else f", sampai {exception.sampai}"
        said += f"\nalasan: {clean(exception.alasan)}{until}\ndicatat di {clean(exception.span.place)}"
    return _command("notice", {**_place(entry, folder), "title": f"Dikecualikan: {_title(entry)}"}, said)


def _title(entry: Entry) -> str:
    return f"{entry.severity.value} {clean(entry.finding.code)}"


def _place(entry: Entry, folder: str) -> dict[str, str]:
    """Where the note stands; a cell of a workbook has no line, and a rule that ships is not in the repository."""
    span = entry.finding.primary
    if span is None or is_library(span):
        return {}
    prefix = f"{folder}/" if folder not in ("", ".") else ""
    place = {"file": f"{prefix}{span.source.path}"}
    if isinstance(span.source, SheetText) or not span.source.text:
        return place
    place |= {"line": str(span.line), "endLine": str(span.source.line_of(span.end))}
    if place["line"] == place["endLine"]:  # columns are refused where a note covers several lines
        place |= {"col": str(span.column), "endColumn": str(span.source.column_of(span.end))}
    return place


def _command(name: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={property_text(value)}" for key, value in properties.items())
    return f"::{name} {written}::{message_text(message)}" if written else f"::{name}::{message_text(message)}"


def message_text(text: str) -> str:
    """A message in which nothing ends the command.

    >>> message_text("100 %\\n::error::x")
    '100 %25%0A::error::x'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_text(text: str) -> str:
    """A property in which nothing begins the next one or the message.

    >>> property_text("a,b::c")
    'a%2Cb%3A%3Ac'
    """
    return message_text(text).replace(":", "%3A").replace(",", "%2C")
