"""A review on a screen: the verdict, then every finding with its line, like ones folded, and what is on record."""

from kinerja_rules.report.findings import closing_line, render_finding
from kinerja_rules.report.review.view import Entry, Group, ReviewView, Unchecked, groups, own_remedies, places_in_short
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging

MOST_PLACES = 12
"""Places of folded findings that are named; the others are counted."""


def render_review(view: ReviewView, screen: Screen, unfolded: bool = False) -> list[str]:
    """The whole review as lines."""
    lines = _verdict(view, screen)
    for group in groups(view.entries, unfolded):
        lines += ["", *_group(group, screen)]
    if view.entries:
        lines += ["", closing_line(view.shown)]
    elif view.asked and view.total.counts.total:
        lines += ["", "tidak ada temuan yang cocok"]
    if view.asked:
        lines += hanging(f"ditampilkan hanya {view.asked}", "", screen.columns)
    if view.excepted:
        lines += [
            "",
            screen.paint("Dikecualikan", "tebal"),
            *(line for e in view.excepted for line in _excepted(e, screen)),
        ]
    if view.unchecked:
        lines += ["", screen.paint("Tidak dapat diperiksa seluruhnya", "tebal")]
        lines += [line for u in view.unchecked for line in _unchecked(u, screen)]
    return lines


def _verdict(view: ReviewView, screen: Screen) -> list[str]:
    colour = "hijau" if view.passes else "merah"
    said = f"{view.verdict} {view.besides}".rstrip()
    return [screen.paint(line, "tebal", colour) for line in hanging(said, "", screen.columns)]


def _group(group: Group, screen: Screen) -> list[str]:
    entry = group.first
    lines = render_finding(entry.finding, screen)
    lines += _following(entry, screen)
    lines += _decided(entry, screen)
    if group.others:
        lines += _others(group, screen)
        folded = sum(len(e.following) for e in group.others)
        if folded:
            lines += hanging(f"{folded} temuan lain mengikutinya", "  ", screen.columns, 4)
    return lines


def _others(group: Group, screen: Screen) -> list[str]:
    """Where the folded findings are, those with a remedy of their own on a line with it."""
    places, remedies = places_in_short(group.others), own_remedies(group)
    more = len(places) - MOST_PLACES
    rest = f"dan {more} tempat lagi" if more > 0 else ""
    head = f"  dan {len(places)} lainnya: "
    if not any(remedies):
        named = [*map(clean, places[:MOST_PLACES]), *([rest] if rest else [])]
        return hanging("; ".join(named), head, screen.columns, 4)
    lines = [head.rstrip()]
    for place, remedy in zip(places[:MOST_PLACES], remedies, strict=False):
        said = clean(place) if remedy is None else f"{clean(place)}; saran: {clean(remedy)}"
        lines += hanging(said, "    ", screen.columns, 6)
    return [*lines, *([f"    {rest}"] if rest else [])]


def _following(entry: Entry, screen: Screen) -> list[str]:
    """What follows from a finding, a line each."""
    lines: list[str] = []
    for other in entry.following:
        place = f" ({clean(other.place)})" if other.place and other.place != entry.place else ""
        said = f"{other.severity.value} {other.finding.code}: {clean(other.finding.message)}{place}"
        lines += hanging(said, "  juga: ", screen.columns, 4)
    return lines


def _decided(entry: Entry, screen: Screen) -> list[str]:
    decision = entry.decision
    if decision is None:
        return []
    lines: list[str] = []
    if decision.jawaban:
        lines += hanging(clean(decision.jawaban), "  jawaban: ", screen.columns)
    if decision.keputusan is not None:
        reason = f": {clean(decision.alasan)}" if decision.alasan else ""
        lines += hanging(f"{decision.keputusan.value}{reason}", "  keputusan: ", screen.columns)
    return lines


def _excepted(entry: Entry, screen: Screen) -> list[str]:
    finding, exception = entry.finding, entry.exception
    said = f"{finding.severity.value} {finding.code}: {clean(finding.message)}"
    lines = hanging(said, "  ", screen.columns, 4)
    if entry.place:
        lines += hanging(clean(entry.place), "    ", screen.columns)
    if exception is not None:
        until = "" if exception.sampai is None else f", sampai {exception.sampai}"
        lines += hanging(f"{clean(exception.alasan)}{until}", "    alasan: ", screen.columns)
        lines += hanging(clean(exception.span.place), "    dicatat di ", screen.columns)
    return lines


def _unchecked(rule: Unchecked, screen: Screen) -> list[str]:
    package = f" ({clean(rule.package)})" if rule.package else ""
    lacked = f": {'; '.join(map(clean, rule.lacked))}" if rule.lacked else ""
    return hanging(f"{clean(rule.code)}{package}, {rule.count} kali{lacked}", "  ", screen.columns, 4)
