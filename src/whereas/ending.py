"""How the command ends when something goes wrong: what is said, and the exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from whereas.errors import EnvironmentFault
from whereas.printing import report_error

_BUG = 70

_UNWRITABLE = {errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC}
"""What the system says of an output into which nothing more goes."""


def ended(code: int, tell: Callable[[], None]) -> int:
    """Say why the command ends, if that can be written anywhere; give its exit code."""
    try:
        tell()
    except OSError:
        let_go()
    return code


def refused(error: OSError) -> int:
    """Say what the machine refuses, where it is not a bug that we asked for it."""
    fault = EnvironmentFault(f"the output cannot be written: {error.strerror}")
    if error.filename is None and error.errno in _UNWRITABLE:
        ended(fault.exit_code, partial(report_error, fault))
        let_go()
        return fault.exit_code
    if isinstance(error, PermissionError):
        fault = EnvironmentFault(f"{error.filename}: {error.strerror}")
        return ended(fault.exit_code, partial(report_error, fault))
    return bug(error)


def let_go() -> None:
    """Let go of what nobody can read any more, lest Python complain of it at its end."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.close()


def bug(error: Exception) -> int:
    """Say that the program is at fault; the traceback goes to whoever sets WHEREAS_DEBUG."""
    import traceback

    def tell() -> None:
        if os.environ.get("WHEREAS_DEBUG"):
            traceback.print_exception(error)
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        click.echo(f"whereas: a bug: {said}; set WHEREAS_DEBUG=1 for more", err=True)

    return ended(_BUG, tell)
