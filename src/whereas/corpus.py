"""The records of one run, sorted, and the lookups between them. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.model.symbols import format_address

_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts of a run in the order of body, date and symbol, and the registers."""

    resolutions: tuple[Resolution, ...]
    registers: Registers
    by_symbol: Mapping[str, Resolution]

    def __iter__(self) -> Iterator[Resolution]:
        """Give the texts in their order."""
        return iter(self.resolutions)

    def find(self, symbol: str) -> Resolution | None:
        """Give the text with this symbol or alias, if the corpus has it."""
        return self.by_symbol.get(symbol)

    def newest_date(self) -> str | None:
        """Give the newest day in the content (adoption or issue), YYYY-MM-DD."""
        days = [day for r in self.resolutions for day in (r.adoption.date, r.issued.date) if day]
        return max(days, default=None)


def build_corpus(resolutions: Iterable[Resolution], registers: Registers) -> Corpus:
    """Give the corpus of `resolutions`; of two texts with one symbol the first is found."""
    ordered = tuple(sorted(resolutions, key=_order))
    found: dict[str, Resolution] = {}
    for resolution in ordered:
        found.setdefault(resolution.symbol, resolution)
    for resolution in ordered:
        for alias in resolution.aliases:
            found.setdefault(alias, resolution)
    return Corpus(ordered, registers, found)


def page_path(resolution: Resolution, default_language: str) -> str:
    """Give the path of a text's page: `A/RES/76/159.html`, with a prefix for other languages."""
    address = format_address(resolution.symbol)
    prefix = "" if resolution.language == default_language else f"{resolution.language}/"
    return f"{prefix}{address}.html"


def symbol_order(symbol: str) -> tuple[tuple[int, int | str], ...]:
    """Give a key that sorts symbols as people count: 76/9 before 76/10."""
    parts = (part for part in _DIGITS.split(symbol) if part)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def _order(resolution: Resolution) -> tuple[object, ...]:
    return (
        resolution.body,
        resolution.adoption.date,
        symbol_order(resolution.symbol),
        resolution.language,
    )
