"""The review sheet as a page: asks for nothing, works by keyboard, fits a phone, gives its entries as CSV, prints."""

from pathlib import Path
from typing import Any

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.model.review import Kecuali
from kinerja_rules.report.review.to_html import review_html
from kinerja_rules.report.review.view import Identity, ReviewView, Unchecked, review_view
from kinerja_rules.review.decisions import read_decisions
from kinerja_rules.review.worksheet import Keputusan
from tests.browser.measures import BRIGHTNESS, CONTRAST
from tests.browser.visit import Visit

LINES = (
    "  TPAK       67,80 %   67,85 %   67,90 %   67,95 %   68,00 %\n",
    '  indikator jejaring_yang_panjang_sekali "Persentase lembaga pelatihan kerja swasta yang terakreditasi menurut '
    'standar yang berlaku dan dibina secara berkala oleh dinas" { satuan %  arah naik }\n',
    "  setuju </script><script>document.title='rusak'</script> =1+1\n",
)
SOURCE = SourceFile("renstra.kinerja", "".join(LINES) * 4)


def view() -> ReviewView:
    """Findings as reviewers meet them, some with names that try to be markup."""
    starts = SOURCE.line_starts
    findings = [
        Diagnostic(
            "C03",
            f"target `TPAK` mundur dari 67,{n}0 % (2022) menjadi 67,{n} % (2023)",
            Span(SOURCE, starts[3 * n] + 13, starts[3 * n] + 20),
            Severity.GALAT if n == 0 else Severity.PERINGATAN,
            notes=("angka ini juga ada di dokumen lain",) if n == 1 else (),
            help="jelaskan alasannya atau naikkan target",
            package="reviu_target",
            subject=f"TPAK{n}",
            year=2023,
        )
        for n in range(4)
    ]
    long = Span(SOURCE, starts[1] + 12, starts[1] + 35)
    findings.append(
        Diagnostic(
            "B02", "indikator tanpa definisi", long, Severity.GALAT, package="reviu_indikator", help="tulis definisi"
        )
    )
    hostile = Span(SOURCE, starts[2] + 2, starts[2] + 60)
    findings.append(Diagnostic("KR201", f"nama `{hostile.text}` tidak dikenal", hostile, Severity.CATATAN))
    out = Diagnostic("D07", "PK belum memuat `TPAK`", long, Severity.PERINGATAN, package="keselarasan", subject="TPAK")
    return review_view(
        findings,
        Identity("contoh", "Dinas Tenaga Kerja Kota Contoh & Rekan", "1.0", "0123456789abcdef" * 4),
        [(out, Kecuali("D07", ("TPAK",), "Sudah disepakati dalam rapat", 2024, span=long))],
        [Unchecked("C06", "reviu_target", 12, ("realisasi 2021 belum ada",))],
    )


def opened(browser: Any, folder: Path, width: int, height: int) -> Visit:
    """The page at some width."""
    file = folder / "reviu.html"
    file.write_text(review_html(view()), encoding="utf-8")
    return Visit(browser, file, width, height)


def fits(browser: Any, folder: Path, pictures: Path | None) -> None:
    """the review page fits wide screens, tablets and phones without scrolling sideways"""
    for name, width, height in (("lebar", 1440, 900), ("sedang", 820, 1100), ("ponsel", 360, 740)):
        visit = opened(browser, folder, width, height)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert visit.page.title() == "Kertas Kerja Reviu: Dinas Tenaga Kerja Kota Contoh & Rekan"
        small = visit.page.evaluate(
            "[...document.querySelectorAll('button,select,input:not([type=checkbox]),textarea')]"
            ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 30).length"
        )
        assert small == 0, f"{small} fields are too small to be touched"
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
            visit.page.screenshot(path=str(pictures / f"reviu_{name}.png"), full_page=True)
        visit.close()


def fills_in_by_keyboard(browser: Any, folder: Path, _: Path | None) -> None:
    """the review page is filled in with the keyboard alone, and its download is read back as it was entered"""
    visit = opened(browser, folder, 1280, 900)
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "loncat"
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.isian === 'jawaban'"):
            break
    page.keyboard.type('=1+1 "dijawab"; baris satu')
    page.keyboard.press("Enter")
    page.keyboard.type("baris dua")
    page.keyboard.press("Tab")
    page.keyboard.type("dikecualikan")
    page.keyboard.press("Tab")
    page.keyboard.type("2026")
    page.locator("#unduh").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.isian") == "alasan", "a reason is asked for first"
    page.keyboard.type("disepakati")
    page.locator("#unduh").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    data = Path(download.value.path()).read_bytes()
    sheet = read_decisions(data, download.value.suggested_filename)
    assert sheet.diagnostics == (), [d.message for d in sheet.diagnostics]
    first = view().entries[0]
    decision = sheet.decisions[first.id]
    assert decision.jawaban == '=1+1 "dijawab"; baris satu\nbaris dua'
    assert (decision.keputusan, decision.sampai, decision.alasan) == (Keputusan.DIKECUALIKAN, 2026, "disepakati")
    assert len(sheet.decisions) == len(view().entries)
    assert "diunduh" in page.locator("#kabar").inner_text()
    visit.close()


def copies_to_like_ones(browser: Any, folder: Path, _: Path | None) -> None:
    """an entry of the review page is copied to findings of the same rule that have none yet"""
    visit = opened(browser, folder, 1280, 900)
    page = visit.page
    alike = page.locator("section[aria-label=Temuan] .temuan[data-kode=C03]")
    assert alike.count() == 4
    alike.nth(2).locator("[data-isian=jawaban]").fill("sudah berisi")
    alike.nth(0).locator("[data-isian=jawaban]").fill("akan dinaikkan")
    alike.nth(0).locator("[data-isian=keputusan]").select_option("diterima")
    button = alike.nth(0).locator("[data-salin]")
    assert button.inner_text() == "Salin isian ini ke 3 temuan serupa"
    button.focus()
    page.keyboard.press("Enter")
    assert button.inner_text() == "Disalin ke 2 dari 3 temuan serupa"
    answers = [alike.nth(n).locator("[data-isian=jawaban]").input_value() for n in range(4)]
    assert answers == ["akan dinaikkan", "akan dinaikkan", "sudah berisi", "akan dinaikkan"]
    assert alike.nth(3).locator("[data-isian=keputusan]").input_value() == "diterima"
    assert page.locator(".temuan[data-kode=B02] [data-isian=jawaban]").input_value() == ""
    assert not page.locator(".temuan[data-kode=B02] [data-salin]").is_visible()
    visit.close()


def filters(browser: Any, folder: Path, _: Path | None) -> None:
    """the review page shows and hides severities"""
    visit = opened(browser, folder, 1280, 900)
    box = visit.page.locator("[data-tampil=peringatan]")
    assert visit.page.locator("section[aria-label=Temuan] .temuan:visible").count() == 6
    box.focus()
    visit.page.keyboard.press("Space")
    assert visit.page.locator("section[aria-label=Temuan] .temuan:visible").count() == 3
    visit.close()


def has_names_for_all(browser: Any, folder: Path, _: Path | None) -> None:
    """every field of the review page has a name, every id is there once, and nothing of the data has run"""
    visit = opened(browser, folder, 1280, 900)
    nameless = visit.page.evaluate(
        "[...document.querySelectorAll('button,select,input,textarea')]"
        ".filter(e => !(e.labels && e.labels.length) && !e.textContent.trim()).length"
    )
    assert nameless == 0
    ids = visit.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert visit.page.locator("script").count() == 1
    assert visit.page.evaluate("getComputedStyle(document.querySelector('.putusan')).borderLeftStyle") == "solid"
    visit.close()


def prints(browser: Any, folder: Path, pictures: Path | None) -> None:
    """the review page prints without its controls, and no finding is torn apart"""
    visit = opened(browser, folder, 1000, 900)
    visit.page.emulate_media(media="print")
    assert not visit.page.locator("#alat").is_visible()
    assert visit.page.evaluate("getComputedStyle(document.querySelector('.temuan')).breakInside") == "avoid"
    target = (pictures or folder) / "reviu_cetak.pdf"
    visit.page.pdf(path=str(target), prefer_css_page_size=True)
    assert target.read_bytes().startswith(b"%PDF")
    visit.close()


def can_be_read(browser: Any, folder: Path, _: Path | None) -> None:
    """every text of the review page has the contrast of WCAG AA in light and in dark, and paper is white"""
    visit = opened(browser, folder, 1280, 900)
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
        visit.page.emulate_media(color_scheme=scheme, media=media)
        found = visit.page.evaluate(CONTRAST)
        assert found["seen"] > 20
        assert found["poor"] == [], (scheme, media, found["poor"][:5])
        assert (visit.page.evaluate(BRIGHTNESS) < 0.1) == ((scheme, media) == ("dark", "screen")), (scheme, media)
    visit.close()


CHECKS = (can_be_read, fits, fills_in_by_keyboard, copies_to_like_ones, filters, has_names_for_all, prints)
