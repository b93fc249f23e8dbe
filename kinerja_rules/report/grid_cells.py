"""Cells of a table: a value as it is shown, with its exact number, the question behind it, and what must be said of it."""

import re

from attrs import define, evolve, field, frozen

from kinerja_rules.base.numerals import decimals_needed
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import PolicySetting
from kinerja_rules.model.periods import Period
from kinerja_rules.model.report_table import TableColumn, Template
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Acuan, Entity, Grade, Missing, Number, TargetValue, Value
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.grid_formulas import FormulaMaker
from kinerja_rules.report.question_text import QuestionTexts
from kinerja_rules.report.text import clean
from kinerja_rules.report.view import DASH, PERCENT_DECIMALS, show_figure, show_target

NO_MEMBER = undefined("himpunan barisnya kosong")
"""What stands for the member of an empty set in a row that is kept: its cells are blank, and need no reason."""

_YEAR_WORD = re.compile(r"(?i)\btahun\s+\Z")
_ASKED = frozenset({"angka", "target"})
_MONEY_DECIMALS = 0


@define(eq=False)
class Footnotes:
    """The footnotes of one table, each text once, in the order in which cells need them."""

    texts: dict[str, int] = field(factory=dict)

    def at(self, text: str) -> int:
        """The index of a footnote."""
        return self.texts.setdefault(clean(text), len(self.texts))


@frozen
class Look:
    """How numbers of a column are shown: in which unit, with how many decimals where they state none."""

    unit: Unit
    decimals: int | None
    fixed: bool


@define(eq=False)
class CellMaker:
    """Makes the cells of one table."""

    interpreter: Interpreter
    notes: Footnotes = field(factory=Footnotes)
    questions: QuestionTexts = field(init=False)
    formulas: FormulaMaker = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.questions = QuestionTexts(self.interpreter.model)
        self.formulas = FormulaMaker(self.interpreter, self.questions)

    # ---- texts ---------------------------------------------------------------------------------------------------
    def text(self, template: Template, env: Env) -> str:
        """A text with its values; a part of a year brings its own `Tahun`, so that one before it is not said twice."""
        out = ""
        kept, self.notes = self.notes, Footnotes()  # a text has no place for the mark of a footnote
        for piece in template.pieces:
            if isinstance(piece, str):
                out += piece
                continue
            shown = self.cell(piece, env, None).text
            if piece.type.kind == "periode" and not shown.isdecimal():
                out = _YEAR_WORD.sub("", out)
            out += shown
        self.notes = kept
        return clean(out)

    # ---- cells ---------------------------------------------------------------------------------------------------
    def cell(self, node: Expr, env: Env, column: TableColumn | None) -> GridCell:
        """The cell of an expression."""
        value = self.interpreter.answer(node, env)
        asked = node.type.kind in _ASKED or (node.type.kind == "teks" and _is_category(node))
        if not asked or value is NO_MEMBER:
            return self.shown(value, node, env, column)
        question = self.questions.text(node, env.values)
        said = self._policies(node, value, env)
        notes = tuple(dict.fromkeys(self.notes.at(text) for text in said)) if said else ()
        number = _plain_number(value)
        if number is not None:
            return self._number(number, self.look(node, env, column), column, question, notes)
        made = self.shown(value, node, env, column)
        return evolve(made, question=question, notes=(*made.notes, *notes))

    def shown(self, value: Value, node: Expr, env: Env, column: TableColumn | None) -> GridCell:
        """A value as a cell."""
        numeric = node.type.kind in _ASKED
        number = _plain_number(value)
        if number is not None:
            return self._number(number, self.look(node, env, column), column)
        match value:
            case Missing():
                return self._absent(value, node, env, numeric)
            case bool():
                return GridCell("ya" if value else "tidak")
            case TargetValue():
                look = self.look(node, env, column)
                return GridCell(show_target(value, look.unit, look.decimals), numeric=value.grade is None)
            case Grade():
                return GridCell(clean(value.name))
            case Entity():
                return GridCell(self._name(value))
            case Period():
                return GridCell(value.titled)
            case Acuan():
                return GridCell(value.which)
            case str():
                return GridCell(clean(value))
            case tuple():
                return GridCell("; ".join(self.shown(member, node, env, column).text for member in value))
            case _:
                raise TypeError(f"{type(value).__name__} has no cell")  # numbers are shown above

    def _name(self, entity: Entity) -> str:
        name = self.interpreter.nama(entity, None)
        return clean(name) if isinstance(name, str) else entity.id

    def _absent(self, value: Missing, node: Expr, env: Env, numeric: bool) -> GridCell:
        if value is NO_MEMBER:
            return GridCell("", numeric=numeric)
        wanted = narrative_of(node)
        if wanted is not None:
            subject = self.interpreter.answer(wanted.arguments[0], env)
            key = self.interpreter.answer(wanted.arguments[2], env)
            whose = subject.id if isinstance(subject, Entity) else ""
            when = self.interpreter.answer(wanted.arguments[1], env)
            said = f"{key}".replace("_", " ")
            return GridCell(clean(f"[belum diisi: {said} {whose} {when}]"), absent=True)
        reason = value.reason
        for known in env.values.values():
            if isinstance(known, Entity):
                reason = reason.replace(f" `{known.id}`", "")
        said = f"{value.kind.spoken}: {reason}" if reason and reason != value.kind.spoken else value.kind.spoken
        return GridCell(DASH, numeric=numeric, absent=True, notes=(self.notes.at(said),))

    # ---- numbers -------------------------------------------------------------------------------------------------
    def look(self, node: Expr, env: Env, column: TableColumn | None) -> Look:
        """The unit of an expression's value and the decimals that reports give it: the same as everywhere else."""
        unit, indikator = self._unit(node.type.unit or units.ANGKA, env)
        asked = column.decimals if column is not None else None
        if asked is not None:
            return Look(unit, asked, True)
        if indikator is not None:
            return Look(unit, self.interpreter.model.indikator[indikator].desimal, False)
        if unit.kind is Kind.PERSEN:
            return Look(unit, PERCENT_DECIMALS, True)
        if unit.kind is Kind.UANG and unit.scale == 1:
            return Look(unit, _MONEY_DECIMALS, True)
        if unit.kind in (Kind.POIN, Kind.RASIO, Kind.INDEKS):
            return Look(unit, PERCENT_DECIMALS, False)
        return Look(unit, None, False)

    def _unit(self, unit: Unit, env: Env) -> tuple[Unit, str | None]:
        """The unit as it is once variables are bound, and the indicator that it is the unit of."""
        if unit.symbolic is None:
            unknown = any(name.startswith("?") for name, _ in unit.dimension)
            return (units.ANGKA if unknown else unit), None
        bound = env.values.get(unit.symbolic)
        if not isinstance(bound, Entity) or bound.kind != "indikator":
            return units.ANGKA, None
        return self.interpreter.model.indikator[bound.id].satuan, bound.id

    def _number(
        self,
        value: Number,
        look: Look,
        column: TableColumn | None,
        question: str | None = None,
        notes: tuple[int, ...] = (),
    ) -> GridCell:
        unit = look.unit
        magnitude = value.value / unit.scale
        decimals = look.decimals if look.fixed or value.decimals is None else value.decimals
        shown = Number(value.value, value.approximate, decimals)
        text = show_figure(shown, unit)
        bare = column is not None and column.without_unit
        if unit == units.ONE_TO:
            return GridCell(text, numeric=True, question=question, notes=notes)
        return GridCell(
            clean(show_figure(shown, Unit(Kind.ANGKA, scale=unit.scale)) if bare else text),
            magnitude,
            None if bare or not unit.label or unit.kind is Kind.ANGKA else unit.label,
            decimals if decimals is not None else decimals_needed(magnitude, 2),
            numeric=True,
            question=question,
            notes=notes,
            scale=unit.scale,
        )

    # ---- what must be said ---------------------------------------------------------------------------------------
    def _policies(self, node: Expr, value: Value, env: Env) -> list[str]:
        """Limits and roundings that a policy puts on an achievement, and what a category was taken of."""
        if (
            not isinstance(node, typed.Apply)
            or node.function not in ("capaian", "kategori")
            or isinstance(value, Missing)
        ):
            return []
        subject, period, *rest = (self.interpreter.answer(a, env) for a in node.arguments)
        if not isinstance(subject, Entity) or not isinstance(period, Period):
            return []
        acuan = rest[0] if rest and node.function == "capaian" else None
        document = self.interpreter.document_for(subject, period, acuan)
        policy = self.interpreter.model.policy
        if node.function == "kategori":
            setting = policy("nilai_kategori", subject.id, document)
            if setting is None or setting.values == ("eksak",):
                return []
            return [f"kategori menurut capaian yang ditampilkan, {PERCENT_DECIMALS} desimal {_set_by(setting)}"]
        if subject.kind != "indikator":
            return []
        out: list[str] = []
        for name, what in (("pembulatan_realisasi", "realisasi"), ("pembulatan_capaian", "capaian")):
            setting = policy(name, subject.id, document)
            if setting is not None and setting.numbers:
                out.append(f"{what} dibulatkan ke {setting.numbers[0]} desimal {_set_by(setting)}")
        limits = policy("dibatasi", subject.id, document)
        if limits is not None and isinstance(value, Number):
            free = self.interpreter.capaian_bebas(subject.id, period, acuan)
            if isinstance(free, Number) and self.interpreter.limited(free, limits) != free:
                shown = units.show(free.value, units.PERSEN, PERCENT_DECIMALS, free.approximate)
                out.append(f"capaian dibatasi {_limits(limits)} {_set_by(limits)}; sebelum dibatasi {shown}")
        return out


def _plain_number(value: Value) -> Number | None:
    """The number that a value is: of a target the only one it names."""
    if isinstance(value, Number):
        return value
    if isinstance(value, TargetValue) and value.grade is None and not value.is_range and not value.operator:
        return value.lower
    return None


def _set_by(setting: PolicySetting) -> str:
    return f"(ditetapkan {setting.scope})"


def _limits(setting: PolicySetting) -> str:
    lower, upper = (None if n is None else units.show(n, units.PERSEN) for n in setting.numbers)
    if lower is not None and upper is not None:
        return f"{lower} s.d. {upper}"
    return f"maksimal {upper}" if upper is not None else f"minimal {lower}"


def narrative_of(node: Expr) -> typed.Apply | None:
    """The prose that an expression shows, if it does."""
    if isinstance(node, typed.Apply) and node.function == "narasi":
        return node
    if isinstance(node, typed.Choice):
        return narrative_of(node.then) or narrative_of(node.otherwise)
    return None


def _is_category(node: Expr) -> bool:
    return isinstance(node, typed.MeasureCall) or (isinstance(node, typed.Apply) and node.function == "kategori")
