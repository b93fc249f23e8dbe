"""Lark's parse table as plain data: what the quick loop needs of it, and nothing that has to be imported to read it.

The grammar stays the only definition of the syntax; nothing here knows a rule of it. Private parts of Lark are read
(`_parse_table`), so its version is pinned and a test holds the loop and Lark against each other.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

if TYPE_CHECKING:
    from lark import Lark

END = "$END"
"""The terminal after the last token."""


@frozen(eq=False)
class ParseTable:
    """States, rules and terminals by their numbers."""

    starts: Mapping[str, int]
    ends: Mapping[str, int]
    terminals: Sequence[tuple[str, str, int]]
    """Name, pattern and priority, in the order in which they are tried where several are accepted."""
    ignored: Sequence[str]
    rules: Sequence[tuple[str, int, str, bool, Sequence[tuple[int, bool]] | None]]
    """What is reduced to; how many parts it has; the builder's method, or none; whether a part that is alone stands for
    the whole; which parts are kept, and whether each is a list to be taken apart (None: all, as they are)."""
    actions: Sequence[Mapping[str, int]]
    """For each state and terminal the next state, or below zero `~rule` to reduce by."""
    gotos: Sequence[Mapping[str, int]]
    """For each state the next one after a reduction."""

    def written(self) -> str:
        """As one line of JSON."""
        return json.dumps(asdict(self, recurse=False), ensure_ascii=True, separators=(",", ":"))


def read_table(line: str | bytes) -> ParseTable:
    """A table from its line.

    Raises:
        ValueError, TypeError: the line is no table.
    """
    return ParseTable(**json.loads(line))


def table_of(lark: "Lark") -> ParseTable:
    """The table that Lark has worked out."""
    parser: Any = lark.parser
    table: Any = parser.parser._parse_table
    callable_names = {rule: at for at, rule in enumerate(lark.rules)}
    ordered = sorted(lark.terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    named = {t.name for t in ordered} | {END}
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for state in range(len(table.states)):
        acts: dict[str, int] = {}
        goes: dict[str, int] = {}
        for symbol, (action, argument) in table.states[state].items():
            if symbol not in named:
                goes[symbol] = argument
            else:
                acts[symbol] = argument if str(action) == "Shift" else ~callable_names[argument]
        actions.append(acts)
        gotos.append(goes)
    return ParseTable(
        dict(table.start_states),
        dict(table.end_states),
        [(t.name, t.pattern.to_regexp(), t.priority) for t in ordered],
        sorted(lark.lexer_conf.ignore),
        [_rule(rule) for rule in lark.rules],
        actions,
        gotos,
    )


def _rule(rule: Any) -> tuple[str, int, str, bool, list[tuple[int, bool]] | None]:
    kept = [
        (at, not symbol.is_term and symbol.name.startswith("_"))
        for at, symbol in enumerate(rule.expansion)
        if rule.options.keep_all_tokens or not (symbol.is_term and symbol.filter_out)
    ]
    whole = len(kept) == len(rule.expansion) and not any(apart for _, apart in kept)
    alone = bool(rule.options.expand1) and not rule.alias
    made = "" if rule.origin.name.startswith("_") else rule.alias or rule.origin.name
    return rule.origin.name, len(rule.expansion), made, alone, None if whole else kept
