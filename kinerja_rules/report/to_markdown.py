"""The yearly report as Markdown: plain tables that any reader of Markdown shows, and that read well unrendered."""

import re
from collections.abc import Sequence

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.report.book import Book, note_mark
from kinerja_rules.report.findings import count
from kinerja_rules.report.grid import Grid, GridCell, grid_title, notes_beneath, said_of_no_rows
from kinerja_rules.report.text import clean, width
from kinerja_rules.report.to_terminal import reasons
from kinerja_rules.report.view import Cell, ReportView, SimpulView

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&!])")


def escape(text: str) -> str:
    """User text as Markdown that shows exactly it: no table cell, link, image, heading or HTML comes of it.

    >>> escape("a|b <script> [x](y) _z_ http://contoh.go.id")
    'a\\\\|b \\\\<script\\\\> \\\\[x\\\\](y) \\\\_z\\\\_ http:\\u200b//contoh.go.id'
    """
    shown = _SPECIAL.sub(r"\\\1", clean(text))
    if shown.lstrip().startswith("::"):  # at the beginning of a line it would command the machine of a build
        shown = shown.replace("::", "\\::", 1)
    return re.sub(r"(?i)\b(https?|ftp|mailto|www)([:.])", "\\1\\2\N{ZERO WIDTH SPACE}", shown)


def render_markdown(report: ReportView, findings: Sequence[Diagnostic], book: Book) -> str:
    """The report as one Markdown document."""
    lines = [f"# {escape(book.title)}", ""]
    lines += _identity(report)
    lines += ["", "## Capaian kinerja", ""]
    lines += _indicators(report)
    lines += ["", "## Anggaran dan capaian menurut jenjang", ""]
    lines += _nodes(report)
    if report.instansi is not None:
        lines += ["", escape(" ".join((report.instansi.spoken, *report.instansi.notes)))]
    for remark in book.remarks:
        lines += ["", escape(remark)]
    absent = reasons(report)
    if absent:
        lines += ["", "## Mengapa ada yang kosong", ""]
        lines += [f"- {escape(reason)}" for reason in absent]
    for chapter in book.chapters:
        lines += ["", f"## {escape(chapter.heading)}"]
        for grid in chapter.grids:
            lines += ["", *_grid(grid)]
    lines += ["", "## Temuan", "", *_findings(findings)]
    return "\n".join(lines) + "\n"


def _identity(report: ReportView) -> list[str]:
    reached = ", ".join(f"{name} {number}" for name, number in report.categories)
    absent = ", ".join(f"{kind.spoken} {number}" for kind, number in report.absences)
    rows = [
        ["Instansi", report.nama],
        ["Paket", f"{report.paket} versi {report.versi}"],
        ["Sidik", report.sidik],
        ["Renstra", report.renstra or "tidak dinyatakan"],
        ["Aturan", ", ".join(report.aturan) or "tidak ada"],
        ["Indikator", str(len(report.indicators()))],
        ["Kategori", reached or "tidak ada"],
        *([["Kosong", absent]] if absent else []),
    ]
    return markdown_table(["Keterangan", "Isi"], "ll", [[escape(c) for c in row] for row in rows])


def _indicators(report: ReportView) -> list[str]:
    rows: list[list[str]] = []
    for node in report.nodes():
        for i in node.indikator:
            cells = [
                str(len(rows) + 1),
                node.id,
                i.id,
                i.nama,
                *map(_text, (i.target, i.realisasi, i.capaian, i.kategori)),
            ]
            rows.append([escape(c) for c in cells])
    headings = ["No", "Simpul", "Indikator", "Nama", "Target", "Realisasi", "Capaian", "Kategori"]
    return markdown_table(headings, "rlllrrrl", rows)


def _nodes(report: ReportView) -> list[str]:
    rows = [[escape(c) for c in _node(node)] for node in report.nodes()]
    headings = ["Jenis", "Simpul", "Kode", "Nama", "Pagu", "Realisasi", "Serapan", "Capaian", "Kategori"]
    return markdown_table(headings, "llllrrrrl", rows)


def _node(node: SimpulView) -> list[str]:
    figures = (node.pagu, node.realisasi_anggaran, node.serapan, node.capaian, node.kategori)
    return [node.jenis, node.id, node.kode or "", node.nama, *map(_text, figures)]


def _text(cell: Cell) -> str:
    return cell.text


def markdown_table(headings: Sequence[str], sides: str, rows: Sequence[Sequence[str]]) -> list[str]:
    """A table of cells that are escaped already; short columns are filled up so that it reads in plain text too."""
    widths = [min(max(width(row[at]) for row in (headings, *rows)), 30) for at in range(len(headings))]

    def line(cells: Sequence[str]) -> str:
        filled = [
            " " * (w - width(c)) + c if side == "r" else c + " " * (w - width(c))
            for c, w, side in zip(cells, widths, sides, strict=True)
        ]
        return f"| {' | '.join(filled)} |"

    rule = "|".join(
        "-" * (w + 1) + ":" if side == "r" else "-" * (w + 2) for w, side in zip(widths, sides, strict=True)
    )
    return [line(headings), f"|{rule}|", *(line(row) for row in rows)]


def _grid(grid: Grid) -> list[str]:
    """A table of the report under its caption, with its source and footnotes."""
    lines = [f"### {escape(grid_title(grid))}", ""]
    headings = [escape(f"{c.group}: {c.heading}" if c.group else c.heading) for c in grid.columns]
    rows = [_grid_row(row, len(headings)) for row in grid.rows]
    rows += [_total(_grid_row(row, len(headings))) for row in grid.totals]
    lines += markdown_table(headings, "".join("r" if c.numeric else "l" for c in grid.columns), rows)
    nothing = said_of_no_rows(grid)
    if nothing is not None:
        lines += ["", escape(nothing)]
    for label, note in notes_beneath(grid):
        lines += ["", f"{label}: {escape(note)}"]
    if grid.footnotes:
        lines.append("")
        lines += [f"{note_mark(at)}) {escape(note)}  " for at, note in enumerate(grid.footnotes)]
        lines[-1] = lines[-1].rstrip()
    return lines


def _total(cells: Sequence[str]) -> list[str]:
    """The cells of a total, in bold; a label over the table is so already."""
    return [text if not text or text.startswith("**") else f"**{text}**" for text in cells]


def _grid_row(row: Sequence[GridCell], count: int) -> list[str]:
    """The cells of a row; the heading of a group stands in the first."""
    if len(row) == 1 and count > 1:
        return [f"**{escape(row[0].text)}**", *[""] * (count - 1)]
    return [escape(cell.text) + "".join(f" {note_mark(n)})" for n in cell.notes) for cell in row]


def _findings(findings: Sequence[Diagnostic]) -> list[str]:
    if not findings:
        return ["Tidak ada temuan."]
    lines = [f"{count(findings)}.", ""]
    for finding in findings:
        place = f" ({escape(finding.primary.place)})" if finding.primary is not None else ""
        lines.append(f"- **{finding.severity.value} {finding.code}** {escape(finding.message)}{place}")
        if finding.help is not None:
            lines.append(f"  Saran: {escape(finding.help)}")
    return lines
