"""Tables of the source as the format has them: header rows, merged cells, several lines."""

from __future__ import annotations

from typing import Any

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.runs import read_runs
from whereas.importers.akn_xml.tree import Element

_CELLS = ("td", "th")


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
