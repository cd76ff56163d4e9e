"""Cuts text into the words that search compares: one definition with `search/words.js`.

`tests/search/tokens.json` holds both to it. Knows letters and languages, never documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

# Chinese characters, and what may stand inside a word beside letters and digits: accents, the
# vowel signs of Arabic, soft hyphens and joiners.
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_SIGNS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d"
_LETTER = rf"[^\W_{_HAN}]"  # letter or digit; `\w` without `_` is exactly L and N of Unicode
_RUN = rf"([{_HAN}]+|{_LETTER}+(?:[{_SIGNS}]+{_LETTER}*)*)"
_ANY_RUN = re.compile(_RUN)

# What is joined to a word by an apostrophe and is no word of its own: `women’s`, `l’eau`.
_CLITICS = {
    "en": rf"(?<={_LETTER})['’][sS](?!{_LETTER})",
    "fr": r"(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u)['’]",
}

_HAN_FIRST = re.compile(rf"[{_HAN}]")
# й is a letter and not an accented и, therefore its breve stays.
_ACCENTS = re.compile(r"(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0610-\u061a\u064b-\u065f\u0670]")
# Letters that writers interchange, digits that mean the same, signs that mean nothing here.
_SAME = str.maketrans(
    "ςىةٱ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "σيها01234567890123456789",
    "\u00ad\u0640\u200c\u200d",
) | str.maketrans({"æ": "ae", "œ": "oe"})

_STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "ru": "russian"}


@dataclass(frozen=True, slots=True)
class Form:
    """A word as it is looked up (`word`, without accents) and its stem, also without accents."""

    word: str
    stem: str


def find_runs(text: str, language: str) -> list[str]:
    """Give the runs of characters of `text` that hold words, as they stand there, in order."""
    return list(filter(None, _runs(language).findall(text)))


def iter_tokens(text: str, language: str) -> Iterator[str]:
    """Iterate over the words of `text`, in order, folded: `Women’s RIGHTS` is women, rights."""
    for run in find_runs(text, language):
        yield from map(_plain, _cut(run))


@cache
def form_maker(language: str) -> Callable[[str], tuple[Form, ...]]:
    """Give a function from a run to its words with their stems; it remembers what it saw.

    Words are stemmed with their accents, which the stemmers of French and Spanish need, and
    compared without them. Arabic and Chinese words are their own stems.
    """
    stem = _stemmer(language)

    @lru_cache(maxsize=200_000)
    def forms(run: str) -> tuple[Form, ...]:
        return tuple(Form(_plain(word), _plain(stem(word))) for word in _cut(run))

    return forms


def has_stems(language: str) -> bool:
    """Tell whether words of a language have stems other than themselves."""
    return language in _STEMMERS


@cache
def _runs(language: str) -> re.Pattern[str]:
    clitic = _CLITICS.get(language)
    return re.compile(f"{clitic}|{_RUN}" if clitic else _RUN)


def _cut(run: str) -> list[str]:
    """Give the words of a run, with accents: itself, or each pair of neighbours in Chinese."""
    # JavaScript cannot casefold; upper and then lower case is the same in both languages.
    folded = unicodedata.normalize("NFKC", run).upper().lower().translate(_SAME)
    # Cut again: one character can stand for several words (½, the ligatures of Arabic).
    return [word for part in _ANY_RUN.findall(folded) for word in _pairs(part) if _plain(word)]


def _pairs(part: str) -> list[str]:
    if len(part) < 3 or not _HAN_FIRST.match(part):
        return [part]
    return [part[start : start + 2] for start in range(len(part) - 1)]


def _plain(word: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word))
    # Once more, since ǣ is æ only now.
    return unicodedata.normalize("NFC", bare).translate(_SAME)


def _stemmer(language: str) -> Callable[[str], str]:
    if not has_stems(language):
        return lambda word: word
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer(_STEMMERS[language]).stemWord
    return stem
