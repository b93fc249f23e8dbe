"""An audit as rows of already formatted cells: what every form of the table to sign shows alike."""

from collections.abc import Sequence

from attrs import frozen

from kinerja_rules.audit.run import worst_first
from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.numerals import decimals_needed, truncate
from kinerja_rules.engine.expressions import as_number
from kinerja_rules.engine.trace_labels import subject_of
from kinerja_rules.model import units
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.published import Audit, AuditedClaim, Cause, Claim, Verdict
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Missing, Number, TargetValue
from kinerja_rules.report.values_text import show_value

MORE_DECIMALS = 4
"""Decimals beyond those printed that may be shown to tell a computed figure from the print."""

SPOKEN = {
    Verdict.COCOK: "cocok",
    Verdict.DIPOTONG: "dipotong",
    Verdict.BEDA: "beda",
    Verdict.TIDAK_DAPAT_DIHITUNG: "tidak dapat dihitung",
}

COINCIDENCE = "mungkin kebetulan"


@frozen
class AuditRow:
    """One claim: where it is printed, both figures, the verdict and what belongs to it."""

    terbitan: str
    tempat: str
    baris: str | None
    kolom: str | None
    ungkapan: str
    tercetak: str
    dihitung: str
    verdict: Verdict
    akibat: tuple[str, ...]
    catatan: tuple[str, ...]
    sebab: tuple[str, ...]
    letak: str
    audited: AuditedClaim
    perihal: str | None = None
    """The name of the indicator or node it is about, as the plan has it; None where the print is that name itself."""

    @property
    def place(self) -> str:
        """`Tabel 3.2, TKK, capaian`."""
        return ", ".join(part for part in (self.tempat, self.baris, self.kolom) if part)

    @property
    def where(self) -> str:
        """The place, and the name of what the figure is about."""
        return self.place if self.perihal is None else f"{self.place}: {self.perihal}"


@frozen
class ContradictionView:
    """A quantity, and what is printed of it where."""

    ungkapan: str
    prints: tuple[tuple[str, str, str], ...]
    """(as printed, place in the report, place in the file)"""


@frozen
class AuditView:
    """The whole audit."""

    nama: str
    paket: str
    versi: str
    sidik: str
    terbitan: tuple[str, ...]
    """Names of the published reports."""
    rows: tuple[AuditRow, ...]
    worst: tuple[AuditRow, ...]
    contradictions: tuple[ContradictionView, ...]
    findings: tuple[Diagnostic, ...]
    """What is wrong with claims that could not be audited."""

    def of(self, verdict: Verdict) -> tuple[AuditRow, ...]:
        """Rows with a verdict, in the order of the report."""
        return tuple(row for row in self.rows if row.verdict is verdict)

    @property
    def summary(self) -> str:
        """How many claims, and how many of each verdict."""
        counted = [f"{len(self.of(v))} {SPOKEN[v]}" for v in Verdict if self.of(v)]
        return f"{len(self.rows)} klaim: {', '.join(counted)}" if self.rows else "tidak ada klaim"


def view_audit(model: Model, audit: Audit, findings: Sequence[Diagnostic]) -> AuditView:
    """An audit ready to be shown."""
    rows = tuple(audit_row(claim, model) for claim in audit.claims)
    by_claim = {id(claim): row for claim, row in zip(audit.claims, rows, strict=True)}
    shown = {claim.claim.published for claim in audit.claims}
    return AuditView(
        model.root.nama,
        model.root.id,
        model.root.versi or "",
        model.root.digest,
        tuple(t.nama for t in model.terbitan if t.id in shown or not shown),
        rows,
        tuple(by_claim[id(claim)] for claim in worst_first(audit)),
        tuple(
            ContradictionView(
                c.question, tuple((p.printed.text, place, p.span.place) for p, place in _places(c.claims))
            )
            for c in audit.contradictions
        ),
        tuple(findings),
    )


def _places(claims: Sequence[Claim]) -> list[tuple[Claim, str]]:
    """Each claim with its place, and the report before it where they are of several."""
    several = len({claim.published for claim in claims}) > 1
    return [(claim, f"{claim.published}: {_place(claim)}" if several else _place(claim)) for claim in claims]


def _place(claim: Claim) -> str:
    return ", ".join(part for part in (claim.place, claim.row, claim.column) if part)


def audit_row(audited: AuditedClaim, model: Model) -> AuditRow:
    """One claim ready to be shown."""
    claim = audited.claim
    return AuditRow(
        claim.published,
        claim.place,
        claim.row,
        claim.column,
        claim.question,
        "(kosong)" if claim.printed.absent and not claim.printed.text else claim.printed.text,
        show_computed(audited),
        audited.verdict,
        audited.effects,
        audited.notes,
        tuple(cause_text(c) for c in audited.causes),
        claim.span.place,
        audited,
        _about(claim, model),
    )


def _about(claim: Claim, model: Model) -> str | None:
    subject = subject_of(claim.expression)
    if subject is None or claim.expression.type.kind == "teks":
        return None
    found = model.indikator.get(subject.id) or model.simpul.get(subject.id)
    return found.nama if found is not None else None


def cause_text(cause: Cause) -> str:
    """A cause in a sentence, marked where it may be coincidence."""
    doubt = f" ({COINCIDENCE})" if cause.coincidence else ""
    return f"{cause.explanation}{doubt}"


def show_computed(audited: AuditedClaim) -> str:
    """The computed figure at the printed precision; with more decimals where it would look like the print it is not."""
    value, printed = audited.computed, audited.claim.printed
    unit = _unit(audited)
    if isinstance(value, Missing):
        return value.kind.spoken
    if isinstance(value, TargetValue) and (value.grade is not None or value.is_range or value.operator):
        return show_value(value, unit)
    number = as_number(value) if isinstance(value, (Number, TargetValue)) else None
    if not isinstance(number, Number) or unit is None:
        return show_value(value, unit)
    decimals = _decimals(number, unit, printed.decimals) if printed.value is not None else None
    if decimals is None:
        return units.show(number.value, unit, approximate=number.approximate)
    most = decimals + MORE_DECIMALS
    while decimals < most and not _told_apart(audited, number, unit, decimals):
        decimals += 1
    return units.show(number.value, unit, decimals, number.approximate)


def _told_apart(audited: AuditedClaim, number: Number, unit: Unit, decimals: int) -> bool:
    """Whether so many decimals show why the verdict is what it is."""
    printed = audited.claim.printed
    if printed.unit is not None and not units.comparable(audited.unit or units.ANGKA, printed.unit):
        return True
    shown = units.rounded(number.value, unit, decimals)
    if audited.verdict is Verdict.DIPOTONG:
        return units.rounded(shown, unit, printed.decimals, truncate) == printed.value and shown != printed.value
    return audited.verdict is not Verdict.BEDA or shown != printed.value


def _decimals(number: Number, unit: Unit, printed: int) -> int:
    """The printed decimals, or those of a stated figure where it states more."""
    if number.decimals is not None and (number.value / unit.scale * 10**number.decimals).denominator == 1:
        return max(printed, decimals_needed(number.value / unit.scale, number.decimals))
    return printed


def _unit(audited: AuditedClaim) -> Unit | None:
    """The unit in which a computed figure is told: its own where that is as large as the printed one."""
    own, printed = audited.unit, audited.claim.printed.unit
    if printed is None:
        return own
    if own is not None and not units.comparable(own, printed):
        return own
    return own if own is not None and own.label and own.scale == printed.scale else printed
