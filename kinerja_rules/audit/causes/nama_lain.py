"""The name that another document gives.

Prior: names are copied with the tables they stand in.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model import expression as typed


def _candidates(case: Case) -> Iterator[Candidate]:
    node, subject = case.claim.expression, case.subject
    if not (isinstance(node, typed.Apply) and node.function == "nama") or subject is None:
        return
    own = case.model.indikator.get(subject.id) or case.model.simpul.get(subject.id)
    if own is not None:
        yield Candidate(own.nama, lambda: f"nama `{subject.id}` dalam rencana", None, 0)
    for stated in case.model.facts.names:
        if stated.subject == subject.id:
            part = f", {stated.bagian}" if stated.bagian else ""

            def explain(document: str = stated.dokumen, part: str = part) -> str:
                return f"nama `{subject.id}` menurut {document}{part}"

            yield Candidate(stated.nama, explain, None, 1)
        elif own is not None and stated.nama != own.nama:

            def mixed(whose: str = stated.subject, document: str = stated.dokumen) -> str:
                return f"nama `{whose}` menurut {document}, bukan nama `{subject.id}`"

            yield Candidate(stated.nama, mixed, None, 3)


ALTERNATIVE = Alternative(
    "nama_lain",
    "Nama menurut dokumen lain",
    "nama menurut dokumen lain, atau nama indikator atau simpul lain",
    "Nama yang tercetak ialah nama menurut dokumen lain, atau nama indikator atau simpul yang lain.",
    8,
    _candidates,
)
