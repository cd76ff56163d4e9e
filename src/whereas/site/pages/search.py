"""The search page: a form and the place that the script fills."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.templating import render
from whereas.site.words import Phrases

PATH = "search/index.html"


@page_kind("search")
def plan_search(source: SiteSource) -> Iterator[Plan]:
    """Plan the one search page."""
    yield Plan(PATH, "search", source.publication.language, functools.partial(make_search, source))


def make_search(source: SiteSource) -> Page:
    """Give the search page."""
    language = source.publication.language
    words = Phrases(language, "search")
    root = root_of(PATH)
    body = render(
        "search.html",
        ui=words.namespace(),
        root=root,
        index=f"{language}/",
        lists=[(words["home"], f"{root}index.html")],
    )
    return Page(
        path=PATH,
        kind="search",
        language=language,
        title=words["heading"],
        description=words["description"],
        body=body,
    )
