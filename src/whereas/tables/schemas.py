"""Table Schemas, from `schemas/tables/`: the contract of every table."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from whereas.resources import data_file

_OF_RESOURCE = ("name", "order", "title", "description")
"""Keys of the file that say what the table is; a package says them of its resource."""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table's name, title, description and fields; `descriptor` is the Table Schema itself.

    `order` is the table's place in lists, from 1.
    """

    name: str
    order: int
    title: str
    description: str
    fields: tuple[str, ...]
    descriptor: Mapping[str, Any]


@functools.cache
def load_table_schema(name: str) -> TableSchema:
    """Give the schema of the table `name`; raises EnvironmentFault if it is missing."""
    path = data_file("schemas", "tables", f"{name}.schema.json")
    whole: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    descriptor = {key: value for key, value in whole.items() if key not in _OF_RESOURCE}
    return TableSchema(
        name=whole["name"],
        order=whole["order"],
        title=whole["title"],
        description=whole["description"],
        fields=tuple(field["name"] for field in whole["fields"]),
        descriptor=descriptor,
    )
