"""What a record says of its source: where it was taken from, and how it departs from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Emendation:
    """A place where the text departs from its source, and why.

    `status` is corrected, restored, doubtful or sic; `at` a local id; `read` what the source
    has; `text` what stands here.
    """

    at: str
    read: str
    text: str
    status: str
    suggest: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Defect:
    """A rule, by its id, that the document itself breaks, and what the document has."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many paragraphs and notes the source has: a check sum against silent loss."""

    preamble: int | None = None
    operative: int | None = None
    notes: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text was taken from."""

    url: str | None = None
    file: str | None = None
    sha256: str | None = None
    retrieved: str | None = None
    method: str | None = None
    note: str | None = None
    counts: SourceCounts = SourceCounts()
    emendations: tuple[Emendation, ...] = ()
    defects: tuple[Defect, ...] = ()

    def reasons(self) -> dict[str, str]:
        """Give what the document has by the rule that it breaks."""
        return {defect.rule: defect.why for defect in self.defects}
