"""Where packages are found: beside the plan, shipped with the program, or installed (by metadata, never imported)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from kinerja_rules.syntax.nodes import Declaration
from kinerja_rules.syntax.parser import Parsed

if TYPE_CHECKING:
    from kinerja_rules.project.nomenclature_files import NomenclatureTable
    from kinerja_rules.project.sheet_files import SheetTable

ENTRY_POINTS = "kinerja_rules.paket"
"""Entry-point group of installed packages: name is the package id, value its dotted folder."""
_RULE_HEAD = re.compile(r'^periksa (\w+) ".*" kode (\w+) \{', re.MULTILINE)
"""The first line of a review rule in canonical form, in which all that ships is written."""

SHIPPED = "rules/"
"""How the paths of packages that ship begin, as they are shown."""


@frozen
class Use:
    """`pakai paket edisi "1.0" sebagai alias`, as declared."""

    paket: str
    alias: str | None
    edisi: str | None


@frozen
class LoadedPackage:
    """A package's parsed files; `uses` are direct and in order of declaration."""

    id: str
    declaration: Declaration | None = field(repr=False)
    files: tuple[Parsed, ...] = field(repr=False)
    uses: tuple[Use, ...]
    digest: str
    sheets: "Mapping[tuple[str, int], SheetTable]" = field(factory=dict, repr=False)
    """Tables kept in files, by the path and offset of the declaration that names the file."""
    nomenclatures: "Mapping[tuple[str, int], NomenclatureTable]" = field(factory=dict, repr=False)
    """Nomenclatures kept in files, likewise."""


@cache
def shipped_rules() -> Path:
    """The folder of the rule packages: inside an installed program, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def shipped_packages(declaring: str | None = None) -> tuple[str, ...]:
    """Ids of the rule packages that ship, sorted; with `declaring` those that have such a declaration."""
    root = shipped_rules()
    if not root.is_dir():
        return ()
    found = sorted(p for p in root.iterdir() if (p / "paket.kinerja").is_file())
    return tuple(p.name for p in found if declaring is None or _declares(p, declaring))


def _declares(package: Path, keyword: str) -> bool:
    return any(
        line.startswith(f"{keyword} ")
        for file in sorted(package.glob("*.kinerja"))
        for line in file.read_text(encoding="utf-8").splitlines()
    )


def rule_shipped_in(name: str) -> str | None:
    """The shipped package that declares the review rule of an id or a code; read from the files only when it is asked for."""
    return _shipped_rule_names().get(name)


@cache
def _shipped_rule_names() -> Mapping[str, str]:
    """Ids and codes of all review rules that ship, with their packages."""
    out: dict[str, str] = {}
    for package in shipped_packages("periksa"):
        for file in sorted((shipped_rules() / package).glob("*.kinerja")):
            for found in _RULE_HEAD.finditer(file.read_text(encoding="utf-8")):
                out |= dict.fromkeys(found.groups(), package)
    return out


def find_package(ident: str, root: Path) -> tuple[Path, str] | None:
    """Folder and display prefix of a package used by the one at `root`, which is never its own; the nearest wins."""
    for folder, prefix in _candidates(ident, root):
        if folder.resolve() != root.resolve() and (folder / "paket.kinerja").is_file():
            return folder, prefix
    return None


def _candidates(ident: str, root: Path) -> Iterator[tuple[Path, str]]:
    yield root / ident, ident
    yield root.parent / ident, ident
    yield shipped_rules() / ident, f"{SHIPPED}{ident}"
    from importlib.metadata import entry_points  # slow to load, and few packages are found no nearer

    for entry in entry_points(group=ENTRY_POINTS, name=ident):
        if entry.dist is not None:
            yield Path(str(entry.dist.locate_file(entry.value.replace(":", ".").replace(".", "/")))), ident
