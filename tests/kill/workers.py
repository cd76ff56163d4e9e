"""A build whose workers are busy when it is killed; `python -m kill.workers TARGET`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from whereas.output.staging import staged
from whereas.work.executor import map_batches


def work(batch: tuple[int, ...]) -> int:
    """Take the first batch at once, the others for a long time."""
    time.sleep(60 * min(batch))
    return sum(batch)


if __name__ == "__main__":
    with staged(Path(sys.argv[1])):
        for _ in map_batches(work, range(4), jobs=2, size=1):
            sys.stdout.write("begin\n")
            sys.stdout.flush()
