"""Printed labels of paragraphs, items and sections: `(a)`, `1 -`, `㈠`, `’1‘`, `II.`.

A label is read into what it can mean: `(i)` is the ninth letter or the first Roman figure. The
neighbours decide (see `levels`). Its text is the label of the format, alike in all languages.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from whereas.importers.vocabulary import labels

Style = Literal[
    "number", "decimal", "figure", "letter", "roman", "point letter", "point roman",
    "capital", "capital roman", "bullet",
]  # fmt: skip
"""Kinds of labels. `figure` stands in brackets, `point letter` has a stop: the third degree."""

SECTIONS = frozenset({"capital", "capital roman"})
"""Styles of labels of sections."""
ITEMS = frozenset({"figure", "letter", "roman", "point letter", "point roman", "bullet"})
"""Styles of labels of items."""

BULLETS = "•·▪□○–—-\uf0b7\uf0a7"
_INVISIBLE = dict.fromkeys((0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF))
_ROMANS = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)  # fmt: skip
_FIGURES = {figure: value for value, figure in _ROMANS if len(figure) == 1}
# Letters of one script that are printed for another's, which nobody can see.
_LOOK_ALIKES = str.maketrans("асеіхорАВСЕНІКМОРТХ", "aceixopABCEHIKMOPTX")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FORMS = str.maketrans("（）．ﻫ", "().ه")

_NUMBER = re.compile(r"([0-9]{1,3})(?: ?(bis|ter|quater))?\.?[ ]?[-–—:]?")
_DECIMAL = re.compile(r"([0-9]{1,2}(?:[.-][0-9]{1,3}){1,3})\.?[-–—]?")
_QUOTED = re.compile(r"[’‘']([0-9]{1,2})[’‘']")
_FIGURE = re.compile(r"\(?([0-9]{1,2})\)")
_SMALL = re.compile(
    r"(?:(?P<in>\(?)(?P<bracketed>[a-z]{1,6}) ?(?P<again>bis|ter)?\)|(?P<p>[a-z]{1,6})\.)"
)
_CAPITAL = re.compile(r"\(?([IVXLC]{1,7}|[A-Z])(?:[.)]|\.?[-–])?")
_OTHER = re.compile(r"(?P<open>\(?)(?P<word>[^().\-–—]+?)(?P<close>\)?)[ .、]*[-–—]?")
_LEADING = re.compile(
    r"\s*(?P<label>"
    r"[0-9]{1,3}\s?[-–ـ](?=\s)|[0-9]{1,2}(?:-[0-9]{1,2}){1,3}-(?=\s)|[0-9]{1,3}\.(?=\s)"
    r"|[(（](?:[^\W\d_]{1,6}|\w \w|[0-9]{1,2})[)）]|\([\u0620-\u064a](?=\t)"
    r"|[a-zа-яі]{1,5}\)|[a-z]\.|[ivx]{1,5}\.|[\u3220-\u3229]|[’‘][0-9]{1,2}[’‘]"
    rf"|[{BULLETS[:5]}\uf0b7\uf0a7]|[–—](?=\t))"
    r"(?:\s+|(?=[\u4e00-\u9fff]))"
)


@dataclass(frozen=True, slots=True)
class Label:
    """One meaning of a printed label: its style, its place in the series, its text.

    `text` is None for a bullet, an integer for a number.
    """

    style: Style
    place: int
    text: str | int | None


@functools.lru_cache(maxsize=4096)
def read_label(printed: str) -> tuple[Label, ...]:
    """Give what a printed label can mean, the likeliest first; nothing if it is no label."""
    text = " ".join(printed.translate(_INVISIBLE).split())
    text = _plain(text)
    return tuple(_iter_meanings(text)) if text else ()


def is_look_alike(printed: str) -> bool:
    """Tell whether a label has Cyrillic letters that stand for Latin ones."""
    return bool(_CYRILLIC.search(printed)) and bool(read_label(printed))


def split_label(text: str) -> tuple[str, int]:
    """Give the label with which running text begins, and where what follows it starts."""
    match = _LEADING.match(text)
    if match is None or not read_label(match["label"]):
        return "", 0
    return match["label"], match.end()


def roman(number: int) -> str:
    """Give a number in Roman figures, in small letters."""
    text = ""
    for value, figure in _ROMANS:
        while number >= value:
            text, number = text + figure, number - value
    return text


def unroman(text: str) -> int | None:
    """Give the number of Roman figures in small letters; None if they are none."""
    values = [_FIGURES.get(figure, 0) for figure in text]
    total = sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )
    return total if 0 < total < 200 and roman(total) == text else None


def letter(place: int) -> str:
    """Give the letter at a place in the series a, b … z, aa, bb."""
    return chr(ord("a") + (place - 1) % 26) * ((place - 1) // 26 + 1)


def _plain(text: str) -> str:
    """Give a label in the characters that the patterns know."""
    text = unicodedata.normalize("NFKC", text) if re.search("[\ufe80-\ufefc]", text) else text
    text = text.translate(_FORMS).replace("هـ", "ه")
    if _CYRILLIC.search(text):
        text = text.translate(_LOOK_ALIKES)
    return re.sub(r"^\((\w) (\w)\)$", r"(\1\2)", text)


def _iter_meanings(text: str) -> Iterator[Label]:
    if match := _NUMBER.fullmatch(text):
        number = int(match[1])
        yield Label("number", number, f"{number} {match[2]}" if match[2] else number)
    elif match := _DECIMAL.fullmatch(text):
        figures = match[1].replace("-", ".")
        yield Label("decimal", int(figures.rpartition(".")[2]), figures)
    elif match := _QUOTED.fullmatch(text):
        yield Label("roman", int(match[1]), roman(int(match[1])))
    elif match := _FIGURE.fullmatch(text):
        yield Label("figure", int(match[1]), int(match[1]))
    elif match := _SMALL.fullmatch(text):
        yield from _small(match)
    elif len(text) == 1 and text in BULLETS:
        yield Label("bullet", 0, None)
    elif match := _CAPITAL.fullmatch(text):
        yield from _capital(match[1])
    else:
        yield from _of_other_scripts(text)


def _small(match: re.Match[str]) -> Iterator[Label]:
    text = match["bracketed"] or match["p"]
    again = f" {match['again']}" if match["again"] else ""
    if number := unroman(text):
        yield Label("point roman" if match["p"] else "roman", number, text + again)
    if len(set(text)) == 1 and len(text) <= 3:
        place = ord(text[0]) - ord("a") + 1 + 26 * (len(text) - 1)
        yield Label("point letter" if match["p"] else "letter", place, text + again)


def _capital(text: str) -> Iterator[Label]:
    if number := unroman(text.lower()):
        yield Label("capital roman", number, text)
    if len(text) == 1:
        yield Label("capital", ord(text) - ord("A") + 1, text)


def _of_other_scripts(text: str) -> Iterator[Label]:
    """Give the meaning of a label in Arabic or Chinese, by the tables."""
    if len(text) == 1 and "\u3220" <= text <= "\u3229":
        number = ord(text) - 0x321F
        yield Label("roman", number, roman(number))
        return
    match = _OTHER.fullmatch(text)
    if match is None:
        return
    known, word = labels(), _unpointed(match["word"].strip())
    place = _letter_place(word) if match["close"] else known.capitals.get(word)
    figure = known.romans.get(word)
    if place:
        text = letter(place)
        small = Label("letter", place, text)
        yield small if match["close"] else Label("capital", place, text.upper())
    elif figure:
        text = roman(figure)
        small = Label("roman", figure, text)
        yield small if match["close"] else Label("capital roman", figure, text.upper())


def _letter_place(word: str) -> int | None:
    """Give the place of an Arabic letter, printed twice after the last one."""
    letters = labels().letters
    folded = word.replace("ا", "أ").replace("إ", "أ")
    place = letters.get(folded[:1])
    if place is None or len(folded) > 2 or (len(folded) == 2 and folded[0] != folded[1]):
        return None
    return place if len(folded) == 1 else 26 + place


def _unpointed(word: str) -> str:
    return re.sub("[\u064b-\u0652]", "", word)
