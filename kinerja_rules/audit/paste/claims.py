"""The claims of a printed table: which figure of the plan each printed cell claims to be, as the language writes it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from kinerja_rules.audit.paste.cells import MONEY, RATIOS, UNCLAIMED, claim_cell, other_unit, quoted
from kinerja_rules.audit.paste.evidence import decide
from kinerja_rules.audit.paste.names import Catalogue, Match, Subject, plain_name
from kinerja_rules.audit.paste.rows import INDIKATOR, Line, read_lines
from kinerja_rules.audit.paste.scales import scale_claims
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.model import units
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Unit
from kinerja_rules.project.pasted.layout import MEASURES, Group, PastedColumn, PastedTable, year_of
from kinerja_rules.project.pasted.prints import Doubtful, Figure, Print
from kinerja_rules.project.sheets.headings import normal

_FIGURES = {
    "capaian_anggaran": "serapan",
    "akhir": "target_akhir",
    "awal": "target_awal",
}
_TIMELESS = frozenset({"akhir", "awal", "banyak_indikator"})
_OF_NODES = MONEY | {"capaian_anggaran", "efisiensi", "banyak_indikator"}
_OF_INDICATORS = frozenset({"target", "realisasi", "kemajuan", "menunjang", "pembanding", "akhir", "awal"})
_SUBJECT_UNIT = frozenset({"target", "realisasi", "pembanding", "akhir", "awal", "data"})
_COUNT = "banyak_indikator"
_TOTALS = {
    "pagu": "jumlah(pagu(p; baris) untuk program p)",
    "realisasi_anggaran": "jumlah(realisasi_anggaran(p; baris) untuk program p)",
}
_SHOWN = 90
_LISTED = 6


@frozen
class ClaimRow:
    """A row: its label and cells as the language writes them, and what its comment says."""

    label: str
    cells: tuple[str, ...]
    comment: str = ""
    commented: bool = False


@frozen
class ClaimBlock:
    """A `tabel` of claims: what stands behind its name, its columns, those it defines itself, rows and remarks in order."""

    head: str
    columns: tuple[str, ...]
    own: tuple[tuple[str, str], ...]
    lines: tuple[ClaimRow | str, ...]


@frozen
class CopiedTable:
    """What became of a printed table. `singles` are claims outside tables: figure and print."""

    number: str
    title: str
    notes: tuple[str, ...]
    blocks: tuple[ClaimBlock, ...]
    singles: tuple[tuple[str, str], ...]
    claims: int
    rows: int
    matched: int
    doubts: int


@frozen
class NoYear:
    """A table that does not say of which year it is."""

    number: str
    place: str


@frozen(eq=False)
class _Column:
    column: PastedColumn
    role: str
    key: str
    period: Period | None
    own: str | None = None

    def print_of(self, line: Line) -> Print | None:
        return line.row.prints.get(self.column.index)


def copy_table(
    table: PastedTable, catalogue: Catalogue | None, model: Model | None, year: int | None
) -> CopiedTable | NoYear:
    """The claims of a table against a plan; without one, rows are named as they are printed."""
    scale = scale_claims(table, model)
    if scale is not None:
        notes, singles = scale
        return CopiedTable(
            table.number, table.title, notes, (), singles, len(singles), len(table.rows), len(singles), 0
        )
    copier = _Copier(table, catalogue, model, _year(table, year))
    if copier.lacks_year():
        return NoYear(table.number, table.place)
    return copier.copied()


def _year(table: PastedTable, asked: int | None) -> int | None:
    """The year that columns without one speak of: the one asked for, the title's, the last that a heading names."""
    if asked is not None or table.year is not None:
        return asked or table.year
    named = [c.meaning.period.year for c in table.columns if c.meaning.period is not None and c.meaning.period.year]
    return max(named, default=None)


def _lacks_year(column: PastedColumn) -> bool:
    """Whether a column speaks of a time and names no year: nothing in its heading, or a month or quarter alone."""
    heading = column.meaning.period
    if column.role in _TIMELESS:
        return False
    return column.role != "periode" if heading is None else heading.year is None and not heading.cumulative


class _Copier:
    def __init__(self, table: PastedTable, catalogue: Catalogue | None, model: Model | None, year: int | None) -> None:
        self.table = table
        self.catalogue = catalogue
        self.model = model
        self.year = year
        self.by_row = table.first("tahun")
        self.english = any(isinstance(p, Figure) and p.foreign for row in table.rows for p in row.prints.values())
        self.notes: list[str] = []
        self.claims = self.matched = self.doubts = self.rows = 0

    def lacks_year(self) -> bool:
        """Whether some column needs a year that nothing names."""
        values = [c for g in self.table.groups for c in g.values]
        return self.year is None and self.by_row is None and any(map(_lacks_year, values))

    def copied(self) -> CopiedTable:
        """All groups of the table."""
        blocks: list[ClaimBlock] = []
        for group in self.table.groups:
            lines = read_lines(self.table, group, self.catalogue)
            self.rows += len(lines)
            self.matched += sum(line.match.subject is not None for line in lines)
            if not group.values:
                blocks += self._names(lines)
                continue
            totals = self._yearly_totals(group, lines)
            if totals is not None:
                blocks.append(totals)
                continue
            for year, of_year in self._by_year(lines):
                columns = self._columns(group, of_year, year)
                blocks += self._blocks(of_year, columns, year)
        left_out = [f'"{c.heading}"' for c in self.table.left_out]
        if left_out:
            more = f", dan {len(left_out) - _LISTED} lagi" if len(left_out) > _LISTED else ""
            self.notes.append(f"kolom tanpa klaim: {', '.join(left_out[:_LISTED])}{more}")
        return CopiedTable(
            self.table.number,
            self.table.title,
            tuple(self.notes),
            tuple(b for b in blocks if b.lines),
            (),
            self.claims,
            self.rows,
            self.matched,
            self.doubts,
        )

    def _by_year(self, lines: tuple[Line, ...]) -> Iterator[tuple[int | None, tuple[Line, ...]]]:
        """Lines by the year that each names in a column of years; all of them where there is none."""
        if self.by_row is None:
            yield self.year, lines
            return
        years: dict[int, list[Line]] = {}
        for line in lines:
            text = line.row.texts.get(self.by_row.index, "") or line.row.merged.get(self.by_row.index, "")
            found = re.fullmatch(r"(?:tahun )?((?:19|20|21)\d\d)", normal(text))
            if found is None:
                self._doubt(f'"{line.text}": tahunnya "{text}" tidak terbaca')
                self.notes.append(f'periksa: baris "{line.text}": tahunnya "{text}" tidak terbaca')
                continue
            years.setdefault(int(found[1]), []).append(line)
        for year, of_year in years.items():
            yield year, tuple(of_year)

    def _total(self, role: str, years: Sequence[str]) -> str:
        """The total that the plan declares of these years, where it does: a part of the programs may not be set out."""
        what = "pagu" if role == "pagu" else "realisasi"
        stated = {d.of for d in self.model.facts.declared if d.what == what} if self.model is not None else set()
        return f"{what}_dinyatakan(baris)" if set(years) <= stated else _TOTALS[role]

    def _yearly_totals(self, group: Group, lines: tuple[Line, ...]) -> ClaimBlock | None:
        """A table of money by year whose rows name nothing of the plan: the money of all programs, year by year."""
        if self.by_row is None or any(line.match.subject is not None or line.match.candidates for line in lines):
            return None
        money = [c for c in group.values if self._role(c, group, lines) in _TOTALS]
        years = [normal(line.row.texts.get(self.by_row.index, "")).removeprefix("tahun ") for line in lines]
        if not money or len(money) != len(group.values) or len(set(years)) < len(years):
            return None
        if not all(re.fullmatch(r"(?:19|20|21)\d\d", year) for year in years):
            return None
        columns = [_Column(c, role := self._role(c, group, lines), role, None, self._total(role, years)) for c in money]
        read = "jumlah semua program" if any(c.own in _TOTALS.values() for c in columns) else "jumlah yang dinyatakan"
        self.notes.append(f"setiap angka dibaca {read} tahun itu; ganti ungkapan kolomnya bila bukan itu")
        rows: list[ClaimRow | str] = []
        for line, year in zip(lines, years, strict=True):
            cells, remarks = self._cells(line, None, columns, lines)
            rows += remarks
            rows.append(ClaimRow(year, cells, f'"{_cut(line.text)}"'))
        return self._block(columns, rows, None)

    # ---- columns ------------------------------------------------------------------------------------------------
    def _columns(self, group: Group, lines: tuple[Line, ...], year: int | None) -> tuple[_Column, ...]:
        """What each column of figures claims; what cannot be claimed is noted."""
        roles = {c.index: self._role(c, group, lines) for c in group.values}
        out: list[_Column] = []
        for column in group.values:
            role = roles[column.index]
            if role not in MEASURES | {"data"} or role in ("periode", "jumlah"):
                self.notes.append(f'kolom "{column.heading}" tidak diklaim: isinya tidak dikenali')
                continue
            heading = column.meaning.period
            if heading is not None and heading.cumulative:
                self.notes.append(
                    f'kolom "{column.heading}" tidak diklaim: angka sampai dengan suatu masa diklaim satu per satu'
                )
                continue
            before = [roles[c.index] for c in group.values if c.index < column.index]
            made = self._claimed(column, role, year_of(heading, year), year, list(roles.values()), before)
            if made is not None:
                out.append(made)
        return tuple(out)

    def _role(self, column: PastedColumn, group: Group, lines: tuple[Line, ...]) -> str:
        """The role of a column, by what its cells hold where the heading leaves it open."""
        roles = {c.role for c in group.values}
        of_indicators = any(c.meaning.levels == INDIKATOR for c in group.labels)
        money = bool(roles & MONEY) and "target" not in roles and not of_indicators
        prints = [p for line in lines if (p := line.row.prints.get(column.index)) is not None]
        printed = {p.unit for p in prints if isinstance(p, Figure | Doubtful)}
        role = column.role
        matched = [line.match.subject for line in lines if line.match.subject is not None]
        if matched and all(s.kind == "data" for s in matched) and role in ("periode", "jumlah", "realisasi"):
            return "data"
        if role == "capaian" and money and "capaian_anggaran" not in roles:
            return "capaian_anggaran"
        if role == "capaian" and "realisasi" not in roles and any(u not in (None, "%", "poin") for u in printed):
            example = next(
                p.print for p in prints if isinstance(p, Figure | Doubtful) and p.unit not in (None, "%", "poin")
            )
            said = f'kolom "{column.heading}" dibaca realisasi: ada sel bersatuan indikatornya ("{example}")'
            if not any(note.endswith(said) for note in self.notes):  # the heading claims otherwise: a person decides
                self.notes.append(self._doubt(said))
            return "realisasi"
        if role == "jumlah" and printed and all(u is not None and u.startswith("Rp") for u in printed):
            return "pagu"
        in_rupiah = bool(printed) and all(u is not None and u.startswith("Rp") for u in printed)
        if role == "realisasi" and (money or (in_rupiah and roles & MONEY)):
            return "realisasi_anggaran"
        if role == "periode":
            words = set(re.findall(r"\w+", self.table.title.casefold()))
            named = [w for w in ("target", "realisasi", "capaian") if w in words]
            return named[0] if len(named) == 1 else role
        return role

    def _claimed(
        self,
        column: PastedColumn,
        role: str,
        period: Period | None,
        year: int | None,
        roles: Sequence[str],
        before: Sequence[str],
    ) -> _Column | None:
        key = _FIGURES.get(role, role)
        if role == _COUNT:
            return _Column(column, role, _COUNT, period, "banyak(indikator i di baris)")
        if (
            role == "menunjang"
            and self.model is not None
            and not any(i.rpartition(".")[2] == "menunjang" for i in self.model.ukuran)
        ):
            self.notes.append(f'kolom "{column.heading}" tidak diklaim: rencana ini tidak punya ukuran `menunjang`')
            return None
        dated = "" if role in _TIMELESS or period is None or (period.is_year and period.year == year) else f"_{period}"
        if role == "pembanding":
            benchmark = self._benchmark(column)
            if benchmark is None:
                return None
            if not dated:
                return _Column(column, role, benchmark, period)
            name = f"{benchmark}{dated}".replace("-", "_")
            return _Column(column, role, name, period, f"pembanding(baris; {period}; {benchmark})")
        against = self._against(column, role, before, "target" in roles)
        return None if against is None else _Column(column, role, f"{key}{dated}{against}", period)

    def _against(self, column: PastedColumn, role: str, before: Sequence[str], has_target: bool) -> str | None:
        """What a capaian is measured against where the table prints no target: the benchmark or the end before it."""
        measured = [r for r in before if r in ("pembanding", "akhir")]
        if role != "capaian" or has_target or not measured or "realisasi" not in before:
            return ""
        acuan: str | None = "akhir"
        if measured[-1] == "pembanding":
            acuan = self._benchmark(column)
        if acuan is None:
            return None
        self.notes.append(f'kolom "{column.heading}" dibaca capaian terhadap {acuan}: tabel ini tidak mencetak target')
        return f"_{acuan}"

    def _benchmark(self, column: PastedColumn) -> str | None:
        """The benchmark that a heading means: the plan's only one, or the one whose name it speaks."""
        known = list(self.model.pembanding.values()) if self.model is not None else []
        words = set(re.findall(r"\w+", column.heading.casefold()))
        named = [p for p in known if p.id.casefold() in words]
        chosen = named if len(named) == 1 else known
        if len(chosen) == 1:
            return chosen[0].id.rpartition(".")[2]
        why = "rencana ini punya beberapa pembanding" if known else "pembandingnya belum dinyatakan dalam rencana"
        self.notes.append(f'kolom "{column.heading}" tidak diklaim: {why}')
        return None

    # ---- blocks -------------------------------------------------------------------------------------------------
    def _names(self, lines: tuple[Line, ...]) -> list[ClaimBlock]:
        """A table without figures claims the names it prints."""
        out: list[ClaimRow | str] = []
        for line in lines:
            subject = line.match.subject
            if subject is None:
                out += self._unmatched(line, {"nama": quoted(plain_name(line.text))})
                continue
            self.claims += 1
            out.append(ClaimRow(subject.id, (quoted(plain_name(line.text)),), _confidence("", line.match)))
        return [ClaimBlock("", ("nama",), (), tuple(out))]

    def _blocks(self, lines: tuple[Line, ...], columns: tuple[_Column, ...], year: int | None) -> list[ClaimBlock]:
        """Layers of columns with different headings; what is of nodes apart where rows are of indicators elsewhere."""
        layers: list[list[_Column]] = []
        for column in columns:
            layer = next((la for la in layers if all(c.key != column.key for c in la)), None)
            if layer is None:
                layers.append([column])
            else:
                layer.append(column)
        out: list[ClaimBlock] = []
        for layer in layers:
            out += self._layer(lines, tuple(layer), year)
        return out

    def _layer(self, lines: tuple[Line, ...], columns: tuple[_Column, ...], year: int | None) -> list[ClaimBlock]:
        rows: list[ClaimRow | str] = []
        apart: list[ClaimRow | str] = []
        taken: set[str] = set()
        of_nodes = [c for c in columns if c.role in _OF_NODES]
        for line in lines:
            if all(c.print_of(line) is None for c in columns):
                continue
            self._line(line, columns, of_nodes, lines, rows, apart, taken)
        out = [self._block(columns, rows, year)] if rows else []
        if apart:
            out.append(self._block(tuple(of_nodes), apart, year))
        return out

    def _line(
        self,
        line: Line,
        columns: Sequence[_Column],
        of_nodes: Sequence[_Column],
        lines: tuple[Line, ...],
        rows: list[ClaimRow | str],
        apart: list[ClaimRow | str],
        taken: set[str],
    ) -> None:
        """A printed row becomes a row of claims, one for its node beside it, or a remark."""
        subject = line.match.subject
        if self.catalogue is None and not line.is_total:
            cells, remarks = self._cells(line, None, columns, lines)
            rows += remarks
            rows.append(ClaimRow(quoted(plain_name(line.text)), cells, ""))
            return
        if subject is None:
            rows += self._unmatched(line, self._written(line, None, columns, lines))
            return
        if subject.id in taken:
            rows += self._again(line, subject, columns, lines)
            return
        taken.add(subject.id)
        units_column = self.table.first("satuan")
        printed_unit = line.row.texts.get(units_column.index, "") if units_column is not None else ""
        if subject.is_indikator and other_unit(printed_unit, subject.unit):
            rows.append(
                self._doubt(f'"{_cut(line.text)}": satuannya tercetak "{printed_unit}", dalam rencana {subject.unit}')
            )
        here = [c for c in columns if self._belongs(c, subject, line)]
        elsewhere = [c for c in columns if c not in here and c.print_of(line) is not None]
        if any(c.print_of(line) is not None for c in here):
            cells, remarks = self._cells(line, subject, columns, lines, here)
            rows += remarks
            rows.append(ClaimRow(subject.label or subject.id, cells, _confidence(line.text, line.match)))
        node = line.node.subject
        if node is not None and any(c in of_nodes for c in elsewhere):
            if node.id not in {r.label for r in apart if isinstance(r, ClaimRow)}:
                cells, remarks = self._cells(line, node, of_nodes, lines)
                apart += remarks
                apart.append(ClaimRow(node.id, cells, _confidence("", line.node)))
            elsewhere = [c for c in elsewhere if c not in of_nodes]
        for column in elsewhere:
            print_text = line.row.texts[column.column.index]
            why = f"{subject.id} {subject.kind}, jadi tidak punya {column.key}"
            if subject.kind != "indikator" and self.catalogue is not None:
                own = [s.id for s in self.catalogue.of_kinds({"indikator"}) if s.node == subject.id]
                why += f"; indikatornya: {', '.join(own)}" if own else ""
            rows.append(self._doubt(f'"{line.text}", kolom "{column.column.heading}" "{print_text}": {why}'))

    def _belongs(self, column: _Column, subject: Subject, line: Line) -> bool:
        """Whether a column's figure is asked of the row's own subject."""
        if column.role == _COUNT:
            return not subject.is_indikator
        if column.role in _OF_INDICATORS:
            return subject.is_indikator
        if (column.role == "data") != (subject.kind == "data"):
            return False
        if column.role in _OF_NODES and subject.is_indikator:
            node = line.node.subject
            return node is None or node.id == subject.node
        return True

    def _cells(
        self,
        line: Line,
        subject: Subject | None,
        columns: Sequence[_Column],
        lines: tuple[Line, ...],
        here: Sequence[_Column] | None = None,
    ) -> tuple[tuple[str, ...], list[str]]:
        """The cells of a row, and the remarks that stand above it."""
        cells: list[str] = []
        remarks: list[str] = []
        for column in columns:
            if here is not None and column not in here:
                cells.append(UNCLAIMED)
                continue
            text, doubt, remark = self._cell(line, subject, column, columns, lines)
            cells.append(text)
            self.claims += text != UNCLAIMED
            if doubt:
                remarks.append(self._doubt(f'"{_cut(line.text)}", kolom "{column.column.heading}": {doubt}'))
            elif remark:
                remarks.append(f'"{_cut(line.text)}", kolom "{column.column.heading}": {remark}')
        return tuple(cells), remarks

    def _cell(
        self, line: Line, subject: Subject | None, column: _Column, columns: Sequence[_Column], lines: tuple[Line, ...]
    ) -> tuple[str, str | None, str | None]:
        printed = column.print_of(line)
        if printed is not None:
            printed = self._settled(printed)
        if printed is None:
            continued = column.column.index in line.row.merged or (column.role in _OF_NODES and not line.own_node)
            return (UNCLAIMED if continued else "-"), None, None
        unit = self._unit(column, subject)
        decided = None
        if isinstance(printed, Doubtful):
            row = {c.role: p for c in columns if c.period == column.period and (p := c.print_of(line)) is not None}
            alike = [p for other in lines if other is not line and (p := column.print_of(other)) is not None]
            decided = decide(column.role, unit, printed, row, alike)
        cell = claim_cell(printed, column.role, unit, column.column.meaning.unit, decided)
        return cell.text, cell.doubt, cell.remark

    def _settled(self, printed: Print) -> Print:
        """`93,821` in a table that never writes English numbers is what the language reads."""
        if isinstance(printed, Doubtful) and printed.readings[0].decimals and not self.english:
            return Figure(printed.print, printed.readings[0], printed.unit)
        return printed

    def _unit(self, column: _Column, subject: Subject | None) -> Unit | None:
        if column.role in RATIOS:
            return units.PERSEN
        if column.role in MONEY:
            return units.RUPIAH
        return subject.unit if subject is not None and column.role in _SUBJECT_UNIT else None

    def _written(
        self, line: Line, subject: Subject | None, columns: Sequence[_Column], lines: tuple[Line, ...]
    ) -> dict[str, str]:
        """The cells of a row that claims nothing, as they would be written."""
        return {c.key: self._cell(line, subject, c, columns, lines)[0] for c in columns}

    def _block(self, columns: Sequence[_Column], rows: list[ClaimRow | str], year: int | None) -> ClaimBlock:
        """A block without the columns in which nothing is claimed; years alone where all columns hold one figure."""
        live = [r for r in rows if isinstance(r, ClaimRow) and not r.commented]
        used = [i for i in range(len(columns)) if any(i < len(r.cells) and r.cells[i] != UNCLAIMED for r in live)]
        used = used or list(range(len(columns)))
        kept = [columns[i] for i in used]
        lines = tuple(evolve(r, cells=_at(r.cells, used)) if isinstance(r, ClaimRow) else r for r in rows)
        own = tuple((c.key, c.own) for c in kept if c.own is not None)
        roles = {c.role for c in kept}
        if len(kept) > 1 and len(roles) == 1 and roles <= {"target", "realisasi", "capaian", "data"}:
            periods = [str(c.period) for c in kept]
            if len(set(periods)) == len(periods):
                return ClaimBlock(roles.pop(), tuple(periods), own, lines)
        timeless = all(c.role in _TIMELESS for c in kept)
        return ClaimBlock("" if year is None or timeless else str(year), tuple(c.key for c in kept), own, lines)

    # ---- what a person must look at -----------------------------------------------------------------------------
    def _doubt(self, text: str) -> str:
        self.doubts += 1
        return f"periksa: {text}"

    def _unmatched(self, line: Line, cells: Mapping[str, str]) -> list[ClaimRow | str]:
        """A row that is not matched for certain: why, and the row as it would be for each candidate."""
        match = line.match
        names = [f"{s.id} {_percent(a)} ({_cut(s.nama, 50)})" for s, a in match.candidates]
        if line.is_total:
            said = "baris jumlah, bukan indikator atau simpul"
        elif match.how == "nama sama":
            said = f"{len(names)} yang bernama sama: {'; '.join(names)}"
        elif match.how != "tidak dikenali":
            said = f"{match.how}: {'; '.join(names) or 'tanpa indikator'}"
        elif names:
            said = f"belum pasti, mungkin {'; atau '.join(names)}"
        else:
            said = "tidak ada nama yang mirip dalam rencana"
        out: list[ClaimRow | str] = [self._doubt(f'"{_cut(line.text)}": {said}')]
        label = match.candidates[0][0].id if match.candidates else "pengenal"
        out.append(ClaimRow(label, tuple(cells.values()), "", commented=True))
        return out

    def _again(
        self, line: Line, subject: Subject, columns: Sequence[_Column], lines: tuple[Line, ...]
    ) -> list[ClaimRow | str]:
        cells = self._written(line, subject, columns, lines)
        said = self._doubt(f'"{_cut(line.text)}": baris lain sudah dicocokkan dengan {subject.id}')
        return [said, ClaimRow(subject.id, tuple(cells.values()), "", commented=True)]


def _at(cells: tuple[str, ...], used: Sequence[int]) -> tuple[str, ...]:
    return tuple(cells[i] for i in used if i < len(cells))


def _confidence(text: str, match: Match) -> str:
    """What a row's comment says of its match."""
    shown = f'"{_cut(text)}" ' if text else ""
    return f"{shown}{_percent(match.likeness)} ({match.how})"


def _percent(likeness: Fraction) -> str:
    return f"{write_numeral(likeness * 100, 0)} %"


def _cut(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
