"""In how many ways a pattern can read the same words, by its automaton.

Python tries one after another the ways in which a pattern can read some words. Where a part that
repeats can read the same words in two ways, their number doubles with each repetition: `(a+)+$`
takes hours for forty letters. Where what repeats can hand over to what repeats next at any of
many letters, their number grows with each such pair: `.*.*.*,` takes minutes for a page. Both are
found by the automaton of the pattern, whose states are its characters and classes (Glushkov):

- two ways lead from a state back to itself with the same words (exponential ambiguity);
- a state and one behind it both read the same words again and again, and the first leads to the
  second by them (polynomial ambiguity);
- and, without any repetition, more than a few ways lead to a state with the same words.

Sources: Weber and Seidl, On the Degree of Ambiguity of Finite Automata (1991), criteria EDA and
IDA; Weideman and others, Analyzing Matching Time Behavior of Backtracking Regular Expression
Matchers by Using Ambiguity of NFA (2016).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

_MAX_COPIES = 16
"""How often a part may stand that is written `{n}` before it counts as without bound."""

_MAX_STATES = 2_000
"""Characters and classes of a pattern with all its copies."""

_MAX_STEPS = 200_000
"""Steps of looking at ways, about 0.2 s: the program's own patterns need 120,000 at most."""

_MAX_WAYS = 32
"""Ways in which the same words may be read; each is tried for each place of a text."""

_WORD = 120
"""Characters of the words whose ways are counted, where their number has a bound at all."""

_TWICE = "can read the same words in many ways where it repeats"
_APART = "begin what repeats with a character that stands nowhere else in it"
_MEETING = "can read the same words in many ways, since parts that repeat may read the same"
_BETWEEN = "let them differ, or put between them a character that neither reads"
_COUNTED = f"can read the same words in more than {_MAX_WAYS} ways"
SIMPLER = "write it in a simpler way"


def find_ways(tokens: Sequence[re.Match[str]], flags: int) -> tuple[str, str] | None:
    """Tell whether a pattern can read the same words in too many ways, and how to mend it.

    `tokens` are its parts, as `patterns.py` tells them apart.
    """
    try:
        return _judge(_Automaton(tokens), flags)
    except _TooLarge:
        return "is too large to be judged", SIMPLER


class _TooLarge(Exception):
    """A pattern takes more states or steps than any that people need."""


_Ends = Mapping[int, int]
"""States at an end of a part, each with the number of ways in which nothing is read beyond it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: the states it may begin and end with, and how it reads nothing."""

    first: _Ends = field(default_factory=dict)
    last: _Ends = field(default_factory=dict)
    empty: int = 1
    """In how many ways it may read nothing."""


class _Automaton:
    """The automaton of a pattern: its atoms are the states, `follow` what comes after each."""

    def __init__(self, tokens: Sequence[re.Match[str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.steps = 0
        self.atoms: list[str] = []
        self.follow: list[dict[int, int]] = []
        """The states after each, with the number of ways in which nothing is read between."""
        self.loops: list[int | None] = []
        """The outermost part that repeats and holds a state, by its first state."""
        self.doubled = False
        """Whether a state is followed by the same one in two ways, again and again."""
        self.whole = self._read_either()

    def step(self, steps: int = 1) -> None:
        """Count steps of looking; raises `_TooLarge` when they are too many."""
        self.steps += steps
        if self.steps > _MAX_STEPS:
            raise _TooLarge

    def circles(self) -> list[frozenset[int]]:
        """Give for each state those after it from which a way leads back to it."""
        loops = self.loops
        return [
            frozenset(n for n in after if loops[state] is not None and loops[n] == loops[state])
            for state, after in enumerate(self.follow)
        ]

    def _read_either(self) -> _Part:
        """Read parts of which one holds, up to the end of their group."""
        parts = [self._read_row()]
        while self._is("either"):
            self.at += 1
            parts.append(self._read_row())
        return _Part(
            {state: ways for part in parts for state, ways in part.first.items()},
            {state: ways for part in parts for state, ways in part.last.items()},
            sum(part.empty for part in parts),
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
        if (most or least) > _MAX_COPIES:
            # To read nothing may then stand for each of the times that are asked for.
            self.doubled |= least > 1 and part.empty > 0
            part = self._repeat(part, first, least)
        else:
            part = self._copy(part, start, first, (least, most))
        self.at = end
        return part

    def _copy(self, part: _Part, start: int, first: int, bounds: tuple[int, int | None]) -> _Part:
        """Give a part as often as `bounds` ask; the first time it was read from token `start`."""
        least, most = bounds
        copies = [(part, first)]
        for _ in range((most or least or 1) - 1):
            self.at = start
            begin = len(self.atoms)
            copies.append((self._read_one(), begin))
        if most is None:
            last, begin = copies.pop()
            row = self._repeat(last, begin, min(least, 1))
        else:
            row = _Part()
        # Of the copies that may be lacking, each stands only behind the one before it.
        for place in range(len(copies), 0, -1):
            row = self._join(copies[place - 1][0], row)
            if place > least:
                row = _Part(row.first, row.last, row.empty + 1)
        return row if most != 0 else _Part()

    def _read_one(self) -> _Part:
        self.step()
        token = self.tokens[self.at]
        self.at += 1
        if token["open"]:
            part = self._read_either()
            self.at += 1
            return part
        if token["place"]:
            return _Part()
        if len(self.atoms) == _MAX_STATES:
            raise _TooLarge
        state = {len(self.atoms): 1}
        self.atoms.append(token[0])
        self.follow.append({})
        self.loops.append(None)
        return _Part(state, state, 0)

    def _join(self, left: _Part, right: _Part) -> _Part:
        self._connect(left, right)
        return _Part(
            {**left.first, **_times(right.first, left.empty)},
            {**_times(left.last, right.empty), **right.last},
            min(left.empty * right.empty, _MAX_WAYS + 1),
        )

    def _repeat(self, part: _Part, first: int, least: int) -> _Part:
        """Let a part that begins with the state `first` follow itself."""
        self.doubled |= part.empty > 1
        self.doubled |= self._connect(part, part)
        # From each state of what repeats a way leads to all others of it.
        self.loops[first:] = [first] * (len(self.atoms) - first)
        return _Part(
            part.first, part.last, part.empty * (1 + part.empty) if least else 1 + part.empty
        )

    def _connect(self, left: _Part, right: _Part) -> bool:
        """Let one part follow another; tell whether it already did so somewhere."""
        self.step(len(left.last) * len(right.first))
        twice = False
        for state, before in left.last.items():
            after = self.follow[state]
            for following, behind in right.first.items():
                after[following] = after.get(following, 0) + before * behind
                twice |= after[following] > 1
        return twice

    def _is(self, kind: str) -> bool:
        return self.at < len(self.tokens) and bool(self.tokens[self.at][kind])


def _times(ends: _Ends, ways: int) -> _Ends:
    """Give what is at an end where `ways` lead past what is beyond it."""
    return (
        {state: min(times * ways, _MAX_WAYS + 1) for state, times in ends.items()} if ways else {}
    )


def _bounds(repeat: re.Match[str]) -> tuple[int, int | None]:
    """Give how often something stands at least and at most; None is without bound."""
    sign = repeat[0][0]
    if sign != "{":
        return int(sign == "+"), 1 if sign == "?" else None
    least = int(repeat["least"] or 0)
    if "," not in repeat[0]:
        return least, least
    return least, int(repeat["most"]) if repeat["most"] else None


def _judge(automaton: _Automaton, flags: int) -> tuple[str, str] | None:
    read = _read_by(automaton.atoms, flags)
    if automaton.doubled or _is_doubled(automaton, read):
        return _TWICE, _APART
    before = _before(automaton)
    together = _pairs(automaton, read, [sorted(automaton.whole.first)], automaton.follow)
    if _is_handed_over(automaton, before, together):
        return _MEETING, _BETWEEN
    if automaton.whole.empty > _MAX_WAYS or _count_ways(automaton, before, together) > _MAX_WAYS:
        return _COUNTED, SIMPLER
    return None


def _is_doubled(automaton: _Automaton, read: Sequence[int]) -> bool:
    """Tell whether two ways lead from a state back to itself with the same words."""
    circles = automaton.circles()
    if any(
        automaton.follow[one][other] > 1 for one, after in enumerate(circles) for other in after
    ):
        return True
    parted = _pairs(automaton, read, sorted(map(sorted, set(circles))), circles, same=False)
    return any(not circles[one].isdisjoint(circles[other]) for one, other in parted)


def _pairs(
    automaton: _Automaton,
    read: Sequence[int],
    begun: Iterable[Sequence[int]],
    follow: Sequence[Iterable[int]],
    *,
    same: bool = True,
) -> set[tuple[int, int]]:
    """Give the pairs of states to which the same words lead, the lower state first.

    Each of `begun` are states that stand beside one another; `same` says whether ways part
    later too, from one state of which both come.
    """
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Iterable[int], Iterable[int]]] = [(states, states) for states in begun]
    while waiting:
        left, right = waiting.pop()
        for one, other in product(left, right):
            automaton.step()
            pair = (one, other) if one <= other else (other, one)
            if pair in seen or not read[one] & read[other] or not (same or one != other):
                continue
            seen.add(pair)
            waiting.append((follow[one], follow[other]))
    return seen


def _before(automaton: _Automaton) -> list[list[int]]:
    """Give for each state those that it follows."""
    before: list[list[int]] = [[] for _ in automaton.atoms]
    for state, after in enumerate(automaton.follow):
        for following in after:
            before[following].append(state)
    return before


def _is_handed_over(
    automaton: _Automaton, before: Sequence[Sequence[int]], together: set[tuple[int, int]]
) -> bool:
    """Tell whether what repeats may begin at any of many letters of what repeats before it."""
    loops = automaton.loops
    lasting = {state for state, loop in enumerate(loops) if loop is not None}
    waiting = sorted(lasting)
    while waiting:
        for following in automaton.follow[waiting.pop()]:
            if following not in lasting:
                lasting.add(following)
                waiting.append(following)
    for state, loop in enumerate(loops):
        inside = [one for one in before[state] if loop is not None and loops[one] == loop]
        entering = [one for one in before[state] if loops[one] != loop and one in lasting]
        automaton.step(len(inside) * len(entering))
        if any(tuple(sorted(pair)) in together for pair in product(inside, entering)):
            return True
    return False


def _count_ways(
    automaton: _Automaton, before: Sequence[Sequence[int]], together: set[tuple[int, int]]
) -> int:
    """Give in how many ways at most the same words lead to the same state."""
    met = [_meet(automaton, state, before[state], together) for state in range(len(before))]
    ways = dict(automaton.whole.first)
    most = max(ways.values(), default=0)
    groups = [group for groups in met for group in groups]
    if most <= 1 and all(len(group) == 1 and group[0][1] == 1 for group in groups):
        return most
    for _ in range(_WORD):
        if most > _MAX_WAYS or not ways:
            break
        automaton.step(len(before))
        ways = {
            state: times
            for state, groups in enumerate(met)
            if (
                times := max((sum(ways.get(one, 0) * n for one, n in g) for g in groups), default=0)
            )
        }
        most = max(most, *ways.values(), 0)
    return most


def _meet(
    automaton: _Automaton, state: int, before: Sequence[int], together: set[tuple[int, int]]
) -> list[tuple[tuple[int, int], ...]]:
    """Give the groups of states from which the same words lead on to `state`, with their ways."""
    automaton.step(len(before) ** 2 // 4)
    groups = {
        tuple(other for other in before if (min(one, other), max(one, other)) in together)
        for one in before
    }
    return [tuple((one, automaton.follow[one][state]) for one in group) for group in sorted(groups)]


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
