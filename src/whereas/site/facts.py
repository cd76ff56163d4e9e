"""What is known of a text beside its words, as pairs of label and words below its head."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from whereas.model.resolution import Sponsor
from whereas.site.adoption import decided
from whereas.site.names import (
    isolate,
    isolate_body,
    isolate_session,
    isolate_state,
    isolate_topic,
)
from whereas.site.pages.bodies import session_key, session_path
from whereas.site.record import RecordRenderer
from whereas.site.view import View
from whereas.site.words import Phrases

Fact = tuple[str, str | Markup]
"""A label, and words or HTML."""


def iter_facts(view: View, renderer: RecordRenderer) -> Iterator[Fact]:
    """Give what is known of the text, as label and words."""
    resolution, words = view.resolution, view.words
    label, how = decided(view)
    yield label, Markup('{} <span class="sm">{}</span>').format(how, " ".join(_issued(view)))
    if resolution.status != "adopted":
        yield words["status"], words[f"status_of_{resolution.status}"]
    yield words["session"], _session(view)
    yield from _rows(view, renderer)
    if record := resolution.adoption.record:
        yield words["meeting_record"], _row([_link(record, view.address(record))])
    yield from _document(view)
    if aliases := [renderer.line(alias) for alias in resolution.aliases]:
        yield words["aliases"], _row(map(_bdi, aliases))
    yield from _source(view, renderer)
    if resolution.translated_by and resolution.language != resolution.original:
        yield words["translation"], words[f"translated_{resolution.translated_by}"]
    if resolution.excerpt:
        yield words["note_on"], words["excerpt"]


def _rows(view: View, renderer: RecordRenderer) -> Iterator[Fact]:
    """Give what comes in numbers: topics, goals, sponsors, drafts."""
    resolution, words = view.resolution, view.words
    rows = {
        "topics": [_topic(view, topic) for topic in resolution.topics],
        "goals": [_bdi(words.fill("goal", goal=goal)) for goal in resolution.sdgs],
        "sponsors": [_sponsor(view, renderer, sponsor) for sponsor in resolution.sponsors],
        "drafts": [
            _link(draft.symbol, view.address(draft.symbol))
            + (Markup(" ({})").format(_remark(view, renderer, draft.note)) if draft.note else "")
            for draft in resolution.drafts
        ],
    }
    for name, row in rows.items():
        if row:
            yield words[name], _row(row)


def _issued(view: View) -> Iterator[str]:
    issued = view.resolution.issued
    for name, day in (("issued", issued.date), ("reissued", issued.reissued)):
        if day:
            yield view.words.fill(name, date=view.date(day))


def _session(view: View) -> Markup:
    session = session_key(view.resolution)
    body = view.resolution.body
    names = (
        isolate_body(view.source, body, view.language),
        isolate_session(view.source, body, session, view.language),
    )
    comma = Markup(Phrases(view.language, "numbers")["comma"])
    return Markup('<a href="{}">{}</a>').format(
        view.home + session_path(body, session), comma.join(names)
    )


def _topic(view: View, topic: str) -> Markup:
    name = isolate_topic(view.source, topic, view.language)
    return _link(name, f"{view.home}topics/{topic}.html")


def _sponsor(view: View, renderer: RecordRenderer, sponsor: Sponsor) -> Markup:
    """Give a sponsor with the group for which it spoke and the part it had."""
    if sponsor.name:
        name = _remark(view, renderer, sponsor.name)
    else:
        name = isolate_state(view.source, sponsor.state or "", view.language)
    if sponsor.on_behalf_of:
        group = _remark(view, renderer, sponsor.on_behalf_of)
        name = Markup(view.words["on_behalf_of"]).format(name=name, group=group)
    link = _link(name, f"{view.home}states/{sponsor.state}.html" if sponsor.state else None)
    if not sponsor.role:
        return link
    role = view.words[f"role_{sponsor.role}"]
    return Markup(view.words["sponsor_role"]).format(name=link, role=role)


def _document(view: View) -> Iterator[Fact]:
    """Give what the masthead says of the document itself."""
    resolution, words = view.resolution, view.words
    said: list[str | Markup] = []
    if resolution.original:
        name = _language(view, resolution.original)
        said.append(Markup(words["original"]).format(language=name))
    if resolution.issued.distribution:
        said.append(words[f"distribution_{resolution.issued.distribution}"])
    if job := resolution.issued.job:
        said.append(Markup(words["job"]).format(job=_bdi(job)))
    if said:
        yield words["document"], _row(Markup("<span>{}</span>").format(words) for words in said)


def _language(view: View, language: str) -> str | Markup:
    names = Phrases(view.language, "languages")
    if language in names:
        return names[language]
    entry = view.source.corpus.registers.languages.get(language)
    if entry is None:
        return language
    return isolate(view.source, entry.endonym, language, view.language)


def _source(view: View, renderer: RecordRenderer) -> Iterator[Fact]:
    official, note = view.official(), view.resolution.source.note
    said = [Markup('<a href="{}">{}</a>').format(official, view.words["official"])] * bool(official)
    if note:
        said.append(Markup('<span class="sm">{}</span>').format(_remark(view, renderer, note)))
    if said:
        yield view.words["source"], _row(said)


def _remark(view: View, renderer: RecordRenderer, line: str) -> Markup:
    """Give a line that the main file alone has, in its language."""
    return isolate(view.source, renderer.line(line), view.main_language, view.language)


def _link(words: str | Markup, address: str | None) -> Markup:
    if address is None:
        return _bdi(words)
    return Markup('<a href="{}">{}</a>').format(address, _bdi(words))


def _bdi(words: str | Markup) -> Markup:
    return Markup("<bdi>{}</bdi>").format(words)


def _row(pieces: Iterator[Markup] | list[Markup]) -> Markup:
    """Give pieces in a row."""
    return Markup('<span class="row">{}</span>').format(
        Markup(" ").join(Markup("<span>{}</span>").format(piece) for piece in pieces)
    )
