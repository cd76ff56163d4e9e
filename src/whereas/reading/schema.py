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


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing a schema forbids: where, by which keyword, and what the keyword asks for.

    `names` are keys: the unknown ones of `additionalProperties`, the missing of `required` and
    `dependentRequired`, those that `not` forbids; `expected` of a `not` is what the schema says
    beside it in words, if anything.
    """

    path: Path
    keyword: str
    expected: Any
    names: tuple[str, ...] = ()


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
    holder = _resolve(schema, where[:-1])
    expected = holder.get(keyword) if isinstance(holder, Mapping) else None
    value = _value(document, path)
    if keyword == "additionalProperties":
        known = holder.get("properties", {}).keys()
        patterns = [re.compile(p, re.ASCII) for p in holder.get("patternProperties", {})]
        unknown = (k for k in value if k not in known and not any(p.search(k) for p in patterns))
        yield Violation(path, keyword, tuple(known), tuple(unknown))
    elif keyword == "required":
        yield Violation(path, keyword, None, tuple(k for k in expected or () if k not in value))
    elif keyword == "dependentRequired":
        asked = (k for held, names in (expected or {}).items() if held in value for k in names)
        yield Violation(path, keyword, None, tuple(k for k in asked if k not in value))
    elif keyword == "not":
        names = tuple(dict.fromkeys(_forbidden(expected, value)))
        # What has a title describes the whole value and not what is wrong with it.
        said = None if "title" in holder else holder.get("description")
        yield Violation(path, keyword, said, names)
    else:
        yield Violation(path, keyword, expected)


def _forbidden(schema: Any, value: Any) -> Iterator[str]:
    """Give the keys of `value` by which it is what a `not` forbids: those that it requires."""
    if not isinstance(value, Mapping):
        return
    for choice in (schema, *schema.get("anyOf", ())):
        names = choice.get("required", ())
        if names and all(name in value for name in names):
            yield from names


def _resolve(schema: Any, where: Iterable[Any]) -> Any:
    """Follow the path of an error through the schema, stepping over `$ref`."""
    here = schema
    for step in where:
        if step == "$ref":
            here = _target(schema, here)
            continue
        if isinstance(here, Mapping) and step not in here and "$ref" in here:
            here = _target(schema, here)
        here = here[step]
    return _target(schema, here) if isinstance(here, Mapping) and "$ref" in here else here


def _target(schema: Any, holder: Mapping[str, Any]) -> Any:
    here = schema
    for step in holder["$ref"].removeprefix("#/").split("/"):
        here = here[step]
    return here


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
