"""What bodies, sessions, States and topics are called in a language of the site."""

from __future__ import annotations

from whereas.site.pages.kinds import SiteSource


def body_name(source: SiteSource, body: str, language: str) -> str:
    """Give the name of a body."""
    return source.corpus.registers.bodies[body].name


def organization_name(source: SiteSource, body: str, language: str) -> str:
    """Give the name of the organization to which a body belongs."""
    return source.corpus.registers.bodies[body].organization


def session_name(source: SiteSource, body: str, session: str, language: str) -> str:
    """Give the name of a session; the session as it stands in symbols where none is known."""
    entry = source.corpus.registers.sessions.get((body, session))
    return entry.name if entry else session


def state_name(source: SiteSource, state: str, language: str) -> str:
    """Give the name of a State; its code where no name is known."""
    entry = source.corpus.registers.states.get(state)
    return entry.name if entry else state


def topic_name(source: SiteSource, topic: str, language: str) -> str:
    """Give the label of a topic."""
    return source.corpus.registers.topics[topic].label
