"""A permanent member's vote against defeats a text, but not a procedural one."""

from __future__ import annotations

import pytest

from support.judging import judge

_TEXT = """\
format: resolution/1
symbol: {symbol}
language: en
body: sc
adoption:
  date: {day}
  vote:
    method: recorded
    tally: {{in_favour: {votes}, against: 1, abstaining: 0}}
    against: [SUN]
enacting: The Security Council,
operative:
  - Decides to convene the General Assembly in an emergency special session.
excerpt: true
fictional: true
"""


@pytest.mark.parametrize(
    ("symbol", "day", "votes", "found"),
    [
        ("S/RES/120 (1956)", "1956-11-04", 10, ""),
        ("S/RES/121 (1956)", "1956-12-21", 10, "SUN has a veto and stands among those against"),
        ("S/RES/132 (1959)", "1959-09-07", 10, ""),
        ("S/RES/211 (1965)", "1965-09-20", 7, "SUN has a veto and stands among those against"),
        ("S/RES/462 (1980)", "1980-01-09", 8, "adopted with 8 votes for, the body needs 9"),
    ],
)
def test_veto(symbol: str, day: str, votes: int, found: str) -> None:
    report = judge([_TEXT.format(symbol=symbol, day=day, votes=votes).encode()])
    assert [p.message for p in report.problems if p.rule == "VOT05"] == ([found] if found else [])
