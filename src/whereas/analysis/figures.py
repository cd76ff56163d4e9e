"""Figures in running words, made comparable between languages.

Languages part thousands by commas, points and spaces, write 2.5 with a point or a comma, count in
thousands of millions or in ten thousands (4.5 billion is 4.500 millones and 45亿), and Arabic print
turns groups round. So figures are compared without separators and without noughts at their ends.
Measured on the Assembly's seventy-sixth session in six languages: what differs then is in most
cases an error of the print.
"""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = r" .,\u00a0\u2009\u202f\u066b\u066c"
_DIGIT = r"[0-9\u0660-\u0669\u06f0-\u06f9]"

# The first digit stands before the branches: so the search skips words at the speed of a set.
FIGURE = re.compile(
    rf"{_DIGIT}(?:{_DIGIT}*(?:/{_DIGIT}+)+"
    rf"|{_DIGIT}{{0,2}}(?:[{_SEPARATORS}]{_DIGIT}{{3}})+(?!{_DIGIT})(?:[.,\u066b]{_DIGIT}+)?"
    rf"|{_DIGIT}*[.,\u066b]{_DIGIT}+"
    # Years of a decade (1990s) are words in many languages.
    rf"|{_DIGIT}{{2,}}(?![s0-9\u0660-\u0669\u06f0-\u06f9]))"
)
"""A figure that every language prints as one: a symbol's numbers (76/159), an amount, a year.

Figures of one or two digits are left out, since languages put them in words.
"""

_CHAIN = re.compile(rf"\d+(?:[/\u2013-]\d+|[{_SEPARATORS}]\d+)*")
_RUN = re.compile(r"\d+")
_LONGEST = 6
"""Runs of digits in one figure: 1,234,567,890.25 has five."""


def figure_key(figure: str) -> str:
    """Give what is compared of a figure that `FIGURE` matched: `76/159`, `45` of `4.500`."""
    runs = _runs(figure)
    return "/".join(runs) if "/" in figure else "".join(runs).strip("0")


def figure_keys(text: str) -> frozenset[str]:
    """Give the keys of every figure that may be read in `text`, in either direction."""
    found: set[str] = set()
    for chain in _CHAIN.findall(text):
        runs = _runs(chain)
        for start in range(len(runs)):
            for end in range(start + 1, min(len(runs), start + _LONGEST) + 1):
                for part in (runs[start:end], runs[start:end][::-1]):
                    found.add("".join(part).strip("0"))
                    found.add("/".join(part))
    return frozenset(found)


def _runs(figure: str) -> list[str]:
    """Give the runs of digits, whatever the script's digits are, as ASCII."""
    if figure.isascii():
        return _RUN.findall(figure)
    return ["".join(str(unicodedata.digit(d)) for d in run) for run in _RUN.findall(figure)]
