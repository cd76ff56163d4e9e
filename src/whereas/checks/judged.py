"""What rules look at: a text with everything they ask of it, each thing made once for all rules.

Rules are many and texts are long, so a rule searches `Judged.search` over all words at once and
looks at single paragraphs only where it must.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from whereas.analysis.texts import Text, TextReader
from whereas.model.markup import parse_markup, plain
from whereas.model.registers import Body, Endings, Language, Registers
from whereas.model.resolution import Kind, Paragraph, Path, Resolution


@dataclass(frozen=True, slots=True)
class Words:
    """Running words of a text: where they stand in the YAML, as plain words, and as written.

    `paragraph` is the paragraph whose words they are; None for what stands above the text and
    for notes. `heading` tells the heading on a paragraph's line from the paragraph.
    """

    path: Path
    plain: str
    markup: str
    paragraph: Paragraph | None = None
    heading: bool = False


class Judged:
    """One text in one language, as all rules of a text see it."""

    def __init__(self, resolution: Resolution, reader: TextReader) -> None:
        """Take a record and the reader of the run's registers; nothing is derived yet."""
        self.resolution = resolution
        self.registers: Registers = reader.registers
        self._reader = reader

    @property
    def body(self) -> Body | None:
        """Give the register's entry of the body; None where it is unknown (rule ID03)."""
        return self.registers.bodies.get(self.resolution.body)

    @property
    def language(self) -> Language | None:
        """Give the register's entry of the language; None where it is unknown (rule ID12)."""
        return self.registers.languages.get(self.resolution.language)

    @cached_property
    def endings(self) -> Endings:
        """Give what paragraphs of the body end with in the language of the text."""
        return self.registers.endings(self.resolution.body, self.resolution.language)

    @cached_property
    def text(self) -> Text:
        """Give the text with its opening words and citations."""
        return self._reader.read(self.resolution)

    @cached_property
    def plain(self) -> tuple[tuple[Paragraph, str], ...]:
        """Give each paragraph with its plain words, in reading order."""
        return tuple((paragraph, paragraph.text()) for paragraph in self.resolution.paragraphs)

    def of_kind(self, kind: Kind) -> Iterator[tuple[Paragraph, str]]:
        """Give the paragraphs of one kind with their plain words, in reading order."""
        return ((paragraph, words) for paragraph, words in self.plain if paragraph.kind == kind)

    @cached_property
    def children(self) -> dict[str, tuple[Paragraph, ...]]:
        """Give what hangs on each paragraph: items, what follows a list, an embedded annex."""
        found: dict[str, list[Paragraph]] = {}
        for paragraph in self.resolution.paragraphs:
            if paragraph.parent is not None:
                found.setdefault(paragraph.parent, []).append(paragraph)
        return {parent: tuple(held) for parent, held in found.items()}

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """Give all running words: title and the like, paragraphs with their headings, notes."""
        return tuple(self._iter_words())

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[Words, re.Match[str]]]:
        """Give each match of `pattern` in the plain words, with the words it stands in.

        All words are searched as one string with a line feed between them; a pattern must not
        match one. The cells of a table are parted by tabs and line feeds.
        """
        for match in pattern.finditer(self._joined):
            yield self.words[bisect_right(self._starts, match.start()) - 1], match

    def has(self, characters: str) -> bool:
        """Tell whether `characters` stand anywhere in the plain words."""
        return characters in self._joined

    @cached_property
    def _joined(self) -> str:
        return "\n".join(words.plain for words in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for words in self.words:
            starts.append(position)
            position += len(words.plain) + 1
        return starts

    def _iter_words(self) -> Iterator[Words]:
        for path, line in self.resolution.heads():
            if line:
                yield Words(path, plain(parse_markup(line)), line)
        for paragraph, words in self.plain:
            if paragraph.heading:
                heading = plain(parse_markup(paragraph.heading))
                yield Words(paragraph.path, heading, paragraph.heading, paragraph, heading=True)
            if words:
                yield Words(paragraph.path, words, paragraph.markup, paragraph)
        for note in self.resolution.notes:
            yield Words(note.path, note.text(), note.markup)
