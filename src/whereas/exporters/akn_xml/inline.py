"""Lines of markup as words, styles, links and notes of Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from whereas.exporters.akn_xml.elements import Content, Element, make
from whereas.exporters.akn_xml.notes import Notes
from whereas.model.markup import Link, Mark, Node, Style, Styled, Words, parse_markup

_TAGS: dict[Style, str] = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}


def write_line(tag: str, markup: str, notes: Notes, **attributes: str | None) -> Element:
    """Give the element `tag` with a line of markup."""
    nodes = parse_markup(markup)
    opening = notes.openings.get(markup) if tag == "p" else None
    first = nodes[0] if nodes else None
    if opening and isinstance(first, Words) and opening[1] <= len(first.text):
        held = (*_split_opening(first.text, *opening), *_iter_nodes(nodes[1:], notes))
        return make(tag, *held, **attributes)
    return make(tag, *_iter_nodes(nodes, notes), **attributes)


def _split_opening(words: str, start: int, end: int) -> Iterator[Content]:
    """Give words of which the opening ones are marked, and in italics as they are printed."""
    if start:
        yield words[:start]
    yield make("inline", make("i", words[start:end]), name="openingWords")
    if end < len(words):
        yield words[end:]


def write_label(num: str | int, printed: str) -> Element:
    """Give the printed label of a piece; the format's label stands beside it."""
    return make("num", printed, own_label=str(num))


def _iter_nodes(nodes: Iterable[Node], notes: Notes) -> Iterator[Content]:
    for node in nodes:
        if isinstance(node, Words):
            yield node.text
        elif isinstance(node, Styled):
            yield make(_TAGS[node.style], *_iter_nodes(node.nodes, notes))
        elif isinstance(node, Link):
            words = _iter_nodes(node.nodes, notes)
            yield make("ref", *words, href=quote(node.target), own_symbol=node.target)
        else:
            yield _mark(node, notes)


def _mark(node: Mark, notes: Notes) -> Element:
    words = notes.first(node.mark)
    name = notes.name(node.mark)
    if words is None:
        return make("noteRef", marker=node.mark, placement="bottom", href=f"#{name}")
    line = write_line("p", words, notes)
    return make("authorialNote", line, eId=name, marker=node.mark, placement="bottom")
