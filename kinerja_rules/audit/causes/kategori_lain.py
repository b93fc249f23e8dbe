"""A category from another scale, or from a value other than the exact one.

Prior: reports confuse scales (the predicates of AKIP for the categories of achievement), and look categories up of what
is displayed.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.engine.scales import find_category
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Kategori, Skala
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Acuan, Entity, Missing, Number


def _candidates(case: Case) -> Iterator[Candidate]:
    graded = _graded(case)
    if graded is None:
        return
    value, unit, own = graded
    number = case.number(value)
    if number is None:
        return
    if own is not None:
        row = next((k for k in own.kategori if k.nama == case.computed), None)
        if row is not None and row.sebutan is not None:
            yield Candidate(row.sebutan, lambda: f"memakai sebutan kategori `{row.nama}`", None, 0)
        for decimals in (2, 1, 0):
            shown = round_half_up(number.value / unit.scale, decimals) * unit.scale
            found = find_category(own, shown)
            if isinstance(found, str) and found != case.computed:
                yield _named(case, found, own, f"kategori dari nilai yang ditampilkan, {case.show(shown, unit)}", 0)
        for other, how in _other_values(case):
            at = case.number(other)
            if at is None:
                continue
            found = find_category(own, at.value)
            if isinstance(found, str) and found != case.computed:
                yield _named(case, found, own, f"kategori dari {how}: {case.told(other)}", 2, other)
    for skala in case.scales.values():
        if (own is not None and skala.id == own.id) or not skala.banded or skala.satuan.dimension != unit.dimension:
            continue
        hit = _on(skala, number, unit)
        for name in (hit.nama, hit.sebutan):
            if name is not None:
                how = f"kategori menurut skala lain, `{skala.id.rpartition('.')[2]}` ({skala.nama}), bagi {case.show(number.value, unit)}"
                yield _named(case, name, skala, how, 1, value)


def _graded(case: Case) -> tuple[Expr, Unit, Skala | None] | None:
    """What the category is of, and the scale that holds."""
    node = case.claim.expression
    if isinstance(node, typed.MeasureCall):
        ukuran = case.model.ukuran[node.measure]
        bound = {n: a for (n, _), a in zip(ukuran.parameters, node.arguments, strict=True)}
        when = [a for (_, k), a in zip(ukuran.parameters, node.arguments, strict=True) if k.kind == "periode"]
        if when:
            bound["tahun"] = when[0]
        value = case.expander.instance(ukuran.formula, bound)
        scale = case.model.skala.get(ukuran.skala or "")
        return (value, scale.satuan, scale) if value is not None and scale is not None else None
    if not (isinstance(node, typed.Apply) and node.function == "kategori"):
        return None
    first = node.arguments[0]
    named = node.arguments[-1].value if isinstance(node.arguments[-1], typed.Const) else None
    scale = case.model.skala.get(named.id) if isinstance(named, Entity) and named.kind == "skala" else None
    subject, period = case.subject, case.period
    if (
        isinstance(first, typed.Const)
        and isinstance(first.value, Entity)
        and subject is not None
        and period is not None
    ):
        document = case.engine.document_for(subject, period, None)
        return case.ask("capaian", subject, period), units.PERSEN, scale or case.engine.scale_of(subject, document)
    return first, first.type.unit or units.ANGKA, scale


def _other_values(case: Case) -> Iterator[tuple[Expr, str]]:
    subject, period = case.subject, case.period
    if not isinstance(subject, Entity) or not isinstance(period, Period) or subject.kind != "indikator":
        return
    if case.model.indikator[subject.id].satuan.kind is Kind.PERSEN:
        yield case.ask("realisasi", subject, period), "realisasi, bukan capaian"
    yield case.ask("capaian", subject, period, Acuan("akhir")), "capaian terhadap target akhir"
    yield case.ask("capaian", subject, period.shifted(-1)), "capaian tahun lalu"
    for benchmark in case.model.pembanding:
        yield case.ask("capaian", subject, period, Entity("pembanding", benchmark)), "capaian terhadap pembanding"


def _on(skala: Skala, number: Number, unit: Unit) -> Kategori:
    """The category on a scale; beyond its ends the nearest, as reports take it."""
    value = number.value / unit.scale * skala.satuan.scale
    found = find_category(skala, value)
    if isinstance(found, Missing):
        lowest, highest = skala.kategori[0], skala.kategori[-1]
        return lowest if lowest.lower is not None and value <= lowest.lower else highest
    return next(k for k in skala.kategori if k.nama == found)


def _named(case: Case, name: str, skala: Skala, how: str, weight: int, value: Expr | None = None) -> Candidate:
    asked: Expr | None = None
    if value is not None and skala.id in case.model.skala and any(k.nama == name for k in skala.kategori):
        entity = typed.Const(Entity("skala", skala.id), typed.Type("entitas", None, "skala"), span=value.span)
        asked = typed.Apply("kategori", (value, entity), typed.Type("teks"), span=value.span)
    return Candidate(name, lambda: how, asked, weight)


ALTERNATIVE = Alternative(
    "kategori_lain",
    "Kategori dari skala atau nilai lain",
    "kategori menurut skala lain, atau dari nilai yang lain",
    "Kategori diambil dari skala lain (misalnya predikat AKIP di tempat skala peringkat kinerja), dari nilai yang sudah "
    "dibulatkan untuk ditampilkan, atau dari nilai lain, misalnya realisasi di tempat capaian.",
    8,
    _candidates,
)
