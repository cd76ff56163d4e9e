"""CHR13: words that a spreadsheet would run. The other CHR rules are the reading room's."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.markup import iter_link_spans, parse_markup, plain
from whereas.model.resolution import Resolution
from whereas.problems import Path, Severity, quoted

_RUN = ("=", "+", "-", "@", "\t")


@file_rule("CHR13", Severity.ERROR, words=True)
def check_formulas(judged: Judged) -> Iterator[Finding]:
    """No text begins with `=`, `+`, `-`, `@` or a tab.

    Spreadsheets run such a cell of a CSV file as a formula. It is refused at the door, so that
    CSV, JSON and YAML say the same.
    Wrong: `- having regard to`. Right: `– having regard to` with the dash that was printed.
    Write the printed character.
    """
    resolution = judged.resolution
    for path, words in _iter_words(resolution):
        if words.startswith(_RUN):
            message = f"begins with {quoted(words[0])}, which a spreadsheet would run"
            yield Finding(path, message, "write the printed character, such as a dash")


def _iter_words(resolution: Resolution) -> Iterator[tuple[Path, str]]:
    """Give every piece of text that may begin a cell of a table, with its place."""
    yield ("number",), resolution.number or ""
    yield from resolution.heads()
    for paragraph in resolution.paragraphs:
        yield paragraph.path, paragraph.heading
        yield paragraph.path, paragraph.text()
        yield from ((paragraph.path, words) for words in _iter_links(paragraph.lines()))
    for note in resolution.notes:
        yield note.path, note.text()
        yield from ((note.path, words) for words in _iter_links((note.markup,)))
    yield from _iter_fields(("source", "emendations"), resolution.source.emendations)
    if not resolution.is_translation:
        yield ("adoption", "place"), resolution.adoption.place or ""
        for key in ("drafts", "sponsors", "relations"):
            yield from _iter_fields((key,), getattr(resolution, key))


def _iter_links(lines: Iterable[str]) -> Iterator[str]:
    """Give the words of links by hand: they are a cell of the table of references."""
    for line in lines:
        nodes = parse_markup(line)
        words = plain(nodes)
        yield from (words[start:end] for start, end, _ in iter_link_spans(nodes))


def _iter_fields(path: Path, records: Iterable[Any]) -> Iterator[tuple[Path, str]]:
    """Give the text of every field of records in a list; the field is named as in the YAML."""
    for position, record in enumerate(records):
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            if isinstance(value, str):
                yield (*path, position, field.name), value
