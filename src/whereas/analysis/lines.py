"""The lines of a text: everything that has inline markup, each with a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from whereas.model.markup import iter_marks, parse_markup, plain, plain_words
from whereas.model.resolution import Note, Paragraph, Path, Resolution

HEADING = "heading"
"""Name of the heading on a paragraph's line."""

BASIS = "basis"
"""Name of the line that says on what a text, or a part of it, was adopted."""


class Line(NamedTuple):
    """A line of a text. `id` is the paragraph or note to which it belongs, empty above the text.

    `name` is empty for the words of a paragraph or note; else `title`, `subtitle`, `agenda1` (by
    the position of the item) or `basis` above the text, `heading` for the heading on a
    paragraph's line, and `basis` for what a lettered part was adopted on, whose `id` is the
    part's. `path` is the place in the YAML; `scope` the annex whose own notes the line calls;
    `words` its plain words; `pieces` the markup it is made of, one piece except in a table;
    `paragraph` the paragraph that it is the words or the heading of.
    """

    id: str
    name: str
    path: Path
    scope: str
    words: str
    pieces: tuple[str, ...]
    paragraph: Paragraph | None = None

    @property
    def place(self) -> str:
        """Give what names the line within its text: `title`, `op5.a`, `op5.heading`, `A.basis`.

        No id ends so: a printed label has other letters.
        """
        return f"{self.id}.{self.name}" if self.id and self.name else self.id or self.name

    def marks(self) -> Iterator[tuple[str, int]]:
        """Give each note mark with its offset in the plain words, in code points."""
        offset = 0
        for piece in self.pieces:
            nodes = parse_markup(piece)
            yield from ((mark, offset + at) for mark, at in iter_marks(nodes))
            offset += len(plain(nodes))


def iter_lines(resolution: Resolution) -> Iterator[Line]:
    """Give every line that has words, in reading order: heads, paragraphs, notes."""
    scoped = any(note.scope for note in resolution.notes)
    yield from iter_heads(resolution)
    for paragraph in resolution.paragraphs:
        yield from _paragraph(paragraph, resolution.note_scope(paragraph) if scoped else "")
        if paragraph.kind == "part":
            yield from (line for line in iter_part_bases(resolution) if line.id == paragraph.id)
    yield from (_note(note) for note in resolution.notes)


def iter_heads(resolution: Resolution) -> Iterator[Line]:
    """Give the lines above the text that have words: titles, agenda items, basis of adoption."""
    for path, markup in resolution.heads():
        if markup:
            yield Line("", _head_name(path), path, "", plain_words(markup), (markup,))


def iter_part_bases(resolution: Resolution) -> Iterator[Line]:
    """Give what lettered parts were adopted on, of those that were adopted alone."""
    for part in resolution.parts:
        if part.adoption and part.adoption.basis:
            where: Path = () if resolution.is_translation else ("adoption",)
            path = (*part.path, *where, BASIS)
            basis = part.adoption.basis
            yield Line(part.letter, BASIS, path, "", plain_words(basis), (basis,))


def markup_pieces(paragraph: Paragraph) -> tuple[str, ...]:
    """Give what the words of a paragraph are made of; of a table caption, cells, what parts them.

    Their plain words, joined, are `Paragraph.text()`. Each piece is markup by itself.
    """
    if paragraph.table is None:
        return (paragraph.markup,) if paragraph.markup else ()
    return tuple(piece for piece in paragraph.pieces() if piece)


def _head_name(path: Path) -> str:
    """Give the name of a line above the text: its key, or `agenda` with the item's position."""
    first, *rest = path
    if first == "agenda" and isinstance(rest[0], int):
        return f"agenda{rest[0] + 1}"
    return str(path[-1])


def _paragraph(paragraph: Paragraph, scope: str) -> Iterator[Line]:
    if paragraph.heading:
        path = (*paragraph.path[:-1], HEADING)
        heading = paragraph.heading
        yield Line(paragraph.id, HEADING, path, scope, plain_words(heading), (heading,), paragraph)
    if pieces := markup_pieces(paragraph):
        words = "".join(map(plain_words, pieces))
        yield Line(paragraph.id, "", paragraph.path, scope, words, pieces, paragraph)


def _note(note: Note) -> Line:
    return Line(note.id, "", note.path, note.scope, note.text(), (note.markup,))
