"""Which indicator or node a printed name means: by id, code, name, or likeness; never guessed where two are possible."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from kinerja_rules.audit.paste.abbreviations import Shortened, read_shortened
from kinerja_rules.audit.paste.cells import quoted
from kinerja_rules.functions.mirip import likeness, pairs_of
from kinerja_rules.functions.words import words_of
from kinerja_rules.model.kinerja import LEVELS, Model
from kinerja_rules.model.units import Unit

STRONG = Fraction(4, 5)
"""Likeness from which a name may be taken, if every word of weight has its counterpart."""
WEAK = Fraction(11, 20)
"""Likeness from which a name is worth showing to a person."""
MARGIN = Fraction(1, 20)
"""By how much the best must be better than the next."""
_SAME_WORD = Fraction(3, 5)
_SHOWN = 3
_SHORT = 3
_RARE = 10**9
_COMPARED = 60
"""How many names a printed one is compared with, letter by letter."""

_NUMBERING = re.compile(r"\A\W*(?:\d{1,3}(?:\.\d{1,4})*[.)]?|[a-z][.)]|[ivx]{1,4}[.)])\s+", re.IGNORECASE)
_LEVEL = re.compile(
    r"\A(?:misi|tujuan|sasaran(?: strategis)?|program|sub ?-?kegiatan|kegiatan|indikator|iku)\s*(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)?\s*[:.–-]\s+",
    re.IGNORECASE,
)
_CODE = re.compile(r"[0-9X]{1,2}(?:\.[0-9X]{1,4}){1,6}\Z")
_LIGHT = frozenset(
    "yang dan di ke dari pada untuk dengan oleh atau dalam atas bagi serta terhadap antar para the of kota kabupaten daerah kab".split()
)
_NEGATIONS = frozenset("tidak non bukan tanpa belum".split())


@frozen
class Subject:
    """An indicator or node that a row may be about; `node` is where an indicator stands, `above` the nodes over it."""

    id: str
    kind: str
    nama: str
    unit: Unit | None = field(default=None, eq=False)
    node: str | None = None
    above: frozenset[str] = field(factory=frozenset, eq=False, repr=False)
    label: str = ""
    """How a row names it, where that is not its id: a library's datum by its quoted name."""

    @property
    def is_indikator(self) -> bool:
        """Whether it is an indicator."""
        return self.kind == "indikator"


@frozen
class Match:
    """What a name was taken for. Without a `subject` nothing is certain, and `candidates` are for a person to choose."""

    subject: Subject | None
    likeness: Fraction
    how: str
    candidates: tuple[tuple[Subject, Fraction], ...] = ()


@frozen(eq=False)
class _Entry:
    subject: Subject
    words: tuple[str, ...]
    pairs: Counter[str]
    how: str


def plain_name(text: str) -> str:
    """A printed name without the numbering and the word for its level before it.

    >>> plain_name("1.2. Sasaran 2 : Meningkatnya Hubungan Industrial"), plain_name("Program Hubungan Industrial")
    ('Meningkatnya Hubungan Industrial', 'Program Hubungan Industrial')
    """
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    for pattern in (_NUMBERING, _LEVEL):
        rest = pattern.sub("", name, count=1).strip()
        name = rest or name
    return name.strip(" *_.:;")


class Catalogue:
    """The names of a plan, in its documents too. A plan's own copy stands for the library's indicator."""

    def __init__(self, model: Model) -> None:
        self.subjects: dict[str, Subject] = {}
        self.codes: dict[str, Subject] = {}
        self._exact: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        self._entries: list[_Entry] = []
        self._with_word: dict[str, list[int]] = defaultdict(list)
        above = _ancestors(model)
        for ident in model.walk():
            simpul = model.simpul[ident]
            subject = Subject(ident, simpul.jenis, simpul.nama, None, None, above[ident])
            self.subjects[ident] = subject
            if simpul.kode:
                self.codes[simpul.kode] = subject
            self._add(subject, simpul.nama, "nama")
        for indikator in model.placed():
            node = indikator.simpul
            over = above[node] | {node} if node is not None else frozenset[str]()
            subject = Subject(indikator.id, "indikator", indikator.nama, indikator.satuan, node, over)
            self.subjects[indikator.id] = subject
            self._add(subject, indikator.nama, "nama")
            base = model.indikator.get(indikator.dari or "")
            if base is not None:
                self._add(subject, base.nama, f"nama di paket {base.paket}")
        counted = Counter(datum.nama for datum in model.data.values())
        for datum in model.data.values():
            if "." in datum.id and counted[datum.nama] > 1:
                continue  # a name that two packages give says nothing
            label = quoted(datum.nama) if "." in datum.id else ""
            subject = Subject(datum.id, "data", datum.nama, datum.satuan, label=label)
            self.subjects[datum.id] = subject
            self._add(subject, datum.nama, "nama")
        for stated in model.facts.names:
            known = self.subjects.get(stated.subject)
            if known is not None:
                self._add(known, stated.nama, f"nama di {stated.dokumen}")

    def _add(self, subject: Subject, nama: str, how: str) -> None:
        words = words_of(plain_name(nama))
        if any(e.subject is subject for e in self._exact[words]):
            return
        entry = _Entry(subject, words, pairs_of(words), how)
        self._exact[words].append(entry)
        for word in set(words) - _LIGHT:
            self._with_word[word].append(len(self._entries))
        self._entries.append(entry)
        if subject.kind in LEVELS and words[:1] == (subject.kind,) and len(words) > 2:  # `Program` is often left out
            short = words[1:]
            self._exact[short].append(_Entry(subject, short, pairs_of(short), how))

    def of_kinds(self, kinds: Iterable[str]) -> tuple[Subject, ...]:
        """Subjects of these kinds, in the plan's order."""
        wanted = set(kinds)
        return tuple(s for s in self.subjects.values() if s.kind in wanted)

    def match(
        self,
        text: str,
        kinds: frozenset[str],
        context: frozenset[str] = frozenset(),
        preferred: frozenset[str] = frozenset(),
    ) -> Match:
        """What a printed name means among subjects of these kinds (empty: all).

        `context` are the nodes that stand over it on paper, `preferred` the kinds that the heading names: both only
        decide between subjects of equal names.
        """
        name = plain_name(text)
        named = self.subjects.get(name) or (self.codes.get(name) if _CODE.match(name) else None)
        if named is not None and _fits(named, kinds):
            return Match(named, Fraction(1), "kode" if name in self.codes else "pengenal")
        words = words_of(name)
        equal = [e for e in self._exact.get(words, ()) if _fits(e.subject, kinds)]
        if equal:
            return _settled([(e, Fraction(1)) for e in equal], context, preferred, [])
        return self._alike(read_shortened(name), kinds, context, preferred)

    def _near(self, words: tuple[str, ...]) -> list[_Entry]:
        """The names worth comparing: those that share the rarest words; all of them for a short name, which may share none."""
        weights: dict[int, int] = defaultdict(int)
        for word in set(words):
            holders = self._with_word.get(word, ())
            for index in holders:
                weights[index] += _RARE // len(holders)
        if len(words) <= _SHORT:
            return self._entries
        ranked = sorted(weights, key=lambda index: (-weights[index], index))
        return [self._entries[index] for index in ranked[:_COMPARED]]

    def _alike(
        self, short: Shortened, kinds: frozenset[str], context: frozenset[str], preferred: frozenset[str]
    ) -> Match:
        best: dict[str, tuple[_Entry, Fraction]] = {}
        read: dict[int, tuple[str, ...]] = {}
        given = pairs_of(short.words)
        for entry in self._near(short.words):
            if not _fits(entry.subject, kinds):
                continue
            words = read[id(entry)] = short.written_out(entry.words)
            pairs = given if words == short.words else pairs_of(words)
            total = pairs.total()
            other = entry.pairs.total()
            if not total + other or Fraction(2 * min(total, other), total + other) < WEAK:
                continue  # too unlike in length to be alike
            alike = likeness(pairs, entry.pairs)
            if alike >= WEAK and alike > best.get(entry.subject.id, (entry, Fraction(0)))[1]:
                best[entry.subject.id] = (entry, alike)
        ranked = sorted(best.values(), key=lambda pair: -pair[1])
        strong = [(e, a) for e, a in ranked if a >= STRONG and _same_weight(read[id(e)], e.words)]
        leading = [pair for pair in strong if pair[1] > strong[0][1] - MARGIN] if strong else []
        if leading and all(pair in leading for pair in ranked if pair[1] > leading[0][1] - MARGIN):
            in_full = read[id(leading[0][0])] != short.words
            how = "nama mirip, singkatan dibaca penuh" if in_full else "nama mirip"
            as_printed = pairs_of(short.printed)
            leading = [(e, likeness(as_printed, e.pairs)) for e, _ in leading]
            return _settled(leading, context, preferred, ranked, how)
        shown = tuple((e.subject, a) for e, a in ranked[:_SHOWN])
        return Match(None, ranked[0][1] if ranked else Fraction(0), "tidak dikenali", shown)


def _settled(
    found: list[tuple[_Entry, Fraction]],
    context: frozenset[str],
    preferred: frozenset[str],
    others: list[tuple[_Entry, Fraction]],
    likened: str | None = None,
) -> Match:
    """The one that is meant among equals: under the nodes that stand over it, or of the level that the heading names."""
    how = ""
    for why, narrowed in (
        ("jenjang", [p for p in found if context & p[0].subject.above]),
        ("judul kolom", [p for p in found if p[0].subject.kind in preferred]),
    ):
        if len(found) > 1 and 0 < len(narrowed) < len(found):
            found, how = narrowed, f"{how}, {why}" if how else f", dipastikan {why}"
    if len(found) == 1:
        entry, alike = found[0]
        return Match(entry.subject, alike, f"{likened or entry.how}{how}")
    candidates = tuple((e.subject, a) for e, a in (found or others)[:8])
    return Match(None, candidates[0][1], "nama sama", candidates)


def _fits(subject: Subject, kinds: frozenset[str]) -> bool:
    return not kinds or subject.kind in kinds


def _same_weight(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each word of weight in either has a counterpart in the other: misspelt or inflected, not another word."""
    if {w for w in one if w.isdigit()} != {w for w in other if w.isdigit()}:
        return False
    if _NEGATIONS & set(one) != _NEGATIONS & set(other):
        return False
    return _covers(one, other) and _covers(other, one)


def _covers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    joined = "".join(other)
    rest = [pairs_of((w,)) for w in other]
    return all(
        word in other
        or word in _LIGHT
        or (len(word) > 5 and word in joined)
        or any(likeness(pairs_of((word,)), pairs) >= _SAME_WORD for pairs in rest)
        for word in one
    )


def _ancestors(model: Model) -> dict[str, frozenset[str]]:
    """The nodes above each node."""
    out: dict[str, frozenset[str]] = {}
    for ident in model.walk():
        parents = model.simpul[ident].induk
        out[ident] = frozenset(parents).union(*(out[p] for p in parents)) if parents else frozenset()
    return out
