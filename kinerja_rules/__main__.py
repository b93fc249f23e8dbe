"""`python -m kinerja_rules`: the same as `kinerja`."""

import sys

from kinerja_rules.cli import run

if __name__ == "__main__":
    sys.exit(run())
