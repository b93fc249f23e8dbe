"""Ids of findings that outlive editing: a finding keeps its id while it is about the same thing, wherever it moves.

An id is a digest of code, package, subject, year, and of what the message says without the values in it; where a
finding names no subject, also of its file and of the text it underlines. Line numbers are no part of it. What differs
in words is another finding, so that a decision is never taken for one about something else; only findings that are
alike in all of that are numbered, in the order of their places.
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
_VALUES = re.compile(r"(?<!\w)(?<!\d-)\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20|21)\d\d\Z")


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
    about = (finding.code, finding.package or "", message_shape(finding.message))
    if finding.subject is not None:
        return (*about, finding.subject, "" if finding.year is None else str(finding.year))
    place = finding.primary
    written = ("", "") if place is None else (place.source.path, message_shape(" ".join(place.text.split())))
    return (*about, *written)


def message_shape(message: str) -> str:
    """A message with its values left out; years and what is part of a name stay.

    >>> message_shape("target pk_2022 93,80 % mundur dari 2021-10, 1.250 kali")
    'target pk_2022 # % mundur dari 2021-10, # kali'
    """
    return _VALUES.sub(lambda found: found[0] if _YEAR.match(found[0]) else "#", message)


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
