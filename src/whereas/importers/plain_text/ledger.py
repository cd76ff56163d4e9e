"""What becomes of the pieces of a source while it is read: losses, and what metadata hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from whereas.importers.drafts import Kind, Loss


@dataclass(slots=True)
class Ledger:
    """Losses in the order in which they were found, and emendations of the text.

    `held` are words of the source that metadata hold in another form: a date, a session in words.
    `labels` are labels that were mended, with the words after them: as read, and as they are.
    """

    losses: list[Loss] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    emendations: list[dict[str, str]] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)

    def lose(self, kind: Kind, what: str, line: int, text: str, made: str = "") -> None:
        """Add a loss."""
        self.losses.append(Loss(kind, what, line, text, made))

    def hold(self, text: str) -> None:
        """Add words that the metadata hold, or that the format derives."""
        self.held.append(text)

    def emend(self, at: str, read: str, text: str, status: str, why: str) -> None:
        """Add an emendation: `read` as the source has it, `text` as it stands in the document."""
        entry = {"at": at, "read": read, "text": text, "status": status, "why": why}
        self.emendations.append(entry)
