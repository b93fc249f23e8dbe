"""The questions that the page answers: each figure of an indicator or a node as one would ask it of `kinerja jejak`."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache, partial

from attrs import frozen

from kinerja_rules.engine.evaluate import benchmarks_of, history_of
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, Result
from kinerja_rules.model.values import Absence, Missing
from kinerja_rules.report.grid import Grid
from kinerja_rules.report.question_text import measure_name
from kinerja_rules.report.site.chart import COMING, Ahead

Named = Callable[[str], str]
"""How a measure is named in a question, by its id."""

MANY = 500
"""Indicators beyond which other years are shown without the way they came about: the page would grow too large."""

HISTORY = {"capaian": "riwayat", "target": "target_lalu", "realisasi": "realisasi_lalu"}
"""Figures that are told of the years before too, by what they are called there."""


@frozen
class PageQuestions:
    """Questions by what they are asked of; a figure of which none can be asked has no entry."""

    indikator: Mapping[str, Mapping[str, str]]
    """`capaian`, `target`, `realisasi`, `kemajuan`, `pembanding.ID`; with the year behind a point those of `HISTORY` and `COMING`"""
    simpul: Mapping[str, Mapping[str, str]]
    """`pagu`, `realisasi_anggaran`, `serapan`, `sisa`, `capaian`, `efisiensi`"""
    instansi: Mapping[str, str]
    """`pagu`, `realisasi_anggaran`, `serapan` of the whole agency"""

    def all(self) -> tuple[str, ...]:
        """Every question once."""
        asked = [q for of in (self.indikator, self.simpul) for found in of.values() for q in found.values()]
        return tuple(dict.fromkeys([*asked, *self.instansi.values()]))

    def shown(self, result: Result) -> "PageQuestions":
        """Those whose figures are there, or absent for a reason that has a way to it: what does not apply has none."""
        return PageQuestions(
            {
                ident: {k: q for k, q in of.items() if k != "kemajuan" or _measured(result.indikator[ident].kemajuan)}
                for ident, of in self.indikator.items()
            },
            {
                ident: {k: q for k, q in of.items() if _measured(getattr(result.simpul[ident], k))}
                for ident, of in self.simpul.items()
            },
            {k: q for k, q in self.instansi.items() if _measured(getattr(result.instansi, k))},
        )


def page_questions(model: Model, period: Period, dokumen: str | None = None) -> PageQuestions:
    """What the page of a report may answer of its indicators and nodes, before any figure is known."""
    placed = [indikator.id for indikator in model.placed()]
    few = len(placed) <= MANY
    ahead = Ahead(model, period if few else None)
    named = cache(partial(measure_name, model))
    return PageQuestions(
        {ident: dict(_of_indicator(model, ident, period, dokumen, few, ahead, named)) for ident in placed},
        {ident: dict(_of_node(model, ident, period, named)) if dokumen is None else {} for ident in model.walk()},
        dict(_of_agency(model, period, named)) if dokumen is None else {},
    )


def cell_questions(grids: Sequence[Grid], but: Container[str]) -> tuple[str, ...]:
    """What cells of tables ask beside other questions, each once."""
    cells = (cell.question for grid in grids for row in (*grid.rows, *grid.totals) for cell in row)
    return tuple(dict.fromkeys(q for q in cells if q is not None and q not in but))


def _of_indicator(
    model: Model, ident: str, period: Period, dokumen: str | None, few: bool, ahead: Ahead, named: Named
) -> Iterator[tuple[str, str]]:
    when, by = period.text, f"; {dokumen}" if dokumen is not None else ""
    yield "capaian", f"capaian({ident}; {when}{by})"
    yield "target", f"target({ident}; {when}{by})"
    yield "realisasi", f"realisasi({ident}; {when})"
    if dokumen is None and period.is_year:
        yield from _measure(model, "kemajuan", "ukuran_kemajuan", ident, period, named)
    for against in benchmarks_of(model, ident, period):
        yield f"pembanding.{against}", f"capaian({ident}; {when}; {against})"
    if few:
        for before in history_of(model, ident, period)[:-1]:
            for key, of in HISTORY.items():
                yield f"{of}.{before}", f"{key}({ident}; {before})"
    for year, _ in ahead.of(ident):
        yield f"{COMING}.{year}", f"target({ident}; {year})"


def _of_node(model: Model, ident: str, period: Period, named: Named) -> Iterator[tuple[str, str]]:
    """Money is that of the whole year; of a node by one document's figures no question can be asked."""
    year = period.whole_year
    yield "pagu", f"pagu({ident}; {year.text})"
    yield "realisasi_anggaran", f"realisasi_anggaran({ident}; {year.text})"
    yield from _measure(model, "serapan", "ukuran_serapan", ident, year, named)
    yield from _measure(model, "sisa", "ukuran_sisa", ident, year, named)
    yield "capaian", f"capaian({ident}; {period.text})"
    yield from _measure(model, "efisiensi", "ukuran_efisiensi", ident, period, named)


def _of_agency(model: Model, period: Period, named: Named) -> Iterator[tuple[str, str]]:
    """As for a node: none by one document's figures."""
    for key, policy in (
        ("pagu", "ukuran_pagu_instansi"),
        ("realisasi_anggaran", "ukuran_realisasi_instansi"),
        ("serapan", "ukuran_serapan_instansi"),
    ):
        setting = model.policy(policy)
        if setting is not None:
            yield key, f"{named(setting.values[0])}({period.whole_year})"


def _measure(
    model: Model, key: str, policy: str, ident: str, period: Period, named: Named
) -> Iterator[tuple[str, str]]:
    setting = model.policy(policy, ident)
    if setting is not None:
        yield key, f"{named(setting.values[0])}({ident}; {period.text})"


def _measured(figure: Figure) -> bool:
    return not (isinstance(figure, Missing) and figure.kind is Absence.TIDAK_BERLAKU)
