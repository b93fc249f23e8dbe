"""`kinerja audit`: which claims are asked for, and the form in which the audit is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import Output
from kinerja_rules.report.text import clean

if TYPE_CHECKING:
    from kinerja_rules.base.diagnostics import Diagnostic
    from kinerja_rules.model.kinerja import Model
    from kinerja_rules.model.published import Audit

_EXAMPLE = (
    "rencana ini belum punya terbitan; tulis misalnya:",
    "",
    '  terbitan lkjip_2022 "LKjIP 2022" {',
    '    klaim "Tabel 3.2" capaian(TKK; 2022) tercetak 100,02 %',
    "  }",
)


@frozen
class AskedAudit:
    """What the user asked `audit` for, as written."""

    published: str | None
    place: str | None
    everything: bool
    form: str
    target: Path | None


def deliver_audit(model: "Model", findings: "Sequence[Diagnostic]", asked: AskedAudit, output: Output) -> bool:
    """Write the audit in the form asked for; whether anything in it is wrong."""
    from kinerja_rules import api
    from kinerja_rules.base.diagnostics import blocks
    from kinerja_rules.model.published import Verdict
    from kinerja_rules.report import to_json
    from kinerja_rules.report.audit_json import audit_document
    from kinerja_rules.report.audit_markdown import render_audit_markdown
    from kinerja_rules.report.audit_text import render_audit
    from kinerja_rules.report.audit_view import view_audit

    wrong = api.findings_of_claims(model, findings, asked.published)
    done = _audited(model, asked)
    if not model.terbitan:
        output.tell(_EXAMPLE, always=True)
    if asked.form == "json":
        output.deliver_document(to_json.write(audit_document(done, wrong)), asked.target)
    elif asked.form == "md":
        output.deliver_document(render_audit_markdown(view_audit(model, done, wrong)), asked.target)
    else:
        view = view_audit(model, done, wrong)
        output.deliver(render_audit(view, output.target(asked.target), asked.everything), asked.target)
        if view.worst and asked.target is None:
            output.tell(["", f"dari mana sebuah angka: kinerja jejak PATH {_quoted(view.worst[0].ungkapan)}"])
    return done.count(Verdict.BEDA) > 0 or blocks(wrong)


def _audited(model: "Model", asked: AskedAudit) -> "Audit":
    """The audit of what is asked for; a report or place that is not known is a wrong use."""
    from kinerja_rules import api

    if asked.published is not None and asked.published not in {t.id for t in model.terbitan}:
        known = ", ".join(t.id for t in model.terbitan) or "rencana ini belum punya terbitan"
        raise WrongUsageError(f"terbitan `{clean(asked.published)}` tidak dikenal", f"yang dikenal: {clean(known)}")
    done = api.audit(model, asked.published, asked.place)
    if asked.place is not None and not done.claims:
        places = dict.fromkeys(c.place for t in model.terbitan for c in t.claims)
        known = ", ".join(places) or "belum ada"
        raise WrongUsageError(f"tidak ada klaim di `{clean(asked.place)}`", f"yang dikenal: {clean(known)}")
    return done


def _quoted(question: str) -> str:
    return '"' + clean(question).replace('"', "'") + '"'
