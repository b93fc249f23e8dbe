"""What a trace says beside a figure: the policies that chose it, what the formula gives, what other documents state."""

from collections.abc import Set as AbstractSet

from kinerja_rules.base.source import Span
from kinerja_rules.engine.scalar import Interpreter, Key
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Detail
from kinerja_rules.model.facts import RENSTRA
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Missing, Number

_POLICIES = {
    "target": ("acuan_target",),
    "realisasi": ("acuan_realisasi",),
    "kategori": ("skala",),
}


def policies_shown(model: Model, key: Key) -> list[Detail]:
    """The policies that a figure stands on, each with where it was set."""
    names: tuple[str, ...] = _POLICIES.get(key[0], ())
    if key[0] == "capaian" and key[1] in model.simpul:
        names = ("agregasi", "bila_kosong")
    if key[0] == "target" and key[3] not in ("-", "awal", "akhir"):
        names = ()  # a document or benchmark was named, so none was looked for
    out: list[Detail] = []
    for name in names:
        setting = model.policy(name, key[1])
        if setting is not None:
            values = ", ".join(setting.values)
            out.append(Detail("kebijakan", f"{name} {values} (ditetapkan {setting.scope})", setting.span))
        elif name == "acuan_realisasi":
            out.append(Detail("kebijakan", "acuan_realisasi dinyatakan (bawaan bahasa)"))
    return out


def formula_beside(quiet: Interpreter, key: Key) -> list[Detail]:
    """What the formula gives, where a stated realisasi is used although there is one."""
    model, ident = quiet.model, key[1]
    stated = model.facts.realisasi.get((ident, key[2])) if key[0] == "realisasi" else None
    if stated is None or model.indikator[ident].rumus is None or not isinstance(stated.value, Number):
        return []
    period = Period.read(key[2])
    computed = quiet.hitungan(ident, period) if period is not None else None
    if not isinstance(computed, Number):
        return []
    unit = model.indikator[ident].satuan
    shown = units.show(computed.value, unit, (stated.value.decimals or 0) + 2, computed.approximate)
    return [Detail("penjelasan", f"hitungan rumusnya {shown}")]


def other_targets(model: Model, key: Key, used: AbstractSet[Span | None]) -> list[Detail]:
    """What other documents state for the same target, where one of several was chosen by the policy."""
    if key[0] != "target" or key[3] != "-":
        return []
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
