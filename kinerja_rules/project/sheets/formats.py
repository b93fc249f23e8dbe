"""Number formats of spreadsheets: what a format code says about the number beneath it. Nothing is displayed here."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from attrs import frozen

MAX_CODE = 1_000
"""Characters of a format code that are looked at; Excel allows 255."""

_ACCOUNTING = '_-{0}* #,##0{1}_-;\\-{0}* #,##0{1}_-;_-{0}* "-"_-;_-@_-'

BUILT_IN: Mapping[int, str] = MappingProxyType(
    {
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        **{i: f"[$setempat]#,##0{'.00' if i > 6 else ''}" for i in range(5, 9)},
        9: "0%",
        10: "0.00%",
        11: "0.00E+00",
        12: "# ?/?",
        13: "# ??/??",
        14: "dd/mm/yyyy",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM",
        20: "h:mm",
        21: "h:mm:ss",
        22: "dd/mm/yyyy h:mm",
        **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
        37: "#,##0;-#,##0",
        38: "#,##0;-#,##0",
        39: "#,##0.00;-#,##0.00",
        40: "#,##0.00;-#,##0.00",
        41: _ACCOUNTING.format("", ""),
        42: _ACCOUNTING.format("[$setempat]", ""),
        43: _ACCOUNTING.format("", ".00"),
        44: _ACCOUNTING.format("[$setempat]", ".00"),
        45: "mm:ss",
        46: "[h]:mm:ss",
        47: "mm:ss.0",
        48: "##0.0E+0",
        49: "@",
    }
)
"""Formats that a file names by number only. The currency of 5 to 8, 42 and 44 is that of the reader's computer:
`setempat`. 27 to 36 and 50 to 58 are dates in the languages that have them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|\[(?P<bracket>[^\]]*)\]?"
    r"|(?P<general>General|Standard)"
    r"|(?P<ampm>AM/PM|A/P)"
    r"|(?P<exponent>E[+-])"
    r"|[_*](?P<filler>.)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_DATE_WORD = re.compile(r"(?:y+|m+|d+|h+|s+)+\Z", re.IGNORECASE)
_ELAPSED = re.compile(r"(?:h+|m+|s+)\Z", re.IGNORECASE)
_CONDITION = re.compile(r"[<>=]")


@frozen
class Format:
    """What a format code shows. `decimals` is None where it does not fix them (General, text, date).

    `prefix` and `suffix` are the words it puts around the number (`Rp`, `orang`, a literal `%`); `thousands` is how
    often it divides by 1.000 for display; `zero` is what it shows instead of a zero, None where it shows a number.
    """

    code: str = "General"
    percent: bool = False
    decimals: int | None = None
    grouped: bool = False
    date: bool = False
    currency: str | None = None
    prefix: str = ""
    suffix: str = ""
    thousands: int = 0
    zero: str | None = None


GENERAL = Format()


@frozen
class _Section:
    """One of the parts between semicolons; `words` before and after the digits, conditions kept apart."""

    percent: bool = False
    decimals: int | None = None
    grouped: bool = False
    date: bool = False
    currency: str | None = None
    prefix: str = ""
    suffix: str = ""
    thousands: int = 0
    digits: bool = False
    general: bool = False
    conditional: bool = False


@lru_cache(maxsize=4096)
def read_format(code: str) -> Format:
    """The facts of a format code; the section for positive numbers speaks for the others.

    >>> f = read_format('_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-')
    >>> f.currency, f.grouped, f.decimals, f.zero
    ('Rp', True, 0, 'Rp -')
    >>> read_format("0.00%").percent, read_format('0.00"%"').suffix, read_format("[$-421]dd mmmm yyyy").date
    (True, '%', True)
    """
    sections = [_read_section(tokens) for tokens in _split(code[:MAX_CODE])]
    first = sections[0]
    zero: str | None = None
    if len(sections) >= 3 and not first.conditional and not sections[2].digits and not sections[2].general:
        zero = f"{sections[2].prefix} {sections[2].suffix}".strip()
    return Format(
        code,
        first.percent,
        first.decimals,
        first.grouped,
        first.date,
        first.currency,
        first.prefix,
        "" if first.conditional else first.suffix,
        first.thousands,
        zero,
    )


def _split(code: str) -> list[list[tuple[str, str]]]:
    """Tokens as (kind, text) of each section."""
    sections: list[list[tuple[str, str]]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "other"
        text = found[kind]
        if kind == "other" and text == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return sections


def _read_section(tokens: list[tuple[str, str]]) -> _Section:
    digits = [i for i, (kind, text) in enumerate(tokens) if kind == "other" and text in "0#?"]
    general = [i for i, (kind, _) in enumerate(tokens) if kind == "general"]
    number = digits or general
    first, last = (number[0], number[-1]) if number else (len(tokens), len(tokens))
    point = next((i for i, t in enumerate(tokens) if t == ("other", ".") and digits), None)
    decimals = None
    if digits and not any(kind == "exponent" or (kind, text) == ("other", "/") for kind, text in tokens):
        decimals = 0 if point is None else sum(i > point for i in digits)
    commas = [i for i, t in enumerate(tokens) if t == ("other", ",")]
    whole = [i for i in digits if point is None or i < point]
    grouped = bool(whole) and any(whole[0] < i < whole[-1] for i in commas)
    thousands = sum(1 for i in commas if digits and i > (whole[-1] if whole else last) and (i > last or point is None))
    currency, before, after, date, percent, conditional = None, [""], [""], False, False, False
    for i, (kind, text) in enumerate(tokens):
        side = before if i < first else after
        if kind in ("quoted", "escaped"):
            side[0] += text
        elif kind == "filler":
            side[0] += " "
        elif kind == "bracket":
            if text.startswith("$"):
                currency = text[1:].partition("-")[0].strip() or currency
                side[0] += text[1:].partition("-")[0]
            elif _ELAPSED.match(text):
                date = True
            conditional = conditional or _CONDITION.match(text) is not None
        elif kind == "ampm":
            date = True
        elif kind == "word":
            if _DATE_WORD.match(text):
                date = True
            else:
                side[0] += text
        elif text == "%":
            percent = True
        elif text in "$€£¥-+() " and not first < i < last:
            side[0] += text
    prefix, suffix = " ".join(before[0].split()), " ".join(after[0].split())
    return _Section(
        percent,
        None if date or general else decimals,
        grouped,
        date,
        _currency(currency, prefix, suffix),
        prefix,
        suffix,
        thousands,
        bool(digits),
        bool(general),
        conditional,
    )


def _currency(bracket: str | None, prefix: str, suffix: str) -> str | None:
    """`Rp` for rupiah however written, `setempat` for the computer's own, another currency's sign, or None."""
    for text in (bracket, prefix, suffix):
        if text and re.search(r"(?:\A|[\s(-])(?:Rp|IDR)(?![^\W\d_])", text, re.IGNORECASE):
            return "Rp"
    if bracket:
        return bracket
    foreign = re.search(r"[$€£¥]|\b(?:USD|EUR|US)\b", f"{prefix} {suffix}")
    return foreign[0] if foreign else None
