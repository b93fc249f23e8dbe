"""A failed parse said in the user's words: classified by the text at the place and by what the grammar awaited there."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from attrs import frozen

from kinerja_rules.base.diagnostics import Diagnostic, Edit, Fix, Label
from kinerja_rules.base.hidden import REMEDY, hidden_name
from kinerja_rules.base.source import SourceFile, Span

_WORD = re.compile(r"[^\W\d]\w*")
_CHUNK = re.compile(r"[^\s{}()\"“”;]+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"|“(?:[^”\\\n]|\\[^\n])*”')
_BRACES = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"|“(?:[^”\\\n]|\\[^\n])*”|#[^\n]*|[{}]')
_PART = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+")
"""`s.nama`: what is said of a thing."""
_NUMERAL = re.compile(r"\d[\d.,]*")
_NAME_OF_IT = frozenset({"STRING", "DARI", "TIDAK_DIPAKAI"})
"""What is awaited where a thing's name in quotation marks may stand, or what spares it the name."""
_UNQUOTED_NAME = re.compile(r"[^{}\n#\"“”]*\{")
_HEADING_OF_COLUMN = frozenset({"STRING", "NOMOR"})
"""What is awaited where a column of a table begins."""
_NAMED = {
    "NAME": "pengenal",
    "STRING": "teks dalam tanda kutip",
    "QTY": "bilangan",
    "UNIT": "satuan",
    "CODE": "kode",
    "DATE": "tanggal",
    "TAHUN": "tahun",
    "LBRACE": "`{`",
    "RBRACE": "`}`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "EQ": "`=`",
    "SEP": "`;`",
    "SD": "`s.d.`",
    "KOLOM": "judul kolom",
    "LABEL": "label baris",
    "CNUM": "sel",
}
_DECLARING = (
    "PAKET RENSTRA SATUAN JENIS_BELANJA DATA SKALA ARAH UKURAN LEVEL INDIKATOR DOKUMEN NARASI UJI TERBITAN "
    "TARGET REALISASI ANGGARAN BELANJA PEMBANDING PERIKSA ATUR KECUALI NOMENKLATUR"
).split()
"""Terminals that start a declaration."""
_INSTEAD = {
    "^": "tulis `pangkat(x; n)`",
    "&": "tulis `dan`",
    "|": "tulis `atau`",
    "==": "tulis `=`",
    "//": "komentar diawali `#`",
    "'": 'pakai tanda kutip ganda `"`',
    "‘": 'pakai tanda kutip ganda `"`',
    "•": "hapus tanda butir ini",
    "▪": "hapus tanda butir ini",
    "\uf0b7": "hapus tanda butir ini",
    "–": "tulis `s.d.` di antara dua tahun atau batas, `-` untuk pengurangan",
    "—": "tulis `s.d.` di antara dua tahun atau batas, `-` untuk pengurangan",
    "×": "tulis `*`",
    "÷": "tulis `/`",
    ",-": "`,-` hanya ditulis setelah `Rp`, misalnya `Rp 5.000,-`",
}
"""Signs known from elsewhere, with what is written here."""
_NEVER = frozenset(_INSTEAD) - {"^", "&", "|", ",-"}
"""Of these, the signs that are wrong wherever they stand."""


@frozen
class Failure:
    """Where the parser stopped and which terminals it would have taken."""

    position: int
    expected: frozenset[str]


@frozen
class Vocabulary:
    """The keywords of each terminal, read off the grammar."""

    keywords: Mapping[str, tuple[str, ...]]

    def words(self, terminals: Iterable[str]) -> list[str]:
        """Keywords among some terminals, sorted."""
        return sorted({word for t in terminals for word in self.keywords.get(t, ())})


def unclosed_brackets(text: str, start: int, end: int) -> tuple[list[int], int | None]:
    """Offsets of brackets opened and not closed in a range, and of the first closed without being opened."""
    stack: list[tuple[str, int]] = []
    for found in re.compile(r'"(?:[^"\\\n]|\\[^\n])*"|“(?:[^”\\\n]|\\[^\n])*”|#[^\n]*|[{}()]').finditer(
        text, start, end
    ):
        mark = found[0]
        if mark in "{(":
            stack.append((mark, found.start()))
        elif mark in "})":
            if not stack or stack[-1][0] != ("{" if mark == "}" else "("):
                return [at for _, at in stack], found.start()
            stack.pop()
    return [at for _, at in stack], None


def explain(source: SourceFile, start: int, end: int, failure: Failure, vocabulary: Vocabulary) -> Diagnostic:
    """The diagnostic for a parse of `text[start:end]` that stopped at a position."""
    text = source.text
    position = min(failure.position, end)
    word_match = _WORD.match(text, position, end)
    word = word_match[0] if word_match else ""
    chunk = word_match or _CHUNK.match(text, position, end)
    here = Span(source, position, chunk.end() if chunk else min(position + 1, max(end, position)))
    hidden = hidden_name(text[position]) if position < end else None
    if hidden is not None:
        mark = Span(source, position, position + 1)
        return Diagnostic("KR100", f"{hidden} tidak diharapkan di sini", mark, help=REMEDY)
    if position < end and text[position] in '"“':
        line_end = text.find("\n", position)
        line_end = end if line_end < 0 else min(line_end, end)
        closer = '"' if text[position] == '"' else "”"
        if closer not in text[position + 1 : line_end]:
            return Diagnostic(
                "KR104",
                "tanda kutip ini belum ditutup pada baris yang sama",
                Span(source, position, line_end),
                help='tutup dengan `"` sebelum baris berakhir; teks panjang boleh ditulis sebagai beberapa teks berkutip berturut-turut',
            )
    unclosed, stray = unclosed_brackets(text, start, end)
    if position >= end or not text[position:end].strip():
        return _at_end(source, end, unclosed, failure, vocabulary)
    if stray is not None and stray == position and any(text[at] == "(" for at in unclosed):
        return _at_end(source, end, [at for at in unclosed if text[at] == "("], failure, vocabulary)
    if stray is not None and stray == position:
        return Diagnostic(
            "KR103",
            f"`{text[position]}` ini tidak punya pasangan pembuka",
            Span(source, position, position + 1),
            secondary=tuple(Label(Span(source, at, at + 1), "kurung yang masih terbuka") for at in unclosed[-1:]),
            help="hapus tanda ini, atau periksa kurung sebelumnya",
        )
    quoted = _QUOTED.match(text, position, end)
    if quoted is not None and failure.expected == {"NAME"}:
        return Diagnostic(
            "KR100",
            f"belum ada pengenal sebelum nama `{_short(quoted[0])}`",
            Span(source, position, quoted.end()),
            help="tulis pengenal singkat tanpa spasi di depannya, misalnya `TKK`",
        )
    if text[position].isdigit() and failure.expected == {"NAME"}:
        number = _shown(text, position, end)
        return Diagnostic("KR100", f"pengenal `{number}` diawali angka", here, help="awali dengan huruf, misalnya `P1`")
    if text[position] == "|" and failure.expected & {"KOLOM", "LABEL", "CNUM"}:
        mark = Span(source, position, position + 1)
        help_text = "pisahkan kolom dengan spasi, tanpa garis"
        return Diagnostic("KR100", "`|` tidak diharapkan di sini", mark, help=help_text)
    if not word and "KOLOM" in failure.expected and text[position] not in '{}"“':
        help_text = "tulis tahun, bagian tahun (`2025-TW1`), `awal`, atau `akhir`, dipisahkan spasi"
        message = f"`{_shown(text, position, end)}` bukan bagian judul kolom"
        return Diagnostic("KR100", message, here, help=help_text)
    if text[position] == "," and "RPAR" in failure.expected:
        return Diagnostic(
            "KR108",
            "koma antara argumen harus diikuti spasi",
            Span(source, position, position + 1),
            help="tulis `; ` atau `, ` di antara argumen, karena koma tanpa spasi adalah koma desimal",
            fix=Fix("pakai titik koma", (Edit(Span(source, position, position + 1), "; "),)),
        )
    at = position - 1 if text[max(position - 1, 0) : position + 1] == "==" else position
    sign = next((s for s in _INSTEAD if text.startswith(s, at)), "")
    if sign and (sign in _NEVER or failure.expected & {"PLUS", "EQ", "SLASH"}):
        message = f"`{sign}` bukan tanda dalam bahasa ini"
        return Diagnostic("KR100", message, Span(source, at, at + len(sign)), help=_INSTEAD[sign])
    slip = _unfinished_above(source, start, position, failure, vocabulary) or _slip(
        source, position, end, word, failure
    )
    if slip is not None:
        return slip
    inner = _left_open(source, start, position, word, unclosed, vocabulary)
    if inner is not None:
        return inner
    words = vocabulary.words(failure.expected)
    if word:
        at_margin = position == 0 or text[position - 1] == "\n"
        near = get_close_matches(word.lower(), words, n=1, cutoff=0.7)
        if not near and at_margin:  # it follows a declaration that could go on, and is probably the next one's keyword
            near = get_close_matches(word.lower(), vocabulary.words(_DECLARING), n=1, cutoff=0.8)
            near = [] if near == [word] else near
        if near:
            return Diagnostic(
                "KR105",
                f"kata `{word}` tidak dikenal di sini",
                here,
                help=f"mungkin maksud Anda `{near[0]}`?",
                fix=Fix(f"ganti dengan `{near[0]}`", (Edit(here, near[0]),)),
            )
    numeral = _NUMERAL.match(text, position, end)
    if numeral is not None and failure.expected == {"STRING"}:
        place, help_text = Span(source, position, numeral.end()), f'tulis `"{numeral[0]}"`'
        return Diagnostic("KR100", f"isian `{numeral[0]}` belum diberi tanda kutip", place, help=help_text)
    unquoted = failure.expected <= {"STRING", "DARI"} or _UNQUOTED_NAME.match(text, position, end) is not None
    if word and unquoted and "STRING" in failure.expected and failure.expected <= _NAME_OF_IT:
        line = re.match(r"[^{}\n#\"“”]*", text[position:end])
        bare = line[0].strip() if line else word
        computed = _PART.fullmatch(bare) is not None  # what is said of a thing is put into a text in braces
        return Diagnostic(
            "KR100",
            f"{'isian' if computed else 'nama'} `{_short(bare)}` belum diberi tanda kutip",
            Span(source, position, position + len(bare)),
            help=f'tulis `"{{{bare}}}"`' if computed else f'tulis `"{_short(bare)}"`',
        )
    if word and failure.expected == _HEADING_OF_COLUMN:
        return Diagnostic(
            "KR100",
            f"`{_shown(text, position, end)}` tidak diharapkan di sini: kolom diawali judulnya",
            here,
            help='tulis misalnya `kolom "Nama" i.nama`; `tiap`, `desimal`, `total`, dan lainnya di belakang ungkapannya',
        )
    if word and set(words) >= _SEVERITIES and text[position + len(word) : end].lstrip(" ").startswith(('"', "“")):
        severities = "`galat`, `peringatan`, atau `catatan`"
        return Diagnostic("KR105", f"kata `{word}` tidak dikenal di sini", here, help=f"tingkat temuan: {severities}")
    shown = _shown(text, position, end)
    if word in {w for ws in vocabulary.keywords.values() for w in ws}:
        message = f"`{word}` tidak dapat ditulis di sini"
    else:
        message = f"`{shown}` tidak diharapkan di sini"
    return Diagnostic("KR100", message, here, help=_expected(failure.expected, words))


def _left_open(
    source: SourceFile, start: int, position: int, word: str, unclosed: list[int], vocabulary: Vocabulary
) -> Diagnostic | None:
    """A block inside another that was not closed: what follows it cannot stand in it, and a brace is missing in all."""
    opening = {w for terminal in ("LEVEL", "INDIKATOR") for w in vocabulary.keywords.get(terminal, ())}
    if not unclosed or word not in opening:
        return None
    open_here, _ = unclosed_brackets(source.text, start, position)
    if len(open_here) < 2 or source.text[open_here[-1]] != "{":
        return None
    at = open_here[-1]
    return Diagnostic(
        "KR103",
        "`{` ini belum ditutup",
        Span(source, at, at + 1),
        secondary=(Label(Span(source, position, position + len(word)), "yang berikutnya dimulai di sini"),),
        help="tambahkan `}` di akhir bagian ini",
    )


_SEVERITIES = {"galat", "peringatan", "catatan"}
"""What can stand before the words of a finding of a review rule."""

_UNFINISHED = "isian ini belum selesai"


def is_unfinished(found: Diagnostic) -> bool:
    """Whether it blames a line above the one where the parser stopped."""
    return found.message == _UNFINISHED


def _unfinished_above(
    source: SourceFile, start: int, position: int, failure: Failure, vocabulary: Vocabulary
) -> Diagnostic | None:
    """A field that lacks its value took the keyword of the next line for a name; the text after that then fits nowhere."""
    text = source.text
    line_start = text.rfind("\n", 0, position) + 1
    before = text[line_start:position].strip()
    above = text[start:line_start].rstrip()
    awaited = (t for t in failure.expected if before in vocabulary.keywords.get(t, ()))
    if text[position] not in '"“' or not before or not above or next(awaited, None) is None:
        return None
    last = start + len(above)
    word = re.search(r"\S+\Z", above)
    return Diagnostic(
        "KR100",
        _UNFINISHED,
        Span(source, last - len(word[0]) if word else last - 1, last),
        help=f"tulis isinya sebelum `{before}` di baris berikutnya",
    )


_IDENT_BEFORE = re.compile(r"[^\W\d]\w*(?=[ \t-]*\Z)")
_REST_OF_IDENT = re.compile(r"(?:[ \t]+|-)?(?P<rest>\w[\w \t-]*?)(?=[ \t]*[\"“])")


def _slip(source: SourceFile, position: int, end: int, word: str, failure: Failure) -> Diagnostic | None:
    """Common slips of the pen: an id of several words, `x` for times, `=` or `:` after a keyword, a comma at a line's end."""
    text = source.text
    line_start = text.rfind("\n", 0, position) + 1
    before = text[line_start:position]
    if failure.expected <= {"STRING", "DARI"} and (word or text[position] == "-"):
        rest = _REST_OF_IDENT.match(text, position, end)
        first = _IDENT_BEFORE.search(before)
        if rest is not None and first is not None:
            joined = re.sub(r"[\s-]+", "_", f"{first[0]} {rest['rest']}".strip())
            span = Span(source, line_start + first.start(), rest.end())
            fix = Fix(f"ganti dengan `{joined}`", (Edit(span, joined),))
            return Diagnostic(
                "KR100", "pengenal tidak memuat spasi atau tanda hubung", span, help=f"tulis `{joined}`", fix=fix
            )
    here = Span(source, position, position + max(len(word), 1))
    if "STAR" in failure.expected and text[position] == ":":
        return Diagnostic("KR100", "`:` bukan tanda bagi", here, help="tulis `/`")
    if "STAR" in failure.expected and re.match(r"\s*rumus\b", before):
        several = _words_as_id(source, position, end, word, line_start, before)
        if several is not None:
            return several
    if word in ("x", "X") and "STAR" in failure.expected:
        return Diagnostic(
            "KR100", f"`{word}` bukan tanda kali", here, help="tulis `*`; `* 100 %` tidak diperlukan untuk persen"
        )
    if text[position] in "=:" and "EQ" not in failure.expected and _IDENT_BEFORE.search(before.rstrip()):
        return Diagnostic(
            "KR100",
            f"`{text[position]}` tidak ditulis di sini",
            here,
            help="hapus tanda ini; isian ditulis langsung sesudah kata kuncinya",
        )
    if (
        text[position] in ",;"
        and not text[position + 1 : end].split("\n", 1)[0].strip()
        and "SEP" not in failure.expected
    ):
        return Diagnostic("KR100", f"`{text[position]}` tidak ditulis di akhir isian", here, help="hapus tanda ini")
    every = _EVERY.search(before)
    if every is not None and word:  # `untuk setiap indikator i`
        span = Span(source, line_start + every.start(1), line_start + every.end(1))
        plain = f"himpunan sudah berarti semua anggotanya: `untuk {every[2]} {word}`"
        return Diagnostic("KR100", f"`{every[1]}` tidak ditulis di sini", span, help=f"hapus kata ini; {plain}")
    return None


_EVERY = re.compile(r"\buntuk\s+(setiap|tiap|semua|seluruh|masing-masing)\s+(\w+)\s+\Z")


_WORDS_BEFORE = re.compile(r"[^\W\d]\w*(?:[ \t]+[^\W\d]\w*)*(?=[ \t]*\Z)")
_WORDS = re.compile(r"[^\W\d]\w*(?:[ \t]+[^\W\d]\w*)*")


def _words_as_id(
    source: SourceFile, position: int, end: int, word: str, line_start: int, before: str
) -> Diagnostic | None:
    """A name of several words in a formula, where an id is one word."""
    first = _IDENT_BEFORE.search(before)
    rest = _WORDS.match(source.text, position, end)
    if first is None or rest is None or word in ("x", "X", "dan", "atau"):
        return None
    span = Span(source, line_start + first.start(), rest.end())
    joined = re.sub(r"\s+", "_", span.text)
    return Diagnostic(
        "KR100", f"`{_short(span.text)}` bukan satu pengenal", span, help=f"tulis `{joined}`, seperti dideklarasikan"
    )


def _shown(text: str, position: int, end: int) -> str:
    found = _CHUNK.match(text, position, end) or _QUOTED.match(text, position, end)
    return _short(found[0] if found else text[position : position + 1])


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _at_end(source: SourceFile, end: int, unclosed: list[int], failure: Failure, vocabulary: Vocabulary) -> Diagnostic:
    if unclosed:
        at = _closed_by_an_outer(source.text, unclosed[0], end) or unclosed[-1]
        mark = source.text[at]
        closer = "}" if mark == "{" else ")"
        return Diagnostic(
            "KR103",
            f"`{mark}` ini belum ditutup",
            Span(source, at, at + 1),
            help=f"tambahkan `{closer}` di akhir bagian ini",
        )
    last = len(source.text[:end].rstrip())
    span = Span(source, max(last - 1, 0), max(last, 0))
    words = vocabulary.words(failure.expected)
    return Diagnostic("KR100", "deklarasi ini belum selesai", span, help=_expected(failure.expected, words))


def _closed_by_an_outer(text: str, start: int, end: int) -> int | None:
    """The first `{` whose `}` stands further left than the line that opens it: its own is missing, by the indentation."""
    stack: list[int] = []
    for found in _BRACES.finditer(text, start, end):
        if found[0] == "{":
            stack.append(found.start())
        elif found[0] == "}" and stack:
            opened = stack.pop()
            line_start = text.rfind("\n", 0, found.start()) + 1
            alone = not text[line_start : found.start()].strip()
            if alone and found.start() - line_start < _indent(text, opened):
                return opened
    return None


def _indent(text: str, position: int) -> int:
    line_start = text.rfind("\n", 0, position) + 1
    line = text[line_start:position]
    return len(line) - len(line.lstrip())


_OFFERED = "yang dapat ditulis di sini: "


def is_general(found: Diagnostic) -> bool:
    """Whether it names no slip, only what was awaited: next to another mistake it may be a mere consequence."""
    return found.help is not None and found.help.startswith(_OFFERED)


def _expected(terminals: frozenset[str], words: list[str]) -> str:
    kinds = sorted({_NAMED[t] for t in terminals if t in _NAMED})
    offered = [*kinds, *(f"`{w}`" for w in words)]
    if not offered:
        return "periksa penulisan bagian ini pada rujukan bahasa"
    if len(offered) > 14:
        offered = [*offered[:14], "…"]
    return _OFFERED + ", ".join(offered)
