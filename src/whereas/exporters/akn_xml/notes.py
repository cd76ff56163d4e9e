"""Notes, whose words stand at the first mark and a reference at every other; opening words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from whereas.exporters.akn_xml.faults import not_exported


@dataclass(slots=True)
class Notes:
    """The notes of a text, or of an annex whose marks start again, and which have been written.

    `scope` is the place of the annex in the document, empty for the text's own. `openings` are
    start and end of the opening words by the line of markup that they begin.
    """

    words: Mapping[str, str]
    scope: str = ""
    openings: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def first(self, mark: str) -> str | None:
        """Give the words of a note at its first mark; None at another."""
        if mark in self.used or mark not in self.words:
            return None
        self.used.add(mark)
        return self.words[mark]

    def inside(self, words: Mapping[str, str], place: str) -> Notes:
        """Give the notes of an annex in which marks start again."""
        return Notes(words, place, self.openings)

    def name(self, mark: str) -> str:
        """Give the name of a note in the file: `note_3`, `note_x2` for two asterisks."""
        figures = mark if mark.isdigit() else f"x{len(mark)}"
        return f"{self.scope.replace('.', '_')}note_{figures}"

    def marks(self) -> str:
        """Give all marks in the order of the document."""
        return " ".join(self.words)

    def close(self) -> None:
        """Refuse notes that no mark calls: there is no place at which they could stand."""
        for mark in self.words:
            if mark not in self.used:
                at = f"{self.scope}notes.{mark}"
                raise not_exported(at, "no mark calls the note", "call it, or delete it")
