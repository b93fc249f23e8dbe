"""The policies by which an achievement is reckoned, looked up together: of most indicators they are the same."""

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.model.kinerja import Indikator, Model, PolicySetting, replacement_policy

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


def terms_of(model: Model, indikator: Indikator, document: str | None) -> Terms:
    """The policies that hold for an indicator and a document."""
    names = (*TERMS, replacement_policy(indikator.arah or ""))
    return Terms(*(model.policy(name, indikator.id, document) for name in names))
