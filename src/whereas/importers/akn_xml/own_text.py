"""Preambles, operative parts and annexes of a file of our own, each element what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whereas.importers.akn_xml.own_lines import Notes, read_line
from whereas.importers.akn_xml.tree import Element
from whereas.model.paragraphs import written_label

_DIVISIONS = frozenset("book part title chapter section article rule".split())


def read_preamble(preamble: Element | None, notes: Notes) -> dict[str, Any]:
    """Give the formulas and the preamble, as far as they are there."""
    made: dict[str, Any] = {}
    for child in preamble.children if preamble else ():
        if child.tag == "formula":
            made[child.get("name").removesuffix("Formula")] = read_line(child.children[0], notes)
        else:
            made.setdefault("preamble", []).append(_preambular(child, notes))
    return made


def _preambular(container: Element, notes: Notes) -> Any:
    if container.get("name") == "crossHeading":
        heading = read_line(container.children[0], notes)
        label = container.get("label")
        return {"heading": heading, **({"num": written_label(label)} if label else {})}
    first = container.children[0]
    is_headed = first.tag == "blockContainer" and first.get("class") != "segment"
    return _entry(_flow(first if is_headed else container, notes))


def read_entries(elements: Iterable[Element], notes: Notes, held_as: str) -> list[Any]:
    """Give the entries of an operative part, or with `held_as` `blocks` those of an annex."""
    return [_body_entry(element, notes, held_as) for element in elements]


def _body_entry(element: Element, notes: Notes, held_as: str) -> Any:
    name = element.get("name")
    if element.tag == "paragraph":
        return _entry(_flow(element, notes))
    if element.tag == "section" and held_as == "operative":
        return _section(element, notes)
    if name == "crossHeading":
        return _head(element, notes)
    if name == "table":
        return _table(element.children[0], notes)
    kind = element.tag if element.tag in _DIVISIONS else name
    made: dict[str, Any] = {} if kind == "division" else {"division": kind}
    head = _head(element, notes, heading="title")
    inner = [child for child in element.children if child.tag not in ("num", "heading")]
    return {**made, **head, "blocks": read_entries(inner, notes, "blocks")}


def _section(element: Element, notes: Notes) -> dict[str, Any]:
    made = _head(element, notes, num="section")
    inner = [child for child in element.children if child.tag not in ("num", "heading")]
    if inner and inner[0].get("name") == "preamble":
        made["preamble"] = read_entries(inner.pop(0).children, notes, "operative")
    made["operative"] = read_entries(inner, notes, "operative")
    return made


def _head(
    element: Element, notes: Notes, *, num: str = "num", heading: str = "heading"
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for child in element.children:
        if child.tag == "num":
            made[num] = written_label(child.get("label"))
        elif child.tag == "heading":
            made[heading] = read_line(child, notes)
        elif child.tag == "subheading":
            made["subtitle"] = read_line(child, notes)
    return made


def _entry(made: dict[str, Any]) -> Any:
    return made["text"] if made.keys() == {"text"} else made


def _flow(element: Element, notes: Notes) -> dict[str, Any]:
    """Give what a paragraph, item or segment holds: head, words, list, table, what follows."""
    made = _head(element, notes)
    for child in element.children:
        if child.tag in ("intro", "content"):
            made |= _flow(child, notes)
        elif child.tag == "p" and (child.text or child.children):
            made["text"] = read_line(child, notes)
        elif child.tag in ("list", "blockList"):
            made["items"] = [_entry(_flow(item, notes)) for item in child.children]
        elif child.tag in ("alinea", "blockContainer"):
            made.setdefault("then", []).append(_flow(child, notes))
        elif child.tag == "table":
            made |= _table(element, notes)
        elif child.get("name") == "table":
            made |= _table(child.children[0], notes)
        elif child.get("name") == "embedded":
            made["embeds"] = _instrument(child, notes)
    return made


def _instrument(element: Element, outer: Notes) -> dict[str, Any]:
    has_own = "marks" in element.attributes
    notes = Notes(element.get("marks").split()) if has_own else outer
    keys = ("kind", "numbering")
    made: dict[str, Any] = {key: element.get(key) for key in keys if element.get(key)}
    made |= _head(element, notes, heading="title")
    names = ("num", "heading", "subheading")
    inner = [child for child in element.children if child.tag not in names]
    made["blocks"] = read_entries(inner, notes, "blocks")
    return {**made, "notes": notes.ordered()} if has_own else made


def _table(holder: Element, notes: Notes) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for child in holder.children:
        if child.tag == "table":
            made |= _grid(child, notes)
        elif child.get("class") == "tableNotes":
            made["notes"] = {
                item.children[0].get("label"): read_line(item.children[1], notes)
                for item in child.children
            }
    return made


def _grid(table: Element, notes: Notes) -> dict[str, Any]:
    caption = table.child("caption")
    made = {"caption": read_line(caption, notes)} if caption else {}
    rows = [
        [_cell(cell, notes) for cell in row.children] for row in table.children if row.tag == "tr"
    ]
    heads = int(table.get("head") or 0)
    grid: dict[str, Any] = {"head": rows[:heads]} if heads else {}
    return {**made, "table": {**grid, "rows": rows[heads:]}}


def _cell(cell: Element, notes: Notes) -> Any:
    lines = [read_line(line, notes) for line in cell.children]
    words: Any = lines if len(lines) > 1 else "".join(lines)
    names = (("cols", "colspan"), ("rows", "rowspan"))
    spans = {key: int(cell.get(name)) for key, name in names if cell.get(name)}
    return {"text": words, **spans} if spans or len(lines) > 1 else words
