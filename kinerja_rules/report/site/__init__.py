"""A report as one page of HTML: a summary, the cascade, a page for every figure; everything inside, nothing fetched."""

from kinerja_rules.report.site.page import render_html

__all__ = ["render_html"]
