"""Each format on its own terms: the SARIF structure, the page's policy, the workbook's controls."""

import base64
import hashlib
import json
import re
import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from attrs import evolve

from kinerja_rules.base.source import SheetText, SourceFile, Span
from kinerja_rules.model.review import Kecuali
from kinerja_rules.report.review.to_github import github
from kinerja_rules.report.review.to_html import review_html
from kinerja_rules.report.review.to_json import periksa
from kinerja_rules.report.review.to_sarif import BASE, sarif
from kinerja_rules.report.review.to_text import render_review
from kinerja_rules.report.review.to_xlsx import review_xlsx
from kinerja_rules.report.review.view import Identity, ReviewView, Unchecked, review_view
from kinerja_rules.report.screen import Screen
from kinerja_rules.review.worksheet import COLUMNS, Keputusan

from .findings import RULES, C, G, P, own, rule, word

CELL = SheetText("data/monev.xlsx", "1 | 0.938\n", cells=((0, "Realisasi!A1"), (4, "Realisasi!B1")))


def whole() -> ReviewView:
    """One of everything: all severities, a cell of a sheet, a place in a library, no place, exceptions, gaps."""
    out = rule("C11", P, word(9, 2), "I9", 2023, "melonjak")
    exception = Kecuali("C11", ("I9",), "sudah disepakati", 2024, span=word(10, 0))
    return review_view(
        [
            rule("C03", G, word(3, 2), "I3", 2023, "target [mundur] {jauh}", others=(word(4, 2), word(2, 0))),
            rule("C13", P, word(3, 2), "I3", 2023, "melonjak"),
            own("KR503", P, Span(CELL, 4, 9)),
            own("KR405", C, word(1, 0, RULES)),
            own("KR210", C, None),
            own("KR110", P, Span(SourceFile("folder ku/berkas%.kinerja", ""), 0, 0)),
        ],
        Identity("contoh", "Dinas Contoh", "1.0", "ab" * 32),
        [(out, exception)],
        [Unchecked("C50", "aturan", 3, ("target 2021",))],
    )


# ---- SARIF -------------------------------------------------------------------------------------------------------------
def _only(document: dict[str, Any], *allowed: str) -> None:
    assert set(document) <= set(allowed), set(document) - set(allowed)


def _check_location(location: dict[str, Any], related: bool) -> None:
    _only(location, "physicalLocation", "logicalLocations", *(("id", "message") if related else ()))
    physical = location["physicalLocation"]
    _only(physical, "artifactLocation", "region")
    artifact = physical["artifactLocation"]
    assert artifact["uriBaseId"] == BASE
    assert re.fullmatch(r"[A-Za-z0-9._~/%!$&'()*+,;=@-]+", artifact["uri"]), "a relative URI reference"
    assert not artifact["uri"].startswith(("/", "..")), "package-relative"
    if "region" in physical:
        region = physical["region"]
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert all(isinstance(n, int) and n >= 1 for n in region.values())
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
    for logical in location.get("logicalLocations", ()):
        _only(logical, "fullyQualifiedName", "kind")


def test_sarif_is_as_the_standard_says() -> None:
    log = json.loads(json.dumps(sarif(whole())))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    _only(run, "tool", "columnKind", "originalUriBaseIds", "results", "properties")
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    _only(driver, "name", "version", "language", "rules")
    assert re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", driver["language"])
    ids = [r["id"] for r in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for said in driver["rules"]:
        _only(said, "id", "shortDescription", "help", "defaultConfiguration")
        assert said["shortDescription"]["text"]
        assert said["help"]["text"]
        assert said["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    assert BASE in run["originalUriBaseIds"]
    for result in run["results"]:
        _only(
            result,
            *("ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "partialFingerprints"),
            *("suppressions", "properties"),
        )
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert all(isinstance(v, str) for v in result["partialFingerprints"].values())
        for location in result["locations"]:
            _check_location(location, related=False)
        for location in result.get("relatedLocations", ()):
            _check_location(location, related=True)
        for suppression in result.get("suppressions", ()):
            _only(suppression, "kind", "status", "justification")
            assert suppression["kind"] in ("inSource", "external")
            assert suppression["status"] in ("accepted", "underReview", "rejected")


def test_sarif_says_what_the_review_says() -> None:
    (run,) = sarif(whole())["runs"]
    by_rule = {r["ruleId"]: r for r in run["results"]}
    assert set(by_rule) == {"aturan/C03", "aturan/C13", "KR503", "KR405", "KR210", "KR110", "aturan/C11"}
    first = by_rule["aturan/C03"]
    assert first["level"] == "error"
    assert first["message"]["text"] == r"target \[mundur\] {{jauh}}; saran: saran"
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 19}
    assert [r["id"] for r in first["relatedLocations"]] == [1, 2]
    assert by_rule["aturan/C13"]["properties"]["karena"] == first["partialFingerprints"]["kinerja/1"]
    cell = by_rule["KR503"]["locations"][0]
    assert "region" not in cell["physicalLocation"]
    assert cell["logicalLocations"][0]["fullyQualifiedName"] == "Realisasi!B1"
    assert by_rule["KR210"]["locations"] == []
    uri = by_rule["KR110"]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "folder ku/berkas%.kinerja"
    assert by_rule["aturan/C11"]["suppressions"][0]["justification"] == "sudah disepakati (sampai 2024)"
    assert by_rule["aturan/C11"]["properties"]["dicatat_di"] == "rencana.kinerja:10:1"
    rules = {r["id"]: r for r in run["tool"]["driver"]["rules"]}
    assert rules["KR503"]["help"]["markdown"].startswith("# KR503: ")
    assert "Mengapa penting" in rules["KR503"]["help"]["text"]


def test_sarif_of_nothing() -> None:
    (run,) = sarif(review_view([]))["runs"]
    assert run["results"] == run["tool"]["driver"]["rules"] == []


# ---- GitHub ------------------------------------------------------------------------------------------------------------
def test_github_places() -> None:
    lines = github(whole(), "rencana")
    by_title = {m[1]: line for line in lines if (m := re.search(r"title=([^:]*)::", line))}
    assert by_title["galat C03"].startswith(
        "::error file=rencana/rencana.kinerja,line=3,endLine=3,col=14,endColumn=19,title=galat C03::"
    )
    assert by_title["peringatan KR503"].startswith("::warning file=rencana/data/monev.xlsx,title=")
    assert by_title["catatan KR405"].startswith("::notice title=")
    assert by_title["catatan KR210"].startswith("::notice title=")
    assert "alasan: sudah disepakati, sampai 2024" in by_title["Dikecualikan%3A peringatan C11"].replace("%0A", "\n")
    assert by_title["C50 tidak dapat diperiksa seluruhnya"].endswith("::target 2021")
    assert "file=rencana.kinerja," in github(whole(), ".")[1]


def test_github_gives_columns_only_within_one_line() -> None:
    start = word(1, 0).start
    finding = evolve(own("KR1", G, None), primary=Span(word(1, 0).source, start, word(3, 2).end))
    (line,) = github(review_view([finding]), "")[1:]
    assert "line=1,endLine=3,title" in line


# ---- JSON and text -----------------------------------------------------------------------------------------------------
def test_json_says_what_follows_what() -> None:
    document = periksa(whole())
    assert list(document) == "skema diagnostik ringkasan paket dikecualikan tidak_dapat_diperiksa".split()
    by_code = {d["kode"]: d for d in document["diagnostik"]}
    assert by_code["C13"]["karena"] == by_code["C03"]["pengenal"]
    assert (by_code["C03"]["paket"], by_code["C03"]["perihal"], by_code["C03"]["tahun"]) == ("aturan", "I3", 2023)
    assert document["ringkasan"] == {
        "galat": 1,
        "peringatan": 2,
        "catatan": 2,
        "dapat_diteruskan": False,
        "dikecualikan": 1,
        "tidak_dapat_diperiksa": 1,
        "ditampilkan": None,
    }
    assert document["dikecualikan"][0]["dicatat_di"] == "rencana.kinerja:10:1"
    assert document["paket"] == {"id": "contoh", "versi": "1.0", "sidik": "ab" * 32}


def test_text_shows_what_is_on_record_and_what_was_not_checked() -> None:
    lines = render_review(whole(), Screen())
    at = lines.index("Dikecualikan")
    assert lines[at + 1 : at + 5] == [
        "  peringatan C11: melonjak",
        "    rencana.kinerja:9:14",
        "    alasan: sudah disepakati, sampai 2024",
        "    dicatat di rencana.kinerja:10:1",
    ]
    assert lines[-1] == "  C50 (aturan), 3 kali: target 2021"


# ---- the page ----------------------------------------------------------------------------------------------------------
def test_page_asks_nothing_of_any_other_place() -> None:
    page = review_html(whole())
    assert re.search(r"(?:src|href|action|srcset|poster)=\"(?!#)", page) is None
    assert re.search(r"url\(|@import|fetch\(|XMLHttpRequest|sendBeacon|WebSocket", page) is None
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert " style=" not in page
    assert re.search(r" on\w+=", page) is None


def test_page_labels_every_field_and_offers_the_decisions() -> None:
    page = review_html(whole())
    articles = re.findall(r'<article class="temuan".*?</article>', page, re.DOTALL)
    assert len(articles) == 6
    for article in articles[:5]:
        fields = re.findall(r"<label[^>]*>[^<]+<(textarea|select|input)", article)
        assert fields == ["textarea", "select", "input", "textarea"]
        assert re.findall(r'<option value="(\w*)"', article) == ["", *(k.value for k in Keputusan)]
    assert "sudah disepakati" in articles[5]
    assert '<html lang="id">' in page
    assert 'name="viewport"' in page


def test_page_without_findings_has_no_script() -> None:
    page = review_html(review_view([]))
    assert "<script" not in page
    assert "Tidak ada temuan untuk ditampilkan." in page


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read_in_light_and_in_dark() -> None:
    page = review_html(whole())
    schemes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", page, re.S)
    ]
    assert len(schemes) == 2
    assert schemes[0].keys() == schemes[1].keys(), "every colour has its own in the dark"
    assert "@media screen and (prefers-color-scheme: dark)" in page
    pairs = [("tinta", "latar"), ("tinta", "bidang"), ("redup", "latar"), ("redup", "bidang"), ("aksen", "latar")]
    pairs += [(name, f"{name}-latar") for name in ("merah", "kuning", "biru", "hijau")]
    pairs += [
        ("di-aksen", "aksen"),
        ("di-aksen", "aksen-kuat"),
        ("tinta", "sorot"),
        ("tinta", "isian"),
        ("tinta", "arsir"),
    ]
    for colour in schemes:
        for ink, ground in pairs:
            assert contrast(colour[ink], colour[ground]) >= 4.5, (ink, ground)
        assert contrast(colour["tepi"], colour["latar"]) >= 3, "the edge of a field"


# ---- the workbook ------------------------------------------------------------------------------------------------------
def test_workbook_offers_what_may_be_filled_in() -> None:
    with zipfile.ZipFile(BytesIO(review_xlsx(whole()))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
        shared = book.read("xl/sharedStrings.xml").decode()
    assert names == ["Kertas Kerja", "Ringkasan"]
    assert all(column.heading in shared for column in COLUMNS.values())
    assert re.search(r'type="list"[^>]*sqref="K5:K9"><formula1>"diperbaiki,diterima,dikecualikan"</formula1>', sheet)
    assert re.search(r'type="whole"[^>]*sqref="M5:M9"', sheet)
    assert '<autoFilter ref="A4:N9"/>' in sheet
    assert re.search(r'<pane [^>]*state="frozen"', sheet)


def test_documents_are_the_same_bytes_again() -> None:
    assert review_xlsx(whole()) == review_xlsx(whole())
    assert review_html(whole()) == review_html(whole())
