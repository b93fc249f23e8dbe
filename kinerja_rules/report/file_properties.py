"""Properties of files, such as title and author, by which an office program lists them."""

from kinerja_rules.report.text import clean

LONGEST = 255
"""Characters that Word and Excel take in a property."""


def property_text(text: str) -> str:
    """A text as it stands in a property of a file; an ellipsis stands for what is left out.

    >>> property_text("Dinas"), len(property_text("a" * 300)), property_text("a" * 300)[-2:]
    ('Dinas', 255, 'a…')
    """
    text = clean(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
