"""Blocks of lines become passages: one paragraph, label or heading each, on one line.

Lines of a hard wrap are joined. A hyphen at the end of a line goes where the joined word is
known from elsewhere in the source; else it stays, and the place is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whereas.importers.plain_text import labels
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.runs import (
    Block,
    Line,
    Run,
    Runs,
    bare_of,
    join_runs,
    squeeze,
    words_of,
)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-\Z")
_FIRST = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[,;:.][\"”’»)\]]*(?: (?:and|or))?\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it stands in a source, without its place in the text.

    `rows` are those of a table. `broken` says that the foot or head of a page was taken out
    right before it.
    """

    runs: Runs
    line: int
    heading: int = 0
    broken: bool = False
    rows: tuple[tuple[Runs, ...], ...] = ()

    @property
    def text(self) -> str:
        """Give its words, raised figures included."""
        return words_of(self.runs)

    @property
    def bare(self) -> str:
        """Give its words without raised figures."""
        return bare_of(self.runs).strip()

    @property
    def is_ended(self) -> bool:
        """Tell whether it ends as a paragraph does, with a stop."""
        return bool(_ENDED.search(self.bare))


@dataclass(frozen=True, slots=True)
class Known:
    """Words of a source that stand on one line each, and words that may follow a hyphen."""

    words: frozenset[str]
    hanging: tuple[str, ...]


def known_words(lines: Iterable[Line], hanging: tuple[str, ...]) -> Known:
    """Give the words of lines, but those that a hyphen at the end of a line breaks."""
    found: set[str] = set()
    for line in lines:
        text = _BROKEN.sub("", line.text)
        found.update(word.casefold() for word in _WORD.findall(text))
    return Known(frozenset(found), hanging)


def iter_passages(blocks: Iterable[Block], known: Known, ledger: Ledger) -> Iterator[Passage]:
    """Give the passages of blocks in order."""
    for block in blocks:
        if block.lines[0].kind == "row":
            rows = tuple(line.cells for line in block.lines if line.cells)
            cells = (cell for row in rows for cell in row)
            yield Passage(join_runs(cells), block.line, 0, block.broken, rows)
            continue
        for number, lines in enumerate(_iter_pieces(block.lines)):
            broken = block.broken and number == 0
            yield Passage(_join(lines, known, ledger), lines[0].number, block.heading, broken)


def _iter_pieces(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Give the lines of a block by paragraph: a label after a stop begins a new one."""
    held: list[Line] = []
    for line in lines:
        if held and _begins(line, held[-1]):
            yield held
            held = []
        held.append(line)
    yield held


def _begins(line: Line, before: Line) -> bool:
    """Tell whether a line within a block begins a paragraph of its own."""
    if line.begins:
        return True
    number = labels.read_number(line.text)
    if number and number.end == len(line.text):
        return True
    ended = bool(_ENDED.search(bare_of(before.runs).strip()))
    return ended and bool(number or labels.read_item(line.text))


def _join(lines: Sequence[Line], known: Known, ledger: Ledger) -> Runs:
    made: list[Run] = []
    for line in lines:
        if made:
            _set_joint(made, line, known, ledger)
        made += line.runs
    return squeeze(made)


def _set_joint(made: list[Run], line: Line, known: Known, ledger: Ledger) -> None:
    """Set what parts runs from the next line: a space, or nothing at a hyphen."""
    last, first = _BROKEN.search(words_of(made[-2:])), _FIRST.match(line.text)
    if last is None or first is None or first[0] in known.hanging:
        made.append(Run(" ", line.number))
        return
    whole, hyphened = last[1] + first[0], f"{last[1]}-{first[0]}"
    if hyphened.casefold() in known.words:
        return
    printed = f"{last[1]}- {first[0]}"
    if whole.casefold() in known.words:
        ledger.lose("repaired", "hyphen at the end of a line", line.number, printed, whole)
        made[-1] = replace(made[-1], text=made[-1].text[:-1])
    else:
        ledger.lose("doubtful", "hyphen at the end of a line", line.number, printed, hyphened)
