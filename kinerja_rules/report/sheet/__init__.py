"""A report as a workbook: typed numbers, formulas that show the calculation, a sheet a table."""

from kinerja_rules.report.sheet.workbook import render_xlsx

__all__ = ["render_xlsx"]
