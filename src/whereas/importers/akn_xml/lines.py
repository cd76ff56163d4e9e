"""Runs become a line of markup: notes to their marks, openings bare, links that words lack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.links import settle_links
from whereas.importers.akn_xml.runs import Run, cut, words_of
from whereas.importers.words import Chunk
from whereas.model.markup import (
    MARK_PATTERN,
    Link,
    Mark,
    Node,
    Style,
    Styled,
    Words,
    format_markup,
    plain_words,
)
from whereas.model.registers import Part

_RAISED_MARK = re.compile(r"\s*\(?([0-9]{1,3})\)?\s*")
_POWER = re.compile(r"[0-9](?:\s?[^\W\d_]{1,2})?\Z")
"""What stands before the figure of a power: a figure, or a unit behind one, as in 3 km."""
_OWN_MARK = re.compile(r"\s*(?:\(\s*\)|\)\s*\()\s*")
_ORDER: tuple[Style, ...] = ("sup", "sub", "italic", "bold")
"""Styles from the innermost to the outermost."""
_DIRECTIONS = ("\u200e", "\u200f")
_OPENING_ENDS = " \u00a0,،，"


def format_line(runs: Sequence[Run], context: Context, part: Part | None = None) -> str:
    """Give the line of markup of some runs; their notes are added to those of the context.

    `part` is the part of a text whose paragraph the line is; its opening words lose the look
    that the rules give them.
    """
    settled = _settle_marks([_untabbed(run) for run in _undirected(runs, context)], context)
    settled = settle_links(_settle_opening(settled, context, part), context)
    line = format_markup(_iter_nodes(_join_looks(settled)))
    return unicodedata.normalize("NFC", line)


def _undirected(runs: Sequence[Run], context: Context) -> Sequence[Run]:
    """Give runs without marks of direction behind the last sign, which have nothing to turn."""
    last = runs[-1] if runs else None
    if last is None or last.mark or not last.text.endswith(_DIRECTIONS):
        return runs
    text = last.text.rstrip("".join(_DIRECTIONS))
    shown = ", ".join(f"U+{ord(mark):04X}" for mark in last.text[len(text) :])
    context.lose("repaired", "mark of direction at the end of a line", last.line, shown)
    return (*runs[:-1], replace(last, text=text.rstrip()))


def _untabbed(run: Run) -> Run:
    return replace(run, text=run.text.replace("\t", " ")) if "\t" in run.text else run


def _iter_nodes(runs: Iterable[Run]) -> Iterator[Node]:
    """Give the nodes of runs; neighbours that lead to one document are one link."""
    for link, held in groupby(runs, key=lambda run: run.link):
        nodes = tuple(map(_node, held))
        if link:
            yield Link(link, nodes)
        else:
            yield from nodes


def _node(run: Run) -> Node:
    if run.mark:
        return Mark(run.mark)
    node: Node = Words(run.text)
    for style in _ORDER:
        if style in run.styles:
            node = Styled(style, (node,))
    return node


def _settle_marks(runs: Sequence[Run], context: Context) -> list[Run]:
    """Give runs whose notes are known, without what is printed around their marks."""
    settled = [run for run in _without_brackets(list(runs), context) if run.text or run.mark]
    made: list[Run] = []
    for run in settled:
        if run.note:
            mark = _add_note(run, context)
            made += [Run("", run.line, run.place, mark=mark)] if mark else []
        else:
            made.append(_raised_mark(run, made, context))
    return made


def _without_brackets(runs: list[Run], context: Context) -> list[Run]:
    """Give runs without raised brackets around marks, which are how a language prints them."""
    for index, run in enumerate(runs):
        if not run.note:
            continue
        if index and _is_raised(runs[index - 1]):
            before = runs[index - 1]
            runs[index - 1] = _drop_bracket(before, before.text.rstrip()[:-1], context)
        if index + 1 < len(runs) and _is_raised(runs[index + 1]):
            after = runs[index + 1]
            runs[index + 1] = _drop_bracket(after, after.text.lstrip()[1:], context)
    return runs


def _is_raised(run: Run) -> bool:
    return "sup" in run.styles and not run.mark


def _drop_bracket(run: Run, kept: str, context: Context) -> Run:
    bracket = run.text.strip().removeprefix(kept.strip()).removesuffix(kept.strip())
    if bracket not in ("(", ")"):
        return run
    context.drop("bracket of a note's mark", run, bracket)
    return replace(run, text=kept)


def _raised_mark(run: Run, before: Sequence[Run], context: Context) -> Run:
    """Give a raised figure as the mark that it is, where a note stands under it already."""
    match = _RAISED_MARK.fullmatch(run.text) if _is_raised(run) else None
    if match is None or match[1] not in context.notes.words:
        return run
    if before and _POWER.search(before[-1].text):
        return run
    context.drop("raised figure for a note's mark", run, run.text, match[1])
    return Run("", run.line, run.place, mark=match[1])


def _add_note(run: Run, context: Context) -> str:
    """Add a note to those of the context and give its mark, empty if it has no words."""
    lines = (format_line(_without_mark(held, run.mark, context), context) for held in run.note)
    words = " ".join(line for line in lines if line)
    if not words:
        context.lose("doubtful", "note without words", run.line, run.mark)
        return ""
    printed = run.mark if re.fullmatch(MARK_PATTERN, run.mark) else ""
    if printed.isdigit():
        printed = str(int(printed) - context.marks_before)
    mark, is_known = context.notes.add(printed, words)
    if is_known:
        context.lose("dropped", "note printed again", run.line, plain_words(words), mark)
        context.dropped += [
            Chunk(held.line, held.text, held.place) for line in run.note for held in line
        ]
    elif mark != (printed or run.mark):
        context.lose("repaired", "mark of a note", run.line, run.mark, mark)
    return mark


def _without_mark(runs: Sequence[Run], mark: str, context: Context) -> Sequence[Run]:
    """Give the runs of a note without its own mark, or the brackets of one, before the words."""
    if not runs:
        return runs
    first = runs[0]
    if match := _OWN_MARK.match(first.text):
        context.drop("brackets of a note's mark", first, match[0].strip())
        return cut(runs, match.end())
    if _is_raised(first) and (raised := _RAISED_MARK.fullmatch(first.text)):
        other = "" if raised[1] == mark else mark
        context.drop("mark before the words of a note", first, raised[0], other)
        return cut(runs, len(first.text))
    return runs


def _settle_opening(runs: Sequence[Run], context: Context, part: Part | None) -> list[Run]:
    """Give runs whose opening words have no look of their own, where the rules give them one."""
    grammar = context.tools.registers.openings.get(context.language)
    if part is None or grammar is None:
        return list(runs)
    length = 0
    while length < len(runs) and _is_set_off(runs[length], grammar.style):
        length += 1
    set_off = words_of(runs[:length]).strip(_OPENING_ENDS)
    if not set_off:
        return list(runs)
    opening = context.tools.openings.match(words_of(runs), part, context.language)
    is_derived = opening is not None and opening.words.casefold() == set_off.casefold()
    looks: tuple[Style, ...] = ("italic", "bold")
    taken = frozenset(look for look in looks if is_derived or look != grammar.style)
    return [
        replace(run, styles=run.styles - taken) if index < length else run
        for index, run in enumerate(runs)
    ]


def _is_set_off(run: Run, style: Style) -> bool:
    return not run.mark and (style in run.styles or run.text.isspace())


def _join_looks(runs: Sequence[Run]) -> Iterator[Run]:
    """Give runs of which spaces and lone points look as what stands around them."""
    for index, run in enumerate(runs):
        if run.mark or any(letter.isalnum() for letter in run.text) or len(run.text.strip()) > 1:
            yield run
            continue
        before = runs[index - 1].styles if index else frozenset()
        after = runs[index + 1].styles if index + 1 < len(runs) else frozenset()
        styles = run.styles & {"sup", "sub"} | (before & after)
        yield run if styles == run.styles else replace(run, styles=styles)
