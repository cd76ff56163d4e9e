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
from whereas.errors import BrokenPromise, ConfigurationError
from whereas.output.files import write_file
from whereas.problems import Problem, Report
from whereas.reading.comments import read_comments
from whereas.reading.documents import read_document
from whereas.reading.files import find_texts, read_bytes, select_files

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Formatted:
    """The files whose canonical form differs, sorted, and the problems that keep others."""

    differing: tuple[str, ...]
    problems: Report


def format_texts(root: Path, paths: Sequence[str] | None, *, write: bool) -> Formatted:
    """Set the texts of the project at `root` in the canonical form, with `write` on the disk.

    `paths` are files or folders of texts; None takes all. A file that is no valid document stays
    as it is. Raises ConfigurationError where there is no text, or none under one of `paths`;
    EnvironmentFault for a file that cannot be read or written.
    """
    found, _ = find_texts(root)
    if not found:
        raise ConfigurationError("content/resolutions holds no text")
    files = found if paths is None else select_files(root, found, paths)
    differing: list[str] = []
    problems: list[Problem] = []
    for file in sorted(files):
        data = read_bytes(root, file)
        text, faults = format_text(data, file)
        problems += faults
        if text is not None and text.encode() != data:
            differing.append(file)
            if write:
                write_file(root / file, text.encode())
    return Formatted(tuple(differing), Report.of(problems, len(files)))


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
