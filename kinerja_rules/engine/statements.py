"""Statements held against what follows from others: stated realisasi against the formula, parents' money against the sum."""

from collections.abc import Mapping

from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.numerals import truncate
from kinerja_rules.engine.accumulate import Lookup, Recipe, find_recipe
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.slips import find_slips, year_of
from kinerja_rules.engine.untimely import find_untimely
from kinerja_rules.model import units
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import CUMULATIVE, Period
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Absence, Missing, Number


def check_statements(model: Model, by: Interpreter | None = None) -> tuple[Diagnostic, ...]:
    """All disagreements, none of which blocks; `by` is an interpreter of the model, which then knows its figures."""
    interpreter = by if by is not None else Quick(model)
    with room_to_recurse():
        return (
            *_realisasi(interpreter),
            *_parts(interpreter),
            *find_slips(model),
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
                because=("KR507",),
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


def _contradiction(ident: str, column: str, fact: Fact, unit: Unit, against: str) -> Diagnostic:
    stated = units.show(fact.value.value, unit) if isinstance(fact.value, Number) else fact.span.text
    return Diagnostic(
        "KR502",
        f"realisasi `{ident}` {column} dinyatakan {stated}, padahal {against}",
        fact.span,
        Severity.PERINGATAN,
        help="perbaiki salah satunya; kolom `s.d.` berisi angka sejak awal tahun",
        subject=ident,
        year=year_of(column),
    )


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
        if document is None and any(name in interpreter.money.before_the_plan(h) for h, _, name in holders):
            continue  # a budget that was amended is no sum of the plan's own
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
