"""How a figure came about: a flat tuple of steps, children before parents, replayable from itself."""

from fractions import Fraction

from attrs import field, frozen

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import Span
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Value


@frozen
class ScaleRow:
    """A row of the scale that was looked up, as shown: its bounds in words, whether it hit."""

    kategori: str
    bounds: str
    lower: Fraction | None
    lower_included: bool
    upper: Fraction | None
    upper_included: bool
    hit: bool
    place: Span


@quick_frozen
class Detail:
    """Something to be known about a step: `kind` is sumber, dokumen, kebijakan, dasar, rumus, jarak, penjelasan or cabang."""

    kind: str
    text: str
    place: Span | None = None


@quick_frozen
class Step:
    """One step. Who makes it may say more of it; nobody else changes it.

    `kind` is literal, fakta, rujukan, operasi, panggilan, cabang, pembulatan or kosong. `operation` names what
    combines the inputs (`+`, `/`, `jumlah`, `bulatkan`, `sama` for a step that passes its last input on).
    `label` is the formula or figure as written. Values are in base magnitude, shown in `unit`.
    """

    id: int
    kind: str
    label: str
    operation: str
    value: Value
    unit: Unit | None
    inputs: tuple[int, ...]
    span: Span | None = field(default=None, eq=False)
    rule: Span | None = field(default=None, eq=False)
    citations: tuple[Citation, ...] = ()
    details: tuple[Detail, ...] = ()
    scale: tuple[ScaleRow, ...] = ()
    used: bool = True
    decimals: int | None = None
    parts: tuple[tuple[str, int | None], ...] = ()
    """The formula's text in pieces, each with the step whose value stands under it (`None`: no value)."""


@frozen
class Ancestor:
    """A node on the way up to a misi, with the indicators' place in it."""

    jenis: str
    id: str
    nama: str
    depth: int


@frozen
class Derivation:
    """The steps of one figure; the last is the figure itself. `ancestry` is the way up the cascade."""

    question: str
    steps: tuple[Step, ...]
    ancestry: tuple[Ancestor, ...]

    @property
    def root(self) -> Step:
        """The figure itself."""
        return self.steps[-1]
