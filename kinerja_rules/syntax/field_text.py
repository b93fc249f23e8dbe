"""Fields, headings and cells as canonical text, and runs of like fields in columns."""

from collections.abc import Sequence
from itertools import pairwise

from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.columns import in_columns
from kinerja_rules.syntax.expression_text import binder_parts, expression_parts, number_text, text_text
from kinerja_rules.syntax.pieces import Break, Group, Part, Piece, flat_text, pieces_of


# ---- fields ---------------------------------------------------------------------------------------------------------
def is_prose(field: nodes.Field, narrative: bool = False) -> bool:
    """Whether a field holds adjacent pieces of one text. `bila "a" maka "b"` does not, but `bila` may head a narrative."""
    if field.keyword in ("bila", "untuk") and not narrative:
        return False  # conditions, claims, lists
    return bool(field.arguments) and all(isinstance(argument, nodes.TextLit) for argument in field.arguments)


def field_text(field: nodes.Field, narrative: bool = False) -> str:
    """A field on one line; one without a keyword is its arguments. In a `narasi` every keyword heads a text."""
    if not field.arguments:
        return field.keyword
    arguments = flat_text(arguments_parts(field, narrative))
    return f"{field.keyword} {arguments}" if field.keyword else arguments


def arguments_parts(field: nodes.Field, narrative: bool = False) -> Part:
    """What follows the keyword, with the places where it may be broken."""
    arguments = field.arguments
    if narrative or is_prose(field):
        return _joined([_argument(a) for a in arguments], " ")
    match field.keyword, arguments:
        case "", (nodes.Word(), nodes.Word()):
            return _joined([_argument(a) for a in arguments], " s.d. ")
        case "bila", (condition, outcome):
            return Group((_argument(condition), Break(), Piece("maka "), _argument(outcome)))
        case "misal", (name, value):
            return Group((_argument(name), Piece(" = "), _argument(value)))
        case "andai", (nodes.Name() as name, period, value):
            return Group((_argument(name), Piece("("), _argument(period), Piece(") = "), _argument(value)))
        case "ganti_arah", _:
            return _joined([_argument(a) for a in arguments], " dengan ")
        case "ubah_skala", _:
            return _joined([_argument(a) for a in arguments], " kali ")
        case "klaim", (place, figure, nodes.Field() as printed):
            return Group((_argument(place), Piece(" "), _argument(figure), Break(), _argument(printed)))
        case "kolom", (name, nodes.Field(keyword="=", arguments=(value,))):
            return Group((_argument(name), Piece(" = "), _argument(value)))
        case "kolom", (nodes.TextLit(), _, *_):
            return _column_parts(field)
        case "catatan" | "kosong", (*said, nodes.Field() as remedy):
            return _said_with_remedy(said, remedy)
        case "menyatakan", _:
            return _joined([_argument(a, grouped=True) for a in arguments], " ")
        case "terkait", (place, nodes.TextLit() as label):
            return _joined([_before_text(place), Piece(text_text(label))], " ")
    parts: list[Part] = [_argument(arguments[0])]
    for before, argument in pairwise(arguments):
        match before, argument:
            case (nodes.Name() | nodes.TextLit(), nodes.Name() | nodes.TextLit()) if field.keyword == "untuk":
                parts += [Piece(","), Break()]
            case (nodes.Edge(), nodes.Edge()) | (nodes.NumberLit(), nodes.NumberLit()):
                parts.append(Piece(" s.d. "))
            case (
                (nodes.Word(), nodes.Word())
                | (nodes.Name(), nodes.Name())
                | (nodes.Binder(), nodes.Binder())
                | (nodes.NumberLit(), nodes.Name())
            ):
                parts += [Piece(","), Break()]
            case _:
                parts.append(Piece(" "))
        parts.append(_argument(argument))
    return Group(tuple(parts), fill=True)


def _column_parts(field: nodes.Field) -> Part:
    """A column of a report table: its heading, its expression, then its options, each whole on a line where it fits."""
    heading, value, *options = field.arguments
    parts: list[Part] = [_argument(heading), Piece(" "), _argument(value)]
    for option in options:
        parts.append(Break())
        if isinstance(option, nodes.Field) and option.arguments:
            parts.append(Group((Piece(f"{option.keyword} "), _argument(option.arguments[0]))))
        else:
            parts.append(_argument(option))
    return Group(tuple(parts), hang=2)


def _said_with_remedy(said: Sequence[nodes.FieldArgument], remedy: nodes.Field) -> Part:
    """What a report table says of itself, then `saran`, each text whole on a line where not all fit on one."""
    parts: list[Part] = []
    for text in said:
        parts += [Break(), _argument(text)] if parts else [_argument(text)]
    parts += [Break(), Piece(f"{remedy.keyword} ")]
    for at, text in enumerate(remedy.arguments):
        parts += [Break(), _argument(text)] if at else [_argument(text)]
    return Group(tuple(parts))


def _before_text(place: nodes.FieldArgument) -> Part:
    """An expression that a text follows: in brackets where it ends in a number, which would take the text for its unit."""
    part = _argument(place)
    *_, last = pieces_of(part)
    return Group((Piece("("), part, Piece(")")), hang=1) if isinstance(last.source, nodes.NumberLit) else part


def _joined(parts: Sequence[Part], between: str) -> Part:
    out: list[Part] = []
    for part in parts:
        out += [Piece(between), part] if out else [part]
    return Group(tuple(out))


def _argument(argument: nodes.FieldArgument, grouped: bool = False) -> Part:
    match argument:
        case nodes.Word() | nodes.UnitRef():
            return Piece(argument.text)
        case nodes.Edge():
            number = number_text(argument.number)
            return Piece(f"{argument.operator} {number}" if argument.operator else number)
        case nodes.Undefined():
            return Piece(f"tidak_dapat_dihitung {text_text(argument.reason)}")
        case nodes.Binder():
            return binder_parts(argument)
        case nodes.Field():
            return Piece(field_text(argument))
        case nodes.NumberLit():
            # after `menyatakan` always grouped: four bare digits would be a year there
            return Piece(number_text(argument, grouped))
        case nodes.RangeCell() | nodes.Bound() | nodes.Absent():
            return Piece(cell_text(argument))
        case _:
            return expression_parts(argument)


# ---- runs of like fields --------------------------------------------------------------------------------------------
def column_kind(field: nodes.Field) -> str | None:
    """Which columns a field shares with others like it; None where it has none."""
    match field.keyword:
        case "kategori" | "nama" | "menyatakan":
            return field.keyword
        case "klaim" if isinstance(field.arguments[-1], nodes.Field):
            return field.keyword
        case "kolom":  # of a report table; one of a table in a file names its column by a word
            return "kolom" if isinstance(field.arguments[0], nodes.TextLit) else None
        case _:
            return None if _halves(field) is None else field.keyword


def like_fields(fields: Sequence[nodes.Field]) -> list[str]:
    """What follows the keyword in fields of one kind, in columns."""
    match fields[0].keyword:
        case "kategori":
            return _bands(fields)
        case "nama":
            return in_columns([_texts(field, 3) for field in fields], ("", " ", "  "))
        case "klaim":
            return in_columns([_claim(field) for field in fields], ("", "  ", "  tercetak "))
        case "kolom":
            return in_columns([_column(field) for field in fields], ("", " "))
        case "menyatakan":
            return in_columns([_statement(field) for field in fields], ("", " ", "  ", "  "), right=(2,))
        case _:
            rows = [half for field in fields if (half := _halves(field)) is not None]
            figures = [_figure(field.arguments[-1]) for field in fields]
            comparable = None not in figures and len({figure.unit for figure in figures if figure is not None}) == 1
            return in_columns(rows, ("", " ", " "), right=(2,) if comparable else ())


def _texts(field: nodes.Field, count: int) -> tuple[str, ...]:
    texts = [flat_text(_argument(argument)) for argument in field.arguments]
    return (*texts, *[""] * count)[:count]


def _column(field: nodes.Field) -> tuple[str, str]:
    """A heading and what stands under it; the number of the row has no expression."""
    heading, *rest = field.arguments
    return flat_text(_argument(heading)), " ".join(flat_text(_argument(part)) for part in rest)


def _statement(field: nodes.Field) -> tuple[str, str, str, str]:
    """`banyak`, `program`, `4`, `bagian "3.2"`."""
    words = [argument.text for argument in field.arguments if isinstance(argument, nodes.Word)]
    what, which = (*words, "")[:2]
    number = "".join(number_text(a, grouped=True) for a in field.arguments if isinstance(a, nodes.NumberLit))
    place = "".join(field_text(a) for a in field.arguments if isinstance(a, nodes.Field))
    return what, which, number, place


def _claim(field: nodes.Field) -> tuple[str, str, str]:
    """The place, the figure, and what is printed there."""
    place, figure, printed = field.arguments
    cell = printed.arguments[0] if isinstance(printed, nodes.Field) else printed
    return flat_text(_argument(place)), flat_text(_argument(figure)), flat_text(_argument(cell))


def _halves(field: nodes.Field) -> tuple[str, str, str] | None:
    """A condition and its outcome, or the two sides of an equation, with the word or sign between them."""
    match field.keyword, field.arguments:
        case "bila", (condition, outcome):
            return flat_text(_argument(condition)), "maka", flat_text(_argument(outcome))
        case ("misal", (name, value)) | ("kolom", (name, nodes.Field(keyword="=", arguments=(value,)))):
            return flat_text(_argument(name)), "=", flat_text(_argument(value))
        case "andai", (nodes.Name() as name, period, value):
            return f"{flat_text(_argument(name))}({flat_text(_argument(period))})", "=", flat_text(_argument(value))
        case "harap", (nodes.Binary(operator="=") as equation,):
            match expression_parts(equation):
                case Group(parts=(left, Break(), _, right)):
                    return flat_text(left), "=", flat_text(right)
    return None


def _figure(argument: nodes.FieldArgument) -> nodes.NumberLit | None:
    """The number that an outcome or the right side of an equation is; None where it is computed."""
    match argument:
        case nodes.NumberLit():
            return argument
        case nodes.Binary(operator="=", right=right):
            return _figure(right)
        case nodes.Unary(operator="-", operand=nodes.NumberLit() as number):
            return number
        case _:
            return None


def _bands(fields: Sequence[nodes.Field]) -> list[str]:
    """`"A"  sebutan "Memuaskan"  > 80 s.d. 90  skor 4`."""
    names: list[str] = []
    edges: list[tuple[nodes.Edge | None, nodes.Edge | None]] = []
    extras: list[dict[str, str]] = []
    for field in fields:
        names.append(" ".join(text_text(a) for a in field.arguments if isinstance(a, nodes.TextLit)))
        lower, upper = (*(a for a in field.arguments if isinstance(a, nodes.Edge)), None, None)[:2]
        edges.append((lower, upper))
        extras.append({a.keyword: field_text(a) for a in field.arguments if isinstance(a, nodes.Field)})
    columns = (
        names,
        [extra.get("sebutan", "") for extra in extras],
        _edges([lower for lower, _ in edges]),
        _edges([upper for _, upper in edges]),
        [extra.get("skor", "") for extra in extras],
    )
    return in_columns(list(zip(*columns, strict=True)), ("", "  ", "  ", " s.d. ", "  "))


def _edges(edges: Sequence[nodes.Edge | None]) -> list[str]:
    """Edges with their operators in one column, their figures right-aligned in the next."""
    rows = [("", "") if edge is None else (edge.operator, number_text(edge.number)) for edge in edges]
    return in_columns(rows, ("", " " if any(operator for operator, _ in rows) else ""), right=(1,))


# ---- headings, cells ------------------------------------------------------------------------------------------------
def heading_cells(node: nodes.Declaration | nodes.Table) -> tuple[str, str, str]:
    """What stands before the `{`: keyword and id, name, the rest; the `dari` of an indicator stands before its name."""
    start = node.keyword if node.id is None else f"{node.keyword} {node.id.text}"
    nama = "" if node.nama is None else text_text(node.nama)
    head = [field_text(field) for field in node.head]
    if node.keyword == "indikator" and node.head and node.head[0].keyword == "dari":
        return start, head[0], " ".join([nama, *head[1:]]).strip(" ")
    return start, nama, " ".join(head)


def label_text(label: nodes.Word | nodes.TextLit) -> str:
    """The label of a row."""
    return text_text(label) if isinstance(label, nodes.TextLit) else label.text


def cell_text(cell: nodes.Cell) -> str:
    """A cell; its numbers are grouped."""
    match cell:
        case nodes.NumberLit():
            return number_text(cell, grouped=True)
        case nodes.RangeCell():
            return f"{number_text(cell.lower, grouped=True)} s.d. {number_text(cell.upper, grouped=True)}"
        case nodes.Bound():
            return f"{cell.operator} {number_text(cell.number, grouped=True)}"
        case nodes.Word():
            return cell.text
        case nodes.TextLit():
            return text_text(cell)
        case nodes.Absent():
            return cell.written
