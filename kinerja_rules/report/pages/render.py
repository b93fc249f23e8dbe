"""From a template to a page. Styles and the script are let in by their digests, so that nothing else runs or loads."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def render_page(template: str, styles: tuple[str, ...] = (), scripts: tuple[str, ...] = (), **values: Any) -> str:
    """A page: `styles` and `scripts` are names of files beside the templates, put together in their order; `values` are
    data and are escaped."""
    style = "".join(_file(name) for name in ("style.css", *styles))
    code = "".join(_file(name) for name in scripts)
    return (
        _environment()
        .get_template(template)
        .render(style=_Trusted(style), script=_Trusted(code), policy=content_policy(style, code), **values)
    )


def content_policy(style: str, script: str) -> str:
    """What the page may do: its own style and script, nothing from elsewhere, nothing sent anywhere."""
    parts = [
        "default-src 'none'",
        f"style-src {_digest(style)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    parts += [f"script-src {_digest(script)}"] if script else []
    return "; ".join(parts)


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


class _Trusted:
    """A text of our own that goes into the page as it is: a file that ships, never data."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __bool__(self) -> bool:
        return bool(self.text)

    def __html__(self) -> str:
        return self.text


@cache
def _environment() -> "Environment":
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files("kinerja_rules.report.pages")
    templates = {entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".html")}
    return Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _file(name: str) -> str:
    return files("kinerja_rules.report.pages").joinpath(name).read_text("utf-8")
