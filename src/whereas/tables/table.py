"""What a table is: a function that gives its rows, registered under the table's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from whereas.analysis.texts import Text
from whereas.corpus import Corpus
from whereas.registry import Registry

Cell = str | int | bool | None
Row = tuple[Cell, ...]
"""Cells in the order of the table schema's fields; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Source:
    """What rows are made from: texts with what is derived, the corpus, the site's address."""

    corpus: Corpus
    texts: Sequence[Text]
    site_url: str
    language: str
    """Default language of the site, which has addresses without a prefix."""


Rows = Callable[[Source], Iterable[Row]]

TABLES: Registry[Rows] = Registry("table", "whereas.tables")


def table(name: str) -> Callable[[Rows], Rows]:
    """Register a function that gives the rows of the table `name`, in the table's order."""
    return TABLES.add(name)


def iter_rows(name: str, source: Source) -> Iterator[Row]:
    """Give the rows of one table."""
    return iter(TABLES.load()[name](source))
