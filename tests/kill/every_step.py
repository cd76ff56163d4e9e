"""Kills a build before each of its steps in turn; `python -m kill.every_step TARGET HOW`.

A step is what Python's audit hooks report: opening, linking, renaming, removing and so on.
Prints for each kill what stood at the target then, and after the next build had begun. HOW is
`exchange`, or `renames` for a machine that cannot exchange folders in one step.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from kill.build import build, name_of
from whereas.output import exchange
from whereas.output.staging import staged


def killed_before(step: int, target: Path, name: str) -> bool:
    """Build in a child that dies before its step; False where it ended before that."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        steps += 1
        if steps == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    build(target, name)
    os._exit(0)


def state_of(target: Path) -> str:
    """Give what stands at the target."""
    return name_of(target) if target.exists() else "missing"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    if sys.argv[2] == "renames":
        exchange._exchange = lambda one, other: False
    build(place, "first")
    number, last = 1, "first"
    while killed_before(number, place, f"{number}"):
        at_once = state_of(place)
        with staged(place):
            pass
        later = state_of(place)
        print(json.dumps([number, last, at_once, later]))  # noqa: T201  # its parent reads it
        number, last = number + 1, later
    print(json.dumps([number, f"{number}", state_of(place), state_of(place)]))  # noqa: T201
