"""Lark's table as it is kept: pickled, and read only if it is plain data."""

import pickle
from typing import Any


class PlainData(pickle.Unpickler):
    """Reads texts, numbers and collections, and refuses anything that would have to be imported."""

    def find_class(self, module: str, name: str) -> Any:
        """Nothing is imported for what was read."""
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")
