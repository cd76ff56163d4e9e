"""Operative parts and annexes: sections, paragraphs, lists, tables, divisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from whereas.exporters.akn_xml.elements import Element, make
from whereas.exporters.akn_xml.inline import write_label, write_line
from whereas.exporters.akn_xml.labels import print_item, print_number
from whereas.exporters.akn_xml.notes import Notes
from whereas.exporters.akn_xml.tables import write_table

_DIVISIONS = frozenset("book part title chapter section article rule".split())
"""Divisions that are elements of Akoma Ntoso; all others are containers with their name."""


def iter_entries(entries: Iterable[Any], notes: Notes) -> Iterator[Element]:
    """Give the entries of an operative part, or the blocks of an annex."""
    for entry in entries:
        written = entry if isinstance(entry, Mapping) else {"text": entry}
        if "operative" in written:
            yield _section(written, notes)
        elif "blocks" in written:
            yield _division(written, notes)
        elif "table" in written:
            yield _table(written, notes)
        elif written.keys() <= {"heading", "num"}:
            yield _heading(written, notes)
        else:
            yield _paragraph(written, "paragraph", notes)


def _heading(written: Mapping[str, Any], notes: Notes) -> Element:
    return make("hcontainer", *_head(written, notes), name="crossHeading")


def _head(written: Mapping[str, Any], notes: Notes, *, item: bool = False) -> Iterator[Element]:
    if "num" in written:
        printed = print_item(written["num"]) if item else print_number(written["num"])
        yield write_label(written["num"], printed)
    if "heading" in written:
        yield write_line("heading", written["heading"], notes)


def _section(written: Mapping[str, Any], notes: Notes) -> Element:
    head: list[Element] = []
    if "section" in written:
        head.append(write_label(written["section"], print_number(written["section"])))
    if "heading" in written:
        head.append(write_line("heading", written["heading"], notes))
    inner = list(iter_entries(written.get("preamble", ()), notes))
    preamble = [make("hcontainer", *inner, name="preamble")] if inner else []
    return make("section", *head, *preamble, *iter_entries(written["operative"], notes))


def _division(written: Mapping[str, Any], notes: Notes) -> Element:
    kind = written.get("division")
    head: list[Element] = []
    if "num" in written:
        printed = f"{kind.capitalize()} {written['num']}" if kind else print_number(written["num"])
        head.append(write_label(written["num"], printed))
    if "title" in written:
        head.append(write_line("heading", written["title"], notes))
    held = (*head, *iter_entries(written["blocks"], notes))
    if kind in _DIVISIONS:
        return make(kind, *held)
    return make("hcontainer", *held, name=kind or "division")


def _table(written: Mapping[str, Any], notes: Notes) -> Element:
    return make("hcontainer", make("content", *write_table(written, notes)), name="table")


def _paragraph(written: Mapping[str, Any], tag: str, notes: Notes) -> Element:
    """Give a paragraph or item: its words, its list, what follows the list, what it embeds."""
    head = tuple(_head(written, notes, item=tag == "point"))
    words = (write_line("p", written["text"], notes),) if "text" in written else ()
    if not written.keys() & {"items", "then", "embeds"}:
        return make(tag, *head, make("content", *words))
    held: list[Element] = [make("intro", *words)] if words else []
    if "items" in written:
        held.append(_list(written["items"], notes))
    held += [_segment(segment, notes) for segment in written.get("then", ())]
    if "embeds" in written:
        held.append(write_instrument(written["embeds"], notes))
    return make(tag, *head, *held)


def _list(items: Sequence[Any], notes: Notes) -> Element:
    entries = (entry if isinstance(entry, Mapping) else {"text": entry} for entry in items)
    return make("list", *(_paragraph(entry, "point", notes) for entry in entries))


def _segment(segment: Mapping[str, Any], notes: Notes) -> Element:
    head = tuple(_head(segment, notes))
    words = (write_line("p", segment["text"], notes),) if "text" in segment else ()
    held: list[Element] = [make("intro", *words)] if words else []
    if "table" in segment:
        held.append(_table(segment, notes))
    if "items" in segment:
        held.append(_list(segment["items"], notes))
    if words and len(held) == 1:
        held = [make("content", *words)]
    return make("alinea", *head, *held)


def write_instrument(annex: Mapping[str, Any], outer: Notes) -> Element:
    """Give an instrument that a paragraph embeds, with its own notes where marks start again."""
    notes = outer.inside(annex["notes"], f"{outer.scope}embeds.") if "notes" in annex else outer
    head: list[Element] = []
    if "num" in annex:
        head.append(write_label(annex["num"], print_number(annex["num"])))
    if "title" in annex:
        head.append(write_line("heading", annex["title"], notes))
    if "subtitle" in annex:
        head.append(write_line("subheading", annex["subtitle"], notes))
    made = make(
        "hcontainer",
        *head,
        *iter_entries(annex["blocks"], notes),
        name="embedded",
        own_kind=annex.get("kind"),
        own_numbering=annex.get("numbering"),
        own_marks=notes.marks() if notes is not outer else None,
    )
    if notes is not outer:
        notes.close()
    return made
