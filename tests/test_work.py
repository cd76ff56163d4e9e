"""Batches: the results are the same and in order, whoever computes them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whereas.errors import EnvironmentFault
from whereas.work.executor import map_batches, usable_cores

P = ParamSpec("P")
T = TypeVar("T")


def squares(batch: tuple[int, ...]) -> list[int]:
    return [number**2 for number in batch]


def where(batch: tuple[int, ...]) -> int:
    return os.getpid()


def fail_at_seven(batch: tuple[int, ...]) -> tuple[int, ...]:
    if 7 in batch:
        raise LookupError("seven")
    return batch


def die_at_seven(batch: tuple[int, ...]) -> None:
    if 7 in batch:
        os.kill(os.getpid(), signal.SIGKILL)


@given(st.lists(st.integers(), max_size=30), st.integers(1, 40), st.integers(1, 3))
def test_every_size_gives_the_same_in_order(items: list[int], size: int, jobs: int) -> None:
    with ThreadPoolExecutor(2) as threads:
        expected = [number**2 for number in items]
        for executor in (threads, None if jobs == 1 else threads):
            results = map_batches(squares, iter(items), jobs=jobs, size=size, executor=executor)
            batches = list(results)
            assert [number for batch in batches for number in batch] == expected
            assert all(len(batch) == size for batch in batches[:-1])


def test_processes_give_the_same() -> None:
    alone = list(map_batches(squares, range(100), jobs=1, size=7))
    assert list(map_batches(squares, range(100), jobs=2, size=7)) == alone


def test_processes_are_used_only_where_they_pay() -> None:
    assert set(map_batches(where, range(10), jobs=1, size=2)) == {os.getpid()}
    assert set(map_batches(where, range(10), jobs=4, size=10)) == {os.getpid()}
    assert os.getpid() not in set(map_batches(where, range(10), jobs=2, size=2))
    assert list(map_batches(where, [], jobs=2, size=2)) == []


def test_no_jobs_means_the_usable_cores() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)
    assert list(map_batches(squares, range(4), jobs=0, size=1)) == [[0], [1], [4], [9]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_worker_raises_is_raised_here(jobs: int) -> None:
    results = map_batches(fail_at_seven, range(10), jobs=jobs, size=2)
    assert [next(results) for _ in range(3)] == [(0, 1), (2, 3), (4, 5)]
    with pytest.raises(LookupError, match="seven"):
        next(results)


def test_a_killed_worker_is_a_fault_of_the_machine() -> None:
    with pytest.raises(EnvironmentFault, match="killed"):
        list(map_batches(die_at_seven, range(10), jobs=2, size=1))


class Counting(ThreadPoolExecutor):
    """Threads that count what they are asked for."""

    submitted = 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        self.submitted += 1
        return super().submit(fn, *args, **kwargs)


def test_only_a_few_batches_wait_at_a_time() -> None:
    with Counting(2) as executor:
        results = map_batches(squares, range(1000), jobs=2, size=1, executor=executor)
        assert next(results) == [0]
        assert executor.submitted <= 6


def test_the_executor_of_the_caller_stays_open() -> None:
    with ThreadPoolExecutor(2) as executor:
        list(map_batches(squares, range(4), jobs=2, size=1, executor=executor))
        assert executor.submit(squares, (2,)).result() == [4]
