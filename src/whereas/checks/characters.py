"""CHR13: words that a spreadsheet would run. The other CHR rules are the reading room's."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.rules import Finding, file_rule
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.problems import Path, Severity, quoted

_RUN = ("=", "+", "-", "@", "\t")


@file_rule("CHR13", Severity.ERROR)
def check_formulas(resolution: Resolution, registers: Registers) -> Iterator[Finding]:
    """No text begins with `=`, `+`, `-`, `@` or a tab.

    Spreadsheets run such a cell of a CSV file as a formula. It is refused at the door, so that
    CSV, JSON and YAML say the same.
    Wrong: `- having regard to`. Right: `– having regard to` with the dash that was printed.
    Write the printed character.
    """
    for path, words in _iter_words(resolution):
        if words.startswith(_RUN):
            message = f"begins with {quoted(words[0])}, which a spreadsheet would run"
            yield path, message, "write the printed character, such as a dash"


def _iter_words(resolution: Resolution) -> Iterator[tuple[Path, str]]:
    for name in ("title", "number"):
        yield (name,), getattr(resolution, name) or ""
    for position, item in enumerate(resolution.agenda):
        yield ("agenda", position, "title"), item.title or ""
    yield ("adoption", "basis"), resolution.adoption.basis or ""
    for place in resolution.places():
        yield place.path, place.text()
    for position, emendation in enumerate(resolution.source.emendations):
        for name in ("read", "text", "suggest", "why"):
            yield ("source", "emendations", position, name), getattr(emendation, name) or ""
