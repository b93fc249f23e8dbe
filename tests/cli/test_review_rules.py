"""`kinerja periksa --reviu` and `--aturan`: rules that a reviewer brings along."""

import json

from cli_runner import EXAMPLE, Kinerja


def codes(kinerja: Kinerja, *options: str) -> set[str]:
    ran = kinerja("periksa", str(EXAMPLE), "--format", "json", *options)
    return {d["kode"] for d in json.loads(ran.out)["diagnostik"]}


def test_a_plan_is_reviewed_by_rules_that_it_does_not_use(kinerja: Kinerja) -> None:
    assert codes(kinerja) == {"KR503"}
    found = codes(kinerja, "--reviu")
    assert {"A04", "A11", "B02", "C06", "E01", "F03", "F05", "F06", "F11"} <= found


def test_only_the_packages_named_are_added(kinerja: Kinerja) -> None:
    found = codes(kinerja, "--aturan", "reviu_kode_nama,nomenklatur_tenaga_kerja")
    assert found == {"KR503", "F03", "F05", "F06"}


def test_rules_leave_the_other_findings_alone(kinerja: Kinerja) -> None:
    plain = json.loads(kinerja("periksa", str(EXAMPLE), "--format", "json").out)
    reviewed = json.loads(kinerja("periksa", str(EXAMPLE), "--reviu", "--format", "json").out)
    kept = [d for d in reviewed["diagnostik"] if d["kode"].startswith("KR")]
    assert kept == plain["diagnostik"]


def test_an_unknown_package_suggests_the_nearest(kinerja: Kinerja) -> None:
    ran = kinerja("periksa", str(EXAMPLE), "--aturan", "reviu_targt")
    assert ran.status == 2
    assert "paket aturan `reviu_targt` tidak ditemukan" in ran.err
    assert "`reviu_target`" in ran.err


def test_a_package_named_twice_or_not_at_all_is_told(kinerja: Kinerja) -> None:
    assert "disebut dua kali" in kinerja("periksa", str(EXAMPLE), "--aturan", "reviu_target,reviu_target").err
    assert "kosong" in kinerja("periksa", str(EXAMPLE), "--aturan", "reviu_target,").err


def test_a_path_is_no_package(kinerja: Kinerja) -> None:
    ran = kinerja("periksa", str(EXAMPLE), "--aturan", "../dinkes_contoh")
    assert ran.status == 2
    assert "tidak ditemukan" in ran.err
