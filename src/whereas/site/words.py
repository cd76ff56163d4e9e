"""Words for readers in a language: dates, counts, numbers, sizes, phrases with fields."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace

from whereas.site.interface import load_interface
from whereas.site.plurals import cardinal, ordinal

_SIZES = ("bytes", "kilobytes", "megabytes", "gigabytes")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The interface strings of one part of the site, in one language."""

    language: str
    part: str

    def __getitem__(self, name: str) -> str:
        """Give a string; KeyError names one that the language lacks."""
        return load_interface(self.language)[self.part][name]

    def fill(self, phrase: str, /, **fields: object) -> str:
        """Give the string `phrase` with its fields filled."""
        return self[phrase].format(**fields)

    def count(self, phrase: str, number: int) -> str:
        """Give `phrase` for a number of things: its string `<phrase>_one`, `<phrase>_few` …"""
        name = f"{phrase}_{cardinal(number, self.language)}"
        return self.fill(name, number=self.number(number))

    def number(self, number: int) -> str:
        """Give a number as the language prints it."""
        return format_number(number, self.language)

    def size(self, size: int) -> str:
        """Give bytes in words of the language."""
        return format_size(size, self.language)

    def __contains__(self, name: object) -> bool:
        """Tell whether the part has a string of this name."""
        return name in load_interface(self.language)[self.part]

    def namespace(self) -> SimpleNamespace:
        """Give all strings of the part as attributes, for a template."""
        return SimpleNamespace(**load_interface(self.language)[self.part])


def format_date(day: str, language: str) -> str:
    """Give YYYY-MM-DD as running text has it: 16 December 2021, 1er décembre 2021."""
    year, month, number = day.split("-")
    dates = Phrases(language, "dates")
    return dates.fill(
        "long",
        day=dates["day_1"] if number == "01" else int(number),
        month=dates[f"month_{int(month)}"],
        year=year,
    )


def format_ordinal(number: int, language: str) -> str:
    """Give 53rd for 53, as it stands before the language's word for a meeting."""
    name = f"ordinal_{ordinal(number, language)}"
    return Phrases(language, "dates").fill(name, number=number)


def format_number(number: int, language: str) -> str:
    """Give a number with the language's separator between thousands."""
    return f"{number:,}".replace(",", Phrases(language, "numbers")["group"])


def format_size(size: int, language: str) -> str:
    """Give bytes in words: 57 kB, 5,7 Mo; powers of 1,000, two figures at least."""
    value, kind = float(size), 0
    while value >= 1000 and kind < len(_SIZES) - 1:
        value, kind = value / 1000, kind + 1
    numbers = Phrases(language, "numbers")
    figures = f"{value:.{1 if kind and value < 10 else 0}f}".replace(".", numbers["point"])
    return numbers.fill(_SIZES[kind], number=figures)


def join_words(words: Iterable[str], language: str) -> str:
    """Give words in a row with the language's comma between them."""
    return Phrases(language, "numbers")["comma"].join(words)


def sort_key(words: str) -> str:
    """Give a key that sorts names as lists do: capitals and Latin accents make no difference."""
    return "".join(map(_plain, unicodedata.normalize("NFC", words.casefold())))


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    if "\u0300" <= base <= "\u036f":
        return ""
    return base if base < "\u0250" else letter
