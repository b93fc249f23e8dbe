"""A review as JSON: the findings, what follows from them, what is excepted on record, and what could not be checked."""

from typing import Any

from kinerja_rules.report.review.view import Entry, ReviewView, Unchecked
from kinerja_rules.report.to_json import counts_json, diagnostic_json

PERIKSA = "kinerja/periksa/1"


def periksa(view: ReviewView) -> Any:
    """The whole review. The summary counts root causes of the whole plan, also where only a part is shown."""
    identity = view.identity
    return {
        "skema": PERIKSA,
        "diagnostik": [_entry(entry) for entry in view.everything()],
        "ringkasan": {
            **counts_json(view.total.counts),
            "dapat_diteruskan": view.passes,
            "dikecualikan": view.total.excepted,
            "tidak_dapat_diperiksa": view.total.unchecked,
            "ditampilkan": view.asked or None,
        },
        "paket": None if identity is None else {"id": identity.paket, "versi": identity.versi, "sidik": identity.sidik},
        "dikecualikan": [_excepted(entry) for entry in view.excepted],
        "tidak_dapat_diperiksa": [_unchecked(rule) for rule in view.unchecked],
    }


def _entry(entry: Entry) -> Any:
    decision = entry.decision
    keputusan = None if decision is None or decision.keputusan is None else decision.keputusan.value
    return {
        **diagnostic_json(entry.finding),
        "pengenal": entry.id,
        "paket": entry.finding.package,
        "perihal": entry.finding.subject,
        "tahun": entry.finding.year,
        "karena": entry.cause,
        "jawaban": decision.jawaban or None if decision is not None else None,
        "keputusan": keputusan,
    }


def _excepted(entry: Entry) -> Any:
    exception = entry.exception
    return {
        **_entry(entry),
        "alasan": None if exception is None else exception.alasan,
        "sampai": None if exception is None else exception.sampai,
        "dicatat_di": None if exception is None else exception.span.place,
    }


def _unchecked(rule: Unchecked) -> Any:
    return {"kode": rule.code, "paket": rule.package, "kali": rule.count, "kurang": list(rule.lacked)}
