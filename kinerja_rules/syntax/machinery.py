"""The grammar in working order: the quick loop over its table and the builder; Lark itself where a mistake is met."""

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kinerja_rules.syntax import prepared_grammar
from kinerja_rules.syntax.builder import Builder
from kinerja_rules.syntax.fused import Fused
from kinerja_rules.syntax.parse_table import ParseTable, table_of

if TYPE_CHECKING:
    from lark import Lark

    from kinerja_rules.syntax.syntax_errors import Vocabulary


class Machinery:
    """What reads texts: the builder serves the quick loop and Lark alike."""

    def __init__(self, table: ParseTable | None) -> None:
        self.builder = Builder()
        self.fused = Fused(table if table is not None else table_of(self.lark), self.builder)

    @cached_property
    def lark(self) -> "Lark":
        """Lark, which knows what it awaited where it stopped; a text without mistakes never asks for it."""
        return prepared_grammar.load(self.builder)

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """The words of the keywords, for what is said of mistakes."""
        from kinerja_rules.syntax.syntax_errors import Vocabulary

        keywords: dict[str, tuple[str, ...]] = {}
        for terminal in self.lark.terminals:
            found = re.fullmatch(r"\(?([a-z_|]+)\)?\\b", terminal.pattern.value)
            if found:
                keywords[terminal.name] = tuple(found[1].split("|"))
        keywords["SELAIN_ITU"] = ("selain itu",)
        return Vocabulary(keywords)


@cache
def machinery() -> Machinery:
    """Made once; the grammar does not change."""
    return Machinery(prepared_grammar.load_quick())
