"""What the program itself reports, copied from its report, is what it computes."""

import shutil
from collections import Counter
from pathlib import Path

from copying import EXAMPLE, copied, plan

from kinerja_rules import api, cli
from kinerja_rules.model.published import Verdict


def test_the_tables_of_a_report_are_copied_and_agree(tmp_path: Path) -> None:
    assert cli.run(["lapor", str(EXAMPLE), "--tahun", "2022", "--format", "md", "-o", str(tmp_path), "--diam"]) == 0
    report = (tmp_path / "laporan.md").read_text(encoding="utf-8")
    found = copied(report, plan(), all=True)
    folder = tmp_path / "rencana"
    shutil.copytree(EXAMPLE, folder)
    for own in folder.glob("terbitan*.kinerja"):
        own.unlink()
    (folder / "salinan.kinerja").write_text(found.text, encoding="utf-8")
    checked = api.check(folder)
    assert checked.model is not None, checked.diagnostics
    verdicts = Counter(claim.verdict for claim in api.audit(checked.model).claims)
    assert verdicts.total() > 300
    assert verdicts[Verdict.COCOK] * 100 >= verdicts.total() * 97
