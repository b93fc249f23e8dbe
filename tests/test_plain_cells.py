"""Cells that are read in one go state what they state when each is read as a node: same facts, places and findings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import written

from kinerja_rules import api
from kinerja_rules.project import loader
from kinerja_rules.syntax import parser, prepared_grammar
from kinerja_rules.syntax.fused import Fused
from kinerja_rules.syntax.machinery import Machinery, machinery

HEAD = """paket rencana "Rencana" { versi "1" pakai sakip_umum }
renstra 2021 s.d. 2026
satuan lusin_orang "lusin orang" = 12 orang
skala mutu "Mutu" {
  kategori "A" 80 s.d. 100
  kategori "B" 0 s.d. < 80
}
data a "A" { satuan orang }
data b "B" { satuan lusin_orang sumber "BPS" }
data c "C" { satuan Rp }
data d "D" { satuan % }
data e "E" { satuan orang }
data f "F" { satuan Rp }
data g "G" { satuan % }
tujuan T "T" {
  indikator i "I" { satuan % arah naik sumber "Survei" }
  indikator j "J" { satuan orang arah turun }
  indikator k "K" { satuan 1:n arah naik }
  indikator l "L" { satuan mutu arah naik }
  indikator m "M" { satuan indeks arah naik }
}
"""
SUBJECTS = {"data": "abcdefg", "target": "ijklm", "realisasi": "ijklm", "anggaran 2022": "T"}
CELLS = (
    *(
        "7",
        "7,0",
        "71,00 %",
        "71,00 %",
        "12 orang",
        "12 orang",
        "3 lusin_orang",
        "Rp 101.723.000",
        "Rp 5 juta",
        "-",
        "n/a",
    ),
    *(
        "belum rilis",
        "9,150",
        "93,150 orang",
        "1.250",
        "93.821",
        "101",
        "0",
        "1:17,9",
        "0/0",
        "A",
        "B",
        "C",
        "orang",
        "%",
    ),
    *("7 %", "0,5", "5 jiwa", "12 siswa", "-5", "9,150 %", "Rp 9,150", "5 per 1.000 orang"),
)
FITTING = {
    **dict.fromkeys("abej", ("7", "12 orang", "12 orang", "3 lusin_orang", "1.250", "9,150", "-", "n/a")),
    **dict.fromkeys("cfT", ("Rp 101.723.000", "Rp 5 juta", "1.250", "9,150", "-", "7")),
    **dict.fromkeys("dgi", ("71,00 %", "71,00 %", "7", "7,0", "93.821", "0,5", "-", "belum rilis")),
    "k": ("1:17,9", "7", "0,5", "-"),
    "l": ("A", "B", "-"),
    "m": ("7", "7,0", "9,150", "-"),
}
"""What may stand of each, so that a plan may be without mistakes."""
UNITS = ("orang", "lusin_orang", "%", "-", "jiwa", "Rp")


def fresh(readers: bool) -> Machinery:
    """The grammar in working order, with or without what reads rows in one go."""
    made = Machinery(prepared_grammar.load_quick())
    if not readers:
        made.builder.readers = {}
        made.fused = Fused(machinery().fused.matches._table, made.builder)
    return made


WITH, WITHOUT = fresh(True), fresh(False)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Some tables of a kind, their rows long enough in number to be read in one go."""
    out = ""
    fitting = draw(st.booleans())
    for head in draw(st.lists(st.sampled_from(sorted(SUBJECTS)), min_size=1, max_size=2, unique=fitting)):
        columns = ["pagu", "realisasi"] if head.startswith("anggaran") else ["2022", "2023"]
        if not fitting and columns[0] == "2022":
            columns = draw(st.sampled_from((columns, ["satuan", "2022", "2027"])))
        usual = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=5))
        out += f"{head} {{\n  {'  '.join(columns)}\n"
        drawn = st.lists(st.sampled_from(SUBJECTS[head]), min_size=3, max_size=8)
        for subject in draw(st.permutations(SUBJECTS[head]) if fitting else drawn):
            cells = FITTING[subject] if fitting else (*usual, *usual, *CELLS)
            row = [draw(st.sampled_from(UNITS if column == "satuan" else cells)) for column in columns]
            out += f"  {'  '.join((subject, *row))}{draw(st.sampled_from(('', '', ' # dari survei')))}\n"
        out += "}\n"
    return out


def told(text: str, by: Machinery) -> object:
    """Facts with their places, and all that is found."""
    with pytest.MonkeyPatch.context() as patch, written({"rencana": {"paket.kinerja": text}}, "rencana") as folder:
        patch.setattr(parser, "machinery", lambda: by)
        loader._parsed.cache_clear()
        checked = api.check(Path(folder))
        loader._parsed.cache_clear()
    found = [repr(d) for d in checked.diagnostics]
    if checked.model is None:
        return found
    facts = checked.model.facts
    stated = (facts.data, facts.target, facts.realisasi, facts.pagu, facts.realisasi_anggaran)
    return found, [
        (key, repr(f.value), f.sumber, f.span.start, f.span.end) for part in stated for key, f in part.items()
    ]


@given(tables())
def test_plain_cells_state_what_their_nodes_state(text: str) -> None:
    assert told(HEAD + text, WITH) == told(HEAD + text, WITHOUT)
