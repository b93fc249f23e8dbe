"""The documents say what is so: every fence is executed, every table is the program's own, every name and link is there."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from fences import DOCS, ROOT, Fence, code_pages, documents, execute, fences
from tables import TABLES, filled, published_reviewed

from kinerja_rules import api, functions
from kinerja_rules.base.source import SourceFile
from kinerja_rules.functions import builtins
from kinerja_rules.model import kinerja
from kinerja_rules.project import loader
from kinerja_rules.syntax.parser import parse_file

ENGLISH = {"DataDef", "PolicySetting", "Supposition", "Model"}
"""Classes of the meant form whose names are machinery, not law."""


def _label(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.fixture(autouse=True)
def _rules_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document checks its package after every fence; the rule packages it uses are the same each time."""

    def parse(source: SourceFile) -> object:
        if not source.path.startswith("rules/"):
            return parse_file(source)
        key = (source.path, source.text)
        if key not in _PARSED:
            _PARSED[key] = parse_file(source)
        return _PARSED[key]

    monkeypatch.setattr(loader, "parse_file", parse)
    monkeypatch.chdir(ROOT)


_PARSED: dict[tuple[str, str], object] = {}


# ---- what is executed --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("document", documents(), ids=_label)
def test_every_fence_is_as_it_says(document: Path, tmp_path: Path) -> None:
    assert execute(document, tmp_path) == []


def _python(document: Path) -> list[Fence]:
    return [f for f in fences(document.read_text(encoding="utf-8")) if f.language == "python"]


@pytest.mark.parametrize("document", [d for d in documents() if _python(d)], ids=_label)
def test_every_python_session_is_real(document: Path) -> None:
    names: dict[str, object] = {}
    for fence in _python(document):
        if ">>>" not in fence.text:
            continue
        example = doctest.DocTestParser().get_doctest(fence.text, names, _label(document), None, fence.line)
        example.globs = names
        runner = doctest.DocTestRunner(verbose=False)
        assert runner.run(example, clear_globs=False).failed == 0, f"line {fence.line}"


def test_the_function_that_the_architecture_adds_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = [f.text for f in _python(DOCS / "arsitektur.md") if "FUNCTION" in f.text]
    name = Path(source.splitlines()[0].removeprefix("# ")).name
    (tmp_path / name).write_text(source, encoding="utf-8")
    monkeypatch.setattr(functions, "__path__", [*functions.__path__, str(tmp_path)])
    builtins.cache_clear()
    try:
        function = builtins()[name.removesuffix(".py")]
        assert _failing(function.examples, tmp_path) == []
    finally:
        builtins.cache_clear()


def test_every_example_of_a_function_holds(tmp_path: Path) -> None:
    examples = [example for function in builtins().values() for example in function.examples]
    assert _failing(examples, tmp_path) == []


def _failing(examples: list[str] | tuple[str, ...], folder: Path) -> list[str]:
    """Of some expressions those that do not hold."""
    expectations = "".join(f"  harap {example}\n" for example in examples)
    (folder / "paket.kinerja").write_text(
        f'paket contoh "Contoh" {{ pakai sakip_umum }}\nuji "contoh" {{\n{expectations}}}\n', encoding="utf-8"
    )
    checked = api.check(folder)
    assert checked.model is not None, [d.message for d in checked.diagnostics]
    (outcome,) = api.test(checked.model)
    return [e.text for e in outcome.expectations if not e.holds]


MISTAKES = [
    ("`93.80 %`", 'uji "x" { harap 93.80 % > 0 % }', "KR101"),
    (
        "`realisasi / target * 100`",
        'arah x "X" { membaik naik  capaian realisasi / target * 100 }',
        "KR304",
    ),
    ("`85 % + 1`", 'uji "x" { harap 85 % + 1 > 0 % }', "KR305"),
    ("sel dibiarkan kosong", "realisasi {\n      2022   2023\n  a   1 %\n}", "KR107"),
    ("`31-01-2025`", 'dokumen x "X" jenis renja tanggal 31-01-2025', "KR109"),
    ("`rata_rata(80,90,100)`", 'uji "x" { harap rata_rata(80,90,100) = 90 }', "KR101"),
    ("`25 perusahaan kecil`", 'uji "x" { harap 25 perusahaan kecil > 0 }', "KR100"),
    ("`indikator TKK dari TKK`", 'sasaran S2 "X" { indikator TKK dari TKK }', "KR401"),
    ("target `naker.TKK`", "target {\n               2022\n  naker.TKK   90 %\n}", "KR209"),
    ('`dari "C:\\monev\\data.xlsx"`', 'realisasi dari "C:\\monev\\data.xlsx"', "KR206"),
    ("teks `86.10`", 'realisasi dari "salah.csv"', "KR512"),
    (
        "target 80 % s.d. 90 % dengan `arah naik`",
        "target {\n                 2022\n  a   80 % s.d. 90 %\n}",
        "KR409",
    ),
]


@pytest.mark.parametrize(("written", "source", "code"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_that_the_guide_warns_of_is_found(written: str, source: str, code: str, tmp_path: Path) -> None:
    guide = (DOCS / "panduan.md").read_text(encoding="utf-8")
    assert f"| {written} |" in guide
    ground = (
        'paket contoh "Contoh" { pakai sakip_umum  pakai urusan_tenaga_kerja sebagai naker }\n'
        'renstra 2022 s.d. 2026\nsasaran S1 "X" { indikator a "A" { satuan %  arah naik } }\n'
    )
    (tmp_path / "paket.kinerja").write_text(ground + source + "\n", encoding="utf-8")
    (tmp_path / "salah.csv").write_text("Indikator;2022\nA;86.10\n", encoding="utf-8")
    assert code in {d.code for d in api.check(tmp_path).diagnostics}


# ---- what is made from the program ---------------------------------------------------------------------------------------
def test_tables_are_the_program_s_own() -> None:
    found: set[str] = set()
    for document in documents():
        text = document.read_text(encoding="utf-8")
        assert filled(text) == text, f"{_label(document)}: run tests/docs/refresh.py"
        found |= set(re.findall(r"<!-- tabel (\w+) -->", text))
    assert found == set(TABLES)


def test_each_kind_of_finding_in_the_published_report_is_explained() -> None:
    text = (DOCS / "temuan_dinaker_2022.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"\*\*([A-Z]+\d+)\*\*", text))
    assert sorted(published_reviewed().keys() ^ explained) == []


def _keywords() -> set[str]:
    """The keywords of the grammar, several words of one terminal apart."""
    grammar = (ROOT / "kinerja_rules" / "syntax" / "grammar.lark").read_text(encoding="utf-8")
    patterns = re.findall(r"^[A-Z_]+(?:\.\d+)?: /\(?([a-z_|]+)\)?\\b/", grammar, re.MULTILINE)
    return {word for pattern in patterns for word in pattern.split("|")} | {"selain itu", "s.d."}


def _written(text: str) -> str:
    """What a document writes in the language: its fences and its code spans."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return "\n".join([*spans, *(f.text for f in fences(text) if f.language == "kinerja")])


def test_the_reference_names_every_keyword() -> None:
    said = _written((DOCS / "bahasa.md").read_text(encoding="utf-8"))
    assert [word for word in sorted(_keywords()) if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)] == []


def test_every_keyword_is_used_in_an_executed_fence() -> None:
    text = (DOCS / "bahasa.md").read_text(encoding="utf-8") + (DOCS / "satuan.md").read_text(encoding="utf-8")
    used = "\n".join(f.text for f in fences(text) if f.language == "kinerja")
    assert [word for word in sorted(_keywords()) if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", used)] == []


def _terms() -> list[str]:
    rows = re.findall(r"^\| `([^`]+)` \|", (DOCS / "glosarium.md").read_text(encoding="utf-8"), re.MULTILINE)
    return list(rows)


def test_the_glossary_has_every_term_once() -> None:
    terms = _terms()
    assert sorted({t for t in terms if terms.count(t) > 1}) == []
    law = {
        name.lower()
        for name, thing in vars(kinerja).items()
        if attrs.has(thing) and thing.__module__ == kinerja.__name__ and name not in ENGLISH
    }
    assert sorted((law | _keywords()) - {"s.d."} - set(terms)) == []


# ---- what is named -------------------------------------------------------------------------------------------------------
def _links(text: str) -> Iterator[tuple[str, str]]:
    """Targets and anchors of the links outside fences."""
    plain = re.sub(r"(?ms)^```.*?^```$", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", plain):
        if not re.match(r"[a-z]+:", target):
            yield tuple(target.partition("#")[::2])  # type: ignore[misc]


def _anchors(text: str) -> set[str]:
    plain = re.sub(r"(?ms)^```.*?^```$", "", text)
    heads = re.findall(r"^#+ (.+)$", plain, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", [*documents(), *code_pages()], ids=_label)
def test_links_lead_somewhere(document: Path) -> None:
    for target, anchor in _links(document.read_text(encoding="utf-8")):
        place = document if not target else (document.parent / target).resolve()
        assert place.exists(), target
        assert place.is_relative_to(ROOT), target
        if anchor:
            assert anchor in _anchors(place.read_text(encoding="utf-8")), f"{target}#{anchor}"


@pytest.mark.parametrize("document", [*documents(), *code_pages()], ids=_label)
def test_files_that_are_named_are_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for named in re.findall(r"`((?:kinerja_rules|rules|tests|examples|\.ci)/[\w./-]*)`", text):
        assert (ROOT / named).exists() or named == "kinerja_rules/rules/", named


@pytest.mark.parametrize("document", [*documents(), *code_pages()], ids=_label)
def test_commands_that_are_named_exist(document: Path) -> None:
    from kinerja_rules.cli.commands import kinerja as command

    known = set(command.commands)
    named = re.findall(r"(?<!`)`kinerja ([a-z]+)", document.read_text(encoding="utf-8"))
    named += re.findall(r"/kinerja ([a-z]+) ", document.read_text(encoding="utf-8"))
    assert sorted(set(named) - known) == []


def test_commands_of_the_readme_are_those_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shell = "".join(f.text for f in fences(readme) if f.language == "sh")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace('python" -m', "python -m")
    for part in ("-e '.[dev]'", "python -m tests.all", "lapor", "--tahun 2022"):
        assert part in shell, part
        assert part in ci, part


@pytest.mark.parametrize("document", [*documents(), *code_pages()], ids=_label)
def test_no_machine_and_no_person_is_named(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])/(?:home|tmp|work|root|usr|Users)\b", text) == []
    assert re.findall(r"[\w.]+@[\w-]+\.\w+", text) == []


def test_no_two_decisions_bear_one_number() -> None:
    numbers = [path.name[:4] for path in sorted((DOCS / "adr").glob("*.md"))]
    assert len(set(numbers)) == len(numbers)
    assert all(number.isdigit() for number in numbers)
    for path in (DOCS / "adr").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]}. ")
        assert [h for h in ("## Context", "## Decision", "## Consequences") if h not in text] == []
