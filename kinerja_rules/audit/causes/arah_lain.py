"""The achievement by the formula of another direction.

Prior: common where an indicator that should fall is divided like one that should rise; there are only a few formulas.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, TargetValue


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, key, figure in case.figures:
        if not (isinstance(figure, typed.Apply) and figure.function in ("capaian", "capaian_bebas")):
            continue
        subject, period = figure.arguments[0], figure.arguments[1]
        if not (isinstance(subject, typed.Const) and isinstance(subject.value, Entity)):
            continue
        indikator = case.model.indikator.get(subject.value.id)
        if indikator is None or indikator.arah is None or not isinstance(period, typed.Const):
            continue
        if not isinstance(period.value, Period):
            continue
        target = typed.Apply("target", figure.arguments, Type("target", indikator.satuan), span=figure.span)
        ranged = case.value(target)
        realisasi = typed.Apply("realisasi", figure.arguments[:2], Type("angka", indikator.satuan), span=figure.span)
        better = case.model.arah[indikator.arah].membaik
        seen = _turned_over(case, level, key, realisasi, target)
        for arah in case.model.arah.values():
            if arah.id == indikator.arah:
                continue
            if arah.uses_range and not (isinstance(ranged, TargetValue) and ranged.is_range):
                continue
            call = typed.DirectionCall(arah.id, realisasi, target, Type("angka", units.PERSEN), span=figure.span)
            found = case.number(call)
            value = level.given({key: found.value}) if found is not None else None
            if value is not None and value.value not in seen:
                seen.add(value.value)

                def explain(
                    nama: str = arah.nama, ident: str = arah.id, r: typed.Expr = realisasi, t: typed.Expr = target
                ) -> str:
                    return (
                        f"memakai rumus arah lain, `{ident.rpartition('.')[2]}` ({nama}): "
                        f"{case.told(r)}, {case.told(t)}"
                    )

                against = arah.membaik in ("naik", "turun") and arah.membaik != better
                yield Candidate(value, explain, partial(level.rewritten, {key: call}), 0 if against else 1)


def _turned_over(case: Case, level: Level, key: str, realisasi: Expr, target: Expr) -> set[Fraction]:
    """What the quotient of realisasi and target gives, turned over or not, where the figure is made of it: that is
    no other direction but a ratio turned over."""
    pair = {(realisasi, target), (target, realisasi)}
    if not any(quotient.operands in pair for _, quotient in case.quotients):
        return set()
    found = [case.number(case.operation("/", one, other)) for one, other in ((realisasi, target), (target, realisasi))]
    made = [level.given({key: value.value}) for value in found if value is not None]
    return {value.value for value in made if value is not None}


ALTERNATIVE = Alternative(
    "arah_lain",
    "Rumus arah lain",
    "capaian dihitung dengan rumus arah yang lain",
    "Capaian dihitung dengan rumus arah yang bukan milik indikatornya, misalnya indikator yang makin rendah makin baik "
    "dihitung sebagai realisasi dibagi target, atau rumus selisih dipakai sebagai ganti rumus kebalikan.",
    20,
    _candidates,
)
