"""Documents as they are executed: fences in order, each in the state that those before it have left.

    ```kinerja                        a further file of the package in hand; it must check clean, and its `uji` hold
    ```kinerja folder/berkas.kinerja  that file, written or written anew; its folder becomes the package in hand
    ```kinerja folder/berkas.kinerja tambah  added at the end of that file
    ```kinerja folder/berkas.kinerja ganti   each declaration takes the place of the one of its keyword and id
    ```kinerja ... temuan KR307 KR503 exactly these codes are found
    ```kinerja coba ...               a trial: it is undone afterwards
    ```kinerja kutipan berkas         an excerpt of a file of the repository; a line `...` leaves lines out
    ```csv folder/data/berkas.csv     a table kept in a file, written or written anew; the package in hand is checked
    ```lembar folder/berkas.xlsx Nama  the same as a sheet of a workbook, see `shown_sheets.py`
    ```console                        `$ kinerja ...` and what it prints; a line `...` leaves lines out
    ```sh                             commands for a person, held against what the repository has

A document starts without a package. Where none is in hand a small one is laid under it.
"""

import contextlib
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import define, field, frozen
from shown_sheets import packed

from kinerja_rules import api, cli
from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_file
from kinerja_rules.syntax.printer import format_source

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "kinerja_rules" / "docs"
LEFT_OUT = "..."

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>```+)(?P<info>[^`\n]*)$")
_CODE = re.compile(r"(?:KR|[A-Z])\d{2,3}\Z")

GROUND = """paket contoh "Instansi Contoh" {
  pakai permendagri_86_2017, sakip_umum
}

renstra 2022 s.d. 2026
"""


@frozen
class Fence:
    """A fenced block: its language, the other words of its first line, its text, and the line it starts on."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int

    @property
    def codes(self) -> list[str]:
        """The codes it announces, sorted."""
        return sorted(word for word in self.words if _CODE.match(word))

    @property
    def path(self) -> str | None:
        """The file it names."""
        return next((word for word in self.words if "." in word), None)


def documents() -> list[Path]:
    """Every document that ships or stands at the root, in a fixed order; the pages of codes are held by `test_cases`."""
    examples = sorted((ROOT / "examples").glob("*/README.md"))
    return [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *sorted(p for p in DOCS.rglob("*.md") if p.parent.name != "kode"),
        *examples,
    ]


def code_pages() -> list[Path]:
    """The pages that explain codes."""
    return sorted((DOCS / "kode").glob("*.md"))


def fences(text: str) -> list[Fence]:
    """The fenced blocks of a document; a fence that is never closed is an error of the document."""
    out: list[Fence] = []
    opened: re.Match[str] | None = None
    start, body = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        found = _FENCE.match(line)
        if opened is None:
            if found:
                opened, start, body = found, number, []
        elif found and found["ticks"] == opened["ticks"] and not found["info"].strip():
            language, *words = opened["info"].split() or [""]
            out.append(Fence(language, tuple(words), "".join(f"{part}\n" for part in body), start))
            opened = None
        else:
            body.append(line.removeprefix(opened["indent"]))
    if opened is not None:
        raise ValueError(f"the fence of line {start} is not closed")
    return out


def matches(expected: Sequence[str], actual: Sequence[str]) -> bool:
    """Whether lines are as expected, where `...` stands for any number of lines.

    >>> matches(["a", "...", "d"], ["a", "b", "c", "d"]), matches(["a"], ["a", "b"])
    (True, False)
    """
    if not expected:
        return not actual
    if expected[0].strip() == LEFT_OUT:
        return any(matches(expected[1:], actual[at:]) for at in range(len(actual) + 1))
    return bool(actual) and expected[0].rstrip() == actual[0].rstrip() and matches(expected[1:], actual[1:])


def commands(fence: Fence) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console fence and the lines each is said to print."""
    command, lines = "", list[str]()
    for line in fence.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line[2:].strip(), []
        else:
            lines.append(line)
    if command:
        yield command, lines


def run(command: str, folder: Path) -> list[str]:
    """What a `kinerja` command prints, standard output and standard error as a reader sees them."""
    words = [word.strip("\"'") for word in re.findall(r"'[^']*'|\"[^\"]*\"|\S+", command)]
    if words[0] != "kinerja":
        raise ValueError(f"only `kinerja` is run, not `{words[0]}`")
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        cli.run(words[1:])
    return printed.getvalue().splitlines()


@define
class Session:
    """A document being executed in a folder of its own: the package in hand grows with the fences."""

    folder: Path
    package: Path | None = None
    count: int = 0
    failures: list[str] = field(factory=list)

    def apply(self, fence: Fence) -> None:
        """Execute one fence and note what is not as it says."""
        match fence.language:
            case "kinerja" if "kutipan" in fence.words:
                self._excerpt(fence)
            case "kinerja":
                self._source(fence)
            case "csv" | "lembar":
                self._table_file(fence)
            case "console":
                for command, expected in commands(fence):
                    actual = run(command, self.folder)
                    if not matches(_trimmed(expected), _trimmed(actual)):
                        self._fail(fence, f"`{command}` prints\n" + "\n".join(actual))
            case "python" | "sh" | "text" | "toml":
                pass
            case _:
                self._fail(fence, f"nobody executes a fence of `{fence.language}`")

    def _fail(self, fence: Fence, message: str) -> None:
        self.failures.append(f"line {fence.line}: {message}")

    # ---- sources -----------------------------------------------------------------------------------------------------
    def _source(self, fence: Fence) -> None:
        if self.folder.is_relative_to(ROOT):
            self._fail(fence, "may not write into the repository; only excerpts (`kutipan`) may stand here")
            return
        package = self.package
        path = self._place(fence)
        before = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(_written(fence, before or ""), encoding="utf-8")
        self._check(fence, path.parent)
        formatted = format_source(SourceFile(path.name, fence.text))
        if formatted.text is not None and formatted.text != fence.text:
            self._fail(fence, "is not in canonical form:\n" + formatted.text)
        if "coba" in fence.words:
            if before is None:
                path.unlink()
            else:
                path.write_text(before, encoding="utf-8")
            self.package = package

    def _table_file(self, fence: Fence) -> None:
        """A file of a table; what the package in hand reads from it is checked as what it says itself."""
        if self.folder.is_relative_to(ROOT) or fence.path is None:
            self._fail(fence, "needs a path, outside the repository")
            return
        path = self.folder / fence.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if fence.language == "lembar":
            path.write_bytes(packed(fence.words[1], fence.text))
        else:
            path.write_text(fence.text, encoding="utf-8")
        around = [p for p in path.parents if p.is_relative_to(self.folder) and (p / "paket.kinerja").is_file()]
        self.package = around[0] if around else self.package
        if self.package is not None:
            self._check(fence, self.package)

    def _check(self, fence: Fence, package: Path) -> None:
        """The package has the findings that the fence announces, and its `uji` hold."""
        checked = api.check(package)
        found = api.review(checked)
        codes = sorted({finding.code for finding in found})
        if codes != fence.codes:
            self._fail(fence, f"finds {codes}, and says {fence.codes}\n" + "\n".join(map(_spoken, found)))
        if checked.model is not None:
            for outcome in api.test(checked.model):
                for expectation in outcome.expectations:
                    if not expectation.holds:
                        self._fail(
                            fence, f"does not hold: {expectation.text} ({expectation.left}; {expectation.right})"
                        )

    def _place(self, fence: Fence) -> Path:
        if fence.path is not None:
            path = self.folder / fence.path
            path.parent.mkdir(parents=True, exist_ok=True)
            self.package = path.parent
            return path
        if self.package is None:
            self.package = self.folder / "contoh"
            self.package.mkdir()
            (self.package / "paket.kinerja").write_text(GROUND, encoding="utf-8")
        self.count += 1
        return self.package / f"bagian_{self.count:02}.kinerja"

    def _excerpt(self, fence: Fence) -> None:
        lines = (ROOT / (fence.path or "")).read_text(encoding="utf-8").splitlines()
        wanted = fence.text.splitlines()
        if not matches([LEFT_OUT, *wanted, LEFT_OUT], lines):
            self._fail(fence, f"is not in {fence.path}")


def _written(fence: Fence, before: str) -> str:
    """The new text of a file: the fence alone, after what was there, or in the place of what it names."""
    if "tambah" in fence.words:
        return f"{before}\n{fence.text}"
    if "ganti" not in fence.words:
        return fence.text
    text = before
    for item in parse_file(SourceFile("", fence.text)).file.items:
        old = [o for o in parse_file(SourceFile("", text)).file.items if _named(o) == _named(item)]
        if len(old) != 1:
            raise ValueError(f"line {fence.line}: {len(old)} declarations are called {_named(item)}")
        text = text[: old[0].span.start] + item.span.text + text[old[0].span.end :]
    return text


def _named(item: nodes.Item) -> tuple[str, str | None]:
    return item.keyword, item.id.text if item.id is not None else None


def _spoken(finding: Diagnostic) -> str:
    place = finding.primary.place if finding.primary is not None else "-"
    return f"  {finding.code} {place} {finding.message}"


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Without blank lines at both ends."""
    out = list(lines)
    while out and not out[-1].strip():
        out.pop()
    while out and not out[0].strip():
        out.pop(0)
    return out


def home(document: Path, folder: Path) -> Path:
    """Where a document's commands run: a README where it stands, any other in the folder given."""
    return document.parent if document.parent == ROOT or "examples" in document.parts else folder


def execute(document: Path, folder: Path) -> list[str]:
    """Execute a document; the failures, said with their lines."""
    session = Session(home(document, folder))
    for fence in fences(document.read_text(encoding="utf-8")):
        session.apply(fence)
    return session.failures
