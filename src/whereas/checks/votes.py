"""VOT: tallies and ballots, by arithmetic alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.votes import iter_votes
from whereas.problems import Severity

_COLUMNS = ("in_favour", "against", "abstaining", "not_voting")


@file_rule("VOT01", Severity.ERROR)
def check_tally(judged: Judged) -> Iterator[Finding]:
    """The tally equals the number of States listed in each column that lists any.

    Totals and names are two copies of one fact; a difference is a lost or doubled State.
    Wrong: `in_favour: 3` beside two codes. Right: 3 beside three.
    Count again in the meeting's record.
    """
    for counted in iter_votes(judged.resolution):
        for column in _COLUMNS:
            listed = getattr(counted.ballots, column)
            stated = getattr(counted.tally, column) if counted.tally else None
            if listed and stated is not None and stated != len(listed):
                message = f"{column} lists {len(listed)}, the tally says {stated}"
                hint = "count again in the record of the meeting"
                yield Finding((*counted.path, column), message, hint)


@file_rule("VOT02", Severity.ERROR)
def check_columns(judged: Judged) -> Iterator[Finding]:
    """No State stands in two columns of one vote.

    A State votes once.
    Wrong: BRA in favour and abstaining. Right: BRA in one column.
    Look it up in the meeting's record.
    """
    for counted in iter_votes(judged.resolution):
        counts = Counter(state for state, _ in counted.ballots.each())
        for state in sorted(state for state, count in counts.items() if count > 1):
            yield Finding(counted.path, f"{state} stands in two columns", "a State votes once")
