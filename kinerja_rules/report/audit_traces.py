"""Traces of the figures of an audit as lines of text, for the forms that carry them."""

from collections.abc import Mapping

from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.kinerja import Model
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.trace_tree import render_trace

TRACE_COLUMNS = 100

Traces = Mapping[str, tuple[str, ...]]
"""The lines of each trace, by the question that it answers."""


def unfolded(traces: Mapping[str, Derivation], model: Model) -> Traces:
    """Each derivation as `jejak` shows it."""
    return {q: tuple(render_trace(d, model, Screen(TRACE_COLUMNS))) for q, d in traces.items()}
