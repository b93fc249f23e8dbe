"""What must hold of a scale: every value in one category, rows in their order, every category of use, every capaian in one.

Each kind of mistake is one finding for the whole scale; the gravest carries the declaration mended, ready to paste.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import evolve

from kinerja_rules.analysis import scale_bands as bands
from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.scale_bands import Interval
from kinerja_rules.analysis.scale_text import Repair, mended_declaration
from kinerja_rules.analysis.scale_use import uncovered_capaian, unused_categories
from kinerja_rules.base.diagnostics import Diagnostic, Edit, Fix, Label, Severity
from kinerja_rules.model.kinerja import Kategori, Skala
from kinerja_rules.syntax import nodes

Pair = tuple[Kategori, Kategori]

_SHOWN = 5
"""Gaps named in a message; the notes name all."""

MENDED = "pakai skala di bawah ini, yang memulai setiap kategori pada batas bawahnya sendiri"


def check_scales(draft: Draft) -> None:
    """All scales. Overlaps are errors; gaps are errors unless a policy covers them; the rest are warnings."""
    for skala in draft.skala.values():
        item = draft.symbols[skala.id].item
        if isinstance(item, nodes.Declaration) and not _named_twice(draft, skala):
            draft.diagnostics += _findings(draft, skala, item)


def _findings(draft: Draft, skala: Skala, item: nodes.Declaration) -> list[Diagnostic]:
    gaps, overlaps = _faults(skala)
    bounds = _closing_bounds(skala)
    # Where a category lies inside another and someone must say what was meant, the bounds give no order.
    disorder, order = ([], None) if bounds is None and overlaps else _order(skala)
    unused, removed = unused_categories(draft, skala, item)
    outside, added = uncovered_capaian(draft, skala)
    text = mended_declaration(item, skala, Repair(bounds or {}, order, added, removed))
    whole = bounds is not None
    found = [
        *_overlaps(skala, overlaps, whole),
        *_gaps(skala, gaps, whole and not overlaps),
        *disorder,
        *unused,
        *outside,
    ]
    if found and text is not None and whole:
        found[0] = evolve(found[0], fix=Fix("skala yang sudah dibetulkan", (Edit(item.span, text),)))
    return found


def _closing_bounds(skala: Skala) -> dict[str, Interval] | None:
    """New bounds, by name, that leave no gap and no overlap; None where someone must say what was meant.

    Mending one pair may bring two others together, so it is done again until nothing is left, once a category at most.
    """
    trial = skala
    for _ in skala.kategori:
        gaps, overlaps = _faults(trial)
        if not gaps and not overlaps:
            break
        places = {k.nama: at for at, k in enumerate(trial.kategori)}
        pairs = sorted((pair for pair, _ in gaps + overlaps), key=lambda pair: places[pair[1].nama])
        bounds = bands.closed(trial.kategori, pairs)
        if bounds is None:
            return None
        trial = evolve(trial, kategori=bands.with_bounds(trial.kategori, bounds))
    if any(_faults(trial)):
        return None
    before = {k.nama: bands.band(k) for k in skala.kategori}
    return {k.nama: bands.band(k) for k in trial.kategori if bands.band(k) != before[k.nama]}


def _named_twice(draft: Draft, skala: Skala) -> bool:
    names: dict[str, Kategori] = {}
    twice = False
    for kategori in sorted(skala.kategori, key=lambda k: k.span.start):
        if kategori.nama in names:
            twice = True
            draft.say(
                "KR407",
                f"kategori `{kategori.nama}` ditulis dua kali",
                kategori.span,
                "beri nama yang berbeda",
                secondary=(Label(names[kategori.nama].span, "sudah ditulis di sini"),),
            )
        names.setdefault(kategori.nama, kategori)
    return twice


# ---- gaps and overlaps ---------------------------------------------------------------------------------------------
def _faults(skala: Skala) -> tuple[list[tuple[Pair, Interval]], list[tuple[Pair, Interval]]]:
    """Gaps that no policy covers, and overlaps, each with the values concerned, from the lowest."""
    gaps: list[tuple[Pair, Interval]] = []
    overlaps: list[tuple[Pair, Interval]] = []
    for below, above in bands.neighbours(skala.kategori):
        shared = bands.meet(bands.band(below), bands.band(above))
        if not shared.empty:
            overlaps.append(((below, above), shared))
            continue
        gap = bands.between(bands.band(below), bands.band(above))
        left = None if gap is None or gap.empty else _left_over(skala, gap)
        if left is not None:
            gaps.append(((below, above), left))
    return gaps, overlaps


def _left_over(skala: Skala, gap: Interval) -> Interval | None:
    """The values of a gap of which the policy of the scale does not say where they belong."""
    if skala.gap is None:
        return gap
    return bands.left_by_rounding(gap, skala.satuan) if skala.gap == "bulatkan" else None


def _listed(texts: Sequence[str], what: str) -> str:
    shown = list(texts[:_SHOWN])
    if len(texts) > _SHOWN:
        shown.append(f"{len(texts) - _SHOWN} {what} lain")
    if len(shown) < 3:
        return " dan ".join(shown)
    return ", ".join(shown[:-1]) + f", dan {shown[-1]}"


def _gaps(skala: Skala, gaps: list[tuple[Pair, Interval]], mended: bool) -> list[Diagnostic]:
    if not gaps:
        return []
    from_top = gaps[::-1]
    (below, above), _ = from_top[0]
    decimals = bands.starting_decimals(skala.kategori, skala.satuan)
    rounding = skala.gap == "bulatkan"
    named = [bands.show_gap(gap, skala.satuan) for _, gap in from_top]
    notes = [
        f"{name}: {bands.example(gap, skala.satuan, decimals)}"
        for name, (_, gap) in zip(named, from_top, strict=True)
        if gap.lower != gap.upper
    ]
    message = f"nilai {_listed(named, 'celah')} tidak masuk kategori mana pun"
    if rounding:
        message += ", walaupun dibulatkan"
    ends = bands.show(below.upper or Fraction(0), skala.satuan)
    remedy = MENDED if mended else "rapatkan batasnya"
    if not rounding:
        remedy += "; atau tulis kebijakan celah: `celah batas_bawah` (ikut kategori di bawahnya), "
        remedy += "`celah batas_atas` (ikut kategori di atasnya), `celah bulatkan`, atau `celah tolak`"
    return [
        Diagnostic(
            "KR405",
            message,
            above.span,
            Severity.PERINGATAN if rounding else Severity.GALAT,
            secondary=(Label(below.span, f"`{below.nama}` berakhir di {ends}"),),
            notes=tuple(notes),
            help=remedy,
        )
    ]


def _overlaps(skala: Skala, overlaps: list[tuple[Pair, Interval]], mended: bool) -> list[Diagnostic]:
    if not overlaps:
        return []
    notes: list[str] = []
    labels: list[Label] = []
    for (below, above), shared in overlaps[::-1]:
        inside = _only_inside(below, above, shared)
        where = bands.show_bounds(shared, skala.satuan)
        if inside is not None:
            outer = below if inside is above else above
            notes.append(f"seluruh `{inside.nama}` ({where}) berada di dalam `{outer.nama}`")
        else:
            notes.append(f"{where} masuk `{below.nama}` dan juga `{above.nama}`")
        labels.append(Label(below.span, f"`{below.nama}` di sini"))
    (below, above), _ = overlaps[-1]
    word = "dan" if len(overlaps) == 1 else "dengan"
    pairs = [f"`{b.nama}` {word} `{a.nama}`" for (b, a), _ in overlaps[::-1]]
    return [
        Diagnostic(
            "KR406",
            f"kategori {_listed(pairs, 'pasang')} bertumpang tindih",
            above.span,
            secondary=tuple(labels),
            notes=tuple(notes),
            help=MENDED if mended else "ubah batasnya sehingga setiap nilai masuk satu kategori",
        )
    ]


def _only_inside(below: Kategori, above: Kategori, shared: Interval) -> Kategori | None:
    """The category that lies wholly inside the other, and so has no value of its own."""
    if shared == bands.band(above):
        return above
    return below if shared == bands.band(below) else None


# ---- order ---------------------------------------------------------------------------------------------------------
def _order(skala: Skala) -> tuple[list[Diagnostic], tuple[Kategori, ...] | None]:
    """Rows that do not stand from the best down or from the worst up, and how they should stand; scores out of order."""
    written = sorted(skala.kategori, key=lambda k: k.span.start)
    scored = all(k.skor is not None for k in written)
    if not skala.banded and not scored:
        return [], None
    right = list(skala.kategori)
    found: list[Diagnostic] = []
    order = None
    twins = _twins(written) if scored else None
    if twins is not None:
        found.append(twins)
    elif written not in (right, right[::-1]):
        order = tuple(max((right[::-1], right), key=lambda o: sum(a is b for a, b in zip(o, written, strict=True))))
        at = next(k for k, meant in zip(written, order, strict=True) if k is not meant)
        by = "batasnya" if skala.banded else "skornya"
        found.append(
            _warning(
                "KR430",
                f"kategori `{at.nama}` tidak pada urutannya",
                at,
                "periksa apakah batas atau namanya tertukar; bila tidak, urutkan barisnya",
                notes=(f"urutan menurut {by}: {', '.join(f'`{k.nama}`' for k in order)}",),
            )
        )
    turn = _turn(right) if skala.banded and scored and twins is None else None
    if turn is not None:
        message = f"skor `{turn.nama}` berlawanan dengan urutan batasnya"
        found.append(_warning("KR430", message, turn, "periksa apakah skornya tertukar"))
    return found, order


def _twins(written: Sequence[Kategori]) -> Diagnostic | None:
    seen: dict[Fraction | None, Kategori] = {}
    for kategori in written:
        twin = seen.setdefault(kategori.skor, kategori)
        if twin is not kategori:
            return _warning(
                "KR430",
                f"skor `{kategori.nama}` sama dengan skor `{twin.nama}`, jadi tidak jelas mana yang lebih baik",
                kategori,
                "beri setiap kategori skor yang berbeda",
                secondary=(Label(twin.span, f"`{twin.nama}` di sini"),),
            )
    return None


def _turn(right: Sequence[Kategori]) -> Kategori | None:
    """The first row at which scores stop rising, or falling, with the bounds."""
    steps = [(b, (b.skor or 0) - (a.skor or 0)) for a, b in pairwise(right)]
    rising = 2 * sum(step > 0 for _, step in steps) >= len(steps)
    return next((row for row, step in steps if (step < 0) == rising), None)


def _warning(code: str, message: str, at: Kategori, remedy: str, **more: Any) -> Diagnostic:
    return Diagnostic(code, message, at.span, Severity.PERINGATAN, help=remedy, **more)
