"""Judge documents that grow: twice the length may take three times as long, and no more."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from support.growing import Grow, iter_ways
from support.judging import judge

FIRST = 32_000
"""Bytes of the first document of each way; the longest official text measured has ten times it."""
SMALL = 64_000
"""Bytes up to which a document may not take longer than a second."""
SLOWEST = 1.0
STEEPEST = 3.0
"""How much longer a document of twice the length may take."""
TELLING = 0.2
"""Seconds below which a ratio says more of the machine than of the program."""
SLICES = 16
"""Parts of the ways, each of which one process takes at a time."""
ENOUGH = 1.5
"""Seconds after which a document is not made longer."""


@dataclass
class Growth:
    """What growing documents gave: how many, the steepest step, the slowest, what went wrong."""

    documents: int = 0
    steepest: float = 0.0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Growth) -> None:
        """Add what other ways gave."""
        self.documents += other.documents
        self.steepest = max(self.steepest, other.steepest)
        self.slowest = max(self.slowest, other.slowest)
        self.faults += other.faults


def run_ways(names: Sequence[str], limit: int | None = None) -> Growth:
    """Grow documents in the ways of these names, up to `limit` bytes; None is the format's."""
    total = Growth()
    wanted = set(names)
    for name, grow in iter_ways():
        if name in wanted:
            total.add(_run_way(name, grow, limit))
    return total


def run_all() -> Growth:
    """Grow documents in all ways up to the limits of the format, one process a processor."""
    names = [name for name, _ in iter_ways()]
    slices = [names[start::SLICES] for start in range(SLICES)]
    total = Growth()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for growth in pool.map(partial(run_ways, limit=None), slices):
            total.add(growth)
    return total


def _run_way(name: str, grow: Grow, limit: int | None) -> Growth:
    growth = Growth()
    size, before = FIRST, 0.0
    while limit is None or size <= limit:
        data = grow(size)
        if data is None:
            break
        try:
            took = _time(data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            growth.faults.append(f"{name}, {len(data)} bytes: {type(error).__name__}: {error}")
            break
        # Once more, and the better of both, before anything is said of it.
        if took > SLOWEST or (before > TELLING and took > STEEPEST * before):
            took = min(took, _time(data))
        growth.documents += 1
        growth.slowest = max(growth.slowest, took)
        _judge_step(growth, f"{name}, {len(data)} bytes", len(data), before, took)
        if took > ENOUGH:
            break
        size, before = size * 2, took
    return growth


def _judge_step(growth: Growth, what: str, size: int, before: float, took: float) -> None:
    if size <= SMALL * 1.5 and took > SLOWEST:
        growth.faults.append(f"{what}: {took:.1f} s")
    if before > TELLING:
        growth.steepest = max(growth.steepest, took / before)
        if took > STEEPEST * before:
            growth.faults.append(f"{what}: {took:.1f} s, half of it {before:.1f} s")


def _time(data: bytes) -> float:
    start = time.process_time()
    judge([data])
    return time.process_time() - start
