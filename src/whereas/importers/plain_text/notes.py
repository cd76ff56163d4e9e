"""Notes are lifted from the foot of pages, where they stand in the midst of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.phrases import Phrases
from whereas.importers.plain_text.runs import Line, Run, Runs, cut, squeeze, words_of

_BEGINS = re.compile(r"(?P<mark>[1-9][0-9]{0,2})(?P<stroke>/?)\s*(?=\S)")
_SPACED = re.compile(r"(?P<mark>[1-9][0-9]{0,2})(?P<stroke>/?)\s+(?=[^\s.])")
_AHEAD = 9
"""The greatest mark that may stand on a first page before the first one."""
_STOP = re.compile(r"[.;][\"”’)\]]?\Z")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its mark, its runs, and the line where it stands."""

    mark: str
    runs: Runs
    line: int


@dataclass(frozen=True, slots=True)
class Lifted:
    """Lines without notes, the notes by mark, and the numbers of the lines taken out."""

    lines: tuple[Line, ...]
    notes: dict[str, Note]
    taken: frozenset[int]


@dataclass(slots=True)
class _Lifter:
    """Walks down the lines. `region` is true below a rule, up to the end of the page."""

    phrases: Phrases
    ledger: Ledger
    region: bool = False
    open: str = ""
    last: int = 0
    rules: list[Line] = field(default_factory=list)
    held: dict[str, list[Line]] = field(default_factory=dict)
    kept: list[Line] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def take(self, line: Line, mark: str, start: int) -> None:
        """Take a line into the note `mark`, from the character `start` on."""
        runs = cut(line.runs, start)
        self.held.setdefault(mark, []).append(replace(line, runs=runs))
        self.leave_out(line)
        self.open = mark

    def leave_out(self, line: Line) -> None:
        """Leave a blank line where a line was taken out."""
        self.taken.add(line.number)
        self.kept.append(replace(line, runs=(), kind="blank"))


def lift_notes(lines: Sequence[Line], phrases: Phrases, ledger: Ledger) -> Lifted:
    """Take the notes out of `lines`."""
    lifter = _Lifter(phrases, ledger)
    page = 0
    for index, line in enumerate(lines):
        if line.page != page:
            page, lifter.region, lifter.open = line.page, False, ""
        if line.kind == "rule":
            lifter.region = _opens_region(lines, index, lifter)
            lifter.leave_out(line)
            lifter.ledger.lose("dropped", "rule above notes or between texts", line.number, "")
        elif line.kind != "words" or not line.runs:
            lifter.open = lifter.open if lifter.region else ""
            lifter.kept.append(line)
        else:
            _place(line, lines[index - 1] if index else None, lifter)
    notes = {mark: _note(mark, held) for mark, held in lifter.held.items()}
    return Lifted(tuple(lifter.kept), notes, frozenset(lifter.taken))


def _opens_region(lines: Sequence[Line], index: int, lifter: _Lifter) -> bool:
    """Tell whether notes stand below a rule: one begins there, or the last one goes on."""
    below = next((line for line in lines[index + 1 :] if line.kind != "blank"), None)
    if below is None or below.kind != "words":
        return False
    if _mark(below, _SPACED):
        return True
    unfinished = bool(lifter.last) and not _STOP.search(lifter.held[str(lifter.last)][-1].text)
    if unfinished:
        what = "note that runs over the page"
        lifter.ledger.lose("repaired", what, below.number, below.text, str(lifter.last))
        lifter.open = str(lifter.last)
    return unfinished


def _place(line: Line, before: Line | None, lifter: _Lifter) -> None:
    """Put a line where it belongs: to a note that begins or goes on, or to the text."""
    at_start = before is None or before.kind != "words" or not before.runs
    match = _mark(line, _SPACED if lifter.region else _BEGINS)
    if match and _begins_note(line, match, lifter, at_start=at_start):
        mark = match["mark"]
        if lifter.last and int(mark) != lifter.last + 1 and mark not in _late(lifter):
            what = "mark of a note out of order"
            lifter.ledger.lose("doubtful", what, line.number, line.text, mark)
        if mark in lifter.held:
            what = "second note with the same mark"
            lifter.ledger.lose("doubtful", what, line.number, line.text, mark)
            lifter.ledger.hold(mark)
        lifter.last = max(lifter.last, int(mark)) if at_start else int(mark)
        lifter.take(line, mark, match.end())
    elif lifter.open:
        lifter.take(line, lifter.open, 0)
    else:
        lifter.region = False
        lifter.kept.append(line)


def _late(lifter: _Lifter) -> frozenset[str]:
    """Give marks below the last that have no note yet: a page may print 3 before 1 and 2."""
    first = min(map(int, lifter.held), default=1)
    first = 1 if first <= _AHEAD else first
    return frozenset(str(n) for n in range(first, lifter.last) if str(n) not in lifter.held)


def _mark(line: Line, pattern: re.Pattern[str]) -> re.Match[str] | None:
    if line.runs and line.runs[0].is_raised:
        match = _BEGINS.match(line.text)
        return match if match and match["mark"] == line.runs[0].text else None
    return pattern.match(line.text)


def _begins_note(line: Line, match: re.Match[str], lifter: _Lifter, *, at_start: bool) -> bool:
    """Tell whether a line begins a note: a raised figure, one below a rule, or the next one."""
    if line.runs[0].is_raised:
        return at_start or lifter.region
    rest = line.text[match.end() :]
    is_month = rest.partition(" ")[0].casefold() in lifter.phrases.months
    if is_month or match["mark"] in lifter.held or not match[0][-1:].isspace():
        return False
    follows = int(match["mark"]) == lifter.last + 1
    if lifter.region:
        return at_start or follows or not lifter.open
    is_note = rest.startswith(lifter.phrases.note_words) or bool(match["stroke"])
    return is_note and follows and (at_start or bool(lifter.open))


def _note(mark: str, lines: Sequence[Line]) -> Note:
    return Note(mark, squeeze(tuple(_joined(lines))), lines[0].number)


def _joined(lines: Sequence[Line]) -> Iterator[Run]:
    for line in lines:
        yield from line.runs
        if not words_of(line.runs).endswith("-"):
            yield Run(" ", line.number)
