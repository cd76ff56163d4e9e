r"""Inline markup of a line of text: `parse_markup` and `format_markup`, a pair.

`*italic*` `**bold**` `***both***` `^sup^` `~sub~` `[^1]` (note mark) `[words](SYMBOL)` (link).
`\` before one of `* ^ ~ [ ] \` makes it literal. A lone mark is literal, and so is a link whose
target is no symbol. There is no HTML: every other character stands for itself.

`parse_markup` gives nodes in normal form: words and styles of one kind are never beside each
other but joined; a style holds something, and no space at either end; it stands in no style of
its own kind, at any depth; where bold and italic cover the same words, bold is the outer one; a
link has words and holds no link. `normalize` brings other nodes to this form.
"""

from __future__ import annotations

import functools
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

_TARGET = r"(?:[^()]|\([^()]*\))+"
_TOKEN = re.compile(
    r"\\(?P<literal>[*^~\[\]\\])"
    rf"|\[\^(?P<mark>{MARK_PATTERN})\]"
    r"|(?P<style>\*+|[\^~])"
    r"|(?P<open>\[)"
    rf"|\]\((?P<target>{_TARGET})\)",
    re.ASCII,
)
_SPECIAL = re.compile(r"[*^~\[\]\\]")
_MARK = re.compile(MARK_PATTERN, re.ASCII)
_WHOLE_TARGET = re.compile(_TARGET)


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


@dataclass(frozen=True, slots=True)
class _Delimiter:
    """A run of asterisks, `^` or `~`, and whether a style can end before or begin after it.

    A bracket that begins no link is one as well, of no style.
    """

    run: str
    ends: bool
    begins: bool


@dataclass(slots=True)
class _Open:
    """A delimiter that waits for its partner, and what has been read since."""

    run: str
    nodes: list[Node]


_Piece: TypeAlias = Node | _Delimiter


@functools.lru_cache(maxsize=1024)
def parse_markup(line: str) -> tuple[Node, ...]:
    """Give the inline nodes of `line`; never fails, since what pairs with nothing is literal."""
    if not _is_marked(line):
        return (Words(line),) if line else ()
    pieces = _split(line)
    return normalize(_pair_styles(pieces))


def _split(line: str) -> list[_Piece]:
    """Give the pieces of a line: words, marks, links, and delimiters that wait for a partner."""
    pieces: list[_Piece] = []
    brackets: list[int] = []
    position = 0
    for match in _TOKEN.finditer(line):
        _add_words(pieces, line[position : match.start()])
        position = match.end()
        if match["style"]:
            pieces.append(_delimiter(match, line))
        elif match["mark"]:
            pieces.append(Mark(match["mark"]))
        elif match["target"]:
            _close_link(pieces, brackets, match)
        elif match["open"]:
            brackets.append(len(pieces))
            pieces.append(_Delimiter("[", ends=False, begins=False))
        else:
            pieces.append(Words(match["literal"]))
    _add_words(pieces, line[position:])
    return pieces


def format_markup(nodes: Iterable[Node]) -> str:
    """Give the line that `parse_markup` reads as `nodes`, brought to the normal form.

    Raises ValueError for what cannot be written; see `normalize`.
    """
    return "".join(map(_format, normalize(nodes)))


def normalize(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Give nodes in normal form with the same words, marks and links, and the same look.

    Raises ValueError for a mark that is none, a link to what is no symbol, and a link in a link.
    """
    return _normal(nodes, frozenset(), linked=False)


def plain(nodes: Iterable[Node]) -> str:
    """Give the words alone: no markup and no note marks."""
    return "".join(node.text for node in iter_leaves(nodes) if isinstance(node, Words))


def plain_words(line: str) -> str:
    """Give the words of a line of markup alone."""
    return plain(_pair_styles(_split(line))) if _is_marked(line) else line


def _is_marked(line: str) -> bool:
    """Tell whether `line` has a character with a meaning; several times as fast as a pattern."""
    return "*" in line or "[" in line or "]" in line or "^" in line or "~" in line or "\\" in line


def plain_line(line: str | None) -> str | None:
    """Give the words of a line of markup alone; None where there is no line."""
    return plain_words(line) if line is not None else None


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


def _add_words(pieces: list[_Piece], text: str) -> None:
    if text:
        pieces.append(Words(text))


def _delimiter(match: re.Match[str], line: str) -> _Delimiter:
    """Give a delimiter; as in print, a style begins before a visible character, ends after one.

    So the asterisk of "5 * 3" begins nothing.
    """
    start, end = match.span()
    before, after = line[max(start - 1, 0) : start], line[end : end + 1]
    return _Delimiter(
        match[0], bool(before) and not before.isspace(), bool(after) and not after.isspace()
    )


def _close_link(pieces: list[_Piece], brackets: list[int], match: re.Match[str]) -> None:
    """Make a link of what follows the last open bracket, or take both ends as characters."""
    start = brackets.pop() if brackets else None
    if start is not None and SYMBOL_SHAPE.match(match["target"]):
        nodes = _pair_styles(pieces[start + 1 :])
        if plain(nodes):  # without words it would be a link that nobody sees
            pieces[start:] = [Link(match["target"], tuple(nodes))]
            # A link holds no link: brackets still open around this one can only be characters.
            brackets.clear()
            return
    pieces.append(Words(match[0]))


def _pair_styles(pieces: Iterable[_Piece]) -> list[Node]:
    """Give nodes, not yet in normal form; a delimiter without a partner becomes characters."""
    stack = [_Open("", [])]
    after_bracket = False
    for piece in pieces:
        if not isinstance(piece, _Delimiter):
            stack[-1].nodes.append(piece)
        elif piece.run == "[" or (piece.run == "^" and after_bracket):  # `[^x]` is no raised "x"
            stack[-1].nodes.append(Words(piece.run))
        else:
            _open_style(stack, piece, _close_styles(stack, piece))
        after_bracket = isinstance(piece, _Delimiter) and piece.run == "["
    _abandon_to(stack, 0)
    return stack[0].nodes


def _close_styles(stack: list[_Open], delimiter: _Delimiter) -> str:
    """Close what a run of delimiters can close, from the inside; give what is left of the run."""
    run = delimiter.run
    while run and delimiter.ends:
        token = _closing(stack, run)
        if not token:
            break
        _close_style(stack, token)
        run = run[len(token) :]
    return run


def _closing(stack: list[_Open], run: str) -> str:
    """Give the delimiter of the style that `run` closes first, empty where it closes none.

    A run of two asterisks is no two italics: `*a**b**c*` is bold within italic.
    """
    if run[0] != "*":
        return run if any(opened.run == run for opened in stack) else ""
    opened = [opened.run for opened in stack if opened.run[:1] == "*"]
    last, open_runs = (opened[-1] if opened else ""), "".join(opened)
    if last == "***":
        return "**" if len(run) == 2 else "*"
    if len(run) == 2 and last != "**":
        return "**" if "**" in opened else ""
    if len(run) == 1 and last != "*":
        return "*" if len(open_runs) == 3 else ""
    return last


def _close_style(stack: list[_Open], token: str) -> None:
    """Close the innermost style with the delimiter `token`, and abandon what crosses it."""
    index = max(i for i, opened in enumerate(stack) if opened.run in (token, "***"))
    _abandon_to(stack, index)
    opened = stack[index]
    styled: list[Node] = [Styled(STYLES[token], tuple(opened.nodes))]
    if not opened.nodes:
        styled = [Words(token + token)]
    if opened.run == token:
        stack.pop()
        stack[-1].nodes += styled
    else:  # three asterisks: the other style, around this one, stays open
        opened.run, opened.nodes = opened.run[len(token) :], styled


def _open_style(stack: list[_Open], delimiter: _Delimiter, run: str) -> None:
    """Open a style, or two for three asterisks; what can open none is characters."""
    taken = {token for opened in stack for token in _tokens(opened.run)}
    tokens = _tokens(run)
    if delimiter.begins and tokens and taken.isdisjoint(tokens):
        stack.append(_Open(run, []))
    elif run:
        stack[-1].nodes.append(Words(run))


def _tokens(run: str) -> tuple[str, ...]:
    """Give the delimiters of styles in a run: none in more than three asterisks."""
    return ("**", "*") if run == "***" else (run,) if run in STYLES else ()


def _abandon_to(stack: list[_Open], index: int) -> None:
    """Turn the delimiters opened above `index` into plain characters."""
    for opened in stack[index + 1 :]:
        stack[index].nodes += (Words(opened.run), *opened.nodes)
    del stack[index + 1 :]


def _normal(nodes: Iterable[Node], active: frozenset[Style], *, linked: bool) -> tuple[Node, ...]:
    made = (piece for node in nodes for piece in _normal_node(node, active, linked=linked))
    return tuple(_join(made))


def _normal_node(node: Node, active: frozenset[Style], *, linked: bool) -> Iterable[Node]:
    """Give what stands for one node where the styles `active` hold already."""
    if isinstance(node, Words):
        return (node,) if node.text else ()
    if isinstance(node, Mark):
        if not _MARK.fullmatch(node.mark):
            raise ValueError(f"{node.mark!r} is no mark of a note")
        return (node,)
    if isinstance(node, Link):
        if (
            linked
            or not SYMBOL_SHAPE.match(node.target)
            or not _WHOLE_TARGET.fullmatch(node.target)
        ):
            raise ValueError(f"a link to {node.target!r} cannot be written here")
        inner = _normal(node.nodes, active, linked=True)
        return (Link(node.target, inner),) if plain(inner) else inner
    inner = _normal(node.nodes, active | {node.style}, linked=linked)
    return inner if node.style in active else _styled(node.style, inner)


def _styled(style: Style, nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Give a style without spaces at its ends, which stand outside; bold around italic."""
    held = list(nodes)
    before = after = ""
    if held and isinstance(held[0], Words):
        stripped = held[0].text.lstrip()
        before = held[0].text[: len(held[0].text) - len(stripped)]
        held[:1] = [Words(stripped)] if stripped else []
    if held and isinstance(held[-1], Words):
        stripped = held[-1].text.rstrip()
        after = held[-1].text[len(stripped) :]
        held[-1:] = [Words(stripped)] if stripped else []
    yield Words(before)
    match style, held:
        case _, []:
            pass
        case "italic", [Styled("bold", inner)]:
            yield Styled("bold", (Styled("italic", inner),))
        case _:
            yield Styled(style, tuple(held))
    yield Words(after)


def _join(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give nodes with words and styles of one kind joined that stand beside each other."""
    given = (node for node in nodes if not isinstance(node, Words) or node.text)
    for kind, run in groupby(given, _kind):
        if kind == "words":
            yield Words("".join(node.text for node in run if isinstance(node, Words)))
        elif kind:
            held = [node for styled in run if isinstance(styled, Styled) for node in styled.nodes]
            yield Styled(kind, tuple(_join(held)))
        else:
            yield from run


def _kind(node: Node) -> Style | Literal["words", ""]:
    if isinstance(node, Words):
        return "words"
    return node.style if isinstance(node, Styled) else ""


def _format(node: Node) -> str:
    """Give the markup of a node in normal form."""
    if isinstance(node, Words):
        return escape_markup(node.text)
    if isinstance(node, Mark):
        return f"[^{node.mark}]"
    inner = "".join(map(_format, node.nodes))
    if isinstance(node, Link):
        return f"[{inner}]({node.target})"
    delimiter = _DELIMITERS[node.style]
    return f"{delimiter}{inner}{delimiter}"
