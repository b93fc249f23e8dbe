"""The long explanation of a review rule: what it looks at, when it speaks and what it says, thresholds, basis, examples."""

from collections.abc import Iterable, Sequence
from textwrap import dedent

from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging, visible, wrap
from kinerja_rules.syntax import nodes

_SAYS = ("galat", "peringatan", "catatan")


def rule_code(item: nodes.Declaration) -> str:
    """The code that findings of a rule bear."""
    for placed in item.head:
        if placed.keyword == "kode" and isinstance(placed.arguments[0], nodes.Word):
            return placed.arguments[0].text
    return item.id.text if item.id is not None else ""


def rule_fields(item: nodes.Declaration, *keywords: str) -> tuple[nodes.Field, ...]:
    """The fields of a rule with some keywords, in written order."""
    return tuple(m for m in item.body or () if isinstance(m, nodes.Field) and m.keyword in keywords)


def written(field: nodes.Field) -> str:
    """What follows the keyword, on one line as it is written."""
    return " ".join(field.span.text.split())[len(field.keyword) :].strip()


def prose(fields: Iterable[nodes.Field]) -> str:
    """The texts of some fields joined."""
    return " ".join(a.value for f in fields for a in f.arguments if isinstance(a, nodes.TextLit))


def cited(item: nodes.Declaration) -> tuple[str, ...]:
    """The bases of a rule, each as one text."""
    out: list[str] = []
    for placed in rule_fields(item, "dasar"):
        law = prose([placed])
        part = next((prose([a]) for a in placed.arguments if isinstance(a, nodes.Field)), "")
        unsure = any(isinstance(a, nodes.Word) for a in placed.arguments)
        out.append(f"{law}{f', {part}' if part else ''}{' (belum diverifikasi)' if unsure else ''}")
    return tuple(out)


def severities(item: nodes.Declaration) -> tuple[str, ...]:
    """The severities of what a rule says, each once."""
    return tuple(dict.fromkeys(f.keyword for f in rule_fields(item, *_SAYS)))


def explain_rule(
    item: nodes.Declaration, paket: str, place: str, screen: Screen, settings: Sequence[nodes.Declaration] = ()
) -> list[str]:
    """A rule in full; `settings` is what a plan sets of it."""
    ident = item.id.text if item.id is not None else ""
    nama = item.nama.value if item.nama is not None else ident
    lines = [
        screen.paint(clean(f"{rule_code(item)}: {nama}"), "tebal"),
        screen.paint(f"periksa {paket}.{ident}", "tebal"),
        screen.paint(clean(place), "redup"),
    ]
    said = prose(rule_fields(item, "keterangan"))
    if said:
        lines += ["", *wrap(clean(said), screen.columns)]
    lines += ["", screen.paint("Yang diperiksa", "tebal")]
    for field in rule_fields(item, "untuk", "misal"):
        lines += hanging(clean(written(field)), f"  {field.keyword.ljust(5)} ", screen.columns, 8)
    lines += ["", screen.paint("Temuan", "tebal")]
    for field in rule_fields(item, "bila", *_SAYS):
        lead = "  bila " if field.keyword == "bila" else f"    {field.keyword}: "
        text = written(field) if field.keyword == "bila" else prose([field])
        lines += hanging(clean(text), lead, screen.columns, 6)
    remedy = prose(rule_fields(item, "saran"))
    if remedy:
        lines += hanging(clean(remedy), "  saran: ", screen.columns, 6)
    lines += _thresholds(item, ident, screen)
    lines += _settings(settings, screen)
    basis = cited(item)
    if basis:
        lines.append("")
        lines += [line for text in basis for line in hanging(clean(text), "Dasar: ", screen.columns, 2)]
    for member in item.body or ():
        if isinstance(member, nodes.Declaration) and member.keyword == "contoh":
            lines += ["", screen.paint(f"Contoh {member.id.text if member.id is not None else ''}", "tebal")]
            lines += [f"  {line}" for line in _example(member)]
    return lines


def _thresholds(item: nodes.Declaration, ident: str, screen: Screen) -> list[str]:
    fields = rule_fields(item, "parameter")
    if not fields:
        return []
    lines = ["", screen.paint("Ambang", "tebal")]
    for field in fields:
        lines += hanging(clean(written(field)), "  ", screen.columns, 4)
    first = fields[0].arguments[0]
    name = first.text if isinstance(first, nodes.Word) else "ambang"
    lines += hanging(
        f'diubah di paket rencana dengan: atur {ident} {{ {name} ...  alasan "..." }}', "  ", screen.columns, 4
    )
    return lines


def _settings(settings: Sequence[nodes.Declaration], screen: Screen) -> list[str]:
    """Thresholds and severity as a plan sets them, each with its place."""
    lines: list[str] = []
    for item in settings:
        for placed in item.body or ():
            if isinstance(placed, nodes.Field):
                text = f"{placed.keyword} {written(placed)} ({placed.span.place})"
                lines += hanging(clean(text), "  ", screen.columns, 4)
    return ["", screen.paint("Diatur rencana ini", "tebal"), *lines] if lines else []


def _example(example: nodes.Declaration) -> Sequence[str]:
    """The text between the braces, its indentation taken off."""
    text = example.span.source.text[example.span.start : example.span.end]
    inside = text[text.index("{") + 1 : text.rindex("}")]
    return ["".join(visible(c) for c in line.rstrip()) for line in dedent(inside.strip("\n")).strip().splitlines()]
