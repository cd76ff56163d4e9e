"""Rows of the tables of votes: one a vote, one a ballot."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.model.resolution import Resolution
from whereas.model.votes import Counted, iter_votes
from whereas.tables.table import Row, Source, table

_LETTERS = {"in_favour": "Y", "against": "N", "abstaining": "A"}
_ADOPTED = frozenset({"adopted", "superseded", "rescinded"})
"""What a text can be whose body adopted it, whatever became of it later."""


@table("votes")
def vote_rows(source: Source) -> Iterator[Row]:
    """Give one row a vote, those on single paragraphs after the one on the text."""
    for resolution in source.corpus:
        for name, counted in _iter_named(resolution):
            tally = counted.tally
            yield (
                name,
                resolution.symbol,
                counted.part or None,
                counted.on or None,
                counted.date,
                counted.method,
                counted.result or _result(resolution.status, counted),
                tally.in_favour if tally else None,
                tally.against if tally else None,
                tally.abstaining if tally else None,
                tally.not_voting if tally else None,
                tally.members if tally else None,
            )


@table("ballots")
def ballot_rows(source: Source) -> Iterator[Row]:
    """Give one row a State and vote: ballots by column and code, then votes only intended."""
    for resolution in source.corpus:
        for name, counted in _iter_named(resolution):
            intended = {state: _LETTERS[meant] for state, meant in counted.intended}
            cast = set()
            for state, letter in counted.ballots.each():
                cast.add(state)
                yield name, state, letter, intended.get(state)
            for state, meant in intended.items():
                if state not in cast:
                    yield name, state, None, meant


def _iter_named(resolution: Resolution) -> Iterator[tuple[str, Counted]]:
    for number, counted in enumerate(iter_votes(resolution), 1):
        yield f"{resolution.symbol}!v{number}", counted


def _result(status: str, counted: Counted) -> str | None:
    """Give what the standing of the text tells of a vote on it; None where it tells nothing.

    An adopted text holds its parts; a rejected whole does not say what became of a part.
    """
    if status in _ADOPTED:
        return "adopted"
    return "rejected" if status == "rejected" and not counted.part else None
