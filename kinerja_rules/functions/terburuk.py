"""`terburuk(...)`: the worst member by the direction of the indicator that the members are about."""

from kinerja_rules.functions.by_direction import by_direction

FUNCTION = by_direction(
    "terburuk",
    "turun",
    "Anggota yang paling buruk menurut arah indikator yang ditanyakan, misalnya "
    "`terburuk(realisasi(i; u) untuk tahun u di 2020 s.d. 2022)`.",
)
