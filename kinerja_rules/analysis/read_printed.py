"""What a claim prints, read for the kind of figure that it claims to be: strictly where it is written, leniently where quoted."""

from fractions import Fraction

from kinerja_rules.analysis.binding import grade_of
from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.type_operators import spoken_kind
from kinerja_rules.analysis.units_in_scope import find_unit, resolve_unit
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.base.prints import PrintedNumber, is_nothing, read_print
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.expression import Type
from kinerja_rules.model.published import Printed
from kinerja_rules.model.units import MULTIPLIERS, Kind, Unit
from kinerja_rules.syntax import nodes

_DECIMAL_KINDS = frozenset({Kind.PERSEN, Kind.POIN, Kind.RASIO, Kind.INDEKS})
"""Kinds of which `93.821` is no thousands."""


def read_printed(draft: Draft, claimed: Type, cell: nodes.Cell, foreign: bool = True) -> Printed | None:
    """The print of a cell; None, said, where it cannot be what is claimed.

    A text is what the report prints, in whatever unit, if it is `foreign`; a text of a file is not, unless it is quoted there.
    """
    text = cell.value if isinstance(cell, nodes.TextLit) else " ".join(cell.span.text.split())
    if isinstance(cell, nodes.Absent) or (isinstance(cell, nodes.TextLit) and is_nothing(cell.value)):
        return Printed(text, absent=True)
    if claimed.kind == "teks":
        if isinstance(cell, (nodes.TextLit, nodes.Word)):
            return Printed(cell.value if isinstance(cell, nodes.TextLit) else cell.text)
        return _refuse(draft, f"`{text}` bilangan, padahal yang diklaim teks", cell.span, f'tulis `"{text}"`')
    if claimed.kind not in ("angka", "target"):
        return _refuse(
            draft,
            f"yang diklaim {spoken_kind(claimed)}, bukan angka atau teks",
            cell.span,
            'sebut angkanya, atau pakai `jika ... maka "..." selain itu "..."`',
        )
    unit = claimed.unit or units.ANGKA
    if unit.symbolic is not None and _bare(cell):
        return _refuse(
            draft,
            f"`{text}` tercetak tanpa satuan, padahal satuannya menurut indikatornya",
            cell.span,
            "tulis satuannya",
        )
    if unit.kind is Kind.PREDIKAT:
        return _grade(draft, unit, cell, text)
    match cell:
        case nodes.NumberLit():
            return _number(draft, unit, cell, text)
        case nodes.RangeCell() | nodes.Bound():
            return _bounds(draft, claimed, unit, cell, text)
        case nodes.TextLit():
            return _foreign(draft, unit, cell, text, foreign)
        case _:
            return _refuse(
                draft, f"`{text}` bukan bilangan", cell.span, f"tulis bilangan dalam {units.spoken(unit)}, atau `-`"
            )


def _bare(cell: nodes.Cell) -> bool:
    """Whether a number is printed without its unit."""
    if isinstance(cell, nodes.TextLit):
        read = read_print(cell.value)
        return read is not None and not read.unit
    return isinstance(cell, nodes.NumberLit) and cell.unit is None


def _refuse(draft: Draft, message: str, span: Span, remedy: str) -> Printed | None:
    """Say what a print cannot be; there is no claim of it."""
    draft.say("KR523", message, span, remedy)
    return None


def _unit(draft: Draft, unit: Unit, written: nodes.UnitRef | None) -> Unit | None:
    """The unit of a written number: that of the figure where none is written; None, said, where it does not fit."""
    if written is None:
        return None if unit.symbolic else unit
    found = resolve_unit(draft, draft.root, written)
    if found is None:
        return None
    if units.comparable(unit, found):
        return found
    _misfit(draft, unit, found, written.span)
    return None


def _misfit(draft: Draft, unit: Unit, printed: Unit, span: Span) -> None:
    _refuse(
        draft,
        f"tercetak dalam {units.spoken(printed)}, padahal angkanya {units.spoken(unit)}",
        span,
        "periksa apakah klaim ini menyebut angka yang dimaksud",
    )


def _number(draft: Draft, unit: Unit, cell: nodes.NumberLit, text: str) -> Printed | None:
    printed = _unit(draft, unit, cell.unit)
    return None if printed is None else Printed(text, cell.value * printed.scale, printed, cell.decimals)


def _bounds(draft: Draft, claimed: Type, unit: Unit, cell: nodes.RangeCell | nodes.Bound, text: str) -> Printed | None:
    if claimed.kind != "target":
        return _refuse(draft, "batas dan rentang hanya dapat diklaim atas target", cell.span, "tulis satu bilangan")
    lower, upper = (cell.lower, cell.upper) if isinstance(cell, nodes.RangeCell) else (cell.number, cell.number)
    one, other = _unit(draft, unit, lower.unit), _unit(draft, unit, upper.unit)
    if one is None or other is None:
        return None
    operator = cell.operator if isinstance(cell, nodes.Bound) else ""
    decimals = max(lower.decimals, upper.decimals)
    above = upper.value * other.scale
    return Printed(text, lower.value * one.scale, one, decimals, upper=above, operator=operator)


def _grade(draft: Draft, unit: Unit, cell: nodes.Cell, text: str) -> Printed | None:
    """A grade, which may be one that the scale does not know: then that is what differs."""
    if not isinstance(cell, (nodes.TextLit, nodes.Word)):
        return _refuse(draft, f"`{text}` bukan predikat", cell.span, "tulis predikat yang tercetak dalam tanda kutip")
    skala = draft.skala.get(unit.dimension[0][0].removeprefix("skala "))
    known = grade_of(skala, text) if skala is not None else None
    return Printed(known.name if known is not None and known.name == text else text)


# ---- what others print -----------------------------------------------------------------------------------------------
def _foreign(draft: Draft, unit: Unit, cell: nodes.TextLit, text: str, foreign: bool) -> Printed | None:
    read = read_print(text)
    if read is None:
        draft.say(
            "KR522",
            f"`{text}` tidak terbaca sebagai angka",
            cell.span,
            'tulis seperti tercetak, misalnya `"100.34%"` atau `"Rp. 5.000,00"`; yang kosong `-`',
        )
        return None
    printed = unit if not read.unit else _printed_unit(draft, read.unit)
    if not foreign and (printed is None or not units.comparable(unit, printed)):
        said = (
            f"dalam {units.spoken(printed)}"
            if printed is not None
            else f"dengan satuan `{read.unit}` yang tidak dikenal"
        )
        return _refuse(
            draft,
            f"tercetak {said}, padahal angkanya {units.spoken(unit)}",
            cell.span,
            f'periksa kolom dan satuannya; bila laporannya memang mencetak demikian, beri tanda kutip dalam selnya: `"{text}"`',
        )
    notes: tuple[str, ...] = ()
    if printed is None:  # no unit of the plan: what is printed is of a kind of its own
        printed = units.counting(f"tercetak {read.unit}", read.unit)
        notes = (f"satuan tercetak `{read.unit}` tidak dikenal",)
    value, decimals, doubt = _chosen(read, printed)
    return Printed(text, value * printed.scale, printed, decimals, notes=(*notes, *doubt))


def _printed_unit(draft: Draft, text: str) -> Unit | None:
    """The unit that stands beside a printed figure, as it stands or in small letters."""
    if text.startswith("Rp"):
        words = text[2:].strip(" .").casefold().split()
        multiple = {"milyar": "miliar"}.get(words[0], words[0]) if words else ""
        if len(words) > 1 or (multiple and multiple not in MULTIPLIERS):
            return None
        return find_unit(draft, draft.root, f"Rp {multiple}".strip())
    for written in dict.fromkeys((text, text.casefold())):
        for candidate in (written, f'"{written}"'):
            if candidate != '""' and (found := find_unit(draft, draft.root, candidate)) is not None:
                return found
    return None


def _chosen(read: PrintedNumber, unit: Unit) -> tuple[Fraction, int, tuple[str, ...]]:
    """The reading that the unit asks for, with a note where there are two: `93.821 %` is no ninety-three thousand."""
    readings = [(read.value, read.decimals)]
    if read.other is not None:
        readings.append(read.other)
    if len(readings) == 1:
        return read.value, read.decimals, ()
    wants_decimals = unit.kind in _DECIMAL_KINDS
    value, decimals = next((r for r in readings if (r[1] > 0) is wants_decimals), readings[0])
    return value, decimals, (f"dibaca {write_numeral(value, decimals)}",)
