"""The texts of one source: scanned pages hold whole neighbours and pieces of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from whereas.importers.plain_text.formulas import Formula, FormulaFinder
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.numbers import NumberFinder
from whereas.importers.plain_text.phrases import Phrases
from whereas.importers.plain_text.runs import Block, Line, cut


@dataclass(frozen=True, slots=True)
class Sheet:
    """The blocks of one text: those above its formula, and those from it on.

    `fragment` is the end of another text, above the head. `begins` is what the text begins with:
    its formula (start), or, without one, its recitals (preamble) or resolving words (operative).
    `symbol` is that of the file's name, for a text whose masthead does not tell it; `job` the
    job number that stood among the furniture of its pages.
    """

    body: str
    fragment: tuple[Block, ...]
    head: tuple[Block, ...]
    text: tuple[Block, ...]
    begins: Literal["start", "preamble", "operative"] = "start"
    symbol: str = ""
    job: str | None = None


def isolate_formulas(blocks: Iterable[Block], finder: FormulaFinder) -> Iterator[Block]:
    """Give blocks in which each formula stands alone."""
    for block in blocks:
        held: list[Line] = []
        broken = block.broken
        for line in block.lines:
            formula = finder.find(line.text) if line.kind == "words" else None
            glued = None if held or formula else finder.find_glued(line.text)
            if held and formula:
                yield Block(tuple(held), broken)
                broken, held = False, []
            if formula or glued:
                length = (formula or glued or _NOTHING).length
                yield Block((replace(line, runs=cut(line.runs, 0, length)),), broken)
                broken = False
                line = replace(line, runs=cut(line.runs, length + 1))
            if line.runs:
                held.append(line)
        if held:
            yield Block(tuple(held), broken)


_NOTHING = Formula("", "", 0)


def part_texts(
    blocks: Sequence[Block],
    finder: FormulaFinder,
    numbers: NumberFinder,
    phrases: Phrases,
    ledger: Ledger,
) -> list[Sheet]:
    """Give the texts of a source in order; a formula without a title begins no new one."""
    starts = _find_starts(blocks, finder, numbers)
    if not starts:
        return []
    ends = [*(start for start, _, _ in starts[1:]), len(blocks)]
    sheets = []
    for (start, index, body), end in zip(starts, ends, strict=True):
        index = _first_part(blocks, start, index)
        own = start + _end_of_fragment(blocks[start:index], phrases)
        for block in blocks[start:own]:
            ledger.lose("dropped", "piece of another text", block.line, block.text)
        fragment, head, text = blocks[start:own], blocks[own:index], blocks[index:end]
        sheets.append(Sheet(body, tuple(fragment), tuple(head), tuple(text)))
    return sheets


def _find_starts(
    blocks: Sequence[Block], finder: FormulaFinder, numbers: NumberFinder
) -> list[tuple[int, int, str]]:
    """Give for each text the positions of its first block and of its formula, and its body."""
    starts: list[tuple[int, int, str]] = []
    last = 0
    for index, block in enumerate(blocks):
        formula = finder.find(block.text)
        if formula is None:
            continue
        start = _find_title(blocks, last, index, formula.body, numbers) if starts else 0
        if start is not None:
            starts.append((start, index, formula.body))
        last = index + 1
    return starts


def sheet_without_formula(
    blocks: Sequence[Block], body: str, symbol: str, phrases: Phrases
) -> Sheet:
    """Give the text of a body that puts no formula first: headings, then recitals or paragraphs."""
    for index, block in enumerate(blocks):
        if phrases.recital.match(block.text):
            head, text = tuple(blocks[:index]), tuple(blocks[index:])
            return Sheet(body, (), head, text, "preamble", symbol)
    first = next((n for n, block in enumerate(blocks) if not block.heading), len(blocks))
    return Sheet(body, (), tuple(blocks[:first]), tuple(blocks[first:]), "operative", symbol)


def _first_part(blocks: Sequence[Block], start: int, formula: int) -> int:
    """Give the position of the letter A above a formula, by which a first part begins."""
    for index in range(max(start, formula - _PART), formula):
        if blocks[index].text.rstrip(".") == "A":
            return index
    return formula


_PART = 3
"""Blocks that a part's letter and title take above its formula at most."""


def _find_title(
    blocks: Sequence[Block], first: int, last: int, body: str, numbers: NumberFinder
) -> int | None:
    """Give the position of the last title with a number between two formulas."""
    for index in range(last - 1, first - 1, -1):
        found = numbers.find(blocks[index].text, body)
        if found and blocks[index].text[found.end : found.end + 1] == ".":
            return index
    return None


def _end_of_fragment(blocks: Sequence[Block], phrases: Phrases) -> int:
    """Give how many blocks above a formula are the end of another text, with its closing lines."""
    end = 0
    for index, block in enumerate(blocks):
        is_meeting = any(
            match["meeting"]
            for pattern in phrases.closing
            if "meeting" in pattern.groupindex and (match := pattern.fullmatch(block.text))
        )
        follows = end == index > 0 and phrases.parse_date(block.text) is not None
        end = index + 1 if is_meeting or follows else end
    return end
