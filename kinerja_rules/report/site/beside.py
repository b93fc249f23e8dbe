"""Work on many parts, some of it by processes beside this one where that is safe; the outcome is the same either way.

A process is forked, so that it knows all that this one knows without being told. It is safe where this program has no
other thread, and where forking is the system's own way: on Linux. A process that fails is not waited for: its parts are
done here.
"""

import contextlib
import os
import pickle
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NoReturn, TypeVar

_STOPS = [s for name in ("SIGINT", "SIGTERM", "SIGHUP") if (s := getattr(signal, name, None)) is not None]
"""Signals by which a program is asked to stop."""
_DEATH_OF_PARENT = 1
"""PR_SET_PDEATHSIG of Linux: the signal that a process gets when the one that forked it ends."""

From = TypeVar("From")
To = TypeVar("To")


def processes() -> int:
    """How many processes may work at once."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


class Begun(Generic[From, To]):
    """Parts that processes have begun to work on. Whoever lets go of this before its end ends them too."""

    def __init__(self, parts: Sequence[From], work: Callable[[From], To], shares: Sequence[Sequence[int]]) -> None:
        """`shares` are the numbers of the parts that each process has; the others are done here."""
        self._parts = parts
        self._work = work
        self._beside: list[tuple[int, int, Sequence[int]]] = []
        self._running: list[int] = []
        weakref.finalize(self, _end, os.getpid(), self._running)
        for share in shares:
            with _undisturbed():
                child = _fork([parts[at] for at in share], work)
                if child is not None:
                    self._beside.append((*child, share))
                    self._running.append(child[0])

    def outcomes(self) -> list[To]:
        """The outcome of each part, in order."""
        taken = {at for _, _, share in self._beside for at in share}
        out = {at: self._work(part) for at, part in enumerate(self._parts) if at not in taken}
        for child, source, share in self._beside:
            told = _told(child, source)
            self._running.remove(child)
            out.update(
                zip(share, told if told is not None else [self._work(self._parts[at]) for at in share], strict=True)
            )
        self._beside.clear()
        return [out[at] for at in range(len(self._parts))]


def begin(parts: Sequence[From], work: Callable[[From], To]) -> Begun[From, To]:
    """All parts to processes beside this one, which has other work; where there is one part, or none may be forked, it waits."""
    workers = min(processes() - 1, len(parts)) if len(parts) > 1 else 0
    return Begun(parts, work, [range(first, len(parts), workers) for first in range(workers)])


def share(parts: Sequence[From], work: Callable[[From], To], most: int | None = None) -> Begun[From, To]:
    """Parts divided among `most` processes, this one among them; as many as there are processors if that is not said.

    The others have twice the share of this one, which has to put the outcomes together.
    """
    workers = min(processes() if most is None else most, len(parts))
    if workers < 2:
        return Begun(parts, work, ())
    turns = [*range(1, workers), 0, *range(1, workers)]
    return Begun(
        parts, work, [[at for at in range(len(parts)) if turns[at % len(turns)] == who] for who in range(1, workers)]
    )


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """No signal comes between a fork and the note that it was made: else nobody would end that process."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _fork(parts: Sequence[From], work: Callable[[From], Any]) -> tuple[int, int] | None:
    """A process at work on a share, and where it tells the outcome; None where the system has none to give."""
    source, target = os.pipe()
    program = os.getpid()
    try:
        child = os.fork()
    except OSError:
        os.close(source)
        os.close(target)
        return None
    if child == 0:
        _work_and_leave(parts, work, source, target, program)
    os.close(target)
    return child, source


def _work_and_leave(
    parts: Sequence[From], work: Callable[[From], Any], source: int, target: int, program: int
) -> NoReturn:
    """Never comes back into the program that was forked: its files and outputs are not this process's to close.

    A signal that stops the program, if it is not one that its caller ignores, ends this process at once. So does the end
    of the program, whatever ended it; where the system cannot see to that, the next part is not begun.
    """
    code = 1
    try:
        _end_with_the_program()
        for stop in _STOPS:
            if signal.getsignal(stop) is not signal.SIG_IGN:
                signal.signal(stop, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        os.close(source)
        outcomes = []
        for part in parts:
            if os.getppid() != program:
                os._exit(code)
            outcomes.append(work(part))
        with os.fdopen(target, "wb") as out:
            pickle.dump(outcomes, out, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _end_with_the_program() -> None:
    """This process is killed where the one that forked it ends, which a program that is killed can see to no more."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import ctypes

        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, int(signal.SIGKILL), 0, 0, 0)


def _told(child: int, source: int) -> Any:
    """What a process has told; None where it failed."""
    with os.fdopen(source, "rb") as told:
        data = told.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(data) if status == 0 else None


def _end(owner: int, running: Sequence[int]) -> None:
    """Processes that nobody waits for any more; of a process that was forked they are not the children."""
    if os.getpid() != owner:
        return
    for child in running:
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
