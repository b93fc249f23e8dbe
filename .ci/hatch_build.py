"""Build hook: the grammar's parse table is worked out when the package is built, not at every start."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedGrammar(BuildHookInterface):
    """Lays `grammar.table` beside the grammar."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before files are gathered."""
        sys.path.insert(0, self.root)
        try:
            from kinerja_rules.syntax.prepared_grammar import TABLE, write_table
        finally:
            sys.path.remove(self.root)
        write_table()
        build_data["artifacts"].append(str(TABLE.relative_to(Path(self.root))))
