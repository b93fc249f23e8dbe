"""What an evaluation yields: figures by indicator and node, ready for any report."""

from collections.abc import Mapping

from attrs import field, frozen

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Grade, Missing, Number, TargetValue

CAPAIAN_DECIMALS = 2
"""Decimals at which achievements are displayed, in per cent."""

Figure = Number | TargetValue | Grade | Missing | str


@quick_frozen
class HistoryRow:
    """One earlier or present year of an indicator."""

    period: str
    target: Figure
    realisasi: Figure
    capaian: Figure


@quick_frozen
class IndikatorResult:
    """The figures of one indicator; realisasi, target and history in its own unit, capaian and kemajuan in %."""

    id: str
    target: Figure
    realisasi: Figure
    capaian: Figure
    kategori: Figure
    target_akhir: Figure
    kemajuan: Figure
    pembanding: Mapping[str, tuple[Figure, Figure]]
    history: tuple[HistoryRow, ...]


@quick_frozen
class SimpulResult:
    """The figures of one node; money in Rp."""

    id: str
    pagu: Figure
    realisasi_anggaran: Figure
    serapan: Figure
    sisa: Figure
    capaian: Figure
    kategori: Figure
    efisiensi: Figure
    efisiensi_unit: Unit | None


@frozen
class InstansiResult:
    """The money of the whole agency in Rp, and how much of it is spent, by the measures that policies name."""

    pagu: Figure
    realisasi_anggaran: Figure
    serapan: Figure


@frozen
class Result:
    """All figures of one year, with what was noticed while computing them."""

    model: Model = field(repr=False)
    period: str
    indikator: Mapping[str, IndikatorResult]
    simpul: Mapping[str, SimpulResult]
    instansi: InstansiResult
    diagnostics: tuple[Diagnostic, ...]
    dokumen: str | None = None
    """The document whose targets were asked for; None where the policy `acuan_target` chose."""
