"""How often a mistake is named: run as `python -m tests.audit.rates [REPORTS]`."""

import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attrs import define, evolve

from kinerja_rules import api
from kinerja_rules.audit.search import explained
from kinerja_rules.model.kinerja import Skala
from kinerja_rules.model.published import AuditedClaim, Verdict
from tests.audit.drawn_report import Report, drawn_report
from tests.audit.mistakes import MISTAKES, Mistake

ROOT = Path(__file__).resolve().parents[2]


@define
class Rate:
    """Of one kind: prints that differ, those with the kind among the first two, those that no earlier kind explains."""

    differing: int = 0
    first_two: int = 0
    distinguishable: int = 0
    named: int = 0
    missed: list[str] | None = None

    @property
    def share(self) -> float:
        """Named among the distinguishable."""
        return self.named / self.distinguishable if self.distinguishable else 1.0


@cache
def shipped_scales() -> Mapping[str, Skala]:
    """The scale of predicates, as it ships."""
    model = api.check(ROOT / "rules" / "predikat_akip_88_2021").model
    assert model is not None
    return {f"predikat_akip_88_2021.{k}": evolve(v, id=f"predikat_akip_88_2021.{k}") for k, v in model.skala.items()}


def with_mistake(report: Report, mistake: Mistake) -> tuple[tuple[AuditedClaim, ...], int]:
    """The audited report with a mistake in it, and where the cell stands."""
    changed = {id(mistake.cell): mistake.printed, **{id(c): text for c, text in mistake.also}}
    cells = [c if id(c) not in changed else evolve(c, printed=changed[id(c)]) for c in report.cells]
    return report.restater.audited(cells), next(at for at, c in enumerate(report.cells) if c is mistake.cell)


def measured(kode: str, reports: int, folder: Path, each: int = 6, keep: list[Report] | None = None) -> Rate:
    """The rate of one kind over drawn reports."""
    rate = Rate(missed=[])
    for seed in range(reports):
        report = keep[seed] if keep is not None else drawn_report(seed, folder / f"{kode}{seed}")
        for _ in range(each):
            mistake = MISTAKES[kode](report)
            if mistake is None:
                continue
            audited, at = with_mistake(report, mistake)
            if audited[at].verdict is Verdict.BEDA:
                _count(rate, kode, explained(report.checked.model, audited, shipped_scales)[at])
    return rate


def _count(rate: Rate, kode: str, found: AuditedClaim) -> None:
    kinds = list(dict.fromkeys(c.kode for c in found.causes))
    rate.differing += 1
    rate.first_two += kode in kinds[:2]
    before = kinds.index(kode) if kode in kinds else 0
    if before < 2:
        rate.distinguishable += 1
        rate.named += kode in kinds[:2]
    if kode not in kinds[:2] and rate.missed is not None:
        rate.missed.append(f"{found.claim.question} {found.claim.printed.text}: {kinds}")


def main(reports: int) -> None:
    """Print the rates."""
    with tempfile.TemporaryDirectory() as folder:
        keep = [drawn_report(seed, Path(folder) / str(seed)) for seed in range(reports)]
        print(f"{'kode':22} {'beda':>5} {'dua teratas':>12} {'terbedakan':>11} {'disebut':>8}")
        for kode in MISTAKES:
            rate = measured(kode, reports, Path(folder), keep=keep)
            top = rate.first_two / rate.differing if rate.differing else 1
            print(
                f"{kode:22} {rate.differing:5} {top:12.1%} {rate.distinguishable:11} {rate.share:8.1%}",
                *(rate.missed or [])[:3],
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
