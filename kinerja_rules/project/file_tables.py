"""Which declarations keep their table in a file. Apart from the reader of such files, which most plans never need."""

from kinerja_rules.syntax import nodes

TABLES = ("target", "realisasi", "data", "anggaran", "belanja", "pembanding", "tabel")
"""Keywords of tables that may be kept in a file."""


def file_field(item: nodes.Item) -> nodes.Field | None:
    """The `dari "berkas"` of a table kept in a file."""
    if not isinstance(item, nodes.Declaration) or item.keyword not in TABLES:
        return None
    return next((f for f in item.head if f.keyword == "dari"), None)
