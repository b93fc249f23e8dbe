"""The command line. It reads arguments, calls `api`, and writes what `report` has made; it decides nothing itself."""

from kinerja_rules.cli.run import run

__all__ = ["run"]
