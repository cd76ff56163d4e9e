"""What the texts say of a document, turned round: relations to it, and the places that cite it.

Computed once for all texts; knows no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whereas.site.pages.kinds import SiteSource


@dataclass(frozen=True, slots=True)
class Related:
    """A text that says what it is to a document: `kind` of relation, place in that text."""

    symbol: str
    kind: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A place of a text that cites a document, and the words by which it does."""

    symbol: str
    place: str
    printed: str


@dataclass(frozen=True, slots=True)
class Inverses:
    """Relations to one document and citations of it, in the order of the corpus."""

    relations: tuple[Related, ...] = ()
    citations: tuple[Cited, ...] = ()

    def places(self) -> Mapping[str, tuple[Cited, ...]]:
        """Give the citations by citing text."""
        found: dict[str, list[Cited]] = {}
        for cited in self.citations:
            found.setdefault(cited.symbol, []).append(cited)
        return {symbol: tuple(held) for symbol, held in found.items()}


def collect_inverses(source: SiteSource) -> Mapping[str, Inverses]:
    """Give the inverses of every document that a main text names, by symbol.

    A name of a text that is held, or of a lettered part of it, counts for that text's symbol.
    What a text says of itself is left out.
    """
    relations: dict[str, list[Related]] = {}
    citations: dict[str, list[Cited]] = {}
    for text in source.texts:
        resolution = text.resolution
        if resolution.is_translation:
            continue
        own = resolution.symbol
        for relation in resolution.relations:
            symbol = _held_symbol(source, relation.to)
            if symbol != own:
                related = Related(own, relation.kind, relation.at)
                relations.setdefault(symbol, []).append(related)
        for line, citation in text.iter_cited():
            symbol = _held_symbol(source, citation.cited or own)
            if symbol != own:
                citations.setdefault(symbol, []).append(Cited(own, line.place, citation.printed))
    return {
        symbol: Inverses(tuple(relations.get(symbol, ())), tuple(citations.get(symbol, ())))
        for symbol in sorted(relations.keys() | citations.keys())
    }


def inverses_of(inverses: Mapping[str, Inverses], symbol: str) -> Inverses:
    """Give the inverses of one document; empty where no text names it."""
    return inverses.get(symbol, Inverses())


def _held_symbol(source: SiteSource, name: str) -> str:
    held = source.corpus.find(name)
    return held.symbol if held else name
