"""What is said about a file of tables: plain values that name file, cell and remedy. Nothing here reads a file."""

import re
from enum import Enum

from attrs import frozen

MAX_SHOWN = 60
"""Characters of a cell's text that a message repeats."""

_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


class ProblemKind(Enum):
    """What a problem is about; stable words that the caller maps to codes."""

    # the file
    BENTUK_BERKAS = "bentuk_berkas"
    BERKAS_RUSAK = "berkas_rusak"
    BERKAS_TERLALU_BESAR = "berkas_terlalu_besar"
    BERKAS_BERSANDI = "berkas_bersandi"
    MAKRO = "makro"
    XML_TERLARANG = "xml_terlarang"
    PENYANDIAN = "penyandian"
    PEMISAH_KOLOM = "pemisah_kolom"
    LEMBAR = "lembar"
    # the table in it
    JUDUL_TIDAK_DITEMUKAN = "judul_tidak_ditemukan"
    JUDUL_GANDA = "judul_ganda"
    KOLOM_TIDAK_DITEMUKAN = "kolom_tidak_ditemukan"
    PERIODE_TIDAK_LENGKAP = "periode_tidak_lengkap"
    TABEL_GANDA = "tabel_ganda"
    BARIS_TANPA_LABEL = "baris_tanpa_label"
    SEL_LEBIH = "sel_lebih"
    SEL_KURANG = "sel_kurang"
    KOLOM_TANPA_JUDUL = "kolom_tanpa_judul"
    BILANGAN_TANPA_JUDUL = "bilangan_tanpa_judul"
    # a cell
    BUKAN_BILANGAN = "bukan_bilangan"
    PENULISAN_BILANGAN = "penulisan_bilangan"
    BILANGAN_GANDA = "bilangan_bermakna_ganda"
    PERSEN_GANDA = "persen_bermakna_ganda"
    JANGKAUAN = "di_luar_jangkauan"
    TANGGAL = "tanggal"
    LOGIKA = "logika"
    RUMUS_GALAT = "rumus_galat"
    RUMUS_TANPA_NILAI = "rumus_tanpa_nilai"
    MATA_UANG = "mata_uang"
    KODE_BERUBAH = "kode_berubah"
    TANDA_KUTIP = "tanda_kutip_tidak_ditutup"
    HURUF_RUSAK = "huruf_rusak"
    # worth knowing, never blocking
    TERSEMBUNYI = "tersembunyi"
    ISI_TERTUTUP = "isi_tertutup_gabungan"
    JUDUL_TANGGAL = "judul_tanggal"
    NOL_TAMPIL_LAIN = "nol_tampil_lain"
    KETELITIAN = "ketelitian_15_angka"
    SALAH_BACA = "mungkin_salah_baca"


@frozen
class SheetProblem:
    """One finding about a file of tables.

    The message is one line of Indonesian, lower-case start, no full stop, the file's own text in backticks.
    `reference` is a cell or range as a spreadsheet writes it (`Realisasi!C5`), None where the whole file is meant.
    Only a `blocking` one means that a value, a table or the file could not be read.
    """

    kind: ProblemKind
    message: str
    file: str
    reference: str | None
    remedy: str
    blocking: bool = True


class RefusedError(Exception):
    """Inside this package only: reading stops, and this is what is told."""

    def __init__(self, problem: SheetProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def shown(text: str) -> str:
    """A cell's text as a message may repeat it: one line, nothing invisible, no backtick, not long.

    >>> shown(" 93,80\\n% `x`")
    "93,80 % 'x'"
    """
    clipped = text[: 4 * MAX_SHOWN]
    line = _UNPRINTABLE.sub(" ", clipped).strip().replace("`", "'")
    return line if len(line) <= MAX_SHOWN and len(clipped) == len(text) else line[: MAX_SHOWN - 1] + "…"


def spoken_list(items: tuple[str, ...], most: int = 8) -> str:
    """`a`, `b`, `c` and how many more, for a message.

    >>> spoken_list(("No", "Indikator", "2022"), most=2)
    '`No`, `Indikator`, dan 1 lagi'
    """
    head = ", ".join(f"`{shown(item)}`" for item in items[:most])
    return f"{head}, dan {len(items) - most} lagi" if len(items) > most else head


def spoken_ranges(numbered: list[tuple[int, str]], most: int = 6) -> str:
    """Consecutive rows or columns as `3, 7-9`.

    >>> spoken_ranges([(3, "C"), (7, "G"), (8, "H")])
    'C, G-H'
    """
    runs: list[list[tuple[int, str]]] = []
    for entry in numbered:
        if runs and runs[-1][-1][0] == entry[0] - 1:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    names = [run[0][1] if len(run) == 1 else f"{run[0][1]}-{run[-1][1]}" for run in runs]
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
