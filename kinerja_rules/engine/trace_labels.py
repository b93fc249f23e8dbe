"""What a trace calls things: kinds of steps, labels of figures, parts of formulas worth a value, the way up the cascade."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kinerja_rules.base.numerals import quotient_decimals
from kinerja_rules.engine.scalar import Key
from kinerja_rules.functions import builtins
from kinerja_rules.model import expression as typed
from kinerja_rules.model.derivation import Ancestor
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.figures import FIGURES, of_value
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Entity, Value

_PLAIN = FIGURES - {"kategori"}
"""Figures of an id and a period."""


def enough_decimals(value: Fraction, unit: Unit) -> int:
    """Decimals that show a needed realisasi, at most four."""
    over, under = value.as_integer_ratio()
    up, down = unit.scale.as_integer_ratio()
    return quotient_decimals(over * down, under * up, 4)


def kind_of(node: Expr) -> tuple[str, str]:
    """The kind of step that a node makes, and the operation it stands for."""
    match node:
        case typed.Const():
            return "literal", ""
        case typed.Var():
            return "rujukan", ""
        case typed.Operation():
            return "operasi", node.operator
        case typed.Choice():
            return "cabang", "jika"
        case typed.Conversion():
            return "operasi", "dalam"
        case typed.Apply(function="nilai_terhitung" | "nama" | "nama_berlaku"):
            return (
                "panggilan",
                "sama",
            )  # what is found elsewhere: the figure of the whole plan, the name as it is written
        case typed.Apply():
            return ("pembulatan" if builtins()[node.function].rounds else "panggilan"), node.function
        case typed.Collect():
            return "panggilan", node.function
        case typed.RangeOf():
            return "operasi", "s.d."
        case _:
            return "rujukan", "sama"


def leaves(node: Expr) -> list[Expr]:
    """Parts of a formula that have a value worth showing under them."""
    if isinstance(node, (typed.Var, typed.FactRef, typed.Const, typed.MeasureCall, typed.Collect)):
        return [node]
    if isinstance(node, typed.Apply) and node.function in FIGURES and not of_value(node):
        return [node]
    if isinstance(node, typed.Operation) and node.operator in ("atas", "bawah"):
        return [node]
    return [leaf for child in typed.children(node) for leaf in leaves(child)]


def counted_label(node: Expr, values: Mapping[str, Value]) -> str:
    """A count as it is written, with what its outer variables stand for: of many like it each says what it counts.

    What has no name in a question stays a variable.
    """
    source, at = node.span.source, node.span.start
    out = ""
    for var in sorted(_outer(node, frozenset()), key=lambda var: var.span.start):
        value = values.get(var.name)
        named = value.id if isinstance(value, Entity) and value.kind != "kategori" else str(value)
        if not isinstance(value, (Entity, Period)) or ":" in named or var.span.source is not source:
            continue
        out += source.text[at : var.span.start] + named
        at = var.span.end
    return " ".join((out + source.text[at : node.span.end]).split())


def _outer(node: Expr, bound: frozenset[str]) -> Iterator[typed.Var]:
    """Variables that an expression reads from outside itself, each where it stands."""
    if isinstance(node, typed.Var):
        if node.name not in bound:
            yield node
        return
    if isinstance(node, typed.Collect):
        bound |= {q.name for q in node.quantifiers}
    for child in typed.children(node):
        yield from _outer(child, bound)


def one_line(text: str) -> str:
    """White space folded, kept at the ends so that pieces stay apart."""
    folded = " ".join(text.split())
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and folded else ""
    return f"{lead}{folded}{tail}"


def figure_label(key: Key) -> str:
    """`capaian(TKK; 2022)`."""
    name, named = key[0], len(key)
    if name in _PLAIN and (named == 3 or (named == 4 and key[3] == "-")):  # most
        return f"{name}({key[1]}; {key[2]})"
    rest = key[1:-1] if name == "kategori" else key[1:]  # the scale that holds is said among the policies
    if name == "ukuran":
        name, rest = key[1].rpartition(".")[2], tuple([r.partition(":")[2] or r for r in key[2:]])
    arguments = [r.partition(":")[2] or r for r in rest if r != "-"]
    return f"{name}({'; '.join(arguments)})"


def subject_of(node: Expr) -> Entity | None:
    """What the question is about: the first entity named in it."""
    first = node.arguments[0] if isinstance(node, typed.Apply) and node.arguments else None
    if isinstance(first, typed.Const) and isinstance(first.value, Entity):  # as in most
        return first.value
    waiting: list[Expr] = [node]
    while waiting:
        at = waiting.pop(0)
        if isinstance(at, typed.Const) and isinstance(at.value, Entity):
            return at.value
        waiting.extend(typed.children(at))
    return None


def ancestry(model: Model, subject: Entity | None) -> tuple[Ancestor, ...]:
    """Nodes above a subject, nearest first; a node with several parents leads up each."""
    if subject is None or (subject.id not in model.indikator and subject.id not in model.simpul):
        return ()
    start = model.indikator[subject.id].simpul if subject.id in model.indikator else subject.id
    out: list[Ancestor] = []
    waiting = [(start, 0)] if start is not None else []
    while waiting:
        at, depth = waiting.pop()
        simpul = model.simpul[at]
        out.append(Ancestor(simpul.jenis, at, simpul.nama, depth))
        waiting.extend((parent, depth + 1) for parent in reversed(simpul.induk))
    return tuple(out)
