"""A text together with what is derived from it: `Text`, made by a `Reader` of the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whereas.analysis.citations import Citation, CitationFinder
from whereas.analysis.openings import Opening, OpeningFinder
from whereas.corpus import Corpus
from whereas.model.markup import parse_markup
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution

BASIS = "basis"
"""Key under which the citations of an adoption's basis stand; no paragraph has this id."""


@dataclass(frozen=True, slots=True)
class Text:
    """A resolution with its openings by paragraph and its citations by place.

    A place is the id of a paragraph or note, or `basis`; places without any are absent.
    """

    resolution: Resolution
    openings: Mapping[str, Opening]
    citations: Mapping[str, tuple[Citation, ...]]

    def iter_citations(self) -> Iterator[tuple[str, Citation]]:
        """Give place and citation in reading order: basis, paragraphs, notes."""
        for place, found in self.citations.items():
            for citation in found:
                yield place, citation


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
        return Text(resolution, openings, dict(self._cite(resolution)))

    def _cite(self, resolution: Resolution) -> Iterator[tuple[str, tuple[Citation, ...]]]:
        body, language = resolution.body, resolution.language
        places = [(p.id, p.nodes()) for p in resolution.places()]
        if resolution.adoption.basis:
            places.insert(0, (BASIS, parse_markup(resolution.adoption.basis)))
        for place, nodes in places:
            if found := self._citations.find(nodes, body, language):
                yield place, found


def iter_texts(corpus: Corpus) -> Iterator[Text]:
    """Give every language of the texts of a corpus in its order, each when it is asked for."""
    reader = TextReader(corpus.registers)
    return (reader.read(resolution) for resolution in corpus.iter_versions())
