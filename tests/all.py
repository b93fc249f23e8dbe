"""Everything that checks the program, one after another: `python -m tests.all`.

All checks run even where one fails; the exit status is that of the first that failed. Pytest comes last, so that the
last line printed is its own closing line.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff format --check", (sys.executable, "-m", "ruff", "format", "--check", ".")),
    ("ruff check", (sys.executable, "-m", "ruff", "check", ".")),
    ("mypy", (sys.executable, "-m", "mypy")),
    ("lint-imports", (str(SCRIPTS / "lint-imports"),)),
    ("pytest", (sys.executable, "-m", "pytest")),
)


def main() -> int:
    """Run all checks and tell which failed, before the last of them has its say."""
    failed: list[tuple[str, int]] = []
    for name, command in CHECKS:
        if name == "pytest" and failed:
            print(f"failed before pytest: {', '.join(name for name, _ in failed)}", flush=True)
        print(f"--- {name}", flush=True)
        status = _run(command)
        if status:
            failed.append((name, status))
    return failed[0][1] if failed else 0


def _run(command: tuple[str, ...]) -> int:
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except FileNotFoundError:
        print(f"{command[0]} is not installed; install the extra `dev`", flush=True)
        return 127


if __name__ == "__main__":
    sys.exit(main())
