"""What each row of a printed table is about: its label matched to the plan, in the context of the labels over it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve, frozen

from kinerja_rules.audit.paste.names import Catalogue, Match, Subject, plain_name
from kinerja_rules.functions.words import words_of
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.project.pasted.layout import Group, PastedColumn, PastedRow, PastedTable

NODES = frozenset(LEVELS)
INDIKATOR = frozenset({"indikator"})
UNMATCHED = Match(None, Fraction(0), "belum dicocokkan")
_TOTAL = re.compile(
    r"\W*(?:sub ?total|grand total|total|jumlah|rata[ -]?rata)(?: (?:keseluruhan|seluruhnya|anggaran|belanja|total|capaian|i{1,3}|[a-e]))?\W*\Z",
    re.IGNORECASE,
)


@frozen
class Line:
    """A row with figures: its printed label, what it was taken for, and the node that stands beside or over it.

    `own_node` says whether that node's name stands in this very row.
    """

    row: PastedRow
    text: str
    match: Match
    node: Match
    own_node: bool
    is_total: bool = False


def read_lines(table: PastedTable, group: Group, catalogue: Catalogue | None) -> tuple[Line, ...]:
    """The rows of a group of columns that carry figures, each with its match."""
    reader = _Reader(table, group, catalogue)
    lines = [line for row in table.rows if (line := reader.line(row)) is not None]
    return _in_order(lines)


class _Reader:
    """Goes down a table and keeps what stands over the row."""

    def __init__(self, table: PastedTable, group: Group, catalogue: Catalogue | None) -> None:
        self.group = group
        self.catalogue = catalogue
        self.code = table.first("kode")
        self.nomor = table.first("nomor")
        own = [c for c in group.labels if c.meaning.levels == INDIKATOR]
        self.indicator = own[-1] if own else None
        self.nodes = [c for c in group.labels if c is not self.indicator]
        self.carried: dict[int, str] = {}
        self.over: list[Subject] = []

    def line(self, row: PastedRow) -> Line | None:
        """The line of a row, or None where it only names what the rows below belong to."""
        filled = [c for c in self.group.values if c.index in row.texts]
        node_text, column, own = self._node_text(row)
        node = self._match_node(node_text, column, row) if node_text and column is not None else UNMATCHED
        if node.subject is not None:
            self._descend(node.subject)
        text = row.texts.get(self.indicator.index, "") if self.indicator is not None else ""
        if not text and self.indicator is not None and not own:
            return None
        if self.group.values and not filled:
            if not text and not own:
                self._heading_row(row)
            return None
        if not text and not own:
            self._heading_row(row)
            return None
        label = text or node_text
        if _TOTAL.match(label):
            return Line(row, label, UNMATCHED, node, own, is_total=True)
        match = self._match_indicator(text, node) if text else node
        return Line(row, label, match, node, own)

    def _node_text(self, row: PastedRow) -> tuple[str, PastedColumn | None, bool]:
        """The deepest label beside the row that names a node; continued from above where the row leaves it out."""
        own: PastedColumn | None = None
        for column in self.nodes:
            text = row.texts.get(column.index)
            if text:
                own = column
                for deeper in self.nodes[self.nodes.index(column) + 1 :]:
                    self.carried.pop(deeper.index, None)
                self.carried[column.index] = text
            elif column.index in row.merged:
                self.carried[column.index] = row.merged[column.index]
        if own is not None:
            return self.carried[own.index], own, True
        for column in reversed(self.nodes):
            if column.index in self.carried:
                return self.carried[column.index], column, False
        return "", None, False

    def _match_node(self, text: str, column: PastedColumn, row: PastedRow) -> Match:
        if self.catalogue is None:
            return UNMATCHED
        if (
            self.code is not None
            and (known := self.catalogue.codes.get(row.texts.get(self.code.index, ""))) is not None
        ):
            return Match(known, Fraction(1), "kode")
        levels = column.meaning.levels
        kinds = NODES if levels - INDIKATOR or self.indicator is not None else frozenset[str]()
        if "indikator" in levels:
            kinds = frozenset()
        return self.catalogue.match(text, kinds, self._context(), levels)

    def _match_indicator(self, text: str, node: Match) -> Match:
        if self.catalogue is None:
            return UNMATCHED
        context = (
            frozenset({node.subject.id}) if node.subject is not None else frozenset(s.id for s, _ in node.candidates)
        )
        match = self.catalogue.match(text, INDIKATOR, context | self._context())
        if match.subject is not None or any(a >= Fraction(3, 4) for _, a in match.candidates):
            return match
        above = self.catalogue.match(text, NODES, context)
        if above.subject is None:
            return match
        own = tuple(s for s in self.catalogue.of_kinds(INDIKATOR) if s.node == above.subject.id)
        how = f"nama {above.subject.kind} {above.subject.id}, bukan nama indikator"
        return Match(None, above.likeness, how, tuple((s, above.likeness) for s in own))

    def _context(self) -> frozenset[str]:
        return frozenset({self.over[-1].id}) if self.over else frozenset()

    def _descend(self, subject: Subject) -> None:
        """A node is under those that stand above it and are over it in the plan."""
        while self.over and self.over[-1].id not in subject.above:
            self.over.pop()
        self.over.append(subject)

    def _heading_row(self, row: PastedRow) -> None:
        """A row without figures names what the rows below it belong to, in whatever column it stands."""
        if self.catalogue is None:
            return
        for text in row.texts.values():
            match = self.catalogue.match(text, NODES, self._context())
            if match.subject is not None:
                self._descend(match.subject)
                return


def _in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Rows of one name, as many as the plan has subjects of that name, are these in the plan's order."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        same[words_of(plain_name(line.text))].append(index)
    out = list(lines)
    for indexes in same.values():
        matches = [lines[i].match for i in indexes]
        if any(m.how != "nama sama" for m in matches):
            continue
        subjects = [s for s, _ in matches[0].candidates]
        if len(subjects) != len(indexes) or any([s for s, _ in m.candidates] != subjects for m in matches):
            continue
        for index, subject in zip(indexes, subjects, strict=True):
            match = Match(subject, Fraction(1), "nama sama, menurut urutan")
            line = out[index]
            out[index] = evolve(line, match=match, node=match if line.node is line.match else line.node)
    return tuple(out)
