"""Tables of reports: from declarations to rows, columns and texts that are typed.

A mistake in a table leaves that table out; the others, and the plan, are made all the same. Of several tables of one
id the one nearest to the plan holds: a package's own before those of the packages it uses.
"""

import re
from difflib import get_close_matches

from attrs import define, evolve, field

from kinerja_rules.analysis.column_options import options_of, say_idle_merge, say_idle_options
from kinerja_rules.analysis.define_rules import TyperFor
from kinerja_rules.analysis.draft import Draft, citations, fields_of, single_fields, text_of
from kinerja_rules.analysis.summed_shares import summed_shares
from kinerja_rules.analysis.templates import typed_template
from kinerja_rules.analysis.type_expressions import BROKEN, CURRENT, PERIODE, Typer
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.base.source import Span
from kinerja_rules.model.expression import Expr, Quantifier, inlined
from kinerja_rules.model.report_table import (
    WHOLE_YEAR,
    ColumnGroup,
    ReportOutline,
    ReportTable,
    TableColumn,
    TableNote,
    TableTotal,
    Template,
    is_filled,
)
from kinerja_rules.syntax import nodes


@define(eq=False)
class _Declared:
    """A table or outline as declared, and the package that declares it."""

    package: str
    item: nodes.Declaration


@define(eq=False)
class _Reader:
    """Reads one declaration; `failed` once something in it was wrong and has been said."""

    draft: Draft
    typer: Typer
    failed: bool = field(default=False)
    outer: Typer = field(init=False)
    """Knows what holds for the whole table: the period, and the member that the table is made for."""
    lets: dict[str, Expr] = field(factory=dict)

    def template(self, text: nodes.FieldArgument | None, typer: Typer) -> Template:
        """A text with its inserted values."""
        pieces = typed_template(typer, text) if isinstance(text, nodes.TextLit) else ()
        self.failed = self.failed or pieces is None
        return Template(tuple(p if isinstance(p, str) else inlined(p, self.lets) for p in pieces or ()))

    def templates(self, placed: nodes.Field | None, typer: Typer) -> Template | None:
        """A prose field as one text."""
        if placed is None:
            return None
        pieces: list[str | Expr] = []
        for text in placed.arguments:
            if isinstance(text, nodes.TextLit):
                pieces += [*([" "] if pieces else []), *self.template(text, typer).pieces]
        return Template(tuple(pieces))

    def note(self, placed: nodes.Field | None, typer: Typer) -> TableNote | None:
        """A prose field with the `saran` that stands behind it."""
        fact = self.templates(placed, typer)
        if placed is None or fact is None:
            return None
        remedy = next((a for a in placed.arguments if isinstance(a, nodes.Field)), None)
        return TableNote(fact, self.templates(remedy, typer))

    def bound(self, binder: nodes.FieldArgument, typer: Typer) -> tuple[Quantifier | None, Typer]:
        """A quantifier and the typer that knows its variable; where it is wrong, what uses it is not complained of."""
        if not isinstance(binder, nodes.Binder):
            return None, typer
        if binder.name.text in typer.variables:
            self.draft.say(
                "KR202",
                f"`{binder.name.text}` sudah berarti hal lain dalam tabel ini",
                binder.name.span,
                "beri anggota himpunan ini nama yang lain",
            )
            self.failed = True
            return None, typer.extended({binder.name.text: BROKEN})
        found = typer.binder(binder)
        if found is None:
            self.failed = True
            return None, typer.extended({binder.name.text: BROKEN})
        return found

    def repeated(self, binder: nodes.FieldArgument, typer: Typer) -> tuple[Quantifier | None, Typer]:
        """The set that columns repeat over, which is the same for every row, and the typer of a row's cells."""
        found, self.outer = self.bound(binder, self.outer)
        name = binder.name.text if isinstance(binder, nodes.Binder) else ""
        return found, typer.extended({name: self.outer.variables[name]})

    def typed(self, written: nodes.FieldArgument, typer: Typer) -> Expr | None:
        """An expression of any kind."""
        if not isinstance(written, nodes.Expr):
            raise TypeError(f"the grammar puts an expression here, not {type(written).__name__}")
        found = typer.infer(written)
        self.failed = self.failed or found is None
        return None if found is None else inlined(found, self.lets)

    def condition(self, placed: nodes.Field, typer: Typer) -> Expr | None:
        """The condition after `yang`, if one is written."""
        part = next((a for a in placed.arguments if isinstance(a, nodes.Field) and a.keyword == "yang"), None)
        if part is None:
            return None
        found = self.typed(part.arguments[0], typer)
        if found is not None and found.type.kind != "logika":
            typer.wrong_kind("syarat (misalnya perbandingan)", found.type, found.span)
            self.failed = True
        return found


@define(eq=False)
class DefinedTables:
    """Tables that hold, in order of their numbers; ids of those left out as wrong; the outline of the report."""

    whole: tuple[ReportTable, ...]
    left_out: tuple[str, ...]
    outline: ReportOutline | None


def define_tables(draft: Draft, typer_for: TyperFor) -> DefinedTables:
    """All tables that are declared, and the outline of the report."""
    tables: list[ReportTable] = []
    left_out: list[str] = []
    for declared in _nearest(draft, "tabel"):
        found = _table(draft, typer_for(declared.package), declared)
        if found is not None:
            tables.append(found)
        else:
            left_out.append(_name(declared.item))
    _say_repeated_numbers(draft, tables)
    outlines = [_outline(draft, typer_for(d.package), d) for d in _nearest(draft, "laporan")]
    in_order = tuple(sorted(tables, key=lambda t: number_key(t.nomor)))
    return DefinedTables(in_order, tuple(left_out), next((o for o in outlines if o is not None), None))


def number_key(nomor: str | None) -> tuple[tuple[int, int, str], ...]:
    """Orders numbers of tables as people do: 2.10 after 2.9; those without a number come last."""
    if nomor is None:
        return ((2, 0, ""),)
    return tuple((0, int(p), "") if p.isascii() and p.isdecimal() else (1, 0, p) for p in nomor.split("."))


# ---- which declarations hold -----------------------------------------------------------------------------------------
def _nearest(draft: Draft, keyword: str) -> list[_Declared]:
    """Declarations by id, in written order, those of used packages first; replaced and dropped ones left out."""
    above = {p: _used_by(draft, p) for p in draft.sources.packages}
    found: dict[str, list[_Declared]] = {}
    for package in sorted(above, key=lambda p: (len(above[p]), p)):
        seen: dict[str, nodes.Declaration] = {}
        for item in draft.items(package):
            if not isinstance(item, nodes.Declaration) or item.keyword != keyword or item.id is None:
                continue
            ident = item.id.text
            if ident in seen:
                earlier = seen[ident].id
                place = (Label(earlier.span, "sudah dideklarasikan di sini"),) if earlier is not None else ()
                help_text = "beri pengenal yang berbeda, atau hapus salah satunya"
                if any(f.keyword == "tidak_dipakai" for f in seen[ident].head):
                    help_text = f"hapus `{keyword} {ident} tidak_dipakai`: deklarasi ini sudah menggantikannya"
                draft.say(
                    "KR202", f"{keyword} `{ident}` dideklarasikan dua kali", item.id.span, help_text, secondary=place
                )
                continue
            seen[ident] = item
            found.setdefault(ident, []).append(_Declared(package, item))
    held: list[_Declared] = []
    for ident, declared in found.items():
        others = [other for other in found if other != ident]
        holding = _held(draft, keyword, ident, declared, above, others)
        held += [holding] if holding is not None else []
    return held


def _used_by(draft: Draft, package: str) -> frozenset[str]:
    """All packages that a package uses, directly or not."""
    out: set[str] = set()
    waiting = [package]
    while waiting:
        for use in draft.sources.packages[waiting.pop()].uses:
            if use.paket in draft.sources.packages and use.paket not in out:
                out.add(use.paket)
                waiting.append(use.paket)
    return frozenset(out)


def _held(
    draft: Draft,
    keyword: str,
    ident: str,
    declared: list[_Declared],
    above: dict[str, frozenset[str]],
    others: list[str],
) -> _Declared | None:
    """The declaration that holds for an id, `others` being those beside it; said where two hold equally, or where nothing is there to be dropped."""
    nearest = [d for d in declared if not any(d.package in above[o.package] for o in declared)]
    first = nearest[0]
    if len(nearest) > 1:
        packages = ", ".join(f"`{d.package}`" for d in nearest)
        draft.say(
            "KR421",
            f"{keyword} `{ident}` dideklarasikan oleh {packages}",
            first.item.id.span if first.item.id is not None else first.item.span,
            f"deklarasikan `{keyword} {ident}` sendiri, atau tulis `{keyword} {ident} tidak_dipakai`",
            secondary=tuple(Label(d.item.span, "juga di sini") for d in nearest[1:]),
        )
        return None
    if not any(f.keyword == "tidak_dipakai" for f in first.item.head):
        return first
    if len(declared) == 1 and first.item.id is not None:
        known = f"paket yang dipakai tidak mempunyai {keyword} `{ident}`"
        near = get_close_matches(ident.lower(), others, n=1, cutoff=0.7)
        help_text = f"mungkin maksud Anda `{near[0]}`?" if near else "periksa pengenalnya, atau hapus baris ini"
        draft.say("KR201", known, first.item.id.span, help_text)
    return None


# ---- one declaration -------------------------------------------------------------------------------------------------
def _outline(draft: Draft, typer: Typer, declared: _Declared) -> ReportOutline | None:
    item = declared.item
    reader = _Reader(draft, typer.extended({CURRENT: PERIODE, WHOLE_YEAR: PERIODE}))
    reader.outer = reader.typer
    nama = reader.template(item.nama, reader.typer)
    chapters: list[tuple[str, str]] = []
    for placed in fields_of(item):
        texts = [a.value for a in placed.arguments if isinstance(a, nodes.TextLit)]
        if placed.keyword == "bab" and len(texts) == 2:
            chapters.append((texts[0], texts[1]))
    if reader.failed or item.id is None:
        return None
    numbered = any(placed.keyword == "nomor_kolom" for placed in fields_of(item))
    return ReportOutline(item.id.text, nama, declared.package, tuple(chapters), numbered, span=item.span)


def _table(draft: Draft, typer: Typer, declared: _Declared) -> ReportTable | None:
    item = declared.item
    single = single_fields(draft, item)
    reader = _Reader(draft, typer.extended({CURRENT: PERIODE, WHOLE_YEAR: PERIODE}))
    outer = reader.typer
    each: Quantifier | None = None
    for placed in item.head:
        if placed.keyword == "tiap":
            each, outer = reader.bound(placed.arguments[0], outer)
    rows = single["untuk"].arguments if "untuk" in single else ()
    inner, quantifiers = outer, []
    for binder in rows:
        quantifier, inner = reader.bound(binder, inner)
        quantifiers += [quantifier] if quantifier is not None else []
    of_rows = {b.name.text: f"{b.kind.text} {b.name.text}" for b in rows if isinstance(b, nodes.Binder)}
    if not rows:  # what its rows are about is not known, and that is said: names in it may be theirs
        inner, outer = evolve(inner, trusting=True), evolve(outer, trusting=True)
    outer = evolve(outer, of_rows=of_rows)
    reader.outer = outer
    for placed in fields_of(item):
        if placed.keyword == "misal" and isinstance(placed.arguments[0], nodes.Word):
            name, found = placed.arguments[0].text, reader.typed(placed.arguments[1], inner)
            inner = inner.extended({name: BROKEN if found is None else found.type})
            if found is not None:
                reader.lets[name] = found
    groups = _groups(reader, item, inner)
    totals = tuple(_total(reader, f, inner, outer) for f in fields_of(item) if f.keyword in ("jumlah", "rata_rata"))
    notes = tuple(n for f in fields_of(item) if f.keyword == "catatan" and (n := reader.note(f, outer)) is not None)
    nothing = reader.note(single.get("kosong"), outer)
    nama = reader.template(item.nama, outer)
    heading = reader.templates(single.get("kelompokkan"), inner)
    source = reader.templates(single.get("sumber"), outer)
    sorting = single.get("urut")
    order = reader.typed(sorting.arguments[0], inner) if sorting is not None else None
    if "untuk" not in single and _name(item) not in draft.lost:
        draft.say(
            "KR114", f"tabel `{_name(item)}` belum menyatakan `untuk`", _at(item), "tulis misalnya `untuk indikator i`"
        )
        return None
    if not groups and _name(item) not in draft.lost:
        draft.say(
            "KR114", f"tabel `{_name(item)}` belum punya kolom", _at(item), 'tulis misalnya `kolom "Nama" i.nama`'
        )
        return None
    if reader.failed or _name(item) in draft.lost:  # a part that could not be read is missing from what was read
        return None
    _say_strange_number(draft, single.get("nomor"))
    _say_idle(draft, single, quantifiers, groups, totals)
    return ReportTable(
        _name(item),
        nama,
        declared.package,
        text_of(single.get("nomor")),
        each,
        tuple(quantifiers),
        "walau_kosong" in single,
        heading,
        order,
        sorting is not None and len(sorting.arguments) > 1,
        groups,
        totals,
        notes,
        nothing,
        source,
        citations(fields_of(item)),
        span=item.span,
    )


def _say_idle(
    draft: Draft,
    single: dict[str, nodes.Field],
    quantifiers: list[Quantifier],
    groups: tuple[ColumnGroup, ...],
    totals: tuple[TableTotal, ...],
) -> None:
    """What a table says to no effect."""
    columns = [c for group in groups for c in group.columns]
    if quantifiers:
        say_idle_merge(draft, columns, quantifiers[-1].name)
    sums = any(t.function == "jumlah" for t in totals)
    for column in columns:
        if column.total is not None and not sums:
            message = "`total` tidak terpakai, sebab tabel ini tidak mempunyai `jumlah`"
            draft.warn("KR420", message, column.span, 'tambahkan `jumlah "Jumlah"`, atau hapus `total`')
    if "walau_kosong" in single and len(quantifiers) < 2:
        help_text = "hapus `walau_kosong`, atau tambahkan himpunan pada `untuk`"
        draft.warn("KR420", "`walau_kosong` memerlukan dua himpunan atau lebih", single["walau_kosong"].span, help_text)
    for total in totals:
        if not is_filled(total, columns):
            why = _unfilled(columns)
            help_text = "beri kolomnya `total` dengan ungkapan hasilnya, atau hapus baris ini, yang tidak ditampilkan"
            message = f"tidak ada kolom yang dapat diisi baris `{total.function}`: {why}"
            draft.warn("KR420", message, total.span, help_text)


def _unfilled(columns: list[TableColumn]) -> str:
    """Why no column of a table can be put together."""
    units = [c.value.type.unit for c in columns if c.value is not None and c.value.type.kind in ("angka", "target")]
    known = [unit for unit in units if unit is not None and unit.symbolic is None]
    if len(known) < len(units):
        return "satuan indikatornya berbeda-beda" + (", dan persen tidak dijumlahkan" if known else "")
    return "persen, rasio, indeks, dan poin tidak dijumlahkan" if known else "tidak ada kolom angka"


_NUMBER_PART = re.compile(r"\d{1,4}[a-z]?|[A-Za-z]|[IVXLC]{1,8}")


def _say_strange_number(draft: Draft, placed: nodes.Field | None) -> None:
    """A number of a table that is a word: nothing can be ordered by it, and no chapter has it."""
    nomor = text_of(placed)
    if placed is None or nomor is None or all(_NUMBER_PART.fullmatch(part) for part in nomor.split(".")):
        return
    message = f"`{nomor}` tidak seperti nomor tabel: urutan dan bab tabel ini tidak dapat ditentukan"
    draft.warn("KR116", message, placed.span, 'tulis dengan angka dan titik, misalnya `nomor "3.2"`')


def _say_repeated_numbers(draft: Draft, tables: list[ReportTable]) -> None:
    """Numbers that two tables bear: a reference to one of them would not say which."""
    seen: dict[str, ReportTable] = {}
    for table in tables:
        if table.nomor is None:
            continue
        earlier = seen.setdefault(table.nomor, table)
        if earlier is not table and (earlier.each is None) == (table.each is None):  # those of members add theirs
            replacing = (
                f"supaya menggantikannya, beri tabel ini pengenal `{earlier.id}`; "
                f"supaya hanya tabel ini yang dipakai, tulis juga `tabel {earlier.id} tidak_dipakai`; atau beri nomor lain"
            )
            draft.warn(
                "KR422",
                f"nomor tabel {table.nomor} dipakai `{earlier.id}` dan `{table.id}`",
                table.span,
                "beri salah satunya nomor lain" if earlier.paket == table.paket else replacing,
                secondary=(Label(earlier.span, "tabel yang lain"),),
            )


def _name(item: nodes.Declaration) -> str:
    return item.id.text if item.id is not None else ""


def _at(item: nodes.Declaration) -> Span:
    return item.id.span if item.id is not None else item.span


def _groups(reader: _Reader, item: nodes.Declaration, typer: Typer) -> tuple[ColumnGroup, ...]:
    out: list[ColumnGroup] = []
    for member in item.body or ():
        if isinstance(member, nodes.Field) and member.keyword == "kolom":
            out.append(ColumnGroup(None, None, (_column(reader, member, typer),), span=member.span))
        elif isinstance(member, nodes.Declaration) and member.keyword == "kelompok":
            each, inner = None, typer
            before = reader.outer
            for placed in member.head:
                each, inner = reader.repeated(placed.arguments[0], typer)
            heading = reader.template(member.nama, reader.outer)
            columns = tuple(_column(reader, f, inner) for f in member.body or () if isinstance(f, nodes.Field))
            if not columns:
                reader.draft.say(
                    "KR114", "kelompok ini belum punya kolom", member.span, "tulis kolomnya, atau hapus kelompoknya"
                )
                reader.failed = True
            reader.outer = before
            out.append(ColumnGroup(heading, each, columns, span=member.span))
    return tuple(out)


def _column(reader: _Reader, placed: nodes.Field, typer: Typer) -> TableColumn:
    first, *rest = placed.arguments
    if isinstance(first, nodes.Word):  # `kolom nomor`
        named = next((a for a in rest if isinstance(a, nodes.TextLit)), None)
        heading = reader.template(named, reader.outer) if named is not None else Template(("No",))
        tiered = any(isinstance(a, nodes.Field) and a.keyword == "bertingkat" for a in rest)
        return TableColumn(heading, None, None, None, False, False, None, tiered, span=placed.span)
    options = options_of(reader.draft, placed)
    each, before = None, reader.outer
    if "tiap" in options:
        each, typer = reader.repeated(options["tiap"].arguments[0], typer)
    heading = reader.template(first, reader.outer)
    value = _value(reader, placed, typer)
    if value is not None:
        say_idle_options(reader.draft, options, value)
    decimals = _decimals(reader, options.get("desimal"))
    total = _declared_total(reader, options["total"].arguments[0]) if "total" in options else None
    reader.outer = before
    return TableColumn(
        heading, value, each, decimals, "tanpa_satuan" in options, "gabung" in options, total, span=placed.span
    )


def _value(reader: _Reader, placed: nodes.Field, typer: Typer) -> Expr | None:
    """What a column shows; that row numbers are written before the heading is said where they are written behind it."""
    heading, written, *_ = placed.arguments
    if not (isinstance(written, nodes.Name) and written.parts == ("nomor",)) or "nomor" in typer.variables:
        return reader.typed(written, typer)
    reader.failed = True
    reader.draft.say(
        "KR201", "nomor baris ditulis sebelum judul kolomnya", written.span, f"tulis `kolom nomor {heading.span.text}`"
    )
    return None


def _declared_total(reader: _Reader, written: nodes.FieldArgument) -> Expr | None:
    """What a column's total is; the bare name of a function is none, and which row it stands in is not said here."""
    if isinstance(written, nodes.Name) and written.text in ("jumlah", "rata_rata"):
        reader.failed = True
        help_text = "misalnya `total pagu_program(setahun)`; tanpa `total`, kolom bersatuan sama dijumlahkan"
        reader.draft.say(
            "KR209",
            f"`total` memerlukan ungkapan yang menghitung hasilnya, bukan `{written.text}` saja",
            written.span,
            help_text,
        )
        return None
    total = reader.typed(written, reader.outer)
    for _ in summed_shares(total, reader.draft.ukuran) if total is not None else ():
        reader.draft.warn(
            "KR423",
            "`total` ini menjumlahkan persentase yang dasarnya berbeda-beda, jadi hasilnya tidak berarti",
            written.span,
            "bagi jumlahnya dengan jumlah dasarnya, misalnya `jumlah(realisasi_anggaran(p; setahun) untuk program p) "
            "/ jumlah(pagu(p; setahun) untuk program p) dalam %`, atau pakai `rata_rata`",
        )
        break
    return total


def _decimals(reader: _Reader, placed: nodes.Field | None) -> int | None:
    if placed is None:
        return None
    number = placed.arguments[0]
    if isinstance(number, nodes.NumberLit) and number.unit is None and number.value in range(21):
        return int(number.value)
    reader.draft.say("KR116", "`desimal` harus bilangan bulat 0 sampai 20", number.span, "tulis misalnya `desimal 2`")
    reader.failed = True
    return None


def _total(reader: _Reader, placed: nodes.Field, inner: Typer, outer: Typer) -> TableTotal:
    label = reader.template(placed.arguments[0], outer)
    condition = reader.condition(placed, inner)
    return TableTotal(placed.keyword, label, condition, span=placed.span)
