"""Citations of regulations, as declared by `dasar` in rule files."""

from attrs import frozen


@frozen
class Citation:
    """A regulation, the part of it meant, and whether the rule's author has checked it against the primary text."""

    regulation: str
    part: str | None = None
    verified: bool = True

    def __str__(self) -> str:
        text = self.regulation if self.part is None else f"{self.regulation}, {self.part}"
        return text if self.verified else f"{text} (belum diverifikasi)"
