"""What a run of the command line leaves, and where the example is."""

from collections.abc import Callable
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "dinaker_pasuruan_2022"


@frozen
class Ran:
    """What a run left: its exit status and both streams."""

    status: int
    out: str
    err: str


Kinerja = Callable[..., Ran]
