"""The masthead, the titles and the closing lines, as a reader of the file sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whereas.exporters.akn_xml.elements import Element, make
from whereas.exporters.akn_xml.inline import write_line
from whereas.exporters.akn_xml.notes import Notes

TITLES = ("title", "subtitle")
"""Titles in their order; a text without the first has an empty one before the second."""


def write_cover(document: Mapping[str, Any], notes: Notes) -> Element:
    """Give the masthead: symbol, issue, session, agenda items, basis."""
    return make("coverPage", *_iter_lines(document, notes))


def _iter_lines(document: Mapping[str, Any], notes: Notes) -> Iterator[Element]:
    yield make("p", make("docNumber", document["symbol"]))
    if "session" in document:
        session = str(document["session"])
        yield make("p", make("session", session, value=session))
    issued = document.get("issued", {})
    if "distribution" in issued:
        kind = issued["distribution"]
        yield make("p", make("docStatus", kind, refersTo=f"#{kind}"))
    if "date" in issued:
        yield make("p", make("docDate", issued["date"], date=issued["date"]))
    if "job" in issued:
        yield make("p", make("docketNumber", issued["job"]))
    for item in document.get("agenda", ()):
        number = make("inline", str(item["item"]), name="agenda item")
        title = None
        if "title" in item:
            title = write_line("inline", item["title"], notes, name="agenda item name")
        yield make("p", number, title)
    if "basis" in document["adoption"]:
        yield make("p", write_line("docProponent", document["adoption"]["basis"], notes))


def write_conclusions(day: str) -> Element:
    """Give the closing lines: the day of adoption."""
    return make("conclusions", make("p", make("docDate", day, date=day, refersTo="#adoption")))


def write_preface(text: Mapping[str, Any], notes: Notes) -> Element | None:
    """Give number and titles of a text or part; None where it has neither."""
    lines = []
    if "part" in text or "number" in text:
        lines.append(make("p", make("docNumber", str(text.get("part") or text["number"]))))
    lines += write_titles(text, notes)
    return make("preface", *lines) if lines else None


def write_titles(text: Mapping[str, Any], notes: Notes) -> list[Element]:
    """Give the titles of a text, part or annex, each on a line."""
    given = TITLES[: max((n for n, key in enumerate(TITLES, 1) if key in text), default=0)]
    return [make("p", write_line("docTitle", text.get(key, ""), notes)) for key in given]
