"""Injecting, reviewing, counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch
from zlib import crc32

from attrs import frozen

from kinerja_rules import api
from kinerja_rules.base.source import SourceFile
from kinerja_rules.model.published import Verdict
from kinerja_rules.project import loader
from kinerja_rules.project.packages import shipped_packages
from kinerja_rules.syntax.parser import Parsed, parse_file
from tests.seeded import kinds_documents, kinds_figures, kinds_indicators, kinds_structure, kinds_targets
from tests.seeded.plan import Plan, clean_plan
from tests.seeded.registry import KINDS, Mistake

__all__ = ["Draw", "KindReport", "review_plan", "rule_packages", "seed", "totals"]

MODULES = (kinds_structure, kinds_indicators, kinds_targets, kinds_documents, kinds_figures)
SEED = 2029


@frozen
class Draw:
    """One mistake in one place: findings that catch it, and what is told beside it, both by code.

    One finding tells the mistake; every other one that is not told beneath it stands beside, whatever its code.
    """

    caught: tuple[str, ...]
    beside: tuple[str, ...]
    messages: tuple[str, ...]


@frozen
class KindReport:
    """What became of all draws of a kind."""

    mistake: Mistake
    draws: tuple[Draw, ...]

    @property
    def caught(self) -> int:
        return sum(bool(d.caught) for d in self.draws)

    @property
    def by(self) -> tuple[str, ...]:
        """Codes that caught it, the most frequent first."""
        return tuple(code for code, _ in Counter(c for d in self.draws for c in set(d.caught)).most_common())

    @property
    def beside(self) -> tuple[str, ...]:
        return tuple(code for code, _ in Counter(c for d in self.draws for c in d.beside).most_common())

    @property
    def beside_each(self) -> float:
        """Other findings for each draw: a count for people, and never part of a result."""
        return sum(len(d.beside) for d in self.draws) / len(self.draws) if self.draws else 0.0


def rule_packages() -> tuple[str, ...]:
    """The shipped packages that hold review rules."""
    return tuple(p for p in shipped_packages() if p.startswith(("reviu_", "keselarasan_", "lke_")))


@contextmanager
def parsed_once() -> Iterator[None]:
    """Each text is parsed once: a mistake changes one file of many."""

    @cache
    def parse(path: str, text: str) -> Parsed:
        return parse_file(SourceFile(path, text))

    with patch.object(loader, "parse_file", lambda source: parse(source.path, source.text)):
        yield


@frozen
class Said:
    """A finding: its code, its message, and whether it stands alone or beneath another."""

    code: str
    message: str
    root: bool = True


def review_plan(plan: Plan) -> tuple[Said, ...]:
    """Everything that is said of a plan, each beneath its cause; of a printed figure that differs the code is `audit`."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "renstra_bersih"
        root.mkdir()
        for name, text in plan.files.items():
            (root / name).write_text(text, encoding="utf-8", newline="")
        checked = api.check(root)
        said = [Said(e.finding.code, e.finding.message, e.cause is None) for e in api.examine(checked).everything()]
        if checked.model is not None:
            audited = api.audit(checked.model).claims
            said += [Said("audit", a.claim.question) for a in audited if a.verdict is Verdict.BEDA]
        return tuple(said)


def seed(draws: int, names: Sequence[str] = tuple(KINDS), first: int = SEED) -> Iterator[KindReport]:
    """Each kind of mistake in some drawn places of the clean plan."""
    with parsed_once():
        yield from _seed(draws, names, first)


def _seed(draws: int, names: Sequence[str], first: int) -> Iterator[KindReport]:
    plan = clean_plan(rule_packages())
    known = set(review_plan(plan))
    for name in names:
        mistake = KINDS[name]
        made: list[Draw] = []
        texts: set[tuple[tuple[str, str], ...]] = set()
        for at in range(draws * 4):
            broken = mistake.inject(plan, Random(crc32(name.encode()) + first + at))
            if broken is None or broken.files == plan.files:
                continue
            key = tuple(sorted(broken.files.items()))
            if key in texts:
                continue
            texts.add(key)
            found = [said for said in review_plan(broken) if said not in known]
            made.append(_draw(mistake, found))
            if len(made) == draws:
                break
        yield KindReport(mistake, tuple(made))


def _draw(mistake: Mistake, found: Sequence[Said]) -> Draw:
    """The first finding alone of a code that catches the mistake tells it, else one told beneath another."""
    caught = tuple(s.code for s in found if s.code in mistake.codes)
    alone = [s for s in found if s.root]
    telling = next((s for s in alone if s.code in mistake.codes), alone[0] if caught and alone else None)
    return Draw(
        caught,
        tuple(s.code for s in alone if s is not telling),
        tuple(f"{'' if s.root else '  '}{s.code}: {s.message}" for s in found),
    )


def totals(reports: Sequence[KindReport]) -> tuple[int, int, int]:
    """How many mistakes were put in, how many of them were caught, and how many other findings stood beside."""
    put = sum(len(r.draws) for r in reports)
    return put, sum(r.caught for r in reports), sum(len(d.beside) for r in reports for d in r.draws)
