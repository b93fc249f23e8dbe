"""`python -m tests.seeded [--draws N] [--details] [kind ...]`: seeded mistakes and what a review says of them."""

from __future__ import annotations

import argparse

from tests.seeded.registry import KINDS
from tests.seeded.run import SEED, rule_packages, seed, totals


def main() -> None:
    """Print a line for each kind, and the totals."""
    parser = argparse.ArgumentParser(prog="python -m tests.seeded")
    parser.add_argument("--draws", type=int, default=5, help="places drawn for each kind")
    parser.add_argument("--first", type=int, default=SEED, help="where drawing begins")
    parser.add_argument("--details", action="store_true", help="also what is said of each mistake")
    parser.add_argument("kinds", nargs="*", help="parts of names of kinds; all without any")
    options = parser.parse_args()
    names = [n for n in KINDS if not options.kinds or any(k in n for k in options.kinds)]
    print(f"rule packages: {', '.join(rule_packages()) or 'none'}")
    reports = []
    for report in seed(options.draws, names, options.first):
        reports.append(report)
        missed = "" if report.caught == len(report.draws) else "  MISSED"
        print(
            f"{report.mistake.name:42} {report.caught}/{len(report.draws)}  {report.beside_each:4.1f} beside"
            f"  by {' '.join(report.by) or '-':24} beside {' '.join(report.beside) or '-'}{missed}",
            flush=True,
        )
        if options.details:
            for draw in report.draws:
                print("".join(f"    {m}\n" for m in draw.messages) or "    nothing is said\n")
    put, caught, beside = totals(reports)
    print(
        f"\n{len(reports)} kinds, {put} mistakes: {caught} caught, {beside} other findings ({beside / max(put, 1):.2f} each)"
    )


if __name__ == "__main__":
    main()
