"""Tables of official codes and names, as an agency or a rule package supplies them."""

import re
from collections.abc import Mapping

from attrs import field, frozen

from kinerja_rules.base.source import Span

_CODE = re.compile(r"[\dX](?:\.[\dX]{2}(?:\.\d{2}(?:\.[12]\.\d{2}(?:\.(?:\d{2}|\d{4}))?)?)?)?\Z")


def is_code(text: str) -> bool:
    """Whether a code has the form of the nomenclature, as far down as it goes.

    >>> is_code("2.07.03.2.01.0001"), is_code("X.XX.01"), is_code("2.7.3")
    (True, True, False)
    """
    return _CODE.match(text) is not None


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


@frozen
class NomenklaturEntry:
    """A row: the name of a code, and the indicator and unit that the nomenclature gives it, if any."""

    kode: str
    nama: str
    indikator: str | None
    satuan: str | None
    span: Span = _span()


@frozen
class Nomenklatur:
    """A table by code. `lengkap` are the codes beneath which it lists everything; an empty one means all there is."""

    id: str
    nama: str
    paket: str
    entries: Mapping[str, NomenklaturEntry]
    lengkap: tuple[str, ...]
    span: Span = _span()

    def covers(self, kode: str) -> bool:
        """Whether a code that the table does not list does not exist."""
        return any(not whole or kode == whole or kode.startswith(f"{whole}.") for whole in self.lengkap)
