"""Kinds of mistakes: one a file, found by discovery. A file offers `ALTERNATIVE`, an `Alternative`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from kinerja_rules.audit.alternative import Alternative


@cache
def alternatives() -> tuple[Alternative, ...]:
    """All kinds, the plausible first."""
    found = [
        getattr(import_module(f"{__name__}.{module.name}"), "ALTERNATIVE", None) for module in iter_modules(__path__)
    ]
    return tuple(sorted((a for a in found if isinstance(a, Alternative)), key=lambda a: (a.prior, a.kode)))
