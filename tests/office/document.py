"""The Word document opened by LibreOffice: it counts captions, references and pages itself, and they are the report's."""

import shutil
import subprocess
from pathlib import Path

from tests.office.program import SECONDS, convert
from tests.shown_reports import EXAMPLES, report_file, report_json


def captions_and_references_are_counted(program: str, folder: Path) -> str:
    """LibreOffice opens the Word documents, and its own count of captions, references and pages is the report's"""
    tables = 0
    for name in EXAMPLES:
        into = folder / f"{name}.pdf.d"
        convert(program, folder / "profil", into, "pdf", report_file(folder, name, "docx"))
        made = into / "laporan.pdf"
        assert made.read_bytes().startswith(b"%PDF")
        reader = shutil.which("pdftotext")
        if reader is None:
            print("    pdftotext is absent: what the PDF says is not read")
            continue
        said = subprocess.run(
            [reader, "-layout", str(made), "-"], timeout=SECONDS, capture_output=True, text=True, check=True
        ).stdout
        words = " ".join(said.split())
        assert "Error:" not in words
        for grid in report_json(folder, name)["tabel"]:
            label = f"Tabel {grid['nomor']} {grid['judul']}"
            assert words.count(label) >= 2, (name, label, "stands in the list of tables and above its table")
            tables += 1
        assert "…" not in words.split("Bab I ")[0], "every page of the list of tables is filled in"
    return f"{tables} tables"
