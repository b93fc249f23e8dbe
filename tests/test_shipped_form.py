"""What ships is what its own program would write, checks without a galat, and holds its own tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.base.source import SourceFile
from kinerja_rules.model.nomenclature import Nomenklatur
from kinerja_rules.syntax.printer import format_source
from tests.workbench import written

ROOT = Path(__file__).parents[1]
PACKAGES = sorted(p.parent for p in [*ROOT.glob("rules/*/paket.kinerja"), *ROOT.glob("examples/*/paket.kinerja")])


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_files_are_in_canonical_form(package: Path) -> None:
    for path in sorted(package.glob("*.kinerja")):
        text = path.read_text(encoding="utf-8")
        assert format_source(SourceFile(path.name, text)).text == text, f"kinerja format {path}"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_package_checks_and_its_tests_hold(package: Path) -> None:
    checked = api.check(package)
    assert [d.message for d in checked.diagnostics if d.severity is Severity.GALAT] == []
    assert checked.model is not None
    outcomes = (*api.test(checked.model), *api.test_rules(checked))
    assert [e.text for o in outcomes for e in o.expectations if not e.holds] == []
    if package.parent.name == "rules" and not is_table_alone(checked):
        assert outcomes, "a rule package carries its own tests"


@pytest.mark.parametrize("package", [p for p in PACKAGES if p.parent.name == "rules"], ids=lambda p: p.name)
def test_every_threshold_of_a_rule_has_a_say(package: Path) -> None:
    checked = api.check(package)
    assert checked.model is not None
    for rule in checked.model.periksa:
        said = str((rule.quantifiers, rule.lets, rule.outcomes))
        assert [p.name for p in rule.parameters if f"'{p.name}'" not in said] == [], rule.kode


@pytest.mark.parametrize("package", ["urusan_kesehatan", "urusan_pendidikan", "urusan_tenaga_kerja", "makro_daerah"])
def test_indicators_of_libraries_are_whole(package: str) -> None:
    checked = api.check(ROOT / "rules" / package)
    assert checked.model is not None
    own = [i for i in checked.model.indikator.values() if i.paket == package]
    assert len(own) > 10
    for indikator in own:
        said = (indikator.definisi, indikator.arah, indikator.akumulasi, indikator.sumber)
        assert all(said), f"{indikator.id}: {said}"


# ---- tables of official codes: nothing in them computes, so they are tried on a plan ----------------------------------
LEVELS = {3: "program", 5: "kegiatan", 6: "subkegiatan"}
"""By how many parts a code has: urusan, bidang, program; the digit of the region and kegiatan; subkegiatan."""
FIELDS = {1, 2}
"""Parts of the codes of an urusan and of a bidang urusan, which head programs and are no nodes of a plan."""
HEAD = """paket uji_nomenklatur "Uji" {{ versi "1" sintaks 1 pakai {package}, reviu_kode_nama }}
renstra 2021 s.d. 2022 {{ nomenklatur "{nomenklatur}" }}
"""


def is_table_alone(checked: api.CheckResult) -> bool:
    own = checked.sources.packages[checked.sources.root]
    return {item.keyword for parsed in own.files for item in parsed.file.items} == {"paket", "nomenklatur"}


TABLES = [package for package in PACKAGES if is_table_alone(api.check(package))]


def parent_of(kode: str) -> str:
    """The code above: of a subkegiatan the kegiatan, of a kegiatan the program, whose code lacks the region's digit."""
    parts = kode.split(".")
    return ".".join(parts[:5] if len(parts) == 6 else parts[:3])


def plan_of(table: Nomenklatur, named: Callable[[str], str]) -> str:
    """A plan that has everything the table lists, under names made of the table's."""

    def under(parent: str | None) -> str:
        out = ""
        for at, (kode, entry) in enumerate(table.entries.items()):
            if kode.count(".") + 1 in FIELDS:
                continue
            above = None if kode.count(".") == 2 else parent_of(kode)
            if above == parent:
                level = LEVELS[kode.count(".") + 1]
                out += f'{level} {level}_{at} "{named(entry.nama)}" kode {kode} {{\n{under(kode)}}}\n'
        return out

    return HEAD.format(package=table.paket, nomenklatur=table.nama) + under(None)


def codes_of(plan: str) -> list[str]:
    with written({"uji_nomenklatur": {"paket.kinerja": plan}}, "uji_nomenklatur") as folder:
        checked = api.check(folder)
        assert [d.message for d in checked.diagnostics if d.severity is Severity.GALAT] == []
        return [d.code for d in api.review(checked)]


def test_there_are_tables() -> None:
    assert TABLES


@pytest.mark.parametrize("package", TABLES, ids=lambda p: p.name)
def test_a_table_of_codes_knows_its_own_entries_by_name(package: Path) -> None:
    model = api.check(package).model
    assert model is not None
    for table in model.nomenklatur:
        assert {kode.count(".") + 1 for kode in table.entries} <= LEVELS.keys() | FIELDS
        assert [k for k in table.entries if k.count(".") > 2 and parent_of(k) not in table.entries] == []
        assert codes_of(plan_of(table, lambda nama: nama)) == []
        assert codes_of(plan_of(table, lambda nama: f"{nama} lainnya")) == ["F03"] * sum(
            kode.count(".") + 1 in LEVELS for kode in table.entries
        )
