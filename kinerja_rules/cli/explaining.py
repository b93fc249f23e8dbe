"""What `kinerja jelaskan` can explain beside codes and functions: the declarations of the rule packages that ship."""

from collections.abc import Iterator

from kinerja_rules.analysis.draft import citations, fields_of, text_of
from kinerja_rules.project.loader import load
from kinerja_rules.project.packages import LoadedPackage, shipped_packages, shipped_rules
from kinerja_rules.report.explain import EXPLAINED, Explained
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
    fields = {field.keyword: field for field in reversed(fields_of(item))}
    nama = item.nama.value if item.nama is not None else ""
    folder = f"rules/{package.id}"
    if item.keyword != "periksa":
        return Explained(item.keyword, ident, nama, package.id, folder, item.span)
    kode = fields["kode"].arguments[0] if "kode" in fields else None
    return Explained(
        item.keyword,
        ident,
        nama,
        package.id,
        folder,
        item.span,
        kode.text if isinstance(kode, nodes.Word) else ident,
        text_of(fields.get("keterangan")),
        tuple(str(citation) for citation in citations(fields_of(item))),
    )
