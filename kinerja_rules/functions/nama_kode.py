"""`nama_kode(kode)`: the official name of a code."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    code = call.values[0]
    return call.context.official_name(code if isinstance(code, str) else "")


FUNCTION = Builtin(
    "nama_kode",
    (Parameter("kode", "teks"),),
    yields("teks"),
    _compute,
    "Nama resmi suatu kode menurut nomenklatur, misalnya nama bidang urusan `nama_kode(bagian_kode(kode(p); 2))`.",
    ('bukan ada(nama_kode("9.99"))',),
)
