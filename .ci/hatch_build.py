"""Build hook: the grammar's parse table and the rules that ship are read when the package is built, not at every start."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Prepared(BuildHookInterface):
    """Lays `grammar.table` beside the grammar, and `rules.table` into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before files are gathered."""
        sys.path.insert(0, self.root)
        try:
            from kinerja_rules.project.prepared_rules import PREPARED, write_prepared
            from kinerja_rules.syntax.prepared_grammar import TABLE, write_table
        finally:
            sys.path.remove(self.root)
        root = Path(self.root)
        write_table()
        write_prepared(root / "rules")
        build_data["artifacts"] += [str(made.relative_to(root)) for made in (TABLE, PREPARED)]
