"""What a trace says of an achievement's category: the rows of the scale around it, and what the next one needs."""

from attrs import frozen

from kinerja_rules.base.citation import Citation
from kinerja_rules.engine.distance import needed_realisasi, surpassed
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.scales import points_to_next
from kinerja_rules.engine.trace_labels import enough_decimals
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Detail, ScaleRow, Step
from kinerja_rules.model.kinerja import Skala
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import CAPAIAN_DECIMALS
from kinerja_rules.model.values import Entity, Number, Value


@frozen
class Classified:
    """What is added to the step of an achievement."""

    rows: tuple[ScaleRow, ...]
    details: tuple[Detail, ...]
    citations: tuple[Citation, ...]


def classified(quiet: Interpreter, root: Step, subject: Entity, node: typed.Apply) -> Classified | None:
    """The category of the achievement at the root of a trace; None where it has none."""
    model = quiet.model
    period = quiet.eval(node.arguments[1], Env())
    acuan = quiet.eval(node.arguments[2], Env()) if len(node.arguments) > 2 else None
    if not isinstance(root.value, Number) or not isinstance(period, Period):
        return None
    document = quiet.document_for(subject, period, acuan)
    skala = quiet.scale_of(subject, document)
    if skala is None:
        return None
    graded = quiet.as_graded(subject, root.value, document)
    category = quiet.kategori_nilai(graded, skala.id)
    exact = category if graded is root.value else quiet.kategori_nilai(root.value, skala.id)
    details = _otherwise(quiet, root.value, exact, category, skala)
    for name in ("nilai_kategori", "skala"):
        setting = model.policy(name, subject.id, document)
        if setting is not None:
            text = f"{name} {setting.values[0]} (ditetapkan {setting.scope})"
            details.append(Detail("kebijakan", text, setting.span))
    if isinstance(category, str):
        details.append(Detail("kategori", category, skala.span))
    if skala.gap is not None:
        details.append(Detail("kebijakan", f"celah {skala.gap} (ditetapkan skala {skala.id})", skala.gap_span))
    if isinstance(graded, Number):
        needed = _Needed(quiet, subject, period, acuan, document)
        details.append(Detail("jarak", _distance(needed, graded, skala)))
    rows = quiet.scale_rows(skala, category if isinstance(category, str) else "")
    return Classified(rows, tuple(details), skala.dasar)


def _otherwise(quiet: Interpreter, value: Number, exact: Value, category: Value, skala: Skala) -> list[Detail]:
    """Where the exact value and the displayed one fall into different categories, both are said."""
    shown = Number(units.rounded(value.value, units.PERSEN, CAPAIAN_DECIMALS))
    displayed = quiet.kategori_nilai(shown, skala.id)
    if exact == displayed or not isinstance(exact, str) or not isinstance(displayed, str):
        return []
    text = f"menurut nilai eksak {exact}, menurut nilai yang ditampilkan {displayed}; yang dipakai {category}"
    return [Detail("penjelasan", text)]


@frozen
class _Needed:
    """What an achievement stands on, for asking what a better category needs."""

    quiet: Interpreter
    subject: Entity
    period: Period
    acuan: Value | None
    document: str | None


def _distance(needed: _Needed, value: Number, skala: Skala) -> str:
    """`2,08 poin lagi untuk Sedang; memerlukan realisasi 858 orang`, as far as it can be said exactly."""
    following = points_to_next(skala, value.value)
    if following is None:
        top = skala.kategori[-1]
        if top.lower is None:
            return "kategori teratas"
        above = units.show(value.value - top.lower, units.POIN, 2)
        return f"kategori teratas; {above} di atas batas bawahnya ({units.show(top.lower, skala.satuan)})"
    points = units.show(following.distance, units.POIN if skala.satuan.kind is units.Kind.PERSEN else skala.satuan)
    if following.distance:
        text = f"{'' if following.included else 'lebih dari '}{points} lagi untuk {following.nama}"
    else:
        text = f"di ambang {following.nama}, yang dimulai di atas {units.show(following.threshold, skala.satuan)}"
    model, ident = needed.quiet.model, needed.subject.id
    limits = model.policy("dibatasi", ident, needed.document)
    upper = limits.numbers[1] if limits is not None else None
    if limits is not None and upper is not None and upper < following.threshold:
        return f"{text}, tidak terjangkau karena capaian dibatasi {limits.values[0]}"
    indikator = model.indikator.get(ident)
    rounded = (model.policy(n, ident, needed.document) for n in ("pembulatan_realisasi", "pembulatan_capaian"))
    if indikator is None or indikator.arah is None or any(r is not None and r.numbers for r in rounded):
        return text
    realisasi = needed.quiet.realisasi(ident, needed.period)
    target = needed.quiet.target(ident, needed.period, needed.acuan)
    direction = needed.quiet.direction_of(indikator, target, needed.document)
    wanted = needed_realisasi(needed.quiet, direction, realisasi, target, following.threshold)
    if wanted is None or not isinstance(realisasi, Number):
        return text
    shown = units.show(wanted, indikator.satuan, enough_decimals(wanted, indikator.satuan))
    if following.included:
        return f"{text}; memerlukan realisasi {shown}"
    side = surpassed(needed.quiet, direction, target, wanted, following.threshold)
    if side == 0:
        just = units.show(following.threshold, skala.satuan)
        return f"{text}; realisasi {shown} memberi {just}, tidak lebih dari itu"
    return f"{text}; memerlukan realisasi {'lebih' if side > 0 else 'kurang'} dari {shown}"
