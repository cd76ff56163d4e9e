"""SES and DAT: days, the sessions they lie in, and their order."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from whereas.checks.judged import Judged, Words
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Adoption, Path
from whereas.model.sessions import parse_session
from whereas.problems import Severity, count_before, quoted

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_DELAY = 400
"""Days from adoption to issue beyond which a date is more likely wrong than the issue late."""
_FIELD = re.compile(r"\{(day|month|year)\}")
_NAME = re.compile(r"\?P<[a-z]+>")
_REACH = 40
"""Characters before and after a figure within which the rest of its day stands."""
_COMPARE = "compare with the document"
_CUT_YEARS = frozenset(map(str, range(190, 230)))
"""What most years from 1900 are when they lose a figure."""


class _Search(NamedTuple):
    """How days are found: by anchors, which begin with one character for speed, in whole days."""

    anchors: tuple[re.Pattern[str], ...]
    day: re.Pattern[str]
    before: int = _REACH
    """How many characters a day may begin before its anchor."""


@file_rule("SES01", Severity.ERROR)
def check_session(judged: Judged) -> Iterator[Finding]:
    """The day of adoption lies in the session, and not before the body first met.

    The commonest slip is a wrong year. Days of sessions stand in the register of sessions; a
    regular session lasts until the next one opens, a special one without a day of closing may
    be resumed at any time.
    Wrong: `2020-12-16` in session 76. Right: `2021-12-16`.
    Correct the date, or the days in content/registers/sessions.yaml.
    """
    body, session = judged.body, _session(judged)
    first, last = judged.registers.session_days(body.key, session) if body else (None, None)
    for path, adoption in _adoptions(judged):
        day = adoption.date
        if body and body.first_meeting and day < body.first_meeting:
            message = f"{day} is before the {body.name} first met"
            yield Finding(path, message, f"it first met on {body.first_meeting}")
        elif first and day < first:
            hint = f"it has days from {first} to {last}" if last else f"it has none before {first}"
            yield Finding(path, f"{day} is no day of session {session}", hint)
        elif last and day > last:
            hint = f"it has days from {first} to {last}" if first else f"it has none after {last}"
            yield Finding(path, f"{day} is no day of session {session}", hint)


@file_rule("SES03", Severity.INFO)
def check_year_of_session(judged: Judged) -> Iterator[Finding]:
    """A regular session does not go beyond the year after it opened, a special one is resumed.

    Where the day of closing is unknown, SES01 cannot find a date that is years too late.
    Wrong: `2027-12-02` in session 80, which opened in 2025. Right: `2025-12-02`.
    Correct the year; write `meeting_kind: resumed` where a special session was resumed.
    """
    session, registers = _session(judged), judged.registers
    key, own = parse_session(session), registers.find_session(judged.resolution.body, session)
    if key is None or own is None or own.opened is None:
        return
    _, last = registers.session_days(own.body, session)
    for path, adoption in _adoptions(judged):
        late = int(adoption.date[:4]) - int(own.opened[:4])
        regular, resumed = key.kind == "regular", adoption.meeting_kind == "resumed"
        if last is None and late > regular and not (resumed and not regular):
            message = f"{adoption.date} is long after session {session} opened"
            hint = f"it opened on {own.opened}"
            yield Finding(
                path, message, hint if regular else "correct it, or say meeting_kind: resumed"
            )


@file_rule("DAT01", Severity.ERROR)
def check_issue(judged: Judged) -> Iterator[Finding]:
    """A document is not issued before its text is adopted, nor reissued before it is issued.

    The day in the masthead is the later one; the two are easily exchanged.
    Wrong: `issued: {date: 2021-01-07}` and adopted on `2021-12-16`. Right: `2022-01-07`.
    Compare both days with the document.
    """
    adopted, issued = judged.resolution.adoption.date, judged.resolution.issued
    if issued.date and issued.date < adopted:
        message = f"issued on {issued.date}, before it was adopted"
        yield Finding(("issued", "date"), message, f"it was adopted on {adopted}")
    before = issued.date or adopted
    if issued.reissued and issued.reissued < before:
        message = f"reissued on {issued.reissued}, before it was first issued"
        hint = f"it was issued on {issued.date}" if issued.date else f"it was adopted on {adopted}"
        yield Finding(("issued", "reissued"), message, hint)


@file_rule("DAT02", Severity.WARNING)
def check_delay(judged: Judged) -> Iterator[Finding]:
    """A document is issued within 400 days of the adoption of its text.

    Longer delays exist but are rare; a wrong year is likelier.
    Wrong: adopted on `2021-12-16` and issued on `2032-01-07`. Right: `2022-01-07`.
    Compare both days with the document.
    """
    issued = judged.resolution.issued.date
    if issued is None:
        return
    last = max(adoption.date for _, adoption in judged.resolution.adoptions())
    days = (date.fromisoformat(issued) - date.fromisoformat(last)).days
    if days > _LONGEST_DELAY:
        message = f"issued on {issued}, {days} days after it was adopted"
        yield Finding(("issued", "date"), message, f"it was adopted on {last}")


@file_rule("DAT04", Severity.WARNING)
def check_day_of_week(judged: Judged) -> Iterator[Finding]:
    """The day of adoption is not one on which the body hardly ever meets.

    Meetings on a Sunday are rare. Which days are days of rest stands in the register of bodies;
    a meeting that ends after midnight keeps the real date.
    Wrong: `2021-12-19`, a Sunday. Right: `2021-12-16`, a Thursday.
    Compare the date with the document.
    """
    if judged.body is None or not judged.body.rest_days:
        return
    for path, adoption in _adoptions(judged):
        name = _WEEK[date.fromisoformat(adoption.date).weekday()]
        if name in judged.body.rest_days:
            yield Finding(path, f"{adoption.date} is a {name.title()}", _COMPARE)


@file_rule("DAT05", Severity.ERROR, words=True)
def check_cited_days(judged: Judged) -> Iterator[Finding]:
    """No document that a text cites is of a later day than the text.

    Nothing can be recalled before it exists.
    Wrong: `resolution 75/180 of 16 December 2025` in a text of 2021. Right: of 2020.
    Compare the day with the cited document.
    """
    last = max(adoption.date for _, adoption in judged.resolution.adoptions())
    cited = (citation for found in judged.text.citations.values() for citation in found)
    if not any(citation.date and citation.date > last for citation in cited):
        return
    for line, citation in judged.text.iter_cited():
        if citation.date and citation.date > last:
            message = f"{quoted(citation.printed)} is given the day {citation.date}"
            hint = f"this text was adopted on {last}"
            before = count_before(citation.printed, line.words, citation.start)
            yield Finding(line.path, message, hint, citation.printed, before)


@file_rule("DAT06", Severity.WARNING, words=True)
def check_days_in_words(judged: Judged) -> Iterator[Finding]:
    """Days in the text are in the calendar, their years whole, and written as the body does.

    A day such as 31 June, or a year of three figures, comes from scanning. How a day is written
    stands in the register of languages, and in that of bodies for those that have one way only.
    Wrong: `31 June 2021`, `December 16, 2021`. Right: `30 June 2021`, `16 December 2021`.
    Compare with the document; where it has the day so, keep it and say so in `emendations`.
    """
    style = judged.language.dates if judged.language else None
    if style is None:
        return
    own = judged.body.dates.get(judged.resolution.language) if judged.body else None
    pattern = own or style.pattern
    for words, match in _find_days(judged, _doubtful(pattern, style.months)):
        if not _is_day(match, style.months):
            message = f"{quoted(match[0])} is not in the calendar"
            yield Finding(words.path, message, _COMPARE, match[0], judged.before(words, match))
    for year in sorted(judged.tokens.keys() & _CUT_YEARS):
        for words, match in _find_days(judged, _cut(pattern, style.months, year)):
            message = f"the year of {quoted(match[0])} has three figures"
            yield Finding(words.path, message, _COMPARE, match[0], judged.before(words, match))
    for form in style.avoid if own else ():
        if form != own:
            yield from _find_avoided(judged, form, pattern, style.months)


def _find_avoided(
    judged: Judged, form: str, own: str, months: tuple[str, ...]
) -> Iterator[Finding]:
    """Report days in a form which the body does not write."""
    for words, match in _find_days(judged, _avoided(form, months)):
        day, month, year = int(match["day"]), match["month"], match["year"]
        message = f"{quoted(match[0])} is not how a day is written"
        hint = f"write {own.format(day=day, month=month, year=year)}"
        yield Finding(words.path, message, hint, match[0], judged.before(words, match))


def _session(judged: Judged) -> str:
    """Give the session of a text as its symbol has it, or as the text says; else no words."""
    symbol = judged.symbol
    return (symbol.session if symbol else "") or judged.resolution.session or ""


def _adoptions(judged: Judged) -> Iterator[tuple[Path, Adoption]]:
    """Give the adoption of the whole and of parts adopted alone, each with its day's place."""
    yield ("adoption", "date"), judged.resolution.adoption
    for position, part in enumerate(judged.resolution.parts):
        if part.adoption:
            yield ("parts", position, "adoption", "date"), part.adoption


def _find_days(judged: Judged, search: _Search) -> Iterator[tuple[Words, re.Match[str]]]:
    """Give each day that a search finds, with the words it stands in."""
    for anchor in search.anchors:
        for words, hit in judged.search(anchor):
            begin, end = max(0, hit.start() - search.before), hit.end() + _REACH
            for match in search.day.finditer(hit.string, begin, end):
                if match.start() <= hit.start() < match.end():
                    yield words, match


@functools.cache
def _doubtful(pattern: str, months: tuple[str, ...]) -> _Search:
    """Give the search for days above 28, which not every month has, with or without a year."""
    pieces = _FIELD.split(pattern)
    after = _literal(pieces[pieces.index("day") + 1])
    anchors = (f"3(?<![0-9]3)[0-9]{after}", f"2(?<![0-9]2)9{after}")
    parts = _fields(pieces, months)
    place = pieces.index("year")
    if place == 1:
        parts[:3] = [f"(?:{''.join(parts[:3])})?"]
    elif place == len(pieces) - 2:
        parts[place - 1 :] = [f"(?:{''.join(parts[place - 1 :])})?"]
    before = 0 if pieces[:2] == ["", "day"] else _REACH
    return _Search(tuple(map(re.compile, anchors)), re.compile("".join(parts)), before)


@functools.cache
def _avoided(form: str, months: tuple[str, ...]) -> _Search:
    """Give the search for days in a form that is not the house's."""
    pieces = _FIELD.split(form)
    # Of the literal pieces the longest is the rarest in running words.
    place = max(range(2, len(pieces) - 1, 2), key=lambda n: len(pieces[n]))
    parts = _fields(pieces, months)
    anchor = _literal(pieces[place]) + f"(?={re.sub(_NAME, '', parts[place + 1])})"
    return _Search((re.compile(anchor),), re.compile("".join(parts)))


@functools.cache
def _cut(pattern: str, months: tuple[str, ...], year: str) -> _Search:
    """Give the search for days of a year of three figures, at the end of a clause.

    Before a word such a figure counts something: on 12 July 200 ships.
    """
    pieces = _FIELD.split(pattern)
    parts = _fields(pieces, months)
    alone = f"(?<![0-9]){year}(?=[,;:.)\n]|$)"
    parts[pieces.index("year")] = alone
    # The figures lead, so that they are found quickly.
    anchor = f"{year}(?<![0-9]{year})(?![0-9])"
    return _Search((re.compile(anchor),), re.compile("".join(parts)))


def _fields(pieces: Sequence[str], months: tuple[str, ...]) -> list[str]:
    """Give the pattern of each piece of a printed form, of which every second is a field."""
    longest = sorted(months, key=lambda word: (-len(word), word))
    # In Chinese a month is a figure, and letters stand at both sides of it.
    kind = "[0-9]" if longest[0].isdigit() else r"\w"
    month = "|".join(map(re.escape, longest))
    fields = {
        "day": "(?P<day>(?<![0-9])[0-9]{1,2})",
        "month": f"(?P<month>(?<!{kind})(?:{month})(?!{kind}))",
        "year": "(?P<year>(?<![0-9])[0-9]{4}(?![0-9]))",
    }
    return [fields[piece] if n % 2 else _literal(piece) for n, piece in enumerate(pieces)]


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\ ", "[ \u00a0]")


def _is_day(match: re.Match[str], months: tuple[str, ...]) -> bool:
    """Tell whether a day is in the calendar; 29 February without a year is."""
    year, month = int(match["year"] or 2000), months.index(match["month"]) + 1
    return year > 0 and int(match["day"]) <= calendar.monthrange(year, month)[1]
