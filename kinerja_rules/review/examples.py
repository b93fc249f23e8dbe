"""The examples inside review rules, run as tests: each a small plan that uses the rule's package and what it uses."""

from attrs import evolve

from kinerja_rules.analysis.build import check
from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.base.source import Span
from kinerja_rules.engine.tests import ExpectationOutcome, UjiOutcome
from kinerja_rules.project.loader import SourceSet
from kinerja_rules.project.packages import LoadedPackage, Use
from kinerja_rules.review.run import run
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import Parsed

_ROOT = "contoh_aturan"
_RULE_ITEMS = frozenset(
    {"paket", "satuan", "jenis_belanja", "data", "skala", "arah", "ukuran", "indikator", "periksa", "nomenklatur"}
)
"""What an example takes from the package of its rule: a plan that keeps rules of its own gives it nothing else."""


def run_examples(sources: SourceSet) -> tuple[UjiOutcome, ...]:
    """Every example of the rules of the root package, in written order."""
    package = sources.packages[sources.root]
    out: list[UjiOutcome] = []
    for parsed in package.files:
        for item in parsed.file.items:
            if isinstance(item, nodes.Declaration) and item.keyword == "periksa" and item.id is not None:
                for member in item.body or ():
                    if isinstance(member, nodes.Declaration) and member.keyword == "contoh":
                        out.append(_run(sources, item.id.text, member))
    return tuple(out)


def _run(sources: SourceSet, rule: str, example: nodes.Declaration) -> UjiOutcome:
    triggers = example.id is None or example.id.text == "salah"
    checked = check(_virtual(sources, example))
    spoken: list[str] = []
    reason: str | None = None
    if checked.model is None:
        wrong = [d for d in checked.diagnostics if d.severity is Severity.GALAT]
        inside = [d for d in wrong if d.primary is not None and _within(d.primary, example.span)]
        blamed = (inside or wrong)[0]
        reason = (
            f"{'contohnya sendiri salah' if inside else 'contohnya tidak dapat dibaca'}: {blamed.code} {blamed.message}"
        )
    else:
        ident = f"{sources.root}.{rule}"
        own = tuple(r for r in checked.model.periksa if r.id == ident)
        outcome = run(evolve(checked.model, periksa=own, kecuali=()))
        spoken = [d.message for d in outcome.findings if d.code not in CODES]
        broken = [f"{d.code} {d.message}" for d in outcome.findings if d.code in CODES]
        if not own:
            reason = "aturannya sendiri tidak dapat dibaca"
        elif broken:
            reason = f"aturannya sendiri salah: {broken[0]}"
        elif triggers and not spoken:
            lacked = [lack.reason for r in outcome.runs for lack in r.lacking]
            reason = "tidak ada temuan" + (f"; tidak dapat diperiksa karena {lacked[0]}" if lacked else "")
        elif not triggers and spoken:
            reason = f"ada temuan: {spoken[0]}"
    text = f"aturan `{rule}` {'mempunyai' if triggers else 'tidak mempunyai'} temuan"
    held = ExpectationOutcome(text, reason is None, None, None, reason, known=True, span=example.span)
    which = "salah" if triggers else "benar"
    return UjiOutcome(f"contoh {which} aturan {rule}", (held,), span=example.span)


def _within(inner: Span, outer: Span) -> bool:
    return inner.source == outer.source and outer.start <= inner.start and inner.end <= outer.end


def _virtual(sources: SourceSet, example: nodes.Declaration) -> SourceSet:
    """The example as a package of its own."""
    package = sources.packages[sources.root]
    items = tuple(m for m in example.body or () if isinstance(m, nodes.Declaration | nodes.Table))
    word = nodes.Word(_ROOT, span=example.span)
    heading = nodes.Declaration("paket", word, None, (), (), span=example.span)
    file = nodes.File((heading, *items), span=example.span)
    uses = (Use(package.id, None, None), *package.uses)
    root = LoadedPackage(_ROOT, heading, (Parsed(file, ()),), uses, "", {})
    packages = {ident: loaded for ident, loaded in sources.packages.items() if ident != package.id}
    packages[package.id] = _without_plan(package)
    packages[_ROOT] = root
    return SourceSet(_ROOT, packages, ())


def _without_plan(package: LoadedPackage) -> LoadedPackage:
    files = tuple(
        Parsed(
            nodes.File(tuple(i for i in p.file.items if i.keyword in _RULE_ITEMS), span=p.file.span),
            (),
            p.lost,
        )
        for p in package.files
    )
    return evolve(package, files=files)
