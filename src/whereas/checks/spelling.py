"""Single words as they are spelt: rules TXT04, TXT05, TXT08 and TXT09."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import islice

from whereas.checks.judged import Judged, Words
from whereas.checks.rules import Finding, file_rule
from whereas.problems import Severity, quoted

_CYRILLIC = "\u0400-\u052f"
_LATIN = "A-Za-z\u00c0-\u024f"
# Of the Greek letters only those that look Latin: mu and its like stand before units.
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧάίικνορυχό"
_BESIDE_CYRILLIC = re.compile(rf"[{_LATIN}\u0370-\u03ff](?:(?=[{_CYRILLIC}])|(?<=[{_CYRILLIC}].))")
_BESIDE_LATIN = re.compile(rf"[{_GREEK}](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))")
_LONE = re.compile(rf"(?<=[{_CYRILLIC}] )(?P<latin>[cexy]|co) [{_CYRILLIC}]+")
_LONE_WORDS = (" c ", " e ", " x ", " y ", " co ")
_WORD = re.compile(r"[^\W_]+")
_SCRIPTS = [re.compile(f"[{letters}]") for letters in (_CYRILLIC, "\u0370-\u03ff", _LATIN)]
# A text as a string of letters' kinds, made of its UTF-8 in one step: l Latin, g Greek,
# c Cyrillic, h Chinese, f what may be a shape of print, a space for all else.
_KINDS = bytearray(b" " * 256)
for _kind, _first_bytes in (
    (b"l", (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC3, 0xCA))),
    (b"g", (0xCE, 0xCF)),
    (b"c", range(0xD0, 0xD5)),
    (b"h", range(0xE4, 0xEA)),
    (b"f", (0xEF,)),
):
    for _byte in _first_bytes:
        _KINDS[_byte] = _kind[0]
_NEAR_CYRILLIC = re.compile(b"[lg](?:(?=c)|(?<=c.)|(?<=c .)l? c)")
_NEAR_LATIN = re.compile(b"g(?:(?=l)|(?<=l.))")
_FOLLOWING = bytes(range(0x80, 0xC0))
_SHAPED_BYTES = re.compile(rb"\xef[\xac-\xb7\xba\xbb]|\xe2[\xba-\xbf]")
# Ligatures, forms of Arabic letters and Chinese radicals as fonts have them. What is typed so on
# purpose is left out: ornate brackets, and the one-character words of Arabic (Unicode Standard,
# sections 9.2 and 18.2).
_SHAPED = re.compile(
    "[\u2e80-\u2ef3\u2f00-\u2fd5\ufb00-\ufb06\ufb50-\ufd3d\ufd50-\ufdf1\ufdf3-\ufdf9\ufe80-\ufefc]+"
)

MAX_WORD = 100
"""Letters and figures of a word: the longest of the texts measured in seven languages has 27."""
# Scripts that do not part words are left out: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\U00020000-\U0003ffff"
_LONG = re.compile(rf"[^\W_{_UNPARTED}]{{{MAX_WORD + 1},}}")
_ADDRESS = ("://", "www.")

_LEAST = 8
"""Letters of a word that is compared: two shorter ones are often a slip apart by chance."""
_SLIPS = 50
"""Slips that are reported: the whole text is searched for each."""
_OFTEN = 3
"""Times that a text has a word to count as one it uses."""


@file_rule("TXT04", Severity.WARNING, words=True)
def check_scripts(judged: Judged) -> Iterator[Finding]:
    """No word mixes the letters of two scripts, or has letters in a shape of print.

    A Latin `c` in a Russian word looks right and is another character, and so is the ligature
    that a PDF has for `fi`: the word is not found and does not compare equal.
    Wrong: `human` with the Cyrillic letter `U+0430`. Right: `human` in Latin letters.
    Write the word again with the letters of its language.
    """
    kinds = judged.encoded.translate(_KINDS, _FOLLOWING)
    if b"c" in kinds and _NEAR_CYRILLIC.search(kinds):
        yield from _mixed(judged, _BESIDE_CYRILLIC)
        yield from _lone(judged)
    if b"g" in kinds and _NEAR_LATIN.search(kinds):
        yield from _mixed(judged, _BESIDE_LATIN)
    if b"f" in kinds or b"h" in kinds:
        yield from _shapes(judged)


def _lone(judged: Judged) -> Iterator[Finding]:
    if any(map(judged.has, _LONE_WORDS)):
        for words, match in judged.search(_LONE):
            message = f"{quoted(match['latin'])} in Latin letters between Cyrillic words"
            yield Finding(
                words.path, message, "write it in Cyrillic", match[0], judged.before(words, match)
            )


def _shapes(judged: Judged) -> Iterator[Finding]:
    if _SHAPED_BYTES.search(judged.encoded):
        for words, match in judged.search(_SHAPED):
            message = f"{_code(match[0])} is the shape of a letter in print"
            yield Finding(
                words.path, message, "write plain letters", match[0], judged.before(words, match)
            )


def _mixed(judged: Judged, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """Report each word once in which a letter stands beside one of another script."""
    last = 0
    for words, match in judged.search(pattern):
        if match.start() < last:
            continue
        word, last = _word_at(match)
        # The mark of a note in a table is set as a superscript behind its word.
        if _is_written(words, word):
            few = _strangers(word)
            message = f"{quoted(word)} mixes two scripts: {quoted(few[0])} is {_code(few)}"
            yield Finding(words.path, message, "write it in the letters of one", word)


def _word_at(match: re.Match[str]) -> tuple[str, int]:
    """Give the word around a match, and where it ends in the text that was searched."""
    start = match.start()
    while match.string[start - 1 : start].isalnum():
        start -= 1
    word = _WORD.match(match.string, start)
    return (word[0], word.end()) if word else (match[0], match.end())


def _strangers(word: str) -> str:
    """Give the letters of a word that are of the script that has fewer of them."""
    scripts = ["".join(letters.findall(word)) for letters in _SCRIPTS]
    return min(filter(None, scripts), key=lambda found: len(found))


def _is_written(words: Words, word: str) -> bool:
    lines = words.paragraph.lines() if words.paragraph and not words.heading else (words.markup,)
    return any(word in line for line in lines)


def _code(characters: str) -> str:
    return f"U+{ord(characters[0]):04X}"


@file_rule("TXT05", Severity.INFO, words=True)
def check_spelling(judged: Judged) -> Iterator[Finding]:
    """Words are spelt as the body spells them: the United Nations writes `-ize` and `-our`.

    Another spelling comes with a draft or from a scan, and search finds only one of the two.
    Names keep theirs and begin with a capital letter, which is never reported.
    Wrong: `to organise the labor of the ports`. Right: `to organize the labour of the ports`.
    Compare with the document, and write what it has.
    """
    body, language = judged.body, judged.language
    if body is None or language is None:
        return
    right = language.spellings.get(body.spelling or "", {})
    if not right or right.keys().isdisjoint(judged.tokens):
        return
    for wrong in sorted(right.keys() & judged.tokens.keys()):
        for words, match in judged.search(re.compile(rf"\b{re.escape(wrong)}\b")):
            hint = f"the body writes {quoted(right[wrong])}"
            yield Finding(
                words.path,
                f"{quoted(match[0])} in another spelling",
                hint,
                match[0],
                judged.before(words, match),
            )


@file_rule("TXT08", Severity.INFO, words=True)
def check_slips(judged: Judged) -> Iterator[Finding]:
    """No word that stands once is a slip of the pen away from one that the text uses often.

    A slip is two letters that changed places, a letter doubled or halved, or one that a scan
    takes for another in this language: `rn` for `m`. Other near words are often words as well.
    Wrong: `the govemment` beside three times `government`. Right: `the government`.
    Compare with the document, and correct the word; a rare word that is right may stay.
    """
    language = judged.language
    if language is None or not language.misread:
        return
    yield from islice(_iter_slips(judged, language.misread), _SLIPS)


def _iter_slips(judged: Judged, misread: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    rare = {token for token, count in judged.tokens.items() if count == 1 and len(token) >= _LEAST}
    for word, count in judged.tokens.items():
        if count >= _OFTEN and len(word) >= _LEAST and word.islower() and word.isalpha():
            slips = _slips(word, misread)
            if not slips.isdisjoint(rare):
                for slip in sorted(rare & slips):
                    yield from _slip(judged, slip, word)


def _slip(judged: Judged, slip: str, word: str) -> Iterator[Finding]:
    found = list(judged.search(re.compile(rf"\b{re.escape(slip)}\b")))
    if len(found) == 1:
        message = f"{quoted(slip)} stands once, {quoted(word)} often"
        yield Finding(found[0][0].path, message, "compare with the document", slip)


@functools.lru_cache(maxsize=20_000)
def _slips(word: str, misread: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Give what a slip makes of a word; texts share their common words, so it is kept.

    The last two letters stay, and the first: other endings make other words (religious, religions).
    """
    made = set()
    for n in range(1, len(word) - 3):
        before, one, two, after = word[:n], word[n], word[n + 1], word[n + 2 :]
        made.add(f"{before}{two}{one}{after}")
        made.add(f"{before}{one}{one}{two}{after}")
        if one == two:
            made.add(f"{before}{one}{after}")
    for printed, read in misread:
        for n in range(1, len(word) - 2):
            if word.startswith(printed, n):
                made.add(f"{word[:n]}{read}{word[n + len(printed) :]}")
    return frozenset(made - {word})


@file_rule("TXT09", Severity.WARNING, words=True)
def check_length(judged: Judged) -> Iterator[Finding]:
    """No word has more than 100 letters and figures.

    A longer one has lost its spaces, or is no word. The longest of the texts measured in seven
    languages has 27; addresses on the web may be as long as they are.
    Wrong: a whole sentence without spaces. Right: the words with their spaces.
    Write the spaces again.
    """
    if max(map(len, judged.tokens), default=0) <= MAX_WORD:
        return
    for words, match in judged.search(_LONG):
        before = match.string[match.string.rfind(" ", 0, match.start()) + 1 : match.start()]
        if not any(sign in before for sign in _ADDRESS):
            message = f"{quoted(match[0])} has {len(match[0])} letters and no space"
            yield Finding(
                words.path, message, "write the spaces again", match[0], judged.before(words, match)
            )
