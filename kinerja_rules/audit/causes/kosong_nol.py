"""An absent member taken as zero.

Prior: a spreadsheet takes an empty cell for zero unless told otherwise; one candidate for each mean that leaves some out.
"""

from collections.abc import Iterator
from fractions import Fraction

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.expansion import MAX_MEMBERS
from kinerja_rules.engine.expressions import Env
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.values import Entity, Missing


def _candidates(case: Case) -> Iterator[Candidate]:
    for level in case.levels:
        waiting = [level.expression]
        while waiting:
            at = waiting.pop(0)
            values = _members(case, at)
            absent = len(values) - sum(v is not None for v in values)
            if absent:
                mean = sum((v for v in values if v is not None), Fraction(0)) / len(values)
                made = case.with_value(level, at, mean)
                if made is not None:

                    def explain(absent: int = absent, count: int = len(values)) -> str:
                        return f"{absent} dari {count} anggota yang kosong terhitung sebagai nol"

                    yield Candidate(made[1], explain)
            waiting.extend(typed.children(at))


def _members(case: Case, node: Expr) -> list[Fraction | None]:
    """Members of a mean that leaves absent ones out, those that are absent as None."""
    if isinstance(node, typed.Collect) and node.function == "rata_rata" and node.skip_missing:
        out: list[Fraction | None] = []
        for inner in case.engine.members(node.quantifiers, Env(), [MAX_MEMBERS]):
            if isinstance(inner, Missing):
                return []
            value = case.engine.eval(node.body, inner)
            out.append(getattr(value, "value", None))
        return out
    if not (
        isinstance(node, typed.Apply) and node.function == "capaian" and isinstance(node.arguments[0], typed.Const)
    ):
        return []
    subject = node.arguments[0].value
    if not isinstance(subject, Entity) or subject.kind == "indikator":
        return []
    skip = case.model.policy("bila_kosong", subject.id)
    setting = case.model.policy("agregasi", subject.id)
    if skip is None or skip.values != ("lewati",) or setting is None or setting.values != ("rata_rata",):
        return []
    members: list[Fraction | None] = []
    for ident in case.model.simpul[subject.id].indikator:
        entity = case.expander.entity(Entity("indikator", ident), node)
        found = case.number(typed.Apply("capaian", (entity, *node.arguments[1:]), node.type, span=node.span))
        members.append(None if found is None else found.value)
    return members


ALTERNATIVE = Alternative(
    "kosong_nol",
    "Kosong dianggap nol",
    "anggota yang kosong terhitung sebagai nol",
    "Rata-rata melewati anggota yang kosong, tetapi angka yang tercetak menghitungnya sebagai nol.",
    20,
    _candidates,
)
