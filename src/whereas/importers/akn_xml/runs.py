"""Inline content of an element as a row of runs: words with their styles, links, marks.

A run is what has one look. Spaces are folded here; the markup is made in `lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.tree import Element
from whereas.model.markup import Style

Styles = frozenset[Style]

_PLAIN: Styles = frozenset()
_CLASSES: dict[str, Style] = {"italic": "italic", "bold": "bold"}
_TAGS: dict[str, Style] = {"i": "italic", "b": "bold", "sup": "sup", "sub": "sub"}
_WRAPPERS = frozenset(
    "span u p inline term docTitle docNumber docDate docProponent docStatus docAuthority docType"
    " location event session role person organization date entity num subheading heading"
    " quotedText def listIntroduction listWrapUp wrapUp intro".split()
)
"""Elements within a line that say what their words are, which the format does not keep."""

_SPACES = re.compile(r"\s{2,}|[^\S \u00a0]")
"""Spaces that are not one as they should be."""
_GLUE = re.compile(r"(?<![«0-9])[\u00a0\u202f](?![;:?!»%])|(?<=[0-9])[\u00a0\u202f](?![;:?!»%0-9])")
"""No-break spaces for which there is no rule of the language."""
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u202a-\u202e\u2060-\u2069\ufeff]")
_UNSEEN_RIGHTWARD = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""With the marks of direction, which only a language that runs to the left needs."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look, or a note: its printed mark, and its paragraphs as runs.

    `link` is the address to which the words lead; `place` that of the words in the file.
    """

    text: str
    line: int
    place: int
    styles: Styles = _PLAIN
    link: str = ""
    mark: str = ""
    note: tuple[tuple[Run, ...], ...] = ()


def read_runs(element: Element, context: Context) -> tuple[Run, ...]:
    """Give the runs of an element."""
    return fold(_iter_runs(element, _PLAIN, "", context), context)


def words_of(runs: Iterable[Run]) -> str:
    """Give the words alone, without marks."""
    return "".join(run.text for run in runs)


def fold(runs: Iterable[Run], context: Context) -> tuple[Run, ...]:
    """Give runs with single spaces, none at either end, and without characters nobody sees.

    A no-break space stays one only where a language prints it: at a stop, a quotation mark, a
    sign of percent or within a figure. A tabulator stays one, since it parts a label from what
    follows; a line has a space for it.
    """
    unseen = _UNSEEN_RIGHTWARD if context.is_rightward else _UNSEEN
    folded: list[Run] = []
    after_space = True
    for run in runs:
        text = run.text if run.text.isascii() else unseen.sub("", run.text)
        text = _SPACES.sub(_one_space, _with_plain_spaces(text, context))
        if after_space and not run.mark:
            text = text.lstrip()
        if text or run.mark:
            folded.append(run if text == run.text else _with_text(run, text))
            after_space = text[-1:].isspace()
    while folded and not folded[-1].mark and not folded[-1].text.rstrip():
        folded.pop()
    if folded:
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip())
    return tuple(folded)


def _with_text(run: Run, text: str) -> Run:
    """Give a run with other words; `replace` costs three times as much."""
    return Run(text, run.line, run.place, run.styles, run.link, run.mark, run.note)


def cut(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    """Give runs without their first `length` characters and the spaces after these."""
    kept: list[Run] = []
    for run in runs:
        text = run.text[length:] if not run.mark else ""
        length = max(length - len(run.text), 0)
        if not kept and not run.mark:
            text = text.lstrip()
        if text or run.mark:
            kept.append(replace(run, text=text))
    return tuple(kept)


def without_emphasis(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Give runs without the look that all of them share, as that of a heading or a title."""
    looks = [run.styles for run in runs if any(letter.isalnum() for letter in run.text)]
    shared = frozenset.intersection(*looks) & {"italic", "bold"} if looks else _PLAIN
    return tuple(replace(run, styles=run.styles - shared) for run in runs)


def _iter_runs(element: Element, styles: Styles, link: str, context: Context) -> Iterator[Run]:
    if element.text:
        yield Run(element.text, element.line, element.place, styles, link)
    for child in element.children:
        yield from _child(child, styles, link, context)
        if child.tail:
            yield Run(child.tail, child.line, child.tail_place, styles, link)


def _child(child: Element, styles: Styles, link: str, context: Context) -> Iterator[Run]:
    if child.tag == "authorialNote":
        paragraphs = child.children or (child,)
        note = tuple(read_runs(paragraph, context) for paragraph in paragraphs)
        yield Run("", child.line, child.place, mark=child.get("marker").strip() or "?", note=note)
    elif child.tag in ("eol", "br"):
        yield Run(" ", child.line, child.place, styles, link)
    elif child.tag == "img":
        context.lose("dropped", "picture", child.line, child.get("src"))
    else:
        if child.tag in ("a", "ref"):
            link = child.get("href")
        elif child.tag not in _WRAPPERS and child.tag not in _TAGS:
            context.lose("unknown", f"element {child.tag} in a line", child.line, child.text)
        yield from _iter_runs(child, styles | _styles(child, context), link, context)


def _styles(element: Element, context: Context) -> Styles:
    named = element.get("class").split()
    if "underline" in named or element.tag == "u":
        context.lose("dropped", "underline", element.line, element.text)
    found = {_CLASSES[name] for name in named if name in _CLASSES}
    if element.tag in _TAGS:
        found.add(_TAGS[element.tag])
    return frozenset(found)


def _with_plain_spaces(text: str, context: Context) -> str:
    """Give text without no-break spaces that only keep a line of print together."""
    if "\u00a0" not in text and "\u202f" not in text:
        return text
    made, count = _GLUE.subn(" ", text)
    context.plain_spaces += count
    return made


def _one_space(match: re.Match[str]) -> str:
    if "\t" in match[0]:
        return "\t"
    return "\u00a0" if set(match[0]) == {"\u00a0"} else " "
