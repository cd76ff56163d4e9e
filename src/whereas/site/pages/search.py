"""The search page: a form and the place that the script fills."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.site.interface import load_interface
from whereas.site.listing import alternates, language_links
from whereas.site.pages.kinds import (
    Plan,
    SiteSource,
    find_example,
    in_languages,
    page_kind,
    root_of,
)
from whereas.site.shell import Page
from whereas.site.templating import render
from whereas.site.words import Phrases

PATH = "search/index.html"

_SAID = (
    *("searching", "found", "partly", "none", "unknown", "named", "looked", "unread", "page"),
    *("failed", "preambular", "operative", "note", "annex", "other", "quoted"),
)
_STATUSES = ("draft", "rejected", "superseded", "rescinded")
_DEGREES = (1, 2, 3)


@page_kind("search")
def plan_search(source: SiteSource) -> Iterator[Plan]:
    """Plan the page in each language of the site."""
    for language in source.languages():
        path = source.prefix(language) + PATH
        yield Plan(path, "search", language, functools.partial(make_search, source, language))


def make_search(source: SiteSource, language: str) -> Page:
    """Give the search page."""
    words = Phrases(language, "search")
    path, pages = source.prefix(language) + PATH, in_languages(source, PATH)
    root, example = root_of(path), find_example(source.corpus)
    body = render(
        "search.html",
        ui=words.namespace(),
        help=words.fill("help", symbol=example) if example else "",
        said=script_words(language),
        root=root,
        index=f"{root}search/{language}/",
        lists=[(words["bodies"], "../bodies/index.html")],
        languages=language_links(source, pages, path),
    )
    return Page(
        path=path,
        kind="search",
        language=language,
        title=words["heading"],
        description=words["description"],
        body=body,
        alternates=alternates(pages),
    )


def script_words(language: str) -> dict[str, str]:
    """Give what the script says, by the names of data attributes."""
    words, record = Phrases(language, "search"), Phrases(language, "record")
    dates, numbers = Phrases(language, "dates"), Phrases(language, "numbers")
    return {
        **{name: words[name] for name in _SAID},
        **{status: record[f"status_of_{status}"] for status in _STATUSES},
        "date": dates["long"],
        "first": dates["day_1"],
        "months": "|".join(dates[f"month_{month}"] for month in range(1, 13)),
        "items": "|".join(numbers[f"item_{degree}"] for degree in _DEGREES),
        "series": _series(language),
        "latin": _series("en"),
    }


def _series(language: str) -> str:
    """Give the signs with which a language counts items, by degree; none where it has no own."""
    numbers = load_interface(language)["numbers"]
    return "|".join(numbers.get(f"series_{degree}", "") for degree in _DEGREES)
