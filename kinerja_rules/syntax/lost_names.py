"""What may be declared in text that could not be read: a name that is written there is not unknown elsewhere."""

import re
from collections.abc import Iterator

from kinerja_rules.syntax.parser import TOP_LEVEL

_AFTER_KEYWORD = re.compile(rf"\b(?:{'|'.join(TOP_LEVEL)})[ \t]+([^\W\d]\w*)")
_BEFORE_NAME = re.compile(r"([^\W\d]\w*)[ \t]*(?:\bdari\b|[\"“]([^\"”\n]*)(?:[\"”][^\n{\"]*\bkode[ \t]+([\d.]+))?)")
_CODE_OF_RULE = re.compile(r"\bperiksa\b[^{\n]*\bkode[ \t]+([\w.]+)")
_SEVERAL_WORDS = re.compile(rf"\b(?:{'|'.join(TOP_LEVEL)})[ \t]+([^\W\d]\w*(?:(?:[ \t]+|-)\w+)+)[ \t]*[\"“]")
"""An id written as several words, or with a hyphen."""
_WITHOUT_ID = re.compile(r"(?m)^[ \t]*(?:misi|tujuan|sasaran|program|kegiatan|subkegiatan|indikator|data)[ \t]+[\"“\d]")
"""A declaration whose id is missing, or is none."""


def declared_in(text: str, start: int, end: int) -> Iterator[str]:
    """What may be an id, a name or a code in a declaration that could not be read whole."""
    for pattern in (_AFTER_KEYWORD, _BEFORE_NAME, _CODE_OF_RULE):
        for found in pattern.finditer(text, start, end):
            yield from (part for part in found.groups() if part)
    for found in _SEVERAL_WORDS.finditer(text, start, end):
        yield re.sub(r"[\s-]+", "_", found[1])
        yield found[1]


def declares_nameless(text: str, start: int, end: int) -> bool:
    """Whether a declaration there has no id, or none that could be one."""
    return _WITHOUT_ID.search(text, start, end) is not None
