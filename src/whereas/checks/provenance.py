"""SRC: what a text says of its own source."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Note, Paragraph
from whereas.problems import Path, Severity, quoted


def _printed(place: Paragraph | Note) -> str:
    """Give the words of a place as printed: with its number, which may be what was emended."""
    if isinstance(place, Note):
        return place.markup
    number = f"({place.num}) " if place.kind == "item" else f"{place.num}. "
    lines = "\n".join(place.lines())
    return f"{number}{lines}" if place.num else lines


_FORMED = frozenset({"masthead", "agenda", "closing"})
"""Places whose words a page forms from metadata, so that they stand nowhere to be compared."""


@file_rule("SRC02", Severity.ERROR, words=True)
def check_emendations(judged: Judged) -> Iterator[Finding]:
    """An emendation names a place that exists, and its words stand there.

    A reader must find what was changed: after `corrected` or `restored` the new words are in
    the text and the old ones are not.
    Wrong: `at: op99`, or words that the paragraph has not. Right: its words to the letter.
    Correct the place or the words.
    """
    resolution = judged.resolution
    words = {place.id: _printed(place) for place in resolution.places()}
    words |= {"title": resolution.title or "", "basis": resolution.adoption.basis or ""}
    for position, emendation in enumerate(resolution.source.emendations):
        here: Path = ("source", "emendations", position)
        if emendation.at in _FORMED:
            continue
        if emendation.at not in words:
            message = f"{quoted(emendation.at)} is no place of the text"
            yield Finding((*here, "at"), message, "write an id such as pp1, op5.a or note3")
        elif emendation.text not in words[emendation.at]:
            message = f"the words {quoted(emendation.text)} are not in {emendation.at}"
            yield Finding((*here, "text"), message, "write them as they stand in the text")
        elif emendation.status in ("corrected", "restored") and (
            emendation.read in words[emendation.at]
        ):
            message = f"the old words {quoted(emendation.read)} are still in {emendation.at}"
            yield Finding((*here, "read"), message)
