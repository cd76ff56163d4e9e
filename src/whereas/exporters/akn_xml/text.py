"""The text of a record put together again: paragraphs with places become nested entries.

The outcome is proved: made into paragraphs it has to give those of the record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from whereas.exporters.akn_xml.faults import not_exported
from whereas.model.paragraphs import flatten, written_label
from whereas.model.resolution import Cell, Paragraph, Path, Resolution, Table

_NAMES = {
    "section": ("section", "heading"),
    "division": ("num", "title"),
    "annex": ("num", "title"),
}
"""How label and words of a piece are called; those of all others are `num` and `text`."""

_REPORT = "report it: its place is not known to the exporter"


def build_text(resolution: Resolution) -> dict[str, Any]:
    """Give formula, preamble, operative part, parts, annexes and notes as the format has them.

    Raises NotExportedError for a paragraph that cannot be put back in its place.
    """
    found: dict[Any, Any] = {}
    for paragraph in resolution.paragraphs:
        _put_paragraph(found, paragraph)
    for note in resolution.notes:
        _put(found, note.path, note.markup)
    if resolution.numbering != "continuous":
        found["numbering"] = resolution.numbering
    for position, part in enumerate(resolution.parts):
        if part.numbering != "continuous":
            _put(found, ("parts", position, "numbering"), part.numbering)
    _number_annexes(found, resolution)
    text: dict[str, Any] = _listed(found)
    _prove(text, resolution)
    return text


def _prove(text: Mapping[str, Any], resolution: Resolution) -> None:
    made = flatten(text)
    for before, after in zip(resolution.paragraphs, made, strict=False):
        if before != after:
            raise not_exported(before.id, "the paragraph cannot be put back", _REPORT)
    if len(made) != len(resolution.paragraphs):
        raise not_exported(resolution.symbol, "paragraphs cannot be put back", _REPORT)


def _put(found: dict[Any, Any], path: Path, value: Any) -> None:
    *above, last = path
    for step in above:
        found = found.setdefault(step, {})
    found[last] = value


def _put_paragraph(found: dict[Any, Any], paragraph: Paragraph) -> None:
    path, words = paragraph.path, paragraph.markup
    if isinstance(path[-1], int) or paragraph.kind in ("formula", "heading"):
        _put(found, path, words)
        if paragraph.num is not None:
            _put(found, (*path[:-1], "num"), written_label(paragraph.num))
        return
    made = _table_entry(paragraph) if paragraph.table else _entry(paragraph)
    for key, value in made.items():
        _put(found, (*path[:-1], key), value)


def _entry(paragraph: Paragraph) -> dict[str, Any]:
    num, words = _NAMES.get(paragraph.kind, ("num", "text"))
    made: dict[str, Any] = {}
    if paragraph.kind == "part":
        num, words = "part", "title"
    elif paragraph.kind == "division" and paragraph.detail:
        made["division"] = paragraph.detail
    elif paragraph.kind == "annex" and paragraph.detail != "annex":
        made["kind"] = paragraph.detail
    if paragraph.num is not None:
        made[num] = written_label(paragraph.num)
    if paragraph.heading:
        made["heading"] = paragraph.heading
    if paragraph.markup:
        made[words] = paragraph.markup
    return made


def _table_entry(paragraph: Paragraph) -> dict[str, Any]:
    table = paragraph.table or Table((), ())
    made: dict[str, Any] = {"caption": paragraph.markup} if paragraph.markup else {}
    head = [[_cell(cell) for cell in row] for row in table.head]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    made["table"] = {"head": head, "rows": rows} if head else {"rows": rows}
    return {**made, "notes": dict(table.notes)} if table.notes else made


def _cell(cell: Cell) -> Any:
    words: Any = list(cell.lines) if len(cell.lines) > 1 else "".join(cell.lines)
    spans = {"cols": cell.columns, "rows": cell.rows}
    spans = {key: count for key, count in spans.items() if count > 1}
    return {"text": words, **spans} if spans or len(cell.lines) > 1 else words


def _number_annexes(found: dict[Any, Any], resolution: Resolution) -> None:
    """Say where numbers start again under headings: ids then carry the heading's."""
    for annex in resolution.paragraphs:
        start = re.escape(annex.id)
        if annex.kind == "annex" and any(
            held.kind != "heading" and re.match(rf"{start}(?:\.[a-z]{{4}}[^.]*)*\.h\d+\.", held.id)
            for held in resolution.paragraphs
        ):
            _put(found, (*annex.path[:-1], "numbering"), "by-section")


def _listed(value: Any) -> Any:
    """Give nested mappings of which those with positions for keys are lists."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(key, int) for key in value):
        return [_listed(value[key]) for key in sorted(value)]
    return {key: _listed(held) for key, held in value.items()}
