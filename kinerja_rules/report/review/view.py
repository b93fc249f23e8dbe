"""A review before any format: whether the plan may go forward, findings in order, like ones together, what is on record."""

import re
from collections.abc import Collection, Mapping, Sequence

from attrs import evolve, field, frozen

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import Span
from kinerja_rules.model.review import Kecuali
from kinerja_rules.report.findings import Counts, count
from kinerja_rules.review.causes import RANK, causes
from kinerja_rules.review.finding_ids import finding_ids
from kinerja_rules.review.worksheet import Decision

FOLDED = 3
"""More findings that are alike than these are folded."""

MOST_UNDERLINED = 24
"""A longer text at the place of a folded finding is not repeated."""


_NUMBERS = re.compile(r"\d[\d.,]*")


@frozen
class Identity:
    """The plan that was reviewed."""

    paket: str
    nama: str
    versi: str
    sidik: str


@frozen
class Entry:
    """A finding with its id, what follows from it, and what the review sheet says of it."""

    id: str
    finding: Diagnostic
    following: tuple["Entry", ...] = ()
    decision: Decision | None = None
    cause: str | None = None
    exception: Kecuali | None = None

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.finding.severity

    @property
    def place(self) -> str:
        """Where it is, as printed."""
        return "" if self.finding.primary is None else self.finding.primary.place

    @property
    def subject(self) -> str:
        """What it is about: the subject's id and the year, as far as known."""
        year = "" if self.finding.year is None else str(self.finding.year)
        return " ".join(part for part in (self.finding.subject or "", year) if part)


@frozen
class Unchecked:
    """A rule that could not be checked everywhere: how often, and what it lacked."""

    code: str
    package: str | None
    count: int
    lacked: tuple[str, ...]


@frozen
class RuleNote:
    """What is known of a rule that a finding comes from: its id, its name, why it matters, what it rests on."""

    id: str
    nama: str
    keterangan: str | None
    dasar: tuple[str, ...]


@frozen
class Totals:
    """What the first line says of the whole plan, whatever part of it is shown."""

    counts: Counts
    excepted: int = 0
    unchecked: int = 0


@frozen
class ReviewView:
    """All that the layouts need; `entries` are root causes. `asked` says which part is shown, if not all."""

    identity: Identity | None
    entries: tuple[Entry, ...]
    excepted: tuple[Entry, ...]
    unchecked: tuple[Unchecked, ...]
    total: Totals
    asked: str = ""
    rules: Mapping[tuple[str | None, str], RuleNote] = field(factory=dict, repr=False)

    def rule_of(self, finding: Diagnostic) -> RuleNote | None:
        """The rule of a finding; the program's own findings have none."""
        return self.rules.get((finding.package, finding.code))

    @property
    def shown(self) -> Counts:
        """How many are shown."""
        return count(e.finding for e in self.entries)

    @property
    def passes(self) -> bool:
        """Whether the plan may go forward."""
        return self.total.counts.galat == 0

    def everything(self) -> tuple[Entry, ...]:
        """The entries with those that follow from them, each after its cause."""
        return tuple(e for entry in self.entries for e in (entry, *entry.following))

    @property
    def verdict(self) -> str:
        """The first line: whether the plan may go forward."""
        if self.passes:
            return "Rencana dapat diteruskan: tidak ada galat."
        return f"Rencana belum dapat diteruskan: {self.total.counts.galat} galat harus diperbaiki."

    @property
    def besides(self) -> str:
        """What else the first line says: lesser findings, exceptions in force, rules that could not be checked."""
        said = [
            f"{number} {what}"
            for number, what in (
                (self.total.counts.peringatan, "peringatan"),
                (self.total.counts.catatan, "catatan"),
                (self.total.excepted, "temuan dikecualikan"),
                (self.total.unchecked, "aturan tidak dapat diperiksa seluruhnya"),
            )
            if number
        ]
        return f"{'Ada' if self.passes else 'Juga'} {', '.join(said)}." if said else ""


def review_view(
    findings: Sequence[Diagnostic],
    identity: Identity | None = None,
    excepted: Sequence[tuple[Diagnostic, Kecuali]] = (),
    unchecked: Sequence[Unchecked] = (),
    decisions: Sequence[Decision] = (),
    rules: Mapping[tuple[str | None, str], RuleNote] | None = None,
) -> ReviewView:
    """Put findings in order, those that follow beneath their causes."""
    entries = identified([*findings, *(finding for finding, _ in excepted)])
    by_id = {d.id: d for d in decisions}
    entries = [evolve(e, decision=by_id.get(e.id)) for e in entries]
    counted, recorded = entries[: len(findings)], entries[len(findings) :]
    ordered = sorted(counted, key=_order)
    found = causes([e.finding for e in ordered])
    following: dict[int, list[Entry]] = {}
    for entry, cause in zip(ordered, found, strict=True):
        if cause is not None:
            following.setdefault(cause, []).append(evolve(entry, cause=ordered[cause].id))
    roots = tuple(
        evolve(entry, following=tuple(following.get(at, ()))) for at, entry in enumerate(ordered) if found[at] is None
    )
    exceptions = [evolve(e, exception=k) for e, (_, k) in zip(recorded, excepted, strict=True)]
    return ReviewView(
        identity,
        roots,
        tuple(sorted(exceptions, key=_order)),
        tuple(sorted(unchecked, key=lambda u: (u.package or "", u.code))),
        Totals(count(e.finding for e in roots), len(excepted), len(unchecked)),
        rules=rules or {},
    )


def identified(findings: Sequence[Diagnostic]) -> list[Entry]:
    """Findings with their ids; exceptions do not change the ids of those that are left."""
    return [Entry(ident, finding) for ident, finding in zip(finding_ids(findings), findings, strict=True)]


def _order(entry: Entry) -> tuple[int, int, str, int, str, str]:
    """Severity, then the place a planner would mend: files of the plan before those of libraries and before none."""
    place = entry.finding.primary
    where = ("", 0) if place is None else (place.source.path, place.start)
    elsewhere = 2 if place is None else int(is_library(place))
    return (RANK[entry.severity], elsewhere, *where, entry.finding.code, entry.finding.message)


def is_library(span: Span) -> bool:
    """Whether a place is in a rule package that ships, which a planner does not mend."""
    return span.source.path.startswith("rules/")


# ---- what is asked for -------------------------------------------------------------------------------------------------
@frozen
class Selection:
    """Which findings are shown: at least so severe, of these codes, of these packages; nothing named means all."""

    severity: Severity | None = None
    codes: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()

    def takes(self, finding: Diagnostic) -> bool:
        """Whether a finding is shown."""
        return (
            (self.severity is None or RANK[finding.severity] <= RANK[self.severity])
            and (not self.codes or finding.code in self.codes)
            and (not self.packages or finding.package in self.packages)
        )

    def __str__(self) -> str:
        said = [] if self.severity is None else [f"--tingkat {self.severity.value}"]
        said += [f"--kode {','.join(self.codes)}"] if self.codes else []
        said += [f"--paket {','.join(self.packages)}"] if self.packages else []
        return " ".join(said)


def select(view: ReviewView, selection: Selection) -> ReviewView:
    """The view with only what is asked for; what the first line says stays that of the whole plan."""
    if selection == Selection():
        return view
    shown: list[Entry] = []
    for entry in view.entries:
        following = tuple(e for e in entry.following if selection.takes(e.finding))
        if selection.takes(entry.finding):
            shown.append(evolve(entry, following=following))
        else:
            shown += following
    excepted = tuple(e for e in view.excepted if selection.takes(e.finding))
    unchecked = tuple(
        u
        for u in view.unchecked
        if (not selection.codes or u.code in selection.codes)
        and (not selection.packages or u.package in selection.packages)
    )
    return evolve(
        view,
        entries=tuple(sorted(shown, key=_order)),
        excepted=excepted,
        unchecked=unchecked,
        asked=str(selection),
    )


# ---- like ones ---------------------------------------------------------------------------------------------------------
@frozen
class Group:
    """Findings that are alike: the first, and the others where they are folded beneath it."""

    first: Entry
    others: tuple[Entry, ...] = ()


def groups(entries: Sequence[Entry], unfolded: bool = False) -> tuple[Group, ...]:
    """Entries with like ones folded into the first; a few alike are left as they are."""
    alike: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        alike.setdefault(_likeness(entry), []).append(entry)
    folded = {key for key, members in alike.items() if len(members) > FOLDED and not unfolded}
    out: list[Group] = []
    done: set[tuple[str, ...]] = set()
    for entry in entries:
        key = _likeness(entry)
        if key not in folded:
            out.append(Group(entry))
        elif key not in done:
            done.add(key)
            out.append(Group(entry, tuple(alike[key][1:])))
    return tuple(out)


def _likeness(entry: Entry) -> tuple[str, ...]:
    """Same code of the same rule and as grave; of the program's own findings also the same sentence but for its names."""
    finding = entry.finding
    key = (finding.code, finding.package or "", finding.severity.value)
    return key if finding.package is not None else (*key, _sentence(finding.message))


def _sentence(message: str) -> str:
    """A message without what it quotes and without numbers."""
    return _NUMBERS.sub("#", "`".join(message.split("`")[::2]))


def places_in_short(entries: Collection[Entry]) -> tuple[str, ...]:
    """Each entry as what it is about and where; a file is named once for all its places that follow."""
    out: list[str] = []
    file = ""
    for entry in entries:
        span = entry.finding.primary
        if span is None:
            out.append(entry.subject or entry.finding.message)
            file = ""
            continue
        place = span.place
        short = place.removeprefix(f"{span.source.path}:") if span.source.path == file else place
        file = span.source.path
        about = entry.subject or _underlined(span)
        out.append(f"{short} {about}" if about else short)
    return tuple(out)


def own_remedies(group: Group) -> tuple[str | None, ...]:
    """Of each folded finding the remedy, where it is another than that of the first.

    Those of rules, and of figures, say the same of other subjects, which are named beside their places; what the
    program suggests for a word is of that word alone.
    """
    of_first = group.first.finding.help
    return tuple(
        entry.finding.help
        if entry.finding.package is None and entry.finding.subject is None and entry.finding.help != of_first
        else None
        for entry in group.others
    )


def _underlined(span: Span) -> str:
    """The text at a place, where it is short enough to be told."""
    text = " ".join(span.text.split())
    return text if len(text) <= MOST_UNDERLINED else ""
