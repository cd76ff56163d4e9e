"""Documents gone wrong: valid texts of the project, changed at random as bytes or as values.

The same seed gives the same documents; which one failed can be made again from its number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from support.projects import CHECKOUT
from whereas.authoring.canonical import format_yaml
from whereas.reading.documents import read_document

_PIECES = (
    b"- ",
    b": ",
    b"? ",
    b"&a ",
    b"*a",
    b"!!str ",
    b"! ",
    b"|",
    b">-\n",
    b"'",
    b'"',
    b"[",
    b"]",
    b"{",
    b"}",
    b"#",
    b"\t",
    b"\x00",
    b"\xff",
    b"\xe2\x80\xae",
    b"\xcc\x81",
    b"\n---\n",
    b"%YAML 2\n",
    b"<<: ",
    b"\\",
    b"~",
    b"null",
    b"[^1]",
    b"](A/RES/1/1)",
    b"**",
    b"=1+1",
    b"\r",
    b"9" * 400,
    b"[" * 300,
    b"- " * 300,
    b"a: " * 20,
    b"\xf0\x9f\x98\x80",
    b"\xd8\xa7",
    b"<b>",
    b"&amp;",
)
_VALUES: tuple[Any, ...] = (
    "",
    " ",
    "x",
    "1",
    0,
    -1,
    10**9,
    True,
    None,
    [],
    {},
    [[]],
    [""],
    {"text": "x"},
    {"a": {"b": []}},
    "*" * 50,
    "[^1]",
    "a\nb",
    "A/RES/76/159",
    "2021-02-30",
    "0000-00-00",
    "I" * 40,
    "9" * 40,
    "=x",
    [{"num": 1, "text": "x"}] * 3,
    {"heading": "x"},
    "é" * 300,
    "(" * 200,
    "1,2" * 100,
)


def valid_documents() -> tuple[bytes, ...]:
    """Give the texts that documents are made from: the content, the demonstration, good cases."""
    folders = ("content/resolutions", "tests/publications/harbour/content/resolutions")
    files = [file for folder in folders for file in (CHECKOUT / folder).rglob("*.yaml")]
    files += (CHECKOUT / "tests/cases").glob("*/good/**/*.yaml")
    return tuple(file.read_bytes() for file in sorted(files, key=Path.as_posix))


def mutable_copies() -> tuple[dict[str, Any], ...]:
    """Give the values of the valid documents, each to be changed at will."""
    read = (read_document(data, "a.yaml")[0] for data in valid_documents())
    return tuple(_copied(document.root) for document in read if document)


def iter_mutants(seed: int, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """Give number and bytes of the documents `first` to `last` (without it) of a seed."""
    bases = valid_documents()
    for number in range(first, last):
        dice = random.Random(f"{seed}/{number}")
        yield number, mutate(dice.choice(bases), dice)


def mutate(data: bytes, dice: random.Random) -> bytes:
    """Give a document with one to six changes; one in three is changed as a value first."""
    if dice.random() < 1 / 3:
        data = _mutate_values(data, dice)
    else:
        for _ in range(dice.randrange(1, 7)):
            data = dice.choice(_CHANGES)(data, dice)
    return data


def _mutate_values(data: bytes, dice: random.Random) -> bytes:
    document, _ = read_document(data, "a.yaml")
    if document is None:
        return data
    root = _copied(document.root)
    mutate_values(root, dice)
    return format_yaml(root).encode("utf-8", "surrogatepass")


def mutate_values(root: dict[str, Any], dice: random.Random) -> None:
    """Put other values, or none, in up to four places of a document's values."""
    for _ in range(dice.randrange(1, 5)):
        holder, key = dice.choice(list(places_of(root)))
        chance = dice.random()
        if chance < 0.15:
            del holder[key]
        elif chance < 0.3 and isinstance(holder, dict):
            holder[f"{key}{dice.choice('sx_1')}"] = holder.pop(key)
        elif chance < 0.45 and isinstance(holder, list):
            holder.insert(0, _copied(holder[key]))
        else:
            other, name = dice.choice(list(places_of(root)))
            holder[key] = _copied(dice.choice((*_VALUES, other[name])))
        if not list(places_of(root)):
            break


def places_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every place of a document: what holds it, and its key or position there."""
    held = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(held):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places_of(inner)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list | tuple) else value


def _flip(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at + dice.choice((1, 2, 10, 100)) :]


def _end(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _insert(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(_PIECES) + data[at:]


def _move(data: bytes, dice: random.Random) -> bytes:
    start, length = dice.randrange(len(data) + 1), dice.choice((1, 5, 50, 500))
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[start : start + length] + data[at:]


def _change_line(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    chance = dice.randrange(4)
    if chance == 0:
        del lines[at]
    elif chance == 1:
        lines.insert(at, lines[other])
    elif chance == 2:
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at] = b" " * dice.randrange(1, 9) + lines[at].lstrip()
    return b"\n".join(lines)


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _end,
    _insert,
    _insert,
    _insert,
    _move,
    _change_line,
    _change_line,
)
