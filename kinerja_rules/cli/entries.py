"""`kinerja templat` and `kinerja serap`: a workbook to fill in, and a filled one read back into the package."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import Output, spoken_reason, write_file
from kinerja_rules.cli.run import FOUND, OK
from kinerja_rules.report.text import clean

if TYPE_CHECKING:
    from kinerja_rules.analysis.entries import Change, Filled
    from kinerja_rules.model.kinerja import Model

MAX_FILE = 50_000_000
"""A larger workbook is refused unread."""


@frozen
class AskedEntries:
    """What the user asked `serap` for, as written."""

    package: Path
    workbook: Path
    target: Path | None
    replace: bool
    dry: bool


def write_template(package: Path, year: int, grain: str, target: Path, output: Output) -> int:
    """A workbook to fill in, written to a new file.

    Raises:
        WrongUsageError: the plan cannot be read, has nothing to fill in, or the file is there already.
    """
    from kinerja_rules.analysis.entries import entries
    from kinerja_rules.report.entry_workbook import entry_workbook

    if target.suffix.lower() != ".xlsx":
        raise WrongUsageError(f"`{clean(str(target))}` tidak berakhiran .xlsx", "sebut misalnya `-o isian.xlsx`")
    if target.exists():
        raise WrongUsageError(f"`{clean(str(target))}` sudah ada, jadi tidak ditimpa", "sebut nama lain")
    model = _model(package, output)
    if model is None:
        return FOUND
    known = entries(model)
    if not known:
        raise WrongUsageError("rencana ini tidak punya yang diisi", "indikator atau data rumusnya belum dinyatakan")
    write_file(target, entry_workbook(model, year, grain))
    output.say([clean(str(target))])
    counts = {k: sum(e.keyword == k for e in known) for k in ("realisasi", "data")}
    output.tell([f"{counts['realisasi']} indikator dan {counts['data']} data untuk diisi"])
    return OK


def absorb(asked: AskedEntries, output: Output) -> int:
    """A filled workbook as a file of the package; what it changes is told, and nothing is overwritten silently.

    Raises:
        WrongUsageError: the workbook cannot be read, or a file would have to be replaced.
    """
    from kinerja_rules.analysis.entries import SHEETS, compare, read_entries

    if asked.workbook.is_dir() and asked.package.suffix.lower() == ".xlsx":
        raise WrongUsageError("paket dan buku kerjanya tertukar", "tulis paketnya lebih dahulu, lalu buku kerjanya")
    data = _bytes(asked.workbook)
    model = _model(asked.package, output)
    if model is None:
        return FOUND
    read = read_entries(model, data, asked.workbook.name)
    if read.unread:
        names = ", ".join(f"`{clean(name)}`" for name in read.unread)
        output.tell([f"lembar yang tidak dibaca: {names}; yang dibaca: {', '.join(SHEETS.values())}"], always=True)
    if read.problems:
        problems = list(dict.fromkeys(read.problems))
        for problem in problems:
            output.tell([f"galat: {clean(problem.message)}", f"  saran: {clean(problem.remedy)}"], always=True)
        output.tell([f"{len(problems)} hal di buku kerja ini harus diperbaiki; belum ada yang ditulis"], always=True)
        return FOUND
    changes = compare(model, read.filled)
    target = asked.target or _folder(asked.package) / f"{_stem(asked.workbook)}.kinerja"
    own = _inside(asked.package, target)
    elsewhere = [c for c in changes if c.status == "berubah" and c.file != own]
    output.say(_told(changes, own))
    kept = [c.filled for c in changes if c.status == "baru" or c.file == own]
    if elsewhere:
        output.tell(
            [
                f"{len(elsewhere)} angka berbeda dari yang dinyatakan di berkas lain dan tidak ditulis: ubah di tempatnya"
            ],
            always=True,
        )
    return _write(asked, target, own, changes, kept, output) or (FOUND if elsewhere else OK)


def _write(
    asked: AskedEntries,
    target: Path,
    own: str,
    changes: "Sequence[Change]",
    kept: "Sequence[Filled]",
    output: Output,
) -> int:
    from kinerja_rules.analysis.entries import entries_text

    fresh = [c for c in changes if c.status == "baru" or (c.status == "berubah" and c.file == own)]
    if not fresh:
        output.tell(["tidak ada angka baru; tidak ada yang ditulis"])
        return OK
    if asked.dry:
        output.tell([f"{len(fresh)} angka akan ditulis ke {clean(str(target))}"])
        return OK
    before = target.read_bytes() if target.is_file() else None
    if before is not None and not asked.replace:
        raise WrongUsageError(
            f"`{clean(str(target))}` sudah ada, jadi tidak ditimpa",
            "lihat perubahannya di atas, lalu ulangi dengan `--ganti`, atau sebut berkas lain dengan `-o`",
        )
    write_file(target, entries_text(kept, asked.workbook.name), rules=True)
    refused = _refused(asked.package, own)
    if refused:
        if before is None:
            target.unlink()
        else:
            write_file(target, before, rules=True)
        output.tell([*refused, "berkas dikembalikan seperti semula"], always=True)
        return FOUND
    output.say([clean(str(target))])
    return OK


def _refused(package: Path, own: str) -> list[str]:
    """What the package says against the file just written."""
    from kinerja_rules import api
    from kinerja_rules.base.diagnostics import Severity

    found = api.check(package).diagnostics
    return [
        f"galat {d.code}: {clean(d.message)}"
        for d in found
        if d.severity is Severity.GALAT and d.primary is not None and d.primary.source.path == own
    ]


def _told(changes: "Sequence[Change]", own: str) -> list[str]:
    """What is new, what changes, how much stays."""
    lines = []
    for change in changes:
        filled = change.filled
        name = f"{filled.entry.keyword} {filled.entry.id} {filled.period}"
        if change.status == "baru":
            lines.append(f"baru     {name}: {filled.text}")
        elif change.status == "berubah":
            lines.append(f"berubah  {name}: {change.stated} menjadi {filled.text} ({change.where})")
    same = sum(c.status == "sama" for c in changes)
    lines.append(f"{len(lines)} angka baru atau berubah, {same} sama")
    return [clean(line) for line in lines]


def _model(package: Path, output: Output) -> "Model | None":
    from kinerja_rules import api
    from kinerja_rules.report.findings import render_findings

    try:
        checked = api.check(package)
    except api.UnreadablePathError as error:
        raise WrongUsageError(clean(str(error)), "sebut folder paket atau berkas .kinerja") from error
    if checked.model is None:
        output.tell(render_findings(checked.diagnostics, output.screen(sys.stderr)), always=True)
    return checked.model


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir() or not path.exists():
            raise WrongUsageError(f"berkas `{clean(str(path))}` tidak ada", "sebut buku kerja isian (.xlsx)")
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise WrongUsageError(f"`{clean(str(path))}` tidak dapat dibaca: {spoken_reason(error, '')}") from error


def _folder(package: Path) -> Path:
    return package if package.is_dir() else package.parent


def _stem(workbook: Path) -> str:
    return "_".join(re.findall(r"\w+", workbook.stem.casefold())) or "isian"


def _inside(package: Path, target: Path) -> str:
    """A file as places name it: relative to the package, with forward slashes."""
    folder = _folder(package).resolve()
    place = target.resolve()
    if not place.is_relative_to(folder) or place.suffix != ".kinerja":
        raise WrongUsageError(
            f"`{clean(str(target))}` bukan berkas .kinerja di dalam paket",
            "sebut misalnya `-o rencana_saya/isian.kinerja`",
        )
    return place.relative_to(folder).as_posix()
