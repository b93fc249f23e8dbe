"""One printed figure that differs, with all that a search for its cause may look at."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from kinerja_rules.audit.expansion import PERIODE, Expander
from kinerja_rules.audit.printed_figure import Grid
from kinerja_rules.audit.printed_tables import MAX_LEAVES, Level, Near, Opened, PrintedTables, Table
from kinerja_rules.audit.rewriting import UnwritableError, constant_of, mapped, number, written
from kinerja_rules.base.numerals import decimals_needed
from kinerja_rules.engine.expressions import Env, as_number
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.kinerja import Model, Skala
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Acuan, Entity, Grade, Missing, Number, TargetValue, Value

SHOWN_DECIMALS = 4
_SPOKEN = {
    "realisasi_anggaran": "realisasi anggaran",
    "hitungan": "hitungan rumus",
    "capaian_bebas": "capaian tanpa batas",
    "belanja": "belanja",
    "realisasi_belanja": "realisasi belanja",
    "pagu_dinyatakan": "pagu yang dinyatakan",
    "realisasi_dinyatakan": "realisasi anggaran yang dinyatakan",
}


class Case:
    """A claim whose verdict is `beda`."""

    def __init__(
        self, opened: Opened, tables: PrintedTables, expander: Expander, scales: Callable[[], Mapping[str, Skala]]
    ) -> None:
        self.opened = opened
        self.tables = tables
        self.expander = expander
        self._scales = scales
        self.claim = opened.claim
        self.printed = opened.claim.printed
        self.computed: Value = plain(opened.audited.computed)
        self.unit: Unit = self.printed.unit or opened.audited.unit or units.ANGKA
        self._fitting: dict[int, tuple[Unit | None, bool]] = {}
        """What was asked of units, by identity: cells of a column share one."""
        self.grid = Grid(self.unit, self.printed.decimals)

    @property
    def model(self) -> Model:
        """The plan."""
        return self.expander.model

    @property
    def engine(self) -> Interpreter:
        """What computes its figures."""
        return self.expander.engine

    @property
    def scales(self) -> Mapping[str, Skala]:
        """The plan's scales, and those that ship."""
        return self._scales()

    @cached_property
    def in_its_unit(self) -> bool:
        """Whether it is printed in a unit that the claimed figure may be printed in."""
        claimed = self.opened.audited.unit
        return self.printed.unit is None or claimed is None or units.comparable(claimed, self.printed.unit)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The claim as written, then opened further and further."""
        return self.opened.levels

    @property
    def table(self) -> Table:
        """The printed table it stands in."""
        return self.tables.table_of(self.claim)

    @cached_property
    def around(self) -> tuple[Near, ...]:
        """The cells around it in its printed table; none where it stands in no table."""
        return tuple(self.table.around(self.claim))

    @property
    def true(self) -> Number | None:
        """The computed figure."""
        return self.computed if isinstance(self.computed, Number) else None

    # ---- figures -----------------------------------------------------------------------------------------------------
    def number(self, node: Expr) -> Number | None:
        """The value of an expression, where it is a number."""
        return self.expander.number(node)

    def value(self, node: Expr) -> Value:
        """The value of an expression, a grade by its name."""
        return plain(self.engine.eval(node, Env()))

    @cached_property
    def figures(self) -> tuple[tuple[Level, str, Expr], ...]:
        """Figures that the claim is made of, each at the first level that shows it; of long sums none."""
        out: dict[tuple[str, bool], tuple[Level, str, Expr]] = {}
        for level in self.levels:
            if len(level.figures) <= MAX_LEAVES:
                for key, figure in level.figures:
                    out.setdefault((key, level.free), (level, key, figure))
        return tuple(out.values())

    @cached_property
    def quotients(self) -> tuple[tuple[Level, typed.Operation], ...]:
        """Divisions inside the claim, each once, the outermost of the first level first."""
        return tuple(self._operations("/"))

    @cached_property
    def differences(self) -> tuple[tuple[Level, typed.Operation], ...]:
        """Subtractions inside the claim, each once."""
        return tuple(self._operations("-"))

    def _operations(self, operator: str) -> Iterator[tuple[Level, typed.Operation]]:
        seen: list[tuple[typed.Operation, bool]] = []
        for level in self.levels:
            if len(level.figures) > MAX_LEAVES:
                continue
            waiting = [level.expression]
            while waiting:
                at = waiting.pop(0)
                if isinstance(at, typed.Operation) and at.operator == operator and (at, level.free) not in seen:
                    seen.append((at, level.free))
                    yield level, at
                waiting.extend(typed.children(at))

    @cached_property
    def collections(self) -> tuple[tuple[Level, typed.Apply], ...]:
        """Sums and means of two or more parts inside the claim, each once."""
        seen: list[Expr] = []
        out: list[tuple[Level, typed.Apply]] = []
        for level in self.levels:
            waiting = [level.expression]
            while waiting:
                at = waiting.pop(0)
                if isinstance(at, typed.Apply) and at.function in ("jumlah", "rata_rata", "rata_rata_tertimbang"):
                    if len(at.arguments) > 1 and at not in seen:
                        seen.append(at)
                        out.append((level, at))
                    if len(at.arguments) > MAX_LEAVES:
                        continue
                waiting.extend(typed.children(at))
        return tuple(out)

    def with_part(self, level: Level, part: Expr, new: Expr) -> tuple[Expr, Number] | None:
        """The claim with a part replaced, and its value; None where it then has none."""
        return level.with_part(part, new)

    def with_value(self, level: Level, part: Expr, value: Fraction) -> tuple[Expr, Number] | None:
        """As `with_part`, for a number in the place of a figure."""
        return self.with_part(level, part, number(Number(value), part.type.unit, part))

    def shifted(self, node: Expr, years: int) -> Expr:
        """The expression with every period moved by so many years."""
        if isinstance(node, typed.Const) and isinstance(node.value, Period):
            return typed.Const(node.value.shifted(years), PERIODE, span=node.span)
        return mapped(node, lambda child: self.shifted(child, years))

    @cached_property
    def subject(self) -> Entity | None:
        """The indicator or node that the claim is about: the first it names."""
        found = next((e for e in self._constants(Entity)), None)
        return found if isinstance(found, Entity) else None

    @cached_property
    def period(self) -> Period | None:
        """The first period that the claim names."""
        found = next((e for e in self._constants(Period)), None)
        return found if isinstance(found, Period) else None

    def _constants(self, kind: type) -> Iterator[Value]:
        waiting: list[Expr] = [self.claim.expression]
        while waiting:
            at = waiting.pop(0)
            value = constant_of(at)
            if (
                value is not None
                and isinstance(value, kind)
                and not (isinstance(value, Entity) and not self._is_subject(value))
            ):
                yield value
            waiting.extend(typed.children(at))

    def _is_subject(self, entity: Entity) -> bool:
        return entity.id in self.model.indikator or entity.id in self.model.simpul

    # ---- made anew ---------------------------------------------------------------------------------------------------
    def ask(self, accessor: str, subject: Entity, period: Period, acuan: Value | None = None) -> typed.Apply:
        """`accessor(subject; period; acuan)`."""
        like = self.claim.expression
        arguments: list[Expr] = [self.expander.entity(subject, like), self.expander.constant(period, like)]
        if acuan is not None:
            arguments.append(self.expander.constant(acuan, like))
        unit = units.PERSEN if accessor.startswith("capaian") else None
        if unit is None and subject.kind == "indikator":
            unit = self.model.indikator[subject.id].satuan
        kind = "target" if accessor == "target" else "teks" if accessor == "kategori" else "angka"
        return typed.Apply(accessor, tuple(arguments), Type(kind, unit or units.RUPIAH), span=like.span)

    def measured(self, measure: str, subject: Entity, period: Period) -> typed.MeasureCall:
        """A declared measure of a subject and a period."""
        like = self.claim.expression
        ukuran = self.model.ukuran[measure]
        unit = ukuran.satuan or ukuran.formula.type.unit
        arguments = (self.expander.entity(subject, like), self.expander.constant(period, like))
        return typed.MeasureCall(measure, arguments, Type("angka", unit), span=like.span)

    def constant(self, value: Fraction, unit: Unit) -> typed.Const:
        """A number as an expression."""
        return number(Number(value), unit, self.claim.expression)

    def operation(self, operator: str, left: Expr, right: Expr) -> typed.Operation:
        """Two expressions put together."""
        return typed.Operation(operator, (left, right), Type("angka", units.RASIO), span=self.claim.expression.span)

    def fits(self, unit: Unit | None) -> bool:
        """Whether a figure in a unit may be printed in the claim's: the same dimension, and no plain number as %."""
        known = self._fitting.get(id(unit))
        if known is None or known[0] is not unit:
            known = self._fitting[id(unit)] = (unit, self._fits(unit))
        return known[1]

    def _fits(self, unit: Unit | None) -> bool:
        if unit is None or unit.symbolic is not None:
            return False
        if unit.dimensionless and self.unit.dimensionless:
            plain = (Kind.ANGKA, Kind.INDEKS)
            return (unit.kind in plain) == (self.unit.kind in plain) and Kind.PREDIKAT not in (
                unit.kind,
                self.unit.kind,
            )
        return unit.dimension == self.unit.dimension

    # ---- words -------------------------------------------------------------------------------------------------------
    def show(self, value: Fraction, unit: Unit | None = None, decimals: int | None = None) -> str:
        """A value in its unit, with as many decimals as it has, at most four."""
        unit = unit or self.unit
        if decimals is None:
            decimals = decimals_needed(value / unit.scale, SHOWN_DECIMALS)
        return units.show(value, unit, decimals)

    def shown(self, value: Fraction) -> str:
        """A value as this claim would have printed it."""
        return units.show(value, self.unit, self.printed.decimals)

    def told(self, node: Expr) -> str:
        """A figure named, with its value in brackets."""
        value = self.number(node)
        if isinstance(node, typed.Const) or value is None:
            return self.speak(node)
        unit = node.type.unit if node.type.unit is not None and node.type.unit.symbolic is None else None
        decimals = decimals_needed(value.value / (unit or self.unit).scale, SHOWN_DECIMALS)
        shown = self.show(value.value, unit or self.unit, max(decimals, value.decimals or 0))
        return f"{self.speak(node)} ({shown})"

    def speak(self, node: Expr) -> str:
        """A figure named in words."""
        match node:
            case typed.Conversion():
                return self.speak(node.operand)
            case typed.FactRef(period=typed.Const(value=Period() as period)):
                tables: Mapping[str, object] = self.model.data if node.kind == "data" else self.model.indikator
                return f"{getattr(tables.get(node.id), 'nama', node.id)} {period}"
            case typed.MeasureCall():
                name = node.measure.rpartition(".")[2].replace("_", " ")
                return " ".join([name, *(self.speak(a) for a in node.arguments)])
            case typed.Apply() if node.function in ("target", "capaian", "realisasi", "pagu", "pembanding", *_SPOKEN):
                name = _SPOKEN.get(node.function, node.function)
                about = " ".join(self.speak(a) for a in node.arguments[:2])
                acuan = constant_of(node.arguments[2]) if len(node.arguments) > 2 else None
                if (
                    node.function in ("target", "pembanding")
                    and isinstance(acuan, Entity)
                    and acuan.kind == "pembanding"
                ):
                    return f"angka {acuan.id} {about}"
                first = f"{name} {about}"
                return first + "".join(_against(a) for a in node.arguments[2:])
            case typed.Operation() if node.operator in ("+", "-"):
                return f"{self.speak(node.operands[0])} {node.operator} {self.speak(node.operands[-1])}"
            case _:
                try:
                    return written(node)
                except UnwritableError:
                    value = self.number(node)
                    return "nilai lain" if value is None else self.show(value.value, node.type.unit)

    def question(self, node: Expr | None) -> str | None:
        """The expression as a question that gives the figure in the unit it is printed in; None where it has no form."""
        if node is None:
            return None
        try:
            text = written(node)
        except UnwritableError:
            return None
        unit = node.type.unit
        shares = self.unit.kind in (Kind.PERSEN, Kind.POIN) and isinstance(node, typed.Operation)
        if shares and unit is not None and unit.dimensionless:
            return f"({text}) dalam {self.unit.label}"
        return text


def plain(value: Value) -> Value:
    """A value as it is printed: of a grade its name, of a target its number; a range stays one."""
    match value:
        case Grade() | TargetValue(grade=Grade()):
            grade = value.grade if isinstance(value, TargetValue) else value
            return grade.name if grade is not None else value
        case TargetValue():
            number = as_number(value)
            return value if isinstance(number, Missing) else number
        case _:
            return value


def _against(node: Expr) -> str:
    value = node.value if isinstance(node, typed.Const) else None
    match value:
        case Acuan():
            return " (awal)" if value.which == "awal" else " (akhir Renstra)"
        case Entity():
            return f" menurut {value.id}" if value.kind == "dokumen" else f" terhadap {value.id}"
        case Period():
            return f" terhadap {value}"
        case _:
            return ""
