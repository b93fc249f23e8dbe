"""Years that a plan's own tables name and of which the plan holds nothing: their columns would be empty in every report."""

from collections.abc import Iterator

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Quantifier
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.report_table import ReportTable


def check_table_years(draft: Draft, model: Model) -> None:
    """Warn of years beyond the Renstra of which nothing is stated either."""
    years = {model.facts.earliest, model.facts.latest} - {0}
    if model.renstra is not None:
        years |= {model.renstra.awal, model.renstra.akhir}
    if not years:
        return
    first, last = min(years), max(years)
    for table in model.tabel:
        for named in _years_of(table) if table.paket == model.root.id else ():
            period = named.value
            if isinstance(period, Period) and not first <= period.year <= last:
                help_text = "periksa tahunnya; tahun laporan ditulis `setahun`, tahun sebelumnya `setahun - 1`"
                message = f"rencana ini tidak memuat tahun {period.year}, hanya {first} s.d. {last}"
                draft.warn("KR420", message, named.span, help_text)


def _years_of(table: ReportTable) -> Iterator[typed.Const]:
    for group in table.groups:
        yield from _named_in_set(group.each)
        for column in group.columns:
            yield from _named_in_set(column.each)
            if column.value is not None:
                yield from _named(column.value)


def _named_in_set(each: Quantifier | None) -> Iterator[typed.Const]:
    for end in () if each is None else (each.domain, each.upper):
        if isinstance(end, Expr):
            yield from _named(end)


def _named(node: Expr) -> Iterator[typed.Const]:
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, typed.Const):
            yield at
        waiting.extend(reversed(typed.children(at)))
