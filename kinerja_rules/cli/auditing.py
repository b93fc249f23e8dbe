"""`kinerja audit`: which claims are asked for, and the form in which the audit is written."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import Output
from kinerja_rules.report.text import clean

if TYPE_CHECKING:
    from kinerja_rules.analysis.build import CheckResult
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


def deliver_audit(checked: "CheckResult", asked: AskedAudit, path: Path, output: Output) -> bool:
    """Write the audit in the form asked for; whether all claims could be audited and none differs."""
    from kinerja_rules import api
    from kinerja_rules.base.diagnostics import blocks
    from kinerja_rules.model.published import Verdict
    from kinerja_rules.report.findings import render_findings

    model = checked.model
    if model is None:
        output.tell(render_findings(checked.diagnostics, output.screen(sys.stderr)), always=True)
        return False
    wrong = api.findings_of_claims(model, checked.diagnostics, asked.published)
    done = _audited(model, asked)
    if not model.terbitan:
        output.tell(_EXAMPLE, always=True)
    _write(checked, model, done, wrong, asked, path, output)
    return not done.count(Verdict.BEDA) and not blocks(wrong)


def _write(
    checked: "CheckResult",
    model: "Model",
    done: "Audit",
    wrong: "Sequence[Diagnostic]",
    asked: AskedAudit,
    path: Path,
    output: Output,
) -> None:
    from kinerja_rules import api
    from kinerja_rules.report import to_json
    from kinerja_rules.report.audit_view import view_audit

    if asked.form == "json":
        from kinerja_rules.report.audit_json import audit_document

        output.deliver_document(to_json.write(audit_document(done, wrong)), asked.target)
        return
    view = view_audit(model, done, wrong)
    if asked.form == "md":
        from kinerja_rules.report.audit_markdown import render_audit_markdown

        output.deliver_document(render_audit_markdown(view), asked.target)
    elif asked.form == "html":
        from kinerja_rules.report.audit_html import render_audit_html
        from kinerja_rules.report.audit_traces import unfolded

        traces = unfolded(api.audit_traces(checked, done), model)
        output.deliver_document(render_audit_html(view, traces), asked.target)
    elif asked.form == "xlsx":
        from kinerja_rules.report.audit_book import audit_book
        from kinerja_rules.report.audit_traces import unfolded
        from kinerja_rules.report.sheet import render_xlsx

        if asked.target is None and sys.stdout is not None and sys.stdout.isatty():
            raise WrongUsageError("buku kerja tidak dapat ditampilkan di layar", "sebut berkasnya: -o audit.xlsx")
        traces = unfolded(api.audit_traces(checked, done), model)
        output.deliver_document(render_xlsx(audit_book(view, traces)), asked.target)
    else:
        from kinerja_rules.report.audit_text import render_audit

        output.deliver(render_audit(view, output.target(asked.target), asked.everything), asked.target)
        if view.worst and asked.target is None:
            place = clean(str(path))
            output.tell(["", f"dari mana sebuah angka: kinerja jejak {place} {_quoted(view.worst[0].ungkapan)}"])


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
