"""What may be asked of a declared thing after a dot: `i.definisi`, `s.kode`, `d.tanggal`. One table, for checker and engine."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from kinerja_rules.model import units
from kinerja_rules.model.expression import Type

_LEVELS = frozenset({"simpul", "misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan"})
_INDIKATOR = frozenset({"indikator"})
_SUBJEK = _LEVELS | _INDIKATOR
_DOKUMEN = frozenset({"dokumen"})
_DATA = frozenset({"data"})
_PERNYATAAN = frozenset({"pernyataan"})
_PENYEBUTAN = frozenset({"penyebutan"})
_BELANJA = frozenset({"jenis_belanja"})
_NAMED = _SUBJEK | _DOKUMEN | _DATA | _BELANJA | {"skala", "pembanding"}

TEKS = Type("teks")
TANGGAL = Type("tanggal")
_TEXTS = Type("himpunan", entity="teks")
_NAMINGS = Type("himpunan", entity="penyebutan")
_SIMPUL = Type("himpunan", entity="simpul")


@frozen
class Attribute:
    """An attribute: of which kinds of things, what it yields, and what it is in a planner's words."""

    name: str
    kinds: frozenset[str]
    type: Type
    summary: str


ATTRIBUTES: Mapping[str, Attribute] = MappingProxyType(
    {
        a.name: a
        for a in (
            Attribute("id", _NAMED | _PERNYATAAN | _PENYEBUTAN, TEKS, "pengenalnya"),
            Attribute("nama", _NAMED | _PENYEBUTAN, TEKS, "namanya; pada penyebutan: nama yang ditulis dokumen"),
            Attribute("nama_rencana", _PENYEBUTAN, TEKS, "nama menurut rencana dari yang disebut"),
            Attribute("lainnya", _PENYEBUTAN, _NAMINGS, "penyebutan lain tentang hal yang sama"),
            Attribute("jenis", _LEVELS | _DOKUMEN | _PENYEBUTAN, TEKS, "jenjang simpul, atau jenis dokumen"),
            Attribute("kode", _LEVELS, TEKS, "kode nomenklaturnya"),
            Attribute("definisi", _INDIKATOR, TEKS, "definisi operasionalnya"),
            Attribute("satuan", _INDIKATOR | _DATA | {"skala"}, TEKS, "satuannya sebagai teks"),
            Attribute("arah", _INDIKATOR, TEKS, "pengenal arah targetnya"),
            Attribute("membaik", _INDIKATOR, TEKS, "`naik`, `turun`, `rentang`, atau `tetap` menurut arahnya"),
            Attribute("akumulasi", _INDIKATOR | _DATA, TEKS, "`jumlah`, `akhir`, `rata_rata`, atau `tertinggi`"),
            Attribute("rumus", _INDIKATOR, TEKS, "rumusnya sebagai teks"),
            Attribute("dari", _INDIKATOR, TEKS, "pengenal indikator pustaka asalnya"),
            Attribute("sumber", _INDIKATOR | _DOKUMEN | _DATA | {"pembanding"}, TEKS, "sumber datanya"),
            Attribute("iku", _INDIKATOR, Type("logika"), "benar bila indikator kinerja utama"),
            Attribute("desimal", _INDIKATOR, Type("angka", units.ANGKA), "banyaknya desimal yang ditampilkan"),
            Attribute("mulai", _INDIKATOR, Type("periode"), "tahun mulai diukur"),
            Attribute("diukur", _INDIKATOR, TEKS, "bagian tahun tempat ia diukur, dipisahkan koma"),
            Attribute("bobot", _SUBJEK, Type("angka", units.PERSEN), "bobotnya"),
            Attribute("alokasi", _LEVELS, _SIMPUL, "simpul yang mendapat bagian anggarannya menurut `alokasi`"),
            Attribute("penanggung_jawab", _SUBJEK, TEKS, "penanggung jawabnya"),
            Attribute("lintas", _SUBJEK, _TEXTS, "perangkat daerah mitra, sebagai himpunan teks"),
            Attribute("keterangan", _SUBJEK | _DATA, TEKS, "keterangannya"),
            Attribute("induk", _SUBJEK, _SIMPUL, "simpul tepat di atasnya"),
            Attribute("anak", _SUBJEK, _SIMPUL, "simpul tepat di bawahnya"),
            Attribute("pendukung", _SUBJEK, _SIMPUL, "semua simpul di bawahnya"),
            Attribute("leluhur", _SUBJEK, _SIMPUL, "semua simpul di atasnya"),
            Attribute("indikator", _LEVELS, Type("himpunan", entity="indikator"), "indikator yang ditempatkan padanya"),
            Attribute("tanggal", _DOKUMEN, TANGGAL, "tanggalnya"),
            Attribute("disetujui", _DOKUMEN, TANGGAL, "tanggal disetujuinya"),
            Attribute(
                "tahun", _DOKUMEN | _PERNYATAAN, Type("periode"), "tahun tanggalnya, atau tahun yang disebut pernyataan"
            ),
            Attribute("alasan", _DOKUMEN, TEKS, "alasan perubahannya"),
            Attribute("celah", frozenset({"skala"}), TEKS, "kebijakan celah skala"),
            Attribute("apa", _PERNYATAAN, TEKS, "`banyak`, `pagu`, `realisasi`, atau `sisa`"),
            Attribute(
                "tentang",
                _PERNYATAAN | _PENYEBUTAN,
                TEKS,
                "jenjang atau tahun yang dihitung, atau pengenal yang disebut",
            ),
            Attribute("banyaknya", _PERNYATAAN, Type("angka", units.ANGKA), "bilangan yang dinyatakan `banyak`"),
            Attribute("nilai", _PERNYATAAN, Type("angka", units.RUPIAH), "rupiah yang dinyatakan"),
            Attribute("bagian", _PERNYATAAN | _PENYEBUTAN, TEKS, "bagian dokumen yang menyatakannya"),
            Attribute(
                "dokumen",
                _PERNYATAAN | _PENYEBUTAN,
                TEKS,
                "pengenal dokumen yang menyatakannya, `renstra` untuk rencana sendiri",
            ),
            Attribute("bagian_dari", _BELANJA, TEKS, "jenis belanja yang memuatnya"),
        )
    }
)


def attributes_of(kind: str) -> tuple[str, ...]:
    """Names of the attributes of a kind of thing, in alphabetical order."""
    return tuple(sorted(a.name for a in ATTRIBUTES.values() if kind in a.kinds))
