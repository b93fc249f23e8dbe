"""The pipeline of checks, as a list that can be read, and the model it ends in."""

import re
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType

from attrs import evolve, frozen

from kinerja_rules.analysis.bind_facts import bind_facts
from kinerja_rules.analysis.binding import Binding
from kinerja_rules.analysis.check_scales import check_scales
from kinerja_rules.analysis.check_structure import (
    check_cascade,
    check_document_kinds,
    check_targets,
)
from kinerja_rules.analysis.declare import declare
from kinerja_rules.analysis.define_nomenclature import define_nomenclatures
from kinerja_rules.analysis.define_plan import (
    declare_units,
    define_cascade,
    define_data,
    define_documents,
    define_indicators,
    find_copies,
    name_copies,
)
from kinerja_rules.analysis.define_published import define_published
from kinerja_rules.analysis.define_reviews import define_reviews
from kinerja_rules.analysis.define_rules import Measures, define_directions, define_scales
from kinerja_rules.analysis.define_settings import apply_settings, define_exceptions
from kinerja_rules.analysis.define_tables import define_tables
from kinerja_rules.analysis.define_tests import define_tests
from kinerja_rules.analysis.document_policies import check_equal_documents
from kinerja_rules.analysis.draft import Draft, fields_of, text_of
from kinerja_rules.analysis.formula_order import order_formulas
from kinerja_rules.analysis.places import places
from kinerja_rules.analysis.policies import check_inherited, inherit_policies
from kinerja_rules.analysis.table_years import check_table_years
from kinerja_rules.analysis.type_expressions import Typer
from kinerja_rules.analysis.units_in_scope import check_declared_units
from kinerja_rules.base.diagnostics import Diagnostic, Severity, ordered
from kinerja_rules.base.source import Span
from kinerja_rules.model.kinerja import Model, Paket, Uji
from kinerja_rules.model.published import Published
from kinerja_rules.project.loader import SourceSet, declared_version
from kinerja_rules.project.packages import LoadedPackage
from kinerja_rules.syntax.parser import OF_RULES, split

_OF_REPORT = re.compile(r"(?:tabel|laporan)\b")

OF_SCALES = ("KR405", "KR406", "KR430", "KR431", "KR432")


@frozen
class CheckResult:
    """The model, or None where a `galat` stands in its way, and everything found."""

    model: Model | None
    diagnostics: tuple[Diagnostic, ...]
    typer: Callable[[], Typer]
    """A fresh typer of the root package, for questions asked of the model."""
    sources: SourceSet


def check(sources: SourceSet) -> CheckResult:
    """Run the passes in order; each reads what those before it have filled in."""
    draft = Draft(sources, list(sources.diagnostics))
    measures = Measures(draft)
    declare(draft)
    check_declared_units(draft)
    define_scales(draft)
    declare_units(draft)
    find_copies(draft)
    name_copies(draft)
    define_data(draft)
    define_directions(draft, measures.typer)
    measures.define_all()
    define_indicators(draft, measures.typer)
    define_cascade(draft)
    define_documents(draft)
    inherit_policies(draft)
    check_inherited(draft)
    binding = bind_facts(draft)
    check_scales(draft)
    check_cascade(draft)
    check_targets(draft, binding)
    check_document_kinds(draft, binding)
    check_equal_documents(draft, binding)
    order = order_formulas(draft)
    tests = define_tests(draft, measures.typer)
    tables = define_tables(draft, measures.typer)
    model = evolve(
        _model(draft, binding, order, tests), tabel=tables.whole, tabel_bergalat=tables.left_out, laporan=tables.outline
    )
    check_table_years(draft, model)
    published = define_published(draft, model, measures.typer)
    model = evolve(model, terbitan=published)
    blocked = stands_in_the_way(d for d in _without_consequences(draft) if not _of_claims(d, published))
    rules = define_reviews(draft, measures.typer)  # one that cannot be read stands in the way of nothing else
    model = evolve(
        model,
        periksa=apply_settings(draft, rules),
        kecuali=define_exceptions(draft, rules),
        nomenklatur=define_nomenclatures(draft),
        places=places(draft),
    )
    diagnostics = ordered(_without_consequences(draft))
    return CheckResult(None if blocked else model, diagnostics, lambda: measures.typer(draft.root), sources)


def _of_claims(found: Diagnostic, published: tuple[Published, ...]) -> bool:
    """Whether a finding is about claims of a published report, which leave the plan and all other claims as they are."""
    return found.primary is not None and any(report.holds(found.primary) for report in published)


def _without_consequences(draft: Draft) -> list[Diagnostic]:
    """Without findings that follow from text that could not be read: on its units and values, on what it lacks."""
    unread = [
        d.primary for d in draft.diagnostics if d.code.startswith("KR1") and d.severity is Severity.GALAT and d.primary
    ]

    scales = draft.skala.values()

    def follows(found: Diagnostic) -> bool:
        if found.code in ("KR114", "KR407"):
            return found.primary is not None and found.primary.text in draft.lost
        if found.code in OF_SCALES:
            return any(_within(found.primary, s.span) and any(_within(u, s.span) for u in unread) for s in scales)
        if not found.code.startswith(("KR3", "KR5")):
            return False
        places = [label.span for label in found.secondary]
        places += [found.primary] if found.primary is not None else []
        return any(p.source is u.source and p.start <= u.start and u.end <= p.end for p in places for u in unread)

    return [d for d in draft.diagnostics if not follows(d)]


def stands_in_the_way(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any `galat` is about more than a table of a report, or the writing of a rule: those leave out themselves.

    Of a rule only what could not be read counts so: its examples are plans, and what is wrong with one is told of it.
    """
    apart: dict[int, list[tuple[int, int, bool]]] = {}
    for found in diagnostics:
        if found.severity is not Severity.GALAT:
            continue
        place = found.primary
        if place is None:
            return True
        if id(place.source) not in apart:
            apart[id(place.source)] = list(_ranges_apart(place.source.text))
        unread = found.code.startswith("KR1")
        if not any(start <= place.start < end and (unread or table) for start, end, table in apart[id(place.source)]):
            return True
    return False


def _ranges_apart(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where tables of reports and rules stand in a file, and whether it is a table."""
    from kinerja_rules.syntax.mistaken import swallows  # only where something is wrong

    for start, end in split(text):
        table = _OF_REPORT.match(text, start) is not None
        if (table or OF_RULES.match(text, start)) and not swallows(text, start, end):
            yield start, end, table


def _within(span: Span | None, whole: Span) -> bool:
    return span is not None and span.source is whole.source and whole.start <= span.start < whole.end


def _model(draft: Draft, binding: Binding, order: tuple[str, ...], tests: tuple[Uji, ...]) -> Model:
    freeze = MappingProxyType
    pakets = {p.id: _paket(p) for p in draft.sources.packages.values()}
    return Model(
        root=pakets[draft.root],
        pakets=freeze(pakets),
        renstra=draft.renstra,
        data=freeze(draft.data),
        skala=freeze(draft.skala),
        arah=freeze(draft.arah),
        ukuran=freeze(draft.ukuran),
        indikator=freeze(draft.indikator),
        simpul=freeze(draft.simpul),
        dokumen=freeze(draft.dokumen),
        pembanding=freeze(draft.pembanding),
        jenis_belanja=freeze(draft.jenis_belanja),
        narasi=tuple(binding.narasi),
        uji=tests,
        policies=freeze(draft.policies),
        facts=binding.facts(),
        order=order,
    )


def _paket(package: LoadedPackage) -> Paket:
    nama = package.id
    lisensi: str | None = None
    if package.declaration is not None:
        if package.declaration.nama is not None:
            nama = package.declaration.nama.value
        lisensi = text_of(next((f for f in fields_of(package.declaration) if f.keyword == "lisensi"), None))
    uses = tuple(u.paket for u in package.uses)
    return Paket(package.id, nama, declared_version(package.declaration), lisensi, uses, package.digest)
