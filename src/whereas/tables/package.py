"""The data package of a publication: tables in every format, descriptor, archive.

Writes through what its caller lends; gives what was made as entries of the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from whereas.model.catalogue import FieldEntry, FileEntry, KeyEntry, PackageEntry, TableEntry
from whereas.model.publication import Publication
from whereas.tables.descriptor import (
    describe_copy,
    describe_package,
    describe_table,
    format_descriptor,
)
from whereas.tables.schemas import TableSchema, load_table_schema
from whereas.tables.table import TABLES, Row, Source, iter_rows
from whereas.tables.writers import CSV, FORMATS, format_cell

_PREVIEW = 3
"""Rows of each table that the downloads page shows."""


class Receipt(Protocol):
    """What writing a file gives back."""

    @property
    def bytes(self) -> int:
        """Give the size in bytes."""

    @property
    def sha256(self) -> str:
        """Give the digest, 64 hexadecimal digits."""


Write = Callable[[str, Iterable[bytes]], Receipt]
WriteArchive = Callable[[str, Iterable[tuple[str, str | bytes]]], Receipt]
"""Writes a zip from names and either bytes or the path of a file written before."""


@dataclass(slots=True)
class _Count:
    """What is seen of a table's rows while they are written."""

    rows: int = 0
    first: list[tuple[str, ...]] = field(default_factory=list)

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.rows += 1
            if len(self.first) < _PREVIEW:
                self.first.append(tuple(format_cell(cell) for cell in row))
            yield row


def write_package(
    source: Source, publication: Publication, created: str, write: Write, archive: WriteArchive
) -> tuple[PackageEntry, tuple[TableEntry, ...]]:
    """Write `data/<id>/` and `data/<id>.zip`; give the package and its tables."""
    folder = f"data/{publication.id}"
    schemas = sorted((load_table_schema(name) for name in TABLES.load()), key=lambda s: s.order)
    tables: list[TableEntry] = []
    resources: list[Mapping[str, Any]] = []
    for schema in schemas:
        entry, described = _write_table(schema, source, folder, write)
        tables.append(entry)
        resources.extend(described)
    tabular = [resource for resource in resources if resource["format"] == CSV.key]
    whole = format_descriptor(describe_package(publication, resources, created))
    packed = format_descriptor(describe_package(publication, tabular, created))
    descriptor = _file(f"{folder}/datapackage.json", "descriptor", write, [whole])
    members: list[tuple[str, str | bytes]] = [("datapackage.json", packed)]
    members += [(resource["path"], f"{folder}/{resource['path']}") for resource in tabular]
    zipped = archive(f"{folder}.zip", members)
    package = PackageEntry(
        name=publication.id,
        title=publication.title,
        rows=sum(table.rows for table in tables),
        descriptor=descriptor,
        archive=FileEntry(f"{folder}.zip", "ZIP", zipped.bytes, zipped.sha256),
    )
    return package, tuple(tables)


def _write_table(
    schema: TableSchema, source: Source, folder: str, write: Write
) -> tuple[TableEntry, list[Mapping[str, Any]]]:
    files: list[FileEntry] = []
    resources: list[Mapping[str, Any]] = []
    count = _Count()
    for kind in FORMATS:
        count = _Count()
        chunks = kind.encode(schema, count.watch(iter_rows(schema.name, source)))
        file = _file(f"{folder}/{schema.name}.{kind.key}", kind.label, write, chunks)
        files.append(file)
        is_table = kind is CSV
        resources.append(
            describe_table(schema, file, count.rows)
            if is_table
            else describe_copy(schema, kind, file)
        )
    entry = TableEntry(
        name=schema.name,
        title=schema.title,
        description=schema.description,
        fields=tuple(_field(described) for described in schema.descriptor["fields"]),
        primary_key=tuple(schema.descriptor["primaryKey"]),
        foreign_keys=tuple(_keys(schema)),
        rows=count.rows,
        first_rows=tuple(count.first),
        files=tuple(files),
    )
    return entry, resources


def _file(path: str, label: str, write: Write, chunks: Iterable[bytes]) -> FileEntry:
    receipt = write(path, chunks)
    return FileEntry(path, label, receipt.bytes, receipt.sha256)


def _field(described: Mapping[str, Any]) -> FieldEntry:
    example = described["example"]
    return FieldEntry(
        name=described["name"],
        title=described["title"],
        description=described["description"],
        type=described["type"],
        example=example if isinstance(example, str) else json.dumps(example),
        required=described.get("constraints", {}).get("required", False),
        allowed=tuple(described.get("categories", ())),
    )


def _keys(schema: TableSchema) -> Iterator[KeyEntry]:
    for key in schema.descriptor.get("foreignKeys", ()):
        reference = key["reference"]
        target = reference["resource"] or schema.name
        yield KeyEntry(key["fields"][0], target, reference["fields"][0])
