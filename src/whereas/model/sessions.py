"""Sessions of a body: their keys as symbols have them, and their printed names.

A key is a number (`76`), a Roman number (`III`, until the thirtieth session of the Assembly),
with `S-` for a special or `ES-` for an emergency special session, or a year. The names of
numbered sessions are formed by rule, from a language's pattern and its ordinal words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from whereas.model.ordinals import GREATEST, format_ordinal_words

SessionKind = Literal["regular", "special", "emergency"]

_KINDS: Mapping[str, SessionKind] = {"": "regular", "S-": "special", "ES-": "emergency"}
_KEY = re.compile(r"(ES-|S-|)(?:([1-9][0-9]{0,2})|([IVXLC]{1,9}))\Z", re.ASCII)
_ROMAN = (
    ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10),
    ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body, with its printed name in English.

    `opened` and `closed` are days, YYYY-MM-DD, None where the register does not know them.
    `complete` is true where a project says that it holds every text of the session.
    """

    body: str
    session: str
    name: str
    opened: str | None = None
    closed: str | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class SessionKey:
    """A session's key taken apart: what kind of session, and its number in its own series."""

    kind: SessionKind
    number: int


@functools.lru_cache(maxsize=4096)
def parse_session(session: str) -> SessionKey | None:
    """Give the kind and number of a key: `76`, `III`, `S-VI`, `ES-11`. None for a year."""
    match = _KEY.match(session)
    if match is None:
        return None
    number = int(match[2]) if match[2] else _parse_roman(match[3])
    return SessionKey(_KINDS[match[1]], number) if number else None


@functools.lru_cache(maxsize=4096)
def format_session(key: SessionKey) -> str:
    """Give the key with figures, as symbols have it since 1976: `ES-11`."""
    before = next(before for before, kind in _KINDS.items() if kind == key.kind)
    return f"{before}{key.number}"


def canonical_session(session: str) -> str:
    """Give a key in its spelling since 1976: `3` for `III`; one without a number as it is."""
    key = parse_session(session)
    return format_session(key) if key else session


def format_session_name(session: str, patterns: Mapping[str, str], language: str) -> str | None:
    """Give the printed name of a numbered session: `Seventy-sixth session`.

    `patterns` are the language's by kind of session, with `{ordinal}`. None where the key has no
    number or the language no pattern for its kind.
    """
    key = parse_session(session)
    if key is None or key.number > GREATEST or key.kind not in patterns:
        return None
    name = patterns[key.kind].format(ordinal=format_ordinal_words(key.number, language))
    return name[0].upper() + name[1:]


def _parse_roman(text: str) -> int | None:
    """Give the number of a Roman numeral in its usual form; None for IIII or IC."""
    number, rest = 0, text
    for letters, value in _ROMAN:
        while rest.startswith(letters):
            number, rest = number + value, rest.removeprefix(letters)
    return number if not rest and _format_roman(number) == text else None


def _format_roman(number: int) -> str:
    letters = []
    for letter, value in _ROMAN:
        letters.append(letter * (number // value))
        number %= value
    return "".join(letters)
