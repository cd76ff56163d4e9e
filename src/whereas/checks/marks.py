"""Brackets, quotation marks and spaces within paragraphs (rules of the family PUN)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

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
_INSIDE = re.compile(r"(?:\w+[ \u00a0\u202f](?!\w)|\S+[ \u00a0\u202f](?=[)\],;:.،؛，；。]))\S+|\S+")
_UNPARTED = ":.。"
"""Stops after which a missing space says little: they are mostly of an address or a number."""
_TOGETHER = ",;:.،؛，；：。"
"""Stops of which no two stand together, but for the stop of an abbreviation and what follows."""
_CLOSERS = r"\w)\]\"”’»"
"""What stands before a stop where words end."""
_INNER = {
    "(": re.compile(rf"\((?P<after>(?=[{_SPACES}][^{_SPACES})]))"),
    ")": re.compile(rf"\)(?P<before>(?<=[^{_SPACES}(][{_SPACES}]\)))"),
    "[": re.compile(rf"\[(?P<after>(?=[{_SPACES}][^{_SPACES}\]]))"),
    "]": re.compile(rf"\](?P<before>(?<=[^{_SPACES}\[][{_SPACES}]\]))"),
}
"""Brackets with a space on the inner side; between two brackets it is a blank."""


@file_rule("PUN06", Severity.WARNING, words=True)
def check_pairs(judged: Judged) -> Iterator[Finding]:
    """Brackets and quotation marks are opened and closed within a paragraph and its lists.

    One without the other is a lost character, or a paragraph cut in two. Quotation marks are
    those of the language; labels such as a) need no opening bracket where lists print them so.
    Wrong: `(see resolution 98/7`. Right: `(see resolution 98/7)`.
    Compare with the document; add the mark that is lost.
    """
    for pair in _pairs(judged.language):
        if judged.has(pair.opening) or judged.has(pair.closing):
            yield from _check_pair(judged, pair)


@file_rule("PUN07", Severity.WARNING, words=True)
def check_spaces(judged: Judged) -> Iterator[Finding]:
    """No space stands before a stop, one stands after it where words follow, and no stop twice.

    Scanning and copying leave such spaces and swallow others; inside a bracket none stands.
    French has a space before a semicolon and a colon, as the register of languages says.
    Wrong: `all forms of belligerency ;`. Right: `all forms of belligerency;`.
    Take away the space or the second stop, or add the space.
    """
    if judged.language is None:
        return
    endings = judged.language.endings
    grammar = judged.registers.openings.get(judged.resolution.language)
    stops = _stops(
        (*endings.preamble, *endings.operative, *endings.last),
        parted=grammar is None or grammar.spaced,
    )
    for stop in stops:
        if stop.suspect.search(judged.encoded):
            for words, match in judged.search(stop.pattern):
                yield _misspaced(words, match)
    for bracket, pattern in _INNER.items():
        if judged.has(bracket):
            for words, match in judged.search(pattern):
                around = _around(match.string, match.start())
                message = f"a space stands {match.lastgroup} {quoted(match[0])}"
                yield Finding(words.path, message, "take it away", words=around)


def _misspaced(words: Words, match: re.Match[str]) -> Finding:
    """Give the finding for a stop, of which the matched group tells what is wrong."""
    around = _around(match.string, match.start())
    if match.lastgroup == "spaced":
        message = f"a space stands before {quoted(match[0])}"
        return Finding(words.path, message, "take it away", words=around)
    if match.lastgroup == "doubled":
        message = f"two stops stand together in {quoted(around)}"
        return Finding(words.path, message, "take one away", words=around)
    message = f"no space stands {match.lastgroup} {quoted(match[0])} in {quoted(around)}"
    return Finding(words.path, message, "add it", words=around)


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


class _Pair(NamedTuple):
    """An opening and a closing mark.

    `labels` tells that a closing one may stand alone in labels; `ordered` that one closes only
    what is open before it.
    """

    opening: str
    closing: str
    labels: bool = False
    ordered: bool = True

    def count(self, words: str) -> int:
        """Give how many more are opened than closed in words."""
        if self.opening == self.closing:
            return words.count(self.opening) % 2
        return words.count(self.opening) - words.count(self.closing)

    def fits(self, words: str) -> bool:
        """Tell whether the marks in words pair."""
        return self._matches(words) or (self.labels and self._matches(_unlabelled(words)))

    def _matches(self, words: str) -> bool:
        if self.count(words):
            return False
        if not self.ordered or self.opening == self.closing:
            return True
        opened = 0
        for piece in words.split(self.closing)[:-1]:
            opened += piece.count(self.opening) - 1
            if opened < 0:
                return False
        return True


def _pairs(language: Language | None) -> Iterator[_Pair]:
    """Give the marks that pair in a language; in all, where it is unknown."""
    for opening, closing in _BRACKETS:
        yield _Pair(opening, closing, opening == "(" and _prints_lone_brackets(language))
    if language and language.quotes:
        # Titles in Latin letters keep their marks, which are those of Arabic the other way round.
        yield _Pair(*language.quotes, ordered=language.direction == "ltr")


def _check_pair(judged: Judged, pair: _Pair) -> Iterator[Finding]:
    """Find where marks do not pair within a paragraph and what hangs on it."""
    opening, closing = pair.opening, pair.closing
    groups: dict[Path, list[Words]] = {}
    for words in judged.words:
        # Most words have neither, and this is done for all.
        if opening not in words.plain and closing not in words.plain:
            continue
        if not pair.fits(words.plain):
            groups.setdefault(_whole_path(words), []).append(words)
    wholes: dict[Path, list[str]] = {}
    for words in judged.words if groups else ():
        wholes.setdefault(_whole_path(words), []).append(words.plain)
    for path, unpaired in groups.items():
        pieces = wholes[path]
        # A quotation that goes on is opened again in each of its paragraphs.
        again = [pieces[0], *(piece.removeprefix(opening) for piece in pieces[1:])]
        if any(pair.fits(" ".join(whole)) for whole in (pieces, again)):
            continue
        words = unpaired[0]
        position = _find_lone(words.plain, pair)
        mark = words.plain[position]
        what = "is not paired" if opening == closing else "is not opened"
        what = "is not closed" if mark == opening != closing else what
        around = _around(words.plain, position)
        yield Finding(words.path, f"{quoted(mark)} {what} in {quoted(around)}", "", words=around)


def _unlabelled(words: str) -> str:
    """Give words with the brackets of labels blanked, of the same length."""
    return _LABEL.sub(lambda match: match[0][:-1] + " ", words)


def _find_lone(words: str, pair: _Pair) -> int:
    """Give where a mark stands that has no partner: the first closing one, or the last open."""
    text = _unlabelled(words) if pair.labels else words
    open_at: list[int] = []
    for match in re.finditer(f"[{re.escape(pair.opening + pair.closing)}]", text):
        if pair.opening == pair.closing or match[0] == pair.opening:
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


class _Stop(NamedTuple):
    """A stop: a pattern in UTF-8 by which most texts are cleared, and what is wrong with it.

    Both begin with the stop, by which they are found fast. The name of the group of `pattern`
    says what is wrong.
    """

    suspect: re.Pattern[bytes]
    pattern: re.Pattern[str]


@functools.cache
def _stops(endings: tuple[str, ...], *, parted: bool) -> tuple[_Stop, ...]:
    """Give the stops of a language, from what its paragraphs end with.

    `parted` says that spaces part words.
    """
    spaced = {ending.strip()[0] for ending in endings if ending[0] in _SPACES}
    stops = {ending.strip()[0] for ending in endings}
    # A colon is spaced as a semicolon is, but not in the English titles that French cites.
    stops |= set() if spaced else {":"}
    return tuple(
        _Stop(_suspect(stop, spaced=stop in spaced), _misuse(stop, stop in spaced, parted))
        for stop in sorted(stops)
    )


def _suspect(stop: str, *, spaced: bool) -> re.Pattern[bytes]:
    """Give what every misuse of a stop looks like in UTF-8; figures may follow a stop."""
    mark = re.escape(stop.encode())
    # The last bytes of a space, of one that does not break, and of a narrow one.
    before = rb"(?<%s[ \xa0\xaf]%s)" % (b"!" if spaced else b"=", mark)
    follows = rb"[%s]" % b".,;:" if stop in _UNPARTED else rb"[^ \n0-9]"
    return re.compile(rb"%s(?:%s|%s)" % (mark, before, follows))


def _misuse(stop: str, spaced: bool, parted: bool) -> re.Pattern[str]:
    mark = re.escape(stop)
    follows = r"|[^\W\d_]" if stop not in _UNPARTED else ""
    before = rf"(?P<before>(?<=\S{mark})(?=\s|\Z))"
    # An ellipsis may stand apart from words.
    wrong = rf"(?P<spaced>(?<=[{_CLOSERS},;][{_SPACES}]{mark})(?=\s|\Z{follows})(?! ?[.…]))"
    after = rf"(?P<after>(?<=[{_CLOSERS}]{mark})(?=[^\W\d_]|[(\[]))"
    twice = r"(?P<doubled>(?<!\.\.)(?=\.)(?!\.\.))"
    together = twice if stop == "." else rf"(?P<doubled>(?=[{_TOGETHER}])(?!\.\.))"
    wrongs = [before if spaced else wrong, together]
    if parted and follows:
        wrongs.append(after)
    return re.compile(mark + f"(?:{'|'.join(wrongs)})")


@functools.cache
def _aside(asides: Asides) -> re.Pattern[str]:
    """Give the pattern of a comma after one of the words, and no aside after it."""
    after = "|".join(f"(?<= {re.escape(word)},)" for word in asides.after)
    begins = "|".join(map(re.escape, asides.unless))
    return re.compile(rf",(?:{after}) (?!(?:{begins})\b)\w+")
