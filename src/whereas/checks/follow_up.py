"""What a text asks for later: due sessions and clauses of follow-up (rules of the family STR)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.ordinals import parse_ordinal_words
from whereas.model.resolution import Paragraph
from whereas.model.sessions import parse_session
from whereas.model.vocabularies import FollowUp
from whereas.problems import Severity

_MANDATES = ("appoint", "establish")
"""Clauses of the register by which a mandate is given."""
_LATER = frozenset({"due_date", "due_session", "periodicity"})
"""What a clause says that makes something due."""
_LEADING = 400
"""Characters at the end of a paragraph that are read with each item of its list."""
_START = 120
"""Characters with which a paragraph says what it gives: a mandate is no aside."""
_HORIZON = 10
"""Sessions after which nothing is made due: what is further away is a misprint."""
_STALE = 3
"""Sessions before that of the text that a text of another year leaves; earlier ones are cited."""
_BEFORE = 80
"""Characters before a due session in which the body is named whose session it is."""
_FIGURES = re.compile("[0-9]+")
_CAPITAL = re.compile("[A-Z]")


@file_rule("STR08", Severity.WARNING, words=True)
def check_due_sessions(judged: Judged) -> Iterator[Finding]:
    """A session at which something is due comes after that of the text, by ten at most.

    Nothing is due in the past: an earlier number is usually left from the text of another year.
    Sessions of other organs are left out, and those more than three before, which are cited.
    How a text says it stands in the register of follow-up.
    Wrong: `report to the General Assembly at its seventy-fifth session` in session 76.
    Right: `report to the General Assembly at its seventy-seventh session`.
    Compare with the document; correct the number of the session.
    """
    session = judged.resolution.session
    own = parse_session(session) if session else None
    if own is None or own.kind != "regular":
        return
    for paragraph, before, match in _iter_due(judged):
        number = _number(match[1], judged.resolution.language)
        if match[2] or number is None or number < own.number - _STALE:
            continue
        if own.number < number <= own.number + _HORIZON:
            continue
        if _is_asked(judged, before):
            message = f"session {number} is due in a text of session {own.number}"
            hint = f"look again: it comes later, by {_HORIZON} at most"
            yield Finding(paragraph.path, message, hint, words=match[0])


# Severity: an info. That a text has no follow-up at all says nothing by itself: 29 of 316 English
# texts of the Assembly's seventy-sixth session have none, among them declarations and budgets.
@file_rule("STR09", Severity.INFO, words=True)
def check_follow_up(judged: Judged) -> Iterator[Finding]:
    """A text that establishes a body or appoints someone says what comes later.

    A mandate without a report, a session or a term to come falls out of lists of mandates; the
    clause may be lost. Languages without patterns in the register of follow-up are left out, and
    councils that resolve after their preamble, which ask in other words.
    Wrong: `Decides to establish a working group.` Right: the same, and a request to report.
    Compare with the document; there is nothing to mend where it asks for nothing.
    """
    language = judged.resolution.language
    follow_up = judged.registers.follow_up
    mandates = [follow_up[key] for key in _MANDATES if key in follow_up]
    if judged.body is None or judged.body.formula_place == "after" or judged.resolution.excerpt:
        return
    given = _find_given(judged, mandates)
    if given is None:
        return
    later = _clauses((c for c in follow_up.values() if _LATER.intersection(c.yields)), language)
    asked = (f"{before} {words}".lstrip() for _, before, words in _iter_asking(judged))
    if not any(clause.says(words) for words in asked for clause in later):
        message = "a mandate is given, and nothing is asked for later"
        yield Finding(given.path, message, "look whether a request to report was lost")


def _find_given(judged: Judged, mandates: Iterable[FollowUp]) -> Paragraph | None:
    """Give the first operative paragraph by which one of `mandates` is given."""
    language = judged.resolution.language
    tried = [clause for clause in mandates if _may_say(judged, clause)]
    clauses = _clauses(tried, language)
    needed = tuple(word for clause in tried for word in clause.needs.get(language, ("",)))
    for paragraph, words in judged.of_kind("operative") if clauses else ():
        start = words[:_START]
        folded = start.lower()
        if any(word in folded for word in needed) and any(c.says(start) for c in clauses):
            return paragraph
    return None


def _may_say(judged: Judged, clause: FollowUp) -> bool:
    """Tell whether a text has one of the words that a clause needs, in any letters."""
    needed = clause.needs.get(judged.resolution.language)
    if needed is None:
        return True
    return any(
        written in judged.tokens
        for word in needed
        for written in (word, word.capitalize(), word.upper())
    )


class _Clauses(NamedTuple):
    """Patterns of clauses, and of words inside which they do not count."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def says(self, words: str) -> bool:
        if self.unless is None:
            return bool(self.pattern.search(words))
        apart = [match.span() for match in self.unless.finditer(words)]
        return any(
            not any(start <= match.start() and match.end() <= end for start, end in apart)
            for match in self.pattern.finditer(words)
        )


def _clauses(follow_up: Iterable[FollowUp], language: str) -> tuple[_Clauses, ...]:
    """Give the patterns of a language: one for all clauses without exceptions, and the others."""
    kinds = [clause for clause in follow_up if language in clause.patterns]
    simple = tuple(c.patterns[language] for c in kinds if language not in c.unless)
    guarded = [(c.patterns[language], c.unless[language]) for c in kinds if language in c.unless]
    found = [_Clauses(_pattern(simple), None)] if simple else []
    return (*found, *(_Clauses(_pattern((says,)), _pattern((unless,))) for says, unless in guarded))


@functools.cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern that is any of `patterns`, four times faster from where words begin."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(f"(?<![A-Za-z])(?:{joined})", re.ASCII | re.IGNORECASE)


def _iter_due(judged: Judged) -> Iterator[tuple[Paragraph, str, re.Match[str]]]:
    """Give each due session in the operative part, with its paragraph and the words before."""
    own = judged.registers.due_sessions.get(judged.resolution.language)
    language = judged.language
    if own is None or language is None:
        return
    # Few paragraphs name a session; the pattern is for them.
    noun = language.session_names.get("regular", "").replace("{ordinal}", "").strip()
    pattern = re.compile(own, re.ASCII | re.IGNORECASE)
    for paragraph, before, words in _iter_asking(judged):
        if noun in words:
            for match in pattern.finditer(words):
                yield paragraph, f"{before} {words[: match.start()]}".lstrip(), match


def _iter_asking(judged: Judged) -> Iterator[tuple[Paragraph, str, str]]:
    """Give operative paragraphs and what hangs on them: before its words those that lead to it.

    Requests the Secretary-General: (a) To report.
    """
    leading = ""
    for paragraph, words in judged.plain:
        if paragraph.kind == "operative":
            leading = words if len(words) <= _LEADING else f"…{words[-_LEADING:]}"
            yield paragraph, "", words
        elif paragraph.kind in ("item", "continuation") and leading:
            yield paragraph, leading, words
        else:
            leading = ""


def _number(printed: str, language: str) -> int | None:
    """Give the number of a session in words or figures."""
    figures = _FIGURES.match(printed)
    return int(figures[0]) if figures else parse_ordinal_words(printed, language)


def _is_asked(judged: Judged, before: str) -> bool:
    """Tell whether the words before a session ask for something, and of the text's own body.

    The body is named right before (report to the General Assembly at its) or is the subject
    (decides to continue its consideration at its); else the session may be another organ's.
    """
    organs = judged.body.organs if judged.body else ()
    resolution = judged.resolution
    if not any(
        c.says(before) for c in _clauses(judged.registers.follow_up.values(), resolution.language)
    ):
        return False
    near = before[-_BEFORE:]
    named = any(re.search(rf"{re.escape(organ)},? [a-z ]{{0,20}}\Z", near) for organ in organs)
    return named or not _CAPITAL.search(before[1:])
