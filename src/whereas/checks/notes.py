"""NOT: marks in the text and the notes they call."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.markup import iter_marks, parse_markup
from whereas.problems import Severity


@file_rule("NOT01", Severity.ERROR, words=True)
def check_marks(judged: Judged) -> Iterator[Finding]:
    """Every mark has its note, and every note is called by a mark.

    A mark lost in scanning leaves a note that nobody reaches.
    Wrong: `[^2]` in the text and no note 2. Right: both, or neither.
    Restore the mark where the document has it, or the note's words.
    """
    resolution = judged.resolution
    notes = {(note.scope, note.mark): note for note in resolution.notes}
    called: set[tuple[str, str]] = set()
    for paragraph in resolution.paragraphs:
        scope = resolution.note_scope(paragraph)
        for mark, _ in paragraph.marks():
            called.add((scope, mark))
            if (scope, mark) not in notes:
                yield Finding(paragraph.path, f"mark [^{mark}] has no note", "add it under notes")
    for path, line in resolution.heads():
        for mark, _ in iter_marks(parse_markup(line)):
            called.add(("", mark))
            if ("", mark) not in notes:
                yield Finding(path, f"mark [^{mark}] has no note", "add it under notes")
    for (scope, mark), note in notes.items():
        if (scope, mark) not in called and not resolution.excerpt:
            message = f"note {mark} is called by no mark"
            yield Finding(note.path, message, f"put [^{mark}] where the document has it")
