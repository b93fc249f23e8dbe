"""Running review rules over a plan, all with one interpreter, so that a figure is computed once for all of them."""

from collections.abc import Sequence
from fractions import Fraction

from kinerja_rules.base.diagnostics import Diagnostic, Label, ordered
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.base.source import Span
from kinerja_rules.engine.compiled import Compiler
from kinerja_rules.engine.expressions import Env, TooManyError
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.kept import Kept
from kinerja_rules.engine.named import Named, hides
from kinerja_rules.engine.quick import Quick
from kinerja_rules.model.kinerja import LEVELS, Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.review import Outcome, Periksa
from kinerja_rules.model.values import Absence, Entity, Missing
from kinerja_rules.review.exceptions import apply_exceptions
from kinerja_rules.review.outcome import Found, Lack, ReviewOutcome, RuleRun
from kinerja_rules.review.places import Places
from kinerja_rules.review.speak import speak

MAX_VISITS = 1_000_000
"""Candidates that one rule may look at; beyond, it is stopped and said so."""
MAX_LACKS = 10
"""Different reasons that are kept of what a rule could not check."""
_NOT_LACKING = (Absence.BELUM_WAKTUNYA, Absence.TIDAK_BERLAKU)
"""Absences by which a rule does not apply; nothing is lacking."""
_NAMELESS = ("pernyataan", "penyebutan", "jenis_belanja", "kategori")
"""Kinds of things that an exception cannot name."""


def run(model: Model, core: Sequence[Diagnostic] = (), by: Quick | None = None) -> ReviewOutcome:
    """All rules of a plan, and its exceptions held against what they and the program itself have found.

    `by` is an interpreter of the model that may know its figures already.
    """
    interpreter = by if by is not None else Quick(model)
    places = Places(interpreter)
    kept = interpreter.kept
    found = [Found(d, (d.subject,) if d.subject is not None else ()) for d in core]
    runs: list[RuleRun] = []
    with room_to_recurse():
        for rule in model.periksa:
            running = _Running(kept, places, rule)
            running.run()
            runs.append(running.report())
            found.extend(running.said())
    standing, covered = apply_exceptions(model, found)
    return ReviewOutcome(ordered(standing), tuple(runs), tuple(covered))


class _Running:
    """One rule at work."""

    def __init__(self, kept: Kept, places: Places, rule: Periksa) -> None:
        self.interpreter, self.places, self.rule = kept.interpreter, places, rule
        self.found: list[Found] = []
        self.instances = self.unchecked = 0
        self.lacks: dict[str, Lack] = {}
        self.faults: dict[Span, Lack] = {}
        self.complete = True
        self.values = Named({p.name: p.value for p in rule.parameters})
        self.env = Env(self.values)
        self.lets = dict(rule.lets)
        compiler = Compiler(kept, rules=True, unknown=self._blamed)
        self.instances_of = compiler.instances(rule.quantifiers)
        for name, body in rule.lets:
            self.values.define(name, compiler.compile(body))
        outer = [*self.values, *(q.name for q in rule.quantifiers), *self.lets]
        self.at_once = hides(rule.quantifiers, [*self.lets.values(), *(o.condition for o in rule.outcomes)], outer)
        self.tried = [(compiler.compile(o.condition), o) for o in rule.outcomes]

    def run(self) -> None:
        """Try every instance."""
        interpreter, values = self.interpreter, self.values
        interpreter.visits_left = MAX_VISITS
        try:
            for absent in self.instances_of(values, None):
                self.instances += 1
                if absent is not None:
                    self._lack(absent)
                    continue
                values.forget()
                if self.at_once:
                    values.make_all()
                self._try()
        except TooManyError:
            self.complete = False
        finally:
            interpreter.visits_left = None

    def said(self) -> list[Found]:
        """What the rule has found, and what is wrong with the rule itself, each once."""
        wrong = [self._fault(fault) for fault in self.faults.values()]
        wrong += [] if self.complete else [self._stopped()]
        return [*self.found, *(Found(w, ()) for w in wrong)]

    def _try(self) -> None:
        unknown: Missing | None = None
        for condition, outcome in self.tried:
            holds = condition(self.values)
            if holds is True:
                self.found.append(self._finding(outcome))
                return
            if isinstance(holds, Missing):
                unknown = unknown or holds
        if unknown is not None:
            self._lack(unknown)

    def _lack(self, missing: Missing) -> None:
        if missing.kind in _NOT_LACKING:
            return
        if self._blamed(missing):
            return
        reason = missing.reason
        self.unchecked += 1
        seen = self.lacks.get(reason)
        if seen is not None:
            self.lacks[reason] = Lack(reason, seen.count + 1, seen.span)
        elif len(self.lacks) < MAX_LACKS:
            self.lacks[reason] = Lack(reason, 1, missing.span)

    def _blamed(self, missing: Missing) -> bool:
        """Whether the rule itself is at fault, which is kept; a condition that a figure of the plan lacks is not its fault."""
        span = missing.span
        if span is None or missing.kind is not Absence.TIDAK_DAPAT_DIHITUNG or not self._own(span):
            return False
        known = self.faults.get(span)
        self.faults[span] = Lack(missing.reason, 1 if known is None else known.count + 1, span)
        return True

    def _own(self, span: Span) -> bool:
        """Whether a place is in the rule itself: what cannot be computed there is no lack of the plan."""
        rule = self.rule.span
        return span.source.path == rule.source.path and rule.start <= span.start and span.end <= rule.end

    # ---- findings -----------------------------------------------------------------------------------------------------
    def _finding(self, outcome: Outcome) -> Found:
        rule, env, interpreter = self.rule, self.env, self.interpreter
        self.values.make_all()
        bound = [env.values[q.name] for q in rule.quantifiers]
        entities = [_about(interpreter.model, v) for v in bound if isinstance(v, Entity)]
        subjects = tuple(dict.fromkeys(e.id for e in entities if e.kind not in _NAMELESS))
        diagnostic = Diagnostic(
            rule.kode,
            speak(interpreter, outcome.message, env),
            self._place([v for v in bound if isinstance(v, Entity)]),
            rule.severity or outcome.severity,
            secondary=self._related(),
            help=speak(interpreter, rule.saran, env) if rule.saran is not None else None,
            citation=rule.dasar[0] if rule.dasar else None,
            package=rule.paket,
            subject=_subject(entities),
            year=next((v.year for v in bound if isinstance(v, Period)), None),
            because=rule.because,
            overall=not rule.quantifiers,
        )
        return Found(diagnostic, subjects)

    def _place(self, entities: list[Entity]) -> Span | None:
        found = self.places.first(self.rule.places, self.env, self.lets)
        if found is not None:
            return found
        headings = (self.interpreter.heading(e) for e in entities)
        place = next((h for h in headings if h is not None), None)
        if place is None and self.interpreter.model.renstra is not None:
            return self.interpreter.model.renstra.span
        return place

    def _related(self) -> tuple[Label, ...]:
        out: list[Label] = []
        for related in self.rule.related:
            span = self.places.of(related.of, self.env, self.lets)
            if span is not None:
                out.append(Label(span, related.text))
        return (*out, *_settings(self.rule))

    def _stopped(self) -> Diagnostic:
        return Diagnostic(
            "KR415",
            f"aturan `{self.rule.kode}` dihentikan setelah melihat {write_numeral(Fraction(MAX_VISITS), 0)} gabungan",
            self.rule.heading,
            help="persempit `untuk` dengan `di` atau `yang`; untuk nama yang mirip pakai `semirip(i; 80 %)`",
            package=self.rule.paket,
        )

    def _fault(self, fault: Lack) -> Diagnostic:
        often = "" if fault.count == 1 else f", {fault.count} kali"
        return Diagnostic(
            "KR417",
            f"hitungan dalam aturan `{self.rule.kode}` tidak dapat dilakukan{often}: {fault.reason}",
            fault.span,
            help="kecualikan keadaan itu lebih dahulu, dengan `yang` pada `untuk` atau dengan `jika ... maka ... selain itu ...`",
            package=self.rule.paket,
        )

    def report(self) -> RuleRun:
        """What came of it."""
        rule = self.rule
        return RuleRun(
            rule.kode,
            rule.id,
            rule.nama,
            rule.paket,
            self.instances,
            len(self.found),
            self.unchecked,
            tuple(self.lacks.values()),
            self.complete,
        )


def _settings(rule: Periksa) -> tuple[Label, ...]:
    """Where an agency set the thresholds and the severity by which a rule speaks."""
    out = [Label(p.setting, f"ambang `{p.name}` diatur di sini") for p in rule.parameters if p.setting is not None]
    if rule.severity_setting is not None:
        out.append(Label(rule.severity_setting, "tingkatnya diatur di sini"))
    return tuple(out)


def _about(model: Model, entity: Entity) -> Entity:
    """The thing itself; of a name as a document states it, what it names."""
    if entity.kind != "penyebutan":
        return entity
    named = model.facts.names[int(entity.id)].subject
    return Entity("indikator" if named in model.indikator else model.simpul[named].jenis, named)


def _subject(entities: list[Entity]) -> str | None:
    """What a finding is about: an indicator or node before anything else."""
    cascade = [e.id for e in entities if e.kind == "indikator" or e.kind in LEVELS]
    other: Sequence[str] = [e.id for e in entities if e.kind not in _NAMELESS]
    return next(iter(cascade or other), None)
