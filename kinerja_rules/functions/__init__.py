"""Builtin functions: one a file, found by discovery. A file offers `FUNCTION`, a `Builtin`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from kinerja_rules.functions.interface import Builtin


@cache
def builtins() -> Mapping[str, Builtin]:
    """All builtins by name, in alphabetical order."""
    found: dict[str, Builtin] = {}
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        function = getattr(import_module(f"{__name__}.{module.name}"), "FUNCTION", None)
        if isinstance(function, Builtin):
            found[function.name] = function
    return MappingProxyType(found)
