"""The program's registers, with what `content/registers/` adds or replaces by key.

The program's own are read once a process, the larger ones when they are first looked into; a
project's additions are read at once, since their faults are the project's.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whereas.errors import BrokenPromise
from whereas.model.deferred import Deferred
from whereas.model.registers import Citations, Registers
from whereas.model.symbols import SymbolGrammar
from whereas.problems import Problem, Severity
from whereas.reading.documents import read_document
from whereas.reading.files import check_file, check_folder, is_there, list_folder, read_bytes
from whereas.reading.places import Places
from whereas.reading.register_entries import (
    Written,
    build_addressee,
    build_body,
    build_follow_up,
    build_language,
    build_letters,
    build_openings,
    build_session,
    build_state,
    build_topic,
)
from whereas.reading.register_faults import iter_faults
from whereas.resources import data_file

FOLDER = "content/registers"


@dataclass(frozen=True, slots=True)
class _Register:
    """Where a register lists its entries, by which of their values each is known, its record."""

    listed: str
    keys: tuple[str, ...]
    build: Callable[[Written], Any]


def _session(entry: Written) -> Any:
    return build_session(entry, _own_records("languages")["en"].session_names)


_REGISTERS = {
    "bodies": _Register("bodies", ("body",), build_body),
    "languages": _Register("languages", ("language",), build_language),
    "sessions": _Register("sessions", ("body", "session"), _session),
    "states": _Register("states", ("state",), build_state),
    "topics": _Register("topics", ("topic",), build_topic),
    "opening_words": _Register("languages", ("language",), build_openings),
    "addressees": _Register("addressees", ("addressee",), build_addressee),
    "follow_up": _Register("clauses", ("clause",), build_follow_up),
}
NAMES = tuple(_REGISTERS)


def read_registers(root: Path) -> tuple[Registers | None, tuple[Problem, ...]]:
    """Give the registers for the project at `root`, or None and what is wrong with its own."""
    if faults := tuple(check_folder(root, FOLDER)):
        return None, faults
    problems = list(_strays(root))
    added: dict[str, Written] = {}
    for name in NAMES:
        written, found = _added(root, name)
        problems.extend(found)
        if written is not None:
            added[name] = written
    return (None if problems else build_registers(added)), tuple(problems)


def build_registers(added: Mapping[str, Written]) -> Registers:
    """Give the records of the program's registers and of what a project adds to each."""
    bodies = _records("bodies", added.get("bodies"))
    citations = _citations(added.get("bodies", {}))
    forms = [form for body in bodies.values() for form in body.symbols]

    def deferred(name: str) -> Deferred[Any, Any]:
        return Deferred(functools.partial(_records, name, added.get(name)))

    return Registers(
        bodies=bodies,
        languages=_records("languages", added.get("languages")),
        sessions=deferred("sessions"),
        topics=deferred("topics"),
        openings=deferred("opening_words"),
        citations=citations,
        grammar=SymbolGrammar(forms, citations.suffix),
        states=deferred("states"),
        addressees=deferred("addressees"),
        follow_up=deferred("follow_up"),
        due_sessions=Deferred(functools.partial(_due_sessions, added.get("follow_up"))),
        scripts=_scripts(added.get("languages")),
    )


def _citations(added: Written) -> Citations:
    held = {**_own("bodies"), **added}
    pointed = tuple(held["pointed"])
    return Citations(held["document"], held["suffix"], held["official"], pointed)


def _due_sessions(added: Written | None) -> Mapping[str, str]:
    return {**_own("follow_up")["due_sessions"], **(added or {}).get("due_sessions", {})}


def _scripts(added: Written | None) -> Mapping[str, str]:
    written = {**_own("languages")["scripts"], **(added or {}).get("scripts", {})}
    return {script: build_letters(ranges) for script, ranges in written.items()}


def _records(name: str, added: Written | None) -> Mapping[Any, Any]:
    own = _own_records(name)
    return {**own, **_keyed(name, added)} if added else own


@functools.cache
def _own_records(name: str) -> Mapping[Any, Any]:
    return _keyed(name, _own(name))


def _keyed(name: str, written: Written) -> dict[Any, Any]:
    """Give records by key; of entries with one key the last holds."""
    register = _REGISTERS[name]
    found: dict[Any, Any] = {}
    for entry in written.get(register.listed, ()):
        key = tuple(str(entry[part]) for part in register.keys)
        found[key if len(key) > 1 else key[0]] = register.build(entry)
    return found


@functools.cache
def _own(name: str) -> Written:
    path = data_file("registers", f"{name}.yaml")
    document, problems = read_document(path.read_bytes(), path.name, _schema(name))
    if document is None:
        raise BrokenPromise(f"the program's register {name} is not valid: {problems[0].message}")
    return document.root


def _added(root: Path, name: str) -> tuple[Written | None, tuple[Problem, ...]]:
    file = f"{FOLDER}/{name}.yaml"
    if not is_there(root, file):
        return None, ()
    if problem := check_file(root, file):
        return None, (problem,)
    document, problems = read_document(read_bytes(root, file), file, _schema(name))
    if document is None:
        return None, problems
    places = Places(document.text)
    faults = tuple(map(places.locate, iter_faults(document.root, _own(name), file)))
    return document.root, faults


def _strays(root: Path) -> Iterable[Problem]:
    known = {f"{name}.yaml" for name in NAMES}
    for entry in list_folder(root, FOLDER):
        if entry.name not in known and not entry.name.startswith("."):
            hint = f"registers are {', '.join(sorted(known))}"
            message = "a file that is no register"
            file = f"{FOLDER}/{entry.name}"
            yield Problem(file, "FILE05", Severity.ERROR, message, hint, line=1, column=1)


def _schema(name: str) -> str:
    return f"register-{name.replace('_', '-')}"
