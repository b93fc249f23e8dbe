"""`kinerja lapor`: which report is asked for, and where each of its forms goes."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import Output, write_files
from kinerja_rules.cli.progress import Progress
from kinerja_rules.report.text import clean

if TYPE_CHECKING:
    from kinerja_rules.analysis.build import CheckResult
    from kinerja_rules.model.kinerja import Model
    from kinerja_rules.model.periods import Period
    from kinerja_rules.report.grid import Grid
    from kinerja_rules.report.screen import Screen
    from kinerja_rules.report.whole import WholeReport

FILES = ("docx", "xlsx", "html", "md", "json")
"""Forms that are written where none is asked for by name; PDF beside them where it can be made."""
REPORT_FORMATS = (*FILES, "pdf")
BINARY = ("docx", "xlsx", "pdf")
LARGEST_STYLE = 20_000_000
"""Bytes of a style file that is read at all."""

INSTALL_PDF = "pasang dengan: pip install 'kinerja-rules[pdf]'"


@frozen
class AskedReport:
    """What the user asked `lapor` for, as written: a form or `teks`, a folder, a file of styles."""

    form: str
    folder: Path | None
    style: Path | None

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms to be written into the folder, or to standard output."""
        if self.form != "teks":
            return (self.form,)
        from kinerja_rules.report.paper import has_typesetter

        return (*FILES, *(("pdf",) if has_typesetter() else ()))


def style_file(asked: AskedReport) -> bytes | None:
    """The file of styles, read and tried before anything is computed.

    Raises:
        WrongUsageError: it cannot be read or used, or the form asked for has no styles.
    """
    if asked.style is None:
        return None
    if "docx" not in asked.forms or (asked.form == "teks" and asked.folder is None):
        raise WrongUsageError("`--gaya` hanya untuk bentuk docx", "tambahkan `--format docx -o FOLDER`")
    from kinerja_rules.cli.output import spoken_reason
    from kinerja_rules.report.word import TemplateError, check_template

    name = f"`{clean(str(asked.style))}`"
    try:
        with asked.style.open("rb") as stream:
            data = stream.read(LARGEST_STYLE + 1)
    except FileNotFoundError as error:
        raise WrongUsageError(f"berkas gaya {name} tidak ditemukan", "periksa nama berkasnya") from error
    except OSError as error:
        raise WrongUsageError(f"berkas gaya {name} tidak dapat dibaca: {spoken_reason(error, '')}") from error
    try:
        check_template(data)
    except TemplateError as error:
        raise WrongUsageError(f"{name}: {error.message}", error.remedy) from error
    return data


def computed_report(
    checked: "CheckResult", model: "Model", period: "Period", document: str | None, output: Output
) -> "WholeReport":
    """The figures and tables of a period, from which all forms are made."""
    from kinerja_rules import api

    with Progress("menghitung", 1, quiet=output.quiet) as progress:
        progress.step("angka dan tabel")
        return api.report(checked, model, period, document)


def deliver_report(report: "WholeReport", asked: AskedReport, style: bytes | None, output: Output) -> None:
    """Make the forms asked for, then write them: all of them or none."""
    _refuse_early(asked)
    made: dict[str, bytes] = {}
    with Progress("menyusun", len(asked.forms), quiet=output.quiet) as progress:
        for form in asked.forms:
            progress.step(f"laporan.{form}")
            made[f"laporan.{form}"] = _made(report, form, style)
    if asked.folder is None:
        output.deliver_document(made[f"laporan.{asked.form}"], None)
        return
    write_files(asked.folder, made)
    output.say([clean(str(asked.folder / name)) for name in made])
    if asked.form == "teks" and "pdf" not in asked.forms:
        output.tell([f"laporan.pdf tidak dibuat karena pembuat PDF belum terpasang; {INSTALL_PDF}"])


def _refuse_early(asked: AskedReport) -> None:
    """What can be refused before the work is done."""
    terminal = asked.folder is None and sys.stdout is not None and sys.stdout.isatty()
    if asked.form in BINARY and terminal:
        raise WrongUsageError(f"bentuk {asked.form} tidak dapat ditampilkan di layar", "sebut foldernya: -o laporan")


def _made(report: "WholeReport", form: str, style: bytes | None) -> bytes:
    from kinerja_rules.report.paper import LackingExtraError
    from kinerja_rules.report.whole import render
    from kinerja_rules.report.word import TemplateError

    try:
        return render(report, form, style)
    except LackingExtraError as error:
        raise WrongUsageError("pembuat PDF belum terpasang", INSTALL_PDF) from error
    except TemplateError as error:
        raise WrongUsageError(error.message, error.remedy) from error


def grid_lines(grids: "Sequence[Grid]", asked: str, screen: "Screen") -> list[str]:
    """The table of a number or id, for a screen.

    Raises:
        WrongUsageError: there is none.
    """
    from kinerja_rules.report.grids_text import render_grid

    found = next((g for g in grids if asked in (g.number, g.id)), None)
    if found is None:
        known = ", ".join(g.number or g.id for g in grids)
        hint = f"yang ada: {known}" if known else "deklarasikan `tabel`, atau pakai paket lkjip_permenpanrb_53_2014"
        raise WrongUsageError(f"tidak ada tabel `{clean(asked)}`", hint)
    return render_grid(found, screen)
