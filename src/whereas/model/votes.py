"""All counts of votes on a text, walked in one way: of the whole, of parts, separate ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whereas.model.resolution import Ballots, Path, Resolution, Tally


@dataclass(frozen=True, slots=True)
class Counted:
    """One count. `path` is its place in the YAML; `date` the day of the adoption it belongs to.

    `part` is the letter of a part adopted alone, else empty. `on` is what a separate vote was on
    (an id, or words), else empty; then `method` is that of the vote on the text. `result` is
    what a separate vote gave, else None: whether a text was adopted is its status. `intended`
    pairs a State with the vote it had meant to cast.
    """

    path: Path
    part: str
    on: str
    date: str
    method: str
    result: str | None
    tally: Tally | None
    ballots: Ballots
    intended: tuple[tuple[str, str], ...] = ()


def iter_votes(resolution: Resolution) -> Iterator[Counted]:
    """Give every count of a text in its order: each adoption's vote, then its separate votes."""
    positions = {part.letter: position for position, part in enumerate(resolution.parts)}
    for letter, adoption in resolution.adoptions():
        vote, day = adoption.vote, adoption.date
        if vote is None:
            continue
        path: Path = ("parts", positions[letter]) if letter else ()
        path = (*path, "adoption", "vote")
        yield Counted(
            path, letter, "", day, vote.method, None, vote.tally, vote.ballots, vote.intended
        )
        for position, held in enumerate(vote.separate):
            here = (*path, "separate", position)
            yield Counted(
                here, letter, held.on, day, vote.method, held.result, held.tally, held.ballots
            )
