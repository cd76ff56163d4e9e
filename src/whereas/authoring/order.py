"""What a document has of its schema, at every depth: the order of keys, and what is prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whereas.authoring.canonical import Words
from whereas.reading.schema import load_schema

_PROSE = "line"
"""Definition in the schema of what has no form of its own, unlike a date, a number or a label."""


def ordered(document: Mapping[str, Any], schema: str) -> dict[str, Any]:
    """Give a valid document with the keys of its mappings in the order of the schema `schema`.

    Keys that a schema knows only by pattern, such as marks of notes, stay as they are. Text that
    the schema takes for prose comes as `Words`.
    """
    whole = load_schema(schema)
    result: dict[str, Any] = _ordered(document, [whole], whole)
    return result


def _ordered(value: Any, schemas: list[Mapping[str, Any]], whole: Mapping[str, Any]) -> Any:
    shapes = [shape for schema in schemas for shape in _shapes(schema, whole)]
    if isinstance(value, Mapping):
        known = [shape for shape in shapes if value.keys() <= shape.get("properties", {}).keys()]
        rank = {key: n for n, key in enumerate(known[0]["properties"])} if known else {}
        # Python's sort is stable: keys without a rank keep their order.
        keys = sorted(value, key=lambda key: rank.get(key, 0)) if known else list(value)
        return {key: _ordered(value[key], list(_inner(shapes, key)), whole) for key in keys}
    if isinstance(value, list):
        held = [shape["items"] for shape in shapes if isinstance(shape.get("items"), Mapping)]
        return [_ordered(entry, held, whole) for entry in value]
    prose = whole["$defs"].get(_PROSE)
    is_prose = isinstance(value, str) and any(shape is prose for shape in shapes)
    return Words(value) if is_prose else value


def _shapes(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the schemas that a place may follow: what it refers to, and each alternative."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _shapes(whole["$defs"][name], whole)
    yield schema
    for keyword in ("oneOf", "anyOf", "allOf"):
        for alternative in schema.get(keyword, ()):
            yield from _shapes(alternative, whole)


def _inner(shapes: list[Mapping[str, Any]], key: str) -> Iterator[Mapping[str, Any]]:
    for shape in shapes:
        if key in shape.get("properties", {}):
            yield shape["properties"][key]
        for held in shape.get("patternProperties", {}).values():
            if isinstance(held, Mapping):
                yield held
