"""Mistakes between documents: figures, names, dates and members that are not those of the plan."""

from __future__ import annotations

from random import Random

from tests.seeded.plan import Plan
from tests.seeded.registry import mistake

RENJA = ("renja_2025", "renja_2026", "renja_2027")
PK = ("pk_2025", "pk_2026")
DPA = ("dpa_2025", "dpa_2026")


def _slip(plan: Plan, random: Random, *documents: str) -> Plan | None:
    """A target in a document differs from that of the plan by a slip of the pen."""
    cell = random.choice([c for d in documents for c in plan.cells("target", d) if c.column.isdigit()])
    return plan.put_value(cell, cell.value + random.choice([-2, -1, 1, 2]))


@mistake("a target of the Perjanjian Kinerja is not that of the Renstra", "D06")
def target_differs_in_pk(plan: Plan, random: Random) -> Plan | None:
    return _slip(plan, random, *PK)


@mistake("a target of the Renja is not that of the Renstra", "D03")
def target_differs_in_renja(plan: Plan, random: Random) -> Plan | None:
    return _slip(plan, random, *RENJA)


@mistake("a target of the DPA is not that of the Renstra", "D16")
def target_differs_in_dpa(plan: Plan, random: Random) -> Plan | None:
    return _slip(plan, random, *DPA)


@mistake("a target of the RPJMD is not that of the Renstra", "D02")
def target_differs_in_rpjmd(plan: Plan, random: Random) -> Plan | None:
    return _slip(plan, random, "rpjmd")


@mistake("a target of the RKPD is not that of the Renstra", "D16")
def target_differs_in_rkpd(plan: Plan, random: Random) -> Plan | None:
    return _slip(plan, random, "rkpd_2026", "rkpd_2027")


@mistake("the LKjIP states another target than the Perjanjian Kinerja", "F08")
def target_differs_in_lkjip(plan: Plan, random: Random) -> Plan | None:
    return _slip(plan, random, "lkjip_2025")


def _row_out(plan: Plan, ident: str, document: str) -> Plan:
    """An indicator left out of one document."""
    declared = plan.one(document)
    places = [(c.file, c.row.span) for c in plan.cells("target", document) if c.label == ident]
    places += [(declared.file, f.span) for f in declared.fields("nama") if f.arguments[0].span.text == ident]
    return plan.lines_out(*places)


@mistake("the Perjanjian Kinerja leaves an indicator out", "D07", "D21")
def indicator_left_out_of_pk(plan: Plan, random: Random) -> Plan | None:
    document = random.choice(PK)
    return _row_out(plan, random.choice(plan.indicators("tujuan", "sasaran")), document)


@mistake("the LKjIP leaves out an indicator of the Perjanjian Kinerja", "D18")
def indicator_left_out_of_lkjip(plan: Plan, random: Random) -> Plan | None:
    return _row_out(plan, random.choice(plan.indicators("tujuan", "sasaran")), "lkjip_2025")


@mistake("the LKjIP reports what the Perjanjian Kinerja does not promise", "D19")
def lkjip_reports_something_else(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(plan.indicators("program", "kegiatan"))
    wanted = next(c for c in plan.cells("target", "dpa_2025") if c.label == ident)
    last = plan.cells("target", "lkjip_2025")[-1].row.span
    return plan.edited((plan.one("lkjip_2025").file, last.end, last.end, f"\n    {ident}  {wanted.cell.span.text}"))


@mistake("the Renja leaves an indicator out", "D17")
def indicator_left_out_of_renja(plan: Plan, random: Random) -> Plan | None:
    return _row_out(plan, random.choice(plan.indicators("tujuan", "sasaran", "program")), random.choice(RENJA))


def _rename(plan: Plan, random: Random, documents: tuple[str, ...], change) -> Plan | None:  # type: ignore[no-untyped-def]
    """One name in one document written otherwise."""
    document = plan.one(random.choice(documents))
    names = [f for f in document.fields("nama") if len(f.arguments[1].span.text.split()) > 3]
    placed = random.choice(names)
    text = placed.arguments[1].span
    return plan.edited((document.file, text.start, text.end, '"' + change(text.text.strip('"')) + '"'))


@mistake("a name is abbreviated in the Perjanjian Kinerja", "F05")
def name_abbreviated(plan: Plan, random: Random) -> Plan | None:
    return _rename(plan, random, PK, lambda name: "".join(w[0].upper() for w in name.split() if w[0].isalpha()))


@mistake("a word is left out of a name", "F05")
def name_with_a_word_left_out(plan: Plan, random: Random) -> Plan | None:
    documents = tuple(d.id for d in plan.declared("dokumen") if d.fields("nama"))

    def change(name: str) -> str:
        words = name.split()
        del words[random.randrange(1, len(words))]
        return " ".join(words)

    return _rename(plan, random, documents, change)


@mistake("a name has another word in it", "F05")
def name_with_another_word(plan: Plan, random: Random) -> Plan | None:
    documents = tuple(d.id for d in plan.declared("dokumen") if d.fields("nama"))

    def change(name: str) -> str:
        words = name.split()
        words[random.randrange(1, len(words))] = random.choice(["terpadu", "daerah", "berkelanjutan"])
        return " ".join(words)

    return _rename(plan, random, documents, change)


@mistake("a slip of the pen in a name", "F05")
def name_with_a_slip(plan: Plan, random: Random) -> Plan | None:
    documents = tuple(d.id for d in plan.declared("dokumen") if d.fields("nama"))

    def change(name: str) -> str:
        at = random.randrange(3, len(name) - 2)
        return (
            name[:at] + name[at + 1] + name[at] + name[at + 2 :]
            if name[at] != name[at + 1]
            else name[:at] + name[at + 1 :]
        )

    return _rename(plan, random, documents, change)


@mistake("the Renstra calls a program otherwise than its documents", "F05", "F03")
def name_of_program_changed(plan: Plan, random: Random) -> Plan | None:
    program = random.choice(plan.declared("program"))
    if program.item.nama is None:
        return None
    span = program.item.nama.span
    return plan.edited((program.file, span.start, span.end, span.text.replace("Program ", "Program Peningkatan ")))


@mistake("the Renja leaves out a whole sasaran, with all that serves it", "D11", "D17", "D04")
def sasaran_left_out_of_renja(plan: Plan, random: Random) -> Plan | None:
    sasaran, programs = random.choice([("S2", ("P3",)), ("S3", ("P4",)), ("S1", ("P1", "P2"))])
    return _left_out(plan, random.choice(RENJA), sasaran, *programs)


@mistake("the RPJMD names nothing of a tujuan of the Renstra", "D01")
def tujuan_not_in_rpjmd(plan: Plan, random: Random) -> Plan | None:
    return _left_out(plan, "rpjmd", *random.choice([("T1", "S1", "S2"), ("T2", "S3")]))


def _left_out(plan: Plan, document: str, *nodes: str) -> Plan:
    """Nodes, what stands inside them and their indicators, left out of one document."""
    inside = set(nodes)
    for declared in plan.declared("indikator", "kegiatan", "subkegiatan"):
        if any(around.id is not None and around.id.text in nodes for around in declared.around):
            inside.add(declared.id)
    stated = plan.one(document)
    places = [(stated.file, f.span) for f in stated.fields("nama") if f.arguments[0].span.text in inside]
    places += [
        (c.file, c.row.span) for k in ("target", "anggaran") for c in plan.cells(k, document) if c.label in inside
    ]
    return plan.lines_out(*places)


@mistake("the Renja leaves out a program that the RKPD has", "D04")
def program_left_out_of_renja(plan: Plan, random: Random) -> Plan | None:
    return _left_out(plan, random.choice(["renja_2026", "renja_2027"]), random.choice(["P1", "P2", "P3", "P4"]))


@mistake("a document bears the year before: it comes before what it follows from", "D22", "D08", "D15", "D14")
def document_dated_too_early(plan: Plan, random: Random) -> Plan | None:
    document = plan.one(random.choice(["pk_2025", "pk_2026", "ra_2026"]))
    for keyword in ("tanggal", "disetujui"):
        placed = plan.one(document.id).field(keyword)
        if placed is None:
            return None
        date = placed.arguments[0].span
        plan = plan.edited((document.file, date.start, date.end, f"{int(date.text[:4]) - 1}{date.text[4:]}"))
    return plan


@mistake("a document others build on is not approved", "D20")
def document_not_approved(plan: Plan, random: Random) -> Plan | None:
    return plan.field_out(plan.one(random.choice(["renstra_2025_2029", "pk_2026", "pk_2025"])), "disetujui")


@mistake("a changed document gives no reason", "C12")
def change_without_reason(plan: Plan, random: Random) -> Plan | None:
    ident = random.choice(plan.indicators("tujuan", "sasaran"))
    cell = next(c for c in plan.cells("target", "pk_2026") if c.label == ident)
    text = plan.put_value(cell, cell.value - 1)
    changed = next(c for c in text.cells("target", "pk_2026") if c.label == ident).cell.span.text
    return plan.with_file(
        'dokumen pk_perubahan_2026 "Perubahan Perjanjian Kinerja 2026" jenis perjanjian_kinerja_perubahan tanggal 2026-10-05 {\n'
        f"  disetujui 2026-10-06\n  target {{\n    2026\n    {ident} {changed}\n  }}\n}}\n"
    )


@mistake("the kind of a document is misspelt", "KR116")
def document_kind_misspelt(plan: Plan, random: Random) -> Plan | None:
    document = plan.one(random.choice(["pk_2026", "renja_2026", "renja_2027"]))
    placed = document.field("jenis")
    if placed is None:
        return None
    word = placed.arguments[0].span
    return plan.edited((document.file, word.start, word.end, word.text[:-1] + "q"))


@mistake("a day is written first in a date", "KR109")
def date_with_the_day_first(plan: Plan, random: Random) -> Plan | None:
    document = random.choice([d for d in plan.declared("dokumen") if d.field("tanggal")])
    placed = document.field("tanggal")
    if placed is None:
        return None
    year, month, day = placed.arguments[0].span.text.split("-")
    return plan.edited(
        (document.file, placed.arguments[0].span.start, placed.arguments[0].span.end, f"{day}-{month}-{year}")
    )
