"""Ids of findings that outlive editing: a finding keeps its id while it is about the same thing, wherever it moves.

An id is a digest of code, package, subject and year; where a finding names no subject, of its file, of the text it
underlines, and of what its message says without the values in it. Line numbers are no part of it. Findings that are
alike in all of that are numbered in the order of their places.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from kinerja_rules.base.diagnostics import Diagnostic

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Nothing that is read as another sign (0 o, 1 i l); 31 signs, a prime, so that any single slip changes the last."""

_LENGTH = 8
_FORM = re.compile(rf"T[{_ALPHABET}]{{{_LENGTH + 1}}}\Z")
_VALUES = re.compile(r"\d[\d.,]*")


def finding_ids(findings: Sequence[Diagnostic]) -> tuple[str, ...]:
    """The id of each finding, in the order given; all of them differ."""
    keyed = [(identity(finding), _order(finding), at) for at, finding in enumerate(findings)]
    seen: Counter[tuple[str, ...]] = Counter()
    out = [""] * len(keyed)
    for key, _, at in sorted(keyed):
        out[at] = _digest((*key, str(seen[key])))
        seen[key] += 1
    return tuple(out)


def identity(finding: Diagnostic) -> tuple[str, ...]:
    """What a finding is about, without where it stands and without values."""
    about = (finding.code, finding.package or "")
    if finding.subject is not None:
        return (*about, finding.subject, "" if finding.year is None else str(finding.year))
    place = finding.primary
    written = ("", "") if place is None else (place.source.path, " ".join(place.text.split()))
    return (*about, *written, message_shape(finding.message))


def message_shape(message: str) -> str:
    """A message with its values left out.

    >>> message_shape("target 93,80 % mundur dari 2021")
    'target # % mundur dari #'
    """
    return _VALUES.sub("#", message)


def is_finding_id(text: str) -> bool:
    """Whether a text is an id that some finding may have: its last sign is the check of those before it.

    >>> import re
    >>> one = _digest(("C03",))
    >>> is_finding_id(one), is_finding_id(one[:-1] + ("2" if one[-1] != "2" else "3")), is_finding_id("T1")
    (True, False, False)
    """
    return _FORM.match(text) is not None and _check(text[1:-1]) == text[-1]


def _order(finding: Diagnostic) -> tuple[str, int, str]:
    place = finding.primary
    return ("", 0, finding.message) if place is None else (place.source.path, place.start, finding.message)


def _digest(parts: tuple[str, ...]) -> str:
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest(), "big")
    signs = ""
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_ALPHABET))
        signs += _ALPHABET[rest]
    return f"T{signs}{_check(signs)}"


def _check(signs: str) -> str:
    """A weighted sum: a changed sign or two that changed places give another one."""
    total = sum((at + 1) * _ALPHABET.index(sign) for at, sign in enumerate(signs))
    return _ALPHABET[total % len(_ALPHABET)]
