"""The list of bodies and a page a body, with its sessions."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.corpus import symbol_order
from whereas.model.resolution import Resolution
from whereas.site.listing import Entry, Section, make_listing
from whereas.site.names import isolate_body, isolate_session
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.words import Phrases

Groups = dict[str, dict[str, list[Resolution]]]
"""Texts by body, then by session or year."""


@page_kind("body")
def plan_bodies(source: SiteSource) -> Iterator[Plan]:
    """Plan the list of bodies and a page a body."""
    groups = group_texts(source)
    for language in source.languages():
        prefix = source.prefix(language)
        make = functools.partial(make_bodies, source, groups, language)
        yield Plan(f"{prefix}bodies/index.html", "body", language, make)
        for body in groups:
            make = functools.partial(make_body, source, groups, body, language)
            yield Plan(f"{prefix}bodies/{body}/index.html", "body", language, make)


def group_texts(source: SiteSource) -> Groups:
    """Give the main texts by body and by session or year, the session that opened last first."""
    groups: Groups = {}
    for resolution in source.corpus:
        sessions = groups.setdefault(resolution.body, {})
        sessions.setdefault(session_key(resolution), []).append(resolution)
    return {
        body: _order_sessions(source, body, sessions) for body, sessions in sorted(groups.items())
    }


def _order_sessions(
    source: SiteSource, body: str, sessions: dict[str, list[Resolution]]
) -> dict[str, list[Resolution]]:
    """Order by the day on which a session opened, else by that of its first text."""

    def day(session: str) -> str:
        entry = source.corpus.registers.find_session(body, session)
        first = min(text.adoption.date for text in sessions[session])
        return (entry and entry.opened) or first

    keys = sorted(sessions, key=lambda key: (day(key), symbol_order(key)), reverse=True)
    return {key: sessions[key] for key in keys}


def session_key(resolution: Resolution) -> str:
    """Give the session of a text, or its year where the body has no sessions."""
    return resolution.session or resolution.adoption.date[:4]


def session_path(body: str, session: str) -> str:
    """Give the path of a session's page, without a language's prefix."""
    return f"bodies/{body}/{session}.html"


def make_bodies(source: SiteSource, groups: Groups, language: str) -> Page:
    """Give the list of bodies, each with its sessions."""
    words = Phrases(language, "lists")
    root = root_of(f"{source.prefix(language)}bodies/index.html") + source.prefix(language)
    sections = (
        Section(
            body,
            isolate_body(source, body, language),
            _sessions(source, body, held, language, root),
        )
        for body, held in groups.items()
    )
    return make_listing(
        source,
        "body",
        language,
        "bodies/index.html",
        heading=words["bodies"],
        lead=words["bodies_lead"],
        sections=sections,
    )


def make_body(source: SiteSource, groups: Groups, body: str, language: str) -> Page:
    """Give the page of a body: its sessions."""
    words = Phrases(language, "lists")
    path = f"bodies/{body}/index.html"
    root = root_of(source.prefix(language) + path) + source.prefix(language)
    entries = _sessions(source, body, groups[body], language, root)
    count = sum(len(texts) for texts in groups[body].values())
    return make_listing(
        source,
        "body",
        language,
        path,
        heading=isolate_body(source, body, language),
        lead=words.count("texts", count),
        sections=[Section("sessions", words["sessions"], entries)],
        up=(words["bodies"], "bodies/index.html"),
    )


def _sessions(
    source: SiteSource, body: str, held: dict[str, list[Resolution]], language: str, root: str
) -> tuple[Entry, ...]:
    words = Phrases(language, "lists")
    return tuple(
        Entry(
            isolate_session(source, body, session, language),
            root + session_path(body, session),
            words.count("texts", len(texts)),
        )
        for session, texts in held.items()
    )
