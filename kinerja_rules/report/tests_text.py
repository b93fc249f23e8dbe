"""Outcomes of `uji` as text: what passed, and of what failed both sides."""

from collections.abc import Sequence

from kinerja_rules.engine.tests import UjiOutcome
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging


def render_outcomes(outcomes: Sequence[UjiOutcome], screen: Screen, brief: bool = False) -> list[str]:
    """Every test with its outcome, and how many passed; `brief` leaves out those that did."""
    if not outcomes:
        return ["paket ini belum punya uji"]
    lines: list[str] = []
    for outcome in outcomes:
        if outcome.holds and brief:
            continue
        lines += _outcome(outcome, screen)
    passed = sum(o.holds for o in outcomes)
    failed = len(outcomes) - passed
    summary = f"{len(outcomes)} uji: {passed} lulus" + (f", {failed} gagal" if failed else "")
    return [*lines, *([""] if lines else []), screen.paint(summary, "tebal", "merah" if failed else "hijau")]


def _outcome(outcome: UjiOutcome, screen: Screen) -> list[str]:
    word = "lulus  " if outcome.holds else "GAGAL  "
    lines = hanging(clean(outcome.nama), word, screen.columns)
    lines[0] = screen.paint(word, "hijau" if outcome.holds else "merah") + lines[0][len(word) :]
    for expectation in outcome.expectations:
        if expectation.holds:
            continue
        lines.append(f"       {screen.paint(clean(expectation.span.place), 'redup')}")
        lines += hanging(clean(expectation.text), "       harap  ", screen.columns)
        for side, value in (("kiri   ", expectation.left), ("kanan  ", expectation.right)):
            if value is not None:
                lines += hanging(clean(value), f"       {side}", screen.columns)
        if expectation.reason is not None:
            word = "ternyata" if expectation.known else "tidak diketahui:"
            lines += hanging(clean(expectation.reason), f"       {word} ", screen.columns, 9)
    return lines
