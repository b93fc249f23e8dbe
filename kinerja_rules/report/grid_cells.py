"""Cells of a table: a value as it is shown, with its exact number, the question behind it, and what must be said of it."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import define, field, frozen

from kinerja_rules.base.numerals import quotient_decimals, quotient_numeral
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.member_units import collection_of
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Indikator, PolicySetting
from kinerja_rules.model.periods import Period
from kinerja_rules.model.report_table import TableColumn, Template
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Absence, Acuan, Entity, Grade, Missing, Number, TargetValue, Value
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.grid_formulas import FormulaMaker
from kinerja_rules.report.question_text import QuestionTexts
from kinerja_rules.report.text import clean
from kinerja_rules.report.view import DASH, PERCENT_DECIMALS, show_target

NO_MEMBER = undefined("himpunan barisnya kosong")
"""What stands for the member of an empty set in a row that is kept: its cells are blank, and need no reason."""

_ID = re.compile(r"`([^\W\d][\w.]*)`")
_YEAR_WORD = re.compile(r"(?i)\btahun\s+\Z")
_ASKED = frozenset({"angka", "target"})
_OF_POLICIES: Mapping[str, tuple[str, ...]] = {
    "capaian": ("pembulatan_realisasi", "pembulatan_capaian", "dibatasi"),
    "kategori": ("nilai_kategori",),
}
"""Policies that a cell tells of, by what it shows."""
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
    """How numbers of a unit are shown, of all cells of a column or of all of an indicator.

    With how many decimals where they state none (`fixed`: even where they do), and what stands around the numeral.
    """

    unit: Unit
    decimals: int | None
    fixed: bool
    scale: tuple[int, int]
    before: str
    behind: str
    sign: str | None
    """The unit's sign, None where it is not shown in the cell."""

    @staticmethod
    def of(unit: Unit, decimals: int | None, fixed: bool, bare: bool) -> "Look":
        """The look of a unit, or of its bare numbers."""
        before, behind = ("", "") if bare else map(clean, unit.sides)
        sign = None if bare or not unit.label or unit.kind is Kind.ANGKA else unit.label
        return Look(unit, decimals, fixed, unit.ratio, before, behind, sign)


@frozen(eq=False)
class Meaning:
    """An expression in a column: what is the same in all rows."""

    node: Expr
    column: TableColumn | None
    numeric: bool
    asked: bool
    """Whether there is a question behind its cells."""
    of_policies: bool
    """Whether policies may have something to say of its values."""
    look: Look | None
    """How its numbers look; None where that depends on the indicator that a variable stands for."""
    of_members: bool
    """Whether it depends on the members of a set."""


@define(eq=False)
class CellMaker:
    """Makes the cells of one table."""

    interpreter: Interpreter
    notes: Footnotes = field(factory=Footnotes)
    questions: QuestionTexts = field(init=False)
    formulas: FormulaMaker = field(init=False)
    _causes: dict[str, int] = field(init=False, factory=dict)
    """The footnotes of reasons as they were given."""
    _meant: dict[tuple[int, int], Meaning] = field(init=False, factory=dict)
    _looks: dict[tuple[int, int | None, bool, bool], Look] = field(init=False, factory=dict)

    _own_looks: dict[tuple[str, int], Look] = field(init=False, factory=dict)
    """The looks of indicators by what is shown of them."""

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
            shown = self.shown(self.interpreter.answer(piece, env), self.meaning(piece, None), env).text
            if piece.type.kind == "periode" and not shown.isdecimal():
                out = _YEAR_WORD.sub("", out)
            out += shown
        self.notes = kept
        return clean(out)

    # ---- cells ---------------------------------------------------------------------------------------------------
    def meaning(self, node: Expr, column: TableColumn | None) -> Meaning:
        """What is the same of an expression in all rows; expressions are known by identity, and are kept."""
        key = (id(node), id(column))
        found = self._meant.get(key)
        if found is None:
            said_of = _OF_POLICIES.get(node.function, ()) if isinstance(node, typed.Apply) else ()
            kind, unit = node.type.kind, node.type.unit or units.ANGKA
            found = self._meant[key] = Meaning(
                node,
                column,
                kind in _ASKED,
                kind in _ASKED or (kind == "teks" and _is_category(node)),
                self.interpreter.model.is_set(said_of),
                self._look(unit, None, column) if unit.symbolic is None else None,
                unit.symbolic is not None and collection_of(node, unit.symbolic) is not None,
            )
        return found

    def making(self, node: Expr, column: TableColumn | None) -> Callable[[Env], GridCell]:
        """How cells of an expression are made, one for each row."""
        meaning, answer, question = self.meaning(node, column), self.interpreter.answer, self.questions.text

        def cell(env: Env) -> GridCell:
            value = answer(node, env)
            if not meaning.asked or value is NO_MEMBER:
                return self.shown(value, meaning, env)
            said = self._policies(node, value, env) if meaning.of_policies else ()
            notes = tuple(dict.fromkeys(self.notes.at(text) for text in said)) if said else ()
            return self.shown(value, meaning, env, question(node, env.values), notes)

        return cell

    def shown(
        self, value: Value, meaning: Meaning, env: Env, question: str | None = None, notes: tuple[int, ...] = ()
    ) -> GridCell:
        """A value as a cell."""
        number = value if value.__class__ is Number else _plain_number(value)
        if number is not None:
            return self._number(number, meaning.look or self.look(meaning, env), question, notes)
        match value:
            case Missing():
                return self._absent(value, meaning, env, question, notes)
            case bool():
                return GridCell("ya" if value else "tidak", question=question, notes=notes)
            case TargetValue():
                look = self.look(meaning, env)
                text, is_number = show_target(value, look.unit, look.decimals), value.grade is None
                return GridCell(text, numeric=is_number, question=question, notes=notes)
            case Grade():
                return GridCell(clean(value.name), question=question, notes=notes)
            case Entity():
                return GridCell(self._name(value), question=question, notes=notes)
            case Period():
                return GridCell(value.titled, question=question, notes=notes)
            case Acuan():
                return GridCell(value.which, question=question, notes=notes)
            case str():
                return GridCell(clean(value), question=question, notes=notes)
            case tuple():
                members = "; ".join(self.shown(member, meaning, env).text for member in value)
                return GridCell(members, question=question, notes=notes)
            case _:
                raise TypeError(f"{type(value).__name__} has no cell")  # numbers are shown above

    def _name(self, entity: Entity) -> str:
        name = self.interpreter.nama(entity, None)
        return clean(name) if isinstance(name, str) else entity.id

    def _absent(
        self, value: Missing, meaning: Meaning, env: Env, question: str | None, notes: tuple[int, ...]
    ) -> GridCell:
        if value is NO_MEMBER:
            return GridCell("", numeric=meaning.numeric)
        wanted = narrative_of(meaning.node)
        if wanted is not None:
            subject = self.interpreter.answer(wanted.arguments[0], env)
            key = self.interpreter.answer(wanted.arguments[2], env)
            whose = subject.id if isinstance(subject, Entity) else ""
            when = self.interpreter.answer(wanted.arguments[1], env)
            early = self._not_yet(subject, when)
            if early is not None:  # nothing was to be achieved, so there is nothing to be written about it
                return GridCell(DASH, absent=True, notes=(self._why(early, env),))
            said = f"{key}".replace("_", " ")
            return GridCell(clean(f"[belum diisi: {said} {whose} {when}]"), absent=True)
        marks = (self._why(value, env), *notes)
        return GridCell(DASH, numeric=meaning.numeric, absent=True, question=question, notes=marks)

    def _not_yet(self, subject: Value, when: Value) -> Missing | None:
        """Why an indicator or a node has no achievement yet, where it is not due; None where it is."""
        if not isinstance(subject, Entity) or not isinstance(when, Period):
            return None
        reached = self.interpreter.capaian(subject, when)
        return reached if isinstance(reached, Missing) and reached.kind is Absence.BELUM_WAKTUNYA else None

    def _why(self, value: Missing, env: Env) -> int:
        """The footnote of an absence: without what the row names, and with names in the place of ids.

        A cell of another row that is absent for the same cause (a total for its part) bears the same mark.
        """
        reason = value.reason
        for known in env.values.values():
            if isinstance(known, Entity):
                reason = reason.replace(f" `{known.id}`", "")
        if reason == value.reason and reason in self._causes:
            return self._causes[reason]
        reason = _ID.sub(lambda found: self._named(found[1]), reason)
        spoken = value.kind.spoken
        said = f"{spoken}: {reason}" if reason and not reason.startswith(spoken) else reason or spoken
        return self._causes.setdefault(value.reason, self.notes.at(said))

    def _named(self, ident: str) -> str:
        """The name of what an id means, between the same marks; what is no id of the plan stays."""
        model = self.interpreter.model
        for of in (model.indikator, model.simpul, model.data, model.dokumen):
            if ident in of:
                return f"`{clean(of[ident].nama)}`"
        return f"`{ident}`"

    # ---- numbers -------------------------------------------------------------------------------------------------
    def look(self, meaning: Meaning, env: Env) -> Look:
        """How numbers of an expression look: the same as everywhere else that reports show them."""
        if meaning.look is not None:
            return meaning.look
        symbol = unit.symbolic if (unit := meaning.node.type.unit) is not None else None
        bound = self.interpreter.bearer(meaning.node, env) if meaning.of_members else env.values.get(symbol or "")
        if not isinstance(bound, Entity) or bound.kind != "indikator":
            return self._look(units.ANGKA, None, meaning.column)
        key = (bound.id, id(meaning))
        found = self._own_looks.get(key)
        if found is None:
            indikator = self.interpreter.model.indikator[bound.id]
            found = self._own_looks[key] = self._look(indikator.satuan, indikator, meaning.column)
        return found

    def _look(self, unit: Unit, indikator: Indikator | None, column: TableColumn | None) -> Look:
        """The look of a unit that is known, of an indicator's own unit with its decimals; units are kept with it."""
        if any(name.startswith("?") for name, _ in unit.dimension):  # what nothing tells
            unit = units.ANGKA
        decimals, fixed = _decimals(unit, indikator, column)
        bare = column is not None and column.without_unit
        key = (id(unit), decimals, fixed, bare)
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = Look.of(unit, decimals, fixed, bare)
        return found

    def _number(self, value: Number, look: Look, question: str | None, notes: tuple[int, ...]) -> GridCell:
        unit = look.unit
        decimals = look.decimals if look.fixed or value.decimals is None else value.decimals
        if unit.kind is Kind.RASIO and unit == units.ONE_TO:
            text = units.show(value.value, unit, decimals, value.approximate)
            return GridCell(text, numeric=True, question=question, notes=notes)
        more, less = look.scale
        magnitude = value.value
        over, under = magnitude.as_integer_ratio()
        if more != 1 or less != 1:
            magnitude = Fraction(over * less, under * more)
            over, under = magnitude.as_integer_ratio()
        if decimals is None:
            decimals = quotient_decimals(over, under, 2)
        numeral = quotient_numeral(over, under, decimals)
        about = "≈ " if value.approximate else ""
        return GridCell(
            f"{look.before}{about}{numeral}{look.behind}",
            magnitude,
            look.sign,
            decimals,
            numeric=True,
            question=question,
            notes=notes,
            scale=unit.scale,
        )

    # ---- what must be said ---------------------------------------------------------------------------------------
    def _policies(self, node: Expr, value: Value, env: Env) -> list[str]:
        """Limits and roundings that a policy puts on an achievement, and what a category was taken of."""
        if not isinstance(node, typed.Apply) or isinstance(value, Missing):
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


def _decimals(unit: Unit, indikator: Indikator | None, column: TableColumn | None) -> tuple[int | None, bool]:
    """The decimals that reports give numbers of a unit, and whether even where these state their own."""
    asked = column.decimals if column is not None else None
    if asked is not None:
        return asked, True
    if indikator is not None:
        return indikator.desimal, False
    if unit.kind is Kind.PERSEN:
        return PERCENT_DECIMALS, True
    if unit.kind is Kind.UANG and unit.scale == 1:
        return _MONEY_DECIMALS, True
    return (PERCENT_DECIMALS if unit.kind in (Kind.POIN, Kind.RASIO, Kind.INDEKS) else None), False


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
