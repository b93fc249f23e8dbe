"""Categories of a scale that no value gets, and values that no category holds: what a plan makes of its scales."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve

from kinerja_rules.analysis import scale_bands as bands
from kinerja_rules.analysis.draft import Draft, fields_of
from kinerja_rules.analysis.scale_bands import Interval
from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.model import expression as typed
from kinerja_rules.model.kinerja import Arah, Kategori, PolicySetting, Skala
from kinerja_rules.syntax import nodes


def unused_categories(draft: Draft, skala: Skala, item: nodes.Declaration) -> tuple[list[Diagnostic], list[str]]:
    """Categories that no value gets, and ends that no value passes."""
    if not skala.banded:
        return [], []
    found: list[Diagnostic] = []
    removed: list[str] = []
    limits = _limits(draft, skala)
    for kategori in reversed(skala.kategori):
        interval = bands.band(kategori)
        if kategori.lower is None and kategori.upper is None:
            why = "tidak mempunyai batas, padahal kategori lain berupa rentang nilai"
            remedy = "beri batas, atau hapus"
        elif skala.gap == "bulatkan" and not bands.whole_in(interval, skala.satuan):
            why = "tidak memuat bilangan bulat, padahal nilainya dibulatkan dulu (`celah bulatkan`)"
            remedy = "lebarkan batasnya, atau pakai kebijakan celah yang lain"
        elif limits is not None and bands.meet(interval, limits[0]).empty:
            why = f"berada di luar `dibatasi {limits[1].values[0]}`"
            remedy = "hapus kategori itu, atau longgarkan batas capaiannya"
        else:
            continue
        found.append(
            Diagnostic(
                "KR431",
                f"kategori `{kategori.nama}` tidak pernah dipakai: {why}",
                kategori.span,
                Severity.PERINGATAN,
                secondary=(Label(limits[1].span, "batas capaian di sini"),)
                if limits is not None and "dibatasi" in why
                else (),
                help=remedy,
            )
        )
    ends = {f.keyword: f for f in fields_of(item) if f.keyword in ("di_atas", "di_bawah")}
    for keyword, name, open_end in (
        ("di_atas", skala.above, _highest(skala).upper is None),
        ("di_bawah", skala.below, _lowest(skala).lower is None),
    ):
        if name is not None and open_end and keyword in ends:
            removed.append(keyword)
            found.append(
                Diagnostic(
                    "KR431",
                    f"`{keyword}` tidak pernah dipakai: kategori di ujung itu sudah terbuka",
                    ends[keyword].span,
                    Severity.PERINGATAN,
                    help=f"hapus `{keyword}`",
                )
            )
    return found, removed


def _highest(skala: Skala) -> Kategori:
    reach = [k for k in skala.kategori if k.lower is not None or k.upper is not None]
    return next(
        (k for k in reach if k.upper is None), max(reach, key=lambda k: (k.upper or Fraction(0), k.upper_included))
    )


def _lowest(skala: Skala) -> Kategori:
    return next(k for k in skala.kategori if k.lower is not None or k.upper is not None)


def uncovered_capaian(draft: Draft, skala: Skala) -> tuple[list[Diagnostic], list[str]]:
    """Capaian of this plan that a scale has no category for, beyond its ends."""
    if not skala.banded or not _grades_capaian(draft, skala):
        return [], []
    limits = _limits(draft, skala)
    if limits is None and _limited_somewhere(draft):
        return [], []
    reached = Interval(None, False, None, False) if limits is None else limits[0]
    found: list[Diagnostic] = []
    added: list[str] = []
    highest, lowest = _highest(skala), _lowest(skala)
    if highest.upper is not None and skala.above is None:
        beyond = bands.meet(Interval(highest.upper, not highest.upper_included, None, False), reached)
        if not beyond.empty:
            found.append(_beyond(skala, beyond, highest, "di_atas", "realisasi melampaui target"))
            added.append(f'di_atas "{highest.nama}"')
    if lowest.lower is not None and skala.below is None and (lowest.lower > 0 or _may_be_negative(draft)):
        floor = Interval(None, False, lowest.lower, not lowest.lower_included)
        if not _may_be_negative(draft):
            floor = evolve(floor, lower=Fraction(0), lower_in=True)
        beyond = bands.meet(floor, reached)
        if not beyond.empty:
            why = (
                "capaian rendah"
                if lowest.lower > 0
                else "realisasi indikator yang makin rendah makin baik jauh di atas target"
            )
            found.append(_beyond(skala, beyond, lowest, "di_bawah", why))
            added.append(f'di_bawah "{lowest.nama}"')
    return found, added


def _beyond(skala: Skala, beyond: Interval, last: Kategori, keyword: str, why: str) -> Diagnostic:
    decimals = bands.starting_decimals(skala.kategori, skala.satuan)
    first = bands.first_value(beyond, skala.satuan, decimals)
    shown = "" if first is None else f"; nilai pertama {bands.show(first[0], skala.satuan)}"
    return Diagnostic(
        "KR432",
        f"capaian {bands.show_gap(beyond, skala.satuan)} tidak masuk kategori mana pun",
        last.span,
        Severity.PERINGATAN,
        notes=(f"terjadi bila {why}{shown}",),
        help=f'tulis misalnya `{keyword} "{last.nama}"`',
    )


def _grades_capaian(draft: Draft, skala: Skala) -> bool:
    return any(s.values == (skala.id,) for s in _settings(draft, "skala"))


def _settings(draft: Draft, name: str) -> Iterable[PolicySetting]:
    """Every setting of a policy in the plan: of the whole, of documents, nodes and indicators."""
    holders = [d.policies for d in draft.dokumen.values()]
    holders += [s.policies for s in draft.simpul.values()]
    holders += [i.policies for i in draft.indikator.values()]
    for policies in (draft.policies, *holders):
        if name in policies:
            yield policies[name]


def _limits(draft: Draft, skala: Skala) -> tuple[Interval, PolicySetting] | None:
    """The limits of every capaian that this scale grades, where the whole plan has the same."""
    settings = list(_settings(draft, "dibatasi"))
    if not settings or "dibatasi" not in draft.policies or any(s.values != settings[0].values for s in settings):
        return None
    if not _grades_capaian(draft, skala):
        return None
    lower, upper = settings[0].numbers
    return Interval(lower, True, upper, True), settings[0]


def _limited_somewhere(draft: Draft) -> bool:
    return any(True for _ in _settings(draft, "dibatasi"))


def _may_be_negative(draft: Draft) -> bool:
    """Whether some indicator's achievement is a difference that improves downward, so that it may fall below nought."""
    used = {i.arah for i in draft.indikator.values() if i.arah is not None and i.id in _placed(draft)}
    return any(_subtracts(draft.arah[a]) for a in used if a in draft.arah)


def _placed(draft: Draft) -> frozenset[str]:
    return frozenset(i for s in draft.simpul.values() for i in s.indikator)


def _subtracts(arah: Arah) -> bool:
    if arah.membaik == "naik" or isinstance(arah.formula.value, typed.Choice):
        return False
    stack: list[typed.Expr] = [arah.formula.value]
    while stack:
        node = stack.pop()
        if isinstance(node, typed.Operation) and node.operator == "-":
            return True
        stack.extend(typed.children(node))
    return False
