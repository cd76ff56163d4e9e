"""Rows become files: CSV (RFC 4180, UTF-8, LF) and JSON. Gives chunks of bytes, writes nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from whereas.tables.schemas import TableSchema
from whereas.tables.table import Cell, Row

_CHUNK = 500
"""Rows a chunk: about 200 kB of paragraphs, so that memory stays small and calls few."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of tables: its key, its label on pages, its media type, and its encoder."""

    key: str
    label: str
    media_type: str
    encode: Callable[[TableSchema, Iterable[Row]], Iterator[bytes]]


def encode_csv(schema: TableSchema, rows: Iterable[Row]) -> Iterator[bytes]:
    """Give a table as CSV with a header; true and false in words, nothing for an empty cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(schema.fields)
    for number, row in enumerate(rows, 1):
        writer.writerow([format_cell(cell) for cell in row])
        if number % _CHUNK == 0:
            yield _drain(buffer)
    yield _drain(buffer)


def encode_json(schema: TableSchema, rows: Iterable[Row]) -> Iterator[bytes]:
    """Give a table as a JSON array, one object a line; every object has every key."""
    buffer = io.StringIO()
    buffer.write("[")
    for number, row in enumerate(rows, 1):
        buffer.write(",\n" if number > 1 else "\n")
        record = dict(zip(schema.fields, row, strict=True))
        buffer.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        if number % _CHUNK == 0:
            yield _drain(buffer)
    buffer.write("\n]\n")
    yield _drain(buffer)


def format_cell(cell: Cell) -> str:
    """Give a cell as CSV and pages have it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


CSV = FileFormat("csv", "CSV", "text/csv", encode_csv)
JSON = FileFormat("json", "JSON", "application/json", encode_json)
FORMATS = (CSV, JSON)


def _drain(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data
