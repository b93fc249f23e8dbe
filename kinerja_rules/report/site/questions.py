"""The questions that the page answers: each figure of an indicator or a node as one would ask it of `kinerja jejak`."""

from collections.abc import Container, Iterator, Mapping, Sequence

from attrs import frozen

from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, Result
from kinerja_rules.model.values import Absence, Missing
from kinerja_rules.report.grid import Grid
from kinerja_rules.report.question_text import measure_name

MANY = 500
"""Indicators from which the years before are shown without the way they came about: the page would grow too large."""


@frozen
class PageQuestions:
    """Questions by what they are asked of; a figure of which none can be asked has no entry."""

    indikator: Mapping[str, Mapping[str, str]]
    """`capaian`, `target`, `realisasi`, `kemajuan`, `pembanding.ID`, `riwayat.YEAR`"""
    simpul: Mapping[str, Mapping[str, str]]
    """`pagu`, `realisasi_anggaran`, `serapan`, `sisa`, `capaian`, `efisiensi`"""
    instansi: Mapping[str, str]
    """`pagu`, `realisasi_anggaran`, `serapan` of the whole agency"""

    def all(self) -> tuple[str, ...]:
        """Every question once."""
        asked = [q for of in (self.indikator, self.simpul) for found in of.values() for q in found.values()]
        return tuple(dict.fromkeys([*asked, *self.instansi.values()]))


def page_questions(result: Result) -> PageQuestions:
    """What the page of a report answers of its indicators and nodes."""
    few = len(result.indikator) <= MANY
    return PageQuestions(
        {ident: dict(_of_indicator(result, ident, few)) for ident in result.indikator},
        {ident: dict(_of_node(result, ident)) for ident in result.simpul},
        dict(_of_agency(result)),
    )


def cell_questions(grids: Sequence[Grid], but: Container[str]) -> tuple[str, ...]:
    """What cells of tables ask beside other questions, each once."""
    cells = (cell.question for grid in grids for row in (*grid.rows, *grid.totals) for cell in row)
    return tuple(dict.fromkeys(q for q in cells if q is not None and q not in but))


def _of_indicator(result: Result, ident: str, few: bool) -> Iterator[tuple[str, str]]:
    model, period, figures = result.model, result.period, result.indikator[ident]
    by = f"; {result.dokumen}" if result.dokumen is not None else ""
    yield "capaian", f"capaian({ident}; {period}{by})"
    yield "target", f"target({ident}; {period}{by})"
    yield "realisasi", f"realisasi({ident}; {period})"
    if result.dokumen is None and _measured(figures.kemajuan):
        yield from _measure(model, "kemajuan", "ukuran_kemajuan", ident, period)
    for against in figures.pembanding:
        yield f"pembanding.{against}", f"capaian({ident}; {period}; {against})"
    for row in figures.history:
        if few and row.period != period:
            yield f"riwayat.{row.period}", f"capaian({ident}; {row.period})"


def _of_node(result: Result, ident: str) -> Iterator[tuple[str, str]]:
    """Money is that of the whole year; of a node by one document's figures no question can be asked."""
    model, period, figures = result.model, result.period, result.simpul[ident]
    if result.dokumen is not None:
        return
    year = _year(period)
    if _measured(figures.pagu):
        yield "pagu", f"pagu({ident}; {year})"
    if _measured(figures.realisasi_anggaran):
        yield "realisasi_anggaran", f"realisasi_anggaran({ident}; {year})"
    if _measured(figures.serapan):
        yield from _measure(model, "serapan", "ukuran_serapan", ident, year)
    if _measured(figures.sisa):
        yield from _measure(model, "sisa", "ukuran_sisa", ident, year)
    if _measured(figures.capaian):
        yield "capaian", f"capaian({ident}; {period})"
    if _measured(figures.efisiensi):
        yield from _measure(model, "efisiensi", "ukuran_efisiensi", ident, period)


def _of_agency(result: Result) -> Iterator[tuple[str, str]]:
    """As for a node: none by one document's figures."""
    if result.dokumen is not None:
        return
    for key, policy, figure in (
        ("pagu", "ukuran_pagu_instansi", result.instansi.pagu),
        ("realisasi_anggaran", "ukuran_realisasi_instansi", result.instansi.realisasi_anggaran),
        ("serapan", "ukuran_serapan_instansi", result.instansi.serapan),
    ):
        setting = result.model.policy(policy)
        if setting is not None and _measured(figure):
            yield key, f"{measure_name(result.model, setting.values[0])}({_year(result.period)})"


def _year(period: str) -> str:
    read = Period.read(period)
    return str(read.whole_year) if read is not None else period


def _measure(model: Model, key: str, policy: str, ident: str, period: str) -> Iterator[tuple[str, str]]:
    setting = model.policy(policy, ident)
    if setting is not None:
        yield key, f"{measure_name(model, setting.values[0])}({ident}; {period})"


def _measured(figure: Figure) -> bool:
    """Whether a figure is there, or is absent for a reason that has a way to it."""
    return not (isinstance(figure, Missing) and figure.kind is Absence.TIDAK_BERLAKU)
