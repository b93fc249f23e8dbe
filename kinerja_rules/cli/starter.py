"""The package that `kinerja baru` writes: small, complete, and checked before it is put in place."""

import contextlib
import os
import re
import shutil
import tempfile
import unicodedata
from importlib.resources import files
from pathlib import Path

from kinerja_rules import api
from kinerja_rules.base.diagnostics import blocks
from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.cli.output import remedy, spoken_reason
from kinerja_rules.project.packages import shipped_packages
from kinerja_rules.report.text import clean

SUFFIX = ".kinerja"
PLACEHOLDER = "pengenal_paket"
"""Stands for the package's id in the files of `awal/`."""

YEAR = 2025
"""The year of which the new package states figures."""


def write_starter(folder: Path) -> tuple[str, ...]:
    """Write the package and tell its files; an existing folder that holds anything is refused.

    Raises:
        WrongUsageError: the folder is taken or cannot be written.
    """
    shown = clean(str(folder))
    if folder.exists() and not folder.is_dir():
        raise WrongUsageError(f"`{shown}` adalah berkas", "sebut folder yang belum ada")
    if folder.resolve().name in shipped_packages():
        raise WrongUsageError(f"`{folder.resolve().name}` adalah nama paket bawaan", "beri nama folder yang lain")
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise WrongUsageError(
                f"folder `{shown}` tidak kosong", "sebut folder yang belum ada atau yang masih kosong"
            )
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".kinerja-", dir=folder.resolve().parent))
    except OSError as error:
        told = f"folder `{shown}` tidak dapat dibuat: {spoken_reason(error, '')}"
        raise WrongUsageError(told, remedy(error)) from error
    try:
        names = _fill(made, folder.resolve().name)
        _put_in_place(made, folder)
    except OSError as error:
        told = f"folder `{shown}` tidak dapat ditulis: {spoken_reason(error, '')}"
        raise WrongUsageError(told, remedy(error)) from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(made)
    return names


def _fill(folder: Path, name: str) -> tuple[str, ...]:
    """The files, under the first id that the checker takes: a folder may be called like a keyword or a shipped package."""
    templates = sorted((t for t in files("kinerja_rules.cli").joinpath("awal").iterdir()), key=lambda t: t.name)
    texts = {t.name: t.read_text(encoding="utf-8") for t in templates if t.name.endswith(SUFFIX)}
    ident = identifier(name)
    for candidate in (ident, f"rencana_{ident}", "rencana_saya"):
        for file, text in texts.items():
            (folder / file).write_text(text.replace(PLACEHOLDER, candidate), encoding="utf-8", newline="\n")
        if not blocks(api.check(folder).diagnostics):
            break
    return tuple(texts)


def identifier(name: str) -> str:
    """An id made of a folder's name.

    >>> identifier("Dinas Tenaga Kerja (2025)"), identifier("2025"), identifier("日本")
    ('dinas_tenaga_kerja_2025', 'rencana_2025', 'rencana')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    ident = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not ident:
        return "rencana"
    return ident if ident[0].isalpha() else f"rencana_{ident}"


def _put_in_place(made: Path, folder: Path) -> None:
    """Move the finished folder, or its files into an empty one."""
    if folder.is_dir():
        for file in sorted(made.iterdir()):
            os.replace(file, folder / file.name)
        return
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o777 & ~mask)
    os.rename(made, folder)
