"""Exact evaluation and derivations."""
