"""`kinerja salin`: the file or standard input it reads, the plan it matches with, and where the claims go."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import Output, spoken_reason, write_file
from kinerja_rules.cli.run import FOUND, OK
from kinerja_rules.report.text import clean

if TYPE_CHECKING:
    from kinerja_rules.audit.paste import Copied
    from kinerja_rules.model.kinerja import Model

MAX_FILE = 50_000_000
"""A larger file is refused unread."""
PASTED = "tempelan"
"""What messages call what came from standard input."""


@frozen
class AskedCopy:
    """What the user asked `salin` for, as written."""

    file: Path
    package: Path | None
    sheet: str | None
    number: int | None
    label: str | None
    all: bool
    year: int | None
    ident: str | None
    target: Path | None


def copy_file(asked: AskedCopy, output: Output) -> int:
    """Copy the printed tables of a file into a `terbitan`, to standard output or into a new file.

    Raises:
        WrongUsageError: the file cannot be read, holds no table, or more than one to choose from.
    """
    from kinerja_rules import api
    from kinerja_rules.audit.paste import Refusal, Wanted

    if asked.target is not None and asked.target.exists() and asked.target.is_file():
        raise WrongUsageError(
            f"`{clean(str(asked.target))}` sudah ada, jadi tidak ditimpa", "sebut nama lain, atau pindahkan berkas itu"
        )
    data, name = _read(asked.file)
    model, refused = _model(asked.package, output)
    if refused:
        return FOUND
    wanted = Wanted(asked.sheet, asked.number, asked.label, asked.all, asked.year, asked.ident)
    copied = api.copy_printed(data, name, wanted, model)
    if isinstance(copied, Refusal):
        output.tell([clean(line) for line in copied.listing], always=True)
        raise WrongUsageError(clean(copied.message), clean(copied.remedy))
    if asked.target is None:
        output.document(copied.text)
    else:
        write_file(asked.target, copied.text, rules=True)
        output.say([clean(str(asked.target))])
    output.tell(_summary(copied, asked.target))
    return OK


def _read(path: Path) -> tuple[bytes, str]:
    """The bytes of a file or of standard input; never more than are read anyway."""
    if str(path) == "-":
        if sys.stdin is None:
            raise WrongUsageError("tidak ada masukan untuk dibaca", "sebut berkasnya")
        stream = getattr(sys.stdin, "buffer", None)
        data = stream.read(MAX_FILE + 1) if stream is not None else sys.stdin.read(MAX_FILE).encode()
        return data, PASTED
    if path.is_dir():
        raise WrongUsageError(f"`{clean(str(path))}` adalah folder", "sebut berkas tabelnya")
    try:
        if not path.exists():
            raise WrongUsageError(f"berkas `{clean(str(path))}` tidak ada", "periksa nama dan foldernya")
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1), path.name
    except OSError as error:
        reason = spoken_reason(error, "")
        raise WrongUsageError(f"berkas `{clean(str(path))}` tidak dapat dibaca: {reason}") from error


def _model(package: Path | None, output: Output) -> "tuple[Model | None, bool]":
    """The plan to match with: the one named, or the one in the current folder if there is one; and whether it is refused."""
    from kinerja_rules import api
    from kinerja_rules.report.findings import render_findings

    if package is None:
        if not any(Path().glob("*.kinerja")):
            return None, False
        package = Path()
    try:
        checked = api.check(package)
    except api.UnreadablePathError as error:
        raise WrongUsageError(clean(str(error)), "sebut folder paket sesudah `--paket`") from error
    if checked.model is None:
        output.tell(render_findings(checked.diagnostics, output.screen(sys.stderr)), always=True)
        output.tell(["rencana di atas belum dapat dibaca, jadi tabel belum disalin"], always=True)
        return None, True
    return checked.model, False


def _summary(copied: "Copied", target: Path | None) -> list[str]:
    claims = sum(t.claims for t in copied.tables)
    rows = sum(t.rows for t in copied.tables)
    doubts = sum(t.doubts for t in copied.tables)
    lines = [f"{len(copied.tables)} tabel, {rows} baris, {claims} klaim"]
    if doubts:
        lines.append(f"{doubts} hal ditandai `# periksa:` untuk diputuskan orang")
    if target is not None:
        lines.append("periksa isinya, lalu jalankan: kinerja audit")
    return lines
