"""The head of a record's page and what closes it: words of the document, formed from metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from whereas.analysis.texts import BASIS
from whereas.model.markup import parse_markup, plain
from whereas.site.names import (
    agent_name,
    body_name,
    organization_name,
    session_name,
    state_name,
    topic_name,
)
from whereas.site.pages.bodies import session_key, session_path
from whereas.site.record import RecordRenderer, format_labels
from whereas.site.view import View
from whereas.site.words import join_words


def title_of(view: View) -> str:
    """Give the plain words of the title; the symbol where the body gives none."""
    return plain(parse_markup(view.resolution.title or "")) or view.resolution.symbol


def make_head(view: View, renderer: RecordRenderer) -> dict[str, Any]:
    """Give the words of the document's own head, in the text's language."""
    resolution = view.resolution
    body = view.source.corpus.registers.bodies[resolution.body]
    language, basis = view.printed.language, resolution.adoption.basis
    session = resolution.session
    return {
        "organization": organization_name(view.source, resolution.body, language),
        "body": body_name(view.source, resolution.body, language),
        "session": session_name(view.source, body.key, session, language) if session else "",
        "agenda": [
            {
                "label": view.printed.fill("agenda_item", item=format_labels(item.item, language)),
                "title": item.title and renderer.line(item.title),
            }
            for item in resolution.agenda
        ],
        "adopted": _adopted_by(view),
        "basis": renderer.line(basis, BASIS) if basis else "",
        "number": view.printed.fill("numbered", number=resolution.number)
        if resolution.number
        else "",
        "title": renderer.line(resolution.title or resolution.symbol),
        "subtitle": renderer.line(resolution.subtitle or ""),
    }


def iter_facts(view: View) -> Iterator[tuple[str, str | Markup]]:
    """Give what is known of the text, as label and words."""
    resolution, words = view.resolution, view.words
    yield words["adopted"], _adopted(view)
    if resolution.status != "adopted":
        yield words["status"], words[f"status_of_{resolution.status}"]
    session = session_key(resolution)
    address = view.home + session_path(resolution.body, session)
    name = session_name(view.source, resolution.body, session, view.language)
    body = body_name(view.source, resolution.body, view.language)
    whole = join_words((body, name), view.language)
    yield words["session"], Markup('<a href="{}">{}</a>').format(address, whole)
    if resolution.topics:
        yield (
            words["topics"],
            _row(
                (topic_name(view.source, topic, view.language), f"{view.home}topics/{topic}.html")
                for topic in resolution.topics
            ),
        )
    if resolution.sponsors:
        yield words["sponsors"], _row(_sponsors(view))
    if resolution.drafts:
        drafts = (f"{d.symbol} ({d.note})" if d.note else d.symbol for d in resolution.drafts)
        yield words["drafts"], _row((draft, None) for draft in drafts)
    if official := view.official():
        yield words["source"], Markup('<a href="{}">{}</a>').format(official, words["official"])
    if resolution.translated_by:
        yield words["translation"], words[f"translated_{resolution.translated_by}"]
    if resolution.excerpt:
        yield words["note_on"], words["excerpt"]


def iter_closing(view: View) -> Iterator[str]:
    """Give the closing lines, which a document has where its meeting is known."""
    for words in _meeting(view):
        yield words
        yield view.printed_date(view.resolution.adoption.date)


def make_reference(view: View) -> Markup:
    """Give the reference as the United Nations writes it, with the address of this page."""
    resolution = view.resolution
    title = plain(parse_markup(resolution.title or ""))
    return Markup(view.words["reference_titled" if title else "reference"]).format(
        body=body_name(view.source, resolution.body, view.language),
        kind=view.words[f"kind_{resolution.type}"],
        number=resolution.number or resolution.symbol,
        title=title,
        symbol=resolution.symbol,
        date=view.date(resolution.adoption.date),
        address=view.source.publication.url + view.path,
    )


def _adopted_by(view: View) -> str:
    """Give the line that says who adopted the text.

    Where the language inflects the names of bodies and ours is not known in that form, a line
    that needs the bare name alone.
    """
    language, phrase = view.printed.language, f"adopted_{view.resolution.type}"
    body: str | None = body_name(view.source, view.resolution.body, language)
    if f"{phrase}_plain" in view.printed:
        agent = agent_name(view.source, view.resolution.body, language)
        phrase, body = (phrase, agent) if agent else (f"{phrase}_plain", body)
    date = view.printed_date(view.resolution.adoption.date)
    return view.printed.fill(phrase, body=body, date=date)


def _adopted(view: View) -> Markup:
    resolution, words = view.resolution, view.words
    vote = resolution.adoption.vote
    parts = [words[f"method_{vote.method}"]] if vote else []
    if resolution.adoption.meeting is not None:
        parts.append(words.fill("meeting", number=resolution.adoption.meeting))
    parts.append(view.date(resolution.adoption.date))
    issued = [
        words.fill(name, date=view.date(day))
        for name, day in (
            ("issued", resolution.issued.date),
            ("reissued", resolution.issued.reissued),
        )
        if day
    ]
    about = join_words(parts, view.language)
    return Markup('{} <span class="sm">{}</span>').format(about, " ".join(issued))


def _meeting(view: View) -> Iterator[str]:
    adoption = view.resolution.adoption
    if adoption.meeting is not None:
        usual = view.source.corpus.registers.bodies[view.resolution.body].meeting_kind
        kind = f"closing_{(adoption.meeting_kind or usual).partition(' ')[0]}"
        name = kind if kind in view.printed else "closing_meeting"
        yield view.printed.fill(name, ordinal=view.ordinal(adoption.meeting))


def _sponsors(view: View) -> Iterator[tuple[str, str | None]]:
    for sponsor in view.resolution.sponsors:
        name = sponsor.name or state_name(view.source, sponsor.state or "", view.language)
        if sponsor.on_behalf_of:
            name = view.words.fill("on_behalf_of", name=name, group=sponsor.on_behalf_of)
        yield name, f"{view.home}states/{sponsor.state}.html" if sponsor.state else None


def _row(links: Iterator[tuple[str, str | None]]) -> Markup:
    """Give words in a row, each a link where it has an address."""
    pieces = (
        Markup('<a href="{}"><bdi>{}</bdi></a> ').format(address, words)
        if address
        else Markup("<bdi>{}</bdi> ").format(words)
        for words, address in links
    )
    return Markup('<span class="row">{}</span>').format(Markup("").join(pieces))
