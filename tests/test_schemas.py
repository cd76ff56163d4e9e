"""The schemas: valid themselves, in the common subset of patterns, the same in both engines."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from whereas.reading import schema as engine_room
from whereas.reading.documents import read_document
from whereas.reading.schema import Validator, engine, load_schema
from whereas.reading.schema_reference import reference

SCHEMAS = sorted((Path(__file__).parents[1] / "schemas").glob("*.schema.json"))
CASES = Path(__file__).parent / "cases"
NAMES = [path.name.removesuffix(".schema.json") for path in SCHEMAS]


def _iter_values(value: Any, key: str) -> Iterator[Any]:
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for inner in value.values():
            yield from _iter_values(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _iter_values(inner, key)


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_and_keeps_the_format_rules(name: str) -> None:
    schema = load_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    for pattern in _iter_values(schema, "pattern"):
        if isinstance(pattern, str):
            assert not any(
                part in pattern for part in (r"\d", r"\w", r"\s", r"\S", "(?=", "(?!", "(?<")
            )
    formats = {found for found in _iter_values(schema, "format") if isinstance(found, str)}
    assert formats <= {"date"}
    assert all(found.startswith("#/") for found in _iter_values(schema, "$ref"))


def _without_conditions(value: Any) -> Any:
    """Give a schema without what only tests a document: `if`, and what hangs on it."""
    if isinstance(value, dict):
        return {
            key: _without_conditions(inner)
            for key, inner in value.items()
            if key not in ("if", "allOf", "not")
        }
    return [_without_conditions(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_described(name: str) -> None:
    """A title, a description and an example, each its own or those of what it refers to."""
    schema = load_schema(name)
    lacking = []
    for properties in _iter_values(_without_conditions(schema), "properties"):
        for key, described in properties.items():
            target = described.get("$ref", "").removeprefix("#/$defs/")
            holder = {**(schema["$defs"][target] if target else {}), **described}
            lacking += [
                f"{key}: {word}"
                for word in ("title", "description", "examples")
                if not holder.get(word)
            ]
    assert lacking == []


def _found(validator: Validator, document: Any) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(str(v.path), v.keyword, v.names) for v in validator(document)}


def _documents() -> Iterator[Any]:
    for case in sorted(CASES.glob("*/good/*.yaml")):
        document, _ = read_document(case.read_bytes(), case.name, "resolution")
        if document is not None:
            yield document.root


def _mutate(document: Any, chance: random.Random) -> None:
    """Change one value somewhere: drop it, double it, rename its key, or put another kind."""
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in list(pairs):
            places.append((value, key))
            if isinstance(inner, dict | list):
                walk(inner)

    walk(document)
    holder, key = chance.choice(places)
    others = ["", " x", "x\n", "2044-02-30", 0, -1, True, None, [], {}, ["x"], {"x": "y"}, "99"]
    choice = chance.random()
    if choice < 0.2:
        del holder[key]
    elif choice < 0.4 and isinstance(holder, dict):
        holder[f"{key}x"] = holder.pop(key)
    else:
        holder[key] = copy.deepcopy(chance.choice(others))


def test_both_engines_find_the_same() -> None:
    chance = random.Random(159)
    ours, theirs = engine("resolution"), reference("resolution")
    documents = list(_documents())
    invalid = 0
    for _ in range(300):
        document = copy.deepcopy(chance.choice(documents))
        for _ in range(chance.randint(1, 3)):
            _mutate(document, chance)
        found = _found(ours, document)
        assert found == _found(theirs, document), json.dumps(document)
        invalid += bool(found)
    assert invalid > 200


def test_both_engines_name_the_key_that_another_needs() -> None:
    document = copy.deepcopy(dict(next(_documents())))
    then = [{"text": "x", "caption": "y"}]
    document["operative"] = [{"num": "1", "text": "x", "items": ["x"], "then": then}]
    found = _found(engine("resolution"), document)
    assert found == _found(reference("resolution"), document)
    assert {(keyword, names) for _, keyword, names in found} == {("dependentRequired", ("table",))}


def test_a_schema_may_not_lead_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    remote = {"$ref": "https://elsewhere.example/schema.json"}
    monkeypatch.setattr(engine_room, "load_schema", lambda name: remote)
    with pytest.raises(Exception, match="elsewhere"):
        list(engine("any")({}))


def test_without_the_engine_the_reference_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_room, "jsonschema_rs", None)
    engine_room.validator.cache_clear()
    assert not list(engine_room.validator("resolution")(next(_documents())))
    engine_room.validator.cache_clear()
