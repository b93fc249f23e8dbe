"""The page calls things as its tables do, and tells how a figure stands to the year before."""

from pathlib import Path

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity
from kinerja_rules.report.site.names import Names
from kinerja_rules.report.site.trend import BETTER, SAME, WORSE, Trend
from kinerja_rules.report.text import clean

PLAN = """
paket badan "Badan" {{ versi "1.0"  pakai sakip_umum, permendagri_86_2017 }}
renstra 2021 s.d. 2026 {{ skala peringkat_kinerja }}
tujuan T1 "Tujuan" {{ sasaran S1 "Sasaran" {{
  indikator a "Angka a" {{ satuan %  arah {arah}{more} }}
  indikator b "Angka b" {{ satuan %  arah naik }}
}} }}
target {{
      2025
  b   50 %
}}
dokumen pk "Perjanjian Kinerja" jenis perjanjian_kinerja {{
  nama a "Angka a menurut perjanjian"
  nama b "Angka b"
  nama S1 "Sasaran menurut perjanjian"
  target {{
        2025
    a   50 %
  }}
}}
realisasi {{
      2024      2025
  a   {then}    {now}
}}
"""


def written(folder: Path, **parts: str) -> CheckResult:
    values = {"arah": "naik", "more": "", "then": "10 %", "now": "10 %"} | parts
    (folder / "paket.kinerja").write_text(PLAN.format(**values), encoding="utf-8")
    return api.check(folder)


def test_names_are_those_that_tables_show(pasuruan: CheckResult) -> None:
    assert pasuruan.model is not None
    model, year = pasuruan.model, Period(2022)
    names, interpreter = Names(api.evaluate(model, 2022)), Interpreter(model)
    entities = [Entity("indikator", i.id) for i in model.placed()]
    entities += [Entity(model.simpul[ident].jenis, ident) for ident in model.walk()]
    for entity in entities:
        assert names.of(entity)["n"] == clean(str(interpreter.name_in_force(entity, year)))
    assert names.of(Entity("indikator", "PPHI")) == {
        "n": "Persentase Perselisihan Hubungan Industrial Yang Diselesaikan",
        "d": ["Persentase penyelesaian konflik hubungan industrial", "pk_2022"],
    }
    assert names.of(Entity("indikator", "TKK")) == {"n": "Tingkat Kesempatan Kerja"}, "named alike by both"


def test_a_part_of_a_year_and_a_document_have_names(tmp_path: Path) -> None:
    model = written(tmp_path).model
    assert model is not None
    for when in (Period(2025), Period(2025, "TW2")):
        names = Names(api.evaluate(model, when))
        assert names.of(Entity("indikator", "a"))["n"] == "Angka a menurut perjanjian"
        assert names.of(Entity("sasaran", "S1")) == {"n": "Sasaran menurut perjanjian", "d": ["Sasaran", "pk"]}
        assert names.of(Entity("indikator", "b")) == {"n": "Angka b"}
    assert Names(api.evaluate(model, 2024)).of(Entity("indikator", "a")) == {"n": "Angka a"}, "no target of 2024"
    asked = Names(api.evaluate(model, 2024, "pk"))
    assert asked.of(Entity("indikator", "a"))["n"] == "Angka a menurut perjanjian"


def trend(folder: Path, **parts: str) -> object:
    model = written(folder, **parts).model
    assert model is not None
    return Trend(api.evaluate(model, 2025)).of("a")


def test_a_figure_is_better_or_worse_by_its_direction(tmp_path: Path) -> None:
    assert trend(tmp_path, then="10 %", now="9,99 %") == {"v": WORSE}
    assert trend(tmp_path, then="10 %", now="10,01 %") == {"v": BETTER}
    assert trend(tmp_path, then="10 %", now="10,00 %") == {"v": SAME}
    assert trend(tmp_path, arah="turun", then="10 %", now="9,99 %") == {"v": BETTER}
    assert trend(tmp_path, arah="turun", then="10 %", now="11 %") == {"v": WORSE}
    assert trend(tmp_path, then="4 %", now="99 %", more="  ubah_skala 2025 kali 25") == {"v": WORSE, "vb": "100 %"}


def test_what_cannot_be_compared_has_no_trend(tmp_path: Path) -> None:
    assert trend(tmp_path, then="-") == {}
    assert trend(tmp_path, now="-") == {}
    assert trend(tmp_path, arah="tetap") == {}, "values are not ordered by such a direction"
