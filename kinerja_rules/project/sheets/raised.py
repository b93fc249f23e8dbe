"""Raised marks in workbooks and documents: the 1 of a footnote stands above the line, and is no digit of the figure before it."""

_ABOVE = str.maketrans("0123456789abcdef", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ"
"""Marks above the line, as characters of their own."""


def raised(text: str, before: str) -> str:
    """A raised text as it follows another: after a figure a mark of its own, after letters (`m2`) as it is.

    >>> raised("1", "93,80"), raised("a)", "80 %"), raised("2", "5 m")
    ('¹', 'ᵃ)', '2')
    """
    last = before.rstrip()[-1:]
    return text.translate(_ABOVE) if last.isdigit() or last in ("%", ")", *RAISED) else text
