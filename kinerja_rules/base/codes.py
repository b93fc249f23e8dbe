"""The stable codes of the program's own findings. A code is never reused; each has a page in `docs/kode/`."""

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # KR1: sintaks
        "KR100": "tulisan yang tidak diharapkan di sini",
        "KR101": "penulisan bilangan",
        "KR102": "bilangan yang mungkin salah baca",
        "KR103": "kurung yang tidak berpasangan",
        "KR104": "tanda kutip yang belum ditutup",
        "KR105": "kata kunci yang tidak dikenal",
        "KR106": "sel tabel yang tidak terbaca",
        "KR107": "banyaknya sel tidak sama dengan banyaknya kolom",
        "KR108": "koma tanpa spasi antara argumen",
        "KR109": "penulisan tanggal, periode, atau kode",
        "KR110": "berkas yang tidak dapat dibaca sebagai teks",
        "KR111": "susunan yang terlalu dalam atau terlalu panjang",
        "KR112": "judul kolom yang tidak dikenal",
        "KR113": "isian yang ditulis dua kali",
        "KR114": "isian wajib yang belum ada",
        "KR115": "deklarasi yang belum didukung",
        "KR116": "nilai isian yang tidak dikenal",
        # KR2: nama dan paket
        "KR201": "nama yang tidak dikenal",
        "KR202": "nama yang dideklarasikan dua kali",
        "KR203": "paket yang tidak ditemukan",
        "KR204": "versi paket yang tidak sesuai",
        "KR205": "paket yang saling memakai melingkar",
        "KR206": "rujukan berkas keluar dari paket",
        "KR207": "nama yang bermakna ganda",
        "KR208": "banyaknya argumen",
        "KR209": "jenis argumen",
        "KR210": "deklarasi paket",
        # KR3: satuan
        "KR301": "satuan yang tidak dikenal",
        "KR302": "satuan yang tidak dapat digabungkan",
        "KR303": "satuan rumus tidak sama dengan satuan yang dinyatakan",
        "KR304": "perkalian dengan 100 pada satuan yang sudah memuatnya",
        "KR305": "persen digabungkan dengan bilangan tanpa satuan",
        "KR306": "pembulatan rasio tanpa satuan",
        "KR307": "satuan hitungan pembilang dilepas",
        "KR308": "satuan sel tidak sama dengan satuan yang dinyatakan",
        "KR309": "jenis ungkapan",
        # KR4: struktur
        "KR401": "rumus yang melingkar",
        "KR403": "induk yang tidak sesuai jenjang",
        "KR404": "kode yang tidak sesuai induknya",
        "KR405": "skala bercelah tanpa kebijakan",
        "KR406": "skala yang bertumpang tindih",
        "KR407": "kategori atau skala yang tidak sah",
        "KR408": "kebijakan yang ditetapkan dua kali pada tempat yang setara",
        "KR409": "bentuk target tidak sesuai arah",
        "KR420": "isian tabel laporan yang tidak berpengaruh",
        "KR421": "tabel laporan yang sama dari dua paket",
        "KR422": "nomor tabel laporan yang sama",
        "KR425": "kertas kerja reviu yang tidak dapat dibaca",
        "KR426": "isian kertas kerja reviu",
        "KR427": "pengenal temuan di kertas kerja reviu",
        "KR428": "keputusan reviu yang tidak berlaku lagi",
        # KR5: data dan perhitungan
        "KR501": "target di luar periode Renstra",
        "KR502": "pernyataan yang bertentangan atas data yang sama",
        "KR503": "realisasi yang dinyatakan berbeda dari hitungan rumus",
        "KR504": "rumus yang tidak dapat dihitung, misalnya karena pembagi nol",
        "KR505": "anggaran induk berbeda dari jumlah rinciannya",
        "KR506": "rantai rumus terlalu panjang",
        "KR507": "nilai yang tampak salah letak koma atau titik ribuannya",
        "KR510": "berkas lembar kerja yang tidak dapat dibaca",
        "KR511": "tabel yang tidak dikenali dalam lembar kerja",
        "KR512": "sel lembar kerja yang tidak terbaca",
        "KR513": "hal yang perlu diketahui dari lembar kerja",
        # KR9: internal
        "KR900": "kesalahan program",
        "KR901": "hasil perapian yang tidak setara dengan sumbernya",
    }
)
