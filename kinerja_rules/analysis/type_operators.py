"""Names, numbers and operators of written expressions to typed ones: names are resolved and units inferred in one walk.

`infer` returns None where something was wrong and has been said; a caller that gets None says nothing more, so one
mistake is one finding. Calls and collections are in `type_expressions`.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Self

from attrs import define, evolve, field

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.scope import SPOKEN, Ambiguous, Symbol
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.base.source import Span
from kinerja_rules.functions import builtins
from kinerja_rules.functions.interface import Builtin
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.attributes import ATTRIBUTES, TANGGAL, attributes_of
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Unit, UnitError
from kinerja_rules.model.values import Acuan, Entity, Number
from kinerja_rules.syntax import nodes

LOGIKA = Type("logika")
TEKS = Type("teks")
PERIODE = Type("periode")
LANGKAH = Type("periode", entity="periode")
"""A period that moves by its own grain: `periode - 1` is the month before a month, `tahun - 1` the same month a year before."""
BROKEN = Type("rusak")
"""Of a name whose own expression was refused."""
CURRENT = "tahun"
"""The name under which the current period is known inside formulas."""

ENTITY_KINDS: Mapping[str, frozenset[str]] = {
    "indikator": frozenset({"indikator"}),
    "simpul": frozenset({"simpul", *LEVELS}),
    "subjek": frozenset({"indikator", "simpul", *LEVELS}),
    "dokumen": frozenset({"dokumen"}),
    "pembanding": frozenset({"pembanding"}),
    "skala": frozenset({"skala"}),
    "data": frozenset({"data"}),
    "acuan": frozenset({"dokumen", "pembanding"}),
    "naskah": frozenset({"dokumen"}),
    "bernama": frozenset(
        {"indikator", "simpul", *LEVELS, "dokumen", "pembanding", "data", "skala", "kategori", "jenis_belanja"}
    ),
    "entitas": frozenset(
        {
            "indikator",
            "simpul",
            *LEVELS,
            "dokumen",
            "pembanding",
            "data",
            "skala",
            "kategori",
            "jenis_belanja",
            "pernyataan",
            "penyebutan",
        }
    ),
}
"""Kinds of entity that a parameter kind takes."""

_COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
_ORDERED = frozenset({"periode", "tanggal"})
"""Kinds besides numbers that have a before and an after."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")

MeasureType = Callable[[Symbol, Span], Type | None]
"""What a measure yields; None, said, where measures call one another in a circle."""


@define(eq=False)
class OperatorTyper(ABC):
    """Typing in one package with some variables; `measure` tells what a declared measure yields."""

    draft: Draft
    package: str
    measure: MeasureType
    variables: dict[str, Type] = field(factory=dict)
    trusting: bool = False
    """A name that nothing declares is not said: what would have declared it is missing, and that is said."""
    of_rows: Mapping[str, str] = field(factory=dict)
    """Variables that are known in the rows of a table, not here, as they were declared."""

    def extended(self, more: Mapping[str, Type]) -> Self:
        """The same, with more variables."""
        return evolve(self, variables={**self.variables, **more})

    # ---- saying what is wrong -----------------------------------------------------------------------------------
    def refuse(self, error: UnitError, span: Span) -> None:
        """Say why the unit algebra refuses an operation."""
        self.draft.say(error.code, error.message, span, error.help)

    def _refuse_pair(self, error: UnitError, left: Expr, right: Expr) -> None:
        """Say why two operands do not go together: at the one without a unit, else at the second, the other shown too."""
        wrong, other = (left, right) if _literal(left) is not None and _literal(right) is None else (right, left)
        label = Label(other.span, f"ini {units.spoken(other.type.unit or units.ANGKA)}")
        self.draft.say(error.code, error.message, wrong.span, error.help, secondary=(label,))

    def wrong_kind(self, wanted: str, found: Type, span: Span) -> None:
        """Say that a place wants another kind of thing."""
        message = f"di sini diperlukan {wanted}, bukan {spoken_kind(found)}"
        self.draft.say("KR209", message, span, _how_to_write(wanted, found))

    # ---- the walk -----------------------------------------------------------------------------------------------
    def infer(self, node: nodes.Expr, wanted: str = "") -> Expr | None:
        """The typed form; `wanted` is the parameter kind that guides names, numbers and texts."""
        match node:
            case nodes.NumberLit():
                return self._number(node, wanted)
            case nodes.PeriodLit():
                if _DATE.match(node.text):
                    return typed.Const(node.text, TANGGAL, span=node.span)
                period = Period.read(node.text)
                return None if period is None else typed.Const(period, PERIODE, span=node.span)
            case nodes.TextLit():
                if wanted in ENTITY_KINDS and wanted != "acuan":
                    symbol = self.draft.resolve(self.package, node, self._symbol_kinds(wanted))
                    return None if symbol is None else self._entity(symbol, node.span)
                return typed.Const(node.value, TEKS, span=node.span)
            case nodes.Name():
                return self._name(node, wanted)
            case nodes.Call():
                return self.call(node)
            case nodes.Attribute():
                base = self.infer(node.base)
                return None if base is None else self._attribute(base, node.name.text, node.name.span, node.span)
            case nodes.Unary():
                return self._unary(node)
            case nodes.Binary():
                return self._binary(node)
            case nodes.Branch():
                return self._branch(node)
            case nodes.Convert():
                return self._convert(node)
            case nodes.RangeExpr():
                return self._range(node)

    def number(self, node: nodes.Expr) -> Expr | None:
        """As `infer`, and it must be a number (a target counts as one)."""
        found = self.infer(node, "angka")
        if found is not None and found.type.kind not in ("angka", "target"):
            self.wrong_kind("bilangan", found.type, node.span)
            return None
        return found

    def condition(self, node: nodes.Expr) -> Expr | None:
        """As `infer`, and it must be a condition."""
        found = self.infer(node)
        if found is not None and found.type.kind != "logika":
            self.wrong_kind("syarat (misalnya perbandingan)", found.type, node.span)
            return None
        return found

    def _number(self, node: nodes.NumberLit, wanted: str) -> Expr | None:
        if wanted in ("periode", "periode_atau_skala", "acuan") and node.unit is None:
            if node.value.denominator == 1 and 1900 <= node.value <= 2199:
                return typed.Const(Period(int(node.value)), PERIODE, span=node.span)
            if wanted != "acuan":
                self.draft.say(
                    "KR209",
                    "di sini diperlukan tahun atau periode",
                    node.span,
                    "tulis tahun empat angka, misalnya `2022`",
                )
                return None
        unit = units.ANGKA if node.unit is None else resolve_unit(self.draft, self.package, node.unit)
        if unit is None:
            return None
        bare = node.unit is None
        value = Number(node.value * unit.scale, decimals=node.decimals)
        return typed.Const(value, Type("angka", unit), bare_zero=bare and node.value == 0, literal=bare, span=node.span)

    @abstractmethod
    def call(self, node: nodes.Call) -> Expr | None:
        """The typed form of a call."""

    # ---- names --------------------------------------------------------------------------------------------------
    def _name(self, node: nodes.Name, wanted: str) -> Expr | None:
        first = node.parts[0]
        if first in self.variables and self.variables[first] == BROKEN:
            return None
        if first in self.variables:
            return self._path(typed.Var(first, self.variables[first], span=node.span), node.parts[1:], node)
        if node.parts == ("periode",) and CURRENT in self.variables:
            return typed.Var(CURRENT, LANGKAH, span=node.span)
        if wanted in ("acuan", "naskah") and node.parts == ("renstra",):
            return typed.Const(Acuan(first), Type("acuan"), span=node.span)
        if wanted == "acuan" and node.parts in (("awal",), ("akhir",)):
            return typed.Const(Acuan(first), Type("acuan"), span=node.span)
        if wanted == "jenis_belanja" and node.text in self.draft.jenis_belanja:
            return typed.Const(Entity(wanted, node.text), Type("entitas", entity=wanted), span=node.span)
        if node.parts in (("benar",), ("salah",)):
            return typed.Const(first == "benar", LOGIKA, span=node.span)
        scope = self.draft.scopes[self.package]
        for taken in range(len(node.parts), 0, -1):
            found = scope.lookup(node.parts[:taken])
            if isinstance(found, Ambiguous):
                self.draft.resolve(self.package, node, tuple(SPOKEN))
                return None
            if found is not None:
                value = self._symbol(found, node, wanted)
                return None if value is None else self._path(value, node.parts[taken:], node)
        if first in builtins() and not builtins()[first].parameters:
            builtin = builtins()[first]
            result = builtin.result(())
            if isinstance(result, Type):
                return self._path(typed.Apply(first, (), result, span=node.span), node.parts[1:], node)
        if first in builtins() and len(node.parts) == 1:
            self.draft.say("KR201", f"`{first}` adalah fungsi", node.span, f"tulis dengan argumennya: `{first}(...)`")
            return None
        self._unknown(node)
        return None

    def _unknown(self, node: nodes.Name) -> None:
        if self.trusting:
            return
        if node.parts[0] in self.of_rows:
            self._unknown_of_rows(node)
            return
        local = [v for v in self.variables if v.lower() == node.parts[0].lower()]
        local += get_close_matches(node.parts[0], [v for v in self.variables if len(v) > 2], n=1, cutoff=0.75)
        if local:
            self.draft.say(
                "KR201", f"nama `{node.text}` tidak dikenal", node.span, f"mungkin maksud Anda `{local[0]}`?"
            )
            return
        things = [v for v, kind in self.variables.items() if kind.kind == "entitas"]
        if things and len(node.parts) > 1 and node.parts[0] not in self.draft.scopes[self.package].aliases:
            known = ", ".join(f"`{v}`" for v in things)
            self.draft.say("KR201", f"peubah `{node.parts[0]}` tidak dikenal", node.span, f"peubah di sini: {known}")
            return
        self.draft.unknown(self.package, node.parts, node.span, None)

    def _unknown_of_rows(self, node: nodes.Name) -> None:
        """Say that a variable of rows is used where a table speaks of all of them."""
        declared = self.of_rows[node.parts[0]]
        known = ", ".join(f"`{name}`" for name in self.variables)
        self.draft.say(
            "KR201",
            f"`{node.parts[0]}` hanya dikenal di baris tabel, sedangkan di sini yang dimaksud seluruh tabel",
            node.span,
            f"pakai {known}, atau sebut himpunannya, misalnya `gabungan({node.parts[0]}.nama untuk {declared})`",
        )

    def _path(self, base: Expr, attributes: tuple[str, ...], node: nodes.Name) -> Expr | None:
        found: Expr | None = base
        at = node.span.start
        for name in attributes:
            if found is None:
                return None
            at = node.span.source.text.find(name, at + 1, node.span.end)
            here = node.span if at < 0 else Span(node.span.source, at, at + len(name))
            found = self._attribute(found, name, here, node.span)
        return found

    def _attribute(self, base: Expr, name: str, name_span: Span, span: Span) -> Expr | None:
        if base.type.kind == "target" and name in ("atas", "bawah"):
            return typed.Operation(name, (base,), Type("angka", base.type.unit), span=span)
        entity = base.type.entity or ""
        attribute = ATTRIBUTES.get(name)
        builtin = builtins().get(name)
        if base.type.kind in ("entitas", "himpunan") and builtin is not None and _tells_of(builtin, entity):
            found = builtin.result((base,))
            return None if isinstance(found, UnitError) else typed.Apply(name, (base,), found, span=span)
        if base.type.kind in ("entitas", "himpunan") and attribute is not None and entity in attribute.kinds:
            return typed.Operation(f".{name}", (base,), attribute.type, span=span)
        known = ("atas", "bawah") if base.type.kind == "target" else attributes_of(entity)
        near = get_close_matches(name, known, n=1, cutoff=0.7)
        of = spoken_kind(base.type)
        if near:
            hint = f"mungkin maksud Anda `{near[0]}`?"
        else:
            hint = "yang dikenal: " + ", ".join(f"`{a}`" for a in known) if known else f"{of} tidak punya bagian"
        self.draft.say("KR201", f"`{name}` bukan bagian yang dikenal di sini", name_span, hint)
        return None

    def _symbol(self, symbol: Symbol, node: nodes.Name, wanted: str) -> Expr | None:
        if symbol.kind in ("data", "indikator") and not (wanted in ENTITY_KINDS or wanted == "subjek_atau_angka"):
            if CURRENT in self.variables:
                return self.fact(symbol, typed.Var(CURRENT, PERIODE, span=node.span), node.span)
            if symbol.kind == "data":
                self.draft.say(
                    "KR209",
                    f"data `{node.text}` memerlukan periode di sini",
                    node.span,
                    f"tulis misalnya `{node.text}(2022)`",
                )
                return None
        if symbol.kind in ("arah", "ukuran"):
            self.draft.say(
                "KR209",
                f"{SPOKEN[symbol.kind]} `{node.text}` harus ditulis dengan argumennya",
                node.span,
                f"misalnya `{node.text}(...)`",
            )
            return None
        return self._entity(symbol, node.span)

    def fact(self, symbol: Symbol, period: Expr, span: Span) -> Expr | None:
        """A datum or an indicator's realisasi at a period; None where its declaration has been complained of."""
        ident = self._meant(symbol)
        unit = self.draft.declared_units.get(ident)
        if unit is None:
            return None
        return typed.FactRef(symbol.kind, ident, period, Type("angka", unit), span=span)

    def _entity(self, symbol: Symbol, span: Span) -> Expr | None:
        kind = symbol.level or symbol.kind
        ident = self._meant(symbol)
        unit = self.draft.declared_units.get(ident) if symbol.kind == "indikator" else None
        if symbol.kind == "indikator" and unit is None:
            return None  # the declaration itself has been complained of
        return typed.Const(Entity(kind, ident), Type("entitas", unit, kind), span=span)

    def _meant(self, symbol: Symbol) -> str:
        """The id a name stands for: in a library's formula the plan's own copy of an indicator, where there is one."""
        return symbol.id if self.package == self.draft.root else self.draft.copies.get(symbol.id, symbol.id)

    @staticmethod
    def _symbol_kinds(wanted: str) -> tuple[str, ...]:
        if wanted in ("subjek", "bernama"):
            return ("indikator", "simpul")
        if wanted == "entitas":
            return ("indikator", "simpul", "dokumen", "pembanding", "skala", "data")
        if wanted == "naskah":
            return ("dokumen",)
        return ("dokumen", "pembanding") if wanted == "acuan" else (wanted,)

    # ---- operators ----------------------------------------------------------------------------------------------
    def _unary(self, node: nodes.Unary) -> Expr | None:
        if node.operator == "bukan":
            operand = self.condition(node.operand)
            return None if operand is None else typed.Operation("bukan", (operand,), LOGIKA, span=node.span)
        operand = self.number(node.operand)
        if operand is None:
            return None
        if isinstance(operand, typed.Const) and isinstance(operand.value, Number):
            value = Number(-operand.value.value, decimals=operand.value.decimals)
            return typed.Const(value, operand.type, operand.bare_zero, operand.literal, span=node.span)
        return typed.Operation("neg", (operand,), Type("angka", operand.type.unit), span=node.span)

    def _binary(self, node: nodes.Binary) -> Expr | None:
        operator = node.operator
        if operator in ("dan", "atau"):
            left, right = self.condition(node.left), self.condition(node.right)
            if left is None or right is None:
                return None
            return typed.Operation(operator, (left, right), LOGIKA, span=node.span)
        if operator == "di":
            return self._membership(node)
        left = self.infer(node.left)
        right = self.infer(
            node.right,
            "periode" if left is not None and left.type.kind == "periode" and operator in _COMPARISONS else "",
        )
        if left is None or right is None:
            return None
        if operator in _COMPARISONS:
            return self._comparison(node, left, right)
        if left.type.kind == "periode" and operator in "+-" and right.type == Type("angka", units.ANGKA):
            return typed.Operation(operator, (left, right), left.type, span=node.span)
        for side, written in ((left, node.left), (right, node.right)):
            if side.type.kind not in ("angka", "target"):
                self.wrong_kind("bilangan", side.type, written.span)
                return None
        return self._arithmetic(node, left, right)

    def _arithmetic(self, node: nodes.Binary, left: Expr, right: Expr) -> Expr | None:
        a, b = left.type.unit or units.ANGKA, right.type.unit or units.ANGKA
        found: Unit | UnitError
        match node.operator:
            case "*":
                found = units.multiply(a, b, _literal(left), _literal(right))
            case "/":
                found = units.divide(a, b, _literal(right), _literal(left))
            case _:
                found = units.add(node.operator, a, b, bare_zero(left) or bare_zero(right))
        if isinstance(found, UnitError):
            self._refuse_pair(found, left, right)
            return None
        return typed.Operation(node.operator, (left, right), Type("angka", found), span=node.span)

    def _comparison(self, node: nodes.Binary, left: Expr, right: Expr) -> Expr | None:
        a, b = left.type.kind, right.type.kind
        numeric = {"angka", "target"}
        if a in numeric and b in numeric:
            found = units.add(
                node.operator,
                left.type.unit or units.ANGKA,
                right.type.unit or units.ANGKA,
                bare_zero(left) or bare_zero(right),
            )
            if isinstance(found, UnitError):
                self._refuse_pair(found, left, right)
                return None
        elif a == b and a not in _ORDERED and node.operator not in ("=", "<>"):
            self.draft.say(
                "KR309",
                f"{spoken_kind(left.type)} tidak dapat diurutkan dengan `{node.operator}`",
                node.span,
                "pakai `=` atau `<>`",
            )
            return None
        elif a != b:
            self.draft.say(
                "KR309",
                f"kedua sisi `{node.operator}` tidak sejenis",
                node.span,
                "bandingkan bilangan dengan bilangan, teks dengan teks",
            )
            return None
        return typed.Operation(node.operator, (left, right), LOGIKA, span=node.span)

    def _membership(self, node: nodes.Binary) -> Expr | None:
        right = self.infer(node.right, "subjek")
        if right is None:
            self.infer(node.left)
            return None
        of = right.type.entity or ""
        left = self.infer(node.left, "subjek" if of in ENTITY_KINDS["subjek"] else of)
        if left is None:
            return None
        whole = right.type.kind == "himpunan" and of not in ENTITY_KINDS["subjek"]
        member = (left.type.kind == "teks" and of == "teks") or (left.type.kind == "entitas" and left.type.entity == of)
        if not (member if whole else left.type.kind == "entitas" and right.type.kind in ("entitas", "himpunan")):
            self.draft.say(
                "KR309",
                "`di` menanyakan apakah suatu simpul atau indikator berada di bawah simpul lain, atau termasuk suatu himpunan",
                node.span,
                "tulis misalnya `TKK di S1`",
            )
            return None
        return typed.Operation("di", (left, right), LOGIKA, span=node.span)

    def _branch(self, node: nodes.Branch) -> Expr | None:
        condition = self.condition(node.condition)
        then, otherwise = self.infer(node.then), self.infer(node.otherwise)
        if condition is None or then is None or otherwise is None:
            return None
        result = self.alike(then, otherwise, node.span)
        return None if result is None else typed.Choice(condition, then, otherwise, result, span=node.span)

    def alike(self, one: Expr, other: Expr, span: Span) -> Type | None:
        """The type shared by two alternatives; None, said, where they have none."""
        numeric = {"angka", "target"}
        if one.type.kind in numeric and other.type.kind in numeric:
            found = units.unify(
                one.type.unit or units.ANGKA, other.type.unit or units.ANGKA, bare_zero(one), bare_zero(other)
            )
            if isinstance(found, UnitError):
                self.refuse(found, span)
                return None
            return Type("angka", found)
        if one.type.kind != other.type.kind:
            self.draft.say(
                "KR309",
                "kedua pilihan tidak sejenis",
                span,
                "kedua pilihan harus sama-sama bilangan, atau sama-sama teks",
            )
            return None
        return one.type

    def _convert(self, node: nodes.Convert) -> Expr | None:
        operand = self.number(node.operand)
        unit = resolve_unit(self.draft, self.package, node.unit)
        if operand is None or unit is None:
            return None
        of = operand.type.unit or units.ANGKA
        verdict = None if of.symbolic is not None else units.convert(unit, of)  # of an indicator: known when it is
        if isinstance(verdict, UnitError):
            if verdict.code == "KR303":
                found = units.spoken(operand.type.unit or units.ANGKA)
                message = f"{found} tidak dapat dinyatakan dalam `{unit}`"
                verdict = UnitError("KR302", message, "pilih satuan yang sejenis; `dalam` tidak mengubah nilainya")
            self.refuse(verdict, node.span)
            return None
        return typed.Conversion(operand, Type("angka", unit), span=node.span)

    def _range(self, node: nodes.RangeExpr) -> Expr | None:
        lower, upper = self.number(node.lower), self.number(node.upper)
        if lower is None or upper is None:
            return None
        shared = self.alike(lower, upper, node.span)
        return None if shared is None else typed.RangeOf(lower, upper, Type("target", shared.unit), span=node.span)


def _tells_of(builtin: Builtin, entity: str) -> bool:
    """Whether a builtin tells something of one thing of a kind, so that it may be written after a dot."""
    if not builtin.parameters or any(not p.optional for p in builtin.parameters[1:]) or builtin.variadic:
        return False
    wanted = builtin.parameters[0].kind
    return entity in ENTITY_KINDS.get(wanted, frozenset({wanted}))


def spoken_kind(found: Type) -> str:
    """What an expression yields, as said in a sentence."""
    if found.kind == "entitas":
        return SPOKEN.get(found.entity or "", found.entity or "entitas")
    return {"angka": "bilangan", "logika": "syarat"}.get(found.kind, found.kind)


def _how_to_write(wanted: str, found: Type) -> str:
    """The remedy where another kind of thing is wanted."""
    if wanted == "bilangan" and found.kind == "entitas":
        figures = "realisasi(i; t)`, `target(i; t)" if found.entity == "indikator" else "capaian(s; t)`, `pagu(s; t)"
        return f"sebut nilai yang mana, misalnya `{figures}`"
    if wanted == "bilangan" and found.kind == "logika":
        return "pakai syarat dalam `jika ... maka ... selain itu ...`"
    if wanted == "bilangan":
        return "tulis bilangan dengan satuannya, tanpa tanda kutip"
    if wanted.startswith("syarat"):
        return "tulis perbandingan, misalnya `x > 0`"
    if wanted == "tahun atau periode":
        return "tulis tahun empat angka, misalnya `2022`; di dalam rumus boleh `tahun` atau `tahun - 1`"
    if wanted == "teks":
        return "tulis teks dalam tanda kutip"
    if wanted == "indikator, simpul, atau bilangan":
        return "tulis pengenal indikator atau simpul, atau bilangan dengan satuannya"
    if wanted.startswith("himpunan") or wanted.endswith("himpunan"):
        return "tulis misalnya `anak(s)` atau `indikator i di s`"
    return f"tulis pengenal {wanted} yang sudah dideklarasikan"


def _literal(node: Expr) -> Fraction | None:
    """The value of a number written without a unit, or of a sum, product ... of such numbers."""
    if isinstance(node, typed.Const) and node.literal and isinstance(node.value, Number):
        return node.value.value
    if not isinstance(node, typed.Operation) or node.operator not in ("+", "-", "*", "/", "neg"):
        return None
    parts = [_literal(operand) for operand in node.operands]
    known = [p for p in parts if p is not None]
    if len(known) != len(parts):
        return None
    if node.operator == "neg":
        return -known[0]
    one, other = known
    if node.operator == "/":
        return one / other if other else None
    return one + other if node.operator == "+" else one - other if node.operator == "-" else one * other


def bare_zero(node: Expr) -> bool:
    """Whether it is a 0 written without a unit, which goes with any unit."""
    return isinstance(node, typed.Const) and node.bare_zero
