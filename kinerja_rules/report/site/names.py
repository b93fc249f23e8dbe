"""What the page calls an indicator or a node: the name that its tables show, and the plan's own where that differs."""

from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Result
from kinerja_rules.model.values import Entity
from kinerja_rules.report.text import clean

Json = dict[str, object]


class Names:
    """Names in force in the period of a report; in one by the targets of a document that document's.

    What a document does not name is called as the plan calls it. A part of a year of which no document states a target
    is told with the names of its year, as its programs are.
    """

    def __init__(self, result: Result) -> None:
        self._interpreter = Interpreter(result.model)
        self._dokumen = result.dokumen
        period = Period.read(result.period)
        self._periods = () if period is None else tuple(dict.fromkeys((period, period.whole_year)))

    def of(self, subject: Entity) -> Json:
        """The name, and the plan's with the document that names it otherwise where the two are not the same."""
        planned = clean(str(self._interpreter.nama(subject, None)))
        document = self._document(subject)
        if document is None:
            return {"n": planned}
        named = clean(str(self._interpreter.nama(subject, document)))
        return {"n": named} if named == planned else {"n": named, "d": [planned, document]}

    def _document(self, subject: Entity) -> str | None:
        if self._dokumen is not None:
            stated = self._interpreter.nama(subject, self._dokumen)
            return self._dokumen if isinstance(stated, str) else None
        found = (self._interpreter.naming_document(subject, period) for period in self._periods)
        return next((document for document in found if document is not None), None)
