"""An audit as Markdown: the table to sign, in plain tables that read well unrendered."""

from kinerja_rules.model.published import Verdict
from kinerja_rules.report.audit_view import SPOKEN, AuditRow, AuditView
from kinerja_rules.report.to_markdown import escape, markdown_table


def render_audit_markdown(audit: AuditView) -> str:
    """The audit as one Markdown document."""
    lines = ["# Audit terbitan", ""]
    identity = [
        ["Instansi", audit.nama],
        ["Paket", f"{audit.paket} versi {audit.versi}"],
        ["Sidik", audit.sidik],
        ["Terbitan", "; ".join(audit.terbitan)],
        ["Hasil", audit.summary],
    ]
    lines += markdown_table(["Keterangan", "Isi"], "ll", [[escape(c) for c in row] for row in identity])
    if audit.worst:
        lines += ["", "## Beda", "", *_differences(audit)]
    if audit.contradictions:
        lines += ["", "## Bertentangan", "", *_contradictions(audit)]
    lines += ["", "## Semua klaim", ""]
    heads = ["No", "Tempat", "Ungkapan", "Tercetak", "Dihitung", "Hasil", "Catatan"]
    rows = [[str(n), *_cells(row)] for n, row in enumerate(audit.rows, start=1)]
    lines += markdown_table(heads, "rllrrll", rows)
    if audit.findings:
        lines += ["", "## Klaim yang tidak dapat diperiksa", ""]
        lines += [
            f"- {escape(d.primary.place) if d.primary is not None else ''} {d.code}: {escape(d.message)}"
            for d in audit.findings
        ]
    lines += ["", "## Pengesahan", ""]
    lines += markdown_table(["Diperiksa oleh", "Jabatan", "Tanggal", "Tanda tangan"], "llll", [["", "", "", ""]])
    return "\n".join(lines) + "\n"


def _differences(audit: AuditView) -> list[str]:
    rows = []
    for number, row in enumerate(audit.worst, start=1):
        why = "; ".join((*row.akibat, *row.catatan))
        causes = "; ".join(row.sebab)
        rows.append([str(number), *map(escape, (row.where, row.tercetak, row.dihitung, why, causes))])
    return markdown_table(["No", "Tempat", "Tercetak", "Dihitung", "Akibat dan catatan", "Sebab"], "rlrrll", rows)


def _contradictions(audit: AuditView) -> list[str]:
    rows = [
        [escape(one.ungkapan), escape(printed), escape(place)]
        for one in audit.contradictions
        for printed, place, _ in one.prints
    ]
    return markdown_table(["Ungkapan", "Tercetak", "Tempat"], "lrl", rows)


def _cells(row: AuditRow) -> list[str]:
    notes = (
        "; ".join((*row.akibat, *row.catatan, *row.sebab))
        if row.verdict is not Verdict.COCOK
        else "; ".join(row.catatan)
    )
    return [
        escape(row.place),
        escape(row.ungkapan),
        escape(row.tercetak),
        escape(row.dihitung),
        SPOKEN[row.verdict],
        escape(notes),
    ]
