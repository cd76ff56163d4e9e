"""Blocks become the entries of a preamble: paragraphs, their lists, cross-headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import Label, read_label, split_label
from whereas.importers.akn_xml.levels import Level, choose_item
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.looks import is_heading, is_title_like
from whereas.importers.akn_xml.nodes import Node
from whereas.importers.akn_xml.runs import cut, without_emphasis, words_of
from whereas.importers.akn_xml.stream import Block

_LONGEST_HEADING = 120
_SEPARATOR = re.compile(r"\W*(?:[*＊]\W*){1,5}")


def build_preamble(blocks: Sequence[Block], context: Context) -> list[Node]:
    """Give the entries of a preamble."""
    entries: list[Node] = []
    lists: list[Level] = []  # those that are open, the outermost first
    for block, after in zip_longest(blocks, blocks[1:]):
        words = words_of(block.runs)
        label, length = (block.label, 0) if block.label else split_label(words)
        meanings = read_label(label) if label else ()
        if meanings and entries and entries[-1].kind == "paragraph":
            text = format_line(cut(block.runs, length) if length else block.runs, context)
            _add_item(meanings, Node("paragraph", printed=label, text=text), entries[-1], lists)
            continue
        lists = []
        if _is_heading(block, words, after, context):
            heading = format_line(without_emphasis(block.runs), context)
            entries.append(Node("heading", heading=heading))
        else:
            entries.append(Node("paragraph", text=format_line(block.runs, context, "preamble")))
    return entries


def _add_item(meanings: Sequence[Label], node: Node, holder: Node, lists: list[Level]) -> None:
    """Add an item to the open list that its label continues, or to a new one below the last."""
    level, meaning = choose_item(meanings, lists)
    node.num = meaning.text
    if level == len(lists):
        above = lists[-1].entries[-1] if lists else holder
        lists.append(Level(meaning.style, meaning.place, above.items))
    del lists[level + 1 :]
    lists[level].place = meaning.place
    lists[level].entries.append(node)


def _is_heading(block: Block, words: str, after: Block | None, context: Context) -> bool:
    """Tell whether a line of a preamble is a heading: by its element, its look or its form."""
    if block.kind == "heading" or _SEPARATOR.fullmatch(words):
        return True
    if len(words) > _LONGEST_HEADING or not is_title_like(words):
        return False
    if is_heading(block, in_annex=False):
        return True
    if after is not None and split_label(words_of(after.runs))[0]:
        return False
    return not context.tools.openings.match(words, "preamble", context.language)
