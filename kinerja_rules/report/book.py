"""A whole report before any format: what it is about, and its tables by chapter."""

from attrs import frozen

from kinerja_rules.report.grid import Grid
from kinerja_rules.report.view import ReportView


@frozen
class Chapter:
    """A chapter and its tables in order."""

    heading: str
    grids: tuple[Grid, ...]


@frozen
class Book:
    """A report: its title, whose it is, what is said of it (label and text), its chapters."""

    title: str
    agency: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]

    def grids(self) -> tuple[Grid, ...]:
        """All tables, in order of the chapters."""
        return tuple(grid for chapter in self.chapters for grid in chapter.grids)


def note_mark(index: int) -> str:
    """The letter of a footnote: a to z, then aa, ab, ...

    >>> note_mark(0), note_mark(25), note_mark(26)
    ('a', 'z', 'aa')
    """
    letters = ""
    index += 1
    while index:
        index, at = divmod(index - 1, 26)
        letters = chr(ord("a") + at) + letters
    return letters


def report_book(report: ReportView, chapters: tuple[Chapter, ...], title: str | None = None) -> Book:
    """The report of a plan as a book, under the title that its outline declares: what it is about, and its tables."""
    facts = [
        ("Renstra", report.renstra or "tidak dinyatakan"),
        ("Paket", f"{report.paket} versi {report.versi}"),
        ("Sidik", report.sidik),
        ("Aturan", ", ".join(report.aturan) or "tidak ada"),
        ("Kategori", ", ".join(f"{name} {number}" for name, number in report.categories) or "tidak ada"),
    ]
    return Book(title or f"Laporan Kinerja {report.spoken}", report.nama, tuple(facts), chapters)
