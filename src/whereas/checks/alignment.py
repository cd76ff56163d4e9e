"""How a translation differs from its main text in shape: what aligns them, place by place.

Texts are aligned by number, so an id that both have must be the same kind of thing in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.model.resolution import Note, Paragraph, Resolution, Table
from whereas.problems import quoted


def is_aligned(main: Judged, version: Judged) -> bool:
    """Tell whether words at one place mean the same: no paragraph is missing or too many.

    One lost preambular paragraph moves all that follow, and every one of them would be reported.
    """
    if main.resolution.excerpt or version.resolution.excerpt:
        return True
    ours, theirs = version.resolution.paragraphs, main.resolution.paragraphs
    return [paragraph.id for paragraph in ours] == [paragraph.id for paragraph in theirs]


def missing(of: Resolution, other: Resolution) -> list[Paragraph | Note]:
    """Give the places that one text has and the other has not, in reading order."""
    there = {place.id for place in other.places()}
    return [place for place in of.places() if place.id not in there]


def iter_differences(main: Resolution, version: Resolution) -> Iterator[tuple[Paragraph, str]]:
    """Give each paragraph of `version` that is another thing than the main text's, and how."""
    theirs = {paragraph.id: paragraph for paragraph in main.paragraphs}
    for paragraph in version.paragraphs:
        original = theirs.get(paragraph.id)
        if original is None:
            continue
        if _shape(paragraph) != _shape(original):
            yield paragraph, _difference(paragraph, original)


def _shape(paragraph: Paragraph) -> tuple[object, ...]:
    return (
        paragraph.kind,
        paragraph.num,
        paragraph.detail,
        not paragraph.markup,
        not paragraph.heading,
        paragraph.table and _grid(paragraph.table),
    )


def _difference(paragraph: Paragraph, original: Paragraph) -> str:
    name, there = quoted(paragraph.id), "in the main text"
    if paragraph.kind != original.kind:
        return f"{name} is of kind {paragraph.kind}, {there} {original.kind}"
    if paragraph.num != original.num:
        return f"{name} has {_shown(paragraph.num)}, {there} {_shown(original.num)}"
    if paragraph.detail != original.detail:
        ours, theirs = quoted(paragraph.detail), quoted(original.detail)
        return f"{name} is of kind {ours}, {there} {theirs}"
    if bool(paragraph.heading) != bool(original.heading):
        return f"{name} has {_pair('a heading', paragraph.heading)}"
    if bool(paragraph.markup) != bool(original.markup):
        return f"{name} has {_pair('words', paragraph.markup)}"
    return f"{name} has {_size(paragraph.table)}, {there} {_size(original.table)}"


def _pair(what: str, ours: str) -> str:
    """Give what one of the texts has and the other has not."""
    if ours:
        return f"{what}, the main text none"
    return f"no {what.removeprefix('a ')}, the main text has"


def _shown(num: str | None) -> str:
    return f"the number {quoted(num)}" if num else "no number"


def _grid(table: Table) -> tuple[int, int, int]:
    """Give header rows, rows and columns; a table covers the columns of its first row."""
    rows = (*table.head, *table.rows)
    columns = sum(cell.columns for cell in rows[0]) if rows else 0
    return len(table.head), len(table.rows), columns


def _size(table: Table | None) -> str:
    if table is None:
        return "no table"
    head, rows, columns = _grid(table)
    return f"{head + rows} rows of {columns} columns, {head} of them headers"
