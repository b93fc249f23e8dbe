"""Text as it stands on a screen: its width in columns, its wrapping, and what of it must not reach a terminal."""

import re
import unicodedata
from functools import cache

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that has no visible form."""

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])?"
)
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_NO_CHARACTERS = frozenset("\ufffe\uffff")
"""Code points that are no characters, which no document of XML may hold."""
_JOINED = frozenset("\N{ZERO WIDTH JOINER}")
_ASCII = str.maketrans(
    {
        "─": "-",
        "│": "|",
        "├": "|",
        "└": "`",
        "┌": ".",
        "┬": "+",
        "┼": "+",
        "┴": "+",
        "═": "=",
        "•": "*",
        "◆": "#",
        "·": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "~",
        "≈": "~",
        "→": ">",
        "←": "<",
        "▶": ">",
        "✓": "v",
        "✗": "x",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "×": "x",
        "÷": "/",
        "\N{NO-BREAK SPACE}": " ",
        UNKNOWN: "?",
    }
)
"""Each replacement is as wide as what it replaces, so that a layout survives it."""


_MONEY = re.compile(r"\bRp (?=[-−≈\d])")


def unbroken(text: str) -> str:
    """A text whose amounts of money stand in one line on paper.

    >>> unbroken("Rp 1.000 dan Rp").split(" ")
    ['Rp\\xa01.000', 'dan', 'Rp']
    """
    return _MONEY.sub("Rp\N{NO-BREAK SPACE}", text) if "Rp " in text else text


def clean(text: str) -> str:
    """User text as one line of visible characters: no controls, escape sequences, bidirectional or hidden marks.

    >>> clean("a\\x1b[31mb\\u202ec\\td\\ne")
    'abc d e'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPE.sub("", text)
    out: list[str] = []
    for char in text:
        if (
            char in "\t\n\r\v\f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{NEXT LINE}"
            or unicodedata.category(char) == "Zs"
        ):
            out.append(" ")
        elif char in _JOINED or (char not in _NO_CHARACTERS and unicodedata.category(char) not in _INVISIBLE):
            out.append(char)
    return "".join(out)


_COMMAND = re.compile(r"(?m)^((?:[^\S\n]|\x1b\[[\d;]*m)*:)(?=:)|(?i:(#)(?=#(?:vso)?\[))")
"""What a machine that keeps the log of a run takes as told to itself: `::` where a line begins, `##[` anywhere."""


def uncommanded(text: str) -> str:
    """Lines for a screen of which none commands a machine that keeps their log; other lines are as they were.

    >>> uncommanded("  ::error file=x::y"), uncommanded("a ##[error]y"), uncommanded("a::b ## c")
    ('  : :error file=x::y', 'a # #[error]y', 'a::b ## c')
    """
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda found: f"{found[0]} ", text)


def visible(char: str) -> str:
    """One character of a source line as it can be shown: itself, or a mark that something is there.

    >>> visible("a"), visible("\\x1b"), visible("\\u202e")
    ('a', '\N{REPLACEMENT CHARACTER}', '\N{REPLACEMENT CHARACTER}')
    """
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    return UNKNOWN if category in _INVISIBLE else char


@cache
def _char_width(char: str) -> int:
    if char in _JOINED or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns that a text takes.

    >>> width("abc"), width("日本"), width("e\\u0301")
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_char_width, text))


def left(text: str, columns: int) -> str:
    """Filled up with spaces on the right."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """Filled up with spaces on the left."""
    return " " * (columns - width(text)) + text


def cut(text: str, columns: int) -> str:
    """At most so many columns, an ellipsis standing for what is left out.

    >>> cut("penduduk", 5), cut("penduduk", 8)
    ('pend…', 'penduduk')
    """
    if width(text) <= columns:
        return text
    taken = _take(text, max(columns - 1, 0))
    return text[:taken].rstrip() + "…"


def _take(text: str, columns: int) -> int:
    """How many characters fit."""
    used = 0
    for at, char in enumerate(text):
        used += _char_width(char)
        if used > columns:
            return at
    return len(text)


def wrap(text: str, columns: int, first: int | None = None) -> list[str]:
    """Lines of at most so many columns (the first of `first`), broken at spaces, within a word only where one is too long.

    >>> wrap("tingkat kesempatan kerja", 12)
    ['tingkat', 'kesempatan', 'kerja']
    >>> wrap("abcdefgh", 5), wrap("", 5)
    (['abcde', 'fgh'], [''])
    """
    columns = max(columns, 4)
    room = columns if first is None else max(first, 4)
    lines: list[str] = []
    current = ""
    for word in text.split():
        joined = f"{current} {word}" if current else word
        if width(joined) <= room:
            current = joined
            continue
        if current:
            lines.append(current)
            room = columns
        while width(word) > room:
            taken = max(_take(word, room), 1)
            lines.append(word[:taken])
            word = word[taken:]
            room = columns
        current = word
    lines.append(current)
    return lines


def hanging(text: str, lead: str, columns: int, indent: int | None = None) -> list[str]:
    """A paragraph after `lead`, its further lines indented under its start (or by `indent`)."""
    under = width(lead) if indent is None else indent
    lines = wrap(text, columns - under, columns - width(lead))
    return [lead + lines[0], *(" " * under + line for line in lines[1:])]


def to_encoding(text: str, encoding: str) -> str:
    """The same text in characters that an encoding has; line drawing falls back to ASCII of the same width.

    >>> to_encoding("├─ 93,8 % … 日", "ascii")
    '|- 93,8 % ~ ??'
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(map(_Encodable(encoding), text))
    except LookupError:
        return to_encoding(text, "ascii")
    return text


class _Encodable:
    """A character, or the nearest that the encoding can take."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.known: dict[str, str] = {}

    def __call__(self, char: str) -> str:
        if char.isascii():
            return char
        if char not in self.known:
            self.known[char] = self._nearest(char)
        return self.known[char]

    def _nearest(self, char: str) -> str:
        for candidate in (char, char.translate(_ASCII), *unicodedata.normalize("NFKD", char)[:1]):
            try:
                candidate.encode(self.encoding)
            except UnicodeEncodeError:
                continue
            return str(candidate)
        return "?" * _char_width(char)
