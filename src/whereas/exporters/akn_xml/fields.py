"""Values for which Akoma Ntoso has no place, as elements of our own namespace.

A mapping is `map` with one child a key, a list `list`, and all else `value` with its words.
`importers/akn_xml/fields.py` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whereas.exporters.akn_xml.elements import Element, make


def write_value(value: Any, key: str | None = None) -> Element:
    """Give a value of YAML; `key` is its name in the mapping that holds it."""
    if isinstance(value, Mapping):
        held = [write_value(inner, str(name)) for name, inner in value.items()]
        return make("whereas:map", *held, key=key)
    if isinstance(value, (list, tuple)):
        return make("whereas:list", *map(write_value, value), key=key)
    kind = {bool: "boolean", int: "integer"}.get(type(value))
    words = str(value).lower() if kind == "boolean" else str(value)
    return make("whereas:value", words, key=key, type=kind)
