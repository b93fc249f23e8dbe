"""`senama(s)`: others of the kind that bear the same name."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call
from kinerja_rules.functions.similar_sets import set_like
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.same_name(call.entity())


FUNCTION = Builtin(
    "senama",
    (SUBJEK,),
    set_like,
    _compute,
    "Indikator atau simpul sejenis lain yang namanya sama; huruf besar dan tanda baca tidak dibedakan.",
)
