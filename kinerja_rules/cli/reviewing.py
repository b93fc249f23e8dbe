"""`kinerja periksa`: its options, the review sheet it reads, and the bytes it writes."""

import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import Output, spoken_reason
from kinerja_rules.report.text import clean

if TYPE_CHECKING:
    from kinerja_rules.analysis.build import CheckResult
    from kinerja_rules.report.review.view import ReviewView, Selection
    from kinerja_rules.review.worksheet import DecisionSheet

FORMATS = ("teks", "json", "sarif", "github", "html", "md", "xlsx")
_PAGES = (".html", ".htm")
MAX_SHEET = 50_000_000
"""A larger review sheet is refused unread."""


@frozen
class Asked:
    """What the user asked `periksa` for, as written."""

    severities: tuple[str, ...]
    codes: tuple[str, ...]
    packages: tuple[str, ...]
    form: str
    target: Path | None
    unfolded: bool
    brought: tuple[str, ...] = ()
    """The options that bring rules along, to be said again when the sheet comes back."""


# ---- by which rules ----------------------------------------------------------------------------------------------------
def rule_packages(written: Sequence[str], reviewed: bool, path: Path) -> tuple[str, ...]:
    """Packages of rules asked for beside those that the plan uses: named ones, and all that ship."""
    from kinerja_rules.project.packages import find_package, shipped_packages

    shipped = tuple(dict.fromkeys((*shipped_packages("periksa"), *shipped_packages("nomenklatur"))))
    named = _several("--aturan", written)
    folder = path if path.is_dir() else path.parent
    for name in named:
        if name not in shipped and (not name.isidentifier() or find_package(name, folder) is None):
            near = get_close_matches(name, shipped, n=2, cutoff=0.6)
            hint = (
                f"mungkin maksud Anda {' atau '.join(f'`{n}`' for n in near)}?"
                if near
                else f"pilih: {', '.join(shipped)}"
            )
            raise WrongUsageError(f"paket aturan `{clean(name)}` tidak ditemukan", hint)
    return tuple(dict.fromkeys((*(shipped if reviewed else ()), *named)))


# ---- which findings ----------------------------------------------------------------------------------------------------
def selection(asked: Asked, checked: "CheckResult", view: "ReviewView") -> "Selection":
    """Which findings are asked for; what is not known is a wrong use."""
    from kinerja_rules.base.diagnostics import Severity
    from kinerja_rules.report.review.view import Selection

    severity = _single("--tingkat", asked.severities)
    codes = _several("--kode", asked.codes)
    packages = _several("--paket", asked.packages)
    return Selection(
        None if severity is None else Severity(severity),
        _known("--kode", "kode", codes, _codes(view)) if codes else (),
        _known("--paket", "paket", packages, _packages(checked, view)) if packages else (),
    )


def _single(option: str, words: Sequence[str]) -> str | None:
    if len(words) > 1:
        written = " dan ".join(f"`{clean(w)}`" for w in words[:2])
        raise WrongUsageError(f"`{option}` disebut dua kali: {written}", "sebut sekali saja")
    return words[0] if words else None


def _several(option: str, written: Sequence[str]) -> list[str]:
    """The words of an option that may be given several, between commas or by repeating it; none of them twice."""
    words = [word.strip() for text in written for word in text.split(",")]
    for at, word in enumerate(words):
        if not word:
            raise WrongUsageError(f"nilai `{option}` kosong", f"misalnya: {option} A,B")
        if word.casefold() in (w.casefold() for w in words[:at]):
            raise WrongUsageError(f"`{clean(word)}` disebut dua kali pada `{option}`", "sebut sekali saja")
    return words


def _known(option: str, what: str, words: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Words as they are declared, whatever their capitals."""
    by_fold = {k.casefold(): k for k in known}
    out: list[str] = []
    for word in words:
        found = by_fold.get(word.casefold())
        if found is None:
            near = get_close_matches(word.casefold(), by_fold, n=2, cutoff=0.6)
            listed = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
            hint = (
                f"mungkin maksud Anda {' atau '.join(f'`{by_fold[n]}`' for n in near)}?" if near else f"pilih: {listed}"
            )
            raise WrongUsageError(f"{what} `{clean(word)}` tidak dikenal untuk `{option}`", hint)
        out.append(found)
    return tuple(out)


def _codes(view: "ReviewView") -> list[str]:
    from kinerja_rules.base.codes import CODES

    found = {e.finding.code for e in (*view.everything(), *view.excepted)} | {u.code for u in view.unchecked}
    return sorted({*CODES, *found, *(code for _, code in view.rules)})


def _packages(checked: "CheckResult", view: "ReviewView") -> list[str]:
    found = {e.finding.package for e in (*view.everything(), *view.excepted)} | {u.package for u in view.unchecked}
    declared = set() if checked.model is None else set(checked.model.pakets)
    return sorted({*declared, *(package for package in found if package)})


# ---- the review sheet --------------------------------------------------------------------------------------------------
def filled_sheet(path: Path | None) -> "DecisionSheet | None":
    """The review sheet at a path; one that cannot be opened is a wrong use, whatever it holds is told as findings."""
    from kinerja_rules import api

    if path is None:
        return None
    shown = clean(str(path))
    try:
        if not path.exists():
            raise WrongUsageError(f"kertas kerja `{shown}` tidak ditemukan", "periksa nama berkasnya")
        if not path.is_file():
            raise WrongUsageError(f"`{shown}` bukan berkas", "sebut berkas .xlsx atau .csv")
        if path.suffix.lower() in _PAGES:
            raise WrongUsageError(
                f"halaman `{shown}` tidak menyimpan isiannya",
                "buka halamannya, tekan `Unduh isian (CSV)`, lalu sebut berkas CSV itu: --keputusan "
                + clean(path.with_suffix(".csv").name),
            )
        if path.stat().st_size > MAX_SHEET:
            raise WrongUsageError(f"kertas kerja `{shown}` lebih dari {MAX_SHEET // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise WrongUsageError(f"kertas kerja `{shown}` tidak dapat dibaca: {spoken_reason(error, '')}") from error
    return api.read_decisions(data, path.name)


# ---- writing -----------------------------------------------------------------------------------------------------------
def deliver(view: "ReviewView", asked: Asked, path: Path, output: Output) -> None:
    """Write the review in the format asked for."""
    if asked.form == "teks":
        from kinerja_rules.report.review.to_text import render_review

        output.deliver(render_review(view, output.target(asked.target), asked.unfolded), asked.target)
        if view.entries and asked.target is None:
            output.tell([f"penjelasan sebuah kode: kinerja jelaskan {clean(view.entries[0].finding.code)}"])
        return
    if asked.form == "xlsx" and asked.target is None and _is_terminal():
        raise WrongUsageError("buku kerja tidak dapat ditampilkan di layar", "sebut berkasnya: -o kertas_kerja.xlsx")
    output.deliver_document(_documents(view, asked, path)[asked.form](), asked.target)
    if asked.form in ("xlsx", "html") and asked.target is not None:
        words = [clean(str(path)), *map(clean, asked.brought), "--keputusan", _filled(asked.target)]
        output.tell([f"setelah diisi: kinerja periksa {' '.join(words)}"])


def _documents(view: "ReviewView", asked: Asked, path: Path) -> dict[str, Callable[[], str | bytes]]:
    from kinerja_rules.report import to_json
    from kinerja_rules.report.review.to_github import github
    from kinerja_rules.report.review.to_html import review_html
    from kinerja_rules.report.review.to_json import periksa
    from kinerja_rules.report.review.to_markdown import render_review_markdown
    from kinerja_rules.report.review.to_sarif import sarif
    from kinerja_rules.report.review.to_xlsx import review_xlsx

    return {
        "json": lambda: to_json.write(periksa(view)),
        "sarif": lambda: to_json.write(sarif(view)),
        "github": lambda: "".join(f"{line}\n" for line in github(view, _in_repository(path), asked.unfolded)),
        "html": lambda: review_html(view),
        "xlsx": lambda: review_xlsx(view),
        "md": lambda: render_review_markdown(view, asked.unfolded),
    }


def _in_repository(path: Path) -> str:
    """The plan's folder as seen from the current folder, which in a workflow is the top of the repository."""
    folder = path if path.is_dir() else path.parent
    here = Path.cwd()
    if folder.is_absolute():
        return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else ""
    return folder.as_posix()


def _filled(target: Path) -> str:
    """What a review sheet is called once it is filled in; the page gives its entries as CSV."""
    return clean(str(target if target.suffix.lower() == ".xlsx" else target.with_suffix(".csv")))


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
