"""The program's registers, with what `content/registers/` adds or replaces by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whereas.errors import BrokenPromise
from whereas.model.registers import (
    Body,
    Citations,
    Language,
    OpeningForm,
    OpeningGrammar,
    Part,
    Prose,
    Registers,
    Session,
    Topic,
)
from whereas.model.symbols import SymbolForm, SymbolGrammar
from whereas.problems import Problem, Severity
from whereas.reading.documents import read_document
from whereas.reading.files import read_bytes
from whereas.resources import data_file

NAMES = ("bodies", "languages", "sessions", "topics", "opening_words")
FOLDER = "content/registers"

Written = Mapping[str, Any]


def read_registers(root: Path) -> tuple[Registers | None, tuple[Problem, ...]]:
    """Give the registers for the project at `root`, or None and what is wrong with its own."""
    problems = list(_strays(root))
    layers: dict[str, list[Written]] = {}
    for name in NAMES:
        layers[name] = [_own(name)]
        added, found = _added(root, name)
        problems.extend(found)
        if added is not None:
            layers[name].append(added)
    return (None if problems else build_registers(layers)), tuple(problems)


def build_registers(layers: Mapping[str, Iterable[Written]]) -> Registers:
    """Give the records of registers; of entries with one key the last layer's holds."""
    bodies_layers = tuple(layers["bodies"])
    bodies = _keyed(bodies_layers, "bodies", ("body",), _body)
    first = bodies_layers[0]
    citations = Citations(first["document"], first["suffix"], first["official"])
    forms = [form for body in bodies.values() for form in body.symbols]
    return Registers(
        bodies={key[0]: body for key, body in bodies.items()},
        languages=_single(_keyed(layers["languages"], "languages", ("language",), _language)),
        sessions={
            (key[0], key[1]): session
            for key, session in _keyed(
                layers["sessions"], "sessions", ("body", "session"), _session
            ).items()
        },
        topics=_single(_keyed(layers["topics"], "topics", ("topic",), _topic)),
        openings=_single(_keyed(layers["opening_words"], "languages", ("language",), _openings)),
        citations=citations,
        grammar=SymbolGrammar(forms, citations.suffix),
    )


def _own(name: str) -> Written:
    path = data_file("registers", f"{name}.yaml")
    document, problems = read_document(path.read_bytes(), path.name, _schema(name))
    if document is None:
        raise BrokenPromise(f"the program's register {name} is not valid: {problems[0].message}")
    return document.root


def _added(root: Path, name: str) -> tuple[Written | None, tuple[Problem, ...]]:
    file = f"{FOLDER}/{name}.yaml"
    if not (root / file).exists():
        return None, ()
    document, problems = read_document(read_bytes(root, file), file, _schema(name))
    return (document.root if document else None), problems


def _strays(root: Path) -> Iterable[Problem]:
    folder = root / FOLDER
    known = {f"{name}.yaml" for name in NAMES}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in known and not path.name.startswith("."):
            hint = f"registers are {', '.join(sorted(known))}"
            message = "a file that is no register"
            file = f"{FOLDER}/{path.name}"
            yield Problem(file, "FILE05", Severity.ERROR, message, hint, line=1, column=1)


def _schema(name: str) -> str:
    return f"register-{name.replace('_', '-')}"


def _keyed(
    layers: Iterable[Written], listed: str, keys: tuple[str, ...], build: Any
) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], Any] = {}
    for layer in layers:
        for entry in layer.get(listed, ()):
            found[tuple(str(entry[key]) for key in keys)] = build(entry)
    return found


def _single(keyed: dict[tuple[str, ...], Any]) -> dict[str, Any]:
    return {key[0]: value for key, value in keyed.items()}


def _body(entry: Written) -> Body:
    return Body(
        key=entry["body"],
        name=entry["name"],
        organization=entry["organization"],
        kind_name=entry["kind_name"],
        requires=tuple(entry.get("requires", ())),
        meeting_kind=entry["meeting"],
        symbols=tuple(_form(entry, form) for form in entry["symbols"]),
        organs=tuple(sorted(entry.get("organs", ()), key=lambda name: (-len(name), name))),
    )


def _form(body: Written, form: Written) -> SymbolForm:
    fields = tuple(
        (name, form[name]) for name in ("session", "number", "part", "year") if name in form
    )
    return SymbolForm(
        form["form"], body["body"], form["kind"], form["print"], fields, body.get("official")
    )


def _language(entry: Written) -> Language:
    prose = entry.get("prose")
    return Language(
        key=entry["language"],
        name=entry["name"],
        endonym=entry["endonym"],
        direction=entry["direction"],
        prose=_prose(prose) if prose else None,
    )


def _prose(entry: Written) -> Prose:
    return Prose(
        nouns=tuple((noun["noun"], noun["kind"]) for noun in entry["nouns"]),
        own=tuple(entry.get("own", ())),
        joins=tuple(entry.get("joins", ())),
        dated=entry["dated"],
        months=tuple(entry["months"]),
    )


def _session(entry: Written) -> Session:
    return Session(entry["body"], entry["session"], entry["name"])


def _topic(entry: Written) -> Topic:
    return Topic(entry["topic"], entry["label"], entry.get("uri"))


def _openings(entry: Written) -> OpeningGrammar:
    language = entry["language"]
    parts: tuple[Part, ...] = ("preamble", "operative")
    return OpeningGrammar(
        language=language,
        connectors=tuple(entry.get("connectors", ())),
        intensifiers=tuple(entry.get("intensifiers", ())),
        forms=tuple(
            OpeningForm(
                language=language,
                part=part,
                form=form["form"],
                italic=form.get("italic"),
                lemma=form["lemma"],
                category=form["category"],
                force=form["force"],
            )
            for part in parts
            for form in entry.get(part, ())
        ),
    )
