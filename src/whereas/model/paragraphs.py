"""Flatten the written text into paragraphs with stable ids. Knows nothing of YAML or files.

An id is made from what is printed, never from a place in a list, except where the print has no
number: `enacting`, `pp4`, `op5`, `op5.a`, `op5.a.i`, `op3~2.i` (the second list of paragraph 3),
`op4bis`, `II`, `II.A` (sections), `II.pp1`, `A.op1` (numbers that start again in each section),
`s-resilience` (a section that has a heading and no label).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from whereas.model.resolution import Kind, Paragraph, Path

Written = Mapping[str, Any]
"""A mapping as read from the YAML and found valid by the schema."""

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9.]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the flattening stands: id prefix, holder, depth and path in the YAML."""

    prefix: str = ""
    parent: str | None = None
    depth: int = 0
    path: Path = ()

    def under(self, *path: str | int) -> _Place:
        return replace(self, path=self.path + path)


@dataclass(slots=True)
class _Counters:
    """What is counted over the whole text, because the print has no number for it."""

    unnumbered: int = 0
    headings: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    by_section: bool = False
    counters: _Counters = field(default_factory=_Counters)


def flatten(text: Written) -> tuple[Paragraph, ...]:
    """Give the paragraphs of `text` (a valid `resolution/1`) in reading order.

    Ids are unique unless printed numbers repeat, which is for a rule to report.
    """
    style = _Style(text.get("numbering") == "by-section")
    return tuple(_text(text, _Place(), style))


def _text(text: Written, place: _Place, style: _Style) -> Iterator[Paragraph]:
    yield from _formula(text, "enacting", place)
    yield from _preamble(text.get("preamble", ()), place.under("preamble"), style)
    yield from _formula(text, "resolving", place)
    yield from _operative(text.get("operative", ()), place.under("operative"), style, "")


def _formula(text: Written, name: str, place: _Place) -> Iterator[Paragraph]:
    if name in text:
        yield _paragraph("formula", place.prefix + name, text[name], None, place.under(name))


def _preamble(entries: Sequence[Any], place: _Place, style: _Style) -> Iterator[Paragraph]:
    number = 0
    for position, entry in enumerate(entries):
        here = place.under(position)
        if _is_heading(entry):
            yield _heading(entry, here, style)
            continue
        number += 1
        yield from _whole("preambular", f"{place.prefix}pp{number}", entry, here)


def _operative(
    entries: Sequence[Any], place: _Place, style: _Style, section: str
) -> Iterator[Paragraph]:
    for position, entry in enumerate(entries):
        here = place.under(position)
        if _is_heading(entry):
            yield _heading(entry, here, style)
        elif isinstance(entry, Mapping) and "operative" in entry:
            yield from _section(entry, here, style, section)
        else:
            style.counters.unnumbered += 1
            label = _label(entry) or str(style.counters.unnumbered)
            prefix = f"{section}." if style.by_section and section else ""
            yield from _whole("operative", f"{prefix}op{label}", entry, here)


def _section(entry: Written, place: _Place, style: _Style, outer: str) -> Iterator[Paragraph]:
    label = str(entry.get("section") or f"s-{_slug(entry['heading'])}")
    path = f"{outer}.{label}" if outer else label
    path = path.replace(" ", "")
    words, where = (
        entry.get("heading", ""),
        place.under("heading" if "heading" in entry else "section"),
    )
    yield _paragraph("section", path, words, entry.get("section"), where)
    inside = replace(place, parent=path)
    preamble = replace(inside, prefix=f"{path}.").under("preamble")
    yield from _preamble(entry.get("preamble", ()), preamble, style)
    yield from _operative(entry["operative"], inside.under("operative"), style, path)


def _whole(kind: Kind, identifier: str, entry: Any, place: _Place) -> Iterator[Paragraph]:
    """Give a paragraph with everything that hangs on it: lists and what follows them."""
    if isinstance(entry, str):
        yield _paragraph(kind, identifier, entry, None, place)
        return
    where = next(key for key in ("text", "num", "items") if key in entry)
    yield _paragraph(kind, identifier, entry.get("text", ""), entry.get("num"), place.under(where))
    inside = replace(place, parent=identifier, depth=place.depth + 1)
    yield from _items(entry.get("items", ()), identifier, inside.under("items"))
    for position, segment in enumerate(entry.get("then", ())):
        name = f"{identifier}~{position + 2}"
        here = replace(inside, depth=place.depth).under("then", position)
        if "heading" in segment:
            yield _paragraph(
                "heading", f"{name}.h", segment["heading"], None, here.under("heading")
            )
        if "text" in segment:
            yield _paragraph("continuation", name, segment["text"], None, here.under("text"))
        listed = replace(inside, path=here.path).under("items")
        yield from _items(segment.get("items", ()), name, listed)


def _items(entries: Sequence[Any], list_id: str, place: _Place) -> Iterator[Paragraph]:
    for position, entry in enumerate(entries):
        label = _label(entry) or f"p{position + 1}"
        yield from _whole("item", f"{list_id}.{label}", entry, place.under(position))


def _heading(entry: Written, place: _Place, style: _Style) -> Paragraph:
    style.counters.headings += 1
    identifier = f"{place.prefix}h{style.counters.headings}"
    return _paragraph(
        "heading", identifier, entry["heading"], entry.get("num"), place.under("heading")
    )


def _paragraph(kind: Kind, identifier: str, words: str, num: Any, place: _Place) -> Paragraph:
    printed = None if num is None else str(num)
    return Paragraph(identifier, kind, printed, place.parent, place.depth, words, place.path)


def _is_heading(entry: Any) -> bool:
    return (
        isinstance(entry, Mapping)
        and "heading" in entry
        and not entry.keys() & {"text", "items", "operative"}
    )


def _label(entry: Any) -> str:
    num = entry.get("num") if isinstance(entry, Mapping) else None
    return "" if num is None else str(num).replace(" ", "")


def _slug(heading: str) -> str:
    return _NOT_IN_ID.sub("-", heading.lower()).strip("-.")
