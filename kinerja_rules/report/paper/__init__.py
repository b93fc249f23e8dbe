"""A report as PDF: set by Typst, whose library is an extra."""

from kinerja_rules.report.paper.document import LackingExtraError, has_typesetter, render_pdf

__all__ = ["LackingExtraError", "has_typesetter", "render_pdf"]
