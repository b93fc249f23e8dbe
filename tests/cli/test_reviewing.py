"""`kinerja periksa` for reviewers: what is asked for, in which format, and the way of a review sheet there and back."""

import json
from pathlib import Path

import pytest
from cli_runner import EXAMPLE, Kinerja

SEVERAL = (
    "target {\n      2025     2026\n  b   12.000   12.500\n}\n"
    "realisasi {\n      2023     2024     2025\n  b   11.800   11.850   12,34\n  c   900   950   0,99\n}\n"
    "target {\n      2025   2026\n  c   1.000   1.100\n}\n"
)


@pytest.fixture
def warned(plan: Path) -> Path:
    """A plan with two warnings, KR507, and nothing that blocks."""
    path = plan / "paket.kinerja"
    more = '{ indikator b "B" { satuan orang arah naik }  indikator c "C" { satuan orang arah naik } '
    text = path.read_text(encoding="utf-8").replace("{ indikator a", more + "  indikator a", 1)
    path.write_text(text, encoding="utf-8")
    (plan / "data.kinerja").write_text(SEVERAL, encoding="utf-8")
    return plan


def codes(ran_out: str) -> list[str]:
    return [d["kode"] for d in json.loads(ran_out)["diagnostik"]]


# ---- which findings ----------------------------------------------------------------------------------------------------
def test_selection(kinerja: Kinerja, warned: Path) -> None:
    def asked(*more: str) -> list[str]:
        return codes(kinerja("periksa", str(warned), "--format", "json", *more).out)

    assert asked() == ["KR507", "KR507"]
    assert asked("--tingkat", "galat") == []
    assert asked("--tingkat", "catatan") == ["KR507", "KR507"]
    assert asked("--kode", "kr507,KR201") == ["KR507", "KR507"]
    assert asked("--kode", "KR201") == []
    assert asked("--paket", "sakip_umum") == []
    said = kinerja("periksa", str(warned), "--tingkat", "galat").out
    assert said.startswith("Rencana dapat diteruskan: tidak ada galat. Ada 2 peringatan.\n")
    assert "tidak ada temuan yang cocok" in said


def test_exit_status_follows_what_blocks_whatever_is_shown(kinerja: Kinerja, warned: Path) -> None:
    (warned / "salah.kinerja").write_text('misi M9 "X" { tujuan T9 "Y" { indikator z "Z" { arah naikk } } }\n')
    ran = kinerja("periksa", str(warned), "--kode", "KR507")
    assert ran.status == 1
    assert ran.out.startswith("Rencana belum dapat diteruskan: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--tingkat", "galt"], "nilai `galt` tidak dikenal untuk `--tingkat`\n  saran: mungkin maksud Anda `galat`?"),
        (["--tingkat", "galat", "--tingkat", "catatan"], "`--tingkat` disebut dua kali: `galat` dan `catatan`"),
        (["--kode", "KR57"], "kode `KR57` tidak dikenal untuk `--kode`\n  saran: mungkin maksud Anda `KR507`"),
        (["--kode", "KR507,kr507"], "`kr507` disebut dua kali pada `--kode`"),
        (["--kode", "KR507", "--kode", "KR507"], "`KR507` disebut dua kali pada `--kode`"),
        (["--kode", "KR507,"], "nilai `--kode` kosong"),
        (
            ["--paket", "sakip_umun"],
            "paket `sakip_umun` tidak dikenal untuk `--paket`\n  saran: mungkin maksud Anda `sakip_umum`?",
        ),
        (["--kode", "\x1b[31mX"], "kode `X` tidak dikenal untuk `--kode`"),
        (["--format", "sarf"], "nilai `sarf` tidak dikenal untuk `--format`\n  saran: mungkin maksud Anda `sarif`?"),
        (["-o", "hasil.docx"], "akhiran `.docx` tidak dapat ditulis oleh `periksa`"),
        (["-o", "hasil.xlsx", "--format", "json"], "`--format json` tidak cocok dengan nama berkas berakhiran `.xlsx`"),
        (["--keputusan", "tidak_ada.xlsx"], "kertas kerja `tidak_ada.xlsx` tidak ditemukan"),
        (["--keputusan", "."], "`.` bukan berkas"),
        (
            ["-o", "tidak/ada.html"],
            "`tidak/ada.html` tidak dapat ditulis: foldernya tidak ada\n  saran: buat foldernya lebih dahulu",
        ),
    ],
)
def test_wrong_use(kinerja: Kinerja, warned: Path, arguments: list[str], message: str) -> None:
    ran = kinerja("periksa", str(warned), *arguments)
    assert (ran.status, ran.out) == (2, "")
    told = " ".join(ran.err.split())
    assert told.startswith(f"kesalahan: {' '.join(message.split())}")
    assert "\x1b" not in ran.err


# ---- formats -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.txt", b"Rencana dapat"),
        ("a", b"Rencana dapat"),
        ("a.json", b'{\n  "skema"'),
        ("a.sarif", b'{\n  "$schema"'),
        ("a.html", b"<!doctype html>"),
        ("a.HTM", b"<!doctype html>"),
        ("a.md", b"# Reviu"),
        ("a.xlsx", b"PK\x03\x04"),
    ],
)
def test_the_name_of_the_file_says_the_format(kinerja: Kinerja, warned: Path, name: str, begins: bytes) -> None:
    assert kinerja("periksa", str(warned), "-o", name).status == 0
    assert Path(name).read_bytes().startswith(begins)
    assert [p.name for p in Path.cwd().iterdir() if p.name.startswith(".kinerja")] == []


def test_every_format_goes_to_standard_output(kinerja: Kinerja, warned: Path) -> None:
    for form, begins in (("github", "Rencana dapat"), ("html", "<!doctype"), ("md", "# Reviu"), ("xlsx", "PK")):
        ran = kinerja("periksa", str(warned), "--format", form, "--diam")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith(begins)


def test_github_places_are_seen_from_the_top_of_the_repository(
    kinerja: Kinerja, warned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = kinerja("periksa", warned.name, "--format", "github")
    assert f"::warning file={warned.name}/data.kinerja,line=" in ran.out
    assert f"file={warned.name}/data.kinerja" in kinerja("periksa", str(warned), "--format", "github").out
    monkeypatch.chdir(warned)
    assert "file=data.kinerja" in kinerja("periksa", "--format", "github").out


@pytest.mark.parametrize("name", ["a.html", "a.xlsx", "a.json"])
def test_interrupted_writing_leaves_what_was_there(
    kinerja: Kinerja, warned: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    Path(name).write_bytes(b"semula")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", interrupt)
        assert kinerja("periksa", str(warned), "-o", name).status == 130
    assert Path(name).read_bytes() == b"semula"
    assert [p.name for p in Path.cwd().iterdir() if p.name.startswith(".kinerja")] == []
    assert kinerja("periksa", str(warned), "-o", name).status == 0
    assert Path(name).read_bytes() != b"semula"


def test_a_plan_file_is_never_overwritten(kinerja: Kinerja, warned: Path) -> None:
    before = (warned / "data.kinerja").read_bytes()
    for form in ("html", "xlsx", "sarif"):
        ran = kinerja("periksa", str(warned), "--format", form, "-o", str(warned / "data.kinerja"))
        assert ran.status == 2
    assert (warned / "data.kinerja").read_bytes() == before


# ---- there and back ----------------------------------------------------------------------------------------------------
def test_a_review_sheet_there_and_back_twice(kinerja: Kinerja, warned: Path) -> None:
    first = json.loads(kinerja("periksa", str(warned), "--format", "json").out)["diagnostik"]
    one, two = (d["pengenal"] for d in first)
    Path("isian.csv").write_text(
        "Pengenal;Keputusan;Alasan;Sampai tahun;Jawaban perencana\n"
        f"{one};dikecualikan;sudah dicocokkan;2025;benar adanya\n"
        f"{two};diterima;;;akan diperbaiki\n",
        encoding="utf-8",
    )
    ran = kinerja("periksa", str(warned), "--keputusan", "isian.csv", "--format", "json")
    document = json.loads(ran.out)
    assert (ran.status, codes(ran.out)) == (0, ["KR507"])
    assert document["ringkasan"]["dikecualikan"] == 1
    (out,) = document["dikecualikan"]
    assert (out["alasan"], out["sampai"], out["dicatat_di"]) == ("sudah dicocokkan", 2025, "isian.csv:B2")
    assert (document["diagnostik"][0]["jawaban"], document["diagnostik"][0]["keputusan"]) == (
        "akan diperbaiki",
        "diterima",
    )

    assert kinerja("periksa", str(warned), "--keputusan", "isian.csv", "-o", "lanjutan.xlsx").status == 0
    again = json.loads(kinerja("periksa", str(warned), "--keputusan", "lanjutan.xlsx", "--format", "json").out)
    assert again["dikecualikan"][0]["dicatat_di"].startswith("lanjutan.xlsx:'Kertas Kerja'!")
    for old, new in zip(document["diagnostik"], again["diagnostik"], strict=True):
        assert old == new
    text = kinerja("periksa", str(warned), "--keputusan", "lanjutan.xlsx").out
    assert "Ada 1 peringatan, 1 temuan dikecualikan." in text.replace("\n", " ")
    assert "alasan: sudah dicocokkan, sampai 2025" in text
    assert "jawaban: akan diperbaiki" in text


def test_the_way_back_brings_the_same_rules(kinerja: Kinerja, warned: Path) -> None:
    ran = kinerja("periksa", str(warned), "--reviu", "--aturan", "reviu_target", "-o", "kk.html")
    assert ran.err == f"setelah diisi: kinerja periksa {warned} --reviu --aturan reviu_target --keputusan kk.csv\n"
    assert kinerja("periksa", str(warned), "--reviu", "-o", "kk.xlsx", "--diam").status == 1
    said = kinerja("periksa", str(warned), "--reviu", "--keputusan", "kk.xlsx").out
    assert "KR428" not in said


def test_a_spoilt_sheet_blocks_and_everything_else_is_told(kinerja: Kinerja, warned: Path) -> None:
    Path("isian.csv").write_text("bukan;kertas kerja\n", encoding="utf-8")
    ran = kinerja("periksa", str(warned), "--keputusan", "isian.csv")
    assert ran.status == 1
    assert "galat KR425" in ran.out
    assert "peringatan KR507" in ran.out
    sheet = kinerja("periksa", str(warned), "--keputusan", "isian.csv", "--format", "html").out
    assert sheet.count('<article class="temuan"') == 2


def test_example_in_every_format(kinerja: Kinerja) -> None:
    for form in ("teks", "json", "sarif", "github", "html", "md"):
        assert "KR503" in kinerja("periksa", str(EXAMPLE), "--format", form).out


# ---- review rules ------------------------------------------------------------------------------------------------------
RULES = """
periksa terlalu_mudah "Target lebih mudah daripada yang sudah dicapai" kode Z01 {
  untuk      indikator i, tahun t yang ada(target(i; t)) dan ada(realisasi(i; t - 1))
  bila       target(i; t) < realisasi(i; t - 1)
  peringatan "target `{i.nama}` {t} lebih mudah daripada realisasi {t - 1}"
  tempat     target(i; t)
  terkait    realisasi(i; t - 1) "realisasinya"
  saran      "naikkan targetnya"
  dasar      "Peraturan contoh" bagian "pasal 1"
  keterangan "Target yang sudah dicapai" "tidak menantang."
}

target {
      2026
  a   30 %
}
"""


@pytest.fixture
def ruled(warned: Path) -> Path:
    """The same plan with a review rule of its own that finds one thing."""
    (warned / "aturan.kinerja").write_text(RULES, encoding="utf-8")
    return warned


def test_findings_of_rules_in_every_format(kinerja: Kinerja, ruled: Path) -> None:
    for form, said in (
        ("teks", "peringatan Z01: target `A` 2026 lebih mudah daripada realisasi 2025"),
        ("github", "title=peringatan Z01::target `A` 2026 lebih mudah"),
        ("md", "| Z01"),
        ("html", "Target lebih mudah daripada yang sudah dicapai (rencana)"),
    ):
        assert said in kinerja("periksa", str(ruled), "--format", form).out
    run = json.loads(kinerja("periksa", str(ruled), "--format", "sarif").out)["runs"][0]
    (rule,) = [r for r in run["tool"]["driver"]["rules"] if r["id"] == "rencana/Z01"]
    assert rule["shortDescription"]["text"] == "Target lebih mudah daripada yang sudah dicapai"
    assert rule["help"]["text"] == "Target yang sudah dicapai tidak menantang.\n\nDasar: Peraturan contoh, pasal 1"


def test_findings_of_rules_are_selected(kinerja: Kinerja, ruled: Path) -> None:
    def asked(*more: str) -> list[str]:
        return codes(kinerja("periksa", str(ruled), "--format", "json", *more).out)

    assert asked("--kode", "z01") == ["Z01"]
    assert asked("--paket", "rencana") == ["Z01"]
    assert "mungkin maksud Anda `Z01`?" in kinerja("periksa", str(ruled), "--kode", "Z02").err
    (ruled / "aturan.kinerja").write_text(RULES.replace("30 %", "90 %"), encoding="utf-8")
    assert asked("--kode", "Z01") == [], "a rule that found nothing is known all the same"


def test_exceptions_of_the_plan_are_shown_in_every_format(kinerja: Kinerja, ruled: Path) -> None:
    (ruled / "kecuali.kinerja").write_text(
        'kecuali Z01 untuk a alasan "sudah disepakati" sampai 2026\n', encoding="utf-8"
    )
    assert "1 temuan dikecualikan" in kinerja("periksa", str(ruled)).out.replace("\n", " ")
    for form in ("teks", "json", "sarif", "github", "md", "html"):
        out = kinerja("periksa", str(ruled), "--format", form).out
        assert "sudah disepakati" in out, form
        assert "kecuali.kinerja:1:" in out.replace("%3A", ":"), form
    assert kinerja("periksa", str(ruled), "-o", "kk.xlsx").status == 0
    again = json.loads(kinerja("periksa", str(ruled), "--keputusan", "kk.xlsx", "--format", "json").out)
    assert [d["kode"] for d in again["dikecualikan"]] == ["Z01"]
    assert again["dikecualikan"][0]["dicatat_di"].startswith("kecuali.kinerja:1:")


def test_ids_are_the_same_with_and_without_an_exception(kinerja: Kinerja, ruled: Path) -> None:
    def ids() -> set[str]:
        document = json.loads(kinerja("periksa", str(ruled), "--format", "json").out)
        return {d["pengenal"] for d in (*document["diagnostik"], *document["dikecualikan"])}

    before = ids()
    (ruled / "kecuali.kinerja").write_text('kecuali Z01 alasan "sudah disepakati"\n', encoding="utf-8")
    assert ids() == before


def test_rules_that_ship_are_explained_by_their_codes(kinerja: Kinerja) -> None:
    ran = kinerja("jelaskan", "c03")
    assert ran.status == 0
    assert ran.out.startswith("C03: Target bergerak melawan arahnya\nperiksa reviu_target.target_mundur\n")
    assert "Dasar: PermenPANRB 88/2021" in ran.out
    assert "  C03  Target bergerak melawan arahnya" in kinerja("jelaskan").out


def test_a_rule_is_explained_as_a_plan_sets_it(kinerja: Kinerja, tmp_path: Path) -> None:
    plan = tmp_path / "rencana"
    plan.mkdir()
    (plan / "paket.kinerja").write_text(
        'paket rencana "Dinas" { versi "1"  pakai sakip_umum  pakai reviu_target sebagai rt }\n'
        'atur rt.target_melompat { lompatan 10 %  tingkat catatan  alasan "disepakati" }\n'
        "atur C13 { batas 150 % }\n"
        'periksa milik "Milik sendiri" kode M1 { untuk indikator i  bila bukan ada(i.sumber)  catatan "x" }\n',
        encoding="utf-8",
    )
    told = kinerja("jelaskan", "C11", "rencana").out
    assert "Diatur rencana ini\n  lompatan 10 % (paket.kinerja:2:27)\n  tingkat catatan (paket.kinerja:2:42)" in told
    assert "batas 150 % (paket.kinerja:3:12)" in kinerja("jelaskan", "target_terlampaui_jauh", "rencana").out
    assert "Diatur rencana ini" not in kinerja("jelaskan", "C03", "rencana").out
    assert kinerja("jelaskan", "m1", "rencana").out.startswith(
        "M1: Milik sendiri\nperiksa rencana.milik\nrencana/paket"
    )
    assert "Diatur rencana ini" not in kinerja("jelaskan", "C11").out
    assert kinerja("jelaskan", "C11", "tidak_ada").status == 2
