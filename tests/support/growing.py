"""Documents that grow: valid texts in which one thing is repeated, and lines of awkward pieces.

What takes the square of a text's length shows only when the text is long.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from string import ascii_lowercase
from typing import Any

from support.mutating import mutable_copies
from whereas.reading.characters import MAX_BYTES
from whereas.reading.strict_yaml import MAX_NODES

LINE = 20_000
"""Characters that the schema lets a line have."""
PIECES = (
    *("(", "(x,", "[", "[x", "*a", "a^1 b~2 *c ", "[a](b", "[a](A/RES/1/1) ", '"', "\\", "<a "),
    *("x ", "1,", "aa- bb ", "aa -bb ", " " * 60 + "3/4 ", "44-19201 ", "a" * 101 + " "),
    *("31 June 2021 ", "February 29, 2021 ", "of 3 May 2001 ", "A/75/1 ", "75/1, 75/2, "),
    *("its resolution 2020/18, ", "resolutions 75/1 and 75/2 of 3 May 2001, ", "General "),
    *("as in paragraph 7 above and ", "seventy-fifth session and at its ", "2021[^1] ", "20211 "),
    *("Decides to act and ", "Article 3 of annex II, ", "the of ", "harbuor harbour ", "大会"),
    *("section II of part A, ", "$ 1,000 million and ", "23 per cent and 1.5 %, ", "(a) to act; "),
)
"""Words and signs at which the rules look."""

Grow = Callable[[int], bytes | None]
"""Gives a document of about so many bytes, or None where the limits of the format forbid it."""


def iter_ways() -> Iterator[tuple[str, Grow]]:
    """Give each way to grow a document with its name, always in the same order.

    Every list and every kind of line of the valid texts is repeated, once alike and once with
    other words each time; every piece is repeated in many lines and in one alone.
    """
    seen: set[str] = set()
    for root in mutable_copies():
        for path in _iter_places(root):
            name = "/".join("*" if isinstance(step, int) else step for step in path)
            if name not in seen:
                seen.add(name)
                yield name, _grower(root, path, distinct=False)
                yield f"{name} distinct", _grower(root, path, distinct=True)
    for piece in PIECES:
        yield f"{piece!r} in lines", _line_grower(piece, LINE)
        yield f"{piece!r} in short lines", _line_grower(piece, 30 + 3 * len(piece))


def _iter_places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of every list, of the notes, and of every string of several words."""
    notes = isinstance(value, dict) and path[-1:] == ("notes",)
    if value and (isinstance(value, list) or notes):
        yield path
    if isinstance(value, str) and value.count(" ") > 1:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _iter_places(inner, (*path, key))


def _grower(root: dict[str, Any], path: tuple[Any, ...], *, distinct: bool) -> Grow:
    def grow(size: int) -> bytes | None:
        document = copy.deepcopy(root)
        holder: Any = document
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = _repeated(holder[path[-1]], size, distinct=distinct)
        return _written(document)

    return grow


def _line_grower(piece: str, length: int) -> Grow:
    def grow(size: int) -> bytes | None:
        copies = min((length - 30) // len(piece), (size - 60) // len(piece.encode()))
        line = "Recalling " + piece * max(1, copies)
        preamble = [f"{line} {_letters(n)}," for n in range(max(1, size // len(line.encode())))]
        return _written({**_HEAD, "preamble": preamble, "operative": ["Decides to act."]})

    return grow


def _repeated(value: Any, size: int, *, distinct: bool) -> Any:
    """Give a value with its entries or its words repeated up to about `size` bytes."""
    if isinstance(value, str):
        copies = min(size, LINE) // (len(value) + 2 + 4 * distinct)
        return " ".join(_marked(value, n) if distinct else value for n in range(copies))
    one = len(json.dumps(value, ensure_ascii=False).encode()) + 5 * len(value)
    copies = max(1, size // one)
    if isinstance(value, dict):
        words = list(value.values())
        held = (_marked(words[n % len(words)], n) for n in range(copies * len(words)))
        return {str(n): word for n, word in enumerate(held, 1)}
    return [_marked(e, n) if distinct else e for n in range(copies) for e in value]


def _marked(value: Any, number: int) -> Any:
    """Give a value whose words are other than those of another number."""
    if isinstance(value, str):
        first, space, rest = value.rpartition(" ")
        letters = _letters(number)
        return f"{first} {letters} {rest}" if space else value
    if isinstance(value, dict):
        return {key: _marked(inner, number) for key, inner in value.items()}
    return [_marked(inner, number) for inner in value] if isinstance(value, list) else value


def _letters(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, 26)
        letters += ascii_lowercase[letter]
    return letters


def _written(document: dict[str, Any]) -> bytes | None:
    """Give the document as JSON, which YAML contains, with a line for each value."""
    text = json.dumps(document, ensure_ascii=False, indent=0)
    data = text.encode()
    return data if len(data) <= MAX_BYTES and text.count("\n") < MAX_NODES // 2 else None


_HEAD = {
    "format": "resolution/1",
    "symbol": "A/RES/99/7",
    "language": "en",
    "body": "ga",
    "session": "99",
    "number": "99/7",
    "title": "Care of harbours",
    "adoption": {"date": "2044-12-20"},
    "enacting": "The General Assembly,",
    "fictional": True,
}
