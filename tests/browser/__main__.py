"""Run all checks of pages in Chromium, and say plainly where there is none.

The browser is `chromium` on the path, or the program named in `CHROMIUM`; Playwright drives it. With a folder as
argument, pictures of the pages are left there.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.browser import audit_page, first_look, found_page, report_page, review_page

CHECKS: tuple[Callable[..., None], ...] = (
    *review_page.CHECKS,
    *audit_page.CHECKS,
    *report_page.CHECKS,
    *first_look.CHECKS,
    *found_page.CHECKS,
)
FLAGS = ["--no-sandbox", "--disable-ipc-flooding-protection"]
"""Where all runs as one user there is no sandbox; and a page is not held back for going through all its links."""
NAMES = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    """Run every check; the first that fails ends the run."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        print("skipped: no Chromium on the path (set CHROMIUM to its program)")
        return 0
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("skipped: Playwright is not installed (the extra `browser`)")
        return 0
    pictures = Path(arguments[0]) if arguments else None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for check in CHECKS:
            check(browser, Path(folder), pictures)
            print(f"ok  {check.__doc__}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
