"""The paths of published files: relative POSIX, one owner each, safe on every file system.

Writes nothing; says which paths may be written.
"""

from __future__ import annotations

import unicodedata

from whereas.errors import BrokenPromise

_SEGMENT_BYTES = 255
"""The longest file name of ext4, APFS and NTFS (there in UTF-16 units, so never less)."""


def check_path(path: str) -> None:
    """Raise `BrokenPromise` unless `path` is relative POSIX without a trick in it.

    Refused: absolute paths, empty, `.` and `..` segments, backslashes, control characters,
    lone surrogates and segments longer than 255 bytes.
    """
    reason = _fault(path)
    if reason:
        raise BrokenPromise(f"no file may be written as {path!r}: {reason}")


def _fault(path: str) -> str:
    if path.startswith("/"):
        return "the path is absolute"
    segments = path.split("/")
    if any(segment in ("", ".", "..") for segment in segments):
        return "a segment is empty, . or .."
    if "\\" in path:
        return "it has a backslash"
    if not path.isascii() or not path.isprintable():
        return _character_fault(path, segments)
    if any(len(segment) > _SEGMENT_BYTES for segment in segments):
        return "a name is longer than 255 bytes"
    return ""


def _character_fault(path: str, segments: list[str]) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in path):
        return "it has a control character"
    if any(len(segment.encode()) > _SEGMENT_BYTES for segment in segments):
        return "a name is longer than 255 bytes"
    return ""


def fold(path: str) -> str:
    """Give the key under which a file system may take two paths for one.

    macOS and Windows do not tell upper from lower case, macOS not NFC from NFD.
    """
    folded = path.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


class PathClash(BrokenPromise):
    """Two files want one path, or paths that a file system may take for one."""

    def __init__(self, path: str, other: str) -> None:
        """Name the path that was to be taken and the one that was taken before."""
        super().__init__(
            f"{path} is written twice"
            if path == other
            else f"{path} and {other} differ only by case or composition"
        )
        self.paths = (path, other)


class Claims:
    """Which paths are taken, so that no path is written twice or differs only by case."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def claim(self, path: str) -> None:
        """Take `path` as a file; raises `PathClash` when it or its like is taken."""
        check_path(path)
        key = fold(path)
        other = self._files.get(key) or self._folders.get(key)
        if other is not None:
            raise PathClash(path, other)
        self._claim_folders(path)
        self._files[key] = path

    def _claim_folders(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        while folder:
            key = fold(folder)
            if self._folders.get(key) == folder:
                return
            other = self._files.get(key) or self._folders.get(key)
            if other is not None:
                raise PathClash(folder, other)
            self._folders[key] = folder
            folder = folder.rpartition("/")[0]
