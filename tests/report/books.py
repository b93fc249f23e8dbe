"""Reports to be written: one of every kind of cell, and one whose texts are hostile."""

from fractions import Fraction

from kinerja_rules.report.book import Book, Chapter
from kinerja_rules.report.grid import Grid, GridCell, GridColumn

HOSTILE = (
    "</script><b>x</b>",
    '=HYPERLINK("http://contoh";"x")',
    "[tebal](x)",
    "| --- |",
    "\x1b[31mmerah",
    "::error::x",
    "kanan\u202ekiri",
    "</w:t></w:r>&amp;",
    "+1",
    "-2",
    "@jumlah",
)


def text(shown: str) -> GridCell:
    return GridCell(shown)


def number(shown: str, value: Fraction, unit: str | None, decimals: int, **more: object) -> GridCell:
    return GridCell(shown, value, unit, decimals, numeric=True, **more)  # type: ignore[arg-type]


CAPAIAN = Grid(
    id="capaian",
    number="3.2",
    caption="Capaian kinerja 2022",
    columns=(
        GridColumn("No", numeric=True),
        GridColumn("Indikator"),
        GridColumn("Target", "Tahun 2022", numeric=True),
        GridColumn("Realisasi", "Tahun 2022", numeric=True),
        GridColumn("Capaian", "Tahun 2022", numeric=True),
    ),
    rows=(
        (text("Meningkatnya penyerapan tenaga kerja"),),
        (
            text("1"),
            text("Tingkat Kesempatan Kerja"),
            number("93,80 %", Fraction(938, 10), "%", 2),
            number("93,821 %", Fraction(93821, 1000), "%", 3),
            number("100,02 %", Fraction(93821, 938), "%", 2),
        ),
        (
            text("2"),
            text("Pencari kerja terdaftar"),
            number("1.300 orang", Fraction(1300), "orang", 0),
            GridCell("-", numeric=True, absent=True, notes=(0,)),
            GridCell("-", numeric=True, absent=True, notes=(0,)),
        ),
    ),
    footnotes=("Realisasi belum ada datanya.",),
    source="LKPJ 2022",
    formulas=lambda: {(1, 4): "[3]/[2]"},
)
ANGGARAN = Grid(
    id="anggaran",
    number="3.9",
    caption="Anggaran",
    columns=(GridColumn("Program"), GridColumn("Pagu", numeric=True)),
    rows=((text("P1"), number("Rp 1.429.098.490", Fraction(1429098490), "Rp", 0)),),
    totals=((text("Jumlah"), number("Rp 1.429.098.490", Fraction(1429098490), "Rp", 0)),),
    formulas=lambda: {(1, 1): "SUM([1@0])"},
)
BOOK = Book(
    "Laporan Kinerja 2022",
    "Dinas Contoh",
    (("Renstra", "2021 s.d. 2026"),),
    (Chapter("Bab III Akuntabilitas Kinerja", (CAPAIAN, ANGGARAN)),),
)
HOSTILE_BOOK = Book(
    HOSTILE[0],
    HOSTILE[1],
    tuple((mark, mark) for mark in HOSTILE),
    tuple(
        Chapter(
            mark,
            (
                Grid(
                    id=f"g{at}",
                    number=mark,
                    caption=mark,
                    columns=(GridColumn(mark), GridColumn(mark, mark)),
                    rows=((text(mark), text(mark)), (text(mark),)),
                    footnotes=(mark,),
                    source=mark,
                ),
            ),
        )
        for at, mark in enumerate(HOSTILE)
    ),
)
