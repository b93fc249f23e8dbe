"""Kinerja rules: a language, an exact evaluator and traces for Indonesian performance plans."""

__version__ = "0.1.0"
