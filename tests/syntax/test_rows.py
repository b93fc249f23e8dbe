"""Rows that are read in one go are the rows that Lark reads: same nodes, same places, same findings, same refusals."""

from hypothesis import given
from hypothesis import strategies as st
from lark import LarkError, TextSlice

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.fused import GivenUpError
from kinerja_rules.syntax.machinery import machinery
from kinerja_rules.syntax.parser import parse_file
from tests.syntax.test_fused import places

HEADS = (
    "target {{\n{0}}}",
    "target {{ {0} }}",
    'realisasi sumber "BPS" {{ # dari survei\n\n{0}}}',
    "data {{\n{0}\n# akhir\n}}",
    "belanja 2022 {{\r\n{0}}}",
    'pembanding nasional "Nasional" {{\n{0}}}',
    'nomenklatur n "N" {{\n{0}}}',
    'dokumen d "D" jenis pk {{\n  target {{\n{0}  }}\n  sumber "x"\n}}',
    'terbitan t "T" {{\n  tabel "1" 2022 {{\n{0}  kolom a = capaian(x)\n}}\n}}',
    'terbitan t "T" {{\n  tabel "1" 2022 {{\n{0}  }}\n  klaim "x" 1 tercetak 2\n}}',
)
COLUMNS = ("2021", "2022", "satuan", "s.d. 2022-TW3", "awal", "2022-01", "pagu", "kode")
LABELS = ("S0_0", "b", "2.07.01", "100", '"Jumlah pasien"', "“petik”", "kolom", "ŝ_é", "tahun", "x-y")
USUAL = ("71,00 %", "1", "-", "12 orang", "Rp 101.723.000", "93,8")
CELLS = (
    *USUAL,
    *("1:17,9", "1 : 3", "Rp 5 juta", "Rp. 5.000,-", "Rp5", "-5", "–3,5", "—", "–", "n/a", "N/A", "belum rilis", "0/0"),
    *("belum_rilis", "BB", "%", "orang/hari", "A_1", "80 % s.d. 90 %", "1 s/d 2", "maksimal 49", "< 5 %", "≥ 3"),
    *("kurang dari 5", '"teks"', "“petik”", "9a", "@", "5 per 1.000 kelahiran", '5 "usaha kecil"', "5 “usaha kecil”"),
    *("93.80 %", "93.821 %", "1.23.456", "s.d.", "12,", "1.000", "1.429.098,50 orang", "0/0,5", "5/6", "N/A2", "3%"),
    *(
        "5  orang",
        "1" * 61,
        "l0",
        "2022-TW1",
        "_",
        "3 kolom",
        "kolom",
        "5,0 %!",
        "ŝatu",
        "2 ŝatu",
        "3 s.d.",
        "x {",
        "}",
    ),
)
GAPS = (" ", "  ", "    ", "\t", "\u00a0", "\u202f ", "")
ENDS = (
    "\n",
    "\n",
    "\n",
    "\r\n",
    "  \n",
    " # catatan\n",
    "#catatan }\n",
    "\n\n",
    "\n   # antara\n\n\t",
    " ",
    "\n\ufeff",
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table whose rows are mostly such as plans have, here and there with something else in them."""
    width = draw(st.integers(1, 4))
    usual = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6))
    text = "  ".join(draw(st.sampled_from(COLUMNS)) for _ in range(width)) + draw(st.sampled_from(ENDS[:6]))
    for _ in range(draw(st.integers(0, 7))):
        text += draw(st.sampled_from(("", "  ", "\t"))) + draw(st.sampled_from(LABELS[:5] * 3 + LABELS))
        count = width + draw(st.sampled_from((0, 0, 0, 0, -1, 1)))
        for _ in range(count):
            cell = draw(st.sampled_from((*usual, *usual, *USUAL, *USUAL, *CELLS)))
            text += draw(st.sampled_from(("  ", "  ", "  ", *GAPS))) + cell
        text += draw(st.sampled_from((*ENDS[:4] * 2, *ENDS)))
    return draw(st.sampled_from(HEADS)).format(text)


@given(tables())
def test_rows_agree_with_lark(text: str) -> None:
    source = SourceFile("t.kinerja", text)
    machine = machinery()
    machine.builder.begin(source)
    try:
        quick = machine.fused.parse(text, 0, len(text), "start")
    except GivenUpError:
        quick = None
    told = list(machine.builder.diagnostics)
    machine.builder.begin(source)
    try:
        slow = machine.lark.parse(TextSlice(text, 0, len(text)), start="start")
    except LarkError:
        assert quick is None
        return
    assert isinstance(quick, (nodes.Declaration, nodes.Table))
    assert quick == slow
    assert repr(quick) == repr(slow)
    assert places(quick) == places(slow)
    assert repr(told) == repr(machine.builder.diagnostics)  # which says the places too


def test_many_rows_are_read_as_one_by_one() -> None:
    """What stops the reading of rows is read as all else is, and the rows behind it again in one go."""
    lines = [f"  A{at}  {at},00 %  {at}{'  # catatan' if at % 7 == 0 else ''}" for at in range(200)]
    lines[50] = "  A50  80 % s.d. 90 %  maksimal 3"
    lines[51] = "  A51  93.80 %  @"
    text = "target {\n  2022  2023\n" + "\n".join(lines) + "\n}\n"
    parsed = parse_file(SourceFile("t.kinerja", text))
    (table,) = parsed.file.items
    assert isinstance(table, nodes.Table)
    assert [row.label.span.text for row in table.rows] == [f"A{at}" for at in range(200)]
    assert [row.span.text for row in table.rows] == [line.partition("#")[0].strip() for line in lines]
    assert all(cell.span.text in row.span.text for row in table.rows for cell in row.cells)
    assert isinstance(table.rows[50].cells[0], nodes.RangeCell)
    assert [(d.code, d.primary.text) for d in parsed.diagnostics if d.primary] == [("KR101", "93.80"), ("KR106", "@")]
