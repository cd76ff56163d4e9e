"""Flatten the written text into paragraphs with stable ids. Knows nothing of YAML or files.

An id is made from what is printed, never from a place in a list, except where the print has no
number: `enacting`, `pp4`, `op5`, `op5.a`, `op5.a.i`, `op3~2.i` (the second list of paragraph 3),
`op4bis`, `II`, `II.A` (sections), `II.pp1`, `A.op1` (a lettered part, or numbers that start again
in each section), `s1` (a section that has a heading and no label), and in annexes
`annexII.part1.prin1.p1`, `annexA.t1`, `op1.embed.arti21.2`.

No name that is made up can be a printed label: it has a letter before a figure (`p1`, `h1`, `t1`,
`s1`) or a `~`, as `op~1` and `part~1` have, the paragraphs and divisions without a number beside
numbered ones. Where none has a number they are `op1` and `part1`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from whereas.model.annexes import table_of
from whereas.model.resolution import Kind, Paragraph, Path

Written = Mapping[str, Any]
"""A mapping as read from the YAML and found valid by the schema."""


class _Place(NamedTuple):
    """Where the flattening stands: id prefix, holder, depth and path in the YAML."""

    prefix: str = ""
    parent: str | None = None
    depth: int = 0
    path: Path = ()

    def under(self, *path: str | int) -> _Place:
        return _Place(self.prefix, self.parent, self.depth, (*self.path, *path))

    def inside(self, identifier: str, *path: str | int) -> _Place:
        """Give the place of what the piece `identifier` holds."""
        return _Place(self.prefix, identifier, self.depth, self.path + path)


@dataclass(slots=True)
class _Counters:
    """What is counted over a whole text, because the print has no number for it."""

    sections: int = 0
    headings: int = 0
    tables: int = 0


@dataclass(slots=True)
class _Unnumbered:
    """Counts what has no number among pieces of which some have one, or none."""

    beside_numbers: bool
    count: int = 0

    def next(self) -> str:
        """Give the next number, one that no label can be where there are labels."""
        self.count += 1
        return f"{'~' * self.beside_numbers}{self.count}"


_BESIDE = frozenset({"text", "items", "operative", "blocks", "table"})
"""Keys of what is more than a heading."""


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
        yield from _text(part, here._replace(prefix=f"{letter}.", parent=letter))
    yield from _text(text, _Place())


def _text(text: Written, place: _Place) -> Iterator[Paragraph]:
    style = _Style(text.get("numbering") == "by-section")
    yield from _formula(text, "enacting", place)
    yield from _preamble(text.get("preamble", ()), place.under("preamble"), style)
    yield from _formula(text, "resolving", place)
    operative = text.get("operative", ())
    here, counted = place.under("operative"), _unnumbered(operative, style)
    yield from _operative(operative, here, style, "", counted)
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


def _unnumbered(entries: Sequence[Any], style: _Style) -> _Unnumbered:
    """Give the counter of operative paragraphs whose numbers run on from one to the next."""
    return _Unnumbered(any(_iter_labels(entries, deep=not style.by_section)))


def _iter_labels(entries: Sequence[Any], *, deep: bool) -> Iterator[str]:
    """Give the labels of operative paragraphs, with those of sections where it goes deep."""
    for entry in entries:
        if isinstance(entry, Mapping) and "operative" in entry:
            if deep:
                yield from _iter_labels(entry["operative"], deep=deep)
        elif not _is_heading(entry):
            yield _label(entry)


def _operative(
    entries: Sequence[Any], place: _Place, style: _Style, section: str, counted: _Unnumbered
) -> Iterator[Paragraph]:
    for position, entry in enumerate(entries):
        here = place.under(position)
        if _is_heading(entry):
            yield _heading(entry, here, style)
        elif isinstance(entry, Mapping) and "operative" in entry:
            yield from _section(entry, here, style, section, counted)
        elif isinstance(entry, Mapping) and "table" in entry:
            style.counters.tables += 1
            yield _table(entry, f"{place.prefix}t{style.counters.tables}", here)
        else:
            label = _label(entry) or counted.next()
            scope = f"{section}." if style.by_section and section else ""
            yield from _whole("operative", f"{place.prefix}{scope}op{label}", entry, here)


def _section(
    entry: Written, place: _Place, style: _Style, outer: str, counted: _Unnumbered
) -> Iterator[Paragraph]:
    style.counters.sections += "section" not in entry
    label = str(entry.get("section") or f"s{style.counters.sections}").replace(" ", "")
    path = f"{outer}.{label}" if outer else label
    identifier = place.prefix + path
    where = place.under("heading" if "heading" in entry else "section")
    yield _paragraph("section", identifier, entry.get("heading", ""), entry.get("section"), where)
    inside = place._replace(parent=identifier)
    preamble = inside._replace(prefix=f"{identifier}.").under("preamble")
    yield from _preamble(entry.get("preamble", ()), preamble, style)
    if style.by_section:
        counted = _unnumbered(entry["operative"], style)
    yield from _operative(entry["operative"], inside.under("operative"), style, path, counted)


def _whole(kind: Kind, identifier: str, entry: Any, place: _Place) -> Iterator[Paragraph]:
    """Give a paragraph with everything that hangs on it: lists and what follows them."""
    if isinstance(entry, str):
        yield _paragraph(kind, identifier, entry, None, place)
        return
    where = next(key for key in ("text", "num", "items") if key in entry)
    made = _paragraph(kind, identifier, entry.get("text", ""), entry.get("num"), place.under(where))
    yield made._replace(heading=entry["heading"]) if "heading" in entry else made
    inside = _Place(place.prefix, identifier, place.depth + 1, place.path)
    yield from _items(entry.get("items", ()), identifier, inside.under("items"))
    for position, segment in enumerate(entry.get("then", ())):
        name = f"{identifier}~{position + 2}"
        yield from _segment(segment, name, inside.under("then", position))
    if "embeds" in entry:
        yield from _annex(entry["embeds"], f"{identifier}.embed", inside.under("embeds"))


def _segment(segment: Written, name: str, place: _Place) -> Iterator[Paragraph]:
    """Give what follows a list; it stands as deep as the paragraph whose list it follows."""
    here = place._replace(depth=place.depth - 1)
    if "heading" in segment:
        # Beside items it must be no label.
        heading = f"{name}.~h" if "items" in segment else f"{name}.h"
        yield _paragraph("heading", heading, segment["heading"], None, here.under("heading"))
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
    yield made._replace(detail=annex.get("kind", "annex"))
    inside = place.inside(identifier)
    if "subtitle" in annex:
        name = f"{identifier}.subtitle"
        yield _paragraph("heading", name, annex["subtitle"], None, inside.under("subtitle"))
    by_section = annex.get("numbering") == "by-section"
    yield from _blocks(annex["blocks"], inside.under("blocks"), by_section=by_section)


def _blocks(entries: Sequence[Any], place: _Place, *, by_section: bool) -> Iterator[Paragraph]:
    """Give blocks of an annex or division; without a number they are counted by kind.

    Where numbers start again under each cross-heading, ids carry the heading (`annex.h2.1`), and
    what has no number is counted anew.
    """
    counts = dict.fromkeys(("p", "h", "t"), 0)
    divisions = _Divisions.of(entries)
    scope = str(place.parent)
    for position, entry in enumerate(entries):
        here = place.under(position)
        if _is_heading(entry):
            counts["h"] += 1
            name = f"{place.parent}.h{counts['h']}"
            if by_section:
                scope, counts["p"] = name, 0
            words, num = entry["heading"], entry.get("num")
            yield _paragraph("heading", name, words, num, here.under("heading"))
        elif isinstance(entry, Mapping) and "table" in entry:
            counts["t"] += 1
            yield _table(entry, f"{place.parent}.t{counts['t']}", here)
        elif isinstance(entry, Mapping) and "blocks" in entry:
            name = f"{scope}.{divisions.name(entry)}"
            yield from _division(entry, name, here, by_section=by_section)
        else:
            counts["p"] += 1
            label = _label(entry) or f"p{counts['p']}"
            yield from _whole("text", f"{scope}.{label}", entry, here)


@dataclass(frozen=True, slots=True)
class _Divisions:
    """Names the divisions of one list: `arti5` for article 5, `part1` for what has no kind."""

    counted: _Unnumbered
    has_parts: bool

    @classmethod
    def of(cls, entries: Sequence[Any]) -> _Divisions:
        held = [entry for entry in entries if isinstance(entry, Mapping) and "blocks" in entry]
        has_parts = any(entry.get("division") == "part" for entry in held)
        return cls(_Unnumbered(any(map(_label, held))), has_parts)

    def name(self, entry: Written) -> str:
        label, kind = _label(entry), entry.get("division", "part")
        if label and self.has_parts and "division" not in entry:
            kind = "division"  # its number is no part's
        return f"{kind[:4]}{label or self.counted.next()}"


def _division(
    entry: Written, identifier: str, place: _Place, *, by_section: bool
) -> Iterator[Paragraph]:
    where = place.under(next(key for key in ("title", "num", "division") if key in entry))
    made = _paragraph("division", identifier, entry.get("title", ""), entry.get("num"), where)
    yield made._replace(detail=entry.get("division", ""))
    yield from _blocks(entry["blocks"], place.inside(identifier, "blocks"), by_section=by_section)


def _table(entry: Written, identifier: str, place: _Place) -> Paragraph:
    where = place.under("caption" if "caption" in entry else "table")
    made = _paragraph("table", identifier, entry.get("caption", ""), None, where)
    return made._replace(table=table_of(entry))


def _heading(entry: Written, place: _Place, style: _Style) -> Paragraph:
    style.counters.headings += 1
    identifier = f"{place.prefix}h{style.counters.headings}"
    where = place.under("heading")
    return _paragraph("heading", identifier, entry["heading"], entry.get("num"), where)


def _paragraph(kind: Kind, identifier: str, words: str, num: Any, place: _Place) -> Paragraph:
    printed = None if num is None else str(num)
    return Paragraph(identifier, kind, printed, place.parent, place.depth, words, place.path)


def _is_heading(entry: Any) -> bool:
    return not isinstance(entry, str) and "heading" in entry and entry.keys().isdisjoint(_BESIDE)


def _label(entry: Any) -> str:
    num = None if isinstance(entry, str) else entry.get("num")
    return "" if num is None else str(num).replace(" ", "")


def written_label(label: str) -> str | int:
    """Give a label as the YAML writes it: a whole number as one, all else as text."""
    return int(label) if label.isdigit() and not label.startswith("0") else label
