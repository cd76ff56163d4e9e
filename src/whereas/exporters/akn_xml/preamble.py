"""The preamble: containers of paragraphs, whose lists are lists of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whereas.exporters.akn_xml.elements import Element, make
from whereas.exporters.akn_xml.faults import not_exported
from whereas.exporters.akn_xml.inline import write_label, write_line
from whereas.exporters.akn_xml.labels import print_item, print_number
from whereas.exporters.akn_xml.notes import Notes
from whereas.exporters.akn_xml.tables import write_table


def write_preamble(text: Mapping[str, Any], notes: Notes, place: str) -> Element | None:
    """Give the preamble with the formulas around it; None where a text has none of these."""
    held = [
        *_formula(text, "enacting", notes),
        *_iter_entries(text.get("preamble", ()), notes, f"{place}preamble"),
        *_formula(text, "resolving", notes),
    ]
    return make("preamble", *held) if held else None


def _formula(text: Mapping[str, Any], name: str, notes: Notes) -> Iterator[Element]:
    if name in text:
        yield make("formula", write_line("p", text[name], notes), name=f"{name}Formula")


def _iter_entries(entries: Sequence[Any], notes: Notes, place: str) -> Iterator[Element]:
    for position, entry in enumerate(entries):
        written = entry if isinstance(entry, Mapping) else {"text": entry}
        at = f"{place}.{position}"
        if written.keys() <= {"heading", "num"}:
            label = {"own_label": str(written["num"])} if "num" in written else {}
            line = write_line("p", written["heading"], notes)
            yield make("container", line, name="crossHeading", **label)
        else:
            held = _flow(written, notes, at)
            if written.keys() & {"num", "heading"}:
                held = [make("blockContainer", *_head(written, notes, item=False), *held)]
            yield make("container", *held, name="preambularParagraph")


def _head(written: Mapping[str, Any], notes: Notes, *, item: bool) -> Iterator[Element]:
    if "num" in written:
        printed = print_item(written["num"]) if item else print_number(written["num"])
        yield write_label(written["num"], printed)
    if "heading" in written:
        yield write_line("heading", written["heading"], notes)


def _flow(written: Mapping[str, Any], notes: Notes, place: str) -> list[Element]:
    """Give the words of a paragraph or item, its list, and what follows the list."""
    if "embeds" in written:
        hint = "move it to the operative part or to an annex"
        raise not_exported(place, "a preamble cannot hold an instrument", hint)
    held = [write_line("p", written["text"], notes)] if "text" in written else []
    if "items" in written:
        held.append(_list(written["items"], notes, f"{place}.items"))
    for position, segment in enumerate(written.get("then", ())):
        inner = _flow({k: v for k, v in segment.items() if k in ("text",)}, notes, place)
        inner += write_table(segment, notes) if "table" in segment else []
        if "items" in segment:
            inner.append(_list(segment["items"], notes, f"{place}.then.{position}.items"))
        head = _head({k: v for k, v in segment.items() if k == "heading"}, notes, item=False)
        held.append(make("blockContainer", *head, *inner, _class="segment"))
    return held


def _list(items: Sequence[Any], notes: Notes, place: str) -> Element:
    made = []
    for position, entry in enumerate(items):
        written = entry if isinstance(entry, Mapping) else {"text": entry}
        head = _head(written, notes, item=True)
        made.append(make("item", *head, *_flow(written, notes, f"{place}.{position}")))
    return make("blockList", *made)
