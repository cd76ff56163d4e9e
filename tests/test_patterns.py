"""Patterns of registers: those that a text could keep busy for hours are refused."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whereas.reading.patterns import MAX_DEPTH, MAX_LENGTH, find_fault
from whereas.reading.register_faults import iter_faults
from whereas.reading.registers import NAMES
from whereas.reading.strict_yaml import parse_yaml

ROOT = Path(__file__).resolve().parents[1]

ENDLESS = (
    "(a+)+$", "(?:a+)*", "(?:a*)*", "(?:a|a)*", "(?:a?b?)*", "(?:a{1,2})*", "(?:a{1,9}){1,99}",
    "(?:[a-z]+ ?)*", "(?:.*,)*", "(?:ab|a|b)*", "(?:aa|aaa)*", "(?:, x|, x)*", "(?:a.|.b)*",
    "(?:(?:x?y?|z?)a)*", r"(?:(?:\b|x?)a)*", "x(?:(?:[0-9]+|[a-z]+)-?)+y",
)  # fmt: skip
HANDED_OVER = (
    "a*a*", "a*a*a*a*a*a*b", "[a-z]+[a-z]+$", "[a-z, ]*[a-z, ]*[a-z, ]*#", ".*.*.*.*.*#",
    "(?:[a-z ]{0,40}[a-z ]{0,40})#", "(?:[a-z]*){3}", "[a-z ]+ of [a-z ]+", "(?:ab)*x?(?:ab)+",
    "[a-z]*(?:x|y)?[a-z]*", "a+(?:b?a+)", "(?:[a-z]+,?){2}",
)  # fmt: skip
COUNTED = (
    "(?:[a-z ]?){16}[a-z ]{16}#", "(?:[a-z]?){8}[a-z]{8}", "x(?:a?|b?)" * 9 + "x",
    "a?" * 8 + "a{8}",
)  # fmt: skip
LARGE = ("a?" * 900, "(?:(?:a{16}){16}){16}", "(?:" * 8 + ")" + "{16})" * 7)
HARMLESS = (
    "", "a*ba*", "[a-z]+ ?[0-9]+", "a{0,16}a{0,16}", "[a-z ]{0,40},[a-z ]{0,40}",
    "[a-z]*,(?: [a-z]+)+", "(?:[a-z]+ ){0,8}day", "(?:the )?[a-z ]+", "(?:a?b?){2}",
    "(?:a|ab)*", "(?:[a-z]+,)*", "(?:, [a-z]+)*", "(?:, x|, and x)*", "a{,3}", "a{}",
    "(?:[0-9]{3})+", "[0-9]{1,3}(?:,[0-9]{3})*", "(?:[A-Z][a-z]*)+", "HA/{session}/{number}",
    "(?:[^,]*,)*", r"(?:Mr\.|Mrs\.)*", "(?:/[A-Z]{1,6}|/[0-9]{1,4}[A-Z]?){1,8}", "[]a]+x{2}?",
)  # fmt: skip


@pytest.mark.parametrize("pattern", ENDLESS)
def test_what_repeats_in_two_ways_is_refused(pattern: str) -> None:
    fault = find_fault(pattern)
    assert fault is not None
    assert "in many ways" in fault[0]


@pytest.mark.parametrize("pattern", HANDED_OVER)
def test_what_repeats_may_not_hand_over_anywhere(pattern: str) -> None:
    fault = find_fault(pattern)
    assert fault is not None
    assert "parts that repeat may read the same" in fault[0]


@pytest.mark.parametrize("pattern", COUNTED)
def test_ways_are_counted_where_they_have_a_bound(pattern: str) -> None:
    fault = find_fault(pattern)
    assert fault is not None
    assert "in more than 32 ways" in fault[0]


@pytest.mark.parametrize("pattern", LARGE)
def test_a_pattern_that_is_too_large(pattern: str) -> None:
    start = time.process_time()
    fault = find_fault(pattern)
    assert fault is not None
    assert "too large" in fault[0]
    assert time.process_time() - start < 2


def test_copies_that_read_nothing() -> None:
    """Each of the thirty times may be the one that reads nothing."""
    assert find_fault("(?:a?){30}a{30}") is not None
    assert find_fault("(?:a?){40}") is not None


@pytest.mark.parametrize("pattern", HARMLESS)
def test_what_can_be_read_in_one_way_is_taken(pattern: str) -> None:
    assert find_fault(pattern) is None


def test_case_counts_where_it_is_ignored() -> None:
    assert find_fault("(?:[A-Z][a-z]*)+") is None
    assert find_fault("(?:[A-Z][a-z]*)+", ignore_case=True) is not None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?i)a", "begins with (?i"),
        ("a(?i)b", "begins with (?i"),
        ("(?=a)b", "begins with (?="),
        ("(?<!a)b", "begins with (?<"),
        ("(?P<x>a)", "a group with a name"),
        (r"(a)\1", r"has \1"),
        (r"[\d-]+", r"has \d"),
        ("a{99999999999}", "is no pattern: the repetition number is too large"),
        ("[a", "is no pattern: unterminated character set"),
        ("a**", "is no pattern: multiple repeat"),
        ("|".join(f"a{number}" for number in range(5_000)), f"more than {MAX_LENGTH} characters"),
        ("(" * 900 + ")" * 900, f"more than {MAX_DEPTH} deep"),
        ("(?=" * 400 + ")" * 400, "begins with (?="),
    ],
)
def test_what_patterns_do_not_use(pattern: str, words: str) -> None:
    fault = find_fault(pattern)
    assert fault is not None
    assert words in fault[0]


@pytest.mark.parametrize("many", ["[a-z]?", "[a-z]", ".a", "(?:a|b)"])
def test_a_long_pattern_is_judged_soon(many: str) -> None:
    start = time.process_time()
    find_fault("(?:" + many * (2000 // len(many)) + ")*")
    find_fault("(?:" + "|".join(f"{many}{n:x}" for n in range(2000 // (len(many) + 4))) + ")*")
    assert time.process_time() - start < 10


PIECES = st.sampled_from(
    ["a", "b", "[ab]", "ab", "(?:a|b)", "(?:a|ab)", "(?:ba)", "a*", "b+", "a?", "(?:ab)*"]
)


@given(st.lists(PIECES, min_size=1, max_size=6), st.sampled_from(["", "{2}", "{0,3}"]))
def test_a_row_that_is_taken_ends_soon(pieces: list[str], repeat: str) -> None:
    """Each way costs a look at the rest: a row of three `a*` takes minutes for these words."""
    pattern = f"(?:{''.join(pieces)}){repeat}c"
    if find_fault(pattern) is None:
        start = time.process_time()
        for words in ("a" * 4000, "b" * 4000, "ab" * 2000, "aab" * 1400):
            assert re.match(pattern, words) is None
        assert time.process_time() - start < 2


@given(st.lists(PIECES, min_size=1, max_size=4), st.sampled_from(["*", "+"]))
def test_a_pattern_that_is_taken_ends_soon(pieces: list[str], repeat: str) -> None:
    pattern = f"(?:{''.join(pieces)}){repeat}c"
    if find_fault(pattern) is None:
        start = time.process_time()
        for words in ("a" * 40, "b" * 40, "ab" * 20, "aab" * 14):
            assert re.fullmatch(pattern, words) is None
        assert time.process_time() - start < 2


@pytest.mark.parametrize("name", NAMES)
def test_the_program_s_own_registers(name: str) -> None:
    file = ROOT / "src" / "whereas" / "registers" / f"{name}.yaml"
    document, problems = parse_yaml(file.read_text(encoding="utf-8"), file.name)
    assert document is not None, problems
    assert list(iter_faults(document, {}, file.name)) == []


def _iter_patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        pattern = schema.get("pattern")
        yield from [pattern] if isinstance(pattern, str) else []
        keyed = schema.get("patternProperties")
        yield from keyed if isinstance(keyed, dict) else []
        for key, inner in schema.items():
            yield from _iter_patterns(inner) if key != "examples" else ()
    elif isinstance(schema, list):
        for inner in schema:
            yield from _iter_patterns(inner)


def test_the_schemas() -> None:
    patterns = set()
    for file in sorted((ROOT / "schemas").rglob("*.schema.json")):
        patterns |= set(_iter_patterns(json.loads(file.read_text(encoding="utf-8"))))
    assert len(patterns) > 20
    assert {pattern: find_fault(pattern) for pattern in patterns if find_fault(pattern)} == {}
