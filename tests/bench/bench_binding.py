"""Bind tables of growing size in fresh processes: 10 years of many data, kept in a plan, a CSV file, or a workbook.

`python tests/bench/bench_binding.py [VALUES ...]` (default 10000 50000 100000). What the table costs is the time of a
check with it less that of a check without it. Times are of the process, not of the clock; read the ratios.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_sheets import YEARS, write_csv, write_workbook

KINDS = ("bahasa", "csv", "xlsx")


def write_plan(values: int, kind: str, folder: Path) -> None:
    """A plan whose only bulk is one table: `values` realisasi of indicators over ten years."""
    rows = values // len(YEARS)
    years = "renstra 2021 s.d. 2026"
    (folder / "paket.kinerja").write_text('paket rencana_besar "Rencana besar" {\n  versi "1"\n}\n' + years + "\n")
    declared = "\n".join(
        f'data d{i} "Persentase kegiatan nomor {i} yang terlaksana" {{ satuan % }}' for i in range(rows)
    )
    (folder / "data.kinerja").write_text(declared + "\n", encoding="utf-8")
    if kind == "kosong":
        return
    if kind == "bahasa":
        table = "\n".join(
            f"  d{i} % " + " ".join(f"{(i * 7 + y) % 100},{y % 100:02}" for y in YEARS) for i in range(rows)
        )
        text = f"data {{\n  satuan {' '.join(map(str, YEARS))}\n{table}\n}}\n"
    else:
        path = folder / f"tabel.{kind}"
        (write_csv if kind == "csv" else write_workbook)(rows, path)
        text = f'data dari "tabel.{kind}"\n'
    (folder / "tabel.kinerja").write_text(text, encoding="utf-8")


def measure(folder: Path) -> None:
    """Check one plan; print seconds, peak memory in MB, and the values bound."""
    from kinerja_rules import api

    start = time.process_time()
    checked = api.check(folder)
    end = time.process_time()
    if checked.model is None:
        for found in checked.diagnostics[:5]:
            print(found.code, found.message, found.primary and found.primary.place, file=sys.stderr)
        sys.exit("the synthetic plan does not check clean")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{end - start:.2f} {peak:.0f} {len(checked.model.facts.data)}")


def _run(values: int, kind: str) -> tuple[float, float, int]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, "--write", str(values), kind, folder], check=True)
        run = subprocess.run(
            [sys.executable, __file__, "--measure", folder], stdout=subprocess.PIPE, text=True, check=True
        )
    seconds, peak, bound = run.stdout.split()
    return float(seconds), float(peak), int(bound)


def main(sizes: list[int]) -> None:
    """One fresh process per plan."""
    print(f"{'table':>7} {'values':>7} {'all s':>6} {'table s':>8} {'µs/value':>9} {'peak MB':>8} {'bytes/value':>12}")
    for kind in KINDS:
        for size in sizes:
            without, before, _ = _run(size, "kosong")
            seconds, peak, bound = _run(size, kind)
            cost = seconds - without
            print(f"{kind:>7} {bound:>7} {seconds:>6.2f} {cost:>8.2f} {cost / bound * 1e6:>9.1f} {peak:>8.0f}", end=" ")
            print(f"{(peak - before) * 2**20 / bound:>12.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--write"]:
        write_plan(int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        main([int(a) for a in sys.argv[1:]] or [10_000, 50_000, 100_000])
