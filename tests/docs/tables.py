"""Tables of the language reference that are made from the program, so that they cannot differ from it.

A document holds such a table between `<!-- tabel NAMA -->` and `<!-- akhir tabel -->`.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from fences import ROOT, run

from kinerja_rules import api
from kinerja_rules.audit.causes import alternatives
from kinerja_rules.base.codes import CODES
from kinerja_rules.functions import builtins
from kinerja_rules.functions.interface import Builtin
from kinerja_rules.model.published import Verdict
from kinerja_rules.model.units import DIFFERENCES, SUMS, Kind
from kinerja_rules.project.loader import load
from kinerja_rules.project.packages import shipped_packages, shipped_rules
from kinerja_rules.report.audit_view import view_audit
from kinerja_rules.report.explain_rule import cited, rule_code, rule_fields, severities, written
from kinerja_rules.syntax.nodes import Declaration

_BLOCK = re.compile(r"(<!-- tabel (\w+) -->\n)(.*?)(<!-- akhir tabel -->)", re.DOTALL)

ADDABLE = (Kind.ANGKA, Kind.RASIO, Kind.PERSEN, Kind.POIN, Kind.INDEKS)


def function_table() -> list[str]:
    """Every builtin: how it is called, what it yields, an expression that holds."""
    lines = ["| fungsi | arti | contoh |", "|---|---|---|"]
    for function in builtins().values():
        example = f"`{function.examples[0]}`" if function.examples else ""
        lines.append(f"| `{signature(function)}` | {function.summary}{_collects(function)} | {example} |")
    return lines


def signature(function: Builtin) -> str:
    """`target(i; t[; acuan])`, `jumlah(x; ...)`."""
    text = ""
    for at, parameter in enumerate(function.parameters):
        written = f"; {parameter.name}" if at else parameter.name
        text += f"[{written}]" if parameter.optional else written
    return f"{function.name}({text}{'; ...' if function.variadic else ''})"


def _collects(function: Builtin) -> str:
    return " (himpunan)" if function.collects else ""


def code_table() -> list[str]:
    """Every code and what it is about."""
    return ["| kode | tentang |", "|---|---|", *(f"| {code} | {about} |" for code, about in CODES.items())]


def sum_table() -> list[str]:
    """What dimensionless kinds give when added; subtraction where it differs."""
    lines = ["| + dan − | " + " | ".join(kind.value for kind in ADDABLE) + " |", "|---" * (len(ADDABLE) + 1) + "|"]
    for left in ADDABLE:
        cells = [_sum(left, right) for right in ADDABLE]
        lines.append(f"| **{left.value}** | " + " | ".join(cells) + " |")
    return lines


def _sum(left: Kind, right: Kind) -> str:
    total, difference = SUMS.get((left, right)), DIFFERENCES.get((left, right))
    if total is None or difference is None:
        return "kesalahan"
    return total.value if total is difference else f"{total.value}; selisihnya {difference.value}"


def cause_table() -> list[str]:
    """Every kind of mistake that an audit looks for, the plausible first."""
    return ["| sebab | kesalahan |", "|---|---|", *(f"| `{kind.kode}` | {kind.summary} |" for kind in alternatives())]


def rule_table() -> list[str]:
    """Every review rule that ships, by package: code, name, how grave, thresholds, basis."""
    lines: list[str] = []
    for name in shipped_packages():
        package = load(shipped_rules() / name).packages[name]
        rules = [
            i for p in package.files for i in p.file.items if isinstance(i, Declaration) and i.keyword == "periksa"
        ]
        if not rules or package.declaration is None or package.declaration.nama is None:
            continue
        lines += [f"### `{name}`", "", f"{package.declaration.nama.value}.", ""]
        lines += ["| kode | aturan | tingkat | ambang | dasar |", "|---|---|---|---|---|"]
        for rule in sorted(
            rules, key=lambda r: [int(p) if p.isdigit() else p for p in re.split(r"(\d+)", rule_code(r))]
        ):
            nama = rule.nama.value if rule.nama is not None else ""
            limits = "; ".join(f"`{written(f)}`" for f in rule_fields(rule, "parameter"))
            cells = [rule_code(rule), nama, ", ".join(severities(rule)), limits, "; ".join(cited(rule))]
            lines.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
        lines.append("")
    return lines


PUBLISHED = "examples/dinaker_pasuruan_2022"
"""The published report whose findings the docs tell."""


def _answer(command: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads("\n".join(run(f"kinerja {command} --format json --diam", ROOT)))
    return answer


def _row(*cells: str) -> str:
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def published_reviewed() -> dict[str, list[dict[str, Any]]]:
    """What the review finds in the published report, by code, the gravest first."""
    out: dict[str, list[dict[str, Any]]] = {}
    for finding in _answer(f"periksa {PUBLISHED} --reviu")["diagnostik"]:
        out.setdefault(finding["kode"], []).append(finding)
    return out


def published_review_table() -> list[str]:
    """What the review finds in the published report: each kind, how often, and the first of it."""
    lines = ["| kode | tingkat | banyaknya | yang pertama |", "|---|---|---|---|"]
    for code, found in published_reviewed().items():
        grave = ", ".join(dict.fromkeys(f["tingkat"] for f in found))
        lines.append(_row(code, grave, str(len(found)), found[0]["pesan"]))
    return lines


def published_audit_table() -> list[str]:
    """What the audit finds in the published report: where it is printed, what, what follows, and the likely cause."""
    lines = ["| letak tercetak | angka | tercetak | dihitung | sebab |", "|---|---|---|---|---|"]
    checked = api.check(ROOT / PUBLISHED)
    assert checked.model is not None
    for row in view_audit(checked.model, api.audit(checked.model), ()).rows:
        if row.verdict is Verdict.COCOK:
            continue
        figure = f"`{row.ungkapan}`" if row.perihal is None else f"{row.perihal}: `{row.ungkapan}`"
        said = [*row.catatan, *row.sebab[:1]]
        if row.verdict is Verdict.DIPOTONG:
            said = ["dipotong, tidak dibulatkan"]
        lines.append(_row(row.place, figure, row.tercetak, row.dihitung, "; ".join(said)))
    return lines


TABLES: Mapping[str, Callable[[], list[str]]] = {
    "fungsi": function_table,
    "kode": code_table,
    "aturan": rule_table,
    "jumlah": sum_table,
    "sebab": cause_table,
    "reviu_terbitan": published_review_table,
    "audit_terbitan": published_audit_table,
}


def filled(text: str) -> str:
    """A document with its tables made anew."""
    return _BLOCK.sub(lambda m: m[1] + "\n" + "\n".join(TABLES[m[2]]()) + "\n\n" + m[4], text)
