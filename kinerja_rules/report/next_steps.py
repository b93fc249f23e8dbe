"""Where to look next in a plan: commands with their arguments filled in, ready to be copied."""

from collections.abc import Callable, Sequence

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model.result import Result
from kinerja_rules.model.values import Number
from kinerja_rules.report.findings import count
from kinerja_rules.report.to_terminal import Command
from kinerja_rules.report.view import lowest, not_computable

Quote = Callable[[str], str]
"""How the user's shell quotes an argument."""


def next_steps(result: Result, findings: Sequence[Diagnostic], path: str, quote: Quote) -> tuple[Command, ...]:
    """The lowest achievement and what cannot be computed explained, all findings, the tables, and the report as files."""
    plan = quote(path)
    year = result.period
    option = f"--tahun {year}" if year.isdigit() else f"--periode {year}"
    steps: list[Command] = []

    def explained(ident: str) -> str:
        return f'kinerja jejak {plan} "capaian({ident}; {year})"'

    known = last_known_year(result)
    if known is not None:
        why = f"Belum ada capaian {year}; realisasi terakhir tahun {known}"
        steps.append(Command(why, f"kinerja lapor {plan} --tahun {known}"))
    found = lowest(result)
    if found is not None:
        ident, capaian = found
        steps.append(Command(f"Capaian terendah: {ident}, {capaian.text}", explained(ident)))
    undefined = not_computable(result)
    if undefined is not None:
        steps.append(Command(f"Tidak dapat dihitung: {undefined}", explained(undefined)))
    if findings:
        steps.append(Command(f"Semua temuan ({count(findings)})", f"kinerja periksa {plan}"))
    tables = [t.nomor or t.id for t in result.model.tabel if t.each is None]
    if tables and result.dokumen is None:
        steps.append(
            Command(f"Tabel laporan: {', '.join(tables)}", f"kinerja lapor {plan} {option} --tabel {tables[0]}")
        )
    steps.append(Command("Laporan ini sebagai berkas", f"kinerja lapor {plan} {option} -o laporan"))
    return tuple(steps)


def last_known_year(result: Result) -> str | None:
    """Where nothing can be computed of the year asked for: the last year of which a realisasi is stated."""
    if any(isinstance(f.capaian, Number) for f in result.indikator.values()):
        return None
    facts = result.model.facts.realisasi
    years = [year for (_, year), fact in facts.items() if year.isdigit() and isinstance(fact.value, Number)]
    return max((y for y in years if y != result.period), default=None)
