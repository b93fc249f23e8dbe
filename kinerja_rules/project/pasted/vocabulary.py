"""What a heading of a printed table says, beyond what headings of kept tables do: levels, groups, words of reports."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from attrs import evolve, frozen

from kinerja_rules.project.sheets.headings import (
    LABELS,
    STRAY,
    ColumnHeading,
    HeadingPart,
    PeriodHeading,
    combine,
    normal,
    read_part,
)
from kinerja_rules.project.sheets.limits import MAX_HEADING

_LEVELS = (
    ("subkegiatan", re.compile(r"\bsub[ -]?kegiatan\b")),
    ("kegiatan", re.compile(r"\bkegiatan\b")),
    ("program", re.compile(r"\bprogram\b")),
    ("sasaran", re.compile(r"\bsasaran\b")),
    ("tujuan", re.compile(r"\btujuan\b")),
    ("misi", re.compile(r"\bmisi\b")),
)
_LABEL_WORDS = frozenset(
    "urusan bidang unsur pemerintah pemerintahan daerah dan atau program kegiatan sub subkegiatan sasaran strategis tujuan"
    " misi indikator kinerja utama iku iki ikk nama perangkat opd skpd outcome output keluaran hasil no kode rekening"
    " nomenklatur uraian renstra rpjmd".split()
)
_ANY = frozenset({"uraian", "nama", "data", "nama data"})
_PERSEN = ("%", "persen", "persentase", "(%)")
_EXTRA: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "rata-rata capaian",
                "rata-rata capaian kinerja",
                "rata-rata capaian kinerja sasaran",
                "rata-rata % capaian",
                "capaian kinerja sasaran",
                "persentase capaian kinerja",
                "% capaian kinerja",
                "tingkat capaian kinerja",
                "capaian target",
                "persentase capaian target",
            ),
            "capaian",
        ),
        **dict.fromkeys(("kategori/interpretasi", "interpretasi", "predikat kinerja"), "kategori"),
        **dict.fromkeys(("keterangan menunjang", "menunjang"), "menunjang"),
        **dict.fromkeys(("jumlah indikator", "jumlah indikator sasaran", "banyaknya indikator"), "banyak_indikator"),
        **dict.fromkeys(("jumlah", "jumlah (rp)", "nilai", "besaran"), "jumlah"),
        **dict.fromkeys(("tahun", "tahun anggaran"), "tahun"),
        **dict.fromkeys(("keuangan", "anggaran dan realisasi", "anggaran/keuangan"), "pagu"),
        **dict.fromkeys(("rp", "(rp)", "rupiah"), "rp"),
        **dict.fromkeys(("k", "kinerja", "fisik", "indikator kinerja", "indikator", "target dan realisasi"), "kinerja"),
        **dict.fromkeys(_PERSEN, "persen"),
        **dict.fromkeys(("realisasi s/d", "realisasi akhir"), "realisasi"),
    }
)
_BENCHMARK = re.compile(
    r"(?:realisasi|capaian|standar|rata-rata|angka|nilai)?(?: kinerja)? ?(?:tingkat )?(?:nasional|provinsi|propinsi|prov|jawa \w+|kab|kabupaten|kota)\b"
)
_BRACKETED = re.compile(r"(.+?) ?\([^()]{1,40}\)\Z")
_UNDER_MONEY = {"target": "pagu", "persen": "capaian", "kinerja": "pagu"}
_OVER_RP = {"target": "pagu", "realisasi": "realisasi_anggaran", "capaian": "capaian_anggaran"}


@frozen
class Heading:
    """What the heading cells of a column say together.

    `role` is `label`, `kode`, `nomor`, `satuan`, `tahun`, a measure, or `lain`. `levels` are those a label column holds
    (`indikator` among them; empty: any).
    """

    role: str
    levels: frozenset[str] = frozenset()
    period: PeriodHeading | None = None
    unit: str | None = None


def read_headings(texts: Sequence[str]) -> Heading:
    """The heading cells of a column, from above.

    >>> read_headings(("Anggaran", "Capaian")).role, read_headings(("Tahun 2022", "Target (%)")).unit
    ('capaian_anggaran', '%')
    >>> sorted(read_headings(("Program / Kegiatan",)).levels), read_headings(("Realisasi Nasional / Provinsi",)).role
    (['kegiatan', 'program'], 'pembanding')
    >>> read_headings(("Tingkat Pencapaian", "Memuaskan", "%")).role
    'lain'
    """
    if not texts:
        return Heading("lain")
    texts = [part for text in texts for part in (text.split(": ") if _is_joined(text) else (text,))]
    lowest = _part(texts[-1])
    if not any(_part(t).measure or _part(t).period for t in texts) or (
        lowest.measure is None and lowest.period is None
    ):
        levels = label_levels(texts[-1])
        if levels is not None:
            return levels
    if len(texts) == 1 and lowest.measure == "kinerja":  # `Indikator Kinerja` over nothing else is a label
        return Heading("label", frozenset({"indikator"}))
    parts = [_part(text) for text in texts]
    if any(part.measure is None and part.period is None and not _is_title(part) for part in parts):
        return Heading("lain")
    read = combine(tuple(_joined(parts)))
    if not read.known or (read.measure is None and read.period is None):
        return Heading("lain")
    return Heading(_role(read), frozenset(), read.period, read.unit)


def _is_joined(text: str) -> bool:
    """Whether a cell holds headings over one another on one line: `Tahun 2022: Target (%)`."""
    parts = text.split(": ")
    return len(parts) > 1 and all(speaks(part) for part in parts)


def _role(read: ColumnHeading) -> str:
    measure = read.measure or "periode"
    money = read.unit is not None and read.unit.casefold().startswith(("rp", "rupiah", "dalam rupiah", "juta rp"))
    if money and measure == "realisasi":
        return "realisasi_anggaran"
    return {"persen": "capaian", "kinerja": "periode", "rp": "pagu"}.get(measure, measure)


def _joined(parts: list[HeadingPart]) -> list[HeadingPart]:
    """Parts whose meaning depends on those above: under money a target is a pagu; `Rp` and `%` take what is above."""
    out: list[HeadingPart] = []
    above: str | None = None
    for part in parts:
        measure = part.measure
        if above == "pagu" and measure in _UNDER_MONEY:
            measure = _UNDER_MONEY[measure]
        elif above == "pembanding" and measure in ("jumlah", "kinerja", "realisasi"):
            measure = "pembanding"
        elif above == "pembanding" and measure == "capaian":
            out = [evolve(p, measure=None) for p in out]
        elif measure == "rp":
            measure = _OVER_RP.get(above or "", "pagu")
        elif measure == "persen":
            measure = "capaian"
        elif measure == "kinerja":
            measure = None if above is not None or len(parts) > 1 else measure
        if measure is not None and measure != part.measure and above in _OVER_RP and part.measure == "rp":
            out = [evolve(p, measure=None) for p in out]
        if above == "realisasi" and part.measure == "persen":
            out = [evolve(p, measure=None) for p in out]
        part = evolve(part, measure=measure, period=part.period, unsure=False)
        out.append(part)
        above = measure or above
    if out and out[-1].measure is None and out[-1].period is None and above is not None:
        out[-1] = evolve(out[-1], measure=next((p.measure for p in reversed(out) if p.measure), None))
    return out


def _is_title(part: HeadingPart) -> bool:
    """A word over columns that says nothing of them: `Tahun`, `Kinerja`."""
    return part.normal in ("tahun", "kinerja", "target kinerja dan anggaran", "tahun pelaporan", "periode")


@lru_cache(maxsize=4096)
def _part(text: str) -> HeadingPart:
    """One heading cell, with the words that only printed tables use."""
    if len(text) > MAX_HEADING:
        return HeadingPart("")
    part = read_part(text)
    if part.measure is not None:
        return part
    whole = normal(text).replace(" - ", "-")
    bracket = _BRACKETED.match(whole)
    bodies = (whole, bracket[1].strip(STRAY)) if bracket else (whole,)
    for body in bodies:
        if body in _EXTRA and (part.period is None or body == "tahun"):
            return evolve(part, measure=_EXTRA[body], unsure=False)
    if _BENCHMARK.match(whole) and part.period is None:
        return evolve(part, measure="pembanding", unsure=False)
    return part


@lru_cache(maxsize=4096)
def label_levels(text: str) -> Heading | None:
    """What a label column holds; None where the text heads no such column.

    >>> sorted(label_levels("Urusan / Bidang Urusan Pemerintah Daerah dan Program / Kegiatan").levels)
    ['kegiatan', 'program']
    >>> label_levels("Indikator Kinerja Program / Kegiatan").levels, label_levels("Sasaran Strategis 1") is None
    (frozenset({'indikator'}), True)
    """
    if len(text) > MAX_HEADING:
        return None
    body = normal(text)
    bracket = _BRACKETED.match(body)
    words = re.findall(r"[^\W_]+", bracket[1] if bracket else body)
    if body.startswith("kode"):
        return Heading("kode") if set(words) <= _LABEL_WORDS else None
    if body in _ANY:
        return Heading("label")
    if body not in LABELS and not (words and set(words) <= _LABEL_WORDS):
        return None
    if (words and words[0] in ("indikator", "iku", "ikk", "iki")) or body.startswith("nama indikator"):
        return Heading("label", frozenset({"indikator"}))
    levels = set()
    rest = body
    for level, pattern in _LEVELS:
        if pattern.search(rest):
            levels.add(level)
            rest = pattern.sub(" ", rest)
    if "indikator" in words:
        levels.add("indikator")
    return Heading("label", frozenset(levels)) if levels or body in LABELS else None


def speaks(text: str) -> bool:
    """Whether a cell by itself may be a heading: it names a measure, a period, or what rows are about."""
    part = _part(text)
    return part.measure is not None or part.period is not None or label_levels(text) is not None
