"""A page a session of a body (or a year, where a body has no sessions): a table of its texts."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.site.listing import Section, make_listing, text_rows
from whereas.site.names import body_name, session_name
from whereas.site.pages.bodies import Groups, group_texts, session_path
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.words import Phrases, format_date


@page_kind("session")
def plan_sessions(source: SiteSource) -> Iterator[Plan]:
    """Plan a page a session in each language of the site."""
    groups = group_texts(source)
    for language in source.languages():
        for body, sessions in groups.items():
            for session in sessions:
                path = source.prefix(language) + session_path(body, session)
                make = functools.partial(make_session, source, groups, body, session, language)
                yield Plan(path, "session", language, make)


def make_session(
    source: SiteSource, groups: Groups, body: str, session: str, language: str
) -> Page:
    """Give the page of a session: a table of its texts."""
    words = Phrases(language, "lists")
    path = session_path(body, session)
    texts = groups[body][session]
    root = root_of(source.prefix(language) + path)
    dates = sorted(text.adoption.date for text in texts)
    lead = words.fill(
        "session_lead",
        texts=words.count("texts", len(texts)),
        first=format_date(dates[0], language),
        last=format_date(dates[-1], language),
    )
    return make_listing(
        source,
        "session",
        language,
        path,
        heading=session_name(source, body, session, language),
        lead=lead,
        sections=[Section("list", words["list"], rows=text_rows(source, texts, language, root))],
        up=(body_name(source, body, language), f"bodies/{body}/index.html"),
    )
