"""The audit of a published report as a page: it can be read in any colours, asks for nothing, fits a phone, prints."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.browser.measures import BRIGHTNESS, CONTRAST, HEADINGS, NAMELESS, UNFOLD
from tests.browser.visit import Visit
from tests.shown_reports import ROOT, SECONDS


def page_of(folder: Path) -> Path:
    """The page of the example whose published report differs, written once."""
    file = folder / "audit.html"
    if not file.exists():
        command = ["audit", "examples/dinaker_pasuruan_2022", "-o", str(file), "--diam"]
        done = subprocess.run([sys.executable, "-m", "kinerja_rules", *command], cwd=ROOT, check=False, timeout=SECONDS)
        assert done.returncode == 1, "its figures differ"
    return file


def can_be_read(browser: Any, folder: Path, pictures: Path | None) -> None:
    """every text of the audit page has the contrast of WCAG AA in light and in dark, unfolded too, and paper is white"""
    visit = Visit(browser, page_of(folder))
    visit.page.evaluate(UNFOLD)
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
        visit.page.emulate_media(color_scheme=scheme, media=media)
        found = visit.page.evaluate(CONTRAST)
        assert found["seen"] > 200
        assert found["poor"] == [], (scheme, media, found["poor"][:5])
        assert (visit.page.evaluate(BRIGHTNESS) < 0.1) == ((scheme, media) == ("dark", "screen")), (scheme, media)
        if pictures is not None:
            visit.page.screenshot(path=str(pictures / f"audit_{scheme}_{media}.png"))
    visit.close()


def fits_and_is_named(browser: Any, folder: Path, _: Path | None) -> None:
    """the audit page does not scroll sideways at 360 or 1440 pixels, and all its controls and headings are in order"""
    for width, height in ((360, 740), (1440, 900)):
        visit = Visit(browser, page_of(folder), width, height)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, width
        visit.page.evaluate(UNFOLD)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, (width, "unfolded")
        assert visit.page.evaluate(NAMELESS) == []
        levels = visit.page.evaluate(HEADINGS)
        assert levels[0] == 1
        assert levels.count(1) == 1
        visit.close()


CHECKS = (can_be_read, fits_and_is_named)
