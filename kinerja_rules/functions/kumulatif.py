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
from kinerja_rules.model.values import Missing, Number, Value


def _compute(call: Call) -> Value:
    ident, period = call.entity().id, call.period()
    first = call.context.first_year()
    if first is None or first > period.year:
        return undefined("periode ini mendahului Renstra")
    parts: list[Number] = []
    for year in range(first, period.year + 1):
        value = call.context.realisasi(ident, period.shifted(year - period.year))
        if isinstance(value, Missing):
            return value
        if not isinstance(value, Number):
            return undefined("realisasinya bukan bilangan")
        parts.append(value)
    return Number(total(parts), approximates(parts))


FUNCTION = Builtin(
    "kumulatif",
    (INDIKATOR, PERIODE),
    unit_of_indicator,
    _compute,
    "Jumlah realisasi dari tahun pertama Renstra sampai periode t.",
)
