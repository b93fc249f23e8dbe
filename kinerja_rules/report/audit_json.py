"""An audit as JSON, `kinerja/audit/1`: every claim with the exact computed value."""

from collections.abc import Sequence

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.numerals import decimal_text, fraction_text
from kinerja_rules.model import units
from kinerja_rules.model.published import Audit, AuditedClaim, Cause, Verdict
from kinerja_rules.model.values import Missing, Number, TargetValue
from kinerja_rules.report import to_json
from kinerja_rules.report.audit_view import show_computed
from kinerja_rules.report.to_json import Json
from kinerja_rules.report.values_text import show_value

AUDIT = "kinerja/audit/1"


def audit_document(audit: Audit, findings: Sequence[Diagnostic]) -> Json:
    """All claims in the order of the report, contradictions, and how many there are of each verdict."""
    return {
        "skema": AUDIT,
        "klaim": [_claim(c) for c in audit.claims],
        "bertentangan": [
            {
                "ungkapan": one.question,
                "klaim": [
                    {
                        "terbitan": c.published,
                        "tempat": c.place,
                        "baris": c.row,
                        "kolom": c.column,
                        "tercetak": c.printed.text,
                        "letak": c.span.place,
                    }
                    for c in one.claims
                ],
            }
            for one in audit.contradictions
        ],
        "ringkasan": {
            "klaim": len(audit.claims),
            **{v.value: audit.count(v) for v in Verdict},
            "bertentangan": len(audit.contradictions),
        },
        "diagnostik": [to_json.diagnostic_json(d) for d in findings],
    }


def _claim(audited: AuditedClaim) -> Json:
    claim = audited.claim
    return {
        "terbitan": claim.published,
        "tempat": claim.place,
        "baris": claim.row,
        "kolom": claim.column,
        "ungkapan": claim.question,
        "tercetak": claim.printed.text,
        "dihitung": _computed(audited),
        "status": audited.verdict.value,
        "sebab": [_cause(c) for c in audited.causes],
        "akibat": list(audited.effects),
        "catatan": list(audited.notes),
        "letak": claim.span.place,
    }


def _computed(audited: AuditedClaim) -> Json:
    value, unit = audited.computed, audited.unit or units.ANGKA
    match value:
        case Number():
            return to_json.number(value, unit, show_computed(audited))
        case TargetValue() if value.grade is None and not value.operator and not value.is_range:
            return to_json.number(value.lower, unit, show_computed(audited))
        case TargetValue() | str():
            return to_json.figure(value, unit)
        case Missing():
            return to_json.absent(value)
        case _:
            return show_value(value, audited.unit)


def _cause(cause: Cause) -> Json:
    return {
        "kode": cause.kode,
        "penjelasan": cause.explanation,
        "ungkapan": cause.question,
        "peluang": {"pecahan": fraction_text(cause.chance), "desimal": decimal_text(cause.chance)},
        "mungkin_kebetulan": cause.coincidence,
    }
