"""Runs of words in one style, and the lines and blocks that readers make of a source.

Every reader (Markdown, text layers, later PDF and DOCX) gives `Line`s; all that follows knows
nothing of the file that they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from whereas.model.markup import Style

Runs = tuple["Run", ...]
LineKind = Literal["words", "blank", "rule", "row"]

_RAISED: Style = "sup"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style, and their line in the source, counted from 1.

    The mark of a note is a raised figure until the notes of the text are known.
    """

    text: str
    line: int
    styles: frozenset[Style] = frozenset()

    @property
    def is_raised(self) -> bool:
        """Tell whether it stands above the line."""
        return _RAISED in self.styles


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its runs, its number counted from 1, and its page.

    `heading` is the degree of a heading that the source marks as such, 0 for none; `begins` says
    that the source marks it as the first line of a paragraph. A `row` is one of a table, whose
    `cells` hold its runs.
    """

    runs: Runs
    number: int
    page: int
    kind: LineKind = "words"
    heading: int = 0
    begins: bool = False
    cells: tuple[Runs, ...] = ()

    @property
    def text(self) -> str:
        """Give its words without spaces at the ends."""
        return words_of(self.runs).strip()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that no blank line parts.

    `broken` says that something was taken out right before it: the foot or the head of a page.
    """

    lines: tuple[Line, ...]
    broken: bool = False

    @property
    def line(self) -> int:
        """Give the number of its first line."""
        return self.lines[0].number

    @property
    def heading(self) -> int:
        """Give the degree of the heading that it is, 0 for none."""
        return self.lines[0].heading

    @property
    def text(self) -> str:
        """Give its words on one line."""
        return " ".join(line.text for line in self.lines)


def words_of(runs: Iterable[Run]) -> str:
    """Give the words of runs, figures above the line included."""
    return "".join(run.text for run in runs)


def bare_of(runs: Iterable[Run]) -> str:
    """Give the words of runs without what stands above the line."""
    return "".join(run.text for run in runs if not run.is_raised)


def cut(runs: Sequence[Run], start: int, end: int | None = None) -> Runs:
    """Give the runs of a span of their words, in characters."""
    return tuple(_iter_cut(runs, start, end))


def _iter_cut(runs: Sequence[Run], start: int, end: int | None) -> Iterator[Run]:
    position = 0
    for run in runs:
        first = max(start - position, 0)
        last = len(run.text) if end is None else min(end - position, len(run.text))
        position += len(run.text)
        if first < last:
            yield replace(run, text=run.text[first:last])


def squeeze(runs: Sequence[Run]) -> Runs:
    """Give runs with single spaces, none at the ends and none before a mark."""
    made: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if run.is_raised:
            text = text.strip()
            made[-1:] = [replace(last, text=last.text.rstrip()) for last in made[-1:]]
        elif not made or made[-1].text.endswith(" "):
            text = text.lstrip()
        if text:
            made.append(replace(run, text=text))
    made[-1:] = [replace(last, text=last.text.rstrip()) for last in made[-1:]]
    return tuple(run for run in made if run.text)


def join_runs(pieces: Iterable[Sequence[Run]]) -> Runs:
    """Give pieces of runs as one, with spaces between."""
    made: list[Run] = []
    for piece in pieces:
        if made and piece:
            made.append(Run(" ", piece[0].line))
        made += piece
    return tuple(made)


def iter_blocks(lines: Iterable[Line], broken: frozenset[int] = frozenset()) -> Iterator[Block]:
    """Give the blocks of lines; `broken` are numbers of lines that were taken out."""
    held: list[Line] = []
    last: Line | None = None
    for line in lines:
        apart = line.kind == "blank" or (held and _is_apart(held[-1], line))
        if held and apart:
            yield _block(held, last, broken)
            last, held = held[-1], []
        if line.kind != "blank":
            held.append(line)
    if held:
        yield _block(held, last, broken)


def _is_apart(before: Line, line: Line) -> bool:
    return before.kind != line.kind or bool(before.heading or line.heading)


def _block(lines: Sequence[Line], last: Line | None, broken: frozenset[int]) -> Block:
    if last is None:
        return Block(tuple(lines))
    gap = range(last.number + 1, lines[0].number)
    return Block(tuple(lines), lines[0].page > last.page or any(n in broken for n in gap))
