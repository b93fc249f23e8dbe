"""`alokasi S1 60 %, S2 40 %`: how the money of a node shared by several parents is divided among them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.model import units
from kinerja_rules.syntax import nodes

NOT_DIVIDED: Mapping[str, Fraction] = MappingProxyType({})


def read_allocation(
    draft: Draft, symbol: Symbol, placed: nodes.Field | None, parents: Sequence[str]
) -> Mapping[str, Fraction]:
    """The parts by parent: every parent has one, and together they are 100 %; what is not so is said."""
    if placed is None:
        return NOT_DIVIDED
    parts: dict[str, Fraction] = {}
    before = len(draft.diagnostics)
    for name, number in pairwise(placed.arguments):
        if isinstance(name, nodes.Name) and isinstance(number, nodes.NumberLit):
            _read_part(draft, symbol, name, number, parents, parts)
    if len(draft.diagnostics) > before:
        return NOT_DIVIDED
    missing = [p for p in parents if p not in parts]
    total = sum(parts.values(), Fraction(0))
    if missing:
        listed = ", ".join(f"`{m}`" for m in missing)
        draft.say(
            "KR514",
            f"alokasi `{symbol.id}` belum menyebut {listed}, yang juga didukungnya",
            placed.span,
            f"tulis bagiannya, `{missing[0]} 0 %` bila memang tidak mendapat dana",
        )
    elif total != 1:
        draft.say(
            "KR514",
            f"alokasi `{symbol.id}` berjumlah {units.show(total, units.PERSEN)}, bukan 100 %",
            placed.span,
            f"{'kurangi' if total > 1 else 'tambah'} bagiannya {units.show(abs(total - 1), units.PERSEN)}",
        )
    else:
        return MappingProxyType(parts)
    return NOT_DIVIDED


def _read_part(
    draft: Draft,
    symbol: Symbol,
    name: nodes.Name,
    number: nodes.NumberLit,
    parents: Sequence[str],
    parts: dict[str, Fraction],
) -> None:
    found = draft.resolve(symbol.package, name, ("simpul",))
    if found is None:
        return
    if found.id not in parents:
        listed = ", ".join(f"`{p}`" for p in parents) or "belum ada"
        draft.say(
            "KR514",
            f"`{symbol.id}` tidak mendukung `{found.id}`, jadi dananya tidak dapat dialokasikan ke sana",
            name.span,
            f"tambahkan ke `mendukung`, atau pilih induknya: {listed}",
        )
    elif found.id in parts:
        draft.say("KR514", f"alokasi ke `{found.id}` ditulis dua kali", name.span, "hapus salah satunya")
    elif number.unit is None or number.unit.text != "%":
        draft.say("KR308", "bagian alokasi dinyatakan dalam `%`", number.span, "tulis misalnya `S1 60 %, S2 40 %`")
    elif not 0 <= number.value <= 100:
        draft.say("KR514", "bagian alokasi harus antara 0 % dan 100 %", number.span, "perbaiki bagiannya")
    else:
        parts[found.id] = number.value / 100
