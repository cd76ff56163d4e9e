"""Zip files that depend on their members only: not on order, clock, umask or machine.

Writes nothing itself; gives the bytes part by part, so that no zip stands in memory whole.
The compressed bytes come from zlib: another build of it may give others for the same members.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator

from whereas.output.paths import Claims

_LEVEL = 6
_DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can name; the time of writing would differ from run to run."""

_UNIX = 3
_MODE = 0o100644 << 16


def zip_bytes(members: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> Iterator[bytes]:
    """Give a zip of `members` (name, content), sorted by name, part by part.

    Names are taken at once; a content given as parts is asked for when its turn comes. Raises
    `BrokenPromise` for a name that is not allowed, comes twice or differs only by case.
    """
    ordered = sorted(members, key=lambda member: member[0])
    claims = Claims()
    for name, _ in ordered:
        claims.claim(name)
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in ordered:
            with archive.open(_member(name), "w") as member:
                for part in (content,) if isinstance(content, bytes) else content:
                    member.write(part)
                    yield from sink.take()
    yield from sink.take()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system = _UNIX
    info.external_attr = _MODE
    info.compress_type = zipfile.ZIP_DEFLATED
    info._compresslevel = _LEVEL  # type: ignore[attr-defined]  # public only from 3.13
    return info


class _Sink:
    """Takes what zipfile writes and hands it on; it cannot seek, so zipfile never goes back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Hold nothing back."""

    def close(self) -> None:
        """Stay usable: the last parts are taken after zipfile has closed."""

    def take(self) -> list[bytes]:
        parts, self._parts = self._parts, []
        return parts
