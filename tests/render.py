"""A drawn plan as the text that a planner would write: files of the root package and of its library."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests import drawn as d


def numeral(value: Fraction, decimals: int, grouped: bool = True) -> str:
    """Indonesian numeral of a value that is exact at that many decimals."""
    scaled = abs(value) * 10**decimals
    if scaled.denominator != 1:
        raise ValueError(f"{value} is not exact at {decimals} decimals")
    digits = str(scaled.numerator).rjust(decimals + 1, "0")
    head, tail = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    if grouped:
        first = len(head) % 3
        pieces = [head[:first]] if first else []
        head = ".".join([*pieces, *(head[i : i + 3] for i in range(first, len(head), 3))])
    return ("-" if value < 0 else "") + head + ("," + tail if decimals else "")


def quantity(value: Fraction, decimals: int, satuan: d.Satuan | None, grouped: bool = True) -> str:
    """A number with its unit, as in a formula or a cell; a percentage such as 93.821 % would be asked about."""
    text = numeral(value, decimals, grouped and (satuan is None or satuan.written != "%"))
    if satuan is None:
        return text
    if satuan.written.startswith("Rp") and "/" not in satuan.written:
        return f"Rp {text}{satuan.written.removeprefix('Rp')}"
    return f"{text} {satuan.written}"


class Renderer:
    """Writes the parts of one plan."""

    def __init__(self, plan: d.Plan) -> None:
        self.plan = plan

    # ---- names ------------------------------------------------------------------------------------------------------
    def name(self, ident: str, package: str) -> str:
        """An id as it is written in a package."""
        owner, _, tail = ident.rpartition(".")
        if (owner or self.plan.root) == package:
            return tail
        alias = dict(self.plan.packages[package].uses).get(owner)
        return tail if alias is None else f"{alias}.{tail}"

    def thing(self, thing: d.Thing, package: str) -> str:
        return thing.id if thing.kind == "var" else self.name(thing.id, package)

    @staticmethod
    def when(when: d.When) -> str:
        if when.base is None:
            return str(when.year)
        if when.shift == 0:
            return when.base
        return f"{when.base} {'-' if when.shift < 0 else '+'} {abs(when.shift)}"

    # ---- formulas -----------------------------------------------------------------------------------------------------
    def formula(self, node: d.Formula | d.Condition, package: str, least: int = 0) -> str:
        """Text of a formula; in brackets where it binds less tightly than `least`."""
        level, text = self._formula(node, package)
        loose = isinstance(node, d.Sum) and node.loose
        return f"({text})" if level < least or loose else text

    def _formula(self, node: d.Formula | d.Condition, package: str) -> tuple[int, str]:
        """How tightly it binds, and its text. 0 jika, 1 atau, 2 dan, 3 bukan, 4 comparison, 5 dalam, 6 + -, 7 * /, 8 sign, 9."""

        def inner(part: d.Formula | d.Condition, least: int) -> str:
            return self.formula(part, package, least)

        match node:
            case d.Literal():
                return 9, quantity(node.value, node.decimals, node.satuan)
            case d.Text():
                return 9, f'"{node.value}"'
            case d.Var():
                return 9, node.name
            case d.Edge():
                return 9, f"target.{node.which}"
            case d.Stated():
                name = self.name(node.id, package)
                return 9, name if node.when == d.NOW else f"{name}({self.when(node.when)})"
            case d.Sum():
                level = 6 if node.operator in "+-" else 7
                return level, f"{inner(node.left, level)} {node.operator} {inner(node.right, level + 1)}"
            case d.Negative():
                return 8, f"-{inner(node.operand, 8)}"
            case d.If():
                condition, then, otherwise = inner(node.condition, 0), inner(node.then, 0), inner(node.otherwise, 0)
                return 0, f"jika {condition} maka {then} selain itu {otherwise}"
            case d.In():
                return 5, f"{inner(node.operand, 6)} dalam {node.satuan.written}"
            case d.Fn():
                written = [inner(a, 0) for a in node.arguments]
                if node.weights:
                    weights = [inner(w, 0) for w in node.weights]
                    written = [f"{a} bobot {w}" for a, w in zip(written, weights, strict=True)]
                return 9, f"{node.name}({'; '.join(written)})"
            case d.Ask():
                parts = [self.thing(node.subject, package), self.when(node.when)]
                if isinstance(node.acuan, d.When):
                    parts.append(self.when(node.acuan))
                elif isinstance(node.acuan, d.Thing):
                    parts.append(self.thing(node.acuan, package))
                elif node.acuan is not None:
                    parts.append(node.acuan)
                return 9, f"{node.name}({'; '.join(parts)})"
            case d.Collect():
                binds = "; ".join(self._bind(b, package) for b in node.binds)
                body = "" if node.body is None else f"{inner(node.body, 0)} untuk "
                return 9, f"{node.name}({body}{binds}{' lewati' if node.skip else ''})"
            case d.Measure():
                return 9, f"{self.name(node.id, package)}({self.thing(node.subject, package)}; {self.when(node.when)})"
            case d.Direct():
                return 9, f"{self.name(node.id, package)}({inner(node.realisasi, 0)}; {inner(node.target, 0)})"
            case d.Category():
                return 9, f"kategori({inner(node.operand, 0)}; {self.name(node.skala, package)})"
            case d.Between():
                return 9, f"{inner(node.lower, 0)} s.d. {inner(node.upper, 0)}"
            case d.Compare():
                return 4, f"{inner(node.left, 5)} {node.operator} {inner(node.right, 5)}"
            case d.Both():
                level = 1 if node.operator == "atau" else 2
                return level, f"{inner(node.left, level)} {node.operator} {inner(node.right, level + 1)}"
            case d.Not():
                return 3, f"bukan {inner(node.operand, 3)}"
            case d.Present():
                return 9, f"ada({inner(node.operand, 0)})"
            case d.Reached():
                return 9, f"tercapai({self.thing(node.subject, package)}; {self.when(node.when)})"
            case d.Key():
                return 9, f"iku({self.thing(node.subject, package)})"

    def _bind(self, bind: d.Bind, package: str) -> str:
        text = f"{bind.kind} {bind.name}"
        if bind.since is not None and bind.until is not None:
            text += f" di {self.when(bind.since)} s.d. {self.when(bind.until)}"
        elif isinstance(bind.domain, d.Thing):
            text += f" di {self.thing(bind.domain, package)}"
        elif bind.domain is not None:
            text += f" di {bind.domain}"
        if bind.condition is not None:
            text += f" yang {self.formula(bind.condition, package)}"
        return text

    # ---- declarations -------------------------------------------------------------------------------------------------
    def _policies(self, policies: d.Policies, package: str, indent: str) -> list[str]:
        out = []
        for name, values in policies.items():
            if name == "dibatasi":
                out.append(f"{indent}dibatasi {self._limits(*values)}")
                continue
            if name.startswith("ganti_arah "):
                replaced = self.name(name.removeprefix("ganti_arah "), package)
                out.append(f"{indent}ganti_arah {replaced} dengan {self.name(values[0], package)}")
                continue
            ids = name == "skala" or name.startswith(("ukuran_", "bila_target_"))
            written = [self.name(v, package) if ids else v for v in values]
            out.append(f"{indent}{name} {', '.join(written)}")
        return out

    @staticmethod
    def _limits(least: str, greatest: str) -> str:
        if least and greatest:
            return f"{least} % s.d. {greatest} %"
        return f"minimal {least} %" if least else f"maksimal {greatest} %"

    def _guarded(self, formula: d.Guarded, package: str, keyword: str, indent: str) -> list[str]:
        out = [f"{indent}misal {name} = {self.formula(body, package)}" for name, body in formula.lets]
        for condition, outcome in formula.guards:
            said = f'tidak_dapat_dihitung "{outcome}"' if isinstance(outcome, str) else self.formula(outcome, package)
            out.append(f"{indent}bila {self.formula(condition, package)} maka {said}")
        return [*out, f"{indent}{keyword} {self.formula(formula.value, package)}"]

    def package(self, package: d.Package) -> str:
        lines = [f'paket {package.id} "{package.nama}" {{', f'  versi "{package.versi}"']
        for used, alias in package.uses:
            lines.append(f"  pakai {used}" + (f" sebagai {alias}" if alias is not None else ""))
        return "\n".join([*lines, *self._policies(package.policies, package.id, "  "), "}"])

    def indikator(self, item: d.Indikator, indent: str) -> list[str]:
        tail = item.id.rpartition(".")[2]
        head = f"{indent}indikator {tail}"
        if item.dari is not None:
            head += f" dari {self.name(item.dari, item.package)}"
        if item.nama is not None:
            head += f' "{item.nama}"'
        fields: list[str] = []
        deeper = indent + "  "
        if item.satuan is not None:
            fields.append(f"{deeper}satuan {item.satuan.written}")
        if item.arah is not None:
            fields.append(f"{deeper}arah {self.name(item.arah, item.package)}")
        if item.formula is not None:
            fields += self._guarded(item.formula, item.package, "rumus", deeper)
        if item.bobot is not None:
            fields.append(f"{deeper}bobot {numeral(item.bobot * 100, 0)} %")
        if item.iku:
            fields.append(f"{deeper}iku")
        if item.mulai is not None:
            fields.append(f"{deeper}mulai {item.mulai}")
        if item.akumulasi is not None:
            fields.append(f"{deeper}akumulasi {item.akumulasi}")
        fields += self._policies(item.policies, item.package, deeper)
        return [head] if not fields else [head + " {", *fields, indent + "}"]

    def node(self, node: d.Node, indent: str = "") -> list[str]:
        head = f'{indent}{node.level} {node.id} "{node.nama}"'
        if node.kode is not None:
            head += f" kode {node.kode}"
        if node.supports:
            head += f" mendukung {', '.join(node.supports)}"
        deeper = indent + "  "
        body = self._policies(node.policies, self.plan.root, deeper)
        if node.alokasi:
            parts = [f"{parent} {numeral(part * 100, 1)} %" for parent, part in node.alokasi]
            body.append(f"{deeper}alokasi {', '.join(parts)}")
        for ident in self.plan.of_node(node.id):
            body += self.indikator(self.plan.indikator[ident], deeper)
        for child in self.plan.nodes.values():
            if child.inside == node.id:
                body += self.node(child, deeper)
        return [head] if not body else [head + " {", *body, indent + "}"]

    def skala(self, skala: d.Skala) -> str:
        tail = skala.id.rpartition(".")[2]
        lines = [f'skala {tail} "{skala.nama}" {{']
        for at in skala.order:
            band = skala.bands[at]
            text = f'  kategori "{band.nama}"'
            if band.lower is not None and band.upper is not None:
                low, high = self._edge(band.lower, skala.satuan), self._edge(band.upper, skala.satuan)
                text += f" {'' if band.lower_in else '> '}{low} s.d. {'' if band.upper_in else '< '}{high}"
            elif band.lower is not None:
                text += f" {'>=' if band.lower_in else '>'} {self._edge(band.lower, skala.satuan)}"
            elif band.upper is not None:
                text += f" {'<=' if band.upper_in else '<'} {self._edge(band.upper, skala.satuan)}"
            lines.append(text + (f"  skor {band.skor}" if band.skor is not None else ""))
        if skala.gap is not None:
            lines.append(f"  celah {skala.gap}")
        if skala.above is not None:
            lines.append(f'  di_atas "{skala.above}"')
        if skala.below is not None:
            lines.append(f'  di_bawah "{skala.below}"')
        return "\n".join([*lines, "}"])

    @staticmethod
    def _edge(value: Fraction, satuan: d.Satuan | None) -> str:
        shown = value / satuan.scale if satuan is not None else value
        decimals = next(n for n in range(6) if (shown * 10**n).denominator == 1)
        return quantity(shown, decimals, satuan)

    def arah(self, arah: d.Arah) -> str:
        tail = arah.id.rpartition(".")[2]
        body = self._guarded(arah.formula, arah.package, "capaian", "  ")
        return "\n".join([f'arah {tail} "{arah.nama}" {{', f"  membaik {arah.improves}", *body, "}"])

    def ukuran(self, ukuran: d.Ukuran) -> str:
        tail = ukuran.id.rpartition(".")[2]
        body = [f"  untuk {ukuran.of} s, tahun t", *self._guarded(ukuran.formula, ukuran.package, "nilai", "  ")]
        if ukuran.satuan is not None:
            body.append(f"  satuan {ukuran.satuan.written}")
        if ukuran.skala is not None:
            body.append(f"  skala {self.name(ukuran.skala, ukuran.package)}")
        return "\n".join([f'ukuran {tail} "{ukuran.nama}" {{', *body, "}"])

    @staticmethod
    def datum(datum: d.Datum) -> str:
        tail = datum.id.rpartition(".")[2]
        sumber = "" if datum.sumber is None else f'  sumber "{datum.sumber}"'
        return f'data {tail} "{datum.nama}" {{ satuan {datum.satuan.written}{sumber} }}'

    def table(self, table: d.Table, indent: str = "") -> str:
        head = table.keyword
        if table.keyword == "anggaran":
            head += f" {table.year}"
        if table.keyword == "pembanding":
            head += f' {table.benchmark} "{self.plan.benchmarks[table.benchmark]}"'
        if table.sumber is not None:
            head += f' sumber "{table.sumber}"'
        units = any(row.satuan is not None for row in table.rows)
        lines = [f"{indent}{head} {{", indent + "  " + "   ".join([*(["satuan"] if units else []), *table.columns])]
        for row in table.rows:
            cells = [c.written for c in row.cells]
            if units:
                cells.insert(0, row.satuan if row.satuan is not None else "-")
            lines.append(indent + "  " + "   ".join([row.label, *cells]))
        return "\n".join([*lines, indent + "}"])

    def dokumen(self, dokumen: d.Dokumen) -> str:
        head = f'dokumen {dokumen.id} "{dokumen.nama}" jenis {dokumen.jenis}'
        if dokumen.tanggal is not None:
            head += f" tanggal {dokumen.tanggal}"
        body = [f'  nama {subject} "{nama}"' for subject, nama in dokumen.names]
        body += self._policies(dokumen.policies, self.plan.root, "  ")
        body += [self.table(t, "  ") for t in self.plan.tables if t.document == dokumen.id]
        return head if not body else "\n".join([head + " {", *body, "}"])

    # ---- whole packages -----------------------------------------------------------------------------------------------
    def declarations(self, package: str) -> list[str]:
        """The top-level declarations of a package, `paket` left out, in written order."""
        plan = self.plan
        out: list[str] = []
        if package == plan.root:
            policies = self._policies(plan.renstra_policies, plan.root, "  ")
            head = f"renstra {plan.awal} s.d. {plan.akhir}"
            out.append(head if not policies else "\n".join([head + " {", *policies, "}"]))
        out += [f'satuan {ident} "{ident}" {rest}' for owner, ident, rest in plan.units if owner == package]
        out += [self.skala(s) for s in plan.skala.values() if s.package == package]
        out += [self.arah(a) for a in plan.arah.values() if a.package == package]
        out += [self.ukuran(u) for u in plan.ukuran.values() if u.package == package]
        out += [self.datum(x) for x in plan.data.values() if x.package == package]
        out += ["\n".join(self.indikator(i, "")) for i in plan.indikator.values() if _free(i, package)]
        if package == plan.root:
            out += ["\n".join(self.node(n)) for n in plan.nodes.values() if n.inside is None]
            out += [self.dokumen(x) for x in plan.dokumen.values()]
            out += [self.table(t) for t in plan.tables if t.document == d.PLAN]
        return out


def _free(item: d.Indikator, package: str) -> bool:
    return item.package == package and item.node is None


def spread(declarations: Sequence[str], files: int) -> dict[str, str]:
    """Declarations over a number of files whose names keep their order."""
    size = max(1, -(-len(declarations) // files))
    return {
        f"{at // size:02}_bagian.kinerja": "\n\n".join(declarations[at : at + size]) + "\n"
        for at in range(0, len(declarations), size)
    }


def render(plan: d.Plan, order: Sequence[int] | None = None, files: int | None = None) -> dict[str, dict[str, str]]:
    """Texts by package and file name; `order` permutes the root's declarations, which are spread over `files` files."""
    writer = Renderer(plan)
    out: dict[str, dict[str, str]] = {}
    for package in plan.packages.values():
        if package.shipped:
            continue
        declarations = writer.declarations(package.id)
        if package.id == plan.root and order is not None:
            declarations = [declarations[at] for at in order]
        count = (files or plan.files) if package.id == plan.root else 1
        out[package.id] = {"paket.kinerja": writer.package(package) + "\n", **spread(declarations, count)}
    return out
