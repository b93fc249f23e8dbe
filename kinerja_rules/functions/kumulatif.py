"""`kumulatif(...)`: realisasi summed from the first year of the Renstra."""

from kinerja_rules.functions.interface import (
    INDIKATOR,
    PERIODE,
    Builtin,
    Call,
    approximates,
    total,
    undefined,
    unit_of_indicator,
)
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Missing, Number, Value


def _compute(call: Call) -> Value:
    ident, period = call.entity().id, call.period()
    parts: list[Number] = []
    for at in _periods(call, period):
        value = call.context.rescaled(call.context.realisasi(ident, at), ident, at, period)
        if isinstance(value, Missing):
            return value
        if not isinstance(value, Number):
            return undefined("realisasinya bukan bilangan")
        parts.append(value)
    if not parts:
        return undefined("periode ini mendahului Renstra")
    return Number(total(parts), approximates(parts))


def _periods(call: Call, period: Period) -> list[Period]:
    """Years from the first of the Renstra in which it is measured; of a part of a year, the parts from the start of the year."""
    if not period.is_year:
        return [p for parts in period.whole_year.partitions() for p in parts if p.grain == period.grain and p <= period]
    first, measured = call.context.first_year(), call.context.attribute(call.entity(), "mulai")
    if first is None:
        return []
    if isinstance(measured, Period) and first <= period.year:  # an earlier year adds nothing; one asked for says why
        first = min(max(first, measured.year), period.year)
    return [Period(year) for year in range(first, period.year + 1)]


FUNCTION = Builtin(
    "kumulatif",
    (INDIKATOR, PERIODE),
    unit_of_indicator,
    _compute,
    "Jumlah realisasi dari tahun pertama Renstra, atau tahun `mulai`, sampai tahun t; atau dari awal tahun sampai bagian tahun t. "
    "Pada skala periode t.",
)
