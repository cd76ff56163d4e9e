"""The comments of a YAML file, each with the entry it belongs to. The parser itself drops them.

A `#` begins a comment where no scalar stands: the events tell where scalars begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from whereas.problems import Path

_COMMENT = re.compile(r"#[^\n]*")
_EMPTY_LINE = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_CLOSING = " \t]},"


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments by the path of their entry, each line from its `#` on.

    `above` stand on lines of their own before the entry, those of the whole file at `()`; an
    empty line parts two groups, and the last one from the entry where it does in the file.
    `beside` stand at the end of a line of the entry. `below` come after the last entry of the
    list or mapping at the path; at `()`, of the file. `within` are all that stand anywhere inside
    the entry at the path, in their order, in no group.
    """

    above: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    below: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)

    def lines(self) -> tuple[str, ...]:
        """Give every comment, sorted, without the empty lines between groups."""
        held = (*self.above.values(), *self.beside.values(), *self.below.values())
        return tuple(sorted(line for lines in held for line in lines if line))


@dataclass(slots=True)
class _Entry:
    """A key of a mapping or an entry of a list: where it begins, its path and its column.

    `value` is where the scalar begins that it has for a value; before its start for another.
    """

    start: int
    column: int
    path: Path
    value: int = -1


@dataclass(slots=True)
class _Survey:
    """Every entry in its order; where each scalar stands; where each `[…]` and `{…}` ends."""

    entries: list[_Entry] = field(default_factory=list)
    scalars: list[tuple[int, int]] = field(default_factory=list)
    closings: list[tuple[int, Path]] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """The comments between two entries: each belongs where the one before it does, or further out.

    `ended` are the lists and mappings that end there, outermost first, and the column of their
    entries. `level` is the place in `ended` of the comment before, if the run is `begun`; -1
    where that belongs above the entry `following`.
    """

    last: _Entry
    following: _Entry | None
    ended: list[tuple[Path, int]]
    level: int
    begun: bool = False


@dataclass(slots=True)
class _Gathered:
    """Comments while they are read; `end` is where the last one ends that stands on its line."""

    text: str
    above: dict[Path, list[str]] = field(default_factory=dict)
    beside: dict[Path, list[str]] = field(default_factory=dict)
    below: dict[Path, list[str]] = field(default_factory=dict)
    within: dict[Path, list[str]] = field(default_factory=dict)
    end: int = -1

    def put(self, held: dict[Path, list[str]], path: Path, start: int, line: str) -> None:
        """Put a comment into a group; where it stands below, it stands within the holder."""
        group = held.setdefault(path, [])
        # An empty line stands at the end of a group already where an entry came next.
        if held is not self.beside and group and group[-1] and self._is_apart(start):
            group.append("")
        group.append(line)
        if held is not self.beside:
            self.end = start + len(line)
        for depth in range(len(path) + (held is self.below)):
            self.within.setdefault(path[:depth], []).append(line)

    def _is_apart(self, start: int) -> bool:
        """Tell whether an empty line stands before what begins at `start`."""
        return self.end >= 0 and self.text.count("\n", self.end, start) > 1

    def comments(self) -> Comments:
        """Give what was gathered."""
        held = (self.above, self.beside, self.below, self.within)
        return Comments(*({path: tuple(group) for path, group in d.items()} for d in held))


def read_comments(text: str) -> Comments:
    """Give the comments of `text`, which `parse_yaml` has found to be a document."""
    survey, found = _survey(text), _Gathered(text)
    starts = [entry.start for entry in survey.entries]
    columns = {entry.path: entry.column for entry in survey.entries}
    runs: dict[int, _Run] = {}
    for start, line in _iter_comments(text, survey.scalars):
        lead = text[text.rfind("\n", 0, start) + 1 : start]
        split = bisect_left(starts, start)
        if not split:
            _put_above(found, (), starts[0] if starts else -1, start, line)
            continue
        run = runs.get(split) or runs.setdefault(split, _run(survey.entries, columns, split))
        level = _level(run, survey.closings, start, lead)
        if level is None:
            found.put(found.beside, run.last.path, start, line)
        elif level < 0 and run.following is not None:
            _put_above(found, run.following.path, run.following.start, start, line)
        else:
            found.put(found.below, run.ended[level][0], start, line)
    return found.comments()


def _put_above(found: _Gathered, path: Path, entry: int, start: int, line: str) -> None:
    """Put a comment above the entry that begins at `entry`, with an empty line between them."""
    found.put(found.above, path, start, line)
    gap = _EMPTY_LINE.match(found.text, start + len(line))
    if gap and gap.end() == entry:
        found.above[path].append("")


def _run(entries: list[_Entry], columns: Mapping[Path, int], split: int) -> _Run:
    """Give the run of comments before the entry at position `split`, which is not the first."""
    last, following = entries[split - 1], entries[split] if split < len(entries) else None
    ended = list(_iter_ended(last.path, following, columns))
    return _Run(last, following, ended, len(ended) - 1)


def _level(run: _Run, closings: list[tuple[int, Path]], start: int, lead: str) -> int | None:
    """Give the place in `run.ended` of a comment after `lead`, -1 for above, None for beside.

    It belongs beside the entry on whose line it stands, or whose value it comes before. On a
    line of its own it belongs above the entry that follows, unless it is indented deeper and a
    list or mapping ends before it: then to the deepest of those whose entries do not stand
    deeper than it. After nothing but closing brackets it belongs to what these close, and after
    the end of the document to the whole file.
    """
    level: int | None
    if run.last.value > start:
        return None
    if lead.rstrip() == "...":
        level = 0
    elif lead.strip():
        level = None if lead.strip(_CLOSING) else _closed(run, closings, start)
    elif run.following is not None and (run.following.column >= len(lead) or not run.ended):
        level = -1
    else:
        fitting = [n for n, (_, inner) in enumerate(run.ended) if inner <= len(lead)]
        level = fitting[-1] if fitting else 0
    if level is None and not run.begun:
        return None
    run.begun, run.level = True, run.level if level is None else min(level, run.level)
    return run.level


def _closed(run: _Run, closings: list[tuple[int, Path]], start: int) -> int | None:
    """Give the place in `run.ended` of what the last bracket before `start` closes."""
    position = bisect_left(closings, start, key=lambda closing: closing[0]) - 1
    holders = [holder for holder, _ in run.ended]
    path = closings[position][1] if position >= 0 else None
    return holders.index(path) if path in holders else None


def _iter_ended(
    last: Path, following: _Entry | None, columns: Mapping[Path, int]
) -> Iterator[tuple[Path, int]]:
    """Give lists and mappings that end between two entries, outermost first, and their column.

    The column is that at which their entries stand.
    """
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


def _survey(text: str) -> _Survey:
    """Give the entries, scalars and closing brackets of `text`, as offsets in it."""
    survey = _Survey()
    stack: list[tuple[bool, Path, list[Any]]] = []
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _, path, _ = stack.pop()
            start, end = _marks(event)
            if text[start:end] in ("]", "}"):
                survey.closings.append((start, path))
        elif isinstance(event, yaml.NodeEvent):
            path = _enter(survey, stack, event, text, lines)
            if isinstance(event, yaml.ScalarEvent):
                survey.scalars.append(_extent(text, event))
            else:
                stack.append((isinstance(event, yaml.MappingStartEvent), path, [None, 0]))
    return survey


def _enter(
    survey: _Survey,
    stack: list[tuple[bool, Path, list[Any]]],
    event: Any,
    text: str,
    lines: list[int],
) -> Path:
    """Note where an entry begins; give the path of the value. A list keeps its position."""
    if not stack:
        return ()
    is_mapping, path, state = stack[-1]
    start = event.start_mark.index
    if is_mapping and state[0] is None:
        state[0] = event.value
        survey.entries.append(_entry(start, lines, (*path, event.value)))
        return (*path, event.value)
    if is_mapping:
        here, state[0] = (*path, state[0]), None
    else:
        here = (*path, state[1])
        state[1] += 1
        dash = _dash(text, start, survey.scalars[-1][1] if survey.scalars else 0)
        survey.entries.append(_entry(dash, lines, here))
    if isinstance(event, yaml.ScalarEvent):
        survey.entries[-1].value = start
    return here


def _entry(start: int, lines: list[int], path: Path) -> _Entry:
    return _Entry(start, start - lines[bisect_right(lines, start) - 1], path)


def _dash(text: str, start: int, before: int) -> int:
    """Give where the dash of a list's entry stands; in `[…]` there is none.

    `before` is where the last scalar ends: only marks and comments stand between.
    """
    between = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[before:start])
    dash = between.rfind("-")
    return before + dash if dash >= 0 and not between[dash + 1 :].strip() else start


def _marks(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _extent(text: str, event: Any) -> tuple[int, int]:
    """Give where a scalar begins and ends; a comment on the line of `>-` is outside of it."""
    start, end = _marks(event)
    if event.style in ("|", ">"):
        start = text.find("\n", start)
        start = end if start < 0 else start
    return start, max(start, end)
