"""Labels of paragraphs, items and sections, as text without structure prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whereas.model.sessions import parse_session

_NUMBER = re.compile(
    r"(?P<label>[0-9]{1,3})(?: (?P<again>bis|ter|quater))?(?:\s*\.(?:\s+|\Z)|,\s+(?=[A-Z]))"
)
_ITEM = re.compile(
    r"\((?P<closed>[a-z]{1,5}|[0-9]{1,2})\)\s*(?=\S)"
    r"|(?P<half>[a-z]{1,4})\)\s+(?=\S)"
    r"|(?P<stopped>[a-z]|[ivxl]{1,5})\.\s+(?=\S)"
)
_SECTION = re.compile(r"(?P<roman>[IVXL]{1,6})|(?P<capital>[A-Z])")
_LEADING = re.compile(r"(?P<roman>[IVXL]{1,6})\.\s+(?=[A-Z])")
_MISREAD = re.compile(r"(?P<label>[0-9IlOo]{1,3})[.,]\s+(?=[A-Z])")
_FIGURES = str.maketrans("IlOo", "1100")
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a paragraph.

    `printed` is the label with its brackets or stop, `text` without; `end` where the words begin.
    `places` are pairs of a kind of series (letter, roman, figure) and the place in it.
    """

    printed: str
    text: str
    end: int
    places: tuple[tuple[str, int], ...]


def read_number(words: str) -> Label | None:
    """Give the number of a paragraph with which `words` begin."""
    match = _NUMBER.match(words)
    if match is None:
        return None
    text = f"{match['label']} {match['again']}" if match["again"] else match["label"]
    return Label(match[0].strip(), text, match.end(), (("figure", int(match["label"])),))


def read_misread_number(words: str, expected: int) -> Label | None:
    """Give the number that a scan took for letters, if it is the expected one: ll. for 11."""
    match = _MISREAD.match(words)
    if match is None or match["label"].isdigit():
        return None
    if match["label"].translate(_FIGURES) != str(expected):
        return None
    return Label(match[0].strip(), str(expected), match.end(), (("figure", expected),))


def read_item(words: str) -> Label | None:
    """Give the label of an item with which `words` begin: (a), (iv), a), b."""
    match = _ITEM.match(words)
    if match is None:
        return None
    text = match["closed"] or match["half"] or match["stopped"]
    places = tuple(_places(text))
    return Label(match[0].strip(), text, match.end(), places) if places else None


def read_section(words: str) -> Label | None:
    """Give the label that stands alone on its line: II, A."""
    match = _SECTION.fullmatch(words.strip().rstrip("."))
    if match is None:
        return None
    return Label(words.strip(), match[0], len(words), tuple(_places(match[0])))


def read_leading_section(words: str) -> Label | None:
    """Give the label of a section before words on the same line: II. Calls upon."""
    match = _LEADING.match(words)
    if match is None:
        return None
    return Label(match[0].strip(), match["roman"], match.end(), tuple(_places(match["roman"])))


def _places(text: str) -> Sequence[tuple[str, int]]:
    if text.isdigit():
        return [("figure", int(text))]
    found = []
    if len(set(text.lower())) == 1 and len(text) <= 2:
        place = ord(text[0].lower()) - ord("a") + 1
        found.append(("letter", place + _LETTERS * (len(text) - 1)))
    roman = parse_session(text.upper())
    if roman and roman.kind == "regular" and not text.isdigit():
        found.append(("roman", roman.number))
    return found
