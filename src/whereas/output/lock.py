"""One build at a time in one place: an exclusive lock on a file beside the target.

The lock belongs to an open file, not to the file's existence, so that a killed build leaves
none; the file stays, and shows later builds that the target is theirs to replace.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whereas.errors import LockedError
from whereas.output.faults import os_faults

_NOTE = b"whereas replaces what stands beside this file\n"


def lock_file(target: Path) -> Path:
    """Give the place of the lock of `target`: `.<name>.lock` beside it."""
    return target.with_name(f".{target.name}.lock")


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock of `target`; its parent folder must exist.

    Raises `LockedError` at once when another build holds it.
    """
    path = lock_file(target)
    with os_faults(f"cannot lock {target}"):
        # Programs that are started do not inherit it, and workers are no forks of this process
        # (work/executor.py): one that outlives a killed build must not hold its lock.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if not _lock(descriptor):
            raise LockedError(
                f"another build is at work on {target} (it holds {path}); "
                "wait until it is done or stop it"
            )
        if not os.fstat(descriptor).st_size:
            with os_faults(f"cannot lock {target}"):
                os.write(descriptor, _NOTE)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
