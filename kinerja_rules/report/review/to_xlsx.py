"""The review sheet as a workbook: a row for each finding, columns to fill in, and a sheet that says how."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.report.file_properties import property_text
from kinerja_rules.report.review.rows import Row, rows
from kinerja_rules.report.review.view import Entry, ReviewView
from kinerja_rules.report.sheet.texts import fitting
from kinerja_rules.report.sheet.workbook import CREATED
from kinerja_rules.report.text import clean
from kinerja_rules.review.worksheet import COLUMNS, SHEET, Keputusan

HEADING_ROW = 3
"""The row of the headings, from 0."""

FILLS = {Severity.GALAT: "#F8D7DA", Severity.PERINGATAN: "#FFF0C2", Severity.CATATAN: "#DCEBFA"}
_HOW = (
    ("Jawaban perencana", "diisi perencana: apa yang diperbaiki, atau mengapa tidak"),
    ("Keputusan", "diisi pereviu, dipilih dari daftar"),
    ("  diperbaiki", "temuan harus diperbaiki di berkas rencana; tetap dihitung sampai hilang"),
    ("  diterima", "jawaban perencana diterima; temuan tetap tercatat dan dihitung menurut tingkatnya"),
    ("  dikecualikan", "temuan dicatat sebagai pengecualian dan tidak dihitung; alasannya wajib diisi"),
    ("Alasan", "alasan keputusan"),
    ("Sampai tahun", "tahun terakhir berlakunya pengecualian; kosong berarti tanpa batas"),
    ("Pengenal", "jangan diubah; dengan pengenal ini isian dikenali kembali, juga bila urutan baris atau kolom diubah"),
)


def review_xlsx(view: ReviewView) -> bytes:
    """The review sheet, the same bytes for the same review."""
    import xlsxwriter

    raw = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(raw, options) as workbook:
        agency = "" if view.identity is None else property_text(view.identity.nama)
        workbook.set_properties({"title": "Kertas Kerja Reviu", "author": agency, "created": CREATED})
        writer = _Writer(workbook)
        writer.findings(view, rows(view))
        writer.summary(view)
    return raw.getvalue()


class _Writer:
    """Writes the two sheets; formats are made once each. Every text is written as a text, never as a formula or link."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._at = 0

    def format(self, **properties: Any) -> Any:
        """A format with the face of the sheet."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
            self._formats[key] = self.workbook.add_format({**base, **properties})
        return self._formats[key]

    # ---- findings ----------------------------------------------------------------------------------------------------
    def findings(self, view: ReviewView, these: Sequence[Row]) -> None:
        """The table of findings."""
        sheet = self.workbook.add_worksheet(SHEET)
        sheet.hide_gridlines(2)
        one_line = {"text_wrap": False}
        sheet.write_string(0, 0, fitting(_title(view)), self.format(bold=True, font_size=14, **one_line))
        sheet.write_string(1, 0, fitting(f"{view.verdict} {view.besides}".rstrip()), self.format(bold=True, **one_line))
        hint = "Kolom kuning diisi; cara mengisinya di lembar Ringkasan."
        if view.asked:
            hint += f" Ditampilkan hanya {clean(view.asked)}."
        sheet.write_string(2, 0, fitting(hint), self.format(italic=True, **one_line))
        for at, column in enumerate(COLUMNS.values()):
            sheet.set_column(at, at, column.width)
            fill = "#FFE699" if column.filled_in else "#D9E1EC"
            sheet.write_string(HEADING_ROW, at, column.heading, self.format(bold=True, border=1, bg_color=fill))
        for number, row in enumerate(these, start=HEADING_ROW + 1):
            self._row(sheet, number, row)
        self._controls(sheet, len(these))

    def _row(self, sheet: Any, number: int, row: Row) -> None:
        for at, (name, column) in enumerate(COLUMNS.items()):
            look: dict[str, Any] = {"border": 1, "border_color": "#8A94A3"}
            if name == "tingkat":
                look |= {"bg_color": FILLS[row.entry.severity], "bold": True}
            elif column.filled_in:
                look["bg_color"] = "#FFFBEA"
            elif name == "pengenal":
                look |= {"font_color": "#595959", "font_size": 9}
            text = row.cells[name]
            if name in ("nomor", "sampai") and text.isdigit():
                sheet.write_number(number, at, int(text), self.format(**look, align="right"))
            elif text:
                sheet.write_string(number, at, fitting(text), self.format(**look))
            else:
                sheet.write_blank(number, at, None, self.format(**look))

    def _controls(self, sheet: Any, count: int) -> None:
        """What the sheet offers: choices, limits, filters, and how it prints."""
        names = list(COLUMNS)
        last_row, last = HEADING_ROW + max(count, 1), len(names) - 1
        decisions = [k.value for k in Keputusan]
        at = names.index("keputusan")
        sheet.data_validation(
            HEADING_ROW + 1,
            at,
            last_row,
            at,
            {
                "validate": "list",
                "source": decisions,
                "input_title": "Keputusan pereviu",
                "input_message": "Pilih: " + ", ".join(decisions),
                "error_title": "Keputusan tidak dikenal",
                "error_message": "Pilih salah satu: " + ", ".join(decisions),
            },
        )
        at = names.index("sampai")
        sheet.data_validation(
            HEADING_ROW + 1,
            at,
            last_row,
            at,
            {
                "validate": "integer",
                "criteria": "between",
                "minimum": 1900,
                "maximum": 2199,
                "input_title": "Sampai tahun",
                "input_message": "Tahun terakhir berlakunya pengecualian, misalnya 2026; boleh kosong",
                "error_title": "Bukan tahun",
                "error_message": "Tulis tahun sebagai empat angka.",
            },
        )
        sheet.autofilter(HEADING_ROW, 0, last_row, last)
        sheet.freeze_panes(HEADING_ROW + 1, names.index("aturan"))
        sheet.repeat_rows(HEADING_ROW)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&CHalaman &P dari &N")
        sheet.print_area(0, 0, last_row, last)

    # ---- summary -----------------------------------------------------------------------------------------------------
    def summary(self, view: ReviewView) -> None:
        """The verdict, how to fill in the sheet, exceptions on record, and rules that could not be checked."""
        sheet = self.workbook.add_worksheet("Ringkasan")
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 4, 30)
        self._line(sheet, [_title(view)], bold=True, font_size=14)
        self._line(sheet, [f"{view.verdict} {view.besides}".rstrip()], bold=True)
        self._at += 1
        counts = view.total.counts
        facts = [("Galat", str(counts.galat)), ("Peringatan", str(counts.peringatan)), ("Catatan", str(counts.catatan))]
        if view.identity is not None:
            identity = view.identity
            facts += [("Paket", f"{identity.paket} versi {identity.versi}"), ("Sidik rencana", identity.sidik)]
        self._table(sheet, "Rencana", ("Keterangan", "Isi"), facts)
        self._table(sheet, "Cara mengisi", ("Kolom", "Isi"), _HOW)
        if view.excepted:
            headings = ("Kode dan perihal", "Temuan", "Tempat", "Alasan dan batas", "Dicatat di")
            self._table(sheet, "Dikecualikan", headings, [_excepted(entry) for entry in view.excepted])
        if view.unchecked:
            unchecked = [
                (f"{u.code} {u.package or ''}".strip(), "; ".join(u.lacked), f"{u.count} kali") for u in view.unchecked
            ]
            self._table(sheet, "Tidak dapat diperiksa seluruhnya", ("Aturan", "Yang kurang", "Banyaknya"), unchecked)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _line(self, sheet: Any, texts: Sequence[str], **look: Any) -> None:
        for at, text in enumerate(texts):
            sheet.write_string(self._at, at, fitting(clean(text)), self.format(text_wrap=len(texts) > 1, **look))
        self._at += 1

    def _table(self, sheet: Any, heading: str, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        self._line(sheet, [heading], bold=True, font_size=12)
        self._line(sheet, columns, bold=True, border=1, bg_color="#D9E1EC")
        for line in lines:
            self._line(sheet, line, border=1, border_color="#8A94A3")
        self._at += 1


def _title(view: ReviewView) -> str:
    return "Kertas Kerja Reviu" + ("" if view.identity is None else f": {clean(view.identity.nama)}")


def _excepted(entry: Entry) -> tuple[str, ...]:
    exception = entry.exception
    until = "" if exception is None or exception.sampai is None else f" (sampai {exception.sampai})"
    return (
        f"{entry.finding.code} {entry.subject}".strip(),
        entry.finding.message,
        entry.place,
        "" if exception is None else f"{exception.alasan}{until}",
        "" if exception is None else exception.span.place,
    )
