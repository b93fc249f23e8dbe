"""Policies inside a `dokumen`: which of them can have an effect there, and documents of equal rank that differ."""

from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType

from kinerja_rules.analysis.binding import Binding
from kinerja_rules.analysis.draft import Draft, fields_of
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.model.kinerja import Dokumen
from kinerja_rules.syntax import nodes

_WITHOUT_EFFECT: Mapping[str, str] = MappingProxyType(
    {
        "acuan_realisasi": "realisasi tidak berasal dari dokumen target",
        "acuan_target": "dokumen sudah dipilih sebelum kebijakannya dibaca",
        "acuan_pagu": "dokumen sudah dipilih sebelum kebijakannya dibaca",
        "agregasi": "capaian simpul dapat menghimpun target beberapa dokumen",
        "bila_kosong": "capaian simpul dapat menghimpun target beberapa dokumen",
        "ukuran_kemajuan": "ukuran dipilih untuk seluruh laporan",
        "ukuran_efisiensi": "ukuran dipilih untuk seluruh laporan",
        "ukuran_serapan": "ukuran dipilih untuk seluruh laporan",
        "ukuran_sisa": "ukuran dipilih untuk seluruh laporan",
        "ukuran_pagu_instansi": "ukuran dipilih untuk seluruh laporan",
        "ukuran_realisasi_instansi": "ukuran dipilih untuk seluruh laporan",
        "ukuran_serapan_instansi": "ukuran dipilih untuk seluruh laporan",
    }
)
"""Policies that a document's target being used does not decide, each with why."""


def effective_in_document(draft: Draft, symbol: Symbol) -> list[nodes.Field]:
    """The fields of a document, without policies that would have no effect there, which is said."""
    out: list[nodes.Field] = []
    for placed in fields_of(symbol.item) if isinstance(symbol.item, nodes.Declaration) else ():
        why = _WITHOUT_EFFECT.get(placed.keyword)
        if why is None:
            out.append(placed)
            continue
        draft.say(
            "KR515",
            f"`{placed.keyword}` tidak berpengaruh di dalam `dokumen`: {why}",
            placed.span,
            "pindahkan ke `renstra`, ke simpul, atau ke indikator",
        )
    return out


def check_equal_documents(draft: Draft, binding: Binding) -> None:
    """Documents of one kind and date that state the same target must not set different policies: a tie is an error."""
    stating: dict[tuple[str, str], list[str]] = {}
    for ident, column, document in binding.target:
        if document in draft.dokumen:
            stating.setdefault((ident, column), []).append(document)
    said: set[tuple[str, str]] = set()
    for (ident, column), documents in stating.items():
        for one, other in combinations(documents, 2):
            first, second = draft.dokumen[one], draft.dokumen[other]
            if (first.jenis, first.tanggal) == (second.jenis, second.tanggal) and (one, other) not in said:
                said.add((one, other))
                _compare(draft, first, second, f"`{ident}` {column}")


def _compare(draft: Draft, first: Dokumen, second: Dokumen, target: str) -> None:
    for name in dict.fromkeys((*first.policies, *second.policies)):
        mine, theirs = first.policies.get(name), second.policies.get(name)
        if mine is not None and theirs is not None and mine.values == theirs.values:
            continue
        setting = theirs or mine
        if setting is None:
            continue
        quiet = second if theirs is None else first
        other = mine if setting is theirs else theirs
        draft.say(
            "KR408",
            f"dokumen `{first.id}` dan `{second.id}` setara, sama-sama menyatakan target {target}, tetapi `{name}` berbeda",
            setting.span,
            "beri `tanggal` agar jelas mana yang lebih baru, atau samakan kebijakannya",
            secondary=(Label(other.span if other is not None else quiet.span, "dibandingkan dengan ini"),),
        )
