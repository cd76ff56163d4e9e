"""A valid document becomes a frozen record; nothing is judged here and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whereas.model.paragraphs import flatten
from whereas.model.resolution import (
    Adoption,
    AgendaItem,
    Emendation,
    Issued,
    Note,
    Resolution,
    Source,
    SourceCounts,
)

Written = Mapping[str, Any]


def build_resolution(document: Written, file: str) -> Resolution:
    """Give the record of a document that its schema found valid."""
    return Resolution(
        file=file,
        symbol=document["symbol"],
        aliases=tuple(document.get("aliases", ())),
        type=document.get("type", "resolution"),
        status=document.get("status", "adopted"),
        language=document["language"],
        body=document["body"],
        session=document.get("session"),
        number=document.get("number"),
        title=document.get("title"),
        agenda=tuple(AgendaItem(i["item"], i.get("title")) for i in document.get("agenda", ())),
        adoption=Adoption(**document["adoption"]),
        issued=Issued(**document.get("issued", {})),
        topics=tuple(document.get("topics", ())),
        numbering=document.get("numbering", "continuous"),
        paragraphs=flatten(document),
        notes=_notes(document.get("notes", {})),
        source=_source(document.get("source", {})),
        fictional=document.get("fictional", False),
    )


def _notes(notes: Written) -> tuple[Note, ...]:
    return tuple(Note(mark, words, ("notes", mark)) for mark, words in notes.items())


def _source(source: Written) -> Source:
    return Source(
        url=source.get("url"),
        file=source.get("file"),
        sha256=source.get("sha256"),
        retrieved=source.get("retrieved"),
        method=source.get("method"),
        note=source.get("note"),
        counts=SourceCounts(**source.get("paragraphs", {})),
        emendations=tuple(_emendation(entry) for entry in source.get("emendations", ())),
    )


def _emendation(entry: Written) -> Emendation:
    return Emendation(
        at=entry["at"],
        read=entry["read"],
        text=entry["text"],
        status=entry["status"],
        suggest=entry.get("suggest"),
        why=entry.get("why"),
    )
