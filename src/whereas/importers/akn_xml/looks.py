"""What a block looks like in print: a heading, the label of a section, a title below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import SECTIONS, Label, read_label, split_label
from whereas.importers.akn_xml.runs import words_of
from whereas.importers.akn_xml.stream import Block
from whereas.importers.vocabulary import vocabulary

STOPS = ".;:,،؛；，。："
"""Signs with which a sentence ends, and no heading does."""
_LONGEST_HEADING = 260
_LONGEST_TITLE = 260
_LONGEST_LABEL = 14
_TABBED = re.compile(r"(?P<label>[^\t]{1,14})\t\s*(?=\S)")
_DASHED = re.compile(r"(?P<label>[^\W\d_]{2,12}(?: [^\W\d_]{2,12})?) +[-–ـ] *(?=\S)")
_STOPPED = re.compile(
    r"(?P<label>[IVXLC]{1,6}|[A-Z]|[一二三四五六七八九十]{1,3}|[0-9]{1,2})[.、]\s*(?=\S)"
)


def settle_blocks(blocks: Sequence[Block], context: Context, *, in_annex: bool) -> Iterator[Block]:
    """Give blocks with numbers beside their words, and headings that are told by their look."""
    before: Block | None = None
    for block in _without_twins(list(_join_labels(blocks)), context):
        if block.kind == "text" and not block.label:
            if is_heading(block, in_annex=in_annex):
                block = replace(block, kind="heading")
            elif _is_plain_heading(block, before, context, in_annex=in_annex):
                what = "heading that looks like a paragraph"
                context.lose("repaired", what, block.line, words_of(block.runs), "heading")
                block = replace(block, kind="heading")
        yield block
        before = block


def _without_twins(blocks: Sequence[Block], context: Context) -> Iterator[Block]:
    """Give blocks without a heading that the next one repeats with its label and every word."""
    for block, after in zip_longest(blocks, blocks[1:]):
        if block.kind == "heading" and after is not None and after.label and _is_twin(block, after):
            for run in block.runs:
                context.drop("heading that stands twice", run, run.text)
        else:
            yield block


def _is_twin(block: Block, after: Block) -> bool:
    """Tell whether two blocks have the same words, none of them a note's."""
    first, second = (
        "".join(f"{held.label}{words_of(held.runs)}".split()) for held in (block, after)
    )
    return first == second and not any(run.mark or run.note for run in (*block.runs, *after.runs))


def is_heading(block: Block, *, in_annex: bool) -> bool:
    """Tell whether all words of a block are bold, or in an annex italic, as a heading's are."""
    words = words_of(block.runs).strip()
    if not words or len(words) > _LONGEST_HEADING or words[-1] in STOPS:
        return False
    looks = [run.styles for run in block.runs if run.text.strip()]
    return all("bold" in look for look in looks) or (
        in_annex and all("italic" in look for look in looks)
    )


def _is_plain_heading(
    block: Block, before: Block | None, context: Context, *, in_annex: bool
) -> bool:
    """Tell whether a line without a look of its own is a heading, by its words or its place."""
    if in_annex:
        follows = before is not None and before.kind == "heading"
        follows = follows and before is not None and is_division(before, context)
        return is_division(block, context) or (follows and _is_title(block))
    if is_section_label(block):
        return True
    return before is not None and _is_bare_label(before) and _is_title(block)


def is_division(block: Block, context: Context) -> bool:
    """Tell whether a block is the name of a division, such as an article, and nothing else."""
    named = vocabulary(context.language).divisions.read(words_of(block.runs).strip())
    return named is not None and not named.rest and bool(named.label)


def _is_bare_label(block: Block) -> bool:
    """Tell whether a block is a heading of a label alone."""
    alone = bool(block.label) and not block.runs
    return block.kind == "heading" and (alone or is_section_label(block))


def is_section_label(block: Block) -> bool:
    """Tell whether a block is the label of a section and nothing else."""
    return bool(section_label(words_of(block.runs)))


def section_label(words: str) -> tuple[Label, ...]:
    """Give what words mean as the label of a section; nothing if they are none."""
    words = words.strip()
    meanings = read_label(words) if 0 < len(words) < _LONGEST_LABEL else ()
    return meanings if all(meaning.style in SECTIONS for meaning in meanings) else ()


def split_section(words: str) -> tuple[str, int]:
    """Give the label of a section with which a heading begins, and where what follows starts."""
    match = _TABBED.match(words) or _DASHED.match(words)
    if match and section_label(match["label"]):
        return match[0].strip(), match.end()
    match = _STOPPED.match(words)
    if match and read_label(f"{match['label']}."):
        return match[0].strip(), match.end()
    return "", 0


def _is_title(block: Block) -> bool:
    """Tell whether a plain line can be the title of the section or article before it."""
    words = words_of(block.runs).strip()
    plain = not any("italic" in run.styles for run in block.runs if run.text.strip())
    return plain and 0 < len(words) < _LONGEST_TITLE and is_title_like(words)


def is_title_like(words: str) -> bool:
    """Tell whether words end without a stop and begin without a label."""
    return words[-1:] not in STOPS and not split_label(words)[0]


def _join_labels(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give blocks of which a label alone has gone to the words that follow it."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            bare = block.kind == "text" and not block.label
            if bare and not split_label(words_of(block.runs))[0]:
                block = replace(block, label=waiting.label)
            else:
                yield waiting
            waiting = None
        if block.kind == "text" and block.label and not block.runs:
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting
