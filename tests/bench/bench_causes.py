"""Causes of differences: seconds for many claims, and the share of random figures that the whole search explains.

`python tests/bench/bench_causes.py [CLAIMS ...]` (default 1000 3000 10000). Every claim differs, which is the worst case.
The share is of figures between half and one and a half times the true one, at two printed decimals, counted exactly for
every percentage of both examples and of drawn reports; under 5 % is asked.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from statistics import mean, median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from plan_of import write_plan  # noqa: E402  # found once the path is set

from kinerja_rules import api  # noqa: E402
from kinerja_rules.analysis.build import CheckResult  # noqa: E402
from kinerja_rules.audit.case import Case  # noqa: E402
from kinerja_rules.audit.expansion import Expander  # noqa: E402
from kinerja_rules.audit.printed_tables import PrintedTables  # noqa: E402
from kinerja_rules.audit.search import explained, explained_share  # noqa: E402
from kinerja_rules.base.collector import paused_collector  # noqa: E402
from kinerja_rules.engine.interface import room_to_recurse  # noqa: E402
from kinerja_rules.engine.scalar import Interpreter  # noqa: E402
from kinerja_rules.model import units  # noqa: E402
from kinerja_rules.model.kinerja import LEVELS  # noqa: E402
from kinerja_rules.model.units import Kind  # noqa: E402
from tests.audit.drawn_report import drawn_report  # noqa: E402
from tests.audit.restated import Restated, Restater  # noqa: E402

DECIMALS = 2


def percentages(checked: CheckResult, year: int) -> list[Restated]:
    """A printed table of everything that a report prints in per cent."""
    model = checked.model
    assert model is not None
    out: list[Restated] = []
    for indikator in model.placed():
        i = indikator.id
        asked = {
            "target": f"target({i}; {year})",
            "realisasi": f"realisasi({i}; {year})",
            "capaian": f"capaian({i}; {year})",
        }
        asked["kemajuan"] = f"capaian({i}; {year}; akhir)"
        asked |= {b: f"capaian({i}; {year}; {b})" for b in model.pembanding}
        out += [Restated(q, "", i, column, "indikator") for column, q in asked.items()]
    for node in model.simpul.values():
        if node.jenis in LEVELS:
            s = node.id
            for column, q in (("capaian", f"capaian({s}; {year})"), ("serapan", f"serapan({s}; {year})")):
                out.append(Restated(q, "", s, column, "simpul"))
            out.append(Restated(f"capaian({s}; {year}) - serapan({s}; {year})", "", s, "efisiensi", "simpul"))
    restater = Restater(checked)
    return list(_printed(restater, out))


def _printed(restater: Restater, cells: list[Restated]) -> Iterator[Restated]:
    for cell in cells:
        value = restater.number(cell.question)
        unit = restater.unit(cell.question)
        if value is not None and unit.kind in (Kind.PERSEN, Kind.POIN):
            yield Restated(cell.question, units.show(value, unit, DECIMALS), cell.row, cell.column, cell.place)


def shares(checked: CheckResult, cells: list[Restated]) -> list[Fraction]:
    """The share of random figures that are explained, for each printed percentage."""
    model = checked.model
    assert model is not None
    restater = Restater(checked)
    kept = [c for c in cells if c.printed != "-" and restater.unit(c.question).kind in (Kind.PERSEN, Kind.POIN)]
    expander = Expander(Interpreter(model))
    with room_to_recurse():
        tables = PrintedTables(restater.audited(kept), expander)
        return [explained_share(Case(o, tables, expander, lambda: model.skala)) for o in tables.opened]


def report_shares() -> None:
    """Print the shares of both examples and of drawn reports."""
    print(f"{'plan':28} {'claims':>6} {'mean':>7} {'median':>7} {'most':>7} {'over 5 %':>9}")
    plans = [("dinaker_pasuruan_2022", 2022), ("dinkes_contoh", 2024)]
    every: list[Fraction] = []
    for name, year in plans:
        checked = api.check(ROOT / "examples" / name)
        every += _line(name, shares(checked, percentages(checked, year)))
    drawn: list[Fraction] = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(6):
            report = drawn_report(seed, Path(folder) / str(seed))
            cells = [c for c in report.cells if c.column not in ("kategori", "nama")]
            drawn += shares(report.checked, cells)
    every += _line("drawn reports", drawn)
    _line("all", every)


def _line(name: str, found: list[Fraction]) -> list[Fraction]:
    over = sum(s > Fraction(1, 20) for s in found)
    print(
        f"{name:28} {len(found):6} {float(mean(found)):7.2%} {float(median(found)):7.2%} {float(max(found)):7.2%} {over:9}"
    )
    return found


def timed(claims: int) -> None:
    """Print the seconds for so many claims, all of which differ."""
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        write_plan(claims // 3 + 1, Path(folder))
        checked = api.check(Path(folder))
        assert checked.model is not None
        restater = Restater(checked)
        cells: list[Restated] = []
        for at in range(claims // 3 + 1):
            for column in ("target", "realisasi", "capaian"):
                question = f"{column}(I{at}; 2022)"
                value = restater.number(question)
                if value is not None:
                    wrong = units.show(value * rng.randint(60, 140) / 100, units.PERSEN, DECIMALS)
                    cells.append(Restated(question, wrong, f"I{at}", column, f"Tabel {at // 300}"))
        audited = restater.audited(cells[:claims])
        start, before = time.perf_counter(), time.process_time()
        with paused_collector():
            explained(checked.model, audited)
        wall, cpu = time.perf_counter() - start, time.process_time() - before
    print(f"{len(audited):>8} {wall:8.2f} {cpu:8.2f} {cpu / len(audited) * 1000:8.2f}")


def main(sizes: list[int]) -> None:
    """Shares first, then seconds."""
    report_shares()
    print(f"{'claims':>8} {'seconds':>8} {'cpu':>8} {'ms each':>8}")
    for size in sizes:
        timed(size)


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1000, 3000, 10000])
