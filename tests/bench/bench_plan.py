"""Check and compute synthetic plans of growing size in fresh processes: seconds, ratio to the smallest, peak memory.

`python tests/bench/bench_plan.py [N ...]` (default 1000 2000 4000 10000). Read the ratios: linear growth keeps the
seconds per indicator level.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from plan_of import write_plan


def measure(folder: Path) -> None:
    """Load, check, evaluate one plan; print stage seconds and peak memory in MB."""
    from kinerja_rules import api

    start = time.perf_counter()
    checked = api.check(folder)
    middle = time.perf_counter()
    if checked.model is None:
        for found in checked.diagnostics[:5]:
            print(found.code, found.message, found.primary and found.primary.place, file=sys.stderr)
        sys.exit("the synthetic plan does not check clean")
    result = api.evaluate(checked.model, 2022)
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{middle - start:.2f} {end - middle:.2f} {peak:.0f} {len(result.indikator)}")


def main(sizes: list[int]) -> None:
    """One fresh process per size."""
    print(f"{'indicators':>10} {'check s':>8} {'compute s':>9} {'peak MB':>8} {'ms each':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_plan(size, Path(folder))
            run = subprocess.run(
                [sys.executable, __file__, "--measure", folder], stdout=subprocess.PIPE, text=True, check=True
            )
        check, compute, peak, _ = run.stdout.split()
        each = (float(check) + float(compute)) / size * 1000
        print(f"{size:>10} {check:>8} {compute:>9} {peak:>8} {each:>8.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main([int(a) for a in sys.argv[1:]] or [1000, 2000, 4000, 10000])
