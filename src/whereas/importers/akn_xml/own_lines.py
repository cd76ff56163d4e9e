"""Lines of a file of our own as markup, and its notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from whereas.importers.akn_xml.tree import Element
from whereas.model.markup import Link, Mark, Node, Style, Styled, Words, format_markup

_STYLES: dict[str, Style] = {"i": "italic", "b": "bold", "sup": "sup", "sub": "sub"}


@dataclass(slots=True)
class Notes:
    """The notes of a text, or of an annex whose marks start again; `marks` is their order."""

    marks: Sequence[str]
    words: dict[str, str] = field(default_factory=dict)

    def ordered(self) -> dict[str, str]:
        """Give the words of the notes by mark, in the order of the document."""
        return {mark: self.words[mark] for mark in self.marks if mark in self.words}


def read_line(element: Element, notes: Notes) -> str:
    """Give the line of markup that an element holds; its notes are added to `notes`."""
    return format_markup(_iter_nodes(element, notes))


def _iter_nodes(element: Element, notes: Notes) -> Iterator[Node]:
    if element.text:
        yield Words(element.text)
    for child in element.children:
        yield _node(child, notes)
        if child.tail:
            yield Words(child.tail)


def _node(element: Element, notes: Notes) -> Node:
    if element.tag == "authorialNote":
        mark = element.get("marker")
        notes.words[mark] = read_line(element.children[0], notes)
        return Mark(mark)
    if element.tag == "noteRef":
        return Mark(element.get("marker"))
    if element.tag == "inline":  # opening words, which the rules set in italics again
        return Words(element.children[0].text)
    held = tuple(_iter_nodes(element, notes))
    if element.tag == "ref":
        return Link(element.get("symbol"), held)
    return Styled(_STYLES[element.tag], held)
