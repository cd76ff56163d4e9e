"""`whereas fmt`: texts in the canonical form. No word changes, and no comment is lost.

What it mends beyond layout is what nobody sees in a text: a byte-order mark, line ends of other
systems, letters in another Unicode form than NFC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from whereas.authoring.canonical import FORMULAS, format_yaml
from whereas.authoring.order import ordered
from whereas.errors import BrokenPromise, ConfigurationError, EnvironmentFault, WhereasError
from whereas.output.files import write_file
from whereas.problems import Problem, Report
from whereas.reading.comments import read_comments
from whereas.reading.documents import read_document
from whereas.reading.files import find_texts, read_bytes, select_files

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Formatted:
    """The files whose canonical form differs, sorted, and what keeps others as they are.

    `problems` are the authors' to mend; `faults` are those of the program or of the machine,
    and files after the first of the machine's were not looked at.
    """

    differing: tuple[str, ...]
    problems: Report
    faults: tuple[WhereasError, ...] = ()


def format_texts(root: Path, paths: Sequence[str] | None, *, write: bool) -> Formatted:
    """Set the texts of the project at `root` in the canonical form, with `write` on the disk.

    `paths` are files or folders of texts; None takes all. A file that is no valid document, or
    may not stand where it does, stays as it is. Raises ConfigurationError where there is no
    text, or none under one of `paths`.
    """
    found, strays = find_texts(root)
    files = tuple(sorted({*found, *(stray.file for stray in strays)}))
    if not files:
        raise ConfigurationError("content/resolutions holds no text")
    asked = set(files if paths is None else select_files(root, files, paths))
    problems = [stray for stray in strays if stray.file in asked]
    differing: list[str] = []
    faults: list[WhereasError] = []
    for file in sorted(asked.intersection(found)):
        try:
            is_same, more = _format_file(root, file, write=write)
        except BrokenPromise as fault:
            faults.append(fault)
            continue
        except EnvironmentFault as fault:
            faults.append(fault)
            break
        problems += more
        if not is_same:
            differing.append(file)
    return Formatted(tuple(differing), Report.of(problems, len(asked)), tuple(faults))


def _format_file(root: Path, file: str, *, write: bool) -> tuple[bool, tuple[Problem, ...]]:
    """Tell whether a file stays as it is, and why if it is no valid document."""
    data = read_bytes(root, file)
    text, problems = format_text(data, file)
    if text is None or text.encode() == data:
        return True, problems
    if write:
        write_file(root / file, text.encode())
    return False, problems


def format_text(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the canonical form of a text or translation, or None and why it has none.

    Raises BrokenPromise if the form would say other words, or lose a comment.
    """
    mended = _mend(data)
    document, problems = read_document(mended, file)
    if document is None:
        return None, problems
    comments = read_comments(mended.decode())
    text = format_yaml(ordered(document.root, document.schema), comments, FORMULAS)
    again, _ = read_document(text.encode(), file)
    same = again is not None and again.root == document.root
    if not same or read_comments(text).lines() != comments.lines():
        raise BrokenPromise(f"{file}: its canonical form would say something else")
    return text, ()


def _mend(data: bytes) -> bytes:
    """Give the bytes with LF, in NFC and without a byte-order mark; no UTF-8 stays as it is."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    text = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).encode()
