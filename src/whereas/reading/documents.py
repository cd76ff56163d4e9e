"""The way of one file: bytes, text, strict YAML, schema. Gives a document or its problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

from whereas.model.resolution import Resolution
from whereas.model.translation import Translation
from whereas.problems import Problem, Severity
from whereas.reading.characters import line_and_column, read_text
from whereas.reading.files import read_bytes
from whereas.reading.messages import describe_violations
from whereas.reading.places import Places
from whereas.reading.records import build_resolution, build_translation
from whereas.reading.scalars import type_scalars
from whereas.reading.schema import load_schema, validator
from whereas.reading.strict_yaml import parse_yaml

_SIGNS = "*^~[\\"
MAX_SIGNS = 20_000
"""Signs of markup in a file, which cost time: the most of an official text measured are 1,079."""

_SCHEMAS = {"resolution": "resolution", "resolution-translation": "translation"}
"""Schemas of texts by the name of their format, without its version."""


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document: mappings, lists, text, numbers; the text it was read from; its schema."""

    root: Mapping[str, Any]
    text: str
    schema: str


def read_document(
    data: bytes, file: str, schema: str = ""
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read `data` by the schema named `schema`; gives the document, or None and its problems.

    Without a name the document's own `format` says whether it is a text or a translation.
    """
    text, problems = read_text(data, file)
    if text is None:
        return None, problems
    parsed, problems = parse_yaml(text, file)
    if parsed is None:
        return None, problems
    # What is no YAML is told first, for it says more; only what follows takes long.
    if problem := _check_signs(text, file):
        return None, (problem,)
    schema = schema or _choose_schema(str(parsed.get("format")))
    root = type_scalars(parsed, schema)
    violations = validator(schema)(root)
    found = describe_violations(violations, root, load_schema(schema), file)
    problems = tuple(dict.fromkeys(map(Places(text).locate, found)))
    return (None if problems else Document(root, text, schema)), problems


def _choose_schema(written: str) -> str:
    """Give the schema of a text's format; of a wrong one, that which is nearest."""
    name = written.partition("/")[0]
    near = name if name in _SCHEMAS else next(iter(get_close_matches(name, _SCHEMAS, 1)), "")
    return _SCHEMAS.get(near, "resolution")


def _check_signs(text: str, file: str) -> Problem | None:
    """Refuse a file that is full of markup at the place where it is too much."""
    if sum(map(text.count, _SIGNS)) <= MAX_SIGNS:
        return None
    signs = re.finditer(f"[{re.escape(_SIGNS)}]", text)
    line, column = line_and_column(text, next(islice(signs, MAX_SIGNS, None)).start())
    message = f"more than {MAX_SIGNS} signs of markup ({' '.join(_SIGNS)})"
    hint = "look for what is no text, or split the file"
    return Problem(file, "YAML31", Severity.ERROR, message, hint, line=line, column=column)


def build_text(document: Document, file: str) -> Resolution | Translation:
    """Give the record of a valid text or translation."""
    build = build_translation if document.schema == "translation" else build_resolution
    return build(document.root, file)


def read_texts(
    root: Path, files: Iterable[str]
) -> tuple[tuple[Resolution | Translation, ...], tuple[Problem, ...]]:
    """Read texts of the content; give the records of the valid ones and all problems."""
    texts: list[Resolution | Translation] = []
    problems: list[Problem] = []
    for file in files:
        document, found = read_document(read_bytes(root, file), file)
        problems += found
        if document is not None:
            texts.append(build_text(document, file))
    return tuple(texts), tuple(problems)


def locate_in_files(root: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give problems that name a path in the YAML with line and column, by reading again.

    Positions are not kept with the records: they are as large, and few texts have problems.
    """
    files: dict[str, Places] = {}
    for problem in problems:
        if problem.line:
            yield problem
            continue
        if problem.file not in files:
            text, _ = read_text(read_bytes(root, problem.file), problem.file)
            parsed, _ = parse_yaml(text or "", problem.file)
            files[problem.file] = Places(text if text and parsed else "")
        yield files[problem.file].locate(problem)
