"""Tables of official codes and names, as an agency or a rule package supplies them."""

from collections.abc import Mapping

from attrs import field, frozen

from kinerja_rules.base.source import Span


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
