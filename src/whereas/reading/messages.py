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
_SHAPES: dict[str, tuple[str, str, str]] = {
    "minItems": ("SCH06", "needs at least {expected} entry", "add one, or delete the key"),
    "minProperties": ("SCH06", "needs at least {expected} entry", "add one, or delete the key"),
    "maxItems": ("SCH06", "has more entries than {expected}", "delete what is too much"),
    "uniqueItems": ("SCH06", "holds the same entry twice", "delete one of them"),
    "minimum": ("SCH06", "is below {expected}", "write {expected} or more"),
    "maximum": ("SCH06", "is above {expected}", "write {expected} or less"),
    "minLength": ("SCH04", "is shorter than {expected} character", "write it, or delete the key"),
    "maxLength": ("SCH04", "is longer than {expected} characters", "make it shorter"),
}
_OTHER = ("SCH07", "breaks {keyword} of the schema", "compare with the dictionary of the format")
"""What is said of a keyword that no schema of ours has had yet."""


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
        hint = _example(schema, str(key), listed=names[0] == "array") or f"write {wanted}"
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
        message = f"{quoted(text)} has not the form it must have"
        hint = _example_of(schema, violation.path)
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
    hint = "add one of them" if len(needed) > 1 else "add it"
    yield _problem(file, "SCH07", violation.path, message, hint if needed else "")


def _forbidden(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    # What is no mapping has no key, and is told for its type.
    if not isinstance(value, Mapping):
        return
    names = ", ".join(map(quoted, violation.names))
    together = " together" if len(violation.names) > 1 and not violation.expected else ""
    message = f"{_name(violation.path)} may not have {names or 'this form'}{together}"
    # The schema says in words why, where the keys alone do not.
    hint = violation.expected or f"delete {'one of them' if together else 'it'}"
    path = (*violation.path, *violation.names[:1])
    yield _problem(file, "SCH07", path, message, hint, key=bool(violation.names))


def _shape(
    violation: Violation, value: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    rule, words, remedy = _SHAPES.get(violation.keyword, _OTHER)
    said = {"expected": violation.expected, "keyword": violation.keyword}
    message = f"{_name(violation.path)} {words.format(**said)}"
    yield _problem(file, rule, violation.path, message, remedy.format(**said))


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
    "not": _forbidden,
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


def _example(schema: Mapping[str, Any], key: str, *, listed: bool = False) -> str:
    """Give the example of the first place at which a key has a scalar, or a list of scalars."""
    if not listed:
        scalar = next(_examples(schema, key, (str, int)), None)
        return "" if scalar is None else f"for example {key}: {scalar}"
    entries = _entries(schema, key)
    return f"for example {key}: [{', '.join(entries)}]" if entries else ""


def _example_of(schema: Mapping[str, Any], path: Path) -> str:
    """Give the example of the value at `path`: an entry where it stands in a list."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    entries = _entries(schema, key) if path and isinstance(path[-1], int) else []
    return f"for example {entries[0]}" if entries else _example(schema, key)


def _entries(schema: Mapping[str, Any], key: str) -> list[str]:
    lists = (held for held in _examples(schema, key, list) if isinstance(held[0], (str, int)))
    return [str(entry) for entry in next(lists, ())]


def _examples(schema: Mapping[str, Any], key: str, kind: type | tuple[type, ...]) -> Iterator[Any]:
    found = (example for name, example in _iter_examples(schema, schema) if name == key)
    return (example for example in found if isinstance(example, kind))


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
