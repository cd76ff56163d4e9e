"""Tables and notes as written become records; `paragraphs.py` gives them their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whereas.model.resolution import Cell, Note, Paragraph, Path, Table

Written = Mapping[str, Any]


def table_of(entry: Written) -> Table:
    """Give the table of a block that holds one, with the block's own notes."""
    table = entry["table"]
    head = [table["columns"]] if "columns" in table else table.get("head", ())
    return Table(_grid(head), _grid(table["rows"]), tuple(entry.get("notes", {}).items()))


def notes_of(text: Written, paragraphs: Iterable[Paragraph]) -> tuple[Note, ...]:
    """Give the notes of a text, then those of each annex in which marks start again."""
    annexes = (paragraph for paragraph in paragraphs if paragraph.kind == "annex")
    return (
        *_notes(text.get("notes", {}), ("notes",), ""),
        *(note for annex in annexes for note in _notes_of_annex(text, annex)),
    )


def _notes_of_annex(text: Written, annex: Paragraph) -> Iterator[Note]:
    holder: Any = text
    where = annex.path[:-1]
    for step in where:
        holder = holder[step]
    return _notes(holder.get("notes", {}), (*where, "notes"), annex.id)


def _notes(notes: Written, path: Path, scope: str) -> Iterator[Note]:
    return (Note(mark, words, (*path, mark), scope) for mark, words in notes.items())


def _grid(rows: Iterable[Any]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(cell) for cell in row) for row in rows)


def _cell(cell: Any) -> Cell:
    if isinstance(cell, Mapping):
        words = cell["text"]
        lines = (words,) if isinstance(words, str) else tuple(words)
        return Cell(_given(lines), cell.get("cols", 1), cell.get("rows", 1))
    return Cell(_given((cell,)))


def _given(lines: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
