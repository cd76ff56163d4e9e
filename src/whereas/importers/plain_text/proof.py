"""The importer's proof: the words of a source, counted on a way of their own, stand in its texts.

The source is read anew as words with their lines, with nothing of what the importer made of it.
Each line of a document is looked up there word by word, since notes and furniture stand between
the words of a page. What is left over was dropped, mended, held as metadata, or is lost.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from whereas.importers.drafts import Loss

_WORD = re.compile(r"[^\W\d_]+|[0-9]+|[,;:“”\"?!%$]")
_TAG = re.compile(r"</?su[pb]>|<!--|-->")
_JOINED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LONGEST = 40
"""Words by which two places are told apart that begin alike."""
_SURE = 3
"""Words that must agree where a line of a document leaves some of the source out."""


@dataclass(slots=True)
class _Words:
    """The words of a source, each with its line; `free` are those that no line has taken."""

    words: list[str]
    lines: list[int]
    free: list[bool]
    places: dict[str, list[int]] = field(default_factory=dict)
    at: int = 0


def split_words(text: str) -> list[str]:
    """Give the words, figures and stops of a text that are compared."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def iter_source(text: str) -> Iterator[tuple[str, int]]:
    """Give the words of a source with their lines, without its marks of form."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        plain = _TAG.sub(" ", html.unescape(_TAG.sub(" ", line)))
        plain = _JOINED.sub(lambda match: f" {match[0].translate(_DIGITS)} ", plain)
        plain = plain.replace("\u00ad", "")
        for word in split_words(plain):
            yield word, number


_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def compare(
    source: str,
    documents: Iterable[str],
    marks: Iterable[str],
    losses: Sequence[Loss],
    held: Iterable[str],
) -> tuple[int, list[Loss]]:
    """Give how many words a source has, and a loss for each piece that stands nowhere.

    `documents` are the lines of all documents made of it in reading order, `marks` those of their
    notes as often as they are printed, `losses` what was reported, `held` the words that metadata
    hold in another form.
    """
    pairs = list(iter_source(source))
    words = _Words([w for w, _ in pairs], [n for _, n in pairs], [True] * len(pairs))
    for index, word in enumerate(words.words):
        words.places.setdefault(word, []).append(index)
    made = Counter(word for line in _iter_joined(documents) for word in _take_line(line, words))
    told = _told(losses, (*held, *marks))
    left = [
        index for index, free in enumerate(words.free) if free and not _take(told, words, index)
    ]
    made -= _mended(losses)
    found = list(_iter_lost(left, words))
    if made:
        text = " ".join(sorted(made.elements()))
        found.append(Loss("doubtful", "words that the source lacks", 0, text))
    return len(pairs), found


def _iter_joined(lines: Iterable[str]) -> Iterator[list[str]]:
    """Give the words of lines, a label or short line with what follows it."""
    held: list[str] = []
    for line in lines:
        held += split_words(line)
        if len(held) >= _SURE:
            yield held
            held = []
    yield held


def _told(losses: Sequence[Loss], held: Iterable[str]) -> Counter[str]:
    """Give the words that a report tells of: left out, or mended and gone."""
    told = Counter(word for text in held for word in split_words(text))
    for loss in losses:
        if loss.kind in ("dropped", "unknown"):
            told += _count(loss.text)
        elif loss.kind == "repaired":
            told += _count(loss.text) - _count(loss.made)
    return told


def _mended(losses: Sequence[Loss]) -> Counter[str]:
    """Give the words that only mending made."""
    mended: Counter[str] = Counter()
    for loss in losses:
        if loss.kind == "repaired":
            mended += _count(loss.made) - _count(loss.text)
    return mended


def _count(text: str) -> Counter[str]:
    return Counter(word for word, _ in iter_source(text))


def _take(told: Counter[str], words: _Words, index: int) -> bool:
    word = words.words[index]
    if told[word] <= 0:
        return False
    told[word] -= 1
    return True


def _take_line(line: Sequence[str], words: _Words) -> Iterator[str]:
    """Take the words of a line of a document from the source; give those that it lacks."""
    at = _find_start(line, words)
    for index, word in enumerate(line):
        at = _find_next(line, index, at, words)
        if at < len(words.words) and words.words[at] == word and words.free[at]:
            words.free[at] = False
            at += 1
        else:
            yield word
    words.at = at


def _find_start(line: Sequence[str], words: _Words) -> int:
    """Give where a line begins: where most of its words follow, the place after the last line."""
    if not line or _agree(line, 0, words.at, words):
        return words.at
    near = [at for at in words.places.get(line[0], ()) if _agree(line, 0, at, words)]
    far = len(words.words)
    return max(
        near,
        key=lambda at: (_run(line, at, words), -((at - words.at) % far)),
        default=words.at,
    )


def _run(line: Sequence[str], at: int, words: _Words) -> int:
    """Give how many words of a line stand from a place on without a gap."""
    here = words.words[at : at + _LONGEST]
    pairs = enumerate(zip(line, here, strict=False))
    return next((index for index, (one, other) in pairs if one != other), len(here))


def _find_next(line: Sequence[str], index: int, at: int, words: _Words) -> int:
    """Give the place of a word at `at` or behind what the line leaves out; `at` if unknown."""
    for place in (at, at + 1)[: 1 + (at < len(words.words) and words.words[at].isdigit())]:
        if words.words[place : place + 1] == [line[index]] and words.free[place]:
            return place
    later = (place for place in words.places.get(line[index], ()) if place > at)
    return next((place for place in later if _agree(line, index, place, words)), at)


def _agree(line: Sequence[str], index: int, at: int, words: _Words) -> bool:
    """Tell whether the next words of a line stand at a place; marks of notes may part them."""
    for word in line[index : index + _SURE]:
        if at < len(words.words) and words.words[at] != word and words.words[at].isdigit():
            at += 1
        if at >= len(words.words) or words.words[at] != word or not words.free[at]:
            return False
        at += 1
    return True


def _iter_lost(left: Sequence[int], words: _Words) -> Iterator[Loss]:
    """Give one loss for the words of each line that stand nowhere."""
    by_line: dict[int, list[str]] = {}
    for index in left:
        by_line.setdefault(words.lines[index], []).append(words.words[index])
    for line, lost in by_line.items():
        yield Loss("lost", "words that no text has", line, " ".join(lost))
