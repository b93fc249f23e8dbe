"""How a run ends: faults in one line, interruptions in another, vanished readers in silence."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_runner import EXAMPLE, ROOT, Kinerja

from kinerja_rules import api
from kinerja_rules.cli import run

STOP = "dihentikan: tidak ada berkas yang setengah jadi; yang belum ditulis tetap seperti semula\n"
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


def test_interruption_is_told_in_one_line(kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "examine", interrupt)
    ran = kinerja("periksa", str(plan))
    assert (ran.status, ran.out, ran.err) == (130, "", STOP)


@pytest.mark.parametrize("closed", [False, True])
def test_interruption_without_standard_error_is_silent(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], closed: bool
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    stream = io.TextIOWrapper(io.BytesIO())
    stream.close()
    monkeypatch.setattr(api, "examine", interrupt)
    monkeypatch.setattr(sys, "stderr", stream if closed else None)
    assert run(["periksa", str(plan)]) == 130
    assert capfd.readouterr() == ("", "")


def test_a_second_interruption_shows_no_traceback(
    kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "examine", interrupt)
    monkeypatch.setattr("kinerja_rules.cli.output.write_text", interrupt)
    ran = kinerja("periksa", str(plan))
    assert (ran.status, ran.out, ran.err) == (130, "", "")


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


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited by Unix")
@pytest.mark.parametrize("more", [(), ("--format", "md")])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_file_that_cannot_take_all_is_told(tmp_path: Path, more: tuple[str, ...], unbuffered: str) -> None:
    import resource

    with (tmp_path / "keluaran").open("wb") as out:
        done = subprocess.run(
            [*LAPOR, *more], stdout=out, stderr=subprocess.PIPE, check=False,
            env={**ENVIRONMENT, "PYTHONUNBUFFERED": unbuffered},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)),
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode() == "kesalahan: hasil tidak dapat ditulis: berkasnya melebihi ukuran yang diizinkan\n"


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


def test_a_plan_without_mistakes_and_sheets_loads_nothing_for_them() -> None:
    code = (
        "import sys; from kinerja_rules.cli import run; run(['periksa', sys.argv[1]]); "
        "print([m for m in ('lark', 'kinerja_rules.project.sheets', 'kinerja_rules.syntax.syntax_errors',"
        " 'kinerja_rules.syntax.lost_names') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(EXAMPLE)], capture_output=True, env=ENVIRONMENT, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_a_program_that_ends_does_not_look_through_what_it_made() -> None:
    code = (
        "import gc, sys; from kinerja_rules.cli import run; asked = sys.argv[1:]; run(asked); "
        "embedded = gc.get_freeze_count(); run(); frozen = gc.get_freeze_count(); seen = []; "
        "gc.callbacks.append(lambda phase, info: seen.append(len(gc.get_objects()))); gc.collect(); "
        "print(embedded, frozen > 10_000, max(seen) < frozen / 10, gc.isenabled())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "periksa", str(EXAMPLE)], capture_output=True, env=ENVIRONMENT, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "0 True True True"


# ---- signals, while processes beside are at work -----------------------------------------------------------------------
WORKING = """
import os, signal, sys, time
from importlib import import_module
from kinerja_rules.report.site import beside

running = import_module("kinerja_rules.cli.run")

def work(part):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(float(sys.argv[1]))
    return part

# whoever runs the tests may ignore signals, as `nohup` does, and that is inherited
signal.signal(signal.SIGINT, signal.default_int_handler)
for name in ("SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
running._run = lambda arguments: len(beside.begin(range(300), work, 3).outcomes())
sys.exit(running.run())
"""


def at_work(seconds: float) -> tuple["subprocess.Popen[str]", set[int]]:
    """A run that works with two processes beside it, and all three."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKING, str(seconds)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=ENVIRONMENT, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    seen = {process.pid}
    while len(seen) < 3:
        line = process.stdout.readline()
        assert line, process.communicate()
        seen.add(int(line))
    return process, seen


def end(pids: set[int]) -> set[int]:
    """Those that are still there after a while."""
    for _ in range(200):
        pids = {pid for pid in pids if _alive(pid)}
        if not pids:
            break
        time.sleep(0.05)
    return pids


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are processes forked for a report")
@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_all_that_works(name: str, status: int, group: bool) -> None:
    process, pids = at_work(30)
    (os.killpg if group else os.kill)(process.pid, getattr(signal, name))
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (status, STOP)
    assert end(pids) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are processes forked for a report")
@pytest.mark.parametrize("seconds", [0.1, 60])
def test_processes_beside_do_not_outlive_a_program_that_is_killed(seconds: float) -> None:
    """Neither between two parts of their work nor in the midst of one."""
    process, pids = at_work(seconds)
    process.kill()
    process.communicate(timeout=30)
    assert end(pids) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_an_ignored_signal_stays_ignored_and_handlers_are_given_back(
    kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine = api.examine

    def hanging_up(*given: object) -> object:
        os.kill(os.getpid(), signal.SIGHUP)
        return examine(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(api, "examine", hanging_up)
    held = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert kinerja("periksa", str(plan)).status == 0
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        assert kinerja("periksa", str(plan)).status == 129
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, held)
