"""Tables with merged cells, cells of several lines, and notes of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whereas.exporters.akn_xml.elements import Element, make
from whereas.exporters.akn_xml.inline import write_label, write_line
from whereas.exporters.akn_xml.notes import Notes


def write_table(block: Mapping[str, Any], notes: Notes) -> list[Element]:
    """Give caption and table, then the table's own notes as a list."""
    table = block["table"]
    caption = block.get("caption")
    rows = [
        make("tr", *(_cell(cell, tag, notes) for cell in row))
        for tag, part in (("th", table.get("head", ())), ("td", table["rows"]))
        for row in part
    ]
    held = (make("caption", *write_line("p", caption, notes).children),) if caption else ()
    head = str(len(table.get("head", ())))
    made = [make("table", *held, *rows, own_head=head)]
    own = block.get("notes", {})
    if own:
        items = [
            make("item", write_label(mark, mark), write_line("p", words, notes))
            for mark, words in own.items()
        ]
        made.append(make("blockList", *items, _class="tableNotes"))
    return made


def _cell(cell: Any, tag: str, notes: Notes) -> Element:
    written = cell if isinstance(cell, Mapping) else {"text": cell}
    words = written["text"]
    lines = words if isinstance(words, list) else [words]
    spans = {name: written.get(key) for name, key in (("colspan", "cols"), ("rowspan", "rows"))}
    attributes = {name: str(count) for name, count in spans.items() if count}
    return make(tag, *(write_line("p", line, notes) for line in lines), **attributes)
