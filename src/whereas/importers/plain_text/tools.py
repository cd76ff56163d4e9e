"""What reading a text needs of its language and its registers, made once for many files."""

from __future__ import annotations

from dataclasses import dataclass

from whereas.analysis.citations import CitationFinder
from whereas.analysis.openings import OpeningFinder
from whereas.importers.plain_text.formulas import FormulaFinder
from whereas.importers.plain_text.labels import read_section
from whereas.importers.plain_text.numbers import NumberFinder
from whereas.importers.plain_text.passages import Passage
from whereas.importers.plain_text.phrases import Phrases
from whereas.importers.vocabulary import Numbered, vocabulary
from whereas.model.registers import Language, Registers

_HEADING = 200
"""Characters that a heading has at most."""
_STOPS = (".", ",", ";", ":")


@dataclass(frozen=True, slots=True)
class Tools:
    """Registers and phrases of one language, with what finds openings, formulas and numbers."""

    registers: Registers
    language: Language
    phrases: Phrases
    openings: OpeningFinder
    formulas: FormulaFinder
    numbers: NumberFinder
    citations: CitationFinder

    def is_closing(self, words: str) -> bool:
        """Tell whether a passage is a closing line, or tells a vote."""
        found = any(pattern.fullmatch(words) for pattern in self.phrases.closing)
        return found or any(vote.pattern.match(words) for vote in self.phrases.votes)

    def is_heading(self, passage: Passage) -> bool:
        """Tell whether a passage is a heading: marked as one, or short and without a stop."""
        words = passage.bare
        if passage.heading:
            return True
        if not words or len(words) > _HEADING or words.endswith(_STOPS) or passage.rows:
            return False
        return words[0].isupper() and not self.is_opened(words) and read_section(words) is None

    def is_opened(self, words: str) -> bool:
        """Tell whether words begin as a paragraph of the preamble or of the operative part."""
        key = self.language.key
        return bool(
            self.openings.match(words, "preamble", key)
            or self.openings.match(words, "operative", key)
        )

    def is_operative(self, words: str) -> bool:
        """Tell whether words begin as a paragraph of the operative part alone does."""
        key = self.language.key
        return bool(self.openings.match(words, "operative", key)) and not self.openings.match(
            words, "preamble", key
        )

    def annex(self, words: str) -> Numbered | None:
        """Give the name of an annex that words are: Annex II, Exhibit 1."""
        for kind, pattern in self.phrases.annexes:
            if match := pattern.fullmatch(words):
                return Numbered(kind, match["label"], None, words, "")
        return vocabulary(self.language.key).annexes.read(words)

    def division(self, words: str) -> Numbered | None:
        """Give the name of a division with which words begin: Article 1, Part II."""
        return vocabulary(self.language.key).divisions.read(words)
