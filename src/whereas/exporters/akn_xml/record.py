"""What a record says of a text, as the format `resolution/1` writes it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from whereas.exporters.akn_xml.text import build_text
from whereas.exporters.values import Value, corrigendum_value, given, vote_value
from whereas.model.resolution import Adoption, Part, Resolution

_PLAIN = "symbol type status language original body session number title subtitle part_of".split()
_TRANSLATOR = "official"
"""Who translates a text as a rule (schemas/translation.schema.json)."""
_DEFAULTS = {"type": "resolution", "status": "adopted"}


def build_document(resolution: Resolution) -> Value:
    """Give the document of a record. Raises NotExportedError for what cannot be put back."""
    found: Value = {"format": "resolution/1"}
    for key in _PLAIN:
        value = getattr(resolution, key)
        if value is not None and value != _DEFAULTS.get(key):
            found[key] = value
    lists = {
        "aliases": list(resolution.aliases),
        "agenda": [given(dataclasses.asdict(item)) for item in resolution.agenda],
        "issued": given(dataclasses.asdict(resolution.issued)),
        "drafts": [
            {"symbol": draft.symbol, "note": draft.note} if draft.note else draft.symbol
            for draft in resolution.drafts
        ],
        "sponsors": [_sponsor(dataclasses.asdict(held)) for held in resolution.sponsors],
        "topics": list(resolution.topics),
        "sdgs": list(resolution.sdgs),
        "relations": [given(dataclasses.asdict(held)) for held in resolution.relations],
        "corrigenda": [corrigendum_value(held) for held in resolution.corrigenda],
        "excerpt": resolution.excerpt,
        "fictional": resolution.fictional,
        "source": _source(resolution),
    }
    if resolution.translated_by not in (None, _TRANSLATOR):
        found["translated_by"] = resolution.translated_by
    found["adoption"] = _adoption(resolution.adoption)
    found |= {key: value for key, value in lists.items() if value}
    text = build_text(resolution)
    _add_adoptions(text.get("parts", ()), resolution.parts)
    return {**found, **text}


def _sponsor(values: Mapping[str, Any]) -> Any:
    found = given(values)
    return found["state"] if found.keys() == {"state"} else found


def _add_adoptions(written: Any, parts: tuple[Part, ...]) -> None:
    for part, record in zip(written, parts, strict=False):
        if record.adoption:
            part["adoption"] = _adoption(record.adoption)


def _adoption(adoption: Adoption) -> Value:
    names = ("date", "meeting", "meeting_kind", "record", "place", "basis")
    found = given({name: getattr(adoption, name) for name in names})
    return {**found, "vote": vote_value(adoption.vote)} if adoption.vote else found


def _source(resolution: Resolution) -> Value:
    source = resolution.source
    names = ("url", "file", "sha256", "retrieved", "method", "note")
    found = given({name: getattr(source, name) for name in names})
    lists = {
        "paragraphs": given(dataclasses.asdict(source.counts)),
        "emendations": [given(dataclasses.asdict(held)) for held in source.emendations],
        "defects": [dataclasses.asdict(held) for held in source.defects],
    }
    return {**found, **{key: value for key, value in lists.items() if value}}
