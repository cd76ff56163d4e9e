"""A paragraph of the text together with its lists and what follows them: `Tree`. Judges nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from whereas.model.resolution import Paragraph, Path, Resolution

Piece = tuple[Paragraph, str]
"""A paragraph or what hangs on it, with its plain words."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A preambular or operative paragraph and what hangs on it, in reading order.

    `pieces` are items, continuations, and headings and tables between them. `embeds` tells that
    an instrument is embedded, whose words are no words of the paragraph.
    """

    root: Piece
    pieces: tuple[Piece, ...]
    embeds: bool = False

    @property
    def final(self) -> Piece:
        """Give the piece with which the paragraph ends."""
        return self.pieces[-1] if self.pieces else self.root

    def lists(self) -> Iterator[list[Piece]]:
        """Give the items of each list, in the order in which lists begin."""
        found: dict[Path, list[Piece]] = {}
        for piece in self.pieces:
            if piece[0].kind == "item":
                found.setdefault(list_path(piece[0]), []).append(piece)
        yield from found.values()


def iter_trees(pieces: Sequence[Piece], holders: Collection[str]) -> Iterator[Tree]:
    """Give the trees of paragraphs of the text that hold anything, in reading order.

    `pieces` are all of the text; `holders` the ids of those on which anything hangs.
    """
    for position, root in enumerate(pieces):
        if root[0].id in holders and root[0].kind in ("preambular", "operative"):
            yield _grow(pieces, position)


def _grow(pieces: Sequence[Piece], position: int) -> Tree:
    """Give the tree of the paragraph at `position` in all pieces of the text."""
    root = pieces[position]
    entry = entry_path(root[0])
    held: list[Piece] = []
    for following in range(position + 1, len(pieces)):
        piece = pieces[following]
        if piece[0].path[: len(entry)] != entry:
            break
        if piece[0].kind == "annex":
            return Tree(root, tuple(held), embeds=True)
        held.append(piece)
    return Tree(root, tuple(held))


def last_operative(resolution: Resolution) -> tuple[Paragraph, ...]:
    """Give the last operative paragraph of the text, or of each lettered part."""
    operative = resolution.of_kind("operative")
    if not resolution.parts:
        return operative[-1:]
    found = {part_path(paragraph): paragraph for paragraph in operative}
    return tuple(found.values())


def part_path(paragraph: Paragraph) -> Path:
    """Give the place of the lettered part that holds a paragraph; empty outside parts."""
    return paragraph.path[:2] if paragraph.path[0] == "parts" else ()


def entry_path(paragraph: Paragraph) -> Path:
    """Give the place of a paragraph with everything that hangs on it."""
    return paragraph.path if isinstance(paragraph.path[-1], int) else paragraph.path[:-1]


def list_path(item: Paragraph) -> Path:
    """Give the place of the list that holds an item."""
    return entry_path(item)[:-1]
