"""Every cell of the tables in `docs/satuan.md` is what the unit algebra does."""

import re
from pathlib import Path

import pytest

import kinerja_rules
from kinerja_rules.model import units
from kinerja_rules.model.physical_units import physical_unit
from kinerja_rules.model.units import Kind, Unit, UnitError

PAGE = Path(kinerja_rules.__file__).parent / "docs" / "satuan.md"

ORANG, KASUS = units.counting("orang", "orang"), units.counting("kasus", "kasus")
KM = physical_unit("km")
assert KM is not None
UNITS = {
    "bilangan": units.ANGKA,
    "rasio": units.RASIO,
    "persen": units.PERSEN,
    "poin": units.POIN,
    "indeks": units.INDEKS,
    "orang": ORANG,
    "kasus": KASUS,
    "Rp": units.RUPIAH,
    "km": KM,
    "predikat": units.grade("opini", "opini"),
    "kasus/orang": units.divide(KASUS, ORANG, None, None),
    "per 1.000 orang": units.read_unit("per 1.000 orang", {"orang": ORANG}.get, lambda name: None),
}
OPERANDS = {"bilangan", "rasio", "persen", "poin", "indeks", "orang", "kasus", "Rp", "km", "predikat"}
REPRESENTED = {unit.kind for unit in UNITS.values() if isinstance(unit, Unit)}


def tables() -> dict[str, list[tuple[str, str, str]]]:
    """By heading the cells of each table: row, column, what is written."""
    out: dict[str, list[tuple[str, str, str]]] = {}
    section = PAGE.read_text(encoding="utf-8").partition("\n## Tabel lengkap\n")[2]
    for part in section.split("\n### ")[1:]:
        lines = [line for line in part.splitlines() if line.startswith("|")]
        columns = [c.strip() for c in lines[0].strip("|").split("|")][1:]
        for line in lines[2:]:
            row, *cells = (c.strip() for c in line.strip("|").split("|"))
            assert len(cells) == len(columns), line
            found = out.setdefault(part.splitlines()[0], [])
            found += [(row.strip("*"), c, cell) for c, cell in zip(columns, cells, strict=True)]
    return out


TABLES = tables()


def named(found: Unit | UnitError) -> str:
    """A result as a cell of a table names it."""
    if isinstance(found, UnitError):
        return found.code
    exact = [name for name, unit in UNITS.items() if unit == found and name in OPERANDS]
    return exact[0] if exact else found.kind.value


def result(heading: str, left: Unit, right: Unit) -> str:
    """What the unit algebra does with a pair under the heading of a table."""
    match re.sub(r"\W.*", "", heading):
        case "Menjumlahkan":
            return named(units.add("+", left, right))
        case "Mengurangkan":
            return named(units.add("-", left, right))
        case "Membandingkan":
            found = {named(units.add(o, left, right)) for o in ("=", "<>", "<", "<=", ">", ">=")}
            assert len(found) == 1
            return found.pop() if isinstance(units.add("<", left, right), UnitError) else "ya"
        case "Mengalikan":
            return named(units.multiply(left, right, None, None))
        case "Membagi":
            return named(units.divide(left, right, None, None))
        case _:
            verdict = units.assign(left, right)
            return verdict.code if isinstance(verdict, UnitError) else "ya" if verdict is None else "dicatat"


@pytest.mark.parametrize("heading", TABLES)
def test_every_cell(heading: str) -> None:
    wrong = []
    for row, column, cell in TABLES[heading]:
        left, right = UNITS[row], UNITS[column]
        assert isinstance(left, Unit)
        assert isinstance(right, Unit)
        if result(heading, left, right) != cell:
            wrong.append(f"{row}, {column}: {result(heading, left, right)}, not {cell}")
    assert not wrong


def test_tables_are_complete() -> None:
    assert len(TABLES) == 6
    assert set(Kind) == REPRESENTED
    for heading, cells in TABLES.items():
        if not heading.startswith("Menempatkan"):
            assert {(row, column) for row, column, _ in cells} == {(a, b) for a in OPERANDS for b in OPERANDS}
    declared = {row for row, _, _ in TABLES["Menempatkan hasil pada satuan yang dinyatakan"]}
    assert declared == set(UNITS) - {"bilangan"}, "a bare number has no unit to declare"
