"""The document in JSON, to `schemas/document.schema.json`: what pages, search and people read."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from whereas.analysis.texts import BASIS, Text
from whereas.exporters.formats import exporter
from whereas.model.markup import escape_markup, iter_marks
from whereas.model.registers import Registers
from whereas.model.resolution import Note, Paragraph, Resolution

Value = dict[str, Any]


@exporter("json", label="JSON", ending="json")
def export_json(text: Text, registers: Registers) -> bytes:
    """Give the document as UTF-8 JSON on one line; keys in the order of its schema."""
    document = build_document(text, registers)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def build_document(text: Text, registers: Registers) -> Value:
    """Give the document as JSON values. Offsets count code points of the plain words."""
    resolution = text.resolution
    return {
        "format": "document/1",
        **_metadata(resolution),
        "paragraphs": [_paragraph(paragraph, text) for paragraph in resolution.paragraphs],
        "notes": [{"mark": note.mark, **_words(note)} for note in resolution.notes],
        "references": [
            {
                "at": None if place == BASIS else place,
                "printed": citation.printed,
                "symbol": citation.cited,
                "date": citation.date,
                "via": citation.via,
            }
            for place, citation in text.iter_citations()
        ],
        "source": _source(resolution, registers),
        "fictional": resolution.fictional,
    }


def _metadata(resolution: Resolution) -> Value:
    return {
        "symbol": resolution.symbol,
        "aliases": list(resolution.aliases),
        "type": resolution.type,
        "status": resolution.status,
        "language": resolution.language,
        "body": resolution.body,
        "session": resolution.session,
        "number": resolution.number,
        "title": resolution.title,
        "agenda": [_given(dataclasses.asdict(item)) for item in resolution.agenda],
        "adoption": _given(dataclasses.asdict(resolution.adoption)),
        "issued": _given(dataclasses.asdict(resolution.issued)),
        "topics": list(resolution.topics),
    }


def _paragraph(paragraph: Paragraph, text: Text) -> Value:
    entry: Value = {
        "id": paragraph.id,
        "kind": paragraph.kind,
        "num": paragraph.num,
        "parent": paragraph.parent,
        **_words(paragraph),
    }
    if marks := [{"mark": mark, "offset": at} for mark, at in iter_marks(paragraph.nodes())]:
        entry["notes"] = marks
    if opening := text.openings.get(paragraph.id):
        entry["opening"] = [opening.start, opening.end]
    return entry


def _words(place: Paragraph | Note) -> Value:
    """Give the plain words, and the markup where it says more than they do."""
    plain = place.text()
    if place.markup in (plain, escape_markup(plain)):
        return {"text": plain}
    return {"text": plain, "markup": place.markup}


def _source(resolution: Resolution, registers: Registers) -> Value:
    source = resolution.source
    emendations = [_given(dataclasses.asdict(entry)) for entry in source.emendations]
    found = {
        "official": registers.official_url(resolution.symbol, resolution.language),
        "url": source.url,
        "file": source.file,
        "sha256": source.sha256,
        "retrieved": source.retrieved,
        "method": source.method,
        "note": source.note,
        "emendations": emendations or None,
    }
    return _given(found)


def _given(values: Value) -> Value:
    return {key: value for key, value in values.items() if value is not None}
