"""Patterns that people write in registers: what they may hold, so that no text keeps them busy.

Python tries one after another the ways in which a pattern can read some words. Where a part that
repeats can read the same words in two ways, their number doubles with each repetition: `(a+)+$`
takes hours for forty letters. Such a pattern is found by its automaton, whose states are the
characters and classes of the pattern (Glushkov): two ways lead from a state back to itself with
the same words. Source: Weideman and others, Analyzing Matching Time Behavior of Backtracking
Regular Expression Matchers by Using Ambiguity of NFA (2016).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

MAX_DEPTH = 16
"""Groups in groups: more are a slip, and Python compiles them by calls in calls."""

_MAX_COPIES = 16
"""How often a character may stand that is written `{n}` before it counts as without bound."""

_MAX_PAIRS = 200_000
"""Pairs of states that are looked at: real patterns need a few hundred."""

_TOKEN = re.compile(
    r"""(?P<odd>\(\?[^:])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<either>\|)
    |(?P<repeat>(?:[*+?]|\{(?=[0-9,])(?P<least>[0-9]*),?(?P<most>[0-9]*)\})[?+]?)
    |(?P<place>\^|\$|\\[bBAZ])
    |(?P<atom>\[\^?\]?(?:[^\]\\]|\\.)*\]|\\.|.)""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_TWICE = "can read the same words in many ways where it repeats"
_APART = "begin what repeats with a character that stands nowhere else in it"


def find_fault(pattern: str, *, ignore_case: bool = False) -> tuple[str, str] | None:
    """Tell what is wrong with a pattern, and how to mend it; nothing where it may be used."""
    tokens = list(_TOKEN.finditer(pattern))
    if fault := _find_odd(tokens) or _find_broken(tokens, pattern) or _find_escape(tokens):
        return fault
    automaton = _Automaton(tokens)
    automaton.read_either()
    if automaton.doubled or _is_ambiguous(automaton, re.IGNORECASE if ignore_case else 0):
        return _TWICE, _APART
    return None


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
        return f"has groups within groups, more than {MAX_DEPTH} deep", "write it in a simpler way"
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: the states it may begin and end with, and how it reads nothing."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    nullable: bool = True
    """Whether it may read nothing."""
    loose: bool = False
    """Whether something in it reads nothing in two ways."""


class _Automaton:
    """The automaton of a pattern: its atoms are the states, `follow` what comes after each."""

    def __init__(self, tokens: Sequence[re.Match[str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.atoms: list[str] = []
        self.follow: list[set[int]] = []
        self.loops: list[int | None] = []
        """The outermost part that repeats and holds a state, by its first state."""
        self.doubled = False
        """Whether a state is followed by the same one in two ways, again and again."""

    def circles(self) -> list[frozenset[int]]:
        """Give for each state those after it from which a way leads back to it."""
        loops = self.loops
        return [
            frozenset(n for n in after if loops[state] is not None and loops[n] == loops[state])
            for state, after in enumerate(self.follow)
        ]

    def read_either(self) -> _Part:
        """Read parts of which one holds, up to the end of their group."""
        parts = [self._read_row()]
        while self._is("either"):
            self.at += 1
            parts.append(self._read_row())
        nullable = sum(part.nullable for part in parts)
        return _Part(
            frozenset(chain.from_iterable(part.first for part in parts)),
            frozenset(chain.from_iterable(part.last for part in parts)),
            nullable > 0,
            nullable > 1 or any(part.loose for part in parts),
        )

    def _read_row(self) -> _Part:
        """Read parts that follow one another."""
        row = _Part()
        while self.at < len(self.tokens) and not self._is("either") and not self._is("close"):
            row = self._join(row, self._read_repeated())
        return row

    def _read_repeated(self) -> _Part:
        """Read one part with what says how often it stands."""
        start, first = self.at, len(self.atoms)
        part = self._read_one()
        if not self._is("repeat"):
            return part
        end = self.at + 1
        least, most = _bounds(self.tokens[self.at])
        if least == most and 1 < least <= _MAX_COPIES and self.tokens[start]["atom"]:
            for _ in range(least - 1):
                self.at = start
                part = self._join(part, self._read_one())
        elif most != 1:
            part = self._repeat(part)
            # From each state of what repeats a way leads to all others of it.
            self.loops[first:] = [first] * (len(self.atoms) - first)
        self.at = end
        return part if least else _Part(part.first, part.last, True, part.loose or part.nullable)

    def _read_one(self) -> _Part:
        token = self.tokens[self.at]
        self.at += 1
        if token["open"]:
            part = self.read_either()
            self.at += 1
            return part
        if token["place"]:
            return _Part()
        state = frozenset({len(self.atoms)})
        self.atoms.append(token[0])
        self.follow.append(set())
        self.loops.append(None)
        return _Part(state, state, nullable=False)

    def _join(self, left: _Part, right: _Part) -> _Part:
        self._connect(left, right)
        return _Part(
            left.first | right.first if left.nullable else left.first,
            left.last | right.last if right.nullable else right.last,
            left.nullable and right.nullable,
            left.loose or right.loose,
        )

    def _repeat(self, part: _Part) -> _Part:
        self.doubled |= part.loose or self._connect(part, part)
        return _Part(part.first, part.last, part.nullable, part.loose or part.nullable)

    def _connect(self, left: _Part, right: _Part) -> bool:
        """Let one part follow another; tell whether it already did so somewhere."""
        twice = False
        for state in left.last:
            twice |= not right.first.isdisjoint(self.follow[state])
            self.follow[state] |= right.first
        return twice

    def _is(self, kind: str) -> bool:
        return self.at < len(self.tokens) and bool(self.tokens[self.at][kind])


def _bounds(repeat: re.Match[str]) -> tuple[int, int | None]:
    """Give how often something stands at least and at most; None is without bound."""
    sign = repeat[0][0]
    if sign != "{":
        return int(sign == "+"), 1 if sign == "?" else None
    least = int(repeat["least"] or 0)
    if "," not in repeat[0]:
        return least, least
    return least, int(repeat["most"]) if repeat["most"] else None


def _is_ambiguous(automaton: _Automaton, flags: int) -> bool:
    """Tell whether two ways lead from a state back to itself with the same words."""
    follow = automaton.circles()
    read = _read_by(automaton.atoms, flags)
    seen: set[tuple[int, int]] = set()
    waiting = [pair for after in set(follow) for pair in combinations(sorted(after), 2)]
    while waiting:
        pair = waiting.pop()
        if pair in seen:
            continue
        seen.add(pair)
        if len(seen) > _MAX_PAIRS:
            return True
        one, other = pair
        if read[one] & read[other]:
            if not follow[one].isdisjoint(follow[other]):
                return True
            waiting += ((min(way), max(way)) for way in product(follow[one], follow[other]))
    return False


def _read_by(atoms: Sequence[str], flags: int) -> list[int]:
    """Give for each atom which characters it reads, as bits: those where any class may change."""
    written = {ord(char) for char in "".join(atoms)}
    near = {code + step for code in written for step in (-1, 0, 1)}
    chars = {chr(code) for code in near if 0 <= code < 0x110000}
    sample = sorted(chars.union(*map(str.swapcase, chars)))
    masks: dict[str, int] = {}
    for atom in set(atoms):
        matches = re.compile(atom, flags | re.DOTALL).fullmatch
        masks[atom] = sum(1 << place for place, char in enumerate(sample) if matches(char))
    return [masks[atom] for atom in atoms]
