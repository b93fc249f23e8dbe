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

    def __init__(self, parts: Sequence[From], work: Callable[[From], To], workers: int) -> None:
        """Each of the `workers` takes up the next part that nobody has, and so does this process when it has time."""
        self._parts = parts
        self._work = work
        self._done: dict[int, To] = {}
        self._beside: list[tuple[int, int]] = []
        self._running: list[int] = []
        self._waiting = _queue(len(parts)) if workers else -1
        weakref.finalize(self, _end, os.getpid(), self._running, self._waiting)
        for _ in range(workers if self._waiting >= 0 else 0):
            with _undisturbed():
                child = _fork(parts, work, self._waiting)
                if child is not None:
                    self._beside.append(child)
                    self._running.append(child[0])

    def help(self) -> None:
        """Work here, too, on parts that wait for a process."""
        while self._beside and (at := _next(self._waiting)) is not None:
            self._done[at] = self._work(self._parts[at])

    def outcomes(self) -> list[To]:
        """The outcome of each part, in order."""
        self.help()
        for child, source in self._beside:
            self._done |= _told(child, source)
            self._running.remove(child)
        self._beside.clear()
        for at, part in enumerate(self._parts):
            if at not in self._done:
                self._done[at] = self._work(part)
        return [self._done[at] for at in range(len(self._parts))]


def begin(parts: Sequence[From], work: Callable[[From], To], most: int | None = None) -> Begun[From, To]:
    """Parts to be worked on by `most` processes, this one among them: it helps when the outcomes are asked for.

    There are as many as there are processors if that is not said. One part waits for this process.
    """
    workers = min((processes() if most is None else most) - 1, len(parts)) if len(parts) > 1 else 0
    return Begun(parts, work, workers)


_NUMBER = 4
"""Bytes of the number of a part."""


def _queue(parts: int) -> int:
    """Where the numbers of parts are taken from by whoever comes first; -1 where the system has none to give.

    It is a pipe that nobody writes to any more: it ends when all is taken. What it has no room for is done at last.
    """
    try:
        source, target = os.pipe()
    except OSError:
        return -1
    os.set_blocking(target, False)
    with contextlib.suppress(OSError):
        os.write(target, b"".join(at.to_bytes(_NUMBER, "little") for at in range(parts)))
    os.close(target)
    return source


def _next(waiting: int) -> int | None:
    """The number of the next part that nobody has taken up; None where there is none."""
    taken = os.read(waiting, _NUMBER)
    return int.from_bytes(taken, "little") if len(taken) == _NUMBER else None


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """No signal comes between a fork and the note that it was made: else nobody would end that process."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _fork(parts: Sequence[From], work: Callable[[From], Any], waiting: int) -> tuple[int, int] | None:
    """A process at work on parts, and where it tells the outcomes; None where the system has none to give."""
    try:
        source, target = os.pipe()
    except OSError:
        return None
    program = os.getpid()
    try:
        child = os.fork()
    except OSError:
        os.close(source)
        os.close(target)
        return None
    if child == 0:
        _work_and_leave(parts, work, waiting, source, target, program)
    os.close(target)
    return child, source


def _work_and_leave(
    parts: Sequence[From], work: Callable[[From], Any], waiting: int, source: int, target: int, program: int
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
        outcomes = {}
        while (at := _next(waiting)) is not None:
            if os.getppid() != program:
                os._exit(code)
            outcomes[at] = work(parts[at])
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


def _told(child: int, source: int) -> dict[int, Any]:
    """What a process has told, by the numbers of parts; nothing where it failed."""
    with os.fdopen(source, "rb") as told:
        data = told.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(data) if status == 0 else {}


def _end(owner: int, running: Sequence[int], waiting: int) -> None:
    """Processes that nobody waits for any more; of a process that was forked they are not the children."""
    if os.getpid() != owner:
        return
    if waiting >= 0:
        os.close(waiting)
    for child in running:
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
