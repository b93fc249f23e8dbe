"""The rule packages that ship, parsed when the program is built: a plan that uses them does not read them anew.

A build lays the file beside the program (`.ci/hatch_build.py`; in a checkout `python -m
kinerja_rules.project.prepared_rules`). Each text is found by its own digest, together with all that reads it: a
file that was changed by a letter is simply parsed. It holds lists, texts and numbers, and only files in which nothing
was found.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax.parser import Parsed, parse_file
from kinerja_rules.syntax.plain_nodes import from_plain, plain

ROOM = Path(__file__).parents[1]
PREPARED = ROOM / "rules.table"
_READING = ("base/numerals.py", "base/source.py", "syntax/grammar.lark", "syntax/*.py")
"""What a text's nodes depend on beside the text: with one of these changed nothing that was prepared is used."""


@cache
def _reading() -> bytes:
    """What must be the same for a text to be read as it was."""
    files = sorted(file for pattern in _READING for file in ROOM.glob(pattern))
    return sha256(b"\0".join(file.read_bytes() for file in files)).digest()


def _key(text: str) -> bytes:
    return sha256(_reading() + text.encode()).hexdigest().encode()


@cache
def _kept() -> bytes:
    try:
        return PREPARED.read_bytes()
    except OSError:
        return b""


def prepared(source: SourceFile) -> Parsed | None:
    """What a shipped text parses to, if it was prepared."""
    kept = _kept()
    key = _key(source.text) + b" " if kept else b""
    at = kept.find(key) if kept else -1
    if at < 0:
        return None
    try:
        line = kept[at + len(key) : kept.index(b"\n", at)]
        return Parsed(from_plain(json.loads(line), source), ())
    except (ValueError, TypeError, LookupError):  # cut short or written over: the text itself is there
        return None


def fits(rules: Path) -> bool:
    """Whether every rule package of a folder is prepared as it is."""
    texts = (file.read_text(encoding="utf-8") for file in rules.glob("*/*.kinerja"))
    return all(_key(text) in _kept() for text in texts)


def write_prepared(rules: Path) -> None:
    """Parse the rule packages of a folder and keep what they say."""
    lines: list[bytes] = []
    for file in sorted(rules.glob("*/*.kinerja")):
        source = SourceFile(file.name, file.read_text(encoding="utf-8"))
        parsed = parse_file(source)
        if not parsed.diagnostics:
            lines.append(_key(source.text) + b" " + json.dumps(plain(parsed.file), separators=(",", ":")).encode())
    PREPARED.write_bytes(b"".join(line + b"\n" for line in lines))


if __name__ == "__main__":
    from kinerja_rules.project.packages import shipped_rules

    write_prepared(shipped_rules())
