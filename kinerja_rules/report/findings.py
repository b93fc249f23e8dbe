"""Findings as text: what is wrong, the line that is meant with the place underlined, what to do, and why."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.source import Span
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging, visible, width

TAB = 4
"""Columns between tab stops."""

PRIMARY, SECONDARY = "^", "-"


@frozen
class Counts:
    """How many findings there are of each severity."""

    galat: int
    peringatan: int
    catatan: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.galat + self.peringatan + self.catatan

    def __str__(self) -> str:
        """As said in a sentence: only what there is.

        >>> str(Counts(0, 2, 1)), str(Counts(0, 0, 0))
        ('2 peringatan, 1 catatan', 'tidak ada temuan')
        """
        said = [
            f"{number} {name}"
            for number, name in ((self.galat, "galat"), (self.peringatan, "peringatan"), (self.catatan, "catatan"))
            if number
        ]
        return ", ".join(said) or "tidak ada temuan"


def count(diagnostics: Iterable[Diagnostic]) -> Counts:
    """Findings counted by severity."""
    severities = [d.severity for d in diagnostics]
    return Counts(*(severities.count(s) for s in (Severity.GALAT, Severity.PERINGATAN, Severity.CATATAN)))


def render_findings(diagnostics: Sequence[Diagnostic], screen: Screen) -> list[str]:
    """All findings one after another, and a closing line that counts them."""
    lines: list[str] = []
    for diagnostic in diagnostics:
        lines += render_finding(diagnostic, screen)
        lines.append("")
    lines.append(closing_line(count(diagnostics)))
    return lines


def closing_line(counts: Counts) -> str:
    """How many findings there are.

    >>> closing_line(Counts(1, 0, 2)), closing_line(Counts(0, 0, 0))
    ('3 temuan: 1 galat, 2 catatan', 'tidak ada temuan')
    """
    return f"{counts.total} temuan: {counts}" if counts.total else str(counts)


def render_finding(diagnostic: Diagnostic, screen: Screen) -> list[str]:
    """One finding, as several lines without a blank one at the end."""
    name = diagnostic.severity.value
    lines = hanging(clean(diagnostic.message), f"{name} {diagnostic.code}: ", screen.columns, 2)
    lines[0] = lines[0].replace(
        f"{name} {diagnostic.code}", screen.severity(f"{name} {diagnostic.code}", diagnostic.severity), 1
    )
    if diagnostic.primary is not None:
        lines += _excerpts(diagnostic, diagnostic.primary, screen)
    else:
        lines += [line for label in diagnostic.secondary for line in _alone(label, screen)]
    for note in diagnostic.notes:
        lines += hanging(clean(note), "  catatan: ", screen.columns)
    if diagnostic.help is not None:
        lines += hanging(clean(diagnostic.help), "  saran: ", screen.columns)
    if diagnostic.citation is not None:
        lines += hanging(clean(str(diagnostic.citation)), "  dasar: ", screen.columns)
    return [*lines, *_to_paste(diagnostic)]


def _to_paste(diagnostic: Diagnostic) -> list[str]:
    """A remedy of several lines, whole and unbroken, so that it can be copied."""
    fix = diagnostic.fix
    if fix is None or not any("\n" in edit.replacement for edit in fix.edits):
        return []
    lines = [f"  siap tempel, {clean(fix.message)}:"]
    for edit in fix.edits:
        lines += ["".join(map(visible, f"    {line}".rstrip())) for line in edit.replacement.split("\n")]
    return lines


def _alone(label: Label, screen: Screen) -> list[str]:
    return [f"  {clean(label.span.place)}", *_snippet(label.span, [(label.span, SECONDARY, label.text)], 0, screen)]


def _excerpts(diagnostic: Diagnostic, primary: Span, screen: Screen) -> list[str]:
    """The lines that belong to a finding: the primary one first, marks of the same line together."""
    marks = [(primary, PRIMARY, ""), *((label.span, SECONDARY, label.text) for label in diagnostic.secondary)]
    groups: dict[tuple[str, int], list[tuple[Span, str, str]]] = {}
    for mark in marks:
        groups.setdefault((mark[0].source.path, mark[0].line), []).append(mark)
    gutter = max(len(str(line)) for _, line in groups)
    lines: list[str] = []
    shown = ""
    for (path, _), group in groups.items():
        if path != shown:
            place = clean(group[0][0].place)
            lines.append(f"  {screen.paint(place, 'tebal')}" if not shown else f"  {place}")
            shown = path
        lines += _snippet(group[0][0], group, gutter, screen)
    return lines


def _snippet(at: Span, marks: Sequence[tuple[Span, str, str]], gutter: int, screen: Screen) -> list[str]:
    """A source line, and beneath it a line for each mark."""
    if not at.source.text:
        return [f"  {' ' * gutter}   {clean(text)}" for _, _, text in marks if text]
    number = str(at.line)
    gutter = max(gutter, len(number))
    shown = _Shown.of(at.source.line_text(at.line))
    room = max(screen.columns - gutter - 5, 20)
    first, last = shown.columns_of(at.column - 1, _length(marks[0][0], shown))
    offset = 0 if shown.total <= room else max(0, min(first - room // 3, shown.total - room))
    lines = [f"  {number:>{gutter}} {screen.paint('│', 'redup')} {shown.window(offset, room)}".rstrip()]
    edge = f"  {' ' * gutter} {screen.paint('│', 'redup')} "
    for span, sign, text in marks:
        first, last = shown.columns_of(span.column - 1, _length(span, shown))
        first, last = min(max(first - offset, 0), room - 1), min(last - offset, room)
        underline = " " * first + sign * max(last - first, 1)
        said = clean(text)
        style = ("merah", "tebal") if sign == PRIMARY else ("biru",)
        painted = underline.replace(sign * max(last - first, 1), screen.paint(sign * max(last - first, 1), *style))
        if said and width(underline) + 1 + width(said) <= room:
            lines.append(f"{edge}{painted} {said}")
            continue
        lines.append(edge + painted)
        if said:
            lines += [edge + line for line in hanging(said, "", room)]
    return lines


def _length(span: Span, shown: "_Shown") -> int:
    """Characters of a span that lie on its first line."""
    return max(min(span.end - span.start, len(shown.widths) - span.column + 1), 0)


@frozen
class _Shown:
    """A source line as shown: for each character its text and the column it begins at."""

    pieces: tuple[str, ...]
    widths: tuple[int, ...]

    @staticmethod
    def of(line: str) -> "_Shown":
        pieces: list[str] = []
        widths: list[int] = []
        column = 0
        for char in line:
            piece = " " * (TAB - column % TAB) if char == "\t" else visible(char)
            pieces.append(piece)
            widths.append(width(piece))
            column += widths[-1]
        return _Shown(tuple(pieces), tuple(widths))

    @property
    def total(self) -> int:
        """Columns of the whole line."""
        return sum(self.widths)

    def columns_of(self, start: int, length: int) -> tuple[int, int]:
        """The columns that characters take: first, and one past the last."""
        before = sum(self.widths[:start])
        return before, before + sum(self.widths[start : start + length])

    def window(self, offset: int, room: int) -> str:
        """The part of the line from a column on, an ellipsis where something is left out."""
        if self.total <= room:
            return "".join(self.pieces)
        out: list[str] = []
        column = 0
        for piece, wide in zip(self.pieces, self.widths, strict=True):
            if column >= offset and column + wide <= offset + room:
                out.append(piece)
            elif column < offset < column + wide:
                out.append(" " * (column + wide - offset))
            column += wide
        text = "".join(out)
        if offset > 0 and text:
            text = "…" + " " * (width(text[0]) - 1) + text[1:]
        if offset + room < self.total and text:
            text = text[:-1] + "…"
        return text
