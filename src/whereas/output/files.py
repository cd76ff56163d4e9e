"""Single files and trees outside the staged site, each replaced in one step.

`place_file` is the one function that opens a file for writing; staging uses it as well.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from whereas.output.faults import os_faults
from whereas.output.paths import Claims

Data = bytes | Iterable[bytes]
"""What a file holds: all of it, or its parts in order."""

FILE_MODE = 0o644
FOLDER_MODE = 0o755

_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a file system answers that knows no second name of a file, such as exFAT."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its path with `/`, its size in bytes, its SHA-256 in hex."""

    path: str
    bytes: int
    sha256: str


def write_file(path: Path, data: Data) -> None:
    """Write one file in one step, keeping the mode of a file that is replaced.

    Missing folders are made. Raises `EnvironmentFault` with the old file as it was.
    """
    with os_faults(f"cannot write {path}"):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data, _mode_of(path))


def create_file(path: Path, data: Data) -> bool:
    """Write a file in one step where nothing stands; gives False where something does.

    What stands there stays, be it a link that leads nowhere, or come a moment ago.
    Missing folders are made. Raises `EnvironmentFault` with nothing written.
    """
    with os_faults(f"cannot write {path}"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _finished(path, data, FILE_MODE) as beside:
            return _link(beside, path)


def append_file(path: Path, data: bytes) -> None:
    """Add to the end of a file that others write as well; raises `EnvironmentFault`."""
    with os_faults(f"cannot write {path}"), path.open("ab") as stream:
        stream.write(data)


def write_tree(folder: Path, files: Iterable[tuple[str, Data]]) -> tuple[str, ...]:
    """Write files below `folder`, each in one step; gives the paths that changed, sorted.

    A file that already holds the same bytes is not touched, so that watchers stay quiet;
    files of others stay. Raises `EnvironmentFault`, `BrokenPromise` for a path not allowed.
    """
    claims, changed = Claims(), []
    for path, data in files:
        claims.claim(path)
        place = folder / path
        with os_faults(f"cannot write {place}"):
            if isinstance(data, bytes) and holds(place, data):
                continue
            make_folders(folder, path)
            _replace(place, data, FILE_MODE)
        changed.append(path)
    return tuple(sorted(changed))


def place_file(place: Path, data: Data, mode: int = FILE_MODE) -> tuple[int, str]:
    """Write a file that must not exist yet; gives its size in bytes and its SHA-256 in hex.

    Raises OSError. The umask has no say in `mode`.
    """
    digest, size = hashlib.sha256(), 0
    with place.open("xb") as file:
        for part in (data,) if isinstance(data, bytes) else data:
            file.write(part)
            digest.update(part)
            size += len(part)
    place.chmod(mode)
    return size, digest.hexdigest()


def make_folders(root: Path, path: str) -> None:
    """Make the folders of `path` below `root`, mode 0755 whatever the umask."""
    folder = root
    for segment in ["", *path.split("/")[:-1]]:
        folder = folder / segment
        with suppress(FileExistsError):
            folder.mkdir(parents=not segment)
            folder.chmod(FOLDER_MODE)


def holds(place: Path, data: bytes) -> bool:
    """Tell whether `place` is a plain file with mode 0644 that holds exactly `data`."""
    try:
        found = place.lstat()
        if not stat.S_ISREG(found.st_mode) or stat.S_IMODE(found.st_mode) != FILE_MODE:
            return False
        return found.st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False


def _replace(path: Path, data: Data, mode: int) -> None:
    with _finished(path, data, mode) as beside:
        beside.replace(path)


@contextmanager
def _finished(path: Path, data: Data, mode: int) -> Iterator[Path]:
    """Lend a file beside `path` that holds all of `data`; what is left of it goes away."""
    descriptor, name = mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    os.close(descriptor)
    beside = Path(name)
    try:
        beside.unlink()
        place_file(beside, data, mode)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _link(beside: Path, path: Path) -> bool:
    """Give a finished file its name, which a rename would take from another; False if taken."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Here two that come in one moment cannot be told apart.
        if os.path.lexists(path):
            return False
        beside.replace(path)
    return True


def _mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else FILE_MODE
