"""LibreOffice run without a window, with a profile of its own, for a bounded time."""

import os
import shutil
import subprocess
from pathlib import Path

SECONDS = 240
"""How long one conversion may take before it is given up."""

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Formulas are always computed anew."""


def found() -> str | None:
    """The program: `SOFFICE`, or the one on the path."""
    return os.environ.get("SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")


def convert(program: str, profile: Path, into: Path, form: str, *files: Path) -> None:
    """Convert files; raises where it takes too long or nothing comes of it."""
    user = profile / "user"
    if not user.exists():
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    ran = subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         "--convert-to", form, "--outdir", str(into), *map(str, files)],
        timeout=SECONDS, capture_output=True, text=True, check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
