"""What is wrong where a file is no YAML, in an editor's words and at the place to mend."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml
from yaml import MarkedYAMLError
from yaml.events import ScalarEvent

_LOOK_BACK = 3
"""Lines in which the cause of a wrong indentation is sought: the line of the fault and before."""
_LONGEST_KEY = 1024
"""Characters after which the parser no longer looks for the colon of a key."""

_ODD_INDENTATION = re.compile(r"[ \t]*([^\S \t\r\n])")
_KEY = re.compile(r"[ ]*(?:- +)*[\w.-]+\Z")
_NO_SPACE = re.compile(r"[ ]*(?:- +)*[\w-]+:[^\s:/]")
_QUOTES = ("'", '"')

_BEGINNING = "a value without quotes may not begin with {}"
_IN_QUOTES = "put the value in quotes, or use >- and the next line"
_NOT_CLOSED = ("the quotation mark that opens here is not closed", "close it where the value ends")
_ESCAPE = ("a backslash in double quotes that begins no escape", r"write \\ for a backslash")
_ODD_BEGINNING = ("a value may not begin with this character", _IN_QUOTES)
_BLOCK = ("words behind the sign > or | of a block", "begin them in the next line, or use quotes")

# Words of libyaml, found in its context and problem; whether the fault is where the construct
# begins and not where the parser gave up; message and hint.
_SAID: tuple[tuple[str, bool, tuple[str, str]], ...] = (
    (
        "block sequence entries are not allowed",
        False,
        ("a list that begins behind its key", "begin the list in the next line"),
    ),
    ("found unexpected end of stream", True, _NOT_CLOSED),
    ("found unexpected document indicator", True, _NOT_CLOSED),
    (
        "while parsing a flow sequence",
        True,
        (
            "the bracket that opens here is not closed, or a comma is missing",
            f"close it; if it belongs to the words, {_IN_QUOTES}",
        ),
    ),
    (
        "while parsing a flow mapping",
        True,
        (
            "the brace that opens here is not closed, or a comma is missing",
            f"close it; if it belongs to the words, {_IN_QUOTES}",
        ),
    ),
    ("unknown escape character", False, _ESCAPE),
    ("expected hexdecimal number", False, _ESCAPE),
    ("Unicode character escape", False, _ESCAPE),
    ("while scanning an alias", True, (_BEGINNING.format("*"), _IN_QUOTES)),
    ("while scanning an anchor", True, (_BEGINNING.format("&"), _IN_QUOTES)),
    ("while scanning a tag", True, (_BEGINNING.format("!"), _IN_QUOTES)),
    ("undefined tag handle", True, (_BEGINNING.format("!"), _IN_QUOTES)),
    ("expected comment or line break", False, _BLOCK),
    ("indentation indicator", False, (_BLOCK[0], "write >- alone, and the words in the next line")),
    (
        "while scanning a directive",
        True,
        ("a line may not begin with %", "put the value in quotes, or delete the line"),
    ),
    ("expected node content", False, _ODD_BEGINNING),
    ("cannot start any token", False, _ODD_BEGINNING),
    (
        "expected '-' indicator",
        False,
        (
            "the line is indented less than its entry of the list, and begins no other",
            "indent it like the keys of its entry, or begin it with a hyphen and a space",
        ),
    ),
)


class Fault(NamedTuple):
    """A fault of syntax: line and column from 1, what is wrong, and how to mend it."""

    line: int
    column: int
    message: str
    hint: str


def explain(error: MarkedYAMLError, text: str) -> Fault:
    """Give the fault that made the parser of `text` stop with `error`."""
    last = _last_scalar(text)
    lines = text.split("\n")
    said = f"{error.context or ''} {error.problem or ''}"
    stopped = _place(error.problem_mark or error.context_mark)
    opened = _place(error.context_mark or error.problem_mark)
    return (
        _explain_tab(lines, stopped)
        or _explain_quotes(lines, stopped, opened, last)
        or _explain_spaces(lines, said, stopped)
        or _explain_colon(lines, said, stopped, last)
        or _explain_line(lines, said, stopped, opened)
        or _explain_words(said, stopped, opened)
    )


def _last_scalar(text: str) -> Any:
    """Give the last scalar before a fault, by a second reading, for few files have one."""
    last = None
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, ScalarEvent):
                last = event
    except yaml.YAMLError:
        pass
    return last


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _line(lines: list[str], place: tuple[int, int]) -> str:
    return lines[place[0] - 1] if place[0] <= len(lines) else ""


def _explain_tab(lines: list[str], stopped: tuple[int, int]) -> Fault | None:
    if _line(lines, stopped)[stopped[1] - 1 : stopped[1]] != "\t":
        return None
    return Fault(*stopped, "a tab where spaces must stand", "indent with spaces")


def _explain_quotes(
    lines: list[str], stopped: tuple[int, int], opened: tuple[int, int], last: Any
) -> Fault | None:
    """Find words behind a value in quotes, which often closes in a line that was not meant."""
    if not isinstance(last, ScalarEvent) or last.style not in _QUOTES:
        return None
    begin, end = _place(last.start_mark), _place(last.end_mark)
    if begin[0] < end[0] and end[0] in (stopped[0], opened[0]):
        message = f"the quotation mark that opens here closes only in line {end[0]}"
        return Fault(*begin, message, "close it where the value ends")
    between = _line(lines, stopped)[end[1] - 1 : stopped[1] - 1]
    if end[0] != stopped[0] or between.strip():
        return None
    message = "words behind the quotation mark that closes the value"
    return Fault(*stopped, message, "put all of it in quotes of the other kind, or use >-")


def _explain_spaces(lines: list[str], said: str, stopped: tuple[int, int]) -> Fault | None:
    """Find a space that is no plain one at the beginning of a line."""
    if "expected" not in said and "not allowed" not in said:
        return None
    for number in range(stopped[0], max(stopped[0] - _LOOK_BACK, 0), -1):
        if match := _ODD_INDENTATION.match(_line(lines, (number, 1))):
            message = f"the line begins with U+{ord(match[1]):04X}, which is no plain space"
            return Fault(number, match.start(1) + 1, message, "indent with plain spaces")
    return None


def _explain_colon(
    lines: list[str], said: str, stopped: tuple[int, int], last: Any
) -> Fault | None:
    if "mapping values are not allowed" not in said:
        return None
    above = isinstance(last, ScalarEvent) and _place(last.start_mark)[0] < stopped[0]
    if above and _KEY.match(_line(lines, stopped)[: stopped[1] - 1]):
        message = "the line goes on with the value above it, and holds a colon and space"
        hint = "indent a key like the keys beside it; put words with a colon in quotes"
        return Fault(*stopped, message, hint)
    return Fault(*stopped, "a colon and space inside a value without quotes", _IN_QUOTES)


def _explain_line(
    lines: list[str], said: str, stopped: tuple[int, int], opened: tuple[int, int]
) -> Fault | None:
    """Explain a line that is no key with its value, or does not stand where such a line may."""
    line = _line(lines, stopped).lstrip()
    if "could not find expected ':'" in said:
        return Fault(*opened, *_explain_key(_line(lines, opened)))
    if "did not find expected key" in said and line.startswith(":"):
        return Fault(*stopped, "a colon without a key before it", "write the key")
    if "did not find expected key" in said:
        message = "the line is not indented like those that it stands among"
        return Fault(*stopped, message, "indent it like the keys or entries beside it")
    if "did not find expected <document start>" not in said:
        return None
    if lines[0].startswith("%"):
        return Fault(1, 1, "a line may not begin with %", "delete the line")
    if any(line.startswith("...") for line in lines[: stopped[0]]):
        hint = "delete the line of three stops"
        return Fault(*stopped, "words behind a line ..., which ends the file", hint)
    message = "the line is indented less than the first of the file"
    return Fault(*stopped, message, "begin all keys of the file in the first column")


def _explain_key(line: str) -> tuple[str, str]:
    if _NO_SPACE.match(line):
        return "no space behind the colon of the key", "write a space behind the colon"
    if len(line) > _LONGEST_KEY:
        message = f"no colon and space in the first {_LONGEST_KEY} characters of the line"
        return message, "write the words under their key, in the next line, behind >-"
    message = "the line is neither a key with its value nor the entry of a list"
    return message, "write its key before it, or indent it like the value that it goes on with"


def _explain_words(said: str, stopped: tuple[int, int], opened: tuple[int, int]) -> Fault:
    for words, at_opening, (message, hint) in _SAID:
        if words in said:
            return Fault(*(opened if at_opening else stopped), message, hint)
    message = f"no YAML: {said.strip()}"
    return Fault(*stopped, message, "look at this line and at the line before it")
