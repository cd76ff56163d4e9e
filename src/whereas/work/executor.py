"""One function over batches of items, in processes or in place, with the same results."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import connection
from typing import TypeVar

from whereas.errors import EnvironmentFault

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 3  # batches in hand for each worker: none waits, and memory holds them


def map_batches(
    function: Callable[[tuple[Item, ...]], Result],
    items: Iterable[Item],
    *,
    jobs: int,
    size: int,
    executor: Executor | None = None,
) -> Iterator[Result]:
    """Give `function` of each batch of up to `size` items, in the order of the items.

    `jobs` processes do it, 0 for one a usable core; one job or one batch is done in place. A
    caller's `executor`, such as Dask's, takes their place and stays open. What a worker raises
    is raised here, `EnvironmentFault` when one dies. Function and results must pickle.
    """
    jobs, rows = jobs or usable_cores(), tuple(items)
    batches = [rows[start : start + size] for start in range(0, len(rows), size)]
    if executor is None and (jobs == 1 or len(batches) < 2):
        yield from map(function, batches)
        return
    pool = executor or _pool(min(jobs, len(batches)))
    waiting: deque[Future[Result]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(function, batch))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenExecutor as error:
        raise EnvironmentFault("a worker was killed (memory?); try --jobs 1") from error
    finally:
        for future in waiting:
            future.cancel()
        if executor is None:
            pool.shutdown()


def usable_cores() -> int:
    """Give the number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _pool(workers: int) -> ProcessPoolExecutor:
    """Give processes that inherit nothing: neither an open lock nor the state of a thread."""
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    return ProcessPoolExecutor(workers, context, _start_worker)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it: a killed parent leaves no worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=[parent.sentinel], daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
