"""What a schema cannot say of a project's own registers: their patterns, and how they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from whereas.problems import Path, Problem, Severity, quoted
from whereas.reading.register_entries import FIELDS, Written

_FIELD = re.compile(r"\{ ?([a-z]+) ?\}")
_PATTERNS = frozenset({"suffix", "document", "patterns", "unless", "due_sessions", *FIELDS})


def iter_faults(added: Written, own: Written, file: str) -> Iterator[Problem]:
    """Give what is wrong with the entries that `added`, of `file`, brings beside `own`."""
    for path, pattern in _iter_patterns(added, (), named=False):
        try:
            re.compile(pattern, re.ASCII)
        except re.error as error:
            yield _problem(file, path, f"{quoted(pattern)} is no pattern: {error.msg}")
    yield from _iter_form_faults(added, own, file)


def _iter_patterns(value: Any, path: Path, *, named: bool) -> Iterator[tuple[Path, str]]:
    """Give every pattern with its path; `named` says that `value` stands under such a name."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            # A session's own key is no pattern; that of a form of symbol is.
            under = named or (key in _PATTERNS and (key not in FIELDS or "print" in value))
            yield from _iter_patterns(inner, (*path, key), named=under)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _iter_patterns(inner, (*path, position), named=named)
    elif named and isinstance(value, str):
        yield path, value


def _iter_form_faults(added: Written, own: Written, file: str) -> Iterator[Problem]:
    replaced = {entry["body"] for entry in added.get("bodies", ())}
    taken = {
        form["form"]
        for entry in own.get("bodies", ())
        if entry["body"] not in replaced
        for form in entry["symbols"]
    }
    for position, entry in enumerate(added.get("bodies", ())):
        for place, form in enumerate(entry["symbols"]):
            path = ("bodies", position, "symbols", place)
            fields = _FIELD.findall(form["print"])
            for name in sorted(name for name, times in Counter(fields).items() if times > 1):
                message = f"{quoted(form['print'])} has {{{name}}} more than once"
                yield _problem(file, (*path, "print"), message, "each field stands there once")
            printed = set(fields)
            described = {name for name in FIELDS if name in form}
            for name in sorted(printed ^ described):
                message = f"{quoted(form['print'])} and the patterns do not agree on {name}"
                yield _problem(file, (*path, "print"), message, "each field has one pattern")
            for name in sorted(described):
                if _named_groups(form[name]):
                    message = f"{quoted(form[name])} has a group with a name"
                    yield _problem(file, (*path, name), message, "begin the group with (?:")
            if form["form"] in taken:
                message = f"form {quoted(form['form'])} is another's"
                yield _problem(file, (*path, "form"), message, "begin it with the body's key")
            taken.add(form["form"])


def _named_groups(pattern: str) -> bool:
    """Tell whether a pattern names groups; those of a symbol are its fields alone."""
    try:
        return bool(re.compile(pattern, re.ASCII).groupindex)
    except re.error:  # reported among the patterns
        return False


def _problem(file: str, path: Path, message: str, hint: str = "") -> Problem:
    return Problem(file, "SCH04", Severity.ERROR, message, hint, path)
