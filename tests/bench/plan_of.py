"""Write a synthetic plan of N indicators: `python tests/bench/plan_of.py N FOLDER`.

The plan has the shape of real ones: a sasaran for every 20 indicators, formulas over two data each, five years of
targets, two years of data and realisasi, and a program with a budget for every sasaran.
"""

import sys
from pathlib import Path


def write_plan(count: int, folder: Path) -> None:
    """Write a plan of `count` indicators into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    out = [
        'paket rencana_besar "Rencana besar" {\n  versi "1"\n  pakai permendagri_86_2017, sakip_umum\n}\n',
        "renstra 2021 s.d. 2026 {\n  skala peringkat_kinerja\n}\n",
        'misi M1 "Misi"\n',
        'tujuan T1 "Tujuan" mendukung M1 {\n  indikator utama "Indikator utama" { satuan %  arah naik }\n}\n',
    ]
    data, target, realisasi, anggaran = [], [], [], []
    for at in range(count):
        if at % 20 == 0:
            if at:
                out.append("}\n")
            number = at // 20
            out.append(f'program P{number} "Program {number}" mendukung S{number}\n')
            out.append(f'sasaran S{number} "Sasaran nomor {number}" mendukung T1 {{')
            anggaran.append(f"  P{number}  Rp 1.{number % 1000:03}.000.000  Rp {900 + number % 100}.000.000")
        out.append(
            f'  indikator I{at} "Indikator nomor {at}" {{\n    definisi "Bagian yang memenuhi syarat nomor {at}"\n'
            f'    satuan %\n    arah naik\n    rumus a{at} / b{at}\n    sumber "BPS"\n  }}'
        )
        data.append(f"  a{at}  orang  {500 + at % 400}  {510 + at % 380}")
        data.append(f"  b{at}  orang  {1000 + at % 700}  {1005 + at % 690}")
        target.append(f"  I{at}  {50 + at % 40},{at % 100:02} %" + f"  {51 + at % 40},50 %" * 4)
        realisasi.append(f"  I{at}  {49 + at % 45},{at % 97:02} %")
    out.append("}\n")
    declared = "\n".join(f'data {x}{at} "Data {x} nomor {at}" {{ satuan orang }}' for at in range(count) for x in "ab")
    (folder / "paket.kinerja").write_text("\n".join(out), encoding="utf-8")
    (folder / "data.kinerja").write_text(
        declared + "\n\ndata {\n  satuan 2021 2022\n" + "\n".join(data) + "\n}\n", encoding="utf-8"
    )
    (folder / "target.kinerja").write_text(
        "target {\n  2022 2023 2024 2025 2026\n" + "\n".join(target) + "\n}\n"
        "realisasi {\n  2021\n" + "\n".join(realisasi) + "\n}\n"
        "anggaran 2022 {\n  pagu realisasi\n" + "\n".join(anggaran) + "\n}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    write_plan(int(sys.argv[1]), Path(sys.argv[2]))
