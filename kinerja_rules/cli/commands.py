"""The verbs. Each calls `api`, lets `report` make the text, and returns an exit status."""

import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kinerja_rules import __version__
from kinerja_rules.cli.forms import FORM_HELP, TEXT, chosen_form
from kinerja_rules.cli.messages import (
    EMPTY_PATH,
    OF_PLAN,
    Named,
    OneOf,
    PartOfYear,
    Target,
    Verbs,
    WrongUsageError,
    Year,
)
from kinerja_rules.cli.output import Output, try_place
from kinerja_rules.cli.progress import Progress
from kinerja_rules.cli.reporting import (
    REPORT_FORMS,
    AskedReport,
    asked_report,
    computed_report,
    deliver_report,
    deliver_text,
    grid_lines,
    style_file,
)
from kinerja_rules.cli.reviewing import FORMATS, Asked, deliver, filled_sheet, rule_packages, selection
from kinerja_rules.cli.run import FOUND, OK
from kinerja_rules.cli.transfer import add_verbs
from kinerja_rules.report.text import clean

if TYPE_CHECKING:
    from kinerja_rules.analysis.build import CheckResult
    from kinerja_rules.base.diagnostics import Diagnostic
    from kinerja_rules.model.kinerja import Model
    from kinerja_rules.model.periods import Period

Function = TypeVar("Function", bound=Callable[..., Any])

SEVERITIES = ("galat", "peringatan", "catatan")
FIGURE_FORMS = ("teks", "json")
AUDIT_FORMS = ("teks", "json", "md", "html", "xlsx")
LATER_FORMATS = ("docx", "xlsx", "html", "pdf", "csv", "sarif", "github")

PATH_HELP = ("[PATH]", "folder paket atau berkas .kinerja; bila tidak disebut, folder ini")


# ---- shared options ----------------------------------------------------------------------------------------------------
def _shared(function: Function) -> Function:
    colour = click.option(
        "--warna", type=OneOf(("auto", "selalu", "tanpa")), default="auto", help="warna pada terminal; semula auto"
    )
    quiet = click.option("--diam", is_flag=True, help="tanpa pesan tambahan, hanya hasil")
    return colour(quiet(function))


def _format(*words: str) -> Callable[[Function], Function]:
    kind = OneOf(words, [f for f in LATER_FORMATS if f not in words])
    return click.option("--format", "form", type=kind, help=FORM_HELP)


def _into_file(function: Function) -> Function:
    return click.option("-o", "--hasil", "target", type=Target(), metavar="BERKAS", help="tulis ke berkas")(function)


def _plan(function: Function) -> Function:
    return click.argument("path", type=Named(OF_PLAN), default=Path(), required=False)(function)


def _period(function: Function) -> Function:
    """`--tahun` or `--periode`, and the document whose targets are asked for."""
    for option in (
        click.option("--dokumen", metavar="PENGENAL", help="memakai target dokumen ini, misalnya perjanjian kinerja"),
        click.option("--periode", "part", type=PartOfYear(), help="bagian tahun: 2022-TW2, 2022-S1, atau 2022-10"),
        click.option("--tahun", "year", type=Year(), help="tahun yang dihitung, misalnya 2022"),
    ):
        function = option(function)
    return function


@click.group(cls=Verbs, invoke_without_command=True, context_settings={"help_option_names": ["--help", "-h"]})
@click.option("--versi", is_flag=True, help="menampilkan versi program")
@click.pass_context
def kinerja(ctx: click.Context, versi: bool) -> int:
    """Memeriksa, menghitung, dan menjelaskan rencana kinerja pemerintah yang ditulis dalam bahasa kinerja.

    Setiap angka dihitung eksak dan dapat ditelusuri sampai ke sumbernya.
    """
    if versi:
        Output().say([f"kinerja {__version__}"])
        ctx.exit(OK)
    if ctx.invoked_subcommand is None:
        Output().say(ctx.get_help().splitlines())
    return OK


# ---- the plan ----------------------------------------------------------------------------------------------------------
@kinerja.command(
    short_help="memeriksa berkas dan rencana",
    arguments=[PATH_HELP],
    example="kinerja periksa rencana_saya\nkinerja periksa rencana_saya --reviu\n"
    "kinerja periksa rencana_saya -o kertas_kerja.xlsx\nkinerja periksa rencana_saya --keputusan kertas_kerja.xlsx",
)
@_plan
@click.option(
    "--tingkat", "severities", type=OneOf(SEVERITIES), multiple=True, help="hanya temuan sedikitnya setingkat ini"
)
@click.option("--kode", "codes", metavar="KODE", multiple=True, help="hanya kode ini, misalnya C03,KR503")
@click.option(
    "--reviu", "reviewed", is_flag=True, help="dengan semua aturan reviu bawaan, walaupun tidak dipakai rencana"
)
@click.option(
    "--aturan", "rules", metavar="PAKET", multiple=True, help="dengan aturan paket ini, misalnya reviu_target"
)
@click.option("--paket", "packages", metavar="PAKET", multiple=True, help="hanya temuan aturan paket ini")
@click.option("--lengkap", "unfolded", is_flag=True, help="temuan yang serupa tidak diringkas")
@click.option(
    "--keputusan",
    "sheet",
    type=Named("sebut kertas kerjanya, atau hapus `--keputusan`"),
    metavar="BERKAS",
    help="kertas kerja reviu yang sudah diisi",
)
@click.option("--format", "form", type=OneOf(FORMATS), help=FORM_HELP)
@_into_file
@_shared
def periksa(
    path: Path,
    severities: tuple[str, ...],
    codes: tuple[str, ...],
    reviewed: bool,
    rules: tuple[str, ...],
    packages: tuple[str, ...],
    unfolded: bool,
    sheet: Path | None,
    form: str | None,
    target: Path | None,
    warna: str,
    diam: bool,
) -> int:
    """Memeriksa penulisan, nama, satuan, jenjang, dan data, lalu mengatakan apakah rencana dapat diteruskan.

    Status keluar 1 bila ada galat, juga bila galat itu tidak ditampilkan; peringatan dan catatan tidak menghalangi.

    Bentuk xlsx dan html adalah kertas kerja reviu: diisi, lalu dibaca kembali dengan --keputusan.
    """
    from kinerja_rules import api
    from kinerja_rules.report.review.view import select

    brought = (*(("--reviu",) if reviewed else ()), *(f"--aturan {word}" for word in rules))
    asked = Asked(severities, codes, packages, chosen_form(form, target, "periksa", FORMATS), target, unfolded, brought)
    decided = filled_sheet(sheet)
    checked = _check(path, rule_packages(rules, reviewed, path))
    view = api.examine(checked, decided)
    deliver(select(view, selection(asked, checked, view)), asked, path, Output(warna, diam))
    return OK if view.passes else FOUND


@kinerja.command(
    short_help="menghitung semua indikator dan simpul",
    arguments=[PATH_HELP],
    example="kinerja hitung rencana_saya --tahun 2025\nkinerja hitung rencana_saya --tahun 2025 -o capaian.json",
)
@_plan
@_period
@_format(*FIGURE_FORMS)
@_into_file
@_shared
def hitung(
    path: Path,
    year: int | None,
    part: "Period | None",
    dokumen: str | None,
    form: str | None,
    target: Path | None,
    warna: str,
    diam: bool,
) -> int:
    """Menghitung target, realisasi, capaian, kategori, serapan, dan kemajuan setahun atau sebagian tahun, sebagai tabel."""
    from kinerja_rules import api
    from kinerja_rules.base.diagnostics import blocks
    from kinerja_rules.report import to_json
    from kinerja_rules.report.to_terminal import render_figures
    from kinerja_rules.report.view import view

    asked = chosen_form(form, target, "hitung", FIGURE_FORMS)
    output = Output(warna, diam)
    model, findings = _model(path, output)
    if model is None:
        return FOUND
    result = api.evaluate(model, _asked_period(model, year, part), _asked_document(model, dokumen))
    if asked == "json":
        output.deliver_document(to_json.write(to_json.hitung(result, [*findings, *result.diagnostics])), target)
    else:
        output.deliver(render_figures(view(result), output.target(target)), target)
    return FOUND if blocks(findings) else OK


@kinerja.command(
    short_help="menjelaskan satu angka sampai ke sumbernya",
    arguments=[PATH_HELP, ("UNGKAPAN", "angka yang ditanyakan, di antara tanda kutip")],
    example='kinerja jejak rencana_saya "capaian(tepat_waktu; 2025)"\nkinerja jejak rencana_saya "serapan(P1; 2025)"',
)
@click.argument("words", nargs=-1, metavar="UNGKAPAN")
@_format(*FIGURE_FORMS)
@_into_file
@_shared
def jejak(words: tuple[str, ...], form: str | None, target: Path | None, warna: str, diam: bool) -> int:
    """Menjelaskan dari mana sebuah angka: rumusnya, angka di bawah tiap bagiannya, sumber, kebijakan, dan jenjangnya."""
    from kinerja_rules import api
    from kinerja_rules.report import to_json
    from kinerja_rules.report.findings import render_findings
    from kinerja_rules.report.trace_tree import render_trace

    asked = chosen_form(form, target, "jejak", FIGURE_FORMS)
    output = Output(warna, diam)
    path, question = _path_and_question(words)
    checked = _check(path)
    if checked.model is None:
        output.tell(render_findings(checked.diagnostics, output.screen(sys.stderr)), always=True)
        return FOUND
    derivation = api.trace(checked, question)
    if isinstance(derivation, tuple):
        output.tell(render_findings(derivation, output.screen(sys.stderr)), always=True)
        return FOUND
    if asked == "json":
        output.deliver_document(to_json.write(to_json.jejak(derivation)), target)
    else:
        output.deliver(render_trace(derivation, checked.model, output.target(target)), target)
    return OK


@kinerja.command(
    short_help="laporan kinerja setahun: jenjang, capaian, temuan",
    arguments=[PATH_HELP],
    example="kinerja lapor rencana_saya --tahun 2025\nkinerja lapor rencana_saya --tahun 2025 -o laporan\n"
    "kinerja lapor rencana_saya --tahun 2025 -o lkjip_2025.docx",
)
@_plan
@_period
@click.option("--tabel", "table", metavar="NOMOR", help="hanya tabel ini, misalnya 3.2, atau pengenalnya")
@_format(*REPORT_FORMS)
@click.option("-o", "--hasil", "target", type=Target(), metavar="FOLDER", help="tulis ke folder atau berkas ini")
@click.option(
    "--gaya",
    "style",
    type=Named("sebut berkas Word itu, atau hapus `--gaya`"),
    metavar="BERKAS",
    help="gaya laporan.docx dari berkas Word ini",
)
@_shared
def lapor(
    path: Path,
    year: int | None,
    part: "Period | None",
    dokumen: str | None,
    table: str | None,
    form: str | None,
    target: Path | None,
    style: Path | None,
    warna: str,
    diam: bool,
) -> int:
    """Melaporkan setahun atau sebagian tahun: setiap misi, tujuan, sasaran, program, kegiatan, dan subkegiatan dengan indikatornya.

    Dengan -o FOLDER, laporan ditulis ke folder itu sebagai docx, xlsx, html, md, dan json, juga pdf bila pembuatnya terpasang; --format memilih salah satunya. Nama yang berakhiran .docx, .xlsx, .html, .md, .json, .pdf, atau .txt adalah satu berkas itu saja.
    """
    from kinerja_rules import api
    from kinerja_rules.base.diagnostics import blocks

    output = Output(warna, diam)
    asked = asked_report(form, target, style)
    styles = style_file(asked, output)
    if target is not None:
        try_place(target, folder=asked.file is None)
    with Progress("memeriksa", 1, quiet=output.quiet) as progress:
        progress.step(str(path))
        checked = _check(path)
    model = _told_model(checked, output)
    if model is None:
        return FOUND
    period = _asked_period(model, year, part)
    document = _asked_document(model, dokumen)
    findings: Sequence[Diagnostic]
    if table is not None:
        if target is not None or form is not None or dokumen is not None:
            hint = "hapus `-o`, `--format`, atau `--dokumen`; laporan yang ditulis dengan `-o` memuat semua tabel"
            raise WrongUsageError("`--tabel` menampilkan satu tabel di layar", hint)
        findings = api.review(checked)
        grids = api.tables(model, period)
        output.say(grid_lines(grids, table, output.screen(), model.tabel_bergalat))
    elif asked.form == TEXT:
        findings = _tell_report(checked, model, period, document, path, asked, output)
    else:
        report = computed_report(checked, model, period, document, "html" in asked.forms, output)
        findings = report.findings
        deliver_report(report, asked, styles, output)
    return FOUND if blocks(findings) else OK


def _tell_report(
    checked: "CheckResult",
    model: "Model",
    period: "Period",
    document: str | None,
    path: Path,
    asked: AskedReport,
    output: Output,
) -> "Sequence[Diagnostic]":
    """The report as text, on the screen or in a file; the findings that it tells of."""
    from kinerja_rules import api
    from kinerja_rules.base.diagnostics import ordered
    from kinerja_rules.report.next_steps import next_steps
    from kinerja_rules.report.screen import PLAIN
    from kinerja_rules.report.to_terminal import render_report
    from kinerja_rules.report.view import view

    result = api.evaluate(model, period, document)
    findings = ordered([*api.review(checked), *result.diagnostics])
    steps = () if output.quiet or not asked.on_screen else next_steps(result, findings, str(path), _quote)
    screen = output.screen() if asked.on_screen else PLAIN
    deliver_text(render_report(view(result), findings, steps, screen), asked, output)
    return findings


@kinerja.command(
    short_help="menghitung ulang angka laporan yang sudah terbit",
    arguments=[PATH_HELP],
    example="kinerja audit rencana_saya\nkinerja audit rencana_saya --semua\nkinerja audit rencana_saya -o audit.xlsx",
)
@_plan
@_format(*AUDIT_FORMS)
@click.option("--terbitan", "published", metavar="PENGENAL", help="hanya terbitan ini")
@click.option("--tempat", "place", metavar="TEMPAT", help='hanya klaim di tempat ini, misalnya "Tabel 3.2"')
@click.option("--semua", "everything", is_flag=True, help="menampilkan semua klaim, juga yang cocok")
@_into_file
@_shared
def audit(
    path: Path,
    form: str | None,
    published: str | None,
    place: str | None,
    everything: bool,
    target: Path | None,
    warna: str,
    diam: bool,
) -> int:
    """Menghitung ulang setiap angka `terbitan`: cocok, dipotong, beda, atau tidak dapat dihitung.

    Yang beda ditunjukkan dari yang terberat. Status keluar 1 bila ada yang beda, atau ada klaim yang tidak dapat diperiksa.

    Bentuk md, html, dan xlsx adalah tabel untuk ditandatangani; di html setiap angka dapat dibuka sampai ke sumbernya.
    """
    from kinerja_rules.cli.auditing import AskedAudit, deliver_audit

    asked = AskedAudit(published, place, everything, chosen_form(form, target, "audit", AUDIT_FORMS), target)
    return OK if deliver_audit(_check(path), asked, path, Output(warna, diam)) else FOUND


# ---- rules and files ---------------------------------------------------------------------------------------------------
@kinerja.command(
    short_help="menjalankan uji paket",
    arguments=[PATH_HELP],
    example="kinerja uji rencana_saya",
)
@_plan
@_format(*FIGURE_FORMS)
@_into_file
@_shared
def uji(path: Path, form: str | None, target: Path | None, warna: str, diam: bool) -> int:
    """Menjalankan setiap `uji` paket dan setiap contoh aturannya; yang gagal ditunjukkan dengan kedua nilainya.

    Status keluar 1 bila ada yang gagal.
    """
    from kinerja_rules import api
    from kinerja_rules.report import to_json
    from kinerja_rules.report.findings import render_findings
    from kinerja_rules.report.tests_text import render_outcomes

    asked = chosen_form(form, target, "uji", FIGURE_FORMS)
    output = Output(warna, diam)
    checked = _check(path)
    if checked.model is None:
        output.tell(render_findings(checked.diagnostics, output.screen(sys.stderr)), always=True)
        return FOUND
    outcomes = (*api.test(checked.model), *api.test_rules(checked))
    if asked == "json":
        output.deliver_document(to_json.write(to_json.uji(outcomes)), target)
    else:
        output.deliver(render_outcomes(outcomes, output.target(target), brief=diam), target)
    return OK if all(o.holds for o in outcomes) else FOUND


@kinerja.command(
    "format",
    short_help="menulis ulang berkas dalam bentuk baku",
    arguments=[PATH_HELP],
    example="kinerja format rencana_saya\nkinerja format rencana_saya --cek",
)
@_plan
@click.option("--cek", is_flag=True, help="hanya memeriksa; status keluar 1 bila ada yang perlu dirapikan")
@_shared
def format_files(path: Path, cek: bool, warna: str, diam: bool) -> int:
    """Merapikan berkas: spasi, kolom tabel, dan urutan penulisan. Isi dan catatan tidak berubah.

    Berkas yang mengandung galat penulisan dibiarkan seperti semula.
    """
    from kinerja_rules.cli.formatting import format_package

    return format_package(path, cek, Output(warna, diam))


@kinerja.command(
    short_help="penjelasan kode temuan, fungsi, atau aturan",
    arguments=[
        ("[KODE]", "kode temuan, nama fungsi, atau nama arah, skala, atau ukuran; kosongkan untuk daftarnya"),
        ("[PATH]", "rencana yang aturannya dijelaskan sebagaimana ia mengaturnya"),
    ],
    example="kinerja jelaskan KR503\nkinerja jelaskan bulatkan\nkinerja jelaskan turun_kebalikan\n"
    "kinerja jelaskan C11 rencana_saya",
)
@click.argument("code", required=False, metavar="KODE")
@click.argument("path", required=False, type=Named(OF_PLAN), metavar="PATH")
@_shared
def jelaskan(code: str | None, path: Path | None, warna: str, diam: bool) -> int:
    """Menjelaskan sebuah kode temuan, sebuah fungsi, atau sebuah deklarasi dari aturan bawaan.

    Bila rencananya disebut, aturan rencana itu ikut dijelaskan, beserta ambang yang diaturnya (`atur`) dan tempatnya.
    """
    from kinerja_rules.cli.explaining import declared
    from kinerja_rules.report.explain import explain, nearest, overview

    output = Output(warna, diam)
    screen = output.screen()
    if code is None:
        output.say(overview(declared(), screen))
        return OK
    plan = None if path is None else _check(path).sources
    lines = explain(code, (), screen) or explain(code, declared(plan), screen)
    if lines is None:
        near = nearest(code, declared(plan))
        hint = (
            f"mungkin maksud Anda {' atau '.join(f'`{n}`' for n in near)}?" if near else "daftarnya: kinerja jelaskan"
        )
        raise WrongUsageError(f"tidak ada penjelasan untuk `{clean(code)}`", hint)
    output.say(lines)
    return OK


@kinerja.command(
    short_help="paket baru untuk memulai",
    arguments=[("FOLDER", "folder yang belum ada atau yang masih kosong")],
    example="kinerja baru rencana_saya\nkinerja lapor rencana_saya --tahun 2025",
)
@click.argument(
    "folder", type=Named("sebut folder yang belum ada, misalnya: kinerja baru rencana_saya"), metavar="FOLDER"
)
@_shared
def baru(folder: Path, warna: str, diam: bool) -> int:
    """Menulis paket kecil yang lengkap dan lolos pemeriksaan, dengan catatan yang menjelaskan tiap bagian."""
    from kinerja_rules.cli.starter import YEAR, write_starter

    output = Output(warna, diam)
    names = write_starter(folder)
    place = _quote(str(folder))
    output.say([clean(str(folder / name)) for name in names])
    output.tell(
        [
            "",
            "Ganti nama dan angka contohnya, lalu:",
            f"  kinerja periksa {place}",
            f"  kinerja lapor {place} --tahun {YEAR}",
        ]
    )
    return OK


add_verbs(kinerja, _shared)


# ---- what verbs share --------------------------------------------------------------------------------------------------
def _check(path: Path, rules: tuple[str, ...] = ()) -> "CheckResult":
    """A checked package; a path that cannot be read is a wrong use."""
    from kinerja_rules import api

    try:
        return api.check(path, rules)
    except api.UnreadablePathError as error:
        raise WrongUsageError(
            clean(str(error)), "sebut folder paket atau berkas .kinerja; paket baru dibuat dengan: kinerja baru FOLDER"
        ) from error


def _model(path: Path, output: Output) -> "tuple[Model | None, tuple[Diagnostic, ...]]":
    """The model and all findings; where a `galat` stands in its way the findings are told, and there is none."""
    from kinerja_rules import api

    checked, model = _checked_model(path, output)
    return model, checked.diagnostics if model is None else api.review(checked)


def _checked_model(path: Path, output: Output) -> "tuple[CheckResult, Model | None]":
    """A checked package and its model; where a `galat` stands in its way the findings are told, and there is none."""
    checked = _check(path)
    return checked, _told_model(checked, output)


def _told_model(checked: "CheckResult", output: Output) -> "Model | None":
    """The model; where a `galat` stands in its way the findings are told."""
    from kinerja_rules.report.findings import render_findings

    if checked.model is None:
        output.tell(render_findings(checked.diagnostics, output.screen(sys.stderr)), always=True)
    return checked.model


def _asked_period(model: "Model", year: int | None, part: "Period | None") -> "Period":
    """The year or part of one asked for, if anything is known of it."""
    from kinerja_rules.model.periods import Period

    if part is None:
        return Period(_asked_year(model, year))
    if year is not None and year != part.year:
        raise WrongUsageError(f"`--tahun {year}` dan `--periode {part}` bertentangan", "sebut salah satu saja")
    _asked_year(model, part.year)
    return part


def _asked_document(model: "Model", ident: str | None) -> str | None:
    """The document asked for, if the plan has it."""
    if ident is None or ident in model.dokumen:
        return ident
    known = ", ".join(sorted(model.dokumen)) or "rencana ini tidak punya dokumen"
    raise WrongUsageError(f"dokumen `{clean(ident)}` tidak dikenal", f"yang dikenal: {known}")


def _asked_year(model: "Model", year: int | None) -> int:
    """The year asked for, if anything is known of it."""
    from kinerja_rules import api

    available = api.years(model)
    if not available:
        if year is None:
            raise WrongUsageError("`--tahun` belum disebut", "misalnya `--tahun 2022`")
        return year
    known = ", ".join(map(str, available)) if len(available) <= 12 else f"{available[0]} s.d. {available[-1]}"
    if year is None:
        raise WrongUsageError("`--tahun` belum disebut", f"tahun yang tersedia: {known}")
    if year not in available:
        raise WrongUsageError(
            f"tahun {year} di luar rencana ini", f"tahun yang tersedia: {available[0]} s.d. {available[-1]}"
        )
    return year


def _path_and_question(words: Sequence[str]) -> tuple[Path, str]:
    """The path, the current folder where only the question is given, and the question."""
    if len(words) == 2 and not words[0].strip():
        raise WrongUsageError(EMPTY_PATH, OF_PLAN)
    if not words or not words[-1].strip() or (len(words) == 1 and _looks_like_path(words[0])):
        raise WrongUsageError(
            "ungkapan yang ditanyakan belum disebut", 'misalnya: kinerja jejak . "capaian(TKK; 2022)"', usage=True
        )
    if len(words) > 2:
        raise WrongUsageError(
            f"terlalu banyak argumen: `{' '.join(map(clean, words[2:]))}`",
            'tulis ungkapannya di antara tanda kutip: "capaian(TKK; 2022)"',
        )
    if len(words) == 2 and "(" in words[0] and _looks_like_path(words[1]):
        hint = f"tulis paketnya lebih dahulu: kinerja jejak {_quote(words[1])} {_quote(words[0])}"
        raise WrongUsageError("paket dan ungkapannya tertukar", hint)
    question = words[-1].encode("utf-8", "replace").decode("utf-8")
    return (Path(words[0]) if len(words) == 2 else Path()), question


def _looks_like_path(word: str) -> bool:
    return "(" not in word and (os.sep in word or word in (".", "..") or Path(word).exists())


def _quote(argument: str) -> str:
    """An argument as the user's shell reads it."""
    argument = clean(argument)
    if os.name == "nt":
        return argument if re.fullmatch(r"[\w.:/\\-]+", argument) else f'"{argument}"'
    return shlex.quote(argument)
