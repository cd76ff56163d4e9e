"""A document against its JSON Schema: jsonschema_rs as engine, jsonschema as the reference.

Both give the same places and keywords (a test compares them); the reference serves where the
engine has no wheel. No `$ref` leaves the schema; of all formats only `date` is used.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whereas.errors import BrokenPromise
from whereas.problems import Path
from whereas.resources import data_file

try:
    import jsonschema_rs
except ImportError:  # no wheel for this platform
    jsonschema_rs = None  # type: ignore[assignment]  # absence is what `engine()` asks for

_ENDING = ".schema.json"
_DEFINITION = "#/$defs/"
_NAMED = ("$defs", "properties", "patternProperties")
_INWARDS = (*_NAMED, "items", "prefixItems", "additionalProperties")
"""Keywords behind which a schema speaks of what a value holds."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing a schema forbids: where, by which keyword, and what the keyword asks for.

    `names` are keys: the unknown ones of `additionalProperties`, the missing of `required` and
    `dependentRequired`, those that `not` forbids; `expected` of a `not` is what the schema says
    beside it in words, if anything. `trail` are the subschemas that lead to the keyword and apply
    to the value, the one that holds it last.
    """

    path: Path
    keyword: str
    expected: Any
    names: tuple[str, ...] = ()
    trail: tuple[Mapping[str, Any], ...] = ()


_Schemas = tuple[Mapping[str, Any], ...]
Validator = Callable[[Any], Iterator[Violation]]


@functools.cache
def load_schema(name: str) -> Mapping[str, Any]:
    """Give the schema `name`, such as `resolution`, with all that it refers to inside.

    Raises EnvironmentFault if it is missing, BrokenPromise if it refers to what is no
    definition of a schema of ours.
    """
    schema = _read_schema(name)
    definitions: dict[str, Any] = {}
    _gather(schema, name, definitions)
    bundled: dict[str, Any] = _localized(schema)
    bundled["$defs"] = {key: _localized(value) for key, value in sorted(definitions.items())}
    return bundled


@functools.cache
def _read_schema(name: str) -> dict[str, Any]:
    path = data_file("schemas", f"{name}{_ENDING}")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _gather(schema: Any, home: str, definitions: dict[str, Any]) -> None:
    """Collect every definition that `schema`, of the file `home`, leads to."""
    for reference in _iter_references(schema):
        file, _, key = reference.partition(_DEFINITION)
        name = file.removesuffix(_ENDING) or home
        found = _read_schema(name).get("$defs", {}).get(key) if key else None
        if found is None:
            raise BrokenPromise(f"schema {home} refers to {reference}, which is not ours")
        if key not in definitions:
            definitions[key] = found
            _gather(found, name, definitions)
        elif definitions[key] is not found:
            raise BrokenPromise(f"two schemas define {key}")


def _iter_references(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for key, value in schema.items():
            if key != "$defs":
                yield from _iter_references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _iter_references(value)


def _localized(schema: Any) -> Any:
    """Give a schema whose references all lead into its own `$defs`."""
    if isinstance(schema, Mapping):
        return {
            key: "#" + value[value.index("/$defs/") :]
            if key == "$ref" and isinstance(value, str)
            else _localized(value)
            for key, value in schema.items()
            if key != "$defs"
        }
    return [_localized(value) for value in schema] if isinstance(schema, list) else schema


@functools.cache
def validator(name: str) -> Validator:
    """Give the validator of the schema `name`: the engine where it is installed."""
    if jsonschema_rs is not None:
        return engine(name)
    from whereas.reading.schema_reference import reference

    return reference(name)


def engine(name: str) -> Validator:
    """Give the validator by jsonschema_rs."""
    schema = load_schema(name)
    compiled = jsonschema_rs.Draft202012Validator(
        dict(schema),
        validate_formats=True,
        retriever=_refuse,
        pattern_options=jsonschema_rs.RegexOptions(),
    )

    def validate(document: Any) -> Iterator[Violation]:
        for error in compiled.iter_errors(document):
            path = _keyed(document, error.instance_path)
            keyword = str(error.schema_path[-1]) if error.schema_path else "false"
            yield from describe(schema, path, tuple(error.schema_path), keyword, document)

    return validate


def describe(
    schema: Any, path: Path, where: tuple[Any, ...], keyword: str, document: Any
) -> Iterator[Violation]:
    """Give what one error of an engine says, the same for both engines.

    `path` leads to the value, `where` through the schema to the keyword.
    """
    trail = _follow(schema, where[:-1], keyword)
    holder = trail[-1]
    expected = holder.get(keyword)
    value = _value(document, path)
    names: Iterable[str] = ()
    if keyword == "additionalProperties":
        known = holder.get("properties", {}).keys()
        patterns = [re.compile(p, re.ASCII) for p in holder.get("patternProperties", {})]
        names = (k for k in value if k not in known and not any(p.search(k) for p in patterns))
        expected = tuple(known)
    elif keyword == "required":
        names, expected = (k for k in expected or () if k not in value), None
    elif keyword == "dependentRequired":
        asked = (keys for held, keys in (expected or {}).items() if held in value)
        names, expected = (k for keys in asked for k in keys if k not in value), None
    elif keyword == "not":
        names = dict.fromkeys(_forbidden(expected, value))
        # What has a title describes the whole value and not what is wrong with it.
        expected = None if "title" in holder else holder.get("description")
    yield Violation(path, keyword, expected, tuple(names), trail)


def _forbidden(schema: Any, value: Any) -> Iterator[str]:
    """Give the keys of `value` by which it is what a `not` forbids: those that it requires."""
    if not isinstance(value, Mapping):
        return
    for choice in (schema, *schema.get("anyOf", ())):
        names = choice.get("required", ())
        if names and all(name in value for name in names):
            yield from names


def _follow(schema: Mapping[str, Any], where: Iterable[Any], keyword: str) -> _Schemas:
    """Follow the path of an error through the schema to what holds the keyword.

    Gives the subschemas on the way that apply to the value itself.
    """
    here: Any = schema
    trail: list[Mapping[str, Any]] = [schema]
    named = False
    for step in where:
        if step == "$ref" and not named:
            here = _target(schema, here)
        else:
            here = here if named else _entered(schema, here, step, trail)
            if not named and step in _INWARDS:
                trail = []
            here = here[step]
            # Behind `properties` stands a name, which may be that of a keyword.
            named = not named and step in _NAMED
        if isinstance(here, Mapping) and not named:
            trail.append(here)
    _entered(schema, here, keyword, trail)
    return tuple(trail)


def _entered(
    schema: Mapping[str, Any], here: Any, step: Any, trail: list[Mapping[str, Any]]
) -> Any:
    """Follow references to what has the keyword `step`: no engine need say that it does."""
    while isinstance(here, Mapping) and step not in here and "$ref" in here:
        here = _target(schema, here)
        trail.append(here)
    return here


def _target(schema: Any, holder: Mapping[str, Any]) -> Any:
    here = schema
    for step in holder["$ref"].removeprefix("#/").split("/"):
        here = here[step]
    return here


def find_subschemas(schema: Mapping[str, Any], path: Path) -> _Schemas:
    """Give the subschemas that may apply to what stands at `path`; those that refer come first.

    Of the branches of a condition the last comes first: it holds what is most common.
    """
    found: list[Mapping[str, Any]] = [schema]
    for step in path:
        applied = {id(part): part for holder in found for part in _iter_applied(schema, holder)}
        found = [inner for part in applied.values() for inner in _iter_inner(part, step)]
    return tuple(found)


def iter_resolved(
    schema: Mapping[str, Any], holder: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Give a subschema of `schema`, and what it refers to."""
    yield holder
    if "$ref" in holder:
        yield from iter_resolved(schema, _target(schema, holder))


def _iter_applied(
    schema: Mapping[str, Any], holder: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Give a subschema and those that it applies, or may apply, to the same value."""
    yield holder
    if "$ref" in holder:
        yield from _iter_applied(schema, _target(schema, holder))
    for part in (holder.get("else"), holder.get("then")):
        if part is not None:
            yield from _iter_applied(schema, part)
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in holder.get(keyword, ()):
            yield from _iter_applied(schema, part)


def _iter_inner(holder: Mapping[str, Any], step: str | int) -> Iterator[Mapping[str, Any]]:
    """Give what a subschema says of a key or an entry of its value."""
    if isinstance(step, int):
        found = [holder.get("items")]
    else:
        patterns = holder.get("patternProperties", {}).items()
        matching = (inner for pattern, inner in patterns if re.search(pattern, step, re.ASCII))
        found = [holder.get("properties", {}).get(step), *matching]
    yield from (inner for inner in found if isinstance(inner, Mapping))


def _keyed(document: Any, path: Iterable[str | int]) -> Path:
    """Give the engine's path with keys as text: it makes a number of a key such as 1."""
    steps: list[str | int] = []
    for step in path:
        steps.append(str(step) if isinstance(document, Mapping) else step)
        document = document[steps[-1]]
    return tuple(steps)


def _value(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _refuse(uri: str) -> Any:
    raise BrokenPromise(f"a schema refers to {uri}, outside itself")
