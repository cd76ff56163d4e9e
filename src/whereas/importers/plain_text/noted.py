"""The notes of a source are given to its texts: each has those whose marks stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.marks import place_marks
from whereas.importers.plain_text.mending import join_parted
from whereas.importers.plain_text.notes import Note
from whereas.importers.plain_text.passages import Known, Passage, iter_passages
from whereas.importers.plain_text.runs import Block, Run, words_of
from whereas.importers.plain_text.texts import Sheet
from whereas.importers.plain_text.tools import Tools

COUNTED = "marks that a volume counts through"


@dataclass(frozen=True, slots=True)
class NotedText:
    """A text of a source: its sheet, its passages, and its notes.

    Notes count from 1; in print, where a volume counts through, their marks are `shift` greater.
    """

    sheet: Sheet
    passages: tuple[Passage, ...]
    notes: Mapping[str, Note]
    shift: int = 0

    @property
    def start(self) -> int:
        """Give the number of its first line."""
        return (*self.sheet.head, *self.sheet.text)[0].line


def note_texts(
    sheets: Sequence[Sheet],
    known: Known,
    notes: Mapping[str, Note],
    tools: Tools,
    ledger: Ledger,
) -> list[NotedText]:
    """Give texts with their passages and notes; marks are placed over the whole source."""

    def passages(blocks: Sequence[Block]) -> list[Passage]:
        return list(join_parted(list(iter_passages(blocks, known, ledger)), tools, ledger))

    each = [passages(blocks) for sheet in sheets for blocks in (sheet.fragment, sheet.text)]
    together = [one for held in each for one in held]
    marked = place_marks(together, notes, tools.language, tools.phrases.counted, ledger)
    used = set(_iter_raised(run for one in marked for run in one.runs))
    unused = {mark: note for mark, note in notes.items() if mark not in used}
    texts = []
    start = 0
    for sheet, fragment, text in zip(sheets, each[::2], each[1::2], strict=True):
        middle, end = start + len(fragment), start + len(fragment) + len(text)
        _drop_notes(marked[start:middle], notes, ledger)
        own = tuple(marked[middle:end])
        marks = set(_iter_raised(_runs(sheet, own)))
        marks |= _in_lines(unused, sheet, None if sheet is sheets[-1] else text[-1].line)
        mine = {mark: note for mark, note in notes.items() if mark in marks}
        texts.append(_counted(NotedText(sheet, own, mine), ledger))
        start = end
    return texts


def _in_lines(notes: Mapping[str, Note], sheet: Sheet, last: int | None) -> set[str]:
    """Give the marks of notes that stand in the lines of a text; the last has all below it."""
    first = sheet.text[0].line
    return {
        mark
        for mark, note in notes.items()
        if first <= note.line and (last is None or note.line <= last)
    }


def _runs(sheet: Sheet, passages: Sequence[Passage]) -> Iterator[Run]:
    """Give all runs of a text, those above its formula included."""
    yield from (run for block in sheet.head for line in block.lines for run in line.runs)
    yield from (run for one in passages for run in one.runs)


def _iter_raised(runs: Iterator[Run]) -> Iterator[str]:
    return (run.text for run in runs if run.is_raised)


def _drop_notes(passages: Sequence[Passage], notes: Mapping[str, Note], ledger: Ledger) -> None:
    """Report the notes of a piece of another text, which go with it."""
    marks = set(_iter_raised(run for one in passages for run in one.runs))
    for mark in sorted(marks & notes.keys(), key=int):
        words = f"{mark} {words_of(notes[mark].runs)}"
        ledger.lose("dropped", "note of another text", notes[mark].line, words)


def _counted(text: NotedText, ledger: Ledger) -> NotedText:
    """Give a text whose notes count from 1, which those of a volume do not."""
    shift = min(map(int, text.notes), default=1) - 1
    if not shift:
        return text
    ordered = sorted(text.notes, key=int)
    line = min(note.line for note in text.notes.values())
    made = {mark: str(int(mark) - shift) for mark in ordered}
    ledger.lose("repaired", COUNTED, line, ", ".join(ordered), ", ".join(made.values()))
    passages = (
        replace(one, runs=tuple(_renumbered(run, made) for run in one.runs))
        for one in text.passages
    )
    notes = {made[mark]: replace(note, mark=made[mark]) for mark, note in text.notes.items()}
    return replace(text, passages=tuple(passages), notes=notes, shift=shift)


def _renumbered(run: Run, made: Mapping[str, str]) -> Run:
    return replace(run, text=made[run.text]) if run.is_raised and run.text in made else run
