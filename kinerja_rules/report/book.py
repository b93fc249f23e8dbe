"""A whole report before any format: what it is about, and its tables by chapter."""

from attrs import frozen

from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.report.grid import Grid
from kinerja_rules.report.view import ReportView


@frozen
class Chapter:
    """A chapter and its tables in order."""

    heading: str
    grids: tuple[Grid, ...]


@frozen
class Book:
    """A report: its title, whose it is, what is said of it (label and text), its chapters.

    `remarks` are sentences that the reader needs beforehand: whose year the money is, why there are no tables; `lacking` is
    the one about tables, with its remedy.
    """

    title: str
    agency: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    remarks: tuple[str, ...] = ()
    lacking: "Lacking | None" = None

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


@frozen
class Lacking:
    """Which tables are not there: the fact, which is printed, and what to do, which is told to who makes the report."""

    fact: str
    remedy: str | None = None


NO_TABLES = Lacking(
    "Laporan ini tidak memuat tabel, sebab rencana belum memakai paket tabel.",
    "tambahkan `pakai lkjip_permenpanrb_53_2014` pada `paket`, atau deklarasikan `tabel` sendiri",
)
"""Said where a plan declares no tables and uses no package that does."""

NONE_BY_DOCUMENT = Lacking(
    "Laporan menurut satu dokumen tidak memuat tabel, sebab target tabel mengikuti kebijakan acuan target."
)
"""Said where the targets of one document are asked for."""


def lacking_tables(model: Model, dokumen: str | None) -> Lacking | None:
    """What a reader must know of tables that are not there, if any are lacking."""
    if dokumen is not None:
        return NONE_BY_DOCUMENT
    if model.tabel_bergalat:
        named = ", ".join(model.tabel_bergalat)
        return Lacking(
            f"Tabel yang tidak dimuat karena ada galat di dalamnya: {named}.",
            "perbaiki galatnya, yang disebut oleh `kinerja periksa`",
        )
    return None if model.tabel else NO_TABLES


def report_book(
    report: ReportView,
    chapters: tuple[Chapter, ...],
    title: str | None = None,
    lacking: Lacking | None = None,
) -> Book:
    """The report of a plan as a book, under the title that its outline declares: what it is about, and its tables.

    `lacking` says which tables are not there, and why.
    """
    told = (report.money_note, None if lacking is None else lacking.fact)
    remarks = tuple(remark for remark in told if remark is not None)
    facts = [
        ("Renstra", report.renstra or "tidak dinyatakan"),
        ("Paket", f"{report.paket} versi {report.versi}"),
        ("Sidik", report.sidik),
        ("Aturan", ", ".join(report.aturan) or "tidak ada"),
        ("Capaian", report.counted()),
        ("Kategori", ", ".join(f"{name} {number}" for name, number in report.categories) or "tidak ada"),
    ]
    period = Period.read(report.tahun)
    named = f"Laporan Kinerja {report.tahun if period is None else period.titled}"
    return Book(title or named, report.nama, tuple(facts), chapters, remarks, lacking)
