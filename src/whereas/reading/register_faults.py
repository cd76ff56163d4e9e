"""What a schema cannot say of a project's own registers: their patterns, and how they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from whereas.problems import Path, Problem, Severity, quoted
from whereas.reading.patterns import find_fault
from whereas.reading.register_entries import FIELDS, Written

_MOST = 20
"""Faults of patterns that are told at once: to find one takes up to 0.2 s."""

_FIELD = re.compile(r"\{ ?([a-z]+) ?\}")
_OF_POINTERS = frozenset({"paragraph", "section", "annex", "of"})
_OF_BASIS = frozenset({"report", "draft", "addendum", "forms"})
_PATTERNS = frozenset(
    {"suffix", "document", "patterns", "unless", "due_sessions", *_OF_POINTERS, *_OF_BASIS, *FIELDS}
)


def iter_faults(added: Written, own: Written, file: str) -> Iterator[Problem]:
    """Give what is wrong with the entries that `added`, of `file`, brings beside `own`."""
    yield from islice(_iter_pattern_faults(added, file), _MOST)
    yield from _iter_form_faults(added, own, file)


def _iter_pattern_faults(added: Written, file: str) -> Iterator[Problem]:
    for path, pattern in _iter_patterns(added, (), named=False):
        # Clauses of follow-up are found in any case of letters.
        fault = find_fault(_filled(pattern, path, added), ignore_case="clauses" in added)
        if fault:
            words, hint = fault
            yield _problem(file, path, f"{quoted(pattern)} {words}", hint)


def _iter_patterns(value: Any, path: Path, *, named: bool) -> Iterator[tuple[Path, str]]:
    """Give every pattern with its path; `named` says that `value` stands under such a name."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            # A session's own key is no pattern; that of a form of symbol or of a basis is.
            under = named or (key in _PATTERNS and (key not in FIELDS or _has_fields(value)))
            yield from _iter_patterns(inner, (*path, key), named=under)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _iter_patterns(inner, (*path, position), named=named)
    elif named and isinstance(value, str):
        yield path, value


def _filled(pattern: str, path: Path, added: Written) -> str:
    """Give the pattern of a basis with the patterns of its papers in it, as rules use it."""
    if "basis" not in path:
        return pattern
    basis = added["bodies"][path[1]]["basis"]
    for name in ("report", "draft", "session"):
        pattern = pattern.replace(f"{{{name}}}", f"(?:{basis[name]})")
    return pattern


def _has_fields(entry: Written) -> bool:
    """Tell whether the fields of an entry are patterns: of a form of symbol, of a basis."""
    return "print" in entry or "forms" in entry


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
            if form["form"] in taken:
                message = f"form {quoted(form['form'])} is another's"
                yield _problem(file, (*path, "form"), message, "begin it with the body's key")
            taken.add(form["form"])


def _problem(file: str, path: Path, message: str, hint: str = "") -> Problem:
    return Problem(file, "SCH04", Severity.ERROR, message, hint, path)
