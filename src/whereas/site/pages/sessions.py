"""A page a session of a body (or a year, where a body has no sessions): a table of its texts."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.site.listing import Neighbour, Section, make_listing, text_rows
from whereas.site.names import body_name, isolate_body, isolate_session, session_name
from whereas.site.pages.bodies import Groups, group_texts, session_path
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.words import Phrases, format_date, join_words


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
    root = root_of(source.prefix(language) + path)
    rows = text_rows(source, groups[body][session], language, root)
    names = (session_name(source, body, session, language), body_name(source, body, language))
    return make_listing(
        source,
        "session",
        language,
        path,
        heading=isolate_session(source, body, session, language),
        title=join_words(names, language),
        lead=" ".join(_lead(source, groups, body, session, words)),
        sections=[Section("list", words["list"], rows=rows)],
        up=(isolate_body(source, body, language), f"bodies/{body}/index.html"),
        neighbours=_neighbours(source, groups, body, session, language),
    )


def _lead(
    source: SiteSource, groups: Groups, body: str, session: str, words: Phrases
) -> Iterator[str]:
    """Give how many texts there are and of which days, and when the session opened and closed."""
    days = sorted(text.adoption.date for text in groups[body][session])
    texts = words.count("texts", len(days))
    first, last = (format_date(day, words.language) for day in (days[0], days[-1]))
    if first == last:
        yield words.fill("session_lead_day", texts=texts, date=first)
    else:
        yield words.fill("session_lead", texts=texts, first=first, last=last)
    entry = source.corpus.registers.find_session(body, session)
    if entry and entry.opened:
        opened = format_date(entry.opened, words.language)
        if entry.closed:
            closed = format_date(entry.closed, words.language)
            yield words.fill("session_days", opened=opened, closed=closed)
        else:
            yield words.fill("session_opened", opened=opened)


def _neighbours(
    source: SiteSource, groups: Groups, body: str, session: str, language: str
) -> Iterator[Neighbour]:
    """Give the sessions before and after, by day."""
    sessions = list(reversed(groups[body]))
    position = sessions.index(session)
    for rel, at in (("prev", position - 1), ("next", position + 1)):
        if 0 <= at < len(sessions):
            name = isolate_session(source, body, sessions[at], language)
            yield Neighbour(rel, name, session_path(body, sessions[at]))
