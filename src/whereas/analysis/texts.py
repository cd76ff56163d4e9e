"""A text together with what is derived from it: `Text`, made by a `Reader` of the registers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from whereas.analysis.citations import Citation, CitationFinder
from whereas.analysis.lines import Line, iter_lines
from whereas.analysis.openings import Opening, OpeningFinder
from whereas.corpus import Corpus
from whereas.model.markup import parse_markup, plain
from whereas.model.registers import Part, Registers
from whereas.model.resolution import Resolution

BASIS = "basis"
"""Place of the basis of adoption, and address of all that stands above the text; no id is so."""


@dataclass(frozen=True, slots=True)
class Text:
    """A resolution with its openings by paragraph and its citations by line.

    The key of a line is its `Line.place`: the id of a paragraph or note for its words (of a
    table with its cells, as `Paragraph.text()` joins them), `op5.heading` for the heading on
    the paragraph's line, `A.basis` for a part's basis, and `title`, `subtitle`, `agenda1`,
    `basis` above the text. Lines without any citation are absent.
    """

    resolution: Resolution
    openings: Mapping[str, Opening]
    citations: Mapping[str, tuple[Citation, ...]]

    def iter_cited(self) -> Iterator[tuple[Line, Citation]]:
        """Give line and citation in reading order: heads, paragraphs, notes."""
        for place, line in _lines(self.resolution).items():
            yield from ((line, citation) for citation in self.citations.get(place, ()))

    def iter_citations(self) -> Iterator[tuple[str, Citation]]:
        """Give address and citation in reading order.

        An address is the id of a paragraph or note, or `basis` for all that stands above the
        text; `iter_cited` tells the lines apart.
        """
        return ((line.id or BASIS, citation) for line, citation in self.iter_cited())


_MAY_CITE = re.compile(r"[0-9]|\]\(")
"""What every citation has: a figure, or a link that an author made."""


class TextReader:
    """Derives what a text says by rule; made once for all texts of a run."""

    def __init__(self, registers: Registers) -> None:
        """Compile the rules of the registers."""
        self.registers = registers
        self._openings = OpeningFinder(registers)
        self._citations = CitationFinder(registers)

    def read(self, resolution: Resolution) -> Text:
        """Give the text with everything derived from it."""
        found = ((p.id, self._openings.find(p, resolution.language)) for p in resolution.paragraphs)
        openings = {place: opening for place, opening in found if opening}
        lines = _lines(resolution).items()
        cited = {place: tuple(self._cite(line, resolution)) for place, line in lines}
        return Text(resolution, openings, {place: c for place, c in cited.items() if c})

    def find_opening(self, words: str, part: Part, language: str) -> Opening | None:
        """Give the opening of `words` as a paragraph of `part`; None if no form fits."""
        return self._openings.match(words, part, language)

    def _cite(self, line: Line, resolution: Resolution) -> Iterator[Citation]:
        """Give the citations of a line; none runs from one cell of a table into the next."""
        body, language = resolution.body, resolution.language
        offset = 0
        for number, piece in enumerate(line.pieces, 1):
            if len(line.pieces) == 1 and not _MAY_CITE.search(piece):
                return
            nodes = parse_markup(piece)
            for citation in self._citations.find(nodes, body, language):
                start, end = citation.start + offset, citation.end + offset
                yield replace(citation, start=start, end=end) if offset else citation
            if number < len(line.pieces):
                offset += len(plain(nodes))


def _lines(resolution: Resolution) -> dict[str, Line]:
    """Give the lines by place; where printed numbers repeat, the first has the place."""
    found: dict[str, Line] = {}
    for line in iter_lines(resolution):
        found.setdefault(line.place, line)
    return found


def iter_texts(corpus: Corpus) -> Iterator[Text]:
    """Give every language of the texts of a corpus in its order, each when it is asked for."""
    reader = TextReader(corpus.registers)
    return (reader.read(resolution) for resolution in corpus.iter_versions())
