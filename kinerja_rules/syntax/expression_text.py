"""Expressions and the small parts of a file as canonical text, with only the brackets that are needed."""

from collections.abc import Callable

from kinerja_rules.base import numerals
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.pieces import Break, Group, Part, Piece, flat_text, pieces_of

_BRANCH, _OR, _AND, _NOT, _COMPARISON, _CONVERT, _SUM, _PRODUCT, _UNARY, _POSTFIX = range(10)
_BINDING = {
    "atau": (_OR, _OR, _AND),
    "dan": (_AND, _AND, _NOT),
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">=", "di"), (_COMPARISON, _CONVERT, _CONVERT)),
    **dict.fromkeys("+-", (_SUM, _SUM, _PRODUCT)),
    **dict.fromkeys("*/", (_PRODUCT, _PRODUCT, _UNARY)),
}
"""For each infix operator its level, and the lowest levels its operands may have without brackets."""

_NO_FIRST_KIND = frozenset({"jika", "bukan", "untuk", "lewati"})
_NO_FIRST_NAME = frozenset({"di", "dan", "atau", "dalam", "bobot", "untuk", "lewati"})
"""Words that an opening bracket, and the word after it, would take for a keyword."""


# ---- words, texts, numbers ------------------------------------------------------------------------------------------
def text_text(text: nodes.TextLit) -> str:
    r"""A quoted text; a backslash is doubled only where it would escape what follows it."""
    out: list[str] = []
    following = [*text.value[1:], '"']
    for character, after in zip(text.value, following, strict=False):
        if character == '"' or (character == "\\" and after in '"”\\'):
            out.append("\\")
        out.append(character)
    return '"' + "".join(out) + '"'


def number_text(number: nodes.NumberLit, grouped: bool = False) -> str:
    """A number with its unit. Money is always grouped, other numbers where asked or where the source did.

    A percentage is not grouped where that could be taken for a decimal point (`93821 %`, not `93.821 %`).
    """
    unit = "" if number.unit is None else number.unit.text
    if unit == "1:n":
        return f"1:{numerals.write_numeral(1 / number.value, number.decimals, number.grouped)}"
    money = unit == "Rp" or unit.startswith("Rp ")
    numeral = numerals.write_numeral(number.value, number.decimals, grouped or money or number.grouped)
    if unit == "%" and not number.grouped and numerals.is_misread_decimal(numeral):
        numeral = numerals.write_numeral(number.value, number.decimals, grouped=False)
    if money:
        return f"Rp {numeral}{unit[2:]}"
    return f"{numeral} {unit}" if unit else numeral


# ---- expressions ----------------------------------------------------------------------------------------------------
def print_expression(expression: nodes.Expr) -> str:
    """Canonical text on one line."""
    return flat_text(expression_parts(expression))


def print_segments(
    expression: nodes.Expr, whole: Callable[[nodes.Expr], bool] = lambda _: False
) -> list[tuple[str, nodes.Expr | None]]:
    """Pieces of the canonical text, each with the expression it stands for; joined they are `print_expression`.

    Names, numbers, periods and texts carry themselves; so does the name of a function, with its call, the `.nama` of
    an attribute, and any expression for which `whole` says that it is one piece. Operators and brackets carry None.
    """
    return [(piece.text, piece.source) for piece in pieces_of(expression_parts(expression, whole))]


def expression_parts(expression: nodes.Expr, whole: Callable[[nodes.Expr], bool] = lambda _: False) -> Part:
    """Canonical text with the places where it may be broken."""
    return _Writer(whole).write(expression, _BRANCH)


def binder_parts(binder: nodes.Binder) -> Part:
    """`kegiatan k di p yang c`."""
    return _Writer(lambda _: False).binder(binder)


class _Writer:
    def __init__(self, whole: Callable[[nodes.Expr], bool]) -> None:
        self.whole = whole

    def write(self, expression: nodes.Expr, lowest: int) -> Part:
        """An expression where nothing that binds less than `lowest` may stand without brackets."""
        level, part = self._leveled(expression)
        if self.whole(expression):
            part = Piece(flat_text(part), expression)
        return part if level >= lowest else Group((Piece("("), part, Piece(")")), hang=1)

    def _leveled(self, e: nodes.Expr) -> tuple[int, Part]:
        match e:
            case nodes.NumberLit():
                return _POSTFIX, Piece(number_text(e), e)
            case nodes.PeriodLit():
                return _POSTFIX, Piece(e.text, e)
            case nodes.TextLit():
                return _POSTFIX, Piece(text_text(e), e)
            case nodes.Name():
                return _POSTFIX, Piece(e.text, e)
            case nodes.Call():
                return _POSTFIX, self._call(e)
            case nodes.Attribute():
                return _POSTFIX, Group((self.write(e.base, _POSTFIX), Piece("." + e.name.text, e)))
            case nodes.Unary():
                if e.operator == "bukan":
                    return _NOT, Group((Piece("bukan "), self.write(e.operand, _NOT)), hang=2)
                return _UNARY, Group((Piece(e.operator), self.write(e.operand, _UNARY)), hang=1)
            case nodes.Binary():
                level = _BINDING[e.operator][0]
                return level, Group(tuple(self._chain(e, level)))
            case nodes.Branch():
                return _BRANCH, Group(tuple(self._branch(e)))
            case nodes.Convert():
                converted = (self.write(e.operand, _SUM), Break(), Piece(f"dalam {e.unit.text}"))
                return _CONVERT, Group(converted)
            case nodes.RangeExpr():
                ends = (self.write(e.lower, _BRANCH), Break(), Piece("s.d. "), self.write(e.upper, _BRANCH))
                return _BRANCH, Group(ends)

    def _chain(self, e: nodes.Binary, level: int) -> list[Part]:
        """Operands and operators of one level, from the left, so that all of them break together."""
        operators: list[nodes.Binary] = []
        first: nodes.Expr = e
        while isinstance(first, nodes.Binary) and _BINDING[first.operator][0] == level:
            if first is not e and (level == _COMPARISON or self.whole(first)):
                break
            operators.append(first)
            first = first.left
        _, left, right = _BINDING[e.operator]
        parts = [self.write(first, left)]
        for step in reversed(operators):
            parts += [Break(), Piece(f"{step.operator} "), self.write(step.right, right)]
        return parts

    def _branch(self, e: nodes.Branch) -> list[Part]:
        """A chain of conditions: `selain itu` starts a line, on the column of the first `jika`."""
        parts: list[Part] = []
        opening = "jika "
        rest: nodes.Expr = e
        while isinstance(rest, nodes.Branch) and not (parts and self.whole(rest)):
            outcome = (Piece("maka "), self.write(rest.then, _BRANCH))
            parts += [Group((Piece(opening), self.write(rest.condition, _BRANCH), Break(), *outcome), hang=2), Break()]
            opening = "selain itu jika "
            rest = rest.otherwise
        return [*parts, Group((Piece("selain itu "), self.write(rest, _BRANCH)), hang=2)]

    def _call(self, e: nodes.Call) -> Part:
        inner: list[Part] = []
        for argument in e.arguments:
            if inner:
                inner += [Piece(";"), Break()]
            inner.append(self.write(argument.value, _BRANCH))
            if argument.weight is not None:
                inner += [Piece(" bobot "), self.write(argument.weight, _BRANCH)]
        if e.binders:
            if inner:
                inner.append(Break())
            first = e.binders[0]
            if inner or first.kind.text in _NO_FIRST_KIND or first.name.text in _NO_FIRST_NAME:
                inner.append(Piece("untuk "))
            inner += self._binders(e.binders)
        if e.skip_missing:
            inner.append(Piece(" lewati" if inner else "lewati"))
        if not inner:
            return Piece(f"{e.function.text}()", e)
        return Group((Piece(e.function.text, e), Piece("("), Break(""), *inner, Piece(")")), hang=2)

    def _binders(self, binders: tuple[nodes.Binder, ...]) -> list[Part]:
        parts: list[Part] = [self.binder(binders[0])]
        for binder in binders[1:]:
            parts += [Piece(";"), Break(), self.binder(binder)]
        return parts

    def binder(self, binder: nodes.Binder) -> Part:
        """A variable, its set, and the condition on it."""
        parts: list[Part] = [Piece(f"{binder.kind.text} {binder.name.text}")]
        if binder.domain is not None:
            parts += [Piece(" di "), self.write(binder.domain, _SUM)]
        if binder.upper is not None:
            parts += [Piece(" s.d. "), self.write(binder.upper, _SUM)]
        if binder.condition is not None:
            parts += [Break(), Piece("yang "), self.write(binder.condition, _BRANCH)]
        return Group(tuple(parts), hang=2)
