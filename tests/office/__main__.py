"""Run all checks in LibreOffice, and say plainly where there is none."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.office import document, program, workbook

CHECKS: tuple[Callable[[str, Path], str], ...] = (
    workbook.recomputed_figures_are_those_of_the_report,
    document.captions_and_references_are_counted,
)


def main() -> int:
    """Run every check; the first that fails ends the run."""
    found = program.found()
    if found is None:
        print("skipped: no LibreOffice on the path (set SOFFICE to its program)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for check in CHECKS:
            counted = check(found, Path(folder))
            print(f"ok  {check.__doc__} ({counted})", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
