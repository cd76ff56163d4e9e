"""Whether words are translated, and their days and sessions the same (rules of the family TRN)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from whereas.checks.alignment import is_aligned
from whereas.checks.judged import Judged, Words
from whereas.checks.rules import Finding, version_rule
from whereas.model.ordinals import GREATEST, format_ordinal_words
from whereas.model.registers import DateStyle
from whereas.model.sessions import parse_session
from whereas.problems import Severity

_LETTERS = 30
"""Letters from which words are a sentence, not a name that languages print alike."""
_BEGINNING = 12
"""Characters by which nearly all words that are translated differ already."""
_YEAR = 4
_HELD = 1024
"""Paragraphs whose days are kept: a main text is read once for all its translations."""
_NEAR = range(-10, 11)
"""Sessions looked for, counted from that of the text: others are seldom named."""
_FIGURES = re.compile(r"[\W\d_]+")
_NUMBER = re.compile("[0-9]+")
_COMPARE = "compare with the document in both languages"
_FIELD = re.compile(r"\\\{(day|month|year)\\\}")
_SPACE = re.compile(r"(?:\\ )+")


class _Day(NamedTuple):
    """A day of the calendar, the year first."""

    year: int
    month: int
    day: int


class _Dates(NamedTuple):
    """How a language's days are found and read."""

    pattern: re.Pattern[str]
    months: Mapping[str, int]


@version_rule("TRN07", Severity.WARNING)
def check_translated(main: Judged, version: Judged) -> Iterator[Finding]:
    """No paragraph, heading or title of some length has the words of the main text.

    What was left in the other language is found by nobody who reads this one. Words of fewer than
    thirty letters are left out, since they may be a name; so are notes and tables.
    Wrong: `Encourages States to survey their breakwaters;` in a French file. Right: its words in
    French.
    Put the translated words there, or leave the file out until they are.
    """
    originals = main.placed
    for place, words in version.placed.items():
        original = originals.get(place)
        if original is None or words.plain[:_BEGINNING] != original.plain[:_BEGINNING]:
            continue
        if place[0] == "notes" or (words.paragraph and words.paragraph.table):
            continue
        letters = _FIGURES.sub(" ", words.plain)
        if letters == _FIGURES.sub(" ", original.plain) and _count(letters) >= _LETTERS:
            message = "says the same words as the main text"
            yield Finding(words.path, message, "put the words of this language there")


@version_rule("TRN08", Severity.WARNING)
def check_days(main: Judged, version: Judged) -> Iterator[Finding]:
    """Days and sessions named in a paragraph are those which its translation names.

    TRN03 compares figures; a month or the number of a session in words is compared here. Only a
    day of the same year that stands instead of another is told, and only in languages whose words
    the registers have as the text prints them.
    Wrong: `16 décembre 2020` for `16 November 2020`. Right: `16 novembre 2020`.
    Compare with the document in both languages; an error of its own belongs in the emendations.
    """
    if not is_aligned(main, version):
        return
    yield from _compare_days(main, version)
    yield from _compare_sessions(main, version)


def _count(letters: str) -> int:
    return len(letters) - letters.count(" ")


def _compare_days(main: Judged, version: Judged) -> Iterator[Finding]:
    ours, theirs = _style(version), _style(main)
    if ours is None or theirs is None:
        return
    for place, figures in main.figures.items():
        words = version.placed.get(place)
        # A day has a year, so only what has figures of that length need be looked at.
        if words is None or _YEAR not in map(len, figures):
            continue
        there = _read_days(main.placed[place].plain, theirs)
        here = _read_days(words.plain, ours) if there else {}
        lost, more = sorted(there.keys() - here.keys()), sorted(here.keys() - there.keys())
        # Of 20 and 24 September each language joins another day with the month.
        named = {(day.year, day.month) for day in here}
        lost = [d for d in lost if (d.year, d.month) not in named or not _has(words, d.day)]
        pairs = ((day, other) for day in lost for other in more if _is_slip(other, day, named))
        for day, other in pairs:
            message = f"has {here[other]}, the main text {there[day]}"
            yield Finding(words.path, message, _COMPARE, here[other])
            break


def _has(words: Words, number: int) -> bool:
    return str(number) in _NUMBER.findall(words.plain)


def _is_slip(day: _Day, main: _Day, named: set[tuple[int, int]]) -> bool:
    """Tell whether `day` is that of the main text with a slip in its day or its month."""
    if day.year != main.year:
        return False
    if day.month == main.month:
        return True
    return day.day == main.day and (main.year, main.month) not in named


def _style(judged: Judged) -> DateStyle | None:
    return judged.language.dates if judged.language else None


@functools.cache
def _read_style(style: DateStyle) -> _Dates:
    months = {
        name: number
        for number, names in enumerate(style.months, 1)
        for name in (names, *names.split("/"))
    }
    first = f"|{re.escape(style.first)}" if style.first else ""
    fields = {
        "day": rf"(?P<day>\d{{1,2}}(?!\d){first})",
        "month": f"(?P<month>{'|'.join(map(re.escape, sorted(months, key=len, reverse=True)))})",
        "year": r"(?P<year>\d{4})",
    }
    pattern = _FIELD.sub(lambda match: fields[match[1]], re.escape(style.pattern))
    return _Dates(re.compile(_SPACE.sub(r"\\s+", pattern)), months)


@functools.lru_cache(maxsize=_HELD)
def _read_days(words: str, style: DateStyle) -> Mapping[_Day, str]:
    """Give the days named in words, each as printed; the first day may be no figure."""
    dates = _read_style(style)
    found: dict[_Day, str] = {}
    for match in dates.pattern.finditer(words):
        day = int(match["day"]) if match["day"].isdecimal() else 1
        month = dates.months[" ".join(match["month"].split())]
        found.setdefault(_Day(int(match["year"]), month, day), match[0])
    return found


def _compare_sessions(main: Judged, version: Judged) -> Iterator[Finding]:
    session = parse_session(main.resolution.session or "")
    if session is None:
        return
    ours, theirs = _sessions(version, session.number), _sessions(main, session.number)
    if ours is None or theirs is None:
        return
    for place, original in main.placed.items():
        words = version.placed.get(place)
        if words is None or theirs.noun not in original.plain or ours.noun not in words.plain:
            continue
        there, here = theirs.read(original), ours.read(words)
        lost, more = there.keys() - here.keys(), here.keys() - there.keys()
        if lost and more:
            printed = here[min(more)]
            message = f"has {printed}, the main text {there[min(lost)]}"
            yield Finding(words.path, message, _COMPARE)


class _Sessions(NamedTuple):
    """The noun of sessions in a language, and their names with their numbers."""

    noun: str
    names: Mapping[str, int]

    def read(self, words: Words) -> dict[int, str]:
        """Give the sessions named in words, each as it is called."""
        folded = words.plain.casefold()
        return {number: name for name, number in self.names.items() if name in folded}


def _sessions(judged: Judged, around: int) -> _Sessions | None:
    pattern = judged.language.session_names.get("regular") if judged.language else None
    return _name_sessions(pattern, judged.resolution.language, around) if pattern else None


@functools.cache
def _name_sessions(pattern: str, language: str, around: int) -> _Sessions | None:
    names: dict[str, int] = {}
    for number in (around + step for step in _NEAR):
        if 1 <= number <= GREATEST:
            try:
                ordinal = format_ordinal_words(number, language)
            except KeyError:
                return None
            names[pattern.format(ordinal=ordinal).casefold()] = number
    return _Sessions(pattern.replace("{ordinal}", "").strip(), names)
