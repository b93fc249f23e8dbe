"""A digit wrong, or two neighbours swapped.

Prior: late, since one wrong digit could explain a great many figures; offered only where another printed figure says that
the true one was meant.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.expansion import is_figure
from kinerja_rules.audit.printed_tables import Opened
from kinerja_rules.base.numerals import digits_of
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.published import Verdict
from kinerja_rules.model.values import Number

_RIGHT = (Verdict.COCOK, Verdict.DIPOTONG)
MOST_WITNESSES = 8
MOST_INPUTS = 4
"""Figures that a formula is checked with at both ends of what their print may stand for."""
MOST_PARTS = 40
"""The same of a sum, whose ends are those of its parts."""
TELLING_DIGITS = 6
"""Digits of an amount, without zeros at its ends, that hardly ever stand in a report for two things by accident."""


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
    return _printed_elsewhere(case) or _fits_a_user(case) or _fits_its_row(case) or _same_amount(case)


def _printed_elsewhere(case: Case) -> str | None:
    for other in case.tables.elsewhere.get(case.opened.key, ()):
        if other is not case.opened and other.audited.verdict in _RIGHT:
            return f"{other.claim.place} mencetaknya {other.claim.printed.text}"
    return None


def _fits_a_user(case: Case) -> str | None:
    """Whether a total or ratio, of its table first, is printed as the true figure makes it, and as the print would not."""
    key, table = case.opened.key, case.table
    beside = table.users.get(key, [])[:MOST_WITNESSES]
    elsewhere = [o for o in case.tables.users.get(key, [])[: 2 * MOST_WITNESSES] if id(o) not in table.order]
    for user in (*beside, *elsewhere[:MOST_WITNESSES]):
        if user.audited.verdict in _RIGHT and not _would_fit(case, user):
            where = "" if id(user) in table.order else f" di {user.claim.place}"
            spoken = case.speak(user.claim.expression)
            return f"{spoken} yang tercetak {user.claim.printed.text}{where} hanya cocok dengan itu"
    return None


def _same_amount(case: Case) -> str | None:
    """Whether a figure so long that no accident gives its digits twice is printed right under another name."""
    true = case.true
    if true is None or len(digits_of(abs(case.grid.printed(true.value)[0])).strip("0")) < TELLING_DIGITS:
        return None
    for other in case.tables.by_value.get(true.value, ()):
        printed = other.claim.printed
        exact = printed.value == true.value and printed.unit is not None
        if other is not case.opened and exact and case.fits(printed.unit):
            return f"{case.speak(other.claim.expression)}, yang sama besarnya, tercetak {printed.text} di {other.claim.place}"
    return None


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
    for level in case.levels:
        most = MOST_PARTS if _is_sum(level.expression) else MOST_INPUTS
        if printed is None or not 0 < len(level.figures) <= most or case.opened.key in dict(level.figures):
            continue
        ends: list[list[tuple[str, Fraction]]] = []
        texts: list[str] = []
        for key, figure in level.figures:
            opened = case.table.by_key.get(key)
            if opened is None or opened.audited.verdict not in _RIGHT or opened.claim.printed.value is None:
                break
            shown = opened.claim.printed
            half = (shown.unit or figure.type.unit or case.unit).scale / 10**shown.decimals / 2
            texts.append(shown.text)
            ends.append([(key, opened.claim.printed.value - half), (key, opened.claim.printed.value + half)])
        if len(ends) < len(level.figures):
            continue
        corners = zip(*ends, strict=True) if _is_sum(level.expression) else product(*ends)
        made = [value.value for corner in corners if (value := level.given(dict(corner))) is not None]
        half = (case.grid.value(1) - case.grid.value(0)) / 2
        if made and not min(made) - half <= printed <= max(made) + half:
            more = f", dan {len(texts) - 3} lainnya" if len(texts) > 3 else ""
            listed = f"{', '.join(texts[:3])}{more}" if more or len(texts) > 2 else " dan ".join(texts)
            return f"hanya itulah yang cocok dengan {listed} yang tercetak bersamanya"
    return None


def _is_sum(node: Expr) -> bool:
    """Whether figures are only added: then all at their least give the least sum."""
    match node:
        case typed.Apply(function="jumlah"):
            return all(is_figure(a) for a in node.arguments)
        case typed.Operation(operator="+"):
            return all(is_figure(o) or _is_sum(o) for o in node.operands)
        case _:
            return False


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
