"""The recipe of one figure, made when it is asked for: the interpreter again, keeping each step."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from kinerja_rules.base.source import Span
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter, Key
from kinerja_rules.engine.trace_category import Classifier
from kinerja_rules.engine.trace_labels import (
    ancestry,
    counted_label,
    figure_label,
    subject_of,
)
from kinerja_rules.engine.trace_nodes import UNTRACED, NodeTraits
from kinerja_rules.engine.trace_remarks import REMARKED, Remarks
from kinerja_rules.engine.trace_steps import Steps
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Derivation, Detail, Step
from kinerja_rules.model.expression import Expr, Formula, quotient_unit
from kinerja_rules.model.facts import Fact
from kinerja_rules.model.figures import NAMING, WHOLE_MONEY, names_figure
from kinerja_rules.model.kinerja import Arah, Model, PolicySetting, Skala, Ukuran
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Absence, Entity, Missing, Number, TargetValue, Value

_OPERATIONS = {
    "pagu": "jumlah",
    "realisasi_anggaran": "jumlah",
    "belanja": "jumlah",
    "realisasi_belanja": "jumlah",
    **dict.fromkeys(WHOLE_MONEY, "jumlah"),
    "sisa_total": "-",
    "kategori": "kategori",
}
"""What puts the inputs of a figure together, where that is not passing the last one on."""
_MONEY_OF_NO_NODE = WHOLE_MONEY | {
    "sisa_total",
    "belanja",
    "realisasi_belanja",
    "pagu_dinyatakan",
    "realisasi_dinyatakan",
}
_UNITS: Mapping[str, Unit | None] = {
    "pagu": units.RUPIAH,
    "realisasi_anggaran": units.RUPIAH,
    "capaian": units.PERSEN,
    "capaian_bebas": units.PERSEN,
    "kategori": None,
}
"""Units of figures that are not in that of their indicator."""


def trace_expression(model: Model, node: Expr, question: str) -> Derivation:
    """The derivation of an expression asked of a model."""
    tracer = Tracer(model)
    with room_to_recurse():
        tracer.eval(node, Env())
        tracer.finish(node)
        subject = subject_of(node)
        if subject is not None and isinstance(node, typed.Apply) and node.function == "capaian":
            tracer.classify(len(tracer.steps) - 1, subject, node)
    return Derivation(question, tuple(tracer.steps), ancestry(model, subject))


class Tracer(Steps):
    """An interpreter that keeps each step; a frame collects the inputs of the step being made."""

    def __init__(
        self,
        model: Model,
        quiet: Interpreter | None = None,
        shared: bool = False,
        elsewhere: Container[str] = frozenset(),
    ) -> None:
        """`shared`: many figures are traced, and a statement that several stand on has one step.

        `elsewhere` are labels of figures whose own way need not be traced again where their value is known.
        """
        super().__init__(model)
        self._quiet = quiet if quiet is not None else Interpreter(model)
        """Leaves no steps, and keeps what it has computed."""
        self.beside(self._quiet)
        self._tells_quiet = self._quiet.dokumen == self.dokumen and not self._quiet.suppositions
        self._step_of_figure: dict[Key, int] = {}
        self._step_of_node: dict[int, int] = {}
        """The steps of the parts of the formula, or of the question, that is being evaluated."""
        self._node_of_step: dict[int, Expr] = {}
        self._traits = NodeTraits(model)
        self._remarks = Remarks(model, self._quiet)
        self._classifier = Classifier(self._quiet)
        self._statements: dict[tuple[int, str, str | None], int] | None = {} if shared else None
        self._elsewhere = elsewhere

    # ---- steps ----------------------------------------------------------------------------------------------------
    def quietly(self, node: Expr, env: Env) -> Value:
        """Evaluate without leaving steps."""
        return self._quiet.eval(node, env)

    def eval(self, node: Expr, env: Env) -> Value:
        """The value of an expression, and a step for it; a variable stands for the step that made it."""
        form, frames = node.__class__, self._frames
        if isinstance(node, typed.Var):
            made = env.steps.get(node.name)
            if made is not None:
                frames[-1].append(made)
                self._step_of_node[id(node)] = made
                return env.values[node.name]
        if node.type.kind in UNTRACED:
            plain = form is typed.Const or form is typed.Var
            return self._dispatch[form](self, node, env) if plain else self.quietly(node, env)
        inputs: list[int] = []
        frames.append(inputs)
        value = self._dispatch[form](self, node, env)
        frames.pop()
        if inputs and form in NAMING and names_figure(node):
            made = inputs[-1]
            frames[-1].append(made)
        else:
            made = self._step(node, value, inputs)
            if isinstance(node, (typed.Apply, typed.Collect)) and node.function == "banyak" and env.values:
                self._amend(made, label=counted_label(node, env.values))
            self._node_of_step[made] = node
        self._step_of_node[id(node)] = made
        return value

    def _step(self, node: Expr, value: Value, inputs: list[int]) -> int:
        traits = self._traits.of(node)
        kind, unit, scale = traits.kind, traits.unit, traits.scale
        if not inputs and isinstance(value, Missing):
            kind = "kosong"
        if isinstance(node, typed.Choice):
            self._not_taken(node, inputs)
        if unit is not None and unit.symbolic is not None:
            unit = next((u for i in inputs if (u := self.steps[i].unit) is not None), None)
        made = self._append(
            Step(
                len(self.steps),
                kind,
                traits.label,
                traits.operation,
                value,
                unit,
                tuple(inputs),
                node.span,
                decimals=value.decimals if isinstance(value, Number) else None,
            )
        )
        if scale is not None:
            rows = self.scale_rows(scale, value) if isinstance(value, str) else ()
            self._amend(made, rule=scale.span, citations=scale.dasar, scale=rows)
        return made

    def _not_taken(self, node: typed.Choice, inputs: list[int]) -> None:
        """Keep the branch that was not taken: its text and place, unevaluated and marked as not used."""
        decided = self.steps[inputs[0]].value if inputs else None
        if not isinstance(decided, bool):
            return
        branch = node.otherwise if decided else node.then
        self._frames.append([])
        self._add(
            kind="cabang",
            label=" ".join(branch.span.text.split()),
            operation="",
            value=Missing(Absence.TIDAK_BERLAKU, "cabang ini tidak diambil"),
            unit=branch.type.unit if branch.type.unit is None or branch.type.unit.symbolic is None else None,
            inputs=(),
            span=branch.span,
            used=False,
        )
        self._frames.pop()

    def figure(self, key: Key, compute: Callable[..., Value], *of: Any) -> Value:
        """A named figure and its step, shared by all that use it."""
        made = self._step_of_figure.get(key)
        if made is not None:
            self._frames[-1].append(made)
            return super().figure(key, compute, *of)
        label = figure_label(key)
        if key in self._open:
            value = super().figure(key, compute, *of)
            return self.absent(value, label) if isinstance(value, Missing) else value
        known = self._quiet.known(key) if label in self._elsewhere else None
        if known is not None:
            self._figures[key] = known
            self._step_of_figure[key] = self._figure_step(key, label, "sama", known, (), ())
            return known
        self._frames.append([])
        self._details.append([])
        value = super().figure(key, compute, *of)
        if self._circles:
            if key in self._circles and isinstance(value, Missing):
                self._frames[-1].clear()
                self.absent(value, label)
        elif self._tells_quiet:
            self._quiet.learn(key, value)
        inputs, details = self._frames.pop(), self._details.pop()
        name = key[0]
        if name in REMARKED:
            self._remarks.add(details, key, inputs, self.steps)
        operation = _OPERATIONS.get(name, "sama")
        aggregated = self._aggregation(key[1]) if name == "capaian" else None
        if aggregated is not None:
            inputs, operation = self._members(key[1], inputs), aggregated.values[0]
        made = self._figure_step(key, label, operation, value, tuple(inputs), tuple(details))
        self._step_of_figure[key] = made
        if name == "kategori" and key[-1] != "-":
            self._scale(made, self.model.skala[key[-1]])
        return value

    def _figure_step(
        self,
        key: Key,
        label: str,
        operation: str,
        value: Value,
        inputs: tuple[int, ...],
        details: tuple[Detail, ...],
    ) -> int:
        unit, place = self._unit_and_place(key[0], key[1])
        decimals = value.decimals if isinstance(value, Number) else None
        return self._append(
            Step(
                len(self.steps),
                "rujukan",
                label,
                operation,
                value,
                unit,
                inputs,
                place,
                details=details,
                decimals=decimals,
            )
        )

    def _aggregation(self, subject: str) -> PolicySetting | None:
        """How a node's achievement is put together; None where it is not."""
        simpul = self.model.simpul.get(subject)
        if simpul is None or not simpul.indikator:
            return None
        setting = self.model.policy("agregasi", subject)
        return setting if setting is not None and setting.values != ("tidak",) else None

    def _members(self, simpul: str, inputs: list[int]) -> list[int]:
        skip = self.model.policy("bila_kosong", simpul)
        if skip is not None and skip.values == ("lewati",):
            # Absent members are left out; an absence that arises here, such as a missing weight, is not a member.
            return [i for i in inputs if not self._is_absent_figure(i)] or inputs
        return inputs

    def _is_absent_figure(self, step: int) -> bool:
        return self.steps[step].kind != "kosong" and isinstance(self.steps[step].value, Missing)

    def _unit_and_place(self, name: str, subject: str) -> tuple[Unit | None, Span | None]:
        """The unit of a figure, and where what it is a figure of is declared."""
        model = self.model
        if name == "ukuran":
            ukuran = model.ukuran[subject]
            symbolic = ukuran.satuan is not None and ukuran.satuan.symbolic is not None
            return None if symbolic else ukuran.satuan, ukuran.span
        if name == "data":
            return model.data[subject].satuan, model.data[subject].span
        if name in _MONEY_OF_NO_NODE:
            return units.RUPIAH, None
        indikator = model.indikator.get(subject)
        if indikator is None:
            simpul = model.simpul.get(subject)
            return _UNITS.get(name), None if simpul is None else simpul.span
        if name in ("pembilang", "penyebut"):
            return quotient_unit(indikator.rumus, name), indikator.span
        return _UNITS.get(name, indikator.satuan), indikator.span

    def stated(self, label: str, fact: Fact, unit: Unit, document: str | None = None) -> Value:
        """A statement of the plan and its place, source and document."""
        value = super().stated(label, fact, unit, document)
        known, key = self._statements, (id(fact), label, document)
        if known is not None and key in known:
            self._frames[-1].append(known[key])
            return value
        number = value.lower if isinstance(value, TargetValue) else value
        made = self._append(
            Step(
                len(self.steps),
                "kosong" if isinstance(value, Missing) else "fakta",
                label,
                "",
                value,
                unit,
                (),
                fact.span,
                details=self._remarks.of_statement(fact, document),
                decimals=number.decimals if isinstance(number, Number) else None,
            )
        )
        if known is not None:
            known[key] = made
        return value

    def combined(
        self, label: str, operation: str, statements: list[tuple[str, Fact]], unit: Unit, document: str | None
    ) -> Value:
        """Statements of parts, and a step that puts them together."""
        self._frames.append([])
        value = super().combined(label, operation, statements, unit, document)
        inputs = self._frames.pop()
        parts = [k.rpartition(" ")[2] for k, _ in statements]
        joined = (
            f"s.d. {parts[0]} dikurangi s.d. {parts[1]}" if operation == "selisih" else f"{parts[0]} s.d. {parts[-1]}"
        )
        self._add(
            kind="panggilan",
            label=f"{operation} {joined}",
            operation=operation,
            value=value,
            unit=unit,
            inputs=tuple(inputs),
        )
        return value

    def direction_replaced(self, setting: PolicySetting) -> None:
        """A policy that puts another direction in the place of the declared one is said."""
        between = " dengan " if " " in setting.name else " "
        text = f"{setting.name}{between}{setting.values[0]} (ditetapkan {setting.scope})"
        self._tell("kebijakan", text, setting.span)

    def absent(self, missing: Missing, label: str) -> Missing:
        """An absence that arises here."""
        self._add(
            kind="kosong",
            label=" ".join(label.split()),
            operation="",
            value=missing,
            unit=None,
            inputs=(),
            span=missing.span,
        )
        return missing

    def bind(self, env: Env, name: str, value: Value) -> None:
        """Name the value of the step just made; an intermediate value's step says so."""
        super().bind(env, name, value)
        if not self._frames[-1]:
            return
        last = self._frames[-1][-1]
        env.steps[name] = last
        step = self.steps[last]
        if name not in ("realisasi", "target") and step.kind not in ("fakta", "rujukan"):
            pieces = self._pieces(self._node_of_step[last]) if last in self._node_of_step else step.parts
            self._amend(last, details=(*step.details, Detail("misal", f"misal {name}")), parts=pieces)

    def fulfils(self, condition: Expr, env: Env) -> Value:
        """Whether a member fulfils the condition of its set, without leaving steps."""
        return self._quiet.fulfils(condition, env)

    def holds(self, condition: Expr, env: Env) -> bool:
        """As the interpreter; a named condition that opens no exception leaves no steps, as most are of most figures."""
        if isinstance(condition, typed.MeasureCall) and self.quietly(condition, env) is not True:
            return False
        return super().holds(condition, env)

    # ---- formulas, directions, collections --------------------------------------------------------------------------
    def formula(self, formula: Formula, env: Env) -> Value:
        """As the interpreter; the value's step carries the formula's text in pieces, each with its value's step."""
        before, outside = len(self._frames[-1]), self._step_of_node
        self._step_of_node = {}  # what this formula's parts stood for elsewhere is nothing to it
        value = super().formula(formula, env)
        if len(self._frames[-1]) > before:
            last = self._frames[-1][-1]
            root = self._step_of_node.get(id(formula.value))
            if root == last and self.steps[last].kind not in ("fakta", "rujukan"):
                self._amend(last, parts=self._pieces(formula.value))
        self._step_of_node = outside
        return value

    def _quotient_part(self, ident: str, period: Period, which: str) -> Value:
        outside, self._step_of_node = self._step_of_node, {}
        value = super()._quotient_part(ident, period, which)
        self._step_of_node = outside
        return value

    def _pieces(self, node: Expr) -> tuple[tuple[str, int | None], ...]:
        step_of = self._step_of_node
        return tuple(
            [
                (plain if leaf is None or leaf not in step_of else valued, None if leaf is None else step_of.get(leaf))
                for plain, valued, leaf in self._traits.pieces(node)
            ]
        )

    def achieve(self, direction: str, realisasi: Value, target: Value, env: Env) -> Value:
        """A direction applied: its last step says which rule file and which article hold it."""
        before = len(self.steps)
        value = super().achieve(direction, realisasi, target, env)
        arah = self.model.arah[direction]
        if self._frames[-1]:
            last = self._frames[-1][-1]
            if last >= before or not isinstance(value, Missing):
                self._mark_rule(last, arah)
        return value

    def _mark_rule(self, at: int, rule: Arah | Ukuran) -> None:
        details = (*self.steps[at].details, self._remarks.of_rule(rule))
        self._amend(at, rule=rule.span, citations=rule.dasar, details=details)

    def measure(self, ident: str, arguments: list[Value]) -> Value:
        """A measure: its step says which rule file and which article hold it."""
        value = super().measure(ident, arguments)
        made = self._frames[-1][-1]
        if self.steps[made].rule is None:
            self._mark_rule(made, self.model.ukuran[ident])
        return value

    def combine(
        self,
        node: typed.Collect,
        members: list[Value],
        subject: Entity | None,
        bearers: Sequence[Sequence[Value]] = (),
    ) -> Value:
        """Members left out because they are absent are counted and said, and are no inputs."""
        if node.skip_missing:
            inputs = self._frames[-1]
            kept = [i for i in inputs if not isinstance(self.steps[i].value, Missing)]
            if kept and len(kept) < len(inputs):
                self._tell("penjelasan", f"{len(inputs) - len(kept)} anggota kosong dilewati")
            self._frames[-1][:] = kept or inputs  # where all are absent, the first says why
        return super().combine(node, members, subject, bearers)

    # ---- names ------------------------------------------------------------------------------------------------------
    def told_name(self, subject: Entity, dokumen: str | None) -> Value:
        """A name, and the place that states it."""
        value = super().told_name(subject, dokumen)
        self._name_step(subject, dokumen, value)
        return value

    def name_in_force(self, subject: Entity, period: Period) -> Value:
        """A name in force, the place that states it, and why it is that one."""
        value = super().name_in_force(subject, period)
        dokumen = self.naming_document(subject, period)
        why = f"dokumen yang targetnya berlaku pada {period.spoken}"
        self._name_step(subject, dokumen, value, why if dokumen is not None else "")
        return value

    def _name_step(self, subject: Entity, dokumen: str | None, value: Value, why: str = "") -> None:
        place, details = self._remarks.of_name(subject, dokumen)
        if why:
            details = (*details, Detail("penjelasan", why))
        kind = "kosong" if isinstance(value, Missing) else "fakta"
        self._add(kind, f"nama {subject.id}", "", value, None, (), place, details)

    # ---- the figure asked for -----------------------------------------------------------------------------------------
    def ask(self, node: Expr) -> int:
        """Evaluate an expression of its own, and its step."""
        if isinstance(node, (typed.Apply, typed.MeasureCall)) and names_figure(node):
            values = [a.value for a in node.arguments if isinstance(a, typed.Const)]
            if len(values) == len(node.arguments):  # the figure's own step stands for it
                if isinstance(node, typed.Apply):
                    self.call(node.function, values, [], node.type.unit)
                else:
                    self.measure(node.measure, values)
                return self._frames[-1].pop()
        self.eval(node, Env())
        return self.step_asked(node)

    def step_asked(self, node: Expr) -> int:
        """The step of an expression that was evaluated on its own."""
        asked = self._step_of_node.get(id(node))
        if asked is None:
            return self._step(node, super().eval(node, Env()), [])
        if self.steps[asked].kind in ("operasi", "panggilan", "cabang", "pembulatan") and not self.steps[asked].parts:
            self._amend(asked, parts=self._pieces(node))
        return asked

    def finish(self, node: Expr) -> None:
        """Make sure that the last step is the one asked for."""
        asked = self.step_asked(node)
        if asked != len(self.steps) - 1:
            step = self.steps[asked]
            self._add(
                kind="rujukan",
                label=step.label,
                operation="sama",
                value=step.value,
                unit=step.unit,
                inputs=(asked,),
                span=step.span,
                decimals=step.decimals,
            )

    def _scale(self, at: int, skala: Skala) -> None:
        step = self.steps[at]
        hit = step.value if isinstance(step.value, str) else ""
        details = [*step.details, Detail("skala", f"skala {skala.id}: {skala.nama}", skala.span)]
        if skala.gap is not None:
            details.append(Detail("kebijakan", f"celah {skala.gap} (ditetapkan skala {skala.id})", skala.gap_span))
        self._amend(
            at, scale=self.scale_rows(skala, hit), rule=skala.span, citations=skala.dasar, details=tuple(details)
        )

    def classify(self, at: int, subject: Entity, node: typed.Apply) -> None:
        """The category of the achievement asked for, the rows around it, and what the next one needs."""
        root = self.steps[at]
        found = self._classifier.classified(root, subject, node)
        if found is not None:
            citations = tuple(dict.fromkeys((*root.citations, *found.citations)))
            self._amend(at, scale=found.rows, details=(*root.details, *found.details), citations=citations)
