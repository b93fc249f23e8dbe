"""One mistake at a time: the code, the place and the remedy that a planner must be given, and little else beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules import api
from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.values import Missing
from tests import drawn as d
from tests.mutations import ANYWHERE, KINDS, Broken
from tests.render import render
from tests.strategies import plans
from tests.workbench import Packages, example_files, rules_read_once, written

EXAMPLE = {name: text for name, text in example_files().items() if name != "terbitan.kinerja"}
"""The plan without the report that restates it: a mistake in a claim is told by codes of its own (cases/bahasa/terbitan.md)."""
ROOT = "rencana"


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def findings(packages: Packages) -> tuple[Diagnostic, ...]:
    """All findings of a plan; where it can be evaluated, it is."""
    with written(packages, ROOT) as folder:
        checked = api.check(folder)
        if checked.model is not None:
            api.evaluate(checked.model, api.years(checked.model)[-1])
        return api.review(checked)


def is_meant(broken: Broken, found: Diagnostic) -> bool:
    return (
        found.code == broken.code
        and found.severity.value == broken.severity
        and found.primary is not None
        and (found.primary.source.path, found.primary.start) == (broken.file, broken.at)
        and found.primary.text == broken.word
    )


def beside(broken: Broken, before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Asserts that the mistake is told as it must be; what else is said that was not said before."""
    meant = [found for found in after if is_meant(broken, found)]
    shown = [(x.code, x.severity.value, x.primary and (x.primary.place, x.primary.text[:80])) for x in after]
    assert len(meant) == 1, (broken.code, broken.file, broken.line, broken.word[:80], shown)
    (found,) = meant
    assert found.primary is not None
    assert found.primary.line == broken.line
    assert found.code in CODES
    assert broken.help in (found.help or ""), found.help
    if broken.also:
        assert any(label.span.text.startswith(broken.also) for label in found.secondary), found.secondary
    known = {(x.code, x.message) for x in before}
    return [x for x in after if x is not found and (x.code, x.message) not in known]


@cache
def of_example(name: str) -> tuple[int, ...]:
    """How many findings stood beside the one that was meant, for a few places of the example."""
    before = findings({ROOT: EXAMPLE})
    counts: list[int] = []
    seen: set[str] = set()
    for seed in range(12):
        broken = KINDS[name](EXAMPLE, Random(crc32(name.encode()) + seed))
        if broken is None or len(counts) == 2:
            break
        text = broken.files[broken.file]
        if text in seen:
            continue
        seen.add(text)
        counts.append(len(beside(broken, before, findings({ROOT: broken.files}))))
    return tuple(counts)


IN_EXAMPLE = [name for name in KINDS if KINDS[name](EXAMPLE, Random(0)) is not None]


@pytest.mark.parametrize("name", IN_EXAMPLE)
def test_a_mistake_in_the_real_plan_is_told_where_it_is(name: str) -> None:
    assert max(of_example(name)) <= 2


def test_a_mistake_is_told_once() -> None:
    counts = [count for name in IN_EXAMPLE for count in of_example(name)]
    assert sum(counts) / len(counts) <= 0.1


def test_mistakes_in_drawn_plans_are_told_where_they_are() -> None:
    """Every kind that needs nothing in particular, in each of a few drawn plans; each kind finds a place in one of them."""
    beside_of: dict[str, list[int]] = {name: [] for name in sorted(ANYWHERE)}

    @settings(max_examples=7)
    @given(plan=plans(library=False), seed=st.integers(0, 2**32))
    def break_it(plan: d.Plan, seed: int) -> None:
        packages = render(plan)
        before = findings(packages)
        for name, counts in beside_of.items():
            broken = KINDS[name](packages[ROOT], Random(seed))
            if broken is not None:
                counts.append(len(beside(broken, before, findings({**packages, ROOT: broken.files}))))

    break_it()
    assert [name for name, counts in beside_of.items() if not counts] == []
    every = [count for counts in beside_of.values() for count in counts]
    assert max(every) <= 3
    assert sum(every) / len(every) <= 0.1


# ---- what is no text, or not there ----------------------------------------------------------------------------------
BAD_BYTES = {
    "no bytes": (b"", "KR110", "peringatan", "kosong"),
    "white space alone": (b" \n\t\r\n", "KR110", "peringatan", "kosong"),
    "a program": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40, "KR110", "galat", "bukan berkas teks"),
    "zeros": (bytes(5000), "KR110", "galat", "bukan berkas teks"),
    "UTF-16": ('data x "X" { satuan orang }\n'.encode("utf-16"), "KR110", "galat", "UTF-16"),
    "UTF-16 without its mark": (
        'data x "X" { satuan orang }\n'.encode("utf-16-le"),
        "KR110",
        "galat",
        "bukan berkas teks",
    ),
    "Windows-1252": ("# a\n# b\n# “Data” – café\n".encode("cp1252"), "KR110", "galat", "baris 3"),
    "a broken letter": (b"# a\n# \xc3\x28\n", "KR110", "galat", "baris 2"),
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_a_file_that_is_no_text_is_told_by_its_name(name: str) -> None:
    raw, code, severity, said = BAD_BYTES[name]
    with written({ROOT: EXAMPLE}, ROOT) as folder:
        before = api.check(folder).diagnostics
        (folder / "zz.kinerja").write_bytes(raw)
        checked = api.check(folder)
    (found,) = [x for x in checked.diagnostics if x not in before]
    assert (found.code, found.severity.value) == (code, severity)
    assert found.primary is not None
    assert found.primary.place == "zz.kinerja:1:1"
    assert said in found.message
    assert found.help
    assert (checked.model is None) is (severity == "galat")


@pytest.mark.parametrize("far", [0, 5000])
def test_a_nul_within_a_text_is_named_at_its_place_and_the_rest_is_read(far: int) -> None:
    text = "#\n" * far + '# Penduduk\ndata zz "Z\0Z" { satuan orang }\ndata zy "Zy" { satuan oranggg }\n# \0 \0\n'
    with written({ROOT: EXAMPLE}, ROOT) as folder:
        before = api.check(folder).diagnostics
        (folder / "zz.kinerja").write_bytes(text.encode())
        found = [x for x in api.check(folder).diagnostics if x not in before]
    nul, unknown = sorted(found, key=lambda x: x.code)
    assert (nul.code, nul.severity.value) == ("KR110", "galat")
    assert nul.message == "ada karakter NUL (U+0000) di sini, dan di 2 tempat lain"
    assert nul.primary is not None
    assert nul.primary.place == f"zz.kinerja:{far + 2}:11"
    assert nul.help is not None
    assert "hapus" in nul.help
    assert (unknown.code, unknown.primary and unknown.primary.line) == ("KR301", far + 3)


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x07", "karakter kendali (U+0007)"),
        ("\x0c", "karakter kendali (U+000C)"),
        ("\u202e", "tanda arah teks (U+202E)"),
        ("\u200f", "tanda arah teks (U+200F)"),
    ],
)
def test_a_character_that_nobody_sees_is_named(char: str, name: str) -> None:
    with written({ROOT: EXAMPLE}, ROOT) as folder:
        before = api.check(folder).diagnostics
        (folder / "zz.kinerja").write_text(f'data zz "Zz" {{ {char} satuan orang }}\n', encoding="utf-8")
        (found,) = [x for x in api.check(folder).diagnostics if x not in before]
    assert (found.code, found.message) == ("KR100", f"{name} tidak diharapkan di sini")
    assert found.primary is not None
    assert found.primary.place == "zz.kinerja:1:16"
    assert found.help is not None
    assert "hapus karakter" in found.help


def test_a_file_of_50_megabytes_is_refused_unread() -> None:
    with written({ROOT: EXAMPLE}, ROOT) as folder:
        with (folder / "zz.kinerja").open("wb") as file:
            file.truncate(50_000_000)
        found = next(x for x in api.check(folder).diagnostics if x.primary and x.primary.source.path == "zz.kinerja")
    assert (found.code, found.severity.value) == ("KR110", "galat")
    assert "50 MB" in found.message


def test_a_byte_order_mark_is_no_mistake() -> None:
    with written({ROOT: {k: "\ufeff" + v.replace("\n", "\r\n") for k, v in EXAMPLE.items()}}, ROOT) as folder:
        checked = api.check(folder)
    assert checked.model is not None
    assert [x for x in checked.diagnostics if x.code.startswith("KR1")] == []


def test_a_path_that_is_not_there_or_is_no_package() -> None:
    with written({ROOT: EXAMPLE, "kosong": {}, "lain": {"data.txt": "data"}}, ROOT) as folder:
        for path, said in (
            (folder / "tidak_ada", "tidak ditemukan"),
            (folder / "tidak_ada.kinerja", "tidak ditemukan"),
            (folder.parent / "kosong", "tidak berisi berkas"),
            (folder.parent / "lain" / "data.txt", "bukan berkas"),
        ):
            with pytest.raises(api.UnreadablePathError, match=said):
                api.check(path)


def test_a_link_out_of_the_package_is_refused_and_what_it_points_to_is_not_quoted() -> None:
    with written({ROOT: EXAMPLE, "lain": {"rahasia.kinerja": "RAHASIA\n"}}, ROOT) as folder:
        (folder / "zz.kinerja").symlink_to(folder.parent / "lain" / "rahasia.kinerja")
        before = findings({ROOT: EXAMPLE})
        (found,) = [
            x for x in api.check(folder).diagnostics if (x.code, x.message) not in {(y.code, y.message) for y in before}
        ]
    assert (found.code, found.severity.value) == ("KR206", "galat")
    assert found.primary is not None
    assert found.primary.source.path == "zz.kinerja"
    assert "RAHASIA" not in str(found) + found.primary.source.text


# ---- packages beside one another ------------------------------------------------------------------------------------
def of_packages(packages: Packages) -> list[tuple[str, str, str]]:
    """Code, place and underlined word of every finding."""
    with written(packages, ROOT) as folder:
        checked = api.check(folder)
    return [(x.code, x.primary.place, x.primary.text) for x in checked.diagnostics if x.primary is not None]


def package(ident: str, *uses: str, rest: str = "") -> dict[str, str]:
    lines = "".join(f"  pakai {use}\n" for use in uses)
    return {"paket.kinerja": f'paket {ident} "Paket {ident}" {{\n  versi "1.0"\n{lines}}}\n{rest}'}


def test_packages_that_use_one_another_in_a_circle() -> None:
    two = {ROOT: package(ROOT, "lain"), "lain": package("lain", ROOT)}
    assert of_packages(two) == [("KR205", "lain/paket.kinerja:3:9", ROOT)]
    three = {ROOT: package(ROOT, "satu"), "satu": package("satu", "dua"), "dua": package("dua", "satu")}
    assert of_packages(three) == [("KR205", "dua/paket.kinerja:3:9", "satu")]
    itself = {ROOT: package(ROOT, ROOT)}
    assert of_packages(itself) == [("KR205", "paket.kinerja:3:9", ROOT)]


def test_a_package_that_is_missing_or_of_another_edition_or_another_name() -> None:
    assert of_packages({ROOT: package(ROOT, "tidak_ada")}) == [("KR203", "paket.kinerja:3:9", "tidak_ada")]
    edition = {ROOT: package(ROOT, 'lain edisi "2.0"'), "lain": package("lain")}
    assert of_packages(edition) == [("KR204", "paket.kinerja:3:9", "lain")]
    renamed = {ROOT: package(ROOT, "lain"), "lain": package("lain2")}
    assert ("KR210", "lain/paket.kinerja:1:7", "lain2") in of_packages(renamed)


def test_a_mistake_in_a_package_that_is_used_is_told_in_its_own_file() -> None:
    library = package("lain", "satuan_umum", rest='data x "X" {\n  satuan orangg\n}\n')
    assert of_packages({ROOT: package(ROOT, "lain"), "lain": library}) == [
        ("KR301", "lain/paket.kinerja:6:10", "orangg")
    ]


def test_a_name_that_two_packages_bear_must_say_which() -> None:
    rest = 'data x "X" { satuan orang }\n'
    plan = package(
        ROOT, "satu", "dua", "satuan_umum", rest='indikator a "A" {\n  satuan orang\n  rumus x + 1 orang\n}\n'
    )
    both = {"satu": package("satu", "satuan_umum", rest=rest), "dua": package("dua", "satuan_umum", rest=rest)}
    assert of_packages({ROOT: plan, **both}) == [("KR207", "paket.kinerja:9:9", "x")]


# ---- too much -------------------------------------------------------------------------------------------------------
def test_powers_and_chains_of_powers_too_large_are_absent_and_told() -> None:
    for formula in (
        "pangkat(9; 999.999)",
        "pangkat(9; pangkat(9; pangkat(9; 9)))",
        "pangkat(1,000001; 999.999.999.999)",
        "pangkat(0,5; 999.999,5)",
        "pangkat(pangkat(7; 7.000); 7.000)",
    ):
        fields = f"satuan indeks\n  arah naik\n  rumus {formula}"
        plan = package(ROOT, "sakip_umum", rest=f'renstra 2022 s.d. 2022\nindikator a "A" {{\n  {fields}\n}}\n')
        (found,) = findings({ROOT: plan})
        assert (found.code, found.severity.value) == ("KR504", "peringatan")
        assert "terlalu besar" in found.message


def test_a_power_of_a_million_digits_as_a_question() -> None:
    with written({ROOT: package(ROOT, "sakip_umum")}, ROOT) as folder:
        checked = api.check(folder)
    answer = api.trace(checked, "pangkat(10; 1.000.000)")
    assert isinstance(answer, Derivation)
    assert isinstance(answer.root.value, Missing)
    refused = api.trace(checked, "1" + "0" * 1_000_000 + " + 1")
    assert not isinstance(refused, Derivation)
    assert [x.code for x in refused] == ["KR101"]


def test_kinds_enough() -> None:
    """Those that change text, those of bytes, and those of packages and paths above."""
    assert len(KINDS) + len(BAD_BYTES) >= 100
    assert len(ANYWHERE) >= 40
