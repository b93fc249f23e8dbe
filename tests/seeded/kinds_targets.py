"""Mistakes of targets: left out, slipped, copied from the wrong year, or asking for nothing."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random

from tests.seeded.plan import CellAt, Plan, written
from tests.seeded.registry import mistake

YEARS = ("2025", "2026", "2027", "2028", "2029")
ELSEWHERE = ("D02", "D03", "D06", "D16", "F08", "F11", "C09")
"""What is also said of a figure of the Renstra that its documents state otherwise."""


def renstra(plan: Plan, *columns: str) -> list[CellAt]:
    return [c for c in plan.cells("target", "") if c.column in columns and c.number is not None]


def at(plan: Plan, ident: str, column: str, document: str = "") -> CellAt:
    return next(c for c in plan.cells("target", document) if (c.label, c.column) == (ident, column))


def accumulated(plan: Plan, ident: str) -> str:
    placed = plan.one(ident).field("akumulasi")
    return "" if placed is None else placed.arguments[0].span.text


def is_share(plan: Plan, ident: str) -> bool:
    placed = plan.one(ident).field("satuan")
    return placed is not None and placed.arguments[0].span.text == "%"


def everywhere(plan: Plan, ident: str, values: dict[str, Fraction]) -> Plan:
    """Other targets of an indicator, the same in all its documents."""
    cells = [c for c in plan.cells("target") if c.label == ident and c.column in values]
    return plan.put_all(cells, lambda c: written(c, values[c.column]))


@mistake("a target of the Renstra is left out", "A04")
def target_left_out(plan: Plan, random: Random) -> Plan | None:
    return plan.put(random.choice(renstra(plan, *YEARS)), "-")


@mistake("an indicator is left out of the table of targets", "A04", "A05", "A06")
def row_of_targets_left_out(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(renstra(plan, "2025"))
    return plan.lines_out((cell.file, cell.row.span))


@mistake("the target for the end of the Renstra is left out", "A05")
def end_target_left_out(plan: Plan, random: Random) -> Plan | None:
    return plan.put(random.choice(renstra(plan, "akhir")), "-")


@mistake("the baseline is forgotten", "A06")
def baseline_left_out(plan: Plan, random: Random) -> Plan | None:
    return plan.put(random.choice(renstra(plan, "awal")), "-")


@mistake("a row of targets stands twice, with another figure", "KR502")
def row_of_targets_twice(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(renstra(plan, "2027"))
    changed = plan.put_value(cell, cell.value + 1)
    line = cell.row.span.text
    again = at(changed, cell.label, "2027").row.span
    start = changed.files[cell.file].find("\n", again.end) + 1
    return changed.edited((cell.file, start, start, f"  {line}\n"))


@mistake("a row of targets stands twice, word for word", "KR433")
def row_of_targets_repeated(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(renstra(plan, "2027"))
    start = plan.files[cell.file].find("\n", cell.row.span.end) + 1
    return plan.edited((cell.file, start, start, f"  {cell.row.span.text}\n"))


@mistake("a target moves against its direction", "C03", "C04", *ELSEWHERE)
def target_against_direction(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(renstra(plan, *YEARS[1:]))
    before = at(plan, cell.label, YEARS[YEARS.index(cell.column) - 1])
    step = abs(cell.value - before.value)
    worse = before.value + step if cell.value < before.value else before.value - step
    return plan.put_value(cell, worse)


@mistake("two digits of a target are exchanged", "C03", "C04", "C07", "C11", "B14", *ELSEWHERE)
def target_with_digits_exchanged(plan: Plan, random: Random) -> Plan | None:
    def exchanged(cell: CellAt) -> Fraction:
        whole = str(int(cell.value))
        swapped = whole[1] + whole[0] + whole[2:]
        return Fraction(swapped) + cell.value - int(cell.value)

    cells = [c for c in renstra(plan, *YEARS) if len(str(int(c.value))) > 1 and exchanged(c) != c.value]
    cell = random.choice(cells)
    return plan.put_value(cell, exchanged(cell))


@mistake("the target of another year is copied", "C03", "C07", *ELSEWHERE)
def target_of_another_year(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(renstra(plan, "2025", "2026", "2027"))
    other = random.choice([y for y in YEARS if y != cell.column])
    return plan.put_value(cell, at(plan, cell.label, other).value)


@mistake("two rows of targets are exchanged", "C03", "C04", "C06", "C07", "C11", "KR308", *ELSEWHERE)
def rows_exchanged(plan: Plan, random: Random) -> Plan | None:
    one, other = random.choice(
        [
            ("sampah_berkurang", "sampah_tertangani"),
            ("kualitas_air", "kualitas_lahan"),
            ("titik_terpantau", "usaha_taat"),
        ]
    )
    a, b = at(plan, one, "2025"), at(plan, other, "2025")
    labels = [(c.file, c.row.label.span.start, c.row.label.span.end) for c in (a, b)]
    return plan.edited((*labels[0], other), (*labels[1], one))


@mistake("a target is ten times what was meant", "C03", "C11", "B14", "KR507", *ELSEWHERE)
def target_ten_times(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(renstra(plan, *YEARS))
    return plan.put_value(cell, cell.value * 10)


@mistake("a target leaps far within a year, in all documents", "C11", "C03", "C09")
def target_leaps(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(
        [c for c in renstra(plan, "2028") if accumulated(plan, c.label) == "akhir" and c.label != "waktu_tanggap"]
    )
    last = at(plan, cell.label, "2027").value
    leap = {"2028": last * Fraction(13, 10), "2029": last * Fraction(131, 100), "akhir": last * Fraction(131, 100)}
    return everywhere(plan, cell.label, leap)


@mistake("the first target is worse than the baseline, in all documents", "C04", "C06")
def first_target_below_baseline(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(renstra(plan, "2025"))
    baseline = at(plan, cell.label, "awal").value
    step = abs(cell.value - baseline)
    return everywhere(plan, cell.label, {"2025": baseline + step if cell.label == "waktu_tanggap" else baseline - step})


@mistake("the target stays the same for five years, in all documents", "C05")
def target_flat(plan: Plan, random: Random) -> Plan | None:
    # a count that an activity yields each year may stay as it is
    counted = {i for i in plan.indicators("kegiatan", "subkegiatan") if not is_share(plan, i)}
    cells = [c for c in renstra(plan, "2026") if accumulated(plan, c.label) == "akhir" and c.label not in counted]
    cell = random.choice(cells)
    return everywhere(plan, cell.label, dict.fromkeys((*YEARS, "akhir"), cell.value))


@mistake("the targets lie below what was reached in the last three years, in all documents", "C06", "C04")
def target_undemanding(plan: Plan, random: Random) -> Plan | None:
    reached = {c.label: c.value for c in plan.cells("realisasi") if c.column == "2022"}
    cell = random.choice(
        [c for c in renstra(plan, "2025") if c.label in reached and reached[c.label] * 6 > c.value * 5]
    )
    return everywhere(plan, cell.label, {"2025": reached[cell.label] - Fraction(1, 10)})


@mistake("the end target differs from the target of the last year", "C07", "D02", "F11")
def end_target_differs(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in renstra(plan, "akhir") if accumulated(plan, c.label) == "akhir"])
    return plan.put_value(cell, cell.value + random.choice([-1, 1]))


@mistake("the end target of a sum is neither the sum nor the last year", "C07")
def end_target_no_sum(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in renstra(plan, "akhir") if accumulated(plan, c.label) == "jumlah"])
    return plan.put_value(cell, cell.value + random.choice([-10, -1, 1, 10]))


@mistake("quarterly targets do not add up to that of the year", "C09")
def quarters_do_not_add_up(plan: Plan, random: Random) -> Plan | None:
    cells = [c for c in plan.cells("target", "ra_2026") if accumulated(plan, c.label) == "jumlah"]
    cell = random.choice(cells)
    return plan.put_value(cell, cell.value + random.choice([-1, 1, 5]))


@mistake("the target of the last quarter is not that of the year", "C09")
def last_quarter_differs(plan: Plan, random: Random) -> Plan | None:
    cells = [
        c for c in plan.cells("target", "ra_2026") if c.column == "2026-TW4" and accumulated(plan, c.label) == "akhir"
    ]
    cell = random.choice(cells)
    return plan.put_value(cell, cell.value + random.choice([-1, 1]))


@mistake("a target is nought", "C10", "C03", "A04", *ELSEWHERE)
def target_nought(plan: Plan, random: Random) -> Plan | None:
    return plan.put_value(random.choice(renstra(plan, *YEARS)), Fraction(0))


@mistake("a percentage above a hundred", "B14", "C11", *ELSEWHERE)
def percentage_above_hundred(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in renstra(plan, *YEARS) if c.cell.span.text.endswith("%") and c.value > 80])
    return plan.put_value(cell, cell.value + 100)


@mistake("a target is a word", "KR106", "KR107")
def target_is_a_word(plan: Plan, random: Random) -> Plan | None:
    return plan.put(random.choice(renstra(plan, *YEARS)), random.choice(["Tinggi", "Meningkat", "Baik"]))


@mistake("a target is a range though its direction knows none", "KR409")
def target_is_a_range(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in renstra(plan, *YEARS) if c.label != "waktu_tanggap"])
    return plan.put(cell, f"{written(cell, cell.value - 1)} s.d. {written(cell, cell.value + 1)}")


@mistake("a decimal point for a comma", "KR101", "KR102")
def decimal_point(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in plan.cells("target") if "," in c.cell.span.text])
    return plan.put(cell, cell.cell.span.text.replace(",", "."))


@mistake("a cell has the unit of another indicator", "KR308")
def unit_of_cell_wrong(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in plan.cells("target") if c.cell.span.text.endswith("%")])
    return plan.put(cell, cell.cell.span.text.replace("%", "orang"))


@mistake("a row has a cell too few", "KR107")
def cell_too_few(plan: Plan, random: Random) -> Plan | None:
    return plan.put(random.choice(plan.cells("target")), "")


@mistake("a heading names a year outside the Renstra", "KR501")
def year_outside_the_plan(plan: Plan, random: Random) -> Plan | None:
    text = plan.files["target.kinerja"]
    heading = random.choice(list(re.finditer(r"(2029) +akhir$", text, re.MULTILINE)))
    return plan.edited(("target.kinerja", heading.start(1), heading.end(1), "2030"))
