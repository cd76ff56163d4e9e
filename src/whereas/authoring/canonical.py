"""The canonical form of YAML: what a document looks like as lines. Knows no key and no file.

Block style; words that do not fit a line are folded at single spaces, so that `parse_yaml` gives
the same words back; a blank line stands before and after every list or mapping of the top level.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

WIDTH = 88
"""Columns of a line; longer only where a single word is."""

Value = Any
"""Text, a number, a truth value, a list or a mapping of values, as `read_document` gives them."""

# What YAML would not read back as the same text, if it stood there without quotes.
_NOT_PLAIN = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.|.*(?:: | #|:\Z)", re.DOTALL)
_NOT_IN_FLOW = re.compile(r"[\[\]{},]")
_NOT_FOLDED = re.compile(r"\A\Z|\A\s|\s\Z|[\n\t]")
_OTHER_KINDS = frozenset({"~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False"})
_NUMBER = re.compile(r"[-+]?\.?[0-9][0-9_.]*(?:e[-+]?[0-9]+)?\Z|0[ox][0-9a-f]+\Z", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2,3}\Z")
_SINGLE_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")


def format_yaml(document: Mapping[str, Value]) -> str:
    """Give a document as text in the canonical form, keys in the order in which they come."""
    return join_blocks(
        (format_block(key, value), is_long(value)) for key, value in document.items()
    )


def join_blocks(blocks: Iterable[tuple[list[str], bool]]) -> str:
    """Give blocks of lines as one text; each says whether blank lines stand around it."""
    lines: list[str] = []
    apart = False
    for block, is_apart in blocks:
        if lines and (apart or is_apart):
            lines.append("")
        lines += block
        apart = is_apart
    return "\n".join([*lines, ""])


def is_long(value: Value) -> bool:
    """Tell whether blank lines stand around a value of the top level."""
    return isinstance(value, Mapping | list)


def format_block(key: str, value: Value, indent: int = 0) -> list[str]:
    """Give a key and its value as lines."""
    before = f"{' ' * indent}{_key(key)}:"
    if isinstance(value, Mapping):
        if all(isinstance(inner, int) for inner in value.values()):
            return [f"{before} {_flow(value)}"]
        return [before, *_mapping(value, indent + 2)]
    if isinstance(value, list):
        return list(_list(before, value, indent + 2))
    return list(_scalar(before, value, indent + 2))


def _mapping(value: Mapping[str, Value], indent: int) -> Iterator[str]:
    for key, inner in value.items():
        yield from format_block(key, inner, indent)


def _list(before: str, values: list[Value], indent: int) -> Iterator[str]:
    """Give a list below its key; codes of States, of which there may be 193, side by side."""
    codes = all(isinstance(value, str) and _CODE.match(value) for value in values)
    if not codes:
        yield from (before, *_items(values, indent))
        return
    line = f"{before} {_flow(values)}"
    if len(line) <= WIDTH:
        yield line
    else:
        yield from (before, *_folded(_flow(values), indent))


def _items(values: list[Value], indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    for value in values:
        if not isinstance(value, Mapping | list):
            yield from _scalar(dash, value, indent + 2, listed=True)
        elif _is_row(value, indent + 2):
            yield f"{dash} {_flow(value)}"
        else:
            first, *rest = _lines(value, indent + 2)
            yield from (f"{dash} {first.lstrip()}", *rest)


def _lines(value: Mapping[str, Value] | list[Value], indent: int) -> Iterator[str]:
    return _items(value, indent) if isinstance(value, list) else _mapping(value, indent)


def _is_row(value: Mapping[str, Value] | list[Value], indent: int) -> bool:
    """Tell whether an entry stands on one line: a row of a table that fits, or an empty one."""
    if not value:
        return True
    if isinstance(value, Mapping) or any(isinstance(cell, Mapping | list) for cell in value):
        return False
    return indent + len(_flow(value)) <= WIDTH


def _flow(value: Mapping[str, Value] | list[Value]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_word(inner, listed=True) for inner in value)}]"
    return "{" + ", ".join(f"{_key(key)}: {_word(inner)}" for key, inner in value.items()) + "}"


def _key(key: str) -> str:
    return _quote(key) if _NOT_PLAIN.match(key) or _NOT_FOLDED.search(key) else key


def _scalar(before: str, value: Value, indent: int, *, listed: bool = False) -> Iterator[str]:
    """Give a scalar on the line of its key or dash, or folded below it."""
    if not isinstance(value, str) or _NOT_FOLDED.search(value):
        yield f"{before} {_word(value)}".rstrip()
        return
    word = value
    if _NOT_PLAIN.match(value) or value in _OTHER_KINDS or (listed and _NUMBER.match(value)):
        word = _quote(value)
    # A folded text needs no escapes; quotes that would need them are left to it.
    if len(before) + 1 + len(word) <= WIDTH and len(word) <= len(value) + 2:
        yield f"{before} {word}"
    else:
        yield from (f"{before} >-", *_folded(value, indent))


def _word(value: Value, *, listed: bool = False) -> str:
    """Give a scalar on one line, fit for `[…]` and `{…}`."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return "" if value is None else str(value)
    unsafe = _NOT_PLAIN.match(value) or _NOT_FOLDED.search(value) or _NOT_IN_FLOW.search(value)
    if unsafe or value in _OTHER_KINDS or (listed and _NUMBER.match(value)):
        return _quote(value)
    return value


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _folded(text: str, indent: int) -> Iterator[str]:
    """Give words as lines of a folded scalar, broken at single spaces only.

    A line that began with a space would keep its line break; so none does.
    """
    line = ""
    for word in _SINGLE_SPACE.split(text):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line
