"""Pages of HTML: one file each, with the style of all pages, that asks nothing of any other place.

`base.html` is the frame, `style.css` what all pages look like; a page extends the frame and may add a style and a
script of its own. Names and messages are data: Jinja escapes each of them, and what is not defined is an error.
"""

from kinerja_rules.report.pages.render import render_page

__all__ = ["render_page"]
