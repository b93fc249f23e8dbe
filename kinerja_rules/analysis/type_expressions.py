"""Written expressions to typed ones: calls of builtins, measures, directions, and collections over quantified sets."""

from collections.abc import Sequence
from difflib import get_close_matches

from attrs import define, evolve

from kinerja_rules.analysis.policies import VALUES
from kinerja_rules.analysis.scope import SPOKEN, Ambiguous, Symbol
from kinerja_rules.analysis.type_operators import (
    BROKEN,
    CURRENT,
    ENTITY_KINDS,
    LANGKAH,
    LOGIKA,
    PERIODE,
    TEKS,
    OperatorTyper,
    spoken_kind,
)
from kinerja_rules.base.source import Span
from kinerja_rules.functions import builtins
from kinerja_rules.functions.interface import Builtin, Parameter
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Entity
from kinerja_rules.syntax import nodes

__all__ = ["BROKEN", "CURRENT", "LANGKAH", "LOGIKA", "PERIODE", "Typer", "measure_parameters", "spoken_kind"]

_IN_SPREADSHEETS = {
    "SUM": "`jumlah(...)`",
    "AVERAGE": "`rata_rata(...)`, yang tidak melewati sel kosong kecuali ditulis `lewati`",
    "GEOMEAN": "`rata_rata_geometrik(...)`",
    "MAX": "`tertinggi(...)`",
    "MIN": "`terendah(...)`",
    "ROUND": "`bulatkan(x; n)`",
    "TRUNC": "`potong(x; n)`",
    "SQRT": "`akar(x)`",
    "POWER": "`pangkat(x; n)`",
    "COUNT": "`banyak(...)`",
    "LEN": "`panjang(teks)`",
    "IF": "`jika syarat maka a selain itu b`",
    "ISBLANK": "`bukan ada(x)`",
}
"""What the functions that planners know from spreadsheets are called here."""

_CASCADE = frozenset({"indikator", "simpul", *LEVELS})
_QUANTIFIED = frozenset(
    {*_CASCADE, "dokumen", "pembanding", "data", "skala", "jenis_belanja", "kategori", "pernyataan", "penyebutan"}
)
_MEASURE_POLICIES = frozenset(name for name in VALUES if name.startswith("ukuran_"))
"""Policies that name a measure; called by the policy's name, the measure is the one that the plan has chosen."""


@define(eq=False)
class Typer(OperatorTyper):
    """Typing in one package with some variables; `measure` tells what a declared measure yields."""

    # ---- calls --------------------------------------------------------------------------------------------------
    def call(self, node: nodes.Call) -> Expr | None:
        """The typed form of a call."""
        name = node.function
        symbol = self.draft.scopes[self.package].lookup(name.parts)
        builtin = builtins().get(name.text)
        if isinstance(symbol, Ambiguous) and builtin is None:
            self.draft.resolve(self.package, name, tuple(SPOKEN))
            return None
        if isinstance(symbol, Symbol) and (builtin is None or self._means_direction(symbol, node)):
            return self._call_symbol(symbol, node)
        if builtin is None and name.text in _MEASURE_POLICIES and name.text in self.draft.policies:
            return self._measure_call(self.draft.symbols[self.draft.policies[name.text].values[0]], node)
        if builtin is None:
            self._unknown_function(name)
            return None
        if node.binders:
            return self._collect(builtin, node)
        return self._apply(builtin, node)

    def _means_direction(self, symbol: Symbol, node: nodes.Call) -> bool:
        """A direction may bear a builtin's name (`tercapai`): it is meant where the first argument is a number."""
        if symbol.kind not in ("arah", "ukuran") or len(node.arguments) < 1:
            return False
        first = node.arguments[0].value
        if isinstance(first, nodes.Name):
            at = self.variables.get(first.parts[0])
            return at is not None and at.kind in ("angka", "target")
        return not isinstance(first, nodes.TextLit) and symbol.kind == "arah"

    def _unknown_function(self, name: nodes.Name) -> None:
        if name.text in self.draft.lost or name.parts[-1] in self.draft.lost:
            return
        if f"ukuran_{name.text}" in _MEASURE_POLICIES:
            hint = f"tulis `ukuran_{name.text}(...)`, ukuran yang dipilih kebijakan, atau nama ukurannya"
            self.draft.say("KR201", f"fungsi `{name.text}` tidak dikenal", name.span, hint)
            return
        near = get_close_matches(name.text.lower(), list(builtins()), n=1, cutoff=0.7)
        in_sheets = _IN_SPREADSHEETS.get(name.text.upper())
        if in_sheets is not None:
            self.draft.say("KR201", f"fungsi `{name.text}` tidak dikenal", name.span, f"di sini namanya {in_sheets}")
            return
        suggestion = near[0] if near else self.draft.scopes[self.package].suggest(name.parts)
        if suggestion is None and self.draft.scopes[self.package].incomplete:
            return
        hint = f"mungkin maksud Anda `{suggestion}`?" if suggestion else "lihat daftar fungsi pada rujukan bahasa"
        self.draft.say("KR201", f"fungsi `{name.text}` tidak dikenal", name.span, hint)

    def _call_symbol(self, symbol: Symbol, node: nodes.Call) -> Expr | None:
        arguments = [a.value for a in node.arguments]
        if symbol.kind in ("data", "indikator"):
            if not self._count(node, 1, 1):
                return None
            period = self.argument(Parameter("periode", "periode"), arguments[0])
            return None if period is None else self.fact(symbol, period, node.span)
        if symbol.kind == "arah":
            return self._direction(symbol, node)
        if symbol.kind == "ukuran":
            return self._measure_call(symbol, node)
        self.draft.say(
            "KR209",
            f"{SPOKEN[symbol.kind]} `{node.function.text}` bukan fungsi",
            node.function.span,
            "tulis fungsinya, misalnya `capaian(s; t)`",
        )
        return None

    def _direction(self, symbol: Symbol, node: nodes.Call) -> Expr | None:
        if not self._count(node, 2, 2):
            return None
        realisasi, target = self.number(node.arguments[0].value), self.number(node.arguments[1].value)
        if realisasi is None or target is None or self.alike(realisasi, target, node.span) is None:
            return None
        return typed.DirectionCall(symbol.id, realisasi, target, Type("angka", units.PERSEN), span=node.span)

    def _measure_call(self, symbol: Symbol, node: nodes.Call) -> Expr | None:
        parameters = measure_parameters(symbol.item)
        if not self._count(node, len(parameters), len(parameters)):
            return None
        arguments: list[Expr] = []
        for (name, kind), argument in zip(parameters, node.arguments, strict=True):
            found = self.argument(Parameter(name, kind), argument.value)
            if found is None:
                return None
            arguments.append(found)
        result = self.measure(symbol, node.span)
        if result is None:
            return None
        return typed.MeasureCall(
            symbol.id, tuple(arguments), self._bound(result, parameters, arguments), span=node.span
        )

    @staticmethod
    def _bound(result: Type, parameters: tuple[tuple[str, str], ...], arguments: list[Expr]) -> Type:
        """A measure in the unit of its indicator parameter yields the unit of the indicator given."""
        if result.unit is None or result.unit.symbolic is None:
            return result
        for (name, _), argument in zip(parameters, arguments, strict=True):
            if name == result.unit.symbolic and argument.type.unit is not None:
                return Type(result.kind, argument.type.unit)
        return result

    def _count(self, node: nodes.Call, least: int, most: int) -> bool:
        given = len(node.arguments)
        if least <= given <= most and not node.binders:
            return True
        wanted = str(least) if least == most else f"{least} sampai {most}"
        self.draft.say(
            "KR208",
            f"`{node.function.text}` memerlukan {wanted} argumen, ditulis {given}",
            node.span,
            _example(node, most) or "argumen dipisah dengan titik koma",
        )
        return False

    def _apply(self, builtin: Builtin, node: nodes.Call) -> Expr | None:
        if node.skip_missing:
            self.draft.say(
                "KR208",
                "`lewati` hanya berlaku untuk himpunan (`untuk ...`)",
                node.span,
                "tulis anggotanya dengan `untuk`, atau hapus `lewati`",
            )
            return None
        required = sum(not p.optional for p in builtin.parameters)
        if builtin.name == "banyak" and len(node.arguments) == 1:
            return self._count_set(builtin, node)
        if not self._count(node, required, 10_000 if builtin.variadic else len(builtin.parameters)):
            return None
        arguments: list[Expr] = []
        weights: list[Expr | None] = []
        failed = False
        for at, argument in enumerate(node.arguments):
            parameter = builtin.parameters[min(at, len(builtin.parameters) - 1)]
            found = self.argument(parameter, argument.value)
            weight = self.number(argument.weight) if argument.weight is not None else None
            if found is None or (argument.weight is not None and weight is None):
                failed = True
                continue
            arguments.append(found)
            weights.append(weight)
        if failed:
            return None
        result = _of_grades(builtin, arguments) or builtin.result(arguments)
        if isinstance(result, UnitError):
            self.refuse(result, node.span)
            return None
        if builtin.name == "dinyatakan":
            return typed.Operation("dinyatakan", tuple(arguments), LOGIKA, span=node.span)
        if not self._scale_fits(arguments):
            return None
        if builtin.name in ("pembilang", "penyebut"):
            part = self._quotient_type(builtin.name, arguments[0], result, node.span)
            if part is None:
                return None
            result = part
        kept = tuple(weights) if any(w is not None for w in weights) else ()
        subject = self._directed_by(builtin, arguments, frozenset(), node)
        if builtin.directed and subject is None:
            return None
        return typed.Apply(builtin.name, tuple(arguments), result, kept, subject, span=node.span)

    def _quotient_type(self, which: str, subject: Expr, otherwise: Type, span: Span) -> Type | None:
        """The unit of a part of a named indicator's quotient; of a variable's it is not known, and it is a plain number."""
        named = subject.value if isinstance(subject, typed.Const) and isinstance(subject.value, Entity) else None
        if named is None or "rumus" not in self.draft.merged.get(named.id, {}):
            return otherwise
        if named.id in self.draft.in_advance:
            self.draft.say(
                "KR401",
                f"rumus `{named.id}` memakai bagian dari dirinya sendiri",
                span,
                "hitung salah satunya dari data",
            )
            return None
        known = self.draft.indikator.get(named.id)
        formula = known.rumus if known is not None else self._formula_in_advance(named.id)
        if formula is None:
            return None  # what is wrong with it is said where it is written
        unit = typed.quotient_unit(formula, which)
        return otherwise if unit is None else Type("angka", unit)

    def _formula_in_advance(self, ident: str) -> typed.Formula | None:
        """The formula of an indicator that is typed later; what is wrong with it is said then, a circle now."""
        fields, before = self.draft.merged[ident], len(self.draft.diagnostics)
        self.draft.in_advance.add(ident)
        try:
            typer = type(self)(self.draft, fields["rumus"][0].package, self.measure, {CURRENT: PERIODE})
            lets: list[tuple[str, Expr]] = []
            for let in fields.get("misal", ()):
                name, written = let.field.arguments
                body = typer.infer(written) if isinstance(written, nodes.Expr) else None
                if body is None or not isinstance(name, nodes.Word):
                    return None
                typer = typer.extended({name.text: body.type})
                lets.append((name.text, body))
            written = fields["rumus"][0].field.arguments[0]
            value = typer.infer(written) if isinstance(written, nodes.Expr) else None
        finally:
            self.draft.in_advance.discard(ident)
            said = self.draft.diagnostics
            said[before:] = [d for d in said[before:] if d.code == "KR401"]
        return None if value is None else typed.Formula(tuple(lets), (), value, span=value.span)

    def _scale_fits(self, arguments: Sequence[Expr]) -> bool:
        """Whether a value may be looked up on the scale given with it; achievements are percentages."""
        for scale in arguments[1:]:
            named = scale.value if isinstance(scale, typed.Const) and scale.type.entity == "skala" else None
            skala = self.draft.skala.get(named.id) if isinstance(named, Entity) else None
            if skala is None or not skala.banded:
                continue
            of_subject = arguments[0].type.kind == "entitas"
            if of_subject and skala.satuan.kind in (units.Kind.INDEKS, units.Kind.ANGKA):
                continue  # named on purpose: the achievement is looked up by its number, and the trace says so
            unit = units.PERSEN if of_subject else arguments[0].type.unit
            found = units.add("<", unit or units.ANGKA, skala.satuan)
            if isinstance(found, UnitError):
                remedy = f"skala `{skala.nama}` mengelompokkan nilai bersatuan {units.spoken(skala.satuan)}"
                if (unit or units.ANGKA).kind is units.Kind.PERSEN and skala.satuan.kind is units.Kind.INDEKS:
                    remedy += f"; capaian indikator dapat dicari dengan `kategori(i; t; {scale.span.text})`"
                self.refuse(evolve(found, help=remedy), arguments[0].span)
                return False
        return True

    def _directed_by(
        self, builtin: Builtin, arguments: Sequence[Expr], bound: frozenset[str], node: nodes.Call
    ) -> Expr | None:
        """The indicator that the arguments of a directed builtin are about; None, said, where there is not just one."""
        if not builtin.directed:
            return None
        about = {e.span.text: e for argument in arguments for e in _indicators(argument)}
        if len(about) == 1:
            (subject,) = about.values()
            if not (isinstance(subject, typed.Var) and subject.name in bound):
                return subject
        self.draft.say(
            "KR209",
            f"`{builtin.name}` memerlukan nilai dari satu indikator, karena arahnya yang menentukan",
            node.span,
            "pakai `tertinggi` atau `terendah` untuk bilangan biasa",
        )
        return None

    def _count_set(self, builtin: Builtin, node: nodes.Call) -> Expr | None:
        """`banyak(program)`: all of a kind; `banyak(anak(s))`: a set."""
        written = node.arguments[0].value
        result = Type("angka", units.ANGKA)
        if isinstance(written, nodes.Name) and written.text in _QUANTIFIED and written.text not in self.variables:
            entity = Type("entitas", entity=written.text)
            quantifier = typed.Quantifier(written.text, "_", None, None, None)
            body = typed.Var("_", entity, span=written.span)
            return typed.Collect(builtin.name, body, (quantifier,), False, result, span=node.span)
        found = self.infer(written)
        if found is None:
            return None
        if found.type.kind != "himpunan":
            self.wrong_kind("himpunan, misalnya `indikator i di sasaran`", found.type, written.span)
            return None
        return typed.Apply(builtin.name, (found,), result, span=node.span)

    def argument(self, parameter: Parameter, node: nodes.Expr) -> Expr | None:
        """An argument of the kind a parameter wants; None, said, where it is another."""
        if parameter.kind == "teks" and isinstance(node, nodes.Name) and self._is_bare_text(node):
            message = f"teks `{node.text}` belum diberi tanda kutip"
            self.draft.say("KR201", message, node.span, f'tulis `"{node.text}"`')
            return None
        found = self.infer(node, parameter.kind)
        if found is None:
            return None
        kind, entity = found.type.kind, found.type.entity or ""
        match parameter.kind:
            case "angka":
                fits = kind in ("angka", "target")
            case "apa_saja":
                fits = True
            case "acuan":
                fits = kind in ("acuan", "periode") or (kind == "entitas" and entity in ENTITY_KINDS["acuan"])
            case "naskah":
                fits = kind == "acuan" or (kind == "entitas" and entity == "dokumen")
            case "subjek_atau_angka":
                fits = kind in ("angka", "target") or (kind == "entitas" and entity in ENTITY_KINDS["subjek"])
            case "periode_atau_skala":
                fits = kind == "periode" or (kind == "entitas" and entity == "skala")
            case "teks_teks":
                fits = kind == "teks" or (kind == "himpunan" and entity == "teks")
            case "periode" | "teks" | "logika" | "himpunan":
                fits = kind == parameter.kind
            case _:
                able = ENTITY_KINDS.get(parameter.kind, frozenset({parameter.kind}))
                one_of = parameter.kind in ("subjek", "simpul", "indikator")  # a set of one will do
                fits = kind in (("entitas", "himpunan") if one_of else ("entitas",)) and entity in able
        if fits:
            return found
        spoken = {
            "angka": "bilangan",
            "periode": "tahun atau periode",
            "logika": "syarat",
            "acuan": "dokumen, pembanding, periode, `awal`, `akhir`, atau `renstra`",
            "subjek": "indikator atau simpul",
            "subjek_atau_angka": "indikator, simpul, atau bilangan",
            "periode_atau_skala": "periode atau skala",
            "simpul": "simpul jenjang",
            "jenis_belanja": "jenis belanja",
            "kategori": "kategori suatu skala",
            "bernama": "indikator, simpul, atau hal lain yang bernama",
            "naskah": "dokumen, atau `renstra`",
            "teks_teks": "teks atau himpunan teks",
            "entitas": "indikator, simpul, dokumen, atau yang lain yang dideklarasikan",
        }
        self.wrong_kind(spoken.get(parameter.kind, parameter.kind), found.type, node.span)
        return None

    def _is_bare_text(self, node: nodes.Name) -> bool:
        """Whether a word that nothing declares stands where a text is wanted."""
        scope = self.draft.scopes[self.package]
        if len(node.parts) > 1 or node.text in self.variables or node.text in self.of_rows or self.trusting:
            return False
        if node.text in builtins() or node.text in self.draft.lost or scope.unread or scope.incomplete:
            return False
        near = get_close_matches(node.text, [v for v in self.variables if len(v) > 2], n=1, cutoff=0.75)
        return not near and scope.lookup(node.parts) is None and len(node.text) > 2

    # ---- collections --------------------------------------------------------------------------------------------
    def _collect(self, builtin: Builtin, node: nodes.Call) -> Expr | None:
        if not builtin.collects:
            able = ", ".join(f"`{b.name}`" for b in builtins().values() if b.collects)
            self.draft.say("KR208", f"`{builtin.name}` tidak menerima `untuk`", node.span, f"yang menerima: {able}")
            return None
        inner: Typer = self
        quantifiers: list[typed.Quantifier] = []
        for binder in node.binders:
            found = inner.binder(binder)
            if found is None:
                return None
            quantifier, inner = found
            quantifiers.append(quantifier)
        body: Expr | None
        if node.arguments:
            if len(node.arguments) != 1:
                self.draft.say(
                    "KR208",
                    f"`{builtin.name}(... untuk ...)` memerlukan satu ungkapan sebelum `untuk`",
                    node.span,
                    "hapus ungkapan yang lain, atau tulis dua panggilan",
                )
                return None
            body = inner.argument(builtin.parameters[0], node.arguments[0].value)
        else:
            name = quantifiers[-1].name
            body = typed.Var(name, inner.variables[name], span=node.binders[-1].name.span)
        if body is None:
            return None
        result = _of_grades(builtin, (body,)) or builtin.result((body,))
        if isinstance(result, UnitError):
            self.refuse(result, node.span)
            return None
        subject = self._directed_by(builtin, (body,), frozenset(q.name for q in quantifiers), node)
        if builtin.directed and subject is None:
            return None
        return typed.Collect(builtin.name, body, tuple(quantifiers), node.skip_missing, result, subject, span=node.span)

    def _names_all(self, node: nodes.Binder) -> bool:
        """Whether a variable is said to range over all of its kind, which it does where nothing is said."""
        written, kind = node.domain, node.kind.text
        if not isinstance(written, nodes.Name) or written.text not in ("semua", kind) or written.text in self.variables:
            return False
        alone = f"`{kind} {node.name.text}` tanpa `di` sudah berarti semuanya"
        self.draft.say(
            "KR201",
            f"`{written.text}` bukan simpul, jenjang, atau himpunan",
            written.span,
            f"hapus `di {written.text}`: {alone}"
            + ("; untuk satu jenjang tulis misalnya `program p`" if kind == "simpul" else ""),
        )
        return True

    def binder(self, node: nodes.Binder) -> "tuple[typed.Quantifier, Typer] | None":
        """A quantifier and the typer in which its variable is known."""
        kind = node.kind.text
        domain: Expr | str | None = None
        upper: Expr | None = None
        if kind in ("tahun", "periode"):
            variable = LANGKAH if kind == "periode" else PERIODE
            if node.domain is not None and node.upper is not None:
                domain = self.argument(Parameter("dari", "periode"), node.domain)
                upper = self.argument(Parameter("sampai", "periode"), node.upper)
                if domain is None or upper is None:
                    return None
            elif node.domain is not None:
                self.draft.say(
                    "KR209",
                    "periode memerlukan awal dan akhir",
                    node.domain.span,
                    f"tulis `{kind} {node.name.text} di 2022 s.d. 2026`",
                )
                return None
        elif kind in _QUANTIFIED or kind == "teks":
            unit = units.variable_unit(node.name.text) if kind == "indikator" else None
            variable = Type("entitas", unit, kind) if kind != "teks" else TEKS
            if (
                isinstance(node.domain, nodes.Name)
                and node.domain.text in LEVELS
                and node.domain.text not in self.variables
            ):
                domain = node.domain.text
            elif node.domain is not None and kind == "kategori":
                domain = self.argument(Parameter("skala", "skala"), node.domain)
                if domain is None:
                    return None
            elif node.domain is not None:
                if self._names_all(node):
                    return None
                domain = self.infer(node.domain, "subjek")
                if domain is None:
                    return None
                if not _holds(domain.type, kind):
                    wanted = "simpul atau himpunan" if kind in _CASCADE else f"himpunan {kind}"
                    self.wrong_kind(wanted, domain.type, node.domain.span)
                    return None
            elif kind == "teks":
                self.draft.say(
                    "KR209",
                    "`teks` memerlukan himpunan",
                    node.span,
                    f"tulis misalnya `teks {node.name.text} di i.lintas`",
                )
                return None
        else:
            self.draft.say(
                "KR209",
                f"`{kind}` bukan jenis yang dapat dihimpun",
                node.kind.span,
                "pilih: " + ", ".join(sorted({*_QUANTIFIED, "tahun"})),
            )
            return None
        inner = self.extended({node.name.text: variable})
        condition: Expr | None = None
        if node.condition is not None:
            condition = inner.condition(node.condition)
            if condition is None:
                return None
        return typed.Quantifier(kind, node.name.text, domain, upper, condition), inner


def _of_grades(builtin: Builtin, arguments: Sequence[Expr]) -> UnitError | None:
    """Why a function that calculates refuses grades."""
    if not builtin.of_numbers or builtin.compares:
        return None
    if not any(a.type.unit is not None and a.type.unit.kind is units.Kind.PREDIKAT for a in arguments):
        return None
    return UnitError("KR302", f"`{builtin.name}` tidak dapat menghitung predikat", units.ONLY_COMPARED)


def _holds(domain: Type, kind: str) -> bool:
    """Whether members of a kind may be drawn from a domain: from what lies beneath nodes, or from a set of the kind."""
    if kind in _CASCADE:
        return domain.kind in ("entitas", "himpunan") and domain.entity in _CASCADE
    return domain.kind == "himpunan" and domain.entity == kind


def measure_parameters(item: nodes.Item) -> tuple[tuple[str, str], ...]:
    """Names and kinds of the parameters of an `ukuran`, from its `untuk`."""
    out: list[tuple[str, str]] = []
    if isinstance(item, nodes.Declaration):
        for member in item.body or ():
            if isinstance(member, nodes.Field) and member.keyword == "untuk":
                for binder in member.arguments:
                    if isinstance(binder, nodes.Binder):
                        kind = "periode" if binder.kind.text in ("tahun", "periode") else binder.kind.text
                        out.append((binder.name.text, kind))
    return tuple(out)


def _indicators(node: Expr) -> list[Expr]:
    """The indicators that accessors inside an expression are applied to."""
    if isinstance(node, typed.Apply) and node.arguments and node.arguments[0].type.entity == "indikator":
        return [node.arguments[0]]
    return [found for child in typed.children(node) for found in _indicators(child)]


def _example(node: nodes.Call, most: int) -> str | None:
    """`tulis misalnya capaian(TKK; 2022)`: what was written, with a year where one is missing."""
    builtin = builtins().get(node.function.text)
    given = [" ".join(a.value.span.text.split()) for a in node.arguments]
    if builtin is None or not given or len(given) >= most:
        return None
    missing = [p for p in builtin.parameters[len(given) :] if not p.optional]
    samples = {"periode": "2022", "periode_atau_skala": "2022", "angka": "2"}
    if not missing or any(p.kind not in samples for p in missing):
        return None
    return f"tulis misalnya `{builtin.name}({'; '.join([*given, *(samples[p.kind] for p in missing)])})`"
