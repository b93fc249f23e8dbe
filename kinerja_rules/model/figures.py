"""Expressions that only name a figure: `capaian(TKK; 2022)`, a datum at a period, a measure of something."""

from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr

WHOLE_MONEY = frozenset({"pagu_total", "realisasi_anggaran_total", "pagu_program", "realisasi_anggaran_program"})
"""Accessors of the money of the whole plan, or of all of its programs."""

FIGURES = WHOLE_MONEY | frozenset(
    {
        "target",
        "realisasi",
        "hitungan",
        "pembilang",
        "penyebut",
        "capaian",
        "capaian_bebas",
        "kategori",
        "pagu",
        "realisasi_anggaran",
        "pembanding",
        "belanja",
        "realisasi_belanja",
        "pagu_dinyatakan",
        "realisasi_dinyatakan",
    }
)
"""Accessors that name a figure: the figure's own step stands for them."""


NAMING = frozenset({typed.FactRef, typed.MeasureCall, typed.Apply})
"""Forms of expressions that may name a figure."""


def of_value(node: typed.Apply) -> bool:
    """`kategori(x; skala)` classifies a value: it is an operation, not a named figure."""
    return node.function == "kategori" and node.arguments[0].type.kind != "entitas"


def names_figure(node: Expr) -> bool:
    """Whether an expression does nothing but name a figure."""
    if isinstance(node, (typed.FactRef, typed.MeasureCall)):
        return True
    return isinstance(node, typed.Apply) and node.function in FIGURES and not of_value(node)
