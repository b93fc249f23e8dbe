"""A case or more for every kind of mistake: true tables of one small plan, one cell printed otherwise, the cause told.

The figures were worked out by hand from the plan below; they are never made from what the program answers.
"""

from attrs import frozen

from tests.audit.restated import Restated

PLAN = """
paket dinas "Dinas" {
  versi "1"
  pakai permendagri_86_2017, sakip_umum
  bila_kosong lewati
}

renstra 2021 s.d. 2023 { skala peringkat_kinerja }

misi M1 "Misi"
tujuan T1 "Tujuan" mendukung M1 { indikator U "Utama" { satuan %  arah naik } }

sasaran S1 "Sasaran satu" mendukung T1 {
  indikator A "Persentase A" { satuan %  arah naik }
  indikator B "Persentase B" { satuan %  arah turun }
  indikator C "Persentase C" { satuan %  arah naik  rumus a / b }
}
sasaran S2 "Sasaran dua" mendukung T1 {
  indikator D "Persentase D" { satuan %  arah naik  dibatasi 0 % s.d. 110 % }
  indikator E "Persentase E" { satuan %  arah naik }
  indikator G "Persentase G" { satuan %  arah naik  nilai_kategori eksak }
}
sasaran S3 "Sasaran tiga" mendukung T1 {
  indikator F "Jumlah F" { satuan orang  arah naik  akumulasi jumlah }
  indikator H "Indeks H" { satuan indeks  arah naik }
}
program P1 "Program satu" mendukung S1 {
  kegiatan K1 "Kegiatan satu"
  kegiatan K2 "Kegiatan dua"
  kegiatan K3 "Kegiatan tiga"
}

data a "A" { satuan orang }
data b "B" { satuan orang }
data {
     satuan   2021   2022
  a   orang  3.000  3.100
  b   orang  4.000  4.100
}

target {
         2021     2022     2023    akhir
  A   70,00 %  72,00 %  75,00 %  80,00 %
  B   20,00 %  18,00 %  16,00 %  16,00 %
  C   70,00 %  71,00 %  72,00 %  72,00 %
  D   50,00 %  60,00 %  70,00 %  70,00 %
  E   40,00 %  40,00 %  40,00 %  40,00 %
  G         -  80,00 %        -        -
  H         -    80,00        -        -
}
target {
      2022-TW1  2022-TW2  2022-TW3  2022-TW4
  F   10 orang  20 orang  30 orang  40 orang
}

realisasi {
         2021     2022
  A   69,30 %  73,46 %
  B   21,40 %  19,26 %
  C   74,50 %  75,20 %
  D   55,00 %  75,00 %
  E   41,00 %        -
  G         -  72,798 %
  H         -     76,40
}
realisasi {
      2022-TW1  2022-TW2  2022-TW3  2022-TW4
  F   12 orang  21 orang  34 orang  39 orang
}

anggaran 2021 {
             pagu    realisasi
  K1  Rp 4.000.000  Rp 3.600.000
  K2  Rp 5.000.000  Rp 4.000.000
  K3  Rp 6.000.000  Rp 5.400.000
}
anggaran 2022 {
             pagu    realisasi
  K1  Rp 4.400.000  Rp 4.180.000
  K2  Rp 5.250.000  Rp 4.515.000
  K3  Rp 6.350.000  Rp 6.096.000
}

pembanding nasional "Nasional" {
         2022
  A   76,00 %
}

dokumen renja_2022 "Renja" jenis renja {
  nama A "Nama A menurut Renja"
  target {
          2022
    B  19,00 %
  }
}
dokumen dpa_2022 "DPA" jenis dpa {
  anggaran 2022 {
             pagu
    K1  Rp 4.600.000
  }
}
"""


@frozen
class Kind:
    """One case: the questions of a row or table as they are printed, the last of which differs."""

    kode: str
    words: str
    """What the explanation must say."""
    cells: tuple[Restated, ...]


def _case(kode: str, words: str, question: str, printed: str, *beside: tuple[str, str, str, str]) -> Kind:
    """A cell of row 1, and those beside it: (question, print, row, column)."""
    cells = [Restated(q, p, row, column) for q, p, row, column in beside]
    return Kind(kode, words, (*cells, Restated(question, printed, "1", "capaian")))


KINDS: tuple[Kind, ...] = (
    # 72 / 73,46 = 98,0125 %
    _case("rasio_terbalik", "target A 2022 (72,00 %) dibagi realisasi A 2022 (73,46 %)", "capaian(A; 2022)", "98,01 %"),
    # 76 / 73,46 = 103,4577 %
    _case("rasio_terbalik", "nasional", "capaian(A; 2022; nasional)", "103,46 %"),
    # 19,26 / 19 = 101,3684 %
    _case("arah_lain", "`naik`", "capaian(B; 2022)", "101,37 %"),
    # 73,46 / 80 = 91,825 %
    _case("target_lain", "target akhir Renstra", "capaian(A; 2022)", "91,83 %"),
    # 73,46 / 70 = 104,9429 %
    _case("target_lain", "target tahun lain: target A 2021 (70,00 %)", "capaian(A; 2022)", "104,94 %"),
    # (2 x 18 - 19,26) / 18 = 93 %
    _case("target_lain", "target Renstra", "capaian(B; 2022)", "93,00 %"),
    # 69,30 / 72 = 96,25 %
    _case("realisasi_lain", "realisasi A 2021 (69,30 %)", "capaian(A; 2022)", "96,25 %"),
    # 69,30 / 70 = 99 %
    _case("tahun_lain", "2021", "capaian(A; 2022)", "99,00 %"),
    # 3.100 / 4.100 = 75,6098 %, / 71 = 106,4927 %
    _case("dinyatakan_dihitung", "dihitung dari rumusnya", "capaian(C; 2022)", "106,49 %"),
    # 73,5 / 72 = 102,0833 %
    _case("masukan_dibulatkan", "realisasi A 2022 73,5 %", "capaian(A; 2022)", "102,08 %"),
    # 19,2 of 19 cut off: (38 - 19,2) / 19 = 98,9474 %
    _case(
        "potong_campur",
        "realisasi B 2022 19,2 %; dengan target B 2022 (19,00 %) seutuhnya",
        "capaian(B; 2022)",
        "98,95 %",
    ),
    # 102,0278 % rounded up at one decimal
    _case("potong_campur", "dibulatkan ke atas", "capaian(A; 2022)", "102,1 %"),
    # 74,16 / 72 = 103 %
    _case(
        "baris_tercetak",
        "realisasi A 2022 74,16 %",
        "capaian(A; 2022)",
        "103,00 %",
        ("target(A; 2022)", "72,00 %", "1", "target"),
        ("realisasi(A; 2022)", "74,16 %", "1", "realisasi"),
    ),
    # 75 / 60 = 125 %, limited to 110 %
    _case("batas_capaian", "tidak dipakai", "capaian(D; 2022)", "125,00 %"),
    _case("batas_capaian", "dibatasi 100 %", "capaian(C; 2022)", "100,00 %"),
    # 4.180.000 / 4.600.000 = 90,8696 %; 4.180.000 / 4.000.000 = 104,5 %
    _case("anggaran_lain", "dpa_2022", "serapan(K1; 2022)", "90,87 %"),
    _case("anggaran_lain", "pagu K1 2021", "serapan(K1; 2022)", "104,50 %"),
    _case("besaran_lain", "capaian A 2022", "realisasi(A; 2022)", "102,03 %"),
    _case("besaran_lain", "realisasi A 2022", "capaian(A; 2022)", "73,46 %"),
    # 73,46 - 72 = 1,46
    _case("selisih_bukan_rasio", "dihitung sebagai selisih", "capaian(A; 2022)", "1,46 %"),
    # 102,0278 - 100 = 2,0278
    _case("selisih_ke_100", "kelebihannya di atas 100 %", "capaian(A; 2022)", "2,03 %"),
    _case("tanda_hilang", "tandanya hilang", "target(A; 2022) - realisasi(A; 2022)", "1,46"),
    # 5.250.000 + 6.350.000; 16.000.000 + 4.400.000
    _case("bagian_jumlah", "tanpa pagu K1 2022", "pagu(P1; 2022)", "Rp 11.600.000"),
    _case("bagian_jumlah", "terhitung dua kali", "pagu(P1; 2022)", "Rp 20.400.000"),
    # (102,0278 + 98,6316 + 105,9155) / 4 = 76,6437 %
    _case("pembagi_rata", "dibagi 4, padahal anggotanya 3", "capaian(S1; 2022)", "76,64 %"),
    # (110 + 90,9975) / 3 = 66,9992 %
    _case("kosong_nol", "1 dari 3 anggota", "capaian(S2; 2022)", "67,00 %"),
    # 102,03 + 98,63 + 105,92 = 306,58; exactly 306,5748 %
    _case(
        "jumlah_bagian_bulat",
        "3 bagian yang sudah dibulatkan: 102,03 %, 98,63 %, 105,92 %",
        "jumlah(capaian(i; 2022) untuk indikator i di S1)",
        "306,58 %",
    ),
    _case("pangkat_sepuluh", "10 kali terlalu besar", "capaian(A; 2022)", "1.020,28 %"),
    _case("pangkat_sepuluh", "100 kali terlalu kecil", "capaian(A; 2022)", "1,02 %"),
    _case("ribuan", "ribuan `400` hilang", "pagu(K1; 2022)", "Rp 4.000"),
    _case("ribuan", "angka depan `4` hilang", "pagu(K1; 2022)", "Rp 400.000"),
    _case(
        "angka_salah",
        "angka `34` tertukar letaknya",
        "realisasi(A; 2022)",
        "74,36 %",
        ("target(A; 2022)", "72,00 %", "1", "target"),
        ("capaian(A; 2022)", "102,03 %", "1", "capaian lain"),
    ),
    # the total of the parts is printed beside it: 4.400.000 + 5.250.000 + 6.350.000
    _case(
        "angka_salah",
        "angka `52` tertukar letaknya, seharusnya Rp 5.250.000; pagu P1 2022 yang tercetak Rp 16.000.000",
        "pagu(K2; 2022)",
        "Rp 2.550.000",
        ("pagu(K1; 2022)", "Rp 4.400.000", "0", "pagu"),
        ("pagu(P1; 2022)", "Rp 16.000.000", "9", "pagu"),
    ),
    # the parts are printed beside it
    _case(
        "angka_salah",
        "hanya itulah yang cocok dengan Rp 4.400.000, Rp 5.250.000, Rp 6.350.000 yang tercetak bersamanya",
        "pagu(P1; 2022)",
        "Rp 61.000.000",
        ("pagu(K1; 2022)", "Rp 4.400.000", "0", "pagu"),
        ("pagu(K2; 2022)", "Rp 5.250.000", "2", "pagu"),
        ("pagu(K3; 2022)", "Rp 6.350.000", "3", "pagu"),
    ),
    _case(
        "angka_salah",
        "`9` seharusnya `3`",
        "capaian(A; 2022)",
        "102,09 %",
        ("target(A; 2022)", "72,00 %", "1", "target"),
        ("realisasi(A; 2022)", "73,46 %", "1", "realisasi"),
    ),
    _case(
        "sel_tetangga",
        "menyalin sel di atasnya",
        "target(A; 2022)",
        "71,00 %",
        ("target(C; 2022)", "71,00 %", "0", "capaian"),
    ),
    # two cells of a column exchanged
    _case(
        "sel_tetangga",
        "isi sel di atasnya yang seharusnya: target C 2022 (71,00 %)",
        "target(A; 2022)",
        "71,00 %",
        ("target(C; 2022)", "72,00 %", "0", "capaian"),
    ),
    # an index in the place of an achievement, and the reverse: 76,4 / 80 = 95,5 %
    _case("satuan_lain", "realisasi H 2022, 76,4: satuannya `indeks`", "capaian(H; 2022)", "76,40 %"),
    _case("satuan_lain", "capaian H 2022, 95,5 %: satuannya `%`", "realisasi(H; 2022)", "95,50"),
    # 106 people of 100
    _case(
        "satuan_lain",
        "realisasi F 2022, 106 orang (`realisasi` baris `0`): satuannya `orang`",
        "realisasi(A; 2022)",
        "106,00 %",
        ("realisasi(F; 2022)", "106 orang", "0", "realisasi"),
    ),
    Kind(
        "satuan_lain",
        "pada bagian yang sama",
        (Restated("realisasi(H; 2022)", "76,40", place="3.2"), Restated("realisasi(A; 2022)", "76,40 %", place="3.2")),
    ),
    # (4.180 + 4.515) / (4.400 + 5.250) = 90,1036 %, itself printed wrong
    Kind(
        "klaim_setempat",
        "pada bagian yang sama",
        (
            Restated(
                "(realisasi_anggaran(K1; 2022) + realisasi_anggaran(K2; 2022)) / (pagu(K1; 2022) + pagu(K2; 2022)) dalam %",
                "91,10 %",
                place="3.2",
            ),
            Restated("realisasi_anggaran(K3; 2022) / pagu(K3; 2022) dalam %", "90,10 %", place="3.2"),
        ),
    ),
    _case("kategori_lain", "Predikat AKIP", "kategori(A; 2022)", "Sangat Memuaskan"),
    # 98,6316 % is Sangat Tinggi; realisasi 73,46 % would be Sedang
    _case("kategori_lain", "realisasi, bukan capaian", "kategori(A; 2022)", "Sedang"),
    # 72,798 / 80 = 90,9975 %: Tinggi, but displayed as 91,00 %
    _case("kategori_lain", "nilai yang ditampilkan, 91 %", "kategori(G; 2022)", "Sangat Tinggi"),
    # parts of a year: 12 + 21 + 34 + 39 = 106 of 100
    _case("realisasi_lain", "realisasi F 2022-TW4 (39 orang)", "realisasi(F; 2022)", "39 orang"),
    _case("bagian_jumlah", "tanpa realisasi F 2022-TW1 (12 orang)", "realisasi(F; 2022)", "94 orang"),
    # 39 / 100 = 39 %
    _case("realisasi_lain", "realisasi F 2022-TW4 (39 orang)", "capaian(F; 2022)", "39,00 %"),
    # 106 / 40 = 265 %
    _case("target_lain", "target sebagian tahun: target F 2022-TW4 (40 orang)", "capaian(F; 2022)", "265,00 %"),
    # indicators: 3 of S1, 3 of S2, 2 of S3
    _case("hitungan_lain", "terhitung indikatornya, bukan sasarannya", "banyak(sasaran)", "8"),
    _case("hitungan_lain", "terhitung program, bukan kegiatan", "banyak(kegiatan)", "1"),
    _case("hitungan_lain", "satu terlewat; yang terhitung 3: Kegiatan satu", "banyak(kegiatan k di P1)", "2"),
    # of S1 A and C reach 100 %, B does not
    _case("hitungan_lain", "tanpa syaratnya", "banyak(indikator i di S1 yang capaian(i; 2022) >= 100 %)", "3"),
    _case("hitungan_lain", "yang sebaliknya", "banyak(indikator i di S1 yang capaian(i; 2022) >= 100 %)", "1"),
    # 80 / 73,46 = 108,9028 %
    _case(
        "dua_kesalahan",
        "memakai target A 2022 (akhir Renstra) (80,00 %), bukan target A 2022 (72,00 %), dan pembagiannya terbalik",
        "capaian(A; 2022)",
        "108,90 %",
    ),
    # 69,30 turned over: 72 / 69,3 = 103,8961 %
    _case("dua_kesalahan", "memakai realisasi A 2021 (69,30 %)", "capaian(A; 2022)", "103,90 %"),
    # 73,5 / 80 = 91,875 %
    _case("dua_kesalahan", "sudah dibulatkan: realisasi A 2022 73,5 %", "capaian(A; 2022)", "91,88 %"),
    # 73,46 - 80 = -6,54
    _case("dua_kesalahan", "dihitung sebagai selisih", "capaian(A; 2022)", "-6,54 %"),
    # 72 / 73,5 = 97,9592 %
    _case("dua_kesalahan", "pembagiannya terbalik, dan dihitung dari angka", "capaian(A; 2022)", "97,96 %"),
    _case("nama_lain", "menurut renja_2022", "nama(A)", "Nama A menurut Renja"),
)
