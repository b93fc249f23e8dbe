"""What is known of the screen that text is written for: its width, and whether it shows colour."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from kinerja_rules.base.diagnostics import Severity

WIDTH = 80
"""Columns that every text must read well at."""

_CODES: Mapping[str, str] = MappingProxyType(
    {"tebal": "1", "redup": "2", "merah": "31", "hijau": "32", "kuning": "33", "biru": "36"}
)

_SEVERITY: Mapping[Severity, str] = MappingProxyType(
    {Severity.GALAT: "merah", Severity.PERINGATAN: "kuning", Severity.CATATAN: "biru"}
)


@frozen
class Screen:
    """A screen: columns, and whether colour may be used."""

    columns: int = WIDTH
    colour: bool = False

    def paint(self, text: str, *styles: str) -> str:
        """The text in a style (`tebal`, `redup`, `merah`, `hijau`, `kuning`, `biru`), where the screen shows colour."""
        if not self.colour or not text or not styles:
            return text
        return f"\x1b[{';'.join(_CODES[s] for s in styles)}m{text}\x1b[0m"

    def severity(self, text: str, severity: Severity) -> str:
        """The text in the colour of a severity."""
        return self.paint(text, "tebal", _SEVERITY[severity])


PLAIN = Screen()
"""80 columns without colour: what goes into files."""
