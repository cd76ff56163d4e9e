"""The elements of a text as one row of blocks in reading order.

Official files nest lists by chance: the degree of an item is told by its label, not by its
element. So the nesting is taken away here and found again in `body`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import SECTIONS, read_label
from whereas.importers.akn_xml.runs import Run, read_runs
from whereas.importers.akn_xml.tree import Element

BlockKind = Literal["formula", "preamble", "text", "heading", "table"]

_SET_APART = frozenset({"meta", "coverPage", "preface", "conclusions", "attachments"})
"""Children of a statement that are no text of its own."""
_HELD = frozenset({"mainBody", "recitals", "container", "recital", "citation", "blockContainer"})
_LISTS = frozenset({"list", "sublist", "blockList"})
_POINTS = frozenset({"paragraph", "point", "item", "indent", "alinea", "subparagraph"})
_INTRODUCTIONS = frozenset({"intro", "listIntroduction"})
_LINES = frozenset({"p", "wrapUp", "listWrapUp"})
_DIVISIONS = frozenset(
    "section part title chapter article subsection hcontainer subpart division book clause rule"
    " body".split()
)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a text, or a table: what it is, its printed label, its words, its line.

    `label` is empty where none is printed; `element` is the table's.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    line: int
    label: str = ""
    place: int = 0
    """Where the label stands in the file."""
    element: Element | None = None


def iter_blocks(elements: Iterable[Element], context: Context) -> Iterator[Block]:
    """Give the blocks of some elements; those of a preamble are of the kind `preamble`."""
    for element in elements:
        tag = element.tag
        if tag in _SET_APART:
            continue
        if tag == "preamble":
            for block in iter_blocks(element.children, context):
                yield replace(block, kind="preamble") if block.kind == "text" else block
        elif tag == "formula":
            runs = tuple(run for held in element.children for run in read_runs(held, context))
            yield Block("formula", runs, element.line)
        elif tag in _POINTS:
            yield from _iter_point(element, context)
        elif tag in _LISTS:
            yield from _iter_list(element, "", context)
        elif tag in _HELD:
            yield from _iter_held(element, context)
        else:
            yield from _iter_other(element, context)


def _iter_other(element: Element, context: Context) -> Iterator[Block]:
    tag = element.tag
    if tag == "table":
        yield Block("table", (), element.line, element=element)
    elif tag == "crossHeading" and element.get("refersTo") == "#preamble":
        yield from _line("preamble", element, "", context)
    elif tag in ("crossHeading", "heading", "subheading", "num"):
        yield from _line("heading", element, "", context)
    elif tag in _DIVISIONS:
        yield from iter_blocks(element.children, context)
    elif tag in _LINES or not element.children:
        yield from _line("text", element, "", context)
    else:
        context.lose("unknown", f"element {tag}", element.line, element.text)
        yield from iter_blocks(element.children, context)


def _iter_held(element: Element, context: Context) -> Iterator[Block]:
    """Give what an element holds that is itself no line: words that stand bare in it too."""
    if element.text.strip():
        context.lose("unknown", "words outside a paragraph", element.line, element.text)
        bare = replace(element, children=())
        yield from _line("text", bare, "", context)
    yield from iter_blocks(element.children, context)


def _iter_list(element: Element, label: str, context: Context) -> Iterator[Block]:
    """Give the lines of a list; `label` is that of the paragraph whose words introduce it."""
    if label and not (element.children and element.children[0].tag in _INTRODUCTIONS):
        yield Block("text", (), element.line, label)
        label = ""
    for child in element.children:
        if child.tag in _INTRODUCTIONS:
            lines = [held for held in child.children if held.tag == "p"] or [child]
            for line in lines:
                yield from _line("text", line, label, context)
                label = ""
        else:
            yield from iter_blocks((child,), context)


def _iter_point(element: Element, context: Context) -> Iterator[Block]:
    """Give the lines of a paragraph or item, its printed label with the first."""
    label, line, place = "", element.line, 0
    for child in element.children:
        if child.tag == "num":
            label, line, place = _words(child), child.line, child.place
            continue
        if child.tag == "content":
            held = _iter_content(child, label, context)
        elif child.tag in _LISTS:
            held = _iter_list(child, label, context)
        elif child.tag in ("heading", "subheading"):
            held = _line("heading", child, label, context)
        else:
            held = _labelled(iter_blocks((child,), context), label)
        for block in held:
            yield replace(block, place=place) if label else block
            label = ""
    if label:
        yield replace(_label_alone(label, line), place=place)


def _iter_content(element: Element, label: str, context: Context) -> Iterator[Block]:
    lines = element.children or (element,)
    for line in lines:
        for block in iter_blocks((line,), context):
            yield replace(block, label=block.label or label) if label else block
            label = ""


def _labelled(blocks: Iterable[Block], label: str) -> Iterator[Block]:
    for block in blocks:
        yield replace(block, label=block.label or label)
        label = ""


def _label_alone(label: str, line: int) -> Block:
    """Give a block of a label without words: that of a section, or one whose words are lost."""
    meanings = read_label(label)
    is_section = bool(meanings) and all(meaning.style in SECTIONS for meaning in meanings)
    return Block("heading" if is_section else "text", (), line, label)


def _line(kind: BlockKind, element: Element, label: str, context: Context) -> Iterator[Block]:
    """Give the block of one line, none where it has neither words nor notes."""
    runs = read_runs(element, context)
    if runs or (label and kind == "heading"):
        yield Block(kind, runs, element.line, label)


def _words(element: Element) -> str:
    inner = "".join(_words(child) + child.tail for child in element.children)
    return f"{element.text}{inner}".strip()
