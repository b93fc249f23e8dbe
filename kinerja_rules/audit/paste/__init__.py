"""A printed table becomes claims of a `terbitan`: rows matched to a plan by name, what is doubtful marked for a person."""

from kinerja_rules.audit.paste.copying import Copied, Refusal, Wanted, copy_printed

__all__ = ["Copied", "Refusal", "Wanted", "copy_printed"]
