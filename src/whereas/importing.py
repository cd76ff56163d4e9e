"""Importing foreign texts into a project: read, joined by symbol, written, reported."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from whereas.authoring.canonical import FORMULAS, format_yaml
from whereas.authoring.order import ordered
from whereas.errors import ConfigurationError
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.formats import IMPORTERS, importer_of
from whereas.importers.joining import Joined, join
from whereas.importers.report import Entry, ImportReport, render_report
from whereas.importers.updating import difference, keep_comments, update
from whereas.model.markup import escape_markup
from whereas.model.registers import Registers
from whereas.output.files import write_file
from whereas.reading.comments import Comments, read_comments
from whereas.reading.documents import read_document
from whereas.reading.files import is_there, read_bytes
from whereas.work.executor import map_batches

_BATCH = 20
"""Sources a batch: enough to make workers pay."""

_Read = tuple[str, bytes] | Refusal
"""A draft packed, with its symbol: unpacked, those of a session would fill the memory."""


def find_sources(paths: Sequence[str], key: str | None) -> tuple[str, ...]:
    """Give the files to import: each of `paths`, of a folder all that an importer reads, sorted.

    With `key` all are read by that importer. Raises ConfigurationError for a path that is not
    there, and for a file that no importer reads.
    """
    if key is not None and key not in IMPORTERS.load():
        raise ConfigurationError(f"there is no importer {key}; there are {', '.join(IMPORTERS)}")
    found: list[str] = []
    for path in paths:
        place = Path(path)
        if place.is_dir():
            inner = sorted(str(held) for held in place.rglob("*") if held.is_file())
            known = [file for file in inner if importer_of(file)]
            if not known:
                raise ConfigurationError(f"{path} holds no file that an importer reads")
            found += known
        elif not place.exists():
            raise ConfigurationError(f"there is no {path}")
        elif key is None and importer_of(path) is None:
            kinds = ", ".join(IMPORTERS.load())
            raise ConfigurationError(f"no importer reads {path}; say --format ({kinds})")
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def import_texts(
    root: Path,
    registers: Registers,
    files: Sequence[str],
    *,
    key: str | None,
    renew: bool,
    jobs: int,
) -> Iterator[int | ImportReport]:
    """Import `files` into the project at `root`, which may have no text yet.

    Gives how many files are read so far, and at last the report.

    With `renew` a file that is there already is imported over, and keeps what was made by hand.
    Raises EnvironmentFault for what cannot be read or written.
    """
    packed: dict[str, list[bytes]] = {}
    refused: list[Refusal] = []
    count = 0
    read = partial(_read_all, registers, key)
    for batch in map_batches(read, files, jobs=jobs, size=_BATCH):
        count += _BATCH
        for made in batch:
            if isinstance(made, Refusal):
                refused.append(made)
            else:
                packed.setdefault(made[0], []).append(made[1])
        yield min(count, len(files))
    entries = []
    for symbol in sorted(packed):
        drafts: Iterable[Draft] = map(pickle.loads, packed.pop(symbol))  # of our own making
        entries += [_write(root, made, renew=renew) for made in join(drafts, registers)]
    entries.sort(key=lambda entry: (entry.file, entry.source))
    yield ImportReport(tuple(entries), tuple(refused))


def write_report(file: Path, report: ImportReport) -> None:
    """Write the report for programs; raises EnvironmentFault where that cannot be."""
    write_file(file, render_report(report).encode())


def declare(root: Path, file: str, defects: Mapping[str, str]) -> None:
    """Write defects of the document, what it has by the rule that it breaks, into a file.

    `file` is a valid text of the project; what it declares already stays. Raises
    EnvironmentFault where it cannot be written.
    """
    held = read_bytes(root, file)
    document, _ = read_document(held, file)
    if document is None:
        return
    source = dict(document.root.get("source", {}))
    own = [{"rule": rule, "why": escape_markup(why)} for rule, why in sorted(defects.items())]
    source["defects"] = [*source.get("defects", ()), *own]
    made = {**document.root, "source": source}
    comments = keep_comments(read_comments(held.decode()), made)
    text = format_yaml(ordered(made, document.schema), comments, FORMULAS)
    write_file(root / file, text.encode())


def _read_all(registers: Registers, key: str | None, files: tuple[str, ...]) -> list[_Read]:
    made: list[_Read] = []
    for file in files:
        kind = IMPORTERS.load()[key] if key else importer_of(file)
        if kind is None:
            continue
        source = Source(file, read_bytes(Path(), str(Path(file).absolute())))
        drafts = kind.read(source, registers)
        if isinstance(drafts, Refusal):
            made.append(drafts)
        else:
            made += [(draft.symbol, pickle.dumps(draft)) for draft in drafts]
    return made


def _write(root: Path, made: Joined, *, renew: bool) -> Entry:
    """Write a file of the project, unless another stands in its place."""
    entry = Entry(
        source=made.source,
        file=made.file,
        symbol=made.symbol,
        language=made.language,
        outcome="created",
        losses=made.losses,
        words=made.words,
        paragraphs=made.paragraphs,
        found=made.found,
    )
    text = _text(made, Comments())
    if is_there(root, made.file):
        held = read_bytes(root, made.file)
        document, _ = read_document(held, made.file)
        # What an import declared is no difference to the next one.
        known = document and document.root.get("source", {}).get("defects")
        if held == (_text(_declaring(made, known), Comments()) if known else text).encode():
            return replace(entry, outcome="unchanged")
        if not renew or document is None:
            shown = difference(held.decode("utf-8", "replace"), text)
            return replace(entry, outcome="conflict", difference=shown)
        merged, losses = update(made.document, document.root)
        comments = keep_comments(read_comments(held.decode()), merged)
        text = _text(replace(made, document=merged), comments)
        same = text.encode() == held
        outcome = "unchanged" if same else "updated"
        entry = replace(entry, outcome=outcome, losses=(*entry.losses, *losses))
    if entry.outcome != "unchanged":
        write_file(root / made.file, text.encode())
    return replace(entry, problems=tuple(_iter_problems(text, made)))


def _declaring(made: Joined, defects: Sequence[Any]) -> Joined:
    source = {**made.document.get("source", {}), "defects": list(defects)}
    return replace(made, document={**made.document, "source": source})


def _text(made: Joined, comments: Comments) -> str:
    return format_yaml(ordered(made.document, made.schema), comments, FORMULAS)


def _iter_problems(text: str, made: Joined) -> Iterator[str]:
    """Give what the schema forbids of a file that was made: a defect of the source or of ours."""
    _, problems = read_document(text.encode(), made.file, made.schema)
    yield from (f"{problem.line}: {problem.rule} {problem.message}" for problem in problems)
