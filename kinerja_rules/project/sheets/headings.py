"""What a heading of a table says: a period, a measure, or what the rows are called. Nothing is guessed from nearness."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from attrs import evolve, field, frozen

from kinerja_rules.model.periods import Period
from kinerja_rules.project.sheets.grid import column_number
from kinerja_rules.project.sheets.limits import MAX_HEADING

LABELS: tuple[str, ...] = (
    "kode rekening",
    "kode program/kegiatan",
    "kode",
    "indikator kinerja utama",
    "iku",
    "indikator kinerja sasaran",
    "indikator kinerja program/kegiatan",
    "indikator kinerja",
    "indikator sasaran",
    "indikator",
    "nama indikator",
    "data",
    "nama data",
    "program/kegiatan/subkegiatan",
    "program/kegiatan/sub kegiatan",
    "program, kegiatan, dan subkegiatan",
    "program/kegiatan",
    "kegiatan/subkegiatan",
    "kegiatan/sub kegiatan",
    "program",
    "kegiatan",
    "subkegiatan",
    "sub kegiatan",
    "jenis belanja",
    "belanja",
    "uraian",
    "nama",
    "sasaran strategis",
    "sasaran",
    "tujuan/sasaran strategis",
    "tujuan/sasaran",
    "tujuan",
)
"""Headings of the column that says what a row is about, as they stand in plans; a caller names those it wants."""

_MEASURES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("target", "target kinerja", "target capaian kinerja", "target capaian"), "target"),
        **dict.fromkeys(("realisasi", "realisasi kinerja"), "realisasi"),
        **dict.fromkeys(("realisasi anggaran", "realisasi keuangan", "realisasi belanja"), "realisasi_anggaran"),
        **dict.fromkeys(
            ("capaian", "capaian kinerja", "tingkat capaian", "% capaian", "persentase capaian"), "capaian"
        ),
        **dict.fromkeys(
            ("pagu", "anggaran", "pagu anggaran", "alokasi anggaran", "pagu indikatif", "jumlah anggaran"), "pagu"
        ),
        **dict.fromkeys(
            ("awal", "kondisi awal", "kondisi kinerja awal", "kondisi awal kinerja", "data awal", "baseline"), "awal"
        ),
        **dict.fromkeys(
            (
                "akhir",
                "kondisi akhir",
                "kondisi kinerja akhir",
                "kondisi akhir kinerja",
                "kondisi akhir renstra",
                "target akhir",
                "target akhir renstra",
                "target akhir rencana strategis",
                "target akhir periode renstra",
            ),
            "akhir",
        ),
        **dict.fromkeys(
            ("kategori", "predikat", "kriteria", "kategori capaian", "predikat capaian", "kategori/predikat"),
            "kategori",
        ),
        **dict.fromkeys(("kemajuan", "tingkat kemajuan", "kemajuan capaian", "persentase kemajuan"), "kemajuan"),
        **dict.fromkeys(("efisiensi", "tingkat efisiensi", "persentase efisiensi"), "efisiensi"),
        **dict.fromkeys(
            ("serapan", "serapan anggaran", "penyerapan", "penyerapan anggaran", "tingkat penyerapan", "% serapan"),
            "capaian_anggaran",
        ),
        **dict.fromkeys(("sisa", "sisa anggaran"), "sisa"),
        **dict.fromkeys(("menunjang/tidak menunjang", "menunjang atau tidak menunjang"), "menunjang"),
        **dict.fromkeys(("satuan", "satuan ukuran", "unit satuan"), "satuan"),
        **dict.fromkeys(("sumber", "sumber data"), "sumber"),
        **dict.fromkeys(("no", "nomor", "no urut", "nomor urut"), "nomor"),
    }
)

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = {
    name: f"{number:02}"
    for number, names in enumerate(
        "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu agt|september sep sept"
        "|oktober okt|november nov|desember des".split("|"),
        1,
    )
    for name in names.split()
}
_UNTIL = re.compile(r"(?:sampai dengan|s\.?d\.?|s/d|hingga)(?![^\W\d_]) ?")
_YEAR = re.compile(r"(?:(?:tahun anggaran|tahun|thn|th|ta)\.? ?)?((?:19|20|21)\d\d)(?!\d)")
_QUARTER = re.compile(r"(?:triwulan|tri wulan|tw|trw)\.? ?-? ?(iv|i{1,3}|[1-4])\b")
_HALF = re.compile(r"(?:semester|smt|sem)\.? ?-? ?(ii?|[12])\b")
_MONTH = re.compile(rf"(?:bulan )?({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?")
_NAMED_COLUMN = re.compile(r"kolom ([a-z]{1,3})\Z")
_JOIN = re.compile(r" ?[,/-]? ?")
_UNIT = re.compile(r"(.+?) ?\((.{1,40})\)\Z")
_SPACES = re.compile(r"\s+")
STRAY = " .:*\t\r\n\u200b\ufeff"
"""What may stand around a heading without being part of it."""


@frozen
class PeriodHeading:
    """A period as a heading states it: the year may be missing (`TW I`); `cumulative` for `s.d. TW III`."""

    year: int | None
    part: str = ""
    cumulative: bool = False


@frozen
class HeadingPart:
    """One heading cell read by itself. Without period and measure it says neither.

    `unit` is what stands in brackets behind (`Target (%)`). `unsure` marks a text that speaks of a measure without
    being one that is known (`Realisasi Nasional`).
    """

    normal: str
    period: PeriodHeading | None = None
    measure: str | None = None
    unit: str | None = None
    unsure: bool = False


@frozen
class ColumnHeading:
    """The heading cells of one column, from above, taken together. `known` is False where they contradict each other
    or where the lowest one says neither period nor measure."""

    parts: tuple[HeadingPart, ...] = field(repr=False)
    period: PeriodHeading | None
    measure: str | None
    unit: str | None
    known: bool


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """Text for comparing headings: small letters, single spaces, none around a slash, no trailing marks.

    >>> normal(" Program /\\n Kegiatan :")
    'program/kegiatan'
    """
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip(STRAY)
    return plain.replace("–", "-").replace(" / ", "/").replace("/ ", "/").replace(" /", "/")


def column_of(heading: str) -> int | None:
    """The number of the column that a plan names by its letters.

    >>> column_of("kolom F"), column_of("Kolom AA"), column_of("Target")
    (6, 27, None)
    """
    found = _NAMED_COLUMN.match(normal(heading))
    return None if found is None else column_number(found[1].upper())


def read_period(text: str) -> PeriodHeading | None:
    """The period of a normalised text, if it says nothing else.

    >>> read_period("tahun 2022"), read_period("tw iii")
    (PeriodHeading(year=2022, part='', cumulative=False), PeriodHeading(year=None, part='TW3', cumulative=False))
    >>> read_period("s.d. triwulan iii tahun 2022"), read_period("2022-s1").part, read_period("okt 2022").part
    (PeriodHeading(year=2022, part='TW3', cumulative=True), 'S1', '10')
    >>> read_period("realisasi 2022"), read_period("s.d."), read_period("2022 2023")
    (None, None, None)
    """
    until = _UNTIL.match(text)
    rest = text[until.end() :] if until else text
    code = Period.read(rest.upper())
    if code is not None:
        return PeriodHeading(code.year, code.part, until is not None)
    year: int | None = None
    part = ""
    while rest:
        found = None
        if year is None and (found := _YEAR.match(rest)):
            year = int(found[1])
        elif not part and (found := _QUARTER.match(rest)):
            part = f"TW{_ROMAN.get(found[1], found[1])}"
        elif not part and (found := _HALF.match(rest)):
            part = f"S{_ROMAN.get(found[1], found[1])}"
        elif not part and (found := _MONTH.match(rest)):
            part = _MONTHS[found[1]]
        if found is None:
            return None
        rest = rest[found.end() :]
        join = _JOIN.match(rest)
        rest = rest[join.end() :] if join else rest
    return PeriodHeading(year, part, until is not None) if year is not None or part else None


@lru_cache(maxsize=16384)
def read_part(text: str) -> HeadingPart:
    """One heading cell.

    >>> part = read_part("Realisasi Kinerja s.d. TW III 2022 (%)")
    >>> part.measure, part.period, part.unit
    ('realisasi', PeriodHeading(year=2022, part='TW3', cumulative=True), '%')
    >>> read_part("Kondisi Awal (2021)").measure, read_part("Realisasi Nasional").measure
    ('awal', None)
    """
    if len(text) > MAX_HEADING:
        return HeadingPart("")
    whole = normal(text)
    body, unit, extra = whole, None, None
    bracket = _UNIT.match(whole)
    if bracket is not None:
        body = bracket[1].strip(STRAY)
        extra = read_period(bracket[2])
        unit = None if extra else bracket[2].strip(STRAY)
    measure, period = _measure_and_period(body)
    if extra is not None:
        if period is not None or (measure is None and body not in _MEASURES):
            return HeadingPart(whole, unsure=_speaks(whole))
        period = extra
    if measure is None and period is None:
        return HeadingPart(whole, unit=unit, unsure=_speaks(body))
    return HeadingPart(whole, period, measure, unit)


def _measure_and_period(text: str) -> tuple[str | None, PeriodHeading | None]:
    """`target 2022`, `2022 target`, `target`, `2022`; nothing where a word is left over."""
    if text in _MEASURES:
        return _MEASURES[text], None
    whole = read_period(text)
    if whole is not None:
        return None, whole
    words = text.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        for phrase, rest in ((before, after), (after, before)):
            measure = _MEASURES.get(phrase.strip(" -,"))
            period = read_period(rest.removeprefix("pada ").strip(" -,")) if measure else None
            if measure and period:
                return measure, period
    return None, None


def _speaks(text: str) -> bool:
    return re.search(r"\b(?:target|realisasi|capaian|pagu|anggaran|kondisi)\b", text) is not None


def combine(parts: tuple[HeadingPart, ...]) -> ColumnHeading:
    """Heading cells of one column, from above: `Tahun 2022` over `TW I`, `Realisasi` over `2021`.

    >>> c = combine((read_part("Tahun 2022"), read_part("Realisasi"), read_part("TW I")))
    >>> c.measure, c.period, c.known
    ('realisasi', PeriodHeading(year=2022, part='TW1', cumulative=False), True)
    >>> combine((read_part("Anggaran"), read_part("Realisasi (Rp)"))).measure
    'realisasi_anggaran'
    """
    year: int | None = None
    part, cumulative, known = "", False, True
    measure: str | None = None
    unit: str | None = None
    for heading in parts:
        unit = heading.unit or unit
        known = known and not heading.unsure
        if heading.period is not None:
            known = known and not (year and heading.period.year and year != heading.period.year)
            known = known and not (part and heading.period.part and part != heading.period.part)
            year, part = heading.period.year or year, heading.period.part or part
            cumulative = cumulative or heading.period.cumulative
        if heading.measure is not None:
            joined = _join(measure, heading.measure)
            known = known and joined is not None
            measure = joined or measure
    lowest = parts[-1] if parts else None
    known = known and lowest is not None and (lowest.period is not None or lowest.measure is not None)
    period = PeriodHeading(year, part, cumulative) if year is not None or part else None
    return ColumnHeading(parts, period, measure, unit, known)


def completed(heading: ColumnHeading, title: ColumnHeading) -> ColumnHeading:
    """A column's heading with what only the title above the whole table says: the year of `TW I`, the measure."""
    period, measure = heading.period, heading.measure
    if title.period is not None and period is None:
        period = title.period
    elif title.period is not None and period is not None and period.year is None and not title.period.part:
        period = PeriodHeading(title.period.year, period.part, period.cumulative)
    return evolve(heading, period=period, measure=measure or title.measure)


def _join(above: str | None, below: str) -> str | None:
    """A measure under another; None where the two contradict each other."""
    if above is None or above == below or above == "capaian":
        return below
    if above == "pagu" and below in ("realisasi", "capaian"):
        return f"{below}_anggaran"
    if above == "realisasi" and below == "realisasi_anggaran":
        return below
    pair = {above, below}
    if "target" in pair and pair & {"awal", "akhir"}:
        return (pair - {"target"}).pop()
    return None
