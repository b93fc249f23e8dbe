"""The workbook in which realisasi and data are filled in: a row for each, its labels locked, its cells checked as they are typed."""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from kinerja_rules.analysis.entries import IDENT, SHEETS, Entry, entries, stated_fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import ONE_TO, Kind
from kinerja_rules.model.values import Number
from kinerja_rules.project.sheets.grid import cell_name
from kinerja_rules.report.file_properties import property_text
from kinerja_rules.report.sheet.numbers import stored
from kinerja_rules.report.sheet.workbook import CREATED
from kinerja_rules.report.text import clean

GRAINS = ("tahun", "semester", "triwulan", "bulan")
"""What a column may be."""

_LABELS = ((IDENT, 22), ("Nama", 56), ("Satuan", 16), ("Pada", 40))
_HEADING = 3
_ABSENT = ("-", "n/a", "belum rilis", "0/0")
_HINT = "Isi sel kuning. Tulis bilangannya saja; `-` atau kosong: belum ada data, `n/a`: tidak berlaku, `0/0`: tidak dapat dihitung."


def periods_of(year: int, grain: str) -> tuple[Period, ...]:
    """The periods of a year at a grain."""
    whole = Period(year)
    if grain == "tahun":
        return (whole,)
    return next(parts for parts in whole.partitions() if parts[0].grain == grain)


def entry_workbook(model: Model, year: int, grain: str = "tahun") -> bytes:
    """The workbook of a year, what the plan already states filled in; the same bytes for the same plan."""
    import xlsxwriter

    raw = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    known = entries(model)
    with xlsxwriter.Workbook(raw, options) as workbook:
        title = f"Isian {year}"
        workbook.set_properties({"title": title, "author": property_text(model.root.nama), "created": CREATED})
        for keyword, name in SHEETS.items():
            own = [e for e in known if e.keyword == keyword]
            if own:
                _sheet(workbook, model, name, own, periods_of(year, grain), f"{name} {year}: {clean(model.root.nama)}")
        if not known:
            workbook.add_worksheet(SHEETS["realisasi"]).write_string(0, 0, "rencana ini tidak punya yang diisi")
    return raw.getvalue()


def _sheet(workbook: Any, model: Model, name: str, own: Sequence[Entry], periods: Sequence[Period], title: str) -> None:
    base = {"font_name": "Calibri", "font_size": 10, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    bold = workbook.add_format({"font_name": "Calibri", "font_size": 14, "bold": True})
    italic = workbook.add_format({"font_name": "Calibri", "font_size": 10, "italic": True})
    heading = workbook.add_format({**base, "bold": True, "text_wrap": True, "bg_color": "#D9E1EC"})
    label = workbook.add_format({**base, "text_wrap": True})
    to_fill = {**base, "locked": False, "bg_color": "#FFF7D6", "align": "right"}
    figure = workbook.add_format({**to_fill, "num_format": "#,##0.######"})
    words = workbook.add_format({**to_fill, "num_format": "@"})
    sheet = workbook.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, _HINT, italic)
    for at, (text, width) in enumerate(_LABELS):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEADING, at, text, heading)
    first = len(_LABELS)
    sheet.set_column(first, first + len(periods) - 1, 16)
    for at, period in enumerate(periods, first):
        sheet.write_string(_HEADING, at, str(period), heading)
    for row, entry in enumerate(own, _HEADING + 1):
        for at, text in enumerate((entry.id, entry.nama, str(entry.unit), entry.place)):
            sheet.write_string(row, at, clean(text), label)
        in_words = entry.unit.kind is Kind.PREDIKAT or entry.unit == ONE_TO
        for at, period in enumerate(periods, first):
            _cell(sheet, model, entry, str(period), row, at, words if in_words else figure)
            if not in_words:
                _check(sheet, row, at)
    sheet.freeze_panes(_HEADING + 1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": False})
    sheet.set_landscape()
    sheet.repeat_rows(_HEADING)
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, model: Model, entry: Entry, period: str, row: int, at: int, form: Any) -> None:
    """A cell to fill in, with what the plan states."""
    fact = stated_fact(model, entry, period)
    if fact is None:
        sheet.write_blank(row, at, None, form)
        return
    if isinstance(fact.value, Number) and entry.unit != ONE_TO:
        shown = fact.value.value / entry.unit.scale
        number = stored(shown, percent=False)
        if number is not None and Fraction(number) == shown:
            sheet.write_number(row, at, number, form)
            return
    sheet.write_string(row, at, clean(fact.span.text.strip('"')), form)


def _check(sheet: Any, row: int, at: int) -> None:
    """Numbers, and the words that say there is none."""
    cell = cell_name(row + 1, at + 1)
    said = ",".join(f'LOWER({cell})="{word}"' for word in _ABSENT)
    sheet.data_validation(
        row,
        at,
        row,
        at,
        {
            "validate": "custom",
            "value": f"=OR(ISNUMBER({cell}),{said})",
            "error_title": "Bukan bilangan",
            "error_message": "Tulis bilangannya saja, tanpa satuan; atau `-`, `n/a`, `belum rilis`, `0/0`.",
        },
    )
