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

from whereas.reading.patterns import MAX_DEPTH, find_fault
from whereas.reading.register_faults import iter_faults
from whereas.reading.registers import NAMES
from whereas.reading.strict_yaml import parse_yaml

ROOT = Path(__file__).resolve().parents[1]

ENDLESS = (
    "(a+)+$", "(?:a+)*", "(?:a*)*", "(?:a|a)*", "(?:a?b?)*", "(?:a{1,2})*", "(?:a{1,9}){1,99}",
    "(?:[a-z]+ ?)*", "(?:.*,)*", "(?:ab|a|b)*", "(?:aa|aaa)*", "(?:, x|, x)*", "(?:a.|.b)*",
    "(?:(?:x?y?|z?)a)*", r"(?:(?:\b|x?)a)*", "x(?:(?:[0-9]+|[a-z]+)-?)+y",
)  # fmt: skip
HARMLESS = (
    "", "a*a*", "(?:a|ab)*", "(?:[a-z]+,)*", "(?:, [a-z]+)*", "(?:, x|, and x)*", "a{,3}", "a{}",
    "(?:[0-9]{3})+", "[0-9]{1,3}(?:,[0-9]{3})*", "(?:[A-Z][a-z]*)+", "HA/{session}/{number}",
    "(?:[^,]*,)*", r"(?:Mr\.|Mrs\.)*", "(?:/[A-Z]{1,6}|/[0-9]{1,4}[A-Z]?){1,8}", "[]a]+x{2}?",
)  # fmt: skip


@pytest.mark.parametrize("pattern", ENDLESS)
def test_what_repeats_in_two_ways_is_refused(pattern: str) -> None:
    fault = find_fault(pattern)
    assert fault is not None
    assert "in many ways" in fault[0]


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
        ("(" * 900 + ")" * 900, f"more than {MAX_DEPTH} deep"),
        ("(?=" * 600 + ")" * 600, "begins with (?="),
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
