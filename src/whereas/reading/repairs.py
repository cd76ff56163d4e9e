"""How a value that a schema refuses might be mended: days, numbers, forms. Judges nothing."""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterator

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})", re.ASCII)
_FIGURES = re.compile(r"-?[0-9]+", re.ASCII)
_PARTED = re.compile(r"[0-9]+[/.\u2010-\u2014\u2212][0-9]+[/.\u2010-\u2014\u2212][0-9]+", re.ASCII)
"""Figures with other marks between them than hyphens."""
_LONGEST = 80
"""Characters of a value for which another form is sought: no key or symbol is longer."""


def refuse_day(text: str, pattern: str) -> tuple[str, str] | None:
    """Give what is wrong with a day and how to mend it; None for what is not written as a day."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    first, last = _years(pattern)
    if not 1 <= month <= 12:
        swapped = f"did you mean {match[1]}-{match[3]}-{match[2]}?"
        turned = 12 < month <= 31 and 1 <= day <= 12
        return "is no day of the calendar", swapped if turned else "months are 01 to 12"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return "is no day of the calendar", f"{text[:7]} has {days} days"
    return f"lies outside the years {first} to {last}", "correct the year"


@functools.cache
def _years(pattern: str) -> tuple[int, int]:
    """Give the first and the last year of which a pattern takes days."""
    taken = [year for year in range(10_000) if re.search(pattern, f"{year:04}-01-01")]
    return (taken[0], taken[-1]) if taken else (1, 9999)


def mend_number(value: str) -> str:
    """Give how to mend text that stands where a whole number must."""
    if _NUMBER.fullmatch(value):
        return "delete the quotes"
    if not _FIGURES.fullmatch(value):
        return "write it in figures alone"
    zeros = value.lstrip("-").startswith("0")
    return "delete the zero before it" if zeros else "write a number of nine figures at most"


def mend_form(text: str, pattern: str) -> str | None:
    """Give a form of `text` that `pattern` takes: other case, without brackets, with hyphens."""
    if len(text) > _LONGEST:
        return None
    taken = (form for form in _forms(text) if form != text and re.search(pattern, form, re.ASCII))
    return next(taken, None)


def _forms(text: str) -> Iterator[str]:
    yield text.strip("()[]., ")
    yield text.upper()
    yield text.lower()
    yield re.sub(r"[ _]+", "-", text.strip().lower())
    # In a symbol a dash may stand for a stroke as well as for a hyphen.
    if _PARTED.fullmatch(text):
        yield re.sub(r"\D", "-", text)
