"""A review sheet (kertas kerja reviu): its columns, the decisions it may hold, and what a filled one says."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from attrs import field, frozen

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.source import Span

SHEET = "Kertas Kerja"
"""The sheet of a workbook that holds the findings."""


class Keputusan(Enum):
    """What a reviewer decides about a finding; only `DIKECUALIKAN` changes what counts."""

    DIPERBAIKI = "diperbaiki"
    DITERIMA = "diterima"
    DIKECUALIKAN = "dikecualikan"


@frozen
class SheetColumn:
    """A column: its heading, its width in a workbook, and whether people fill it in."""

    heading: str
    width: int
    filled_in: bool = False


COLUMNS: Mapping[str, SheetColumn] = MappingProxyType(
    {
        "nomor": SheetColumn("No", 5),
        "tingkat": SheetColumn("Tingkat", 11),
        "kode": SheetColumn("Kode", 8),
        "aturan": SheetColumn("Aturan", 16),
        "perihal": SheetColumn("Perihal", 14),
        "tempat": SheetColumn("Tempat", 22),
        "temuan": SheetColumn("Temuan", 44),
        "saran": SheetColumn("Saran", 32),
        "dasar": SheetColumn("Dasar", 24),
        "jawaban": SheetColumn("Jawaban perencana", 30, True),
        "keputusan": SheetColumn("Keputusan", 14, True),
        "alasan": SheetColumn("Alasan", 30, True),
        "sampai": SheetColumn("Sampai tahun", 9, True),
        "pengenal": SheetColumn("Pengenal", 13),
    }
)
"""The columns from left to right, by the names that the program calls them by."""

READ = ("pengenal", "jawaban", "keputusan", "alasan", "sampai")
"""The columns that are read back; the others are for people."""

OWN_CODES = ("KR425", "KR426", "KR427", "KR428")
"""Codes of what is wrong with a filled sheet itself."""

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the start of a formula in a CSV file."""


def guarded(text: str) -> str:
    """A text as a cell of CSV that no spreadsheet computes; `unguarded` takes the mark away again.

    >>> guarded("=1+1"), guarded("'=1"), guarded("biasa")
    ("'=1+1", "''=1", 'biasa')
    """
    return f"'{text}" if text.lstrip("'").startswith(RISKY) else text


def unguarded(text: str) -> str:
    """What `guarded` was given.

    >>> unguarded(guarded("-5")), unguarded(guarded("'=1")), unguarded("'biasa'")
    ('-5', "'=1", "'biasa'")
    """
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(RISKY) else text


# ---- what a filled sheet says ------------------------------------------------------------------------------------------
@frozen
class Decision:
    """What a row of the sheet says about the finding of an id; the span is its decision's cell, or its id's.

    `kode` and `about` are what the row says the finding is: its code, and code, subject and place, as far as the sheet
    tells. `wrong`: something in the row could not be read, and was told.
    """

    id: str
    jawaban: str
    keputusan: Keputusan | None
    alasan: str
    sampai: int | None
    kode: str = field(default="", eq=False, kw_only=True)
    about: str = field(default="", eq=False, kw_only=True)
    wrong: bool = field(default=False, kw_only=True)
    span: Span = field(eq=False, repr=False, kw_only=True)

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.jawaban or self.keputusan or self.alasan or self.sampai or self.wrong)


def named(ident: str, about: str) -> str:
    """A finding by its id, and by what it is about where that is known.

    >>> named("T76yujrq9v", "KR507 dilatih 2022, realisasi.kinerja:3:12"), named("T76yujrq9v", "")
    ('`T76yujrq9v` (KR507 dilatih 2022, realisasi.kinerja:3:12)', '`T76yujrq9v`')
    """
    return f"`{ident}` ({about})" if about else f"`{ident}`"


@frozen
class DecisionSheet:
    """The decisions of a sheet by the ids of findings, and what is wrong with it."""

    file: str
    decisions: Mapping[str, Decision]
    diagnostics: tuple[Diagnostic, ...]
