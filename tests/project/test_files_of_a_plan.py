"""Files of a plan as people save them: one that cannot be read is told, and what it declares is not called unknown."""

from pathlib import Path

import pytest

from kinerja_rules import api

PLAN = {
    "paket.kinerja": 'paket contoh "Contoh" { pakai sakip_umum }\nrenstra 2025 s.d. 2029\n',
    "data.kinerja": 'data selesai "Selesai" { satuan layanan }\ndata tepat "Tepat" { satuan layanan }\n',
    "renstra.kinerja": 'sasaran S1 "Mutu" {\n  indikator A "Tepat waktu" { satuan %  arah naik  rumus tepat / selesai }\n}\n',
    "target.kinerja": "target {\n      2025\n  A   90 %\n}\n",
}


def _written(folder: Path) -> Path:
    for name, text in PLAN.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _said(folder: Path) -> list[tuple[str, str, str]]:
    return [(d.code, d.severity.value, d.message) for d in api.check(folder).diagnostics]


def test_the_plan_is_clean(tmp_path: Path) -> None:
    assert _said(_written(tmp_path)) == []


@pytest.mark.parametrize("name", ["data.kinerja", "renstra.kinerja"])
def test_a_file_in_another_encoding_is_one_finding(name: str, tmp_path: Path) -> None:
    (_written(tmp_path) / name).write_bytes(PLAN[name].encode("utf-16"))
    assert _said(tmp_path) == [("KR110", "galat", f"berkas `{name}` memakai penyandian UTF-16")]


@pytest.mark.parametrize("kept", ["renstra.kinerja.txt", "renstra.txt"])
def test_a_file_that_an_editor_named_as_text_is_one_finding(kept: str, tmp_path: Path) -> None:
    (_written(tmp_path) / "renstra.kinerja").rename(tmp_path / kept)
    assert _said(tmp_path) == [("KR110", "galat", f"berkas `{kept}` tidak dibaca karena berakhiran .txt")]


def test_a_copy_beside_the_file_is_only_a_warning(tmp_path: Path) -> None:
    (_written(tmp_path) / "renstra.kinerja.txt").write_text(PLAN["renstra.kinerja"], encoding="utf-8")
    assert [(code, severity) for code, severity, _ in _said(tmp_path)] == [("KR110", "peringatan")]


def test_a_text_that_is_no_plan_is_left_alone(tmp_path: Path) -> None:
    (_written(tmp_path) / "tabel.txt").write_text("Target\tRealisasi\nsasaran\t90\n", encoding="utf-8")
    assert _said(tmp_path) == []


def test_signs_without_width_are_left_out(tmp_path: Path) -> None:
    pasted = PLAN["renstra.kinerja"].replace("selesai", "sele\u200bsai").replace("Tepat waktu", "Te\u00adpat waktu")
    (_written(tmp_path) / "renstra.kinerja").write_text("\ufeff" + pasted, encoding="utf-8")
    assert _said(tmp_path) == []
    model = api.check(tmp_path).model
    assert model is not None
    assert model.indikator["A"].nama == "Tepat waktu"
