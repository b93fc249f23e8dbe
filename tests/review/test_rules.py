"""Review rules: what they say, where, what they cannot say, and what leaves them alone."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.review.outcome import ReviewOutcome

PLAN = """\
paket contoh "Contoh" { versi "1"  pakai sakip_umum }
renstra 2021 s.d. 2023 { menyatakan banyak program 4  bagian "3.2" }
tujuan T "Meningkatnya layanan" {
  indikator A "Persentase aduan selesai" { satuan %  arah naik  definisi "Aduan yang selesai" }
  sasaran S "Meningkatnya mutu" { indikator B "Jumlah aduan" { satuan orang  arah turun } }
}
program P "Program layanan" kode 2.07.03 mendukung S
target {
      2021   2022   2023
  A   90 %   80 %      -
  B     10     10     10
}
dokumen pk "Perjanjian Kinerja 2022" jenis perjanjian_kinerja tanggal 2022-01-31 {
  nama A "Persentase aduan"  bagian "Tabel 2"
  target {
        2022
    A   85 %
  }
}
"""


def reviewed(folder: Path, *written: str, plan: str = PLAN) -> ReviewOutcome:
    (folder / "paket.kinerja").write_text(plan + "\n".join(written), encoding="utf-8")
    return api.review_outcome(api.check(folder))


def said(outcome: ReviewOutcome) -> list[tuple[str, str, str]]:
    """Code, message, and the text that is underlined."""
    return [(d.code, d.message, d.primary.text if d.primary is not None else "") for d in outcome.findings]


def rule(body: str, kode: str = "X1") -> str:
    return f'periksa aturan_{kode} "Aturan" kode {kode} {{\n{body}\n}}\n'


MONOTONE = rule(
    """untuk indikator i, tahun t di tahun_awal + 1 s.d. tahun_akhir
  misal lalu = target(i; t - 1; renstra)
  bila lebih_buruk(i; target(i; t; renstra); lalu)
  peringatan "{i.nama} dari {lalu} menjadi {target(i; t; renstra)} ({t})"
  tempat target(i; t; renstra)
  terkait lalu "tahun sebelumnya"
  saran "periksa `{i.id}`"
  dasar "Peraturan" bagian "Lampiran" belum_diverifikasi"""
)


def test_a_finding_has_its_values_place_remedy_and_basis(tmp_path: Path) -> None:
    [found] = reviewed(tmp_path, MONOTONE).findings
    assert found.message == "Persentase aduan selesai dari 90 % menjadi 80 % (2022)"
    assert (found.primary.text, found.primary.line) == ("80 %", 10) if found.primary else False
    assert [(label.span.text, label.text) for label in found.secondary] == [("90 %", "tahun sebelumnya")]
    assert (found.help, str(found.citation)) == ("periksa `A`", "Peraturan, Lampiran (belum diverifikasi)")
    assert (found.package, found.subject, found.year) == ("contoh", "A", 2022)


def test_what_is_lacking_is_counted_and_never_fires(tmp_path: Path) -> None:
    [run] = reviewed(tmp_path, MONOTONE).runs
    assert (run.instances, run.fired, run.unchecked) == (4, 1, 1)
    assert [lack.reason for lack in run.lacking] == ["target `A` tahun 2023 dinyatakan belum ada"]


DIVIDES = 'untuk indikator i\n  bila 1 / banyak(kegiatan k) > 1 dan 2 > 1\n  galat "x"'


def test_division_by_zero_in_a_rule_is_told_once_at_its_place(tmp_path: Path) -> None:
    outcome = reviewed(tmp_path, rule(DIVIDES, "X2"), MONOTONE)
    divides = next(r for r in outcome.runs if r.kode == "X2")
    assert (divides.instances, divides.fired, divides.unchecked) == (2, 0, 0)
    assert said(outcome) == [
        ("X1", "Persentase aduan selesai dari 90 % menjadi 80 % (2022)", "80 %"),
        (
            "KR417",
            "hitungan dalam aturan `X2` tidak dapat dilakukan, 2 kali: pembagi `banyak(kegiatan k)` bernilai nol",
            "banyak(kegiatan k)",
        ),
    ]
    assert [r.kode for r in outcome.unchecked] == ["X1"]


def test_division_by_zero_that_decides_nothing_is_no_fault(tmp_path: Path) -> None:
    outcome = reviewed(tmp_path, rule(DIVIDES.replace("2 > 1", "1 > 2"), "X2"))
    assert said(outcome) == []


@pytest.mark.parametrize(
    "body",
    [
        'untuk indikator i yang 1 / banyak(kegiatan k) > 1\n  bila benar\n  galat "x"',
        'untuk indikator i\n  bila banyak(sasaran s yang 1 / banyak(kegiatan k) > 1) > 0\n  galat "x"',
        'untuk indikator i\n  bila ada_yang(benar untuk sasaran s yang 1 / banyak(kegiatan k) > 1)\n  galat "x"',
    ],
)
def test_division_by_zero_in_what_members_must_fulfil_is_told_too(tmp_path: Path, body: str) -> None:
    outcome = reviewed(tmp_path, rule(body, "X2"), MONOTONE)
    assert [m for code, m, _ in said(outcome) if code == "KR417"] == [
        "hitungan dalam aturan `X2` tidak dapat dilakukan, 2 kali: pembagi `banyak(kegiatan k)` bernilai nol"
    ]
    assert "X1" in [code for code, _, _ in said(outcome)]


def test_a_condition_that_a_figure_of_the_plan_lacks_leaves_out_the_member(tmp_path: Path) -> None:
    outcome = reviewed(
        tmp_path, rule('untuk indikator i yang target(i; 2023; renstra) dalam % > 99 %\n  bila benar\n  galat "x"')
    )
    assert said(outcome) == []
    assert outcome.runs[0].unchecked == 0


def test_division_by_zero_of_the_plans_own_formula_is_a_lack(tmp_path: Path) -> None:
    plan = (
        PLAN + 'data N "N" { satuan orang }\nsasaran Z "Z" { indikator C "C" { satuan %  arah naik  rumus N / N } }\n'
    )
    plan += "data {\n      2022\n  N   0\n}\n"
    body = 'untuk indikator i yang i.id = "C"\n  bila realisasi(i; 2022) dalam % > 1 %\n  galat "x"'
    outcome = reviewed(tmp_path, rule(body), plan=plan)
    [run] = outcome.runs
    assert (run.unchecked, [d.code for d in outcome.findings]) == (1, ["KR504"])


def test_an_absence_that_means_not_applicable_is_no_lack(tmp_path: Path) -> None:
    body = 'untuk indikator i\n  bila banyak(variabel(i)) > 0\n  galat "x"'
    [run] = reviewed(tmp_path, rule(body)).runs
    assert (run.instances, run.unchecked) == (2, 0)


def test_the_first_condition_that_holds_speaks(tmp_path: Path) -> None:
    body = """untuk pernyataan p yang p.apa = "banyak"
  bila p.banyaknya > 100
  galat "terlalu banyak"
  bila p.banyaknya <> banyak_terhitung(p)
  catatan "dinyatakan {p.banyaknya} {p.tentang}, ada {banyak_terhitung(p)}"
  bila benar
  galat "tidak sampai ke sini\""""
    [found] = reviewed(tmp_path, rule(body)).findings
    assert (found.severity, found.message) == (Severity.CATATAN, "dinyatakan 4 program, ada 1")
    assert found.primary is not None
    assert found.primary.text == 'menyatakan banyak program 4  bagian "3.2"'


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("i", 'indikator A "Persentase aduan selesai"'),
        ("i.definisi", 'definisi "Aduan yang selesai"'),
        ("i.sumber", 'indikator A "Persentase aduan selesai"'),
        ("target(i; 2022; pk)", "85 %"),
        ("target(i; 2022)", "85 %"),
        ("target(i; 2022; renstra)", "80 %"),
        ("nama(i; pk)", 'nama A "Persentase aduan"  bagian "Tabel 2"'),
        ("i.induk", 'tujuan T "Meningkatnya layanan"'),
        ("pk", 'dokumen pk "Perjanjian Kinerja 2022"'),
        ("abs(target(i; 2022; renstra) - target(i; 2021; renstra))", "80 %"),
    ],
)
def test_places(place: str, text: str, tmp_path: Path) -> None:
    body = f'untuk indikator i yang i.id = "A"\n  bila benar\n  galat "x"\n  tempat {place}'
    assert [t for _, _, t in said(reviewed(tmp_path, rule(body)))] == [text]


def test_a_rule_that_is_wrong_is_told_and_the_others_run(tmp_path: Path) -> None:
    wrong = rule('untuk indikator i\n  bila i.definsi = 1\n  galat "{i.nma} {1 + }"', "X2")
    outcome = reviewed(tmp_path, wrong, MONOTONE)
    assert [d.code for d in outcome.findings if d.severity is Severity.GALAT] == ["KR201", "KR201", "KR100"]
    assert [t for c, _, t in said(outcome) if c == "KR201"] == ["definsi", "nma"]
    assert [d.code for d in outcome.findings if d.severity is Severity.PERINGATAN] == ["X1"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('untuk indikator i\n  bila i.nama\n  galat "x"', "KR209"),
        ('untuk indikator i\n  bila target(i; 2022) > i.nama\n  galat "x"', "KR309"),
        ("untuk indikator i\n  bila benar", "KR114"),
        ('untuk indikator i\n  galat "x"', "KR114"),
        ('untuk indikator i\n  parameter i 3\n  bila benar\n  galat "x"', "KR202"),
        ('untuk benda i\n  bila benar\n  galat "x"', "KR209"),
        ('untuk indikator i\n  bila benar\n  galat "{i.nama"', "KR103"),
        ('untuk indikator i\n  bila benar\n  galat "x"\n  saran "y"\n  saran "z"', "KR113"),
        ('untuk indikator i\n  bila benar\n  galat "x"\n  karena K1\n  karena K2', "KR113"),
        ('untuk indikator i\n  bila benar\n  galat "x"\n  contoh keliru {\n  }', "KR116"),
    ],
)
def test_mistakes_in_a_rule(body: str, code: str, tmp_path: Path) -> None:
    assert {d.code for d in reviewed(tmp_path, rule(body)).findings if d.severity is Severity.GALAT} == {code}


@pytest.mark.parametrize(
    "broken",
    [
        'periksa lain "Lain" kode X2 {\n  untuk indikator i\n  bila i.nama = peringatan "x"\n}\n',
        'periksa lain "Lain" kode X2 {\n  untuk indikator i\n  bila ; ;\n  bila i.nama <> "" peringatan "x"\n}\n',
        'periksa lain "Lain" kode X2 {\n  untuk indikator i\n',
        'kecuali X1\n  untuk A ; ;\n  alasan "x"\n',
        "atur aturan_X1 {\n  tingkat = galat\n}\n",
    ],
)
def test_what_is_misspelt_of_a_rule_leaves_out_itself_alone(broken: str, tmp_path: Path) -> None:
    outcome = reviewed(tmp_path, MONOTONE, broken)
    codes = [code for code, *_ in said(outcome)]
    assert codes.count("X1") == 1
    assert "X2" not in codes
    assert any(code.startswith("KR1") for code in codes)


def test_a_rule_that_may_have_swallowed_a_part_of_the_plan_blocks(tmp_path: Path) -> None:
    swallowing = 'periksa lain "Lain" kode X2 {\n  untuk indikator i\n  program P2 "Lain" kode 2.07.04 { }\n'
    outcome = reviewed(tmp_path, MONOTONE, swallowing)
    assert "X1" not in [code for code, *_ in said(outcome)]


@pytest.mark.parametrize("quoted", [r"\"A\"", "“A”"])
def test_texts_in_inserted_expressions_are_taken_as_written(quoted: str, tmp_path: Path) -> None:
    body = f'untuk indikator i\n  bila i.id = "A"\n  catatan "{{jika i.id = {quoted} maka “ini” selain itu “bukan”}}"'
    assert [message for code, message, _ in said(reviewed(tmp_path, rule(body))) if code == "X1"] == ["ini"]


def test_an_endless_rule_is_stopped_by_name(tmp_path: Path) -> None:
    years = ", ".join(f"tahun {v} di 1900 s.d. 2199" for v in "abc")
    outcome = reviewed(tmp_path, rule(f'untuk {years}\n  bila a > b dan b > a\n  galat "x"', "X2"), MONOTONE)
    assert [d.code for d in outcome.findings] == ["X1", "KR415"]
    [stopped] = [d for d in outcome.findings if d.code == "KR415"]
    assert (stopped.severity, stopped.primary.text if stopped.primary else "") == (Severity.GALAT, "aturan_X2")
    assert [r.kode for r in outcome.unchecked] == ["X1"]
    nested = "jumlah(jumlah(jumlah(1 untuk tahun a di 1900 s.d. 2199) untuk tahun b di 1900 s.d. 2199) untuk tahun c di 1900 s.d. 2199)"
    outcome = reviewed(tmp_path, rule(f'untuk sasaran s\n  bila {nested} > 0\n  galat "x"', "X2"), MONOTONE)
    assert [d.code for d in outcome.findings] == ["X1", "KR415"]


# ---- atur ------------------------------------------------------------------------------------------------------------
LIMIT = """untuk indikator i
  parameter batas 88 %
  parameter kata "jumlah"
  bila target(i; 2021) dalam % > batas atau diawali(i.nama; kata)
  peringatan "{i.id} {batas}\""""


def test_an_agency_sets_thresholds_and_severity(tmp_path: Path) -> None:
    assert [m for _, m, _ in said(reviewed(tmp_path, rule(LIMIT)))] == ["A 88 %", "B 88 %"]
    set_otherwise = 'atur aturan_X1 { batas 95 %  kata "rasio" "jumlah"  tingkat catatan  alasan "disepakati" }'
    [found] = reviewed(tmp_path, rule(LIMIT), set_otherwise).findings
    assert (found.message, found.severity) == ("B 95 %", Severity.CATATAN)


@pytest.mark.parametrize(
    ("setting", "code", "help_text"),
    [
        ("atur aturan_X2 { batas 1 % }", "KR411", "mungkin maksud Anda `aturan_X1`?"),
        ("atur X1 { bats 1 % }", "KR411", "mungkin maksud Anda `batas`?"),
        ("atur X1 { batas 1 orang }", "KR308", "tulis bilangan dalam `%`"),
        ('atur X1 { batas "satu" }', "KR411", "tulis bilangan dalam `%`"),
        ("atur X1 { kata 1 }", "KR411", 'tulis misalnya `"jumlah" "persentase"`'),
        ("atur X1 { tingkat berat }", "KR116", "pilih: `galat`, `peringatan`, `catatan`"),
        ("atur X1 { batas 1 % }\natur X1 { batas 2 % }", "KR113", "gabungkan kedua `atur`"),
    ],
)
def test_settings_that_cannot_hold(setting: str, code: str, help_text: str, tmp_path: Path) -> None:
    found = [d for d in reviewed(tmp_path, rule(LIMIT), setting).findings if d.severity is Severity.GALAT]
    assert [(d.code, d.help) for d in found] == [(code, help_text)]


# ---- kecuali ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "written",
    ["atur C05 { tingkat catatan }", "atur reviu_target.target_datar { tingkat catatan }"]
    + [f'kecuali {name} untuk A alasan "x"' for name in ("C05", "target_datar", "reviu_target.C05")],
)
def test_what_is_said_of_a_rule_that_ships_and_is_not_run_is_only_remarked(written: str, tmp_path: Path) -> None:
    [found] = reviewed(tmp_path, written).findings
    assert (found.code, found.severity) == ("KR411", Severity.CATATAN)
    assert "`reviu_target`, yang tidak dijalankan" in found.message
    used = PLAN.replace("pakai sakip_umum", "pakai sakip_umum, reviu_target")
    assert "KR411" not in {d.code for d in reviewed(tmp_path, written, plan=used).findings}


def test_a_rule_that_ships_is_sought_in_its_own_package_only(tmp_path: Path) -> None:
    [found] = reviewed(tmp_path, 'kecuali lain.C05 alasan "x"').findings
    assert (found.code, found.severity) == ("KR411", Severity.GALAT)


def test_an_exception_that_only_repeats_another_is_said(tmp_path: Path) -> None:
    twice = 'kecuali X1 untuk A alasan "Satu"\n', 'kecuali X1 untuk A, B alasan "Dua"'
    outcome = reviewed(tmp_path, MONOTONE, *twice)
    [found] = outcome.findings
    assert (found.code, found.primary.text if found.primary else "") == ("KR413", twice[1])
    assert [label.span.text for label in found.secondary] == [twice[0].strip()]
    assert [e.exception.alasan for e in outcome.excepted] == ["Satu"]


def test_an_exception_covers_what_it_names_and_stays_in_sight(tmp_path: Path) -> None:
    outcome = reviewed(tmp_path, MONOTONE, 'kecuali X1 untuk A alasan "Berita acara" sampai 2022')
    assert outcome.findings == ()
    [excepted] = outcome.excepted
    assert (excepted.finding.message[:16], excepted.exception.alasan) == ("Persentase aduan", "Berita acara")


@pytest.mark.parametrize(
    ("exception", "codes"),
    [
        ('kecuali X1 alasan "Semua"', []),
        ('kecuali aturan_X1 untuk "Persentase aduan selesai" alasan "Dengan nama"', []),
        ('kecuali X1 untuk B alasan "Yang lain"', ["X1", "KR413"]),
        ('kecuali X1 untuk A alasan "Sudah lewat" sampai 2021', ["X1", "KR414"]),
        ('kecuali X9 untuk A alasan "Tidak ada"', ["X1", "KR411"]),
        ("kecuali X1 untuk A sampai 2022", ["X1", "KR114"]),
        ('kecuali X1 untuk A alasan " "', ["X1", "KR114"]),
        ('kecuali KR303 alasan "Tidak boleh"', ["X1", "KR412"]),
        ('kecuali X1 untuk C alasan "Nama tak dikenal"', ["X1", "KR201"]),
    ],
)
def test_exceptions(exception: str, codes: list[str], tmp_path: Path) -> None:
    assert [d.code for d in reviewed(tmp_path, MONOTONE, exception).findings] == codes


def test_a_finding_without_a_year_is_covered_until_the_latest_realisasi(tmp_path: Path) -> None:
    lacking = rule('untuk indikator i\n  bila bukan ada(i.sumber)\n  galat "{i.id}"', "X3")
    reported = "realisasi {\n      2022\n  A   80 %\n}\n"
    covered = reviewed(tmp_path, lacking, reported, 'kecuali X3 alasan "Menyusul" sampai 2022')
    assert [d.code for d in covered.findings] == []
    late = reviewed(tmp_path, lacking, reported, 'kecuali X3 alasan "Menyusul" sampai 2021')
    assert sorted(d.code for d in late.findings) == ["KR414", "X3", "X3"]


def test_warnings_of_the_program_may_be_excepted_but_never_a_galat(tmp_path: Path) -> None:
    computed = 'data x "X" { satuan orang }\nsasaran S2 "Y" { indikator C "C" { satuan orang  arah naik  rumus x } }\n'
    stated = "data {\n      2022\n  x   5\n}\nrealisasi {\n      2022\n  C      6\n}\n"
    assert [d.code for d in reviewed(tmp_path, computed, stated).findings] == ["KR503"]
    assert reviewed(tmp_path, computed, stated, 'kecuali KR503 untuk C alasan "x"').findings == ()
    blocked = 'kecuali KR501 alasan "x"\ntarget {\n      2030\n  B   5\n}\n'
    assert "KR501" in {d.code for d in reviewed(tmp_path, blocked).findings}


def test_a_code_of_two_rules_is_told(tmp_path: Path) -> None:
    twice = MONOTONE.replace("aturan_X1", "lain")
    assert [d.code for d in reviewed(tmp_path, MONOTONE, twice).findings if d.severity is Severity.GALAT] == ["KR410"]


def test_of_two_rules_of_one_code_the_one_that_does_not_ship_is_to_be_mended(tmp_path: Path) -> None:
    used = PLAN.replace("pakai sakip_umum", "pakai sakip_umum, reviu_target")
    own = rule('untuk indikator i\n  bila salah\n  galat "x"', "C03")
    found = [d for d in reviewed(tmp_path, own, plan=used).findings if d.code == "KR410"]
    assert [d.primary.text for d in found if d.primary] == ["aturan_C03"]


def findings_of(outcome: ReviewOutcome, code: str) -> list[Diagnostic]:
    return [d for d in outcome.findings if d.code == code]


# ---- examples, nomenclature ------------------------------------------------------------------------------------------
def test_examples_are_run(tmp_path: Path) -> None:
    wrong = """contoh salah {
    sasaran S "Mutu" { indikator A "A" { satuan %  arah naik  sumber "BPS" } }
  }
  contoh benar {
    sasaran S "Mutu" { indikator A "A" { satuan %  arah naik } }
  }
  contoh salah {
    sasaran S "Mutu" { indikator A "A" { satuan zzz } }
  }"""
    body = f'untuk indikator i\n  bila bukan ada(i.sumber)\n  galat "tanpa sumber: {{i.id}}"\n  {wrong}'
    (tmp_path / "paket.kinerja").write_text(PLAN + rule(body), encoding="utf-8")
    held = [o.expectations[0] for o in api.test_rules(api.check(tmp_path))]
    assert [e.holds for e in held] == [False, False, False]
    assert [(e.reason or "").partition(":")[0] for e in held] == [
        "tidak ada temuan",
        "ada temuan",
        "contohnya sendiri salah",
    ]


def test_an_example_is_blamed_for_its_own_mistake_and_for_no_other(tmp_path: Path) -> None:
    example = 'contoh salah {{\n    sasaran S "Mutu" {{ indikator A "A" {{ satuan {} }} }}\n  }}'
    other = rule('untuk indikator i\n  bila i.nama > 3\n  galat "x"', "X9")
    for unit, reason in (("zzz", "contohnya sendiri salah: KR301 satuan `zzz` tidak dikenal"), ("%", None)):
        body = f'untuk indikator i\n  bila bukan ada(i.sumber)\n  galat "x"\n  {example.format(unit)}'
        (tmp_path / "paket.kinerja").write_text(PLAN + other + rule(body), encoding="utf-8")
        [outcome] = api.test_rules(api.check(tmp_path))
        assert outcome.expectations[0].reason == reason


def test_words_that_stand_for_nothing_in_a_rule_are_told_with_what_does(tmp_path: Path) -> None:
    severity = said_of(reviewed(tmp_path, rule('untuk indikator i\n  bila benar\n  fatal   "x"')), "KR105")
    assert severity == [("fatal", "tingkat temuan: `galat`, `peringatan`, atau `catatan`")]
    variable = said_of(
        reviewed(tmp_path, rule('untuk sasaran s, indikator i di s\n  bila benar\n  galat "{j.nama}"')), "KR201"
    )
    assert variable == [("j.nama", "peubah di sini: `s`, `i`")]


def said_of(outcome: ReviewOutcome, code: str) -> list[tuple[str, str | None]]:
    return [(d.primary.text if d.primary else "", d.help) for d in findings_of(outcome, code)]


CODES = """untuk program p
  bila bukan ada_dalam_nomenklatur(p)
  galat "kode {p.kode} tidak ada"
  bila bukan sama_kata(p.nama; nama_nomenklatur(p))
  peringatan "{p.nama}: {nama_nomenklatur(p)}\""""
TABLE = 'nomenklatur n "K1"{} {{\n          nama\n  2.07.04   "Program lain"\n}}\n'


def test_nomenclature(tmp_path: Path) -> None:
    named = PLAN.replace("renstra 2021 s.d. 2023 {", 'renstra 2021 s.d. 2023 { nomenklatur "K1" ')

    def outcome(*more: str) -> ReviewOutcome:
        return reviewed(tmp_path, rule(CODES), *more, plan=named)

    assert outcome().runs[0].lacking[0].reason == "tabel nomenklatur `K1` tidak ada dalam paket yang dipakai"
    assert outcome(TABLE.format("")).findings == ()
    assert [m for _, m, _ in said(outcome(TABLE.format(" lengkap")))] == ["kode 2.07.03 tidak ada"]
    assert [m for _, m, _ in said(outcome(TABLE.format(' lengkap "2.07"')))] == ["kode 2.07.03 tidak ada"]
    assert outcome(TABLE.format(' lengkap "2.08"')).findings == ()
    (tmp_path / "n.csv").write_text("Lampiran;;\nNo;Kode;Nomenklatur\n1;2.07.03;Program Pelayanan\n", encoding="utf-8")
    assert [m for _, m, _ in said(outcome('nomenklatur n "K1" dari "n.csv"'))] == ["Program layanan: Program Pelayanan"]
    (tmp_path / "n.csv").write_text("A;B\n1;2\n", encoding="utf-8")
    assert [d.code for d in outcome('nomenklatur n "K1" dari "n.csv"').findings] == ["KR511"]


def test_rows_of_a_nomenclature_that_are_no_codes_are_told_once(tmp_path: Path) -> None:
    written = TABLE.format("").replace("2.07.04 ", '2.7.04   "Program salah"\n  2.07.04 ')
    assert [f for f in said(reviewed(tmp_path, written)) if f[0] == "KR109"] == [
        ("KR109", "`2.7.04` bukan kode nomenklatur; barisnya tidak dipakai", "2.7.04")
    ]
    rows = "Kode;Nama\n2.07.O3;Program A\n2.07.03;Program B\nxx;Program C\n"
    (tmp_path / "n.csv").write_text(rows, encoding="utf-8")
    [found] = [d for d in reviewed(tmp_path, 'nomenklatur n "K1" dari "n.csv"').findings if d.code == "KR109"]
    assert found.message == "`2.07.O3` bukan kode nomenklatur, juga 1 baris lain; barisnya tidak dipakai"
    assert found.primary is not None
    assert found.primary.place == "n.csv:A2"


def test_findings_in_a_sheet_have_their_cell(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "Indikator;2021;2022;2023\nPersentase aduan selesai;90%;80%;80%\n", encoding="utf-8"
    )
    start, end = PLAN.index("target {"), PLAN.index("dokumen pk")
    plan = PLAN[:start] + 'target dari "t.csv"\n' + PLAN[end:]
    [found] = findings_of(reviewed(tmp_path, MONOTONE, plan=plan), "X1")
    assert found.primary is not None
    assert found.primary.place == "t.csv:C2"


def test_a_finding_shows_where_its_threshold_was_set(tmp_path: Path) -> None:
    body = """untuk indikator i, tahun t yang ada(target(i; t; renstra))
  parameter paling_banyak 50
  parameter kata "persentase"
  bila diawali(i.nama; kata) dan target(i; t; renstra) dalam % > 85 %
  peringatan "x"
  tempat target(i; t; renstra)
  terkait i "indikatornya\""""
    [plain] = reviewed(tmp_path, rule(body)).findings
    assert [label.text for label in plain.secondary] == ["indikatornya"]
    [found] = reviewed(tmp_path, rule(body), "atur X1 { paling_banyak 40  tingkat catatan }").findings
    assert [(label.span.text, label.text) for label in found.secondary[1:]] == [
        ("paling_banyak 40", "ambang `paling_banyak` diatur di sini"),
        ("tingkat catatan", "tingkatnya diatur di sini"),
    ]


STATED = """\
paket contoh "Contoh" {{ versi "1"  pakai sakip_umum, reviu_anggaran }}
dokumen lkjip "LKjIP 2022" jenis lkjip tanggal 2023-02-27 {{
  menyatakan pagu      2022  Rp 500.000.000 {pagu}
  menyatakan realisasi 2022  Rp 450.000.000
  menyatakan sisa      2022   Rp 55.000.000
}}
"""


def test_a_remainder_is_compared_whether_or_not_its_part_of_the_document_is_stated(tmp_path: Path) -> None:
    outcome = reviewed(tmp_path, plan=STATED.format(pagu=""))
    assert [d.code for d in outcome.findings] == ["E09"]


def test_a_declared_figure_that_lacks_something_is_called_by_what_it_is_about(tmp_path: Path) -> None:
    outcome = reviewed(tmp_path, plan=STATED.format(pagu='bagian "3.2"'))
    assert not outcome.findings
    lacking = {run.kode: [lack.reason for lack in run.lacking] for run in outcome.unchecked}
    assert lacking["E09"] == ["`bagian` pernyataan realisasi 2022 belum ditulis"]


def test_of_a_choice_the_figure_that_was_chosen_is_the_place(tmp_path: Path) -> None:
    chosen = rule(
        """untuk indikator i
  misal pertama = target(i; 2021; renstra)
  misal kedua = target(i; 2022; renstra)
  bila i.satuan = "%"
  galat "x"
  tempat jika ada(target(i; 2023; renstra)) maka pertama selain itu kedua"""
    )
    assert [text for code, _, text in said(reviewed(tmp_path, chosen)) if code == "X1"] == ["80 %"]


def test_an_end_target_that_differs_from_the_rpjmd_is_mended_in_the_renstra(tmp_path: Path) -> None:
    plan = """\
paket contoh "Contoh" { versi "1"  pakai sakip_umum, keselarasan_dokumen }
renstra 2021 s.d. 2022
sasaran S "Meningkatnya mutu" { indikator A "Nilai mutu" { satuan indeks  arah naik } }
target {
      2021   2022   akhir
  A     80     81      82
}
dokumen rpjmd "RPJMD 2021-2022" jenis rpjmd tanggal 2021-01-04 {
  target {
        akhir
    A      81
  }
}
"""
    found = [d for d in reviewed(tmp_path, plan=plan).findings if d.code == "F11"]
    assert [(d.primary.text if d.primary else "", d.help) for d in found] == [
        ("82", "samakan target akhir Renstra dengan RPJMD, atau ubah RPJMD-nya lebih dahulu")
    ]
