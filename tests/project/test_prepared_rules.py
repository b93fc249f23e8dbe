"""Rules parsed when the program is built: the same nodes at the same places, and never those of another text."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest

from kinerja_rules.base.source import SourceFile
from kinerja_rules.project import loader, prepared_rules
from kinerja_rules.project.packages import shipped_rules
from kinerja_rules.project.prepared_rules import prepared, write_prepared
from kinerja_rules.syntax.parser import Parsed, parse_file
from kinerja_rules.syntax.plain_nodes import CLASSES, from_plain, plain

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("rules/*/*.kinerja"))
TEXT = 'satuan jiwa "jiwa" cacah\n'


def beneath(node: object) -> list[Any]:
    """A node and every node in it."""
    out: list[Any] = []
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, tuple):
            waiting.extend(at)
        elif isinstance(at, CLASSES):
            out.append(at)
            waiting.extend(getattr(at, name) for name in at.__slots__ if name not in ("span", "__weakref__"))
    return out


def told(node: object) -> list[tuple[object, ...]]:
    """What equality leaves out: where each node stands, and how a number was written."""
    return [
        (type(n).__name__, n.span.source.path, n.span.start, n.span.end, getattr(n, "grouped", None))
        for n in beneath(node)
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of one package with one text, prepared in a file of its own."""
    (tmp_path / "paket").mkdir()
    (tmp_path / "paket" / "satuan.kinerja").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(prepared_rules, "PREPARED", tmp_path / "rules.table")
    prepared_rules._kept.cache_clear()
    write_prepared(tmp_path)
    yield tmp_path
    prepared_rules._kept.cache_clear()


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_nodes_come_back_as_they_were(path: Path) -> None:
    source = SourceFile(f"rules/{path.parent.name}/{path.name}", path.read_text(encoding="utf-8"))
    parsed = parse_file(source)
    again = from_plain(plain(parsed.file), source)
    assert parsed.diagnostics == ()
    assert again == parsed.file
    assert told(again) == told(parsed.file)


def test_prepared_text_is_found_under_any_name(folder: Path) -> None:
    source = SourceFile("lain.kinerja", TEXT)
    found = prepared(source)
    assert found == parse_file(source)
    assert found is not None
    assert found.file.items[0].span.source is source


def test_another_text_is_not_taken_for_it(folder: Path) -> None:
    assert prepared(SourceFile("satuan.kinerja", TEXT.replace("jiwa", "jiva"))) is None
    assert prepared(SourceFile("satuan.kinerja", "")) is None


def test_another_program_does_not_read_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_rules, "_reading", lambda: b"lain")
    assert prepared(SourceFile("satuan.kinerja", TEXT)) is None


@pytest.mark.parametrize("module", ["syntax/by_member.py", "syntax/builder.py", "base/numerals.py"])
def test_another_module_that_reads_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    read = prepared_rules._reading.__wrapped__
    for room in ("syntax", "base"):
        copytree(prepared_rules.ROOM / room, tmp_path / room, ignore=ignore_patterns("__pycache__"))
    monkeypatch.setattr(prepared_rules, "ROOM", tmp_path)
    before = read()
    (tmp_path / module).write_text(f"{(tmp_path / module).read_text('utf-8')}\n", "utf-8")
    assert read() != before


@pytest.mark.parametrize("spoil", ["terpotong", "kosong", "tertimpa", "tiada"])
def test_spoilt_file_is_not_read(folder: Path, spoil: str) -> None:
    table = folder / "rules.table"
    kept = table.read_bytes()
    match spoil:
        case "terpotong":
            table.write_bytes(kept[: len(kept) // 2])
        case "kosong":
            table.write_bytes(b"")
        case "tertimpa":
            table.write_bytes(kept[:65] + b"[999,0,1]\n")
        case "tiada":
            table.unlink()
    prepared_rules._kept.cache_clear()
    assert prepared(SourceFile("satuan.kinerja", TEXT)) is None


def test_text_with_a_mistake_is_not_prepared(folder: Path) -> None:
    wrong = 'satuan jiwa "jiwa" =\n'
    (folder / "paket" / "satuan.kinerja").write_text(wrong, encoding="utf-8")
    write_prepared(folder)
    prepared_rules._kept.cache_clear()
    assert prepared(SourceFile("satuan.kinerja", wrong)) is None


def test_a_package_that_ships_is_prepared_whoever_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_rules, "PREPARED", tmp_path / "rules.table")
    prepared_rules._kept.cache_clear()
    write_prepared(shipped_rules())
    (tmp_path / "paket.kinerja").write_text('paket p "P" {\n  versi "1"\n  pakai sakip_umum\n}\n', encoding="utf-8")
    parsed: list[str] = []

    def noted(source: SourceFile) -> Parsed:
        parsed.append(source.path)
        return parse_file(source)

    monkeypatch.setattr(loader, "parse_file", noted)
    loader._parsed.cache_clear()
    sources = loader.load(tmp_path)
    loader._parsed.cache_clear()
    prepared_rules._kept.cache_clear()
    assert "satuan_umum" in sources.packages  # which the one that is used uses, and stands beside it
    assert parsed == ["paket.kinerja"]
