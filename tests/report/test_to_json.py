"""JSON to the letter of the contract: exact numbers, absences with reasons, derivations that can be computed again."""

import json
from fractions import Fraction
from typing import Any

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.base.diagnostics import Diagnostic, Label
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.result import Result
from kinerja_rules.model.values import Absence, Grade, Missing, Number, TargetValue
from kinerja_rules.report import to_json

INDIKATOR = (
    "id nama simpul arah satuan periode target realisasi capaian kategori target_akhir kemajuan pembanding riwayat"
).split()
SIMPUL = "id jenis nama kode induk pagu realisasi_anggaran serapan sisa capaian kategori efisiensi".split()


def number(text: str, decimals: int | None = None) -> Number:
    return Number(Fraction(text), decimals=decimals)


def test_number_is_the_one_of_the_contract() -> None:
    value = to_json.number(number("13403/13400"), units.PERSEN, "100,02 %")
    assert list(value.items()) == [
        ("pecahan", "13403/134"),
        ("desimal", "100.0223880597014925373134328"),
        ("tampil", "100,02 %"),
        ("satuan", "%"),
    ]


def test_whole_number_has_no_slash_and_approximate_no_fraction() -> None:
    assert to_json.figure(number("93", 0), units.INDEKS)["pecahan"] == "93"
    rough = to_json.figure(Number(Fraction(14142, 10000), approximate=True), units.INDEKS)
    assert rough == {"mendekati": True, "desimal": "1.4142", "tampil": "≈ 1,41", "satuan": "indeks"}


def test_targets() -> None:
    maximum = to_json.figure(TargetValue(number("49", 0), number("49", 0), "maksimal"), units.INDEKS)
    assert maximum["batas"] == "maksimal"
    assert maximum["nilai"]["pecahan"] == "49"
    between = to_json.figure(TargetValue(number("0.8", 0), number("0.9", 0)), units.PERSEN)
    assert (between["bawah"]["pecahan"], between["atas"]["pecahan"]) == ("80", "90")
    grade = TargetValue(number("4"), number("4"), "", Grade("opini_bpk", "WTP", 3, Fraction(4)))
    assert to_json.figure(grade, units.INDEKS) == {"predikat": "WTP", "skala": "opini_bpk"}


def test_absence_says_kind_reason_and_place() -> None:
    source = SourceFile("renstra.kinerja", "a\n  b")
    placed = Missing(Absence.BELUM_ADA_DATA, "belum rilis", Span(source, 4, 5))
    assert to_json.absent(placed) == {
        "kosong": "belum_ada_data",
        "alasan": "belum rilis",
        "tempat": "renstra.kinerja:2:3",
    }


@pytest.mark.parametrize("which", ["pasuruan_2022", "rich_2025"])
def test_every_field_is_there_in_order(which: str, request: pytest.FixtureRequest) -> None:
    result: Result = request.getfixturevalue(which)
    document = to_json.hitung(result, ())
    before = ["skema", "paket", "tahun", "indikator", "simpul", "diagnostik", "periode", "dokumen"]
    assert list(document) == [*before, "instansi"]
    assert document["skema"] == "kinerja/hitung/1"
    assert list(document["paket"]) == ["id", "versi", "sidik"]
    assert [i["id"] for i in document["indikator"]] == list(result.indikator)
    for indikator in document["indikator"]:
        assert list(indikator) == INDIKATOR
        for row in indikator["riwayat"]:
            assert list(row) == ["periode", "target", "realisasi", "capaian"]
        assert isinstance(indikator["kategori"], str) or "kosong" in indikator["kategori"]
    for simpul in document["simpul"]:
        assert list(simpul) == SIMPUL
    _check_values(document)


def _check_values(value: Any) -> None:
    """No float and no null where a value belongs; absences whole."""
    if isinstance(value, dict):
        if "kosong" in value:
            assert list(value) == ["kosong", "alasan", "tempat"]
            assert value["kosong"] in {a.value for a in Absence}
            return
        for inner in value.values():
            assert inner is not None
            _check_values(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_values(inner)
    else:
        assert isinstance(value, (str, int))


def test_what_does_not_apply_says_so(rich_2025: Result) -> None:
    document = to_json.hitung(rich_2025, ())
    assert document["simpul"][0]["kode"]["kosong"] == "tidak_berlaku"
    nol = next(i for i in document["indikator"] if i["id"] == "nol_a")
    assert nol["capaian"]["kosong"] == nol["kategori"]["kosong"] == "tidak_dapat_dihitung"
    opini = next(i for i in document["indikator"] if i["id"] == "opini")
    assert opini["target"] == {"predikat": "WTP", "skala": "sakip_umum.opini_bpk"}


def test_findings() -> None:
    source = SourceFile("a.kinerja", "satu dua")
    finding = Diagnostic(
        "KR201",
        "pesan",
        Span(source, 5, 8),
        secondary=(Label(Span(source, 0, 4), "yang ini"),),
        notes=("catatan",),
        help="saran",
    )
    told = to_json.diagnostic_json(finding)
    assert list(told) == "kode tingkat pesan tempat baris kolom saran dasar terkait".split()
    assert (told["tempat"], told["baris"], told["kolom"], told["dasar"]) == ("a.kinerja:1:6", 1, 6, None)
    assert [t["pesan"] for t in told["terkait"]] == ["yang ini", "catatan"]


def test_hidden_characters_are_escaped_and_read_back() -> None:
    text = "a\x1b\x9b\u202e\u2028\u200b\ud800\U000e0041日é </script>"
    written = to_json.write({"nama": text})
    assert json.loads(written)["nama"] == text
    assert not set(written) & set("\x1b\x9b\u202e\u2028\u200b\ud800\U000e0041")
    assert "日é" in written


# ---- a derivation computed again from its JSON alone ------------------------------------------------------------------
Base = Fraction | bool | str | tuple[Fraction, Fraction] | None


def _base(value: Any, factor: Fraction) -> Base:
    """A value of the JSON in base magnitude; None where it is absent."""
    if isinstance(value, (bool, str)):
        return value
    if "pecahan" in value:
        return Fraction(value["pecahan"]) * factor
    if "bawah" in value:
        return Fraction(value["bawah"]["pecahan"]) * factor, Fraction(value["atas"]["pecahan"]) * factor
    if "nilai" in value:
        return _base(value["nilai"], factor)
    if "predikat" in value:
        return Fraction(value["skor"] if value["skor"] is not None else value["urutan"])
    return None


def _again(step: dict[str, Any], inputs: list[Any]) -> Any:
    operation = step["operasi"]
    if operation in ("bulatkan",):
        places, scale = int(inputs[1]), Fraction(step["faktor"])
        scaled = inputs[0] / scale * 10**places
        sign = -1 if scaled < 0 else 1
        return sign * Fraction((2 * abs(scaled) + 1) // 2, 10**places) * scale
    match operation:
        case "sama" | "dalam":
            return inputs[-1]
        case "jika":
            return inputs[-1]
        case "+":
            return inputs[0] + inputs[1]
        case "-":
            return inputs[0] - inputs[1]
        case "*":
            return inputs[0] * inputs[1]
        case "/":
            return inputs[0] / inputs[1]
        case "neg":
            return -inputs[0]
        case "atas":
            return inputs[0][1] if isinstance(inputs[0], tuple) else inputs[0]
        case "bawah":
            return inputs[0][0] if isinstance(inputs[0], tuple) else inputs[0]
        case "<=" | "<" | ">=" | ">" | "=" | "<>":
            a, b = inputs
            return {"<=": a <= b, "<": a < b, ">=": a >= b, ">": a > b, "=": a == b, "<>": a != b}[operation]
        case "dan":
            return all(inputs)
        case "atau":
            return any(inputs)
        case "jumlah":
            return sum(inputs, Fraction(0))
        case "rata_rata":
            return sum(inputs, Fraction(0)) / len(inputs)
        case "abs":
            return abs(inputs[0])
        case _:
            return NotImplemented


def recompute(document: dict[str, Any]) -> tuple[Any, int]:
    """The root computed from its leaves, and how many steps were computed."""
    values: dict[int, Any] = {}
    computed = 0
    for step in document["simpul"]:
        assert all(i < step["id"] for i in step["masukan"]), "children come before parents"
        told = _base(step["nilai"], Fraction(step["faktor"]))
        inputs = [values[i] for i in step["masukan"]]
        values[step["id"]] = told
        if not inputs or told is None or None in inputs:
            continue
        again = _again(step, inputs)
        if again is not NotImplemented:
            assert again == told, step
            values[step["id"]] = again
            computed += 1
    return values[document["akar"]], computed


@pytest.mark.parametrize(
    ("which", "questions"),
    [
        (
            "pasuruan",
            [
                "capaian(TKK; 2022)",
                "hitungan(TKK; 2022)",
                "capaian(P1; 2022)",
                "pagu(M1; 2022)",
                "serapan(S1; 2022)",
                "efisiensi_selisih(S1; 2022)",
                "bulatkan(hitungan(TKK; 2022); 2)",
            ],
        ),
        (
            "rich",
            ["capaian(rentang_a; 2025)", "capaian(turun_a; 2025)", "capaian(opini; 2025)", "capaian(rumus_a; 2025)"],
        ),
    ],
)
def test_derivation_computes_again_from_its_json(
    which: str, questions: list[str], request: pytest.FixtureRequest
) -> None:
    checked: CheckResult = request.getfixturevalue(which)
    for question in questions:
        derivation = api.trace(checked, question)
        assert isinstance(derivation, Derivation)
        document = json.loads(to_json.write(to_json.jejak(derivation)))
        assert list(document)[:3] == ["skema", "akar", "simpul"]
        root = derivation.root.value
        value, computed = recompute(document)
        assert isinstance(root, Number)
        assert value == root.value, question
        assert computed > 0
        for step in document["simpul"]:
            assert list(step)[:9] == "id jenis label nilai masukan tempat aturan dasar dipakai".split()


def test_achievements_of_every_indicator_compute_again(pasuruan: CheckResult) -> None:
    assert pasuruan.model is not None
    for indikator in pasuruan.model.placed():
        derivation = api.trace(pasuruan, f"capaian({indikator.id}; 2022)")
        assert isinstance(derivation, Derivation)
        value, _ = recompute(json.loads(to_json.write(to_json.jejak(derivation))))
        root = derivation.root.value
        assert value == (root.value if isinstance(root, Number) else None)


def test_scale_rows_tell_their_bounds(pasuruan: CheckResult) -> None:
    derivation = api.trace(pasuruan, "kategori(TKK; 2022)")
    assert isinstance(derivation, Derivation)
    rows = to_json.jejak(derivation)["simpul"][-1]["skala"]
    assert [r["kategori"] for r in rows if r["kena"]] == ["Sangat Tinggi"]
    assert (rows[0]["bawah"], rows[0]["bawah_termasuk"], rows[0]["atas"]) == ("91/100", True, "1")
