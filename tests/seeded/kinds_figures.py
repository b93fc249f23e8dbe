"""Mistakes of money, data and published figures."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.seeded.plan import CellAt, Plan
from tests.seeded.registry import mistake

MONEY = ("E01", "E02", "E04", "E05", "E14", "E15", "KR505")
"""What is said of money that another place states otherwise."""


def _money(plan: Plan, *documents: str, column: str = "pagu") -> list[CellAt]:
    return [c for d in documents for c in plan.cells("anggaran", d) if c.column == column]


@mistake("a pagu of the Renstra is ten times what was meant", *MONEY)
def pagu_ten_times(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, ""))
    return plan.put_value(cell, cell.value * 10)


@mistake("a pagu of the Renstra lacks its last three noughts", *MONEY, "E06")
def pagu_without_thousands(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, ""))
    return plan.put_value(cell, cell.value / 1000)


@mistake("two digits of a pagu of the Renstra are exchanged", *MONEY, "E06")
def pagu_with_digits_exchanged(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in _money(plan, "") if str(int(c.value))[0] != str(int(c.value))[1]])
    whole = str(int(cell.value))
    return plan.put_value(cell, Fraction(whole[1] + whole[0] + whole[2:]))


@mistake("a pagu of the Renja is ten times that of the Renstra", *MONEY)
def renja_pagu_ten_times(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, "renja_2025", "renja_2026", "renja_2027"))
    return plan.put_value(cell, cell.value * 10)


@mistake("a pagu of the DPA is not that of the Perjanjian Kinerja", *MONEY)
def dpa_pagu_differs(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, "dpa_2025", "dpa_2026"))
    return plan.put_value(cell, cell.value + 1_000_000 * random.choice([-9, -5, 5, 9]))


@mistake("a pagu of the Perjanjian Kinerja is not that of the DPA", *MONEY)
def pk_pagu_differs(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, "pk_2025", "pk_2026"))
    return plan.put_value(cell, cell.value + 1_000_000 * random.choice([-90, -9, 9, 90]))


@mistake("a pagu of the RPJMD is not that of the Renstra", *MONEY)
def rpjmd_pagu_differs(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, "rpjmd"))
    return plan.put_value(cell, cell.value + 100_000_000 * random.choice([-3, 3, 9]))


@mistake("a pagu of a program is stated and is not the sum of its parts", "KR505")
def parent_is_no_sum(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, ""))
    program = random.choice(["P1", "P2", "P3", "P4"])
    return plan.edited((cell.file, cell.row.span.start, cell.row.span.start, _row(cell, program)))


def _row(cell: CellAt, ident: str) -> str:
    rest = " ".join("Rp 100.000.000" for _ in cell.row.cells)
    return f"{ident} {rest}\n  "


@mistake("a subkegiatan has no pagu in the Renstra", *MONEY, "E11")
def pagu_left_out(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, ""))
    return plan.lines_out((cell.file, cell.row.span))


@mistake("the total pagu in the text is not the sum of the programs", *MONEY, "E12")
def declared_pagu_wrong(plan: Plan, random: Random) -> Plan | None:
    fields = [(d, f) for d in plan.declared("renstra", "dokumen") for f in d.fields("menyatakan")]
    declared, placed = random.choice([x for x in fields if x[1].arguments[0].span.text == "pagu"])
    number = placed.arguments[2].span
    changed = (
        number.text.replace(".500.", ".400.") if ".500." in number.text else number.text.replace("000.000", "500.000")
    )
    return plan.edited((declared.file, number.start, number.end, changed))


@mistake("the remainder in the text is not pagu less realisasi", "E09")
def declared_remainder_wrong(plan: Plan, random: Random) -> Plan | None:
    return _declared(plan, random, "sisa")


@mistake("the realisasi of the budget in the text is not the sum", "E09", "E01")
def declared_realisasi_wrong(plan: Plan, random: Random) -> Plan | None:
    return _declared(plan, random, "realisasi")


def _declared(plan: Plan, random: Random, what: str) -> Plan | None:
    lkjip = plan.one("lkjip_2025")
    placed = next(f for f in lkjip.fields("menyatakan") if f.arguments[0].span.text == what)
    number = placed.arguments[2].span
    digits = number.text
    at = random.choice([i for i, c in enumerate(digits) if c.isdigit() and c != "9" and i > 4])
    return plan.edited(
        (lkjip.file, number.start, number.end, digits[:at] + str(int(digits[at]) + 1) + digits[at + 1 :])
    )


@mistake("more was spent than there was", "E06")
def realisasi_above_pagu(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice(_money(plan, "", column="realisasi"))
    return plan.put_value(cell, cell.value * Fraction(11, 10))


@mistake("kinds of expenditure do not add up", "E13")
def expenditure_does_not_add_up(plan: Plan, random: Random) -> Plan | None:
    cells = [c for c in plan.cells("belanja") if c.label in ("operasi", "barang_jasa", "hibah") and c.column == "pagu"]
    cell = random.choice(cells)
    return plan.put_value(cell, cell.value + 50_000_000)


@mistake("a program serves two sasaran, and nothing says how its money is shared", "E10")
def shared_program_without_shares(plan: Plan, random: Random) -> Plan | None:
    program = plan.one(random.choice(["P1", "P2", "P3"]))
    placed = program.field("mendukung")
    if placed is None:
        return None
    name = placed.arguments[0].span
    other = "S2" if name.text == "S1" else "S1"
    return plan.edited((program.file, name.end, name.end, f", {other}"))


# ---- data and realisasi ---------------------------------------------------------------------------------------------
@mistake("a stated realisasi is not what its formula yields", "KR503")
def realisasi_mistyped(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in plan.cells("realisasi") if plan.name_of(c.label)])
    return plan.put_value(cell, cell.value + random.choice([Fraction(-1, 10), Fraction(1, 10), 1]))


@mistake("a datum is ten times what was meant", "KR503", "KR507", "C13", "B14")
def datum_ten_times(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in plan.cells("data") if c.column == "2025" and _is_numerator(plan, c.label)])
    return plan.put_value(cell, cell.value * 10)


def _is_numerator(plan: Plan, ident: str) -> bool:
    formulas = [f.arguments[0].span.text for d in plan.declared("indikator") if (f := d.field("rumus")) is not None]
    return any(text.startswith(f"{ident} /") or text == ident for text in formulas)


@mistake("one datum is stated twice and differs", "KR502")
def datum_stated_twice(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in plan.cells("data") if c.column == "2025"])
    line = cell.row.span.text
    changed = plan.put_value(cell, cell.value + 1)
    row = next(c for c in changed.cells("data") if (c.label, c.column) == (cell.label, "2025")).row.span
    return changed.edited((cell.file, row.start, row.start, f"{line}\n  "))


@mistake("a realisasi is a hundred times too small: a fraction for a percentage", "KR507", "KR503")
def fraction_for_percentage(plan: Plan, random: Random) -> Plan | None:
    cells = [c for c in plan.cells("realisasi") if c.cell.span.text.endswith("%") and c.column == "2025"]
    cell = random.choice(cells)
    return plan.put(cell, cell.cell.span.text.replace(",", "").lstrip("0").join(["0,", ""]))


@mistake("a printed achievement is not what target and realisasi yield", "audit")
def printed_achievement_wrong(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(plan.indicators("tujuan", "sasaran"))
    return plan.with_file(
        'terbitan cetak_2025 "LKjIP 2025, naskah cetak" {\n'
        f'  klaim "Tabel 3.1" capaian({ident}; 2025) tercetak "{random.choice(["87,15 %", "119,40 %", "93,02 %"])}"\n}}\n'
    )


@mistake("a printed category is not that of the scale", "audit")
def printed_category_wrong(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(plan.indicators("tujuan", "sasaran"))
    return plan.with_file(
        'terbitan cetak_2025 "LKjIP 2025, naskah cetak" {\n'
        f'  klaim "Tabel 3.1" kategori({ident}; 2025) tercetak "{random.choice(["Tinggi", "Sedang"])}"\n}}\n'
    )
