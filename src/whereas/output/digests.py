"""SHA-256 of files, and the list of them in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from whereas.output.faults import os_faults
from whereas.output.paths import check_path

SUMS_PATH = "data/SHA256SUMS"
"""Where a site keeps its list; the paths in it count from the root of the site."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def sha256_of(data: bytes | Iterable[bytes]) -> str:
    """Give the SHA-256 of `data`, whole or in parts, in hex."""
    digest = hashlib.sha256()
    for part in (data,) if isinstance(data, bytes) else data:
        digest.update(part)
    return digest.hexdigest()


def sha256_of_file(path: Path) -> str:
    """Give the SHA-256 of a file in hex; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def format_sums(sums: Mapping[str, str]) -> str:
    """Give the list of digests (path → hex), sorted by path, one line each.

    Raises `BrokenPromise` for a path that is not relative POSIX.
    """
    for path in sums:
        check_path(path)
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))


def parse_sums(text: str) -> dict[str, str]:
    """Read what `format_sums` wrote; raises ValueError, naming the line that is not one."""
    sums: dict[str, str] = {}
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in sums:
            raise ValueError(f"line {number} is no digest of another file")
        sums[match[2]] = match[1]
    if text and not text.endswith("\n"):
        raise ValueError("the last line is cut off")
    return sums


def check_sums(folder: Path, sums_path: str = SUMS_PATH) -> tuple[str, ...]:
    """Compare every file of `folder` with its list; gives what is wrong, sorted, or nothing.

    Links and special files are faults: a published site has none. Raises `EnvironmentFault`
    when a file cannot be read.
    """
    with os_faults(f"cannot verify {folder}"):
        try:
            sums = parse_sums((folder / sums_path).read_bytes().decode())
        except FileNotFoundError:
            return (f"{sums_path}: missing",)
        except ValueError as fault:
            return (f"{sums_path}: cannot be read: {fault}",)
        found = dict(_iter_files(folder))
        found.pop(sums_path, None)
        faults = [f"{path}: missing" for path in sums.keys() - found.keys()]
        for path, regular in found.items():
            faults += _check_file(folder, path, regular, sums.get(path))
    return tuple(sorted(faults))


def _check_file(folder: Path, path: str, regular: bool, listed: str | None) -> Iterator[str]:
    if not regular:
        yield f"{path}: not a plain file"
    elif listed is None:
        yield f"{path}: not in the list"
    elif sha256_of_file(folder / path) != listed:
        yield f"{path}: changed"


def _iter_files(folder: Path, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Give every path below `folder` that is no folder, and whether it is a plain file."""
    with os.scandir(folder / prefix) as entries:
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _iter_files(folder, f"{path}/")
            else:
                yield path, entry.is_file(follow_symlinks=False)
