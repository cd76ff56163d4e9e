"""What bodies, sessions, States and topics are called in a language of the site.

In the language's own words where the registers have them, else by the main name, in English.
"""

from __future__ import annotations

from whereas.site.pages.kinds import SiteSource
from whereas.site.words import Phrases


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
    """Give the name of the organization to which a body belongs."""
    name = source.corpus.registers.bodies[body].organization
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
    return source.corpus.registers.topics[topic].label
