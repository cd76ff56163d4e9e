"""SRC: what a text says of its own source."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.rules import Finding, file_rule
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.problems import Path, Severity, quoted


@file_rule("SRC02", Severity.ERROR)
def check_emendations(resolution: Resolution, registers: Registers) -> Iterator[Finding]:
    """An emendation names a place that exists, and its words stand there.

    A reader must find what was changed: after `corrected` or `restored` the new words are in
    the text and the old ones are not.
    Wrong: `at: op99`, or words that the paragraph has not. Right: its words to the letter.
    Correct the place or the words.
    """
    words = {place.id: place.markup for place in resolution.places()}
    words |= {"title": resolution.title or "", "basis": resolution.adoption.basis or ""}
    for position, emendation in enumerate(resolution.source.emendations):
        here: Path = ("source", "emendations", position)
        if emendation.at not in words:
            message = f"{quoted(emendation.at)} is no place of the text"
            yield (*here, "at"), message, "write an id such as pp1, op5.a or note3"
        elif emendation.text not in words[emendation.at]:
            message = f"the words {quoted(emendation.text)} are not in {emendation.at}"
            yield (*here, "text"), message, "write them as they stand in the text"
        elif emendation.status in ("corrected", "restored") and (
            emendation.read in words[emendation.at]
        ):
            message = f"the old words {quoted(emendation.read)} are still in {emendation.at}"
            yield (*here, "read"), message, ""
