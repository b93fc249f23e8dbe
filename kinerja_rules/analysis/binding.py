"""Statements bound to their subjects, in base magnitude; two statements of one datum must agree.

What the tables of a plan share, wherever they are kept: inline (`bind_facts`) or in a file (`bind_sheets`).
"""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import define, field

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.analysis.units_in_scope import find_unit, resolve_unit
from kinerja_rules.base.diagnostics import Label, Severity
from kinerja_rules.base.numerals import is_misread_decimal, write_numeral
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.facts import Declared, Fact, Facts, StatedName, fact_of_row
from kinerja_rules.model.kinerja import Narasi, Skala
from kinerja_rules.model.periods import CUMULATIVE, Period
from kinerja_rules.model.units import ONE_TO, Kind, Unit
from kinerja_rules.model.values import Absence, Grade, Missing, Number, TargetValue
from kinerja_rules.syntax import nodes

ABSENT = {
    "-": (Absence.BELUM_ADA_DATA, "dinyatakan belum ada"),
    "": (Absence.BELUM_ADA_DATA, "belum diisi"),
    "belum rilis": (Absence.BELUM_ADA_DATA, "belum rilis"),
    "n/a": (Absence.TIDAK_BERLAKU, "dinyatakan tidak berlaku"),
    "0/0": (Absence.TIDAK_DAPAT_DIHITUNG, "dinyatakan 0/0"),
}
"""What a cell without a value says of the datum that it should hold; `put` says of which."""
Key = TypeVar("Key")


@define(eq=False)
class Binding:
    """The facts gathered so far."""

    draft: Draft
    target: dict[tuple[str, str, str], Fact] = field(factory=dict)
    realisasi: dict[tuple[str, str], Fact] = field(factory=dict)
    data: dict[tuple[str, str], Fact] = field(factory=dict)
    pembanding: dict[tuple[str, str, str], Fact] = field(factory=dict)
    pagu: dict[tuple[str, str, str], Fact] = field(factory=dict)
    realisasi_anggaran: dict[tuple[str, str], Fact] = field(factory=dict)
    belanja: dict[tuple[str, str, str, str], Fact] = field(factory=dict)
    names: list[StatedName] = field(factory=list)
    declared: list[Declared] = field(factory=list)
    narasi: list[Narasi] = field(factory=list)
    _readers: dict[tuple[int, int, bool], "CellReader"] = field(factory=dict)
    outside: set[tuple[str, int, str]] = field(factory=set)
    """Headings outside the Renstra that were said: one wrong year is one finding, not one for each cell."""

    def reader(self, unit: Unit, row_unit: Unit, is_target: bool) -> "CellReader":
        """What reads the cells of rows of a unit, in all tables alike."""
        key = (id(unit), id(row_unit), is_target)
        reader = self._readers.get(key)
        if reader is None:
            reader = self._readers[key] = CellReader(self.draft, unit, row_unit, is_target)
        return reader

    def facts(self) -> Facts:
        """Frozen."""
        by_indicator: dict[str, list[str]] = {}
        for indikator, _, dokumen in self.target:
            documents = by_indicator.setdefault(indikator, [])
            if dokumen not in documents:
                documents.append(dokumen)
        stated = {key[1] for series in (self.realisasi, self.data, self.target, self.pagu) for key in series}
        years = [p.year for p in map(period_of, stated) if p is not None]
        if self.draft.renstra is not None:
            years += [self.draft.renstra.awal, self.draft.renstra.akhir]
        freeze = MappingProxyType
        return Facts(
            freeze(self.target),
            freeze({k: tuple(v) for k, v in by_indicator.items()}),
            freeze(self.realisasi),
            freeze(self.data),
            freeze(self.pembanding),
            freeze(self.pagu),
            freeze(self.realisasi_anggaran),
            freeze(self.belanja),
            tuple(self.names),
            tuple(self.declared),
            min(years, default=0),
            max(years, default=0),
        )


@lru_cache(maxsize=4096)
def period_of(column: str) -> Period | None:
    """The period of a column, cumulative or not; None for `awal` and `akhir`."""
    return Period.read(column.removeprefix(CUMULATIVE))


def own_source(draft: Draft, symbol: Symbol) -> str | None:
    """The source that a datum or indicator declares for itself."""
    if symbol.kind == "data":
        return draft.data[symbol.id].sumber if symbol.id in draft.data else None
    return draft.indikator[symbol.id].sumber if symbol.id in draft.indikator else None


def unit_of_row(draft: Draft, symbol: Symbol, label: Span) -> Unit | None:
    """The declared unit of a row's subject; None, said, where that is a library's indicator and not one of the plan."""
    if symbol.kind == "indikator" and symbol.package != draft.root:
        _library_row(draft, symbol, label)
        return None
    return draft.declared_units.get(symbol.id)


def _library_row(draft: Draft, symbol: Symbol, label: Span) -> None:
    """Say that a row is about a library's indicator, not about one of the plan."""
    own = [i.id for i in draft.indikator.values() if i.dari == symbol.id and i.paket == draft.root]
    hint = f"tulis `{own[0]}`" if len(own) == 1 else f"tempatkan dahulu pada jenjang: indikator ... dari {label.text}"
    draft.say("KR209", f"`{label.text}` adalah indikator pustaka, belum milik rencana ini", label, hint)


def same_unit(draft: Draft, declared: Unit, found: Unit, span: Span) -> bool:
    """Whether a stated unit goes with the declared one; says so where it does not."""
    if _goes_with(declared, found):
        return True
    draft.say(
        "KR308",
        f"bersatuan `{found}`, padahal satuannya dinyatakan `{declared}`",
        span,
        f"tulis dalam `{declared}`, atau perbaiki `satuan` pada deklarasinya",
    )
    return False


def _goes_with(declared: Unit, found: Unit) -> bool:
    if found is declared:
        return True
    same_kind = declared.kind is found.kind or (declared.dimension and declared.dimension == found.dimension)
    if same_kind and declared.dimension == found.dimension:
        return True
    return {declared.kind, found.kind} <= {Kind.PERSEN, Kind.RASIO}


def cell_value(
    draft: Draft, cell: nodes.Cell, unit: Unit, row_unit: Unit, is_target: bool
) -> Number | TargetValue | Missing | None:
    """What a cell states, in base magnitude; None, said, where it does not fit."""
    if isinstance(cell, nodes.Absent):
        kind, reason = ABSENT.get(cell.written, (Absence.BELUM_ADA_DATA, cell.written))
        return Missing(kind, reason, cell.span)
    if unit.kind is Kind.PREDIKAT:
        return grade_value(draft, cell, unit)
    if isinstance(cell, nodes.NumberLit):
        number = quantity(draft, cell, unit, row_unit)
        return TargetValue(number, number) if is_target and number is not None else number
    if isinstance(cell, (nodes.Word, nodes.TextLit)):
        draft.say(
            "KR106",
            f"`{cell.span.text}` bukan bilangan",
            cell.span,
            f"tulis bilangan dalam `{unit}`, atau `-` bila belum ada",
        )
        return None
    if not is_target:
        draft.say("KR106", "batas dan rentang hanya berlaku untuk target", cell.span, "tulis satu bilangan")
        return None
    if isinstance(cell, nodes.Bound):
        number = quantity(draft, cell.number, unit, row_unit)
        return None if number is None else TargetValue(number, number, cell.operator)
    lower, upper = quantity(draft, cell.lower, unit, row_unit), quantity(draft, cell.upper, unit, row_unit)
    if lower is None or upper is None:
        return None
    if lower.value > upper.value:
        draft.say("KR106", "rentang target terbalik", cell.span, "tulis batas yang lebih kecil lebih dahulu")
        return None
    return TargetValue(lower, upper)


@define(eq=False)
class CellReader:
    """What the cells of rows state that have one unit.

    A number that stands in many of them is brought to base magnitude once. The parser gives equal texts one and the same
    value and plain cell, so it is told by those; a number of which something is to be said is read wherever it stands.
    """

    draft: Draft
    unit: Unit
    row_unit: Unit
    is_target: bool
    _read: dict[tuple[int, str | None], Number | TargetValue | Missing] = field(factory=dict)
    _plain: dict[nodes.PlainCell, Number | TargetValue | Missing] = field(factory=dict)

    def facts(self, row: nodes.Row, places: Sequence[int], sumber: str | None) -> list[Fact | None]:
        """What a row states in some of its cells."""
        plain, known = row.plain, self._plain
        if plain is None:
            values = [self.value(row.cells[at]) for at in places]
        else:
            values = [known.get(plain[at]) or self._plain_value(row, plain[at], at) for at in places]
        return [
            None if value is None else fact_of_row(value, sumber, row, at)
            for at, value in zip(places, values, strict=True)
        ]

    def _plain_value(self, row: nodes.Row, alike: nodes.PlainCell, at: int) -> Number | TargetValue | Missing | None:
        number = None if alike.number is None else self._number(*alike.number)
        value: Number | TargetValue | Missing | None
        if number is not None:
            value = TargetValue(number, number) if self.is_target else number
        else:
            said = len(self.draft.diagnostics)
            value = cell_value(self.draft, row.cell(at), self.unit, self.row_unit, self.is_target)
            if value is None or alike.number is None or len(self.draft.diagnostics) != said:
                return value
        self._plain[alike] = value
        return value

    def _number(self, value: Fraction, decimals: int, unit: str) -> Number | None:
        """A number in base magnitude; None where the cell is to be looked at, since something may have to be said of it."""
        if self.unit.kind is Kind.PREDIKAT:
            return None
        written = find_unit(self.draft, self.draft.root, unit) if unit else self.row_unit
        if written is None or not _goes_with(self.unit, written):
            return None
        if _is_doubtful(decimals, written, bool(unit)):
            return None
        return _in_base(value, decimals, written, self.unit)

    def value(self, cell: nodes.Cell) -> Number | TargetValue | Missing | None:
        """As `cell_value`."""
        if not isinstance(cell, nodes.NumberLit):
            return cell_value(self.draft, cell, self.unit, self.row_unit, self.is_target)
        key = (id(cell.value), None if cell.unit is None else cell.unit.text)
        known = self._read.get(key)
        if known is not None:
            return known
        said = len(self.draft.diagnostics)
        value = cell_value(self.draft, cell, self.unit, self.row_unit, self.is_target)
        if value is not None and len(self.draft.diagnostics) == said:
            self._read[key] = value
        return value


def quantity(draft: Draft, number: nodes.NumberLit, unit: Unit, row_unit: Unit) -> Number | None:
    """A number of a cell in base magnitude."""
    written, decimals = row_unit, number.decimals
    if number.unit is not None:
        found = resolve_unit(draft, draft.root, number.unit)
        if found is None or not (found is unit or same_unit(draft, unit, found, number.unit.span)):
            return None
        written = found
    if _is_doubtful(decimals, written, number.unit is not None):
        _say_misread(draft, number, written)
    return _in_base(number.value, decimals, written, unit)


def _in_base(value: Fraction, decimals: int, written: Unit, unit: Unit) -> Number:
    """A number written in a unit, in base magnitude; it keeps its decimals where that unit is the declared one."""
    scale = written.scale
    as_written = written is unit or (scale == unit.scale and ONE_TO not in (written, unit))
    return Number(value if scale == 1 else units.in_base(value, scale), decimals=decimals if as_written else None)


def _is_doubtful(decimals: int, unit: Unit, stated: bool) -> bool:
    """Whether the text of a number is to be looked at: its dot or comma may be another country's, or it is one to so many."""
    if decimals == _GROUP and unit.kind in (Kind.HITUNGAN, Kind.UANG):
        return True
    return not stated and ((unit.kind is Kind.PERSEN and decimals == 0) or unit == ONE_TO)


def _say_misread(draft: Draft, number: nodes.NumberLit, unit: Unit) -> None:
    """Say where a dot or a comma is probably another country's: `93.821` per cent, `9,150` people."""
    text = _RUPIAH.sub("", number.span.text.strip(), count=1).partition(" ")[0].removesuffix("%")
    if number.unit is None and unit.kind is Kind.PERSEN and number.decimals == 0 and is_misread_decimal(text):
        better = text.replace(".", ",")
        draft.warn(
            "KR102",
            f"`{text}` dibaca {write_numeral(number.value, 0)} persen",
            number.span,
            f"bila yang dimaksud pecahan desimal, tulis `{better}`",
        )
    elif unit == ONE_TO and number.unit is None and number.value > 1:
        draft.warn(
            "KR102",
            f"`{text}` dibaca rasio {write_numeral(number.value, number.decimals)}, bukan satu banding sekian",
            number.span,
            f"bila yang dimaksud perbandingan, tulis `1:{write_numeral(number.value, number.decimals)}`",
        )
    elif unit.kind in (Kind.HITUNGAN, Kind.UANG) and unit.scale == 1 and _THOUSANDS_BY_COMMA.match(text):
        why = "tiga angka di belakang koma tidak lazim bagi rupiah"
        if unit.kind is Kind.HITUNGAN:
            why = f"padahal `{unit}` dihitung utuh"
        draft.warn(
            "KR102",
            f"`{text}` dibaca pecahan, {why}",
            number.span,
            f"bila yang dimaksud ribuan, tulis `{text.replace(',', '.')}`",
        )


_RUPIAH = re.compile(r"\ARp\.?\s*", re.IGNORECASE)
_GROUP = 3
"""Digits between the marks of thousands."""
_THOUSANDS_BY_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}\Z")


def grade_value(draft: Draft, cell: nodes.Cell, unit: Unit) -> TargetValue | None:
    """A grade of the scale that is the unit."""
    skala = draft.skala.get(unit.dimension[0][0].removeprefix("skala "))
    if skala is None:
        return None
    text = cell.text if isinstance(cell, nodes.Word) else cell.value if isinstance(cell, nodes.TextLit) else None
    grade = grade_of(skala, text) if text is not None else None
    if grade is None:
        names = ", ".join(f'"{k.nama}"' for k in skala.kategori)
        draft.say("KR106", f"`{cell.span.text}` bukan predikat pada skala `{skala.nama}`", cell.span, f"pilih: {names}")
        return None
    number = Number(grade.score if grade.score is not None else Fraction(grade.rank))
    return TargetValue(number, number, "", grade)


def grade_of(skala: Skala, name: str) -> Grade | None:
    """The grade of a name on a scale; ranks count from 1 at the lowest."""
    for rank, kategori in enumerate(skala.kategori, start=1):
        if kategori.nama.casefold() == name.casefold():
            return Grade(skala.id, kategori.nama, rank, kategori.skor)
    return None


# ---- stating ---------------------------------------------------------------------------------------------------------
def state(
    binding: Binding, keyword: str, subject: str, column: str, dokumen: str, fact: Fact, heading: Span | None = None
) -> None:
    """Put a statement of a series among the facts; `heading` is where its period is written."""
    if keyword == "target" and is_outside(binding, column):
        _say_outside(binding, column, fact, heading)
    facts, key_of = series_of(binding, keyword)
    key = key_of(subject, column, dokumen)
    if key in facts or isinstance(fact.value, Missing):
        what = f"{_spoken_subject(binding.draft, keyword, subject, dokumen)} {_spoken_column(column)}"
        put(binding.draft, facts, key, fact, what)
    else:  # nearly all
        facts[key] = fact


def series_of(binding: Binding, keyword: str) -> tuple[dict[Any, Fact], Callable[[str, str, str], tuple[str, ...]]]:
    """The facts among which a series states something, and by what of subject, column and document it is found there."""
    if keyword == "target":
        return binding.target, lambda subject, column, dokumen: (subject, column, dokumen)
    if keyword == "pembanding":
        return binding.pembanding, lambda subject, column, dokumen: (dokumen, subject, column)
    return binding.data if keyword == "data" else binding.realisasi, lambda subject, column, dokumen: (subject, column)


def _spoken_subject(draft: Draft, keyword: str, subject: str, dokumen: str) -> str:
    """Of what a series states something, in a sentence."""
    if keyword == "data":
        return f"data `{draft.data[subject].nama if subject in draft.data else subject}`"
    if keyword == "pembanding":
        name = draft.pembanding[dokumen].nama if dokumen in draft.pembanding else f"pembanding `{dokumen}`"
        return f"{name} `{subject}`"
    return f"{keyword} `{subject}`"


def put_money(binding: Binding, keyword: str, subject: str, year: str, column: str, dokumen: str, fact: Fact) -> None:
    """Put a statement of money among the facts."""
    facts: Any
    key: tuple[str, ...]
    if keyword == "belanja":
        facts, key = binding.belanja, (subject, year, column, dokumen)
    elif column == "pagu":
        facts, key = binding.pagu, (subject, year, dokumen)
    else:
        facts, key = binding.realisasi_anggaran, (subject, year)
    if key in facts or isinstance(fact.value, Missing):
        what = f"{'realisasi anggaran' if column == 'realisasi' else column} `{subject}` tahun {year}"
        put(binding.draft, facts, key, fact, what)
    else:  # nearly all
        facts[key] = fact


def _spoken_column(column: str) -> str:
    """What a column is of, in a sentence: `tahun 2022`, `s.d. triwulan III 2022`, `` `awal` ``."""
    period = period_of(column)
    if period is None:
        return f"`{column}`"
    return f"s.d. {period.spoken}" if column.startswith(CUMULATIVE) else period.spoken


def is_outside(binding: Binding, column: str) -> bool:
    """Whether the period of a column is none of the Renstra's."""
    renstra, period = binding.draft.renstra, period_of(column)
    return renstra is not None and period is not None and not renstra.awal <= period.year <= renstra.akhir


def _say_outside(binding: Binding, column: str, fact: Fact, heading: Span | None) -> None:
    draft, renstra, period = binding.draft, binding.draft.renstra, period_of(column)
    if renstra is None or period is None or isinstance(fact.value, Missing):
        return
    place = heading or fact.span
    said = (place.source.path, heading.start if heading is not None else 0, column)
    if said in binding.outside:
        return
    binding.outside.add(said)
    draft.say(
        "KR501",
        f"target {period.spoken} berada di luar periode Renstra {renstra.awal} s.d. {renstra.akhir}",
        place,
        "hapus kolom ini, atau perbaiki periode Renstra",
        secondary=(Label(renstra.span, "periode dinyatakan di sini"),),
    )


def put(draft: Draft, facts: dict[Key, Fact], key: Key, fact: Fact, what: str) -> None:
    """Put a statement among the facts, an absence with what it is of; a second one that differs is said."""
    if isinstance(fact.value, Missing):
        absent = Missing(fact.value.kind, f"{what} {fact.value.reason}", fact.value.span)
        fact = Fact(absent, fact.sumber, span=fact.span)
    earlier = facts.get(key)
    if earlier is None or (isinstance(earlier.value, Missing) and not isinstance(fact.value, Missing)):
        facts[key] = fact
        return
    if earlier.value == fact.value or isinstance(fact.value, Missing):
        return
    same = earlier.sumber == fact.sumber
    later = Label(earlier.span, f"dinyatakan `{earlier.span.text}` di {earlier.span.place}")
    if same:
        draft.say(
            "KR502",
            f"{what} dinyatakan dua kali dengan nilai berbeda",
            fact.span,
            "perbaiki atau hapus salah satunya",
            secondary=(later,),
        )
        return
    kept, other = sorted((earlier, fact), key=lambda f: (f.sumber or "", f.span.source.path, f.span.start))
    facts[key] = kept
    draft.say(
        "KR502",
        f"{what} berbeda antara {_of_source(kept)} dan {_of_source(other)}; yang dipakai {_of_source(kept)}",
        fact.span,
        "hapus yang tidak dipakai, atau nyatakan sumber yang berlaku",
        severity=Severity.PERINGATAN,
        secondary=(later,),
    )


def _of_source(fact: Fact) -> str:
    return f"sumber `{fact.sumber}`" if fact.sumber else "tabel tanpa sumber"


def money_subject(draft: Draft, keyword: str, label: nodes.Word | nodes.TextLit) -> str | None:
    """The node or kind of expenditure that a row of money is about; None, said, where it is not known."""
    if keyword == "anggaran":
        found = draft.resolve(draft.root, label, ("simpul",))
        return found.id if found is not None else None
    name = label.value if isinstance(label, nodes.TextLit) else label.text
    for ident, (nama, _) in draft.jenis_belanja.items():
        if name in (ident, nama):
            return ident
    near = get_close_matches(name, list(draft.jenis_belanja), n=1)
    if not draft.jenis_belanja and draft.scopes[draft.root].incomplete:
        return None
    hint = (
        f"mungkin maksud Anda `{near[0]}`?"
        if near
        else "yang dikenal: " + (", ".join(sorted(draft.jenis_belanja)) or "belum ada; pakai paket `sakip_umum`")
    )
    draft.say("KR201", f"jenis belanja `{name}` tidak dikenal", label.span, hint)
    return None
