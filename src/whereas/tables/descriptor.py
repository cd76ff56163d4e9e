"""The descriptor of a Data Package, version 2 (datapackage.org): what is in it and whose it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from whereas.model.catalogue import FileEntry
from whereas.model.publication import Publication
from whereas.tables.schemas import TableSchema
from whereas.tables.writers import CSV, FileFormat

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}


def describe_package(
    publication: Publication, resources: Iterable[Mapping[str, Any]], created: str
) -> Mapping[str, Any]:
    """Give the descriptor; `created` is an instant such as 2022-01-07T00:00:00Z.

    The licence is that of the data: structure and annotations. The texts have their source.
    """
    data, texts = publication.data, publication.texts
    found = {
        "$schema": _PROFILE,
        "name": publication.id,
        "id": f"{publication.url}data/{publication.id}/datapackage.json",
        "title": publication.title,
        "description": _describe(publication),
        "version": publication.version,
        "created": created,
        "homepage": publication.url,
        "keywords": list(publication.keywords) or None,
        "licenses": [{"name": data.license, "title": data.title, "path": data.url}],
        "sources": [{"title": texts.source}],
        "contributors": [
            _given(
                {
                    "title": publication.publisher,
                    "path": publication.publisher_url,
                    "roles": ["publisher"],
                }
            )
        ],
        "resources": list(resources),
    }
    return _given(found)


def _describe(publication: Publication) -> str:
    """Say what the package holds, that it is a copy, and on what terms the words themselves are."""
    texts = publication.texts
    terms = f"{texts.terms} {texts.url}" if texts.url else texts.terms
    words = "The licence is that of structure and annotations; the words of the texts are not ours."
    return f"{publication.description} {texts.acknowledgement} {words} {terms}"


def describe_table(schema: TableSchema, file: FileEntry, rows: int) -> Mapping[str, Any]:
    """Give the entry of a table in CSV; its path is within the package.

    Rows, bytes and hash are stated, since a reader cannot otherwise see that a file is cut.
    """
    return {
        "name": schema.name,
        "type": "table",
        "path": f"{schema.name}.{CSV.key}",
        "title": schema.title,
        "description": schema.description,
        **_format(CSV),
        "dialect": _DIALECT,
        **_digest(file),
        "rows": rows,
        "schema": schema.descriptor,
    }


def describe_copy(schema: TableSchema, kind: FileFormat, file: FileEntry) -> Mapping[str, Any]:
    """Give the entry of the same rows in another format, as a plain file.

    Not as a table: readers that check tables (frictionless 5.21) count no bytes of JSON and
    would find the stated number wrong. The CSV's schema describes its fields.
    """
    return {
        "name": f"{schema.name}-{kind.key}",
        "path": f"{schema.name}.{kind.key}",
        "title": f"{schema.title} ({kind.label})",
        "description": f"The rows of {schema.name}, with the same fields.",
        **_format(kind),
        **_digest(file),
    }


def _format(kind: FileFormat) -> dict[str, Any]:
    return {"format": kind.key, "mediatype": kind.media_type, "encoding": "utf-8"}


def _digest(file: FileEntry) -> dict[str, Any]:
    return {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"}


def format_descriptor(descriptor: Mapping[str, Any]) -> bytes:
    """Give a descriptor as indented JSON."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2).encode() + b"\n"


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
