"""One printed cell as a cell of a claim table, or the reason why a person must look at it."""

import re

from attrs import frozen

from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.model.units import MULTIPLIERS, Kind, Unit
from kinerja_rules.project.pasted.prints import (
    Dash,
    Doubtful,
    Figure,
    Print,
    Reading,
    Wording,
    read_print,
    without_note,
)
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.expression_text import number_text, text_text

_NOWHERE = Span(SourceFile("salinan", ""), 0, 0)
UNCLAIMED = "_"
"""A cell of which nothing is claimed."""

RATIOS = frozenset({"capaian", "capaian_anggaran", "kemajuan", "efisiensi"})
MONEY = frozenset({"pagu", "realisasi_anggaran", "sisa"})
SIGNED = frozenset({"efisiensi", "sisa"})
"""Figures that are as often below zero as above it, and near it."""
LARGEST_PERCENTAGE = 1000
"""From here on a whole percentage has rather lost its decimal comma."""
WORDS = frozenset({"kategori", "menunjang"})
_DECIMAL_KINDS = frozenset({Kind.PERSEN, Kind.POIN, Kind.RASIO, Kind.INDEKS})
_BOUND = re.compile(
    r"(≤|<=|<|≥|>=|>|maksimal|maks\.?|minimal|min\.?|kurang dari|lebih dari|paling banyak|paling sedikit)\s*(.+)", re.I
)
_BOUNDS = {
    **dict.fromkeys(("≤", "<=", "maksimal", "maks", "paling banyak"), "maksimal"),
    **dict.fromkeys(("≥", ">=", "minimal", "min", "paling sedikit"), "minimal"),
    **dict.fromkeys(("<", "kurang dari"), "kurang dari"),
    **dict.fromkeys((">", "lebih dari"), "lebih dari"),
}
_RANGE = re.compile(r"(.*\d.*?)\s*(?:s\.?d\.?|s/d|sampai dengan|[-–—])\s*(\d.*)", re.IGNORECASE)
_MULTIPLES = {
    "juta": "juta",
    "jutaan": "juta",
    "ribu": "ribu",
    "ribuan": "ribu",
    "miliar": "miliar",
    "milyar": "miliar",
}


@frozen
class CellText:
    """A cell as the language writes it; `doubt` says what a person must decide, then nothing is claimed."""

    text: str
    doubt: str | None = None
    remark: str | None = None


def claim_cell(
    printed: Print, role: str, unit: Unit | None, heading_unit: str | None, decided: tuple[Reading, str] | None
) -> CellText:
    """The claim of a print in a column of this role, of a subject with this unit (None where that is not known)."""
    match printed:
        case Dash():
            return CellText(printed.written)
        case Wording():
            return _wording(printed, role, unit)
        case Figure() if role in WORDS:
            return CellText(UNCLAIMED, f"`{printed.print}` bilangan, padahal kolomnya berisi kata")
        case Doubtful() if decided is None:
            one, other = (r.numeral for r in printed.readings)
            return CellText(UNCLAIMED, f"`{printed.print}` dapat berarti {one} atau {other}")
        case Doubtful():
            assert decided is not None
            reading, why = decided
            figure = Figure(printed.print, reading, printed.unit, foreign=reading != printed.readings[0])
            cell = _figure(figure, role, unit, heading_unit)
            as_written = reading == printed.readings[0] and reading.decimals
            remark = None if as_written else f"`{printed.print}` dibaca {reading.numeral}: {why}"
            return CellText(cell.text, cell.doubt, remark)
        case Figure():
            return _figure(printed, role, unit, heading_unit)


def _figure(figure: Figure, role: str, unit: Unit | None, heading_unit: str | None) -> CellText:
    written, doubt = written_unit(figure.unit, role, unit, heading_unit)
    doubt = doubt or _suspicious(figure, role, unit, written)
    if doubt is not None:
        return CellText(UNCLAIMED, f"`{figure.print}` {doubt}")
    if figure.foreign and _read_alike(figure, unit):
        return CellText(text_text(_text(without_note(figure.print))))
    return CellText(_number(figure.reading, written))


def _suspicious(figure: Figure, role: str, unit: Unit | None, written: str | None) -> str | None:
    """Why a print with one reading may still mean another figure, where nothing in it decides."""
    value, numeral = figure.reading.value, figure.reading.numeral
    if figure.bracketed and role not in SIGNED:
        return f"dapat berarti {numeral} (tanda kurung sebagai minus) atau {numeral.lstrip('-−')}"
    percent = role in RATIOS or written == "%" or (unit is not None and unit.kind in (Kind.PERSEN, Kind.POIN))
    if not percent:
        return None
    if abs(value) >= LARGEST_PERCENTAGE and not figure.reading.decimals:
        lost = write_numeral(value / 100, 2)
        return f"dapat berarti {numeral} %, atau {lost} % yang kehilangan koma"
    share = 0 < abs(value) <= 1 and figure.reading.decimals > 1 and role not in SIGNED
    if share and figure.unit is None:
        as_share = write_numeral(value * 100, max(0, figure.reading.decimals - 2))
        return f"dapat berarti {numeral} %, atau {as_share} % yang tercetak sebagai pecahan"
    return None


def _number(reading: Reading, unit: str | None) -> str:
    node = None if unit is None else nodes.UnitRef(unit, span=_NOWHERE)
    return number_text(nodes.NumberLit(reading.value, reading.decimals, node, span=_NOWHERE), grouped=True)


def _text(value: str) -> nodes.TextLit:
    return nodes.TextLit(value, span=_NOWHERE)


def quoted(value: str) -> str:
    """A text as the language quotes it."""
    return text_text(_text(value))


def _read_alike(figure: Figure, unit: Unit | None) -> bool:
    """Whether a quoted print is read back with the value decided here: of two readings the unit chooses."""
    read = read_print(figure.print)
    if not isinstance(read, Doubtful):
        return True
    decimals = unit is None or unit.kind in _DECIMAL_KINDS or figure.unit == "%"
    return (figure.reading.decimals > 0) is decimals


def written_unit(
    printed: str | None, role: str, unit: Unit | None, heading_unit: str | None
) -> tuple[str | None, str | None]:
    """The unit to write beside a figure, and why it does not fit."""
    if printed is not None and printed.startswith("Rp ") and printed[3:] not in MULTIPLIERS:
        return None, f"memuat `{printed[3:]}`, yang dapat berarti lebih dari satu kelipatan rupiah"
    heading = (heading_unit or "").casefold().replace("dalam ", "").strip()
    multiple = next((_MULTIPLES[w] for w in heading.split() if w in _MULTIPLES), None)
    if role in MONEY:
        if printed is None or printed == "Rp":
            return (f"Rp {multiple}" if multiple else printed), None
        return (printed, None) if printed.startswith("Rp ") else (None, "bukan uang, padahal kolomnya anggaran")
    if role in RATIOS:
        return (printed, None) if printed in (None, "%", "poin") else (None, "bukan persen, padahal kolomnya capaian")
    if role == "banyak_indikator":
        return None, None
    if unit is None:
        return printed, None
    if printed is None:
        if heading in ("%", "persen") and unit.kind not in _DECIMAL_KINDS:
            return None, f"di bawah judul bersatuan %, padahal satuannya {unit}"
        return (f"Rp {multiple}" if unit.kind is Kind.UANG and multiple else None), None
    if printed == "%":
        return (printed, None) if unit.kind in _DECIMAL_KINDS - {Kind.INDEKS} else (None, f"bersatuan %, bukan {unit}")
    if printed.startswith("Rp"):
        return (printed, None) if unit.kind is Kind.UANG else (None, f"uang, bukan {unit}")
    if _same_unit(printed, unit):
        label = unit.label
        return (label if re.fullmatch(r"[^\W\d]\w*(?:/[^\W\d]\w*)?", label) else f'"{label}"'), None
    return None, f"tidak bersatuan {unit}"


def _same_unit(printed: str, unit: Unit) -> bool:
    word = printed.strip(' ".').casefold()
    if unit.kind in (Kind.PERSEN, Kind.POIN) and word in ("%", "persen", "persentase", "prosentase", "poin"):
        return True
    if unit.kind is Kind.UANG and word.split(" ")[0].strip(".") in ("rp", "rupiah"):
        return True
    names = {
        unit.label.casefold(),
        *(name.rpartition(".")[2].replace("_", " ").casefold() for name, _ in unit.dimension),
    }
    return word in names or word.replace("_", " ") in names


def other_unit(printed: str, unit: Unit | None) -> bool:
    """Whether a column of units names another unit than the plan's; grades and bare numbers may be called anything."""
    if unit is None or unit.kind in (Kind.PREDIKAT, Kind.INDEKS, Kind.RASIO, Kind.ANGKA) or not printed.strip(" -–"):
        return False
    return not _same_unit(printed, unit)


def _wording(printed: Wording, role: str, unit: Unit | None) -> CellText:
    text = printed.print
    if role in WORDS or (unit is not None and unit.kind is Kind.PREDIKAT):
        return CellText(quoted(text))
    if role in ("target", "akhir"):
        bound = _bound(text, unit)
        if bound is not None:
            return bound
    return CellText(UNCLAIMED, f"`{text}` tidak terbaca sebagai bilangan")


def _bound(text: str, unit: Unit | None) -> CellText | None:
    """`≤ 49`, `minimal 80 %`, `80 - 90 %`."""
    found = _BOUND.fullmatch(text.strip())
    if found is not None:
        number = _plain_number(found[2], unit)
        return None if number is None else CellText(f"{_BOUNDS[found[1].casefold().rstrip('.')]} {number}")
    ends = _RANGE.fullmatch(text.strip())
    if ends is None:
        return None
    lower, upper = _plain_number(ends[1], unit), _plain_number(ends[2], unit)
    return None if lower is None or upper is None else CellText(f"{lower} s.d. {upper}")


def _plain_number(text: str, unit: Unit | None) -> str | None:
    read = read_print(text)
    if not isinstance(read, Figure) or read.foreign:
        return None
    written, doubt = written_unit(read.unit, "target", unit, None)
    return None if doubt is not None else _number(read.reading, written)
