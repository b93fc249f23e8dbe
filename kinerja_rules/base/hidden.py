"""Characters that nobody sees, by what they are called: a finding about one must not show an empty place."""

import unicodedata

NUL = "\0"
_NAMED = {NUL: "karakter NUL", "\ufeff": "tanda urutan bita (BOM)"}
_WHITE = "\t\n\r"
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})

REMEDY = "hapus karakter yang tidak terlihat itu; ia terbawa dari salinan atau berkas yang rusak"


def hidden_name(char: str) -> str | None:
    """What a character is called that leaves no sign of its own; None for one that is seen.

    >>> hidden_name("\\0"), hidden_name("\\u202e"), hidden_name("\\x07"), hidden_name("a")
    ('karakter NUL (U+0000)', 'tanda arah teks (U+202E)', 'karakter kendali (U+0007)', None)
    """
    category = unicodedata.category(char)
    if char in _WHITE or category not in _HIDDEN:
        return None
    named = _NAMED.get(char)
    if named is None and unicodedata.bidirectional(char) in (
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    ):
        named = "tanda arah teks"
    if named is None and char in "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}":
        named = "tanda arah teks"
    if named is None:
        named = "karakter kendali" if category == "Cc" else "karakter yang tidak terlihat"
    return f"{named} (U+{ord(char):04X})"
