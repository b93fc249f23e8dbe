"""One printed figure held against the computed one, at the precision at which it is printed."""

import re
import unicodedata
from fractions import Fraction

from kinerja_rules.base.numerals import truncate
from kinerja_rules.engine.expressions import as_number
from kinerja_rules.model import units
from kinerja_rules.model.published import Claim, Printed, Verdict
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Grade, Missing, Number, TargetValue, Value

ONLY_WRITTEN = "hanya berbeda"
"""How the note on texts begins that say the same and are written otherwise."""
_UNSEEN = re.compile(r"[\W_]+")

Judgement = tuple[Verdict, tuple[str, ...]]
"""A verdict, and what a reader must know about it."""


def judge(claim: Claim, computed: Value) -> Judgement:
    """The verdict on a claim, given the value of its expression."""
    printed = claim.printed
    if isinstance(computed, Missing):
        if printed.absent:
            return Verdict.COCOK, ()
        return Verdict.TIDAK_DAPAT_DIHITUNG, (f"{computed.kind.spoken}: {computed.reason}",)
    if printed.absent:
        return Verdict.BEDA, ("tercetak kosong, padahal dapat dihitung",)
    if isinstance(computed, (str, Grade)) or (isinstance(computed, TargetValue) and computed.grade is not None):
        return _text(printed.text, _name(computed))
    if isinstance(computed, TargetValue) and (computed.is_range or computed.operator or printed.operator):
        return _bounds(printed, computed)
    number = as_number(computed)
    if not isinstance(number, Number) or printed.value is None:
        return Verdict.TIDAK_DAPAT_DIHITUNG, ("hasilnya bukan angka",)
    unit = claim.expression.type.unit or units.ANGKA
    if printed.unit is not None and not units.comparable(unit, printed.unit):
        return Verdict.BEDA, (misfit(unit, printed.unit), *printed.notes)
    verdict = _number(number.value, printed.value, printed)
    return verdict, (*_spoken_as(unit, printed), *printed.notes)


def misfit(unit: Unit, printed: Unit) -> str:
    """What is said of a figure that is printed in a unit which is not its own."""
    return f"tercetak dalam {units.spoken(printed)}, padahal angkanya {units.spoken(unit)}"


def _name(value: Value) -> str:
    if isinstance(value, TargetValue):
        return value.grade.name if value.grade is not None else ""
    return value.name if isinstance(value, Grade) else str(value)


def _number(computed: Fraction, printed: Fraction, how: Printed) -> Verdict:
    unit = how.unit or units.ANGKA
    if units.rounded(computed, unit, how.decimals) == printed:
        return Verdict.COCOK
    if units.rounded(computed, unit, how.decimals, truncate) == printed:
        return Verdict.DIPOTONG
    return Verdict.BEDA


def _bounds(printed: Printed, computed: TargetValue) -> Judgement:
    """A bound or a range: each end by itself, and the same kind of bound."""
    upper = printed.value if printed.upper is None else printed.upper
    if printed.value is None or upper is None:
        return Verdict.TIDAK_DAPAT_DIHITUNG, ("targetnya batas atau rentang",)
    if printed.operator != computed.operator:
        said = computed.operator or ("rentang" if computed.is_range else "satu nilai")
        return Verdict.BEDA, (f"target dalam rencana: {said}",)
    found = {_number(computed.lower.value, printed.value, printed), _number(computed.upper.value, upper, printed)}
    for verdict in (Verdict.BEDA, Verdict.DIPOTONG):
        if verdict in found:
            return verdict, ()
    return Verdict.COCOK, ()


def _text(printed: str, computed: str) -> Judgement:
    """Names and texts are the same or not; how little they differ is told."""
    if printed == computed:
        return Verdict.COCOK, ()
    return Verdict.BEDA, difference_of_texts(printed, computed)


def difference_of_texts(one: str, other: str) -> tuple[str, ...]:
    """A note where two texts differ in letter case, spaces or punctuation only.

    >>> difference_of_texts("Cukup  baik", "Cukup Baik"), difference_of_texts("Tinggi", "Rendah")
    (('hanya berbeda huruf besar-kecil dan spasi',), ())
    """
    if same_words(one, other):
        differing = []
        if _cased(one) != _cased(other):
            differing.append("huruf besar-kecil")
        if one.split() != other.split() and "".join(one.split()).casefold() != "".join(other.split()).casefold():
            differing.append("tanda baca")
        elif _spaced(one) != _spaced(other):
            differing.append("spasi")
        return (f"{ONLY_WRITTEN} {' dan '.join(differing) or 'penulisan'}",)
    return ()


def _cased(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _spaced(text: str) -> str:
    return text.casefold()


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for letter case, spaces and punctuation.

    >>> same_words("Antar Kerja", "Antarkerja"), same_words("Antarkerja", "Antarkota")
    (True, False)
    """
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def _spoken_as(unit: Unit | None, printed: Printed) -> tuple[str, ...]:
    """Points are often printed as per cent: compared, and said."""
    if unit is None or printed.unit is None:
        return ()
    if unit.kind is Kind.POIN and printed.unit.kind is Kind.PERSEN:
        return ("selisih dua persentase adalah poin; tercetak sebagai %",)
    if unit.kind is Kind.PERSEN and printed.unit.kind is Kind.POIN:
        return ("tercetak sebagai poin, padahal persen",)
    return ()
