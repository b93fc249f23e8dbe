"""Workbooks and documents opened in LibreOffice: `python -m tests.office`. Not part of the ordinary tests."""
