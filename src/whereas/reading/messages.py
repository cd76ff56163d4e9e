"""What a schema forbids, said as an editor would: `Violation` to `Problem`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whereas.problems import Path, Problem, Severity, quoted
from whereas.reading.repairs import mend_form, mend_number, refuse_day
from whereas.reading.schema import Violation, find_subschemas, iter_resolved

MAX_SUGGESTED = 100
"""Words of a file for which a like one is sought, which takes long: a report shows 50 problems."""

_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "null": "nothing",
    "integer": "a whole number",
    "boolean": "true or false",
}
_LONG = 1000
"""Characters from which a limit is one of paragraphs and not of names."""
_SHAPES: dict[str, tuple[str, str, str]] = {
    "minItems": ("SCH06", "needs at least {expected} entry", "add one, or delete the key"),
    "minProperties": ("SCH06", "needs at least {expected} entry", "add one, or delete the key"),
    "maxItems": ("SCH06", "has more entries than {expected}", "delete what is too much"),
    "uniqueItems": ("SCH06", "holds the same entry twice", "delete one of them"),
    "minimum": ("SCH06", "is below {expected}", "write {expected} or more"),
    "maximum": ("SCH06", "is above {expected}", "write {expected} or less"),
    "minLength": ("SCH04", "is shorter than {expected} characters", "write all of it"),
    "maxLength": ("SCH04", "is longer than {expected} characters", "make it shorter"),
}
_OTHER = ("SCH07", "breaks {keyword} of the schema", "compare with the dictionary of the format")
"""What is said of a keyword that no schema of ours has had yet."""
_SHOWN = 60
"""Characters of the longest example that a hint gives."""
_SPECIAL = re.compile(r"[:#] |[\[\]{},]")
"""What an example in brackets would need quotes for."""
_CODE = "^[A-Z]{3}$"
"""Pattern of a State's code, for which a name is often written."""

# Of these a value gets one: what is of the wrong kind has no form, and what is empty lacks all.
_OF_A_VALUE = ("type", "minLength", "pattern", "format")
_COMBINED = ("anyOf", "oneOf")
_LAST = ("required", *_COMBINED)
"""Keywords told after the others, since a misspelt key may be all that they miss."""


@dataclass(slots=True)
class _Reader:
    """What the messages of one file need: its name and schema, and what was said so far."""

    file: str
    schema: Mapping[str, Any]
    known: dict[Path, list[Any]] = field(default_factory=dict)
    sought: int = 0
    suggested: set[tuple[Path, str]] = field(default_factory=set)
    """Keys that were suggested in place of unknown ones, with the mapping that lacks them."""

    def near(self, word: str, known: Sequence[str]) -> str | None:
        """Give the known word that is most like another, for the first words of a file."""
        self.sought += 1
        if self.sought > MAX_SUGGESTED:
            return None
        return next(iter(difflib.get_close_matches(word, known, 1)), None)

    def mended(self, text: str, pattern: str) -> str:
        """Give a form that a pattern takes as a hint, for the first values of a file."""
        self.sought += 1
        form = mend_form(text, pattern) if self.sought <= MAX_SUGGESTED else None
        if form:
            return f"did you mean {form}?"
        return "write its code of three letters, such as BRA" if pattern == _CODE else ""

    def examples(self, path: Path) -> list[Any]:
        """Give the examples of a place in the schema; entries of a list are one place."""
        place = tuple(0 if isinstance(step, int) else step for step in path)
        if place not in self.known:
            self.known[place] = list(_examples(find_subschemas(self.schema, place)))
        return self.known[place]

    def problem(
        self, rule: str, path: Path, message: str, hint: str, *, key: bool = False
    ) -> Problem:
        return Problem(self.file, rule, Severity.ERROR, message, hint, path, key)


def describe_violations(
    violations: Iterable[Violation], document: Any, schema: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    """Give a problem for each thing a schema forbids; unknown and missing keys one by one."""
    reader = _Reader(file, schema)
    for violation in _most_telling(list(violations)):
        value = _value(document, violation.path)
        yield from _DESCRIBE.get(violation.keyword, _shape)(reader, violation, value)


def _most_telling(found: list[Violation]) -> list[Violation]:
    """Leave out what says of a value again, or less well, what another says of it."""
    best: dict[Path, Violation] = {}
    for violation in found:
        if violation.keyword in _OF_A_VALUE:
            other = best.setdefault(violation.path, violation)
            best[violation.path] = min(other, violation, key=_rank)
    told = (violation.path for violation in found if violation.keyword not in _COMBINED)
    holders = {path[:length] for path in told for length in range(len(path) + 1)}
    lacking = (violation for violation in found if violation.keyword == "required")
    missing = {(violation.path, name) for violation in lacking for name in violation.names}
    kept = [
        violation
        for violation in found
        if not _is_open(violation, missing)
        and (violation.keyword not in _OF_A_VALUE or violation is best[violation.path])
        and not (_says_little(violation) and violation.path in holders)
    ]
    return sorted(kept, key=lambda violation: violation.keyword in _LAST)


def _is_open(violation: Violation, missing: set[tuple[Path, str]]) -> bool:
    """Tell whether a violation hangs on what a missing key will say."""
    asked = (
        key for schema in violation.trail for key in schema.get("if", {}).get("properties", ())
    )
    return any((violation.path, key) in missing for key in asked)


def _rank(violation: Violation) -> tuple[int, int]:
    kinds = violation.expected if isinstance(violation.expected, list) else ()
    return _OF_A_VALUE.index(violation.keyword), -len(kinds)


def _says_little(violation: Violation) -> bool:
    return violation.keyword in _COMBINED and not _needed(violation)


def _unknown(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    known = [str(key) for key in violation.expected]
    for name in violation.names:
        near = reader.near(name, known)
        if near:
            reader.suggested.add((violation.path, near))
        elif " " in name:
            # Words that hold a colon and space: in quotes they are the text that is missing.
            reader.suggested.add((violation.path, "text"))
        hint = f"did you mean {near}?" if near else _known(name, known)
        if not name[:1].isascii() and name[:1].isspace():
            hint = f"indent it with plain spaces: U+{ord(name[0]):04X} is none"
        path = (*violation.path, name)
        yield reader.problem("SCH01", path, f"unknown key {quoted(name)}", hint, key=True)


def _known(name: str, known: list[str]) -> str:
    if " " in name:
        return "if these are words and no key, put all of the value in quotes"
    return f"known here: {', '.join(known)}" if known else "marks are 1, 2, 3 or *, **, ***"


def _missing(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    for name in violation.names:
        if (violation.path, name) not in reader.suggested:
            message = f"the key {quoted(name)} is missing{_in(violation.path)}"
            hint = _example_of_key(reader, violation, name) or "add it"
            yield reader.problem("SCH02", violation.path, message, hint)


def _kind(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    expected = violation.expected
    kinds = [expected] if isinstance(expected, str) else list(expected)
    wanted = " or ".join(_KINDS.get(kind, kind) for kind in kinds)
    name = _name(violation.path)
    if value is None:
        structured = kinds[0] in ("array", "object")
        hint = _example(reader, violation, listed=structured) or f"write {wanted}"
        if violation.path and isinstance(violation.path[-1], int):
            hint = "write it, or delete its hyphen"
        yield reader.problem("SCH03", violation.path, f"{name} has no value", hint)
        return
    message = f"{name} must be {wanted}, not {_call(value)}"
    hint = _mend_kind(reader, violation, kinds, value)
    yield reader.problem("SCH03", violation.path, message, hint)


def _mend_kind(reader: _Reader, violation: Violation, kinds: list[str], value: Any) -> str:
    if isinstance(value, list) and "string" in kinds:
        return _REGROUP["array"]["string"]
    if isinstance(value, Mapping) and "string" in kinds:
        return "put words that hold a colon and space in quotes, or use >- and the next line"
    if not isinstance(value, str):
        return _REGROUP["array" if isinstance(value, list) else "object"].get(kinds[-1], "")
    if kinds == ["integer"]:
        return mend_number(value)
    if kinds == ["boolean"]:
        return "delete the quotes" if value in ("true", "false") else "write true or false"
    if kinds == ["array"] and value.startswith("-"):
        return "write a space behind each hyphen, and each entry in a line of its own"
    if kinds == ["array"]:
        return "write each entry in a line of its own, behind a hyphen and a space"
    keys = (name for schema in violation.trail for name in schema.get("required", ()))
    example = _example_of_key(reader, violation, next(keys, ""))
    return f"write its keys in the lines below it{example and f', {example}'}"


_REGROUP = {
    "array": {
        "string": "write one value: delete the brackets or hyphens, or put it in quotes",
        "object": "write its keys without a hyphen or bracket before them",
        "integer": "write one number",
        "boolean": "write true or false",
    },
    "object": {
        "array": "begin each entry with a hyphen and a space",
        "integer": "write one number",
        "boolean": "write true or false",
    },
}
"""How to mend a list or a mapping that stands where another kind must."""


def _pattern(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    text, name = str(value), _name(violation.path)
    holder = violation.trail[-1]
    pattern = str(holder.get("pattern", ""))
    if fault := _spaces(text):
        message, hint = f"{name} {fault[0]}", fault[1]
    elif holder.get("format") == "date" and (refused := refuse_day(text, pattern)):
        message, hint = f"{name}: {quoted(text)} {refused[0]}", refused[1]
    else:
        message = f"{name}: {quoted(text)} has not the form it must have"
        hint = reader.mended(text, pattern) or _example(reader, violation)
    yield reader.problem("SCH04", violation.path, message, hint)


def _spaces(text: str) -> tuple[str, str] | None:
    if "\n" in text:
        return "holds a line break", "one value, one line: use >- to wrap it"
    if "\t" in text:
        return "holds a tab", "use a space"
    return ("begins or ends with a space", "delete it") if text != text.strip() else None


def _choice(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    choices = violation.expected if isinstance(violation.expected, list) else [violation.expected]
    words = [str(choice) for choice in choices]
    near = reader.near(value, words) if isinstance(value, str) else None
    hint = f"did you mean {near}?" if near else f"write {', '.join(words)}"
    fault = "has no value" if value is None else f"may not be {_call(value)}"
    message = f"{_name(violation.path)} {fault}"
    yield reader.problem("SCH05", violation.path, message, hint)


def _combination(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    needed = _needed(violation)
    if any((violation.path, name) in reader.suggested for name in needed):
        return
    name = _name(violation.path)
    fault = _spaces(value) if isinstance(value, str) else None
    if fault and not needed:
        yield reader.problem("SCH04", violation.path, f"{name} {fault[0]}", fault[1])
        return
    message = f"{name} needs {' or '.join(needed) or 'another form'}"
    hint = "add one of them" if len(needed) > 1 else "add it"
    yield reader.problem("SCH07", violation.path, message, hint if needed else _OTHER[2])


def _needed(violation: Violation) -> list[str]:
    """Give the keys of which a value must have one."""
    choices = (choice for choice in violation.expected or () if isinstance(choice, Mapping))
    return [name for choice in choices for name in choice.get("required", ())]


def _forbidden(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    # What is no mapping has no key, and is told for its type.
    if not isinstance(value, Mapping):
        return
    names = ", ".join(map(quoted, violation.names))
    together = " together" if len(violation.names) > 1 and not violation.expected else ""
    message = f"{_name(violation.path)} may not have {names or 'this form'}{together}"
    # The schema says in words why, where the keys alone do not.
    hint = violation.expected or f"delete {'one of them' if together else 'it'}"
    path = (*violation.path, *violation.names[:1])
    yield reader.problem("SCH07", path, message, hint, key=bool(violation.names))


def _twice(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    """Name the first entry that stands twice, where it is no mapping or list."""
    seen: set[str] = set()
    for position, entry in enumerate(value):
        if isinstance(entry, str) and entry in seen:
            message = f"{_name(violation.path)} holds {quoted(entry)} twice"
            yield reader.problem("SCH06", (*violation.path, position), message, "delete it here")
            return
        seen.add(entry if isinstance(entry, str) else "")
    yield from _shape(reader, violation, value)


def _shape(reader: _Reader, violation: Violation, value: Any) -> Iterator[Problem]:
    rule, words, remedy = _SHAPES.get(violation.keyword, _OTHER)
    expected = violation.expected
    if value == "":
        words, remedy = "is empty", "write it, or delete it with its key or hyphen"
    elif violation.keyword == "maxLength" and expected >= _LONG:
        remedy = "look for paragraphs that run together, and divide it as the document does"
    said = {"expected": expected, "keyword": violation.keyword}
    message = f"{_name(violation.path)} {words.format(**said)}"
    yield reader.problem(rule, violation.path, message, remedy.format(**said))


_Describe = Callable[[_Reader, Violation, Any], Iterator[Problem]]
_DESCRIBE: dict[str, _Describe] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "dependentRequired": _missing,
    "type": _kind,
    "pattern": _pattern,
    "format": _pattern,
    "enum": _choice,
    "const": _choice,
    "anyOf": _combination,
    "oneOf": _combination,
    "not": _forbidden,
    "uniqueItems": _twice,
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
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int)):
        return quoted(value)
    if value is None:
        return "nothing"
    return _KINDS["object" if isinstance(value, Mapping) else "array"]


def _example_of_key(reader: _Reader, violation: Violation, key: str) -> str:
    """Give an example of a key in the mapping that a violation is about."""
    for holder in reversed(violation.trail):
        if isinstance(named := holder.get("properties", {}).get(key), Mapping):
            written = map(_write, _examples(iter_resolved(reader.schema, named)))
            return next((f"for example {key}: {example}" for example in written if example), "")
    return ""


def _example(reader: _Reader, violation: Violation, *, listed: bool = False) -> str:
    """Give the example that stands nearest to the value: its own, its list's, its form's."""
    path = violation.path
    if not path:
        return ""
    key = "" if isinstance(path[-1], int) else f"{path[-1]}: "
    examples = [*reader.examples(path), *_examples(violation.trail)]
    if not key:
        lists = (e for e in reader.examples(path[:-1]) if isinstance(e, list))
        examples = [*(entries[0] for entries in lists), *examples]
    kinds = (list, dict) if listed else (str, int)
    written = (_write(example) for example in examples if isinstance(example, kinds))
    return next((f"for example {key}{example}" for example in written if example), "")


def _examples(schemas: Iterable[Mapping[str, Any]]) -> Iterator[Any]:
    for schema in schemas:
        yield from schema.get("examples", ())[:1]


def _write(example: Any) -> str:
    """Give an example as it may stand behind its key; nothing where it is long or needs quotes."""
    if isinstance(example, list):
        entries = [_write(entry) for entry in example]
        written = f"[{', '.join(entries)}]" if all(entries) else ""
    elif isinstance(example, dict):
        pairs = [(key, _write(inner)) for key, inner in example.items()]
        told = ", ".join(f"{key}: {inner}" for key, inner in pairs)
        written = f"{{{told}}}" if all(inner for _, inner in pairs) else ""
    else:
        written = str(example).lower() if isinstance(example, bool) else str(example)
        written = "" if _SPECIAL.search(written) else written
    return written if len(written) <= _SHOWN else ""
