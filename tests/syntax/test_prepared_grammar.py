"""The table kept beside the grammar: used where it fits, never where it does not, and the same in every answer."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from lark import Lark

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import parser, prepared_grammar
from kinerja_rules.syntax.builder import Builder
from kinerja_rules.syntax.fused import Fused
from kinerja_rules.syntax.machinery import Machinery
from kinerja_rules.syntax.parse_table import table_of
from kinerja_rules.syntax.scanners import _OFTEN

ROOT = Path(__file__).parents[2]
WRONG = 'indikator A "A" {\n  satun %\n  rumus a / / b\n}\n\ntarget {\n  2022 2023\n  A 12,5 %\n'


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table as a build makes it."""
    path = tmp_path_factory.mktemp("tabel") / "grammar.table"
    prepared_grammar.write_table(path)
    return path


def told(parsed: parser.Parsed) -> tuple[object, list[tuple[object, ...]]]:
    """What was read, and what was found where."""
    found = [(d.code, d.message, d.help, d.primary and (d.primary.start, d.primary.end)) for d in parsed.diagnostics]
    return parsed.file, found


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grammars that are worked out from now on."""
    made: list[str] = []
    original = prepared_grammar.build

    def build(grammar: str, transformer: object = None) -> Lark:
        made.append(grammar)
        return original(grammar, transformer)

    monkeypatch.setattr(prepared_grammar, "build", build)
    return made


def test_fitting_table_is_used_and_answers_alike(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [SourceFile(p.name, p.read_text(encoding="utf-8")) for p in sorted(ROOT.glob("rules/*/*.kinerja"))[:8]]
    sources.append(SourceFile("salah.kinerja", WRONG))
    usual = [told(parser.parse_file(source)) for source in sources]
    made = counting(monkeypatch)
    monkeypatch.setattr(prepared_grammar, "TABLE", table)
    machine = Machinery(prepared_grammar.load_quick(table))
    monkeypatch.setattr(parser, "machinery", lambda: machine)
    assert [told(parser.parse_file(source)) for source in sources] == usual
    assert len(usual[-1][1]) == 2
    assert made == []


@pytest.mark.parametrize("spoil", ["usang", "terpotong", "kosong", "tertimpa", "asing", "tiada"])
def test_table_that_does_not_fit_is_not_read(
    table: Path, tmp_path: Path, spoil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, spoilt = table.read_bytes(), tmp_path / "grammar.table"
    match spoil:
        case "usang":  # of another grammar, or another Lark
            spoilt.write_bytes(bytes(64) + kept[64:])
        case "terpotong":
            spoilt.write_bytes(kept[:5000])
        case "kosong":
            spoilt.write_bytes(b"")
        case "tertimpa":  # the right digest before something else
            digest, _, _, rest = kept.split(b"\n", 3)
            spoilt.write_bytes(b"\n".join([digest, b'{"starts": 1}', b"0", rest]))
        case "asing":  # what would import and call something when read
            digest, _, version, _ = kept.split(b"\n", 3)
            spoilt.write_bytes(b"\n".join([digest, b"", version, pickle.dumps(Path("/"))]))
    made = counting(monkeypatch)
    assert prepared_grammar.load_quick(spoilt) is None
    lark = prepared_grammar.load(Builder(), spoilt)
    assert len(made) == 1
    assert lark.parser is not None


def test_text_without_mistakes_needs_no_lark(table: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kinerja_rules.syntax import machinery, parser, prepared_grammar; "
        "from kinerja_rules.base.source import SourceFile; "
        "machine = machinery.Machinery(prepared_grammar.load_quick(Path(sys.argv[1]))); "
        "parser.machinery = lambda: machine; "
        "parsed = parser.parse_file(SourceFile('t.kinerja', 'data a \"A\" { satuan orang }')); "
        "print(len(parsed.file.items), len(parsed.diagnostics), 'lark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(table)], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.split() == [b"1", b"0", b"False"]


def test_digest_changes_with_grammar() -> None:
    grammar = prepared_grammar.GRAMMAR.read_text(encoding="utf-8")
    assert prepared_grammar.digest(grammar) != prepared_grammar.digest(grammar + "\n")


def test_patterns_one_by_one_and_joint_read_alike() -> None:
    """A text is read alike by a loop just made, and by one that has joined its patterns."""
    machine = parser.machinery()
    source = SourceFile("t.kinerja", 'data a "A" { satuan orang  sumber "BPS" }  # catatan')
    fresh = Fused(table_of(machine.lark), machine.builder)
    machine.builder.begin(source)
    first = fresh.parse(source.text, 0, len(source.text), "start")
    joined_before = sum(1 for m in fresh.matches.values() if not hasattr(m, "__closure__"))
    for _ in range(_OFTEN):
        machine.builder.begin(source)
        again = fresh.parse(source.text, 0, len(source.text), "start")
    assert joined_before == 0
    assert any(not hasattr(m, "__closure__") for m in fresh.matches.values())
    assert again == first
