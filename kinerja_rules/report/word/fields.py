"""Captions and references as Word fields: they show what is written here, and Word can count them anew."""

import re
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{W}"'

_NUMBER = re.compile(r"(.*?)(\d+)$")


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is the inside of `w:rPr`."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    """A field with the result it shows until it is updated."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


class Captions:
    """Numbers of tables: each a field that counts on from the one before it, and a bookmark to refer to."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._bookmarks = 0

    def label(self, number: str, bookmark: str) -> str:
        """`Tabel 3.2` inside a bookmark; the last part of the number is counted by Word."""
        self._bookmarks += 1
        split = _NUMBER.match(number)
        if split is None:
            counted = run(number)
        else:
            lead, last = split[1], int(split[2])
            series = "Tabel_" + re.sub(r"\W", "_", lead.strip(".")) if lead else "Tabel"
            restart = "" if self._last.get(series, 0) + 1 == last else f" \\r {last}"
            self._last[series] = last
            counted = (run(lead) if lead else "") + field(f"SEQ {series} \\* ARABIC{restart}", str(last))
        at = self._bookmarks
        return (
            f"<w:bookmarkStart w:id={quoteattr(str(at))} w:name={quoteattr(bookmark)}/>"
            f"{run('Tabel ')}{counted}"
            f"<w:bookmarkEnd w:id={quoteattr(str(at))}/>"
        )


def reference(bookmark: str, shown: str) -> str:
    """The text of a bookmark, as a link."""
    return field(f"REF {bookmark} \\h", shown)


def page_of(bookmark: str) -> str:
    """The page a bookmark stands on; Word fills it in."""
    return field(f"PAGEREF {bookmark} \\h", "…")
