"""Rewriting a package's files in canonical form, each whole or not at all."""

import sys
from pathlib import Path

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import SourceFile
from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import Output, write_file
from kinerja_rules.cli.run import FOUND, OK
from kinerja_rules.project.loader import UnreadablePathError, load
from kinerja_rules.report.findings import render_findings
from kinerja_rules.report.text import clean
from kinerja_rules.syntax.printer import format_source


def format_package(path: Path, only_check: bool, output: Output) -> int:
    """Format the files of a package, or one file; tell which change.

    Raises:
        WrongUsageError: the path cannot be read, or a file not written.
    """
    try:
        loaded = load(path)
    except UnreadablePathError as error:
        raise WrongUsageError(clean(str(error)), "sebut folder paket atau berkas .kinerja") from error
    folder = path if path.is_dir() else path.parent
    changed, tidy = [], 0
    refused: list[Diagnostic] = []
    for parsed in loaded.packages[loaded.root].files:
        source = parsed.file.span.source
        place = folder / source.path
        if path.is_file() and place.name != path.name:
            continue
        unreadable = _unreadable(source, loaded.diagnostics)
        if unreadable:
            refused += unreadable
            continue
        formatted = format_source(source)
        if formatted.text is None:
            refused += [d for d in formatted.diagnostics if d.severity is Severity.GALAT]
        elif formatted.text.encode() == place.read_bytes():
            tidy += 1
        else:
            changed.append(source.path)
            if not only_check:
                write_file(place, formatted.text, rules=True)
    word = "perlu dirapikan" if only_check else "dirapikan"
    output.say([f"{word}: {clean(name)}" for name in changed])
    if refused:
        output.tell(render_findings(refused, output.screen(sys.stderr)), always=True)
        kept = len({d.primary.source.path for d in refused if d.primary is not None})
        output.tell([f"{kept} berkas dibiarkan seperti semula"])
    elif not changed:
        output.tell([f"{tidy} berkas sudah rapi"])
    return FOUND if refused or (only_check and changed) else OK


def _unreadable(source: SourceFile, diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Why a file's text is not what is on disk: nothing may then be written over it."""
    return [
        d
        for d in diagnostics
        if d.code in ("KR110", "KR206") and d.primary is not None and d.primary.source.path == source.path
    ]
