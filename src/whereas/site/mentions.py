"""Lists of the texts that name a document: what each is to it, or where it cites it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from markupsafe import Markup

from whereas.site.inverses import Inverses
from whereas.site.listing import Entry, text_entries
from whereas.site.pages.kinds import SiteSource
from whereas.site.places import name_places
from whereas.site.words import Phrases


def relation_entries(
    source: SiteSource, inverses: Inverses, language: str, root: str
) -> Iterator[Entry]:
    """Give a line for each text that says what it is to the document: Amended by, and where."""
    words = Phrases(language, "record")
    for related in inverses.relations:
        places = [related.place] if related.place else []
        for entry in _entries(source, related.symbol, places, language, root):
            about = Markup("{} · {}").format(words[f"inverse_{related.kind}"], entry.about)
            yield replace(entry, about=about)


def citing_entries(
    source: SiteSource, inverses: Inverses, language: str, root: str
) -> Iterator[Entry]:
    """Give a line for each text that cites the document, with the places where it does."""
    for symbol, citations in inverses.places().items():
        places = [cited.place for cited in citations]
        yield from _entries(source, symbol, places, language, root)


def _entries(
    source: SiteSource, symbol: str, places: Iterable[str], language: str, root: str
) -> Iterator[Entry]:
    """Give the line of a text with the names and addresses of places in it, each once."""
    found = source.page_of(symbol, language)
    if found is None:
        return
    known = name_places(found[0], language)
    for entry in text_entries(source, [symbol], language, root):
        links: dict[str, str] = {}
        for place in places:
            anchor = known.anchor(place)
            address = f"{entry.address}#{anchor}" if anchor else entry.address
            links.setdefault(known.name(place), address)
        yield replace(entry, places=tuple(links.items()))
