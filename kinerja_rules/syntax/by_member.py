"""A declaration that cannot be read whole, read member by member: what is wrong with one leaves the others as they are.

Only a published report is read so. Its members are independent of one another and of the plan, and there are hundreds
of them, typed in from paper.
"""

import re
from collections.abc import Callable
from typing import Any

from attrs import evolve

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.syntax_errors import unclosed_brackets

Read = Callable[[SourceFile, int, int], tuple[Any, list[Diagnostic]]]
"""Reads a range of a file made readable there: what could be read, and what is wrong with it."""

_HEAD = re.compile(r"terbitan[ \t]+\w+[ \t]+(?:\"(?:[^\"\\\n]|\\[^\n])*\"|“[^”\n]*”)\s*(?P<open>\{)")
_MEMBER = re.compile(r"(?m)^[ \t]*(?:klaim\b|(?:tabel|sumber|keterangan)\b\s*[\"“]|tanggal[ \t]+\d)")
_MARKS = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"|“(?:[^”\\\n]|\\[^\n])*”|#[^\n]*|[{}]')
_WORD = re.compile(r"\w+")
_NOT_NEWLINE = re.compile(r"[^\n]")


def read_by_member(source: SourceFile, start: int, end: int, other: re.Pattern[str], read: Read) -> Any:
    """The report with the members that could be read, and what is wrong with the rest; None where this does not help.

    `other` finds declarations of the plan. A report whose brace is not closed may have swallowed some; then nothing
    can be said of the plan, and the missing brace is all that is told.
    """
    head = _HEAD.match(source.text, start, end)
    if head is None:
        return None
    body = head.end("open")
    closed = _closing(source.text, body, end)
    last = end if closed is None else closed
    if closed is None and other.search(source.text, body, end):
        return None
    starts = [found.start() for found in _MEMBER.finditer(source.text, body, last)]
    if not starts:
        return None
    members: list[Any] = []
    wrong: list[Diagnostic] = []
    if source.text[body : starts[0]].strip() and _has_words(source.text, body, starts[0]):
        starts.insert(0, body)
    report: nodes.Declaration | None = None
    for at, until in zip(starts, [*starts[1:], last], strict=True):
        opened, _ = unclosed_brackets(source.text, at, until)
        braces = [place for place in opened if source.text[place] == "{"]
        item, found = read(_alone(source, body, at, until, len(braces)), start, until + len(braces) + 1)
        wrong.extend(_unclosed(source, place) for place in braces)
        wrong.extend(_unfinished(source, at, until, d) for d in found)
        if isinstance(item, nodes.Declaration):
            report = report or item
            members.extend(item.body or ())
    if closed is None and not any(d.code == "KR103" for d in wrong):
        wrong.insert(0, _unclosed(source, body - 1))
    if report is None:
        item, _ = read(_alone(source, body, last, last, 0), start, last + 1)
        report = item if isinstance(item, nodes.Declaration) else None
    if report is None or not wrong:
        return None
    return evolve(report, body=tuple(members), span=Span(source, start, end)), wrong


def _alone(source: SourceFile, body: int, at: int, until: int, missing: int) -> SourceFile:
    """The file with one member in the report, everything else of it blanked, and the braces closed behind the member."""
    text = source.text
    before = text[:body] + _NOT_NEWLINE.sub(" ", text[body:at])
    return SourceFile(source.path, before + text[at:until] + "}" * (missing + 1))


def _unfinished(source: SourceFile, at: int, until: int, found: Diagnostic) -> Diagnostic:
    """A finding where the member ends, told of the word that it ends with."""
    if found.primary is None or found.primary.start < until:
        return found
    words = list(_WORD.finditer(source.text, at, until))
    if not words:
        return found
    first, last = words[0][0], words[-1]
    return evolve(
        found, message=f"`{first}` ini belum lengkap", primary=Span(source, last.start(), last.end()), secondary=()
    )


def _closing(text: str, body: int, end: int) -> int | None:
    """Where the report's own brace is closed: by the last one, if it stands outside every member that is closed."""
    depth = 1
    for found in _MARKS.finditer(text, body, end):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return found.start()
    stripped = len(text[body:end].rstrip()) + body
    line = text.rfind("\n", body, stripped) + 1
    # an inner brace is missing, where the last one stands at the margin as that of a declaration does
    return stripped - 1 if text[line:stripped] == "}" else None


def _has_words(text: str, start: int, end: int) -> bool:
    """Whether anything but remarks stands in a range."""
    return any(part.partition("#")[0].strip() for part in text[start:end].splitlines())


def _unclosed(source: SourceFile, at: int) -> Diagnostic:
    return Diagnostic(
        "KR103",
        "`{` ini belum ditutup",
        Span(source, at, at + 1),
        help="tambahkan `}` di akhir bagian ini",
    )
