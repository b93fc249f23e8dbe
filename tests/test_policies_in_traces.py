"""Every policy that decides a figure stands in the figure's trace, with the place where it was set."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.values import Number

SETTINGS = """  skala peringkat_kinerja
  acuan_target perjanjian_kinerja, renstra
  acuan_realisasi dihitung
  bila_target_nol nihil
  bila_target_negatif terjaga
  dibatasi 0 % s.d. 120 %
  nilai_kategori ditampilkan
  pembulatan_realisasi 1
  pembulatan_capaian 2
  ganti_arah turun dengan turun_kebalikan
"""
PLAN = f"""paket contoh "Contoh" {{ versi "1.0"  pakai permendagri_86_2017, sakip_umum }}
renstra 2023 s.d. 2026 {{
{SETTINGS}}}
data x "X" {{ satuan orang }}
data y "Y" {{ satuan orang }}
sasaran S1 "Contoh" {{
  agregasi rata_rata_geometrik
  bila_kosong lewati
  indikator A "A" {{ satuan %  arah naik  rumus x / y }}
  indikator B "B" {{ satuan kasus  arah turun }}
  indikator C "C" {{ satuan kasus  arah turun }}
  indikator D "D" {{ satuan %  arah turun }}
  indikator E "E" {{ satuan %  arah naik  skala terbalik }}
}}
skala terbalik "Skala sendiri" {{
  kategori "Baik"    80 % s.d. 100 %
  kategori "Kurang"   0 % s.d.  70 %
  celah    batas_atas
  di_atas  "Baik"
}}
data {{
      2024
  x    905
  y  1.000
}}
target {{
          2024
  A      100 %
  B   20 kasus
  C    0 kasus
  D      -10 %
  E       50 %
}}
realisasi {{
          2024
  A       90 %
  B   10 kasus
  C    0 kasus
  D      -12 %
  E       37 %
}}
dokumen pk "Perjanjian Kinerja" jenis perjanjian_kinerja tanggal 2024-01-02 {{
  dibatasi 0 % s.d. 110 %
  target {{
         2024
    B   15 kasus
  }}
}}
"""
CASES = [
    ("acuan_realisasi", "capaian(A; 2024)", "acuan_realisasi dihitung"),
    ("acuan_target", "capaian(A; 2024)", "acuan_target perjanjian_kinerja"),
    ("pembulatan_realisasi", "capaian(A; 2024)", "pembulatan_realisasi 1"),
    ("pembulatan_capaian", "capaian(A; 2024)", "pembulatan_capaian 2"),
    ("nilai_kategori", "kategori(A; 2024)", "nilai_kategori ditampilkan"),
    ("skala", "kategori(A; 2024)", "skala peringkat_kinerja"),
    ("celah", "kategori(A; 2024)", "celah"),
    ("ganti_arah", "capaian(B; 2024)", "ganti_arah turun"),
    ("dibatasi", "capaian(B; 2024)", "dibatasi 0 % s.d. 110 %"),
    ("bila_target_nol", "capaian(C; 2024)", "bila_target_nol nihil"),
    ("bila_target_negatif", "capaian(D; 2024)", "bila_target_negatif terjaga"),
    ("skala", "kategori(E; 2024)", "skala terbalik"),
    ("celah", "kategori(E; 2024)", "celah    batas_atas"),
    ("agregasi", "capaian(S1; 2024)", "agregasi rata_rata_geometrik"),
    ("bila_kosong", "capaian(S1; 2024)", "bila_kosong lewati"),
]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    folder: Path = tmp_path_factory.mktemp("rencana")
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    found = api.check(folder)
    assert found.model is not None, [d.message for d in found.diagnostics]
    return found


def settings_in(trace: Derivation) -> Iterator[tuple[str, str]]:
    """What the steps of a trace say of policies, with the text that stands where each was set."""
    for step in trace.steps:
        for detail in step.details:
            if detail.kind == "kebijakan" and detail.place is not None:
                line = detail.place.source.text[detail.place.start :].split("\n")[0]
                yield detail.text, line.strip()


@pytest.mark.parametrize(("policy", "question", "written"), CASES)
def test_a_policy_stands_in_the_trace_where_it_was_set(
    checked: CheckResult, policy: str, question: str, written: str
) -> None:
    trace = api.trace(checked, question)
    assert isinstance(trace, Derivation), trace
    told = [line for text, line in settings_in(trace) if text.startswith(policy)]
    assert any(line.startswith(written) for line in told), told


def test_the_free_value_is_kept_beside_the_limited_one(checked: CheckResult) -> None:
    trace = api.trace(checked, "capaian(B; 2024)")
    assert isinstance(trace, Derivation)
    values = {step.label: step.value for step in trace.steps}
    limited, free = trace.root.value, values["capaian_bebas(B; 2024)"]
    assert isinstance(limited, Number)
    assert isinstance(free, Number)
    assert (limited.value, free.value) == (Fraction(110, 100), Fraction(15, 10))
