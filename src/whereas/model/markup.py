r"""Inline markup of a line of text: `parse_markup` and `format_markup`, a pair.

`*italic*` `**bold**` `^sup^` `~sub~` `[^1]` (note mark) `[words](SYMBOL)` (link). `\` before one
of `* ^ ~ [ ] \` makes it literal. A lone mark is literal, and so is a link whose target is no
symbol. There is no HTML: every other character stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

Style = Literal["italic", "bold", "sup", "sub"]

STYLES: dict[str, Style] = {"**": "bold", "*": "italic", "^": "sup", "~": "sub"}
_DELIMITERS: dict[Style, str] = {style: mark for mark, style in STYLES.items()}

MARK_PATTERN = r"[1-9][0-9]{0,3}|\*{1,3}"
"""The mark of a note: a number, or one to three asterisks."""

SYMBOL_SHAPE = re.compile(
    r"(?=[^0-9]*[0-9])[A-Za-z0-9](?:[A-Za-z0-9./()_-]| (?=[^ ]))*\Z", re.ASCII
)
"""What a symbol can look like at all (schemas/resolution.schema.json, `symbol`): with a digit."""

_TOKEN = re.compile(
    r"\\(?P<literal>[*^~\[\]\\])"
    rf"|\[\^(?P<mark>{MARK_PATTERN})\]"
    r"|(?P<style>\*\*|[*^~])"
    r"|(?P<open>\[)"
    r"|\]\((?P<target>(?:[^()]|\([^()]*\))+)\)",
    re.ASCII,
)
_SPECIAL = re.compile(r"[*^~\[\]\\]")


@dataclass(frozen=True, slots=True)
class Words:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note, at its place in the text."""

    mark: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Inline nodes set in italic, bold, superscript or subscript."""

    style: Style
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Inline nodes that refer to the document with the symbol `target`."""

    target: str
    nodes: tuple[Node, ...]


Node: TypeAlias = Words | Mark | Styled | Link


@dataclass(slots=True)
class _Open:
    """A delimiter that waits for its partner, and what has been read since."""

    token: str
    nodes: list[Node]


def parse_markup(line: str) -> tuple[Node, ...]:
    """Give the inline nodes of `line`; never fails, since what pairs with nothing is literal."""
    stack = [_Open("", [])]
    position = 0
    for match in _TOKEN.finditer(line):
        _add_words(stack[-1].nodes, line[position : match.start()])
        position = match.end()
        if match["literal"]:
            _add_words(stack[-1].nodes, match["literal"])
        elif match["mark"]:
            stack[-1].nodes.append(Mark(match["mark"]))
        elif match["open"]:
            stack.append(_Open("[", []))
        elif match["target"]:
            _close_link(stack, match["target"], match[0])
        else:
            _style(stack, match["style"], line, match)
    _add_words(stack[-1].nodes, line[position:])
    _abandon_to(stack, 0)
    return tuple(stack[0].nodes)


def format_markup(nodes: Iterable[Node]) -> str:
    """Give the line that `parse_markup` reads as `nodes`."""
    return "".join(_format(node) for node in nodes)


def plain(nodes: Iterable[Node]) -> str:
    """Give the words alone: no markup and no note marks."""
    return "".join(node.text for node in iter_leaves(nodes) if isinstance(node, Words))


def plain_line(line: str | None) -> str | None:
    """Give the words of a line of markup alone; None where there is no line."""
    return plain(parse_markup(line)) if line is not None else None


def iter_leaves(nodes: Iterable[Node]) -> Iterator[Words | Mark]:
    """Give words and marks in reading order."""
    for node in nodes:
        if isinstance(node, (Styled, Link)):
            yield from iter_leaves(node.nodes)
        else:
            yield node


def iter_link_spans(nodes: Iterable[Node]) -> Iterator[tuple[int, int, str]]:
    """Give start and end of each link in the plain words, in code points, and its target."""
    offset = 0
    for node in nodes:
        length = len(plain([node]))
        if isinstance(node, Link):
            yield offset, offset + length, node.target
        elif isinstance(node, Styled):
            for start, end, target in iter_link_spans(node.nodes):
                yield offset + start, offset + end, target
        offset += length


def iter_marks(nodes: Iterable[Node]) -> Iterator[tuple[str, int]]:
    """Give each note mark with its offset in the plain words, in code points."""
    offset = 0
    for leaf in iter_leaves(nodes):
        if isinstance(leaf, Mark):
            yield leaf.mark, offset
        else:
            offset += len(leaf.text)


def escape_markup(text: str) -> str:
    r"""Give `text` with `\` before every character that markup gives a meaning."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def _add_words(nodes: list[Node], text: str) -> None:
    if not text:
        return
    if nodes and isinstance(nodes[-1], Words):
        nodes[-1] = Words(nodes[-1].text + text)
    else:
        nodes.append(Words(text))


def _find(stack: list[_Open], token: str) -> int:
    """Give the index of the open `token`; 0 if there is none. A link is a wall for styles."""
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].token == token:
            return index
        if stack[index].token == "[" and token != "[":
            return 0
    return 0


def _close_link(stack: list[_Open], target: str, printed: str) -> None:
    index = _find(stack, "[")
    if not index or not SYMBOL_SHAPE.match(target):
        if index:
            _abandon_to(stack, index - 1)
        _add_words(stack[-1].nodes, printed)
        return
    _abandon_to(stack, index)
    if not plain(stack[index].nodes):  # without words it would be a link that nobody sees
        _abandon_to(stack, index - 1)
        _add_words(stack[-1].nodes, printed)
        return
    opened = stack.pop()
    # A link holds no link: brackets still open around this one can only be characters.
    while outer := _find(stack, "["):
        _abandon_to(stack, outer - 1)
    stack[-1].nodes.append(Link(target, tuple(opened.nodes)))


def _abandon_to(stack: list[_Open], index: int) -> None:
    """Turn the delimiters opened above `index` into plain characters."""
    lone = stack[index + 1 :]
    del stack[index + 1 :]
    pieces = (node for opened in lone for node in (Words(opened.token), *opened.nodes))
    # Words beside words are joined at once: one by one would take time by the square.
    for group in (list(run) for _, run in groupby(pieces, lambda node: isinstance(node, Words))):
        if isinstance(group[0], Words):
            words = "".join(node.text for node in group if isinstance(node, Words))
            _add_words(stack[-1].nodes, words)
        else:
            stack[-1].nodes += group


def _style(stack: list[_Open], token: str, line: str, match: re.Match[str]) -> None:
    """Close the open partner of `token`, or open it, or take it as a character.

    As in print, a style begins before a visible character and ends after one: the asterisk
    of "5 * 3" opens nothing.
    """
    index = _find(stack, token)
    if index and not line[match.start() - 1].isspace():
        _abandon_to(stack, index)
        opened = stack.pop()
        if opened.nodes:
            stack[-1].nodes.append(Styled(STYLES[token], tuple(opened.nodes)))
        else:
            _add_words(stack[-1].nodes, token + token)
    elif not index and match.end() < len(line) and not line[match.end()].isspace():
        stack.append(_Open(token, []))
    else:
        _add_words(stack[-1].nodes, token)


def _format(node: Node) -> str:
    if isinstance(node, Words):
        return escape_markup(node.text)
    if isinstance(node, Mark):
        return f"[^{node.mark}]"
    inner = format_markup(node.nodes)
    if isinstance(node, Link):
        return f"[{inner}]({node.target})"
    delimiter = _DELIMITERS[node.style]
    return f"{delimiter}{inner}{delimiter}"
