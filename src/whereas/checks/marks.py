"""Brackets, quotation marks and spaces within paragraphs (rules of the family PUN)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from whereas.checks.judged import Judged, Words
from whereas.checks.rules import Finding, file_rule
from whereas.checks.trees import entry_path
from whereas.model.registers import Asides, Language
from whereas.model.resolution import Path
from whereas.problems import Severity, quoted

_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("《", "》"), ('"', '"'))
_LABEL = re.compile(r"(?<![(\w])\w{1,4}\)")
"""A label as languages print it that open no bracket before it: 5 a)."""
_SPACES = " \u00a0\u202f"
_HELD = frozenset({"items", "then"})
_CLAUSE = 60
"""Characters before a preposition in which another may hang with it."""
_WORD = 30
"""Characters on each side of a mark that a message shows at most."""
_INSIDE = re.compile(r"\w+[ \u00a0\u202f](?!\w)\S+|\S+")


@file_rule("PUN06", Severity.WARNING, words=True)
def check_pairs(judged: Judged) -> Iterator[Finding]:
    """Brackets and quotation marks are opened and closed within a paragraph and its lists.

    One without the other is a lost character, or a paragraph cut in two. Quotation marks are
    those of the language; labels such as a) need no opening bracket where lists print them so.
    Wrong: `(see resolution 98/7`. Right: `(see resolution 98/7)`.
    Compare with the document; add the mark that is lost.
    """
    quotes = judged.language.quotes if judged.language else None
    pairs = (*_BRACKETS, quotes) if quotes else _BRACKETS
    for opening, closing in pairs:
        if judged.has(opening) or judged.has(closing):
            yield from _check_pair(judged, opening, closing)


@file_rule("PUN07", Severity.WARNING, words=True)
def check_spaces(judged: Judged) -> Iterator[Finding]:
    """No space stands before a stop, and one stands after it where words follow.

    Scanning and copying leave such spaces and swallow others. French has a space before a
    semicolon and a colon, as the register of languages says.
    Wrong: `all forms of belligerency ;`. Right: `all forms of belligerency;`.
    Take the space away, or add it.
    """
    if judged.language is None:
        return
    endings = judged.language.endings
    grammar = judged.registers.openings.get(judged.resolution.language)
    patterns = _spacing(
        (*endings.preamble, *endings.operative, *endings.last),
        parted=grammar is None or grammar.spaced,
    )
    for pattern in patterns:
        for words, match in judged.search(pattern):
            around = _around(match.string, match.start())
            if match.lastgroup == "spaced":
                message = f"a space stands before {quoted(match[0])}"
                yield Finding(words.path, message, "take it away", words=around)
            else:
                side = match.lastgroup or ""
                message = f"no space stands {side} {quoted(match[0])} in {quoted(around)}"
                yield Finding(words.path, message, "add it", words=around)


@file_rule("PUN08", Severity.INFO, words=True)
def check_asides(judged: Judged) -> Iterator[Finding]:
    """No comma parts a preposition from its noun, unless an aside stands between them.

    Such a comma is often all that is left of an aside: of *inter alia*, which scanning loses
    with its italics. Prepositions and what begins an aside stand in the register of languages.
    Wrong: `through, international cooperation`. Right: `through, inter alia, cooperation`.
    Compare with the document; restore the words, or take the comma away.
    """
    asides = judged.language.asides if judged.language else None
    if asides is None:
        return
    for words, match in judged.search(_aside(asides)):
        # Prevention of, and remedies by, both: a comma before shows that a preposition hangs.
        before = match.string[max(0, match.start() - _CLAUSE) : match.start()]
        if "," not in before:
            around = f"{before.split()[-1]}{match[0]}"
            message = f"a comma parts words in {quoted(around)}"
            yield Finding(
                words.path, message, "look for lost words such as inter alia", words=around
            )


def _check_pair(judged: Judged, opening: str, closing: str) -> Iterator[Finding]:
    """Find where marks do not pair within a paragraph and what hangs on it."""
    labels = opening == "(" and _prints_lone_brackets(judged.language)
    groups: dict[Path, list[Words]] = {}
    for words in judged.words:
        # Most words need no more than this, and it is done for all.
        if opening != closing and words.plain.count(opening) == words.plain.count(closing):
            continue
        if not _is_paired(words.plain, opening, closing, labels=labels):
            groups.setdefault(_whole_path(words), []).append(words)
    for path, unpaired in groups.items():
        pieces = [words.plain for words in judged.words if _whole_path(words) == path]
        # A quotation that goes on is opened again in each of its paragraphs.
        again = [pieces[0], *(piece.removeprefix(opening) for piece in pieces[1:])]
        wholes = (" ".join(pieces), " ".join(again))
        if any(_is_paired(whole, opening, closing, labels=labels) for whole in wholes):
            continue
        words = unpaired[0]
        position = _find_lone(words.plain, opening, closing, labels=labels)
        mark = words.plain[position]
        what = "is not paired" if opening == closing else "is not opened"
        what = "is not closed" if mark == opening != closing else what
        around = _around(words.plain, position)
        yield Finding(words.path, f"{quoted(mark)} {what} in {quoted(around)}", "", words=around)


def _is_paired(words: str, opening: str, closing: str, *, labels: bool) -> bool:
    if opening == closing:
        return words.count(opening) % 2 == 0
    opened, closed = words.count(opening), words.count(closing)
    if opened == closed or not labels:
        return opened == closed
    return _unlabelled(words).count(opening) == _unlabelled(words).count(closing)


def _unlabelled(words: str) -> str:
    """Give words with the brackets of labels blanked, of the same length."""
    return _LABEL.sub(lambda match: match[0][:-1] + " ", words)


def _find_lone(words: str, opening: str, closing: str, *, labels: bool) -> int:
    """Give where a mark stands that has no partner: the first closing one, or the last open."""
    text = _unlabelled(words) if labels else words
    open_at: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if opening == closing or match[0] == opening:
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        else:
            return match.start()
    return open_at[-1]


def _whole_path(words: Words) -> Path:
    """Give the place of the paragraph on which words hang, with its lists."""
    if words.paragraph is None or words.heading:
        return words.path
    path = entry_path(words.paragraph)
    return path[: next((n for n, step in enumerate(path) if step in _HELD), len(path))]


def _around(words: str, position: int) -> str:
    """Give the word at a place, by which it is found, with the one before a lone stop."""
    start = max(0, position - _WORD)
    return next(
        match[0]
        for match in _INSIDE.finditer(words, start, position + _WORD)
        if match.start() <= position < match.end()
    )


def _prints_lone_brackets(language: Language | None) -> bool:
    """Tell whether labels have a closing bracket alone: a), in lists and so in references."""
    labels = language.labels if language else ()
    return any(label.endswith(")") and not label.startswith("(") for label in labels)


@functools.cache
def _spacing(endings: tuple[str, ...], *, parted: bool) -> tuple[re.Pattern[str], ...]:
    """Give a pattern for each stop, from what paragraphs of a language end with.

    A pattern begins with its stop, by which it is found fast; the name of its group says what
    is wrong. `parted` says that spaces part words.
    """
    spaced = {ending.strip()[0] for ending in endings if ending[0] in _SPACES}
    stops = {ending.strip()[0] for ending in endings}
    # A colon is spaced as a semicolon is, but not in the English titles that French cites.
    stops |= set() if spaced else {":"}
    return tuple(
        _stop_pattern(stop, spaced=stop in spaced, parted=parted) for stop in sorted(stops)
    )


def _stop_pattern(stop: str, *, spaced: bool, parted: bool) -> re.Pattern[str]:
    mark = re.escape(stop)
    before = rf"(?P<before>(?<=\S{mark})(?=\s|\Z))"
    # An ellipsis may stand apart from words.
    wrong = rf"(?P<spaced>(?<=\w[{_SPACES}]{mark})(?=\s|\Z)(?! ?[.…]))"
    after = rf"|(?P<after>(?=[^\W\d_])(?<=[^\W\d_]{mark}))"
    # A colon or a full stop without a space after it is mostly of an address or a number.
    follows = after if parted and stop not in ":.。" else ""
    return re.compile(mark + f"(?:{before if spaced else wrong}{follows})")


@functools.cache
def _aside(asides: Asides) -> re.Pattern[str]:
    """Give the pattern of a comma after one of the words, and no aside after it."""
    after = "|".join(f"(?<= {re.escape(word)},)" for word in asides.after)
    begins = "|".join(map(re.escape, asides.unless))
    return re.compile(rf",(?:{after}) (?!(?:{begins})\b)\w+")
