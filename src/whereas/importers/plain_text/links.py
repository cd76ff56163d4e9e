"""Links that prose alone does not give: a number whose body is named only behind it.

`resolution 2000/22 of 18 August 2000, on dialogue, by the Subcommission` names its body so; the
rules for citations leave such a number open. Each link is reported as doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from whereas.analysis.citations import Citation, CitationFinder
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.numbers import NumberFinder
from whereas.model.markup import plain_words
from whereas.model.registers import Language, Registers

_FIGURES = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class LinkWriter:
    """Sets links in lines of one language."""

    registers: Registers
    language: Language
    citations: CitationFinder
    numbers: NumberFinder
    ledger: Ledger

    def write(self, markup: str, body: str, line: int) -> str:
        """Give a line with a link on a number that means nothing without the name behind it."""
        if not any(noun in markup for noun, _ in self._nouns()):
            return markup
        found = self.citations.find(markup, body, self.language.key)
        words = plain_words(markup)
        for one in found:
            symbol = self._find(one, words) if one.cited is None and one.via == "prose" else None
            printed = f"{one.printed}{self._date(words[one.end :])}"
            if symbol and markup.count(printed) == 1:
                what = "number of a body that is named behind it"
                self.ledger.lose("doubtful", what, line, printed, symbol)
                return markup.replace(printed, f"[{printed}]({symbol})")
        return markup

    def _nouns(self) -> tuple[tuple[str, str], ...]:
        return self.language.prose.nouns if self.language.prose else ()

    def _find(self, citation: Citation, words: str) -> str | None:
        """Give the symbol of a number by the only body that is named behind it and has its form."""
        start = _FIGURES.search(citation.printed)
        behind = words[citation.end :]
        if start is None:
            return None
        number = citation.printed[start.start() :]
        found = set()
        for body in self.registers.bodies.values():
            if any(f" {organ}" in behind for organ in body.organs):
                read = self.numbers.find(number, body.key)
                if read and read.end == len(number):
                    found.add(read.symbol)
        return found.pop() if len(found) == 1 else None

    def _date(self, behind: str) -> str:
        """Give the day that follows a number, with the word before it."""
        style, prose = self.language.dates, self.language.prose
        if style is None or prose is None:
            return ""
        months = "|".join(map(re.escape, style.months))
        pattern = rf" {re.escape(prose.dated)} [0-9]{{1,2}} (?:{months}) [0-9]{{4}}"
        match = re.match(pattern, behind)
        return match[0] if match else ""
