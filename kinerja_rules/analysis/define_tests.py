"""`uji` declarations: what they suppose and what they expect."""

from kinerja_rules.analysis.define_rules import TyperFor
from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.model import units
from kinerja_rules.model.expression import Formula
from kinerja_rules.model.kinerja import Supposition, Uji
from kinerja_rules.model.units import Unit
from kinerja_rules.syntax import nodes


def define_tests(draft: Draft, typer_for: TyperFor) -> tuple[Uji, ...]:
    """The tests of the root package."""
    out: list[Uji] = []
    for item in draft.items(draft.root):
        if not isinstance(item, nodes.Declaration) or item.keyword != "uji":
            continue
        suppositions: list[Supposition] = []
        expectations: list[Formula] = []
        for member in item.body or ():
            if not isinstance(member, nodes.Field):
                continue
            if member.keyword == "andai":
                supposed = _suppose(draft, member)
                if supposed is not None:
                    suppositions.append(supposed)
            else:
                written = member.arguments[0]
                found = typer_for(draft.root).condition(written) if isinstance(written, _EXPRESSIONS) else None
                if found is not None:
                    expectations.append(Formula((), (), found, span=member.span))
        nama = item.nama.value if item.nama is not None else "tanpa nama"
        out.append(Uji(nama, draft.root, tuple(suppositions), tuple(expectations), span=item.span))
    return tuple(out)


_EXPRESSIONS = (
    nodes.NumberLit,
    nodes.PeriodLit,
    nodes.TextLit,
    nodes.Name,
    nodes.Call,
    nodes.Attribute,
    nodes.Unary,
    nodes.Binary,
    nodes.Branch,
    nodes.Convert,
    nodes.RangeExpr,
)


def _suppose(draft: Draft, member: nodes.Field) -> Supposition | None:
    name, year, number = member.arguments
    if not (isinstance(name, nodes.Name) and isinstance(year, nodes.NumberLit) and isinstance(number, nodes.NumberLit)):
        return None
    symbol = draft.resolve(draft.root, name, ("data", "indikator"))
    if symbol is None:
        return None
    if year.unit is not None or year.value.denominator != 1 or not 1900 <= year.value <= 2199:
        draft.say(
            "KR109",
            "`andai` memerlukan tahun empat angka",
            year.span,
            "tulis misalnya `andai data_saya(2022) = 5 orang`",
        )
        return None
    declared = draft.declared_units.get(symbol.id)
    if declared is None:
        return None
    unit: Unit | None = declared if number.unit is None else resolve_unit(draft, draft.root, number.unit)
    if unit is None:
        return None
    percent_like = {unit.kind, declared.kind} <= {units.Kind.PERSEN, units.Kind.RASIO}
    if unit.dimension != declared.dimension or (
        unit.kind is not declared.kind and unit.dimensionless and not percent_like
    ):
        draft.say(
            "KR308",
            f"bersatuan `{unit}`, padahal `{name.text}` dinyatakan `{declared}`",
            number.span,
            f"tulis dalam `{declared}`",
        )
        return None
    return Supposition(
        symbol.kind, symbol.id, int(year.value), number.value * unit.scale, number.decimals, span=member.span
    )
