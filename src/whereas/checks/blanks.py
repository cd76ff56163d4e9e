"""NEW: what is still to be written in a new text."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.blanks import SHORTEST, has_blank
from whereas.model.resolution import Resolution
from whereas.problems import Path, Severity, quoted


@file_rule("NEW01", Severity.WARNING, words=True, blanks=True)
def check_blanks(judged: Judged) -> Iterator[Finding]:
    """No blank is left of those that `whereas new` writes.

    A skeleton is a valid text, so that nothing stops whoever writes on it; this rule says what
    the document still has to tell.
    Wrong: `title: ____`. Right: `title: Care of harbours`.
    Write the words of the document, or delete the key where the document has none.
    """
    resolution = judged.resolution
    for path, words in _iter_words(resolution) if judged.has(SHORTEST) else ():
        if has_blank(words):
            message = f"{quoted(words)} is still to be filled in"
            yield Finding(path, message, "write it as the document has it")


def _iter_words(resolution: Resolution) -> Iterator[tuple[Path, str]]:
    yield from resolution.heads()
    for paragraph in resolution.paragraphs:
        yield paragraph.path, paragraph.heading
        yield paragraph.path, paragraph.markup
    for note in resolution.notes:
        yield note.path, note.markup
