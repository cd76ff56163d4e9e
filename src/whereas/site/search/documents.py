"""What is searched of each text, and the index of a language made from it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from whereas.analysis.texts import Text
from whereas.corpus import page_path
from whereas.model.markup import parse_markup, plain
from whereas.site.search.index import SearchDocument, Shard, merge, shard

Run = Callable[
    [Callable[[tuple[SearchDocument, ...]], Shard], Iterable[SearchDocument]], Iterable[Shard]
]
"""Applies a function to batches of documents, here or in workers, in order."""


def iter_index(
    texts: Iterable[Text], language: str, default: str, run: Run
) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of the files of the search index of one language.

    `default` is the site's own language, whose pages have no prefix.
    """
    documents = (_document(text, default) for text in texts if text.resolution.language == language)
    for name, data in merge(run(functools.partial(shard, language=language), documents), language):
        yield f"search/{language}/{name}", data


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
