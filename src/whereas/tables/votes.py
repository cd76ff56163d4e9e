"""Rows of the tables of votes: one a vote, one a ballot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whereas.model.resolution import Ballots, Resolution, Tally
from whereas.tables.table import Row, Source, table

_LETTERS = {"in_favour": "Y", "against": "N", "abstaining": "A"}
_RESULTS = {"rejected": "rejected"}


@dataclass(frozen=True, slots=True)
class _Cast:
    """A vote with all that its row says."""

    id: str
    part: str
    on: str
    date: str
    method: str
    result: str
    tally: Tally | None
    ballots: Ballots
    intended: dict[str, str]


@table("votes")
def vote_rows(source: Source) -> Iterator[Row]:
    """Give one row a vote, those on single paragraphs after the one on the text."""
    for resolution in source.corpus:
        for cast in _iter_votes(resolution):
            tally = cast.tally
            yield (
                cast.id,
                resolution.symbol,
                cast.part or None,
                cast.on or None,
                cast.date,
                cast.method,
                cast.result,
                tally.in_favour if tally else None,
                tally.against if tally else None,
                tally.abstaining if tally else None,
                tally.not_voting if tally else None,
                tally.members if tally else None,
            )


@table("ballots")
def ballot_rows(source: Source) -> Iterator[Row]:
    """Give one row a State and vote, by column and code as the text lists them."""
    for resolution in source.corpus:
        for cast in _iter_votes(resolution):
            for state, letter in cast.ballots.each():
                yield cast.id, state, letter, cast.intended.get(state)


def _iter_votes(resolution: Resolution) -> Iterator[_Cast]:
    number = 0
    for letter, adoption in resolution.adoptions():
        vote = adoption.vote
        if vote is None:
            continue
        number += 1
        method = vote.method
        intended = {state: _LETTERS[meant] for state, meant in vote.intended}
        result = _RESULTS.get(resolution.status, "adopted")
        main = f"{resolution.symbol}!v{number}"
        yield _Cast(
            main, letter, "", adoption.date, method, result, vote.tally, vote.ballots, intended
        )
        for separate in vote.separate:
            number += 1
            name = f"{resolution.symbol}!v{number}"
            yield _Cast(
                name,
                letter,
                separate.on,
                adoption.date,
                method,
                separate.result,
                separate.tally,
                separate.ballots,
                {},
            )
