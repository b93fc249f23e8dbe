"""Order, folding, root causes, selection: what is decided before any format."""

from attrs import evolve

from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.report.review.to_github import github
from kinerja_rules.report.review.to_markdown import render_review_markdown
from kinerja_rules.report.review.to_text import render_review
from kinerja_rules.report.review.view import (
    Selection,
    Unchecked,
    groups,
    own_remedies,
    places_in_short,
    review_view,
    select,
)
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import width
from kinerja_rules.review.causes import causes, is_cell

from .findings import PLAN, RULES, C, G, P, own, rule, word

SCREEN = Screen()


def test_gravest_first_then_the_place_that_a_planner_mends() -> None:
    findings = [
        own("KR1", C, word(1, 0)),
        own("KR2", G, word(1, 0, RULES)),
        own("KR3", G, None),
        own("KR4", G, word(9, 0)),
        own("KR5", G, word(2, 0)),
        own("KR6", P, word(1, 0)),
    ]
    assert [e.finding.code for e in review_view(findings).entries] == ["KR5", "KR4", "KR2", "KR3", "KR6", "KR1"]


def test_first_line() -> None:
    def first(*findings: object, **more: object) -> str:
        return render_review(review_view(list(findings), **more), Screen(200))[0]  # type: ignore[arg-type]

    assert first() == "Rencana dapat diteruskan: tidak ada galat."
    assert first(own("K", P, None)) == "Rencana dapat diteruskan: tidak ada galat. Ada 1 peringatan."
    assert first(own("K", G, None)) == "Rencana belum dapat diteruskan: 1 galat harus diperbaiki."
    said = first(own("K", G, None), own("L", C, None), unchecked=[Unchecked("C03", "aturan", 4, ("target 2021",))])
    assert said == (
        "Rencana belum dapat diteruskan: 1 galat harus diperbaiki. "
        "Juga 1 catatan, 1 aturan tidak dapat diperiksa seluruhnya."
    )


def test_like_ones_are_folded_and_unfolded() -> None:
    many = [rule("C03", P, word(n, 1), f"I{n}", 2024, f"target {n},5 % mundur") for n in range(1, 13)]
    few = [rule("C04", P, word(n, 1), f"I{n}", message="kosong") for n in range(1, 4)]
    view = review_view([*many, *few])
    folded = groups(view.entries)
    assert [(g.first.finding.code, len(g.others)) for g in folded] == [("C03", 11), ("C04", 0), ("C04", 0), ("C04", 0)]
    text = render_review(view, SCREEN)
    (line,) = [line for line in text if "dan 11 lainnya" in line]
    assert line.startswith("  dan 11 lainnya: rencana.kinerja:2:11 I2 2024; 3:11 I3 2024;")
    assert text[-1] == "15 temuan: 15 peringatan"
    assert all(width(line) <= 80 for line in text)
    assert "lainnya" not in "\n".join(render_review(view, SCREEN, unfolded=True))
    assert sum("peringatan C03" in line for line in render_review(view, SCREEN, unfolded=True)) == 12


def test_own_findings_fold_only_where_they_say_the_same() -> None:
    same = [own("KR201", G, word(n, 1), f"nama `I{n}` tidak dikenal") for n in range(1, 6)]
    other = [own("KR201", G, word(n, 1), f"satuan `I{n}` tidak dikenal") for n in range(6, 9)]
    folded = groups(review_view([*same, *other]).entries)
    assert [len(g.others) for g in folded] == [4, 0, 0, 0]


def test_a_folded_finding_keeps_a_remedy_of_its_own() -> None:
    words = ["orangg", "kassus", "zzqx", "orangg", "rumahh"]
    helps = ["mungkin `orang`?", "mungkin `kasus`?", "deklarasikan `zzqx`", "mungkin `orang`?", "mungkin `rumah`?"]
    findings = [
        evolve(own("KR301", G, word(n, 1), f"satuan `{text}` tidak dikenal"), help=remedy)
        for n, (text, remedy) in enumerate(zip(words, helps, strict=True), start=1)
    ]
    view = review_view(findings)
    (group,) = groups(view.entries)
    assert own_remedies(group) == (helps[1], helps[2], None, helps[4])
    text = render_review(view, SCREEN)
    start = text.index("  dan 4 lainnya:")
    assert text[start + 1 : start + 5] == [
        "    rencana.kinerja:2:11 I2; saran: mungkin `kasus`?",
        "    3:11 I3; saran: deklarasikan `zzqx`",
        "    4:11 I4",
        "    5:11 I5; saran: mungkin `rumah`?",
    ]
    for document in (render_review_markdown(view).replace("\\", ""), "\n".join(github(view, "."))):
        assert document.count("mungkin `orang`?") == 1
        assert all(document.count(remedy) == 1 for remedy in (helps[1], helps[2], helps[4]))
    of_rules = [evolve(rule("C03", P, word(n, 1), f"I{n}"), help=f"lengkapi `I{n}`") for n in range(1, 6)]
    of_figures = [evolve(finding, code="KR503", package=None) for finding in of_rules]
    for of_subjects in (of_rules, of_figures):
        assert own_remedies(groups(review_view(of_subjects).entries)[0]) == (None,) * 4


def test_different_severities_and_packages_are_not_alike() -> None:
    findings = [rule("C03", s, word(n, 1), f"I{n}") for n, s in enumerate([P, P, P, C, C, C], start=1)]
    findings += [rule("C03", P, word(n, 1), f"I{n}", package="lain") for n in range(7, 10)]
    assert all(not g.others for g in groups(review_view(findings).entries))


def test_places_name_a_file_once() -> None:
    view = review_view([own("KR1", G, word(1, 1)), own("KR1", G, word(2, 1)), own("KR1", G, None, "tanpa tempat")])
    assert places_in_short(view.entries) == ("rencana.kinerja:1:11 I1", "2:11 I2", "tanpa tempat")


# ---- root causes -------------------------------------------------------------------------------------------------------
def test_what_a_wrong_cell_entails_is_told_beneath_it() -> None:
    wrong = rule("B14", G, word(3, 2), "I3", 2023, "di luar 0..100")
    same = rule("C13", P, word(3, 2), "I3", 2023, "melonjak")
    after = rule("C03", P, word(3, 3), "I3", 2024, "mundur", others=(word(3, 2),))
    elsewhere = rule("C03", P, word(4, 2), "I4", 2024, "mundur")
    view = review_view([elsewhere, after, same, wrong])
    assert [e.finding.message for e in view.entries] == ["di luar 0..100", "mundur"]
    assert [e.finding.message for e in view.entries[0].following] == ["melonjak", "mundur"]
    assert {e.cause for e in view.entries[0].following} == {view.entries[0].id}
    assert str(view.total.counts) == "1 galat, 1 peringatan"
    assert [line for line in render_review(view, SCREEN) if "juga:" in line] == [
        "  juga: peringatan C13: melonjak",
        "  juga: peringatan C03: mundur (rencana.kinerja:3:20)",
    ]


def test_nothing_is_hidden_that_is_not_a_consequence() -> None:
    name, cell = word(5, 1), word(5, 2)
    apart = [
        (rule("B02", G, name, "I5"), rule("B04", P, name, "I5")),  # two things an indicator lacks
        (
            rule("C03", G, cell, "I5", 2023),
            rule("C03", P, word(5, 3), "I5", 2024, others=(cell,)),
        ),  # one rule, two years
        (rule("C03", P, cell, "I5", 2023), rule("C11", P, cell, "I5", 2023)),  # equally grave
        (rule("C03", G, cell, "I5", 2023), own("KR503", P, cell)),  # a rule does not explain what the program says
    ]
    for pair in apart:
        assert causes(pair) == (None, None)


def test_the_programs_own_finding_is_more_basic() -> None:
    name = word(6, 1)
    assert causes([rule("F01", P, name), own("KR404", P, name)]) == (1, None)
    assert causes([rule("F01", G, name), own("KR404", P, name)]) == (None, None)


def test_chains_end_at_their_root() -> None:
    first, second, third = word(7, 2), word(7, 3), word(8, 2)
    findings = [own("KR507", G, first), rule("A", P, second, others=(first,)), rule("B", C, third, others=(second,))]
    assert causes(findings) == (None, 0, 0)


def test_cells_are_told_from_names() -> None:
    def span(text: str) -> Span:
        return Span(SourceFile("x", text), 0, len(text))

    assert [is_cell(span(t)) for t in ("93,80 %", "-", "Rp 5.000", "maksimal 3")] == [True] * 4
    assert [is_cell(span(t)) for t in ("TKK", "TKK2", "naker.TKK", '"2022"', "a\n1", "", "rumus")] == [False] * 7


# ---- selection ---------------------------------------------------------------------------------------------------------
def test_selection_shows_a_part_and_judges_the_whole() -> None:
    findings = [
        rule("C03", P, word(1, 1), "I1"),
        own("KR503", G, word(2, 1)),
        rule("D01", C, word(3, 1), package="lain"),
    ]
    whole = review_view(findings)
    shown = [
        (Selection(severity=P), ["KR503", "C03"]),
        (Selection(codes=("C03", "D01")), ["C03", "D01"]),
        (Selection(packages=("lain",)), ["D01"]),
        (Selection(severity=G, packages=("lain",)), []),
    ]
    for selection, codes in shown:
        part = select(whole, selection)
        assert [e.finding.code for e in part.entries] == codes
        assert (part.verdict, part.besides) == (whole.verdict, whole.besides)
        assert f"ditampilkan hanya {selection}" in render_review(part, SCREEN)
    assert select(whole, Selection()) is whole


def test_selected_consequence_of_what_is_not_selected_is_shown() -> None:
    cell = word(3, 2)
    view = review_view([rule("B14", G, cell), rule("C13", P, cell)])
    part = select(view, Selection(codes=("C13",)))
    assert [(e.finding.code, e.cause) for e in part.entries] == [("C13", view.entries[0].id)]


def test_every_finding_has_its_own_id_that_survives_moving() -> None:
    findings = [rule("C03", P, word(n, 1), f"I{n % 5}", 2024) for n in range(1, 11)]
    findings += [own("KR201", G, word(n, 1), "nama tidak dikenal") for n in range(1, 5)]
    ids = [e.id for e in review_view(findings).everything()]
    assert len(set(ids)) == len(ids) == 14
    moved = SourceFile(PLAN.path, "\n\n# catatan\n" + PLAN.text)
    shift = len(moved.text) - len(PLAN.text)

    def later(span: Span | None) -> Span | None:
        return None if span is None else Span(moved, span.start + shift, span.end + shift)

    from attrs import evolve

    again = review_view([evolve(f, primary=later(f.primary)) for f in reversed(findings)])
    assert [e.id for e in again.everything()] == ids
