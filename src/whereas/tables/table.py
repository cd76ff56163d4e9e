"""What a table is: a function that gives its rows, registered under the table's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from whereas.analysis.texts import Text
from whereas.corpus import Corpus
from whereas.model.resolution import Resolution
from whereas.registry import Registry

Cell = str | int | bool | None
Row = tuple[Cell, ...]
"""Cells in the order of the table schema's fields; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Source:
    """What rows are made from: the corpus, its texts in every language, the site's address."""

    corpus: Corpus
    texts: Sequence[Text]
    site_url: str
    language: str
    """Default language of the site, which has addresses without a prefix."""

    def main_texts(self) -> Iterator[Text]:
        """Give the texts in the language of their main file."""
        return (text for text in self.texts if not text.resolution.is_translation)


def place_id(symbol: str, place: str) -> str:
    """Give symbol and id of a paragraph or note, joined by #."""
    return f"{symbol}#{place}"


def text_id(resolution: Resolution) -> str:
    """Give symbol and language of a text, joined by @."""
    return f"{resolution.symbol}@{resolution.language}"


def session_id(resolution: Resolution) -> str | None:
    """Give body and session of a text, joined by a colon; None where the body has no sessions."""
    return f"{resolution.body}:{resolution.session}" if resolution.session else None


def word_count(text: str) -> int:
    """Give the number of words: runs of characters between spaces."""
    return len(text.split())


Rows = Callable[[Source], Iterable[Row]]

TABLES: Registry[Rows] = Registry("table", "whereas.tables")


def table(name: str) -> Callable[[Rows], Rows]:
    """Register a function that gives the rows of the table `name`, in the table's order."""
    return TABLES.add(name)


def iter_rows(name: str, source: Source) -> Iterator[Row]:
    """Give the rows of one table."""
    return iter(TABLES.load()[name](source))
