"""Markdown cases: reading them, and holding the program to what they expect. `README.md` describes the format."""

import re
from pathlib import Path

from attrs import define, field, frozen
from case_answers import differs, refused, spoken
from case_audit import audit_differences

from kinerja_rules import api
from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.model.kinerja import Model

PRELUDE = """\
paket contoh "Contoh" {
  versi "1.0"
  pakai permendagri_86_2017, sakip_umum
}
"""
"""The package declaration of a case that writes none."""

FENCES = ("kinerja", "nilai", "audit", "temuan", "tautan")
CLEAN = "tidak ada"

REVIEW_SHEET = "kertas_kerja.csv"
"""A file of this name in a case is a review sheet that was filled in."""

_MARK = r"#\s*(?P<severity>galat|peringatan|catatan)\s+(?P<code>[A-Z]+\d+)\b"
_MARKER = re.compile(_MARK + r"(?P<rest>.*?)(?=\s*#\s*(?:galat|peringatan|catatan)\s+[A-Z]+\d|\s*\Z)")
_FAILS = re.compile(r"\s*#\s*tidak terpenuhi\s*\Z")
_AND_SO_ON = re.compile(r"\s*# dan seterusnya sampai (?P<name>[A-Za-z_]+)(?P<last>\d+)\s*\Z")
_REST = re.compile(r"\s*(?::\s*(?P<message>.*?))?(?:;\s*saran:\s*(?P<help>.*))?\Z")
_FINDING = re.compile(
    r"(?:(?P<file>[^\s:]+):(?P<line>\d+)\s+)?(?P<severity>galat|peringatan|catatan)\s+(?P<code>[A-Z]+\d+)\b(?P<rest>.*)\Z"
)


class CaseError(Exception):
    """A case that is not written as cases are."""


@frozen
class Finding:
    """A finding that is expected: where, how grave, which code, and parts of its message and remedy."""

    file: str
    line: int
    severity: str
    code: str
    message: str | None = None
    help: str | None = None

    def met_by(self, found: Diagnostic) -> bool:
        """Whether a diagnostic is this finding."""
        at = found.primary
        place = ("", 0) if at is None else (at.source.path, at.line)
        return (
            place == (self.file, self.line)
            and found.code == self.code
            and found.severity.value == self.severity
            and (self.message is None or self.message in found.message)
            and (self.help is None or self.help in (found.help or ""))
        )

    def __str__(self) -> str:
        text = f"{self.file}:{self.line} {self.severity} {self.code}"
        text += f": {self.message}" if self.message else ""
        return text + (f"; saran: {self.help}" if self.help else "")


@frozen
class Question:
    """An expression and what it must yield, both as written."""

    expression: str
    expected: str
    line: int


@frozen
class Source:
    """A file of a case, its markers taken out."""

    text: str
    encoding: str = "utf-8"
    alone: bool = False


@define
class Case:
    """One section of a Markdown file."""

    path: Path
    title: str
    line: int
    sources: dict[str, Source] = field(factory=dict)
    links: dict[str, str] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    failing: set[tuple[str, int]] = field(factory=set)
    """Places of `harap` that must not hold."""
    questions: list[Question] = field(factory=list)
    clean: bool = False
    """Whether the case says that there is no finding."""
    audit: list[tuple[str, int]] = field(factory=list)
    """Lines of what the audit must find, with their numbers."""
    problem: str | None = None
    """What is wrong with the writing of the case."""

    @property
    def empty(self) -> bool:
        """Whether nothing was fenced: a section of prose."""
        return not (self.sources or self.questions or self.audit or self.findings or self.clean or self.problem)

    @property
    def codes(self) -> set[str]:
        """Codes expected anywhere."""
        asked = (re.match(r"\w+ (KR\d{3})", q.expected) for q in self.questions)
        return {f.code for f in self.findings} | {m[1] for m in asked if m}


# ---- reading -----------------------------------------------------------------------------------------------------------
def read_cases(path: Path, clean_title: str | None = None) -> list[Case]:
    """The cases of a file, fences before the first section belong to all; a section whose title starts with `clean_title` has no findings."""
    shared = Case(path, "", 1)
    cases: list[Case] = []
    current, name = shared, None
    lines = path.read_text(encoding="utf-8").split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith("## "):
            current, name = Case(path, line[3:].strip(), at), None
            current.clean = clean_title is not None and current.title.startswith(clean_title)
            cases.append(current)
        elif line.startswith("### berkas "):
            name = line.removeprefix("### berkas ").strip()
        elif line.startswith("```"):
            start, body = at, []
            while at < len(lines) and lines[at].rstrip() != "```":
                body.append(lines[at])
                at += 1
            if at >= len(lines):
                current.problem = current.problem or f"baris {start}: pagar tidak ditutup"
            at += 1
            try:
                _fence(current, line[3:].split(), body, start, name)
            except CaseError as error:
                current.problem = current.problem or f"baris {start}: {error}"
            name = None
    return [_with_shared(shared, case) for case in cases]


def _with_shared(shared: Case, case: Case) -> Case:
    if case.empty:
        return case
    case.problem = case.problem or shared.problem
    case.sources = {**shared.sources, **case.sources}
    kept = [f for f in shared.findings if f.file not in case.sources or case.sources[f.file] is shared.sources[f.file]]
    case.findings = [*kept, *case.findings]
    return case


def _fence(case: Case, info: list[str], body: list[str], start: int, name: str | None) -> None:
    if not info or info[0] not in FENCES:
        raise CaseError(f"pagar `{' '.join(info)}` tidak dikenal")
    match info[0]:
        case "kinerja":
            _source(case, info[1:], body, name or ("rencana.kinerja" if not case.title else "contoh.kinerja"))
        case "nilai":
            for offset, line in enumerate(body):
                if line.strip() and not line.startswith("#"):
                    case.questions.append(_question(line, start + offset + 1))
        case "audit":
            numbered = enumerate(body, start=start + 1)
            case.audit += [(line.strip(), at) for at, line in numbered if line.strip() and not line.startswith("#")]
        case "temuan":
            for line in filter(str.strip, body):
                if line.strip() == CLEAN:
                    case.clean = True
                else:
                    case.findings.append(_finding(line.strip()))
        case _:
            for line in filter(str.strip, body):
                link, arrow, target = (part.strip() for part in line.partition("->"))
                if not arrow:
                    raise CaseError(f"`{line}` bukan tautan; tulis `nama.kinerja -> ../tujuan`")
                case.links[link] = target


def _source(case: Case, options: list[str], body: list[str], name: str) -> None:
    if name in case.sources:
        raise CaseError(f"berkas `{name}` ditulis dua kali; beri judul `### berkas nama.kinerja`")
    encoding = "utf-8"
    for option in options:
        if option not in ("sendiri", "crlf"):
            encoding = option
    stripped: list[str] = []
    for number, line in enumerate(body, start=1):
        markers = list(_MARKER.finditer(line))
        for found in markers:
            message, remedy = _parts(found["rest"])
            case.findings.append(Finding(name, number, found["severity"], found["code"], message, remedy))
        kept = line[: markers[0].start()].rstrip() if markers else line
        if _FAILS.search(kept):
            case.failing.add((name, number))
            kept = _FAILS.sub("", kept)
        more = _AND_SO_ON.match(kept)
        stripped.append(kept if more is None else _counted_up(stripped[-1], more["name"], int(more["last"])))
    ending = "\r\n" if "crlf" in options else "\n"
    text = ending.join(stripped) + ending if stripped else ""
    case.sources[name] = Source(text, encoding, "sendiri" in options)


def _counted_up(line: str, name: str, last: int) -> str:
    """What `# dan seterusnya sampai L101` stands for: the line above with L2, L1 counted up, on one line."""
    numbers = [int(n) for n in re.findall(rf"\b{name}(\d+)\b", line)]
    steps = range(1, last - max(numbers) + 1)
    return " ".join(
        re.sub(rf"\b{name}(\d+)\b", lambda m, by=step: f"{name}{int(m[1]) + by}", line).strip() for step in steps
    )


def _finding(line: str) -> Finding:
    found = _FINDING.match(line)
    if found is None:
        raise CaseError(f"`{line}` bukan temuan; tulis `berkas.kinerja:3 galat KR101: pesan; saran: saran`")
    message, remedy = _parts(found["rest"])
    return Finding(found["file"] or "", int(found["line"] or 0), found["severity"], found["code"], message, remedy)


def _parts(rest: str) -> tuple[str | None, str | None]:
    """The parts of message and remedy written after a code."""
    found = _REST.match(rest)
    if found is None:
        raise CaseError(f"`{rest.strip()}` tidak terbaca; tulis `: pesan; saran: saran`")
    return found["message"] or None, found["help"] or None


def _question(line: str, number: int) -> Question:
    depth, quoted = 0, False
    for at, mark in enumerate(line):
        if mark == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif mark in "()":
            depth += 1 if mark == "(" else -1
        elif depth == 0 and line[at : at + 3] == " = ":
            return Question(line[:at].strip(), line[at + 3 :].strip(), number)
    raise CaseError(f"`{line}` tidak berbentuk `ungkapan = nilai`")


# ---- writing out and checking -------------------------------------------------------------------------------------------
def check_case(case: Case, folder: Path) -> list[str]:
    """Everything in which the program differs from what the case expects, in words; empty where it holds."""
    if case.problem is not None:
        return [case.problem]
    write_sources(case, folder)
    checked = api.check(folder)
    found = _found(checked, folder / REVIEW_SHEET)
    out = [*_differences(case, found), *(said for d in found for said in manners(d))]
    expectations = len(case.findings) + len(case.questions) + case.clean
    if checked.model is not None:
        for year in api.years(checked.model):
            api.evaluate(checked.model, year)
        failing, count = _run_uji(case, checked.model)
        out += failing
        expectations += count
    for question in case.questions:
        if checked.model is None:
            return [*out, "sumber kasus ini berisi galat, jadi nilainya tidak dapat ditanyakan"]
        wanted = _FINDING.match(question.expected)
        said = (
            differs(checked, checked.model, question.expression, question.expected)
            if wanted is None
            else refused(checked, question.expression, wanted["code"], _parts(wanted["rest"]))
        )
        if said is not None:
            out.append(f"baris {question.line}: {said}")
    if case.audit:
        if checked.model is None:
            return [*out, "sumber kasus ini berisi galat, jadi terbitannya tidak dapat diaudit"]
        out += audit_differences(checked.model, case.audit)
        expectations += len(case.audit)
    if not expectations:
        out.append("kasus ini tidak mengharapkan apa pun")
    return out


def _found(checked: api.CheckResult, sheet: Path) -> tuple[Diagnostic, ...]:
    """All findings; where the case has a filled review sheet, what is left of them by its decisions, and those of the sheet."""
    if not sheet.is_file():
        return api.review(checked)
    view = api.examine(checked, api.read_decisions(sheet.read_bytes(), sheet.name))
    return tuple(entry.finding for entry in view.everything())


def write_sources(case: Case, folder: Path) -> None:
    """The files of a case, with a package declaration where none is written."""
    for name, source in case.sources.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.text.encode(source.encoding))
    for name, target in case.links.items():
        (folder / name).symlink_to(target)
    root = [s for name, s in case.sources.items() if "/" not in name]
    if not any(s.alone or re.search(r"(?m)^\s*paket\s", s.text) for s in root):
        (folder / "paket.kinerja").write_text(PRELUDE, encoding="utf-8")


def _differences(case: Case, found: tuple[Diagnostic, ...]) -> list[str]:
    missing = list(case.findings)
    out: list[str] = []
    for diagnostic in found:
        met = next((f for f in missing if f.met_by(diagnostic)), None)
        if met is not None:
            missing.remove(met)
        else:
            out.append(f"temuan yang tidak diharapkan: {spoken(diagnostic)}")
    return [*out, *(f"temuan yang tidak ada: {finding}" for finding in missing)]


def manners(found: Diagnostic) -> list[str]:
    """In what a diagnostic does not speak as all should: one line, lower-case start, no full stop, a remedy."""
    out: list[str] = []
    for text in (found.message, found.help or "-"):
        if "\n" in text or text.rstrip() != text or (text.endswith(".") and not text.endswith("...")):
            out.append(f"bukan satu baris tanpa titik: {text}")
    if not (found.message[0] == "`" or found.message[0].islower()):
        out.append(f"tidak diawali huruf kecil: {found.message}")
    if found.message.count("`") % 2:
        out.append(f"petik balik tidak berpasangan: {found.message}")
    if found.help is None and found.severity is not Severity.CATATAN:
        out.append(f"belum ada saran: {spoken(found)}")
    return out


def _run_uji(case: Case, model: Model) -> tuple[list[str], int]:
    out: list[str] = []
    count = 0
    for outcome in api.test(model):
        for expectation in outcome.expectations:
            count += 1
            at = expectation.span
            expected = (at.source.path, at.line) not in case.failing
            if expectation.holds is not expected:
                said = "gagal" if expected else "terpenuhi"
                out.append(
                    f"{at.place} harap {said}: {expectation.text} ({expectation.left} dan {expectation.right}; {expectation.reason})"
                )
    return out, count
