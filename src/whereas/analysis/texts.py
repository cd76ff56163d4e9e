"""A text together with what is derived from it: `Text`, made by a `Reader` of the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whereas.analysis.citations import Citation, CitationFinder
from whereas.analysis.lines import Line, iter_lines
from whereas.analysis.openings import Opening, OpeningFinder
from whereas.corpus import Corpus
from whereas.model.markup import plain_words
from whereas.model.registers import Part, Registers
from whereas.model.resolution import Resolution

BASIS = "basis"
"""Place of the basis of adoption, and address of all that stands above the text; no id is so."""


@dataclass(frozen=True, slots=True)
class Text:
    """A resolution with its lines in reading order, openings by paragraph, citations by line.

    The key of a line is its `Line.place`: the id of a paragraph or note for its words (of a
    table with its cells, as `Paragraph.text()` joins them), `op5.heading` for the heading on
    the paragraph's line, `A.basis` for a part's basis, and `title`, `subtitle`, `agenda1`,
    `basis` above the text. Lines without any citation are absent; where printed numbers repeat,
    the first line has the place.
    """

    resolution: Resolution
    lines: tuple[Line, ...]
    openings: Mapping[str, Opening]
    citations: Mapping[str, tuple[Citation, ...]]

    def iter_cited(self) -> Iterator[tuple[Line, Citation]]:
        """Give line and citation in reading order: heads, paragraphs, notes."""
        left = dict(self.citations)
        for line in self.lines if left else ():
            yield from ((line, citation) for citation in left.pop(line.place, ()))

    def iter_citations(self) -> Iterator[tuple[str, Citation]]:
        """Give address and citation in reading order.

        An address is the id of a paragraph or note, or `basis` for all that stands above the
        text; `iter_cited` tells the lines apart.
        """
        return ((line.id or BASIS, citation) for line, citation in self.iter_cited())


_MAY_CITE = ("1", "2", "0", "](", "3", "4", "5", "6", "7", "8", "9")
"""What every citation has, the commonest first: a figure, or a link that an author made."""


class TextReader:
    """Derives what a text says by rule; made once for all texts of a run."""

    def __init__(self, registers: Registers) -> None:
        """Compile the rules of the registers."""
        self.registers = registers
        self._openings = OpeningFinder(registers)
        self._citations = CitationFinder(registers)

    def read(self, resolution: Resolution) -> Text:
        """Give the text with everything derived from it."""
        body, language = resolution.body, resolution.language
        lines = tuple(iter_lines(resolution))
        openings: dict[str, Opening] = {}
        citations: dict[str, tuple[Citation, ...]] = {}
        seen = set()
        for line in lines:
            if line.paragraph and not line.name:
                opening = self._openings.find(line.paragraph.kind, line.words, language)
                if opening:
                    openings[line.id] = opening
            place = line.place
            if place not in seen and _may_cite(line):
                citations[place] = tuple(self._cite(line, body, language))
            seen.add(place)
        citations = {place: cited for place, cited in citations.items() if cited}
        return Text(resolution, lines, openings, citations)

    def find_opening(self, words: str, part: Part, language: str) -> Opening | None:
        """Give the opening of `words` as a paragraph of `part`; None if no form fits."""
        return self._openings.match(words, part, language)

    def _cite(self, line: Line, body: str, language: str) -> Iterator[Citation]:
        """Give the citations of a line; none runs from one cell of a table into the next."""
        offset = 0
        for piece in line.pieces:
            for found in self._citations.find(piece, body, language):
                start, end = found.start + offset, found.end + offset
                yield found._replace(start=start, end=end) if offset else found
            offset += len(plain_words(piece)) if len(line.pieces) > 1 else 0


def _may_cite(line: Line) -> bool:
    """Tell quickly whether a line can have a citation."""
    return any(sign in piece for piece in line.pieces for sign in _MAY_CITE)


def iter_texts(corpus: Corpus) -> Iterator[Text]:
    """Give every language of the texts of a corpus in its order, each when it is asked for."""
    reader = TextReader(corpus.registers)
    return (reader.read(resolution) for resolution in corpus.iter_versions())
