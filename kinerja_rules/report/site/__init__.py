"""A report as one page of HTML: a summary, the cascade, a page for every figure; everything inside, nothing fetched."""

from kinerja_rules.report.site.page import render_html
from kinerja_rules.report.site.questions import PageQuestions, cell_questions, page_questions

__all__ = ["PageQuestions", "cell_questions", "page_questions", "render_html"]
