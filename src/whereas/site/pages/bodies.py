"""The list of bodies and a page a body, with its sessions."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.corpus import symbol_order
from whereas.model.resolution import Resolution
from whereas.site.listing import Entry, Section, make_listing
from whereas.site.names import body_name, session_name
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
    """Give the main texts by body and by session or year, newest session first."""
    groups: Groups = {}
    for resolution in source.corpus:
        sessions = groups.setdefault(resolution.body, {})
        sessions.setdefault(session_key(resolution), []).append(resolution)
    return {
        body: dict(sorted(sessions.items(), key=lambda pair: symbol_order(pair[0]), reverse=True))
        for body, sessions in sorted(groups.items())
    }


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
            body, body_name(source, body, language), _sessions(source, body, held, language, root)
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
        heading=body_name(source, body, language),
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
            session_name(source, body, session, language),
            root + session_path(body, session),
            words.count("texts", len(texts)),
        )
        for session, texts in held.items()
    )
