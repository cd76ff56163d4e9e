"""The list of topics and a page a topic."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from markupsafe import Markup

from whereas.site.listing import Entry, Section, make_listing, text_entries
from whereas.site.names import isolate_topic
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.words import Phrases

Filed = dict[str, list[str]]
"""Symbols of texts by topic."""


@page_kind("topic")
def plan_topics(source: SiteSource) -> Iterator[Plan]:
    """Plan the list of topics and a page a topic, where texts are filed under any."""
    filed: Filed = {}
    for resolution in source.corpus:
        for topic in resolution.topics:
            filed.setdefault(topic, []).append(resolution.symbol)
    for language in source.languages() if filed else ():
        prefix = source.prefix(language)
        make = functools.partial(make_topics, source, filed, language)
        yield Plan(f"{prefix}topics/index.html", "topic", language, make)
        for topic in sorted(filed):
            make = functools.partial(make_topic, source, topic, filed[topic], language)
            yield Plan(f"{prefix}topics/{topic}.html", "topic", language, make)


def make_topics(source: SiteSource, filed: Filed, language: str) -> Page:
    """Give the list of topics with their numbers of texts."""
    words = Phrases(language, "lists")
    entries = tuple(
        Entry(
            isolate_topic(source, topic, language), f"{topic}.html", words.count("texts", len(held))
        )
        for topic, held in sorted(filed.items())
    )
    return make_listing(
        source,
        "topic",
        language,
        "topics/index.html",
        heading=words["topics"],
        lead=words["topics_lead"],
        sections=[Section("list", words["topics"], entries)],
    )


def make_topic(source: SiteSource, topic: str, symbols: list[str], language: str) -> Page:
    """Give the page of a topic: its texts, newest first."""
    words = Phrases(language, "lists")
    path = f"topics/{topic}.html"
    root = root_of(source.prefix(language) + path)
    entries = tuple(text_entries(source, reversed(symbols), language, root))
    uri = source.corpus.registers.topics[topic].uri
    about = Markup('<p class="sm"><a href="{}">{}</a></p>').format(uri, words["unbis"])
    return make_listing(
        source,
        "topic",
        language,
        path,
        heading=isolate_topic(source, topic, language),
        lead=words.count("texts", len(symbols)),
        sections=[Section("list", words["list"], entries, body=about if uri else Markup(""))],
        up=(words["topics"], "topics/index.html"),
    )
