"""Audits held against the notation of ```audit fences: every claim that does not agree is listed, the others are counted."""

import re
from collections.abc import Sequence

from kinerja_rules import api
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.published import Verdict
from kinerja_rules.report.audit_view import AuditRow, view_audit

_LINE = re.compile(r"(?P<what>.+?) = (?P<verdict>[a-z_]+)(?:: (?P<computed>[^;]*))?(?P<rest>(?:; .*)?)\Z")
_COUNT = re.compile(r"cocok = (\d+)\Z")
_CONTRADICTION = re.compile(r"bertentangan (?P<question>.+?): (?P<prints>.+)\Z")


def audit_differences(model: Model, expected: Sequence[tuple[str, int]]) -> list[str]:
    """In what the audit of all published reports is not what is expected, in words."""
    view = view_audit(model, api.audit(model), ())
    rest = [row for row in view.rows if row.verdict is not Verdict.COCOK]
    matching = len(view.rows) - len(rest)
    contradictions = {
        f"bertentangan {c.ungkapan}: " + "; ".join(f"{printed} di {place}" for printed, place, _ in c.prints)
        for c in view.contradictions
    }
    out: list[str] = []
    counted = 0
    for line, number in expected:
        count = _COUNT.match(line)
        found = _LINE.match(line)
        if count is not None:
            counted = int(count[1])
        elif _CONTRADICTION.match(line):
            if line in contradictions:
                contradictions.remove(line)
            else:
                out.append(f"baris {number}: pertentangan yang tidak ada: {line}")
        elif found is None:
            out.append(
                f"baris {number}: `{line}` tidak berbentuk `tempat, baris, kolom = putusan: dihitung; catatan: ...`"
            )
        else:
            row = next((r for r in rest if r.place == found["what"]), None)
            said = None if row is None else _differs(row, found)
            if row is None:
                out.append(f"baris {number}: `{found['what']}` tidak diklaim, atau cocok")
                continue
            rest.remove(row)
            if said is not None:
                out.append(f"baris {number}: {said}")
    if counted != matching:
        out.append(f"{matching} klaim cocok, diharapkan {counted}")
    out += [
        f"tidak diharapkan: {r.place} = {r.verdict.value}: {r.dihitung}; {'; '.join((*r.akibat, *r.catatan))}"
        for r in rest
    ]
    return [*out, *(f"tidak diharapkan: {c}" for c in sorted(contradictions))]


def _differs(row: AuditRow, found: re.Match[str]) -> str | None:
    if row.verdict.value != found["verdict"]:
        return f"{row.place}: {row.verdict.value} (dihitung {row.dihitung})"
    if found["computed"] is not None and row.dihitung != found["computed"].strip():
        return f"{row.place}: dihitung {row.dihitung}"
    for part in filter(None, found["rest"].split("; ")):
        kind, _, text = part.partition(": ")
        texts = {
            "akibat": row.akibat,
            "catatan": row.catatan,
            "sebab": tuple(c.kode for c in row.audited.causes),
        }.get(kind)
        if texts is None:
            return f"`{kind}` tidak dikenal; pilih akibat, catatan, atau sebab"
        if not any(text in one for one in texts):
            return f"{row.place}: {kind} {list(texts)}"
    return None
