"""The reports of the examples, written once by the command line, for checks that open them in other programs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = {"dinaker_pasuruan_2022": 2022, "dinkes_contoh": 2024, "renstra_bersih": 2025}
"""Every example and the year it is reported for."""
SECONDS = 300
"""How long the writing of one report may take before it is given up."""


def report_file(folder: Path, name: str, form: str) -> Path:
    """`laporan.FORM` of an example."""
    file = folder / name / f"laporan.{form}"
    if not file.exists():
        asked = ["lapor", f"examples/{name}", "--tahun", str(EXAMPLES[name]), "--format", form]
        subprocess.run(
            [sys.executable, "-m", "kinerja_rules", *asked, "-o", str(file.parent), "--diam"],
            cwd=ROOT,
            check=True,
            timeout=SECONDS,
            stdout=subprocess.DEVNULL,
        )
    return file


def report_json(folder: Path, name: str) -> Any:
    """What the JSON of an example's report says."""
    return json.loads(report_file(folder, name, "json").read_text(encoding="utf-8"))
