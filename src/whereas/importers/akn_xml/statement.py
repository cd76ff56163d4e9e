"""A statement: formula, preamble, operative part and annexes, as the format has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from whereas.importers.akn_xml.annexes import Annex, build_annex, split_annexes
from whereas.importers.akn_xml.body import build_entries
from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import Label, read_label, split_label
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.nodes import Path, Writer
from whereas.importers.akn_xml.preamble import build_preamble
from whereas.importers.akn_xml.runs import without_emphasis, words_of
from whereas.importers.akn_xml.stream import Block, iter_blocks
from whereas.importers.akn_xml.tree import Element


def read_statement(
    statement: Element, context: Context, path: Path, writer: Writer
) -> dict[str, Any]:
    """Give the text of a statement; its place in the document is `path`."""
    blocks = list(iter_blocks(statement.children, context))
    formula, preamble, body = _split(blocks, context)
    found: dict[str, Any] = {}
    if formula is not None:
        found["enacting"] = format_line(without_emphasis(formula.runs), context)
    entries = build_preamble(preamble, context)
    own, *others = split_annexes(body, context) if body else ((None, []),)
    if own[0] is not None:
        own, others = (None, []), [own, *others]
    operative = build_entries(own[1], context, in_annex=False)
    annexes = [*_iter_inner(others, context), *_iter_attached(statement, context)]
    if entries:
        found["preamble"] = writer.entries(entries, (*path, "preamble"))
    found["operative"] = writer.entries(operative, (*path, "operative"))
    if annexes:
        found["annexes"] = [
            annex.written((*path, "annexes", index), writer) for index, annex in enumerate(annexes)
        ]
    if restarts(found["operative"]):
        found["numbering"] = "by-section"
    return found


def _iter_inner(
    others: Sequence[tuple[Block | None, list[Block]]], context: Context
) -> Iterator[Annex]:
    for name, held in others:
        if name is not None:
            words = words_of(name.runs)
            context.lose("repaired", "annex in the main body", name.line, words, "annexes")
        yield build_annex(name, held, context)


def _iter_attached(statement: Element, context: Context) -> Iterator[Annex]:
    attachments = statement.child("attachments")
    for document in attachments.walk("doc", "statement") if attachments else ():
        blocks = list(iter_blocks(document.children, context))
        for name, held in split_annexes(blocks, context):
            yield build_annex(name, held, context)


def _split(blocks: list[Block], context: Context) -> tuple[Block | None, list[Block], list[Block]]:
    """Give the formula, the blocks of the preamble and those of the operative part."""
    formula = next((block for block in blocks if block.kind == "formula"), None)
    rest = [block for block in blocks if block is not formula]
    rest = _interleaved(rest, context)
    first = next((n for n, block in enumerate(rest) if not _is_preambular(block)), len(rest))
    preamble, body = rest[:first], rest[first:]
    if _first_number(body) != 1:
        preamble, numbered = _without_operative(preamble, context)
        body = [*numbered, *body]
    preamble, behind = _without_verbs(preamble, context)
    body = [*behind, *body]
    moved = _count_moved(body, context)
    for block in body[:moved]:
        what = "preambular paragraph in the main body"
        context.lose("repaired", what, block.line, words_of(block.runs), "preamble")
    return formula, [*preamble, *body[:moved]], body[moved:]


def _first_number(body: Sequence[Block]) -> int | None:
    meanings = (meaning for block in body for meaning in _meanings(block))
    return next((meaning.place for meaning in meanings if meaning.style == "number"), None)


def _meanings(block: Block) -> tuple[Label, ...]:
    return read_label(block.label or split_label(words_of(block.runs))[0])


def _without_verbs(preamble: list[Block], context: Context) -> tuple[list[Block], list[Block]]:
    """Part the last paragraph of a preamble from it where all signs say it is operative."""
    if not preamble:
        return preamble, []
    last = preamble[-1]
    words = words_of(last.runs).rstrip()
    opened = context.tools.openings.match(words, "operative", context.language)
    recited = context.tools.openings.match(words, "preamble", context.language)
    if opened is None or recited or words.endswith(_preambular_endings(context)):
        return preamble, []
    context.lose("repaired", "operative part in the preamble", last.line, words, "operative")
    return preamble[:-1], [replace(last, kind="text")]


def _preambular_endings(context: Context) -> tuple[str, ...]:
    return context.tools.registers.endings(context.body, context.language).preamble


def _without_operative(blocks: list[Block], context: Context) -> tuple[list[Block], list[Block]]:
    """Part the blocks of a preamble that holds the operative part too, at the number 1."""
    for index, block in enumerate(blocks):
        if any(meaning.style == "number" and meaning.place == 1 for meaning in _meanings(block)):
            what = "operative part in the preamble"
            context.lose("repaired", what, block.line, words_of(block.runs), "operative")
            return blocks[:index], [replace(moved, kind="text") for moved in blocks[index:]]
    return blocks, []


def _is_preambular(block: Block) -> bool:
    return block.kind == "preamble"


def _interleaved(blocks: list[Block], context: Context) -> list[Block]:
    """Give blocks of which plain lines between preambular ones are preambular as well."""
    last = max((n for n, block in enumerate(blocks) if _is_preambular(block)), default=-1)
    first = next((n for n, block in enumerate(blocks) if not _is_preambular(block)), len(blocks))
    between = blocks[first:last] if last > first else []
    if not between or not all(_is_plain(block) for block in between):
        return blocks
    for block in between:
        if not _is_preambular(block):
            what = "preambular paragraph in the main body"
            context.lose("repaired", what, block.line, words_of(block.runs), "preamble")
    changed = [replace(block, kind="preamble") for block in between]
    return [*blocks[:first], *changed, *blocks[last:]]


def _is_plain(block: Block) -> bool:
    """Tell whether a block is a line without the number of an operative paragraph."""
    if block.kind not in ("preamble", "text"):
        return False
    return not any(meaning.style == "number" for meaning in _meanings(block))


def _count_moved(body: Sequence[Block], context: Context) -> int:
    """Count the lines at the head of the operative part that are preambular by all signs.

    They have no number while others have one, open and end as preambular paragraphs do.
    """
    if not any(block.kind == "text" and not _is_plain(block) for block in body):
        return 0
    endings = _preambular_endings(context)
    count = 0
    for block in body:
        words = words_of(block.runs).rstrip()
        opening = context.tools.openings.match(words, "preamble", context.language)
        plain = block.kind == "text" and not block.label and not split_label(words)[0]
        if not (plain and opening and words.endswith(endings)):
            break
        count += 1
    return count


def restarts(entries: Sequence[Any]) -> bool:
    """Tell whether paragraph numbers start again within sections."""
    numbers = list(_iter_numbers(entries))
    return len(numbers) > len(set(numbers)) and any(
        isinstance(entry, Mapping) and "operative" in entry for entry in entries
    )


def _iter_numbers(entries: Sequence[Any]) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, Mapping):
            if "operative" in entry:
                yield from _iter_numbers(entry["operative"])
            elif "num" in entry and ("text" in entry or "items" in entry):
                yield entry["num"]
