"""The page is the same to the byte however its figures are divided among processes, and wherever a part of them ends."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.report.site import beside, parts
from kinerja_rules.report.whole import render
from tests.report.page_reader import Page


def _page(checked: CheckResult, monkeypatch: pytest.MonkeyPatch, processes: int, size: int) -> bytes:
    assert checked.model is not None
    monkeypatch.setattr(beside, "processes", lambda: processes)
    monkeypatch.setattr(parts, "IN_A_PART", size)
    return render(api.report(checked, checked.model, 2022), "html")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system forks no processes: nothing is divided among them")
def test_processes_change_no_byte(pasuruan: CheckResult, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _page(pasuruan, monkeypatch, 1, 40)
    for processes in (2, 3):
        assert _page(pasuruan, monkeypatch, processes, 40) == alone


def test_parts_tell_the_same(pasuruan: CheckResult, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Page.written(_page(pasuruan, monkeypatch, 1, 100_000).decode())
    divided = Page.written(_page(pasuruan, monkeypatch, 1, 40).decode())
    assert len(whole.known["bagian"]) == 2, "of its subjects and of its tables"
    assert len(divided.known["bagian"]) > 5
    assert list(divided.questions()) == list(whole.questions())
    for question, root in whole.questions().items():
        assert divided.told(divided.questions()[question]) == whole.told(root), question
    for key in ("indikator", "simpul", "temuan", "audit"):
        assert _placed(divided, divided.known[key]) == _placed(whole, whole.known[key])


def _placed(page: Page, known: Any) -> Any:
    """Data of a page with the texts of its places."""
    if isinstance(known, dict):
        return {k: page.text(v) if k in "tz" and isinstance(v, int) else _placed(page, v) for k, v in known.items()}
    if isinstance(known, list) and len(known) in (7, 9) and isinstance(known[-1 if len(known) == 9 else 3], int):
        at = -1 if len(known) == 9 else 3
        return [page.text(value) if k == at % len(known) else value for k, value in enumerate(known)]
    return [_placed(page, value) for value in known] if isinstance(known, list) else known


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system forks no processes: none can fail")
def test_the_work_of_a_process_that_fails_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def work(part: int) -> int:
        if os.getpid() != here and part == 3:
            os._exit(7)
        return part * part

    squares = [part * part for part in range(7)]
    for most in (1, 2, 3, 9):
        assert beside.begin(range(7), work, most).outcomes() == squares
        monkeypatch.setattr(beside, "processes", lambda most=most: most)
        assert beside.begin(range(7), work).outcomes() == squares
    assert beside.begin([], work, most=3).outcomes() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system forks no processes: none can take up a part")
def test_each_part_is_taken_up_once_by_whoever_is_free(tmp_path: Path) -> None:
    seen = tmp_path / "seen"

    def work(part: int) -> int:
        with seen.open("a", encoding="ascii") as lines:
            lines.write(f"{part} {os.getpid()}\n")
        time.sleep(1 if part == 0 else 0.01)
        return -part

    assert beside.begin(range(60), work, 3).outcomes() == [-part for part in range(60)]
    taken = [tuple(map(int, line.split())) for line in seen.read_text(encoding="ascii").splitlines()]
    assert sorted(part for part, _ in taken) == list(range(60))
    slow = dict(taken)[0]
    assert sum(pid == slow for _, pid in taken) < 20, "whoever has a long part leaves the others to the rest"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system forks no processes: none can be refused")
def test_a_system_that_has_no_more_to_give_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise OSError("no more")

    for name in ("pipe", "fork"):
        with monkeypatch.context() as refusing:
            refusing.setattr(os, name, refused)
            assert beside.begin(range(5), lambda part: part + 1, 3).outcomes() == [1, 2, 3, 4, 5]
    many = range(20_000)  # more than a pipe holds
    assert beside.begin(many, lambda part: part + 1, 2).outcomes() == list(range(1, 20_001))
