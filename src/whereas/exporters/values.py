"""What several formats write of a record in the same way."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from whereas.model.resolution import Ballots, Corrigendum, Tally, Vote

Value = dict[str, Any]


def given(values: Mapping[str, Any]) -> Value:
    """Give what a mapping says, without what is not known."""
    return {key: value for key, value in values.items() if value is not None}


def vote_value(vote: Vote) -> Value:
    """Give a vote as the format writes it."""
    return {
        "method": vote.method,
        **_votes(vote.tally, vote.ballots),
        **given(
            {
                "intended": [{"state": s, "vote": v} for s, v in vote.intended] or None,
                "separate": [
                    {"on": v.on, "result": v.result, **_votes(v.tally, v.ballots)}
                    for v in vote.separate
                ]
                or None,
            }
        ),
    }


def _votes(tally: Tally | None, ballots: Ballots) -> Value:
    lists = {name: list(states) for name, states in dataclasses.asdict(ballots).items() if states}
    return {**({"tally": given(dataclasses.asdict(tally))} if tally else {}), **lists}


def corrigendum_value(entry: Corrigendum) -> Value:
    """Give a corrigendum as the format writes it."""
    return given(
        {
            "symbol": entry.symbol,
            "date": entry.date,
            "languages": list(entry.languages) or None,
            "at": entry.at,
            "for": entry.wrong,
            "read": entry.right,
        }
    )
