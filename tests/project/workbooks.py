"""XLSX files written by hand, part by part, as spreadsheet programs write them and as hostile hands do."""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from attrs import field, frozen

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

STYLES = {
    "Umum": 0,
    "0": 1,
    "0.00": 2,
    "0.00%": 10,
    "#,##0": 3,
    "tanggal": 14,
}
"""Built-in formats that need no code; any other style is a format code."""


def number(place: str, text: str, style: str = "Umum") -> tuple[str, str, str]:
    """A numeric cell with its stored text."""
    return place, style, f"<v>{text}</v>"


def text(place: str, value: str, style: str = "Umum") -> tuple[str, str, str]:
    """A text cell, written in place."""
    return place, style, f't="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is>'


def formula(place: str, code: str, value: str | None, kind: str = "n", style: str = "Umum") -> tuple[str, str, str]:
    """A formula with the value kept for it, or none."""
    kept = "" if value is None else f"<v>{escape(value)}</v>"
    return place, style, f't="{kind}"><f>{escape(code)}</f>{kept}'


def raw(place: str, kind: str, value: str, style: str = "Umum") -> tuple[str, str, str]:
    """A cell of any kind: `s`, `b`, `e`, `d`, `str`."""
    return place, style, f't="{kind}"><v>{escape(value)}</v>'


@frozen
class Sheet:
    """A sheet's cells, in any order, and what else stands in its part."""

    name: str
    cells: tuple[tuple[str, str, str], ...] = ()
    merges: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    columns: str = ""
    state: str = "visible"


@frozen
class Book:
    """A workbook; `parts` are added or take the place of those written."""

    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...] = ()
    properties: str = ""
    calculation: str = ""
    parts: Mapping[str, str | bytes] = field(factory=dict)

    def packed(self) -> bytes:
        """The file."""
        return zipped(self.written() | dict(self.parts))

    def written(self) -> dict[str, str | bytes]:
        """The parts as written, without those of `parts`."""
        styles = sorted({style for sheet in self.sheets for _, style, _ in sheet.cells} | {"Umum"}, key=str)
        styles.remove("Umum")
        styles.insert(0, "Umum")
        count = range(1, len(self.sheets) + 1)
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr {self.properties}/><sheets>'
            + "".join(
                f'<sheet name={quoteattr(s.name)} sheetId="{i}" state="{s.state}" r:id="rId{i}"/>'
                for i, s in zip(count, self.sheets, strict=True)
            )
            + f"</sheets>{self.calculation}</workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            + "".join(
                f'<Relationship Id="rId{i}" Type="{RELATION}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                for i in count
            )
            + f'<Relationship Id="rIdT" Type="{RELATION}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rIdS" Type="{RELATION}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
            "xl/styles.xml": styles_part(styles),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">'
            + "".join(s if s.startswith("<si") else f"<si><t>{escape(s)}</t></si>" for s in self.strings)
            + "</sst>",
        }
        for i, sheet in zip(count, self.sheets, strict=True):
            parts[f"xl/worksheets/sheet{i}.xml"] = sheet_part(sheet, styles)
        return {name: DECLARATION + part if isinstance(part, str) else part for name, part in parts.items()}


def styles_part(styles: list[str]) -> str:
    """Number formats and the styles that use them, in order."""
    codes = {style: 164 + i for i, style in enumerate(styles) if style not in STYLES}
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(codes)}">'
        + "".join(f'<numFmt numFmtId="{n}" formatCode={quoteattr(code)}/>' for code, n in codes.items())
        + '</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>'
        + "".join(f'<xf numFmtId="{codes.get(s, STYLES.get(s, 0))}" applyNumberFormat="1"/>' for s in styles)
        + "</cellXfs></styleSheet>"
    )


def sheet_part(sheet: Sheet, styles: list[str]) -> str:
    """A sheet's XML."""
    rows: dict[int, list[str]] = {}
    for place, style, body in sheet.cells:
        row = int(re.sub(r"\D", "", place))
        inner = body if body.startswith("t=") else f">{body}"
        rows.setdefault(row, []).append(f'<c r="{place}" s="{styles.index(style)}" {inner}</c>')
    for row in sheet.hidden_rows:
        rows.setdefault(row, [])
    data = "".join(
        f'<row r="{row}"{" hidden=" + quoteattr("1") if row in sheet.hidden_rows else ""}>{"".join(cells)}</row>'
        for row, cells in sorted(rows.items())
    )
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merges)
    return (
        f'<worksheet xmlns="{MAIN}"><cols>{sheet.columns}</cols><sheetData>{data}</sheetData>'
        + (f"<mergeCells>{merges}</mergeCells>" if merges else "")
        + "</worksheet>"
    )


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def one_sheet(*cells: tuple[str, str, str], **more: object) -> bytes:
    """A workbook with the one sheet `Realisasi`."""
    return Book((Sheet("Realisasi", cells, **more),)).packed()  # type: ignore[arg-type]
