"""Mistakes of indicators: their fields, their formulas, their wording."""

from __future__ import annotations

import re
from random import Random

from tests.seeded.plan import Plan
from tests.seeded.registry import mistake


def _field_out(plan: Plan, random: Random, keyword: str, *levels: str) -> Plan | None:
    return plan.field_out(plan.one(random.choice(plan.indicators(*levels))), keyword)


def _field(plan: Plan, ident: str, keyword: str, text: str) -> Plan | None:
    declared = plan.one(ident)
    placed = declared.field(keyword)
    if placed is None:
        return None
    return plan.edited((declared.file, placed.arguments[0].span.start, placed.arguments[-1].span.end, text))


@mistake("an indicator has no unit", "KR114")
def unit_missing(plan: Plan, random: Random) -> Plan | None:
    return _field_out(plan, random, "satuan")


@mistake("a unit is misspelt", "KR301")
def unit_misspelt(plan: Plan, random: Random) -> Plan | None:
    idents = [i for i in plan.indicators() if (f := plan.one(i).field("satuan")) and f.arguments[0].span.text != "%"]
    ident = random.choice(idents)
    placed = plan.one(ident).field("satuan")
    return None if placed is None else _field(plan, ident, "satuan", placed.arguments[0].span.text[:-1] + "q")


@mistake("an indicator has the unit of another", "KR303", "KR308")
def unit_of_another(plan: Plan, random: Random) -> Plan | None:
    return _field(plan, random.choice(_shares(plan)), "satuan", random.choice(["orang", "dokumen", "kasus"]))


@mistake("an indicator has no definition", "B02")
def definition_missing(plan: Plan, random: Random) -> Plan | None:
    return _field_out(plan, random, "definisi")


@mistake("an indicator has no formula", "B03")
def formula_missing(plan: Plan, random: Random) -> Plan | None:
    return plan.field_out(plan.one(random.choice(_shares(plan))), "rumus")


def _shares(plan: Plan) -> list[str]:
    return [i for i in plan.indicators() if (f := plan.one(i).field("satuan")) and f.arguments[0].span.text == "%"]


@mistake("neither an indicator nor its data have a source", "B04")
def source_missing(plan: Plan, random: Random) -> Plan | None:
    indicator = plan.one(random.choice(_shares(plan)))
    formula, own = indicator.field("rumus"), indicator.field("sumber")
    if formula is None or own is None:
        return None
    places = [(indicator.file, own.span)]
    for datum in plan.declared("data"):
        placed = datum.field("sumber")
        if placed is not None and re.search(rf"\b{datum.id}\b", formula.span.text):
            places.append((datum.file, placed.span))
    return plan.lines_out(*places)


@mistake("numerator and denominator are exchanged", "KR503", "B14", "C13")
def formula_upside_down(plan: Plan, random: Random) -> Plan | None:
    shares = [
        i
        for i in plan.indicators()
        if (f := plan.one(i).field("rumus")) and f.span.text.count(" / ") == 1 and "*" not in f.span.text
    ]
    ident = random.choice(shares)
    placed = plan.one(ident).field("rumus")
    if placed is None:
        return None
    above, below = placed.arguments[0].span.text.split(" / ")
    return _field(plan, ident, "rumus", f"{below} / {above}")


@mistake("a formula names a datum that does not exist", "KR201")
def datum_misspelt(plan: Plan, random: Random) -> Plan | None:
    shares = [
        i
        for i in plan.indicators()
        if (f := plan.one(i).field("rumus")) and " / " in f.span.text and "(" not in f.span.text
    ]
    ident = random.choice(shares)
    placed = plan.one(ident).field("rumus")
    if placed is None:
        return None
    first = placed.arguments[0].span.text
    return _field(plan, ident, "rumus", first[:3] + first[4:])


@mistake("a percentage is multiplied by 100 once more", "KR304")
def hundred_too_many(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(_shares(plan))
    placed = plan.one(ident).field("rumus")
    return None if placed is None else _field(plan, ident, "rumus", placed.arguments[0].span.text + " * 100")


@mistake("an indicator has no direction", "B06")
def direction_missing(plan: Plan, random: Random) -> Plan | None:
    return _field_out(plan, random, "arah")


@mistake("an indicator has the opposite direction", "C03", "C04", "C06")
def direction_reversed(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(plan.indicators())
    return _field(plan, ident, "arah", "naik" if ident == "waktu_tanggap" else "turun")


@mistake("an indicator does not say how parts make the year", "C08")
def accumulation_missing(plan: Plan, random: Random) -> Plan | None:
    return _field_out(plan, random, "akumulasi")


@mistake("a sum over the year is called a state at its end", "C07", "C09")
def accumulation_wrong(plan: Plan, random: Random) -> Plan | None:
    sums = [
        i for i in plan.indicators() if (f := plan.one(i).field("akumulasi")) and f.arguments[0].span.text == "jumlah"
    ]
    return _field(plan, random.choice(sums), "akumulasi", "akhir")


@mistake("an indicator's name does not begin with something measurable", "B07")
def name_without_measure(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice([i for i in plan.indicators() if plan.name_of(i).startswith(("Persentase ", "Jumlah "))])
    name = plan.name_of(ident)
    return plan.said(name, name.split(" ", 1)[1].capitalize())


@mistake("a sasaran or tujuan is worded as an activity", "B08")
def sasaran_worded_as_activity(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(["T1", "T2", "S1", "S2", "S3"])
    name = plan.name_of(ident)
    word = random.choice(["Melaksanakan peningkatan", "Terlaksananya pembinaan", "Melakukan sosialisasi"])
    return plan.said(name, name.replace("Meningkatnya", word))


@mistake("an indicator of a sasaran counts activities", "B09")
def sasaran_counts_activities(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(["kualitas_air", "sampah_berkurang", "rekomendasi"])
    name = random.choice(
        ["Jumlah sosialisasi yang dilaksanakan", "Jumlah rapat koordinasi", "Persentase terlaksananya pembinaan"]
    )
    return plan.said(plan.name_of(ident), name)


@mistake("two measures in one indicator", "B10")
def compound_indicator(plan: Plan, random: Random) -> Plan | None:
    ident, name = random.choice([
        ("sampah_tertangani", "Persentase sampah yang ditangani dan jumlah truk yang beroperasi"),
        ("usaha_taat", "Persentase usaha yang memenuhi baku mutu dan jumlah pengaduan"),
        ("kualitas_air", "Indeks kualitas air dan indeks kualitas tanah"),
    ])  # fmt: skip
    return plan.said(plan.name_of(ident), name)


@mistake("an indicator below the sasaran is called a main indicator (IKU)", "D10")
def iku_too_low(plan: Plan, random: Random) -> Plan | None:
    declared = plan.one(random.choice(plan.indicators("kegiatan", "subkegiatan")))
    placed = declared.field("satuan")
    return None if placed is None else plan.edited((declared.file, placed.span.start, placed.span.start, "iku\n      "))


@mistake("a scale of the agency leaves gaps", "KR405")
def scale_with_gaps(plan: Plan, random: Random) -> Plan | None:
    edge = random.choice([60, 75, 80])
    return plan.with_file(
        'skala skala_dinas "Skala dinas" {\n'
        f'  kategori "Baik"   {edge + 1} % s.d. 100 %\n  kategori "Kurang"  0 % s.d. {edge} %\n'
        '  di_atas "Baik"\n  di_bawah "Kurang"\n}\n'
    )


@mistake("a scale of the agency overlaps itself", "KR406")
def scale_that_overlaps(plan: Plan, random: Random) -> Plan | None:
    edge = random.choice([60, 75, 80])
    return plan.with_file(
        'skala skala_dinas "Skala dinas" {\n'
        f'  kategori "Baik"   {edge} % s.d. 100 %\n  kategori "Kurang"  0 % s.d. {edge} %\n'
        '  di_atas "Baik"\n  di_bawah "Kurang"\n}\n'
    )
