"""What is kept in `tests/golden/`: outputs of the command line, byte by byte. Run this file to write them anew.

See `tests/golden/README.md` for when to do that.
"""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kinerja_rules.cli import run

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
PLAN = "dinaker_pasuruan_2022"
RICH = "../tests/report/rencana_kaya"
RULES = "../rules/urusan_tenaga_kerja"

CASES: dict[str, tuple[str, ...]] = {
    "lapor_2022.txt": ("lapor", PLAN, "--tahun", "2022"),
    "lapor_2022.md": ("lapor", PLAN, "--tahun", "2022", "--format", "md"),
    "hitung_2022.txt": ("hitung", PLAN, "--tahun", "2022"),
    "hitung_2022.json": ("hitung", PLAN, "--tahun", "2022", "--format", "json"),
    "periksa.txt": ("periksa", PLAN, "--diam"),
    "periksa.json": ("periksa", PLAN, "--format", "json"),
    "jejak_capaian_tkk.txt": ("jejak", PLAN, "capaian(TKK; 2022)"),
    "jejak_capaian_tkk.json": ("jejak", PLAN, "capaian(TKK; 2022)", "--format", "json"),
    "jejak_kategori_tkk.txt": ("jejak", PLAN, "kategori(TKK; 2022)"),
    "jejak_hitungan_tkk.txt": ("jejak", PLAN, "hitungan(TKK; 2021)"),
    "jejak_capaian_p1.txt": ("jejak", PLAN, "capaian(P1; 2022)"),
    "jejak_efisiensi_s1.txt": ("jejak", PLAN, "efisiensi_selisih(S1; 2022)"),
    "jejak_kosong.txt": ("jejak", PLAN, "capaian(futsal_k3; 2022)"),
    "kaya_lapor.txt": ("lapor", RICH, "--tahun", "2025"),
    "kaya_hitung.json": ("hitung", RICH, "--tahun", "2025", "--format", "json"),
    "kaya_jejak_rentang.txt": ("jejak", RICH, "capaian(rentang_a; 2025)"),
    "kaya_jejak_nol.txt": ("jejak", RICH, "capaian(nol_a; 2025)"),
    "kaya_jejak_predikat.txt": ("jejak", RICH, "capaian(opini; 2025)"),
    "contoh_audit.txt": ("audit", "dinkes_contoh", "--semua"),
    "contoh_audit.json": ("audit", "dinkes_contoh", "--format", "json"),
    "contoh_audit.md": ("audit", "dinkes_contoh", "--format", "md"),
    "uji_naker.txt": ("uji", RULES),
    "uji_naker.json": ("uji", RULES, "--format", "json"),
    "jelaskan_bulatkan.txt": ("jelaskan", "bulatkan"),
    "jelaskan_naik.txt": ("jelaskan", "naik"),
    "bantuan.txt": ("--help",),
    "audit_dinaker.txt": ("audit", "dinaker_pasuruan_2022"),
    "audit_dinaker.json": ("audit", "dinaker_pasuruan_2022", "--format", "json"),
    "bantuan_lapor.txt": ("lapor", "--help"),
}
"""File name and the arguments whose standard output it holds."""


def output_of(arguments: tuple[str, ...]) -> bytes:
    """What the command line writes to standard output, run in the folder of the examples."""
    with _at(ROOT / "examples"), _captured() as written:
        run(list(arguments))
        sys.stdout.flush()
    return written.getvalue()


@contextlib.contextmanager
def _at(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _captured() -> Iterator[io.BytesIO]:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="utf-8", newline="\n", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(io.StringIO()):
        yield written
        stream.flush()
        stream.detach()


def regenerate() -> None:
    """Write every golden file anew."""
    GOLDEN.mkdir(exist_ok=True)
    for name, arguments in CASES.items():
        (GOLDEN / name).write_bytes(output_of(arguments))
        print(name)


if __name__ == "__main__":
    regenerate()
