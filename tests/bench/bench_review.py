"""Review synthetic plans of growing size with all shipped review packages: seconds, by the rule that takes longest.

`python tests/bench/bench_review.py [N ...]` (default 1000 2000 4000 10000), one fresh process for each. Read the
ratios: linear growth keeps the milliseconds per indicator level.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from plan_of import write_plan

RULES = Path(__file__).parents[2] / "rules"


def write_reviewed(size: int, folder: Path) -> None:
    """A plan that uses every package of review rules."""
    write_plan(size, folder)
    path = folder / "paket.kinerja"
    used = [p.parent.name for p in sorted(RULES.glob("*/*.kinerja")) if "\nperiksa " in f"\n{p.read_text('utf-8')}"]
    text = path.read_text(encoding="utf-8")
    names = ", ".join(dict.fromkeys(used))
    path.write_text(text.replace("  pakai ", f"  pakai {names}\n  pakai ", 1), encoding="utf-8")


def measure(folder: Path) -> None:
    """Check and review one plan; print the seconds of both and what was found."""
    from kinerja_rules import api
    from kinerja_rules.review import run as reviewing

    start = time.perf_counter()
    checked = api.check(folder)
    middle = time.perf_counter()
    if checked.model is None:
        for found in checked.diagnostics[:5]:
            print(found.code, found.message, found.primary and found.primary.place, file=sys.stderr)
        sys.exit("the synthetic plan does not check clean")
    slowest: dict[str, float] = {}
    run = reviewing._Running.run

    def timed(self: reviewing._Running) -> None:
        began = time.perf_counter()
        run(self)
        slowest[self.rule.kode] = time.perf_counter() - began

    reviewing._Running.run = timed  # type: ignore[method-assign]
    outcome = api.review_outcome(checked)
    end = time.perf_counter()
    instances = sum(r.instances for r in outcome.runs)
    top = ", ".join(f"{k} {s:.2f}" for k, s in sorted(slowest.items(), key=lambda x: -x[1])[:6])
    print(f"{middle - start:.2f};{end - middle:.2f};{len(outcome.runs)};{instances};{len(outcome.findings)};{top}")


def main(sizes: list[int]) -> None:
    """One fresh process per size."""
    print(
        f"{'indicators':>10} {'check s':>8} {'review s':>8} {'rules':>6} {'instances':>10} {'findings':>9} {'ms each':>8}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_reviewed(size, Path(folder))
            ran = subprocess.run(
                [sys.executable, __file__, "--measure", folder], stdout=subprocess.PIPE, text=True, check=True
            )
        check, review, rules, instances, findings, top = ran.stdout.strip().split(";")
        each = float(review) / size * 1000
        print(f"{size:>10} {check:>8} {review:>8} {rules:>6} {instances:>10} {findings:>9} {each:>8.2f}  {top}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        from kinerja_rules.base.collector import paused_collector

        with paused_collector():  # as the program does
            measure(Path(sys.argv[2]))
    else:
        main([int(a) for a in sys.argv[1:]] or [1000, 2000, 4000, 10000])
