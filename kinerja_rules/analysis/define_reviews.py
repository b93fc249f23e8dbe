"""Review rules: from declarations to what the reviewer runs. A rule that cannot be read is one finding; the others run."""

from collections.abc import Sequence
from difflib import get_close_matches

from attrs import evolve, frozen

from kinerja_rules.analysis.define_rules import TyperFor
from kinerja_rules.analysis.draft import Draft, citations, fields_of, single_fields, text_of
from kinerja_rules.analysis.type_expressions import BROKEN, Typer
from kinerja_rules.analysis.units_in_scope import resolve_unit
from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Label, Severity, blocks
from kinerja_rules.base.source import Span
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Quantifier, Type
from kinerja_rules.model.review import Message, Outcome, Periksa, RelatedPlace, RuleExample, RuleParameter
from kinerja_rules.model.values import Number
from kinerja_rules.project.packages import rule_shipped_in
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.inserted import read_inserted

SEVERITIES = {s.value: s for s in Severity}
_TEXTS = Type("himpunan", entity="teks")
_DEMANDED = {
    "bila": 'tulis misalnya `bila bukan ada(i.definisi)`, lalu `peringatan "..."`',
}


@frozen
class Written:
    """A rule as written, whether or not it could be read."""

    package: str
    id: str
    kode: str
    item: nodes.Declaration

    @property
    def span(self) -> Span:
        """The place of its name."""
        return self.item.id.span if self.item.id is not None else self.item.span


@frozen
class Rules:
    """The rules of the packages in use: all that are written, and those that can be run."""

    written: tuple[Written, ...]
    periksa: tuple[Periksa, ...]


def define_reviews(draft: Draft, typer_for: TyperFor) -> Rules:
    """The rules of the root package and of those it uses directly."""
    written = _written(draft)
    _say_twice(draft, written)
    _say_causes(draft, written)
    made = [_periksa(draft, typer_for(w.package), w) for w in written]
    return Rules(written, tuple(m for m in made if m is not None))


def packages_in_use(draft: Draft) -> tuple[str, ...]:
    """The root package, then those it uses directly, in written order."""
    uses = (u.paket for u in draft.sources.packages[draft.root].uses)
    return tuple(dict.fromkeys([draft.root, *(u for u in uses if u in draft.sources.packages)]))


def _written(draft: Draft) -> tuple[Written, ...]:
    out: list[Written] = []
    for package in packages_in_use(draft):
        for item in draft.items(package):
            if isinstance(item, nodes.Declaration) and item.keyword == "periksa" and item.id is not None:
                out.append(Written(package, item.id.text, _kode(item), item))
    return tuple(out)


def _kode(item: nodes.Declaration) -> str:
    """The code after the name; a rule without one bears its own name."""
    for placed in item.head:
        if placed.keyword == "kode" and isinstance(placed.arguments[0], nodes.Word):
            return placed.arguments[0].text
    return item.id.text if item.id is not None else ""


def _say_twice(draft: Draft, written: Sequence[Written]) -> None:
    by_name: dict[tuple[str, str], Written] = {}
    by_kode: dict[str, Written] = {}
    for rule in written:
        same = by_name.setdefault((rule.package, rule.id), rule)
        if same is not rule:
            draft.say(
                "KR202",
                f"aturan `{rule.id}` dideklarasikan dua kali",
                rule.span,
                "beri pengenal yang berbeda, atau hapus salah satunya",
                secondary=(Label(same.span, f"sudah dideklarasikan di {same.span.place}"),),
            )
            continue
        taken = by_kode.setdefault(rule.kode, rule)
        if taken is not rule:
            _say_same_code(draft, taken, rule)
        elif rule.kode in CODES:
            draft.say(
                "KR410", f"kode `{rule.kode}` milik program sendiri", rule.span, "pilih kode lain bagi aturan ini"
            )


def _say_same_code(draft: Draft, first: Written, second: Written) -> None:
    """The place to mend is the later rule, but never one that ships where the other does not."""
    mend, other = second, first
    if rule_shipped_in(second.kode) == second.package and rule_shipped_in(first.kode) != first.package:
        mend, other = first, second
    draft.say(
        "KR410",
        f"kode `{second.kode}` dipakai dua aturan: `{other.package}.{other.id}` dan `{mend.package}.{mend.id}`",
        mend.span,
        "beri kode yang berbeda, agar pengecualian dan laporan tidak tertukar",
        secondary=(Label(other.span, "aturan yang lain"),),
    )


def _causes_named(item: nodes.Declaration) -> tuple[nodes.Word, ...]:
    """The codes after `karena`."""
    return tuple(
        word for f in fields_of(item) if f.keyword == "karena" for word in f.arguments if isinstance(word, nodes.Word)
    )


def _say_causes(draft: Draft, written: Sequence[Written]) -> None:
    """Codes after `karena` that cannot explain anything. A package alone may name rules of packages it does not use."""
    known = {w.kode for w in written} | CODES.keys()
    closed = draft.renstra is not None and not draft.scopes[draft.root].incomplete
    for rule in written:
        for word in _causes_named(rule.item):
            if word.text == rule.kode:
                draft.warn("KR418", f"aturan `{rule.kode}` menyebut dirinya sendiri", word.span, "hapus kode itu")
            elif closed and rule.package == draft.root and word.text not in known:
                near = nearest(word.text, [w.kode for w in written if w is not rule])
                draft.warn(
                    "KR418",
                    f"kode `{word.text}` tidak ada pada aturan yang dipakai",
                    word.span,
                    f"mungkin maksud Anda `{near}`?"
                    if near
                    else "`pakai` paket yang memuat aturannya, atau hapus kode itu",
                )


# ---- one rule --------------------------------------------------------------------------------------------------------
def _periksa(draft: Draft, typer: Typer, rule: Written) -> Periksa | None:
    """A rule that can be run; None where something in it was wrong, and said."""
    before = len(draft.diagnostics)
    item = rule.item
    made = _Rule(draft, typer, item)
    for member in item.body or ():
        if isinstance(member, nodes.Field):
            made.field(member)
        elif isinstance(member, nodes.Declaration) and member.keyword == "contoh":
            made.example(member)
    made.finish()
    if blocks(draft.diagnostics[before:]):
        return None
    fields = fields_of(item)
    nama = item.nama.value if item.nama is not None else rule.id
    return Periksa(
        rule.id if rule.package == draft.root else f"{rule.package}.{rule.id}",
        rule.kode,
        nama,
        rule.package,
        tuple(made.quantifiers),
        tuple(made.parameters),
        tuple(made.lets),
        tuple(made.outcomes),
        tuple(made.places),
        tuple(made.related),
        made.saran,
        text_of(next((f for f in fields if f.keyword == "keterangan"), None)),
        citations(fields),
        tuple(made.examples),
        tuple(dict.fromkeys(word.text for word in _causes_named(item))),
        heading=rule.span,
        span=item.span,
    )


class _Rule:
    """A rule being read, field by field; what is wrong is said and the rest is read on."""

    def __init__(self, draft: Draft, typer: Typer, item: nodes.Declaration) -> None:
        self.draft, self.typer, self.item = draft, typer, item
        self.quantifiers: list[Quantifier] = []
        self.parameters: list[RuleParameter] = []
        self.lets: list[tuple[str, Expr]] = []
        self.outcomes: list[Outcome] = []
        self.places: list[Expr] = []
        self.related: list[RelatedPlace] = []
        self.saran: Message | None = None
        self.examples: list[RuleExample] = []
        self._condition: tuple[nodes.Field, Expr | None] | None = None
        self._seen: set[str] = set()
        single_fields(draft, _once_only(item))
        self._declare_parameters()

    def _declare_parameters(self) -> None:
        """Parameters first: they may be used in any field, and `untuk` may stand above them."""
        for member in self.item.body or ():
            if not isinstance(member, nodes.Field) or member.keyword != "parameter":
                continue
            name, *values = member.arguments
            if not isinstance(name, nodes.Word):
                continue
            made = self._parameter(name, values)
            self._new_name(name)
            if made is not None:
                self.parameters.append(made)
            self.typer = self.typer.extended({name.text: made.type if made is not None else BROKEN})

    def _parameter(self, name: nodes.Word, values: Sequence[nodes.FieldArgument]) -> RuleParameter | None:
        texts = tuple(v.value for v in values if isinstance(v, nodes.TextLit))
        if texts:
            return RuleParameter(name.text, texts, _TEXTS)
        number = values[0]
        if not isinstance(number, nodes.NumberLit):
            return None
        unit = units.ANGKA if number.unit is None else resolve_unit(self.draft, self.typer.package, number.unit)
        if unit is None:
            return None
        return RuleParameter(
            name.text, Number(number.value * unit.scale, decimals=number.decimals), Type("angka", unit)
        )

    def _new_name(self, name: nodes.Word) -> None:
        if name.text in self._seen:
            self.draft.say(
                "KR202", f"nama `{name.text}` dipakai dua kali dalam aturan ini", name.span, "beri nama lain"
            )
        self._seen.add(name.text)

    def field(self, placed: nodes.Field) -> None:
        """One field of the body."""
        self._seen_field(placed)
        match placed.keyword:
            case "untuk":
                self._untuk(placed)
            case "misal":
                self._misal(placed)
            case "bila":
                self._bila(placed)
            case "galat" | "peringatan" | "catatan":
                self._say(placed)
            case "tempat":
                place = self._anything(placed.arguments[0])
                if place is not None:
                    self.places.append(place)
            case "terkait":
                of = self._anything(placed.arguments[0])
                if of is not None:
                    self.related.append(RelatedPlace(of, text_of(placed) or ""))
            case "saran":
                self.saran = self._message(placed)

    def _seen_field(self, placed: nodes.Field) -> None:
        if self._condition is not None and placed.keyword not in SEVERITIES:
            self._without_words()

    def _without_words(self) -> None:
        if self._condition is not None:
            self.draft.say(
                "KR114",
                "`bila` ini belum diikuti temuannya",
                self._condition[0].span,
                'tulis sesudahnya `galat "..."`, `peringatan "..."`, atau `catatan "..."`',
            )
            self._condition = None

    def _untuk(self, placed: nodes.Field) -> None:
        broken: dict[str, Type] = {}
        for binder in placed.arguments:
            if not isinstance(binder, nodes.Binder):
                continue
            self._new_name(binder.name)
            found = self.typer.binder(binder)
            if found is None:
                broken[binder.name.text] = BROKEN
                self.typer = self.typer.extended(broken)
                continue
            quantifier, self.typer = found
            self.quantifiers.append(quantifier)

    def _misal(self, placed: nodes.Field) -> None:
        name, body = placed.arguments
        if not isinstance(name, nodes.Word) or not isinstance(body, nodes.Expr):
            return
        self._new_name(name)
        found = self.typer.infer(body)
        self.typer = self.typer.extended({name.text: found.type if found is not None else BROKEN})
        if found is not None:
            self.lets.append((name.text, found))

    def _bila(self, placed: nodes.Field) -> None:
        self._without_words()
        condition = placed.arguments[0]
        if isinstance(condition, nodes.Expr):
            self._condition = placed, self.typer.condition(condition)

    def _say(self, placed: nodes.Field) -> None:
        message = self._message(placed)
        if self._condition is None:
            self.draft.say(
                "KR114", f"`{placed.keyword}` ini tidak didahului `bila`", placed.span, "tulis syaratnya: `bila ...`"
            )
            return
        condition = self._condition[1]
        self._condition = None
        if condition is not None:
            self.outcomes.append(Outcome(condition, SEVERITIES[placed.keyword], message, span=placed.span))

    def _message(self, placed: nodes.Field) -> Message:
        pieces: list[str | Expr] = []
        for text in placed.arguments:
            if not isinstance(text, nodes.TextLit):
                continue
            if pieces:
                pieces.append(" ")
            written, found = read_inserted(text)
            self.draft.diagnostics.extend(found)
            for piece in written:
                meant = piece if isinstance(piece, str) else self.typer.infer(piece)
                if meant is not None:
                    pieces.append(meant)
        return Message(tuple(pieces))

    def _anything(self, argument: nodes.FieldArgument) -> Expr | None:
        return self.typer.infer(argument, "entitas") if isinstance(argument, nodes.Expr) else None

    def example(self, item: nodes.Declaration) -> None:
        """`contoh salah` or `contoh benar`; its contents are checked when it is run."""
        which = item.id.text if item.id is not None else ""
        if which not in ("salah", "benar"):
            place = item.id.span if item.id is not None else item.span
            self.draft.say("KR116", f"contoh `{which}` tidak dikenal", place, "pilih: `salah`, `benar`")
            return
        self.examples.append(RuleExample(which == "salah", span=item.span))

    def finish(self) -> None:
        """What a rule cannot do without."""
        self._without_words()
        present = {f.keyword for f in fields_of(self.item)}
        for keyword, hint in _DEMANDED.items():
            if keyword not in present:
                name = self.item.id.text if self.item.id is not None else ""
                place = self.item.id.span if self.item.id is not None else self.item.span
                self.draft.say("KR114", f"aturan `{name}` belum menyatakan `{keyword}`", place, hint)


_MANY = frozenset({"parameter", "misal", "bila", "tempat", "terkait", "dasar", "keterangan", *SEVERITIES})


def _once_only(item: nodes.Declaration) -> nodes.Declaration:
    """The declaration with those fields only that may stand once."""
    body = tuple(m for m in item.body or () if isinstance(m, nodes.Field) and m.keyword not in _MANY)
    return evolve(item, body=body)


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that looks most like the one written."""
    folded = {k.lower(): k for k in known}
    near = get_close_matches(word.lower(), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else None
