"""`nama_instansi`: the agency whose plan it is, as its package is named."""

from kinerja_rules.functions.interface import Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.agency_name()


FUNCTION = Builtin(
    "nama_instansi",
    (),
    yields("teks"),
    _compute,
    'Nama instansi, yaitu nama paket rencana; ditulis tanpa kurung, misalnya `tabel t "Rencana Kinerja {nama_instansi}"`.',
)
