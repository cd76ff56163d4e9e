"""The page on the format, made from the schemas: every key, what it holds, an example.

Gives text; writes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from whereas.authoring.canonical import format_block
from whereas.resources import data_file

Schema = Mapping[str, Any]

HEAD = """\
---
# Made by `make docs` from schemas/; change the schemas.
title: Format
description: >-
  Every key of the files from which this site is made: texts, translations, settings and
  registers, and the document in JSON beside each page.
---

# Format

Every key of the files in `content/`, with an example of each, and of the document in JSON that
stands beside each page. [Documentation](documentation.md) tells how to begin; an editor that
knows YAML schemas says the same while you write.
"""

_CHAPTERS = (
    ("resolution", "content/resolutions/<body>/<session or year>/<symbol>.yaml"),
    ("translation", "content/resolutions/<body>/<session or year>/<symbol>.<language>.yaml"),
    ("publication", "content/publication.yaml"),
)
_REGISTER = "register-"

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "null": "nothing",
    "object": "a mapping",
    "array": "a list",
}
_ENDING = ".schema.json"


@dataclass(slots=True)
class _Section:
    """A mapping that gets a heading of its own: where it stands, and its schema."""

    anchor: str
    title: str
    schema: Schema
    home: str


@dataclass(slots=True)
class _Book:
    """The sections met so far, in the order in which they are to be written."""

    known: dict[str, _Section] = field(default_factory=dict)
    waiting: list[_Section] = field(default_factory=list)
    values: dict[str, Schema] = field(default_factory=dict)

    def link(self, anchor: str, title: str, schema: Schema, home: str) -> str:
        """Give a link to the section of a mapping, and note that it has to be written."""
        same = (known for known in self.known.values() if known.schema == schema)
        section = next(same, None) or _Section(anchor, title, schema, home)
        if section.anchor not in self.known:
            self.known[section.anchor] = section
            self.waiting.append(section)
        return f"[{section.title.lower()}](#{section.anchor})"


def render_format() -> str:
    """Give the page as Markdown."""
    book, parts = _Book(), [HEAD]
    for name, place in _chapters():
        schema = _load(name)
        first = _Section(name, _title(schema), schema, name)
        parts.append(f"\n## {first.title} {{#{name}}}\n\n{_described(schema)}\n\n{place}\n")
        parts.append(_render_keys(book, first))
        while book.waiting:
            section = book.waiting.pop(0)
            said = _described(section.schema)
            parts.append(f"\n### {section.title} {{#{section.anchor}}}\n")
            parts.append(f"\n{said}\n" if said else "")
            parts.append(_render_keys(book, section))
    parts.append("\n## Kinds of values {#values}\n\nScalars that many keys share.\n")
    parts += [_render_value(name, schema) for name, schema in _by_title(book.values)]
    return "".join(parts)


def _by_title(values: Mapping[str, Schema]) -> list[tuple[str, Schema]]:
    return sorted(values.items(), key=lambda item: _title(item[1]).lower())


def _chapters() -> Iterator[tuple[str, str]]:
    """Give the schemas in the order of the page, each with where its files stand."""
    for name, place in _CHAPTERS:
        yield name, f"Stands in `{place}`."
    # The other schemas are of files that the program alone has, and nobody writes in a project.
    for path in sorted(data_file("schemas").glob(f"{_REGISTER}*{_ENDING}")):
        name = path.name.removesuffix(_ENDING)
        file = name.removeprefix(_REGISTER).replace("-", "_")
        yield name, f"Stands in `content/registers/{file}.yaml`."
    yield "document", "Stands beside each page, as in `A/RES/76/159.json`."


def _load(name: str) -> Schema:
    text = (data_file("schemas") / f"{name}{_ENDING}").read_text(encoding="utf-8")
    loaded: Schema = json.loads(text)
    return loaded


def _render_keys(book: _Book, section: _Section) -> str:
    """Give the keys of a mapping as a definition list, and what it asks of them together."""
    schema = section.schema
    required = schema.get("required", ())
    parts = []
    for key, described in schema.get("properties", {}).items():
        parts.append(_render_key(book, section, key, described, required=key in required))
    for demand in _demands(schema):
        parts.append(f"\n{demand}\n")
    return "".join(parts)


def _render_key(
    book: _Book, section: _Section, key: str, described: Schema, *, required: bool
) -> str:
    holder = described
    if "description" not in described and "$ref" in described:
        holder = _resolve(described["$ref"], section.home)[1]
    inner = _anchor(f"{section.anchor}-{key}")
    kind = _kind(book, described, section.home, inner, _title(holder) or key)
    default = next((h["default"] for h in (described, holder) if "default" in h), None)
    if default is not None:
        kind += f"; if absent {_code(_scalar(default))}"
    kind = f"**Required**: {kind}" if required else _capital(kind)
    said = _sentence(holder.get("description") or _title(holder))
    example = _example(key, described if "examples" in described else holder, section)
    return f"\n`{key}` {{#{section.anchor}.{key}}}\n:   {said} {kind}{example}"


def _example(key: str, holder: Schema, section: _Section) -> str:
    """Give the first example: in the line, or as the lines one would write."""
    if not holder.get("examples") or "const" in holder or "enum" in holder:
        return ".\n"
    example = holder["examples"][0]
    if section.home == "document" or not isinstance(example, list | dict):
        return f", such as {_code(_scalar(example))}.\n"
    lines = "".join(f"        {line}\n" for line in format_block(key, example))
    return f", such as\n\n{lines}"


def _scalar(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _kind(book: _Book, schema: Schema, home: str, anchor: str, title: str) -> str:
    """Give in words what may stand at a place; mappings become links to their sections."""
    if "$ref" in schema:
        return _referred(book, schema["$ref"], home)
    if "const" in schema:
        return f"always `{schema['const']}`"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{choice}`" for choice in schema["enum"])
    if "if" in schema or ("anyOf" in schema and "properties" not in schema):
        kinds = [_kind(book, choice, home, anchor, title) for choice in _choices(schema, home)]
        return " or ".join(dict.fromkeys(kinds))
    if "properties" in schema:
        return book.link(anchor, _title(schema) or title, schema, home)
    if "items" in schema:
        entry = _kind(book, schema["items"], home, anchor, _title(schema["items"]) or title)
        least = schema.get("minItems", 0)
        return f"a list{f', {least} at least,' if least > 1 else ''} of {entry}"
    if "patternProperties" in schema:
        values = schema["patternProperties"].values()
        entries = dict.fromkeys(_kind(book, value, home, anchor, title) for value in values)
        return f"a mapping from keys to {' or '.join(entries)}"
    return _plain_kind(schema)


def _referred(book: _Book, reference: str, home: str) -> str:
    name, target, there = _resolve(reference, home)
    anchor = _anchor(name)
    if there == "common" and "properties" not in target and "items" not in target:
        book.values[name] = target
        return f"[{_title(target).lower()}](#value-{anchor})"
    return _kind(book, target, there, anchor, _title(target) or name)


def _plain_kind(schema: Schema) -> str:
    types = schema.get("type", "object" if schema.get("properties") else "string")
    names = [types] if isinstance(types, str) else types
    kind = " or ".join(_KINDS[name] for name in names)
    if "minimum" in schema and "maximum" in schema:
        kind += f", {schema['minimum']} to {schema['maximum']}"
    elif "minimum" in schema and "integer" in names:
        kind += f", {schema['minimum']} or more"
    return kind


def _choices(schema: Schema, home: str) -> Iterator[Schema]:
    """Give what may stand where a schema decides by the value itself."""
    if "anyOf" in schema:
        yield from schema["anyOf"]
        return
    for branch in (schema["then"], schema.get("else", {})):
        if "if" in branch:
            yield from _choices(branch, home)
        elif branch:
            yield branch


def _demands(schema: Schema) -> Iterator[str]:
    """Give in words what a mapping asks of several keys together."""
    alternatives = [_code(key) for choice in schema.get("anyOf", ()) for key in choice["required"]]
    if alternatives:
        yield f"At least one of {', '.join(alternatives)}."
    if both := schema.get("not", {}).get("required"):
        yield f"Not together: {', '.join(_code(key) for key in both)}."
    for condition in schema.get("allOf", ()):
        if said := condition.get("then", {}).get("description"):
            yield _capital(_sentence(said))


def _render_value(name: str, schema: Schema) -> str:
    said = _sentence(schema.get("description", ""))
    examples = ", ".join(_code(_scalar(example)) for example in schema.get("examples", ()))
    shown = f"\n    Examples: {examples}\n" if examples else ""
    return f"\n{_title(schema)} {{#value-{_anchor(name)}}}\n:   {said}\n{shown}"


def _resolve(reference: str, home: str) -> tuple[str, Schema, str]:
    """Give name, schema and file of what a reference in the file `home` leads to."""
    file, _, name = reference.partition("#/$defs/")
    there = file.removesuffix(_ENDING) or home
    return name, _load(there)["$defs"][name], there


def _title(schema: Schema) -> str:
    return str(schema.get("title", ""))


def _described(schema: Schema) -> str:
    return _sentence(schema.get("description", ""))


def _sentence(words: str) -> str:
    """Give a description as a sentence in Markdown: marks of the format are shown, not obeyed."""
    if not words:
        return ""
    parts = re.split(r"(`[^`]*`)", words)
    shown = "".join(part if part.startswith("`") else _escaped(part) for part in parts)
    return shown if shown.endswith(".") else f"{shown}."


def _escaped(words: str) -> str:
    return re.sub(r"([\\*_\[\]{}])", r"\\\1", words.replace("&", "&amp;").replace("<", "&lt;"))


def _capital(words: str) -> str:
    start = 1 if words.startswith("[") else 0
    return words[:start] + words[start].upper() + words[start + 1 :]


def _anchor(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower().replace("_", "-")
