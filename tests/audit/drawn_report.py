"""A plan and the tables a report prints of it, drawn from a seed: what mistakes are then made in.

Plans are plain and whole: indicators of several directions with targets of years, documents and the end, stated and
computed realisasi, a benchmark, budgets of two years and a document, achievements put together.
"""

import random
from pathlib import Path

from attrs import define

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.engine.expressions import Env
from kinerja_rules.model import units
from kinerja_rules.model.units import Kind
from tests.audit.restated import Restated, Restater

YEARS = (2019, 2020, 2021, 2022)
RENSTRA = (2021, 2022, 2023, 2024, 2025, 2026)
SASARAN = 3
EACH = 5
COUNTED, INDEX = 3, 4
"""Places of the indicator that counts people, and of the one that is an index."""
KEGIATAN = 4


@define
class Report:
    """A checked plan, its restater, and its true tables."""

    checked: CheckResult
    restater: Restater
    cells: list[Restated]
    rng: random.Random


def drawn_report(seed: int, folder: Path) -> Report:
    """The report of a seed."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "paket.kinerja").write_text(_plan(rng), encoding="utf-8")
    checked = api.check(folder)
    assert checked.model is not None, [d.message for d in checked.diagnostics]
    restater = Restater(checked)
    return Report(checked, restater, _tables(restater), rng)


def show(restater: Restater, question: str, decimals: int) -> str:
    """A true figure as it is printed."""
    value = restater.number(question)
    return "-" if value is None else units.show(value, restater.unit(question), decimals)


def decimals_of(restater: Restater, question: str) -> int:
    """Decimals that a figure of its unit is printed with."""
    return 0 if restater.unit(question).kind in (Kind.UANG, Kind.HITUNGAN) else 2


def indicators() -> list[str]:
    """Ids of the indicators of sasaran."""
    return [f"I{s}{n}" for s in range(SASARAN) for n in range(EACH)]


def in_percent(ident: str) -> bool:
    """Whether an indicator is a percentage."""
    return int(ident[2:]) not in (COUNTED, INDEX)


def nodes() -> list[str]:
    """Programs and kegiatan."""
    return [x for s in range(SASARAN) for x in (f"P{s}", *(f"K{s}{k}" for k in range(KEGIATAN)))]


# ---- the plan -------------------------------------------------------------------------------------------------------
def _percent(rng: random.Random, low: int = 40, high: int = 98) -> str:
    return f"{rng.randint(low, high)},{rng.randint(0, 99):02} %"


def _rupiah(rng: random.Random) -> int:
    return rng.randint(20_000_000, 4_000_000_000)


def _grouped(amount: int) -> str:
    return f"Rp {amount:,}".replace(",", ".")


def _plan(rng: random.Random) -> str:
    out = [
        'paket laporan_drawn "Dinas" {\n  versi "1"\n  pakai permendagri_86_2017, sakip_umum\n  bila_kosong lewati\n}'
    ]
    out.append("renstra 2021 s.d. 2026 {\n  skala peringkat_kinerja\n}")
    out.append('misi M1 "Misi"\ntujuan T1 "Tujuan" mendukung M1 {\n  indikator U1 "Utama" { satuan %  arah naik }\n}')
    data, target, realisasi, renja, pk, nasional, pagu, lalu, dpa, names = [], [], [], [], [], [], [], [], [], []
    for s in range(SASARAN):
        out.append(f'sasaran S{s} "Sasaran {s}" mendukung T1 {{')
        for n in range(EACH):
            ident = f"I{s}{n}"
            arah = rng.choice(("naik", "naik", "naik", "turun", "turun_kebalikan"))
            counted, index = n == COUNTED, n == INDEX
            ruled = n in (0, 1)
            rumus = f"\n    rumus a{ident} / b{ident}" if ruled else ""
            out.append(
                f'  indikator {ident} "Indikator {ident}" {{\n    satuan {"orang" if counted else "indeks" if index else "%"}\n'
                f"    arah {arah}{rumus}\n  }}"
            )

            def cell(counted: bool = counted, index: bool = index) -> str:
                shown = f"{rng.randint(120, 990)} orang" if counted else _percent(rng)
                return shown.removesuffix(" %") if index else shown

            columns = [cell() for _ in RENSTRA]
            target.append(f"  {ident} " + "  ".join([*columns, columns[-1]]))
            renja.append(f"  {ident} {cell()}")
            if n != 2:
                pk.append(f"  {ident} {cell()}")
            nasional.append(f"  {ident} {cell()}")
            names.append(f'  nama {ident} "Nama {ident} menurut perjanjian"')
            if ruled:
                rows = [(rng.randint(9_000, 90_000), rng.randint(91_000, 140_000)) for _ in YEARS]
                data.append(f"  a{ident} orang " + "  ".join(f"{a:,}".replace(",", ".") for a, _ in rows))
                data.append(f"  b{ident} orang " + "  ".join(f"{b:,}".replace(",", ".") for _, b in rows))
            if n != 0:
                stated = [cell() for _ in YEARS]
                absent = s == 1 and n == 2
                realisasi.append(f"  {ident} " + "  ".join([*stated[:-1], "-" if absent else stated[-1]]))
        out.append("}")
        out.append(f'program P{s} "Program {s}" mendukung S{s} {{')
        out.append("\n".join(f'  kegiatan K{s}{k} "Kegiatan {s}{k}"' for k in range(KEGIATAN)))
        out.append("}")
        for k in range(KEGIATAN):
            first, before = _rupiah(rng), _rupiah(rng)
            pagu.append(f"  K{s}{k} {_grouped(first)} {_grouped(first * rng.randint(700, 999) // 1000)}")
            lalu.append(f"  K{s}{k} {_grouped(before)} {_grouped(before * rng.randint(700, 999) // 1000)}")
            dpa.append(f"  K{s}{k} {_grouped(first * rng.randint(60, 140) // 100)}")
    for row in data:
        out.append(f'data {row.split()[0]} "Data {row.split()[0]}" {{ satuan orang }}')
    years = "  ".join(str(y) for y in YEARS)
    out.append(f"data {{\n  satuan {years}\n" + "\n".join(data) + "\n}")
    out.append("target {\n  " + "  ".join(str(y) for y in RENSTRA) + "  akhir\n" + "\n".join(target) + "\n}")
    out.append(f"realisasi {{\n  {years}\n" + "\n".join(realisasi) + "\n}")
    out.append("anggaran 2022 {\n  pagu realisasi\n" + "\n".join(pagu) + "\n}")
    out.append("anggaran 2021 {\n  pagu realisasi\n" + "\n".join(lalu) + "\n}")
    out.append('pembanding nasional "Nasional" {\n  2022\n' + "\n".join(nasional) + "\n}")
    out.append('dokumen renja "Renja" jenis renja {\n  target {\n  2022\n' + "\n".join(renja) + "\n  }\n}")
    out.append(
        'dokumen pk "PK" jenis perjanjian_kinerja {\n'
        + "\n".join(names)
        + "\n  target {\n  2022\n"
        + "\n".join(pk)
        + "\n  }\n}"
    )
    out.append('dokumen dpa "DPA" jenis dpa {\n  anggaran 2022 {\n  pagu\n' + "\n".join(dpa) + "\n  }\n}")
    return "\n".join(out) + "\n"


# ---- the tables -----------------------------------------------------------------------------------------------------
def _tables(restater: Restater) -> list[Restated]:
    out: list[Restated] = []

    def row(place: str, row: str, **columns: str) -> None:
        for column, question in columns.items():
            out.append(Restated(question, _printed(restater, question), row, column, place))

    for i in indicators():
        row("T1", i, target=f"target({i}; 2022)", realisasi=f"realisasi({i}; 2022)", capaian=f"capaian({i}; 2022)")
    for i in indicators():
        row("T2", i, realisasi=f"realisasi({i}; 2022)", nasional=f"pembanding({i}; 2022; nasional)")
        row("T2", i, capaian=f"capaian({i}; 2022; nasional)")
        row("T3", i, lalu=f"realisasi({i}; 2021)", kini=f"realisasi({i}; 2022)", akhir=f"target({i}; 2022; akhir)")
        row("T3", i, kemajuan=f"kemajuan({i}; 2022)", kategori=f"kategori({i}; 2022)", nama=f"nama({i}; pk)")
    for n in nodes():
        row("T4", n, pagu=f"pagu({n}; 2022)", terpakai=f"realisasi_anggaran({n}; 2022)", serapan=f"serapan({n}; 2022)")
    for s in range(SASARAN):
        row("T5", f"S{s}", capaian=f"capaian(S{s}; 2022)", serapan=f"serapan(S{s}; 2022)")
        row("T5", f"S{s}", efisiensi=f"capaian(S{s}; 2022) - serapan(S{s}; 2022)", pagu=f"pagu(S{s}; 2022)")
    row("T6", "semua", jumlah="jumlah(capaian(i; 2022) untuk indikator i di sasaran lewati)")
    return out


def _printed(restater: Restater, question: str) -> str:
    if question.startswith(("kategori", "nama")):
        value = restater.engine.eval(restater.expression(question), Env())
        return value if isinstance(value, str) else "-"
    return show(restater, question, decimals_of(restater, question))
