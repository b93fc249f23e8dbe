"""Write reports of synthetic plans of growing size: processor seconds of every stage and form, bytes, peak memory.

Processor seconds are those of processes beside this one too; of a stage that had any, the seconds that passed stand
behind a slash. Peak memory is that of the largest process.

`python tests/bench/bench_report.py [N ...]` (default 1000 2000 5000), a fresh process for each size. Stages: the check;
figures and tables (what every form needs); then each form alone. Read the ratios: linear growth keeps the
milliseconds per indicator level. `480 500` compares the largest page that tells of other years with the smallest that does
not (`MANY` in `report/site/questions.py`). `--profil STAGE N` shows where a stage of a plan of N spends its time: `periksa`,
`temuan`, `laporan`, or a form.
"""

import cProfile
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report_plan import YEARS, write_report_plan

FORMS = ("html", "docx", "xlsx", "md", "json")


def stages(folder: Path, run: Callable[[str, Callable[[], Any]], Any]) -> list[tuple[str, int]]:
    """Each stage of a whole report through `run`; the bytes of each form."""
    from kinerja_rules import api
    from kinerja_rules.report.whole import render

    checked = run("periksa", lambda: api.check(folder))
    model = checked.model
    if model is None:
        for found in checked.diagnostics[:5]:
            print(found.code, found.message, found.primary and found.primary.place, file=sys.stderr)
        sys.exit("the synthetic plan does not check clean")
    run("temuan", lambda: api.review(checked))
    report = run("laporan", lambda: api.report(checked, model, YEARS[-1]))
    return [(form, len(run(form, lambda form=form: render(report, form)))) for form in FORMS]


def measure(folder: Path) -> None:
    """Print processor seconds by stage, peak memory, bytes by form."""
    from kinerja_rules.base.collector import paused_collector

    spent: dict[str, str] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        before, passed = os.times(), time.perf_counter()
        made = work()
        after, passed = os.times(), time.perf_counter() - passed
        beside = sum(after[2:4]) - sum(before[2:4])
        seconds = sum(after[:2]) - sum(before[:2]) + beside
        spent[name] = f"{seconds:.2f}" + (f"/{passed:.2f}" if beside else "")
        return made

    with paused_collector():  # as the program does
        sizes = stages(folder, timed)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    seconds = " ".join(f"{name}={value}" for name, value in spent.items())
    print(f"{seconds} MB={peak} " + " ".join(f"{form}_kB={size // 1024}" for form, size in sizes))


def profile(folder: Path, stage: str) -> None:
    """Where one stage spends its time."""

    def watched(name: str, work: Callable[[], Any]) -> Any:
        if name != stage:
            return work()
        watch = cProfile.Profile()
        made = watch.runcall(work)
        pstats.Stats(watch).sort_stats("tottime").print_stats(35)
        pstats.Stats(watch).sort_stats("cumulative").print_stats(60)
        sys.stdout.flush()
        raise SystemExit(0 if made is not None else 1)

    stages(folder, watched)


def main(sizes: list[int]) -> None:
    """One fresh process per size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_report_plan(size, Path(folder))
            run = subprocess.run(
                [sys.executable, __file__, "--measure", folder], stdout=subprocess.PIPE, text=True, check=True
            )
            print(f"{size:>6} {run.stdout.strip()}", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--measure", folder]:
            measure(Path(folder))
        case ["--profil", stage, size]:
            with tempfile.TemporaryDirectory() as made:
                write_report_plan(int(size), Path(made))
                profile(Path(made), stage)
        case sizes:
            main([int(size) for size in sizes] or [1000, 2000, 5000])
