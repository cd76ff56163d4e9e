"""Judge documents gone wrong, as many as are asked for, in all processors; give the figures.

Then documents that grow, in every way up to the limits of the format (`evidence.growth`).

PYTHONPATH=tests python -m evidence.fuzz [COUNT [SEED]]        100,000 and 1 unless told
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from evidence.counts import FUZZ
from evidence.growth import Growth, run_all
from support.judging import judge
from support.mutating import iter_mutants

SLICE = 1000
_SHOWN = 20
SLOWEST = 1.0
"""Seconds that no document may take."""


@dataclass
class Outcome:
    """What documents of one slice gave: how many were refused and why, and what went wrong."""

    documents: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_number: int = 0
    megabytes: float = 0.0
    rules: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Add another slice."""
        self.documents += other.documents
        self.refused += other.refused
        if other.slowest > self.slowest:
            self.slowest, self.slowest_number = other.slowest, other.slowest_number
        self.megabytes = max(self.megabytes, other.megabytes)
        self.rules += other.rules
        self.faults += other.faults


def run_slice(seed: int, first: int, count: int = SLICE) -> Outcome:
    """Judge the documents from number `first` on."""
    outcome = Outcome()
    for number, data in iter_mutants(seed, first, first + count):
        _judge(outcome, seed, number, data)
    outcome.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return outcome


def run(count: int, seed: int) -> Outcome:
    """Judge `count` documents in slices, one process a processor."""
    total = Outcome()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for outcome in pool.map(partial(run_slice, seed), range(0, count, SLICE)):
            total.add(outcome)
    return total


def _judge(outcome: Outcome, seed: int, number: int, data: bytes) -> None:
    outcome.documents += 1
    start = time.process_time()
    try:
        report = judge([data])
    except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
        outcome.faults.append(f"seed {seed}, document {number}: {type(error).__name__}: {error}")
        return
    took = time.process_time() - start
    if took > outcome.slowest:
        outcome.slowest, outcome.slowest_number = took, number
    if took > SLOWEST:
        outcome.faults.append(f"seed {seed}, document {number}: {took:.1f} s")
    outcome.refused += report.failed()
    for problem in report.problems:
        outcome.rules[problem.rule] += 1
        if not (problem.rule and problem.line and problem.column and problem.message):
            outcome.faults.append(f"seed {seed}, document {number}: no place for {problem}")


def describe(outcome: Outcome, growth: Growth, seed: int) -> dict[str, Any]:
    """Give the figures as JSON has them; `steepest` is the time of twice the length over once."""
    return {
        "seed": seed,
        "documents": outcome.documents,
        "refused": outcome.refused,
        "rules": len(outcome.rules),
        "slowest_s": round(outcome.slowest, 3),
        "slowest_document": outcome.slowest_number,
        "largest_process_mb": round(outcome.megabytes),
        "grown_documents": growth.documents,
        "grown_slowest_s": round(growth.slowest, 3),
        "grown_steepest": round(growth.steepest, 2),
        "faults": len(outcome.faults) + len(growth.faults),
    }


def main() -> int:
    """Print the figures and keep them; give 1 if a document was not judged as it must be."""
    count, seed = (*map(int, sys.argv[1:]), *(100_000, 1)[len(sys.argv) - 1 :])
    outcome = run(count, seed)
    growth = run_all()
    faults = [*outcome.faults, *growth.faults]
    said = json.dumps(describe(outcome, growth, seed), indent=1) + "\n"
    FUZZ.parent.mkdir(parents=True, exist_ok=True)
    FUZZ.write_text(said, encoding="utf-8")
    sys.stdout.write(said + "".join(f"{fault}\n" for fault in faults[:_SHOWN]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
