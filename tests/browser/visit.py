"""A page opened in a browser: what it asked for, and what went wrong in it."""

from pathlib import Path
from typing import Any


class Visit:
    """A file opened at some width, with nothing let out: each request is written down and refused but for the file."""

    def __init__(self, browser: Any, file: Path, width: int = 1280, height: int = 900, route: str = "") -> None:
        self.file = file
        self.page = browser.new_page(viewport={"width": width, "height": height}, accept_downloads=True)
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.page.route("**/*", self._let_through)
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.goto(file.as_uri() + route)

    def _let_through(self, route: Any) -> None:
        url = route.request.url.split("#")[0]
        if url == self.file.as_uri() or url.startswith("blob:"):
            route.continue_()
        else:
            self.foreign.append(url)
            route.abort()

    def close(self) -> None:
        """Nothing was asked of any other place, and nothing went wrong."""
        assert self.foreign == [], self.foreign
        assert self.errors == [], self.errors
        self.page.close(run_before_unload=False)
