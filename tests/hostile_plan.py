"""A plan whose every text tries to be something else: markup, a formula, a command, an escape sequence, a link."""

from pathlib import Path

MARKS = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- catatan --> ]]>",
    '=HYPERLINK("http://contoh.go.id";"klik")',
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "[tebal](javascript:alert(1))",
    "[bold red]x[/]",
    "| --- | a |",
    "`kode` **tebal** _garis_ #judul ~~coret~~",
    "::error file=a.kinerja,line=1::b%0A%25",
    "##[error]x",
    "kanan\u200fkiri \u202ebalik\u202c",
    "keluarga \N{WOMAN}\u200d\N{GIRL} a\u200db",
    "{} {0} {nama} {{ 7 * 7 }} {% raw %} ${x} %s",
    "&amp; &lt;b&gt; &#x41;",
    "javascript:alert(1)",
    "#set page(fill: red) $x$ @acuan \\n",
    "</w:t></w:r>",
    "a;b,c\u00a0d",
    "nama yang sangat panjang " * 40 + "ataupanjangtanpaspasi" * 30,
)
"""Texts that a plan may hold. Escape sequences it may not: `CONTROLS` is about those."""

CONTROLS = ("\x1b[31mmerah\x1b]0;judul\x07", "a\x00b", "a\x9b31mb", "a\x08b")
"""Texts with control characters, which a plan is refused for, and which messages about it must not carry on."""


def quoted(text: str) -> str:
    """A text as the language writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plan_text(marks: tuple[str, ...] = MARKS) -> str:
    """The plan: an indicator, a program and a claim for each text, with the text wherever one can stand."""
    lines = [
        f'paket rencana {quoted(marks[0])} {{ versi "1.0"  pakai lkjip_permenpanrb_53_2014, reviu_indikator, sakip_umum, permendagri_86_2017 }}',
        "renstra 2025 s.d. 2026 { skala peringkat_kinerja }",
        f"misi M1 {quoted(marks[1])} {{ tujuan T1 {quoted(marks[2])} {{",
    ]
    for at, mark in enumerate(marks):
        text = quoted(mark)
        lines += [
            f"  sasaran S{at} {text} {{",
            f"    indikator i{at} {text} {{ satuan %  arah naik  iku  definisi {text}  sumber {text}  penanggung_jawab {text} }}",
            f"    program P{at} {text} {{ indikator p{at} {text} {{ satuan orang  arah naik }} }}",
            "  }",
        ]
    lines += ["} }"]
    for at, mark in enumerate(marks):
        lines += [
            f"narasi i{at} 2025 {{ penyebab {quoted(mark)}  solusi {quoted(mark)} }}",
            f"terbitan t{at} {quoted(mark)} {{ klaim {quoted(mark)} capaian(i{at}; 2025) tercetak {quoted('81 %' if at % 2 else mark)} }}",
        ]
    rows = range(len(marks))
    lines += [
        f"dokumen pk {quoted(marks[0])} jenis perjanjian_kinerja {{ target {{", "    2025",
        *(f"  i{at}   50 %\n  p{at}   5 orang" for at in rows), "} }",
        f"realisasi sumber {quoted(marks[0])} {{", "    2025", *(f"  i{at}   4{at % 10} %" for at in rows), "}",
        f"anggaran 2025 sumber {quoted(marks[0])} {{", "    pagu   realisasi",
        *(f"  P{at}   Rp 1.000   Rp {900 + at}" for at in rows), "}",
        f"tabel satu {quoted(marks[0])} {{ nomor {quoted(marks[3])}  untuk indikator i",
        f"  kolom {quoted(marks[10])} i.nama  kelompok {quoted(marks[0])} {{ kolom {quoted(marks[3])} capaian(i; tahun) }}",
        f"  sumber {quoted(marks[3])}  catatan {quoted(marks[0])} }}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def write_plan(folder: Path, marks: tuple[str, ...] = MARKS) -> Path:
    """The plan in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "paket.kinerja").write_text(plan_text(marks), encoding="utf-8")
    return folder


def harmless(marks: tuple[str, ...] = MARKS) -> tuple[str, ...]:
    """As many texts that try nothing: what is made of them has the same form."""
    return tuple(f"teks biasa {chr(97 + at)}" for at in range(len(marks)))
