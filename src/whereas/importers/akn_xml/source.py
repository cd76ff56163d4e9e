"""The words of a file in reading order, collected without the importer: the other half of proof.

Left out is what the format derives: the masthead but for the titles of agenda items and the
basis, numbers before titles, closing lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whereas.importers.akn_xml.tree import Element
from whereas.importers.words import Chunk

_TEXTS = ("preamble", "mainBody")


def iter_chunks(root: Element) -> Iterator[Chunk]:
    """Give the words of a file that its document has to have."""
    cover = root.find("coverPage")
    for element in cover.walk("inline") if cover else ():
        if element.get("name") == "agenda item name":
            yield from _iter_inner(element)
    for element in cover.walk("docProponent") if cover else ():
        yield from _without_brackets(list(_iter_inner(element)))
    for element in root.walk("preface", *_TEXTS):
        if element.tag == "preface":
            yield from _iter_titles(element)
        else:
            yield from _iter_inner(element)


def _iter_titles(preface: Element) -> Iterator[Chunk]:
    for element in preface.walk("docTitle", "authorialNote"):
        if element.tag == "docTitle" or not _is_in_title(element, preface):
            yield from _iter_inner(element)


def _is_in_title(note: Element, preface: Element) -> bool:
    return any(held is note for title in preface.walk("docTitle") for held in title.walk(note.tag))


def _without_brackets(chunks: list[Chunk]) -> list[Chunk]:
    """Give the words of a basis without the brackets around it, which the format derives."""
    seen = [index for index, chunk in enumerate(chunks) if chunk.text.strip()]
    if seen:
        first, last = seen[0], seen[-1]
        chunks[first] = replace(chunks[first], text=chunks[first].text.strip().removeprefix("["))
        chunks[last] = replace(chunks[last], text=chunks[last].text.strip().removesuffix("]"))
    return chunks


def _iter_inner(element: Element) -> Iterator[Chunk]:
    if element.text:
        yield Chunk(element.line, element.text, element.place)
    for child in element.children:
        yield from _iter_inner(child)
        if child.tail:
            yield Chunk(child.line, child.tail, child.tail_place)
