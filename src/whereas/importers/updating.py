"""Importing again over a file that people have worked on: what they made by hand is kept.

Kept are topics, relations, emendations with the readings they gave the text, declared defects and
every comment. All else is what the source says now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import Any

from whereas.importers.drafts import Loss
from whereas.model.paragraphs import flatten
from whereas.problems import Path
from whereas.reading.comments import Comments

Written = Mapping[str, Any]

_ADDED = ("topics", "relations")
"""Lists to which people add: what they hold beyond the source's stays."""
_CHANGED = frozenset({"corrected", "restored"})
"""Status of an emendation by which the text departs from its source."""
_SHOWN = 12
"""Lines of a difference that are shown: enough to tell a mended word from another text."""


def update(imported: Written, held: Written) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    """Give the imported document with what was made by hand in `held`, and what could not be kept.

    Both are documents of one text in one language, of `resolution/1` or of its translations.
    """
    made: dict[str, Any] = dict(imported)
    for key in _ADDED:
        own = [entry for entry in held.get(key, ()) if entry not in made.get(key, ())]
        if own:
            made[key] = [*made.get(key, ()), *own]
    kept = held.get("source", {}).get("emendations", ())
    own = [entry for entry in kept if entry not in made.get("source", {}).get("emendations", ())]
    losses: list[Loss] = []
    for entry in own:
        made, found = _emend(made, entry)
        if not found:
            text = f"{entry['at']}: {entry['read']}"
            losses.append(Loss("doubtful", "emendation without its reading", 0, text))
    if own:
        source = dict(made.get("source", {}))
        made["source"] = {**source, "emendations": [*source.get("emendations", ()), *own]}
    if declared := held.get("source", {}).get("defects"):
        made["source"] = {**made.get("source", {}), "defects": list(declared)}
    return made, tuple(losses)


def keep_comments(comments: Comments, document: Written) -> Comments:
    """Give comments for `document`: one whose entry is gone stands at what held the entry."""
    places = set(_iter_paths(document, ()))
    return Comments(
        *(_moved(held, places) for held in (comments.above, comments.beside, comments.below))
    )


def difference(old: str, new: str) -> tuple[str, ...]:
    """Give the first lines in which two texts of a file differ, with `-` and `+` before them."""
    lines = unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    told = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    more = len(told) - _SHOWN
    return (*told[:_SHOWN], *([f"and {more} lines more"] if more > 0 else ()))


def _emend(document: dict[str, Any], entry: Written) -> tuple[dict[str, Any], bool]:
    """Give a document with one emendation in its words, and whether its place was found."""
    wanted, given = (
        (entry["read"], entry["text"]) if entry["status"] in _CHANGED else (entry["text"], "")
    )
    for path in _iter_places(document, entry["at"]):
        words = _value(document, path)
        if not isinstance(words, str):
            continue
        if given and given in words:
            return document, True  # the source has the right reading by now
        if wanted in words:
            changed = words.replace(wanted, given, 1) if given else words
            return _replaced(document, path, changed), True
    return document, False


def _iter_places(document: Written, name: str) -> Iterator[Path]:
    """Give the place of the words that an emendation names: a head, a note or a paragraph."""
    if name in document:
        yield (name,)
    if name == "basis":
        yield ("adoption", "basis")
    mark = name.removeprefix("note")
    if name.startswith("note") and mark in document.get("notes", {}):
        yield ("notes", mark)
    yield from (paragraph.path for paragraph in flatten(document) if paragraph.id == name)


def _value(document: Any, path: Path) -> Any:
    for step in path:
        if isinstance(document, Mapping):
            document = document.get(str(step))
        elif isinstance(document, Sequence) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            return None
    return document


def _replaced(document: Any, path: Path, value: Any) -> Any:
    """Give a copy of a document with another value at a place that it has."""
    if not path:
        return value
    step, *rest = path
    inner = _replaced(document[step], tuple(rest), value)
    if isinstance(document, Mapping):
        return {key: inner if key == step else held for key, held in document.items()}
    return [inner if number == step else held for number, held in enumerate(document)]


def _iter_paths(value: Any, path: Path) -> Iterator[Path]:
    yield path
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _iter_paths(inner, (*path, str(key)))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _iter_paths(inner, (*path, position))


def _moved(
    held: Mapping[Path, tuple[str, ...]], places: set[Path]
) -> Mapping[Path, tuple[str, ...]]:
    found: dict[Path, tuple[str, ...]] = {}
    for path, lines in held.items():
        place = path
        while place and place not in places:
            place = place[:-1]
        found[place] = (*found.get(place, ()), *lines)
    return found
