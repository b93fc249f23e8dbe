"""A digit wrong, or two neighbours swapped.

Prior: late, since one wrong digit could explain a great many figures; offered only where another printed figure says that
the true one was meant.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Opened
from kinerja_rules.base.numerals import digits_of
from kinerja_rules.model.published import Verdict
from kinerja_rules.model.values import Number

_RIGHT = (Verdict.COCOK, Verdict.DIPOTONG)
MOST_WITNESSES = 8
MOST_INPUTS = 4
"""Figures that a formula is checked with at both ends of what their print may stand for."""


def _candidates(case: Case) -> Iterator[Candidate]:
    true = case.true
    if true is None or case.printed.value is None:
        return
    witness = _witness(case)
    if witness is None:
        return
    shown = case.shown(true.value)
    meant = case.grid.printed(true.value)[0]
    digits = digits_of(abs(meant)).rjust(case.printed.decimals + 1, "0")
    sign = -1 if meant < 0 else 1
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            text = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            pair = digits[at : at + 2]
            yield Candidate(
                Number(case.grid.value(sign * int(text))),
                lambda pair=pair: f"angka `{pair}` tertukar letaknya, seharusnya {shown}; {witness}",  # type: ignore[misc]
                None,
                0,
            )
    for at, right in enumerate(digits):
        for wrong in "0123456789":
            if wrong != right and not (at == 0 and wrong == "0" and len(digits) > case.printed.decimals + 1):
                text = digits[:at] + wrong + digits[at + 1 :]
                yield Candidate(
                    Number(case.grid.value(sign * int(text))),
                    lambda w=wrong, r=right: f"satu angka salah, `{w}` seharusnya `{r}`: {shown}; {witness}",  # type: ignore[misc]
                    None,
                    1,
                )


def _witness(case: Case) -> str | None:
    """Why the true figure was meant: it is printed right elsewhere, fits what is computed from it, or fits its row."""
    for other in case.tables.elsewhere.get(case.opened.key, ()):
        if other is not case.opened and other.audited.verdict in _RIGHT:
            return f"{other.claim.place} mencetaknya {other.claim.printed.text}"
    for user in case.table.users.get(case.opened.key, ())[:MOST_WITNESSES]:
        if user.audited.verdict in _RIGHT and not _would_fit(case, user):
            return f"{case.speak(user.claim.expression)} yang tercetak {user.claim.printed.text} hanya cocok dengan itu"
    return _fits_its_row(case)


def _would_fit(case: Case, user: Opened) -> bool:
    """Whether a figure would be printed as it is, were this one as printed."""
    printed, value = user.claim.printed, case.printed.value
    for level in user.levels:
        part = next((f for key, f in level.figures if key == case.opened.key), None)
        if part is not None and value is not None and printed.value is not None:
            made = case.with_value(level, part, value)
            grid = type(case.grid)(printed.unit or case.unit, printed.decimals)
            return made is None or grid.printed(printed.value)[0] in grid.printed(made[1].value)
    return True


def _fits_its_row(case: Case) -> str | None:
    """Whether the figures that it is made of are printed beside it, right, and leave room for the true figure only."""
    printed = case.printed.value
    for level in case.levels[1:]:
        beside = [(key, f, case.table.by_key.get(key)) for key, f in level.figures]
        if printed is None or not 0 < len(beside) <= MOST_INPUTS:
            continue
        ends: list[list[tuple[str, Fraction]]] = []
        texts: list[str] = []
        for key, figure, opened in beside:
            if opened is None or opened.audited.verdict not in _RIGHT or opened.claim.printed.value is None:
                break
            shown = opened.claim.printed
            half = (shown.unit or figure.type.unit or case.unit).scale / 10**shown.decimals / 2
            texts.append(shown.text)
            ends.append([(key, opened.claim.printed.value - half), (key, opened.claim.printed.value + half)])
        if len(ends) < len(beside):
            continue
        made = [value.value for corner in product(*ends) if (value := level.given(dict(corner))) is not None]
        half = (case.grid.value(1) - case.grid.value(0)) / 2
        if made and not min(made) - half <= printed <= max(made) + half:
            return f"hanya itulah yang cocok dengan {' dan '.join(texts[:3])} yang tercetak bersamanya"
    return None


ALTERNATIVE = Alternative(
    "angka_salah",
    "Salah ketik",
    "satu angka salah atau dua angka bersebelahan tertukar, dan angka lain mendukungnya",
    "Satu angka salah ketik, atau dua angka bersebelahan tertukar. Hanya diajukan bila angka tercetak lain menunjukkan bahwa "
    "nilai yang benar memang dimaksud: tercetak benar di tempat lain, atau jumlah dan rasio dalam tabelnya hanya cocok dengan "
    "nilai itu.",
    30,
    _candidates,
)
