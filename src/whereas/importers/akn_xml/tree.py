"""XML becomes plain elements with their lines; what could harm is refused. Only lxml's home.

Nothing outside the file is ever read: a document type, with which entities and external
references begin, is refused, and so are sizes beyond any text's. Elements that stand deeper
than 256 are refused by lxml itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from operator import is_
from typing import Any

from whereas.errors import EnvironmentFault

MAX_BYTES = 16 * 1024 * 1024
"""Largest file: the longest official text measured has 0.6 MB."""

_DOCUMENT_TYPE = b"<!DOCTYPE"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: local name, attributes by local name, text, children, and the text after it.

    Comments and instructions are left out; `line` is counted from 1, `index` numbers the
    elements of a file. All text is in form NFC.
    """

    tag: str
    attributes: Mapping[str, str]
    text: str
    children: tuple[Element, ...]
    tail: str
    line: int
    index: int

    @property
    def place(self) -> int:
        """Give the number of its text among all pieces of text of the file."""
        return 2 * self.index

    @property
    def tail_place(self) -> int:
        """Give the number of the text after it."""
        return 2 * self.index + 1

    def get(self, name: str) -> str:
        """Give an attribute, empty where the element has none of that name."""
        return self.attributes.get(name, "")

    def walk(self, *tags: str) -> Iterator[Element]:
        """Give the elements named so in reading order, this one among them."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if element.tag in tags:
                yield element
            waiting.extend(reversed(element.children))

    def find(self, *tags: str) -> Element | None:
        """Give the first of `walk`."""
        return next(self.walk(*tags), None)

    def child(self, tag: str) -> Element | None:
        """Give the first child named so."""
        return next((child for child in self.children if child.tag == tag), None)


def without(element: Element, tags: frozenset[str]) -> Element:
    """Give an element without what it holds, at any depth, in elements named so."""
    if not element.children:
        return element
    kept = tuple(without(child, tags) for child in element.children if child.tag not in tags)
    same = len(kept) == len(element.children) and all(map(is_, kept, element.children))
    return element if same else replace(element, children=kept)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is not read, and the line."""

    line: int
    message: str


def read_tree(data: bytes) -> Element | Fault:
    """Give the root of an XML file in UTF-8, or why it is not read.

    Raises EnvironmentFault where lxml is not installed.
    """
    if len(data) > MAX_BYTES:
        return Fault(1, f"{len(data)} bytes; the limit is {MAX_BYTES}")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault(_line(data, error.start), "the file is not UTF-8")
    if (start := data.find(_DOCUMENT_TYPE)) >= 0:
        message = "a document type, with which entities begin, is not read: take the line out"
        return Fault(_line(data, start), message)
    return _parse(data)


def _parse(data: bytes) -> Element | Fault:
    etree = _lxml()
    # The encoding is fixed: a file that declared another could hide a document type in it.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return _element(etree.fromstring(data, parser), count(1))
    except etree.XMLSyntaxError as error:
        return Fault(error.lineno or 1, f"not well-formed XML: {error.msg}")


def _lxml() -> Any:
    try:
        from lxml import etree
    except ImportError as error:
        raise EnvironmentFault(
            "reading XML needs lxml, which is not installed: pip install 'whereas[import]'"
        ) from error
    return etree


def _element(node: Any, numbers: Iterator[int]) -> Element:
    index = next(numbers)
    return Element(
        _local(node.tag),
        {_local(name): _composed(value) for name, value in node.attrib.items()},
        _composed(node.text),
        tuple(_element(child, numbers) for child in node),
        _composed(node.tail),
        node.sourceline,
        index,
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _composed(text: str | None) -> str:
    return unicodedata.normalize("NFC", text) if text else ""


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
