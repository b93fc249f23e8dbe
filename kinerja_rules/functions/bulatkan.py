"""`bulatkan(x; n)`: round at n decimals of the operand's unit, half up."""

from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.functions.roundings import rounding

FUNCTION = rounding(
    "bulatkan",
    round_half_up,
    "Membulatkan ke sejumlah angka desimal dalam satuannya; setengah dibulatkan menjauhi nol.",
    ("bulatkan(2,665; 2) = 2,67", "bulatkan(93,8212 %; 3) = 93,821 %"),
)
