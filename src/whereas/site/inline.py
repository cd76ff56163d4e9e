"""A line of text becomes HTML: the one path by which words of a record reach a page.

Styles and links of the markup, derived spans (opening words, citations) and emendations may
overlap; they are laid over the line as intervals and written so that elements always nest.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from whereas.model.markup import Link, Mark, Node, Styled

_TAGS = {"italic": "em", "bold": "strong", "sup": "sup", "sub": "sub"}

# In a line's characters each note mark takes one place, held by a character that no text can
# contain (the reading room refuses private-use characters).
_MARK_BASE = 0xF0000
_PIECE = re.compile(r"\s+|[\U000F0000-\U000FFFFD]|[^\s\U000F0000-\U000FFFFD]+")


@dataclass(frozen=True, slots=True)
class Line:
    """The characters of a line, with one character for each note mark, and its styles."""

    characters: str
    marks: tuple[tuple[int, str], ...]
    spans: tuple[Span, ...]

    def place(self, offset: int) -> int:
        """Give the place among the characters of an offset in the plain words."""
        place = offset
        for at, _ in self.marks:
            if at > place:
                break
            place += 1
        return place


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of a line's characters that becomes an element.

    Of spans that begin together the longer is outside, then the one with the lower `rank`.
    An `id` goes to the first piece alone, where crossing spans split the element.
    """

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    id: str = ""
    rank: int = 0


RenderMark = Callable[[str], Markup]


def lay_out(nodes: Iterable[Node]) -> Line:
    """Give the line that inline nodes make; links are left to whoever knows addresses."""
    characters: list[str] = []
    marks: list[tuple[int, str]] = []
    spans: list[Span] = []
    _lay(nodes, characters, marks, spans)
    return Line("".join(characters), tuple(marks), tuple(spans))


def words_span(line: Line, start: int, end: int) -> tuple[int, int]:
    """Give the interval of characters for a span of the plain words, without marks around it."""
    return line.place(start), line.place(end - 1) + 1


def render_line(line: Line, spans: Sequence[Span], render_mark: RenderMark) -> Markup:
    """Give the HTML of a line under its own styles and `spans`; every character escaped."""
    ordered = sorted((*line.spans, *spans), key=lambda s: (s.start, -s.end, s.rank))
    marks = dict(line.marks)
    edges = {0, len(line.characters), *(e for s in ordered for e in (s.start, s.end))}
    edges |= {edge for at in marks for edge in (at, at + 1)}
    places = sorted(edges)
    parts: list[str] = []
    opened: list[Span] = []
    named: set[str] = set()
    waiting, wanted = deque(ordered), list[Span]()
    for start, end in zip(places, [*places[1:], None], strict=True):
        wanted = [span for span in wanted if span.end > start]
        while waiting and waiting[0].start <= start:
            wanted.append(waiting.popleft())
        _change(parts, opened, [s for s in wanted if s.start < s.end], named)
        for empty in (s for s in wanted if s.start == s.end):
            parts += [_open(empty, named), f"</{empty.tag}>"]
        if end is not None:
            piece = line.characters[start:end]
            parts.append(render_mark(marks[start]) if start in marks else escape(piece))
    return Markup("".join(parts))


def _lay(
    nodes: Iterable[Node],
    characters: list[str],
    marks: list[tuple[int, str]],
    spans: list[Span],
) -> None:
    for node in nodes:
        start = len(characters)
        if isinstance(node, Mark):
            marks.append((start, node.mark))
            characters.append(mark_character(node.mark))
        elif isinstance(node, (Styled, Link)):
            _lay(node.nodes, characters, marks, spans)
            if isinstance(node, Styled):
                spans.append(Span(start, len(characters), _TAGS[node.style], rank=3))
        else:
            characters.extend(node.text)


def mark_character(mark: str) -> str:
    """Give the character that holds the place of a note mark."""
    number = int(mark) if mark.isdigit() else 10_000 + len(mark)
    return chr(_MARK_BASE + number)


def _change(parts: list[str], opened: list[Span], wanted: list[Span], named: set[str]) -> None:
    """Close and open elements until exactly `wanted` are open, in that order."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] is wanted[same]:
        same += 1
    while len(opened) > same:
        parts.append(f"</{opened.pop().tag}>")
    for span in wanted[same:]:
        parts.append(_open(span, named))
        opened.append(span)


def _open(span: Span, named: set[str]) -> str:
    attributes = list(span.attributes)
    if span.id and span.id not in named:
        named.add(span.id)
        attributes.append(("id", span.id))
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{span.tag}{written}>"


def find_change(old: str, new: str) -> tuple[int, int]:
    """Give the interval of `new` that differs from `old`: what is between their common ends.

    Compared by words and marks; all of `new` where only the markup differs.
    """
    if old == new:
        return 0, len(new)
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    least = min(len(before), len(after))
    head = 0
    while head < least and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < least - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    changed = "".join(after[head : len(after) - tail])
    start = len("".join(after[:head])) + len(changed) - len(changed.lstrip())
    return start, start + len(changed.strip())
