"""The files of `content/`: which there are, which may not be there, and their bytes.

Links and special files are refused before they are opened: a link would publish what lies
outside, and a pipe would never end.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from whereas.errors import ConfigurationError, EnvironmentFault
from whereas.problems import Problem, Severity

MAX_PATH = 200
"""Bytes of a path within the project: longer ones cannot be checked out on every system."""

TEXTS = "content/resolutions"
"""Folder of all texts."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z", re.ASCII)


def find_texts(root: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Give the YAML files under `content/resolutions`, sorted, and what may not be there.

    Paths are relative to `root`, with `/`. Raises EnvironmentFault for a folder that the machine
    does not let us read.
    """
    files: list[str] = []
    problems = list(check_folder(root, TEXTS))
    for name, entry in _walk(root, TEXTS) if not problems else ():
        problem = _check_entry(entry, name)
        if problem:
            problems.append(problem)
        else:
            files.append(name)
    problems.extend(_check_case(files))
    return tuple(sorted(files)), tuple(problems)


def check_folder(root: Path, folder: str) -> Iterator[Problem]:
    """Report a folder of the content that is a link, which may lead outside, or that is none."""
    if not is_there(root, folder):
        return
    with _readable(folder):
        mode = os.lstat(root / folder).st_mode
    if stat.S_ISLNK(mode):
        yield _problem(folder, "FILE01", "a symbolic link", "put the folder itself here")
    elif not stat.S_ISDIR(mode):
        yield _problem(folder, "FILE02", "not a folder", "delete it, or put the folder here")


def check_file(root: Path, file: str) -> Problem | None:
    """Report a file of the project that is a link, or no plain file; none where none stands."""
    if not is_there(root, file):
        return None
    with _readable(file):
        return _check_mode(os.lstat(root / file).st_mode, file)


def select_files(root: Path, files: Sequence[str], paths: Sequence[str]) -> tuple[str, ...]:
    """Give those of `files` that `paths` name: a file itself, or a folder that it is in.

    All paths count from `root`. Raises ConfigurationError for a path that names none of them.
    """
    top = Path(os.path.realpath(root))
    selected: set[str] = set()
    for path in paths:
        place = _place(top / path)
        named = [file for file in files if (top / file).is_relative_to(place)]
        if not named:
            there = "is no text under content/resolutions and holds none"
            missing = not os.path.lexists(place)
            raise ConfigurationError(f"there is no {path}" if missing else f"{path} {there}")
        selected.update(named)
    return tuple(file for file in files if file in selected)


def _place(path: Path) -> Path:
    """Give the real place of a path; a link at its end names itself, not what it leads to."""
    if path.name == "..":
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent)) / path.name


def read_bytes(root: Path, file: str) -> bytes:
    """Give the bytes of a file; raises EnvironmentFault where the machine does not let us."""
    with _readable(file):
        # A link is not followed, and a pipe does not wait until somebody writes into it.
        descriptor = os.open(
            root / file,
            os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0),
        )
        with os.fdopen(descriptor, "rb") as stream:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise EnvironmentFault(f"{file} cannot be read: it is no regular file")
            data = stream.read()
            after = os.fstat(descriptor)
            # Half of one text and half of another would be no text that anybody wrote.
            if (before.st_size, before.st_mtime_ns) != (len(data), after.st_mtime_ns):
                raise EnvironmentFault(f"{file} changed while it was read; try again")
            return data


def is_there(root: Path, path: str) -> bool:
    """Tell whether something stands at a path of the project, be it a link that leads nowhere.

    Raises EnvironmentFault where the machine does not let us know.
    """
    with _readable(path):
        try:
            os.lstat(root / path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True


def list_folder(root: Path, folder: str) -> list[os.DirEntry[str]]:
    """Give what is in a folder of the project, sorted; nothing if there is no such folder.

    Raises EnvironmentFault where the machine does not let us read it.
    """
    with _readable(folder):
        try:
            with os.scandir(root / folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            return []


@contextmanager
def _readable(path: str) -> Iterator[None]:
    """Say which path of the project the machine does not let us read."""
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be read: {error.strerror}") from error


def _walk(root: Path, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Give everything below `folder` but its real folders, sorted, each with its path."""
    for entry in list_folder(root, folder):
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and not entry.name.endswith((".yaml", ".yml")):
            yield from _walk(root, path)
        else:
            yield path, entry


def _check_entry(entry: os.DirEntry[str], name: str) -> Problem | None:
    with _readable(name):
        mode = entry.stat(follow_symlinks=False).st_mode
    if problem := _check_mode(mode, name):
        return problem
    if entry.name.endswith(".yml"):
        return _problem(name, "FILE04", "the ending .yml", "rename it to .yaml")
    if not entry.name.endswith(".yaml"):
        return _problem(name, "FILE05", "a file that is no text of the content", "delete it")
    if len(os.fsencode(name)) > MAX_PATH or not _NAME.match(entry.name):
        hint = "use letters, digits, dots, hyphens and underscores"
        return _problem(name, "FILE06", "a name that not every system can hold", hint)
    if mode & 0o111 and os.name == "posix":
        return _problem(name, "FILE07", "the file may be executed", "chmod a-x")
    return None


def _check_mode(mode: int, name: str) -> Problem | None:
    if stat.S_ISLNK(mode):
        return _problem(name, "FILE01", "a symbolic link", "put the file itself here")
    if stat.S_ISDIR(mode):
        hint = "rename it, for there may be texts in it"
        return _problem(name, "FILE02", "a folder with the name of a file", hint)
    if not stat.S_ISREG(mode):
        return _problem(name, "FILE02", "not a regular file", "delete it")
    return None


def _check_case(files: list[str]) -> Iterator[Problem]:
    """Report names that differ only in case or Unicode form: one file on some systems."""
    seen: dict[str, str] = {}
    for name in files:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            message = f"the name differs from {seen[folded]} only in case"
            yield _problem(name, "FILE06", message, "rename one of them")
        seen.setdefault(folded, name)


def _problem(file: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(file, rule, Severity.ERROR, message, hint, line=1, column=1)
