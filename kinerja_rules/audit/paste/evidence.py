"""Which of two readings of a print is meant, where the table itself makes that certain: `93.821 %` beside a capaian."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

from kinerja_rules.base.numerals import round_half_up, truncate
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.project.pasted.prints import Doubtful, Figure, Print, Reading

MONEY = frozenset({"pagu", "realisasi_anggaran", "sisa"})
_TRIPLES = (("target", "realisasi", "capaian"), ("pagu", "realisasi_anggaran", "capaian_anggaran"))
_NEAR, _FAR = 10, 100


def decide(
    role: str, unit: Unit | None, doubtful: Doubtful, row: Mapping[str, Print], alike: Iterable[Print]
) -> tuple[Reading, str] | None:
    """The reading that is certain, and why; None where both stay possible.

    `row` are the prints of the same row and period by role, `alike` those that must be of like size: of the same column.
    """
    whole = next(r for r in doubtful.readings if not r.decimals)
    if doubtful.unit == "Rp" or (role in MONEY and doubtful.unit is None):
        return whole, "rupiah ditulis bulat"
    if (
        unit is not None
        and unit.kind is Kind.HITUNGAN
        and role in ("target", "realisasi", "pembanding", "akhir", "awal", "data")
    ):
        return whole, f"{unit.label} dihitung bulat"
    by_row = _consistent(role, doubtful, row)
    if by_row is not None:
        return by_row, "satu-satunya yang cocok dengan capaian tercetak di baris ini"
    by_size = _of_like_size(doubtful.readings, alike)
    return None if by_size is None else (by_size, "seukuran dengan angka lain di kolom ini")


def _consistent(role: str, doubtful: Doubtful, row: Mapping[str, Print]) -> Reading | None:
    """The reading with which target, realisasi and capaian of the row fit, if it is the only one."""
    for names in _TRIPLES:
        if role not in names:
            continue
        choices: list[Sequence[Reading]] = []
        for name in names:
            found = doubtful if name == role else row.get(name)
            if isinstance(found, Figure):
                choices.append((found.reading,))
            elif isinstance(found, Doubtful):
                choices.append(found.readings)
            else:
                return None
        at = names.index(role)
        fitting = {combination[at] for combination in product(*choices) if _fits(*combination)}
        if len(fitting) == 1:
            return fitting.pop()
    return None


def _fits(target: Reading, realisasi: Reading, capaian: Reading) -> bool:
    """Whether a capaian is printed as some usual formula gives it, rounded or cut off."""
    if not target.value or not realisasi.value:
        return False
    for exact in (
        realisasi.value / target.value,
        (2 * target.value - realisasi.value) / target.value,
        target.value / realisasi.value,
    ):
        percent = exact * 100
        if capaian.value in (round_half_up(percent, capaian.decimals), truncate(percent, capaian.decimals)):
            return True
    return False


def _of_like_size(readings: Sequence[Reading], alike: Iterable[Print]) -> Reading | None:
    """The one reading near the certain figures beside it, if the other is far from all of them."""
    sizes = [abs(p.reading.value) for p in alike if isinstance(p, Figure) and p.reading.value]
    if len(sizes) < 2:
        return None
    low, high = min(sizes), max(sizes)
    near = [r for r in readings if low / _NEAR <= abs(r.value) <= high * _NEAR]
    far = [r for r in readings if abs(r.value) * _FAR < low or abs(r.value) > high * Fraction(_FAR)]
    return near[0] if len(near) == 1 and len(far) == 1 else None
