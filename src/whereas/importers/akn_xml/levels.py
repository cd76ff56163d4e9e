"""Which list or section a label goes on with: the degrees are told by what is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whereas.importers.akn_xml.labels import Label
from whereas.importers.akn_xml.nodes import Node


@dataclass(slots=True)
class Level:
    """An open list or section: the style and place of its last label, and where more goes."""

    style: str
    place: int
    entries: list[Node]


def choose_item(meanings: Sequence[Label], open_levels: Sequence[Level]) -> tuple[int, Label]:
    """Give the level that an item continues, or their number for a new one, and its meaning.

    The next place of an open list comes first, then the first of a new one, then a later place
    of an open one; else a letter is likelier than a Roman figure.
    """
    for meets in (_is_next, _is_later):
        if found := _innermost(meanings, open_levels, meets):
            return found
        first = next((meaning for meaning in meanings if meaning.place == 1), None)
        if first is not None:
            return len(open_levels), first
    letters = [meaning for meaning in meanings if "letter" in meaning.style]
    return len(open_levels), (letters or list(meanings))[0]


def choose_section(meanings: Sequence[Label], open_levels: Sequence[Level]) -> tuple[int, Label]:
    """Give the level of a section's label, and its meaning.

    As for items; but where no label fits, one of the same style replaces the open one.
    """
    for meets in (_is_next, _is_first_again):
        if found := _innermost(meanings, open_levels, meets):
            return found
    first = next((meaning for meaning in meanings if meaning.place == 1), None)
    if first is not None:
        return len(open_levels), first
    return _innermost(meanings, open_levels, _is_alike) or (len(open_levels), meanings[0])


def _innermost(
    meanings: Sequence[Label], open_levels: Sequence[Level], meets: Callable[[Label, Level], bool]
) -> tuple[int, Label] | None:
    """Give the innermost level that a meaning meets, with the meaning."""
    for level in range(len(open_levels) - 1, -1, -1):
        for meaning in meanings:
            if meets(meaning, open_levels[level]):
                return level, meaning
    return None


def _is_alike(meaning: Label, level: Level) -> bool:
    return meaning.style == level.style


def _is_next(meaning: Label, level: Level) -> bool:
    same = meaning.style == level.style
    return same and (meaning.style == "bullet" or meaning.place == level.place + 1)


def _is_later(meaning: Label, level: Level) -> bool:
    return meaning.style == level.style and meaning.place > level.place


def _is_first_again(meaning: Label, level: Level) -> bool:
    return meaning.style == level.style and meaning.place == 1
