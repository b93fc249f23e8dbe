"""Written units to meant units: those of the language, declared ones, scales as units of grades, and physical ones.

Declared units are shared by all packages of a plan. Pint is asked only for a word that nothing here declares.
"""

import re
from difflib import get_close_matches
from fractions import Fraction

from attrs import evolve

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.base.diagnostics import Edit, Fix
from kinerja_rules.base.source import SourceFile
from kinerja_rules.model import units
from kinerja_rules.model.units import CORE, Kind, Unit
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_expression

_MEANT = {
    **dict.fromkeys(("persen", "prosen", "persentase", "percent"), "tulis `%`"),
    **dict.fromkeys(("rupiah", "rp", "idr"), "tulis `Rp`: `satuan Rp`, dan di depan bilangannya, `Rp 5.000`"),
    **dict.fromkeys(
        ("ribu", "juta", "miliar", "milyar", "triliun"),
        "pengali hanya mengikuti Rp (`Rp 5 juta`); selain itu tulis bilangannya lengkap",
    ),
}
"""Words that are no units, with what is written instead."""

_KINDS = {"hitungan": Kind.HITUNGAN, "indeks": Kind.INDEKS}


def resolve_unit(draft: Draft, package: str, ref: nodes.UnitRef, declares: bool = False) -> Unit | None:
    """The unit a text stands for; None, said, where nothing declares it.

    `declares`: it is the unit of something declared. Whoever writes values of that thing in the same unit is not told
    again; where the declaration of the unit is what lacks, it is told once.
    """
    unit = find_unit(draft, package, ref.text)
    if unit is None and ref.text.strip('"') not in draft.lost:
        _say_unknown(draft, package, ref, declares)
    return unit


def _say_unknown(draft: Draft, package: str, ref: nodes.UnitRef, declares: bool) -> None:
    text = _unknown_part(draft, package, ref.text).strip('"')
    near = get_close_matches(text, [*CORE, *draft.unit_declarations, *draft.unit_names], n=1, cutoff=0.7)
    scope = draft.scopes[package]
    if scope.unread or (not near and scope.incomplete) or text in draft.unit_declarations:
        return  # it follows from a package that could not be read, or its declaration has been complained of
    meant = _MEANT.get(text.lower())
    if (package, text) in draft.unknown_units and not (declares and (near or meant)):
        return
    if declares or not (near or meant):
        draft.unknown_units.add((package, text))
    written = f'"{near[0]}"' if near and " " in near[0] else (near[0] if near else "")
    whole = ref.text.replace(text, written, 1) if text != ref.text.strip('"') else written
    remedy = (
        f"mungkin maksud Anda `{whole}`?"
        if near
        else f'deklarasikan: satuan {text.replace(" ", "_")} "{text}" hitungan'
    )
    exact = near and meant is None and ref.span.text == ref.text
    draft.say(
        "KR301",
        f"satuan `{ref.text}` tidak dikenal",
        ref.span,
        meant or remedy,
        fix=Fix(f"ganti dengan `{whole}`", (Edit(ref.span, whole),)) if exact else None,
    )


def _unknown_part(draft: Draft, package: str, text: str) -> str:
    """Of a unit made of others (`orang/kelas`, `per 1.000 orang`) the first that is not known; else the whole."""
    for part in re.sub(r"^per [\d.]+ ", "", text).split("/") if not text.startswith('"') else ():
        if part and find_unit(draft, package, part) is None:
            return part
    return text


def find_unit(draft: Draft, package: str, text: str) -> Unit | None:
    """As `resolve_unit`, saying nothing; a text means one thing throughout a package."""
    key = (package, text)
    if key not in draft.unit_texts:
        draft.unit_texts[key] = units.read_unit(
            text, lambda name: _by_id(draft, package, name), lambda name: _by_name(draft, package, name)
        )
    return draft.unit_texts[key]


def _by_name(draft: Draft, package: str, name: str) -> Unit | None:
    ident = draft.unit_names.get(name)
    return _declared(draft, package, ident) if ident is not None else None


def _by_id(draft: Draft, package: str, name: str) -> Unit | None:
    if name in draft.unit_declarations:
        return _declared(draft, package, name)
    symbol = draft.scopes[package].lookup((name,))
    if symbol is not None and getattr(symbol, "kind", "") == "skala":
        ident: str = getattr(symbol, "id", name)
        return units.grade(ident, name)
    if name not in draft.units:
        from kinerja_rules.model.physical_units import physical_unit  # Pint is imported only when it is needed

        draft.units[name] = physical_unit(name)
    return draft.units[name]


def _declared(draft: Draft, package: str, ident: str) -> Unit | None:
    if ident in draft.units:
        return draft.units[ident]
    draft.units[ident] = None  # a unit declared by itself, through others, is not known
    item = draft.unit_declarations[ident]
    label = item.nama.value if item.nama is not None else ident
    head = item.head[0]
    argument = head.arguments[0]
    unit: Unit | None = None
    if head.keyword == "=" and isinstance(argument, nodes.NumberLit):
        base = find_unit(draft, package, argument.unit.text) if argument.unit is not None else units.ANGKA
        if base is not None and argument.value > 0:
            unit = evolve(base, scale=Fraction(argument.value) * base.scale, label=label, factors=())
        elif argument.value <= 0 or not draft.scopes[package].incomplete:
            draft.say(
                "KR301",
                f"satuan `{ident}` tidak dapat dipahami dari `{argument.span.text}`",
                argument.span,
                "tulis bilangan positif dengan satuan yang dikenal",
            )
    elif isinstance(argument, nodes.Word):
        kind = _KINDS.get(argument.text)
        if kind is None:
            draft.say(
                "KR116",
                f"jenis satuan `{argument.text}` tidak dikenal",
                argument.span,
                f"pilih: {', '.join(_KINDS)}, atau tulis `= 12 satuan_lain`",
            )
        else:
            unit = units.counting(ident, label) if kind is Kind.HITUNGAN else Unit(kind, label=label)
    draft.units[ident] = unit
    return unit


def check_declared_units(draft: Draft) -> None:
    """Read the declared units of the root package, so that a mistake in one is said even where it is not used."""
    own = {id(item) for item in draft.items(draft.root)}
    for ident, item in draft.unit_declarations.items():
        if id(item) in own:
            _declared(draft, draft.root, ident)
            if item.id is not None and parse_expression(SourceFile("", f"1 {ident}"))[1]:
                draft.warn(
                    "KR116",
                    f"`{ident}` adalah kata kunci, jadi tidak dapat ditulis setelah bilangan di dalam rumus",
                    item.id.span,
                    "beri pengenal lain, atau tulis namanya dalam tanda kutip setelah bilangan",
                )
