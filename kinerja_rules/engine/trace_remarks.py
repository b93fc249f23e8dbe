"""What a trace says beside a figure: the policies that chose it, what the formula gives, what other documents state."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kinerja_rules.base.source import Span
from kinerja_rules.engine.scalar import Interpreter, Key
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Detail, Step
from kinerja_rules.model.facts import RENSTRA, Fact
from kinerja_rules.model.kinerja import Arah, Model, PolicySetting, Ukuran
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing, Number

REMARKED = frozenset({"capaian", "realisasi", "kategori", "target"})
"""Figures beside which there may be something to say."""


class Remarks:
    """Remarks beside the figures of one model; what is the same beside many figures is made once."""

    def __init__(self, model: Model, quiet: Interpreter) -> None:
        self._model = model
        self._quiet = quiet
        self._policies: dict[tuple[str, int], Detail] = {}
        self._stated: dict[tuple[str | None, str | None], tuple[Detail, ...]] = {}
        self._rules: dict[int, Detail] = {}

    def add(self, details: list[Detail], key: Key, inputs: Sequence[int], steps: Sequence[Step]) -> None:
        """What is to be said beside a figure, after what was noticed while it was made."""
        name = key[0]
        if name == "capaian":
            if key[1] in self._model.simpul:
                details += self._shown(("agregasi", "bila_kosong"), key[1])
        elif name == "realisasi":
            details += self._shown(("acuan_realisasi",), key[1])
            if self._model.indikator[key[1]].rumus is not None:
                details += _formula_beside(self._quiet, key)
        elif name == "kategori":
            details += self._shown(("skala",), key[1])
        elif name == "target" and key[3] in ("-", "awal", "akhir"):  # or a document was named, so none was looked for
            details += self._shown(("acuan_target",), key[1])
            if key[3] == "-":
                details += _other_targets(self._model, key, {steps[at].span for at in inputs})

    def _shown(self, names: tuple[str, ...], subject: str) -> list[Detail]:
        """The policies that a figure stands on, each with where it was set."""
        out = []
        for name in names:
            setting = self._model.policy(name, subject)
            if setting is None and name != "acuan_realisasi":
                continue
            found = self._policies.get((name, id(setting)))  # the model holds its settings
            if found is None:
                found = self._policies[(name, id(setting))] = _policy(name, setting)
            out.append(found)
        return out

    def of_rule(self, rule: Arah | Ukuran) -> Detail:
        """Which rule holds the formula of a figure."""
        found = self._rules.get(id(rule))  # the model holds its rules
        if found is None:
            what = "arah" if isinstance(rule, Arah) else "ukuran"
            found = self._rules[id(rule)] = Detail("rumus", f"{what} {rule.id}: {rule.nama}", rule.span)
        return found

    def of_statement(self, fact: Fact, document: str | None) -> tuple[Detail, ...]:
        """The document and the source of a statement."""
        key = (document, fact.sumber)
        if key not in self._stated:
            details: list[Detail] = []
            if document is not None:
                stating = None if document == RENSTRA else self._model.dokumen[document]
                nama, place = ("Renstra", None) if stating is None else (stating.nama, stating.span)
                details.append(Detail("dokumen", nama, place))
            if fact.sumber is not None:
                details.append(Detail("sumber", fact.sumber))
            self._stated[key] = tuple(details)
        return self._stated[key]

    def of_name(self, subject: Entity, document: str | None) -> tuple[Span | None, tuple[Detail, ...]]:
        """Where a name is written, by a document or by the plan, and the document."""
        model = self._model
        if document is None:
            things = (model.indikator, model.simpul, model.data, model.dokumen, model.pembanding, model.skala)
            return next((of[subject.id].span for of in things if subject.id in of), None), ()
        stating = model.dokumen[document]
        places = (model.facts.names[at] for at in model.facts.names_of.get(subject.id, ()))
        stated = next((name for name in places if name.dokumen == document), None)
        details = [Detail("dokumen", stating.nama, stating.span)]
        if stated is not None and stated.bagian is not None:
            details.append(Detail("sumber", stated.bagian))
        return None if stated is None else stated.span, tuple(details)


def _policy(name: str, setting: PolicySetting | None) -> Detail:
    if setting is None:
        return Detail("kebijakan", f"{name} dinyatakan (bawaan bahasa)")
    return Detail("kebijakan", f"{name} {', '.join(setting.values)} (ditetapkan {setting.scope})", setting.span)


def _formula_beside(quiet: Interpreter, key: Key) -> list[Detail]:
    """What the formula gives, where a stated realisasi is used although there is one."""
    model, ident = quiet.model, key[1]
    stated = model.facts.realisasi.get((ident, key[2]))
    if stated is None or model.indikator[ident].rumus is None or not isinstance(stated.value, Number):
        return []
    period = Period.read(key[2])
    computed = quiet.hitungan(ident, period) if period is not None else None
    if not isinstance(computed, Number):
        return []
    unit = model.indikator[ident].satuan
    shown = units.show(computed.value, unit, (stated.value.decimals or 0) + 2, computed.approximate)
    return [Detail("penjelasan", f"hitungan rumusnya {shown}")]


def _other_targets(model: Model, key: Key, used: AbstractSet[Span | None]) -> list[Detail]:
    """What other documents state for the same target, where one of several was chosen by the policy."""
    facts, unit = model.facts, model.indikator[key[1]].satuan
    out: list[Detail] = []
    for document in facts.target_documents.get(key[1], ()):
        fact = facts.target.get((key[1], key[2], document))
        if fact is None or fact.span in used or isinstance(fact.value, Missing):
            continue
        nama = "Renstra" if document == RENSTRA else model.dokumen[document].nama
        shown = fact.span.text if not isinstance(fact.value, Number) else units.show(fact.value.value, unit)
        out.append(Detail("penjelasan", f"{nama} menyatakan {' '.join(shown.split())}", fact.span))
    return out
