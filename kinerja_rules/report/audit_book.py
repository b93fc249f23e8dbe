"""An audit as tables of typed cells: the sheets of the workbook that an auditor signs, its rows leading to the traces."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from kinerja_rules.engine.expressions import as_number
from kinerja_rules.model import units
from kinerja_rules.model.published import Verdict
from kinerja_rules.model.units import Kind
from kinerja_rules.model.values import Missing, Number, TargetValue
from kinerja_rules.report.audit_traces import Traces
from kinerja_rules.report.audit_view import SPOKEN, AuditRow, AuditView
from kinerja_rules.report.book import Book, Chapter
from kinerja_rules.report.grid import Grid, GridCell, GridColumn, GridLink

_SIGNED = (GridColumn("Tanggapan instansi", narrative=True), GridColumn("Paraf pemeriksa"))
_TRACES = "Jejak"
_QUESTION = "Ungkapan"


def audit_book(audit: AuditView, traces: Traces) -> Book:
    """The audit as a book: what differs, what is cut off, what contradicts, all claims, and the traces of the figures."""
    jejak, starts = _traced(traces)
    facts = (
        ("Paket", f"{audit.paket} versi {audit.versi}"),
        ("Sidik", audit.sidik),
        ("Terbitan", "; ".join(audit.terbitan)),
        ("Hasil", audit.summary),
        ("Diperiksa oleh", ""),
        ("Tanggal", ""),
        ("Tanda tangan", ""),
    )
    chapters = [Chapter("Beda", (_differences(audit.worst, starts),))] if audit.worst else []
    for verdict in (Verdict.DIPOTONG, Verdict.TIDAK_DAPAT_DIHITUNG):
        if rows := audit.of(verdict):
            title = SPOKEN[verdict].capitalize()
            chapters.append(Chapter(title, (_claims(title, rows, starts),)))
    if audit.contradictions:
        chapters.append(Chapter("Bertentangan", (_contradictions(audit),)))
    chapters.append(Chapter("Semua klaim", (_claims("Semua klaim", audit.rows, starts),)))
    if audit.findings:
        chapters.append(Chapter("Klaim yang tidak dapat diperiksa", (_findings(audit),)))
    if traces:
        chapters.append(Chapter("Jejak angka", (jejak,)))
    return Book("Audit Terbitan", audit.nama, facts, tuple(chapters))


def _traced(traces: Traces) -> tuple[Grid, Mapping[str, int]]:
    """All traces, a row for each line, and the rows at which they begin."""
    rows: list[tuple[GridCell, ...]] = []
    starts: dict[str, int] = {}
    for question, lines in traces.items():
        starts[question] = len(rows)
        rows.append((GridCell(question, emphasis=True),))
        rows += [(_text(line),) for line in lines]
    return Grid(_TRACES, "", "Dari mana setiap angka", (GridColumn("Jejak", narrative=True),), tuple(rows)), starts


def _links(rows: Sequence[AuditRow], column: int, starts: Mapping[str, int]) -> tuple[GridLink, ...]:
    """From the expression of each claim to the trace of its figure."""
    return tuple(
        GridLink(at, column, _TRACES, starts[row.ungkapan]) for at, row in enumerate(rows) if row.ungkapan in starts
    )


def _text(text: str) -> GridCell:
    return GridCell(text)


def _number(at: int) -> GridCell:
    return GridCell(str(at), Fraction(at), numeric=True)


def computed_cell(row: AuditRow) -> GridCell:
    """The computed figure: its text everywhere, its exact value where it is a number."""
    audited, text = row.audited, row.dihitung
    value = audited.computed
    number = as_number(value) if isinstance(value, (Number, TargetValue)) else None
    unit = audited.unit or units.ANGKA
    if audited.claim.printed.unit is not None and units.comparable(unit, audited.claim.printed.unit):
        unit = audited.claim.printed.unit
    plain = isinstance(number, Number) and unit != units.ONE_TO and unit.kind is not Kind.PREDIKAT
    if not isinstance(number, Number) or not plain or (isinstance(value, TargetValue) and value.operator):
        return GridCell(text, absent=isinstance(value, Missing), question=row.ungkapan)
    magnitude = number.value / unit.scale
    digits = text.rpartition(",")[2]
    decimals = len(digits) - len(digits.lstrip("0123456789")) if "," in text else 0
    label = unit.label if unit.kind is not Kind.ANGKA else None
    return GridCell(text, magnitude, label, decimals, numeric=True, question=row.ungkapan, scale=unit.scale)


def _differences(rows: Sequence[AuditRow], starts: Mapping[str, int]) -> Grid:
    columns = (
        GridColumn("No", numeric=True),
        GridColumn("Tempat", narrative=True),
        GridColumn("Tercetak", numeric=True),
        GridColumn("Dihitung", numeric=True),
        GridColumn("Akibat dan catatan", narrative=True),
        GridColumn("Sebab", narrative=True),
        GridColumn(_QUESTION, narrative=True),
        *_SIGNED,
    )
    cells = tuple(
        (
            _number(at),
            _text(row.where),
            _text(row.tercetak),
            computed_cell(row),
            _text("; ".join((*row.akibat, *row.catatan))),
            _text("; ".join(row.sebab)),
            _text(row.ungkapan),
            _text(""),
            _text(""),
        )
        for at, row in enumerate(rows, start=1)
    )
    caption = "Angka yang beda, yang terberat lebih dahulu"
    return Grid("Beda", "", caption, columns, cells, links=_links(rows, _at(columns), starts))


def _claims(title: str, rows: Sequence[AuditRow], starts: Mapping[str, int]) -> Grid:
    columns = (
        GridColumn("No", numeric=True),
        GridColumn("Terbitan"),
        GridColumn("Tempat"),
        GridColumn("Baris", narrative=True),
        GridColumn("Kolom"),
        GridColumn("Tercetak", numeric=True),
        GridColumn("Dihitung", numeric=True),
        GridColumn("Hasil"),
        GridColumn("Catatan", narrative=True),
        GridColumn(_QUESTION, narrative=True),
        GridColumn("Letak"),
        *_SIGNED,
    )
    cells = tuple(
        (
            _number(at),
            _text(row.terbitan),
            _text(row.tempat),
            _text(row.baris or ""),
            _text(row.kolom or ""),
            _text(row.tercetak),
            computed_cell(row),
            _text(SPOKEN[row.verdict]),
            _text("; ".join((*row.akibat, *row.catatan, *row.sebab))),
            _text(row.ungkapan),
            _text(row.letak),
            _text(""),
            _text(""),
        )
        for at, row in enumerate(rows, start=1)
    )
    return Grid(title, "", title, columns, cells, links=_links(rows, _at(columns), starts))


def _at(columns: Sequence[GridColumn]) -> int:
    return next(at for at, column in enumerate(columns) if column.heading == _QUESTION)


def _contradictions(audit: AuditView) -> Grid:
    columns = (
        GridColumn("Ungkapan", narrative=True),
        GridColumn("Tercetak", numeric=True),
        GridColumn("Tempat", narrative=True),
        GridColumn("Letak"),
    )
    cells = tuple(
        (_text(one.ungkapan), _text(printed), _text(place), _text(letak))
        for one in audit.contradictions
        for printed, place, letak in one.prints
    )
    return Grid("Bertentangan", "", "Satu angka, tercetak berbeda", columns, cells)


def _findings(audit: AuditView) -> Grid:
    columns = (
        GridColumn("Kode"),
        GridColumn("Letak"),
        GridColumn("Temuan", narrative=True),
        GridColumn("Saran", narrative=True),
    )
    cells = tuple(
        (
            _text(d.code),
            _text(d.primary.place if d.primary is not None else ""),
            _text(d.message),
            _text(d.help or ""),
        )
        for d in audit.findings
    )
    return Grid("Tidak diperiksa", "", "Klaim yang tidak dapat diperiksa", columns, cells)
