"""What `kinerja jelaskan` can explain beside codes and functions: the declarations of rule packages, and how a plan sets them."""

from collections.abc import Iterator

from attrs import evolve

from kinerja_rules.project.loader import SourceSet, load
from kinerja_rules.project.packages import LoadedPackage, shipped_packages, shipped_rules
from kinerja_rules.report.explain import EXPLAINED, Explained
from kinerja_rules.report.explain_rule import rule_code
from kinerja_rules.syntax import nodes


def declared(plan: SourceSet | None = None) -> list[Explained]:
    """All that ship, package by package; of a plan also its own and those it uses, with what it sets."""
    packages = [load(shipped_rules() / name).packages[name] for name in shipped_packages()]
    if plan is None:
        return [found for package in packages for found in _explained(package)]
    shipped = {package.id for package in packages}
    packages += [package for package in plan.packages.values() if package.id not in shipped]
    set_by = list(_settings(plan))
    aliases = {use.alias: use.paket for use in plan.packages[plan.root].uses if use.alias is not None}
    return [
        evolve(found, settings=tuple(item for name, item in set_by if _is_meant(found, name, aliases)))
        for package in packages
        for found in _explained(package)
    ]


def _settings(plan: SourceSet) -> Iterator[tuple[str, nodes.Declaration]]:
    """Every `atur` of a plan, with the name of the rule as it is written there."""
    for parsed in plan.packages[plan.root].files:
        for item in parsed.file.items:
            if isinstance(item, nodes.Declaration) and item.keyword == "atur":
                name = item.head[0].arguments[0]
                if isinstance(name, nodes.Name):
                    yield name.text, item


def _is_meant(found: Explained, name: str, aliases: dict[str, str]) -> bool:
    package, _, short = name.rpartition(".")
    if found.kode is None or short not in (found.id, found.kode):
        return False
    return package in ("", found.paket) or aliases.get(package) == found.paket


def _explained(package: LoadedPackage) -> Iterator[Explained]:
    for parsed in package.files:
        for item in parsed.file.items:
            if isinstance(item, nodes.Declaration) and item.keyword in EXPLAINED and item.id is not None:
                yield _one(package, item, item.id.text)


def _number(item: nodes.Declaration) -> str | None:
    """The number of a table."""
    placed = next((f for f in item.body or () if isinstance(f, nodes.Field) and f.keyword == "nomor"), None)
    text = placed.arguments[0] if placed is not None and placed.arguments else None
    return text.value if isinstance(text, nodes.TextLit) else None


def _one(package: LoadedPackage, item: nodes.Declaration, ident: str) -> Explained:
    nama = item.nama.value if item.nama is not None else ""
    folder = f"rules/{package.id}" if package.id in shipped_packages() else package.id
    if item.keyword != "periksa":
        return Explained(item.keyword, ident, nama, package.id, folder, item.span, nomor=_number(item))
    return Explained(item.keyword, ident, nama, package.id, folder, item.span, rule_code(item), item)
