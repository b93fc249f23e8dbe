"""The long explanation of a code, a builtin function, a cause that an audit names, or a declaration of a rule package."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from importlib.resources import files

from attrs import frozen

from kinerja_rules.audit.alternative import Alternative
from kinerja_rules.audit.causes import alternatives
from kinerja_rules.base.codes import CODES
from kinerja_rules.base.source import Span
from kinerja_rules.functions import builtins
from kinerja_rules.functions.interface import Builtin, Parameter
from kinerja_rules.report.explain_rule import explain_rule
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging, visible, wrap
from kinerja_rules.syntax.nodes import Declaration

EXPLAINED = ("arah", "skala", "ukuran", "periksa", "tabel", "indikator", "data")
"""Keywords of the declarations that have an explanation: their own text in the rule file."""

_HEADINGS = {
    "arah": "Arah target",
    "skala": "Skala",
    "ukuran": "Ukuran",
    "tabel": "Tabel laporan",
}
_TABLE = re.compile(r"(?i)tabel\s+")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z", re.ASCII)


@frozen
class Explained:
    """A declaration of a rule package: what it is, where it stands (package-relative folder first), and its text.

    A review rule also has the code that its findings bear, its explanation, and what it rests on.
    """

    keyword: str
    id: str
    nama: str
    paket: str
    folder: str
    span: Span
    kode: str | None = None
    rule: Declaration | None = None
    """The rule as written, of a `periksa`: it has a page of its own."""
    settings: tuple[Declaration, ...] = ()
    """What a plan sets of a rule: its `atur`."""
    nomor: str | None = None
    """The number of a report's table, by which a planner asks for it."""


def explain(asked: str, declared: Sequence[Explained], screen: Screen) -> list[str] | None:
    """Everything that goes by a name, one after another; None where nothing does."""
    pages: list[list[str]] = []
    code = asked.upper()
    if code in CODES or code_page(code) is not None:
        pages.append(explain_code(code))
    cause = next((kind for kind in alternatives() if kind.kode == asked.lower()), None)
    if cause is not None:
        pages.append(explain_cause(cause, screen))
    function = builtins().get(asked)
    if function is not None:
        pages.append(explain_function(function, screen))
    short = asked.rpartition(".")[2]
    for found in declared:
        named = found.id == short and asked in (found.id, f"{found.paket}.{found.id}")
        numbered = found.nomor is not None and _TABLE.sub("", asked) == found.nomor
        if named or numbered or (found.kode is not None and found.kode.upper() == code):
            pages.append(explain_declaration(found, screen))
    if not pages:
        return None
    return [line for page in pages for line in ("", *page)][1:]


def explain_code(code: str) -> list[str]:
    """A code's page, or its title where no page is written yet."""
    page = code_page(code)
    if page is not None:
        return ["".join(" " if c == "\t" else visible(c) for c in line) for line in page.splitlines()]
    return [f"{code}: {CODES[code]}", "", "Penjelasan panjangnya belum ditulis."]


def code_page(code: str) -> str | None:
    """The page of a code as it was written, in Markdown."""
    if not _CODE.match(code):
        return None
    page = files("kinerja_rules").joinpath("docs", "kode", f"{code}.md")
    return page.read_text(encoding="utf-8") if page.is_file() else None


def explain_cause(kind: Alternative, screen: Screen) -> list[str]:
    """A kind of mistake that an audit names."""
    return [screen.paint(f"sebab {kind.kode}: {kind.nama}", "tebal"), "", *wrap(kind.description, screen.columns)]


def explain_function(function: Builtin, screen: Screen) -> list[str]:
    """A builtin: how it is written, what it does, examples that hold."""
    lines = [screen.paint(f"fungsi {signature(function)}", "tebal"), ""]
    lines += wrap(function.summary, screen.columns)
    if function.collects:
        lines += ["", *wrap("Dapat mengumpulkan: " + f"`{function.name}(x untuk kegiatan k di p)`.", screen.columns)]
    if function.examples:
        lines += ["", "Contoh"]
        lines += [line for example in function.examples for line in hanging(example, "  ", screen.columns, 4)]
    return lines


def signature(function: Builtin) -> str:
    """How a builtin is written.

    >>> signature(builtins()["bulatkan"])
    'bulatkan(x; desimal)'
    """
    shown = [_parameter(p) for p in function.parameters]
    if function.variadic:
        shown.append("...")
    return f"{function.name}({'; '.join(shown)})"


def _parameter(parameter: Parameter) -> str:
    return f"[{parameter.name}]" if parameter.optional else parameter.name


def explain_declaration(found: Explained, screen: Screen) -> list[str]:
    """A declaration as its rule file states it, with its citation and remarks inside."""
    if found.rule is not None:
        return explain_rule(found.rule, found.paket, f"{found.folder}/{found.span.place}", screen, found.settings)
    lines = [screen.paint(f"{found.keyword} {found.paket}.{found.id}", "tebal")]
    if found.nama:
        lines += wrap(clean(found.nama), screen.columns)
    lines += [screen.paint(clean(f"{found.folder}/{found.span.place}"), "redup"), ""]
    text = found.span.source.text[found.span.start : found.span.end]
    return [*lines, *("".join("  " if c == "\t" else visible(c) for c in line.rstrip()) for line in text.splitlines())]


def nearest(asked: str, declared: Iterable[Explained]) -> list[str]:
    """Names that look like the one asked for."""
    known = [*CODES, *builtins(), *(kind.kode for kind in alternatives()), *dict.fromkeys(d.id for d in declared)]
    known += [d.kode for d in declared if d.kode is not None]
    by_lower = {name.lower(): name for name in known}
    return [by_lower[name] for name in get_close_matches(asked.lower(), by_lower, n=3, cutoff=0.7)]


def overview(declared: Sequence[Explained], screen: Screen) -> list[str]:
    """All that can be asked for."""
    lines = [screen.paint("Kode temuan", "tebal")]
    lines += [line for code, title in CODES.items() for line in hanging(title, f"  {code}  ", screen.columns)]
    lines += ["", screen.paint("Fungsi", "tebal"), *hanging(", ".join(builtins()), "  ", screen.columns)]
    causes = ", ".join(kind.kode for kind in alternatives())
    lines += ["", screen.paint("Sebab angka terbitan yang beda", "tebal"), *hanging(causes, "  ", screen.columns)]
    for keyword in _HEADINGS:
        of_kind = (d for d in declared if d.keyword == keyword and d.kode is None)
        names = [d.id if d.nomor is None else f"{d.id} ({d.nomor})" for d in of_kind]
        if names:
            lines += ["", screen.paint(_HEADINGS[keyword], "tebal"), *hanging(", ".join(names), "  ", screen.columns)]
    rules = sorted((d for d in declared if d.kode is not None), key=lambda d: (d.kode or "", d.paket))
    if rules:
        lines += ["", screen.paint("Aturan periksa", "tebal")]
        lines += [line for d in rules for line in hanging(clean(d.nama), f"  {d.kode}  ", screen.columns)]
    return lines
