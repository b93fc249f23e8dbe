"""The verbs that carry tables between a plan and the files of an office: `salin`, `templat`, `serap`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kinerja_rules.cli.messages import OF_PLAN, Ident, Named, OneOf, Order, Target, WrongUsageError, Year
from kinerja_rules.cli.output import Output

PATH_HELP = ("[PATH]", "folder paket atau berkas .kinerja; bila tidak disebut, folder ini")


def add_verbs(kinerja: click.Group, shared: Callable[[Any], Any]) -> None:
    """Add these verbs to the others; `shared` gives each the options that all verbs have."""

    @kinerja.command(
        short_help="tabel laporan yang ditempel menjadi klaim",
        arguments=[("FILE", "berkas tabel (.xlsx, .docx, .csv, .tsv, .txt, .md), atau `-` untuk menempel")],
        example="kinerja salin tabel.txt --paket rencana_saya\n"
        "kinerja salin tabel.txt --paket rencana_saya -o rencana_saya/tabel.kinerja",
    )
    @click.argument("file", type=Named("sebut berkas yang memuat tabelnya"), metavar="FILE")
    @click.option(
        "--paket",
        "package",
        type=Named("sebut folder paketnya, atau hapus `--paket`"),
        metavar="FOLDER",
        help="rencana tempat mencocokkan baris",
    )
    @click.option("--tabel", "label", metavar="JUDUL", help='nama tabel dalam klaim, misalnya "Tabel 3.2"')
    @click.option("--ke", "number", type=Order(), metavar="NOMOR", help="tabel keberapa dalam berkas")
    @click.option("--semua", "every", is_flag=True, help="semua tabel dalam berkas")
    @click.option("--lembar", "sheet", metavar="NAMA", help="lembar buku kerja")
    @click.option("--tahun", "year", type=Year(), help="tahun angka yang judulnya tidak menyebut tahun")
    @click.option("--terbitan", "ident", type=Ident(), metavar="PENGENAL", help="pengenal terbitan; semula dari judul")
    @click.option("-o", "--hasil", "target", type=Target(), metavar="BERKAS", help="tulis ke berkas baru")
    @shared
    def salin(
        file: Path,
        package: Path | None,
        label: str | None,
        number: int | None,
        every: bool,
        sheet: str | None,
        year: int | None,
        ident: str | None,
        target: Path | None,
        warna: str,
        diam: bool,
    ) -> int:
        """Menyalin tabel laporan menjadi `terbitan` yang dapat diaudit: kolom dikenali dari judulnya, baris dicocokkan
        dengan indikator dan simpul rencana, dan yang meragukan ditandai `# periksa:`.

        Tanpa --paket, rencana di folder ini yang dipakai bila ada.
        """
        from kinerja_rules.cli.copying import AskedCopy, copy_file

        asked = AskedCopy(file, package, sheet, number, label, every, year, ident, target)
        return copy_file(asked, Output(warna, diam))

    @kinerja.command(
        short_help="buku kerja untuk mengisi realisasi dan data",
        arguments=[PATH_HELP],
        example="kinerja templat rencana_saya --tahun 2026 -o isian_2026.xlsx",
    )
    @click.argument("path", type=Named(OF_PLAN), default=Path(), required=False)
    @click.option("--tahun", "year", type=Year(), help="tahun yang diisi, misalnya 2026")
    @click.option(
        "--per",
        "grain",
        type=OneOf(("tahun", "semester", "triwulan", "bulan")),
        default="tahun",
        help="satu kolom untuk tiap tahun, semester, triwulan, atau bulan; semula tahun",
    )
    @click.option("-o", "--hasil", "target", type=Target(), metavar="BERKAS", help="buku kerja baru (.xlsx)")
    @shared
    def templat(path: Path, year: int | None, grain: str, target: Path | None, warna: str, diam: bool) -> int:
        """Menulis buku kerja Excel yang tinggal diisi: satu baris untuk tiap indikator yang dinyatakan dan tiap data rumus.

        Yang sudah dinyatakan rencana sudah terisi. Isiannya dibaca kembali dengan `kinerja serap`.
        """
        from kinerja_rules.cli.entries import write_template

        if year is None:
            raise WrongUsageError("`--tahun` belum disebut", "misalnya `--tahun 2026`")
        return write_template(path, year, grain, target or Path(f"isian_{year}.xlsx"), Output(warna, diam))

    @kinerja.command(
        short_help="membaca buku kerja isian ke dalam paket",
        arguments=[("PATH", "folder paket"), ("BUKU", "buku kerja dari `kinerja templat` yang sudah diisi")],
        example="kinerja serap rencana_saya isian_2026.xlsx",
    )
    @click.argument("path", type=Named(OF_PLAN), metavar="PATH")
    @click.argument("workbook", type=Named("sebut buku kerja yang sudah diisi"), metavar="BUKU")
    @click.option(
        "-o",
        "--hasil",
        "target",
        type=Target(),
        metavar="BERKAS",
        help="berkas .kinerja di dalam paket",
    )
    @click.option("--ganti", "replace", is_flag=True, help="mengganti berkas hasil serapan sebelumnya")
    @click.option("--coba", "dry", is_flag=True, help="hanya menampilkan perubahannya")
    @shared
    def serap(path: Path, workbook: Path, target: Path | None, replace: bool, dry: bool, warna: str, diam: bool) -> int:
        """Membaca buku kerja isian, menampilkan yang baru dan yang berubah, lalu menulis yang baru sebagai berkas paket.

        Angka yang berbeda dari pernyataan di berkas lain hanya ditampilkan dengan tempatnya, tidak ditulis.
        """
        from kinerja_rules.cli.entries import AskedEntries, absorb

        return absorb(AskedEntries(path, workbook, target, replace, dry), Output(warna, diam))
