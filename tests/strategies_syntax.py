"""Hypothesis strategies for files as written: every declaration, field, cell and expression that the grammar admits.

What a strategy draws could have come from the parser: words that would be read as something else where they stand are
left out (each exclusion says why), all others are in, soft keywords included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes

NOWHERE = Span(SourceFile("", ""), 0, 0)

SOFT_KEYWORDS = (
    "paket versi sintaks lisensi keterangan pakai sebagai edisi renstra nomenklatur agregasi acuan_target acuan_pagu menyatakan "
    "satuan jenis_belanja bagian_dari data sumber definisi akumulasi skala kategori sebutan skor celah di_atas arah "
    "membaik capaian ukuran nilai bila maka misal dasar bagian program kegiatan kode mendukung lintas indikator dari "
    "rumus desimal bobot alokasi iku dokumen jenis tanggal nama alasan narasi uji harap andai target realisasi anggaran "
    "belanja pembanding periksa parameter galat peringatan catatan tempat terkait saran karena contoh atur tingkat kecuali sampai "
    "lengkap untuk yang lewati jika selain itu atau dan bukan dalam di tidak_dapat_dihitung per s d"
).split()
PLAIN_WORDS = ("a", "TKK", "naker", "penduduk_bekerja", "x1", "_y", "énergi", "日本", "m²", "makar", "dicatat", "orang")

IN_EXPRESSIONS = frozenset({"jika", "bukan", "untuk", "lewati", "tidak_dapat_dihitung"})
"""Words that are no name at the start of an expression, of an argument, or of an outcome."""
NO_UNIT_OF_NUMBER = frozenset(
    "maka selain dan atau di yang untuk lewati bobot dalam per bila misal rumus arah satuan akumulasi desimal iku skor "
    "bagian skala celah menyatakan pakai harap andai membaik alokasi agregasi bila_kosong tercetak kolom tempat terkait "
    "karena tingkat parameter contoh "
    "acuan_realisasi acuan_target acuan_pagu maksimal minimal kurang_dari lebih_dari belum_rilis".split()
)
"""Words that continue an expression or a row after a bare number."""
NO_CELL = frozenset("maksimal minimal kurang_dari lebih_dari belum_rilis ribu juta miliar triliun Rp".split())
"""Words that start a bound or an absence, or continue or start a sum of money."""


def words(but: frozenset[str] = frozenset()) -> st.SearchStrategy[str]:
    made = st.builds("".join, st.tuples(st.sampled_from("abcXYZ_éß"), st.text(alphabet="abcxyzDE_0129éß²", max_size=6)))
    drawn = st.one_of(st.sampled_from(PLAIN_WORDS), st.sampled_from(SOFT_KEYWORDS), made)
    return drawn.filter(lambda word: word not in but and not re.match(r"Rp\d", word))


def word(but: frozenset[str] = frozenset()) -> st.SearchStrategy[nodes.Word]:
    return words(but).map(lambda text: nodes.Word(text, span=NOWHERE))


def word_of(*texts: str) -> st.SearchStrategy[nodes.Word]:
    return st.sampled_from(texts).map(lambda text: nodes.Word(text, span=NOWHERE))


def name(but: frozenset[str] = frozenset()) -> st.SearchStrategy[nodes.Name]:
    return st.builds(
        lambda first, rest: nodes.Name((first, *rest), span=NOWHERE), words(but), st.lists(words(), max_size=2)
    )


TEXT_CHARACTERS = st.one_of(
    st.sampled_from('ab Z"\\\\"“”{}#;,()\t\r%–'), st.characters(exclude_characters="\n", exclude_categories=["Cs"])
)


def text(max_size: int = 12) -> st.SearchStrategy[nodes.TextLit]:
    values = st.one_of(
        st.sampled_from(["", "Tingkat Kesempatan Kerja", 'disebut "TKK"', "akhir \\", "\\”", "# bukan komentar"]),
        st.text(alphabet=TEXT_CHARACTERS, max_size=max_size),
        st.text(alphabet="kata kata ", min_size=40, max_size=90),
    )
    return values.map(lambda value: nodes.TextLit(value, span=NOWHERE))


# ---- numbers and units ----------------------------------------------------------------------------------------------
QUOTED_UNIT = st.text(alphabet="ab cé#{}(;", max_size=8).map(lambda t: f'"{" ".join(t.split())}"')
MONEY = st.sampled_from(["Rp", "Rp ribu", "Rp juta", "Rp miliar", "Rp triliun"])


@st.composite
def rates(draw: st.DrawFn) -> str:
    return f"per {draw(st.sampled_from(['100', '1.000', '100.000', '1000']))} {draw(st.one_of(words(), QUOTED_UNIT))}"


def compound(first: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(first, words()).map("/".join).filter(lambda u: u not in ("n/a", "N/A", "s/d"))
    return st.one_of(first, pair)


UNIT_OF_NUMBER = st.one_of(st.just("%"), MONEY, rates(), QUOTED_UNIT, compound(words(NO_UNIT_OF_NUMBER)))
UNIT = st.one_of(st.just("%"), MONEY, rates(), QUOTED_UNIT, compound(words()), st.just("Rp/orang")).map(
    lambda text: nodes.UnitRef(text, span=NOWHERE)
)


@st.composite
def numbers(draw: st.DrawFn, signed: bool = False, unit: bool = True) -> nodes.NumberLit:
    decimals = draw(st.integers(0, 4))
    digits = draw(st.one_of(st.integers(0, 120), st.integers(0, 10**7), st.integers(0, 10**20)))
    written = draw(st.one_of(st.none(), UNIT_OF_NUMBER)) if unit else None
    money = written is not None and written.startswith("Rp") and not written.startswith("Rp/")
    if (signed or money) and draw(st.booleans()):
        digits = -digits
    # a grouped percentage such as 93.821 % draws a warning
    grouped = draw(st.booleans()) and written != "%"
    ref = None if written is None else nodes.UnitRef(written, span=NOWHERE)
    return nodes.NumberLit(Fraction(digits, 10**decimals), decimals, ref, grouped=grouped, span=NOWHERE)


def looks_like_a_year(number: nodes.NumberLit) -> bool:
    """Four digits that are not grouped even where other numbers are."""
    return number.unit is not None and number.unit.text == "%" and 1000 <= abs(number.value) < 10000


def year_number() -> st.SearchStrategy[nodes.NumberLit]:
    return st.integers(1990, 2040).map(lambda y: nodes.NumberLit(Fraction(y), 0, None, grouped=False, span=NOWHERE))


YEAR = st.integers(1990, 2040).map(lambda year: nodes.Word(str(year), span=NOWHERE))
DATE = st.dates().map(lambda date: nodes.Word(date.isoformat(), span=NOWHERE))
CODE = st.from_regex(r"[0-9X](\.[0-9X]{1,3}){0,4}", fullmatch=True).map(lambda text: nodes.Word(text, span=NOWHERE))
PERIOD = st.sampled_from(["2022-TW1", "2022-TW4", "2021-S1", "2022-S2", "2022-01", "2022-12"]).map(
    lambda text: nodes.PeriodLit(text, span=NOWHERE)
)

# ---- expressions ----------------------------------------------------------------------------------------------------
LEAVES = st.one_of(numbers(), year_number(), PERIOD, text(), name(IN_EXPRESSIONS), name(IN_EXPRESSIONS))
OPERATORS = st.sampled_from(["atau", "dan", "=", "<>", "<", "<=", ">", ">=", "di", "+", "-", "*", "/"])


def binder(inner: st.SearchStrategy[nodes.Expr]) -> st.SearchStrategy[nodes.Binder]:
    def build(
        kind: nodes.Word,
        variable: nodes.Word,
        domain: nodes.Expr | None,
        upper: nodes.Expr | None,
        condition: nodes.Expr | None,
    ) -> nodes.Binder:
        return nodes.Binder(kind, variable, domain, upper if domain is not None else None, condition, span=NOWHERE)

    maybe = st.one_of(st.none(), inner)
    return st.builds(build, word(), word(), maybe, maybe, maybe)


def call(inner: st.SearchStrategy[nodes.Expr]) -> st.SearchStrategy[nodes.Call]:
    weighted = st.builds(
        lambda value, weight: nodes.Argument(value, weight, span=NOWHERE), inner, st.one_of(st.none(), inner)
    )
    ranged = st.builds(
        lambda lower, upper: nodes.Argument(nodes.RangeExpr(lower, upper, span=NOWHERE), None, span=NOWHERE),
        inner,
        inner,
    )
    return st.builds(
        lambda function, arguments, binders, skip: nodes.Call(
            function, tuple(arguments), tuple(binders), skip, span=NOWHERE
        ),
        name(IN_EXPRESSIONS),
        st.lists(st.one_of(weighted, ranged), max_size=2),
        st.lists(binder(inner), max_size=2),
        st.booleans(),
    )


def compound_expressions(inner: st.SearchStrategy[nodes.Expr]) -> st.SearchStrategy[nodes.Expr]:
    calls = call(inner)
    return st.one_of(
        st.builds(lambda o, a, b: nodes.Binary(o, a, b, span=NOWHERE), OPERATORS, inner, inner),
        st.builds(lambda o, a: nodes.Unary(o, a, span=NOWHERE), st.sampled_from(["-", "bukan"]), inner),
        st.builds(lambda a, b, c: nodes.Branch(a, b, c, span=NOWHERE), inner, inner, inner),
        st.builds(lambda a, u: nodes.Convert(a, u, span=NOWHERE), inner, UNIT),
        calls,
        st.builds(lambda a, n: nodes.Attribute(a, n, span=NOWHERE), calls, word()),
    )


EXPRESSION: st.SearchStrategy[nodes.Expr] = st.recursive(LEAVES, compound_expressions, max_leaves=10)
SMALL: st.SearchStrategy[nodes.Expr] = st.recursive(LEAVES, compound_expressions, max_leaves=4)


# ---- fields ---------------------------------------------------------------------------------------------------------
def field(keyword: str, *arguments: st.SearchStrategy[nodes.FieldArgument]) -> st.SearchStrategy[nodes.Field]:
    return st.tuples(*arguments).map(lambda drawn: nodes.Field(keyword, drawn, span=NOWHERE))


def field_of(
    keyword: str, arguments: st.SearchStrategy[Sequence[nodes.FieldArgument]]
) -> st.SearchStrategy[nodes.Field]:
    return arguments.map(lambda drawn: nodes.Field(keyword, tuple(drawn), span=NOWHERE))


def optional(strategy: st.SearchStrategy[nodes.FieldArgument]) -> st.SearchStrategy[list[nodes.FieldArgument]]:
    return st.one_of(st.just([]), strategy.map(lambda drawn: [drawn]))


def joined(*parts: st.SearchStrategy[list[nodes.FieldArgument]]) -> st.SearchStrategy[list[nodes.FieldArgument]]:
    return st.tuples(*parts).map(lambda drawn: [argument for part in drawn for argument in part])


def one(strategy: st.SearchStrategy[nodes.FieldArgument]) -> st.SearchStrategy[list[nodes.FieldArgument]]:
    return strategy.map(lambda drawn: [drawn])


def prose(keyword: str) -> st.SearchStrategy[nodes.Field]:
    return field_of(keyword, st.lists(text(), min_size=1, max_size=3))


BAGIAN = field("bagian", text())
DASAR = field_of("dasar", joined(one(text()), optional(BAGIAN), optional(word_of("belum_diverifikasi"))))
KETERANGAN = prose("keterangan")
SUMBER = field("sumber", text())
SAID_OF_TABLE = st.sampled_from(["catatan", "kosong"]).flatmap(
    lambda keyword: field_of(keyword, joined(st.lists(text(), min_size=1, max_size=3), optional(prose("saran"))))
)
LINTAS = field("lintas", text())
PENANGGUNG_JAWAB = field("penanggung_jawab", text())
BOBOT = field("bobot", numbers(signed=True))
ALOKASI = field_of(
    "alokasi",
    st.lists(joined(one(name()), one(numbers(signed=True))), min_size=1, max_size=3).map(
        lambda pairs: [argument for pair in pairs for argument in pair]
    ),
)
SKALA = field("skala", name())
KEBIJAKAN = st.one_of(
    SKALA,
    st.sampled_from(
        (
            "acuan_realisasi acuan_target acuan_pagu agregasi bila_kosong ukuran_kemajuan ukuran_efisiensi ukuran_serapan "
            "ukuran_sisa ukuran_pagu_instansi ukuran_realisasi_instansi ukuran_serapan_instansi"
        ).split()
    ).flatmap(lambda keyword: field_of(keyword, st.lists(word(), min_size=1, max_size=4))),
)
MENYATAKAN = field_of(
    "menyatakan",
    joined(
        one(word()),
        optional(st.one_of(word(), YEAR)),
        one(numbers(signed=True).filter(lambda number: not looks_like_a_year(number))),
        optional(BAGIAN),
    ),
)
MISAL = field("misal", word(), EXPRESSION)
UNDEFINED = text().map(lambda reason: nodes.Undefined(reason, span=NOWHERE))
BILA = field("bila", EXPRESSION, st.one_of(EXPRESSION, UNDEFINED))
EDGE = st.builds(
    lambda operator, number: nodes.Edge(operator, number, span=NOWHERE),
    st.sampled_from(["", "", "<", "<=", ">", ">="]),
    numbers(signed=True),
)
SEBUTAN = field("sebutan", text())
SKOR = field("skor", numbers(signed=True))
KATEGORI = st.one_of(
    field_of(
        "kategori", joined(one(text()), optional(SEBUTAN), st.lists(EDGE, min_size=1, max_size=2), optional(SKOR))
    ),
    field_of("kategori", joined(one(text()), optional(SEBUTAN), one(SKOR))),
)
PAKAI = st.one_of(
    field_of("pakai", st.lists(name(), min_size=1, max_size=3)),
    field_of(
        "pakai", joined(one(name()), st.lists(st.one_of(field("sebagai", word()), field("edisi", text())), min_size=1))
    ),
)


# ---- tables ---------------------------------------------------------------------------------------------------------
def ends_bare(cell: nodes.Cell) -> bool:
    number = cell.upper if isinstance(cell, nodes.RangeCell) else cell.number if isinstance(cell, nodes.Bound) else cell
    return isinstance(number, nodes.NumberLit) and number.unit is None


def ranged(lower: nodes.NumberLit, upper: nodes.NumberLit) -> nodes.RangeCell:
    if lower.unit is None:  # a unit written once serves both ends
        lower = nodes.NumberLit(lower.value, lower.decimals, upper.unit, grouped=False, span=NOWHERE)
    return nodes.RangeCell(lower, upper, span=NOWHERE)


FIGURE_CELL = st.one_of(
    numbers(signed=True),
    st.builds(ranged, numbers(signed=True), numbers(signed=True)),
    st.builds(
        lambda operator, number: nodes.Bound(operator, number, span=NOWHERE),
        st.sampled_from(["maksimal", "minimal", "kurang dari", "lebih dari"]),
        numbers(signed=True),
    ),
    st.sampled_from(["-", "n/a", "belum rilis", "0/0"]).map(lambda text: nodes.Absent(text, span=NOWHERE)),
)
CELL_WORD = compound(words(NO_CELL)).map(lambda text: nodes.Word(text, span=NOWHERE))
WORD_CELL = st.one_of(CELL_WORD, st.just(nodes.Word("%", span=NOWHERE)), text())
COLUMN = st.one_of(
    st.sampled_from(["2022", "awal", "satuan", "2022-TW1", "s.d. 2022-TW3", "pagu", "s-d", "x-"]), words()
).map(lambda text: nodes.Word(text, span=NOWHERE))
LABEL = st.one_of(
    word(), name().map(lambda n: nodes.Word(n.text, span=NOWHERE)), CODE, text(), YEAR,
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, keyword: str) -> nodes.Table:
    head: list[nodes.Field] = []
    ident, nama = None, None
    if keyword in ("anggaran", "belanja"):
        head.append(nodes.Field("", (draw(YEAR),), span=NOWHERE))
    if keyword == "pembanding":
        ident, nama = draw(word()), draw(text())
    if keyword != "target" and draw(st.booleans()):
        head.append(draw(SUMBER))
    columns = draw(st.lists(COLUMN, max_size=4))
    rows = []
    for _ in range(draw(st.integers(0, 4)) if columns else 0):
        cells: list[nodes.Cell] = []
        for _ in columns:
            # a word after a bare number is its unit
            figures = bool(cells) and ends_bare(cells[-1])
            cells.append(draw(FIGURE_CELL if figures else st.one_of(FIGURE_CELL, WORD_CELL)))
        rows.append(nodes.Row(draw(LABEL), tuple(cells), span=NOWHERE))
    return nodes.Table(keyword, ident, nama, tuple(head), tuple(columns), tuple(rows), span=NOWHERE)


# ---- published reports ---------------------------------------------------------------------------------------------
PRINTED = st.one_of(
    numbers(signed=True),
    st.builds(ranged, numbers(), numbers()),
    st.builds(
        lambda operator, number: nodes.Bound(operator, number, span=NOWHERE),
        st.sampled_from(["maksimal", "minimal", "kurang dari", "lebih dari"]),
        numbers(),
    ),
    st.sampled_from(["-", "n/a", "belum rilis", "0/0"]).map(lambda text: nodes.Absent(text, span=NOWHERE)),
    text(),
)
KLAIM = field("klaim", text(), EXPRESSION, field("tercetak", PRINTED))
NO_COLUMN = frozenset({"kolom"})
"""The word that defines a column below the rows."""
OWN_COLUMN = field("kolom", word(), field("=", EXPRESSION))
PART = st.sampled_from(["2022-TW2", "2023-S1", "2024-09"]).map(lambda text: nodes.Word(text, span=NOWHERE))
CLAIM_HEAD = st.lists(
    st.one_of(
        field("", YEAR | PART),
        field("s.d.", YEAR | PART),
        field("", word(frozenset({"dari", "menurut"}))),
        field("menurut", word()),
    ),
    max_size=3,
)


@st.composite
def claim_tables(draw: st.DrawFn) -> nodes.Table:
    table = draw(tables("target"))
    columns = tuple(c for c in table.columns if c.text not in NO_COLUMN)
    kept = [at for at, c in enumerate(table.columns) if c.text not in NO_COLUMN]
    rows = [
        nodes.Row(row.label, tuple(row.cells[at] for at in kept), span=NOWHERE)
        for row in table.rows
        if columns and len(kept) == len(row.cells) and not any(_is_word(p, "kolom") for p in (row.label, *row.cells))
    ]
    own = tuple(draw(st.lists(OWN_COLUMN, max_size=2)))
    head = tuple(draw(CLAIM_HEAD))
    return nodes.Table("tabel", None, draw(text()), head, columns, tuple(rows), own, span=NOWHERE)


def _is_word(part: object, text: str) -> bool:
    return isinstance(part, nodes.Word) and part.text == text


# ---- declarations ---------------------------------------------------------------------------------------------------
@st.composite
def declarations(
    draw: st.DrawFn,
    keyword: str,
    ident: st.SearchStrategy[nodes.Word] | None = None,
    nama: st.SearchStrategy[nodes.TextLit] | None = None,
    head: st.SearchStrategy[Sequence[nodes.FieldArgument]] | None = None,
    body: st.SearchStrategy[nodes.Member] | None = None,
    bare: bool = True,
) -> nodes.Declaration:
    """A declaration; `body` None where it never has braces, `bare` where it may do without them."""
    members = None if body is None or (bare and draw(st.booleans())) else tuple(draw(st.lists(body, max_size=5)))
    return nodes.Declaration(
        keyword,
        None if ident is None else draw(ident),
        None if nama is None else draw(nama),
        () if head is None else tuple(draw(head)),  # type: ignore[arg-type]
        members,
        span=NOWHERE,
    )


PAKET = declarations(
    "paket",
    word(),
    text(),
    body=st.one_of(
        field("versi", text()), field("sintaks", numbers()), field("lisensi", text()), KETERANGAN, PAKAI, KEBIJAKAN
    ),
)
RENSTRA = declarations(
    "renstra",
    head=one(field("", YEAR, YEAR)),
    body=st.one_of(field("nomenklatur", text()), KEBIJAKAN, MENYATAKAN),
)
SATUAN = declarations("satuan", word(), text(), one(st.one_of(field("", word()), field("=", numbers(signed=True)))))
JENIS_BELANJA = declarations("jenis_belanja", word(), text(), optional(field("bagian_dari", word())))
DATA = declarations(
    "data",
    word(frozenset({"sumber", "dari"})),  # `data sumber "..."` and `data dari "..."` head a table
    text(),
    body=st.one_of(field("satuan", UNIT), SUMBER, prose("definisi"), field("akumulasi", word()), KETERANGAN, DASAR),
)
SKALA_DECLARED = declarations(
    "skala",
    word(),
    text(),
    body=st.one_of(
        KATEGORI, KATEGORI, KATEGORI, field("celah", word()), field("di_atas", text()), field("di_bawah", text()),
        KETERANGAN, DASAR,
    ),
    bare=False,
)  # fmt: skip
ARAH = declarations(
    "arah",
    word(),
    text(),
    body=st.one_of(field("membaik", word()), field("capaian", EXPRESSION), BILA, MISAL, KETERANGAN, DASAR),
    bare=False,
)
UKURAN = declarations(
    "ukuran",
    word(),
    text(),
    body=st.one_of(
        field_of("untuk", st.lists(binder(SMALL), min_size=1, max_size=3)), field("nilai", EXPRESSION), BILA, MISAL,
        field("satuan", UNIT), SKALA, KETERANGAN, DASAR,
    ),
    bare=False,
)  # fmt: skip
INDIKATOR_FIELD = st.one_of(
    prose("definisi"), field("satuan", UNIT), field("arah", name()), field("akumulasi", word()),
    field("rumus", EXPRESSION), SUMBER, field("desimal", numbers()), BOBOT, field("iku"), PENANGGUNG_JAWAB, LINTAS,
    KETERANGAN, MISAL, DASAR, KEBIJAKAN,
)  # fmt: skip
INDIKATOR = st.one_of(
    declarations("indikator", word(), text(), body=INDIKATOR_FIELD),
    declarations("indikator", word(), st.one_of(st.none(), text()), one(field("dari", name())), INDIKATOR_FIELD),
)
LEVELS = ("misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan")
SIMPUL_HEAD = st.lists(
    st.one_of(field("kode", CODE), field_of("mendukung", st.lists(name(), min_size=1, max_size=3))), max_size=2
)


def simpul_with(inner: st.SearchStrategy[nodes.Member]) -> st.SearchStrategy[nodes.Declaration]:
    member = st.one_of(inner, INDIKATOR, PENANGGUNG_JAWAB, LINTAS, KETERANGAN, BOBOT, KEBIJAKAN, ALOKASI)
    return st.sampled_from(LEVELS).flatmap(lambda level: declarations(level, word(), text(), SIMPUL_HEAD, member))


SIMPUL = simpul_with(simpul_with(INDIKATOR))
DOKUMEN = declarations(
    "dokumen",
    word(),
    text(),
    st.lists(st.one_of(field("jenis", word()), field("tanggal", DATE)), max_size=2),
    st.one_of(
        field_of("nama", joined(one(name()), one(text()), optional(BAGIAN))), prose("alasan"),
        field("disetujui", DATE), SUMBER, KEBIJAKAN, MENYATAKAN, tables("target"), tables("anggaran"),
        tables("belanja"), DASAR,
    ),
)  # fmt: skip
NARASI = declarations(
    "narasi",
    head=one(field_of("", joined(one(name()), optional(YEAR)))),
    body=words().flatmap(prose),
    bare=False,
)
TIAP = field_of("tiap", one(binder(SMALL)))
KOLOM_OPTION = st.one_of(
    TIAP, field("desimal", numbers()), field("tanpa_satuan"), field("gabung"), field("total", EXPRESSION)
)
KOLOM = st.one_of(
    field_of(
        "kolom",
        joined(one(st.just(nodes.Word("nomor", span=NOWHERE))), optional(text()), optional(field("bertingkat"))),
    ),
    field_of("kolom", joined(one(text()), one(EXPRESSION), st.lists(KOLOM_OPTION, max_size=3))),
)
KELOMPOK = declarations("kelompok", nama=text(), head=optional(TIAP), body=KOLOM, bare=False)
YANG = field("yang", EXPRESSION)
TABEL = st.one_of(
    declarations("tabel", word(), head=one(field("tidak_dipakai"))),
    declarations(
        "tabel",
        word(),
        text(),
        optional(TIAP),
        st.one_of(
            field("nomor", text()), field_of("untuk", st.lists(binder(SMALL), min_size=1, max_size=3)),
            field("walau_kosong"), field("kelompokkan", text()), MISAL, KOLOM, KOLOM, KELOMPOK, SUMBER, KETERANGAN,
            field_of("urut", joined(one(EXPRESSION), optional(field("menurun")))), SAID_OF_TABLE, DASAR,
            st.sampled_from(["jumlah", "rata_rata"]).flatmap(lambda k: field_of(k, joined(one(text()), optional(YANG)))),
        ),
        bare=False,
    ),
)  # fmt: skip
LAPORAN = declarations(
    "laporan",
    word(),
    text(),
    body=st.one_of(field("bab", text(), text()), field("nomor_kolom"), KETERANGAN, DASAR),
    bare=False,
)
UJI = declarations(
    "uji",
    nama=text(),
    body=st.one_of(field("harap", EXPRESSION), field("andai", name(), year_number(), numbers(signed=True))),
    bare=False,
)
TERBITAN = declarations(
    "terbitan", word(), text(), body=st.one_of(KLAIM, KLAIM, claim_tables(), SUMBER, field("tanggal", DATE), KETERANGAN)
)
LENGKAP = st.lists(field_of("lengkap", optional(text())), max_size=2)


@st.composite
def nomenclatures(draw: st.DrawFn) -> nodes.Table:
    """A nomenclature is a table with an id, a name, and perhaps `lengkap` in its heading."""
    table = draw(tables("target"))
    return nodes.Table(
        "nomenklatur", draw(word()), draw(text()), tuple(draw(LENGKAP)), table.columns, table.rows, span=NOWHERE
    )


EXAMPLE = declarations(
    "contoh",
    st.sampled_from(["salah", "benar"]).map(lambda t: nodes.Word(t, span=NOWHERE)),
    body=st.one_of(RENSTRA, SATUAN, DATA, SIMPUL, DOKUMEN, tables("target"), tables("anggaran"), INDIKATOR),
    bare=False,
)
TEXTS = st.lists(text(), min_size=1, max_size=3)
SETTING = st.one_of(numbers(signed=True).map(lambda n: [n]), TEXTS)
PERIKSA = declarations(
    "periksa",
    word(),
    text(),
    optional(field("kode", word())),
    st.one_of(
        field_of("untuk", st.lists(binder(SMALL), min_size=1, max_size=3)), MISAL, field("bila", EXPRESSION),
        st.sampled_from(["galat", "peringatan", "catatan", "saran", "keterangan"]).flatmap(prose),
        field_of("parameter", joined(one(word()), SETTING)), field("tempat", EXPRESSION),
        field_of("terkait", joined(one(EXPRESSION), optional(text()))), DASAR, EXAMPLE,
        field_of("karena", st.lists(word(), min_size=1, max_size=3)),
    ),
    bare=False,
)  # fmt: skip
ATUR_WORD = words(frozenset({"tingkat", "alasan"}))
ATUR = declarations(
    "atur",
    head=one(field("", name())),
    body=st.one_of(
        field("tingkat", word()), prose("alasan"), ATUR_WORD.flatmap(lambda keyword: field_of(keyword, SETTING))
    ),
    bare=False,
)
KECUALI = declarations(
    "kecuali",
    head=st.tuples(
        field("", name()),
        st.lists(
            st.one_of(
                field_of("untuk", st.lists(st.one_of(name(), text()), min_size=1, max_size=3)),
                prose("alasan"), field("sampai", YEAR),
            ),
            max_size=3,
        ),
    ).map(lambda drawn: [drawn[0], *drawn[1]]),
)  # fmt: skip
TABLE = st.sampled_from(["target", "realisasi", "data", "anggaran", "belanja", "pembanding"]).flatmap(tables)

ITEM: st.SearchStrategy[nodes.Item] = st.one_of(
    PAKET, RENSTRA, SATUAN, SATUAN, JENIS_BELANJA, DATA, SKALA_DECLARED, ARAH, UKURAN, SIMPUL, INDIKATOR, DOKUMEN,
    NARASI, UJI, TERBITAN, TERBITAN, TABLE, TABLE, TABEL, TABEL, LAPORAN, PERIKSA, PERIKSA, ATUR, KECUALI,
    nomenclatures(),
)  # fmt: skip
FILE = st.lists(ITEM, max_size=3).map(lambda items: nodes.File(tuple(items), span=NOWHERE))


# ---- comments, blank lines, edits -----------------------------------------------------------------------------------
COMMENT = st.text(alphabet=TEXT_CHARACTERS.filter(lambda c: c not in "\r\n"), max_size=10).map(lambda t: f"#{t}")


@st.composite
def remarked(draw: st.DrawFn, printed: str) -> str:
    """The text with comments and blank lines put between and at the ends of its lines."""
    out: list[str] = []
    for line in [*printed.split("\n")[:-1], ""]:
        for kind in draw(st.lists(st.sampled_from(["blank", "comment"]), max_size=2)):
            out.append(draw(st.sampled_from(["", "  ", "\t"])) + (draw(COMMENT) if kind == "comment" else ""))
        trailing = f"{draw(st.sampled_from(['', ' ', '   ']))}{draw(COMMENT)}" if draw(st.booleans()) else ""
        out.append(line + trailing)
    return "\n".join(out)


@st.composite
def edited(draw: st.DrawFn, source: str) -> str:
    """The text with a few characters deleted, inserted or replaced."""
    alphabet = st.one_of(st.sampled_from('{}()"“”#\n\r .,;%-–/\\Rp0129as\ufeff\u00a0'), st.characters())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(source)))
        removed = draw(st.integers(0, 4))
        source = source[:at] + draw(st.text(alphabet=alphabet, max_size=3)) + source[at + removed :]
    return source
