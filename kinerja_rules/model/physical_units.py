"""Physical units through Pint, for names that no `satuan` declares. The only importer of Pint, and only when asked.

Pint is given names alone, never a number: it reads "2,5 orang" as 25. Its answers become plain dimension vectors and
exact factors, so nothing of Pint remains when values are computed.
"""

from fractions import Fraction
from functools import cache
from typing import Any

from kinerja_rules.model.units import Kind, Unit


@cache
def _registry() -> Any:
    import pint  # here, because it costs more than the rest of a small check

    return pint.UnitRegistry(non_int_type=Fraction)


def physical_unit(name: str) -> Unit | None:
    """The unit of a physical quantity such as `km`, `ha`, `ton`, `liter`; None where Pint knows no exact one."""
    if not name.isascii() or not name.replace("_", "").isalpha() or len(name) > 30:
        return None
    registry = _registry()
    try:
        quantity = registry.Quantity(Fraction(1), name).to_base_units()
        doubled = registry.Quantity(Fraction(2), name).to_base_units()
        dimension = {str(k): int(v) for k, v in quantity.units._units.items()}
    except Exception:  # whatever Pint raises for a word it does not know: the caller says that the unit is unknown
        return None
    magnitude = quantity.magnitude
    if not isinstance(magnitude, (Fraction, int)) or not dimension or doubled.magnitude != 2 * magnitude:
        return None  # inexact, without dimension, or a scale with an offset such as degrees Celsius
    return Unit(Kind.BESARAN, tuple(sorted(dimension.items())), Fraction(magnitude), name)
