"""The money of the whole agency: a shared program once, nothing compared that does not cover the same expenditure."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Missing, Number
from kinerja_rules.report.site.questions import page_questions
from kinerja_rules.report.to_markdown import render_markdown
from kinerja_rules.report.view import InstansiView, view
from tests.replay import replay

PLAN = """
paket badan "Badan Perencanaan" { versi "1.0"  pakai sakip_umum, permendagri_86_2017 }
renstra 2025 s.d. 2026 { skala peringkat_kinerja }
misi M1 "Misi satu" { tujuan T1 "Meningkatnya satu" { sasaran S1 "Meningkatnya hal satu" { } } }
misi M2 "Misi dua" { tujuan T2 "Meningkatnya dua" { sasaran S2 "Meningkatnya hal dua" { } } }
program P1 "Program satu" mendukung S1 { }
program P2 "Program dua" mendukung S1, S2 { }
program P3 "Program penunjang" { }
"""
MONEY = """
anggaran 2025 {
          pagu    realisasi
  P1   Rp 100       Rp 90
  P2   Rp 200      Rp 150
  P3    Rp 60       Rp 60
}
"""
KINDS = """
belanja 2025 {
               pagu    realisasi
  operasi   Rp 1.000      Rp 700
  modal       Rp 500      Rp 200
}
"""
STATED = 'dokumen pk "PK" jenis perjanjian_kinerja { menyatakan pagu 2025 Rp 900 }\n'


def agency(folder: Path, *texts: str) -> InstansiView | None:
    (folder / "paket.kinerja").write_text("".join((PLAN, *texts)), encoding="utf-8")
    checked = api.check(folder)
    assert checked.model is not None, checked.diagnostics
    return view(api.evaluate(checked.model, 2025)).instansi


def told(found: InstansiView | None) -> tuple[str, str, str]:
    assert found is not None
    return found.pagu.text, found.realisasi_anggaran.text, found.serapan.text


def test_a_program_of_two_misi_counts_once(tmp_path: Path) -> None:
    found = agency(tmp_path, MONEY)
    assert told(found) == ("Rp 360", "Rp 300", "83,33 %")
    assert found is not None
    assert (found.shared, found.beyond) == (True, False)
    assert "sekali di seluruh instansi" in found.notes[0]


def test_a_divided_program_needs_no_note(tmp_path: Path) -> None:
    divided = PLAN.replace("mendukung S1, S2 { }", "mendukung S1, S2 { alokasi S1 50 %, S2 50 % }")
    (tmp_path / "paket.kinerja").write_text(divided + MONEY, encoding="utf-8")
    model = api.check(tmp_path).model
    assert model is not None
    shown = view(api.evaluate(model, 2025)).instansi
    assert told(shown) == ("Rp 360", "Rp 300", "83,33 %")
    assert shown is not None
    assert shown.notes == ()


def test_expenditure_by_kind_is_the_whole(tmp_path: Path) -> None:
    alone = re.sub(r"mendukung S1, S2", "mendukung S1", PLAN)
    (tmp_path / "paket.kinerja").write_text(alone + MONEY + KINDS, encoding="utf-8")
    model = api.check(tmp_path).model
    assert model is not None
    found = view(api.evaluate(model, 2025)).instansi
    assert told(found) == ("Rp 1.500", "Rp 900", "60,00 %")
    assert found is not None
    assert found.beyond
    assert "di luar jenjang" in found.notes[0]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (KINDS.replace("Rp 200", "     -"), "ada jenis belanja yang realisasinya belum dinyatakan"),
        (KINDS.replace("Rp 500", "     -"), "ada jenis belanja yang anggarannya belum dinyatakan"),
        (STATED, "pagu seluruh instansi dinyatakan, realisasinya hanya menurut program"),
        (
            STATED.replace("pagu 2025", "realisasi 2025"),
            "realisasi seluruh instansi dinyatakan, pagunya hanya menurut program",
        ),
    ],
)
def test_what_does_not_cover_the_same_is_not_divided(tmp_path: Path, more: str, why: str) -> None:
    found = agency(tmp_path, MONEY, more)
    assert found is not None
    assert found.serapan.reason == why
    assert why in found.spoken


def test_a_stated_total_that_is_the_programs_is_divided(tmp_path: Path) -> None:
    found = agency(tmp_path, MONEY, STATED.replace("Rp 900", "Rp 360"))
    assert told(found) == ("Rp 360", "Rp 300", "83,33 %")


def test_money_of_a_program_that_lacks_makes_the_whole_absent(tmp_path: Path) -> None:
    found = agency(tmp_path, MONEY.replace("Rp 150", "     -"))
    assert found is not None
    assert found.serapan.absent
    assert "P2" in found.serapan.words


def test_without_money_or_policies_nothing_is_told(tmp_path: Path) -> None:
    assert agency(tmp_path) is None
    own = PLAN.replace("pakai sakip_umum, permendagri_86_2017", "").replace("{ skala peringkat_kinerja }", "{ }")
    (tmp_path / "paket.kinerja").write_text(own + MONEY, encoding="utf-8")
    model = api.check(tmp_path).model
    assert model is not None
    assert view(api.evaluate(model, 2025)).instansi is None


def test_an_agency_replaces_the_measure_without_code(tmp_path: Path) -> None:
    own = 'ukuran hanya_penunjang "Penunjang" { untuk tahun t  nilai pagu(P3; t)  satuan Rp }\n'
    chosen = PLAN.replace(
        "{ skala peringkat_kinerja }", "{ skala peringkat_kinerja  ukuran_pagu_instansi hanya_penunjang }"
    )
    (tmp_path / "paket.kinerja").write_text(chosen + MONEY + own, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None, checked.diagnostics
    result = api.evaluate(checked.model, 2025)
    assert isinstance(result.instansi.pagu, Number)
    assert result.instansi.pagu.value == 60
    assert page_questions(checked.model, Period(2025)).shown(result).instansi["pagu"] == "hanya_penunjang(2025)"
    assert not isinstance(api.trace(checked, "ukuran_pagu_instansi(2025)"), tuple)


def test_a_measure_of_something_else_is_no_measure_of_the_agency(tmp_path: Path) -> None:
    chosen = PLAN.replace("{ skala peringkat_kinerja }", "{ skala peringkat_kinerja  ukuran_serapan_instansi serapan }")
    (tmp_path / "paket.kinerja").write_text(chosen + MONEY, encoding="utf-8")
    model = api.check(tmp_path).model
    assert model is not None
    found = api.evaluate(model, 2025).instansi.serapan
    assert isinstance(found, Missing)
    assert "tidak dihitung untuk setahun saja" in found.reason


def test_every_form_tells_the_same(tmp_path: Path) -> None:
    (tmp_path / "paket.kinerja").write_text(PLAN + MONEY, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None
    whole = api.report(checked, checked.model, 2025)
    markdown = render_markdown(whole.view, whole.findings, whole.book)
    assert "pagu Rp 360; realisasi Rp 300; terserap 83,33 %" in markdown
    assert "sekali di seluruh instansi" in markdown


def test_a_sasaran_without_a_program_puts_no_money_outside_the_cascade(tmp_path: Path) -> None:
    alone = PLAN.replace("} } }\nmisi M2", '} sasaran S3 "Meningkatnya hal tiga" { } } }\nmisi M2')
    (tmp_path / "paket.kinerja").write_text(alone.replace("S1, S2", "S2") + MONEY, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None, checked.diagnostics
    result = api.evaluate(checked.model, 2025)
    assert isinstance(result.simpul["M1"].pagu, Missing), "its sum lacks the money of a sasaran"
    found = view(result).instansi
    assert told(found) == ("Rp 360", "Rp 300", "83,33 %")
    assert found is not None
    assert found.notes == ()


@pytest.mark.parametrize(("stated", "notes"), [("Rp 360", 0), ("Rp 361", 1)])
def test_money_outside_the_cascade_is_what_no_node_has(tmp_path: Path, stated: str, notes: int) -> None:
    divided = PLAN.replace("mendukung S1, S2 { }", "mendukung S1, S2 { alokasi S1 50 %, S2 50 % }")
    money = STATED.replace("Rp 900", stated)
    (tmp_path / "paket.kinerja").write_text(divided + MONEY + money, encoding="utf-8")
    model = api.check(tmp_path).model
    assert model is not None
    found = view(api.evaluate(model, 2025)).instansi
    assert found is not None
    assert len(found.notes) == notes


# ---- a kegiatan of several programs ---------------------------------------------------------------------------------
LKJIP = PLAN.replace("permendagri_86_2017", "permendagri_86_2017, lkjip_permenpanrb_53_2014")
JOINT = """
kegiatan K1 "Kegiatan satu" mendukung P1 { }
kegiatan K2 "Kegiatan bersama" mendukung P1, P2 { }
anggaran 2025 {
          pagu    realisasi
  K1   Rp 100       Rp 90
  K2   Rp 200      Rp 150
  P3    Rp 60       Rp 60
}
"""


def placed(derivation: Derivation, label: str) -> list[tuple[str, str]]:
    """The inputs of a step, and where each stands."""
    (step,) = (s for s in derivation.steps if s.label == label)
    inputs = [derivation.steps[at] for at in step.inputs]
    return [(i.label, "" if i.span is None else i.span.text) for i in inputs]


def test_a_kegiatan_of_two_programs_counts_once(tmp_path: Path) -> None:
    found = agency(tmp_path, JOINT)
    assert told(found) == ("Rp 360", "Rp 300", "83,33 %")
    (tmp_path / "paket.kinerja").write_text(LKJIP + JOINT, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None
    traced = api.trace(checked, "anggaran_instansi(2025)")
    assert isinstance(traced, Derivation)
    statements = [("pagu K1 2025", "Rp 100"), ("pagu K2 2025", "Rp 200"), ("pagu P3 2025", "Rp 60")]
    assert placed(traced, "pagu_program(2025)") == statements
    replay(traced)
    book = api.report(checked, checked.model, 2025).book
    (table,) = (g for g in book.grids() if g.number == "3.9")
    assert [row[0].text for row in table.rows] == ["1", "1.1", "2", "2.1", "3"], "it stands behind the last of them"
    assert [cell.text for cell in table.totals[0]] == ["", "Jumlah program", "Rp 360", "Rp 300", "83,33 %"]


def test_programs_that_share_nothing_are_summed_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "paket.kinerja").write_text(PLAN + MONEY, encoding="utf-8")
    traced = api.trace(api.check(tmp_path), "anggaran_instansi(2025)")
    assert isinstance(traced, Derivation)
    labels = [label for label, _ in placed(traced, "pagu_program(2025)")]
    assert labels == ["pagu(P1; 2025)", "pagu(P2; 2025)", "pagu(P3; 2025)"]


def test_a_kegiatan_that_is_divided_leaves_the_part_of_what_is_no_program(tmp_path: Path) -> None:
    divided = """
kegiatan K1 "Kegiatan terbagi" mendukung P1, S2 { alokasi P1 75 %, S2 25 % }
anggaran 2025 {
          pagu
  K1   Rp 100
  P2     Rp 0
  P3    Rp 60
}
"""
    (tmp_path / "paket.kinerja").write_text(PLAN + divided, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None, checked.diagnostics
    traced = api.trace(checked, "pagu_program(2025)")
    assert isinstance(traced, Derivation)
    assert replay(traced) == traced.root.value == Number(Fraction(135))
    whole = api.trace(checked, "pagu_total(2025)")
    assert isinstance(whole, Derivation)
    assert replay(whole) == whole.root.value == Number(Fraction(160))


def test_what_is_left_of_the_whole_is_a_difference_that_can_be_followed(tmp_path: Path) -> None:
    measure = """ukuran sisa_seharusnya "Sisa" {
      untuk tahun t  nilai jumlah(nilai_terhitung(x) untuk pernyataan x yang x.apa = "sisa")  satuan Rp
    }\n"""
    stating = PLAN.replace("peringkat_kinerja }", "peringkat_kinerja  menyatakan sisa 2025 Rp 60 }")
    (tmp_path / "paket.kinerja").write_text(stating + JOINT + measure, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None, checked.diagnostics
    traced = api.trace(checked, "sisa_seharusnya(2025)")
    assert isinstance(traced, Derivation)
    assert replay(traced) == traced.root.value == Number(Fraction(60))
    assert [label for label, _ in placed(traced, "sisa_total(2025)")] == [
        "pagu_total(2025)",
        "realisasi_anggaran_total(2025)",
    ]
    assert len(placed(traced, "realisasi_anggaran_total(2025)")) == 3


# ---- what lacks -----------------------------------------------------------------------------------------------------
def test_money_that_lacks_names_the_node_that_lacks_it(tmp_path: Path) -> None:
    alone = LKJIP.replace("} } }\nmisi M2", '} sasaran S3 "Meningkatnya hal tiga" { } } }\nmisi M2')
    table = """
tabel menurut_misi "Anggaran menurut Misi" {
  nomor "9.1"
  untuk misi m
  kolom "Misi" m.nama
  kolom "Pagu" pagu(m; 2025)
}
"""
    (tmp_path / "paket.kinerja").write_text(alone + JOINT + table, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None, checked.diagnostics
    (made,) = (g for g in api.report(checked, checked.model, 2025).book.grids() if g.number == "9.1")
    assert made.footnotes == ("belum ada data: pagu tahun 2025 belum lengkap: belum ada pagu `Meningkatnya hal tiga`",)
    traced = api.trace(checked, "pagu(M1; 2025)")
    assert isinstance(traced, Derivation)
    (lacking,) = (step for step in traced.steps if step.kind == "kosong")
    assert lacking.span is not None
    assert lacking.span.text.startswith('sasaran S3 "Meningkatnya hal tiga"')


def test_of_many_nodes_that_lack_money_some_are_named(tmp_path: Path) -> None:
    many = "".join(f'kegiatan L{n} "Kegiatan" mendukung P1 {{ }}\n' for n in range(1, 6))
    (tmp_path / "paket.kinerja").write_text(PLAN + JOINT + many, encoding="utf-8")
    found = api.trace(api.check(tmp_path), "pagu(P1; 2025)")
    assert isinstance(found, Derivation)
    value = found.root.value
    assert isinstance(value, Missing)
    assert value.reason.endswith("belum lengkap: belum ada pagu `L1`, `L2`, `L3` dan 2 lainnya")
