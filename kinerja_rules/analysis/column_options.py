"""Options of a column of a table: each once, and none that can have no effect on what the column shows."""

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.model.expression import Expr, variables
from kinerja_rules.model.report_table import TableColumn
from kinerja_rules.model.units import Kind
from kinerja_rules.syntax import nodes

_NUMBERS = frozenset({"angka", "target"})
_OF_NUMBERS = ("desimal", "tanpa_satuan")
"""Options that say how numbers are shown."""
_SPOKEN = {"logika": "berisi ya atau tidak", "entitas": "berisi nama", "periode": "berisi tahun"}


def options_of(draft: Draft, placed: nodes.Field) -> dict[str, nodes.Field]:
    """The options after a column's expression by keyword; of one that stands twice the first holds, and it is said."""
    out: dict[str, nodes.Field] = {}
    for option in placed.arguments:
        if not isinstance(option, nodes.Field):
            continue
        if option.keyword in out:
            draft.say(
                "KR113",
                f"`{option.keyword}` ditulis dua kali pada kolom ini",
                option.span,
                "hapus salah satunya",
                secondary=(Label(out[option.keyword].span, "sudah ditulis di sini"),),
            )
            continue
        out[option.keyword] = option
    return out


def say_idle_options(draft: Draft, options: dict[str, nodes.Field], value: Expr) -> None:
    """Options that tell how numbers are shown, where a column shows none."""
    if value.type.kind in _NUMBERS and not (value.type.unit is not None and value.type.unit.kind is Kind.PREDIKAT):
        return
    what = _SPOKEN.get(value.type.kind, "berisi teks")
    remedies = {
        "desimal": "hapus `desimal`; desimal angka di dalam teks diatur dengan `{bulatkan(x; 2)}`",
        "tanpa_satuan": "hapus `tanpa_satuan`",
    }
    for name in _OF_NUMBERS:
        if name in options:
            draft.warn(
                "KR420", f"`{name}` tidak berpengaruh pada kolom yang {what}", options[name].span, remedies[name]
            )


def say_idle_merge(draft: Draft, columns: list[TableColumn], last: str) -> None:
    """`gabung` where every row speaks of a member of its own: `last` is the variable of the innermost set."""
    for column in columns:
        if column.merged and column.value is not None and last in variables(column.value):
            draft.warn(
                "KR420",
                f"`gabung` tidak berpengaruh: setiap baris memuat `{last}` yang lain",
                column.span,
                "hapus `gabung`; yang digabung sel yang sama dari himpunan sebelum yang terakhir pada `untuk`",
            )
