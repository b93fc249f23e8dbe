"""Mistakes that planners make, put one at a time into a plan that is right, with what must be said of them and where."""

from __future__ import annotations

import re
from random import Random

from attrs import evolve

from tests.mutating import (
    ANYWHERE,
    CATATAN,
    CELL,
    END,
    KINDS,
    LABEL,
    MONEY,
    PERINGATAN,
    Broken,
    Files,
    add,
    addition,
    change,
    code_of,
    formula,
    in_formula,
    kind,
    simple,
)

__all__ = ["ANYWHERE", "KINDS", "Broken"]


# ---- numbers --------------------------------------------------------------------------------------------------------
@kind("a decimal point in a cell", anywhere=True)
def decimal_point(files: Files, random: Random) -> Broken | None:
    found = change(files, random, CELL + r"(\d+,\d{1,2})" + END, r"\1", "KR101", "")
    if found is None:
        return None
    text = files[found.file]
    number = text[found.at :].split(maxsplit=1)[0]
    wrong = number.replace(",", ".")
    changed = text[: found.at] + wrong + text[found.at + len(number) :]
    return evolve(found, files={**files, found.file: changed}, word=wrong, help=f"tulis `{number}`")


simple("thousands in twos", CELL + r"(\d+,\d+)" + END, "1.23.456", "KR101", "1.23.456", True)
simple("thousands in English", MONEY, "1,234,567", "KR101", "1,234,567", True, help="tulis `1.234.567`")
simple("both kinds of separator", MONEY, "1,234.50", "KR101", "1,234.50", True, help="tulis `1.234,50`")
simple(
    "a percentage with a dot and three decimals", r"(?<= )\d+,\d+(?= %)", "93.821", "KR102", "93.821", help="93,821 %", severity=PERINGATAN
)  # fmt: skip
simple("a cell that is nothing", CELL + r"(\d+,\d+(?: %)?)(?=  |\n)", "??", "KR106", "??", True)
simple("a word where a number belongs", LABEL + r" +(\d+,\d+(?: %)?)(?=  |\n)", "banyak", "KR106", "banyak", True)
simple("a range upside down", r"(?<=  )80(?:,00)? %(?=[ \n])", "90 % s.d. 80 %", "KR106", "90 % s.d. 80 %")
simple(
    "a unit of another thing", CELL + r"\d+(?:,\d+)? (%|orang|jiwa|kasus|buah)(?=  |\n)", "hari", "KR308", "hari", True
)
simple("money where a count belongs", r"(?<=  )\d+ orang(?=[ \n])", "Rp 5", "KR308", "Rp 5")
formula("a list with commas alone", "rata_rata(80,90,100) * 1 %", "KR101", "80,90,100", help="80; 90; 100")
formula("a literal of a million digits", "TKK + 1" + "0" * 1_000_000 + " %", "KR101", "1" + "0" * 1_000_000)
formula("dashes between digits", "TKK * 2022-13", "KR109", "2022-13")
simple(
    "a date with the day first",
    r"(?<=tanggal )\d{4}-\d\d-\d\d",
    "31-12-2022",
    "KR109",
    "31-12-2022",
    True,
    help="2022-12-31",
)


# ---- brackets, quotes, keywords -------------------------------------------------------------------------------------
@kind("a brace that is not closed", anywhere=True)
def unclosed(files: Files, random: Random) -> Broken | None:
    """The last `}` of a declaration at the margin left out: its `{` is blamed."""
    places = []
    for name, text in sorted(files.items()):
        blank = code_of(text)
        for match in re.finditer(r"^\}\n(?=\s*(?:#[^\n]*\n\s*)*[a-z_]+ [^\n{]*[\"{])", text, re.MULTILINE):
            depth, at = 0, match.start()
            while at >= 0:
                depth += {"}": 1, "{": -1}.get(blank[at], 0)
                if depth == 0:
                    break
                at -= 1
            places.append((name, at, match.start()))
    if not places:
        return None
    name, opened, closed = random.choice(places)
    text = files[name]
    return Broken({**files, name: text[:closed] + text[closed + 2 :]}, "KR103", name, opened, "{", help="tambahkan `}`")


@kind("a brace too many", anywhere=True)
def stray(files: Files, random: Random) -> Broken | None:
    found = change(files, random, r"^\}$", "}\n}", "KR103", "}")
    return found and evolve(found, at=found.at + 2)


@kind("a bracket that is not closed")
def open_bracket(files: Files, random: Random) -> Broken | None:
    return in_formula(files, "(naker.kasus_diselesaikan / naker.kasus_perselisihan", "KR103", "(", help="tambahkan `)`")


@kind("a quote that is not closed", anywhere=True)
def unquoted(files: Files, random: Random) -> Broken | None:
    found = change(files, random, r'(?<=[a-z] )"[^"\n]*"(?=[^"\n]*$)', "", "KR104", "", raw=True)
    if found is None:
        return None
    text = files[found.file]
    end = text.index('"', found.at + 1)
    changed = text[:end] + text[end + 1 :]
    return evolve(found, files={**files, found.file: changed}, word=changed[found.at : changed.index("\n", found.at)])


simple("a misspelt field", r"^ +(satuan) (?=%|orang)", "satan", "KR105", "satan", True, help="`satuan`")
simple("another misspelt field", r"^ +(arah) +(?=naik|turun)", "arh", "KR105", "arh", True, help="`arah`")
simple("a misspelt declaration", r"^(tujuan) ", "tujuann", "KR105", "tujuann", True, help="`tujuan`")
simple(
    "a misspelt kind of table", r"^(realisasi) (?=sumber|\{)", "realisas", "KR105", "realisas", True, help="`realisasi`"
)
simple("a misspelt heading", r"^ +(?:awal|2021|2022).* (akhir)$", "akhr", "KR112", "akhr", help="`akhir`")
formula("a comma without a space", "rata_rata(TKK,TPAK)", "KR108", ",", help="; ")
formula("brackets a thousand deep", "(" * 1000 + "TKK" + ")" * 1000, "KR111", "(", nth=98)
formula("a sum of a thousand", " + ".join(["TKK"] * 1000), "KR111", " + ".join(["TKK"] * 102))
addition("braces a thousand deep", 'sasaran Z "z" {\n' * 1000 + "}\n" * 1000, "KR111", "{", 100, True)

# ---- names ----------------------------------------------------------------------------------------------------------
formula(
    "a datum with a letter missing",
    "naker.penduduk_bekerj / naker.angkatan_kerja",
    "KR201",
    "naker.penduduk_bekerj",
    help="`naker.penduduk_bekerja`",
)
formula("an indicator with a letter too many", "TKKK + TPAK", "KR201", "TKKK", help="`TKK`")
formula("a package's short name misspelt", "nakr.TKK(tahun)", "KR201", "nakr.TKK", help="`naker.TKK`")
formula(
    "a name that only the package's short name reaches",
    "penduduk_bekerja / naker.angkatan_kerja",
    "KR201",
    "penduduk_bekerja",
    help="`naker.penduduk_bekerja`",
)
formula("a function misspelt", "rata_ratta(TKK; TPAK)", "KR201", "rata_ratta", help="`rata_rata`")
formula(
    "a part that a thing does not have",
    'jika TKK.namaa = "a" maka 1 % selain itu 2 %',
    "KR201",
    "namaa",
    help="bilangan tidak punya bagian",
)
simple("a row for nobody", r"^ +(TKK) ", "TKKK", "KR201", "TKKK", help="`TKK`")
simple(
    "a row for nobody in a drawn plan",
    r"^ +(i_1) +(?=[\d-])",
    "i_11",
    "KR201",
    "i_11",
    True,
    help="mungkin maksud Anda",
)
simple("support for a node that is not there", r"(?<= mendukung )(S1)\b", "S9", "KR201", "S9")
simple("a direction misspelt", r"(?<=arah )naik(?=\s)", "naikk", "KR201", "naikk", True, help="`naik`")
simple("a kind of expenditure misspelt", r"^  (hibah) ", "hiba", "KR201", "hiba", help="`hibah`")
simple(
    "a scale misspelt",
    r"(?<=skala       )peringkat_kinerja\b",
    "peringkt_kinerja",
    "KR201",
    "peringkt_kinerja",
    help="`peringkat_kinerja`",
)
addition(
    "a name said of nobody", 'dokumen ZD "Dokumen" jenis renja {\n  nama S99 "x"\n}\n', "KR201", "S99", anywhere=True
)


@kind("an id given twice", anywhere=True)
def twice(files: Files, random: Random) -> Broken | None:
    """A second node, dataset or document with the id of a first, in a later file: both places are shown."""
    found = [
        (name, match)
        for name, text in sorted(files.items())
        for match in re.finditer(r"^(?:tujuan|sasaran|program|dokumen|misi) (\w+) \"", text, re.MULTILINE)
    ]
    if not found:
        return None
    _, match = random.choice(found)
    return add(files, f'kegiatan {match[1]} "Yang kedua"\n', "KR202", match[1], also=match[1])


addition(
    "a node with the id of a datum",
    'data zd "Z" { satuan orang }\nprogram zd "Z" {\n  kegiatan ZK "K" {\n    indikator zi "I" { satuan % }\n  }\n}\n',
    "KR202",
    "zd",
    1,
    anywhere=True,
    also="zd",
)
addition(
    "a unit given twice", 'satuan orang "manusia" hitungan\n', "KR202", "orang", anywhere=True, also="satuan orang"
)
addition(
    "the period given twice",
    "renstra 2021 s.d. 2024\n",
    "KR202",
    "renstra 2021 s.d. 2024",
    anywhere=True,
    also="renstra",
)


@kind("a name that two nodes bear")
def ambiguous(files: Files, random: Random) -> Broken | None:
    text = 'anggaran 2023 {\n  pagu\n  "Pembinaan Lembaga Pelatihan Kerja Swasta" Rp 5\n}\n'
    return add(files, text, "KR207", '"Pembinaan Lembaga Pelatihan Kerja Swasta"', also="K2")


formula("an argument too many", "pertumbuhan(TKK; TPAK; PPHI)", "KR208", "pertumbuhan(TKK; TPAK; PPHI)")
formula("an indicator where a node belongs", "pagu(TKK; tahun) / Rp 1", "KR209", "TKK")
formula("a number where a year belongs", "target(TKK; 5)", "KR209", "5")


@kind("a field twice", anywhere=True)
def field_twice(files: Files, random: Random) -> Broken | None:
    """The second is blamed, and the first shown."""
    found = change(
        files, random, r"\bsatuan (?:%|orang|kasus|buah)(?=\s)", r"\g<0>  \g<0>", "KR113", "satuan", also="satuan"
    )
    if found is None:
        return None
    second = found.files[found.file].index("satuan", found.at + 1)
    return evolve(found, at=second, word=" ".join(found.files[found.file][second:].split()[:2]))


# ---- units ----------------------------------------------------------------------------------------------------------
simple("a unit misspelt", r"\bsatuan (orang|kasus|buah)(?=\s)", "tahunn", "KR301", "tahunn", True, help="`tahun`")
simple(
    "a unit nobody declares",
    r"\bsatuan (orang|kasus|buah)(?=\s)",
    "trombosit",
    "KR301",
    "trombosit",
    True,
    help="deklarasikan",
)
formula(
    "times a hundred",
    "naker.kasus_diselesaikan / naker.kasus_perselisihan * 100",
    "KR304",
    "100",
    help="* 100 %",
)
formula(
    "people and cases",
    "naker.penduduk_bekerja + naker.kasus_perselisihan",
    "KR302",
    "naker.kasus_perselisihan",
    satuan="orang",
)
formula("a percentage and a bare number", "TKK + 1", "KR305", "1", help="`1 %`")
formula(
    "a comparison of unlike things",
    "jika naker.penduduk_bekerja > 5 kasus maka 1 % selain itu 2 %",
    "KR302",
    "5 kasus",
)
formula(
    "a unit that the formula does not have",
    "naker.penduduk_bekerja",
    "KR303",
    "naker.penduduk_bekerja",
    also="satuan %",
)
formula(
    "a ratio rounded",
    "bulatkan(naker.kasus_diselesaikan / naker.kasus_perselisihan; 2)",
    "KR306",
    "bulatkan(naker.kasus_diselesaikan / naker.kasus_perselisihan; 2)",
    help="dalam %",
)
formula(
    "a numerator's unit dropped",
    "naker.kasus_perselisihan / naker.penduduk_bekerja",
    "KR307",
    "naker.kasus_perselisihan / naker.penduduk_bekerja",
    satuan="per 1.000 orang",
    severity=CATATAN,
)
formula("a condition as a formula", "TKK > 5 %", "KR309", "TKK > 5 %")
formula("a text compared with a number", 'jika TKK = "tinggi" maka 1 % selain itu 2 %', "KR309", 'TKK = "tinggi"')
addition(
    "a count with a unit",
    'dokumen ZD "Dokumen" jenis renja {\n  menyatakan pagu 2022 5 orang\n}\n',
    "KR308",
    "5 orang",
    anywhere=True,
)

# ---- structure ------------------------------------------------------------------------------------------------------
formula("a formula that needs itself", "zi + 1 %", "KR401", "zi")
addition(
    "two formulas that need each other",
    'program ZP "Program uji" {\n  indikator za "A" {\n    satuan %\n    rumus zb * 2\n  }\n'
    '  indikator zb "B" {\n    satuan %\n    rumus za / 2\n  }\n}\n',
    "KR401",
    "za",
)  # fmt: skip
addition(
    "two indicators taken from each other",
    "indikator za dari zb\nindikator zb dari za\n",
    "KR401",
    "za",
    1,
    anywhere=True,
)
addition(
    "a measure that calls itself",
    'ukuran zu "Z" {\n  untuk simpul s, tahun t\n  nilai zu(s; t)\n}\n',
    "KR401",
    "zu(s; t)",
    anywhere=True,
)
simple("a circle in the cascade", r'^(misi \w+ "[^"\n]*")$', r"\1 mendukung T1", "KR403", "T1", raw=True)
simple("a node beneath its equal", r"^program P1 .*mendukung (S1)\b", "P2", "KR403", "P2")
simple(
    "a code that is not its parent's",
    r"kode (2\.07\.03\.2\.01)",
    "2.07.04.2.09",
    "KR404",
    "2.07.04.2.09",
    also="2.07.03",
)
simple("a code that is none", r"kode (2\.07\.05)(?=\s)", "2.7.5", "KR109", "2.7.5")
SCALE = 'skala zs "Skala" {{\n  kategori "A" {0}\n  kategori "B" {1}\n{2}}}\n'
addition(
    "a scale with a gap",
    SCALE.format("51 % s.d. 100 %", "0 % s.d. 50 %", ""),
    "KR405",
    'kategori "A" 51 % s.d. 100 %',
    anywhere=True,
    help="celah batas_bawah",
    also='kategori "B"',
)
addition(
    "a scale that overlaps itself",
    SCALE.format("50 % s.d. 100 %", "0 % s.d. 50 %", ""),
    "KR406",
    'kategori "A" 50 % s.d. 100 %',
    anywhere=True,
    also='kategori "B"',
)
addition(
    "a category upside down",
    SCALE.format("> 50 % s.d. 100 %", "50 % s.d. 0 %", ""),
    "KR407",
    'kategori "B" 50 % s.d. 0 %',
    anywhere=True,
)
addition(
    "a category that a scale does not have",
    SCALE.format("> 50 % s.d. 100 %", "0 % s.d. 50 %", '  di_atas "C"\n'),
    "KR407",
    '"C"',
    anywhere=True,
)
addition(
    "a policy with a value that it has not",
    'program ZP "Z" {\n  agregasi rerata\n}\n',
    "KR116",
    "rerata",
    anywhere=True,
    help="`rata_rata`",
)
addition(
    "an indicator without a unit",
    'program ZP "Z" {\n  indikator zi "Z" { arah naik }\n}\n',
    "KR114",
    "zi",
    anywhere=True,
)
addition("a document of no kind", 'dokumen zd "Dokumen"\n', "KR114", "zd", anywhere=True)
addition("a measure without a value", 'ukuran zu "Z" {\n  untuk simpul s, tahun t\n}\n', "KR114", "zu", anywhere=True)


@kind("a policy set differently at one place")
def tie(files: Files, random: Random) -> Broken | None:
    """The package says one thing and the period another: neither is nearer."""
    found = change(files, random, r"^(paket [^\n]*\{)$", r"\1\n  agregasi terendah", "KR408", "", raw=True)
    if found is None:
        return None
    has_body = any(re.search(r"^renstra [^\n]*\{$", text, re.MULTILINE) for text in files.values())
    body = "{\n  agregasi tertinggi" + ("" if has_body else "\n}")
    second = change(found.files, random, r"(?<=\d{4} s\.d\. \d{4})( *\{?)$", f" {body}", "KR408", "agregasi tertinggi")
    return second and evolve(second, also="agregasi terendah")


simple(
    "a range for a direction without ranges",
    r"(?<=  )93,80 %(?=\n|   )",
    "93,80 % s.d. 95 %",
    "KR409",
    "93,80 % s.d. 95 %",
)


@kind("a period upside down", anywhere=True)
def backwards(files: Files, random: Random) -> Broken | None:
    return change(
        files,
        random,
        r"(?<=^renstra )\d+ s\.d\. \d+",
        "2030 s.d. 2021",
        "KR116",
        "2030 s.d. 2021",
        help="renstra 2021 s.d. 2030",
    )


@kind("a chain of more than a hundred formulas")
def chain(files: Files, random: Random) -> Broken | None:
    """The rumus of TKK is the first link, so that of z2 is the hundred and first."""
    links = "".join(f'indikator z{n} "Z {n}" {{\n  satuan %\n  rumus z{n + 1} / 2\n}}\n' for n in range(101))
    return add(files, links + 'indikator z101 "Z 101" {\n  satuan %\n  rumus TKK\n}\n', "KR506", "z2", 1)


# ---- statements -----------------------------------------------------------------------------------------------------
@kind("a cell too many", anywhere=True)
def too_many(files: Files, random: Random) -> Broken | None:
    """The cell after the last column is blamed."""
    return change(files, random, CELL + r"[^\s{}]+(?: %| orang)?()$", "   n/a", "KR107", "n/a")


@kind("a cell too few", anywhere=True)
def too_few(files: Files, random: Random) -> Broken | None:
    """The last cell that there is is blamed."""
    found = change(files, random, CELL + r"[^\s{}]+(?: %| orang)?(   +[^\s{}]+(?: %| orang)?)$", "", "KR107", "")
    if found is None:
        return None
    before = files[found.file][: found.at]
    last = before[before.rindex("   ") :].strip()
    return evolve(found, at=found.at - len(last), word=last)


@kind("a target outside the period")
def outside(files: Files, random: Random) -> Broken | None:
    return add(files, "target {\n        2029\n  TKK   95 %\n}\n", "KR501", "2029", also="renstra 2021 s.d. 2026")


@kind("a datum stated twice by one source")
def stated_twice(files: Files, random: Random) -> Broken | None:
    text = 'data sumber "BPS" {\n                         2022\n  naker.angkatan_kerja   107.141\n}\n'
    return add(files, text, "KR502", "107.141", also="107.140")


@kind("a datum stated differently by two sources")
def two_sources(files: Files, random: Random) -> Broken | None:
    text = 'data sumber "Dinas" {\n                         2022\n  naker.angkatan_kerja   107.141\n}\n'
    return add(files, text, "KR502", "107.141", severity=PERINGATAN, also="107.140")


@kind("a denominator that is zero")
def zero(files: Files, random: Random) -> Broken | None:
    """The formula is a library's, so the plan's own indicator is shown."""
    found = change(
        files, random, r"^  naker\.kasus_perselisihan +kasus +\d+ +(3)$", "0", "KR504", "", severity=PERINGATAN
    )
    whole = re.search(r"indikator PPHI dari [^{]*\{[^}]*\}", files["renstra.kinerja"])
    return found and whole and evolve(found, file="renstra.kinerja", at=whole.start(), word=whole[0])


simple("a realisasi that the data contradict", r"(?<=   )93,821 %$", "93,9 %", "KR503", "93,9 %", severity=PERINGATAN)
simple(
    "a parent's budget that is not its children's",
    r"^  P2 +(Rp 424\.012\.040) ",
    "Rp 424.012.041",
    "KR505",
    "Rp 424.012.041",
    severity=PERINGATAN,
)
addition(
    "a grade that its scale does not have",
    'program ZP "Z" {\n  indikator zi "Z" {\n    satuan opini_bpk\n    arah tercapai\n  }\n}\ntarget {\n        2022\n  zi    WTPP\n}\n',
    "KR106",
    "WTPP",
    anywhere=True,
    help="WTP",
)
simple("a heading twice", r"^ +2019 +(2020) ", "2019", "KR113", "2019")
simple("a kind of count that is not known", r"(?<=menyatakan )(banyak)(?= program)", "jumlah", "KR116", "jumlah")

# ---- packages -------------------------------------------------------------------------------------------------------
simple(
    "a package that is not there",
    r"^  pakai +(permendagri_86_2017)",
    "permendagri_86_2018",
    "KR203",
    "permendagri_86_2018",
    True,
    help="`permendagri_86_2017`",
)
simple(
    "another edition of a package",
    r"(?<=pakai )( *urusan_tenaga_kerja sebagai naker)$",
    r'\1 edisi "9.0"',
    "KR204",
    "urusan_tenaga_kerja",
)
simple("another version of the language", r"^  (sintaks +1)$", "sintaks    2", "KR204", "sintaks    2")
addition("a second package in one folder", 'paket lain "Lain"\n', "KR210", 'paket lain "Lain"', anywhere=True)
