"""Copying printed tables in tests: the plan of the published report, small plans, and claims read back."""

from fractions import Fraction
from functools import cache
from pathlib import Path

from attrs import frozen

from kinerja_rules import api
from kinerja_rules.audit.paste import Copied, Refusal, Wanted, copy_printed
from kinerja_rules.base.diagnostics import blocks
from kinerja_rules.base.source import SourceFile
from kinerja_rules.model.kinerja import Model
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_file
from kinerja_rules.syntax.printer import format_source

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "dinaker_pasuruan_2022"
REPORT = Path(__file__).with_name("lkjip_dinaker_pasuruan_2022.txt")


@cache
def plan() -> Model:
    """The plan of the published report."""
    model = api.check(EXAMPLE).model
    assert model is not None
    return model


def model_of(folder: Path, text: str) -> Model:
    """A small plan."""
    (folder / "paket.kinerja").write_text(text, encoding="utf-8")
    checked = api.check(folder)
    assert checked.model is not None, checked.diagnostics
    return checked.model


def copied(text: str, model: Model | None, year: int | None = 2022, **wanted: object) -> Copied:
    """A pasted text as claims; canonical, and read without any finding that blocks."""
    found = copy_printed(text.encode(), "tempelan", Wanted(year=year, **wanted), model)  # type: ignore[arg-type]
    assert isinstance(found, Copied), found
    source = SourceFile("salinan.kinerja", found.text)
    assert not blocks(parse_file(source).diagnostics)
    assert format_source(source).text == found.text
    return found


def refused(data: bytes, model: Model | None, name: str = "tempelan", **wanted: object) -> Refusal:
    found = copy_printed(data, name, Wanted(**wanted), model)  # type: ignore[arg-type]
    assert isinstance(found, Refusal), found
    assert "\n" not in found.message + found.remedy
    return found


@frozen
class ReadClaim:
    """A claim as it stands in the text."""

    place: str
    head: str
    row: str
    column: str
    print: str
    value: Fraction | None = None
    decimals: int | None = None


def claims(text: str) -> list[ReadClaim]:
    """The claims of tables in a text, in order; cells that claim nothing are left out."""
    out: list[ReadClaim] = []
    for item in parse_file(SourceFile("salinan.kinerja", text)).file.items:
        assert isinstance(item, nodes.Declaration)
        for member in item.body or ():
            if isinstance(member, nodes.Table):
                out += _cells(member)
    return out


def _cells(table: nodes.Table) -> list[ReadClaim]:
    place = table.nama.value if table.nama is not None else ""
    head = " ".join(a.text for f in table.head for a in f.arguments if isinstance(a, nodes.Word))
    out = []
    for row in table.rows:
        label = row.label.value if isinstance(row.label, nodes.TextLit) else row.label.text
        for column, cell in zip(table.columns, row.cells, strict=True):
            shown = " ".join(cell.span.text.split())
            if isinstance(cell, nodes.Word) and cell.text == "_":
                continue
            number = cell if isinstance(cell, nodes.NumberLit) else None
            out.append(
                ReadClaim(
                    place,
                    head,
                    label,
                    column.text,
                    shown,
                    number.value if number else None,
                    number.decimals if number else None,
                )
            )
    return out


def rows(text: str) -> dict[str, dict[str, str]]:
    """The prints of each row by column."""
    out: dict[str, dict[str, str]] = {}
    for claim in claims(text):
        out.setdefault(claim.row, {})[claim.column] = claim.print
    return out


def doubts(text: str) -> list[str]:
    """The remarks that ask a person."""
    return [
        line.strip().removeprefix("# periksa: ") for line in text.splitlines() if line.strip().startswith("# periksa: ")
    ]


def tsv(*lines: str) -> str:
    """Rows written with ` | ` between cells, as tab-separated text."""
    return "".join("\t".join(part.strip() for part in line.split("|")) + "\n" for line in lines)
