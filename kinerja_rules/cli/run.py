"""One run of the command line: its exit status, and what is said of a fault."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence

from kinerja_rules.base.collector import leave_all, paused_collector

OK, FOUND, WRONG_USE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130
"""Nothing that blocks; something that blocks; wrong use; a fault of the program itself; stopped by the user."""
SIGNALLED = 128
"""Added to the number of another signal that stopped the program, as shells count."""

DEBUG = "KINERJA_DEBUG"
"""Set to `1`, a fault of the program shows its traceback."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a verb and return its exit status; nothing that a user does ends in a traceback.

    What one verb makes stays until it ends, so that the collector is paused from the first stage to the last. Without
    `arguments` they are those of the program, which ends with its verb: what was made is not looked through again.
    """
    with _stopped_by_signals() as received:
        try:
            with paused_collector():
                try:
                    status = _run(arguments)
                finally:
                    if arguments is None:
                        leave_all()
        except KeyboardInterrupt:
            status = INTERRUPTED
        except Exception as fault:
            if os.environ.get(DEBUG) == "1":
                raise
            _tell_fault(fault)
            status = FAULT
        if status == INTERRUPTED:
            _tell_stop()
        return SIGNALLED + received[0] if received and status == INTERRUPTED else status


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[list[int]]:
    """Being told to end, or losing the terminal, stops the work as Ctrl-C does: nothing half-made stays behind.

    Which signal it was is in the list. One that the caller ignores (`nohup`) or handles is left to the caller.
    """
    received: list[int] = []

    def stop(number: int, _: object) -> None:
        received.append(number)
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    caught = [s for name in names if (s := getattr(signal, name, None)) and signal.getsignal(s) is signal.SIG_DFL]
    for number in caught:
        signal.signal(number, stop)
    try:
        yield received
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)


def _run(arguments: Sequence[str] | None) -> int:
    import click

    from kinerja_rules.cli.commands import kinerja
    from kinerja_rules.cli.messages import explain_error
    from kinerja_rules.cli.output import write_text

    try:
        status = kinerja.main(args=_words(arguments), prog_name="kinerja", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        write_text(sys.stderr, "".join(f"{line}\n" for line in explain_error(error)))
        return WRONG_USE
    return status if isinstance(status, int) else OK


def _words(arguments: Sequence[str] | None) -> list[str]:
    return list(sys.argv[1:] if arguments is None else arguments)


STOPPED = "dihentikan: tidak ada berkas yang setengah jadi; yang belum ditulis tetap seperti semula"
"""Holds whenever a run is stopped: a file is moved to its place when it is whole."""


def _tell_stop() -> None:
    """One line that says what a stopped run leaves, beneath the `^C` of a terminal; whoever stops again is not told."""
    from kinerja_rules.cli.output import write_text

    with contextlib.suppress(KeyboardInterrupt, ValueError):  # standard error may be closed
        terminal = sys.stderr is not None and sys.stderr.isatty()
        write_text(sys.stderr, "\n" * terminal + f"{STOPPED}\n")


def _tell_fault(fault: Exception) -> None:
    """One line that says what happened and where to report it."""
    from kinerja_rules.cli.output import write_text
    from kinerja_rules.report.text import clean, cut

    what = cut(clean(f"{type(fault).__name__}: {fault}".rstrip(": ")), 200)
    line = f"kesalahan program KR900: {what}; laporkan beserta perintah dan berkasnya ke {report_to()}\n"
    write_text(sys.stderr, line)


def report_to() -> str:
    """Where faults are reported: the address that the installed package gives, else its maintainers."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("kinerja-rules").get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    for entry in urls:
        name, _, url = str(entry).partition(", ")
        if name.lower() in ("issues", "bug tracker", "masalah"):
            return url
    return "pemelihara kinerja-rules"
