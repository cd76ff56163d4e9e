"""The comments of a YAML file, each with the entry it belongs to. The parser itself drops them.

A `#` begins a comment where no scalar stands: the events tell where scalars begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from whereas.problems import Path

_COMMENT = re.compile(r"#[^\n]*")


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments by the path of their entry, each line from its `#` on.

    `above` stand on lines of their own before the entry, those of the whole file at `()`; an
    empty line parts two groups. `beside` stand at the end of a line of the entry. `below` come
    after the last entry of the list or mapping at the path; at `()`, of the file.
    """

    above: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    below: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)

    def inside(self, path: Path) -> tuple[str, ...]:
        """Give all comments inside the entry at `path`, its own apart, in no group."""
        return tuple(
            line
            for place, lines in self._all()
            if len(place) > len(path) and place[: len(path)] == path
            for line in lines
            if line
        )

    def lines(self) -> tuple[str, ...]:
        """Give every comment, sorted, without the empty lines between groups."""
        return tuple(sorted(line for _, lines in self._all() for line in lines if line))

    def _all(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        for held in (self.above, self.beside, self.below):
            yield from held.items()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of a mapping or an entry of a list: where it begins, its path and its column."""

    start: int
    column: int
    path: Path


def read_comments(text: str) -> Comments:
    """Give the comments of `text`, which `parse_yaml` has found to be a document."""
    entries, scalars = _survey(text)
    above: dict[Path, list[str]] = {}
    beside: dict[Path, list[str]] = {}
    below: dict[Path, list[str]] = {}
    last_end = -1
    for start, line in _iter_comments(text, scalars):
        before = text.rfind("\n", 0, start) + 1
        lead = text[before:start]
        if lead.strip():
            held = [entry for entry in entries if entry.start < start]
            beside.setdefault(held[-1].path if held else (), []).append(line)
            continue
        place, path = _home(entries, start, len(lead))
        group = (below if place else above).setdefault(path, [])
        if group and last_end >= 0 and text.count("\n", last_end, start) > 1:
            group.append("")
        group.append(line)
        last_end = start + len(line)
    return Comments(*({p: tuple(lines) for p, lines in d.items()} for d in (above, beside, below)))


def _home(entries: list[_Entry], start: int, column: int) -> tuple[bool, Path]:
    """Give where a comment on a line of its own belongs: at the end of a holder, or above.

    It belongs above the entry that follows, unless it is indented deeper and a list or mapping
    ends before it: then to the deepest of those whose entries do not stand deeper than it. What
    stands before the first entry is of the whole file, and so is what stands after all.
    """
    split = bisect_left(entries, start, key=lambda entry: entry.start)
    if not split:
        return False, ()
    following = entries[split] if split < len(entries) else None
    ended = list(_iter_ended(entries[:split], following))
    if following is not None and (following.column >= column or not ended):
        return False, following.path
    fitting = [path for path, inner in ended if inner <= column]
    return True, (fitting or [path for path, _ in ended])[-1 if fitting else 0]


def _iter_ended(earlier: list[_Entry], following: _Entry | None) -> Iterator[tuple[Path, int]]:
    """Give lists and mappings that end before `following`, outermost first, and their column.

    The column is that at which their entries stand.
    """
    columns = {entry.path: entry.column for entry in earlier}
    last = earlier[-1].path
    open_to = following.path[:-1] if following is not None else None
    for depth in range(len(last)):
        holder = last[:depth]
        if open_to is None or holder != open_to[:depth]:
            yield holder, columns[last[: depth + 1]]


def _iter_comments(text: str, scalars: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    position = 0
    for start, end in [*scalars, (len(text), len(text))]:
        for match in _COMMENT.finditer(text, position, max(start, position)):
            yield match.start(), match[0].rstrip()
        position = max(end, position)


def _survey(text: str) -> tuple[list[_Entry], list[tuple[int, int]]]:
    """Give every entry in its order, and where each scalar stands, as offsets in `text`."""
    entries: list[_Entry] = []
    scalars: list[tuple[int, int]] = []
    stack: list[tuple[bool, Path, list[Any]]] = []
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            scalars.append(_extent(text, event))
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            path = _enter(entries, stack, event, text)
            if not isinstance(event, yaml.ScalarEvent):
                stack.append((isinstance(event, yaml.MappingStartEvent), path, [None, 0]))
    return entries, scalars


def _enter(
    entries: list[_Entry], stack: list[tuple[bool, Path, list[Any]]], event: Any, text: str
) -> Path:
    """Note where an entry begins; give the path of the value. A list keeps its position."""
    if not stack:
        return ()
    is_mapping, path, state = stack[-1]
    if is_mapping and state[0] is None:
        state[0] = event.value
        entries.append(_entry(event.start_mark.index, text, (*path, event.value)))
        return (*path, event.value)
    if is_mapping:
        key, state[0] = state[0], None
        return (*path, key)
    here = (*path, state[1])
    state[1] += 1
    entries.append(_entry(_dash(text, event.start_mark.index), text, here))
    return here


def _entry(start: int, text: str, path: Path) -> _Entry:
    return _Entry(start, start - text.rfind("\n", 0, start) - 1, path)


def _dash(text: str, start: int) -> int:
    """Give where the dash of a list's entry stands; in `[…]` there is none."""
    line = text.rfind("\n", 0, start) + 1
    lead = text[line:start]
    if lead.rstrip().endswith("-") and not lead.rstrip(" -"):
        return line + lead.rindex("-")
    dash = text.rfind("-", 0, start)
    return dash if dash >= 0 and not text[dash + 1 : start].strip() else start


def _extent(text: str, event: Any) -> tuple[int, int]:
    """Give where a scalar begins and ends; a comment on the line of `>-` is outside of it."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in ("|", ">"):
        start = text.find("\n", start)
        start = end if start < 0 else start
    return start, max(start, end)
