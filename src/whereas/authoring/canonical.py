"""The canonical form of YAML: what a document looks like as lines. Knows no key and no file.

Block style; words that do not fit a line are folded at single spaces, so that `parse_yaml` gives
the same words back; a blank line stands before and after every list or mapping of the top level.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from whereas.problems import Path
from whereas.reading.comments import Comments

WIDTH = 88
"""Columns of a line; longer only where a single word is."""

NO_COMMENTS = Comments()

FORMULAS = ("enacting", "resolving")
"""Keys of a line of their own in print: blank lines stand around them."""

Value = Any
"""Text, a number, a truth value, a list or a mapping of values, as `read_document` gives them."""


class Words(str):
    """Text that is prose: a title that is a year is a number to no reader."""

    __slots__ = ()


# What YAML would not read back as the same text, if it stood there without quotes.
_NOT_PLAIN = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.|.*(?:: | #|:\Z)", re.DOTALL)
_NOT_IN_FLOW = re.compile(r"[\[\]{},]")
_NOT_FOLDED = re.compile(r"\A\Z|\A\s|\s\Z|[\n\t]")
# What readers of YAML 1.1 or of 1.2 take for another kind than text (yaml.org/type, and the core
# schema of the specification, section 10.3.2).
_OTHER_KIND = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+]?\.(?:inf|nan)|0[box][0-9a-f_]+|[-+][0-9._]+(?:e[-+]?[0-9]+)?"
    r"|\.?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_.]*)?(?:e[-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?)\Z",
    re.IGNORECASE | re.ASCII,
)
# Of those, what no reader changes when it writes it again.
_FIGURES = re.compile(r"(?:0|[1-9][0-9]*|[0-9]{4}-[0-9]{2}-[0-9]{2})\Z", re.ASCII)
_CODE = re.compile(r"[A-Z]{2,3}\Z")
_SINGLE_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")


def format_yaml(
    document: Mapping[str, Value],
    comments: Comments = NO_COMMENTS,
    apart: Collection[str] = (),
) -> str:
    """Give a document as text in the canonical form, keys in the order in which they come.

    Blank lines stand around lists, mappings and the keys `apart`. `comments` are put where
    their entries stand; those inside what is set on one line, above it.
    """
    text = join_blocks(
        (format_block(key, value, 0, (key,), comments), is_long(value) or key in apart)
        for key, value in document.items()
    )
    head, end = comments.above.get((), ()), comments.below.get((), ())
    return "".join(f"{line}\n" for line in head) + text + "".join(f"{line}\n" for line in end)


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


def format_block(
    key: str,
    value: Value,
    indent: int = 0,
    path: Path = (),
    comments: Comments = NO_COMMENTS,
) -> list[str]:
    """Give a key and its value as lines, with the comments of its `path`."""
    before = f"{' ' * indent}{_key(key)}:"
    whole = _whole(before, value, indent + 2)
    if whole:
        return _commented(whole, indent, path, comments, whole=True)
    return [
        *_commented([before], indent, path, comments),
        *_lines(value, indent + 2, path, comments),
    ]


def _whole(before: str, value: Value, indent: int) -> list[str]:
    """Give a value that is set without lines for its entries; nothing for another."""
    if isinstance(value, Mapping):
        numbers = all(isinstance(inner, int) for inner in value.values())
        return [f"{before} {_flow(value)}"] if numbers else []
    if isinstance(value, list):
        codes = all(isinstance(inner, str) and _CODE.match(inner) for inner in value)
        return list(_codes(before, value, indent)) if codes else []
    return list(_scalar(before, value, indent))


def _commented(
    lines: list[str], indent: int, path: Path, comments: Comments, *, whole: bool = False
) -> list[str]:
    """Give lines with the comments above the first and at its end, in their order.

    The last of those beside an entry stands at the end, the others above. A comment inside an
    entry that is set as a `whole` has no place there: all that belong to it then stand above.
    """
    above, beside = comments.above.get(path, ()), comments.beside.get(path, ())
    within = comments.within.get(path, ()) if whole else ()
    moved = (*beside, *within) if within else beside[:-1]
    end = f"  {beside[-1]}" if beside and not within else ""
    return [*_set_in((*above, *moved), indent), lines[0] + end, *lines[1:]]


def _set_in(lines: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}".rstrip() for line in lines]


def _mapping(
    value: Mapping[str, Value], indent: int, path: Path, comments: Comments
) -> Iterator[str]:
    for key, inner in value.items():
        yield from format_block(key, inner, indent, (*path, key), comments)


def _codes(before: str, values: list[Value], indent: int) -> Iterator[str]:
    """Give codes of States, of which there may be 193, side by side."""
    line = f"{before} {_flow(values)}"
    if len(line) <= WIDTH:
        yield line
    else:
        yield from (before, *_folded(_flow(values), indent))


def _items(values: list[Value], indent: int, path: Path, comments: Comments) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    for position, value in enumerate(values):
        here = (*path, position)
        if not isinstance(value, Mapping | list):
            lines = list(_scalar(dash, value, indent + 2, listed=True))
            yield from _commented(lines, indent, here, comments, whole=True)
        elif _is_row(value, indent + 2):
            lines = [f"{dash} {_flow(value)}"]
            yield from _commented(lines, indent, here, comments, whole=True)
        else:
            yield from _entry(dash, value, indent, here, comments)


def _lines(
    value: Mapping[str, Value] | list[Value], indent: int, path: Path, comments: Comments
) -> Iterator[str]:
    """Give the entries of a list or mapping as lines, then the comments at its end."""
    if isinstance(value, list):
        yield from _items(value, indent, path, comments)
    else:
        yield from _mapping(value, indent, path, comments)
    yield from _set_in(comments.below.get(path, ()), indent)


def _entry(
    dash: str,
    value: Mapping[str, Value] | list[Value],
    indent: int,
    path: Path,
    comments: Comments,
) -> Iterator[str]:
    """Give an entry of a list that is a mapping or a list; its first line is that of the dash."""
    lines = list(_lines(value, indent + 2, path, comments))
    first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#") and line)
    own = (*comments.above.get(path, ()), *comments.beside.get(path, ()))
    yield from _set_in((*own, *(line.strip() for line in lines[:first])), indent)
    yield f"{dash} {lines[first].lstrip()}"
    yield from lines[first + 1 :]


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
    needs = _NOT_PLAIN.match(value) or _is_other_kind(value, listed=listed)
    word = _quote(value) if needs else value
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
    return _quote(value) if unsafe or _is_other_kind(value, listed=listed) else value


def _is_other_kind(text: str, *, listed: bool = False) -> bool:
    """Tell whether text needs quotes, lest some reader take it for another kind of value.

    The format writes dates and whole numbers without, but not where words or a list stand.
    """
    if not _OTHER_KIND.match(text):
        return False
    return listed or isinstance(text, Words) or not _FIGURES.match(text)


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
