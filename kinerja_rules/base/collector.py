"""The cyclic collector paused while a plan is built: nearly all that is made then stays, and it would be walked again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause it, and leave it as it was found."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def leave_all() -> None:
    """Leave what is there to the system, which takes it back when the program ends: the collections at its end would
    walk all of a plan to free what goes anyway."""
    gc.freeze()
