"""Flatten the written text into paragraphs with stable ids. Knows nothing of YAML or files.

An id is made from what is printed, never from a place in a list, except where the print has no
number: `enacting`, `pp4`, `op5`, `op5.a`, `op5.a.i`, `op3~2.i` (the second list of paragraph 3),
`op4bis`, `II`, `II.A` (sections), `II.pp1`, `A.op1` (a lettered part, or numbers that start again
in each section), `s1` (a section that has a heading and no label), and in annexes
`annexII.part1.prin1.p1`, `annexA.t1`, `op1.embed.arti21.2`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from whereas.model.annexes import table_of
from whereas.model.resolution import Kind, Paragraph, Path

Written = Mapping[str, Any]
"""A mapping as read from the YAML and found valid by the schema."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the flattening stands: id prefix, holder, depth and path in the YAML."""

    prefix: str = ""
    parent: str | None = None
    depth: int = 0
    path: Path = ()

    def under(self, *path: str | int) -> _Place:
        return replace(self, path=self.path + path)

    def inside(self, identifier: str, *path: str | int) -> _Place:
        """Give the place of what the piece `identifier` holds."""
        return replace(self, parent=identifier, path=self.path + path)


@dataclass(slots=True)
class _Counters:
    """What is counted over a whole text, because the print has no number for it."""

    unnumbered: int = 0
    sections: int = 0
    headings: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    by_section: bool = False
    counters: _Counters = field(default_factory=_Counters)


def flatten(text: Written) -> tuple[Paragraph, ...]:
    """Give the paragraphs of `text` (a valid resolution or translation) in reading order.

    Ids are unique unless printed numbers repeat, which is for a rule to report.
    """
    return tuple(_whole_text(text))


def _whole_text(text: Written) -> Iterator[Paragraph]:
    for position, part in enumerate(text.get("parts", ())):
        letter, here = part["part"], _Place(path=("parts", position))
        where = here.under("title" if "title" in part else "part")
        yield _paragraph("part", letter, part.get("title", ""), letter, where)
        yield from _text(part, replace(here, prefix=f"{letter}.", parent=letter))
    yield from _text(text, _Place())


def _text(text: Written, place: _Place) -> Iterator[Paragraph]:
    style = _Style(text.get("numbering") == "by-section")
    yield from _formula(text, "enacting", place)
    yield from _preamble(text.get("preamble", ()), place.under("preamble"), style)
    yield from _formula(text, "resolving", place)
    yield from _operative(text.get("operative", ()), place.under("operative"), style, "")
    annexes = text.get("annexes", ())
    for position, annex in enumerate(annexes):
        name = _annex_name(annexes, position)
        yield from _annex(annex, place.prefix + name, place.under("annexes", position))


def _annex_name(annexes: Sequence[Written], position: int) -> str:
    """Give `annexII`; of annexes without a label `annex`, then `annex~2`."""
    if "num" in annexes[position]:
        return f"annex{_label(annexes[position])}"
    before = sum("num" not in annex for annex in annexes[:position])
    return f"annex~{before + 1}" if before else "annex"


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
        elif isinstance(entry, Mapping) and "table" in entry:
            style.counters.tables += 1
            yield _table(entry, f"{place.prefix}t{style.counters.tables}", here)
        else:
            style.counters.unnumbered += 1
            label = _label(entry) or str(style.counters.unnumbered)
            scope = f"{section}." if style.by_section and section else ""
            yield from _whole("operative", f"{place.prefix}{scope}op{label}", entry, here)


def _section(entry: Written, place: _Place, style: _Style, outer: str) -> Iterator[Paragraph]:
    style.counters.sections += "section" not in entry
    label = str(entry.get("section") or f"s{style.counters.sections}").replace(" ", "")
    path = f"{outer}.{label}" if outer else label
    identifier = place.prefix + path
    where = place.under("heading" if "heading" in entry else "section")
    yield _paragraph("section", identifier, entry.get("heading", ""), entry.get("section"), where)
    inside = replace(place, parent=identifier)
    preamble = replace(inside, prefix=f"{identifier}.").under("preamble")
    yield from _preamble(entry.get("preamble", ()), preamble, style)
    yield from _operative(entry["operative"], inside.under("operative"), style, path)


def _whole(kind: Kind, identifier: str, entry: Any, place: _Place) -> Iterator[Paragraph]:
    """Give a paragraph with everything that hangs on it: lists and what follows them."""
    if isinstance(entry, str):
        yield _paragraph(kind, identifier, entry, None, place)
        return
    where = next(key for key in ("text", "num", "items") if key in entry)
    made = _paragraph(kind, identifier, entry.get("text", ""), entry.get("num"), place.under(where))
    yield replace(made, heading=entry.get("heading", ""))
    inside = replace(place, parent=identifier, depth=place.depth + 1)
    yield from _items(entry.get("items", ()), identifier, inside.under("items"))
    for position, segment in enumerate(entry.get("then", ())):
        name = f"{identifier}~{position + 2}"
        yield from _segment(segment, name, inside.under("then", position))
    if "embeds" in entry:
        yield from _annex(entry["embeds"], f"{identifier}.embed", inside.under("embeds"))


def _segment(segment: Written, name: str, place: _Place) -> Iterator[Paragraph]:
    """Give what follows a list; it stands as deep as the paragraph whose list it follows."""
    here = replace(place, depth=place.depth - 1)
    if "heading" in segment:
        yield _paragraph("heading", f"{name}.h", segment["heading"], None, here.under("heading"))
    if "text" in segment:
        yield _paragraph("continuation", name, segment["text"], None, here.under("text"))
    if "table" in segment:
        yield _table(segment, f"{name}.t1", here)
    yield from _items(segment.get("items", ()), name, place.under("items"))


def _items(entries: Sequence[Any], list_id: str, place: _Place) -> Iterator[Paragraph]:
    for position, entry in enumerate(entries):
        label = _label(entry) or f"p{position + 1}"
        yield from _whole("item", f"{list_id}.{label}", entry, place.under(position))


def _annex(annex: Written, identifier: str, place: _Place) -> Iterator[Paragraph]:
    """Give an annex, or an instrument embedded in a paragraph, with its blocks."""
    where = place.under("title" if "title" in annex else "blocks")
    made = _paragraph("annex", identifier, annex.get("title", ""), annex.get("num"), where)
    yield replace(made, detail=annex.get("kind", "annex"))
    inside = place.inside(identifier)
    if "subtitle" in annex:
        name = f"{identifier}.subtitle"
        yield _paragraph("heading", name, annex["subtitle"], None, inside.under("subtitle"))
    by_section = annex.get("numbering") == "by-section"
    yield from _blocks(annex["blocks"], inside.under("blocks"), by_section=by_section)


def _blocks(entries: Sequence[Any], place: _Place, *, by_section: bool) -> Iterator[Paragraph]:
    """Give blocks of an annex or division; without a number they are counted by kind.

    Where numbers start again under each cross-heading, ids carry the heading (`annex.h2.1`).
    """
    counts = dict.fromkeys(("p", "h", "t", "part"), 0)
    scope = str(place.parent)
    for position, entry in enumerate(entries):
        here = place.under(position)
        if _is_heading(entry):
            counts["h"] += 1
            name = f"{place.parent}.h{counts['h']}"
            scope = name if by_section else scope
            words, num = entry["heading"], entry.get("num")
            yield _paragraph("heading", name, words, num, here.under("heading"))
        elif isinstance(entry, Mapping) and "table" in entry:
            counts["t"] += 1
            yield _table(entry, f"{place.parent}.t{counts['t']}", here)
        elif isinstance(entry, Mapping) and "blocks" in entry:
            counts["part"] += 1
            yield from _division(entry, scope, counts["part"], here, by_section=by_section)
        else:
            counts["p"] += 1
            label = _label(entry) or f"p{counts['p']}"
            yield from _whole("text", f"{scope}.{label}", entry, here)


def _division(
    entry: Written, scope: str, count: int, place: _Place, *, by_section: bool
) -> Iterator[Paragraph]:
    kind = entry.get("division", "")
    identifier = f"{scope}.{(kind or 'part')[:4]}{_label(entry) or count}"
    where = place.under(next(key for key in ("title", "num", "division") if key in entry))
    made = _paragraph("division", identifier, entry.get("title", ""), entry.get("num"), where)
    yield replace(made, detail=kind)
    yield from _blocks(entry["blocks"], place.inside(identifier, "blocks"), by_section=by_section)


def _table(entry: Written, identifier: str, place: _Place) -> Paragraph:
    where = place.under("caption" if "caption" in entry else "table")
    made = _paragraph("table", identifier, entry.get("caption", ""), None, where)
    return replace(made, table=table_of(entry))


def _heading(entry: Written, place: _Place, style: _Style) -> Paragraph:
    style.counters.headings += 1
    identifier = f"{place.prefix}h{style.counters.headings}"
    where = place.under("heading")
    return _paragraph("heading", identifier, entry["heading"], entry.get("num"), where)


def _paragraph(kind: Kind, identifier: str, words: str, num: Any, place: _Place) -> Paragraph:
    printed = None if num is None else str(num)
    return Paragraph(identifier, kind, printed, place.parent, place.depth, words, place.path)


def _is_heading(entry: Any) -> bool:
    return (
        isinstance(entry, Mapping)
        and "heading" in entry
        and not entry.keys() & {"text", "items", "operative", "blocks", "table"}
    )


def _label(entry: Any) -> str:
    num = entry.get("num") if isinstance(entry, Mapping) else None
    return "" if num is None else str(num).replace(" ", "")
