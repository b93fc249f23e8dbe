"""The name that another document gives, or another part of the same report.

Prior: names are copied with the tables they stand in.
"""

import re
from collections.abc import Iterator
from functools import partial

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model import expression as typed
from kinerja_rules.model.facts import StatedName


def _candidates(case: Case) -> Iterator[Candidate]:
    node, subject = case.claim.expression, case.subject
    if not (isinstance(node, typed.Apply) and node.function == "nama") or subject is None:
        return
    own = case.model.indikator.get(subject.id) or case.model.simpul.get(subject.id)
    if own is not None:
        yield Candidate(own.nama, lambda: f"nama `{subject.id}` dalam rencana", None, 0)
    report = _the_report_itself(case)
    parts: dict[str, list[str]] = {}
    for stated in case.model.facts.names:
        if stated.dokumen in report and _is_the_place(stated, case.claim.place):
            continue  # that is the very print which is asked about
        if stated.dokumen in report and stated.subject == subject.id:
            parts.setdefault(stated.nama, []).append(stated.bagian or "")
        elif stated.subject == subject.id:
            yield Candidate(stated.nama, partial(_of_document, stated), None, 1)
        elif own is not None and stated.nama != own.nama:
            yield Candidate(stated.nama, partial(_of_another, stated, subject.id), None, 3)
    for nama, told in parts.items():
        yield Candidate(nama, partial(_elsewhere, subject.id, told), None, 2)


def _of_document(stated: StatedName) -> str:
    return f"nama `{stated.subject}` menurut {stated.dokumen}" + (f", {stated.bagian}" if stated.bagian else "")


def _of_another(stated: StatedName, subject: str) -> str:
    return f"{_of_document(stated)}, bukan nama `{subject}`"


def _elsewhere(subject: str, parts: list[str]) -> str:
    listed = " dan ".join(p for p in (", ".join(parts[:-1]), parts[-1]) if p)
    return f"laporan ini juga menamai `{subject}` demikian di {listed}"


def _the_report_itself(case: Case) -> frozenset[str]:
    """The documents of the plan that are the published report itself, known by its id or title."""
    report = next((t for t in case.model.terbitan if t.id == case.claim.published), None)
    if report is None:
        return frozenset()
    title = _folded(report.nama)
    return frozenset(d.id for d in case.model.dokumen.values() if d.id == report.id or _folded(d.nama) == title)


def _is_the_place(stated: StatedName, place: str) -> bool:
    """Whether a name of the report was taken from the place of the claim; `Bab IV dan Tabel 4.1` are two places."""
    if not stated.bagian:
        return True
    heads = dict.fromkeys((place, place.partition(",")[0]))
    return any(re.search(rf"(?<![\w.]){re.escape(head)}(?!\w|\.\d)", stated.bagian, re.IGNORECASE) for head in heads)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


ALTERNATIVE = Alternative(
    "nama_lain",
    "Nama menurut dokumen lain",
    "nama menurut dokumen lain, atau nama indikator atau simpul lain",
    "Nama yang tercetak ialah nama menurut dokumen lain atau bagian lain laporan itu, atau nama indikator atau simpul yang lain.",
    8,
    _candidates,
)
