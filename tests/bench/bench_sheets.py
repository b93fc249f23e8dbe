"""Read workbooks and CSV files of growing size in fresh processes: seconds, cells a second, peak memory.

`python tests/bench/bench_sheets.py [ROWS ...]` (default 1000 10000 50000 90000). Twelve columns: a name, a unit and ten
years, every second one under a `%` format. Read the ratios: linear growth keeps the microseconds a cell and the bytes
a cell. Times are of the process, not of the clock.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from itertools import pairwise
from pathlib import Path

YEARS = range(2013, 2023)


def write_workbook(rows: int, path: Path) -> None:
    """A workbook as Excel saves it: shared texts, stored numbers of full length, two styles."""
    chance = random.Random(rows)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    names = ["Indikator", "Satuan", "%", *(f"Persentase kegiatan nomor {i} yang terlaksana" for i in range(rows))]
    lines = ['<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>']
    lines += [f'<c r="{chr(67 + i)}1"><v>{year}</v></c>' for i, year in enumerate(YEARS)]
    for row in range(2, rows + 2):
        lines.append(f'</row><row r="{row}"><c r="A{row}" t="s"><v>{row + 1}</v></c><c r="B{row}" t="s"><v>2</v></c>')
        for i in range(len(YEARS)):
            value = chance.randint(10_001, 1_000_000) / 10_000
            style, number = (1, value / 100) if i % 2 else (0, value)
            lines.append(f'<c r="{chr(67 + i)}{row}" s="{style}"><v>{number:.17g}</v></c>')
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="Realisasi" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="{ident}" Type="{office}/{kind}" Target="{target}"/>'
            for ident, kind, target in (
                ("a", "worksheet", "sheet1.xml"),
                ("b", "styles", "styles.xml"),
                ("c", "sharedStrings", "strings.xml"),
            )
        )
        + "</Relationships>",
        "xl/styles.xml": f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs></styleSheet>',
        "xl/strings.xml": f"<sst {main}>" + "".join(f"<si><t>{name}</t></si>" for name in names) + "</sst>",
        "xl/sheet1.xml": f"<worksheet {main}><sheetData>{''.join(lines)}</row></sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def write_csv(rows: int, path: Path) -> None:
    """The same table with semicolons and decimal commas."""
    chance = random.Random(rows)
    lines = ["Indikator;Satuan;" + ";".join(map(str, YEARS))]
    for i in range(rows):
        values = (f"{chance.randint(10_001, 1_000_000) / 10_000:.4f}".replace(".", ",") for _ in YEARS)
        lines.append(f"Persentase kegiatan nomor {i} yang terlaksana;%;{';'.join(values)}")
    path.write_text("\n".join(lines), encoding="utf-8")


def peak_memory() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: Path) -> None:
    """Read, recognise, read every number; print seconds of each, peak and initial memory in MB, cells, numbers."""
    from kinerja_rules.project.sheets import Grid, ReadNumber, RecognisedTable, Wanted, find_table, read_cell_number
    from kinerja_rules.project.sheets import read_grid as read

    data = path.read_bytes()
    before = peak_memory()
    moments = [time.process_time()]
    grid = read(data, path.name, None)
    moments.append(time.process_time())
    if not isinstance(grid, Grid):
        sys.exit(grid[0].message)
    table = find_table(grid, Wanted(frozenset({"realisasi", "satuan"}), default="realisasi"))
    moments.append(time.process_time())
    if not isinstance(table, RecognisedTable):
        sys.exit(table[0].message)
    numbers = 0
    for row in table.rows:
        for column in table.columns:
            numbers += isinstance(read_cell_number(table.cell(row, column), "persen"), ReadNumber)
    moments.append(time.process_time())
    spans = " ".join(f"{b - a:.2f}" for a, b in pairwise(moments))
    print(spans, f"{peak_memory():.0f} {before:.0f} {len(grid.cells)} {numbers}")


def main(sizes: list[int]) -> None:
    """One fresh process per file."""
    print(f"{'file':>5} {'rows':>6} {'MB':>5} {'grid s':>7} {'table s':>8} {'numbers s':>10} {'all s':>6}", end=" ")
    print(f"{'µs/cell':>8} {'peak MB':>8} {'bytes/cell':>11}")
    for suffix in ("xlsx", "csv"):
        for rows in sizes:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, f"realisasi.{suffix}")
                subprocess.run([sys.executable, __file__, "--write", str(rows), str(path)], check=True)
                size = path.stat().st_size
                run = subprocess.run(
                    [sys.executable, __file__, "--measure", str(path)], stdout=subprocess.PIPE, text=True, check=True
                )
            grid, table, numbers, peak, before, cells, _ = (float(word) for word in run.stdout.split())
            total = grid + table + numbers
            print(f"{suffix:>5} {rows:>6} {size / 1e6:>5.1f} {grid:>7.2f} {table:>8.2f} {numbers:>10.2f}", end=" ")
            print(f"{total:>6.2f} {total / cells * 1e6:>8.1f} {peak:>8.0f} {(peak - before) * 2**20 / cells:>11.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--write"]:  # in a process of its own, so that its memory is not measured
        target = Path(sys.argv[3])
        (write_csv if target.suffix == ".csv" else write_workbook)(int(sys.argv[2]), target)
    else:
        main([int(a) for a in sys.argv[1:]] or [1000, 10_000, 50_000, 90_000])
