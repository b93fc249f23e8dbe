"""An indicator's formula in words, as a table of indicators prints it: names in place of ids."""

from kinerja_rules.base.source import Span
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Indikator, Model
from kinerja_rules.model.units import Kind


def formula_in_words(model: Model, indikator: Indikator) -> str | None:
    """The formula's text with the names of data and indicators; None where there is no formula."""
    formula = indikator.rumus
    if formula is None:
        return None
    parts = [f"{name} = {_in_words(model, body)}" for name, body in formula.lets]
    main = _in_words(model, formula.value)
    unit = formula.value.type.unit
    if indikator.satuan.kind is Kind.PERSEN and unit is not None and unit.kind is Kind.RASIO:
        main = f"{main} × 100 %" if not _needs_brackets(formula.value) else f"({main}) × 100 %"
    return "; ".join([main, *parts])


def _needs_brackets(value: Expr) -> bool:
    return (isinstance(value, typed.Operation) and value.operator in ("+", "-")) or isinstance(value, typed.Choice)


def _in_words(model: Model, body: Expr) -> str:
    names: list[tuple[Span, str]] = []
    waiting = [body]
    while waiting:
        at = waiting.pop()
        if isinstance(at, typed.FactRef):
            nama = model.data[at.id].nama if at.kind == "data" else model.indikator[at.id].nama
            earlier = "" if isinstance(at.period, typed.Var) else f" ({_one_line(at.period.span.text)})"
            names.append((at.span, f"{nama}{earlier}"))
        else:
            waiting.extend(typed.children(at))
    text, start = body.span.source.text, body.span.start
    out = ""
    for span, nama in sorted(names, key=lambda n: n[0].start):
        if span.start >= start:
            out += text[start : span.start] + nama
            start = span.end
    return _one_line((out + text[start : body.span.end]).replace("*", "×"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
