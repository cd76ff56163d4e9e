"""What rules over all texts know of each: small keys, which many processes can gather.

A key holds no words of a text but titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from whereas.checks.judged import Judged
from whereas.model.markup import plain_line
from whereas.model.registers import Registers
from whereas.model.resolution import AgendaItem, Path, Relation
from whereas.model.symbols import Symbol
from whereas.model.translation import Translation


class CitedKey(NamedTuple):
    """A citation: where it stands, as printed, the symbol it means, and the day given with it."""

    path: Path
    place: str
    printed: str
    cited: str | None
    date: str | None
    after: str
    """Words of the text that follow at once, at most `AFTER` characters."""
    before: str
    """Words of the text that go before, at most `AFTER` characters."""


AFTER = 240
"""Enough for a title in quotation marks: the longest of the seventy-sixth session has 220."""


@dataclass(frozen=True, slots=True)
class TextKey:
    """What a text is and what it points to. `ids` are the addresses of its paragraphs and notes."""

    file: str
    symbol: str
    parsed: Symbol | None
    aliases: tuple[str, ...]
    type: str
    status: str
    language: str
    body: str
    session: str | None
    number: str | None
    title: str | None
    part_of: str | None
    date: str
    parts: tuple[str, ...]
    dated_parts: bool
    excerpt: bool
    agenda: tuple[AgendaItem, ...]
    relations: tuple[Relation, ...]
    topics: tuple[str, ...]
    citations: tuple[CitedKey, ...]
    ids: frozenset[str]


@dataclass(frozen=True)
class Keys:
    """The keys of all main texts in the order of the corpus, stray translations, registers."""

    texts: tuple[TextKey, ...]
    orphans: tuple[Translation, ...]
    registers: Registers

    def __iter__(self) -> Iterator[TextKey]:
        """Give the keys in the order of body, date and symbol."""
        return iter(self.texts)

    @cached_property
    def by_name(self) -> Mapping[str, TextKey]:
        """Give the text of each symbol, alias and lettered part; of two the first."""
        found: dict[str, TextKey] = {}
        for key in self.texts:
            found.setdefault(key.symbol, key)
        for key in self.texts:
            for alias in key.aliases:
                found.setdefault(alias, key)
        for key in self.texts:
            for letter in key.parts:
                found.setdefault(f"{key.symbol} {letter}", key)
        return found

    @cached_property
    def symbols(self) -> Mapping[str, Symbol]:
        """Give every cited symbol taken apart, of those whose form a body knows."""
        cited = {citation.cited for text in self.texts for citation in text.citations}
        parsed = {name: self.registers.grammar.parse_symbol(name) for name in cited if name}
        return {name: symbol for name, symbol in parsed.items() if symbol is not None}


def make_key(judged: Judged) -> TextKey:
    """Give the key of a main text."""
    resolution = judged.resolution
    return TextKey(
        file=resolution.file,
        symbol=resolution.symbol,
        parsed=judged.registers.grammar.parse_symbol(resolution.symbol),
        aliases=resolution.aliases,
        type=resolution.type,
        status=resolution.status,
        language=resolution.language,
        body=resolution.body,
        session=resolution.session,
        number=resolution.number,
        title=plain_line(resolution.title),
        part_of=resolution.part_of,
        date=resolution.adoption.date,
        parts=tuple(part.letter for part in resolution.parts),
        dated_parts=any(part.adoption for part in resolution.parts),
        excerpt=resolution.excerpt,
        agenda=resolution.agenda,
        relations=resolution.relations,
        topics=resolution.topics,
        citations=tuple(_iter_citations(judged)),
        ids=frozenset(place.id for place in resolution.places()),
    )


def _iter_citations(judged: Judged) -> Iterator[CitedKey]:
    for line, citation in judged.cited:
        words = line.words
        yield CitedKey(
            line.path,
            line.place,
            citation.printed,
            citation.cited,
            citation.date,
            words[citation.end : citation.end + AFTER],
            words[max(0, citation.start - AFTER) : citation.start],
        )
