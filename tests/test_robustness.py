"""Nothing that is written in a file, or missing from it, ends in a traceback, and every finding points into its file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules import api
from kinerja_rules.base.diagnostics import Diagnostic, blocks
from kinerja_rules.base.source import Span
from kinerja_rules.cli.run import FOUND, OK, WRONG_USE, run
from kinerja_rules.model.derivation import Derivation
from tests.render import render
from tests.strategies import plans
from tests.workbench import Packages, example_files, rules_read_once, written

EXAMPLE = example_files()
EXAMPLES = Path(__file__).parent.parent / "examples"
ROOT = "rencana"
QUESTIONS = (
    "capaian(TKK; 2022)",
    "kategori(S1; 2022)",
    "capaian(i_0; 2021; akhir)",
    "pagu(PR0; 2020)",
    "serapan(P1; 2022)",
)


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def survives(packages: Packages) -> None:
    with written(packages, ROOT) as folder:
        walk_through(folder)


def walk_through(path: Path) -> None:
    """Every stage on a path, whatever stands there."""
    checked = api.check(path)
    within(checked.diagnostics)
    if checked.model is None:
        assert blocks(checked.diagnostics)
        assert api.review(checked) == checked.diagnostics
    else:
        within(api.review(checked))
        years = api.years(checked.model)
        for year in {*years[:1], *years[len(years) // 2 :][:1], *years[-1:]}:
            within(api.evaluate(checked.model, year).diagnostics)
        api.test(checked.model)
    for question in QUESTIONS:
        answer = api.trace(checked, question)
        if isinstance(answer, Derivation):
            for step in answer.steps:
                places(s for s in (step.span, step.rule, *(x.place for x in step.details)) if s is not None)
        else:
            within(answer)


def within(diagnostics: tuple[Diagnostic, ...]) -> None:
    """All places of findings lie inside their files, and a finding is one line of text."""
    for found in diagnostics:
        assert found.code.startswith("KR")
        assert not found.code.startswith("KR9"), found
        assert found.message
        assert "\n" not in found.message
        places([found.primary] if found.primary is not None else [])
        places(label.span for label in found.secondary)
        places(edit.span for edit in (found.fix.edits if found.fix is not None else ()))


def places(spans: Iterator[Span] | list[Span]) -> None:
    for span in spans:
        assert 0 <= span.start <= span.end <= len(span.source.text), span
        assert 1 <= span.line <= len(span.source.line_starts)
        assert span.place.startswith(span.source.path)


# ---- parts of files -------------------------------------------------------------------------------------------------
@settings(max_examples=70)
@given(name=st.sampled_from(sorted(EXAMPLE)), share=st.integers(0, 10**6))
def test_any_prefix_of_a_real_file(name: str, share: int) -> None:
    whole = EXAMPLE[name]
    survives({ROOT: {**EXAMPLE, name: whole[: len(whole) * share // 10**6]}})


def test_a_prefix_of_every_line_of_a_real_file_alone() -> None:
    """Each file by itself, cut at the end and in the middle of every tenth line."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "satu.kinerja"
        for name in sorted(EXAMPLE):
            lines = EXAMPLE[name].splitlines(keepends=True)
            for at in range(0, len(lines), 10):
                place.write_text("".join(lines[:at]) + lines[at][: len(lines[at]) // 2], encoding="utf-8")
                walk_through(place)


@settings(max_examples=40)
@given(plan=plans(), share=st.integers(0, 10**6))
def test_any_prefix_of_a_drawn_file(plan: object, share: int) -> None:
    packages = {k: dict(v) for k, v in render(plan).items()}  # type: ignore[arg-type]
    name = max(packages[ROOT], key=lambda n: len(packages[ROOT][n]))
    whole = packages[ROOT][name]
    packages[ROOT][name] = whole[: len(whole) * share // 10**6]
    survives(packages)


# ---- edits ----------------------------------------------------------------------------------------------------------
PIECES = (
    *"{}()\"“”#;,.%-–*/=<>'\\\t\r\n0159{}",
    "\ufeff",
    "\u00a0",
    "é",
    "日",
    "\U0001f600",
    "\x00",
    " s.d. ",
    " jika ",
    " maka ",
    " untuk ",
    " di ",
    " yang ",
    " lewati ",
    " target {",
    " realisasi",
    "\nprogram ",
    "\nindikator TKK dari naker.TKK\n",
    " mendukung T1",
    " sebagai x",
    "-1-",
    "2022-13",
    "1.23.456",
    "9" * 70,
    "0/0",
    "n/a",
    "Rp -",
    "per 1.000 ",
    '"',
    "{" * 40,
    "(" * 40,
    "- " * 120,
    "bukan " * 120,
)


def edit(text: str, random: Random) -> str:
    """One to four changes: letters taken out or put in, words exchanged, lines doubled, moved, dropped or blanked."""
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(text) + 1)
        kind = random.randrange(8)
        lines = text.splitlines(keepends=True)
        if kind == 0:
            text = text[:at] + text[at + random.randint(1, 12) :]
        elif kind <= 3:
            text = text[:at] + random.choice(PIECES) + text[at + random.choice((0, 0, 1, 5)) :]
        elif kind == 4 and lines:
            line = random.randrange(len(lines))
            text = "".join([*lines[:line], lines[line] * random.choice((0, 2)), *lines[line + 1 :]])
        elif kind == 5 and len(lines) > 1:
            one, other = random.sample(range(len(lines)), 2)
            lines[one], lines[other] = lines[other], lines[one]
            text = "".join(lines)
        else:
            words = [w for w in text.split(" ") if w.strip()]
            if len(words) > 2:
                one, other = random.sample(words, 2)
                text = text.replace(one, other, random.choice((1, 1, 50)))
    return text


@settings(max_examples=90)
@given(name=st.sampled_from(sorted(EXAMPLE)), seed=st.integers(0, 2**32))
def test_any_edit_of_a_real_file(name: str, seed: int) -> None:
    survives({ROOT: {**EXAMPLE, name: edit(EXAMPLE[name], Random(seed))}})


VERBS = {
    "dinaker_pasuruan_2022": (("audit", "--semua"), ("hitung", "--tahun", "2022", "--format", "json")),
    "dinkes_contoh": (("lapor", "--periode", "2024-TW2"), ("audit", "--format", "json"), ("format",)),
    "renstra_bersih": (("periksa", "--reviu", "--format", "sarif"), ("lapor", "--tahun", "2025", "--tabel", "3.2")),
}


@settings(max_examples=5)
@given(example=st.sampled_from(sorted(VERBS)), seed=st.integers(0, 2**32))
def test_any_edit_of_an_example_under_the_verbs(example: str, seed: int) -> None:
    """A file of an example, or a table beside it, changed anywhere: each verb ends with a status that it may have."""
    random = Random(seed)
    with TemporaryDirectory() as folder:
        plan = Path(folder) / example
        copytree(EXAMPLES / example, plan)
        texts = sorted(p for p in plan.rglob("*") if p.suffix in (".kinerja", ".csv"))
        changed = random.choice(texts)
        changed.write_text(edit(changed.read_text(encoding="utf-8"), random), encoding="utf-8", newline="")
        for verb, *options in VERBS[example]:
            said, told = StringIO(), StringIO()
            with redirect_stdout(said), redirect_stderr(told):
                status = run([verb, str(plan), *options])
            assert status in (OK, FOUND, WRONG_USE), told.getvalue()
            assert "KR90" not in said.getvalue() + told.getvalue()


@settings(max_examples=80)
@given(plan=plans(), seed=st.integers(0, 2**32))
def test_any_edit_of_a_drawn_file(plan: object, seed: int) -> None:
    random = Random(seed)
    packages = {k: dict(v) for k, v in render(plan).items()}  # type: ignore[arg-type]
    package = random.choice(list(packages))
    name = random.choice(list(packages[package]))
    packages[package][name] = edit(packages[package][name], random)
    survives(packages)


@settings(max_examples=40)
@given(data=st.binary(max_size=60), name=st.sampled_from(sorted(EXAMPLE)), at=st.integers(0, 400), start=st.booleans())
def test_any_bytes_in_a_real_file(data: bytes, name: str, at: int, start: bool) -> None:
    with TemporaryDirectory() as folder:
        for other, content in EXAMPLE.items():
            raw = content.encode()
            if other == name:
                raw = data + raw[:at] if start else raw[:at] + data + raw[at:]
            (Path(folder) / other).write_bytes(raw)
        walk_through(Path(folder))


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32))
def test_any_edit_of_a_question(seed: int) -> None:
    random = Random(seed)
    checked = _example()
    question = random.choice(
        (
            "capaian(TKK; 2022)",
            "jika capaian(TKK; 2022; akhir) >= 100 % dan bukan ada(target(TKK; 2019)) maka 1 selain itu 2",
            "rata_rata(capaian(i; 2022) untuk indikator i di sasaran yang iku(i) lewati)",
            "jumlah(pagu(k; 2022) untuk kegiatan k di P1) - pagu(P1; 2022; pk_2022)",
            "bulatkan(hitungan(TKK; 2022) dalam %; 3) = 93,821 %",
            "rentang(95 %; 80 % s.d. 90 %) + rata_rata_tertimbang(80 % bobot 40 %; 90 % bobot 60 %)",
            'nama(S1; pk_2022) = "Meningkatnya" atau kategori(90,5 %; peringkat_kinerja) <> "Tinggi"',
        )
    )
    answer = api.trace(checked, edit(question, random))
    if not isinstance(answer, Derivation):
        assert answer
        within(answer)


_KEPT: list[api.CheckResult] = []


def _example() -> api.CheckResult:
    """The real plan, checked once."""
    if not _KEPT:
        with written({ROOT: EXAMPLE}, ROOT) as folder:
            _KEPT.append(api.check(folder))
    return _KEPT[0]


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_words_of_the_language_in_any_order(seed: int) -> None:
    """Files made of nothing but tokens of real files, shuffled: no structure at all."""
    random = Random(seed)
    tokens = " ".join(EXAMPLE.values()).split()
    made = [random.choice(tokens) + random.choice((" ", " ", " ", "\n")) for _ in range(random.randint(0, 300))]
    survives({ROOT: {"paket.kinerja": EXAMPLE["paket.kinerja"], "kacau.kinerja": "".join(made)}})
