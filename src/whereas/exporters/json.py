"""The document in JSON, to `schemas/document.schema.json`: what pages, search and people read.

A line of the YAML is its plain words; its markup stands beside them under a key of its own
(`title_markup`, for a paragraph's words `markup`), only where it says more than they do.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from whereas.analysis.texts import BASIS, Text
from whereas.exporters.formats import exporter
from whereas.exporters.values import Value, corrigendum_value, given, vote_value
from whereas.model.markup import escape_markup, parse_markup, plain
from whereas.model.registers import Registers
from whereas.model.resolution import (
    Adoption,
    Cell,
    Note,
    Paragraph,
    Part,
    Relation,
    Resolution,
    Table,
)


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
        "notes": [_note(note) for note in resolution.notes],
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
        **given(
            {"corrigenda": [corrigendum_value(held) for held in resolution.corrigenda] or None}
        ),
        "source": _source(resolution, registers),
        "excerpt": resolution.excerpt,
        "fictional": resolution.fictional,
    }


def _metadata(resolution: Resolution) -> Value:
    return {
        "symbol": resolution.symbol,
        "aliases": list(resolution.aliases),
        "type": resolution.type,
        "status": resolution.status,
        "language": resolution.language,
        **given({"original": resolution.original, "translated_by": resolution.translated_by}),
        "body": resolution.body,
        "session": resolution.session,
        "number": resolution.number,
        "title": None,
        **_line("title", resolution.title),
        **_line("subtitle", resolution.subtitle),
        **given({"part_of": resolution.part_of}),
        "agenda": [{"item": item.item, **_line("title", item.title)} for item in resolution.agenda],
        "adoption": _adoption(resolution.adoption),
        "issued": given(dataclasses.asdict(resolution.issued)),
        "drafts": [
            {"symbol": draft.symbol, **_line("note", draft.note)} for draft in resolution.drafts
        ],
        "sponsors": [given(dataclasses.asdict(sponsor)) for sponsor in resolution.sponsors],
        "topics": list(resolution.topics),
        "sdgs": list(resolution.sdgs),
        "relations": [_relation(relation) for relation in resolution.relations],
        "numbering": resolution.numbering,
        **given({"parts": [_part(part) for part in resolution.parts] or None}),
    }


def _line(name: str, markup: str | None) -> Value:
    """Give the plain words of a line under `name`, and its markup where it says more."""
    if markup is None:
        return {}
    words = plain(parse_markup(markup))
    if markup in (words, escape_markup(words)):
        return {name: words}
    return {name: words, f"{name}_markup": markup}


def _adoption(adoption: Adoption) -> Value:
    names = ("date", "meeting", "meeting_kind", "record", "place")
    return {
        **given({name: getattr(adoption, name) for name in names}),
        **_line("basis", adoption.basis),
        **given({"vote": vote_value(adoption.vote) if adoption.vote else None}),
    }


def _relation(relation: Relation) -> Value:
    found = {"kind": relation.kind, "to": relation.to, "at": relation.at}
    return {**given(found), **_line("note", relation.note)}


def _part(part: Part) -> Value:
    adoption = _adoption(part.adoption) if part.adoption else None
    return {
        "part": part.letter,
        **_line("title", part.title),
        **given({"adoption": adoption}),
        "numbering": part.numbering,
    }


def _paragraph(paragraph: Paragraph, text: Text) -> Value:
    entry: Value = {
        "id": paragraph.id,
        "kind": paragraph.kind,
        "num": paragraph.num,
        "parent": paragraph.parent,
        **given({"detail": paragraph.detail or None}),
        **_line("heading", paragraph.heading or None),
        **_words(paragraph),
    }
    if paragraph.table:
        entry["table"] = _table(paragraph.table)
    if marks := [{"mark": mark, "offset": at} for mark, at in paragraph.marks()]:
        entry["notes"] = marks
    if opening := text.openings.get(paragraph.id):
        entry["opening"] = [opening.start, opening.end]
    return entry


def _note(note: Note) -> Value:
    return {**given({"annex": note.scope or None}), "mark": note.mark, **_words(note)}


def _words(place: Paragraph | Note) -> Value:
    """Give the plain words, and the markup where it says more than they do."""
    words, text = plain(place.nodes()), place.text()
    if place.markup in (words, escape_markup(words)):
        return {"text": text}
    return {"text": text, "markup": place.markup}


def _table(table: Table) -> Value:
    """Give header rows, rows and notes; a cell is its lines with markup, or says what it covers."""
    return {
        "head": [[_cell(cell) for cell in row] for row in table.head],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        **given({"notes": dict(table.notes) or None}),
    }


def _cell(cell: Cell) -> Any:
    lines = list(cell.lines)
    if cell.columns == cell.rows == 1:
        return lines
    return {"lines": lines, "columns": cell.columns, "rows": cell.rows}


def _source(resolution: Resolution, registers: Registers) -> Value:
    source = resolution.source
    emendations = [given(dataclasses.asdict(entry)) for entry in source.emendations]
    found = {
        "official": registers.official_url(resolution.symbol, resolution.language),
        "url": source.url,
        "file": source.file,
        "sha256": source.sha256,
        "retrieved": source.retrieved,
        "method": source.method,
        "note": source.note,
        "paragraphs": given(dataclasses.asdict(source.counts)) or None,
        "emendations": emendations or None,
        "defects": [dataclasses.asdict(entry) for entry in source.defects] or None,
    }
    return given(found)
