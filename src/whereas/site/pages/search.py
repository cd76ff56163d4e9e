"""The search page: a form and the place that the script fills."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.site.listing import alternates, language_links
from whereas.site.pages.kinds import Plan, SiteSource, in_languages, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.templating import render
from whereas.site.words import Phrases

PATH = "search/index.html"


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
    root = root_of(path)
    body = render(
        "search.html",
        ui=words.namespace(),
        dates=Phrases(language, "dates").namespace(),
        item=Phrases(language, "numbers")["item_1"],
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
