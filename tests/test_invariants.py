"""What must hold of the arithmetic whatever the numbers are, and what must not matter to any figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from attrs import asdict, astuple, evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules import api
from kinerja_rules.base.diagnostics import blocks
from kinerja_rules.base.source import SourceFile
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.result import IndikatorResult
from kinerja_rules.model.values import Missing, Number, Value
from kinerja_rules.syntax.printer import format_source
from tests import drawn as d
from tests.render import Renderer, numeral, render
from tests.replay import replay
from tests.strategies import plans
from tests.workbench import Packages, example_files, rules_read_once, written

HEAD = """paket rencana "Rencana" { pakai sakip_umum, permendagri_86_2017 }
renstra 2021 s.d. 2024
"""


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


@pytest.fixture(scope="module")
def bare() -> api.CheckResult:
    """A plan that states nothing, to ask for directions and functions of numbers."""
    with written({"rencana": {"paket.kinerja": HEAD}}, "rencana") as folder:
        return api.check(folder)


def ask(checked: api.CheckResult, question: str) -> Value:
    answer = api.trace(checked, question)
    assert isinstance(answer, Derivation), (question, answer)
    return answer.root.value


def number(checked: api.CheckResult, question: str) -> Fraction:
    value = ask(checked, question)
    assert isinstance(value, Number), (question, value)
    return value.value


def text(value: Fraction) -> str:
    """A decimal fraction as a numeral; in brackets where it is negative."""
    decimals = next(n for n in range(20) if (value * 10**n).denominator == 1)
    return numeral(value, decimals) if value >= 0 else f"({numeral(value, decimals)})"


def decimals(low: int, high: int) -> st.SearchStrategy[Fraction]:
    """Numbers of at most three decimals, between two whole ones."""
    return st.one_of(
        st.integers(low, high).map(Fraction),
        st.integers(low * 1000, high * 1000).map(lambda n: Fraction(n, 1000)),
        st.integers(max(low, -2) * 1000, min(high, 2) * 1000).map(lambda n: Fraction(n, 1000)),
    )


REALISASI = decimals(-50, 10**7)
TARGET = decimals(0, 10**7).filter(lambda t: t > 0)


# ---- directions -----------------------------------------------------------------------------------------------------
@settings(max_examples=100)
@given(target=TARGET)
def test_a_realisasi_on_its_target_is_100_percent(bare: api.CheckResult, target: Fraction) -> None:
    for arah in ("naik", "turun", "turun_dasar_nol", "turun_kebalikan", "rentang", "tetap", "tercapai", "terjaga"):
        assert number(bare, f"{arah}({text(target)}; {text(target)})") == 1, arah


@settings(max_examples=150)
@given(target=TARGET, one=REALISASI, other=REALISASI)
def test_a_better_realisasi_is_a_greater_achievement(
    bare: api.CheckResult, target: Fraction, one: Fraction, other: Fraction
) -> None:
    low, high = sorted((one, other))
    for arah, sign in (("naik", 1), ("turun", -1)):
        worse, better = (low, high) if sign > 0 else (high, low)
        at_worse = number(bare, f"{arah}({text(worse)}; {text(target)})")
        at_better = number(bare, f"{arah}({text(better)}; {text(target)})")
        assert (at_worse < at_better) if low < high else (at_worse == at_better)
        on_target = number(bare, f"{arah}({text(target)}; {text(target)})")
        assert (at_worse >= on_target) is (worse >= target if sign > 0 else worse <= target)
    floor = number(bare, f"turun_dasar_nol({text(high)}; {text(target)})")
    assert 0 <= floor == max(Fraction(0), number(bare, f"turun({text(high)}; {text(target)})"))


@settings(max_examples=100)
@given(target=TARGET, realisasi=REALISASI, factor=decimals(0, 5000).filter(lambda k: k > 0))
def test_scaling_both_changes_no_achievement(
    bare: api.CheckResult, target: Fraction, realisasi: Fraction, factor: Fraction
) -> None:
    for arah in ("naik", "turun", "turun_dasar_nol", "turun_kebalikan", "rentang", "tetap", "tercapai", "terjaga"):
        plain = ask(bare, f"{arah}({text(realisasi)}; {text(target)})")
        scaled = ask(bare, f"{arah}({text(realisasi * factor)}; {text(target * factor)})")
        assert scaled == plain, arah


@settings(max_examples=60)
@given(target=TARGET)
def test_a_target_of_zero_or_less_has_no_achievement(bare: api.CheckResult, target: Fraction) -> None:
    for wanted in (Fraction(0), -target):
        for arah in ("naik", "turun", "turun_dasar_nol", "turun_kebalikan", "tetap"):
            found = ask(bare, f"{arah}({text(target)}; {text(wanted)})")
            assert isinstance(found, Missing)
            assert found.kind.value == "tidak_dapat_dihitung"


@settings(max_examples=100)
@given(low=TARGET, width=decimals(0, 1000), realisasi=REALISASI)
def test_inside_a_range_is_100_percent_and_outside_less(
    bare: api.CheckResult, low: Fraction, width: Fraction, realisasi: Fraction
) -> None:
    high = low + width
    found = number(bare, f"rentang({text(realisasi)}; {text(low)} s.d. {text(high)})")
    assert (found == 1) is (low <= realisasi <= high)
    assert found <= 1


CELLS = st.lists(st.tuples(decimals(0, 900), decimals(0, 900)), min_size=3, max_size=6)


@settings(max_examples=15)
@given(cells=CELLS, many=st.sampled_from([6, 12, 20, 144]))
def test_another_unit_of_the_same_thing_changes_no_achievement(
    cells: list[tuple[Fraction, Fraction]], many: int
) -> None:
    """What is stated in buah, in a derived unit, and in both, is the same plan."""
    achieved: list[list[Value]] = []
    for declared, cell in (("buah", "buah"), ("buah", "peti"), ("peti", "buah"), ("peti", "peti")):
        scale = many if cell == "peti" else 1
        lines = [HEAD, f'satuan peti "peti" = {many} buah', 'misi M "Misi" {']
        lines += [
            f'  indikator i{at} "I {at}" {{ satuan {declared}  arah {"naik" if at % 2 else "turun"} }}'
            for at in range(len(cells))
        ]
        lines += ["}", "target {", "  2022"]
        lines += [f"  i{at}  {_in(t, scale)} {cell}" for at, (_, t) in enumerate(cells)]
        lines += ["}", "realisasi {", "  satuan  2022"]
        lines += [f"  i{at}  {cell}  {_in(r, scale)}" for at, (r, _) in enumerate(cells)]
        achieved.append(
            [i.capaian for i in indicators({"rencana": {"paket.kinerja": "\n".join([*lines, "}"]) + "\n"}}, 2022)]
        )
    assert all(row == achieved[0] for row in achieved)


def _in(value: Fraction, scale: int) -> str:
    """`value` buah, times the numbers that a box of 6, 12, 20 or 144 is made of, so that every unit states it exactly."""
    return text(value * 720 / scale)


def indicators(packages: Packages, year: int) -> list[IndikatorResult]:
    with written(packages, "rencana") as folder:
        checked = api.check(folder)
        assert checked.model is not None, checked.diagnostics
        return list(api.evaluate(checked.model, year).indikator.values())


# ---- means ----------------------------------------------------------------------------------------------------------
@settings(max_examples=100)
@given(values=st.lists(decimals(0, 10**6), min_size=1, max_size=6), share=st.integers(0, 100))
def test_a_mean_lies_between_the_least_and_the_greatest(
    bare: api.CheckResult, values: list[Fraction], share: int
) -> None:
    members = "; ".join(text(v) for v in values)
    for mean in ("rata_rata", "rata_rata_geometrik", "median"):
        assert min(values) <= number(bare, f"{mean}({members})") <= max(values), mean
    least, greatest = number(bare, f"terendah({members})"), number(bare, f"tertinggi({members})")
    assert (least, greatest) == (min(values), max(values))
    first, last = text(values[0]), text(values[-1])
    weighed = number(bare, f"rata_rata_tertimbang({first} bobot {share} %; {last} bobot {100 - share} %)")
    assert min(values[0], values[-1]) <= weighed <= max(values[0], values[-1])
    geometric = number(bare, f"rata_rata_geometrik({members})")
    if geometric < max(values):  # the least of the three means, up to the digits that are kept
        assert geometric <= number(bare, f"rata_rata({members})") * (1 + Fraction(1, 10**28))
    assert number(bare, f"jumlah({members})") == sum(values)
    assert number(bare, f"rata_rata({members})") * len(values) == sum(values)


@settings(max_examples=100)
@given(value=decimals(-1000, 10**6), places=st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_step_and_cutting_by_less_than_one(
    bare: api.CheckResult, value: Fraction, places: int
) -> None:
    step = Fraction(1, 10**places)
    rounded, cut = (number(bare, f"{f}({text(value)}; {places})") for f in ("bulatkan", "potong"))
    assert abs(rounded - value) <= step / 2
    assert abs(cut) <= abs(value) < abs(cut) + step
    for found in (rounded, cut):
        assert (found / step).denominator == 1
        assert number(bare, f"bulatkan({text(found)}; {places})") == found


@settings(max_examples=60)
@given(value=decimals(0, 10**6))
def test_a_root_squared_is_what_was_rooted(bare: api.CheckResult, value: Fraction) -> None:
    root = number(bare, f"akar({text(value)})")
    assert abs(root * root - value) <= value / 10**28
    assert number(bare, f"akar({text(value * value)})") == value


# ---- scales ---------------------------------------------------------------------------------------------------------
@st.composite
def scales(draw: st.DrawFn) -> tuple[str, list[str], list[Fraction]]:
    """The text of a scale that leaves no value without a category, its categories from the lowest, and its edges in %."""
    edges = sorted(draw(st.sets(st.integers(0, 40), min_size=2, max_size=6)))
    names = [f"K{at}" for at in range(len(edges) - 1)]
    way = draw(st.sampled_from(["> ... s.d.", "s.d. <", "batas_bawah", "batas_atas", "bulatkan"]))
    rows = []
    for at, (low, high) in enumerate(pairwise(5 * e for e in edges)):
        if way == "> ... s.d.":
            rows.append(f'kategori "K{at}" {"> " if at else ""}{low} % s.d. {high} %')
        elif way == "s.d. <":
            rows.append(f'kategori "K{at}" {low} % s.d. {"< " if at < len(names) - 1 else ""}{high} %')
        else:
            rows.append(f'kategori "K{at}" {low + (1 if at else 0)} % s.d. {high} %')
    if way in ("batas_bawah", "batas_atas", "bulatkan"):
        rows.append(f"celah {way}")
    rows = [*draw(st.permutations(rows)), f'di_atas "{names[-1]}"', f'di_bawah "{names[0]}"']
    return 'skala uji_skala "Skala" {\n  ' + "\n  ".join(rows) + "\n}\n", names, [Fraction(5 * e) for e in edges]


@settings(max_examples=30)
@given(scale=scales(), values=st.lists(decimals(-20, 220), max_size=8))
def test_categories_of_a_scale_without_gaps_are_total_and_rise(
    scale: tuple[str, list[str], list[Fraction]], values: list[Fraction]
) -> None:
    declared, names, edges = scale
    near = [
        e + gap
        for e in edges
        for gap in (-1, Fraction(-1, 2), Fraction(-1, 100), 0, Fraction(1, 100), Fraction(1, 2), 1)
    ]
    with written({"rencana": {"paket.kinerja": HEAD + declared}}, "rencana") as folder:
        checked = api.check(folder)
        assert {x.code for x in checked.diagnostics} <= {
            "KR430"
        }  # rows in any order mean the same, but are remarked on
        ranks = []
        for value in sorted({*values, *near}):
            found = ask(checked, f"kategori({text(value)} %; uji_skala)".replace(") %", " %)"))
            assert isinstance(found, str)
            ranks.append(names.index(found))
    assert ranks == sorted(ranks)
    assert set(ranks) == set(range(len(names)))


@settings(max_examples=40)
@given(scale=scales(), reached=decimals(0, 210))
def test_the_distance_to_the_next_category_leads_just_there(
    scale: tuple[str, list[str], list[Fraction]], reached: Fraction
) -> None:
    declared, names, _ = scale
    plan = (
        HEAD.replace("2024", "2024 { skala uji_skala }")
        + declared
        + 'misi M "Misi" { indikator a "A" { satuan % arah naik } }\n'
        + f"target {{\n  2022\n  a 100 %\n}}\nrealisasi {{\n  2022\n  a {text(reached)} %\n}}\n"
    )
    with written({"rencana": {"paket.kinerja": plan}}, "rencana") as folder:
        checked = api.check(folder)
        here = ask(checked, "kategori(a; 2022)")
        distance = ask(checked, "jarak_kategori(a; 2022)")
        if here == names[-1]:
            assert isinstance(distance, Missing)
            return
        assert isinstance(distance, Number)
        edge, hair = reached + distance.value * 100, Fraction(1, 10**6)
        assert distance.value >= 0
        following = names[names.index(str(here)) + 1]
        before, after = (ask(checked, f"kategori({text(v)} %; uji_skala)") for v in (edge - hair, edge + hair))
        assert after == following
        assert distance.value == 0 or before == here


# ---- what does not matter -------------------------------------------------------------------------------------------
Figures = dict[str, object]


def plain(value: object) -> object:
    """A figure without the sentence of its absence: which of several absent members is named first may change."""
    return value.kind if isinstance(value, Missing) else value


def figures(packages: Packages, years: Sequence[int]) -> Figures:
    """All figures of a plan by name."""
    out: Figures = {}
    with written(packages, "rencana") as folder:
        checked = api.check(folder)
        assert checked.model is not None, [x for x in checked.diagnostics if blocks([x])]
        for year in years:
            result = api.evaluate(checked.model, year)
            for found in (*result.indikator.values(), *result.simpul.values()):
                for name, value in asdict(found, recurse=False).items():
                    if name == "history":
                        for row in value:
                            out[f"{found.id} {year} {row.period}"] = [plain(v) for v in astuple(row, recurse=False)]
                    elif name == "pembanding":
                        out[f"{found.id} {year} {name}"] = {k: [plain(v) for v in pair] for k, pair in value.items()}
                    elif name != "id":
                        out[f"{found.id} {year} {name}"] = plain(value)
    return out


def years_of(plan: d.Plan) -> tuple[int, int]:
    return (plan.awal, plan.awal + 1)


@settings(max_examples=20)
@given(plan=plans(), seed=st.integers(0, 10**6))
def test_the_order_of_declarations_rows_columns_and_files_changes_no_figure(plan: d.Plan, seed: int) -> None:
    random = Random(seed)
    expected = figures(render(plan), years_of(plan))
    order = list(range(len(Renderer(plan).declarations(plan.root))))
    random.shuffle(order)
    tables = []
    for table in plan.tables:
        columns = list(range(len(table.columns)))
        random.shuffle(columns)
        rows = [
            evolve(row, cells=tuple(row.cells[c] for c in columns))
            for row in random.sample(table.rows, len(table.rows))
        ]
        tables.append(evolve(table, columns=tuple(table.columns[c] for c in columns), rows=tuple(rows)))
    random.shuffle(tables)
    shuffled = evolve(plan, tables=tuple(tables))
    assert figures(render(shuffled, order, random.randint(1, 6)), years_of(plan)) == expected


@settings(max_examples=12)
@given(plan=plans())
def test_an_unrelated_indicator_changes_no_figure(plan: d.Plan) -> None:
    packages = {k: dict(v) for k, v in render(plan).items()}
    expected = figures(packages, years_of(plan))
    year = plan.awal + 1
    packages["rencana"]["lain.kinerja"] = (
        'data lain "Data yang lain" { satuan orang }\n'
        'misi LAIN "Misi yang lain" {\n  indikator lain_i "Indikator yang lain" {\n'
        "    satuan orang\n    arah naik\n    rumus lain + lain(tahun - 1) + 5 orang\n  }\n}\n"
        f"target {{\n  {year}\n  lain_i 7 orang\n}}\n"
        f"data {{\n  {year}\n  lain 3 orang\n}}\n"
        f"anggaran {year} {{\n  pagu realisasi\n  LAIN Rp 7 Rp 5\n}}\n"
    )
    found = figures(packages, years_of(plan))
    assert {k: v for k, v in found.items() if not k.startswith(("lain_i ", "LAIN "))} == expected


@settings(max_examples=12)
@given(plan=plans())
def test_renaming_changes_no_figure(plan: d.Plan) -> None:
    """Ids of indicators, data and nodes, and the aliases of packages, are names and nothing else."""
    expected = figures(render(plan), years_of(plan))
    own = [x for x in (*plan.indikator, *plan.data, *plan.nodes) if "." not in x]
    pattern = re.compile(
        rf"\b({'|'.join([*own, 'pus', 'naker'])})\b(?=[^\"\n]*(?:\"[^\"\n]*\"[^\"\n]*)*$)", re.MULTILINE
    )
    renamed = {
        package: {name: pattern.sub(r"z_\1", content) for name, content in files.items()}
        if package == "rencana"
        else files
        for package, files in render(plan).items()
    }
    assert renamed != render(plan)
    assert figures(renamed, years_of(plan)) == {f"z_{k}": v for k, v in expected.items()}


@settings(max_examples=15)
@given(plan=plans(), ends=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]))
def test_formatting_line_ends_and_byte_order_marks_change_no_figure(plan: d.Plan, ends: str, mark: str) -> None:
    packages = render(plan)
    formatted: dict[str, dict[str, str]] = {}
    for package, files in packages.items():
        formatted[package] = {}
        for name, content in files.items():
            result = format_source(SourceFile(name, content))
            assert result.text is not None, result.diagnostics
            formatted[package][name] = mark + result.text.replace("\n", ends)
    assert formatted != packages
    assert figures(formatted, years_of(plan)) == figures(packages, years_of(plan))


def test_formatting_the_example_changes_no_figure() -> None:
    files = example_files()
    formatted = {name: str(format_source(SourceFile(name, content)).text) for name, content in files.items()}
    assert figures({"rencana": formatted}, (2021, 2022)) == figures({"rencana": files}, (2021, 2022))


# ---- circles ----------------------------------------------------------------------------------------------------------
def circular(unit: str, first: str, second: str) -> str:
    """A plan of a node with two indicators, whose formulas are given."""
    return (
        HEAD
        + 'data d "D" { satuan orang }\ndata {\n  2021 2022\n  d 5 6\n}\n'
        + f'misi M "Misi" {{\n  bila_kosong lewati\n  indikator a "A" {{ satuan {unit} arah naik\n    rumus {first} }}\n'
        + f'  indikator b "B" {{ satuan orang arah naik\n    rumus {second} }}\n}}\n'
        + f"target {{\n  2022\n  a 3 {unit}\n  b 4 orang\n}}\n"
    )


SEEN_IN_THE_TEXT = {
    "itself": ("orang", "a + 1 orang", "d", ["a → a"]),
    "through another": ("orang", "b", "a", ["a → b → a"]),
    "through a node": ("%", "capaian(M; tahun)", "d", ["a → a"]),
    "through a node and back": ("orang", "capaian(M; tahun) * 1 orang / 100 %", "a", ["a → a", "a → b → a"]),
    "through a collection": ("%", "jumlah(capaian(i; tahun) untuk indikator i di M lewati)", "d", ["a → a"]),
}


@pytest.mark.parametrize("name", SEEN_IN_THE_TEXT)
def test_a_circle_that_the_text_shows_is_told_before_anything_is_computed(name: str) -> None:
    unit, first, second, expected = SEEN_IN_THE_TEXT[name]
    with written({"rencana": {"paket.kinerja": circular(unit, first, second)}}, "rencana") as folder:
        checked = api.check(folder)
    assert checked.model is None
    assert [(x.code, x.message) for x in checked.diagnostics] == [("KR401", f"rumus melingkar: {c}") for c in expected]
    assert all(x.primary is not None and x.primary.text == "a" for x in checked.diagnostics)


SEEN_BY_EVALUATION = {
    "through the years": ("orang", "b(tahun + 1)", "a(tahun - 1)"),
    "through what is there": ("orang", "jika ada(b(tahun + 1)) maka 1 orang selain itu 2 orang", "a(tahun - 1)"),
    "through members chosen by a condition": (
        "%",
        "jumlah(capaian(i; tahun) untuk indikator i di M yang ada(i.arah) lewati)",
        "d",
    ),
    "through nodes chosen by a condition": (
        "%",
        'rata_rata(capaian(m; tahun) untuk misi m yang m.nama <> "Misi lain")',
        "d",
    ),
    "through nodes chosen by a condition and back": (
        "orang",
        'rata_rata(capaian(m; tahun) untuk misi m yang m.nama <> "Misi lain") * 1 orang / 100 %',
        "a",
    ),
}


@pytest.mark.parametrize("name", SEEN_BY_EVALUATION)
def test_a_circle_has_one_answer_wherever_it_is_entered(name: str) -> None:
    with written({"rencana": {"paket.kinerja": circular(*SEEN_BY_EVALUATION[name])}}, "rencana") as folder:
        checked = api.check(folder)
        assert checked.model is not None, checked.diagnostics
        result = api.evaluate(checked.model, 2022)
        assert any("bergantung pada dirinya sendiri" in x.message for x in api.review(checked))
        for ident in ("a", "b"):
            found = result.indikator[ident]
            assert ask(checked, f"realisasi({ident}; 2022)") == found.realisasi
            assert ask(checked, f"capaian({ident}; 2022)") == found.capaian
            derivation = api.trace(checked, f"capaian({ident}; 2022)")
            assert isinstance(derivation, Derivation)
            assert replay(derivation) == found.capaian
        assert ask(checked, "capaian(M; 2022)") == result.simpul["M"].capaian
        missing = result.indikator["a"].realisasi
        assert isinstance(missing, Missing)
        assert "dirinya sendiri" in missing.reason


def test_a_formula_that_looks_ahead_stops_at_the_last_year() -> None:
    plan = HEAD + 'misi M "Misi" { indikator a "A" { satuan orang arah naik\n  rumus a(tahun + 1) + 1 orang } }\n'
    (found,) = indicators({"rencana": {"paket.kinerja": plan}}, 2022)
    assert isinstance(found.realisasi, Missing)
    assert found.realisasi.reason == "belum ada data sesudah tahun 2024"
