"""Rows of the tables of registers: the entries that the texts use, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whereas.corpus import symbol_order
from whereas.model.registers import OpeningForm
from whereas.model.votes import iter_votes
from whereas.tables.table import Row, Source, session_id, table


@table("languages")
def language_rows(source: Source) -> Iterator[Row]:
    """Give one row a language of the texts."""
    for key in source.corpus.languages():
        language = source.corpus.registers.languages[key]
        yield key, language.name, language.endonym, language.direction


@table("bodies")
def body_rows(source: Source) -> Iterator[Row]:
    """Give one row a body that adopted a text."""
    for key in sorted({resolution.body for resolution in source.corpus}):
        body = source.corpus.registers.bodies[key]
        yield key, body.name, body.organization


@table("sessions")
def session_rows(source: Source) -> Iterator[Row]:
    """Give one row a session in which a text was adopted."""
    found = {
        (resolution.body, resolution.session): session_id(resolution)
        for resolution in source.corpus
        if resolution.session
    }
    for body, session in sorted(found, key=lambda pair: (pair[0], symbol_order(pair[1]))):
        entry = source.corpus.registers.sessions.get((body, session))
        yield found[body, session], body, session, entry.name if entry else None


@table("states")
def state_rows(source: Source) -> Iterator[Row]:
    """Give one row a State that voted, meant to vote or proposed."""
    found = {s.state for resolution in source.corpus for s in resolution.sponsors if s.state}
    for counted in (counted for resolution in source.corpus for counted in iter_votes(resolution)):
        found |= {state for state, _ in (*counted.ballots.each(), *counted.intended)}
    for state in sorted(found):
        entry = source.corpus.registers.states.get(state)
        yield state, entry.name if entry else state, entry.m49 if entry else None


@table("topics")
def topic_rows(source: Source) -> Iterator[Row]:
    """Give one row a topic under which a text is filed."""
    for key in sorted({topic for resolution in source.corpus for topic in resolution.topics}):
        topic = source.corpus.registers.topics[key]
        yield key, topic.label, topic.uri


@table("opening_words")
def opening_rows(source: Source) -> Iterator[Row]:
    """Give one row an opening that occurs, with how often, in every language of the texts."""
    counts: Counter[OpeningForm] = Counter(
        opening.form for text in source.texts for opening in text.openings.values()
    )
    for form in sorted(counts, key=lambda f: (f.language, f.part, f.form)):
        yield (
            form.language,
            form.part,
            form.form,
            form.lemma,
            form.category,
            form.force,
            counts[form],
        )
