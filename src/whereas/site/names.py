"""What bodies, sessions, States and topics are called in a language of the site.

In the language's own words where the registers have them, else by the main name, in English.
"""

from __future__ import annotations

from markupsafe import Markup

from whereas.site.listing import language_marks
from whereas.site.pages.kinds import SiteSource
from whereas.site.words import Phrases

MAIN = "en"
"""Language of the names that stand in for missing ones."""


def body_name(source: SiteSource, body: str, language: str) -> str:
    """Give the name of a body."""
    return source.corpus.registers.bodies[body].name_in(language)


def agent_name(source: SiteSource, body: str, language: str) -> str | None:
    """Give the name of a body as it stands after `adopted by`, where it can be known.

    Some languages inflect names or put an article before them: the article is that of the
    formula which opens the body's texts; other forms are among the interface's words.
    """
    entry, known = source.corpus.registers.bodies[body], Phrases(language, "agents")
    name = entry.name_in(language)
    if name in known:
        return known[name]
    article = entry.formula.get(language, "").rstrip(",:").removesuffix(name)
    return known[article] + name if article in known else None


def organization_name(source: SiteSource, body: str, language: str) -> str:
    """Give the name of the organization to which a body belongs.

    In the body's own register, else among the interface's words.
    """
    name = source.corpus.registers.bodies[body].organization_in(language)
    known = Phrases(language, "organizations")
    if name in known:
        return known[name]
    return name


def session_name(source: SiteSource, body: str, session: str, language: str) -> str:
    """Give the name of a session; the session as it stands in symbols where none is known."""
    registers = source.corpus.registers
    entry = registers.find_session(body, session)
    return registers.session_name(body, session, language) or (entry.name if entry else session)


def state_name(source: SiteSource, state: str, language: str) -> str:
    """Give the name of a State; its code where no name is known."""
    entry = source.corpus.registers.states.get(state)
    return entry.name_in(language) if entry else state


def topic_name(source: SiteSource, topic: str, language: str) -> str:
    """Give the label of a topic."""
    return source.corpus.registers.topics[topic].label_in(language)


def isolate(source: SiteSource, words: str | Markup, language: str, page: str) -> Markup:
    """Give words in `language` for a page in another, marked with their language and direction.

    Words in the page's own language are given as they are.
    """
    if language == page:
        return Markup.escape(words)
    return Markup("<bdi{}>{}</bdi>").format(language_marks(source, language, page), words)


def isolate_body(source: SiteSource, body: str, language: str) -> Markup:
    """Give the name of a body, isolated where it is the main one."""
    known = language in source.corpus.registers.bodies[body].names
    return _isolate_name(source, body_name(source, body, language), language, known=known)


def isolate_organization(source: SiteSource, body: str, language: str) -> Markup:
    """Give the name of a body's organization, isolated where it is the main one."""
    entry = source.corpus.registers.bodies[body]
    known = language in entry.organization_names
    known = known or entry.organization in Phrases(language, "organizations")
    return _isolate_name(source, organization_name(source, body, language), language, known=known)


def isolate_session(source: SiteSource, body: str, session: str, language: str) -> Markup:
    """Give the name of a session, isolated where it is the main one or bare figures."""
    known = source.corpus.registers.session_name(body, session, language) is not None
    return _isolate_name(
        source, session_name(source, body, session, language), language, known=known
    )


def isolate_state(source: SiteSource, state: str, language: str) -> Markup:
    """Give the name of a State, isolated where it is the main one."""
    entry = source.corpus.registers.states.get(state)
    known = entry is not None and language in entry.names
    return _isolate_name(source, state_name(source, state, language), language, known=known)


def isolate_topic(source: SiteSource, topic: str, language: str) -> Markup:
    """Give the label of a topic, isolated where it is the main one."""
    known = language in source.corpus.registers.topics[topic].labels
    return _isolate_name(source, topic_name(source, topic, language), language, known=known)


def _isolate_name(source: SiteSource, name: str, language: str, *, known: bool) -> Markup:
    return isolate(source, name, language if known else MAIN, language)
