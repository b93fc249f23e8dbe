"""A sum or mean of parts that were each rounded as they are printed.

Prior: as rounded inputs; it is what a table gives that is added up by hand.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.base.numerals import round_half_up, truncate
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.units import rounded

WRITTEN_PARTS = 40
"""Parts of a sum that is still written out as a question."""


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, node in case.collections:
        if node.function not in ("jumlah", "rata_rata"):
            continue
        values = [value.value for part in node.arguments if (value := case.number(part)) is not None]
        unit = (
            node.type.unit if node.type.unit is not None and node.type.unit.dimension == case.unit.dimension else None
        )
        if len(values) != len(node.arguments) or unit is None:
            continue
        for how, weight in ((round_half_up, 0), (truncate, 2)):
            parts = [rounded(v, case.unit, case.printed.decimals, how) for v in values]
            if parts == values:
                continue
            total = sum(parts, Fraction(0))
            made = case.with_value(level, node, total / len(parts) if node.function == "rata_rata" else total)
            if made is not None:

                def explain(
                    parts: list[Fraction] = parts, cut: bool = how is truncate, mean: bool = node.function != "jumlah"
                ) -> str:
                    told = ", ".join(case.shown(v) for v in parts[:3])
                    kind = "rata-rata" if mean else "jumlah"
                    return (
                        f"{kind} dari {len(parts)} bagian yang {'dipotong' if cut else 'sudah dibulatkan'}: {told}"
                        + (", …" if len(parts) > 3 else "")
                    )

                def asked(level: Level = level, node: typed.Apply = node, parts: list[Fraction] = parts) -> Expr | None:
                    if len(parts) > WRITTEN_PARTS:
                        return None
                    told = tuple(case.constant(v, case.unit) for v in parts)
                    changed = case.with_part(level, node, evolve(node, arguments=told))
                    return changed[0] if changed is not None else None

                yield Candidate(made[1], explain, asked, weight)


ALTERNATIVE = Alternative(
    "jumlah_bagian_bulat",
    "Jumlah dari bagian yang dibulatkan",
    "jumlah atau rata-rata dari bagian yang sudah dibulatkan",
    "Bagian-bagiannya dibulatkan seperti yang tercetak lebih dahulu, baru dijumlahkan atau dirata-ratakan.",
    14,
    _candidates,
)
