"""The yearly report on a screen: the cascade as a tree, figures in a block at the right that never moves."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.model.values import Absence
from kinerja_rules.report.findings import count
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.tables import render_table
from kinerja_rules.report.text import clean, hanging, left, right, width, wrap
from kinerja_rules.report.view import Cell, IndikatorView, ReportView, SimpulView, figure_tables

FEW = 5
"""Findings told in short; the rest is counted."""

LONG_UNIT = 16
"""A figure wider than this loses its unit, which then stands with the name."""

MOST_NAMED = 40
"""Indicators and nodes that are named beside the reason why their figures are absent; the rest is counted."""

SIDIK = 12
"""Digits of a digest that are shown."""


@frozen
class Command:
    """A command worth running next, and why."""

    why: str
    line: str


# ---- the report --------------------------------------------------------------------------------------------------------
def render_report(
    report: ReportView, findings: Sequence[Diagnostic], commands: Sequence[Command], screen: Screen
) -> list[str]:
    """The whole report: head, cascade, findings in short, where to look next."""
    lines = [*render_head(report, screen), ""]
    lines += render_cascade(report, screen)
    lines += ["", *render_short_findings(findings, screen)]
    if commands:
        lines += ["", screen.paint("LANGKAH BERIKUTNYA", "tebal"), *_commands(commands, screen)]
    return lines


def render_head(report: ReportView, screen: Screen) -> list[str]:
    """Who and which year, and how many indicators reached which category."""
    lines = [screen.paint(f"LAPORAN KINERJA {report.spoken.upper()}", "tebal")]
    lines += wrap(report.nama, screen.columns)
    renstra = f" · Renstra {report.renstra}" if report.renstra else ""
    lines += hanging(f"{report.paket} versi {report.versi} · sidik {report.sidik[:SIDIK]}{renstra}", "", screen.columns)
    if report.aturan:
        lines += hanging(", ".join(report.aturan), "Aturan: ", screen.columns)
    lines.append("")
    lines += hanging(report.counted(), "", screen.columns, 2)
    if report.categories:
        reached = " · ".join(f"{name} {number}" for name, number in report.categories)
        lines += hanging(reached, "  ", screen.columns)
    return lines


@frozen
class _Block:
    """Widths of the four columns at the right."""

    first: int
    second: int
    third: int
    last: int

    @property
    def total(self) -> int:
        """Columns of the whole block."""
        return self.first + self.second + self.third + self.last + 6

    def line(self, cells: Sequence[str]) -> str:
        """One line of figures: three to the right, the last one to the left."""
        a, b, c, d = cells
        return f"{right(a, self.first)}  {right(b, self.second)}  {right(c, self.third)}  {left(d, self.last)}".rstrip()


def render_cascade(report: ReportView, screen: Screen) -> list[str]:
    """The tree from misi to subkegiatan, with what was planned, reached and spent at each."""
    if not report.roots:
        return ["belum ada misi, tujuan, sasaran, atau program"]
    block = _block(report)
    room = screen.columns - block.total
    lines = [
        " " * room + screen.paint(block.line(heading), "tebal")
        for heading in (("Target", "Realisasi", "Capaian", "Kategori"), ("Pagu", "Realisasi", "Serapan", ""))
    ]
    lines.append(screen.paint("─" * screen.columns, "redup"))
    for at, root in enumerate(report.roots):
        lines += _node(root, "", "", block, screen)
        if at + 1 < len(report.roots) and (root.anak or root.indikator):
            lines.append("")
    marks = ["◆ indikator kinerja utama"] if any(i.iku for i in report.indicators()) else []
    marks += ["– kosong"] if _has_dash(report) else []
    if marks:
        lines += ["", screen.paint("   ".join(marks), "redup")]
    if report.instansi is not None:
        lines += ["", *hanging(report.instansi.spoken, "", screen.columns)]
    if report.money_note is not None:
        lines += ["", *hanging(report.money_note, "", screen.columns)]
    return lines


def _has_dash(report: ReportView) -> bool:
    cells = [c for i in report.indicators() for c in (i.target, i.realisasi, i.capaian)]
    cells += [c for n in report.nodes() if n.has_money for c in (n.pagu, n.realisasi_anggaran, n.serapan)]
    return any(c.absent for c in cells)


def _block(report: ReportView) -> _Block:
    nodes, indicators = report.nodes(), report.indicators()
    first = [_numbers(i)[0] for i in indicators] + [n.pagu.text for n in nodes]
    second = [_numbers(i)[1] for i in indicators] + [n.realisasi_anggaran.text for n in nodes]
    third = [
        c.text for c in (*(i.capaian for i in indicators), *(n.serapan for n in nodes), *(n.capaian for n in nodes))
    ]
    last = [_spoken(i.kategori) for i in indicators] + [_spoken(n.kategori) for n in nodes]
    return _Block(
        max(map(width, ("Target", *first))),
        max(map(width, ("Realisasi", *second))),
        max(map(width, ("Capaian", *third))),
        max(map(width, ("Kategori", *last))),
    )


def _numbers(indikator: IndikatorView) -> tuple[str, str]:
    """Target and realisasi, both without their unit where one of them is too wide."""
    cells = (indikator.target, indikator.realisasi)
    if any(c.bare not in ("", c.text) and width(c.text) > LONG_UNIT for c in cells):
        return cells[0].bare or cells[0].text, cells[1].bare or cells[1].text
    return cells[0].text, cells[1].text


def _spoken(cell: Cell) -> str:
    """A category, or a kind of absence that is short enough to stand in its column."""
    if cell.absence is None:
        return cell.text
    return "" if cell.absence is Absence.TIDAK_DAPAT_DIHITUNG else cell.absence.spoken


def _node(node: SimpulView, lead: str, below: str, block: _Block, screen: Screen) -> list[str]:
    """A node's lines: `lead` before its first, `below` before all others."""
    bars = below + ("│ " if node.anak else "  ")
    name = f"{node.nama} (lihat di atas)" if node.repeated else node.nama
    wrapped = hanging(name, f"{node.id}  ", screen.columns - width(lead), 2)
    head = wrapped[0].replace(node.id, screen.paint(node.id, "tebal", "biru"), 1)
    lines = [screen.paint(lead, "redup") + head]
    lines += [screen.paint(bars, "redup") + line[2:] for line in wrapped[1:]]
    if node.repeated:
        return lines
    if node.lack is not None:
        lines.append(screen.paint(f"{bars}  {node.lack}", "redup"))
    if node.has_money:
        figures = (node.pagu.text, node.realisasi_anggaran.text, node.serapan.text, "")
        lines.append(_figures(bars, "", figures, block, screen))
    if node.says_more:
        figures = ("", "", node.capaian.text, node.kategori.text)
        lines.append(_figures(bars, f"capaian {node.jenis}", figures, block, screen, node.kategori))
    for indikator in node.indikator:
        lines += _indikator(indikator, bars, block, screen)
    for at, child in enumerate(node.anak):
        last = at + 1 == len(node.anak)
        before = node if at == 0 else node.anak[at - 1]
        if before.indikator or before.anak or before.has_money:
            lines.append(screen.paint(bars.rstrip(), "redup"))
        lines += _node(child, below + ("└─" if last else "├─"), below + ("  " if last else "│ "), block, screen)
    return lines


def _indikator(indikator: IndikatorView, bars: str, block: _Block, screen: Screen) -> list[str]:
    target, realisasi = _numbers(indikator)
    dropped = (target, realisasi) != (indikator.target.text, indikator.realisasi.text)
    name = f"{indikator.nama} ({indikator.satuan})" if dropped else indikator.nama
    mark = "◆" if indikator.iku else "•"
    wrapped = hanging(name, f"{mark} {indikator.id}  ", screen.columns - width(bars), 4)
    head = wrapped[0].replace(indikator.id, screen.paint(indikator.id, "biru"), 1)
    lines = [screen.paint(bars, "redup") + line for line in (head, *wrapped[1:])]
    figures = (
        target,
        realisasi,
        indikator.capaian.text,
        _spoken(indikator.kategori),
    )
    lines.append(_figures(bars, "", figures, block, screen, indikator.kategori))
    if indikator.capaian.absence is Absence.TIDAK_DAPAT_DIHITUNG:
        lines += [
            screen.paint(bars, "redup") + line
            for line in hanging(indikator.capaian.words, "    ", screen.columns - width(bars))
        ]
    return lines


def _figures(
    bars: str, label: str, figures: Sequence[str], block: _Block, screen: Screen, kategori: Cell | None = None
) -> str:
    """A line of figures, the block at the right edge; a label may reach into it where its first columns are empty."""
    text = block.line(figures)
    start = screen.columns - block.total
    content = text.lstrip()
    at = start + len(text) - len(content)
    before = f"{bars}  {label}" if label else bars
    line = left(before, at) if width(before) <= at else f"{before} "
    if kategori is not None and kategori.text and content.endswith(kategori.text):
        content = content[: len(content) - len(kategori.text)] + _kategori(kategori, screen)
    return screen.paint(line[: len(bars)], "redup") + line[len(bars) :] + content


def _kategori(kategori: Cell, screen: Screen) -> str:
    """The best category green, the worst red, those between yellow but for the upper half."""
    if kategori.rank is None or kategori.ranks < 2:
        return kategori.text
    share = 2 * kategori.rank
    top = kategori.ranks - 1
    style = "hijau" if kategori.rank == top else "merah" if kategori.rank == 0 else "" if share > top else "kuning"
    return screen.paint(kategori.text, style) if style else kategori.text


def render_short_findings(findings: Sequence[Diagnostic], screen: Screen) -> list[str]:
    """How many findings, and the first of the gravest."""
    counts = count(findings)
    lines = [f"{screen.paint('TEMUAN', 'tebal')}  {counts}"]
    rank = {Severity.GALAT: 0, Severity.PERINGATAN: 1, Severity.CATATAN: 2}
    first = sorted(findings, key=lambda d: rank[d.severity])[:FEW]
    for finding in first:
        head = f"  {finding.severity.value} {finding.code}: "
        wrapped = hanging(clean(finding.message), head, screen.columns, 4)
        wrapped[0] = wrapped[0].replace(head.strip(), screen.severity(head.strip(), finding.severity), 1)
        lines += wrapped
        if finding.primary is not None:
            lines.append(screen.paint(f"    {clean(finding.primary.place)}", "redup"))
    if counts.total > FEW:
        lines.append(f"  dan {counts.total - FEW} temuan lain")
    return lines


def _commands(commands: Sequence[Command], screen: Screen) -> list[str]:
    lines: list[str] = []
    for command in commands:
        lines += hanging(command.why, "  ", screen.columns)
        lines.append(f"    {screen.paint(command.line, 'biru')}")
    return lines


# ---- all figures as tables ---------------------------------------------------------------------------------------------
def render_figures(report: ReportView, screen: Screen) -> list[str]:
    """Every figure of the year in plain tables, and why some are absent."""
    lines = [screen.paint(f"{report.nama}, {report.tahun}", "tebal")]
    tables = figure_tables(report)
    if not tables:
        lines.append("belum ada indikator atau simpul")
    for table in tables:
        lines += ["", table.title, *render_table(table.columns, table.rows, screen)]
    absent = reasons(report)
    if absent:
        lines += ["", "Yang kosong (–)"]
        for reason in absent:
            lines += hanging(reason, "• ", screen.columns)
    return lines


def reasons(report: ReportView) -> tuple[str, ...]:
    """Why figures are absent: each reason with the indicators or nodes it holds for, in the order of the tables.

    A reason that a node only passes on from one of its indicators, or from a node beneath it, is told of that one.
    """
    found: dict[str, dict[str, None]] = {}
    told: set[str] = set()
    for i in report.indicators():
        for cell in (i.target, i.realisasi, i.capaian, i.kategori, i.target_akhir, i.kemajuan):
            if cell.absent:
                told.add(cell.words)
                found.setdefault(cell.words.replace(f" `{i.id}`", ""), {})[i.id] = None
    nodes = report.nodes()
    others = {n.id for n in nodes}
    for n in nodes:
        for cell in (n.pagu, n.realisasi_anggaran, n.sisa, n.serapan, n.capaian, n.kategori, n.efisiensi):
            if not cell.absent or cell.words in told or others & set(cell.words.split("`")[1::2]) - {n.id}:
                continue
            found.setdefault(cell.words.replace(f" `{n.id}`", ""), {})[n.id] = None
    bare: dict[str, list[str]] = {}
    for n in nodes:
        if n.lack is not None:
            bare.setdefault(f"{n.jenis} {n.lack.replace('tidak ada', 'tanpa')}", []).append(f"{n.id} ({n.nama})")
    return (
        *(f"{reason}: {_first(list(idents))}" for reason, idents in found.items()),
        *(f"{what}: {_first(named, '; ')}" for what, named in bare.items()),
    )


def _first(idents: list[str], between: str = ", ") -> str:
    """Ids one after another; of very many the first, and how many more there are: all are in the JSON, each with its reason."""
    if len(idents) <= MOST_NAMED:
        return between.join(idents)
    rest = write_numeral(Fraction(len(idents) - MOST_NAMED), 0)
    return f"{between.join(idents[:MOST_NAMED])}{between}dan {rest} lainnya (semuanya dalam --format json)"
