"""VOT: tallies and ballots, by arithmetic alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Ballots, Resolution, Tally
from whereas.problems import Path, Severity

_COLUMNS = ("in_favour", "against", "abstaining", "not_voting")

Counted = tuple[Path, Tally | None, Ballots]


@file_rule("VOT01", Severity.ERROR)
def check_tally(judged: Judged) -> Iterator[Finding]:
    """The tally equals the number of States listed in each column that lists any.

    Totals and names are two copies of one fact; a difference is a lost or doubled State.
    Wrong: `in_favour: 3` beside two codes. Right: 3 beside three.
    Count again in the meeting's record.
    """
    resolution = judged.resolution
    for path, tally, ballots in _iter_votes(resolution):
        for column in _COLUMNS:
            listed = getattr(ballots, column)
            stated = getattr(tally, column) if tally else None
            if listed and stated is not None and stated != len(listed):
                message = f"{column} lists {len(listed)}, the tally says {stated}"
                yield Finding((*path, column), message, "count again in the record of the meeting")


@file_rule("VOT02", Severity.ERROR)
def check_columns(judged: Judged) -> Iterator[Finding]:
    """No State stands in two columns of one vote.

    A State votes once.
    Wrong: BRA in favour and abstaining. Right: BRA in one column.
    Look it up in the meeting's record.
    """
    resolution = judged.resolution
    for path, _, ballots in _iter_votes(resolution):
        counts = Counter(state for state, _ in ballots.each())
        for state in sorted(state for state, count in counts.items() if count > 1):
            yield Finding(path, f"{state} stands in two columns", "a State votes once")


def _iter_votes(resolution: Resolution) -> Iterator[Counted]:
    """Give every vote of a text with its place: of the whole, of parts, separate ones."""
    for letter, adoption in resolution.adoptions():
        if adoption.vote is None:
            continue
        path: Path = ("adoption", "vote")
        if letter:
            position = [part.letter for part in resolution.parts].index(letter)
            path = ("parts", position, *path)
        yield path, adoption.vote.tally, adoption.vote.ballots
        for position, separate in enumerate(adoption.vote.separate):
            yield (*path, "separate", position), separate.tally, separate.ballots
