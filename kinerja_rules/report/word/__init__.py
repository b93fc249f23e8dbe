"""A report as a Word document: real tables, captions and references that Word can update, styles from a template."""

from kinerja_rules.report.word.document import check_template, render_docx, too_wide
from kinerja_rules.report.word.refusal import TemplateError

__all__ = ["TemplateError", "check_template", "render_docx", "too_wide"]
