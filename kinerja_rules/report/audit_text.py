"""An audit on a screen: a summary, and what differs, the worst first."""

from collections.abc import Sequence
from itertools import groupby

from kinerja_rules.model.published import Verdict
from kinerja_rules.report.audit_view import SPOKEN, AuditRow, AuditView, ContradictionView
from kinerja_rules.report.findings import render_findings
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.tables import Column, render_table
from kinerja_rules.report.text import clean, hanging, wrap

_LABEL = 11


def render_audit(audit: AuditView, screen: Screen, everything: bool = False) -> list[str]:
    """The audit; with `everything` all claims as a table at the end."""
    lines = [screen.paint("AUDIT TERBITAN", "tebal"), *wrap(clean(audit.nama), screen.columns)]
    for nama in audit.terbitan:
        lines += wrap(clean(nama), screen.columns)
    lines += ["", screen.paint(audit.summary, "tebal")]
    if audit.contradictions:
        lines.append(f"{len(audit.contradictions)} angka tercetak dengan nilai yang bertentangan")
    lines += _differences(audit, screen)
    lines += _list("DIPOTONG, TIDAK DIBULATKAN", audit.of(Verdict.DIPOTONG), screen)
    lines += _list("TIDAK DAPAT DIHITUNG", audit.of(Verdict.TIDAK_DAPAT_DIHITUNG), screen)
    lines += _contradictions(audit.contradictions, screen)
    if everything and audit.rows:
        lines += _everything(audit.rows, screen)
    if audit.findings:
        lines += ["", screen.paint("TEMUAN PADA KLAIM; klaim yang bergalat tidak ikut diperiksa", "tebal"), ""]
        lines += render_findings(audit.findings, screen)
    return lines


def _differences(audit: AuditView, screen: Screen) -> list[str]:
    if not audit.worst:
        return []
    lines = ["", screen.paint("BEDA, yang terberat lebih dahulu", "tebal")]
    for number, row in enumerate(audit.worst, start=1):
        lines += ["", *hanging(screen_place(row), f"{number:>3}. ", screen.columns)]
        if row.perihal is not None:
            lines += _detail("perihal", row.perihal, screen)
        lines += _detail("tercetak", row.tercetak, screen)
        lines += _detail("dihitung", row.dihitung, screen)
        for label, texts in (("akibat", row.akibat), ("catatan", row.catatan), ("sebab", row.sebab)):
            for text in texts:
                lines += _detail(label, text, screen)
                label = ""
        lines += _detail("ungkapan", row.ungkapan, screen)
        lines += _detail("letak", row.letak, screen)
    return lines


def screen_place(row: AuditRow) -> str:
    """Where a claim is printed, as shown."""
    return clean(row.place)


def _detail(label: str, text: str, screen: Screen) -> list[str]:
    return hanging(clean(text), f"     {label:<{_LABEL}}", screen.columns)


def _list(title: str, rows: Sequence[AuditRow], screen: Screen) -> list[str]:
    if not rows:
        return []
    lines = ["", screen.paint(title, "tebal")]
    for row in rows:
        because = f" ({'; '.join(row.catatan)})" if row.catatan else ""
        said = f"{row.place}: tercetak {row.tercetak}, dihitung {row.dihitung}{because}"
        lines += hanging(clean(said), "  ", screen.columns, 4)
    return lines


def _contradictions(contradictions: Sequence[ContradictionView], screen: Screen) -> list[str]:
    if not contradictions:
        return []
    lines = ["", screen.paint("BERTENTANGAN: satu angka, tercetak berbeda", "tebal")]
    for one in contradictions:
        lines += hanging(clean(one.ungkapan), "  ", screen.columns, 4)
        for printed, place, letak in one.prints:
            lines += hanging(clean(f"{printed}: {place} ({letak})"), "    ", screen.columns, 6)
    return lines


def _everything(rows: Sequence[AuditRow], screen: Screen) -> list[str]:
    """All claims, a table for each place."""
    lines = ["", screen.paint("SEMUA KLAIM", "tebal")]
    for _, place in groupby(rows, lambda row: (row.terbitan, row.tempat)):
        lines += ["", *_table(list(place), screen)]
    return lines


def _table(rows: Sequence[AuditRow], screen: Screen) -> list[str]:
    columns = [
        Column("Baris", wraps=True),
        Column("Kolom", wraps=True),
        Column("Tercetak", numeric=True, wraps=True),
        Column("Dihitung", numeric=True, wraps=True),
        Column("Hasil", wraps=True),
    ]
    cells = [
        (clean(r.baris or r.ungkapan), clean(r.kolom or ""), clean(r.tercetak), clean(r.dihitung), SPOKEN[r.verdict])
        for r in rows
    ]
    if not any(row.kolom for row in rows):
        columns[0] = Column("Ungkapan", wraps=True)
        del columns[1]
        cells = [(first, *rest) for first, _, *rest in cells]  # type: ignore[misc]  # one column less
    heading = hanging(clean(rows[0].tempat), "", screen.columns)
    return [*(screen.paint(line, "tebal") for line in heading), *render_table(columns, cells, screen, 2)]
