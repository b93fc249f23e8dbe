"""How long a browser takes to show the page of a report: `python tests/bench/bench_page.py FILE.html [ROUTE ...]`.

Milliseconds from the start of loading to the first picture and to the end of the page's script, and from there to each
route that is opened by its address, as Chromium tells them; the median of five.
"""

import shutil
import statistics
import sys
from pathlib import Path

ROUNDS = 5
ROUTES = ("indikator", "jenjang", "tabel", "temuan")


def main(page: Path, routes: list[str]) -> None:
    """Open the page several times."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.exit("playwright is not installed: the page was not opened")
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no chromium is installed: the page was not opened")
    spent: dict[str, list[float]] = {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(ROUNDS):
            tab = browser.new_page()
            tab.goto(page.absolute().as_uri(), wait_until="load")
            tab.wait_for_selector("main h1")
            told = tab.evaluate(
                "() => ({paint: (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime || -1,"
                " ready: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd})"
            )
            spent.setdefault("first picture", []).append(told["paint"])
            spent.setdefault("script done", []).append(told["ready"])
            for route in routes:
                drawn = tab.evaluate(
                    "(route) => new Promise((done) => { const start = performance.now(); location.hash = '#/' + route;"
                    " addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(() =>"
                    " done(performance.now() - start))), { once: true }); })",
                    route,
                )
                spent.setdefault(f"#/{route}", []).append(drawn)
            tab.close()
        browser.close()
    for name, found in spent.items():
        print(f"{name:>16} {statistics.median(found):8.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or list(ROUTES))
