"""How far long work has come, on a terminal's standard error; nothing where there is no terminal."""

import contextlib
import os
import sys
from types import TracebackType

from kinerja_rules.report.text import clean, to_encoding


class Progress:
    """One line that is written over at each step and wiped at the end.

    What cannot be shown is left out: progress never stops the work.
    """

    def __init__(self, verb: str, steps: int, quiet: bool = False) -> None:
        self.verb = verb
        self.steps = steps
        self._at = 0
        self._width = 0
        self._stream = sys.stderr
        self.shown = not quiet and self._stream is not None and _terminal() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> "Progress":
        return self

    def step(self, what: str) -> None:
        """Begin the next step."""
        self._at += 1
        counted = f" ({self._at} dari {self.steps})" if self.steps > 1 else ""
        self._line(clean(f"{self.verb} {what}{counted} ..."))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._width:
            self._write("\r" + " " * self._width + "\r")

    def _line(self, text: str) -> None:
        self._write("\r" + text.ljust(self._width))
        self._width = max(self._width, len(text))

    def _write(self, text: str) -> None:
        if not self.shown:
            return
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(to_encoding(text, getattr(self._stream, "encoding", None) or "utf-8"))
            self._stream.flush()


def _terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False
