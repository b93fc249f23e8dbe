"""The policies by which an achievement is reckoned, looked up together: of most indicators they are the same."""

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.engine.expressions import as_number
from kinerja_rules.model.kinerja import Indikator, Model, PolicySetting, replacement_policy
from kinerja_rules.model.values import Number, Value

TERMS = ("pembulatan_realisasi", "pembulatan_capaian", "dibatasi", "bila_target_nol", "bila_target_negatif")
"""The policies of an achievement, but for those that put one direction in the place of another."""


@quick_frozen
class Terms:
    """Of each policy the setting that holds; None where there is none."""

    rounding_before: PolicySetting | None
    """How a realisasi is rounded before it is held against the target."""
    rounding: PolicySetting | None
    """How the achievement itself is."""
    limits: PolicySetting | None
    of_zero: PolicySetting | None
    """The direction that serves where the target is zero."""
    of_negative: PolicySetting | None
    instead: PolicySetting | None
    """The direction that serves in the place of the declared one."""

    def direction(self, target: Value) -> PolicySetting | None:
        """The policy that puts another direction in the place of the declared one, if any."""
        if self.of_zero is None and self.of_negative is None:
            return self.instead
        number = as_number(target)
        sign = number.value.numerator if isinstance(number, Number) else 1
        special = None if sign > 0 else self.of_negative if sign else self.of_zero
        return special if special is not None else self.instead


def terms_of(model: Model, indikator: Indikator, document: str | None) -> Terms:
    """The policies that hold for an indicator and a document."""
    names = (*TERMS, replacement_policy(indikator.arah or ""))
    return Terms(*(model.policy(name, indikator.id, document) for name in names))
