"""`kebijakan(nama; s)`: what a policy says for a subject."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.policy_word(str(call.values[0]), call.entity(1))


FUNCTION = Builtin(
    "kebijakan",
    (Parameter("nama", "teks"), SUBJEK),
    yields("teks"),
    _compute,
    'Nilai kebijakan yang berlaku bagi indikator atau simpul, misalnya `kebijakan("bila_target_nol"; i)`; kosong bila tidak dinyatakan.',
)
