"""Elements of XML and how they are written: UTF-8, a line an element, none within words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "https://whereas.example/ns/akn/1"
"""Namespace of what Akoma Ntoso has no place for; the importer knows our files by it."""

_WORDS = frozenset(
    "p heading subheading num crossHeading docTitle docNumber docProponent inline".split()
)
"""Elements that hold words: white space in them would be read as a space."""

Content: TypeAlias = "Element | str"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, attributes in their order, and what it holds."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Content, ...]


def make(tag: str, *children: Content | None, **attributes: str | None) -> Element:
    """Give an element without what is None.

    `_` before or behind a name is no part of it, and `own_` in front stands for our namespace.
    """
    named = tuple((_name(key), value) for key, value in attributes.items() if value is not None)
    return Element(tag, named, tuple(child for child in children if child is not None))


def render(root: Element) -> bytes:
    """Give a whole file."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_iter(root)) + "\n").encode()


_NAMED = {
    "alinea": "al", "article": "art", "blockContainer": "bcont", "blockList": "list",
    "book": "book", "chapter": "chp", "component": "comp", "container": "cont",
    "attachment": "att", "hcontainer": "hcont", "item": "item", "list": "list",
    "paragraph": "para", "part": "part", "point": "point", "rule": "rule", "section": "sec",
    "table": "table", "title": "title", "voting": "voting", "count": "count", "step": "step",
}  # fmt: skip
"""Elements that the schema wants to have a name, and how the naming convention shortens them."""


def with_names(element: Element, above: str = "") -> Element:
    """Give an element in which every one that needs a name has one: `sec_1__para_2`."""
    counts: dict[str, int] = {}
    held: list[Content] = []
    for child in element.children:
        if isinstance(child, str):
            held.append(child)
            continue
        name = above
        if short := _NAMED.get(child.tag):
            counts[short] = counts.get(short, 0) + 1
            name = f"{above}__{short}_{counts[short]}" if above else f"{short}_{counts[short]}"
            child = replace(child, attributes=(("eId", name), *child.attributes))
        held.append(with_names(child, name))
    return replace(element, children=tuple(held))


def _name(key: str) -> str:
    key = key.strip("_")
    return f"whereas:{key.removeprefix('own_')}" if key.startswith("own_") else key


def _iter(element: Element, *, within: bool = False) -> Iterator[str]:
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in element.attributes)
    if not element.children:
        yield f"<{element.tag}{attributes}/>"
        return
    within = within or element.tag in _WORDS or any(isinstance(c, str) for c in element.children)
    yield f"<{element.tag}{attributes}>"
    for child in element.children:
        yield "" if within else "\n"
        if isinstance(child, str):
            yield escape(child)
        else:
            yield from _iter(child, within=within)
    yield f"{'' if within else chr(10)}</{element.tag}>"
