"""Write a synthetic plan for a whole report: `python tests/bench/report_plan.py N FOLDER`.

Every level of the cascade, five years of data, realisasi, targets and budgets, a Perjanjian Kinerja, a benchmark and
prose, with the tables of an LKjIP in use. Twenty indicators make a group: a sasaran with four, two programs with two
each, four kegiatan and eight subkegiatan with one each.
"""

import sys
from pathlib import Path

YEARS = range(2021, 2026)
GROUP = 20


def write_report_plan(count: int, folder: Path) -> None:
    """Write a plan of about `count` indicators, a multiple of twenty, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    groups = max(1, count // GROUP)
    plan = [
        'paket rencana_lengkap "Rencana lengkap" {\n  versi "1"\n'
        "  pakai permendagri_86_2017, sakip_umum, lkjip_permenpanrb_53_2014\n}\n",
        "renstra 2021 s.d. 2026 {\n  skala peringkat_kinerja\n}\n",
        'misi M1 "Mewujudkan pelayanan yang baik"\n',
    ]
    for at in range((groups + 9) // 10):
        plan.append(
            f'tujuan T{at} "Meningkatnya mutu bidang {at}" mendukung M1 {{\n{_indicator(f"IT{at}", at, "")}\n}}\n'
        )
    sasaran: list[str] = []
    programs: list[str] = []
    indicators: list[tuple[str, int]] = []
    money: list[str] = []
    top: list[str] = []

    def indicators_of(node: str, how_many: int, indent: str) -> str:
        made = [f"{node}_{k}" for k in range(how_many)]
        for ident in made:
            indicators.append((ident, len(indicators)))
        return "\n".join(_indicator(ident, number, indent) for ident, number in indicators[-how_many:])

    for group in range(groups):
        node = f"S{group}"
        before = len(indicators)
        inside = indicators_of(node, 4, "")
        top += [ident for ident, _ in indicators[before:]]
        sasaran.append(
            f'sasaran {node} "Meningkatnya layanan nomor {group}" mendukung T{group // 10} {{\n{inside}\n}}\n'
        )
        for p in range(2):
            program = f"P{group}_{p}"
            lines = [f'program {program} "Program pembinaan {group} bagian {p}" mendukung {node} {{']
            lines.append(indicators_of(program, 2, "  "))
            programs.append(program)
            for k in range(2):
                kegiatan = f"K{group}_{p}_{k}"
                lines.append(f'  kegiatan {kegiatan} "Kegiatan {kegiatan}" {{\n{indicators_of(kegiatan, 1, "    ")}')
                for sub in range(2):
                    ident = f"SK{group}_{p}_{k}_{sub}"
                    inner = indicators_of(ident, 1, "      ")
                    lines.append(f'    subkegiatan {ident} "Subkegiatan {ident}" {{\n{inner}\n    }}')
                    pagu = 100_000_000 + 1_000 * ((group * 7 + sub) % 90_000)
                    money.append(f"  {ident}  Rp {_grouped(pagu)}  Rp {_grouped(pagu * 97 // 100)}")
                lines.append("  }")
            plan_of_program = "\n".join([*lines, "}\n"])
            sasaran.append(plan_of_program)
    (folder / "paket.kinerja").write_text("\n".join([*plan, *sasaran]), encoding="utf-8")
    _write_facts(folder, indicators, [f"IT{at}" for at in range((groups + 9) // 10)], money)
    _write_documents(folder, top, programs)


def _indicator(ident: str, number: int, indent: str) -> str:
    """Every third is stated, the others are computed from two data."""
    formula = "" if number % 3 == 2 or ident.startswith("IT") else f"\n{indent}    rumus a_{ident} / b_{ident}"
    return (
        f'{indent}  indikator {ident} "Persentase capaian layanan {ident}" {{\n'
        f'{indent}    definisi "Bagian layanan {ident} yang memenuhi syarat menurut pemantauan"\n'
        f"{indent}    satuan %\n{indent}    arah {'turun' if number % 7 == 3 else 'naik'}{formula}\n"
        f'{indent}    sumber "Pemantauan bidang {number % 12}"\n{indent}  }}'
    )


def _grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _write_facts(folder: Path, indicators: list[tuple[str, int]], stated: list[str], money: list[str]) -> None:
    years = " ".join(map(str, YEARS))
    computed = [(ident, number) for ident, number in indicators if number % 3 != 2]
    declared = [
        f'data {x}_{ident} "{name} {ident}" {{ satuan orang }}'
        for ident, _ in computed
        for x, name in (("a", "Penerima layanan"), ("b", "Sasaran layanan"))
    ]
    rows: list[str] = []
    for ident, number in computed:
        rows.append(f"  a_{ident}  orang  " + "  ".join(str(500 + (number * 13 + y) % 400) for y in YEARS))
        rows.append(f"  b_{ident}  orang  " + "  ".join(str(1000 + (number * 7 + y) % 300) for y in YEARS))
    (folder / "data.kinerja").write_text(
        "\n".join(declared) + f"\n\ndata {{\n  satuan {years}\n" + "\n".join(rows) + "\n}\n", encoding="utf-8"
    )
    target = [
        f"  {ident}  " + "  ".join(f"{50 + (number + y) % 40},{number % 100:02} %" for y in (*YEARS, 2026))
        for ident, number in [*indicators, *((i, 3) for i in stated)]
    ]
    reached = [
        f"  {ident}  " + "  ".join(f"{49 + (number + y) % 45},{number % 97:02} %" for y in YEARS)
        for ident, number in [*((i, n) for i, n in indicators if n % 3 == 2), *((i, 5) for i in stated)]
    ]
    budgets = "".join(
        f'anggaran {year} sumber "DPA {year}" {{\n  pagu realisasi\n' + "\n".join(money) + "\n}\n" for year in YEARS
    )
    (folder / "angka.kinerja").write_text(
        f"target {{\n  {years} 2026\n" + "\n".join(target) + "\n}\n"
        f"realisasi {{\n  {years}\n" + "\n".join(reached) + "\n}\n" + budgets,
        encoding="utf-8",
    )


def _write_documents(folder: Path, top: list[str], programs: list[str]) -> None:
    last = YEARS[-1]
    targets = "\n".join(f"    {ident}  {60 + at % 30},{at % 100:02} %" for at, ident in enumerate(top))
    pagu = "\n".join(f"    {ident}  Rp 400.000.000" for ident in programs)
    compared = "\n".join(f"  {ident}  {62 + at % 30},{at % 97:02} %" for at, ident in enumerate(top))
    prose = "\n".join(
        f'narasi {ident} {last} {{\n  penyebab "Pemantauan dilakukan setiap bulan {at}"\n'
        f'  solusi "Pendampingan diperluas ke wilayah {at % 40}"\n}}'
        for at, ident in enumerate(top)
    )
    (folder / "dokumen.kinerja").write_text(
        f'dokumen pk_{last} "Perjanjian Kinerja {last}" jenis perjanjian_kinerja {{\n'
        f"  target {{\n    {last}\n{targets}\n  }}\n  anggaran {last} {{\n    pagu\n{pagu}\n  }}\n}}\n\n"
        f'pembanding nasional "Realisasi nasional" sumber "BPS" {{\n  {last}\n{compared}\n}}\n\n{prose}\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    write_report_plan(int(sys.argv[1]), Path(sys.argv[2]))
