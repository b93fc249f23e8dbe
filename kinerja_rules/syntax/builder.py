"""From the parser's reductions to nodes. Lexing was lenient; here numbers, dates and cells are read strictly.

Each callback is named after an alias in `grammar.lark`. What cannot be read becomes a diagnostic and a stand-in
node, so that one wrong cell does not hide the next.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from attrs import evolve

from kinerja_rules.base import numerals
from kinerja_rules.base.diagnostics import Diagnostic, Edit, Fix, Severity
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.quantities import QUANTITY, SPACE, canonical_unit, is_doubtful, plain_quantity, unit_of
from kinerja_rules.syntax.rows import absence, row_reader

MAX_DEPTH = 100
"""How deep expressions may nest; a chain of operators counts one level for each."""

_ESCAPED = re.compile(r'\\(["\\”])')
_PERIOD = re.compile(r"\d{4}-(?:TW[1-4]|S[12]|0[1-9]|1[0-2])\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z")
_DROPPED = frozenset({"LBRACE", "RBRACE", "LPAR", "RPAR", "EQ", "SEP", "SD", "MAKA", "DENGAN", "KALI", "TERCETAK"})
_HYPHENED = re.compile(r"[^\W\d]\w*(?:-\w+)+")
_LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")
_FILL = "isi sel yang kosong dengan tanda `-`"
_OPERATORS = {"<>": "<>", "≠": "<>", "!=": "<>", "≤": "<=", "≥": ">=", "×": "*", "÷": "/", "–": "-", "−": "-"}
_BOUNDS = {"<=": "maksimal", "≤": "maksimal", ">=": "minimal", "≥": "minimal", "<": "kurang dari", ">": "lebih dari"}


@lru_cache(maxsize=1024)
def _single_spaced(keyword: str) -> str:
    """A keyword as it is known, whatever spaces stand in it; the same text for all that are written alike."""
    return " ".join(keyword.split())


def _far_apart(cell: nodes.NumberLit) -> bool:
    """Whether a word taken for the unit stands as far from its number as another cell would."""
    unit = cell.unit.span if cell.unit is not None else cell.span
    between = cell.span.text[: unit.start - cell.span.start]
    return len(between) - len(between.rstrip(SPACE)) >= 2


def _is_token(child: Any) -> bool:
    """Whether a child is a token (Lark's or the quick loop's, both texts with `type` and places) and no node."""
    return isinstance(child, str)


class Builder:
    """Lark's inline transformer: one instance serves one grammar; `begin` resets it for a file."""

    def __init__(self) -> None:
        self.begin(SourceFile("", ""))
        self.readers = {"row": partial(row_reader, self)}
        self._made_of: dict[str, Callable[[Any], Any]] = {
            "STRING": self._text,
            "UNIT": lambda token: self._unit(token, self._of(token)),
            "QTY": self._quantity,
            "DATE": self._date,
        }

    def begin(self, source: SourceFile) -> None:
        """Start on a file: forget earlier diagnostics."""
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._depth: dict[int, int] = {}
        self._junk: set[int] = set()

    # ---- places -------------------------------------------------------------------------------------------------
    def _of(self, token: Any) -> Span:
        return Span(self.source, token.start_pos, token.end_pos)

    def _over(self, children: list[Any]) -> Span:
        first: Any = children[0]
        last: Any = children[-1]
        if first.__class__ is list or last.__class__ is list:
            while isinstance(first, list):
                first = first[0]
            while isinstance(last, list):
                last = last[-1]
        start = first.start_pos if isinstance(first, str) else first.span.start  # type: ignore[attr-defined]
        end = last.end_pos if isinstance(last, str) else last.span.end  # type: ignore[attr-defined]
        return Span(self.source, start, end)

    def _report(self, code: str, message: str, span: Span, **more: Any) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, **more))

    # ---- tokens -------------------------------------------------------------------------------------------------
    def _text(self, token: Any) -> nodes.TextLit:
        value = token[1:-1]
        if "\\" in value:
            value = _ESCAPED.sub(r"\1", value)
        return nodes.TextLit(value, span=Span(self.source, token.start_pos, token.end_pos))

    def _word(self, token: Any) -> nodes.Word:
        return nodes.Word(str(token), span=Span(self.source, token.start_pos, token.end_pos))

    def _unit(self, text: str, span: Span) -> nodes.UnitRef:
        return nodes.UnitRef(canonical_unit(text), span=span)

    def _date(self, token: Any) -> nodes.Word:
        text, span = str(token), self._of(token)
        if not _DATE.match(text) or not _is_calendar_date(text):
            found = _DAY_FIRST.match(text)
            better = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else None
            fixed = better if better is not None and _is_calendar_date(better) else None
            self._report(
                "KR109",
                f"`{text}` bukan tanggal",
                span,
                help=f"tulis `{fixed}` (tahun-bulan-hari)"
                if fixed
                else "tulis tanggal sebagai tahun-bulan-hari, misalnya `2022-01-31`",
                fix=Fix("ubah urutan tanggal", (Edit(span, fixed),)) if fixed else None,
            )
            return nodes.Word(fixed or "2000-01-01", span=span)
        return nodes.Word(text, span=span)

    def _quantity(self, token: Any) -> nodes.NumberLit:
        span = self._of(token)
        text = str(token)
        plain = plain_quantity(text)
        if plain is not None:
            value, decimals, grouped, written, at = plain
            unit = nodes.UnitRef(written, span=Span(self.source, span.start + at, span.end)) if written else None
            return nodes.NumberLit(value, decimals, unit, grouped=grouped, span=span)
        if ":" in text:
            return self._one_to(text, span)
        found = QUANTITY.match(text)
        if found is None:  # the terminal guarantees a match; a change of grammar must not end in a traceback
            self._report("KR101", f"`{text}` bukan bilangan", span)
            return nodes.NumberLit(Fraction(0), 0, None, span=span)
        written = found["number"]
        read = numerals.read_numeral(written)
        numeral = read if isinstance(read, numerals.Numeral) else self._misspelt(read, self._inside(span, found))
        unit_text, at = unit_of(found)
        unit = nodes.UnitRef(unit_text, span=Span(self.source, span.start + at, span.end)) if unit_text else None
        if is_doubtful(found):
            better = written.replace(".", ",")
            self._report(
                "KR102",
                f"`{text}` dibaca {numerals.write_numeral(numeral.value, 0)} persen",
                self._inside(span, found),
                severity=Severity.PERINGATAN,
                help=f"bila yang dimaksud pecahan desimal, tulis `{better} %`",
                fix=Fix("pakai koma desimal", (Edit(self._inside(span, found), better),)),
            )
        return nodes.NumberLit(numeral.value, numeral.decimals, unit, grouped=numeral.grouped, span=span)

    def _inside(self, span: Span, found: re.Match[str]) -> Span:
        """The number in a number with its unit."""
        start, end = found.span("number")
        return Span(self.source, span.start + start, span.start + end)

    def _one_to(self, text: str, span: Span) -> nodes.NumberLit:
        """`1:17,9`: one to so many, a ratio; the decimals are those of the second number."""
        second = text.partition(":")[2].strip(SPACE)
        read = numerals.read_numeral(second)
        if isinstance(read, numerals.Numeral):
            numeral = read
        else:
            numeral = self._misspelt(read, Span(self.source, span.end - len(second), span.end))
        unit = nodes.UnitRef("1:n", span=span)
        if numeral.value <= 0:
            self._report("KR101", f"`{text}` bukan perbandingan", span, help="tulis misalnya `1:17,9`")
            return nodes.NumberLit(Fraction(1), 0, unit, span=span)
        return nodes.NumberLit(1 / numeral.value, numeral.decimals, unit, grouped=numeral.grouped, span=span)

    def _misspelt(self, read: numerals.NumeralError, span: Span) -> numerals.Numeral:
        """Say why a text is no number; what was probably meant, so that nothing more is said of it."""
        fix = None
        hint = "tulis koma untuk desimal dan titik setiap tiga angka, misalnya `1.429.098,50`"
        if read.suggestion is not None:
            hint = f"tulis `{read.suggestion}`"
            if "; " in read.suggestion:
                hint = f"pisahkan dengan titik koma: `{read.suggestion}`"
            fix = Fix(hint, (Edit(span, read.suggestion),))
        self._report("KR101", read.message, span, help=hint, fix=fix)
        again = numerals.read_numeral(read.suggestion or "0")
        return again if isinstance(again, numerals.Numeral) else numerals.Numeral(Fraction(0), 0, False)

    def _arguments(self, children: list[Any]) -> list[Any]:
        out: list[Any] = []
        for child in children:
            if isinstance(child, str):
                kind = child.type  # type: ignore[attr-defined]
                if kind not in _DROPPED:
                    make: Callable[[Any], Any] = self._made_of.get(kind, self._word)
                    out.append(make(child))
            elif isinstance(child, list):
                out.extend(child)
            else:
                out.append(child)
        return out

    # ---- declarations -------------------------------------------------------------------------------------------
    def start(self, children: list[Any]) -> Any:
        """A file's declaration."""
        return children[0]

    def ungkapan(self, children: list[Any]) -> Any:
        """A free-standing expression, as on the command line."""
        return children[0]

    def decl(self, children: list[Any]) -> nodes.Declaration:
        """Keyword, id, name, heading fields, body."""
        ident: nodes.Word | None = None
        nama: nodes.TextLit | None = None
        head: list[nodes.Field] = []
        body: list[Any] | None = None
        for at in range(1, len(children)):
            child = children[at]
            if isinstance(child, str):
                kind = child.type  # type: ignore[attr-defined]
                if kind == "LBRACE":
                    body = children[at + 1 : -1]  # a brace that closes is the last
                    break
                if kind == "STRING":
                    nama = self._text(child)
                elif kind == "NAME":
                    ident = self._word(child)
            else:
                head.append(child)
        return nodes.Declaration(
            _single_spaced(children[0]),
            ident,
            nama,
            tuple(head),
            None if body is None else tuple(body),
            span=self._over(children),
        )

    def field(self, children: list[Any]) -> nodes.Field:
        """A keyword with its arguments."""
        keyword = children[0]
        word = "s.d." if keyword.type == "SD" else _single_spaced(keyword)
        return nodes.Field(word, tuple(self._arguments(children[1:])), span=self._over(children))

    def field_anon(self, children: list[Any]) -> nodes.Field:
        """Arguments of a heading that have no keyword of their own."""
        return nodes.Field("", tuple(self._arguments(children)), span=self._over(children))

    def undefined(self, children: list[Any]) -> nodes.Undefined:
        """`tidak_dapat_dihitung "alasan"`."""
        return nodes.Undefined(self._text(children[1]), span=self._over(children))

    def tepi(self, children: list[Any]) -> nodes.Edge:
        """One end of a band."""
        operator = "" if len(children) == 1 else _OPERATORS.get(str(children[0]), str(children[0]))
        return nodes.Edge(operator, children[-1], span=self._over(children))

    def bilangan(self, children: list[Any]) -> nodes.NumberLit:
        """A number with an optional sign before it."""
        number = self._quantity(children[-1])
        if len(children) == 1:
            return number
        return nodes.NumberLit(
            -number.value, number.decimals, number.unit, grouped=number.grouped, span=self._over(children)
        )

    def path(self, children: list[Any]) -> nodes.Name:
        """A dotted name."""
        if len(children) == 1:
            return nodes.Name((str(children[0]),), span=self._of(children[0]))
        return nodes.Name(tuple(str(c) for c in children if c.type == "NAME"), span=self._over(children))

    def path_list(self, children: list[Any]) -> list[nodes.Name]:
        """Names separated by commas or semicolons."""
        return [c for c in children if isinstance(c, nodes.Name)]

    # ---- tables -------------------------------------------------------------------------------------------------
    def columns(self, children: list[Any]) -> list[nodes.Word]:
        """The headings."""
        return [nodes.Word(re.sub(r"\As(?:\.d\.|/d)\s*", "s.d. ", str(c)), span=self._of(c)) for c in children]

    def table(self, children: list[Any]) -> nodes.Table:
        """Headings and rows; every row must have as many cells as there are headings."""
        ident: nodes.Word | None = None
        nama: nodes.TextLit | None = None
        head: list[nodes.Field] = []
        columns: list[nodes.Word] = []
        rows: list[nodes.Row] = []
        own: list[nodes.Field] = []
        for child in children[1:]:
            if _is_token(child):
                if child.type == "STRING":
                    nama = self._text(child)
                elif child.type == "NAME":
                    ident = self._word(child)
            elif isinstance(child, nodes.Field):
                (own if child.keyword == "kolom" else head).append(child)
            elif isinstance(child, list):
                columns = child
            else:
                rows.append(child)
        width = len(columns)
        if any(row.width != width for row in rows):
            rows = [row if row.width == width else _with_rupiah_apart(row, columns) for row in rows]
            claims = str(children[0]) == "tabel"
            if claims:
                rows = [self._with_prints_apart(row, columns) for row in rows]
            self._count(rows, columns, claims)
        return nodes.Table(
            str(children[0]),
            ident,
            nama,
            tuple(head),
            tuple(columns),
            tuple(rows),
            tuple(own),
            span=self._over(children),
        )

    def _with_prints_apart(self, row: nodes.Row, columns: list[nodes.Word]) -> nodes.Row:
        """A bare number before a quoted print was read as one cell, the print as its unit; make them two again."""
        if row.width >= len(columns):
            return row
        joined = [c for c in row.cells if isinstance(c, nodes.NumberLit) and c.unit and c.unit.text.startswith('"')]
        if not joined or len(columns) - len(row.cells) != len(joined):
            return row
        cells: list[nodes.Cell] = []
        for cell in row.cells:
            if isinstance(cell, nodes.NumberLit) and cell.unit is not None and cell in joined:
                text, unit = cell.span.text, cell.unit.span
                end = cell.span.start + len(text[: unit.start - cell.span.start].rstrip(SPACE))
                number = Span(self.source, cell.span.start, end)
                cells.append(evolve(cell, unit=None, span=number))
                quoted = unit.text[1:-1]
                cells.append(nodes.TextLit(quoted, span=unit))
            else:
                cells.append(cell)
        return evolve(row, cells=tuple(cells))

    def _count(self, rows: list[nodes.Row], columns: list[nodes.Word], claims: bool) -> None:
        """Say which rows have more or fewer cells than there are headings, or that a heading is missing."""
        readable = rows
        if self._junk:  # one stray sign makes one finding, not two
            readable = [row for row in rows if not any(cell.span.start in self._junk for cell in row.cells)]
        counts = {row.width for row in readable}
        if len(readable) > 1 and len(counts) == 1 and counts != {len(columns)} and columns and not claims:
            few = readable[0].width < len(columns)
            if not few or not any(_far_apart(c) for r in readable for c in r.cells if isinstance(c, nodes.NumberLit)):
                heads = ", ".join(c.text for c in columns)
                self._report(
                    "KR107",
                    f"judul tabel ini {len(columns)} kolom ({heads}), padahal setiap barisnya berisi {counts.pop()} sel",
                    Span(self.source, columns[0].span.start, columns[-1].span.end),
                    help=f"{_FILL}, atau hapus judul yang berlebih" if few else "tambah judul kolom yang kurang",
                )
                return
        for row in readable:
            if row.width != len(columns):
                self._count_cells(row, columns, claims)

    def _count_cells(self, row: nodes.Row, columns: list[nodes.Word], claims: bool) -> None:
        few = len(row.cells) < len(columns)
        for cell in row.cells if few else ():
            if isinstance(cell, nodes.NumberLit) and cell.unit is not None and _far_apart(cell):
                self._report(
                    "KR107",
                    f"`{cell.unit.span.text}` terbaca sebagai satuan bilangan di depannya, sehingga selnya kurang satu",
                    cell.unit.span,
                    help="isi sel ini dengan bilangan, atau `-` bila belum ada",
                )
                return
        span = row.cells[len(columns)].span if not few else (row.cells[-1] if row.cells else row.label).span
        heads = ", ".join(c.text for c in columns)
        label = row.label.value if isinstance(row.label, nodes.TextLit) else row.label.text
        self._report(
            "KR107",
            f"baris `{label}` berisi {len(row.cells)} sel, padahal judulnya {len(columns)} kolom ({heads})",
            span,
            notes=() if few else (f"selnya terbaca sebagai {', '.join(f'`{c.span.text}`' for c in row.cells)}",),
            help=("isi sel yang tercetak kosong dengan `-`, dan yang tidak diklaim dengan `_`" if claims else _FILL)
            if few
            else "hapus sel yang berlebih, atau tambah judul kolomnya",
        )

    def row(self, children: list[Any]) -> nodes.Row:
        """A label and its cells."""
        label = children[0]
        head = self._text(label) if label.type == "STRING" else self._word(label)
        return nodes.Row(head, tuple(children[1:]), span=self._over(children))

    def cell_number(self, children: list[Any]) -> nodes.NumberLit:
        """A plain number."""
        return self._quantity(children[0])

    def cell_range(self, children: list[Any]) -> nodes.RangeCell:
        """A range; a unit written once serves both ends."""
        lower, upper = self._quantity(children[0]), self._quantity(children[2])
        if lower.unit is None and upper.unit is not None:
            lower = nodes.NumberLit(lower.value, lower.decimals, upper.unit, grouped=lower.grouped, span=lower.span)
        return nodes.RangeCell(lower, upper, span=self._over(children))

    def cell_bound(self, children: list[Any]) -> nodes.Bound:
        """A bound."""
        written = str(children[0]).replace("_", " ")
        written = re.sub(r"\s+", " ", written)
        return nodes.Bound(_BOUNDS.get(written, written), self._quantity(children[1]), span=self._over(children))

    def cell_word(self, children: list[Any]) -> nodes.Word:
        """A unit in a `satuan` column, or a grade."""
        return self._word(children[0])

    def cell_text(self, children: list[Any]) -> nodes.TextLit:
        """A quoted unit or grade."""
        return self._text(children[0])

    def cell_absent(self, children: list[Any]) -> nodes.Absent:
        """Nothing, said."""
        return nodes.Absent(absence(str(children[0])), span=self._of(children[0]))

    def cell_junk(self, children: list[Any]) -> nodes.Absent:
        """What is no cell: reported, and read as absent."""
        span = self._of(children[0])
        self._junk.add(span.start)
        word = self._whole_word(span)
        line = self.source.text.rfind("\n", 0, word.start) + 1
        if not self.source.text[line : word.start].strip() and _HYPHENED.fullmatch(word.text):
            self._report(
                "KR100",
                f"pengenal `{word.text}` memuat tanda hubung",
                word,
                help=f"tulis `{word.text.replace('-', '_')}`",
            )
            return nodes.Absent("-", span=span)
        digits = word.text.translate(_LETTERS_FOR_DIGITS)
        if digits != word.text and re.fullmatch(r"\d[\d.,]*", digits):
            self._report(
                "KR106",
                f"sel `{word.text}` memuat huruf di antara angka",
                word,
                help=f"mungkin maksud Anda `{digits}`?",
            )
            return nodes.Absent("-", span=span)
        self._report(
            "KR106",
            f"sel `{word.text}` tidak terbaca sebagai bilangan, kata, atau tanda kosong",
            word,
            help="tulis bilangan dengan satuannya (misalnya `93,80 %`), predikat, atau `-` bila belum ada",
        )
        return nodes.Absent("-", span=span)

    def _whole_word(self, span: Span) -> Span:
        """A span grown to the left up to the white space before it."""
        start = span.start
        while start > 0 and not self.source.text[start - 1].isspace() and self.source.text[start - 1] not in "{}":
            start -= 1
        return Span(self.source, start, span.end)

    # ---- expressions --------------------------------------------------------------------------------------------
    def _deeper(self, node: Any, *parts: Any) -> Any:
        depth = 1 + max((self._depth.get(id(p), 0) for p in parts), default=0)
        self._depth[id(node)] = depth
        if depth == MAX_DEPTH + 1:
            self._report(
                "KR111",
                f"ungkapan ini lebih dalam dari {MAX_DEPTH} tingkat",
                node.span,
                help="pecah menjadi beberapa bagian dengan `misal`, atau pakai `jumlah(...)` untuk penjumlahan yang panjang",
            )
        return node

    def branch(self, c: list[Any]) -> Any:
        """`jika c maka a selain itu b`."""
        return self._deeper(nodes.Branch(c[1], c[3], c[5], span=self._over(c)), c[1], c[3], c[5])

    def binary(self, c: list[Any]) -> Any:
        """An infix operator."""
        operator = _OPERATORS.get(str(c[1]), str(c[1]))
        return self._deeper(nodes.Binary(operator, c[0], c[2], span=self._over(c)), c[0], c[2])

    def unary(self, c: list[Any]) -> Any:
        """A prefix operator."""
        operator = _OPERATORS.get(str(c[0]), str(c[0]))
        return self._deeper(nodes.Unary(operator, c[1], span=self._over(c)), c[1])

    def convert(self, c: list[Any]) -> Any:
        """`x dalam satuan`."""
        return self._deeper(nodes.Convert(c[0], self._unit(str(c[2]), self._of(c[2])), span=self._over(c)), c[0])

    def paren(self, c: list[Any]) -> Any:
        """Brackets leave no node (the printer writes those that are needed), but the node's place includes them."""
        node = evolve(c[1], span=self._over(c))
        self._depth[id(node)] = self._depth.get(id(c[1]), 0)
        return node

    def number(self, c: list[Any]) -> Any:
        """A quantity."""
        return self._quantity(c[0])

    def period(self, c: list[Any]) -> Any:
        """A period finer than a year; other digits joined by hyphens are a mistake."""
        text, span = str(c[0]), self._of(c[0])
        if not _PERIOD.match(text) and not (_DATE.match(text) and _is_calendar_date(text)):
            found = _DAY_FIRST.match(text)
            if found:
                hint = f"tulis tanggal sebagai tahun-bulan-hari: `{found[3]}-{int(found[2]):02}-{int(found[1]):02}`"
            else:
                hint = "beri spasi di kiri dan kanan tanda kurang, atau tulis periode seperti `2022-TW1`, `2022-S1`, `2022-10`"
            self._report("KR109", f"`{text}` bukan periode", span, help=hint)
        return nodes.PeriodLit(text, span=span)

    def text(self, c: list[Any]) -> Any:
        """A quoted text."""
        return self._text(c[0])

    def attribute(self, c: list[Any]) -> Any:
        """`panggilan(...).nama`."""
        return self._deeper(nodes.Attribute(c[0], self._word(c[2]), span=self._over(c)), c[0])

    def call(self, c: list[Any]) -> Any:
        """A call with arguments, binders, `lewati`."""
        arguments: list[nodes.Argument] = []
        binders: list[nodes.Binder] = []
        inner: list[Any] = []
        skip = False
        for child in c[1:]:
            if isinstance(child, list):
                for part in child:
                    if isinstance(part, nodes.Binder):
                        binders.append(part)
                        inner += [part.domain, part.upper, part.condition]
                    elif isinstance(part, nodes.Argument):
                        arguments.append(part)
                        ends = part.value
                        inner += [ends.lower, ends.upper] if isinstance(ends, nodes.RangeExpr) else [ends, part.weight]
                    else:
                        skip = True
            elif _is_token(child) and child.type == "LEWATI":
                skip = True
        node = nodes.Call(c[0], tuple(arguments), tuple(binders), skip, span=self._over(c))
        return self._deeper(node, *inner)

    def args(self, c: list[Any]) -> list[Any]:
        """Arguments."""
        return [x for x in c if isinstance(x, nodes.Argument)]

    def arg(self, c: list[Any]) -> Any:
        """An argument, perhaps weighted."""
        return nodes.Argument(c[0], c[2] if len(c) == 3 else None, span=self._over(c))

    def arg_range(self, c: list[Any]) -> Any:
        """`80 % s.d. 90 %` as an argument."""
        span = self._over(c)
        return nodes.Argument(nodes.RangeExpr(c[0], c[2], span=span), None, span=span)

    def binders(self, c: list[Any]) -> list[Any]:
        """Variables over sets; a token `lewati` may close them."""
        return [x for x in c if isinstance(x, nodes.Binder) or (_is_token(x) and x.type == "LEWATI")]

    def binder(self, c: list[Any]) -> Any:
        """One variable over a set."""
        domain = upper = condition = None
        rest = c[2:]
        while rest:
            keyword, value, rest = rest[0], rest[1], rest[2:]
            if keyword.type == "DI":
                domain = value
            elif keyword.type == "SD":
                upper = value
            else:
                condition = value
        return nodes.Binder(self._word(c[0]), self._word(c[1]), domain, upper, condition, span=self._over(c))


def _with_rupiah_apart(row: nodes.Row, columns: list[nodes.Word]) -> nodes.Row:
    """`Rp` in a column `satuan` was read as one cell with the number after it; make it two again."""
    at = next((i for i, column in enumerate(columns) if column.text == "satuan"), len(columns))
    if len(row.cells) != len(columns) - 1 or at >= len(row.cells):
        return row
    cell = row.cells[at]
    if not isinstance(cell, nodes.NumberLit) or cell.unit is None or cell.unit.text != "Rp":
        return row
    unit = nodes.Word("Rp", span=Span(cell.span.source, cell.span.start, cell.span.start + len("Rp")))
    number = nodes.NumberLit(cell.value, cell.decimals, None, grouped=cell.grouped, span=cell.span)
    return nodes.Row(row.label, (*row.cells[:at], unit, number, *row.cells[at + 1 :]), span=row.span)


def _is_calendar_date(text: str) -> bool:
    year, month, day = (int(part) for part in text.split("-"))
    if not 1 <= month <= 12 or year < 1:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= lengths[month - 1]
