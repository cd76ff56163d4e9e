"""What rules look at: a text with everything they ask of it, each thing made once for all rules.

Rules are many and texts are long, so a rule searches `Judged.search` over all words at once and
looks at single paragraphs only where it must.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from whereas.analysis.citations import Citation
from whereas.analysis.figures import FIGURE
from whereas.analysis.lines import BASIS, Line
from whereas.analysis.openings import Opening
from whereas.analysis.texts import Text, TextReader
from whereas.checks.trees import Tree, iter_trees, last_operative
from whereas.model.markup import MARK_PATTERN
from whereas.model.registers import Body, Endings, Language, Part, Registers
from whereas.model.resolution import Kind, Note, Paragraph, Path, Resolution
from whereas.model.symbols import Symbol
from whereas.problems import count_before

_STOPS = b',;.:!?()[]"'
_WITHOUT_STOPS = bytes.maketrans(_STOPS, b" " * len(_STOPS))

_MARK = re.compile(rf"\\.|\[\^(?P<mark>{MARK_PATTERN})\]", re.ASCII)
"""A mark in markup, or a character that a backslash makes literal."""


class Words(NamedTuple):
    """Running words of a text: where they stand in the YAML, as plain words, and as written.

    `paragraph` is the paragraph whose words they are; None for what stands above the text and
    for notes. `heading` tells the heading on a paragraph's line from the paragraph.
    """

    path: Path
    plain: str
    markup: str
    paragraph: Paragraph | None = None
    heading: bool = False

    @property
    def place(self) -> Path:
        """Give what names the same words in each language: an id, or a path."""
        if self.paragraph is None:
            # The basis stands under the adoption in a main file and by itself in a translation.
            return self.path[1:] if self.path[0] == "adoption" else self.path
        return (self.paragraph.id, "heading") if self.heading else (self.paragraph.id,)


class Call(NamedTuple):
    """A mark that calls a note: its line, in the text or in a note, and the markup around it."""

    line: Line
    mark: str
    before: str
    after: str


class Cited(NamedTuple):
    """A citation with the line that it stands in."""

    line: Line
    citation: Citation


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
    def symbol(self) -> Symbol | None:
        """Give the symbol taken apart; None where it has no known form (rule ID03)."""
        return self.registers.grammar.parse_symbol(self.resolution.symbol)

    @cached_property
    def endings(self) -> Endings:
        """Give what paragraphs of the body end with in the language of the text."""
        return self.registers.endings(self.resolution.body, self.resolution.language)

    @cached_property
    def text(self) -> Text:
        """Give the text with its opening words and citations."""
        return self._reader.read(self.resolution)

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Give every citation in reading order: heads, paragraphs, notes."""
        return tuple(Cited(line, citation) for line, citation in self.text.iter_cited())

    def find_opening(self, words: str, part: Part) -> Opening | None:
        """Give the opening of `words` as a paragraph of `part`; None if no form fits."""
        return self._reader.find_opening(words, part, self.resolution.language)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give every line with inline markup, in reading order."""
        return self.text.lines

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Give every mark of a note with the line it stands in, in reading order."""
        return tuple(
            Call(line, match["mark"], piece[: match.start()], piece[match.end() :])
            for line in self.lines
            for piece in line.pieces
            if "[^" in piece
            for match in _MARK.finditer(piece)
            if match["mark"]
        )

    @cached_property
    def note_words(self) -> tuple[tuple[Note, str], ...]:
        """Give each note with its plain words."""
        notes = self.resolution.notes
        words = self.words[len(self.words) - len(notes) :]
        return tuple((note, held.plain) for note, held in zip(notes, words, strict=True))

    @cached_property
    def plain(self) -> tuple[tuple[Paragraph, str], ...]:
        """Give each paragraph with its plain words, in reading order."""
        words = {id(line.paragraph): line.words for line in self.lines if not line.name}
        return tuple((held, words.get(id(held), "")) for held in self.resolution.paragraphs)

    def of_kind(self, kind: Kind) -> Sequence[tuple[Paragraph, str]]:
        """Give the paragraphs of one kind with their plain words, in reading order."""
        return self._kinds.get(kind, ())

    @cached_property
    def opened(self) -> tuple[tuple[Paragraph, Opening], ...]:
        """Give the paragraphs that have opening words, with these, in reading order."""
        found = ((held, self.text.openings.get(held.id)) for held in self.resolution.paragraphs)
        return tuple((held, opening) for held, opening in found if opening)

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Give the position of each paragraph in the text by the `id()` of its record."""
        return {id(held): position for position, held in enumerate(self.resolution.paragraphs)}

    @cached_property
    def lasts(self) -> tuple[Paragraph, ...]:
        """Give the last operative paragraph of the text, or of each lettered part."""
        return last_operative(self.resolution)

    @cached_property
    def has_links(self) -> bool:
        """Tell whether an author made a link anywhere."""
        return any("](" in piece for line in self.lines for piece in line.pieces)

    @cached_property
    def children(self) -> dict[str, tuple[Paragraph, ...]]:
        """Give what hangs on each paragraph: items, what follows a list, an embedded annex."""
        found: dict[str, list[Paragraph]] = {}
        for paragraph in self.resolution.paragraphs:
            if paragraph.parent is not None:
                found.setdefault(paragraph.parent, []).append(paragraph)
        return {parent: tuple(held) for parent, held in found.items()}

    @cached_property
    def trees(self) -> tuple[Tree, ...]:
        """Give the preambular and operative paragraphs that hold lists or the like."""
        return tuple(iter_trees(self.plain, self.children))

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

    def before(self, words: Words, match: re.Match[str], said: str = "") -> int:
        """Give how often the words of a match of `search` stand in the same words before it.

        `said` are other words at its place, such as those around it, that a finding is on.
        """
        starts = self._starts
        start = match.start() - starts[bisect_right(starts, match.start()) - 1]
        sought = said or match[0]
        shift = words.plain.rfind(sought, 0, start + len(sought)) if said else start
        return count_before(sought, words.plain, max(shift, 0))

    @cached_property
    def tokens(self) -> Mapping[str, int]:
        """Give everything that stands between spaces and stops, with how often it does."""
        return Counter(self.encoded.translate(_WITHOUT_STOPS).decode().split())

    @cached_property
    def encoded(self) -> bytes:
        """Give the plain words in UTF-8, whose bytes are searched faster than characters."""
        return self._joined.encode()

    @cached_property
    def beside(self) -> tuple[tuple[Path, str], ...]:
        """Give what is written in free words beside the text: remarks, names, emendations."""
        resolution = self.resolution
        found = list(_iter_fields(("source", "emendations"), resolution.source.emendations))
        if not resolution.is_translation:
            found.append((("adoption", "place"), resolution.adoption.place or ""))
            for key in ("drafts", "sponsors", "relations"):
                found.extend(_iter_fields((key,), getattr(resolution, key)))
        return tuple((path, words) for path, words in found if words)

    def has(self, characters: str) -> bool:
        """Tell whether `characters` stand anywhere in the plain words."""
        return characters in self._joined

    def sample(self, size: int) -> str:
        """Give about `size` characters of the plain words, one every so many."""
        return self._joined[:: max(1, len(self._joined) // size)]

    @cached_property
    def placed(self) -> dict[Path, Words]:
        """Give all words by their place; of two with one place the first."""
        found: dict[Path, Words] = {}
        for words in self.words:
            found.setdefault(words.place, words)
        return found

    @cached_property
    def figures(self) -> dict[Path, tuple[str, ...]]:
        """Give the figures and symbols, as printed, of each place that has any."""
        found: dict[Path, list[str]] = {}
        for words, match in self.search(FIGURE):
            found.setdefault(words.place, []).append(match[0])
        return {place: tuple(dict.fromkeys(figures)) for place, figures in found.items()}

    @cached_property
    def _kinds(self) -> dict[Kind, list[tuple[Paragraph, str]]]:
        found: dict[Kind, list[tuple[Paragraph, str]]] = {}
        for piece in self.plain:
            found.setdefault(piece[0].kind, []).append(piece)
        return found

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
        for line in self.lines:
            paragraph = line.paragraph
            if paragraph is None:
                # The basis of a part is the rules' for bases alone.
                if line.name != BASIS or not line.id:
                    yield Words(line.path, line.words, line.pieces[0])
            elif line.name:
                yield Words(paragraph.path, line.words, paragraph.heading, paragraph, heading=True)
            elif line.words:
                yield Words(paragraph.path, line.words, paragraph.markup, paragraph)


def _iter_fields(path: Path, records: Iterable[Any]) -> Iterator[tuple[Path, str]]:
    """Give the text of every field of records in a list; the field is named as in the YAML."""
    for position, record in enumerate(records):
        for name in record.__slots__:
            value = getattr(record, name)
            if isinstance(value, str):
                yield (*path, position, name), value
