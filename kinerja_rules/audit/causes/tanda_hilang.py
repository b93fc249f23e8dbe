"""A sign dropped, or a difference taken the other way round.

Prior: one candidate, and it agrees in every digit.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model import expression as typed
from kinerja_rules.model.values import Number


def _candidates(case: Case) -> Iterator[Candidate]:
    true = case.true
    if true is not None and true.value:
        node = case.claim.expression
        turned = typed.Operation("neg", (node,), node.type, span=node.span)
        yield Candidate(
            Number(-true.value, true.approximate), lambda: f"tandanya hilang: nilainya {case.show(true.value)}", turned
        )


ALTERNATIVE = Alternative(
    "tanda_hilang",
    "Tanda hilang",
    "tanda minus hilang atau terbalik",
    "Tanda minusnya hilang, atau selisihnya dihitung ke arah yang sebaliknya.",
    9,
    _candidates,
)
