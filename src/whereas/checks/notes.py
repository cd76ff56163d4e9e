"""NOT: marks in the text and the notes they call."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from whereas.analysis.lines import Line
from whereas.checks.judged import Call, Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Note
from whereas.problems import Severity, count_before, quoted

_STOPS = ",;:.،؛，；：。、"
_INNER_STOPS = _STOPS.replace(".", "")
"""Stops that end no abbreviation, as a full stop may: etc.[^2]"""
_SIDES = {"after": "before", "before": "after"}
_BRACKETS = "\"'”“’»«」)(]* "
_HIGH = "¹²³⁴⁵⁶⁷⁸⁹"
_FIGURES = str.maketrans("⁰" + _HIGH, "0123456789")
_CARET = re.compile(r"\^(?<!\[\^)([1-9][0-9]{0,2})(?:\^|(?![0-9^\]]))")
_SMALL = re.compile(r"[¹²³⁴-⁹][⁰¹²³⁴-⁹]?")
_RAISABLE = re.compile(r"(?:\b(?:19|20)[0-9]{2}|[^\W\d_]{3,}|[,;:.”»)])\Z")
"""What a mark may stand behind: a year, a word, a stop; not the m of m² nor the 10 of 10³."""
_BEHIND = 40
"""Characters before a raised figure that are looked at."""
_GLUED = re.compile(
    r"(?<![\w./-])(?:(?P<year>(?:19|20)[0-9]{2})(?P<behind>[1-9][0-9]{0,3})(?![\w/.-]?[\w/-])"
    r"|(?P<word>[^\W\d_]{3,})(?P<space> ?)(?P<figure>[1-9][0-9]{0,3})"
    r"(?=[,;:.]?(?:[ \u00a0]|\Z))(?![.,][0-9]))"
)
"""A mark that is written as a figure behind a year or a word."""
_MARKUP = re.compile(r"[\[\]*^~\\]")
_REACH = 200
"""Characters before a mark of which its last two words are taken."""
_COUNTED = re.compile(r"\b([^\W\d_]{3,}) [0-9]+")
"""A word that takes a figure, such as that of a chapter."""


@file_rule("NOT01", Severity.ERROR, words=True, by_document=True)
def check_marks(judged: Judged) -> Iterator[Finding]:
    """Every mark has its note, and every note is called by a mark.

    A mark lost in scanning leaves a note that nobody reaches. Marks stand in titles,
    paragraphs, cells of tables and other notes; an annex may have notes of its own.
    Wrong: `[^2]` in the text and no note 2. Right: both, or neither.
    Restore the mark where the document has it, or the note's words.
    """
    resolution = judged.resolution
    notes = {(note.scope, note.mark): note for note in resolution.notes}
    called = {(call.line.scope, call.mark) for call in judged.calls}
    for call in judged.calls:
        if (call.line.scope, call.mark) not in notes:
            message = f"mark [^{call.mark}] has no note"
            yield Finding(call.line.path, message, "add it under notes", *_before(call))
    for key, note in notes.items():
        if key not in called and not resolution.excerpt:
            message = f"note {note.mark} is called by no mark"
            yield Finding(note.path, message, f"put [^{note.mark}] where the document has it")


# Severity: one text in a hundred of the Assembly's seventy-sixth session has a jump, each where
# the machine-readable source has lost a note or the mark of one.
@file_rule("NOT02", Severity.ERROR, words=True, by_document=True)
def check_order(judged: Judged) -> Iterator[Finding]:
    """Notes are numbered 1, 2, 3 in the order in which their marks first stand in the text.

    A jump shows a mark that is lost or has changed places with another. An annex with notes of
    its own is counted apart, and so are asterisks. In an excerpt numbers may be left out.
    Wrong: `tenth[^5] and twentieth[^4]`. Right: `tenth[^4] and twentieth[^5]`.
    Compare with the document; put the marks where they belong.
    """
    excerpt = judged.resolution.excerpt
    for calls, passed in _iter_first_calls(judged):
        last, due = 0, 1
        for call in calls:
            number = int(call.mark)
            while due in passed:
                due += 1
            expected = min(due, number)
            # After a jump the numbers may run on, and one that was jumped may follow.
            if number != last + 1 and number != expected and not (excerpt and number > last):
                after = f"after [^{last}]" if last else "is the first"
                message = f"mark [^{number}] {'comes ' if last else ''}{after}"
                yield Finding(call.line.path, message, f"[^{expected}] is next", *_before(call))
            passed.add(number)
            last = number


def _iter_first_calls(judged: Judged) -> Iterator[tuple[list[Call], set[int]]]:
    """Give by scope the first call of each number, and the numbers of notes that nobody calls.

    Numbers above the text have no order of their own, since bodies print its lines in several.
    A note called from a note counts as called where that note first is. What has no note, or
    no mark, is a matter of NOT01.
    """
    notes = {(note.scope, note.mark): note for note in judged.resolution.notes}
    scopes: dict[str, dict[str, Call]] = {}
    heads = [call for call in judged.calls if not call.line.id and call.mark.isdigit()]
    rest = [call for call in judged.calls if call.line.id]
    within: dict[str, list[Call]] = {}
    for call in rest:
        within.setdefault(call.line.id, []).append(call)
    ids = {note.id for note in notes.values()}
    waiting = [call for call in rest if call.line.id not in ids][::-1]
    waiting += sorted(heads, key=lambda call: -int(call.mark))
    while waiting:
        call = waiting.pop()
        note = notes.get((call.line.scope, call.mark))
        first = scopes.setdefault(call.line.scope, {})
        if note is None or call.mark in first:
            continue
        first[call.mark] = call
        waiting += within.get(note.id, ())[::-1]
    for scope, first in scopes.items():
        uncalled = {mark for held, mark in notes if held == scope and mark not in first}
        numbered = [call for mark, call in first.items() if mark.isdigit()]
        yield numbered, {int(mark) for mark in uncalled if mark.isdigit()}


@file_rule("NOT03", Severity.WARNING, words=True)
def check_sides(judged: Judged) -> Iterator[Finding]:
    """A mark stands on the side of a stop that its language gives it.

    In English and Chinese it follows the stop, in the other languages of the United Nations it
    precedes it (United Nations Editorial Manual). The register of languages has the side.
    Wrong: `the Declaration[^2], its resolution`. Right: `the Declaration,[^2] its resolution`.
    Move the mark to the other side.
    """
    side = judged.language.note_mark if judged.language else None
    if side is None:
        return
    for call in judged.calls:
        after, before = call.after.lstrip("*^~)"), call.before.rstrip("^(")
        wrong = after[:1] if side == "after" else before[-1:]
        stops = _INNER_STOPS if side == "before" and after.strip("*^~)") else _STOPS
        # A figure may have a point within: [^2].5
        if wrong and wrong in stops and not (side == "after" and after[1:2].isdigit()):
            message = f"mark [^{call.mark}] stands {_SIDES[side]} {quoted(wrong)}"
            yield Finding(call.line.path, message, f"put it {side} the stop", *_before(call))


@file_rule("NOT04", Severity.INFO, words=True)
def check_repeated(judged: Judged) -> Iterator[Finding]:
    """A document that is cited again is cited by the same note, not by a second one like it.

    The Assembly's texts repeat the mark. A second note with the same words is often a slip of
    numbering; Ibid. may stand again, since it means another note each time.
    Wrong: notes 2 and 5 are both `Resolution 217 A (III).` Right: `[^2]` in both places.
    Repeat the mark where the document does; leave the notes where it has two.
    """
    first: dict[tuple[str, str], Note] = {}
    for note, words in judged.note_words:
        before = first.setdefault((note.scope, words), note)
        if before is not note and not _is_ibid(judged, words):
            message = f"note {note.mark} has the words of note {before.mark}"
            yield Finding(note.path, message, f"[^{before.mark}] can stand again")


@file_rule("NOT05", Severity.WARNING, words=True)
def check_form(judged: Judged) -> Iterator[Finding]:
    """A note begins with a capital letter and ends with a full stop.

    A note without its stop is often cut short, and one with a small letter has lost its first
    words. Addresses begin as they are written.
    Wrong: `see A/99/120`. Right: `See A/99/120.`.
    Compare with the document; restore what is lost, or mend the form.
    """
    stops = (*judged.endings.last, ".")
    for note, held in judged.note_words:
        words = held.strip(_BRACKETS)
        if not words:
            continue
        if not words.endswith(stops):
            tail = " ".join(words.split(" ")[-2:])[-40:]
            message = f"note {note.mark} ends with {quoted(tail)}"
            yield Finding(note.path, message, f"end it with {quoted(stops[0])}", tail, -1)
        first = words.split(maxsplit=1)[0]
        if first[0].islower() and first.rstrip(_STOPS).isalpha() and first.islower():
            message = f"note {note.mark} begins with {quoted(first)}"
            yield Finding(note.path, message, "begin it with a capital letter", first)


@file_rule("NOT06", Severity.WARNING, words=True)
def check_ibid(judged: Judged) -> Iterator[Finding]:
    """Ibid. follows a note that names something it can mean.

    It means what the note before it names, so it cannot be the first, and an import that
    changes the order of notes makes it mean another document.
    Wrong: `1: Ibid., chap. III.`. Right: `1: A/CONF.157/24 (Part I), chap. III.`.
    Compare with the document; write the document's name, or restore the note before.
    """
    resolution = judged.resolution
    marks = {(note.scope, note.mark) for note in resolution.notes}
    for note, held in judged.note_words:
        if resolution.excerpt or not note.mark.isdigit():
            continue
        before = str(int(note.mark) - 1)
        if (note.scope, before) not in marks and _is_ibid(judged, held):
            words = held.split(maxsplit=1)[0].rstrip(",，")
            message = f"note {note.mark} says {quoted(words)}, and no note stands before it"
            yield Finding(note.path, message, "name the document", words)


# Severity: eight of 1,881 such texts have a raised figure, each the mark of a note cited again.
@file_rule("NOT07", Severity.ERROR, words=True)
def check_glued(judged: Judged) -> Iterator[Finding]:
    """The mark of a note is written `[^3]`, and not as a figure behind a year, word or stop.

    Copies from PDF lose what raises the mark: 2030 and mark 3 become 20303. A figure is
    reported where its note is called by no mark and the marks before and after it stand
    around it; a raised figure wherever it has a note.
    Wrong: `12 July 20213`, `the Paris Agreement4`, `2021^3`. Right: `12 July 2021[^3]`.
    Write the mark with its brackets.
    """
    yield from _check_raised(judged)
    called = {(call.line.scope, call.mark) for call in judged.calls}
    lost: dict[str, dict[int, Note]] = {}
    for note in judged.resolution.notes:
        if note.mark.isdigit() and (note.scope, note.mark) not in called:
            lost.setdefault(note.scope, {})[int(note.mark)] = note
    found = [glued for scope, notes in lost.items() for glued in _iter_lost(judged, scope, notes)]
    counted = _counted(judged) if found else {}
    for line, match, note in found:
        if not match["word"] or _is_glued_word(counted, match):
            message = f"{quoted(match[0])} ends with the figure of note {note.mark}"
            occurrence = count_before(match[0], line.words, match.start())
            hint = f"write [^{note.mark}]"
            yield Finding(line.path, message, hint, match[0], occurrence)


def _check_raised(judged: Judged) -> Iterator[Finding]:
    """Find figures raised by hand that have a note."""
    if not judged.resolution.notes:
        return
    marks = {note.mark for note in judged.resolution.notes}
    small = any(map(judged.has, _HIGH))
    for words in judged.words:
        found = _CARET.finditer(words.markup) if "^" in words.markup else ()
        for match in (*found, *(_SMALL.finditer(words.markup) if small else ())):
            number = match[match.lastindex or 0].translate(_FIGURES)
            first = max(0, match.start() - _BEHIND)
            before = words.markup[first : match.start()].rstrip("\\")
            behind = _RAISABLE.search(before)
            if number in marks and behind:
                message = f"{quoted(behind[0] + match[0])} has a raised figure, as note {number}"
                occurrence = count_before(behind[0], words.markup, first + behind.start())
                yield Finding(words.path, message, f"write [^{number}]", behind[0], occurrence)


def _iter_lost(
    judged: Judged, scope: str, notes: Mapping[int, Note]
) -> Iterator[tuple[Line, re.Match[str], Note]]:
    """Find figures of notes that are called by no mark, each between the marks around it."""
    lines = [line for line in judged.lines if line.scope == scope]
    called = _called_in(judged, scope, lines)
    for position, line in enumerate(lines):
        for match in _GLUED.finditer(line.words):
            number = int(match["behind"] or match["figure"])
            note = notes.get(number)
            if note and note.id != line.id and called.encloses(number, position):
                yield line, match, note


class _Called(NamedTuple):
    """The marks of a scope in their order, and the lines in which they and others stand.

    `firsts` are the first lines in which a mark up to each stands, `lasts` those of the first
    marks from each on.
    """

    marks: list[int]
    firsts: list[int]
    lasts: list[int]

    def encloses(self, number: int, position: int) -> bool:
        """Tell whether a line is between the marks before and after a number."""
        below, above = bisect_left(self.marks, number), bisect_right(self.marks, number)
        return (below == 0 or self.firsts[below - 1] <= position) and (
            above == len(self.marks) or position <= self.lasts[above]
        )


def _called_in(judged: Judged, scope: str, lines: list[Line]) -> _Called:
    """Give the marks that are called in a scope, with the lines in which they first stand."""
    place = {line.place: position for position, line in enumerate(lines)}
    held: dict[int, int] = {}
    for call in judged.calls:
        if call.mark.isdigit() and call.line.scope == scope:
            held.setdefault(int(call.mark), place[call.line.place])
    marks = sorted(held)
    firsts = list(accumulate((held[mark] for mark in marks), max))
    lasts = list(accumulate((held[mark] for mark in reversed(marks)), min))
    return _Called(marks, firsts, lasts[::-1])


def _counted(judged: Judged) -> Mapping[str, set[str]]:
    """Give each word that takes figures with what it stands in, such as chapter 3 and chapters 4.

    Of a word with an s at its end also the word without.
    """
    found: dict[str, set[str]] = {}
    for _, match in judged.search(_COUNTED):
        for word in (match[1], match[1].removesuffix("s")):
            found.setdefault(word, set()).add(match[0])
    return found


def _is_glued_word(counted: Mapping[str, set[str]], match: re.Match[str]) -> bool:
    """Tell whether a figure behind a word is a mark: the word takes no other figure."""
    word = match["word"]
    if not word[-1].islower():
        return False
    if not match["space"]:
        return True
    figures = counted.get(word, set())
    others = len(figures) > (match[0] in figures)
    after = match.string[match.end() : match.end() + 1]
    return word[0].isupper() and not others and after in ("", ",", ";")


def _is_ibid(judged: Judged, words: str) -> bool:
    """Tell whether the words of a note begin with Ibid. in the text's language."""
    ibid = judged.language.ibid if judged.language else ()
    return words.lstrip(_BRACKETS).lower().startswith(tuple(word.lower() for word in ibid))


def _before(call: Call) -> tuple[str, int]:
    """Give the plain words before a mark, by which its place is found, and how often before."""
    plain = _MARKUP.split(call.before[-_REACH:])[-1].split()
    words = " ".join(plain[-2:])
    # The whole line, which is the same for each of its marks, is searched once.
    whole = f"{call.before}[^{call.mark}]{call.after}"
    return words, count_before(words, whole, call.before.rfind(words)) if words else 0
