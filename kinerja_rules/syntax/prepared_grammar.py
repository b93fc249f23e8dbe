"""The grammar's parse table, made once: Lark takes most of a start to work it out, and it never changes.

A build of the package lays the table beside the grammar (`.ci/hatch_build.py`; in a checkout `python -m
kinerja_rules.syntax.prepared_grammar`). It carries a digest of the grammar and of Lark's version: a table that does not
fit is not read, and the grammar is worked out anew. The grammar stays the only definition of the syntax.
"""

import pickle
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import lark
from lark import Lark

HERE = Path(__file__).parent
GRAMMAR = HERE / "grammar.lark"
TABLE = HERE / "grammar.table"
STARTS = ["start", "ungkapan"]


class _PlainData(pickle.Unpickler):
    """Reads texts, numbers and collections, and refuses anything that would have to be imported."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")


def digest(grammar: str) -> bytes:
    """What a table must carry to be the one of this grammar, made by this Lark."""
    return sha256(f"{lark.__version__}\n{' '.join(STARTS)}\n{grammar}".encode()).digest()


def build(grammar: str, transformer: Any = None) -> Lark:
    """The grammar worked out."""
    return Lark(grammar, parser="lalr", start=STARTS, maybe_placeholders=False, transformer=transformer)


def write_table(path: Path = TABLE) -> None:
    """Work the grammar out and keep its table."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    kept = BytesIO()
    build(grammar).save(kept)
    path.write_bytes(digest(grammar) + kept.getvalue())


def load(transformer: Any, path: Path = TABLE) -> Lark:
    """The grammar in working order: from the table kept beside it if that fits, else worked out."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    wanted = digest(grammar)
    try:
        kept = path.read_bytes()
    except OSError:
        return build(grammar, transformer)
    if kept[: len(wanted)] != wanted:
        return build(grammar, transformer)
    try:
        table = _PlainData(BytesIO(kept[len(wanted) :])).load()
        loaded: Lark = Lark.__new__(Lark)._load(table, transformer=transformer)
    except Exception:  # a table cut short or written over: whatever is wrong with it, the grammar is there
        return build(grammar, transformer)
    return loaded


if __name__ == "__main__":
    write_table()
