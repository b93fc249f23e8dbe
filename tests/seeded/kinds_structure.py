"""Mistakes of structure: what is left out, hung up wrongly, coded wrongly, counted wrongly."""

from __future__ import annotations

import re
from random import Random

from tests.seeded.plan import LEVELS, Plan
from tests.seeded.registry import mistake


def _without_all(plan: Plan, node: str) -> Plan:
    for declared in plan.declared("indikator"):
        if declared.around and declared.around[-1].id is not None and declared.around[-1].id.text == node:
            plan = plan.without_indicator(declared.id)
    return plan


@mistake("a tujuan is left without indicator", "A01")
def tujuan_without_indicator(plan: Plan, random: Random) -> Plan | None:
    return _without_all(plan, random.choice(plan.declared("tujuan")).id)


@mistake("a sasaran is left without indicator", "A02")
def sasaran_without_indicator(plan: Plan, random: Random) -> Plan | None:
    return _without_all(plan, random.choice(["S2", "S3"]))


@mistake("a program is left without indicator", "A03")
def program_without_indicator(plan: Plan, random: Random) -> Plan | None:
    return _without_all(plan, random.choice(plan.declared("program")).id)


@mistake("a kegiatan is left without indicator", "A03")
def kegiatan_without_indicator(plan: Plan, random: Random) -> Plan | None:
    return _without_all(plan, random.choice(plan.declared("kegiatan")).id)


@mistake("a subkegiatan is left without indicator", "A03")
def subkegiatan_without_indicator(plan: Plan, random: Random) -> Plan | None:
    return _without_all(plan, random.choice(plan.declared("subkegiatan")).id)


@mistake("a program supports another sasaran, so that its own is left without program", "A13")
def sasaran_without_program(plan: Plan, random: Random) -> Plan | None:
    program = plan.one(random.choice(["P3", "P4"]))
    placed = program.field("mendukung")
    if placed is None:
        return None
    name = placed.arguments[0]
    return plan.edited((program.file, name.span.start, name.span.end, "S1"))


@mistake("a program supports nothing", "A14")
def program_without_sasaran(plan: Plan, random: Random) -> Plan | None:
    return plan.field_out(plan.one(random.choice(["P1", "P2", "P3"])), "mendukung")


@mistake("a tujuan supports no misi", "A12")
def tujuan_without_misi(plan: Plan, random: Random) -> Plan | None:
    return plan.field_out(random.choice(plan.declared("tujuan")), "mendukung")


@mistake("a tujuan supports what stands below it", "KR403")
def level_upside_down(plan: Plan, random: Random) -> Plan | None:
    tujuan = random.choice(plan.declared("tujuan"))
    placed = tujuan.field("mendukung")
    if placed is None:
        return None
    name = placed.arguments[0]
    return plan.edited((tujuan.file, name.span.start, name.span.end, random.choice(["S1", "P1", "K3"])))


@mistake("a kegiatan is written outside its program", "A08")
def kegiatan_without_program(plan: Plan, random: Random) -> Plan | None:
    kegiatan = random.choice(plan.declared("kegiatan"))
    text = kegiatan.item.span.text
    return plan.lines_out((kegiatan.file, kegiatan.item.span)).with_file(text + "\n")


@mistake("a subkegiatan is moved under another kegiatan and keeps its code", "KR404")
def subkegiatan_moved_with_its_old_code(plan: Plan, random: Random) -> Plan | None:
    subkegiatan = random.choice(plan.declared("subkegiatan"))
    old = subkegiatan.around[-1]
    new = random.choice([k for k in plan.declared("kegiatan") if k.item is not old])
    text = "    " + subkegiatan.item.span.text + "\n"
    end = new.item.span.end - 1
    line = plan.files[new.file].rfind("\n", 0, end) + 1
    return plan.edited((new.file, line, line, text), _line(plan, subkegiatan.file, subkegiatan.item.span))


def _line(plan: Plan, file: str, span) -> tuple[str, int, int, str]:  # type: ignore[no-untyped-def]
    text = plan.files[file]
    return file, text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end) + 1, ""


@mistake("two digits of a code are exchanged", "KR404", "F02", "F03")
def code_with_digits_exchanged(plan: Plan, random: Random) -> Plan | None:
    node = random.choice([d for d in plan.declared("kegiatan", "subkegiatan") if d.field("kode") is not None])
    placed = node.field("kode")
    if placed is None:
        return None
    code = placed.arguments[0]
    parts = code.span.text.split(".")
    parts[1], parts[2] = parts[2], parts[1]
    changed = ".".join(parts)
    if changed == code.span.text:
        parts[0] = "3"
        changed = ".".join(parts)
    return plan.edited((node.file, code.span.start, code.span.end, changed))


@mistake("a code has a part too few digits long", "KR109")
def code_out_of_shape(plan: Plan, random: Random) -> Plan | None:
    node = random.choice(
        [d for d in plan.declared("program", "kegiatan", "subkegiatan") if d.field("kode") is not None]
    )
    placed = node.field("kode")
    if placed is None:
        return None
    code = placed.arguments[0]
    return plan.edited((node.file, code.span.start, code.span.end, re.sub(r"\.0(\d)", r".\1", code.span.text, count=1)))


@mistake("two nodes of one level bear one code", "F03")
def code_used_twice(plan: Plan, random: Random) -> Plan | None:
    subs = plan.declared("subkegiatan")
    first = random.choice([s for s in subs if sum(o.around[-1] is s.around[-1] for o in subs) > 1])
    other = next(o for o in subs if o.around[-1] is first.around[-1] and o.item is not first.item)
    here, there = first.field("kode"), other.field("kode")
    if here is None or there is None:
        return None
    code = there.arguments[0]
    return plan.edited((other.file, code.span.start, code.span.end, here.arguments[0].span.text))


@mistake("an indicator is written twice under one name", "A11")
def indicator_written_twice(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(plan.indicators("program", "kegiatan", "subkegiatan"))
    return plan.twin(ident, f"{ident}_lagi", plan.name_of(ident))


@mistake("a sasaran has more than three indicators", "B11")
def too_many_indicators(plan: Plan, random: Random) -> Plan | None:
    del random
    for at, name in enumerate(("Indeks kualitas tanah", "Indeks kualitas hutan"), 1):
        plan = plan.twin("kualitas_lahan", f"kualitas_lagi_{at}", name)
    return plan


@mistake("the number of programs, kegiatan or subkegiatan in the text is not the number there are", "F06")
def declared_count_wrong(plan: Plan, random: Random) -> Plan | None:
    fields = [(d, f) for d in plan.declared("renstra", "dokumen") for f in d.fields("menyatakan")]
    declared, placed = random.choice([x for x in fields if x[1].arguments[0].span.text == "banyak"])
    number = placed.arguments[2]
    changed = str(int(number.span.text) + random.choice([-1, 1, 2]))
    return plan.edited((declared.file, number.span.start, number.span.end, changed))


@mistake("nobody answers for a program or a kegiatan", "D12")
def nobody_responsible(plan: Plan, random: Random) -> Plan | None:
    return plan.field_out(random.choice(plan.declared("program", "kegiatan", "subkegiatan")), "penanggung_jawab")


@mistake("a partner agency is named at a sasaran and at none of its indicators", "D13")
def partner_without_indicator(plan: Plan, random: Random) -> Plan | None:
    del random
    shared = [plan.one(i) for i in ("sampah_berkurang", "sampah_tertangani")]
    return plan.lines_out(*((d.file, f.span) for d in shared for f in d.fields("lintas")))


@mistake("a row names what does not exist: a slip in an id", "KR201")
def row_of_unknown_name(plan: Plan, random: Random) -> Plan | None:
    cell = random.choice([c for c in plan.cells("target") if len(c.label) > 5])
    at = random.randrange(1, len(cell.label) - 1)
    slip = cell.label[:at] + cell.label[at + 1 :]
    return plan.edited((cell.file, cell.row.label.span.start, cell.row.label.span.end, slip))


@mistake("a keyword is misspelt", "KR105")
def keyword_misspelt(plan: Plan, random: Random) -> Plan | None:
    places = [
        (d.file, f) for d in plan.declared("indikator", *LEVELS) for f in d.fields("satuan") + d.fields("akumulasi")
    ]
    file, placed = random.choice(places)
    word = placed.keyword
    at = random.randrange(1, len(word) - 1)
    start = placed.span.start
    return plan.edited((file, start, start + len(word), word[:at] + word[at + 1 :]))
