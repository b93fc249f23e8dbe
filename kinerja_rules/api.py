"""The stages composed: load, check, evaluate, trace, test. What a program that embeds kinerja-rules calls.

What every verb needs is imported here; what serves one of them, where it is asked for: a start is felt each time.
Nothing here prints. Only `check` reads files; it raises `UnreadablePathError` where the path itself cannot be read.
"""

from collections.abc import Container, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.analysis.build import check as check_sources
from kinerja_rules.base.collector import paused_collector
from kinerja_rules.base.diagnostics import Diagnostic, ordered
from kinerja_rules.engine.evaluate import evaluate_model
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.statements import check_statements
from kinerja_rules.engine.tests import UjiOutcome, run_uji
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.kinerja import Model, Skala
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Result
from kinerja_rules.project.loader import UnreadablePathError, load
from kinerja_rules.project.packages import shipped_packages, shipped_rules
from kinerja_rules.review.outcome import ReviewOutcome
from kinerja_rules.review.run import run as run_rules

if TYPE_CHECKING:
    from kinerja_rules.audit.paste import Copied, Refusal, Wanted
    from kinerja_rules.engine.trace_many import Derivations
    from kinerja_rules.model.expression import Expr
    from kinerja_rules.model.published import Audit
    from kinerja_rules.report.grid import Grid
    from kinerja_rules.report.review.view import ReviewView
    from kinerja_rules.report.site.explained import Explained
    from kinerja_rules.report.whole import WholeReport
    from kinerja_rules.review.worksheet import DecisionSheet

__all__ = [
    "CheckResult",
    "Derivation",
    "Result",
    "ReviewOutcome",
    "UjiOutcome",
    "UnreadablePathError",
    "audit",
    "audit_traces",
    "check",
    "copy_printed",
    "evaluate",
    "examine",
    "findings_of_claims",
    "read_decisions",
    "report",
    "review",
    "review_outcome",
    "tables",
    "test",
    "test_rules",
    "trace",
    "years",
]


MOST_TRACED = 1_000
"""Figures of an audit that are traced at once; of the others `trace` tells when it is asked."""


def check(path: Path, rules: Sequence[str] = ()) -> CheckResult:
    """Load and check a package: syntax, names, units, cascade, data; `rules` are packages used beside its own."""
    with paused_collector():
        return check_sources(load(path, rules))


def review(checked: CheckResult) -> tuple[Diagnostic, ...]:
    """All findings of a checked package: those of the check, of statements held against one another, of review rules."""
    return review_outcome(checked).findings


def review_outcome(checked: CheckResult) -> ReviewOutcome:
    """As `review`, with what could not be checked and the findings that are excepted on record."""
    if checked.model is None:
        return ReviewOutcome(checked.diagnostics, (), ())
    with paused_collector():
        return _reviewed(checked, checked.model, Quick(checked.model))


def _reviewed(checked: CheckResult, model: Model, by: Quick) -> ReviewOutcome:
    """The outcome of a review by an interpreter that then knows the figures asked for."""
    return run_rules(model, ordered([*checked.diagnostics, *check_statements(model, by)]), by)


def examine(checked: CheckResult, sheet: "DecisionSheet | None" = None) -> "ReviewView":
    """A whole review, ready for any layout: findings in order, and what a review sheet has decided about them."""
    from kinerja_rules.report.review.view import Identity, RuleNote, Unchecked, identified, review_view

    outcome = review_outcome(checked)
    findings = outcome.findings
    excepted = tuple((e.finding, e.exception) for e in outcome.excepted)
    if sheet is not None:
        from kinerja_rules.review.exceptions import latest_year
        from kinerja_rules.review.recorded import record, without_strangers

        held = [(entry.id, entry.finding) for entry in identified(findings)]
        sheet = without_strangers(sheet, held)
        recorded = record(sheet, held, None if checked.model is None else latest_year(checked.model))
        findings = ordered([*recorded.findings, *recorded.diagnostics, *sheet.diagnostics])
        excepted = (*excepted, *recorded.excepted)
    decisions = () if sheet is None else tuple(sheet.decisions.values())
    unchecked = tuple(
        Unchecked(r.kode, r.paket, r.unchecked, tuple(lack.reason for lack in r.lacking)) for r in outcome.unchecked
    )
    model = checked.model
    identity = None if model is None else Identity(model.root.id, model.root.nama, model.root.versi, model.root.digest)
    rules = () if model is None else model.periksa
    notes: dict[tuple[str | None, str], RuleNote] = {
        (r.paket, r.kode): RuleNote(r.id, r.nama, r.keterangan, tuple(map(str, r.dasar))) for r in rules
    }
    return review_view(findings, identity, excepted, unchecked, decisions, notes)


def read_decisions(data: bytes, name: str) -> "DecisionSheet":
    """A review sheet that was filled in, as XLSX or CSV."""
    from kinerja_rules.review.decisions import read_decisions as read  # the readers of files load slowly

    return read(data, name)


def years(model: Model) -> tuple[int, ...]:
    """The years of which something is stated, ascending; a year asked for must be among them or in the Renstra."""
    first, last = model.facts.earliest, model.facts.latest
    if model.renstra is not None:
        first, last = min(first, model.renstra.awal), max(last, model.renstra.akhir)
    return tuple(range(first, last + 1)) if last else ()


def evaluate(model: Model, when: int | Period, dokumen: str | None = None) -> Result:
    """All figures of a year or a part of one, by the targets of a document if one is named."""
    with paused_collector():
        return evaluate_model(model, Period(when) if isinstance(when, int) else when, dokumen)


def tables(model: Model, when: int | Period) -> "tuple[Grid, ...]":
    """The declared tables of a year's report, or of that of a part of a year, in order of their numbers."""
    from kinerja_rules.report.grids import make_grids  # only where tables are asked for

    with paused_collector():
        return make_grids(model, Period(when) if isinstance(when, int) else when)


def audit(model: Model, published: str | None = None, place: str | None = None) -> "Audit":
    """Every printed figure of the published reports recomputed, or of one report, or of one place in it."""
    from kinerja_rules.audit.run import audit_model

    with paused_collector():
        return audit_model(model, published, place, lambda: _shipped_scales(model))


def _shipped_scales(model: Model) -> dict[str, Skala]:
    """Scales of the rule packages that ship and the plan does not use."""
    found: dict[str, Skala] = {}
    for name in shipped_packages("skala"):
        if name not in model.pakets:
            shipped = check_sources(load(shipped_rules() / name)).model
            own = shipped.skala.items() if shipped is not None else ()
            found |= {
                f"{name}.{ident}": evolve(skala, id=f"{name}.{ident}") for ident, skala in own if "." not in ident
            }
    return found


def audit_traces(checked: CheckResult, audited: "Audit") -> dict[str, Derivation]:
    """How the computed figures of an audit came about, by the question that asks for each; first what differs."""
    from kinerja_rules.audit.run import worst_first

    claims = (*worst_first(audited), *audited.claims)
    questions = list(dict.fromkeys(c.claim.question for c in claims))[:MOST_TRACED]
    with paused_collector():
        traced = {question: trace(checked, question) for question in questions}
    return {question: found for question, found in traced.items() if isinstance(found, Derivation)}


def findings_of_claims(
    model: Model, findings: Iterable[Diagnostic], published: str | None = None
) -> tuple[Diagnostic, ...]:
    """The findings about claims of published reports, or of one, among others; a `galat` there stops that claim only."""
    reports = [report for report in model.terbitan if published in (None, report.id)]
    return tuple(d for d in findings if d.primary is not None and any(r.holds(d.primary) for r in reports))


def trace(checked: CheckResult, question: str) -> Derivation | tuple[Diagnostic, ...]:
    """How the figure of an expression came about, or what is wrong with the question."""
    from kinerja_rules.analysis.questions import read_question
    from kinerja_rules.engine.trace import trace_expression

    if checked.model is None:
        return checked.diagnostics
    typed = read_question(checked.typer(), question)
    return typed if isinstance(typed, tuple) else trace_expression(checked.model, typed, question)


def report(
    checked: CheckResult, model: Model, when: int | Period, dokumen: str | None = None, page: bool = False
) -> "WholeReport":
    """The report of a year or a part of one, from which every form is made; by the targets of a document if one is named.

    Declared tables hold the targets that the policy finds, so a report by the targets of one document has none. `page`
    says that the page will be asked for: the figures that it explains are then begun before all else.
    """
    period = Period(when) if isinstance(when, int) else when
    interpreter = Quick(model)
    with paused_collector():
        begun = _begin_explaining(checked, model, period, dokumen, interpreter) if page else None
        from kinerja_rules.report import (
            whole,
        )  # loaded only for a report, and when others are at work
        from kinerja_rules.report.book import lacking_tables, report_book
        from kinerja_rules.report.grids import chapters, make_grids, report_title
        from kinerja_rules.report.view import view

        result = evaluate_model(model, period, dokumen, interpreter)
        findings = _reviewed(checked, model, interpreter).findings
        grids = make_grids(model, period, interpreter) if dokumen is None else ()
        shown = view(result)
        lacking = lacking_tables(model, dokumen)
        book = report_book(shown, chapters(model, grids), report_title(model, period), lacking)

    @cache
    def explained() -> "Explained":
        from kinerja_rules.analysis.questions import Questions

        waiting = begun or _begin_explaining(checked, model, period, dokumen, interpreter)
        asked = Questions(checked.typer(), model)

        def read(question: str) -> "Expr | None":
            node = asked.typed(question)
            return None if isinstance(node, tuple) else node

        return waiting.about(result, grids, audit(model).claims if model.terbitan else (), read, interpreter)

    return whole.WholeReport(
        result,
        shown,
        ordered([*findings, *result.diagnostics]),
        grids,
        book,
        explained,
    )


def _begin_explaining(
    checked: CheckResult, model: Model, period: Period, dokumen: str | None, interpreter: Interpreter
) -> "Explained":
    """Begin to tell how the figures of a report came about."""
    from kinerja_rules.analysis.questions import Questions
    from kinerja_rules.engine.trace_many import trace_many
    from kinerja_rules.report.site.explained import begin_explaining

    questions = Questions(checked.typer(), model)

    def derive(asked: Sequence[str], elsewhere: Container[str]) -> "Derivations":
        typed = ((question, questions.typed(question)) for question in asked)
        read = ((q, node) for q, node in typed if not isinstance(node, tuple))
        return trace_many(model, read, interpreter, elsewhere)

    return begin_explaining(model, period, dokumen, derive)


def test(model: Model) -> tuple[UjiOutcome, ...]:
    """Run the `uji` of the root package."""
    return run_uji(model)


def test_rules(checked: CheckResult) -> tuple[UjiOutcome, ...]:
    """Run the examples inside the review rules of the root package."""
    from kinerja_rules.review.examples import run_examples

    return run_examples(checked.sources)


def copy_printed(data: bytes, name: str, wanted: "Wanted", model: Model | None) -> "Copied | Refusal":
    """The printed tables of a file as a `terbitan`, their rows matched to a plan if one is given.

    The readers of documents and workbooks are loaded only here: no other stage needs them.
    """
    from kinerja_rules.audit import paste

    with paused_collector():
        return paste.copy_printed(data, name, wanted, model)
