"""Ordinal numbers in words, as mastheads print sessions: a parse and format pair.

The words are those of the mastheads of the General Assembly (seventy-sixth, soixante-seizième,
septuagésimo sexto, семьдесят шестая, السادسة والسبعون, 第七十六), in the form that stands before
the word for session. Numbers go from 1 to 999; `ordinal_words` holds the words themselves.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from whereas.model.ordinal_words import FORMATTERS

GREATEST = 999

# Spellings that differ between offices and years: hyphens, apostrophes, a hamza or a vowel mark.
_FOLDS = str.maketrans(
    {"-": " ", "\u2011": " ", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "〇": "零"}
)
_MARKS = re.compile(r"[\u0640\u064b-\u0652]")


def format_ordinal_words(number: int, language: str) -> str:
    """Give `number` in words: `seventy-sixth`, as it stands before the word for session.

    Raises ValueError for a number below 1 or above 999, KeyError for a language without words.
    """
    if not 1 <= number <= GREATEST:
        raise ValueError(f"no ordinal words for {number}")
    return FORMATTERS[language](number)


def parse_ordinal_words(text: str, language: str) -> int | None:
    """Give the number that `text` is in words, or None.

    Capitals, hyphens and spaces make no difference; nor do the vowel marks of Arabic.
    """
    if language not in FORMATTERS:
        return None
    return _numbers(language).get(_fold(text))


@functools.cache
def _numbers(language: str) -> Mapping[str, int]:
    return {_fold(FORMATTERS[language](number)): number for number in range(1, GREATEST + 1)}


def _fold(text: str) -> str:
    plain = _MARKS.sub("", text).casefold().translate(_FOLDS)
    return " ".join(plain.split())
