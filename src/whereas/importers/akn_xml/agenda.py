"""Agenda items of the masthead: numbers and letters alike in all languages, and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import read_label
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.runs import read_runs, words_of
from whereas.importers.akn_xml.tree import Element

_ITEM = re.compile(r"(?P<number>\d{1,3})|\(?(?P<letter>[^\W\d_]{1,2}|[^\W\d_]\u200d)\)")
_FILED = re.compile(r"([0-9]{1,3})([a-z]?)")


def read_agenda(root: Element, cover: Element, context: Context) -> list[dict[str, Any]]:
    """Give the agenda items that a masthead prints, with their titles.

    Where it prints none, that of the metadata stands for it.
    """
    items: list[dict[str, Any]] = []
    titles: list[str] = []
    line = cover.line
    for printed in cover.walk("inline"):
        runs = read_runs(printed, context)
        if printed.get("name") == "agenda item":
            items += _items(words_of(runs), printed.line, context)
            line = printed.line
        elif printed.get("name") == "agenda item name":
            titles.append(format_line(runs, context))
    titles = [title for title in titles if title]
    if titles and not items:
        items = _filed(root, line, context)
    if not items:
        for title in titles:
            context.lose("unknown", "title of an agenda item without a number", line, title)
        return []
    _give_titles(items, titles, line, context)
    return items


def _filed(root: Element, line: int, context: Context) -> list[dict[str, Any]]:
    """Give the item under which the library filed a text: 74b."""
    for keyword in root.walk("keyword"):
        match = _FILED.fullmatch(keyword.get("value"))
        if keyword.get("refersTo") == "agenda" and match:
            item = _printed(int(match[1]), [match[2]] if match[2] else [])
            what = "agenda item that the masthead lacks"
            context.lose("repaired", what, line, keyword.get("value"), str(item))
            return [{"item": item}]
    return []


def _items(words: str, line: int, context: Context) -> list[dict[str, Any]]:
    """Give the items of a line such as `Agenda items 9 (a) and (b) and 12`."""
    found: list[tuple[int, list[str]]] = []
    for match in _ITEM.finditer(words.replace("（", "(").replace("）", ")")):
        if match["number"]:
            found.append((int(match["number"]), []))
        elif found and (letter := _letter(match["letter"])):
            found[-1][1].append(letter)
    if not found:
        context.lose("unknown", "agenda item without a number", line, words)
    return [{"item": _printed(number, letters)} for number, letters in found]


def _letter(printed: str) -> str | None:
    meanings = read_label(f"({printed})")
    return next((str(m.text) for m in meanings if m.style == "letter"), None)


def _printed(number: int, letters: Sequence[str]) -> str | int:
    """Give an item as English prints it: 9 (a) and (b)."""
    if not letters:
        return number
    listed = [f"({letter})" for letter in letters]
    joined = " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))
    return f"{number} {joined}"


def _give_titles(
    items: list[dict[str, Any]], titles: Sequence[str], line: int, context: Context
) -> None:
    """Give each item its title; titles that are more or fewer stand with the first items."""
    if len(items) == 1 and len(titles) > 1:
        context.lose("repaired", "title of an agenda item on several lines", line, titles[0])
        titles = [" ".join(titles)]
    if titles and len(titles) != len(items):
        what = "other number of titles than of agenda items"
        context.lose("doubtful", what, line, "; ".join(titles))
    for item, title in zip(items, titles, strict=False):
        item["title"] = title
    if len(titles) > len(items):
        items[-1]["title"] = " ".join((*titles[len(items) - 1 :],))
