"""Tables to facts: rows find their subjects, cells their units, and two statements of one datum must agree."""

from difflib import get_close_matches
from types import MappingProxyType

from attrs import define, field

from kinerja_rules.analysis.binding import (
    Binding,
    is_outside,
    money_subject,
    own_source,
    period_of,
    put_money,
    same_unit,
    series_of,
    state,
    unit_of_row,
)
from kinerja_rules.analysis.draft import Draft, fields_of, text_of
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.facts import RENSTRA, Declared, StatedName
from kinerja_rules.model.kinerja import Narasi
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Missing, Number
from kinerja_rules.project.file_tables import file_field
from kinerja_rules.syntax import nodes

_MONEY_COLUMNS = ("pagu", "realisasi")


def bind_facts(draft: Draft) -> Binding:
    """Facts of the root package: its top-level tables, documents, benchmarks, declared counts, prose."""
    binding = Binding(draft)
    for item in draft.items(draft.root):
        if isinstance(item, nodes.Table):
            _table(binding, item, RENSTRA)
        elif item.keyword == "renstra":
            _declared(binding, item, RENSTRA)
        elif item.keyword == "dokumen" and item.id is not None:
            _document(binding, item, item.id.text)
        elif item.keyword == "narasi":
            _narasi(binding, item)
        elif file_field(item) is not None:
            _from_file(binding, item, RENSTRA)
    return binding


def _from_file(binding: Binding, item: nodes.Declaration, dokumen: str) -> None:
    from kinerja_rules.analysis.bind_sheets import bind_sheet  # only where a plan keeps a table in a file

    bind_sheet(binding, item, dokumen)


def _document(binding: Binding, item: nodes.Declaration, ident: str) -> None:
    _declared(binding, item, ident)
    for member in item.body or ():
        if isinstance(member, nodes.Table):
            _table(binding, member, ident)
        elif isinstance(member, nodes.Declaration) and file_field(member) is not None:
            _from_file(binding, member, ident)
        elif (
            isinstance(member, nodes.Field) and member.keyword == "nama" and isinstance(member.arguments[0], nodes.Name)
        ):
            found = binding.draft.resolve(binding.draft.root, member.arguments[0], ("indikator", "simpul"))
            stated = member.arguments[1]
            if found is not None and isinstance(stated, nodes.TextLit):
                part = next((text_of(a) for a in member.arguments if isinstance(a, nodes.Field)), None)
                binding.names.append(StatedName(found.id, ident, stated.value, part, span=member.span))


def _declared(binding: Binding, item: nodes.Declaration, dokumen: str) -> None:
    draft = binding.draft
    for placed in fields_of(item):
        if placed.keyword != "menyatakan":
            continue
        what = placed.arguments[0]
        words = [a.text for a in placed.arguments if isinstance(a, nodes.Word)]
        number = next((a for a in placed.arguments if isinstance(a, nodes.NumberLit)), None)
        if number is None or not isinstance(what, nodes.Word):
            continue
        if words[0] not in ("banyak", "pagu", "realisasi", "sisa"):
            draft.say(
                "KR116",
                f"`menyatakan {words[0]}` tidak dikenal",
                what.span,
                "pilih: `banyak`, `pagu`, `realisasi`, `sisa`",
            )
            continue
        unit = units.ANGKA if number.unit is None else resolve_unit(draft, draft.root, number.unit)
        wanted = units.ANGKA if words[0] == "banyak" else units.RUPIAH
        if unit is None:
            continue
        if unit.dimension != wanted.dimension:
            draft.say(
                "KR308",
                f"`menyatakan {words[0]}` memerlukan {'bilangan tanpa satuan' if words[0] == 'banyak' else 'nilai Rp'}",
                number.span,
                "hapus satuannya" if words[0] == "banyak" else "tulis misalnya `Rp 5.000.000`",
            )
            continue
        part = next((text_of(a) for a in placed.arguments if isinstance(a, nodes.Field)), None)
        value = Number(number.value * unit.scale, decimals=number.decimals)
        binding.declared.append(
            Declared(words[0], words[1] if len(words) > 1 else None, value, dokumen, part, span=placed.span)
        )


def _narasi(binding: Binding, item: nodes.Declaration) -> None:
    subject = item.head[0].arguments[0]
    if not isinstance(subject, nodes.Name):
        return
    found = binding.draft.resolve(binding.draft.root, subject, ("indikator", "simpul"))
    year = next((int(a.text) for a in item.head[0].arguments if isinstance(a, nodes.Word)), None)
    texts = {f.keyword: text_of(f) or "" for f in item.body or () if isinstance(f, nodes.Field)}
    if found is not None:
        binding.narasi.append(Narasi(found.id, year, MappingProxyType(texts), span=item.span))


# ---- tables ----------------------------------------------------------------------------------------------------------
def _table(binding: Binding, table: nodes.Table, dokumen: str) -> None:
    sumber = next((text_of(f) for f in table.head if f.keyword == "sumber"), None)
    _say_repeated_rows(binding.draft, table)
    match table.keyword:
        case "anggaran" | "belanja":
            _money(binding, table, dokumen, sumber)
        case "target":
            _series(binding, table, ("indikator",), dokumen, sumber)
        case "realisasi":
            _series(binding, table, ("indikator",), dokumen, sumber)
        case "data":
            _series(binding, table, ("data",), dokumen, sumber)
        case "pembanding":
            _series(binding, table, ("indikator",), table.id.text if table.id is not None else "", sumber)


def _columns(binding: Binding, table: nodes.Table) -> list[str | None]:
    """What each column holds: a period, perhaps cumulative, `awal`, `akhir`, `satuan`; None, said, for what is not known."""
    out: list[str | None] = []
    named = ["satuan", *(["awal", "akhir"] if table.keyword == "target" else [])]
    for column in table.columns:
        period = period_of(column.text)
        if column.text in named or period is not None:
            if column.text in out:
                binding.draft.say(
                    "KR113", f"kolom `{column.text}` ditulis dua kali", column.span, "hapus atau ganti salah satunya"
                )
                out.append(None)
            else:
                out.append(column.text)
            continue
        out.append(None)
        near = get_close_matches(column.text.lower(), named, n=1)
        hint = (
            f"mungkin maksud Anda `{near[0]}`?"
            if near
            else "kolom yang dikenal: tahun empat angka, `2022-TW1`, `2022-S1`, `2022-01`, `s.d. 2022-TW3`, "
            + ", ".join(f"`{n}`" for n in named)
        )
        binding.draft.say("KR112", f"judul kolom `{column.text}` tidak dikenal", column.span, hint)
    return out


def _say_repeated_rows(draft: Draft, table: nodes.Table) -> None:
    """A row that stands twice, word for word: it changes no figure, but one of the two was meant to be another."""
    seen: dict[nodes.Word | nodes.TextLit, nodes.Row] = {}
    for row in table.rows:
        earlier = seen.setdefault(row.label, row)
        if earlier is not row and earlier.cells == row.cells:
            draft.warn(
                "KR433",
                f"baris `{row.label.span.text}` ditulis dua kali dalam tabel ini",
                row.label.span,
                "hapus salah satunya, atau perbaiki namanya bila yang dimaksud baris lain",
                secondary=(Label(earlier.label.span, "sudah ditulis di sini"),),
            )


def _series(binding: Binding, table: nodes.Table, kinds: tuple[str, ...], dokumen: str, sumber: str | None) -> None:
    draft = binding.draft
    columns = _columns(binding, table)
    stated = [
        (at, column, heading.span)
        for at, (column, heading) in enumerate(zip(columns, table.columns, strict=True))
        if column is not None and column != "satuan"
    ]
    places = [at for at, _, _ in stated]
    keyword = table.keyword
    facts, key_of = series_of(binding, keyword)
    named: list[tuple[str, Span | None]] = [
        (column, heading if keyword == "target" and is_outside(binding, column) else None)
        for _, column, heading in stated
    ]
    row_units = _RowUnits(draft, columns.index("satuan") if "satuan" in columns else None)
    for row in table.rows:
        symbol = draft.resolve(draft.root, row.label, kinds)
        if symbol is None or row.width != len(columns):
            continue
        unit = unit_of_row(draft, symbol, row.label.span)
        if unit is None:
            continue
        row_unit = row_units.of(row, unit)
        if row_unit is None:
            continue
        reader = binding.reader(unit, row_unit, keyword == "target")
        ident = symbol.id
        source = sumber or (own_source(draft, symbol) if keyword in ("realisasi", "data") else None)
        for (column, outside), fact in zip(named, reader.facts(row, places, source), strict=True):
            if fact is None:
                continue
            if (
                outside is not None
                or isinstance(fact.value, Missing)
                or facts.setdefault(key_of(ident, column, dokumen), fact) is not fact
            ):  # of few
                state(binding, keyword, ident, column, dokumen, fact, outside)


@define(eq=False)
class _RowUnits:
    """The units of the rows' bare numbers: of the `satuan` cell of each, which is one of few, else the declared one."""

    draft: Draft
    column: int | None
    _known: dict[tuple[nodes.PlainCell, int], Unit] = field(factory=dict)

    def of(self, row: nodes.Row, declared: Unit) -> Unit | None:
        """The unit of a row; None, said, where it has none that goes with the declared one."""
        if self.column is None:
            return declared
        if row.plain is None:
            return _row_unit(self.draft, row.cells[self.column], declared)
        key = (row.plain[self.column], id(declared))
        known = self._known.get(key)
        if known is None:
            known = _row_unit(self.draft, row.cell(self.column), declared)
            if known is not None:
                self._known[key] = known
        return known


def _row_unit(draft: Draft, cell: nodes.Cell, declared: Unit) -> Unit | None:
    if isinstance(cell, nodes.Absent):
        return declared
    if isinstance(cell, nodes.Word):
        ref = nodes.UnitRef(cell.text, span=cell.span)
    elif isinstance(cell, nodes.TextLit):
        ref = nodes.UnitRef(f'"{cell.value}"', span=cell.span)
    elif cell.span.text.strip() == "%":
        ref = nodes.UnitRef("%", span=cell.span)
    else:
        draft.say("KR106", f"`{cell.span.text}` bukan satuan", cell.span, "tulis satuan, misalnya `orang`")
        return None
    found = resolve_unit(draft, draft.root, ref)
    return found if found is not None and same_unit(draft, declared, found, cell.span) else None


# ---- money -----------------------------------------------------------------------------------------------------------
def _money(binding: Binding, table: nodes.Table, dokumen: str, sumber: str | None) -> None:
    draft = binding.draft
    year = next((a.text for a in table.head[0].arguments if isinstance(a, nodes.Word)), "")
    columns: list[str | None] = []
    for heading in table.columns:
        if heading.text in _MONEY_COLUMNS and heading.text not in columns:
            columns.append(heading.text)
        else:
            columns.append(None)
            draft.say(
                "KR112",
                f"judul kolom `{heading.text}` tidak dikenal pada tabel {table.keyword}",
                heading.span,
                "kolom yang dikenal: `pagu`, `realisasi`",
            )
    reader = binding.reader(units.RUPIAH, units.RUPIAH, False)
    places = [at for at, column in enumerate(columns) if column is not None]
    named = [column for column in columns if column is not None]
    for row in table.rows:
        if row.width != len(columns):
            continue
        subject = money_subject(draft, table.keyword, row.label)
        if subject is None:
            continue
        for column, fact in zip(named, reader.facts(row, places, sumber), strict=True):
            if fact is not None and isinstance(fact.value, (Number, Missing)):
                put_money(binding, table.keyword, subject, year, column, dokumen, fact)
