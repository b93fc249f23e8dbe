"""Statements held against what follows from others: stated realisasi against the formula, parents' money against the sum."""

from collections.abc import Mapping
from fractions import Fraction

from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.numerals import truncate
from kinerja_rules.engine.accumulate import Lookup, Recipe, find_recipe
from kinerja_rules.engine.expressions import as_number
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.untimely import find_untimely
from kinerja_rules.model import units
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import CUMULATIVE, Period
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Absence, Missing, Number


def check_statements(model: Model) -> tuple[Diagnostic, ...]:
    """All disagreements, none of which blocks."""
    interpreter = Interpreter(model)
    with room_to_recurse():
        return (
            *_realisasi(interpreter),
            *_parts(interpreter),
            *_slips(interpreter),
            *find_untimely(model),
            *_undefined(interpreter),
            *_money(interpreter),
        )


def _realisasi(interpreter: Interpreter) -> list[Diagnostic]:
    model, out = interpreter.model, []
    for (ident, year), fact in model.facts.realisasi.items():
        indikator = model.indikator[ident]
        period = Period.read(year)
        if indikator.rumus is None or period is None or not isinstance(fact.value, Number):
            continue
        computed = interpreter.hitungan(ident, period)
        if not isinstance(computed, Number):
            continue
        decimals, unit = fact.value.decimals or 0, indikator.satuan
        stated = units.rounded(fact.value.value, unit, decimals)  # a sheet may keep more than it shows
        if units.rounded(computed.value, unit, decimals) == stated:
            continue
        shown = units.show(computed.value, unit, decimals + 2, computed.approximate)
        note = (
            ("angka yang dinyatakan adalah hitungan yang dipotong, bukan dibulatkan",)
            if units.rounded(computed.value, unit, decimals, truncate) == stated
            else ()
        )
        out.append(
            Diagnostic(
                "KR503",
                f"realisasi `{ident}` {year} dinyatakan {units.show(fact.value.value, unit, decimals)}, hitungan rumusnya {shown}",
                fact.span,
                Severity.PERINGATAN,
                secondary=(Label(indikator.rumus.span, "rumusnya di sini"),),
                notes=note,
                help=f"periksa datanya; jejak `hitungan({ident}; {year})` menunjukkan asalnya",
                subject=ident,
                year=period.year,
            )
        )
    return out


def _parts(interpreter: Interpreter) -> list[Diagnostic]:
    """A year stated beside its parts that do not make it, and statements from the start of a year that go down."""
    model, out = interpreter.model, []
    facts = model.facts.realisasi
    for (ident, column), fact in facts.items():
        indikator = model.indikator[ident]
        if indikator.akumulasi is None or not isinstance(fact.value, Number):
            continue
        period = Period.read(column)
        if period is not None and period.partitions():
            made = find_recipe(
                period,
                indikator.akumulasi,
                _without(facts, ident, column),
                measured=indikator.measured_in(period),
            )
            value = interpreter.put_together(made, indikator.satuan) if isinstance(made, Recipe) else None
            decimals = fact.value.decimals or 0
            stated = units.rounded(fact.value.value, indikator.satuan, decimals)
            if isinstance(value, Number) and units.rounded(value.value, indikator.satuan, decimals) != stated:
                shown = units.show(value.value, indikator.satuan)
                out.append(_contradiction(ident, column, fact, indikator.satuan, f"bagian-bagiannya menjadi {shown}"))
        upto = Period.read(column.removeprefix(CUMULATIVE)) if column.startswith(CUMULATIVE) else None
        if upto is not None and indikator.akumulasi == "jumlah":
            earlier = facts.get((ident, f"{CUMULATIVE}{upto.stepped(-1)}")) if upto.months[0] > 1 else None
            if earlier is not None and isinstance(earlier.value, Number) and earlier.value.value > fact.value.value:
                shown = units.show(earlier.value.value, indikator.satuan)
                out.append(
                    _contradiction(ident, column, fact, indikator.satuan, f"sampai periode sebelumnya sudah {shown}")
                )
    return out


def _without(facts: Mapping[tuple[str, str], Fact], ident: str, column: str) -> Lookup:
    """The statements of an indicator but one."""

    def lookup(key: str) -> Fact | None:
        return None if key == column else facts.get((ident, key))

    return lookup


def _year(column: str) -> int | None:
    """The year that a column speaks of."""
    period = Period.read(column.removeprefix(CUMULATIVE))
    return None if period is None else period.year


def _contradiction(ident: str, column: str, fact: Fact, unit: Unit, against: str) -> Diagnostic:
    stated = units.show(fact.value.value, unit) if isinstance(fact.value, Number) else fact.span.text
    return Diagnostic(
        "KR502",
        f"realisasi `{ident}` {column} dinyatakan {stated}, padahal {against}",
        fact.span,
        Severity.PERINGATAN,
        help="perbaiki salah satunya; kolom `s.d.` berisi angka sejak awal tahun",
        subject=ident,
        year=_year(column),
    )


SLIPS = (1000, 100)
"""Factors by which a number goes wrong when a separator or a per cent sign is lost."""
_NEAR, _FAR = 2, 10
_WITNESSES = 2


def _slips(interpreter: Interpreter) -> list[Diagnostic]:
    """Realisasi that fit their targets, or without targets their history, only when moved by a power of ten, as a typed 12.340 kept as 12,34."""
    model, out = interpreter.model, []
    reached: dict[tuple[str, int], list[Number]] = {}
    for (ident, column), fact in model.facts.realisasi.items():
        if isinstance(fact.value, Number):
            reached.setdefault((ident, _months(model, ident, column)), []).append(fact.value)
    targets: dict[tuple[str, int], list[Fraction]] = {}
    for (ident, column, _), fact in model.facts.target.items():
        wanted = as_number(fact.value)
        if isinstance(wanted, Number) and wanted.value > 0:
            targets.setdefault((ident, _months(model, ident, column)), []).append(wanted.value)
    for (ident, column), fact in model.facts.realisasi.items():
        if not isinstance(fact.value, Number) or fact.value.value <= 0:
            continue
        alike = (ident, _months(model, ident, column))
        others = targets.get(alike) or [n.value for n in reached[alike] if n is not fact.value and n.value > 0]
        if alike not in targets and len(others) < _WITNESSES:
            continue
        factor = _slip(fact.value.value, others)
        if factor is None:
            continue
        unit = model.indikator[ident].satuan
        stated = units.show(fact.value.value, unit, fact.value.decimals)
        meant = units.show(fact.value.value * factor, unit)
        out.append(
            Diagnostic(
                "KR507",
                f"realisasi `{ident}` {column} dinyatakan {stated}, jauh dari target dan tahun lain; mungkin {meant}",
                fact.span,
                Severity.PERINGATAN,
                help="periksa titik ribuan, koma desimal, dan tanda % pada sumbernya",
                subject=ident,
                year=_year(column),
            )
        )
    return out


def _months(model: Model, ident: str, column: str) -> int:
    """How long a time a statement speaks of; 0 where that says nothing about its size, as for a mean.

    A quarter of what adds up, or grows over the year, is no slip beside the year's target.
    """
    if model.indikator[ident].akumulasi in ("rata_rata", "tertinggi"):
        return 0
    period = Period.read(column.removeprefix(CUMULATIVE))
    if period is None:
        return 12
    first, last = period.months
    return last if column.startswith(CUMULATIVE) else last - first + 1


def _slip(value: Fraction, others: list[Fraction]) -> Fraction | None:
    """The factor that brings a value near all others, which it is far from; None where it is not so."""
    if not others or any(value * _FAR > o and o * _FAR > value for o in others):
        return None
    for factor in (f for size in SLIPS for f in (Fraction(size), Fraction(1, size))):
        moved = value * factor
        if all(moved <= _NEAR * o and o <= _NEAR * moved for o in others):
            return factor
    return None


def _undefined(interpreter: Interpreter) -> list[Diagnostic]:
    """Formulas that cannot be computed although their data are there."""
    model, out = interpreter.model, []
    for ident in model.order:
        indikator = model.indikator[ident]
        if indikator.paket != model.root.id or indikator.rumus is None:
            continue
        for year in range(model.facts.earliest, model.facts.latest + 1):
            value = interpreter.hitungan(ident, Period(year))
            if isinstance(value, Missing) and value.kind is Absence.TIDAK_DAPAT_DIHITUNG:
                place = value.span or indikator.rumus.span
                out.append(
                    Diagnostic(
                        "KR504",
                        f"hitungan `{ident}` {year} tidak dapat dihitung: {value.reason}",
                        indikator.span if place.source.path.startswith("rules/") else place,
                        Severity.PERINGATAN,
                        secondary=(Label(place, "di sini"),) if place.source.path.startswith("rules/") else (),
                        help="periksa datanya; bila memang tidak ada, tulis `-`",
                        subject=ident,
                        year=year,
                    )
                )
    return out


def _money(interpreter: Interpreter) -> list[Diagnostic]:
    model, out = interpreter.model, []
    stated: list[tuple[str, str, str, str | None, Fact]] = [
        ("pagu", node, year, None if document == RENSTRA else document, fact)
        for (node, year, document), fact in model.facts.pagu.items()
    ]
    stated += [
        ("realisasi_anggaran", node, year, None, fact) for (node, year), fact in model.facts.realisasi_anggaran.items()
    ]
    for what, node, year, document, fact in stated:
        cover = interpreter.money.cover(what, node, year, document)
        if not isinstance(fact.value, Number) or cover is None or cover == (node,):
            continue
        holders = interpreter.money.holders(what, node, Period(int(year)), document)
        if isinstance(holders, Missing):
            continue
        total = interpreter.money.total(what, node, Period(int(year)), document)
        if total is None or total == fact.value.value:
            continue
        gap = units.show(abs(total - fact.value.value), units.RUPIAH)
        spoken = what.replace("_", " ")
        out.append(
            Diagnostic(
                "KR505",
                f"{spoken} `{node}` {year} dinyatakan {units.show(fact.value.value, units.RUPIAH)}, jumlah rinciannya {units.show(total, units.RUPIAH)}",
                fact.span,
                Severity.PERINGATAN,
                secondary=tuple(Label(f.span, f"rincian `{h}`") for h, f, _ in holders[:5]),
                notes=(f"selisih {gap}; yang dipakai jumlah rinciannya",),
                help="perbaiki angka induk atau rinciannya",
                subject=node,
                year=int(year),
            )
        )
    return out
