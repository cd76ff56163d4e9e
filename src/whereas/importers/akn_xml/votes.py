"""Recorded votes: totals, every State, and where the two do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.tree import Element
from whereas.model.vocabularies import fold_name

_COLUMNS = {
    "infavour": "in_favour",
    "against": "against",
    "abstaining": "abstaining",
    "abstention": "abstaining",
    "abstentions": "abstaining",
    "notvoting": "not_voting",
    "absent": "not_voting",
}
_COUNTED = ("in_favour", "against", "abstaining")
_TOTALS = re.compile(r"([0-9]+)-([0-9]+)-([0-9]+)")


def read_votes(root: Element, context: Context) -> dict[str, Any] | None:
    """Give how a text was adopted, by its first vote; None where the metadata do not say."""
    votings = list(root.walk("voting"))
    for other in votings[1:]:
        context.lose("doubtful", "another vote on the same text", other.line, other.get("outcome"))
    return read_vote(votings[0], context) if votings else None


def read_vote(voting: Element, context: Context) -> dict[str, Any] | None:
    """Give a vote as the format has it; None where nothing can be told of it."""
    outcome = voting.get("outcome").casefold()
    counts = list(voting.walk("count"))
    if not counts:
        return _without_counts(voting, outcome, context)
    columns: dict[str, list[str]] = {}
    totals: dict[str, int] = {}
    for count in counts:
        key = _COLUMNS.get(re.sub("[^a-z]", "", count.get("refersTo").casefold()))
        if key is None:
            context.lose("unknown", "column of a vote", count.line, count.get("refersTo"))
            continue
        states = list(_iter_states(count, context))
        columns[key] = [*columns.get(key, ()), *dict.fromkeys(states)]
        totals[key] = _total(count, key, states, context)
    _report_doubles(voting, columns, context)
    tally = {key: totals.get(key, 0) for key in _COUNTED}
    if "not_voting" in totals:
        tally["not_voting"] = totals["not_voting"]
    method = "unanimous" if "unanim" in outcome else "recorded"
    held = {key: states for key, states in columns.items() if states}
    return {"method": method, "tally": tally, **held}


def _without_counts(voting: Element, outcome: str, context: Context) -> dict[str, Any] | None:
    if "without" in outcome:
        return {"method": "without-vote"}
    if "consensus" in outcome:
        return {"method": "consensus"}
    if match := _TOTALS.search(outcome):
        tally = {key: int(value) for key, value in zip(_COUNTED, match.groups(), strict=True)}
        return {"method": "recorded", "tally": tally}
    context.lose("unknown", "outcome of a vote", voting.line, voting.get("outcome"))
    return None


def _iter_states(count: Element, context: Context) -> Iterator[str]:
    for printed in count.walk("organization"):
        name = " ".join(printed.text.split()) or printed.get("refersTo").lstrip("#")
        if code := context.tools.states.get(fold_name(name)):
            yield code
        else:
            context.lose("unknown", "name in a vote that is no State's", printed.line, name)


def _total(count: Element, key: str, states: list[str], context: Context) -> int:
    """Give the printed total of a column; where there is none, the number of its States."""
    printed = count.get("value")
    if not printed.isdigit():
        context.lose(
            "doubtful", "column of a vote without a total", count.line, key, str(len(states))
        )
        return len(states)
    if int(printed) != len(states):
        what = "total of a vote and number of its States"
        context.lose("doubtful", what, count.line, f"{key}: {printed}", str(len(states)))
    return int(printed)


def _report_doubles(voting: Element, columns: dict[str, list[str]], context: Context) -> None:
    listed = [state for states in columns.values() for state in states]
    doubled = sorted({state for state in listed if listed.count(state) > 1})
    if doubled:
        context.lose("doubtful", "State in two columns of a vote", voting.line, ", ".join(doubled))
