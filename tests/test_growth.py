"""Documents that grow: judging and formatting take time in proportion to the length.

`python -m evidence.fuzz` grows every document to the limits of the format; here is a slice of
the ways to grow, and small documents alone. Which slice comes from WHEREAS_FUZZ_SEED.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import pytest

from evidence.growth import SMALL, Growth, run_ways
from support.growing import LINE, iter_ways
from support.judging import judge
from whereas.authoring.formatting import format_text
from whereas.problems import Problem, Severity
from whereas.reading.places import Places

SEED = int(os.environ.get("WHEREAS_FUZZ_SEED", "1"))
SLICE = 20
"""Of so many ways one is gone in this slice."""
STEEPEST = 3.0

HEAD = """\
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
session: 99
number: 99/7
title: Care of harbours
adoption: {date: 2044-12-20, meeting: 62}
enacting: The General Assembly,
fictional: true
"""


def test_small_documents_are_judged_at_once() -> None:
    names = [name for name, _ in iter_ways()]
    growth = run_ways(names[SEED % SLICE :: SLICE], SMALL)
    assert growth.faults == []
    assert growth.documents > len(names) // SLICE


def test_every_way_grows() -> None:
    for name, grow in iter_ways():
        smaller, larger = grow(8_000), grow(16_000)
        assert smaller is not None, name
        assert larger is not None, name
        assert len(smaller) < len(larger) < 40_000, name


def test_a_steep_document_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter((0.3, 1.2, 1.3, 5.0, 4.8))
    monkeypatch.setattr("evidence.growth._time", lambda data: next(times))
    monkeypatch.setattr("evidence.growth.iter_ways", lambda: [("a", bytes), ("b", bytes)])
    growth = run_ways(["a"])
    assert growth.documents == 3
    assert growth.steepest == 4.0
    assert len(growth.faults) == 3
    assert sum("half of it" in fault for fault in growth.faults) == 2


def test_figures_of_ways_add_up() -> None:
    total = Growth(1, 2.0, 0.5, ["a"])
    total.add(Growth(2, 1.0, 0.7, ["b"]))
    assert total == Growth(3, 2.0, 0.7, ["a", "b"])


def test_words_with_a_run_of_spaces() -> None:
    """A space each as `\\s+`, and many in a row, took a time that doubled with every space."""

    def work(count: int) -> None:
        spaces = " " * count
        said = ("a.yaml", "X", Severity.ERROR, "x", "", ("k",))
        found = Places(f'k: "44-19201{spaces}3/4."').locate(
            Problem(*said, words=f"44-19201{spaces}3/5")
        )
        assert (found.line, found.column) == (1, 4)

    work(34)
    _assert_in_proportion(work, 100_000)


def _lines(line: str, count: int) -> str:
    return "".join(line.format(n=n) for n in range(1, count + 1))


def _notes(count: int, marks: bool) -> str:
    preamble = "preamble:\n" + _lines("  - Noting pier {n},[^{n}]\n", count) if marks else ""
    return preamble + "notes:\n" + _lines("  {n}: See resolution 75/{n}.\n", count)


GROWING: dict[str, Callable[[int], str]] = {
    "notes that nobody calls": lambda count: _notes(min(count, 9_999), marks=False),
    "notes that all are called": lambda count: _notes(min(count, 9_999), marks=True),
    "unknown topics": lambda count: "topics:\n" + _lines("  - human-right-{n}\n", count),
    "corrigenda": lambda count: (
        "corrigenda:\n" + _lines("  - {{date: 2045-03-01, for: b, read: c}}\n", count)
    ),
    "days that are not": lambda count: (
        "preamble:\n" + _lines("  - Recalling " + "31 June 2021 " * 20 + "x{n},\n", count // 20)
    ),
}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_length_takes_twice_the_time(name: str) -> None:
    def work(count: int) -> None:
        judge([f"{HEAD}operative: [Decides.]\n{GROWING[name](count)}".encode()])

    _assert_in_proportion(work, 2_500)


@pytest.mark.parametrize(
    "line",
    ["  - Recalling x{n}, # c\n", "  # c\n  - Recalling x{n},\n", "  - {{text: x{n}}} # c\n"],
    ids=["beside", "above", "in a mapping"],
)
def test_comments_are_formatted_in_proportion(line: str) -> None:
    def work(count: int) -> None:
        text = f"{HEAD}preamble:\n{_lines(line, count)}operative: [Decides.]\n"
        assert format_text(text.encode(), "a.yaml")[0]

    _assert_in_proportion(work, 2_000)


def test_places_in_one_line_are_found_in_proportion() -> None:
    def work(count: int) -> None:
        places = Places("k: " + "31 June 2021 " * count)
        said: dict[str, Any] = {"path": ("k",), "words": "31 June 2021"}
        for number in range(count):
            asked = Problem("a.yaml", "X", Severity.ERROR, "x", **said, occurrence=number)
            assert places.locate(asked).column == 4 + 13 * number

    _assert_in_proportion(work, LINE // 13)


def _assert_in_proportion(work: Callable[[int], None], count: int) -> None:
    """Assert that twice as much takes at most three times as long, by the best of several."""
    ratios = []
    for _ in range(4):
        once, twice = _time(work, count), _time(work, 2 * count)
        ratios.append(twice / once)
        if ratios[-1] <= STEEPEST:
            return
    assert min(ratios) <= STEEPEST


def _time(work: Callable[[int], None], count: int) -> float:
    start = time.process_time()
    work(count)
    return time.process_time() - start
