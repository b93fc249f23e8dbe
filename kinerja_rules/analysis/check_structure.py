"""What must hold of a plan as a whole: no circles, codes that follow their parents, fitting targets."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kinerja_rules.analysis.binding import Binding
from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.base.source import Span
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Formula
from kinerja_rules.model.nomenclature import is_code
from kinerja_rules.model.units import Kind
from kinerja_rules.model.values import TargetValue

MAX_CHAIN = 100
"""How many formulas may lead to one another in one period."""


# ---- circles ---------------------------------------------------------------------------------------------------------
def check_cascade(draft: Draft) -> None:
    """Codes are well-formed, and a child's begins with its parent's. (No circle: a parent always stands higher.)"""
    for simpul in draft.simpul.values():
        if simpul.kode is None:
            continue
        if not is_code(simpul.kode):
            draft.say(
                "KR109",
                f"`{simpul.kode}` bukan kode nomenklatur",
                _code_place(draft.symbols[simpul.id]),
                "bentuknya misalnya `2.07.03.2.01.0001`",
            )
            continue
        for parent_id in simpul.induk:
            parent = draft.simpul.get(parent_id)
            above = parent.kode if parent is not None else None
            if parent is None or above is None or not is_code(above) or simpul.kode.startswith(f"{above}."):
                continue
            draft.say(
                "KR404",
                f"kode `{simpul.kode}` tidak berawalan kode induknya `{above}`",
                _code_place(draft.symbols[simpul.id]),
                f"perbaiki kode, atau pindahkan ke bawah {parent.jenis} yang sesuai",
                secondary=(Label(_code_place(draft.symbols[parent_id]), "kode induknya di sini"),),
            )


def _code_place(symbol: Symbol) -> Span:
    """Where the code of a node is written."""
    return next((f.arguments[0].span for f in symbol.item.head if f.keyword == "kode"), symbol.span)


def circles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """One circle for each group of ids that reach one another, first id repeated at the end; without recursion."""
    state: dict[str, int] = {}
    out: list[list[str]] = []
    for start in edges:
        if start in state:
            continue
        path: list[str] = [start]
        iterators = [iter(edges.get(start, ()))]
        state[start] = 1
        while path:
            following = next(iterators[-1], None)
            if following is None:
                state[path.pop()] = 2
                iterators.pop()
            elif state.get(following) == 1:
                out.append([*path[path.index(following) :], following])
            elif following not in state:
                state[following] = 1
                path.append(following)
                iterators.append(iter(edges.get(following, ())))
    return out


def check_document_kinds(draft: Draft, binding: Binding) -> None:
    """A document with targets whose kind `acuan_target` does not name is never asked; where it is nearly one that is named, say so."""
    setting = draft.policies.get("acuan_target")
    stating = {document for _, _, document in binding.target}
    for dokumen in draft.dokumen.values():
        if setting is None or dokumen.id not in stating or dokumen.jenis in setting.values:
            continue
        near = get_close_matches(dokumen.jenis, setting.values, n=1)
        if not near:
            continue  # a kind of its own, for those who name the document
        draft.warn(
            "KR116",
            f"target dokumen `{dokumen.id}` tidak dipakai: jenis `{dokumen.jenis}` tidak disebut kebijakan `acuan_target`",
            dokumen.span,
            f"mungkin maksud Anda `jenis {near[0]}`?",
            secondary=(Label(setting.span, "kebijakannya di sini"),),
        )


# ---- targets ---------------------------------------------------------------------------------------------------------
def check_targets(draft: Draft, binding: Binding) -> None:
    """A range needs a direction that knows ranges; a grade without score needs one that does not divide."""
    for (ident, _, _), fact in binding.target.items():
        indikator = draft.indikator.get(ident)
        arah = draft.arah.get(indikator.arah) if indikator is not None and indikator.arah is not None else None
        if indikator is None or arah is None or not isinstance(fact.value, TargetValue):
            continue
        if fact.value.is_range and not arah.uses_range:
            draft.say(
                "KR409",
                f"target `{ident}` berupa rentang, tetapi arahnya `{arah.id}`",
                fact.span,
                "pakai arah yang mengenal rentang, misalnya `arah rentang`, atau tulis satu nilai",
            )
        elif (
            indikator.satuan.kind is Kind.PREDIKAT
            and fact.value.grade is not None
            and fact.value.grade.score is None
            and _divides(arah.formula)
        ):
            draft.say(
                "KR409",
                f"skala predikat `{ident}` tidak punya skor, jadi arah `{arah.id}` tidak dapat membaginya",
                fact.span,
                "pakai `arah tercapai`, atau beri `skor` pada setiap kategori skala",
            )


def _divides(formula: Formula) -> bool:
    stack: list[Expr] = [formula.value]
    while stack:
        node = stack.pop()
        if isinstance(node, typed.Operation) and node.operator in ("/", "*", "+", "-"):
            return True
        stack.extend(typed.children(node))
    return False
