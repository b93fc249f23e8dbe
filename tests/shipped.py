"""What the tests know of the shipped packages, written down again from their documentation, not read from `rules/`."""

from __future__ import annotations

from tests import drawn as d

LEMBAGA = d.Satuan("lembaga", "hitungan", "lembaga")
PERUSAHAAN = d.Satuan("perusahaan", "hitungan", "perusahaan")
NAKER = "urusan_tenaga_kerja"

SHIPPED = {
    "satuan_umum": d.Package("satuan_umum", "Satuan umum", (), shipped=True),
    "sakip_umum": d.Package(
        "sakip_umum",
        "Pengukuran kinerja SAKIP",
        (("satuan_umum", None),),
        {
            "acuan_realisasi": ("dinyatakan",),
            "acuan_target": (
                "perjanjian_kinerja_perubahan",
                "perjanjian_kinerja",
                "renja_perubahan",
                "renja",
                "renstra_perubahan",
                "renstra",
                "dpa",
                "lkjip",
            ),
            "agregasi": ("rata_rata",),
            "bila_kosong": ("gugur",),
            "ukuran_serapan": ("sakip_umum.serapan",),
            "ukuran_sisa": ("sakip_umum.sisa",),
            "ukuran_kemajuan": ("sakip_umum.kemajuan",),
            "ukuran_efisiensi": ("sakip_umum.efisiensi_selisih",),
            "ukuran_pagu_instansi": ("sakip_umum.anggaran_instansi",),
            "ukuran_realisasi_instansi": ("sakip_umum.realisasi_instansi",),
            "ukuran_serapan_instansi": ("sakip_umum.serapan_instansi",),
        },
        shipped=True,
    ),
    "permendagri_86_2017": d.Package(
        "permendagri_86_2017",
        "Permendagri 86/2017",
        (),
        {"skala": ("permendagri_86_2017.peringkat_kinerja",)},
        shipped=True,
    ),
    NAKER: d.Package(NAKER, "Urusan tenaga kerja", (("satuan_umum", None), ("sakip_umum", None)), shipped=True),
}

SHIPPED_ARAH = (
    "naik",
    "turun",
    "turun_dasar_nol",
    "turun_kebalikan",
    "rentang",
    "rentang_naik",
    "rentang_turun",
    "tetap",
    "tercapai",
    "terjaga",
)
IMPROVES = dict(
    zip(
        SHIPPED_ARAH,
        ("naik", "turun", "turun", "turun", "rentang", "naik", "turun", "rentang", "naik", "turun"),
        strict=True,
    )
)
SHIPPED_UKURAN = (
    "efisiensi_selisih",
    "efisiensi_bila_tercapai",
    "efisiensi_kategori",
    "efisiensi_keluaran_masukan",
    "efisiensi_pmk_249",
    "efisiensi_pmk_22",
    "nilai_efisiensi",
)

_DATA = {
    "angkatan_kerja": ("Angkatan kerja", d.ORANG, "BPS"),
    "penduduk_bekerja": ("Penduduk usia kerja yang bekerja", d.ORANG, "BPS"),
    "kasus_perselisihan": (
        "Kasus perselisihan hubungan industrial yang terdaftar",
        d.KASUS,
        "Bidang hubungan industrial",
    ),
    "kasus_diselesaikan": (
        "Kasus perselisihan yang diselesaikan, paling jauh di tingkat kabupaten/kota",
        d.KASUS,
        "Bidang hubungan industrial",
    ),
    "lpks_terakreditasi": (
        "Lembaga pelatihan kerja swasta yang terakreditasi",
        LEMBAGA,
        "Bidang pelatihan kerja",
    ),
}
SHIPPED_DATA = {
    f"{NAKER}.{tail}": d.Datum(f"{NAKER}.{tail}", nama, satuan, NAKER, sumber)
    for tail, (nama, satuan, sumber) in _DATA.items()
}


def _stated(tail: str) -> d.Stated:
    return d.Stated("data", f"{NAKER}.{tail}", d.NOW)


def _indikator(tail: str, nama: str, satuan: d.Satuan, formula: d.Formula) -> d.Indikator:
    return d.Indikator(f"{NAKER}.{tail}", nama, NAKER, None, satuan, "sakip_umum.naik", d.Guarded(formula))


SHIPPED_INDIKATOR = {
    item.id: item
    for item in (
        _indikator(
            "TKK",
            "Tingkat Kesempatan Kerja",
            d.PERSEN,
            d.Sum("/", _stated("penduduk_bekerja"), _stated("angkatan_kerja")),
        ),
        _indikator(
            "PPHI",
            "Persentase perselisihan hubungan industrial yang diselesaikan",
            d.PERSEN,
            d.Sum("/", _stated("kasus_diselesaikan"), _stated("kasus_perselisihan")),
        ),
        _indikator(
            "akreditasi_lpks",
            "Jumlah lembaga pelatihan kerja swasta yang terakreditasi",
            LEMBAGA,
            _stated("lpks_terakreditasi"),
        ),
    )
}

PERINGKAT = tuple(
    d.Band(nama, d.Fraction(low, 100), True, d.Fraction(high, 100), True)
    for nama, low, high in (
        ("Sangat Rendah", 0, 50),
        ("Rendah", 51, 65),
        ("Sedang", 66, 75),
        ("Tinggi", 76, 90),
        ("Sangat Tinggi", 91, 100),
    )
)
SHIPPED_SKALA = {
    "permendagri_86_2017.peringkat_kinerja": d.Skala(
        "permendagri_86_2017.peringkat_kinerja",
        "Skala nilai peringkat kinerja",
        "permendagri_86_2017",
        d.PERSEN,
        PERINGKAT,
        "batas_bawah",
        "Sangat Tinggi",
        "Sangat Rendah",
    ),
    "sakip_umum.kategori_efisiensi": d.Skala(
        "sakip_umum.kategori_efisiensi",
        "Kategori efisiensi",
        "sakip_umum",
        d.POIN,
        (
            d.Band("Tidak efisien", None, True, d.Fraction(-5, 100), False),
            d.Band("Cukup efisien", d.Fraction(-5, 100), True, d.Fraction(5, 100), True),
            d.Band("Efisien", d.Fraction(5, 100), False, None, True),
        ),
    ),
}
