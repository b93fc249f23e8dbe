"""Results as JSON: exact, versioned, the same bytes on every machine.

A number is an object with its exact fraction in the unit stated, never a JSON number; an absent value is an object
that says why. Text from files is data: it is written as it is, and JSON quotes it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.numerals import decimal_text, fraction_text
from kinerja_rules.base.source import Span
from kinerja_rules.engine.tests import UjiOutcome
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Derivation, ScaleRow, Step
from kinerja_rules.model.kinerja import Indikator, Model, Simpul
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, IndikatorResult, Result, SimpulResult
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Absence, Acuan, Entity, Grade, Missing, Number, TargetValue, Value
from kinerja_rules.report import grids_json
from kinerja_rules.report.findings import Counts, count
from kinerja_rules.report.grid import Grid
from kinerja_rules.report.text import visible
from kinerja_rules.report.values_text import show_step
from kinerja_rules.report.view import PERCENT_DECIMALS, show_figure

Json = Any
"""A value that `json` writes; never a float."""

HITUNG, LAPOR = "kinerja/hitung/1", "kinerja/lapor/1"
JEJAK, UJI = "kinerja/jejak/1", "kinerja/uji/1"


_COMMAND = re.compile(r"(?i)##(?=(?:vso)?\[)")
"""What a machine that keeps the log of a run takes as told to itself, wherever it stands in a line. No line begins with
a text of the plan, so that `::` is none."""

_HIDDEN = re.compile(r"[^\n -~\xa1-\xac\xae-\u02ff]")


def write(document: Json) -> str:
    """A document as text that ends in a line end; characters without a visible form are escaped.

    So are marks that the machine of a build would obey: the texts that are read back are the same.

    >>> write("a ##[error]b ##c")
    '"a #\\\\u0023[error]b ##c"\\n'
    >>> write({"nama": "a\x9b\u202e\x1b日"})
    '{\\n  "nama": "a\\\\u009b\\\\u202e\\\\u001b日"\\n}\\n'
    """
    text = _COMMAND.sub("#\\\\u0023", json.dumps(document, ensure_ascii=False, indent=2))
    return _HIDDEN.sub(lambda found: _escaped(found[0]), text) + "\n"


def _escaped(char: str) -> str:
    return char if visible(char) == char else json.dumps(char)[1:-1]


# ---- figures -----------------------------------------------------------------------------------------------------------
def number(value: Number, unit: Unit, shown: str) -> Json:
    """A number in the unit stated; an approximate one has no fraction."""
    magnitude = value.value / unit.scale
    rest = {"desimal": decimal_text(magnitude), "tampil": shown, "satuan": _unit(unit)}
    if value.approximate:
        return {"mendekati": True, **rest}
    return {"pecahan": fraction_text(magnitude), **rest}


def _unit(unit: Unit) -> str:
    return str(unit) if unit.kind is not Kind.ANGKA else ""


def absent(missing: Missing) -> Json:
    """An absent value: its kind, the reason, and the place that says so."""
    return {"kosong": missing.kind.value, "alasan": missing.reason, "tempat": _place(missing.span)}


def _inapplicable(reason: str) -> Json:
    return absent(Missing(Absence.TIDAK_BERLAKU, reason))


def _place(span: Span | None) -> str | None:
    return span.place if span is not None else None


def figure(value: Figure, unit: Unit, decimals: int | None = None) -> Json:
    """Any figure of a result."""
    match value:
        case Number():
            return number(value, unit, show_figure(value, unit, decimals))
        case TargetValue():
            return _target(value, unit, decimals)
        case Grade():
            return {"predikat": value.name, "skala": value.scale}
        case Missing():
            return absent(value)
        case str():
            return value


def _target(value: TargetValue, unit: Unit, decimals: int | None) -> Json:
    if value.grade is not None:
        graded = {"predikat": value.grade.name, "skala": value.grade.scale}
        return {"batas": value.operator, "nilai": graded} if value.operator else graded
    lower = figure(value.lower, unit, decimals)
    if value.is_range:
        return {"bawah": lower, "atas": figure(value.upper, unit, decimals)}
    return {"batas": value.operator, "nilai": lower} if value.operator else lower


def _percent(value: Figure) -> Json:
    if isinstance(value, Number):
        return number(value, units.PERSEN, units.show(value.value, units.PERSEN, PERCENT_DECIMALS, value.approximate))
    return figure(value, units.PERSEN, PERCENT_DECIMALS)


def _money(value: Figure) -> Json:
    if isinstance(value, Number):
        return number(value, units.RUPIAH, units.show(value.value, units.RUPIAH, 0, value.approximate))
    return figure(value, units.RUPIAH, 0)


def _category(value: Figure) -> Json:
    """A category's name, or why there is none."""
    return value.name if isinstance(value, Grade) else figure(value, units.PERSEN)


# ---- hitung and lapor --------------------------------------------------------------------------------------------------
def hitung(result: Result, diagnostics: Sequence[Diagnostic]) -> Json:
    """Every figure of a year."""
    findings = [diagnostic_json(d) for d in diagnostics]
    return {"skema": HITUNG, **_figures(result), "diagnostik": findings, **_asked(result)}


def lapor(
    result: Result, diagnostics: Sequence[Diagnostic], grids: Sequence[Grid] = (), remarks: Sequence[str] = ()
) -> Json:
    """The yearly report: the figures of `hitung`, with the findings counted, the declared tables, and remarks on them."""
    return {
        "skema": LAPOR,
        **_figures(result),
        "diagnostik": [diagnostic_json(d) for d in diagnostics],
        "ringkasan": counts_json(count(diagnostics)),
        **_asked(result),
        "tabel": [grids_json.grid(g) for g in grids],
        "catatan": list(remarks),
    }


def _asked(result: Result) -> dict[str, Json]:
    """The period and the document asked for and the agency's money, after the keys that others depend on."""
    asked = result.dokumen if result.dokumen is not None else _inapplicable("target menurut kebijakan acuan_target")
    return {
        "periode": result.period,
        "dokumen": asked,
        "instansi": {
            "pagu": _money(result.instansi.pagu),
            "realisasi_anggaran": _money(result.instansi.realisasi_anggaran),
            "serapan": _percent(result.instansi.serapan),
        },
    }


def _figures(result: Result) -> dict[str, Json]:
    model = result.model
    return {
        "paket": _paket(model),
        "tahun": int(result.period[:4]),
        "indikator": [_indikator(result, model.indikator[i], f) for i, f in result.indikator.items()],
        "simpul": [_simpul(model.simpul[s], f) for s, f in result.simpul.items()],
    }


def _paket(model: Model) -> Json:
    return {"id": model.root.id, "versi": model.root.versi, "sidik": model.root.digest}


def _indikator(result: Result, indikator: Indikator, figures: IndikatorResult) -> Json:
    unit, decimals = indikator.satuan, indikator.desimal
    return {
        "id": indikator.id,
        "nama": indikator.nama,
        "simpul": indikator.simpul if indikator.simpul is not None else _inapplicable("indikator tidak ditempatkan"),
        "arah": indikator.arah if indikator.arah is not None else _inapplicable("arah tidak dinyatakan"),
        "satuan": _unit(unit),
        "periode": result.period,
        "target": figure(figures.target, unit, decimals),
        "realisasi": figure(figures.realisasi, unit, decimals),
        "capaian": _percent(figures.capaian),
        "kategori": _category(figures.kategori),
        "target_akhir": figure(figures.target_akhir, unit, decimals),
        "kemajuan": _percent(figures.kemajuan),
        "pembanding": _compared(figures.pembanding, unit, decimals),
        "riwayat": [
            {
                "periode": row.period,
                "target": figure(row.target, unit, decimals),
                "realisasi": figure(row.realisasi, unit, decimals),
                "capaian": _percent(row.capaian),
            }
            for row in figures.history
        ],
    }


def _compared(compared: Mapping[str, tuple[Figure, Figure]], unit: Unit, decimals: int | None) -> Json:
    return {
        ident: {"nilai": figure(value, unit, decimals), "capaian": _percent(capaian)}
        for ident, (value, capaian) in sorted(compared.items())
    }


def _simpul(simpul: Simpul, figures: SimpulResult) -> Json:
    return {
        "id": simpul.id,
        "jenis": simpul.jenis,
        "nama": simpul.nama,
        "kode": simpul.kode if simpul.kode is not None else _inapplicable("kode tidak dinyatakan"),
        "induk": list(simpul.induk),
        "pagu": _money(figures.pagu),
        "realisasi_anggaran": _money(figures.realisasi_anggaran),
        "serapan": _percent(figures.serapan),
        "sisa": _money(figures.sisa),
        "capaian": _percent(figures.capaian),
        "kategori": _category(figures.kategori),
        "efisiensi": figure(figures.efisiensi, figures.efisiensi_unit or units.ANGKA, PERCENT_DECIMALS),
    }


# ---- findings -----------------------------------------------------------------------------------------------------------
def counts_json(counts: Counts) -> Json:
    """How many findings of each severity."""
    return {"galat": counts.galat, "peringatan": counts.peringatan, "catatan": counts.catatan}


def diagnostic_json(diagnostic: Diagnostic) -> Json:
    """A finding: its code, how grave it is, what it says, where, and what belongs to it."""
    primary = diagnostic.primary
    return {
        "kode": diagnostic.code,
        "tingkat": diagnostic.severity.value,
        "pesan": diagnostic.message,
        **_where(primary),
        "saran": diagnostic.help,
        "dasar": str(diagnostic.citation) if diagnostic.citation is not None else None,
        "terkait": [
            *({"pesan": label.text, **_where(label.span)} for label in diagnostic.secondary),
            *({"pesan": note, **_where(None)} for note in diagnostic.notes),
        ],
    }


def _where(span: Span | None) -> dict[str, Json]:
    return {
        "tempat": _place(span),
        "baris": span.line if span is not None else None,
        "kolom": span.column if span is not None else None,
    }


# ---- jejak -------------------------------------------------------------------------------------------------------------
def jejak(derivation: Derivation) -> Json:
    """How a figure came about: steps, children before parents, from which it can be computed again."""
    return {
        "skema": JEJAK,
        "akar": derivation.root.id,
        "simpul": [_step(step) for step in derivation.steps],
        "pertanyaan": derivation.question,
        "jenjang": [{"jenis": a.jenis, "id": a.id, "nama": a.nama, "tingkat": a.depth} for a in derivation.ancestry],
    }


def _step(step: Step) -> Json:
    return {
        "id": step.id,
        "jenis": step.kind,
        "label": step.label,
        "nilai": _value(step.value, step),
        "masukan": list(step.inputs),
        "tempat": _place(step.span),
        "aturan": _place(step.rule),
        "dasar": [str(c) for c in step.citations],
        "dipakai": step.used,
        "operasi": step.operation,
        "faktor": fraction_text((step.unit or units.ANGKA).scale),
        "bagian": [{"teks": text, "simpul": at} for text, at in step.parts],
        "rincian": [{"jenis": d.kind, "teks": d.text, "tempat": _place(d.place)} for d in step.details],
        "skala": [_scale_row(row) for row in step.scale],
    }


def _value(value: Value, step: Step) -> Json:
    unit = step.unit or units.ANGKA
    match value:
        case bool():
            return value
        case Number():
            return number(value, unit, show_step(step))
        case Grade():
            return _ranked(value)
        case TargetValue() if value.grade is not None:
            ranked = _ranked(value.grade)
            return {"batas": value.operator, "nilai": ranked} if value.operator else ranked
        case TargetValue() | Missing() | str():
            return figure(value, unit)
        case Entity():
            return {"entitas": value.kind, "id": value.id}
        case Period():
            return {"periode": str(value)}
        case Acuan():
            return {"acuan": value.which}
        case _:
            return _members(value, step)


def _ranked(grade: Grade) -> Json:
    """A grade with what it is compared by: its score, or where the scale gives none its rank from the lowest."""
    score = fraction_text(grade.score) if grade.score is not None else None
    return {"predikat": grade.name, "skala": grade.scale, "skor": score, "urutan": grade.rank}


def _members(values: Iterable[Value], step: Step) -> Json:
    return [_value(member, step) for member in values]


def _scale_row(row: ScaleRow) -> Json:
    """Bounds as fractions in base magnitude; null where a row is open."""
    return {
        "kategori": row.kategori,
        "rentang": row.bounds,
        "bawah": fraction_text(row.lower) if row.lower is not None else None,
        "bawah_termasuk": row.lower_included,
        "atas": fraction_text(row.upper) if row.upper is not None else None,
        "atas_termasuk": row.upper_included,
        "kena": row.hit,
        "tempat": _place(row.place),
    }


# ---- uji ---------------------------------------------------------------------------------------------------------------
def uji(outcomes: Sequence[UjiOutcome]) -> Json:
    """Every test with its expectations."""
    return {
        "skema": UJI,
        "uji": [
            {
                "nama": outcome.nama,
                "tempat": _place(outcome.span),
                "lulus": outcome.holds,
                "harapan": [
                    {
                        "ungkapan": e.text,
                        "tempat": _place(e.span),
                        "lulus": e.holds,
                        "kiri": e.left,
                        "kanan": e.right,
                        "alasan": e.reason,
                    }
                    for e in outcome.expectations
                ],
            }
            for outcome in outcomes
        ],
        "ringkasan": {
            "lulus": sum(o.holds for o in outcomes),
            "gagal": sum(not o.holds for o in outcomes),
        },
    }
