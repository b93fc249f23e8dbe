"""Scales, directions, measures: from declarations to what the engine applies."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import evolve

from kinerja_rules.analysis.draft import Draft, citations, fields_of, single_fields, text_of
from kinerja_rules.analysis.scale_bands import from_lowest
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.analysis.type_expressions import BROKEN, LANGKAH, PERIODE, Typer, measure_parameters, spoken_kind
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.base.source import Span
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Formula, Guard, Type
from kinerja_rules.model.kinerja import Arah, Kategori, Skala, Ukuran
from kinerja_rules.model.units import Unit, UnitError
from kinerja_rules.syntax import nodes

GAP_POLICIES = ("batas_bawah", "batas_atas", "bulatkan", "tolak")
IMPROVEMENTS = ("naik", "turun", "rentang", "tetap")

TyperFor = Callable[[str], Typer]
"""A typer for the names of one package."""


# ---- scales ----------------------------------------------------------------------------------------------------------
def define_scales(draft: Draft) -> None:
    """All scales; their categories from the lowest to the highest."""
    for symbol in _of_kind(draft, "skala"):
        item = symbol.item
        if not isinstance(item, nodes.Declaration):
            continue
        single = single_fields(draft, item)
        rows = [f for f in fields_of(item) if f.keyword == "kategori"]
        unit, mixed = _scale_unit(draft, symbol, rows)
        found = [k for k in (_category(draft, unit, row) for row in rows) if k is not None and not mixed]
        if not found:
            if rows:
                continue  # what is wrong with them has been said
            draft.say(
                "KR407",
                f"skala `{symbol.id}` belum punya kategori",
                symbol.span,
                'tambahkan baris seperti: kategori "Tinggi" 76 % s.d. 90 %',
            )
            continue
        if all(k.lower is None and k.upper is None for k in found):
            ordered = sorted(found, key=lambda k: k.skor if k.skor is not None else Fraction(0))
        else:
            ordered = list(from_lowest(found))
        names = {k.nama for k in found}
        gap = single.get("celah")
        draft.skala[symbol.id] = Skala(
            symbol.id,
            symbol.nama,
            unit,
            tuple(ordered),
            _choice(draft, gap, GAP_POLICIES, "kebijakan celah"),
            _category_name(draft, single.get("di_atas"), names),
            _category_name(draft, single.get("di_bawah"), names),
            citations(fields_of(item)),
            gap.span if gap is not None else None,
            span=item.span,
        )


def _choice(draft: Draft, field: nodes.Field | None, allowed: Sequence[str], what: str) -> str | None:
    if field is None:
        return None
    argument = field.arguments[0]
    text = argument.text if isinstance(argument, (nodes.Word, nodes.Name)) else ""
    if text not in allowed:
        draft.say(
            "KR116", f"{what} `{text}` tidak dikenal", argument.span, "pilih: " + ", ".join(f"`{a}`" for a in allowed)
        )
        return None
    return text


def _category_name(draft: Draft, field: nodes.Field | None, names: set[str]) -> str | None:
    name = text_of(field)
    if field is not None and name not in names:
        draft.say(
            "KR407",
            f"kategori `{name}` tidak ada pada skala ini",
            field.arguments[0].span,
            "pilih: " + ", ".join(sorted(names)),
        )
        return None
    return name


def _scale_unit(draft: Draft, symbol: Symbol, rows: list[nodes.Field]) -> tuple[Unit, bool]:
    """The unit of a scale's edges, and whether they are of several; a unit written once serves both ends of a band."""
    unit: Unit | None = None
    mixed = False
    for row in rows:
        edges = [a for a in row.arguments if isinstance(a, nodes.Edge)]
        written = next((e.number.unit for e in edges if e.number.unit is not None), None)
        for edge in edges:
            ref = edge.number.unit or written
            found = units.INDEKS if ref is None else resolve_unit(draft, symbol.package, ref)
            if unit is None:
                unit = found
            elif found is not None and found != unit:
                mixed = True
                draft.say(
                    "KR308",
                    f"batas kategori ini bersatuan `{found}`, batas sebelumnya `{unit}`",
                    edge.span,
                    "pakai satu satuan untuk seluruh skala",
                )
                break
    return unit or units.INDEKS, mixed


def _category(draft: Draft, unit: Unit, row: nodes.Field) -> Kategori | None:
    name = row.arguments[0]
    if not isinstance(name, nodes.TextLit):
        return None
    edges = [a for a in row.arguments if isinstance(a, nodes.Edge)]
    extra = {a.keyword: a for a in row.arguments if isinstance(a, nodes.Field)}
    score = extra.get("skor")
    skor = score.arguments[0].value if score is not None and isinstance(score.arguments[0], nodes.NumberLit) else None
    lower = upper = None
    lower_in = upper_in = True
    if len(edges) == 2:
        lower, upper = (e.number.value * unit.scale for e in edges)
        lower_in, upper_in = edges[0].operator != ">", edges[1].operator != "<"
        if lower > upper:
            draft.say(
                "KR407",
                f"batas kategori `{name.value}` terbalik",
                row.span,
                "tulis batas yang lebih kecil lebih dahulu",
            )
            return None
        if lower == upper and not (lower_in and upper_in):
            draft.say(
                "KR407",
                f"kategori `{name.value}` tidak memuat satu nilai pun: kedua batasnya sama, dan tidak keduanya termasuk",
                row.span,
                "lebarkan batasnya, atau hapus kategorinya",
            )
            return None
        if edges[0].operator in ("<", "<=") or edges[1].operator in (">", ">="):
            draft.say(
                "KR407",
                f"tanda batas kategori `{name.value}` bertentangan dengan `s.d.`",
                row.span,
                "pakai `>` di batas bawah dan `<` di batas atas",
            )
            return None
    elif len(edges) == 1:
        value, operator = edges[0].number.value * unit.scale, edges[0].operator
        if operator in (">", ">="):
            lower, lower_in = value, operator == ">="
        elif operator in ("<", "<="):
            upper, upper_in = value, operator == "<="
        else:
            lower = upper = value
    sebutan = text_of(extra.get("sebutan"))
    return Kategori(name.value, sebutan, lower, lower_in, upper, upper_in, skor, span=row.span)


# ---- formulas with guards --------------------------------------------------------------------------------------------
def build_formula(draft: Draft, typer: Typer, fields: Sequence[nodes.Field], value_keyword: str) -> Formula | None:
    """`misal`, `bila` and the value, in written order; None where something was wrong and said."""
    lets: list[tuple[str, Expr]] = []
    guards: list[Guard] = []
    value: Expr | None = None
    failed = False
    for placed in fields:
        if placed.keyword == "misal":
            name, body = placed.arguments[0], placed.arguments[1]
            found = typer.infer(_expr(body))
            if found is None or not isinstance(name, nodes.Word):
                failed = True
                if isinstance(name, nodes.Word):  # what is wrong has been said, and is not said again where it is used
                    typer = typer.extended({name.text: BROKEN})
                continue
            typer = typer.extended({name.text: found.type})
            lets.append((name.text, found))
        elif placed.keyword == "bila":
            guard = _guard(typer, placed)
            if guard is None:
                failed = True
                continue
            guards.append(guard)
        elif placed.keyword == value_keyword and value is None:
            value = typer.infer(_expr(placed.arguments[0]))
            failed = failed or value is None
    if failed or value is None:
        return None
    outcomes = [g.outcome for g in guards if not isinstance(g.outcome, str)]
    if any(typer.alike(value, outcome, outcome.span) is None for outcome in outcomes):
        return None
    return Formula(tuple(lets), tuple(guards), value, span=value.span)


def _expr(argument: nodes.FieldArgument) -> nodes.Expr:
    if not isinstance(argument, nodes.Expr):
        raise TypeError(f"the grammar puts an expression here, not {type(argument).__name__}")
    return argument


def _guard(typer: Typer, placed: nodes.Field) -> Guard | None:
    condition = typer.condition(_expr(placed.arguments[0]))
    outcome = placed.arguments[1]
    if isinstance(outcome, nodes.Undefined):
        return None if condition is None else Guard(condition, outcome.reason.value, span=placed.span)
    value = typer.infer(_expr(outcome))
    return None if condition is None or value is None else Guard(condition, value, span=placed.span)


# ---- directions ------------------------------------------------------------------------------------------------------
def define_directions(draft: Draft, typer_for: TyperFor) -> None:
    """All directions: formulas over a realisasi and a target of one unknown unit."""
    alike = evolve(units.variable_unit("i"), label="satuan indikator")
    variables = {"realisasi": Type("angka", alike), "target": Type("target", alike)}
    for symbol in _of_kind(draft, "arah"):
        item = symbol.item
        if not isinstance(item, nodes.Declaration):
            continue
        single = single_fields(draft, item)
        improves = _choice(draft, single.get("membaik"), IMPROVEMENTS, "nilai `membaik`")
        if "membaik" not in single:
            draft.say(
                "KR114",
                f"arah `{symbol.id}` belum menyatakan `membaik`",
                symbol.span,
                "tulis `membaik naik`, `membaik turun`, atau `membaik rentang`",
            )
        if "capaian" not in single:
            draft.say(
                "KR114",
                f"arah `{symbol.id}` belum menyatakan rumus `capaian`",
                symbol.span,
                "tulis misalnya `capaian realisasi / target`",
            )
            continue
        formula = build_formula(draft, typer_for(symbol.package).extended(variables), fields_of(item), "capaian")
        if formula is None or improves is None:
            continue
        if not _fits(draft, formula, units.PERSEN, single["capaian"].arguments[0].span):
            continue
        uses_range = any(_mentions_range(e) for e in _parts(formula))
        draft.arah[symbol.id] = Arah(
            symbol.id, symbol.nama, improves, formula, citations(fields_of(item)), uses_range, span=item.span
        )


def _fits(draft: Draft, formula: Formula, declared: Unit, span: Span) -> bool:
    outcomes = [formula.value, *(g.outcome for g in formula.guards if not isinstance(g.outcome, str))]
    for outcome in outcomes:
        if outcome.type.kind not in ("angka", "target"):
            draft.say(
                "KR309",
                f"hasilnya harus bilangan, bukan {spoken_kind(outcome.type)}",
                outcome.span,
                f"tulis hasil dalam `{declared}`",
            )
            return False
        literal_zero = isinstance(outcome, typed.Const) and outcome.bare_zero
        verdict = None if literal_zero else units.assign(declared, outcome.type.unit or units.ANGKA)
        if isinstance(verdict, UnitError):
            draft.say(verdict.code, verdict.message, outcome.span, verdict.help)
            return False
    return True


def _parts(formula: Formula) -> list[Expr]:
    out = [e for _, e in formula.lets]
    for guard in formula.guards:
        out.append(guard.condition)
        if not isinstance(guard.outcome, str):
            out.append(guard.outcome)
    return [*out, formula.value]


def _mentions_range(node: Expr) -> bool:
    if isinstance(node, typed.Operation) and node.operator in ("atas", "bawah"):
        return True
    return any(_mentions_range(child) for child in typed.children(node))


# ---- measures --------------------------------------------------------------------------------------------------------
class Measures:
    """Measures are typed when first asked for, since one may call another."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._types: dict[str, Type | None] = {}
        self._open: list[str] = []

    def typer(self, package: str) -> Typer:
        """A typer for a package, without variables."""
        return Typer(self.draft, package, self.type_of)

    def type_of(self, symbol: Symbol, span: Span) -> Type | None:
        """What a measure yields."""
        if symbol.id in self._open:
            chain = " → ".join([*self._open[self._open.index(symbol.id) :], symbol.id])
            self.draft.say(
                "KR401",
                f"ukuran saling memanggil melingkar: {chain}",
                span,
                "hitung salah satunya tanpa memanggil yang lain",
            )
            return None
        if symbol.id not in self._types:
            self._open.append(symbol.id)
            self._types[symbol.id] = self._define(symbol)
            self._open.pop()
        return self._types[symbol.id]

    def define_all(self) -> None:
        """Define every measure."""
        for symbol in _of_kind(self.draft, "ukuran"):
            self.type_of(symbol, symbol.span)

    def _define(self, symbol: Symbol) -> Type | None:
        draft, item = self.draft, symbol.item
        if not isinstance(item, nodes.Declaration):
            return None
        single = single_fields(draft, item)
        if "nilai" not in single or "untuk" not in single:
            missing = "nilai" if "nilai" not in single else "untuk"
            draft.say(
                "KR114",
                f"ukuran `{symbol.id}` belum menyatakan `{missing}`",
                symbol.span,
                "tulis misalnya `untuk sasaran s, tahun t` dan `nilai capaian(s; t)`",
            )
            return None
        parameters = measure_parameters(item)
        variables: dict[str, Type] = {}
        for name, kind in parameters:
            if kind == "periode":
                variables[name] = PERIODE
                variables["tahun"] = PERIODE
            else:
                variables[name] = Type("entitas", units.variable_unit(name) if kind == "indikator" else None, kind)
        for binder in single["untuk"].arguments:
            if isinstance(binder, nodes.Binder) and binder.kind.text == "periode":
                variables[binder.name.text] = LANGKAH
            if isinstance(binder, nodes.Binder) and (binder.domain is not None or binder.condition is not None):
                draft.say(
                    "KR100",
                    "parameter ukuran tidak memakai `di` atau `yang`",
                    binder.span,
                    "pindahkan syaratnya ke `bila`",
                )
        formula = build_formula(draft, self.typer(symbol.package).extended(variables), fields_of(item), "nilai")
        declared: Unit | None = None
        if "satuan" in single and isinstance(single["satuan"].arguments[0], nodes.UnitRef):
            declared = resolve_unit(draft, symbol.package, single["satuan"].arguments[0], declares=True)
            if declared is None:
                return None
        if formula is None or (declared is not None and not _fits(draft, formula, declared, item.span)):
            return None
        skala = None
        if "skala" in single and isinstance(single["skala"].arguments[0], nodes.Name):
            found = draft.resolve(symbol.package, single["skala"].arguments[0], ("skala",))
            skala = found.id if found is not None else None
        result = formula.type if declared is None else Type("angka", declared)
        scale = draft.skala.get(skala) if skala is not None else None
        if scale is not None and scale.banded:
            compared = units.add("<", result.unit or units.ANGKA, scale.satuan)
            if isinstance(compared, UnitError):
                help_text = f"skala `{scale.nama}` mengelompokkan nilai bersatuan {units.spoken(scale.satuan)}"
                draft.say(compared.code, compared.message, single["skala"].arguments[0].span, help_text)
                return None
        draft.ukuran[symbol.id] = Ukuran(
            symbol.id,
            symbol.nama,
            tuple((name, variables[name]) for name, _ in parameters),
            formula,
            result.unit,
            skala,
            citations(fields_of(item)),
            span=item.span,
        )
        return result if skala is None else Type("teks")


def _of_kind(draft: Draft, kind: str) -> list[Symbol]:
    return [s for s in draft.symbols.values() if s.kind == kind]
