"""An indicator whose realisasi is a grade is held against the year before by the rank of the grade."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.report.site.trend import BETTER, SAME, WORSE, Trend

PLAN = """
paket badan "Badan" {{ versi "1.0"  pakai sakip_umum, permendagri_86_2017 }}
renstra 2021 s.d. 2026 {{ skala peringkat_kinerja }}
tujuan T1 "Tujuan" {{ indikator opini "Opini" {{ satuan opini_bpk  arah naik  iku }} }}
target {{
          2023   2024
  opini    WTP    WTP
}}
realisasi {{
          2023   2024
  opini   {before}   {now}
}}
"""


@pytest.mark.parametrize(
    ("before", "now", "trend"), [("WTP", "WDP", WORSE), ("WDP", "WTP", BETTER), ("WDP", "WDP", SAME)]
)
def test_a_grade_that_fell_is_worse(tmp_path: Path, before: str, now: str, trend: int) -> None:
    (tmp_path / "paket.kinerja").write_text(PLAN.format(before=before, now=now), encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None
    assert Trend(api.report(checked, checked.model, 2024).result).of("opini") == {"v": trend}
