"""Findings made for tests: in a text of numbered lines, so that each has a place of its own."""

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.source import SourceFile, Span

G, P, C = Severity.GALAT, Severity.PERINGATAN, Severity.CATATAN

PLAN = SourceFile("rencana.kinerja", "".join(f"indikator I{n} {n},5 % {n},7 %\n" for n in range(1, 41)))
RULES = SourceFile("rules/aturan/aturan.kinerja", "periksa aturan\n")


def word(line: int, at: int, source: SourceFile = PLAN) -> Span:
    """The n-th word of a line, from 0; a number with its percent sign is one word."""
    start = source.line_starts[line - 1]
    words = source.line_text(line).replace(" %", "_%").split(" ")
    begin = start + sum(len(w) + 1 for w in words[:at])
    return Span(source, begin, begin + len(words[at]))


def rule(
    code: str,
    severity: Severity,
    span: Span | None,
    subject: str | None = None,
    year: int | None = None,
    message: str = "pesan",
    others: tuple[Span, ...] = (),
    package: str | None = "aturan",
) -> Diagnostic:
    """A finding of a review rule."""
    return Diagnostic(
        code,
        message,
        span,
        severity,
        secondary=tuple(Label(other, "bandingkan") for other in others),
        help="saran",
        citation=Citation("Peraturan", "pasal 1", verified=False),
        package=package,
        subject=subject,
        year=year,
    )


def own(code: str, severity: Severity, span: Span | None, message: str = "pesan") -> Diagnostic:
    """A finding of the program itself."""
    return Diagnostic(code, message, span, severity)
