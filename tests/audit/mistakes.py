"""Mistakes made in true tables, one of each kind, told apart from how the program looks for them.

A mistake takes a report, chooses a cell, and says what is printed there instead; it works on figures and digits with
nothing but the questions of the plan and plain arithmetic.
"""

import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from kinerja_rules.model import units
from kinerja_rules.model.units import PERSEN, Kind
from tests.audit.drawn_report import (
    COUNTED,
    EACH,
    INDEX,
    KEGIATAN,
    SASARAN,
    Report,
    decimals_of,
    in_percent,
    indicators,
    nodes,
)
from tests.audit.restated import Restated


@frozen
class Mistake:
    """A cell and what is printed in it; `also` are other cells that are printed differently, too."""

    cell: Restated
    printed: str
    also: tuple[tuple[Restated, str], ...] = ()


Maker = Callable[[Report], Mistake | None]


def _cell(report: Report, place: str, row: str, column: str) -> Restated:
    return next(c for c in report.cells if (c.place, c.row, c.column) == (place, row, column))


def _print(report: Report, cell: Restated, value: Fraction | None, decimals: int | None = None) -> Mistake | None:
    if value is None or cell.printed == "-":
        return None
    unit = report.restater.unit(cell.question)
    return Mistake(
        cell, units.show(value, unit, decimals_of(report.restater, cell.question) if decimals is None else decimals)
    )


def _value(report: Report, question: str) -> Fraction:
    """A figure; zero where it is absent, which no mistake then uses."""
    return report.restater.number(question) or Fraction(0)


def _arah(report: Report, ident: str) -> str:
    return str(report.restater.model.indikator[ident].arah).rpartition(".")[2]


def _any(report: Report, *arah: str) -> str | None:
    """An indicator with a realisasi, of some directions."""
    fit = [
        i for i in indicators() if (not arah or _arah(report, i) in arah) and _value(report, f"realisasi({i}; 2022)")
    ]
    return report.rng.choice(fit) if fit else None


def _quotient(over: Fraction, under: Fraction) -> Fraction | None:
    return over / under if under else None


def _achieved(arah: str, realisasi: Fraction, target: Fraction) -> Fraction | None:
    if arah == "naik":
        return _quotient(realisasi, target)
    return _quotient(target, realisasi) if arah == "turun_kebalikan" else _quotient(2 * target - realisasi, target)


def _rounded(value: Fraction, unit: units.Unit, decimals: int, cut: bool = False) -> Fraction:
    """Half up or cut off, by whole steps."""
    steps = value / unit.scale * 10**decimals
    whole = (
        steps.numerator // steps.denominator
        if cut
        else (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    )
    return Fraction(whole) / 10**decimals * unit.scale


# ---- mistakes of formulas -------------------------------------------------------------------------------------------
def turned_over(report: Report) -> Mistake | None:
    ident = _any(report, "naik", "turun_kebalikan")
    if ident is None:
        return None
    place, question, column = report.rng.choice(
        (("T1", f"target({ident}; 2022)", "capaian"), ("T2", f"pembanding({ident}; 2022; nasional)", "capaian"))
    )
    realisasi, target = _value(report, f"realisasi({ident}; 2022)"), _value(report, question)
    over, under = (target, realisasi) if _arah(report, ident) == "naik" else (realisasi, target)
    return _print(report, _cell(report, place, ident, column), _quotient(over, under))


def turned_over_of_another_target(report: Report) -> Mistake | None:
    ident = _any(report, "naik")
    if ident is None:
        return None
    other = report.rng.choice([f"target({ident}; {y})" for y in (2021, 2023, 2024)] + [f"target({ident}; 2022; akhir)"])
    made = _quotient(_value(report, other), _value(report, f"realisasi({ident}; 2022)"))
    return _print(report, _cell(report, "T1", ident, "capaian"), made)


def other_direction(report: Report) -> Mistake | None:
    ident = _any(report, "naik", "turun", "turun_kebalikan")
    if ident is None:
        return None
    other = {"naik": ("turun",), "turun": ("naik", "turun_kebalikan"), "turun_kebalikan": ("turun",)}[
        _arah(report, ident)
    ]
    realisasi, target = _value(report, f"realisasi({ident}; 2022)"), _value(report, f"target({ident}; 2022)")
    return _print(report, _cell(report, "T1", ident, "capaian"), _achieved(report.rng.choice(other), realisasi, target))


def other_target(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None:
        return None
    asked = (f"target({ident}; {y})" for y in (2021, 2023, 2024, 2025))
    other = report.rng.choice([*asked, f"target({ident}; 2022; renja)", f"target({ident}; 2022; akhir)"])
    made = _achieved(_arah(report, ident), _value(report, f"realisasi({ident}; 2022)"), _value(report, other))
    return _print(report, _cell(report, "T1", ident, "capaian"), made)


def other_realisasi(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None:
        return None
    year = report.rng.choice((2019, 2020, 2021))
    made = _achieved(
        _arah(report, ident), _value(report, f"realisasi({ident}; {year})"), _value(report, f"target({ident}; 2022)")
    )
    return _print(report, _cell(report, "T1", ident, "capaian"), made)


def other_year(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None:
        return None
    return _print(report, _cell(report, "T1", ident, "capaian"), report.restater.number(f"capaian({ident}; 2021)"))


def computed_for_stated(report: Report) -> Mistake | None:
    ident = f"I{report.rng.randrange(SASARAN)}1"
    made = _achieved(
        _arah(report, ident), _value(report, f"hitungan({ident}; 2022)"), _value(report, f"target({ident}; 2022)")
    )
    return _print(report, _cell(report, "T1", ident, "capaian"), made)


def rounded_inputs(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None or not in_percent(ident):
        return None
    decimals = report.rng.choice((1, 0))
    pair = [_rounded(_value(report, f"{a}({ident}; 2022)"), PERSEN, decimals) for a in ("realisasi", "target")]
    return _print(report, _cell(report, "T1", ident, "capaian"), _achieved(_arah(report, ident), *pair))


def cut_inputs(report: Report) -> Mistake | None:
    if report.rng.random() < 0.3:
        ident = _any(report)
        cell = _cell(report, "T1", ident or "I00", "capaian")
        steps = _value(report, cell.question) * 10_000
        return _print(report, cell, Fraction(-(-steps.numerator // steps.denominator), 10_000))
    ident = _any(report)
    if ident is None or not in_percent(ident):
        return None
    whole = [_value(report, f"{a}({ident}; 2022)") for a in ("realisasi", "target")]
    pair = [_rounded(value, PERSEN, 1, cut=True) for value in whole]
    if pair == [_rounded(value, PERSEN, 1) for value in whole]:
        return None
    return _print(report, _cell(report, "T1", ident, "capaian"), _achieved(_arah(report, ident), *pair))


def row_of_its_own(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None:
        return None
    changed = _value(report, f"realisasi({ident}; 2022)") * report.rng.randint(80, 120) / 100
    cell = _cell(report, "T1", ident, "realisasi")
    unit = report.restater.unit(cell.question)
    decimals = decimals_of(report.restater, cell.question)
    changed = _rounded(changed, unit, decimals)
    made = _print(
        report,
        _cell(report, "T1", ident, "capaian"),
        _achieved(_arah(report, ident), changed, _value(report, f"target({ident}; 2022)")),
    )
    return None if made is None else evolve(made, also=((cell, units.show(changed, unit, decimals)),))


def forgotten_limit(report: Report) -> Mistake | None:
    above = [i for i in indicators() if _value(report, f"capaian({i}; 2022)") > 1]
    if not above:
        return None
    return _print(report, _cell(report, "T1", report.rng.choice(above), "capaian"), Fraction(1))


# ---- mistakes of quantities -----------------------------------------------------------------------------------------
def other_budget(report: Report) -> Mistake | None:
    ident = f"K{report.rng.randrange(SASARAN)}{report.rng.randrange(KEGIATAN)}"
    spent, before = f"realisasi_anggaran({ident}; 2022)", f"realisasi_anggaran({ident}; 2021)"
    over, under = report.rng.choice(
        ((spent, f"pagu({ident}; 2021)"), (spent, f"pagu({ident}; 2022; dpa)"), (before, f"pagu({ident}; 2022)"))
    )
    return _print(report, _cell(report, "T4", ident, "serapan"), _quotient(_value(report, over), _value(report, under)))


def other_quantity(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None or not in_percent(ident):
        return None
    if report.rng.random() < 0.5:
        node = f"S{ident[1]}"
        return _print(report, _cell(report, "T5", node, "capaian"), _value(report, f"realisasi({ident}; 2022)"))
    return _print(report, _cell(report, "T2", ident, "realisasi"), _value(report, f"capaian({ident}; 2022)"))


def other_unit(report: Report) -> Mistake | None:
    """The digits of a count or index in the place of a percentage, of an achievement in that of an index."""
    sasaran, n = report.rng.randrange(SASARAN), report.rng.choice((COUNTED, INDEX))
    ident = f"I{sasaran}{n}"
    realisasi = _value(report, f"realisasi({ident}; 2022)") / report.restater.unit(f"realisasi({ident}; 2022)").scale
    way = report.rng.randrange(3)
    if way == 0 and n == INDEX:  # its achievement where the index belongs
        steps = _rounded(_value(report, f"capaian({ident}; 2022)"), PERSEN, 2) * 100
        return _print(report, _cell(report, "T2", ident, "realisasi"), steps)
    if way == 1:  # in the row above, whose achievement is a percentage
        other = f"I{sasaran}{n - 1}"
        if report.restater.number(f"realisasi({other}; 2022)") is None:
            return None
        return _print(report, _cell(report, "T1", other, "capaian"), realisasi / 100)
    return _print(report, _cell(report, "T1", ident, "capaian"), realisasi / 100)


def difference(report: Report) -> Mistake | None:
    ident = _any(report, "naik")
    if ident is None or not in_percent(ident):
        return None
    made = _value(report, f"realisasi({ident}; 2022)") - _value(report, f"target({ident}; 2022)")
    return _print(report, _cell(report, "T1", ident, "capaian"), made)


def distance_to_100(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None:
        return None
    return _print(report, _cell(report, "T1", ident, "capaian"), 1 - _value(report, f"capaian({ident}; 2022)"))


def lost_sign(report: Report) -> Mistake | None:
    node = f"S{report.rng.randrange(SASARAN)}"
    cell = _cell(report, "T5", node, "efisiensi")
    return _print(report, cell, -_value(report, cell.question))


# ---- mistakes of sums -----------------------------------------------------------------------------------------------
def lost_part(report: Report) -> Mistake | None:
    program = report.rng.randrange(SASARAN)
    parts = [_value(report, f"pagu(K{program}{k}; 2022)") for k in range(KEGIATAN)]
    at = report.rng.randrange(KEGIATAN)
    total = sum(parts, Fraction(0)) + parts[at] * report.rng.choice((-1, 1))
    return _print(report, _cell(report, "T4", f"P{program}", "pagu"), total)


def _members(report: Report, sasaran: int) -> list[Fraction]:
    found = (report.restater.number(f"capaian(I{sasaran}{n}; 2022)") for n in range(EACH))
    return [value for value in found if value is not None]


def other_divisor(report: Report) -> Mistake | None:
    sasaran = report.rng.randrange(SASARAN)
    members = _members(report, sasaran)
    made = sum(members, Fraction(0)) / (len(members) + report.rng.choice((-1, 1)))
    return _print(report, _cell(report, "T5", f"S{sasaran}", "capaian"), made)


def absent_as_zero(report: Report) -> Mistake | None:
    members = _members(report, 1)
    return _print(report, _cell(report, "T5", "S1", "capaian"), sum(members, Fraction(0)) / EACH)


def rounded_parts(report: Report) -> Mistake | None:
    decimals = report.rng.choice((0, 1, 2))
    members = [_rounded(m, PERSEN, decimals) for s in range(SASARAN) for m in _members(report, s)]
    return _print(report, _cell(report, "T6", "semua", "jumlah"), sum(members, Fraction(0)), decimals)


# ---- mistakes of the pen --------------------------------------------------------------------------------------------
def power_of_ten(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None:
        return None
    power = report.rng.choice((1, 2, 3, -1, -2, -3))
    value = _value(report, f"capaian({ident}; 2022)")
    if report.rng.random() < 0.6:
        value = _rounded(value, PERSEN, 2)
    return _print(report, _cell(report, "T1", ident, "capaian"), value * Fraction(10) ** power)


def lost_thousands(report: Report) -> Mistake | None:
    ident = f"K{report.rng.randrange(SASARAN)}{report.rng.randrange(KEGIATAN)}"
    cell = _cell(report, "T4", ident, report.rng.choice(("pagu", "terpakai")))
    groups = cell.printed.removeprefix("Rp ").split(".")
    at = report.rng.randrange(len(groups))
    kept = groups[:at] + groups[at + 1 :]
    kept[0] = kept[0].lstrip("0") or "0"
    return Mistake(cell, "Rp " + ".".join(kept))


def wrong_digit(report: Report) -> Mistake | None:
    ident = _any(report, "naik")
    if ident is None:
        return None
    cell = _cell(report, "T1", ident, report.rng.choice(("realisasi", "capaian")))
    if report.rng.random() < 0.4:  # an amount, whose total, absorption or parts are printed beside it
        cell = _cell(report, "T4", report.rng.choice(nodes()), report.rng.choice(("pagu", "terpakai")))
    places = [at for at, c in enumerate(cell.printed) if c.isdigit()]
    if report.rng.random() < 0.5 and len(places) > 1:
        pairs = [(a, b) for a, b in itertools.pairwise(places) if cell.printed[a] != cell.printed[b]]
        if not pairs:
            return None
        one, other = report.rng.choice(pairs)
        letters = list(cell.printed)
        letters[one], letters[other] = letters[other], letters[one]
        text = "".join(letters)
    else:
        at = report.rng.choice(places)
        text = cell.printed[:at] + report.rng.choice("123456789".replace(cell.printed[at], "")) + cell.printed[at + 1 :]
    return None if text[0] == "0" else Mistake(cell, text)


def copied_cell(report: Report) -> Mistake | None:
    rows = indicators()
    at = report.rng.randrange(1, len(rows) - 1)
    column = report.rng.choice(("target", "realisasi", "capaian"))
    cell = _cell(report, "T1", rows[at], column)
    sides = [_cell(report, "T1", rows[at + step], column) for step in (-1, 1)]
    if column == "capaian":
        sides.append(_cell(report, "T1", rows[at], "realisasi"))
    other = report.rng.choice(sides)
    one, two = (report.restater.unit(c.question) for c in (cell, other))
    if one.kind is not two.kind or one.kind is Kind.HITUNGAN or "-" in (cell.printed, other.printed):
        return None
    return Mistake(cell, other.printed)


# ---- mistakes of words ----------------------------------------------------------------------------------------------
def other_scale(report: Report) -> Mistake | None:
    ident = _any(report)
    if ident is None:
        return None
    value = _value(report, f"capaian({ident}; 2022)") * 100
    names = (
        ("Sangat Memuaskan", 90),
        ("Memuaskan", 80),
        ("Sangat Baik", 70),
        ("Baik", 60),
        ("Cukup", 50),
        ("Kurang", 30),
    )
    return Mistake(
        _cell(report, "T3", ident, "kategori"), next((n for n, low in names if value > low), "Sangat Kurang")
    )


def other_name(report: Report) -> Mistake | None:
    ident = report.rng.choice(indicators())
    return Mistake(
        _cell(report, "T3", ident, "nama"), report.rng.choice((f"Indikator {ident}", "Nama I00 menurut perjanjian"))
    )


MISTAKES: Mapping[str, Maker] = {
    "rasio_terbalik": turned_over,
    "dua_kesalahan": turned_over_of_another_target,
    "arah_lain": other_direction,
    "target_lain": other_target,
    "realisasi_lain": other_realisasi,
    "tahun_lain": other_year,
    "dinyatakan_dihitung": computed_for_stated,
    "masukan_dibulatkan": rounded_inputs,
    "potong_campur": cut_inputs,
    "baris_tercetak": row_of_its_own,
    "batas_capaian": forgotten_limit,
    "anggaran_lain": other_budget,
    "besaran_lain": other_quantity,
    "satuan_lain": other_unit,
    "selisih_bukan_rasio": difference,
    "selisih_ke_100": distance_to_100,
    "tanda_hilang": lost_sign,
    "bagian_jumlah": lost_part,
    "pembagi_rata": other_divisor,
    "kosong_nol": absent_as_zero,
    "jumlah_bagian_bulat": rounded_parts,
    "pangkat_sepuluh": power_of_ten,
    "ribuan": lost_thousands,
    "angka_salah": wrong_digit,
    "sel_tetangga": copied_cell,
    "kategori_lain": other_scale,
    "nama_lain": other_name,
}
