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
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import PolicySetting, Skala
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import CAPAIAN_DECIMALS
from kinerja_rules.model.values import Entity, Number, Value


@frozen
class Classified:
    """What is added to the step of an achievement."""

    rows: tuple[ScaleRow, ...]
    details: tuple[Detail, ...]
    citations: tuple[Citation, ...]


class Classifier:
    """Classifies the achievements of one model; what is said of many of them is made once."""

    def __init__(self, quiet: Interpreter) -> None:
        self._quiet = quiet
        self._policies: dict[tuple[str, int], Detail] = {}
        self._of_scale: dict[tuple[str, str | None], tuple[Detail, ...]] = {}
        self._lowest: dict[str, str] = {}

    def classified(self, root: Step, subject: Entity, node: typed.Apply) -> Classified | None:
        """The category of the achievement at the root of a trace; None where it has none."""
        quiet, exact = self._quiet, root.value
        period = self._argument(node.arguments[1])
        acuan = self._argument(node.arguments[2]) if len(node.arguments) > 2 else None
        if not isinstance(exact, Number) or not isinstance(period, Period):
            return None
        document = quiet.document_for(subject, period, acuan)
        skala = quiet.scale_of(subject, document)
        if skala is None:
            return None
        graded = quiet.as_graded(subject, exact, document)
        category = quiet.kategori_nilai(graded, skala.id)
        details = self._otherwise(exact, category if graded is exact else None, category, skala)
        for name in ("nilai_kategori", "skala"):
            setting = quiet.model.policy(name, subject.id, document)
            if setting is not None:
                details.append(self._policy(name, setting))
        found = category if isinstance(category, str) else None
        details += self._category(skala, found)
        if isinstance(graded, Number):
            distance = self._distance(graded, category, skala, subject, period, acuan, document)
            details.append(Detail("jarak", distance))
        return Classified(quiet.scale_rows(skala, found or ""), tuple(details), skala.dasar)

    def _argument(self, node: Expr) -> Value:
        return node.value if isinstance(node, typed.Const) else self._quiet.eval(node, Env())

    def _policy(self, name: str, setting: PolicySetting) -> Detail:
        key = (name, id(setting))  # the model holds its settings
        if key not in self._policies:
            text = f"{name} {setting.values[0]} (ditetapkan {setting.scope})"
            self._policies[key] = Detail("kebijakan", text, setting.span)
        return self._policies[key]

    def _category(self, skala: Skala, category: str | None) -> tuple[Detail, ...]:
        """The category by its name, and what the scale does with a value between two of them."""
        key = (skala.id, category)
        if key not in self._of_scale:
            details = [] if category is None else [Detail("kategori", category, skala.span)]
            if skala.gap is not None:
                details.append(Detail("kebijakan", f"celah {skala.gap} (ditetapkan skala {skala.id})", skala.gap_span))
            self._of_scale[key] = tuple(details)
        return self._of_scale[key]

    def _otherwise(self, value: Number, exact: Value | None, category: Value, skala: Skala) -> list[Detail]:
        """Where the exact value and the displayed one fall into different categories, both are said."""
        by_value = self._quiet.kategori_nilai
        shown = units.rounded(value.value, units.PERSEN, CAPAIAN_DECIMALS)
        if shown.as_integer_ratio() == value.value.as_integer_ratio():
            return []
        exact, displayed = exact or by_value(value, skala.id), by_value(Number(shown), skala.id)
        if exact == displayed or not isinstance(exact, str) or not isinstance(displayed, str):
            return []
        text = f"menurut nilai eksak {exact}, menurut nilai yang ditampilkan {displayed}; yang dipakai {category}"
        return [Detail("penjelasan", text)]

    def _distance(
        self,
        value: Number,
        category: Value,
        skala: Skala,
        subject: Entity,
        period: Period,
        acuan: Value | None,
        document: str | None,
    ) -> str:
        """`2,08 poin lagi untuk Sedang; memerlukan realisasi 858 orang`, as far as it can be said exactly."""
        following = points_to_next(skala, value.value, category)
        if following is None:
            return self._at_the_top(value, skala)
        points = units.show(following.distance, units.POIN if skala.satuan.kind is units.Kind.PERSEN else skala.satuan)
        if following.distance:
            text = f"{'' if following.included else 'lebih dari '}{points} lagi untuk {following.nama}"
        else:
            text = f"di ambang {following.nama}, yang dimulai di atas {units.show(following.threshold, skala.satuan)}"
        quiet, ident = self._quiet, subject.id
        model = quiet.model
        limits = model.policy("dibatasi", ident, document)
        upper = limits.numbers[1] if limits is not None else None
        if limits is not None and upper is not None and upper < following.threshold:
            return f"{text}, tidak terjangkau karena capaian dibatasi {limits.values[0]}"
        indikator = model.indikator.get(ident)
        rounded = (model.policy(n, ident, document) for n in ("pembulatan_realisasi", "pembulatan_capaian"))
        if indikator is None or indikator.arah is None or any(r is not None and r.numbers for r in rounded):
            return text
        realisasi, target = quiet.realisasi(ident, period), quiet.target(ident, period, acuan)
        direction = quiet.direction_of(indikator, target, document)
        wanted = needed_realisasi(quiet, direction, realisasi, target, following.threshold)
        if wanted is None or not isinstance(realisasi, Number):
            return text
        shown = units.show(wanted, indikator.satuan, enough_decimals(wanted, indikator.satuan))
        if following.included:
            return f"{text}; memerlukan realisasi {shown}"
        side = surpassed(quiet, direction, target, wanted, following.threshold)
        if side == 0:
            just = units.show(following.threshold, skala.satuan)
            return f"{text}; realisasi {shown} memberi {just}, tidak lebih dari itu"
        return f"{text}; memerlukan realisasi {'lebih' if side > 0 else 'kurang'} dari {shown}"

    def _at_the_top(self, value: Number, skala: Skala) -> str:
        top = skala.kategori[-1]
        if top.lower is None:
            return "kategori teratas"
        if skala.id not in self._lowest:
            self._lowest[skala.id] = units.show(top.lower, skala.satuan)
        above = units.show(value.value - top.lower, units.POIN, 2)
        return f"kategori teratas; {above} di atas batas bawahnya ({self._lowest[skala.id]})"
