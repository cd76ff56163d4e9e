"""Files that `whereas export akn` wrote: read by their elements, without any guess.

An official file is read by labels and looks. In a file of our own each element says what it is,
and what Akoma Ntoso has no place for stands in `proprietary`: the document comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whereas.importers.akn_xml.own_fields import read_value
from whereas.importers.akn_xml.own_lines import Notes, read_line
from whereas.importers.akn_xml.own_text import read_entries, read_preamble
from whereas.importers.akn_xml.source import iter_chunks
from whereas.importers.akn_xml.tree import Element, Fault, without
from whereas.importers.drafts import Draft, Source
from whereas.importers.words import Path, compare_words, count_words, iter_words

_TITLES = ("title", "subtitle")
_LABELS = frozenset({"num"})


def own_fields(root: Element) -> Element | None:
    """Give the fields in which a file of our own is known; None for any other file."""
    meta = root.children[0].child("meta") if root.children else None
    held = meta.child("proprietary") if meta else None
    return held.child("text") if held and held.get("source") == "#whereas" else None


def read_own(source: Source, root: Element, fields: Element) -> Draft | Fault:
    """Give the text of a file of our own, or why its metadata cannot be read."""
    text = root.children[0]
    symbol, language = _named(root, "FRBRalias", "value"), fields.get("language")
    held = next((read_value(value) for value in fields.children), None)
    if not (symbol and language and isinstance(held, dict)):
        return Fault(fields.line, "the metadata lack the symbol, the language or the fields")
    try:
        document = _document(text, symbol, language, held, fields.get("marks"))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return Fault(text.line, "the file says that whereas wrote it, but is not as it writes one")
    chunks = list(iter_chunks(without(root, _LABELS)))
    # Labels stand beside those of the format, so that only words have to be compared.
    unlabelled = dict.fromkeys(_iter_paths(document, ()), "")
    lost = compare_words(chunks, iter_words(document, unlabelled))
    return Draft(source.file, symbol, language, document, tuple(lost), count_words(chunks))


def _document(
    text: Element, symbol: str, language: str, held: Mapping[str, Any], marks: str
) -> dict[str, Any]:
    notes = Notes(marks.split())
    made: dict[str, Any] = {"format": "resolution/1", "symbol": symbol, "language": language}
    made |= {**held, "adoption": dict(held["adoption"])}
    cover = text.child("coverPage")
    agenda = (
        [_item(line, notes) for line in cover.children if line.child("inline")] if cover else []
    )
    basis = cover.find("docProponent") if cover else None
    if basis is not None:
        made["adoption"]["basis"] = read_line(basis, notes)
    found = {"agenda": agenda, **_subjects(text)}
    made |= {key: value for key, value in found.items() if value}
    made |= _titles(text, notes)
    made |= _text(text, notes)
    if parts := text.child("collectionBody"):
        made["parts"] = [_part(component.children[0], notes) for component in parts.children]
    if notes.words:
        made["notes"] = notes.ordered()
    return made


def _named(root: Element, tag: str, attribute: str) -> str:
    found = root.find(tag)
    return found.get(attribute) if found else ""


def _subjects(text: Element) -> dict[str, list[str]]:
    meta = text.child("meta")
    keywords = list(meta.walk("keyword")) if meta else []
    names = (("topics", "whereas"), ("sdgs", "SDGO"))
    return {
        key: [word.get("value") for word in keywords if word.get("dictionary") == dictionary]
        for key, dictionary in names
    }


def _item(line: Element, notes: Notes) -> dict[str, Any]:
    number, *title = line.children
    made: dict[str, Any] = {"item": int(number.text) if number.text.isdigit() else number.text}
    return {**made, "title": read_line(title[0], notes)} if title else made


def _titles(text: Element, notes: Notes) -> dict[str, str]:
    preface = text.child("preface")
    lines = [read_line(title, notes) for title in preface.walk("docTitle")] if preface else []
    return {key: line for key, line in zip(_TITLES, lines, strict=False) if line}


def _text(text: Element, notes: Notes) -> dict[str, Any]:
    made = read_preamble(text.child("preamble"), notes)
    body, attachments = text.child("mainBody"), text.child("attachments")
    if body is not None:
        made["operative"] = read_entries(body.children, notes, "operative")
    if attachments is not None:
        made["annexes"] = [_annex(held.children[0], notes) for held in attachments.children]
    return made


def _part(statement: Element, notes: Notes) -> dict[str, Any]:
    own = statement.find("proprietary")
    held = next(iter(own.walk("map"))) if own else None
    made: dict[str, Any] = read_value(held) if held else {}
    return {**made, **_titles(statement, notes), **_text(statement, notes)}


def _annex(document: Element, outer: Notes) -> dict[str, Any]:
    fields = document.find("part")
    held = fields.child("map") if fields else None
    made: dict[str, Any] = read_value(held) if held else {}
    has_own = fields is not None and "marks" in fields.attributes
    notes = Notes(fields.get("marks").split()) if fields is not None and has_own else outer
    made |= _titles(document, notes)
    body = document.child("mainBody")
    made["blocks"] = read_entries(body.children, notes, "blocks") if body else []
    if has_own:
        made["notes"] = notes.ordered()
    return made


def _iter_paths(value: Any, path: Path) -> Iterator[Path]:
    """Give the place of everything that a document holds."""
    yield path
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _iter_paths(held, (*path, key))
    elif isinstance(value, list):
        for position, held in enumerate(value):
            yield from _iter_paths(held, (*path, position))
