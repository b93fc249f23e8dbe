"""Running the command line in this process, in an empty folder, with both streams captured."""

import io
import sys
from pathlib import Path

import pytest
from cli_runner import Kinerja, Ran

from kinerja_rules.cli import run


@pytest.fixture
def kinerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kinerja:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KINERJA_DEBUG", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def invoke(*arguments: str, encoding: str = "utf-8") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding, write_through=True, newline="\n"))
            patched.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding, write_through=True, newline="\n"))
            status = run(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
            texts = [
                stream.getvalue().decode("utf-8" if stream is out else encoding, "replace") for stream in (out, err)
            ]
        return Ran(status, *texts)

    return invoke


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of one file that checks clean."""
    folder = tmp_path / "rencana"
    folder.mkdir()
    (folder / "paket.kinerja").write_text(
        'paket rencana "Dinas" {\n'
        '  versi "1.0"\n'
        "  pakai permendagri_86_2017, sakip_umum\n"
        "}\n"
        "renstra 2025 s.d. 2026 { skala peringkat_kinerja }\n"
        'misi M1 "Misi" {\n'
        '  tujuan T1 "Tujuan" { indikator a "A" { satuan % arah naik } }\n'
        "}\n"
        "target {\n      2025\n  a   50 %\n}\n"
        "realisasi {\n      2025\n  a   40 %\n}\n"
        'uji "benar" { harap capaian(a; 2025) = 80 % }\n',
        encoding="utf-8",
    )
    return folder
