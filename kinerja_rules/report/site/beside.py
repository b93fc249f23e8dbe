"""Work on many parts, some of it by processes beside this one where that is safe; the outcome is the same either way.

A process is forked, so that it knows all that this one knows without being told. It is safe where this program has no
other thread, and where forking is the system's own way: on Linux. A process that fails is not waited for: its parts are
done here.
"""

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

From = TypeVar("From")
To = TypeVar("To")


def processes() -> int:
    """How many processes may work at once."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def each(parts: Sequence[From], work: Callable[[From], To], most: int | None = None) -> list[To]:
    """The outcome of each part, in order; `most` processes work on them, as many as there are processors if not said.

    The others have twice the share of this one, which has to put the outcomes together.
    """
    workers = min(processes() if most is None else most, len(parts))
    if workers < 2:
        return [work(part) for part in parts]
    turns = [*range(1, workers), 0, *range(1, workers)]
    shares: list[list[From]] = [[] for _ in range(workers)]
    for at, part in enumerate(parts):
        shares[turns[at % len(turns)]].append(part)
    beside = [_fork(share, work) for share in shares[1:]]
    done = [iter([work(part) for part in shares[0]])]
    for share, child in zip(shares[1:], beside, strict=True):
        told = None if child is None else _told(*child)
        done.append(iter(told if told is not None else [work(part) for part in share]))
    return [next(done[turns[at % len(turns)]]) for at in range(len(parts))]


def _fork(share: Sequence[From], work: Callable[[From], Any]) -> tuple[int, int] | None:
    """A process at work on a share, and where it tells the outcome; None where the system has none to give."""
    source, target = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(source)
        os.close(target)
        return None
    if child == 0:
        os.close(source)
        _work_and_leave(share, work, target)
    os.close(target)
    return child, source


def _work_and_leave(share: Sequence[From], work: Callable[[From], Any], target: int) -> NoReturn:
    """Never comes back into the program that was forked: its files and outputs are not this process's to close."""
    code = 1
    try:
        with os.fdopen(target, "wb") as out:
            pickle.dump([work(part) for part in share], out, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _told(child: int, source: int) -> Any:
    """What a process has told; None where it failed."""
    with os.fdopen(source, "rb") as told:
        data = told.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(data) if status == 0 else None
