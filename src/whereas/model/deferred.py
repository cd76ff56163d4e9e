"""`Deferred`: a mapping that is made when it is first looked into.

The larger registers are read only by a run that needs them: a check of one text has no use for
six languages of opening words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Deferred(Mapping[Key, Value]):
    """Reads like the mapping that `make` gives; pickles where `make` does."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Mapping[Key, Value]]) -> None:
        """Keep `make` until the first look."""
        self._make = make
        self._made: Mapping[Key, Value] | None = None

    def __getitem__(self, key: Key) -> Value:
        """Give the value of `key`; raises KeyError."""
        return self._mapping()[key]

    def __iter__(self) -> Iterator[Key]:
        """Give the keys in the order of the mapping."""
        return iter(self._mapping())

    def __len__(self) -> int:
        """Give the number of keys."""
        return len(self._mapping())

    def __reduce__(self) -> tuple[type[Deferred[Key, Value]], tuple[object, ...]]:
        """Pickle what makes the mapping, not the mapping: another process makes its own."""
        return type(self), (self._make,)

    def _mapping(self) -> Mapping[Key, Value]:
        if self._made is None:
            self._made = self._make()
        return self._made
