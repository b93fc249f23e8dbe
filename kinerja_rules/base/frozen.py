"""Frozen classes of which a plan makes hundreds of thousands: `frozen` to whoever reads or checks the code, quick to make.

A class that attrs freezes at run time sets each of its fields through `object.__setattr__`, which takes three times as
long as the assignment. For these classes mypy alone sees to it that nobody assigns to a field.
"""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as quick_frozen
else:
    from attrs import define

    quick_frozen = partial(define, unsafe_hash=True, weakref_slot=False)

__all__ = ["quick_frozen"]
