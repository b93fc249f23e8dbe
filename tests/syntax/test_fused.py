"""The quick loop reads every shipped file exactly as Lark does, token for token and node for node."""

from pathlib import Path

import pytest
from lark import TextSlice

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.machinery import machinery
from kinerja_rules.syntax.parser import split

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("rules/*/*.kinerja"), *ROOT.glob("examples/*/*.kinerja")])


def places(node: object) -> list[tuple[str, int, int]]:
    """Kind and range of every node beneath one."""
    out: list[tuple[str, int, int]] = []
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, tuple):
            waiting.extend(at)
        elif hasattr(at, "span"):
            out.append((type(at).__name__, at.span.start, at.span.end))
            waiting.extend(getattr(at, name) for name in at.__slots__ if name not in ("span", "__weakref__"))
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_fused_loop_agrees_with_lark(path: Path) -> None:
    source = SourceFile(path.name, path.read_text(encoding="utf-8"))
    machine = machinery()
    ranges = split(source.text)
    assert ranges
    for start, end in ranges:
        machine.builder.begin(source)
        quick = machine.fused.parse(source.text, start, end, "start")
        told = list(machine.builder.diagnostics)
        machine.builder.begin(source)
        slow = machine.lark.parse(TextSlice(source.text, start, end), start="start")
        assert isinstance(quick, (nodes.Declaration, nodes.Table))
        assert quick == slow
        assert places(quick) == places(slow)
        assert told == machine.builder.diagnostics
