"""An audit as one self-contained page: the table to sign, each row unfolding to where its computed figure is from."""

from collections.abc import Mapping
from typing import Any

from kinerja_rules import __version__
from kinerja_rules.model.published import Verdict
from kinerja_rules.report.audit_traces import Traces
from kinerja_rules.report.audit_view import SPOKEN, AuditRow, AuditView
from kinerja_rules.report.pages import render_page
from kinerja_rules.report.review.to_html import quoted
from kinerja_rules.report.text import clean

_BADGES = {
    Verdict.COCOK: "cocok",
    Verdict.DIPOTONG: "dipotong",
    Verdict.BEDA: "beda",
    Verdict.TIDAK_DAPAT_DIHITUNG: "kosong",
}


def render_audit_html(audit: AuditView, traces: Traces) -> str:
    """The audit as a page; `traces` are those of its figures."""
    return render_page(
        "audit.html",
        ("audit.css",),
        identity={name: clean(getattr(audit, name)) for name in ("nama", "paket", "versi", "sidik")},
        published=[clean(nama) for nama in audit.terbitan],
        summary=audit.summary,
        passes=not audit.worst and not audit.findings,
        counts=[(SPOKEN[v], _BADGES[v], len(audit.of(v))) for v in Verdict],
        worst=[_row(row, traces) for row in audit.worst],
        rows=[_row(row, traces) for row in audit.rows],
        contradictions=[
            {"question": clean(c.ungkapan), "prints": [tuple(map(clean, p)) for p in c.prints]}
            for c in audit.contradictions
        ],
        findings=[
            {
                "code": d.code,
                "severity": d.severity.value,
                "place": clean(d.primary.place if d.primary is not None else ""),
                "message": quoted(d.message),
                "help": quoted(d.help or ""),
            }
            for d in audit.findings
        ],
        version=__version__,
    )


def _row(row: AuditRow, traces: Traces) -> Mapping[str, Any]:
    return {
        "published": clean(row.terbitan),
        "place": clean(row.place),
        "about": clean(row.perihal or ""),
        "question": clean(row.ungkapan),
        "kind": "" if row.audited.claim.expression.type.kind == "teks" else "angka",
        "printed": clean(row.tercetak),
        "computed": clean(row.dihitung),
        "verdict": SPOKEN[row.verdict],
        "badge": _BADGES[row.verdict],
        "effects": [quoted(text) for text in row.akibat],
        "notes": [quoted(text) for text in row.catatan],
        "causes": [quoted(text) for text in row.sebab],
        "source": clean(row.letak),
        "trace": "\n".join(traces.get(row.ungkapan, ())),
    }
