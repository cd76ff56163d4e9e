"""A page for each cited document that the publication does not hold: who cites it, and where."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from whereas.analysis.texts import BASIS
from whereas.corpus import page_path
from whereas.model.symbols import format_address, is_reserved
from whereas.site.listing import Entry, Section, isolate, make_listing
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.words import Phrases, format_date, join_words


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that cites a document: text, place and the words of the citation."""

    symbol: str
    place: str
    printed: str
    date: str


def cited_path(symbol: str) -> str:
    """Give the path of the page of a document that is not held."""
    return f"{format_address(symbol)}.html"


def absent_documents(source: SiteSource) -> dict[str, list[Mention]]:
    """Give the documents that main texts cite and the publication does not hold.

    By symbol, sorted; of two symbols that differ only by case the first has the page.
    """
    found: dict[str, list[Mention]] = {}
    for text in source.texts:
        resolution = text.resolution
        if resolution.is_translation:
            continue
        for place, citation in text.iter_citations():
            symbol = citation.cited
            if symbol and source.corpus.find(symbol) is None and not is_reserved(symbol):
                mention = Mention(
                    resolution.symbol, place, citation.printed, resolution.adoption.date
                )
                found.setdefault(symbol, []).append(mention)
    taken = {
        page_path(version, source.publication.language).lower()
        for version in source.corpus.iter_versions()
    }
    taken |= {source.plain_path(resolution).lower() for resolution in source.corpus}
    held: dict[str, list[Mention]] = {}
    for symbol in sorted(found):
        path = cited_path(symbol).lower()
        if path not in taken:
            taken.add(path)
            held[symbol] = found[symbol]
    return held


@page_kind("cited")
def plan_cited(source: SiteSource) -> Iterator[Plan]:
    """Plan a page for each cited document that is not held, in the site's own language."""
    language = source.publication.language
    for symbol, mentions in absent_documents(source).items():
        make = functools.partial(make_cited, source, symbol, mentions)
        yield Plan(cited_path(symbol), "cited", language, make)


def make_cited(source: SiteSource, symbol: str, mentions: list[Mention]) -> Page:
    """Give the page of a document that is not held; search engines are asked to leave it out."""
    language = source.publication.language
    words, registers = Phrases(language, "lists"), source.corpus.registers
    root = root_of(cited_path(symbol))
    entries = tuple(
        Entry(
            join_words((mention.symbol, _place(mention.place, words)), language),
            root + _address(source, mention),
            isolate(mention.printed, format_date(mention.date, language)),
        )
        for mention in mentions
    )
    official = registers.official_url(symbol, language)
    link = Markup('<p><a href="{}">{}</a></p>').format(official, words["official"])
    parsed = registers.grammar.parse_symbol(symbol)
    kind = words[f"kind_{parsed.kind if parsed else 'document'}"]
    made = make_listing(
        source,
        "cited",
        language,
        cited_path(symbol),
        heading=symbol,
        lead=words.fill("cited_lead", kind=kind),
        sections=[
            Section("official", words["elsewhere"], body=link if official else Markup("")),
            Section("cited-by", words["cited_by"], entries),
        ],
        everywhere=False,
    )
    return replace(made, indexed=False)


def _place(place: str, words: Phrases) -> str:
    return words["basis"] if place == BASIS else place


def _address(source: SiteSource, mention: Mention) -> str:
    found = source.corpus.find(mention.symbol)
    path = quote(page_path(found, source.publication.language)) if found else ""
    return path if mention.place == BASIS else f"{path}#{mention.place}"
