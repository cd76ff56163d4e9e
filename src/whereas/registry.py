"""The registry: one decorated function is one check, exporter, table or kind of page.

A room declares `Registry[...]("what")`, its modules register into it, and listing, help,
documentation and tests read it from there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from whereas.errors import BrokenPromise

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Named entries of one kind, iterated in the order of their names."""

    def __init__(self, what: str, package: str) -> None:
        """Name the kind (`exporter`) and the package whose modules register entries."""
        self._what = what
        self._package = package
        self._entries: dict[str, Entry] = {}
        self._is_loaded = False

    def add(self, name: str) -> Callable[[Entry], Entry]:
        """Decorate an entry to register it under `name`; a name is given once."""

        def register(entry: Entry) -> Entry:
            if name in self._entries:
                raise BrokenPromise(f"two {self._what}s are called {name}")
            self._entries[name] = entry
            return entry

        return register

    def load(self) -> Registry[Entry]:
        """Import every module of the package, so that all entries are registered."""
        if self._is_loaded:
            return self
        self._is_loaded = True
        package = importlib.import_module(self._package)
        for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
            importlib.import_module(f"{self._package}.{module}")
        return self

    def __getitem__(self, name: str) -> Entry:
        """Give one entry; raises KeyError for a name nobody registered."""
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, sorted."""
        return iter(sorted(self._entries))

    def __contains__(self, name: object) -> bool:
        """Tell whether `name` is registered."""
        return name in self._entries
