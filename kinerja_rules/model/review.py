"""The meant form of review rules and of the exceptions recorded against their findings."""

from attrs import field, frozen

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.base.source import Span
from kinerja_rules.model.expression import Expr, Quantifier, Type
from kinerja_rules.model.values import Value


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


@frozen
class Message:
    """A sentence with values inserted: its pieces in order, text or a typed expression."""

    pieces: tuple[str | Expr, ...]


@frozen
class Outcome:
    """When a rule fires, and what it then says; a rule tries its outcomes in order and stops at the first that holds."""

    condition: Expr
    severity: Severity
    message: Message
    span: Span = _span()


@frozen
class RuleParameter:
    """A threshold of a rule, a number in base magnitude or a list of words. `setting` is where an agency overrode it."""

    name: str
    value: Value
    type: Type
    setting: Span | None = field(eq=False, repr=False, default=None)


@frozen
class RuleExample:
    """A small plan inside a rule that the rule must (`salah`) or must not (`benar`) say something about."""

    triggers: bool
    span: Span = _span()


@frozen
class RelatedPlace:
    """A further place that a finding shows, with what is to be seen there."""

    of: Expr
    text: str


@frozen
class Periksa:
    """A review rule. `kode` is what findings bear; `places` are expressions whose place a planner
    would mend, the first that is written anywhere.

    `because` are codes of findings from which one of this rule follows. `severity` is the one an agency set for all that the rule says, `reason` why it did; `severity_setting` is where;
    `heading` is the place of its name.
    """

    id: str
    kode: str
    nama: str
    paket: str
    quantifiers: tuple[Quantifier, ...]
    parameters: tuple[RuleParameter, ...]
    lets: tuple[tuple[str, Expr], ...]
    outcomes: tuple[Outcome, ...]
    places: tuple[Expr, ...]
    related: tuple[RelatedPlace, ...]
    saran: Message | None
    keterangan: str | None
    dasar: tuple[Citation, ...]
    examples: tuple[RuleExample, ...]
    because: tuple[str, ...] = ()
    severity: Severity | None = None
    reason: str | None = None
    severity_setting: Span | None = field(eq=False, repr=False, default=None)
    heading: Span = _span()
    span: Span = _span()


@frozen
class Kecuali:
    """An exception on record: findings of a code about some subjects (all where none is named) up to a year.

    `checked` says that the rule of its code could be read, so that an exception without findings is an unused one.
    One that a review sheet decides names a single finding in `temuan`, by its id.
    """

    kode: str
    subjects: tuple[str, ...]
    alasan: str
    sampai: int | None
    checked: bool = True
    temuan: str | None = field(default=None, kw_only=True)
    span: Span = _span()
