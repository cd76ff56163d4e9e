"""A page for each document that texts name and the publication lacks: by whom, and where."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from whereas.model.symbols import format_address, is_reserved
from whereas.site.inverses import Inverses, collect_inverses
from whereas.site.listing import Section, make_listing
from whereas.site.mentions import citing_entries, relation_entries
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.words import Phrases


def cited_path(symbol: str) -> str:
    """Give the path of the page of a document that is not held, without a language's prefix."""
    return f"{format_address(symbol)}.html"


def absent_documents(source: SiteSource, inverses: Mapping[str, Inverses]) -> dict[str, Inverses]:
    """Give the documents that main texts cite or relate to and the publication does not hold.

    By symbol, sorted; of two symbols that differ only by case the first has the page.
    """
    taken = {source.plain_path(resolution).lower() for resolution in source.corpus}
    held: dict[str, Inverses] = {}
    for symbol, found in inverses.items():
        path = cited_path(symbol).lower()
        if source.corpus.find(symbol) is None and not is_reserved(symbol) and path not in taken:
            taken.add(path)
            held[symbol] = found
    return held


@page_kind("cited")
def plan_cited(source: SiteSource) -> Iterator[Plan]:
    """Plan a page for each document that is not held, in each language of the site."""
    for symbol, inverses in absent_documents(source, collect_inverses(source)).items():
        for language in source.languages():
            make = functools.partial(make_cited, source, symbol, inverses, language)
            yield Plan(source.prefix(language) + cited_path(symbol), "cited", language, make)


def make_cited(source: SiteSource, symbol: str, inverses: Inverses, language: str) -> Page:
    """Give the page of a document that is not held; search engines are asked to leave it out."""
    words, registers = Phrases(language, "lists"), source.corpus.registers
    root = root_of(source.prefix(language) + cited_path(symbol))
    official = registers.official_url(symbol, language)
    link = Markup('<p><a href="{}">{}</a></p>').format(official, words["official"])
    parsed = registers.grammar.parse_symbol(symbol)
    kind = words[f"kind_{parsed.kind if parsed else 'document'}"]
    sections = [Section("official", words["elsewhere"], body=link if official else Markup(""))]
    relations = tuple(relation_entries(source, inverses, language, root))
    sections.append(Section("relations", Phrases(language, "record")["relations"], relations))
    citing = tuple(citing_entries(source, inverses, language, root))
    sections.append(Section("cited-by", words["cited_by"], citing))
    made = make_listing(
        source,
        "cited",
        language,
        cited_path(symbol),
        heading=symbol,
        lead=words.fill("cited_lead", kind=kind),
        sections=sections,
    )
    return replace(made, indexed=False)
