"""Which form of a phrase a whole number takes in a language, after the Unicode CLDR.

Rules are rows of a table; a language without a row has one form for all numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

Row = tuple[int, int, int, str]
"""Modulus, first, last, category: the rest of the number by the modulus, or with 0 the number
itself, lies from first to last."""

OTHER = "other"

CARDINALS: Mapping[str, tuple[Row, ...]] = {
    "ar": (
        (0, 0, 0, "zero"),
        (0, 1, 1, "one"),
        (0, 2, 2, "two"),
        (100, 3, 10, "few"),
        (100, 11, 99, "many"),
    ),
    "en": ((0, 1, 1, "one"),),
    "es": ((0, 0, 0, OTHER), (0, 1, 1, "one"), (1_000_000, 0, 0, "many")),
    "fr": ((0, 0, 1, "one"), (1_000_000, 0, 0, "many")),
    "ru": ((100, 11, 14, "many"), (10, 1, 1, "one"), (10, 2, 4, "few"), (1, 0, 0, "many")),
    "zh": (),
}
"""Categories of numbers that count things; the first row that fits holds."""

ORDINALS: Mapping[str, tuple[Row, ...]] = {
    "ar": (),
    "en": ((100, 11, 13, OTHER), (10, 1, 1, "one"), (10, 2, 2, "two"), (10, 3, 3, "few")),
    "es": (),
    "fr": ((0, 1, 1, "one"),),
    "ru": (),
    "zh": (),
}
"""Categories of numbers that tell a place in a row: 1st, 2nd, 3rd."""


def cardinal(number: int, language: str) -> str:
    """Give the category of a number of things, which is 0 or more: `one`, `few`, `other` …"""
    return _choose(CARDINALS.get(language, ()), number)


def ordinal(number: int, language: str) -> str:
    """Give the category of a place in a row."""
    return _choose(ORDINALS.get(language, ()), number)


def _choose(rows: tuple[Row, ...], number: int) -> str:
    for modulus, first, last, category in rows:
        if first <= (number % modulus if modulus else number) <= last:
            return category
    return OTHER
