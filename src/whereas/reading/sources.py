"""The lines of files at which problems stand, read again for whoever is shown them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from whereas.errors import EnvironmentFault
from whereas.problems import Problem
from whereas.reading.characters import MAX_BYTES
from whereas.reading.files import read_bytes


def with_sources(root: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give problems with the line of the file that each is on.

    A file that cannot be read now, or no longer has the line, gives none; so does one to which a
    link leads, since it may lie outside of the project. Bytes that are not
    UTF-8 show as replacement characters.
    """
    files: dict[str, list[str]] = {}
    for problem in problems:
        if problem.file not in files:
            files[problem.file] = _lines(root, problem.file)
        lines = files[problem.file]
        known = 0 < problem.line <= len(lines)
        yield replace(problem, source=lines[problem.line - 1]) if known else problem


def _lines(root: Path, file: str) -> list[str]:
    if any((root / folder).is_symlink() for folder in Path(file).parents):
        return []
    try:
        return read_bytes(root, file)[:MAX_BYTES].decode("utf-8", "replace").split("\n")
    except EnvironmentFault:
        return []
