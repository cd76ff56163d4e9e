"""What a plain scalar is at each place of a schema: text, a number, a truth value.

A plain scalar is text unless the schema at its place allows only an integer or a boolean. The
schema is compiled once into a table of places; a key means nothing beyond its own place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from whereas.reading.schema import load_schema
from whereas.reading.strict_yaml import Plain

# Nine digits hold every number of the formats; a longer one stays text, which a schema refuses.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\Z", re.ASCII)
_BOOLEANS = {"true": True, "false": False}
_SCALARS = frozenset({"string", "number", "integer", "boolean"})
_KINDS = {frozenset({"integer"}): int, frozenset({"boolean"}): bool}


@dataclass(slots=True)
class Place:
    """A place of a schema: what a scalar there is, and the places of its keys and entries."""

    kind: type[int] | type[bool] | None = None
    keys: dict[str, Place] = field(default_factory=dict)
    patterns: list[tuple[re.Pattern[str], Place]] = field(default_factory=list)
    others: Place | None = None
    entries: Place | None = None

    def of(self, key: str) -> Place | None:
        """Give the place of a key; None where the schema says nothing of it."""
        found = self.keys.get(key)
        if found is None:
            matching = (place for pattern, place in self.patterns if pattern.search(key))
            found = next(matching, self.others)
        return found


def type_scalars(root: Mapping[str, Any], schema: str) -> dict[str, Any]:
    """Give a parsed document with the numbers and truth values that the schema asks for."""
    typed: dict[str, Any] = _typed(root, _compiled(schema))
    return typed


def _typed(value: Any, place: Place | None) -> Any:
    if isinstance(value, str):
        return _scalar(value, place) if isinstance(value, Plain) else value
    if isinstance(value, Mapping):
        return {key: _typed(inner, place and place.of(key)) for key, inner in value.items()}
    entries = place and place.entries
    return [_typed(inner, entries) for inner in value]


def _scalar(value: Plain, place: Place | None) -> str | int | bool | None:
    kind = place and place.kind
    if not value:
        return None
    if kind is int and _INTEGER.match(value):
        return int(value)
    if kind is bool:
        return _BOOLEANS.get(value, str(value))
    return str(value)


@functools.cache
def _compiled(name: str) -> Place:
    schema = load_schema(name)
    return _place([schema], schema, {})


def _place(
    schemas: list[Mapping[str, Any]], root: Mapping[str, Any], known: dict[frozenset[int], Place]
) -> Place:
    """Give the place that all of `schemas` speak of; a schema that holds itself comes again."""
    applied = [part for schema in schemas for part in _iter_applied(schema, root)]
    key = frozenset(map(id, applied))
    if key in known:
        return known[key]
    place = known[key] = Place(_kind(schemas, root))

    def inner(found: Iterable[Any]) -> Place | None:
        held = [schema for schema in found if isinstance(schema, Mapping)]
        return _place(held, root, known) if held else None

    for name in dict.fromkeys(n for part in applied for n in part.get("properties", {})):
        named = inner(part.get("properties", {}).get(name) for part in applied)
        place.keys[name] = named or Place()
    for part in applied:
        for pattern, schema in part.get("patternProperties", {}).items():
            place.patterns.append((re.compile(pattern, re.ASCII), inner([schema]) or Place()))
    place.others = inner(part.get("additionalProperties") for part in applied)
    place.entries = inner(part.get("items") for part in applied)
    return place


def _iter_applied(
    schema: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Give a schema and those that it applies, or may apply, to the same value."""
    yield schema
    for part in (_target(schema, root), schema.get("then"), schema.get("else")):
        if part is not None:
            yield from _iter_applied(part, root)
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            yield from _iter_applied(part, root)


def _target(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if "$ref" not in schema:
        return None
    found: Mapping[str, Any] = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return found


def _kind(
    schemas: list[Mapping[str, Any]], root: Mapping[str, Any]
) -> type[int] | type[bool] | None:
    """Give what a scalar is where each of `schemas` may apply, those without a type left out."""
    allowed = [_allowed(schema, root) for schema in schemas]
    told = [scalars for scalars in allowed if scalars != _SCALARS]
    return _KINDS.get(frozenset().union(*told))


def _allowed(schema: Mapping[str, Any], root: Mapping[str, Any]) -> frozenset[str]:
    """Give the kinds of scalars that a schema allows."""
    found = _SCALARS & _types(schema)
    target = _target(schema, root)
    for part in (target, *schema.get("allOf", ())):
        if part is not None:
            found &= _allowed(part, root)
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            found &= frozenset().union(*(_allowed(part, root) for part in schema[keyword]))
    if "if" in schema:
        branches = (schema.get("then", {}), schema.get("else", {}))
        found &= frozenset().union(*(_allowed(part, root) for part in branches))
    return found


def _types(schema: Mapping[str, Any]) -> frozenset[str]:
    types = schema.get("type")
    if types is None:
        return _SCALARS
    names = frozenset([types] if isinstance(types, str) else types)
    return names | {"integer"} if "number" in names else names
