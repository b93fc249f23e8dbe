"""Each verb as a planner meets it: exit statuses, streams, messages."""

import json
from pathlib import Path

import pytest
from cli_runner import EXAMPLE, Kinerja

from kinerja_rules.cli.commands import kinerja as group
from kinerja_rules.report.text import width


def broken(plan: Path) -> None:
    """One mistake that blocks."""
    path = plan / "paket.kinerja"
    path.write_text(
        path.read_text(encoding="utf-8").replace("satuan % arah naik", "satuan % arah naikk"), encoding="utf-8"
    )


# ---- periksa -----------------------------------------------------------------------------------------------------------
def test_periksa_says_first_whether_the_plan_may_go_forward(kinerja: Kinerja, plan: Path) -> None:
    ran = kinerja("periksa", str(plan))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == ["Rencana dapat diteruskan: tidak ada galat."]
    broken(plan)
    ran = kinerja("periksa", str(plan))
    assert ran.status == 1
    assert ran.out.startswith("Rencana belum dapat diteruskan: 1 galat harus diperbaiki.\n\ngalat KR201: ")
    assert "^^^^^" in ran.out
    assert "mungkin maksud Anda `naik`?" in ran.out
    assert ran.out.rstrip().endswith("1 temuan: 1 galat")


def test_warnings_do_not_block(kinerja: Kinerja) -> None:
    ran = kinerja("periksa", str(EXAMPLE))
    assert ran.status == 0
    assert "peringatan KR503" in ran.out
    assert ran.err == "penjelasan sebuah kode: kinerja jelaskan KR503\n"
    assert kinerja("periksa", str(EXAMPLE), "--diam").err == ""


def test_periksa_as_json(kinerja: Kinerja, plan: Path) -> None:
    broken(plan)
    ran = kinerja("periksa", str(plan), "--format", "json")
    document = json.loads(ran.out)
    assert (ran.status, ran.err, document["skema"]) == (1, "", "kinerja/periksa/1")
    assert document["diagnostik"][0]["tempat"] == "paket.kinerja:7:56"


def test_current_folder_is_the_default(kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan)
    assert kinerja("periksa").status == 0
    assert kinerja("jejak", "capaian(a; 2025)").out.startswith("capaian(a; 2025) = 80,00 % (Tinggi)")


@pytest.mark.parametrize("path", ["tidak_ada", ".", "berkas.txt"])
def test_unreadable_path_is_wrong_use(kinerja: Kinerja, tmp_path: Path, path: str) -> None:
    (tmp_path / "berkas.txt").write_text("x")
    ran = kinerja("periksa", path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("kesalahan: ")
    assert "kinerja baru FOLDER" in ran.err.replace("\n         ", " ")


# ---- hitung, lapor -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("verb", ["hitung", "lapor"])
def test_year_must_be_told_and_known(kinerja: Kinerja, plan: Path, verb: str) -> None:
    ran = kinerja(verb, str(plan))
    assert (ran.status, ran.out) == (2, "")
    assert "tahun yang tersedia: 2025, 2026" in ran.err
    ran = kinerja(verb, str(plan), "--tahun", "2031")
    assert ran.status == 2
    assert "tahun 2031 di luar rencana ini" in ran.err
    assert "2025 s.d. 2026" in ran.err
    for word in ("dua ribu", "2025-TW1", "٢٠٢٥", "-1"):
        ran = kinerja(verb, str(plan), "--tahun", word)
        assert ran.status == 2
        assert "bukan tahun" in ran.err


@pytest.mark.parametrize("verb", ["hitung", "lapor", "uji", "jejak"])
def test_findings_that_block_go_to_standard_error(kinerja: Kinerja, plan: Path, verb: str) -> None:
    broken(plan)
    more = {"hitung": ["--tahun", "2025"], "lapor": ["--tahun", "2025"], "jejak": ["capaian(a; 2025)"], "uji": []}
    ran = kinerja(verb, str(plan), *more[verb], "--diam")
    assert (ran.status, ran.out) == (1, "")
    assert "galat KR201" in ran.err


def test_lapor_tells_figures_and_where_to_look_next(kinerja: Kinerja, plan: Path) -> None:
    ran = kinerja("lapor", str(plan), "--tahun", "2025")
    assert (ran.status, ran.err) == (0, "")
    assert "80,00 %  Tinggi" in ran.out
    command = f'kinerja jejak {plan} "capaian(a; 2025)"'
    assert command in ran.out
    assert "LANGKAH" not in kinerja("lapor", str(plan), "--tahun", "2025", "--diam").out


# ---- jejak, uji, jelaskan ----------------------------------------------------------------------------------------------
def test_jejak_blames_the_question(kinerja: Kinerja, plan: Path) -> None:
    ran = kinerja("jejak", str(plan), "capaian(aa; 2025)")
    assert (ran.status, ran.out) == (1, "")
    assert "pertanyaan:1:9" in ran.err
    assert "mungkin maksud Anda `a`?" in ran.err
    assert kinerja("jejak", str(plan), "capaian(a; ").status == 1
    for wrong in ((), (str(plan),), (str(plan), "capaian(a;", "2025)")):
        ran = kinerja("jejak", *wrong)
        assert ran.status == 2
        assert "UNGKAPAN" in ran.err or "tanda kutip" in ran.err


def test_jejak_as_json(kinerja: Kinerja, plan: Path) -> None:
    document = json.loads(kinerja("jejak", str(plan), "capaian(a; 2025)", "--format", "json").out)
    assert document["skema"] == "kinerja/jejak/1"
    assert document["simpul"][document["akar"]]["nilai"]["pecahan"] == "80"


def test_uji_shows_both_sides_of_what_fails(kinerja: Kinerja, plan: Path) -> None:
    ran = kinerja("uji", str(plan))
    assert (ran.status, ran.out) == (0, "lulus  benar\n\n1 uji: 1 lulus\n")
    path = plan / "paket.kinerja"
    path.write_text(
        path.read_text(encoding="utf-8") + 'uji "salah" { harap capaian(a; 2025) = 81 % }\n', encoding="utf-8"
    )
    ran = kinerja("uji", str(plan))
    assert ran.status == 1
    for said in (
        "GAGAL  salah",
        "harap  capaian(a; 2025) = 81 %",
        "kiri   80 %",
        "kanan  81 %",
        "2 uji: 1 lulus, 1 gagal",
    ):
        assert said in ran.out
    document = json.loads(kinerja("uji", str(plan), "--format", "json").out)
    assert document["ringkasan"] == {"lulus": 1, "gagal": 1}


def test_jelaskan(kinerja: Kinerja) -> None:
    assert kinerja("jelaskan", "kr201").out.splitlines()[0].find("KR201") >= 0
    assert kinerja("jelaskan", "bulatkan").out.startswith("fungsi bulatkan(x; desimal)")
    arah = kinerja("jelaskan", "sakip_umum.naik").out
    assert arah.startswith("arah sakip_umum.naik\nMakin tinggi makin baik\nrules/sakip_umum/arah.kinerja:")
    assert "capaian " in arah
    assert kinerja("jelaskan", "peringkat_kinerja").out.startswith("skala permendagri_86_2017.peringkat_kinerja")
    assert kinerja("jelaskan", "efisiensi_selisih").status == 0
    table = kinerja("jelaskan", "3.4").out
    assert table.startswith("tabel lkjip_permenpanrb_53_2014.kemajuan_renstra\n")
    assert kinerja("jelaskan", "Tabel 3.4").out == table
    two = kinerja("jelaskan", "3.2").out  # the whole, and one for each sasaran
    assert "capaian_pk" in two
    assert "pengukuran_sasaran" in two
    ran = kinerja("jelaskan", "bulatkn")
    assert (ran.status, ran.out) == (2, "")
    assert "mungkin maksud Anda `bulatkan`" in ran.err
    everything = kinerja("jelaskan")
    assert everything.status == 0
    assert "KR503" in everything.out
    for hostile in ("../../../etc/passwd", "KR201/../KR201", "\x1b[31m", ""):
        ran = kinerja("jelaskan", hostile)
        assert ran.status == 2
        assert "\x1b" not in ran.err


# ---- usage -------------------------------------------------------------------------------------------------------------
def test_no_verb_shows_the_help(kinerja: Kinerja) -> None:
    ran = kinerja()
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == kinerja("--help").out
    assert ran.out.startswith("Pemakaian: kinerja [PILIHAN] PERINTAH ...")


def test_version(kinerja: Kinerja) -> None:
    from kinerja_rules import __version__

    assert kinerja("--versi").out == f"kinerja {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["hitng"], "perintah `hitng` tidak dikenal\n  saran: mungkin maksud Anda `hitung`?"),
        (["zzz"], "perintah `zzz` tidak dikenal\n  saran: daftar perintah"),
        (["banding"], "`kinerja banding` belum tersedia di versi ini"),
        (["hitung", "--tahu", "2022"], "pilihan `--tahu` tidak dikenal\n  saran: mungkin maksud Anda `--tahun`?"),
        (["--zzz"], "pilihan `--zzz` tidak dikenal"),
        (["hitung", "--tahun"], "pilihan `--tahun` memerlukan nilai"),
        (["hitung", "--diam=1"], "pilihan `--diam` tidak menerima nilai"),
        (
            ["hitung", "--format", "jsn"],
            "nilai `jsn` tidak dikenal untuk `--format`\n  saran: mungkin maksud Anda `json`?",
        ),
        (["hitung", "--warna", "x"], "nilai `x` tidak dikenal untuk `--warna`\n  saran: pilih: auto, selalu, tanpa"),
        (["hitung", "a", "b"], "terlalu banyak argumen: `b`"),
        (["lapor", "a", "2025"], "terlalu banyak argumen: `2025`\n  saran: tulis `--tahun 2025`"),
        (
            ["lapor", "a", "\u2013tahun", "2025"],
            "terlalu banyak argumen: `\u2013tahun 2025`\n  saran: tulis `--tahun 2025`, dengan dua tanda hubung",
        ),
        (
            ["lapor", "a", "tahun=2025"],
            "terlalu banyak argumen: `tahun=2025`\n  saran: tulis `--tahun 2025`, dengan dua tanda hubung",
        ),
        (
            ["rencana", "periksa"],
            "perintah `rencana` tidak dikenal\n  saran: perintah ditulis lebih dahulu: kinerja periksa rencana",
        ),
        (["jejak", "capaian(A; 2025)", "."], "paket dan ungkapannya tertukar\n  saran: tulis paketnya lebih dahulu"),
        (["baru"], "`FOLDER` belum disebut"),
        (["baru", ""], "nama folder atau berkas kosong\n  saran: sebut folder yang belum ada, misalnya: kinerja baru"),
        *(
            (verb, "nama folder atau berkas kosong\n  saran: sebut folder paket atau berkas .kinerja; untuk folder ini")
            for verb in (
                ["periksa", ""],
                ["format", " "],
                ["uji", ""],
                ["audit", ""],
                ["hitung", "", "--tahun", "2022"],
                ["lapor", "", "--tahun", "2022"],
                ["templat", "", "--tahun", "2022"],
                ["serap", "", "buku.xlsx"],
                ["jejak", "", "capaian(A; 2025)"],
                ["jelaskan", "KR101", ""],
            )
        ),
        (["lapor", "--gaya", ""], "nama sesudah `--gaya` kosong\n  saran: sebut berkas Word itu"),
        (["periksa", "--keputusan", ""], "nama sesudah `--keputusan` kosong\n  saran: sebut kertas kerjanya"),
        (["serap", ".", ""], "nama folder atau berkas kosong\n  saran: sebut buku kerja"),
        (["salin", ""], "nama folder atau berkas kosong\n  saran: sebut berkas yang memuat tabelnya"),
        (["jejak", ".", ""], "ungkapan yang ditanyakan belum disebut"),
        (["\x1b[31mhitung"], "perintah `hitung` tidak dikenal"),
    ],
)
def test_wrong_use_is_told_in_indonesian(kinerja: Kinerja, arguments: list[str], message: str) -> None:
    ran = kinerja(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"kesalahan: {message}")
    for english in ("Usage", "Error", "Try", "option", "argument ", "Missing", "No such"):
        assert english not in ran.err


@pytest.mark.parametrize("verb", list(group.commands))
def test_help_of_every_verb(kinerja: Kinerja, verb: str) -> None:
    for option in ("--help", "-h"):
        ran = kinerja(verb, option)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith(f"Pemakaian: kinerja {verb} [PILIHAN]")
        assert "\nPilihan:\n" in ran.out
        assert "\nContoh:\n" in ran.out
        assert all(width(line) <= 80 for line in ran.out.splitlines())
        assert not any(word in ran.out for word in ("Usage", "Options", "Show this", "default:"))


def test_examples_of_the_help_work(kinerja: Kinerja) -> None:
    import shlex

    assert kinerja("baru", "rencana_saya").status == 0
    Path("tabel.txt").write_text("Indikator\tTarget 2025\nJumlah petugas yang dilatih\t40\n", encoding="utf-8")
    for verb, command in group.commands.items():
        for line in command.example.splitlines():  # type: ignore[attr-defined]
            words = shlex.split(line)
            assert words[0] == "kinerja"
            if words[1:2] == ["baru"]:
                continue
            ran = kinerja(*words[1:])
            assert ran.status == 0, (verb, line, ran.err)


def test_colour(kinerja: Kinerja, plan: Path) -> None:
    asked = ("lapor", str(plan), "--tahun", "2025")
    assert "\x1b" not in kinerja(*asked).out
    assert "\x1b[" in kinerja(*asked, "--warna", "selalu").out
    kinerja("hitung", str(plan), "--tahun", "2025", "--warna", "selalu", "-o", "hasil.txt")
    assert "\x1b" not in Path("hasil.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252"])
def test_any_terminal_encoding(kinerja: Kinerja, encoding: str) -> None:
    ran = kinerja("lapor", str(EXAMPLE), "--tahun", "2022", encoding=encoding)
    assert ran.status == 0
    assert ran.out
    document = kinerja("hitung", str(EXAMPLE), "--tahun", "2022", "--format", "json", encoding=encoding)
    assert "Kementrian" not in document.out
    assert json.loads(document.out)["tahun"] == 2022
