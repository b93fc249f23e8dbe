"""Comments and blank lines, found again beside the declarations, fields and rows they were written with."""

import re
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes

_SPACES = re.compile(r"[ \t\r\u00a0\u202f\ufeff]*")
_TO_BRACE = re.compile(r"(?:[^#{]|#[^\n]*)*")

Heading = tuple[nodes.Word, ...]
"""The headings of a table's columns."""

Node = nodes.File | nodes.Declaration | nodes.Table | nodes.Field | nodes.Row | Heading


@frozen
class Remark:
    """A comment on a line of its own; `apart` where a blank line stood before it."""

    text: str
    apart: bool


@frozen
class Entry:
    """A part of a file that starts a line, with the comments around it.

    `before` are the comments above it, `opening` stands after its `{`, `entries` are the parts of its body and
    `closing` the comments after them, `trailing` stands after its end. `apart` where a blank line stood before it.
    """

    node: Node
    before: tuple[Remark, ...] = ()
    apart: bool = False
    opening: str = ""
    entries: "tuple[Entry, ...]" = ()
    closing: tuple[Remark, ...] = ()
    trailing: str = ""

    @property
    def detached(self) -> bool:
        """Whether a blank line stands between this entry, or a comment above it, and the entry before."""
        return self.apart or any(remark.apart for remark in self.before)


def gather(file: nodes.File, comments: Sequence[Span], source: SourceFile | None) -> Entry:
    """A file with its entries and their comments.

    Each comment comes to stand exactly once, and in the order given. Without a source there are neither comments nor
    blank lines, and the places of the nodes are not looked at.
    """
    if source is None and comments:
        source = comments[0].source
    attach = _Attach(source, comments)
    entries = tuple(attach.entry(item) for item in file.items)
    return Entry(file, entries=entries, closing=attach.remaining())


def comment_text(comment: Span) -> str:
    """A comment without the spaces at its end."""
    return comment.text.rstrip()


class _Attach:
    def __init__(self, source: SourceFile | None, comments: Iterable[Span]) -> None:
        self.text = None if source is None else source.text
        self.waiting = list(comments)
        self.waiting.reverse()

    def entry(self, node: Node) -> Entry:
        members: Sequence[Node] = ()
        match node:
            case nodes.Declaration():
                members = node.body or ()
            case nodes.Table():
                headed: tuple[Node, ...] = (node.columns, *node.rows) if node.columns else ()
                members = (*headed, *node.own)
        if self.text is None:
            return Entry(node, entries=tuple(self.entry(member) for member in members))
        start, end = _range(node)
        before = self._until(start)
        apart = self._apart(start)
        opened = self._after_brace(node)
        # a comment inside a field, or in a heading, has no line of its own to stay on: it goes above
        inside = [evolve(remark, apart=False) for remark in self._until(end if opened is None else opened)]
        if inside:
            inside[0] = evolve(inside[0], apart=apart)
            apart = False
        opening = "" if opened is None else self._on_line(opened)
        entries = tuple(self.entry(member) for member in members)
        closing = self._until(end)
        trailing = self._on_line(end)
        return Entry(node, (*before, *inside), apart, opening, entries, tuple(closing), trailing)

    def remaining(self) -> tuple[Remark, ...]:
        return () if self.text is None else tuple(self._until(len(self.text) + 1))

    def _after_brace(self, node: Node) -> int | None:
        """The offset after the `{` of a node that has one."""
        match node:
            case nodes.Declaration() if node.body is not None:
                parts = (node.id, node.nama, *node.head)
            case nodes.Table():
                parts = (node.id, node.nama, *node.head)
            case _:
                return None
        assert self.text is not None
        after = max((part.span.end for part in parts if part is not None), default=node.span.start)
        gap = _TO_BRACE.match(self.text, after)
        return after + 1 if gap is None else gap.end() + 1

    def _until(self, offset: int) -> list[Remark]:
        out: list[Remark] = []
        while self.waiting and self.waiting[-1].start < offset:
            comment = self.waiting.pop()
            out.append(Remark(comment_text(comment), self._apart(comment.start)))
        return out

    def _on_line(self, offset: int) -> str:
        """The comment that follows on the same line with nothing in between."""
        assert self.text is not None
        spaces = _SPACES.match(self.text, offset)
        at = offset if spaces is None else spaces.end()
        if self.waiting and self.waiting[-1].start == at:
            return comment_text(self.waiting.pop())
        return ""

    def _apart(self, offset: int) -> bool:
        """Whether a blank line precedes an offset."""
        assert self.text is not None
        before = offset
        while before > 0 and self.text[before - 1].isspace():
            before -= 1
        return self.text.count("\n", before, offset) >= 2


def _range(node: Node) -> tuple[int, int]:
    if isinstance(node, tuple):
        return node[0].span.start, node[-1].span.end
    return node.span.start, node.span.end
