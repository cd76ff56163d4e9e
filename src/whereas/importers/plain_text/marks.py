"""Marks of notes that ran into the words before them are found by the notes that are there.

A mark is taken where its number is the next one and the words leave no other place for it; what
might be another figure is reported, and a note whose mark is not found as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whereas.importers.drafts import Kind
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.notes import Note
from whereas.importers.plain_text.passages import Passage
from whereas.importers.plain_text.runs import Run, cut
from whereas.model.registers import Language

_AROUND = 24
"""Characters before and after a mark that a report shows."""
_YEAR = r"(?<![0-9])(?:1[89]|20)[0-9]{2}"
_AFTER = r"(?![0-9A-Za-z/-]|[.,][0-9])"
_PLACES: tuple[str, ...] = (
    # With the stroke of old print.
    r"(?P<mark> ?{n}/)(?=[\s,;.]|\Z)",
    # Right behind a stop, a quotation mark or a bracket, and behind a year with its stop.
    r"(?:(?<=[^\W\d][,.;:])|(?<= [;:])|(?<=[”\"’)\]])|(?<=[”\"’)\]][,.;:])|(?<=[0-9][;:])"
    rf"|(?<={{year}}[,.]))(?P<mark>{{n}}){_AFTER}",
    # Run into a year or a word.
    rf"(?:(?<={{year}})|(?<=[a-z)A-Z]))(?P<mark>{{n}}){_AFTER}",
    # Behind a stop and a space, where no sentence begins, or behind a year.
    rf"(?:(?<=[^\W\d][,;:])|(?<=[”\"’)\]][,;:])|(?<=[”\"]))(?P<mark> {{n}}){_AFTER}",
    r"(?<=[^0-9]{year})(?P<mark> {n})(?= [a-z]|\Z|[,;])",
    # Between words, as a figure that counts nothing.
    r"(?<=[a-z)])(?P<mark> {n})(?= [a-z]|\Z)",
)
_SURE = 5
"""How many of these are hardly anything else: what is read from the others is doubtful."""
_NEAR = 10
"""Marks that bound the place of another are nearer to it than this: others may be misread."""
_LEFT = re.compile(rf"(?:(?<=[0-9]{{4}}[,.])|(?<=[a-z)”][,;:])|(?<=[a-z”]))[0-9]{{1,3}}{_AFTER}")

Place = tuple[int, int]
"""Where something stands: the position of its passage, and the characters before it."""


@dataclass(frozen=True, slots=True)
class _Found:
    place: Place
    length: int
    sure: bool


def place_marks(
    passages: Sequence[Passage],
    notes: Mapping[str, Note],
    language: Language,
    counted: Collection[str],
    ledger: Ledger,
) -> list[Passage]:
    """Give passages in which every mark that can be told is a raised figure.

    What can hardly be anything else is taken first, and bounds the places of the others.
    `counted` are words behind which a figure counts.
    """
    made = list(passages)
    for degrees in (_PLACES[:_SURE], _PLACES):
        for mark in sorted(notes, key=int):
            found = _find(made, mark, notes, degrees, language, counted)
            if found:
                _raise(made, found, mark, ledger)
    raised = {mark for _, mark in _iter_raised(made, notes)}
    for mark in sorted(notes.keys() - raised, key=int):
        note = notes[mark]
        words = f"{mark} {''.join(run.text for run in note.runs)}"
        ledger.lose("doubtful", "note whose mark the source lost", note.line, words)
    _report_left(made, ledger)
    return made


def _iter_raised(
    passages: Sequence[Passage], notes: Mapping[str, Note]
) -> Iterator[tuple[Place, str]]:
    for index, passage in enumerate(passages):
        position = 0
        for run in passage.runs:
            if run.is_raised and run.text in notes:
                yield (index, position), run.text
            position += len(run.text)


def _find(
    passages: Sequence[Passage],
    mark: str,
    notes: Mapping[str, Note],
    degrees: Sequence[str],
    language: Language,
    counted: Collection[str],
) -> list[_Found]:
    """Give the likeliest places of a mark between its neighbours; none for one that stands."""
    raised = list(_iter_raised(passages, notes))
    if any(other == mark for _, other in raised):
        return []
    near = [(place, int(other) - int(mark)) for place, other in raised]
    first = max((place for place, far in near if -_NEAR < far < 0), default=(0, 0))
    last = min((place for place, far in near if 0 < far < _NEAR), default=(len(passages), 0))
    for degree, template in enumerate(degrees):
        pattern = re.compile(template.replace("{n}", mark).replace("{year}", "[0-9]{4}"))
        found = [
            _Found((index, match.start("mark")), len(match["mark"]), degree < _SURE)
            for index in range(first[0], min(last[0] + 1, len(passages)))
            for match in pattern.finditer(passages[index].text)
            if first <= (index, match.start("mark")) < last
            and _is_free(passages[index], match, language, counted)
        ]
        if found:
            return found
    return []


def _is_free(
    passage: Passage, match: re.Match[str], language: Language, counted: Collection[str]
) -> bool:
    """Tell whether a figure is neither raised already nor the number of a paragraph or a day."""
    start, end = match.span("mark")
    if passage.text[:start].rpartition(" ")[2].strip('(“"') in counted:
        return False
    if any(run.is_raised for run in cut(passage.runs, start, end)):
        return False
    word = passage.text[end:].split(" ", 2)[1:2]
    months = language.dates.months if language.dates else ()
    if word and word[0] in months:
        return False
    if language.pointers is None:
        return True
    pointer = language.pointers.paragraph.replace("{numbers}", match["mark"].strip())
    return not re.search(rf"(?:{pointer})\Z", passage.text[:end], re.IGNORECASE)


def _raise(passages: list[Passage], found: Sequence[_Found], mark: str, ledger: Ledger) -> None:
    """Set the first place found as a raised figure, and report what was done."""
    one = found[0]
    index, start = one.place
    passage, end = passages[index], start + one.length
    runs = (
        *cut(passage.runs, 0, start),
        Run(mark, passage.line, frozenset(("sup",))),
        *cut(passage.runs, end),
    )
    printed = passage.text[max(start - _AROUND, 0) : end + _AROUND]
    split = min(start, _AROUND)
    made = f"{printed[:split]}[^{mark}]{printed[split + one.length :]}"
    kind: Kind = "repaired" if one.sure and len(found) == 1 else "doubtful"
    ledger.lose(kind, "mark of a note among the words", passage.line, printed, made)
    passages[index] = replace(passage, runs=runs)


def _report_left(passages: Sequence[Passage], ledger: Ledger) -> None:
    """Report figures that look like marks and have no note."""
    for passage in passages:
        position = 0
        for run in passage.runs:
            for match in _LEFT.finditer(run.text) if not run.is_raised else ():
                start = position + match.start()
                printed = passage.text[max(start - _AROUND, 0) : start + _AROUND]
                ledger.lose("doubtful", "figure that may be a mark", passage.line, printed)
            position += len(run.text)
