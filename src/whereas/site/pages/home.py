"""The stamped panels of the home page; its first words are hand-written."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus

from whereas.corpus import page_path
from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Resolution
from whereas.site.pages.kinds import Plan, SiteSource, page_kind
from whereas.site.shell import Page
from whereas.site.templating import render
from whereas.site.words import Phrases, format_date

_LATEST = 5


@page_kind("home")
def plan_home(source: SiteSource) -> Iterator[Plan]:
    """Plan the one home page."""
    language = source.publication.language
    yield Plan("index.html", "home", language, functools.partial(make_home, source))


def make_home(source: SiteSource) -> Page:
    """Give the home page."""
    language = source.publication.language
    words = Phrases(language, "home")
    latest = sorted(
        (text.resolution for text in source.texts if text.resolution.language == language),
        key=lambda resolution: (resolution.adoption.date, resolution.symbol),
        reverse=True,
    )[:_LATEST]
    body = render(
        "home.html",
        ui=words.namespace(),
        examples=list(_examples(source, latest, words)),
        ways=list(_ways(source, latest, words)),
        figures=list(_figures(source, words)),
        latest=[_entry(source, resolution) for resolution in latest],
    )
    return Page(
        path="index.html",
        kind="home",
        language=language,
        title=source.publication.title,
        description=source.publication.description,
        body=body,
    )


def _examples(
    source: SiteSource, latest: list[Resolution], words: Phrases
) -> Iterator[tuple[str, str]]:
    for resolution in latest[:1]:
        number = resolution.number or resolution.symbol
        yield number, page_path(resolution, source.publication.language)
        title = plain(parse_markup(resolution.title or "")).split()
        if len(title) > 1:
            example = " ".join(title[-2:])
            yield example, f"search/index.html?q={quote_plus(example)}"


def _ways(
    source: SiteSource, latest: list[Resolution], words: Phrases
) -> Iterator[tuple[str, str, str, str, str]]:
    """Give the ways in as an operative part: each a verb and its place, the last with a stop."""
    found = [("find", "search/index.html"), ("cite", "cite.html"), ("take", "data/index.html")]
    if latest:
        address = page_path(latest[0], source.publication.language)
        found.insert(1, ("read", address))
    for name, address in found:
        end = words["way_last" if name == found[-1][0] else "way_end"]
        yield (
            words[f"{name}_before"],
            words[f"{name}_verb"],
            words[f"{name}_link"],
            address,
            end,
        )


def _figures(source: SiteSource, words: Phrases) -> Iterator[tuple[int, str]]:
    for table in source.catalogue.tables:
        name = f"figure_{table.name}"
        if f"{name}_one" in words:
            yield table.rows, words[f"{name}_one" if table.rows == 1 else f"{name}_many"]


def _entry(source: SiteSource, resolution: Resolution) -> dict[str, Any]:
    return {
        "symbol": resolution.symbol,
        "title": plain(parse_markup(resolution.title or "")) or resolution.symbol,
        "date": format_date(resolution.adoption.date, resolution.language),
        "address": page_path(resolution, source.publication.language),
    }
