"""Records hold all that a file says: no key that a schema accepts is dropped on the way.

Each key of the schemas is put into a document of its own, made from the examples of the schemas,
and must make another record and another JSON document than the same document without it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from support.judging import SOMEWHERE, read_text, registers
from whereas.analysis.texts import TextReader
from whereas.exporters.json import build_document
from whereas.model.annexes import notes_of
from whereas.model.paragraphs import flatten
from whereas.model.resolution import Resolution
from whereas.model.translation import Translation
from whereas.reading.documents import Document, build_text, read_document
from whereas.reading.schema import load_schema, validator

Schema = Mapping[str, Any]
Steps = tuple[str | int, ...]

# `format` tells which record it becomes. Numbering moves addresses only where there are sections:
# test_paragraphs.py. A translation's symbol is its main text's.
ELSEWHERE = {"format", "numbering"}
SAME_AS_MAIN = {("translation", "symbol")}

MAIN = b"""
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
agenda: [{item: 1, title: One}]
adoption: {date: 2044-12-20}
fictional: true
parts:
  - {part: A, operative: [Decides.], adoption: {date: 2044-12-21, basis: on a report}}
  - {part: B, operative: [Decides.]}
"""


def _applied(schema: Schema, root: Schema) -> Iterator[Schema]:
    """Give a schema and all that may apply to the same value."""
    yield schema
    parts = [schema.get("then"), schema.get("else")]
    parts += [part for word in ("allOf", "anyOf") for part in schema.get(word, ())]
    if "$ref" in schema:
        parts.append(root["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    for part in parts:
        if part is not None:
            yield from _applied(part, root)


def _iter_keys(root: Schema) -> Iterator[tuple[Steps, Schema, tuple[Steps, ...]]]:
    """Give every key once, at the first place to which the schema leads: its schema, its needs.

    The needs are the keys that the mappings on the way to it must have.
    """
    seen: set[int] = set()
    queue: list[tuple[Steps, Schema, tuple[Steps, ...]]] = [((), root, ())]
    while queue:
        steps, schema, needs = queue.pop(0)
        for part in _applied(schema, root):
            if id(part) in seen:
                continue
            seen.add(id(part))
            held = (*needs, *((*steps, name) for name in part.get("required", ())))
            for key, inner in part.get("properties", {}).items():
                yield (*steps, key), inner, held
                queue.append(((*steps, key), inner, held))
            if isinstance(part.get("items"), Mapping):
                queue.append(((*steps, 0), part["items"], held))


def _value(schema: Schema, root: Schema) -> Any:
    """Give a value that is not the default: the last of a list, own words, or the example."""
    parts = list(_applied(schema, root))
    if values := next((part["enum"] for part in parts if "enum" in part), None):
        return values[-1]
    if schema.get("$ref") == "#/$defs/line":
        return "Words of its own"
    return copy.deepcopy(next(part["examples"][0] for part in parts if part.get("examples")))


def _schema_at(steps: Steps, root: Schema) -> Schema:
    found = [root]
    for step in steps:
        parts = [part for schema in found for part in _applied(schema, root)]
        found = [part["items"] for part in parts if isinstance(step, int) and "items" in part]
        found += [p["properties"][step] for p in parts if step in p.get("properties", {})]
    # Of several forms of a thing, the first that shows what it can be.
    return next((s for s in found if any(p.get("examples") for p in _applied(s, root))), found[0])


def _document(steps: Steps, needs: tuple[Steps, ...], root: Schema) -> Any:
    """Give a document that has a key at `steps`, and what the mappings around it need."""
    made: Any = _value(_schema_at(steps, root), root)
    for step in reversed(steps):
        made = [made] if isinstance(step, int) else {step: made}
    for need in needs:
        if need != steps[: len(need)]:
            schema = _schema_at(need, root)
            _at(made, need[:-1]).setdefault(need[-1], _value(schema, root))
    return made


def _at(document: Any, steps: Steps) -> Any:
    for step in steps:
        document = document[step]
    return document


def _completed(document: Any, name: str) -> Any | None:
    """Give a document with the keys that it lacks; None where it cannot be made valid."""
    root = load_schema(name)
    for _ in range(40):
        found = next(validator(name)(document), None)
        if found is None:
            return document
        holder = _at(document, found.path)
        names = found.names
        if found.keyword == "anyOf":
            names = tuple(found.expected[0].get("required", ()))
        if found.keyword == "minItems" and isinstance(holder, list):
            holder.append({"part": "B", "operative": ["Decides."]})
        elif found.keyword in ("required", "anyOf", "dependentRequired") and names:
            for key in names:
                holder[key] = _value(_schema_at((*found.path, key), root), root)
        elif found.keyword == "enum":
            _at(document, found.path[:-1])[found.path[-1]] = found.expected[0]
        else:
            return None
    return None


def _record(document: Mapping[str, Any], name: str) -> tuple[Resolution | Translation, Resolution]:
    text = build_text(Document(document, "", name), SOMEWHERE)
    whole = text.of(read_text(MAIN)) if isinstance(text, Translation) else text
    return text, whole


def _json(whole: Resolution) -> Any:
    return build_document(TextReader(registers()).read(whole), registers())


def _is_kept(name: str, steps: Steps, needs: tuple[Steps, ...]) -> bool:
    root = load_schema(name)
    document = _completed(_document(steps, needs, root), name)
    assert document is not None, steps
    value = _at(document, steps)
    record, whole = _record(document, name)
    without = copy.deepcopy(document)
    del _at(without, steps[:-1])[steps[-1]]
    other = _completed(without, name)
    if other is None or other == document:  # a key that must be there
        is_mapping = isinstance(value, list | dict)
        return is_mapping or (repr(value) in repr(record) and repr(value) in repr(_json(whole)))
    changed, changed_whole = _record(other, name)
    return record != changed and _json(whole) != _json(changed_whole)


KEYS = [
    (name, steps, needs)
    for name in ("resolution", "translation")
    for steps, _, needs in _iter_keys(load_schema(name))
    if steps[-1] not in ELSEWHERE and (name, *steps) not in SAME_AS_MAIN
]
NAMES = [".".join(map(str, (name, *steps))) for name, steps, _ in KEYS]


@pytest.mark.parametrize(("name", "steps", "needs"), KEYS, ids=NAMES)
def test_every_key_is_kept(name: str, steps: Steps, needs: tuple[Steps, ...]) -> None:
    assert _is_kept(name, steps, needs)


def test_all_keys_are_tried() -> None:
    some = {"translation.parts.0.basis", "translation.agenda.0.title", "resolution.source.note"}
    assert some <= set(NAMES)
    ends = {name.rpartition(".")[2] for name in NAMES}
    assert ends >= {"caption", "embeds", "not_voting", "emendations", "cols", "resolving"}


def test_the_innermost_annex_has_the_notes() -> None:
    inner = {"blocks": ["a[^1]"], "notes": {"1": "Inner."}}
    block = {"num": "1", "text": "b[^1]", "embeds": inner}
    annex = {"num": "I", "blocks": [block], "notes": {"1": "Outer."}}
    text = {"operative": ["x"], "annexes": [annex]}
    paragraphs = flatten(text)
    notes = notes_of(text, paragraphs)
    assert [note.scope for note in notes] == ["annexI", "annexI.1.embed"]
    for order in (notes, notes[::-1]):
        resolution = replace(read_text(MAIN), paragraphs=paragraphs, notes=order)
        scopes = [resolution.note_scope(paragraph) for paragraph in paragraphs]
        assert scopes == ["", "annexI", "annexI", "annexI.1.embed", "annexI.1.embed"]


TRANSLATION = """
format: resolution-translation/1
symbol: A/RES/99/7
language: fr
agenda: [{title: Un}, {title: Deux}]
parts:
  - {part: B, title: La suite, basis: sans objet, operative: [Décide.]}
  - {part: A, basis: sur la base d’un *rapport*, operative: [Décide.]}
""".encode()


def _translated(data: bytes = TRANSLATION) -> Resolution:
    document, problems = read_document(data, "x.fr.yaml")
    assert document is not None, problems
    text = build_text(document, "x.fr.yaml")
    assert isinstance(text, Translation)
    return text.of(read_text(MAIN))


def test_a_part_has_its_basis_in_the_language_of_the_translation() -> None:
    first, second = _translated().parts
    assert first.adoption is not None
    assert (first.letter, first.title, first.path) == ("A", None, ("parts", 1))
    assert first.adoption.date == "2044-12-21"
    assert first.adoption.basis == "sur la base d’un *rapport*"
    assert (second.letter, second.title, second.adoption) == ("B", "La suite", None)
    assert _json(_translated())["parts"] == [
        {
            "part": "A",
            "adoption": {
                "date": "2044-12-21",
                "basis": "sur la base d’un rapport",
                "basis_markup": "sur la base d’un *rapport*",
            },
            "numbering": "continuous",
        },
        {"part": "B", "title": "La suite", "numbering": "continuous"},
    ]


def test_words_for_which_the_main_file_has_nothing_are_known() -> None:
    unplaced = _translated().unplaced
    assert unplaced == (("agenda", 1, "title"), ("parts", 0, "basis"))
    assert read_text(MAIN).unplaced == ()


def test_a_translation_has_no_adoption_of_its_own() -> None:
    data = TRANSLATION.replace(b"basis: sans objet", b"adoption: {date: 2044-12-21}")
    document, problems = read_document(data, "x.fr.yaml")
    assert document is None
    assert [(problem.rule, problem.path) for problem in problems] == [
        ("SCH01", ("parts", 0, "adoption"))
    ]
