"""`potong(x; n)`: cut off at n decimals of the operand's unit, toward zero."""

from kinerja_rules.base.numerals import truncate
from kinerja_rules.functions.roundings import rounding

FUNCTION = rounding(
    "potong",
    truncate,
    "Memotong setelah sejumlah angka desimal dalam satuannya, tanpa membulatkan.",
    ("potong(2,669; 2) = 2,66",),
)
