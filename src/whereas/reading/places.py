"""Where things stand in a file: a problem's path in the YAML becomes line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from whereas.problems import Problem
from whereas.reading.strict_yaml import Positions, find_positions


class Places:
    """The places of a file's values and words, found in its text when one is asked for."""

    def __init__(self, text: str) -> None:
        """Take a text that `parse_yaml` has read, or an empty one, which has no places."""
        self._text = text

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
        return problem.at(*(self._find(problem.words, place) if problem.words else place))

    def _find(self, words: str, place: tuple[int, int]) -> tuple[int, int]:
        """Give where `words` stand in the value that begins at `place`; else `place`.

        A value ends where the next one or its key begins. A space may be a folded line.
        """
        following = bisect_right(self._order, place)
        more = following < len(self._order)
        end = self._offset(self._order[following]) if more else len(self._text)
        pattern = r"\s+".join(re.escape(word) for word in words.split(" "))
        match = re.compile(pattern).search(self._text, self._offset(place), end)
        if match is None:
            return place
        start = match.start()
        line = bisect_right(self._starts, start)
        return line, start - self._starts[line - 1] + 1

    def _offset(self, place: tuple[int, int]) -> int:
        return self._starts[place[0] - 1] + place[1] - 1

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
