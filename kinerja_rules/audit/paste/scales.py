"""A printed table of a scale: that its bounds fall into the categories it prints can be claimed too."""

import re
from fractions import Fraction

from kinerja_rules.audit.paste.cells import quoted
from kinerja_rules.base.numerals import Numeral, read_numeral, write_numeral
from kinerja_rules.functions.words import words_of
from kinerja_rules.model.kinerja import Model, Skala
from kinerja_rules.project.pasted.layout import PastedTable

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def scale_claims(table: PastedTable, model: Model | None) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]] | None:
    """Remarks, and claims such as `kategori(91 %; peringkat_kinerja)`; None where the table holds no scale of the plan."""
    group = table.groups[0]
    label = group.labels[0]
    if label.role != "kategori" or len(table.groups) > 1 or model is None:
        return None
    printed = [(row.texts[label.index], row) for row in table.rows if label.index in row.texts]
    scale = _scale(model, [name for name, _ in printed])
    if scale is None:
        return None
    unit = f" {scale.satuan}" if str(scale.satuan) == "%" else ""
    claims: dict[str, str] = {}
    twice: list[str] = []
    for name, row in printed:
        for column in group.values:
            for found in _NUMBER.findall(row.texts.get(column.index, "")):
                edge = _edge(found)
                if edge is None:
                    continue
                figure = f"kategori({edge}{unit}; {scale.id.rpartition('.')[2]})"
                if claims.setdefault(figure, quoted(name)) != quoted(name):
                    twice.append(edge)
    notes = [f"tabel ini mencetak skala `{scale.id.rpartition('.')[2]}`: setiap batasnya diklaim termasuk kategorinya"]
    notes += [f"periksa: batas {edge} tercetak pada dua kategori" for edge in twice]
    return tuple(notes), tuple(claims.items())


def _scale(model: Model, names: list[str]) -> Skala | None:
    """The banded scale that has all the names: the plan's own where several have them."""
    wanted = {words_of(n) for n in names}
    fitting = [
        s for s in model.skala.values() if s.banded and wanted and wanted <= {words_of(k.nama) for k in s.kategori}
    ]
    policy = model.policies.get("skala")
    used = [s for s in fitting if policy is not None and s.id in policy.values]
    return used[0] if used else fitting[0] if len(fitting) == 1 else None


def _edge(text: str) -> str | None:
    read = read_numeral(text)
    if isinstance(read, Numeral):
        return write_numeral(read.value, read.decimals)
    whole, _, part = text.rpartition(".")
    if not whole.isdigit() or not part.isdigit():
        return None
    return write_numeral(Fraction(int(whole + part), 10 ** len(part)), len(part))
