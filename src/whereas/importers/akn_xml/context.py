"""What the reading of one file needs everywhere: registers, language, losses, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from whereas.analysis.citations import CitationFinder
from whereas.analysis.openings import OpeningFinder
from whereas.importers.drafts import Kind, Loss
from whereas.importers.words import Chunk
from whereas.model.registers import Registers, Topic
from whereas.model.vocabularies import index_names


@dataclass(frozen=True, slots=True)
class Tools:
    """What is made once from the registers and serves every file."""

    registers: Registers
    openings: OpeningFinder
    citations: CitationFinder
    states: Mapping[str, str]
    """Codes of States by folded English name."""
    topics: Mapping[str, str]
    """Keys of topics by folded words, and by address."""

    @classmethod
    def of(cls, registers: Registers) -> Tools:
        """Make the tools from the registers."""
        return cls(
            registers,
            OpeningFinder(registers),
            CitationFinder(registers),
            index_names(registers.states.values()),
            _index_topics(registers.topics.values()),
        )


@dataclass(slots=True)
class Notes:
    """The notes of a text or of an annex whose marks start again, by mark, in reading order."""

    words: dict[str, str] = field(default_factory=dict)

    def add(self, mark: str, words: str) -> tuple[str, bool]:
        """Keep a note; give its mark here, and whether it stands there already.

        Another note with the same mark gets the next number that is free.
        """
        if self.words.get(mark) == words:
            return mark, True
        free = max((int(known) for known in self.words if known.isdigit()), default=0) + 1
        mark = str(free) if mark in self.words or not mark else mark
        self.words[mark] = words
        return mark, False


class Placed(Protocol):
    """What has a line and a place in the file."""

    @property
    def line(self) -> int:
        """Give its line."""

    @property
    def place(self) -> int:
        """Give its number among the pieces of text of the file."""


@dataclass(slots=True)
class Context:
    """What is known of the file while it is read, and what is lost of it."""

    tools: Tools
    language: str
    body: str
    losses: list[Loss] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    marks_before: int = 0
    """How many notes the marks of the source count before the first: all its marks are too high."""
    plain_spaces: int = 0
    """No-break spaces that became plain ones."""
    dropped: list[Chunk] = field(default_factory=list)
    """Pieces whose words stand nowhere in the document, on purpose."""

    def lose(self, kind: Kind, what: str, line: int, text: str, made: str = "") -> None:
        """Report a piece that the document does not hold as it stood."""
        self.losses.append(Loss(kind, what, line, " ".join(text.split()), made))

    def drop(self, what: str, at: Placed, text: str, made: str = "") -> None:
        """Report a piece that is left out, or where `made` is given put in another way."""
        self.lose("repaired" if made else "dropped", what, at.line, text, made)
        self.dropped.append(Chunk(at.line, text, at.place))

    @property
    def is_rightward(self) -> bool:
        """Tell whether the language runs from left to right."""
        known = self.tools.registers.languages.get(self.language)
        return known is None or known.direction == "ltr"


def fold_subject(printed: str) -> str:
    """Give the words of a subject for comparing: `civil_society` is CIVIL SOCIETY."""
    return " ".join(printed.replace("_", " ").split()).casefold()


def _index_topics(topics: Iterable[Topic]) -> dict[str, str]:
    """Give the key of a topic by its words and its addresses; its label counts before others'."""
    listed = list(topics)
    found = {fold_subject(words): topic.key for topic in listed for words in topic.printed}
    found |= {fold_subject(topic.label): topic.key for topic in listed}
    for topic in listed:
        addresses = (topic.uri, topic.eurovoc, *topic.also)
        found.update((address, topic.key) for address in addresses if address)
    return found
