"""Write into the documents what the program says: tables, canonical form, printed output. Read the difference before keeping it.

Run as `python tests/docs/refresh.py`. Fences that leave lines out are left alone.
"""

import sys
import tempfile
from pathlib import Path

from fences import DOCS, LEFT_OUT, ROOT, Fence, Session, commands, documents, fences, home, run
from tables import filled

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax.printer import format_source


def refreshed(document: Path, folder: Path) -> str:
    """The text of a document with its fences made anew, in order."""
    text = filled(document.read_text(encoding="utf-8"))
    lines = text.splitlines()
    session = Session(home(document, folder))
    replaced: list[tuple[Fence, str]] = []
    for fence in fences(text):
        made = fence.text
        if fence.language == "kinerja" and "kutipan" not in fence.words:
            made = format_source(SourceFile("x", fence.text)).text or fence.text
        elif fence.language == "console" and not any(line.strip() == LEFT_OUT for line in fence.text.splitlines()):
            made = "".join(_printed(command, session.folder) for command, _ in commands(fence))
        session.apply(Fence(fence.language, fence.words, made, fence.line))
        replaced.append((fence, made))
    for fence, made in reversed(replaced):
        lines[fence.line : fence.line + len(fence.text.splitlines())] = made.splitlines()
    return "\n".join(lines) + "\n"


def _printed(command: str, folder: Path) -> str:
    printed = [line.rstrip() for line in run(command, folder)]
    while printed and not printed[-1]:
        printed.pop()
    return "\n".join([f"$ {command}", *printed]) + "\n"


def main(names: list[str]) -> None:
    """Refresh all documents, or those whose name is given."""
    for document in documents():
        if not document.exists() or (names and document.name not in names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            text = refreshed(document, Path(folder))
        if text != document.read_text(encoding="utf-8"):
            document.write_text(text, encoding="utf-8")
            print(document.relative_to(ROOT if document.is_relative_to(ROOT) else DOCS))


if __name__ == "__main__":
    main(sys.argv[1:])
