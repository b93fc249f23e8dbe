"""Word documents written by hand, part by part."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from workbooks import DECLARATION, zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(text: str, span: int = 1, vertical: str | None = None) -> str:
    """A cell; `vertical` is `restart` for the first of a vertical merge, `continue` for the others."""
    width = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merge = "" if vertical is None else '<w:vMerge w:val="restart"/>' if vertical == "restart" else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{width}{merge}</w:tcPr>{paragraph(text)}</w:tc>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, each either a text or the XML of a cell."""
    out = []
    for row in rows:
        out.append("<w:tr>" + "".join(c if c.startswith("<w:tc>") else cell(c) for c in row) + "</w:tr>")
    return f"<w:tbl>{''.join(out)}</w:tbl>"


def document(*body: str, before: str = "") -> bytes:
    """The file."""
    xml = f'{DECLARATION}{before}<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": xml})
