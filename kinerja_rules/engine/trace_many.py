"""The recipes of many figures at once: one interpreter, so that a figure used by several has its steps once."""

from collections.abc import Container, Iterable, Mapping

from attrs import frozen

from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.trace import Tracer
from kinerja_rules.engine.trace_labels import subject_of
from kinerja_rules.model import expression as typed
from kinerja_rules.model.derivation import Step
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Model


@frozen
class Derivations:
    """Steps of many figures, inputs before those that use them, and the step of each question."""

    steps: tuple[Step, ...]
    roots: Mapping[str, int]


def trace_many(
    model: Model,
    questions: Iterable[tuple[str, Expr]],
    quiet: Interpreter | None = None,
    elsewhere: Container[str] = frozenset(),
) -> Derivations:
    """The derivations of expressions asked of a model, by their questions.

    A figure that was asked for before, or is an input of another, is that one's step. `quiet` is an interpreter that
    has computed figures of the model already. Figures `elsewhere` are told by others: of one that was computed already
    there is one step, its value.
    """
    tracer = Tracer(model, quiet, shared=True, elsewhere=elsewhere)
    roots: dict[str, int] = {}
    kept: list[Expr] = []  # the tracer knows expressions by identity, so none may be forgotten while it works
    with room_to_recurse():
        for question, node in questions:
            kept.append(node)
            root = tracer.ask(node)
            if isinstance(node, typed.Apply) and node.function == "capaian":
                subject = subject_of(node)
                if subject is not None:
                    tracer.classify(root, subject, node)
            roots[question] = root
    return Derivations(tuple(tracer.steps), roots)
