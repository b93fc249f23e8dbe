"""The grammar's parse table, made once: Lark takes most of a start to work it out, and it never changes.

A build of the package lays the table beside the grammar (`.ci/hatch_build.py`; in a checkout `python -m
kinerja_rules.syntax.prepared_grammar`). It carries a digest of the grammar: a table that does not fit is not read, and
the grammar is worked out anew. The grammar stays the only definition of the syntax.

The file has two parts: the table of the quick loop, which reads text without mistakes and needs no Lark, and Lark's
own, read where a mistake has to be explained.
"""

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_rules.syntax.parse_table import ParseTable, read_table, table_of

if TYPE_CHECKING:
    from lark import Lark

HERE = Path(__file__).parent
GRAMMAR = HERE / "grammar.lark"
TABLE = HERE / "grammar.table"
STARTS = ["start", "ungkapan"]
FORM = 2
"""Raised where a table would be read in another way."""


def digest(grammar: str) -> bytes:
    """What a table must carry to be the one of this grammar."""
    return sha256(f"{FORM}\n{' '.join(STARTS)}\n{grammar}".encode()).hexdigest().encode()


def _grammar() -> str:
    return GRAMMAR.read_text(encoding="utf-8")


def build(grammar: str, transformer: Any = None) -> "Lark":
    """The grammar worked out."""
    from lark import Lark

    return Lark(grammar, parser="lalr", start=STARTS, maybe_placeholders=False, transformer=transformer)


def write_table(path: Path | None = None) -> None:
    """Work the grammar out and keep its tables."""
    from lark import __version__

    grammar = _grammar()
    lark = build(grammar)
    kept = BytesIO()
    lark.save(kept)
    quick = table_of(lark).written().encode()
    (path or TABLE).write_bytes(b"\n".join([digest(grammar), quick, __version__.encode(), kept.getvalue()]))


def fits() -> bool:
    """Whether a table is kept that is the one of the grammar as it is."""
    return _kept(None) is not None


def _kept(path: Path | None) -> list[bytes] | None:
    """The parts of a table that fits."""
    try:
        parts = (path or TABLE).read_bytes().split(b"\n", 3)
    except OSError:
        return None
    return parts[1:] if len(parts) == 4 and parts[0] == digest(_grammar()) else None


def load_quick(path: Path | None = None) -> ParseTable | None:
    """The table of the quick loop, if one that fits is kept beside the grammar."""
    kept = _kept(path)
    try:
        return None if kept is None else read_table(kept[0])
    except (ValueError, TypeError):  # cut short or written over: whatever is wrong with it, the grammar is there
        return None


def load(transformer: Any, path: Path | None = None) -> "Lark":
    """Lark in working order: from the table kept beside the grammar if that fits, else worked out."""
    from lark import Lark, __version__

    from kinerja_rules.syntax.plain_data import PlainData  # with `pickle`, like Lark only where a mistake was met

    kept = _kept(path)
    if kept is None or kept[1] != __version__.encode():
        return build(_grammar(), transformer)
    try:
        table = PlainData(BytesIO(kept[2])).load()
        loaded: Lark = Lark.__new__(Lark)._load(table, transformer=transformer)
    except Exception:  # likewise
        return build(_grammar(), transformer)
    return loaded


if __name__ == "__main__":
    write_table()
