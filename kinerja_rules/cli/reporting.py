"""`kinerja lapor`: which report is asked for, and where each of its forms goes."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.cli.forms import TEXT, chosen_form, form_of_name
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
REPORT_FORMS = ("teks", *FILES, "pdf")
BINARY = ("docx", "xlsx", "pdf")
LARGEST_STYLE = 20_000_000
"""Bytes of a style file that is read at all."""

INSTALL_PDF = "pasang dengan: pip install 'kinerja-rules[pdf]'"


@frozen
class AskedReport:
    """What the user asked `lapor` for: a form, or all of them; where to; a file of styles."""

    form: str | None
    """None: every form, into the folder."""
    folder: Path | None
    file: Path | None
    """The one file that is asked for by its name."""
    style: Path | None

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms to be written, or the one for standard output."""
        if self.form is not None:
            return (self.form,)
        from kinerja_rules.report.paper import has_typesetter

        return (*FILES, *(("pdf",) if has_typesetter() else ()))

    @property
    def on_screen(self) -> bool:
        """Whether the report goes to standard output."""
        return self.folder is None and self.file is None

    def name(self, form: str) -> str:
        """What the file of a form is called."""
        return f"laporan.{form}" if self.file is None else self.file.name


def asked_report(form: str | None, target: Path | None, style: Path | None) -> AskedReport:
    """What is asked for: a folder with every form or one, or a file that its name tells the form of.

    A name that promises a form of reports is that of one file, so that a folder of such a name is no place for all.

    Raises:
        WrongUsageError: the name promises a form that is not asked for, or that no report has, or it is a folder's.
    """
    if target is None:
        return AskedReport(form or TEXT, None, None, style)
    promised, folder = form_of_name(target), _is_folder(target)
    if folder and promised in REPORT_FORMS:
        inside = clean(str(target / f"laporan{target.suffix}"))
        raise WrongUsageError(
            f"`{clean(str(target))}` adalah folder, padahal namanya seperti satu berkas",
            f"sebut berkas di dalamnya, misalnya `-o {inside}`, atau folder lain yang namanya tanpa akhiran itu",
        )
    if folder or promised is None:
        return AskedReport(form, target, None, style)
    return AskedReport(chosen_form(form, target, "lapor", REPORT_FORMS), None, target, style)


def _is_folder(target: Path) -> bool:
    try:
        return target.is_dir()
    except OSError:  # a name that no system takes is told where it is written to
        return False


def style_file(asked: AskedReport, output: Output) -> bytes | None:
    """The file of styles, read and tried before anything is computed; what it lacks is told.

    Raises:
        WrongUsageError: it cannot be read or used, or the form asked for has no styles.
    """
    if asked.style is None:
        return None
    if "docx" not in asked.forms:
        raise WrongUsageError("`--gaya` hanya untuk bentuk docx", "tulis ke berkas Word, misalnya `-o laporan.docx`")
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
        lacking = check_template(data)
    except TemplateError as error:
        raise WrongUsageError(f"{name}: {error.message}", error.remedy) from error
    output.tell([f"catatan: {name}: {said}" for said in lacking])
    return data


def computed_report(
    checked: "CheckResult", model: "Model", period: "Period", document: str | None, page: bool, output: Output
) -> "WholeReport":
    """The figures and tables of a period, from which all forms are made; `page` says that the page is one of them."""
    from kinerja_rules import api

    with Progress("menghitung", 1, quiet=output.quiet) as progress:
        progress.step("angka dan tabel")
        return api.report(checked, model, period, document, page)


def deliver_report(report: "WholeReport", asked: AskedReport, style: bytes | None, output: Output) -> None:
    """Make the forms asked for, then write them: all of them or none."""
    _refuse_early(asked)
    made: dict[str, bytes] = {}
    with Progress("menyusun", len(asked.forms), quiet=output.quiet) as progress:
        for form in asked.forms:
            progress.step(asked.name(form))
            made[asked.name(form)] = _made(report, form, style)
    # a plan without tables may well be one: only forms that hold little else say so
    lacking = report.book.lacking
    if lacking is not None and (report.grids or not set(BINARY).isdisjoint(asked.forms)):
        remedy = [] if lacking.remedy is None else [f"  saran: {clean(lacking.remedy)}"]
        output.tell([f"catatan: {clean(lacking.fact)}", *remedy])
    if "docx" in asked.forms:
        output.tell(_too_wide_for_word(report))
    if asked.folder is None:
        output.deliver_document(next(iter(made.values())), asked.file)
        if asked.file is not None:
            output.say([clean(str(asked.file))])
        return
    write_files(asked.folder, made)
    output.say([clean(str(asked.folder / name)) for name in made])
    if "pdf" not in asked.forms and asked.form is None:
        output.tell([f"laporan.pdf tidak dibuat karena pembuat PDF belum terpasang; {INSTALL_PDF}"])


def _too_wide_for_word(report: "WholeReport") -> list[str]:
    """What is told of tables that the Word document does not hold."""
    from kinerja_rules.report.word import too_wide

    told = ((grid, too_wide(grid)) for grid in report.grids)
    return [
        f"catatan: bentuk docx, tabel {clean(grid.number or grid.id)}: {said}"
        for grid, said in told
        if said is not None
    ]


def deliver_text(lines: Sequence[str], asked: AskedReport, output: Output) -> None:
    """The report as text, to the screen or into the file or folder asked for."""
    if asked.folder is not None:
        write_files(asked.folder, {"laporan.txt": "".join(f"{line}\n" for line in lines).encode()})
        output.say([clean(str(asked.folder / "laporan.txt"))])
        return
    output.deliver(lines, asked.file)
    if asked.file is not None:
        output.say([clean(str(asked.file))])


def _refuse_early(asked: AskedReport) -> None:
    """What can be refused before the work is done."""
    terminal = asked.on_screen and sys.stdout is not None and sys.stdout.isatty()
    if asked.form in BINARY and terminal:
        raise WrongUsageError(
            f"bentuk {asked.form} tidak dapat ditampilkan di layar", f"sebut berkasnya: -o laporan.{asked.form}"
        )


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


def grid_lines(grids: "Sequence[Grid]", asked: str, screen: "Screen", left_out: Sequence[str] = ()) -> list[str]:
    """The table of a number or id, for a screen; `left_out` are ids of tables that are wrong.

    Raises:
        WrongUsageError: there is none.
    """
    from kinerja_rules.report.grids_text import render_grid

    found = next((g for g in grids if asked in (g.number, g.id)), None)
    if found is None:
        known = ", ".join(g.number or g.id for g in grids)
        hint = f"yang ada: {known}" if known else "deklarasikan `tabel`, atau pakai paket lkjip_permenpanrb_53_2014"
        if left_out:
            hint += f"; tidak dimuat karena ada galat di dalamnya: {', '.join(left_out)} (lihat `kinerja periksa`)"
        raise WrongUsageError(f"tidak ada tabel `{clean(asked)}`", hint)
    return render_grid(found, screen)
