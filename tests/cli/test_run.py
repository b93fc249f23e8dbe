"""How a run ends: faults in one line, interruptions and vanished readers in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runner import EXAMPLE, ROOT, Kinerja

from kinerja_rules import api

LAPOR = [sys.executable, "-m", "kinerja_rules", "lapor", str(EXAMPLE), "--tahun", "2022"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def fail(*_: object) -> None:
    raise ValueError("isi\nrahasia\x1b[31m " + "x" * 500)


def test_fault_is_one_line(kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "examine", fail)
    ran = kinerja("periksa", str(plan))
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("kesalahan program KR900: ValueError: isi rahasia x")
    assert "laporkan" in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err


def test_fault_shows_its_traceback_on_request(kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "examine", fail)
    monkeypatch.setenv("KINERJA_DEBUG", "1")
    with pytest.raises(ValueError, match="rahasia"):
        kinerja("periksa", str(plan))


def test_interruption_is_silent(kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "examine", interrupt)
    ran = kinerja("periksa", str(plan))
    assert (ran.status, ran.out, ran.err.strip()) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of the shell")
@pytest.mark.parametrize("more", [[], ["--format", "json"]])
def test_reader_that_leaves_is_no_error(more: list[str]) -> None:
    process = subprocess.Popen([*LAPOR, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(LAPOR, stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "kesalahan: hasil tidak dapat ditulis: ruang penyimpanan habis\n"


def test_as_a_module_and_without_pint() -> None:
    code = (
        "import sys; from kinerja_rules.cli import run; status = run(sys.argv[1:]); "
        "sys.exit(9 if 'pint' in sys.modules else status)"
    )
    done = subprocess.run([sys.executable, "-c", code, *LAPOR[3:]], capture_output=True, env=ENVIRONMENT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    module = subprocess.run(LAPOR, capture_output=True, env=ENVIRONMENT, check=False)
    assert module.stdout == done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kinerja_rules.cli import run; run(['--help']); "
        "print([m for m in ('lark', 'pint', 'kinerja_rules.engine', 'kinerja_rules.analysis') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENVIRONMENT, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
