"""The report on a screen: one block of figures at the right edge, nothing over the edge, nothing alive from a file."""

import re
from pathlib import Path

import pytest
from attrs import evolve

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model.result import Result
from kinerja_rules.report.book import report_book
from kinerja_rules.report.next_steps import next_steps
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import width
from kinerja_rules.report.to_markdown import escape, render_markdown
from kinerja_rules.report.to_terminal import reasons, render_cascade, render_figures, render_report
from kinerja_rules.report.view import ReportView, SimpulView, view

HOSTILE = "\x1b[31mA\x9b2J\u202eB\u2066</script>|`[x](http://jahat.id)`\n# C <img src=x> *tebal* 日本語"


@pytest.fixture
def report(pasuruan_2022: Result) -> ReportView:
    return view(pasuruan_2022)


def test_figures_end_at_the_same_columns(report: ReportView) -> None:
    lines = render_cascade(report, Screen())
    ends = {line.rindex(" %") + 2 for line in lines if re.search(r"\d,\d\d %(  \S.*)?$", line)}
    assert len(ends) == 1


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_nothing_passes_the_edge(report: ReportView, rich_2025: Result, columns: int) -> None:
    for shown in (report, view(rich_2025)):
        for line in render_report(shown, [Diagnostic("KR1", "pesan " * 40)], (), Screen(columns)):
            if columns >= 80 or "Rp" not in line:
                assert width(line) <= max(columns, 80), line


def test_every_node_and_indicator_is_there(report: ReportView) -> None:
    text = "\n".join(render_cascade(report, Screen()))
    for subject in (*report.nodes(), *report.indicators()):
        assert re.search(rf"(?<![\w.]){re.escape(subject.id)}  ", text), subject.id


def _hostile(node: SimpulView) -> SimpulView:
    return evolve(
        node,
        nama=HOSTILE,
        indikator=tuple(evolve(i, nama=HOSTILE) for i in node.indikator),
        anak=tuple(_hostile(child) for child in node.anak),
    )


def test_user_text_is_stripped_where_the_view_is_built(pasuruan: CheckResult) -> None:
    model = pasuruan.model
    assert model is not None
    nodes = {i: evolve(s, nama=HOSTILE) for i, s in model.simpul.items()}
    indicators = {i: evolve(s, nama=HOSTILE) for i, s in model.indikator.items()}
    root = evolve(model.root, nama=HOSTILE, versi=HOSTILE)
    spoiled = evolve(model, simpul=nodes, indikator=indicators, root=root)
    report = view(evolve(api.evaluate(model, 2022), model=spoiled))
    text = "\n".join(render_report(report, [Diagnostic("KR1", HOSTILE, help=HOSTILE)], (), Screen()))
    assert not set(text) & set("\x1b\x9b\u202e\u2066")
    assert all(width(line) <= 80 for line in text.splitlines())
    markdown = render_markdown(report, [Diagnostic("KR1", HOSTILE, help=HOSTILE)], report_book(report, (), HOSTILE))
    assert not set(markdown) & set("\x1b\x9b\u202e\u2066")
    assert "</script>" not in markdown
    assert "http://" not in markdown
    assert "](" not in markdown.replace("\\](", "")


def test_markdown_tables_keep_their_columns(report: ReportView) -> None:
    lines = [line for line in render_markdown(report, (), report_book(report, ())).splitlines() if line.startswith("|")]
    for line in lines:
        bars = len(re.findall(r"(?<!\\)\|", line))
        assert bars in (3, 9, 10), line


def test_markdown_escapes_what_has_a_meaning() -> None:
    assert escape("a|b*c_d[e]`f`<g>#") == r"a\|b\*c\_d\[e\]\`f\`\<g\>\#"


def test_reasons_are_told_once(report: ReportView) -> None:
    told = reasons(report)
    assert len(told) == len(set(told))
    assert any("realisasi tahun 2022 belum ada" in reason and "futsal_k3" in reason for reason in told)


def test_a_reason_names_all_whom_it_concerns(tmp_path: Path) -> None:
    (tmp_path / "paket.kinerja").write_text(
        """paket contoh "Contoh" { versi "1.0"  pakai sakip_umum }
renstra 2023 s.d. 2026 { }
sasaran S1 "Contoh" {
  indikator A "A" { satuan orang  arah naik }
  indikator B "B" { satuan orang  arah naik  rumus A * 2 }
}
realisasi {
     2024
  A     -
}
""",
        encoding="utf-8",
    )
    checked = api.check(tmp_path)
    assert checked.model is not None
    told = reasons(view(api.evaluate(checked.model, 2024)))
    assert "belum ada data: realisasi tahun 2024 dinyatakan belum ada: A" in told
    assert "belum ada data: realisasi `A` tahun 2024 dinyatakan belum ada: B" in told
    assert "belum ada data: target `akhir` belum dinyatakan: A, B" in told


def test_a_reason_of_very_many_names_the_first_and_counts_the_others(tmp_path: Path) -> None:
    lines = "\n".join(f'  indikator I{at} "Nomor {at}" {{ satuan orang  arah naik }}' for at in range(1100))
    head = 'paket contoh "Contoh" { versi "1.0"  pakai sakip_umum }\nrenstra 2023 s.d. 2026 { }\n'
    (tmp_path / "paket.kinerja").write_text(f'{head}sasaran S1 "Contoh" {{\n{lines}\n}}\n', encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None
    told = reasons(view(api.evaluate(checked.model, 2024)))
    [lacking] = [reason for reason in told if "target `akhir` belum dinyatakan" in reason]
    assert lacking.endswith(", I38, I39, dan 1.060 lainnya (semuanya dalam --format json)")


def test_all_figures_fit_80_columns(report: ReportView) -> None:
    assert all(width(line) <= 80 for line in render_figures(report, Screen()))


def test_next_steps_are_commands_for_this_plan(pasuruan_2022: Result) -> None:
    steps = next_steps(pasuruan_2022, [Diagnostic("KR1", "a")], "rencana saya", lambda a: f"'{a}'")
    assert [s.line for s in steps] == [
        "kinerja jejak 'rencana saya' \"capaian(akreditasi_lpks; 2022)\"",
        "kinerja periksa 'rencana saya'",
        "kinerja lapor 'rencana saya' --tahun 2022 --tabel 1.1",
        "kinerja lapor 'rencana saya' --tahun 2022 -o laporan",
    ]


def test_a_year_without_achievements_points_to_one_that_has_them(pasuruan: CheckResult) -> None:
    assert pasuruan.model is not None
    steps = next_steps(api.evaluate(pasuruan.model, 2024), [], "x", str)
    assert steps[0].line == "kinerja lapor x --tahun 2022"
    assert steps[0].why == "Belum ada capaian 2024; realisasi terakhir tahun 2022"


def test_colour_changes_no_text(report: ReportView) -> None:
    plain = render_report(report, [Diagnostic("KR1", "a")], (), Screen())
    painted = render_report(report, [Diagnostic("KR1", "a")], (), Screen(colour=True))
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in painted] == plain


def test_a_node_with_nothing_beneath_it_says_so(report: ReportView) -> None:
    bare = [node for node in report.nodes() if node.lack is not None]
    assert [(node.id, node.lack) for node in bare] == [
        (ident, "tidak ada tujuan di bawahnya") for ident in ("M2", "M3", "M4")
    ]
    lines = render_cascade(report, Screen())
    assert [line for line in lines if "di bawahnya" in line] == ["    tidak ada tujuan di bawahnya"] * 3
    (told,) = [reason for reason in reasons(report) if reason.startswith("misi tanpa tujuan di bawahnya: ")]
    for node in bare:
        assert f"{node.id} ({node.nama})" in told
