"""A table of claims printed as reports print, pasted and copied, gives the same claims."""

from fractions import Fraction

from copying import ReadClaim, claims, copied, plan, tsv
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.model.units import Kind

COLUMNS = {
    "target": "Target",
    "realisasi": "Realisasi",
    "capaian": "Capaian",
    "target_akhir": "Target Akhir Renstra",
    "kemajuan": "Tingkat Kemajuan",
    "realisasi_2021": "Realisasi Tahun 2021",
}
CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=14)
PLACED = [i for i in plan().placed() if i.satuan.kind is Kind.PERSEN]


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[tuple[str, str, Fraction, int]]]:
    """A pasted table, and the claims it makes: row, column, value, decimals."""
    subjects = draw(st.lists(st.sampled_from(PLACED), min_size=1, max_size=5, unique_by=lambda i: i.nama))
    columns = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=5, unique=True))
    if "target_akhir" in columns and "target" not in columns:  # a capaian may then be one against the end
        columns = [c for c in columns if c != "capaian"] or ["target"]
    lines = [" | ".join(["No", "Indikator Kinerja", *(COLUMNS[c] for c in columns)])]
    if draw(st.booleans()):
        lines.append(" | ".join(f"({n})" for n in range(1, len(columns) + 3)))
    made: list[tuple[str, str, Fraction, int]] = []
    for number, subject in enumerate(subjects, 1):
        printed = []
        for column in columns:
            decimals = draw(st.sampled_from((0, 1, 2, 4)))
            value = Fraction(draw(st.integers(0, 999 * 10**decimals)), 10**decimals)
            numeral = write_numeral(value, decimals)
            shares = 0 < value <= 1 and decimals > 1  # bare, it may be a share that was to be shown as a percentage
            sign = draw(st.sampled_from(("%", " %", "\u00a0%") if shares else ("", "%", " %", "\u00a0%")))
            printed.append(numeral + sign)
            made.append((subject.id, column, value, decimals))
        name = draw(st.sampled_from((subject.nama, subject.nama.upper(), f"{number}. {subject.nama}")))
        lines.append(" | ".join([str(number), name, *printed]))
    return tsv(*lines), made


@settings(max_examples=60, deadline=None)
@given(tables())
def test_the_same_claims_come_back(drawn: tuple[str, list[tuple[str, str, Fraction, int]]]) -> None:
    pasted, made = drawn
    read = [(c.row, c.column, c.value, c.decimals) for c in _by_name(claims(copied(pasted, plan()).text))]
    assert sorted(read, key=str) == sorted(made, key=str)


def _by_name(read: list[ReadClaim]) -> list[ReadClaim]:
    """Columns of years alone are named by their figure again."""
    out = []
    for claim in read:
        if claim.column.isdigit():
            year = claim.column
            name = claim.head if year == "2022" else f"{claim.head}_{year}"
            claim = ReadClaim(claim.place, "", claim.row, name, claim.print, claim.value, claim.decimals)
        out.append(claim)
    return out


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=5), min_size=1, max_size=6))
def test_any_rows_under_known_headings_make_a_file_that_parses(rows: list[list[str]]) -> None:
    clean = [[" ".join(part.split()).replace("|", "/") for part in row] for row in rows]
    pasted = "Indikator Kinerja\tTarget 2022\tRealisasi 2022\tKategori 2022\n" + "".join(
        "\t".join(row) + "\n" for row in clean
    )
    for model in (plan(), None):
        copied(pasted, model)
