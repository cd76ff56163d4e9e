"""What the operating system refuses, said in one sentence; the program adds no traceback."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from whereas.errors import EnvironmentFault

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file is larger than allowed here",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EEXIST: "a file stands in the way",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "a folder stands in the way",
}


def environment_fault(doing: str, error: OSError) -> EnvironmentFault:
    """Give the fault for `error`, met while `doing` (`cannot write build/site`)."""
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return EnvironmentFault(f"{doing}: {reason}")


@contextmanager
def os_faults(doing: str) -> Iterator[None]:
    """Turn an `OSError` of the block into an `EnvironmentFault` that begins with `doing`."""
    try:
        yield
    except OSError as error:
        raise environment_fault(doing, error) from error
