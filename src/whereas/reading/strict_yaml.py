"""A strict subset of YAML, read from the events of PyYAML's C parser, with positions.

Only mappings with text keys, lists and scalars; every scalar is text. No anchors, aliases, tags,
directives, merge keys, repeated keys or second documents. Depth and size are limited while the
events come, since the parser itself takes quadratic time on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from whereas.errors import EnvironmentFault
from whereas.problems import Problem, Severity, quoted
from whereas.reading.characters import iter_forbidden
from whereas.reading.syntax import explain

MAX_DEPTH = 16
"""Nesting of the deepest real structure (annex, part, article, list in list) is 11."""
MAX_NODES = 50_000
"""The longest official text measured has 6,000 nodes."""
MAX_KEY = 64

# YAML drops what follows a space and a hash; a comment has a space behind its hash.
_CUT = re.compile(r"[ \t]+(#\w+)")
_LETTER = re.compile(r"[^\W\d_]")

_LONGEST_FIGURE = 10
"""Characters of the longest plain scalar that can be anything but text (`scalars.py`)."""

Positions = dict[tuple[str | int | None, ...], tuple[int, int]]
"""Line and column of each value by its path; of a key by its path with None at the end."""


class Plain(str):
    """A short scalar without quotes: the schema may find a number or a truth value in it."""

    __slots__ = ()


class _Refusal(Exception):
    def __init__(self, mark: Any, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.column = mark.line + 1, mark.column + 1
        self.rule, self.message, self.hint = rule, message, hint


@dataclass(slots=True)
class _Level:
    """A mapping or list under construction. `key` waits for its value in a mapping."""

    value: Any
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    lines: tuple[str, ...] = ()
    """The lines of a file in which a hash may cut a value short; else none."""
    stack: list[_Level] = field(default_factory=list)
    root: Any = None
    nodes: int = 0
    documents: int = 0


def parse_yaml(text: str, file: str) -> tuple[Mapping[str, Any] | None, tuple[Problem, ...]]:
    """Give the mapping that `text` is, or None with the problem that stopped the reading.

    Raises `EnvironmentFault` when PyYAML was built without its C parser: the pure one differs
    from it and takes ten times as long.
    """
    if not hasattr(yaml, "CSafeLoader"):
        raise EnvironmentFault("PyYAML lacks its C parser (libyaml); install a wheel that has it")
    hashes = " #" in text or "\t#" in text
    builder = _Builder(tuple(text.split("\n")) if hashes else ())
    try:
        loader = yaml.CSafeLoader(text)
        while (event := loader.get_event()) is not None:
            if grow := _GROW.get(type(event)):
                grow(builder, event)
    except _Refusal as refusal:
        place = (refusal.line, refusal.column)
        return None, (_problem(file, place, refusal.rule, refusal.message, refusal.hint),)
    except yaml.MarkedYAMLError as error:
        fault = explain(error, text)
        place = (fault.line, fault.column)
        return None, (_problem(file, place, "YAML20", fault.message, fault.hint),)
    except yaml.YAMLError as error:
        first, _, _ = str(error).partition("\n")
        message = f"no YAML: {first}"
        return None, (_problem(file, (1, 1), "YAML20", message, "look for what is no text"),)
    if builder.root is None:
        message, hint = "the file holds comments alone", "write the text, or delete the file"
        return None, (_problem(file, (1, 1), "YAML01", message, hint),)
    return builder.root, ()


def find_positions(text: str) -> Positions:
    """Give where each part of a text stands that `parse_yaml` has read.

    A second reading, for few texts have problems, and places take as long as the text itself.
    """
    positions: Positions = {}
    paths: list[tuple[str | int | None, ...]] = []
    steps: list[str | int | None] = []
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, CollectionEndEvent):
            paths.pop()
            steps.pop()
        elif isinstance(event, (ScalarEvent, CollectionStartEvent)):
            step = steps[-1] if steps else ""
            if step is None and isinstance(event, ScalarEvent):
                steps[-1] = event.value
                positions[(*paths[-1], event.value, None)] = _mark(event)
                continue
            path = (*paths[-1], step) if paths else ()
            positions[path] = _mark(event)
            if steps:
                steps[-1] = step + 1 if isinstance(step, int) else None
            if isinstance(event, CollectionStartEvent):
                paths.append(path)
                steps.append(0 if isinstance(event, SequenceStartEvent) else None)
    return positions


def _problem(file: str, place: tuple[int, int], rule: str, message: str, hint: str) -> Problem:
    return Problem(file, rule, Severity.ERROR, message, hint, line=place[0], column=place[1])


def _begin(builder: _Builder, event: Any) -> None:
    builder.documents += 1
    if builder.documents > 1:
        hint = "put it into a file of its own, or delete the line ---"
        raise _Refusal(event.start_mark, "YAML02", "second document in one file", hint)
    if event.version or event.tags:
        raise _Refusal(event.start_mark, "YAML03", "a % directive", "delete the line")


def _alias(builder: _Builder, event: Any) -> None:
    message = f"alias {quoted(event.anchor)}"
    hint = "write the value out; put words that begin with * in quotes"
    raise _Refusal(event.start_mark, "YAML04", message, hint)


def _count(builder: _Builder, event: Any) -> None:
    builder.nodes += 1
    if builder.nodes > MAX_NODES:
        message = f"more than {MAX_NODES} values"
        raise _Refusal(event.start_mark, "YAML09", message, "split the file")
    if event.tag is None and event.anchor is None:
        return
    if event.anchor is not None:
        raise _Refusal(event.start_mark, "YAML04", f"anchor {quoted(event.anchor)}", "delete it")
    # "!" is what the parser gives a quoted scalar: no tag at all.
    if not (event.tag == "!" and isinstance(event, ScalarEvent)):
        raise _Refusal(event.start_mark, "YAML05", f"tag {quoted(event.tag)}", "delete it")


def _scalar(builder: _Builder, event: Any) -> None:
    _count(builder, event)
    level = builder.stack[-1] if builder.stack else None
    if level is not None and level.key is None and type(level.value) is dict:
        level.key = _key(level.value, event)
        return
    value = event.value
    # Only an escape in double quotes can still bring in what the characters were checked for.
    if event.style == '"':
        for _, rule, words in iter_forbidden(value):
            message = f"{words}, written as an escape"
            raise _Refusal(event.start_mark, rule, message, "delete or replace the escape")
    if event.implicit[0]:
        if builder.lines:
            _check_cut(builder.lines, event)
        if len(value) <= _LONGEST_FIGURE:
            value = Plain(value)
    _put(builder, level, value, event)


def _check_cut(lines: tuple[str, ...], event: Any) -> None:
    """Refuse words behind which a hash drops the rest; a figure is whole before a comment."""
    end = event.end_mark
    # The parser may put the end of a value behind the last line of a file.
    cut = _CUT.match(lines[end.line], end.column) if end.line < len(lines) else None
    if cut and _LETTER.search(event.value):
        mark = yaml.Mark("", 0, end.line, cut.start(1), None, 0)
        message = f"the words from {quoted(cut[1])} on would be lost as a comment"
        hint = "put the value in quotes, or a space behind the hash of a comment"
        raise _Refusal(mark, "YAML30", message, hint)


def _key(held: Mapping[str, Any], event: Any) -> str:
    key: str = event.value
    if key == "<<" and event.implicit[0]:
        raise _Refusal(event.start_mark, "YAML04", "merge key <<", "write the values out")
    if len(key) > MAX_KEY:
        message = f"key of {len(key)} characters; the limit is {MAX_KEY}"
        hint = "if it is words with a colon, put them in quotes"
        raise _Refusal(event.start_mark, "YAML06", message, hint)
    if key in held:
        raise _Refusal(event.start_mark, "YAML07", f"key {quoted(key)} stands twice", "keep one")
    return key


def _open(builder: _Builder, event: Any) -> None:
    _count(builder, event)
    if len(builder.stack) >= MAX_DEPTH:
        message = f"nested deeper than {MAX_DEPTH}"
        hint = "look at the indentation; put words that begin with a bracket in quotes"
        raise _Refusal(event.start_mark, "YAML08", message, hint)
    level = builder.stack[-1] if builder.stack else None
    if level is not None and level.key is None and type(level.value) is dict:
        hint = "write a word as key; put words that begin with a bracket in quotes"
        raise _Refusal(event.start_mark, "YAML06", "a key must be text", hint)
    value: Any = {} if type(event) is MappingStartEvent else []
    _put(builder, level, value, event)
    builder.stack.append(_Level(value))


def _close(builder: _Builder, event: Any) -> None:
    builder.stack.pop()


def _put(builder: _Builder, level: _Level | None, value: Any, event: Any) -> None:
    """Put a value where it belongs."""
    if level is None:
        if not isinstance(value, dict):
            hint = "begin with format: resolution/1"
            raise _Refusal(event.start_mark, "YAML10", "the file must be a mapping", hint)
        builder.root = value
    elif level.key is None:
        level.value.append(value)
    else:
        level.value[level.key] = value
        level.key = None


_GROW: Mapping[type, Callable[[_Builder, Any], None]] = {
    ScalarEvent: _scalar,
    MappingStartEvent: _open,
    SequenceStartEvent: _open,
    MappingEndEvent: _close,
    SequenceEndEvent: _close,
    DocumentStartEvent: _begin,
    AliasEvent: _alias,
}
"""How an event grows the document, or refuses it; the other events say nothing."""


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
