"""Patterns that people write in registers: what they may hold, so that no text keeps them busy.

What takes too long is found by the automaton of a pattern: see `ways.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whereas.reading.ways import SIMPLER, find_ways

MAX_DEPTH = 16
"""Groups in groups: more are a slip, and Python compiles them by calls in calls."""

MAX_LENGTH = 2_000
"""Characters of a pattern: the longest of the program's own registers has 361."""

_TOKEN = re.compile(
    r"""(?P<odd>\(\?[^:])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<either>\|)
    |(?P<repeat>(?:[*+?]|\{(?=[0-9,])(?P<least>[0-9]*),?(?P<most>[0-9]*)\})[?+]?)
    |(?P<place>\^|\$|\\[bBAZ])
    |(?P<atom>\[\^?\]?(?:[^\]\\]|\\.)*\]|\\.|.)""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\.", re.DOTALL)


def find_fault(pattern: str, *, ignore_case: bool = False) -> tuple[str, str] | None:
    """Tell what is wrong with a pattern, and how to mend it; nothing where it may be used."""
    if len(pattern) > MAX_LENGTH:
        return f"has more than {MAX_LENGTH} characters", SIMPLER
    tokens = list(_TOKEN.finditer(pattern))
    if fault := _find_odd(tokens) or _find_broken(tokens, pattern) or _find_escape(tokens):
        return fault
    return find_ways(tokens, re.IGNORECASE if ignore_case else 0)


def _find_odd(tokens: Sequence[re.Match[str]]) -> tuple[str, str] | None:
    """Tell of a group that does more than hold a part together."""
    for odd in (token["odd"] for token in tokens if token["odd"]):
        if odd == "(?P":
            return "has a group with a name", "begin the group with (?:"
        hint = "flags and look-around are not used; begin a group with (?:"
        return f"has a group that begins with {odd}", hint
    return None


def _find_broken(tokens: Sequence[re.Match[str]], pattern: str) -> tuple[str, str] | None:
    """Tell why Python cannot read the pattern."""
    if _depth(tokens) > MAX_DEPTH:
        return f"has groups within groups, more than {MAX_DEPTH} deep", SIMPLER
    try:
        re.compile(pattern, re.ASCII)
    except (re.error, OverflowError) as error:
        return f"is no pattern: {getattr(error, 'msg', error)}", ""
    return None


def _find_escape(tokens: Sequence[re.Match[str]]) -> tuple[str, str] | None:
    """Tell of an escape that other languages read otherwise, or that refers to a group."""
    for escape in (found for token in tokens for found in _ESCAPE.findall(token["atom"] or "")):
        if escape[1].isalnum() and escape not in (r"\n", r"\t"):
            return f"has {escape}", "write the characters themselves, such as [0-9]"
    return None


def _depth(tokens: Sequence[re.Match[str]]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += bool(token["open"]) - bool(token["close"])
        deepest = max(deepest, depth)
    return deepest
