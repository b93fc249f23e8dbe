"""What `kinerja jelaskan` can explain beside codes and functions: the declarations of the rule packages that ship."""

from collections.abc import Iterator

from kinerja_rules.project.loader import load
from kinerja_rules.project.packages import LoadedPackage, shipped_packages, shipped_rules
from kinerja_rules.report.explain import EXPLAINED, Explained
from kinerja_rules.report.explain_rule import rule_code
from kinerja_rules.syntax import nodes


def declared() -> list[Explained]:
    """All of them, package by package."""
    packages = [load(shipped_rules() / name).packages[name] for name in shipped_packages()]
    return [found for package in packages for found in _explained(package)]


def _explained(package: LoadedPackage) -> Iterator[Explained]:
    for parsed in package.files:
        for item in parsed.file.items:
            if isinstance(item, nodes.Declaration) and item.keyword in EXPLAINED and item.id is not None:
                yield _one(package, item, item.id.text)


def _one(package: LoadedPackage, item: nodes.Declaration, ident: str) -> Explained:
    nama = item.nama.value if item.nama is not None else ""
    folder = f"rules/{package.id}"
    if item.keyword != "periksa":
        return Explained(item.keyword, ident, nama, package.id, folder, item.span)
    return Explained(item.keyword, ident, nama, package.id, folder, item.span, rule_code(item), item)
