"""In which form a verb writes: the one asked for by `--format`, else the one that the name after `-o` ends like.

All verbs read the name of a file in the same way. A name that promises a form the verb does not write, or another one
than was asked for, is refused before anything is computed.
"""

from collections.abc import Sequence
from pathlib import Path

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.report.text import clean

TEXT = "teks"
FORM_HELP = "bentuk hasil; semula menurut akhiran berkas -o, atau teks"

ENDINGS = {
    ".txt": TEXT,
    ".json": "json",
    ".sarif": "sarif",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""What the end of a file's name promises."""

_UNWRITTEN = (".csv", ".doc", ".xls", ".xlsm", ".ods", ".odt")
"""Ends of names that promise what no verb writes."""

_FITS_TOO = {("sarif", ".json"), ("github", ".txt")}
"""Forms that may stand in a file of another's ending."""


def form_of_name(target: Path | None) -> str | None:
    """The form that a file's name promises; None where it promises nothing. `-` for what no verb writes."""
    ending = "" if target is None else target.suffix.lower()
    return "-" if ending in _UNWRITTEN else ENDINGS.get(ending)


def chosen_form(form: str | None, target: Path | None, verb: str, forms: Sequence[str]) -> str:
    """The form asked for, or the one that the file's name ends like, or text.

    Raises:
        WrongUsageError: the name promises another form, or one that the verb does not write.
    """
    promised = form_of_name(target)
    if target is None or promised is None:
        return form or TEXT
    ending = target.suffix.lower()
    if form is not None and (form == promised or (form, ending) in _FITS_TOO):
        return form
    if promised not in forms:
        known = ", ".join(end for end, of in ENDINGS.items() if of in forms and end != ".htm")
        raise WrongUsageError(f"akhiran `{clean(ending)}` tidak dapat ditulis oleh `{verb}`", f"pilih: {known}")
    if form is not None:
        raise WrongUsageError(
            f"`--format {form}` tidak cocok dengan nama berkas berakhiran `{ending}`",
            "ganti akhirannya, atau hapus `--format`",
        )
    return promised
