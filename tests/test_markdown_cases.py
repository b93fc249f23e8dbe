"""The runner of Markdown cases is strict: what is not written as cases are, or expects nothing, fails."""

from pathlib import Path

import pytest
from markdown_cases import check_case, read_cases


def differences(text: str, folder: Path) -> list[str]:
    path = folder / "kasus.md"
    path.write_text(text, encoding="utf-8")
    (case,) = read_cases(path)
    package = folder / "paket"
    package.mkdir()
    return check_case(case, package)


def test_a_case_that_holds(tmp_path: Path) -> None:
    assert not differences("## a\n```nilai\n1 + 1 = 2\n```\n", tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## a\n```yaml\nx\n```\n", "pagar `yaml` tidak dikenal"),
        ("## a\n```\nx\n```\n", "pagar `` tidak dikenal"),
        ("## a\n```kinerja\nmisi M \"M\" { }\n", "pagar tidak ditutup"),
        ("## a\n```kinerja\nmisi M \"M\" { }\n```\n", "tidak mengharapkan apa pun"),
        ("## a\n```kinerja\n```\n```kinerja\n```\n", "ditulis dua kali"),
        ("## a\n```nilai\n1 + 1\n```\n", "tidak berbentuk `ungkapan = nilai`"),
        ("## a\n```nilai\n1 + 1 = 3\n```\n", "bukan 3"),
        ("## a\n```nilai\n1 / 3 = 0,33\n```\n", "bukan 0,33"),
        ("## a\n```nilai\n1 / 3 = 0,33 (pecahan 33/100)\n```\n", "bukan 0,33"),
        ("## a\n```nilai\n1 / 3 = 0,33 (hampiran)\n```\n", "bukan 0,33"),
        ("## a\n```nilai\nakar(2) = 1,41\n```\n", "bukan 1,41"),
        ("## a\n```nilai\n50 % = 0,5\n```\n", "bukan 0,5"),
        ("## a\n```nilai\n50 % = 50 poin\n```\n", "bukan 50 poin"),
        ("## a\n```nilai\n1 / 0 = 0\n```\n", "bukan 0"),
        ("## a\n```nilai\n1 / 0 = belum ada data\n```\n", "bukan belum ada data"),
        ("## a\n```nilai\n1 / 0 = tidak dapat dihitung: lain\n```\n", "bukan tidak dapat dihitung: lain"),
        ("## a\n```nilai\n1 + 1 = galat KR302\n```\n", "diterima"),
        ("## a\n```nilai\n1 % + 1 = galat KR302\n```\n", "KR305"),
        ("## a\n```nilai\n1 % + 1 = 2\n```\n", "KR305"),
        ("## a\n```kinerja\nmisi M \"M\" { }  # galat KR202\n```\n", "temuan yang tidak ada"),
        ("## a\n```kinerja\nmisi M M { }  # galat KR101\n```\n", "temuan yang tidak diharapkan"),
        ("## a\n```kinerja\nmisi M M { }  # peringatan KR100\n```\n", "temuan yang tidak diharapkan"),
        ("## a\n```kinerja\nmisi M M { }  # galat KR100: lain\n```\n", "temuan yang tidak ada"),
        ("## a\n```kinerja\n\nmisi M M { }\n```\n```temuan\ncontoh.kinerja:1 galat KR100\n```\n", "tidak diharapkan"),
        ("## a\n```kinerja\nmisi M M { }\n```\n```temuan\ntidak ada\n```\n", "temuan yang tidak diharapkan"),
        ('## a\n```kinerja\nuji "u" { harap 1 = 2 }\n```\n', "harap gagal"),
        ('## a\n```kinerja\nuji "u" { harap 1 = 1 }  # tidak terpenuhi\n```\n', "harap terpenuhi"),
        ("## a\n```kinerja\nmisi M M { }  # galat KR100\n```\n```nilai\n1 = 1\n```\n", "sumber kasus ini berisi galat"),
        ("## a\n```tautan\na.kinerja\n```\n", "bukan tautan"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said(text: str, said: str, tmp_path: Path) -> None:
    assert said in "\n".join(differences(text, tmp_path))
