"""What is searched of each text, and the index of a language made from it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from whereas.analysis.texts import Text
from whereas.corpus import page_path
from whereas.model.markup import parse_markup, plain
from whereas.model.symbols import number_template
from whereas.site.inverses import collect_inverses
from whereas.site.pages.cited import absent_documents, cited_path
from whereas.site.pages.kinds import SiteSource
from whereas.site.search.index import Named, SearchDocument, Shard, merge, shard

Run = Callable[
    [Callable[[tuple[SearchDocument, ...]], Shard], Iterable[SearchDocument]], Iterable[Shard]
]
"""Applies a function to batches of documents, here or in workers, in order."""


def iter_indexes(source: SiteSource, run: Run) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of the files of the search index of each language of the site.

    Every symbol of the site is in each, so that it leads to the page that there is.
    """
    absent = absent_documents(source, collect_inverses(source))
    default, heads = source.publication.language, find_heads(source)
    for language in source.languages():
        documents = (
            _document(text, default)
            for text in source.texts
            if text.resolution.language == language
        )
        shards = run(functools.partial(shard, language=language), documents)
        names = iter_names(source, language, absent)
        for name, data in merge(shards, language, names, heads):
            yield f"search/{language}/{name}", data


def iter_names(source: SiteSource, language: str, absent: Iterable[str]) -> Iterator[Named]:
    """Give what is known by its symbol alone in the index of a language.

    Texts that are there in other languages only, lettered parts, and the documents `absent`
    that texts cite and the publication lacks.
    """
    for resolution in source.corpus:
        found = source.page_of(resolution.symbol, language)
        if found is None:
            continue
        version, path = found
        if version.language != language:
            yield Named(resolution.symbol, resolution.aliases, path)
        for part in resolution.parts:
            yield Named(f"{resolution.symbol} {part.letter}", (), f"{path}#{part.letter}")
    for symbol in absent:
        yield Named(symbol, (), source.prefix(language) + cited_path(symbol), held=False)


def find_heads(source: SiteSource) -> set[str]:
    """Give what stands before the number in the symbols of the bodies that have texts."""
    grammar = source.corpus.registers.grammar
    bodies = {resolution.body for resolution in source.corpus}
    forms = (form for body in bodies for form in grammar.body_forms(body))
    return {form.print_as.removesuffix(number_template(form)) for form in forms} - {""}


def _document(text: Text, default: str) -> SearchDocument:
    resolution = text.resolution
    return SearchDocument(
        symbol=resolution.symbol,
        aliases=resolution.aliases,
        title=plain(parse_markup(resolution.title or "")),
        date=resolution.adoption.date,
        path=page_path(resolution, default),
        paragraphs=tuple(place.text() for place in resolution.places()),
    )
