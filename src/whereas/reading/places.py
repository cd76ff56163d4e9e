"""Where things stand in a file: a problem's path in the YAML becomes line and column."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property

from whereas.problems import Problem, iter_places, squeezed
from whereas.reading.strict_yaml import Positions, find_positions

_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
"""Spaces that `squeezed` changes: a folded line is one."""
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*+'")}
_COMMENT = re.compile(r"(?<=[ \t\r\n])#")
_INDENT = re.compile(r"\n( *+)[^ \r\n]")


class Places:
    """The places of a file's values and words, found in its text when one is asked for.

    Words are sought in the text with its spaces squeezed, so that a folded line is a space, and
    each value's words once: many problems of a long file cost no more than its length.
    """

    def __init__(self, text: str) -> None:
        """Take a text that `parse_yaml` has read, or an empty one, which has no places."""
        self._text = text
        self._extents: dict[tuple[int, int], tuple[int, int]] = {}
        self._found: dict[tuple[int, str], tuple[int, ...]] = {}

    def locate(self, problem: Problem) -> Problem:
        """Give a problem with line and column; a path that is not there counts as its holder.

        Words that do not stand in the value as such, since an escape or markup parts them, count
        as the whole value.
        """
        path = problem.path
        if problem.key and (*path, None) in self._positions:
            return problem.at(*self._positions[*path, None])
        while path and path not in self._positions:
            path = path[:-1]
        place = self._positions.get(path, (1, 1))
        if problem.words:
            place = self._find(problem.words, problem.occurrence, place)
        return problem.at(*place)

    def _find(self, words: str, occurrence: int, place: tuple[int, int]) -> tuple[int, int]:
        """Give where `words` stand in the value that begins at `place`; else `place`.

        Where they stand less often than `occurrence` says, since markup parts some, the last is
        taken.
        """
        begin, end = self._extent(place)
        words = squeezed(words)
        if (begin, words) not in self._found:
            self._found[begin, words] = tuple(iter_places(words, self._squeezed, begin, end))
        found = self._found[begin, words]
        if not found:
            return place
        start = self._unsqueeze(found[min(occurrence, len(found) - 1)])
        line = bisect_right(self._starts, start)
        return line, start - self._starts[line - 1] + 1

    def _extent(self, place: tuple[int, int]) -> tuple[int, int]:
        """Give where in the squeezed text the value at `place` begins and ends."""
        if place not in self._extents:
            following = bisect_right(self._order, place)
            more = following < len(self._order)
            limit = self._offset(self._order[following]) if more else len(self._text)
            begin, end = _extent(self._text, self._offset(place), limit)
            self._extents[place] = self._squeeze(begin), self._squeeze(end)
        return self._extents[place]

    def _offset(self, place: tuple[int, int]) -> int:
        return self._starts[place[0] - 1] + place[1] - 1

    def _squeeze(self, offset: int) -> int:
        """Give the offset in the squeezed text of one in the text, which is inside of no run."""
        return offset - self._lost[bisect_left(self._runs, offset)]

    def _unsqueeze(self, offset: int) -> int:
        return offset + self._lost[bisect_left(self._squeezed_runs, offset)]

    @cached_property
    def _squeezed(self) -> str:
        return squeezed(self._text)

    @cached_property
    def _runs(self) -> array[int]:
        """Give the offsets at which runs of spaces begin."""
        return array("l", (match.start() for match in _SPACES.finditer(self._text)))

    @cached_property
    def _lost(self) -> array[int]:
        """Give how many characters the first runs lose together: none of them, one of them..."""
        lost, total = array("l", [0]), 0
        for match in _SPACES.finditer(self._text):
            total += len(match[0]) - 1
            lost.append(total)
        return lost

    @cached_property
    def _squeezed_runs(self) -> array[int]:
        pairs = zip(self._runs, self._lost, strict=False)
        return array("l", (start - lost for start, lost in pairs))

    @cached_property
    def _positions(self) -> Positions:
        return find_positions(self._text)

    @cached_property
    def _starts(self) -> list[int]:
        """Give the offset of each line."""
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    @cached_property
    def _order(self) -> list[tuple[int, int]]:
        return sorted(set(self._positions.values()))


def _extent(text: str, start: int, limit: int) -> tuple[int, int]:
    """Give where the words of the value at `start` begin and end, without a comment behind it.

    `limit` is where the next value or its key begins.
    """
    first = text[start : start + 1]
    if first in _QUOTED:
        match = _QUOTED[first].match(text, start, limit)
        return start, match.end() if match else limit
    if first in ("|", ">"):
        return _block(text, start, limit)
    comment = _COMMENT.search(text, start, limit)
    return start, comment.start() if comment else limit


def _block(text: str, start: int, limit: int) -> tuple[int, int]:
    """Give where a block begins and ends; it goes on until a line is indented less than it."""
    begin = text.find("\n", start, limit)
    if begin < 0:
        return limit, limit
    lines = _INDENT.finditer(text, begin, limit)
    first = next(lines, None)
    # Where the head says how deep it is indented, its first line may stand deeper.
    if first is None or any(map(str.isdigit, text[start : start + 3])):
        return start, limit
    ends = (line.end() - 1 for line in lines if len(line[1]) < len(first[1]))
    return first.end() - 1, next(ends, limit)
