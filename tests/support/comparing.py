"""Two copies of one text beside each other, by paragraph: an import and the official file.

A text layer or a scan may lack words that nobody can see it lacks; another copy shows them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from whereas.model.markup import Link, Node, Styled, Words, parse_markup
from whereas.model.paragraphs import flatten

Written = Mapping[str, Any]

_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that two copies have otherwise, at the address of a paragraph or note.

    Where one copy lacks the paragraph, its words are empty.
    """

    at: str
    here: str
    there: str


def compare_copies(here: Written, there: Written) -> Iterator[Difference]:
    """Give where two documents of one text in one language differ in words and marks of notes.

    Kinds of quotation marks, dashes and spaces make no difference, nor do styles and links.
    """
    one, other = _lines(here), _lines(there)
    for at in (*one, *(at for at in other if at not in one)):
        mine, theirs = one.get(at, ""), other.get(at, "")
        if mine == theirs:
            continue
        if not mine or not theirs:
            yield Difference(at, mine, theirs)
        else:
            yield from _iter_words(at, mine.split(), theirs.split())


def _iter_words(at: str, mine: list[str], theirs: list[str]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(at, " ".join(mine[first:last]), " ".join(theirs[start:end]))


def _lines(document: Written) -> dict[str, str]:
    """Give the words of each paragraph and note by its address, marks of notes included."""
    found = {one.id: _bare(" ".join(one.lines())) for one in flatten(document)}
    notes = document.get("notes", {})
    return {**found, **{f"note{mark}": _bare(line) for mark, line in notes.items()}}


def _bare(markup: str) -> str:
    words = "".join(_words(node) for node in parse_markup(markup))
    return " ".join(unicodedata.normalize("NFC", words).translate(_TYPOGRAPHY).split())


def _words(node: Node) -> str:
    if isinstance(node, Words):
        return node.text
    if isinstance(node, Styled | Link):
        return "".join(map(_words, node.nodes))
    return f"[^{node.mark}]"
