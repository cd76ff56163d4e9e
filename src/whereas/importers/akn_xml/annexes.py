"""Annexes: found by their names, with their titles and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from whereas.importers.akn_xml.body import build_entries
from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import roman
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.looks import is_heading, is_title_like, section_label
from whereas.importers.akn_xml.nodes import Node, Path, Writer
from whereas.importers.akn_xml.numbers import starts_again
from whereas.importers.akn_xml.runs import without_emphasis, words_of
from whereas.importers.akn_xml.stream import Block
from whereas.importers.vocabulary import Numbered, vocabulary

_LONGEST_NAME = 24
_LONGEST_TITLE = 300
_MARKS = re.compile(r"\[\^[^\]]+\]")
_FIGURES = re.compile(r"[IVXLC]+|[A-Z]")


@dataclass(slots=True)
class Annex:
    """An annex: what it is called, its titles, its blocks."""

    kind: str = "annex"
    num: str | int | None = None
    printed: str = ""
    title: str = ""
    subtitle: str = ""
    blocks: list[Node] = field(default_factory=list)

    def written(self, path: Path, writer: Writer) -> dict[str, Any]:
        """Give the annex as the format has it."""
        if self.printed:
            writer.printed[path] = self.printed
        made: dict[str, Any] = {} if self.kind == "annex" else {"kind": self.kind}
        if self.num is not None:
            made["num"] = self.num
        made |= {k: v for k, v in (("title", self.title), ("subtitle", self.subtitle)) if v}
        if starts_again(self.blocks):
            made["numbering"] = "by-section"
        made["blocks"] = writer.entries(self.blocks, (*path, "blocks"))
        return made


def split_annexes(
    blocks: Sequence[Block], context: Context
) -> Iterator[tuple[Block | None, list[Block]]]:
    """Give each annex as the block of its name and what follows; first what has no name."""
    name: Block | None = None
    held: list[Block] = []
    for block in blocks:
        if _name_of(block, context):
            if name is not None or held:
                yield name, held
            name, held = block, []
        else:
            held.append(block)
    if name is not None or held:
        yield name, held


def build_annex(name: Block | None, blocks: Sequence[Block], context: Context) -> Annex:
    """Give an annex with its titles: the first headings, of which the second is a subtitle."""
    annex = Annex()
    marks = ""
    if name is not None and (named := _name_of(name, context)):
        annex.kind, annex.num, annex.printed = named.kind, _num(named), words_of(name.runs).strip()
        marks = "".join(_MARKS.findall(format_line(name.runs, context)))
    titles = _titles(blocks, context)
    lines = [format_line(without_emphasis(block.runs), context) for block in titles]
    annex.title = (lines[0] if lines else "") + marks
    annex.subtitle = lines[1] if len(lines) > 1 else ""
    annex.blocks = build_entries(blocks[len(titles) :], context, in_annex=True)
    if not annex.blocks:  # what is annexed is then the one line
        annex.blocks = [
            Node("paragraph", text=line) for line in (annex.title, annex.subtitle) if line
        ]
        annex.title = annex.subtitle = ""
    return annex


def _name_of(block: Block, context: Context) -> Numbered | None:
    """Give the name of an annex that a short line is; None for any other."""
    if block.kind not in ("heading", "text") or block.label:
        return None
    words = words_of(block.runs).strip()
    if not 0 < len(words) < _LONGEST_NAME:
        return None
    return vocabulary(context.language).annexes.read(words)


def _num(named: Numbered) -> str | int | None:
    """Give the label of an annex; a number in words is a Roman figure, as in other languages."""
    if named.count:
        return roman(named.count).upper()
    if named.label.isdigit():
        return int(named.label)
    return named.label.upper() if _FIGURES.fullmatch(named.label.upper()) else None


def _titles(blocks: Sequence[Block], context: Context) -> Sequence[Block]:
    """Give the blocks that are the titles of an annex: one, or two over a third heading."""
    if not blocks:
        return ()
    if not _is_headed(blocks[0], context):
        return blocks[:1] if _is_plain_title(blocks[0]) else ()
    has_subtitle = len(blocks) > 2 and _is_headed(blocks[1], context) and _looks_headed(blocks[2])
    return blocks[:2] if has_subtitle else blocks[:1]


def _is_headed(block: Block, context: Context) -> bool:
    """Tell whether a block is a heading and neither a section's label nor a division's name."""
    if block.label or not _looks_headed(block):
        return False
    words = words_of(block.runs).strip()
    divisions = vocabulary(context.language).divisions
    return bool(words) and not section_label(words) and not divisions.read(words)


def _looks_headed(block: Block) -> bool:
    return block.kind == "heading" or is_heading(block, in_annex=True)


def _is_plain_title(block: Block) -> bool:
    words = words_of(block.runs).strip()
    return (
        block.kind == "text"
        and not block.label
        and 0 < len(words) < _LONGEST_TITLE
        and is_title_like(words)
    )
