"""What a schema forbids, said as an editor would: `Violation` to `Problem`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from whereas.problems import Path, Problem, Severity, quoted
from whereas.reading.schema import Violation

_DEFINITION = "#/$defs/"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}
_SHAPES: dict[str, tuple[str, str]] = {
    "minItems": ("SCH06", "needs at least {expected} entry"),
    "minProperties": ("SCH06", "needs at least {expected} entry"),
    "uniqueItems": ("SCH06", "holds the same entry twice"),
    "minimum": ("SCH06", "is below {expected}"),
    "maximum": ("SCH06", "is above {expected}"),
    "minLength": ("SCH04", "is shorter than {expected} character"),
    "maxLength": ("SCH04", "is longer than {expected} characters"),
}


def describe_violations(
    violations: Iterable[Violation], document: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    """Give a problem for each thing a schema forbids; unknown and missing keys one by one."""
    found = list(violations)
    malformed = {violation.path for violation in found if violation.keyword == "pattern"}
    for violation in found:
        # What has not even the form of a date need not be called a wrong day as well.
        if violation.keyword == "format" and violation.path in malformed:
            continue
        value = _value(document, violation.path)
        yield from _DESCRIBE.get(violation.keyword, _shape)(violation, value, schema, file)


def _problem(
    file: str, rule: str, path: Path, message: str, hint: str = "", *, key: bool = False
) -> Problem:
    return Problem(file, rule, Severity.ERROR, message, hint, path, key)


def _unknown(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    known = [str(key) for key in violation.expected]
    for name in violation.names:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else _known(known)
        path = (*violation.path, name)
        yield _problem(file, "SCH01", path, f"unknown key {quoted(name)}", hint, key=True)


def _known(known: list[str]) -> str:
    return f"known here: {', '.join(known)}" if known else "marks are 1, 2, 3 or *, **, ***"


def _missing(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    for name in violation.names:
        message = f"the key {quoted(name)} is missing{_in(violation.path)}"
        yield _problem(file, "SCH02", violation.path, message, _example(schema, name))


def _kind(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    kinds = violation.expected
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    wanted = " or ".join(_KINDS.get(name, name) for name in names)
    if value is None:
        message = f"{_name(violation.path)} has no value"
        key = violation.path[-1] if violation.path else ""
        hint = _example(schema, str(key)) or f"write {wanted}"
    else:
        message = f"{_name(violation.path)} must be {wanted}, not {_call(value)}"
        hint = "delete the quotes" if _quoted_number(names, value) else ""
    yield _problem(file, "SCH03", violation.path, message, hint)


def _pattern(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    text = str(value)
    if "\n" in text:
        message, hint = "holds a line break", "one value, one line: use >- to wrap it"
    elif "\t" in text:
        message, hint = "holds a tab", "use a space"
    elif text != text.strip():
        message, hint = "begins or ends with a space", "delete it"
    elif _DAY.match(text):
        message, hint = f"{quoted(text)} is no day of the calendar", "write YYYY-MM-DD"
    else:
        key = next((step for step in reversed(violation.path) if isinstance(step, str)), "")
        message, hint = f"{quoted(text)} has not the form it must have", _example(schema, key)
    if message.startswith('"'):
        yield _problem(file, "SCH04", violation.path, f"{_name(violation.path)}: {message}", hint)
    else:
        yield _problem(file, "SCH04", violation.path, f"{_name(violation.path)} {message}", hint)


def _date(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    message = f"{quoted(value)} is no day of the calendar"
    yield _problem(file, "SCH04", violation.path, message, "write YYYY-MM-DD")


def _choice(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    choices = violation.expected if isinstance(violation.expected, list) else [violation.expected]
    words = [str(choice) for choice in choices]
    near = difflib.get_close_matches(str(value), words, 1)
    hint = f"did you mean {near[0]}?" if near else f"write {', '.join(words)}"
    message = f"{_name(violation.path)} may not be {quoted(value)}"
    yield _problem(file, "SCH05", violation.path, message, hint)


def _combination(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    needed = [
        name
        for choice in violation.expected or ()
        if isinstance(choice, Mapping)
        for name in choice.get("required", ())
    ]
    message = f"{_name(violation.path)} needs {' or '.join(needed) or 'another form'}"
    yield _problem(file, "SCH07", violation.path, message)


def _shape(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    rule, words = _SHAPES.get(violation.keyword, ("SCH07", "is not what the schema asks for"))
    message = f"{_name(violation.path)} {words.format(expected=violation.expected)}"
    yield _problem(file, rule, violation.path, message)


_Describe = Callable[[Violation, Any, Mapping[str, Any], str], Iterator[Problem]]
_DESCRIBE: dict[str, _Describe] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "dependentRequired": _missing,
    "type": _kind,
    "pattern": _pattern,
    "format": _date,
    "enum": _choice,
    "const": _choice,
    "anyOf": _combination,
    "oneOf": _combination,
}


def _value(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _name(path: Path) -> str:
    """Give the place in words: `adoption.date`, `operative[2].text`."""
    words = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return words.removeprefix(".") or "the file"


def _in(path: Path) -> str:
    return f" in {_name(path)}" if path else ""


def _call(value: Any) -> str:
    if isinstance(value, str):
        return f"{quoted(value)}"
    if isinstance(value, bool):
        return str(value).lower()
    return (
        _KINDS["object" if isinstance(value, dict) else "array"] if value is not None else "nothing"
    )


def _quoted_number(kinds: list[str], value: Any) -> bool:
    return kinds == ["integer"] and isinstance(value, str) and value.isdigit()


def _example(schema: Mapping[str, Any], key: str) -> str:
    """Give the example of the first place at which the schema has a key, where it is a scalar."""
    found = next((example for name, example in _iter_examples(schema, schema) if name == key), None)
    return f"for example {key}: {found}" if isinstance(found, (str, int)) else ""


def _iter_examples(schema: Any, root: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give each property that has an example, its own or that of what it refers to."""
    if not isinstance(schema, Mapping):
        return
    for name, subschema in (schema.get("properties") or {}).items():
        if isinstance(subschema, Mapping):
            target = root.get("$defs", {}).get(subschema.get("$ref", "")[len(_DEFINITION) :], {})
            for example in (subschema.get("examples") or target.get("examples") or ())[:1]:
                yield name, example
    for value in schema.values():
        yield from _iter_examples(value, root)
