"""The canonical form, case by case."""

from pathlib import Path
from textwrap import dedent

import pytest

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_expression, parse_file
from kinerja_rules.syntax.printer import format_source, print_expression, print_file, print_segments

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*ROOT.glob("rules/*/*.kinerja"), *ROOT.glob("examples/*/*.kinerja")])


def formatted(text: str) -> str:
    """The canonical form of a text, which is the canonical form of itself."""
    result = format_source(SourceFile("rencana.kinerja", text))
    assert result.text is not None, result.diagnostics
    assert format_source(SourceFile("rencana.kinerja", result.text)).text == result.text
    return result.text


def assert_formats(text: str, expected: str) -> None:
    assert formatted(dedent(text).lstrip("\n")) == dedent(expected).lstrip("\n")


def assert_unchanged(text: str) -> None:
    assert_formats(text, text)


def expression(text: str) -> nodes.Expr:
    parsed, diagnostics = parse_expression(SourceFile("ungkapan", text))
    assert parsed is not None
    assert diagnostics == ()
    return parsed


# ---- expressions ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("(a+b)+c", "a + b + c"),
        ("a+(b+c)", "a + (b + c)"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a*b)+c", "a * b + c"),
        ("a*(b+c)", "a * (b + c)"),
        ("a/(b*c)", "a / (b * c)"),
        ("a×b÷c", "a * b / c"),
        ("-(a+b)", "-(a + b)"),
        ("(-a)*b", "-a * b"),
        ("a*(-b)", "a * -b"),
        ("a - -b", "a - -b"),
        ("--a", "--a"),
        ("(a=b) dan (c≠d)", "a = b dan c <> d"),
        ("a dan (b atau c)", "a dan (b atau c)"),
        ("(a dan b) atau c", "a dan b atau c"),
        ("bukan (a dan b)", "bukan (a dan b)"),
        ("bukan (a = b)", "bukan a = b"),
        ("(bukan a) = b", "(bukan a) = b"),
        ("(a = b) = c", "(a = b) = c"),
        ("(a / b) dalam %", "a / b dalam %"),
        ("(a dalam %) / b", "(a dalam %) / b"),
        ("(a dalam %) >= 5 %", "a dalam % >= 5 %"),
        (
            "jika (a) maka (b) selain itu (jika c maka d selain itu e)",
            "jika a maka b selain itu jika c maka d selain itu e",
        ),
        ("(jika a maka b selain itu c) + 1", "(jika a maka b selain itu c) + 1"),
        (
            "jika (jika a maka b selain itu c) maka d selain itu e",
            "jika jika a maka b selain itu c maka d selain itu e",
        ),
        ("f( a , b;c )", "f(a; b; c)"),
        ("f(80 % s/d 90 %)", "f(80 % s.d. 90 %)"),
        ("f(A bobot 40 %, B bobot 60 %)", "f(A bobot 40 %; B bobot 60 %)"),
        ("banyak(untuk program p)", "banyak(program p)"),
        ("banyak(indikator i di sasaran yang iku(i) lewati)", "banyak(indikator i di sasaran yang iku(i) lewati)"),
        (
            "f(pagu(k, t) untuk kegiatan k di p, tahun t di a - 1 s/d a)",
            "f(pagu(k; t) untuk kegiatan k di p; tahun t di a - 1 s.d. a)",
        ),
        ("f(lewati)", "f(lewati)"),
        ("f()", "f()"),
        ("f(untuk di dan)", "f(untuk di dan)"),
        ("induk(i).nama", "induk(i).nama"),
        ("naker . TKK", "naker.TKK"),
        ("2022", "2022"),
        ("100520 orang", "100520 orang"),
        ("100.520   orang", "100.520 orang"),
        ("93,80%", "93,80 %"),
        ("Rp. 65040000,-", "Rp 65.040.000"),
        ("Rp 30,77 juta", "Rp 30,77 juta"),
        ("5 Rp", "Rp 5"),
        ("5 Rp/orang", "5 Rp/orang"),
        ("Rp -5", "Rp -5"),
        ("-Rp 5", "-Rp 5"),
        ("12345 %", "12345 %"),
        ("7,5 per  1.000 “kelahiran hidup”", '7,5 per 1.000 "kelahiran hidup"'),
        ("periode + 2022-TW1", "periode + 2022-TW1"),
        ("x(tahun-1)", "x(tahun - 1)"),
        (r'"a \{ \"b\" \\ \\" = “c"d”', r'"a \{ \"b\" \ \\" = "c\"d"'),
    ],
)
def test_expression(written: str, canonical: str) -> None:
    parsed = expression(written)
    assert print_expression(parsed) == canonical
    assert expression(canonical) == parsed


def test_segments_name_what_they_were_written_for() -> None:
    assert [(text, None if part is None else type(part)) for text, part in print_segments(expression("(a + 5 %) * f(b)"))] == [
        ("(", None),
        ("a", nodes.Name),
        (" ", None),
        ("+ ", None),
        ("5 %", nodes.NumberLit),
        (")", None),
        (" ", None),
        ("* ", None),
        ("f", nodes.Call),
        ("(", None),
        ("", None),
        ("b", nodes.Name),
        (")", None),
    ]  # fmt: skip


def test_segments_keep_together_what_is_asked() -> None:
    segments = print_segments(expression("target(i; t) - 1"), lambda part: isinstance(part, nodes.Call))
    assert [text for text, _ in segments] == ["target(i; t)", " ", "- ", "1"]


def test_a_long_expression_is_broken_where_it_may_be() -> None:
    assert_unchanged("""
        arah rentang "Makin dekat ke rentang makin baik" {
          membaik rentang
          capaian jika realisasi > target.atas maka target.atas / realisasi
                  selain itu jika realisasi < target.bawah maka realisasi / target.bawah
                  selain itu 100 %
        }

        ukuran u "U" {
          untuk sasaran sasaran_yang_bernama_panjang, tahun tahun_pelaporan_dari_dokumen,
                program program_pendukung
          misal sebutan_panjang_sekali_untuk_pembilang = 1
          nilai sebutan_panjang_sekali_untuk_pembilang
                + sebutan_panjang_sekali_untuk_penyebut * sebutan_panjang_sekali_untuk_pengali
                - rata_rata_tertimbang(
                    capaian(indikator_yang_pertama; tahun_pelaporan_dari_dokumen) bobot 40 %;
                    capaian(indikator_yang_kedua; tahun_pelaporan_dari_dokumen) bobot 60 %)
        }
    """)


# ---- blocks and fields ----------------------------------------------------------------------------------------------
def test_short_bodies_stand_on_one_line() -> None:
    assert_formats(
        """
        data penduduk_bekerja "Penduduk" {
          satuan orang
          sumber "BPS"
        }
        misi M1 "Misi" {

        }
        uji "u" { harap a = 1 }
        indikator X "x" { bobot 3
          iku }
        indikator Y "y" { satuan m2 arah naik iku }
        indikator Z "z" { satuan % arah naik iku desimal 2 }
        renstra 2021 s.d. 2026 { nomenklatur "K" skala peringkat_kinerja }
        """,
        """
        data penduduk_bekerja "Penduduk" { satuan orang  sumber "BPS" }
        misi M1 "Misi" { }
        uji "u" { harap a = 1 }
        indikator X "x" {
          bobot 3
          iku
        }
        indikator Y "y" { satuan m2  arah naik  iku }
        indikator Z "z" {
          satuan  %
          arah    naik
          iku
          desimal 2
        }
        renstra 2021 s.d. 2026 { nomenklatur "K"  skala peringkat_kinerja }
        """,
    )


def test_a_body_with_a_comment_or_a_blank_line_keeps_its_lines() -> None:
    assert_unchanged("""
        data a "A" {
          satuan orang  # jiwa
        }

        data b "B" {
          satuan orang

          sumber "BPS"
        }
    """)


def test_fields_are_aligned_in_runs() -> None:
    assert_formats(
        """
        indikator TKK "Tingkat Kesempatan Kerja" {
        definisi "Peluang"
        satuan %
          # arahnya
            akumulasi    akhir


          rumus a/b
          iku
          sumber   "BPS"
        }
        """,
        """
        indikator TKK "Tingkat Kesempatan Kerja" {
          definisi  "Peluang"
          satuan    %
          # arahnya
          akumulasi akhir

          rumus  a / b
          iku
          sumber "BPS"
        }
        """,
    )


def test_long_prose_stands_in_pieces() -> None:
    long, longer = "kata " * 14 + "kata", "kata " * 16 + "kata"
    assert_formats(
        f"""
        narasi TKK 2022 {{
          penyebab "pendek" "sekali"
          hambatan "{long}" "{long}"
          solusi "{longer}" "lalu"
        }}
        """,
        f"""
        narasi TKK 2022 {{
          penyebab "pendek" "sekali"
          hambatan "{long}"
                   "{long}"
          solusi   "{longer}"
                   "lalu"
        }}
        """,
    )
    longest = "kata " * 18 + "kata"
    assert_unchanged(f"""
        narasi TKK 2022 {{
          penyebab "pendek"
          hambatan
            "{longest}"
            "lalu"
        }}
    """)


def test_bands_of_a_scale_are_columns() -> None:
    assert_formats(
        """
        skala s "Skala" {
          dasar "P" bagian "L" belum_diverifikasi
          kategori "AA" sebutan "Sangat Memuaskan" >90 s.d. 100 skor 7
          kategori "A" sebutan "Memuaskan" > 80 s.d. 90 skor 6
          kategori "D" 0 s.d. ≤30
          celah batas_bawah
        }
        """,
        """
        skala s "Skala" {
          dasar    "P" bagian "L" belum_diverifikasi
          kategori "AA"  sebutan "Sangat Memuaskan"  > 90 s.d.    100  skor 7
          kategori "A"   sebutan "Memuaskan"         > 80 s.d.     90  skor 6
          kategori "D"                                  0 s.d. <=  30
          celah    batas_bawah
        }
        """,
    )


def test_like_fields_are_columns() -> None:
    assert_unchanged("""
        dokumen d "D" jenis lkjip tanggal 2022-01-31 {
          nama T1   "Tujuan"
          nama TPAK "Tingkat Partisipasi"  bagian "Tabel 2.3"

          menyatakan banyak misi          4  bagian "2.1"
          menyatakan banyak program   1.500  bagian "Ikhtisar"
          menyatakan pagu   2022     Rp 500
        }

        uji "u" {
          andai pengangguran(2022)   =   6.620 orang
          andai angkatan_kerja(2022) = 107.140 orang
          harap bulatkan(TPT; 2) = 6,18 %
          harap a                = "Tinggi"
          harap bukan ada(b)
        }
    """)


def test_declarations_of_one_line_are_columns() -> None:
    assert_unchanged("""
        satuan buah  "buah"  hitungan
        satuan lusin "lusin" = 12 buah

        data penduduk_bekerja "Penduduk usia kerja yang bekerja" { satuan orang  sumber "BPS" }
        data angkatan_kerja   "Angkatan kerja"                   { satuan orang  sumber "BPS" }
        misi M1 "Mempercepat"
        tujuan T1 "Meningkatnya" mendukung M1 {
          indikator TPAK dari naker.TPAK
          indikator P    dari naker.P    "Nama lain" { iku }
          sasaran S1 "Meningkatnya" kode 1.02 mendukung T1, T2
        }
    """)


def test_blank_lines_are_kept_as_one_and_put_between_long_blocks() -> None:
    assert_formats(
        """


        misi M1 "a"
        misi M2 "b"



        misi M3 "c"
        target {
          2022

          A 1


          B 2

        }
        target { 2022
          A 1 }
        """,
        """
        misi M1 "a"
        misi M2 "b"

        misi M3 "c"
        target {
              2022

          A      1

          B      2
        }

        target {
              2022
          A      1
        }
        """,
    )


# ---- tables ---------------------------------------------------------------------------------------------------------
def test_tables_are_aligned() -> None:
    assert_formats(
        """
        target {
          awal 2022 s/d  2022-TW3 akhir
          TPAK - 67,80% 80 s.d. 90 % >= 68,00 %
          TKK n/a 93,80 % belum_rilis kurang_dari 1234
          "Nilai SAKIP" 0/0 -3,5 - 12
        }
        data sumber "BPS" {
          satuan 2021 2022
          naker.penduduk orang 104977 100520
          pdrb Rp 5 -
          tpt % 6,5 6
          kepadatan orang/km2 5 6
        }
        anggaran 2022 {
          pagu realisasi
          2.07.03 Rp1429098490 Rp.1350102600,-
        }
        realisasi { }
        """,
        """
        target {
                          awal      2022    s.d. 2022-TW3               akhir
          TPAK               -   67,80 %   80 % s.d. 90 %     minimal 68,00 %
          TKK              n/a   93,80 %      belum rilis   kurang dari 1.234
          "Nilai SAKIP"    0/0      -3,5                -                  12
        }

        data sumber "BPS" {
                           satuan         2021      2022
          naker.penduduk   orang       104.977   100.520
          pdrb             Rp                5         -
          tpt              %               6,5         6
          kepadatan        orang/km2         5         6
        }

        anggaran 2022 {
                                pagu          realisasi
          2.07.03   Rp 1.429.098.490   Rp 1.350.102.600
        }
        realisasi { }
        """,
    )


def test_grades_are_left_aligned() -> None:
    assert_unchanged("""
        target {
                  2022    2023
          opini   "WTP"   -
          akip    BB      "Sangat Baik"
        }
    """)


# ---- comments -------------------------------------------------------------------------------------------------------
def test_comments_stay_where_they_are() -> None:
    assert_formats(
        """
        # kepala berkas

           #di atas misi
        misi M1 "a" # di kanan
        program P1 "p" {   # di kanan kurung
            # di atas isian
            lintas "x"   # di kanan isian
            bobot 12 # sejajar

            # sebelum tutup
        } # di kanan tutup
        target { # kolom
          # judul
          2022 # tahun
          # baris
          A 1 # satu
          # akhir
        }
        data a "A" {
          # kosong
        }
        # akhir berkas
        """,
        """
        # kepala berkas

        #di atas misi
        misi M1 "a"  # di kanan
        program P1 "p" {  # di kanan kurung
          # di atas isian
          lintas "x"  # di kanan isian
          bobot  12   # sejajar

          # sebelum tutup
        }  # di kanan tutup

        target {  # kolom
          # judul
              2022  # tahun
          # baris
          A      1  # satu
          # akhir
        }

        data a "A" {
          # kosong
        }
        # akhir berkas
        """,
    )


def test_comments_inside_a_field_or_a_heading_go_above_it() -> None:
    assert_formats(
        """
        misi M1 "a"

        program P1 "p" # nama
          kode 1.02 # kode
        { # isi
          lintas "x"
        }
        """,
        """
        misi M1 "a"

        # nama
        # kode
        program P1 "p" kode 1.02 {  # isi
          lintas "x"
        }
        """,
    )
    assert_formats(
        """
        indikator I "i" {
          satuan %

          rumus (a # pembilang
                 / b) # penyebut
          # tentang misal
          misal c = # nilai
            5
        }
        """,
        """
        indikator I "i" {
          satuan %

          # pembilang
          rumus a / b  # penyebut
          # tentang misal
          # nilai
          misal c = 5
        }
        """,
    )


def test_a_comment_alone_is_a_file() -> None:
    assert formatted("\n\n  # satu  \n\n\n# dua") == "# satu\n\n# dua\n"
    assert formatted("") == ""
    assert formatted("\ufeff \n\n") == ""


# ---- whole files ----------------------------------------------------------------------------------------------------
def test_line_ends_and_byte_order_mark() -> None:
    assert formatted('\ufeffmisi M1 "a"\r\n# b\r\ntarget {\r\n 2022\r\n A 1\r\n}') == (
        'misi M1 "a"\n# b\ntarget {\n      2022\n  A      1\n}\n'
    )


def test_mistakes_are_refused_with_their_diagnostics() -> None:
    source = SourceFile("rencana.kinerja", 'misi M1 "a" {\n  lintas 5\n}\n')
    result = format_source(source)
    assert result.text is None
    assert [(d.code, d.message) for d in result.diagnostics] == [("KR100", "isian `5` belum diberi tanda kutip")]


def test_a_warning_accompanies_the_text() -> None:
    result = format_source(SourceFile("rencana.kinerja", "target {\n 2022\n A 93.821 %\n}\n"))
    assert result.text == "target {\n          2022\n  A   93.821 %\n}\n"
    assert [diagnostic.code for diagnostic in result.diagnostics] == ["KR102"]


def test_an_unfaithful_result_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'misi M1 "a"  # b\n'
    for wrong in ('misi M2 "a"  # b\n', 'misi M1 "a"\n', 'misi M1 "a"  # c\n', "misi\n"):
        monkeypatch.setattr("kinerja_rules.syntax.printer.print_file", lambda *_, wrong=wrong: wrong)
        result = format_source(SourceFile("rencana.kinerja", text))
        assert result.text is None
        assert [diagnostic.code for diagnostic in result.diagnostics] == ["KR901"]


def test_without_a_source_a_file_is_its_nodes_alone() -> None:
    parsed = parse_file(SourceFile("rencana.kinerja", 'misi M1 "a" # b\n\n\nmisi M2 "b" { lintas "x" }'))
    assert print_file(parsed.file) == 'misi M1 "a"\nmisi M2 "b" { lintas "x" }\n'


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_shipped_files_format_faithfully(path: Path) -> None:
    formatted(path.read_text(encoding="utf-8"))


def test_deep_expressions_print() -> None:
    assert print_expression(expression("(" * 90 + "a" + ")" * 90)) == "a"
    nested = "f(" * 90 + "a" + ")" * 90
    assert print_expression(expression(nested)) == nested
    assert print_expression(expression("-" * 90 + "a")) == "-" * 90 + "a"


def test_depth_is_counted_through_weights_sets_and_ranges() -> None:
    deep = "a" + " + a" * 90
    for written in ("f(x bobot {})", "f(k x di {})", "f(k x di a s.d. {})", "f({} s.d. a)", "f(k x yang {})"):
        grown = deep
        for _ in range(2):
            grown = written.format(grown) + " + a" * 90
        _, diagnostics = parse_expression(SourceFile("ungkapan", grown))
        assert [diagnostic.code for diagnostic in diagnostics] == ["KR111"], written
