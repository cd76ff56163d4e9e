"""AGD: items of the agenda, and their titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.keys import Keys, TextKey
from whereas.checks.rules import Finding, corpus_rule, file_rule
from whereas.model.markup import plain_line
from whereas.model.sessions import canonical_session
from whereas.problems import Severity, quoted

_LETTER = re.compile(r"\(([a-z]+)\)")
_BETWEEN = re.compile(r"(?<=\)), (?=\()|(?<=\)) and (?=\()")
"""What parts single letters; `to` between the ends of a range is left alone."""
_TYPOGRAPHY = str.maketrans("\u00a0\u2011\u2019", " -'")
"""Marks that printers exchange, and that no reader can tell apart in a message."""
_SHOWN = 40
"""Characters of a title that a message shows, from the first word that differs."""

Order = tuple[int, tuple[tuple[int, str], ...]]


@corpus_rule("AGD01", Severity.WARNING)
def check_titles(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """In a session, an item of the agenda has the same title in every text.

    Long titles are retyped. Of several titles, the one that most texts have is taken as right,
    of equally many the first.
    Wrong: `Question of Palestine` and `Questions of Palestine` for item 39. Right: one of them.
    Compare with the agenda of the session.
    """
    for item, titled in _iter_items(keys):
        counts = Counter(title for *_, title in titled)
        usual, number = counts.most_common(1)[0]
        first = next(text for text, _, title in titled if title == usual)
        hint = f"as in {first.symbol}" + (f" and {number - 1} more" if number > 1 else "")
        for text, position, title in titled:
            if title != usual:
                here, there = _difference(title, usual)
                message = f"the title of item {item} has {quoted(here)}, not {quoted(there)}"
                path = ("agenda", position, "title")
                yield text.file, Finding(path, message, hint, words=here)


@file_rule("AGD02", Severity.ERROR)
def check_items(judged: Judged) -> Iterator[Finding]:
    """Items and their letters are written as printed, in their order, each once.

    One spelling lets the texts of an item be found together.
    Wrong: `74(b)`, `9 (b) and (a)`, `9 (a), (b)`. Right: `74 (b)`, `9 (a) and (b)`.
    Write a space before the brackets, `and` before the last letter, and items in their order.
    """
    before: Order = (0, ())
    for position, item in enumerate(judged.resolution.agenda):
        path = ("agenda", position, "item")
        order = _order(item.item)
        if item.item != _spelling(item.item):
            message = f"{quoted(item.item)} is not how an item is printed"
            yield Finding(path, message, f"write {_spelling(item.item)}")
        if list(order[1]) != sorted(set(order[1])):
            message = f"letters of item {quoted(item.item)} are not in their order, each once"
            yield Finding(path, message, "compare with the agenda")
        if position and order <= before:
            last = judged.resolution.agenda[position - 1].item
            late = f"item {item.item} stands after item {last}"
            message = late if order < before else f"item {item.item} stands twice"
            yield Finding(path, message, "items stand in their order, each once")
        before = order


def _iter_items(keys: Keys) -> Iterator[tuple[str, list[tuple[TextKey, int, str]]]]:
    """Give each item with the texts that print its title: place in their agenda, and title."""
    held: dict[tuple[str, str, str, str], list[tuple[TextKey, int, str]]] = {}
    for text in keys:
        for position, item in enumerate(text.agenda):
            title, session = plain_line(item.title), text.session
            if title and session:
                title = title.translate(_TYPOGRAPHY)
                printed = _spelling(item.item)
                key = (text.body, canonical_session(session), text.language, printed)
                held.setdefault(key, []).append((text, position, title))
    for (*_, printed), titled in sorted(held.items(), key=lambda pair: pair[0]):
        yield printed, titled


def _spelling(item: str) -> str:
    """Give an item with the spaces, commas and `and` of its printed form."""
    parts = _BETWEEN.split(re.sub(r"(?<=[0-9])\(", " (", item))
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]


def _order(item: str) -> Order:
    """Give a key that sorts items and their letters as they are counted: z before aa."""
    number = re.match("[0-9]+", item)
    letters = tuple((len(letter), letter) for letter in _LETTER.findall(item))
    return int(number[0]) if number else 0, letters


def _difference(title: str, usual: str) -> tuple[str, str]:
    """Give what stands in each title from the first word that differs, a few words at most."""
    pairs = enumerate(zip(title, usual, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(title), len(usual)))
    start = title.rfind(" ", 0, same) + 1
    return _few_words(title[start:]), _few_words(usual[start:])


def _few_words(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] or words[:_SHOWN]
