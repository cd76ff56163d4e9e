"""The reference validator, jsonschema: serves where the engine has no wheel, and in tests.

Reads patterns as the engine does, so that both give the same places and keywords.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import jsonschema

from whereas.reading.schema import Validator, Violation, describe, load_schema


def reference(name: str) -> Validator:
    """Give the validator by jsonschema, with patterns compiled as the engine reads them."""
    schema = load_schema(name)
    compiled = _Reference(schema, format_checker=jsonschema.FormatChecker(formats=["date"]))

    def validate(document: Any) -> Iterator[Violation]:
        for error in compiled.iter_errors(document):
            path, where = tuple(error.absolute_path), tuple(error.absolute_schema_path)
            yield from describe(schema, path, where, str(error.validator), document)

    return validate


def _check_pattern(
    validator: Any, pattern: str, instance: Any, schema: Any
) -> Iterator[jsonschema.ValidationError]:
    """Read a pattern as ECMAScript does: ASCII classes, and `$` only at the very end."""
    if isinstance(instance, str) and not _pattern(pattern).search(instance):
        yield jsonschema.ValidationError(f"does not match {pattern}")


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    end = pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern
    return re.compile(end, re.ASCII)


_Reference = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"pattern": _check_pattern}
)
