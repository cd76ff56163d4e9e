"""Tables of the source as the format has them: header rows, merged cells, several lines, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import read_label, split_label
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.runs import Run, cut, read_runs, words_of
from whereas.importers.akn_xml.stream import Block
from whereas.importers.akn_xml.tree import Element

_CELLS = ("td", "th")
_MARK = re.compile(r"[a-z]|\*{1,3}|[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class TableNote:
    """A note below a table: its mark in the format and as printed, its words, how it is marked."""

    mark: str
    printed: str
    runs: tuple[Run, ...]
    is_raised: bool


def read_note(block: Block, table: Mapping[str, Any]) -> TableNote | None:
    """Give the note that a line below a table is, or None.

    It begins with a raised letter; or its label is one that a cell of the table has raised.
    """
    first = block.runs[0] if block.runs and not block.label else None
    is_raised = first is not None and "sup" in first.styles and not first.mark
    if first is not None and is_raised:
        printed, runs = first.text.strip(), cut(block.runs, len(first.text))
    else:
        printed, length = (block.label, 0) if block.label else split_label(words_of(block.runs))
        printed, runs = printed.strip(), cut(block.runs, length) if length else block.runs
        if not printed or not any(f"^{printed}^" in words for words in _iter_words(table)):
            return None
    mark = next((str(m.text) for m in read_label(f"({printed.strip('()')})")), printed)
    return TableNote(mark, printed, runs, is_raised) if _MARK.fullmatch(mark) else None


def _iter_words(held: Any) -> Iterator[str]:
    """Give all lines of markup that a table holds."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping | list):
        for inner in held.values() if isinstance(held, Mapping) else held:
            yield from _iter_words(inner)


def read_table(element: Element, context: Context) -> dict[str, Any]:
    """Give a table; its first rows of header cells alone are its head."""
    rows = [row for row in element.walk("tr") if any(cell.tag in _CELLS for cell in row.children)]
    heads = 0
    while heads < len(rows) - 1 and all(cell.tag == "th" for cell in rows[heads].children):
        heads += 1
    written = [
        [_cell(cell, context) for cell in row.children if cell.tag in _CELLS] for row in rows
    ]
    made: dict[str, Any] = {}
    if heads == 1 and all(isinstance(cell, str) for cell in written[0]):
        made["columns"] = written[0]
    elif heads:
        made["head"] = written[:heads]
    made["rows"] = written[heads:]
    return made


def _cell(element: Element, context: Context) -> Any:
    paragraphs = (
        element.children if any(held.tag == "p" for held in element.children) else (element,)
    )
    lines = [format_line(read_runs(paragraph, context), context) for paragraph in paragraphs]
    lines = [line for line in lines if line]
    words: Any = lines if len(lines) > 1 else "".join(lines)
    spans = {
        key: int(element.get(name))
        for key, name in (("cols", "colspan"), ("rows", "rowspan"))
        if element.get(name).isdigit() and int(element.get(name)) > 1
    }
    return {"text": words, **spans} if spans or len(lines) > 1 else words
