"""Words for readers in a language: dates, counts, sizes, phrases with fields."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from whereas.site.interface import load_interface

_KINDS = ("B", "kB", "MB", "GB")


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
        """Give `phrase` for a number: its string `<phrase>_one` or `<phrase>_many`."""
        name = f"{phrase}_one" if number == 1 else f"{phrase}_many"
        return self.fill(name, number=format_number(number))

    def __contains__(self, name: object) -> bool:
        """Tell whether the part has a string of this name."""
        return name in load_interface(self.language)[self.part]

    def namespace(self) -> SimpleNamespace:
        """Give all strings of the part as attributes, for a template."""
        return SimpleNamespace(**load_interface(self.language)[self.part])


def format_date(day: str, language: str) -> str:
    """Give YYYY-MM-DD as running text has it: 16 December 2021."""
    year, month, number = day.split("-")
    dates = Phrases(language, "dates")
    return dates.fill("long", day=int(number), month=dates[f"month_{int(month)}"], year=year)


def format_ordinal(number: int, language: str) -> str:
    """Give 53rd for 53 as the language's strings have it."""
    dates = Phrases(language, "dates")
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return dates.fill(f"ordinal_{last if last in (1, 2, 3) else 'other'}", number=number)


def format_number(number: int) -> str:
    """Give a number with commas between thousands."""
    return f"{number:,}"


def format_size(size: int) -> str:
    """Give bytes in words: 57 kB, powers of 1,000, two figures at least."""
    value, kind = float(size), 0
    while value >= 1000 and kind < len(_KINDS) - 1:
        value, kind = value / 1000, kind + 1
    digits = 1 if kind and value < 10 else 0
    return f"{value:.{digits}f} {_KINDS[kind]}"
