"""Another set counted: another level, the indicators instead of what bears them, without the condition, one too few.

Prior: counts are made by hand over the rows of a table, where several kinds of rows stand together. The figures are so
small that most of these explanations may be coincidence, which the chance beside them says.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.engine.expressions import Env
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.model.values import Entity, Number

MAX_MEMBERS = 2_000
TOLD_MEMBERS = 5
"""Members that are named in a sentence."""


def _candidates(case: Case) -> Iterator[Candidate]:
    node = case.claim.expression
    if not isinstance(node, typed.Collect) or node.function != "banyak" or len(node.quantifiers) != 1:
        return
    (over,) = node.quantifiers
    members = _members(case, node)
    if members is None:
        return
    if over.condition is not None:
        every = evolve(node, quantifiers=(evolve(over, condition=None),))
        total = case.number(every)
        if total is not None:
            yield _counted(total.value, "terhitung semuanya, tanpa syaratnya", every, 0)
            yield _counted(total.value - len(members), "terhitung yang sebaliknya, yang tidak memenuhi syarat", None, 1)
    elif over.kind in LEVELS:
        yield from _other_levels(case, node, over, len(members))
        borne = sum(len(case.model.simpul[m.id].indikator) for m in members)
        yield _counted(borne, f"terhitung indikatornya, bukan {over.kind}nya", None, 0)
    if over.domain is not None and over.condition is None:
        everywhere = evolve(node, quantifiers=(evolve(over, domain=None),))
        total = case.number(everywhere)
        if total is not None:
            yield _counted(total.value, "terhitung seluruh rencana", everywhere, 1)
    told = _told(case, members)
    yield _counted(len(members) - 1, f"satu terlewat; yang terhitung {told}", None, 3)
    yield _counted(len(members) + 1, f"satu terhitung dua kali; yang terhitung {told}", None, 3)


def _counted(count: Fraction | int, how: str, asked: Expr | None, weight: int) -> Candidate:
    return Candidate(Number(Fraction(count)), lambda: how, asked, weight)


def _members(case: Case, node: typed.Collect) -> list[Entity] | None:
    """What is counted, where all of it is declared."""
    (over,) = node.quantifiers
    out: list[Entity] = []
    for inner in case.engine.members(node.quantifiers, Env(), [MAX_MEMBERS]):
        member = inner.values.get(over.name) if isinstance(inner, Env) else None
        if not isinstance(member, Entity):
            return None
        out.append(member)
    return out


def _other_levels(case: Case, node: typed.Collect, over: typed.Quantifier, own: int) -> Iterator[Candidate]:
    """The levels beside the one that is counted, by themselves and together with it."""
    at = LEVELS.index(over.kind)
    for kind in LEVELS[max(0, at - 1) : at + 2]:
        if kind == over.kind:
            continue
        other = evolve(node, quantifiers=(evolve(over, kind=kind),))
        count = case.number(other)
        if count is None or not count.value:
            continue
        yield _counted(count.value, f"terhitung {kind}, bukan {over.kind}", other, 0)
        both = typed.Operation("+", (node, other), node.type, span=node.span)
        yield _counted(own + count.value, f"terhitung {over.kind} bersama {kind}", both, 2)


def _told(case: Case, members: list[Entity]) -> str:
    named = [
        case.model.indikator[m.id].nama if m.id in case.model.indikator else case.model.simpul[m.id].nama
        for m in members[:TOLD_MEMBERS]
        if m.id in case.model.indikator or m.id in case.model.simpul
    ]
    more = f", dan {len(members) - len(named)} lainnya" if named and len(members) > len(named) else ""
    return f"{len(members)}: {', '.join(named)}{more}" if named else str(len(members))


ALTERNATIVE = Alternative(
    "hitungan_lain",
    "Yang lain yang dihitung",
    "himpunan lain yang dihitung: jenjang lain, indikatornya, tanpa syarat, atau kurang satu",
    "Banyaknya yang tercetak ialah banyaknya yang lain: jenjang di atas atau di bawahnya, indikator yang menempel padanya, "
    "seluruhnya tanpa syarat, seluruh rencana, atau dengan satu anggota terlewat atau terhitung dua kali. Bilangannya kecil, "
    "maka sebab ini sering hanya kebetulan.",
    20,
    _candidates,
)
