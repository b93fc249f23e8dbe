"""A number with its unit, as its text alone says it: the same wherever it stands, so each text is read once."""

import re
from fractions import Fraction
from functools import lru_cache

from kinerja_rules.base import numerals

SPACE = " \t\u00a0\u202f"
QUANTITY = re.compile(
    r"(?P<rp>Rp\.?)?[ \t\u00a0]*(?P<number>[-–−]?\d(?:[\d.,]*\d)?)(?P<tail>,-)?[ \t\u00a0]*(?P<unit>.*)\Z", re.DOTALL
)


@lru_cache(maxsize=4096)
def canonical_unit(text: str) -> str:
    """A unit as written, with single spaces, straight quotes, and `Rp` without its dot."""
    text = re.sub(f"[{SPACE}]+", " ", text.strip(SPACE)).replace("“", '"').replace("”", '"')
    return re.sub(r"\ARp\.", "Rp", text)


def unit_of(found: re.Match[str]) -> tuple[str, int]:
    """The unit in a number with its unit, empty where there is none, and where in the text it begins."""
    rupiah, unit = found.group("rp", "unit")
    if rupiah:
        return canonical_unit(f"Rp {unit}"), 0
    return canonical_unit(unit), found.start("unit")


def is_doubtful(found: re.Match[str]) -> bool:
    """Whether a percentage has a dot that may have been meant as a decimal comma."""
    rupiah, number, unit = found.group("rp", "number", "unit")
    return unit == "%" and "." in number and numerals.is_misread_decimal(number) and not rupiah


@lru_cache(maxsize=1 << 14)
def plain_quantity(text: str) -> tuple[Fraction, int, bool, str, int] | None:
    """Value, decimals, whether it is grouped, unit, and where that begins; None where something is to be said of the text.

    The numbers of a plan are few, however many cells it has: `100 %` stands in most of its tables.
    """
    found = None if ":" in text else QUANTITY.match(text)
    if found is None or is_doubtful(found):
        return None
    numeral = numerals.read_numeral(found["number"])
    if isinstance(numeral, numerals.NumeralError):
        return None
    return (numeral.value, numeral.decimals, numeral.grouped, *unit_of(found))
