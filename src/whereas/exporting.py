"""Exporting texts of a project: looked up, made in one format, printed or written to a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from whereas.analysis.texts import TextReader
from whereas.corpus import Corpus
from whereas.errors import ConfigurationError
from whereas.exporters.formats import Format
from whereas.judging import checked
from whereas.model.resolution import Resolution
from whereas.output.files import write_tree
from whereas.project import Project


def export(
    project: Project, kind: Format, symbols: Iterable[str], language: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of texts in one format, in the order of `symbols`.

    With `language` the texts in that language, else those of the main files. All are looked up
    before the first is given. Raises ConfigurationError for an unknown symbol and for a text that
    is not there in that language, ContentError where the project has errors, NotExportedError
    for what the format cannot hold.
    """
    corpus, _ = checked(project)
    reader = TextReader(corpus.registers)
    found = [_version(corpus, _look_up(corpus, symbol), language) for symbol in symbols]
    for resolution in found:
        name = PurePosixPath(resolution.file).name.removesuffix("yaml") + kind.ending
        yield name, kind.export(reader.read(resolution), corpus.registers)


def write_texts(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """Write exported texts into `folder`, all or none; give the names of those that changed.

    Raises EnvironmentFault where that cannot be, and what `export` raises.
    """
    return write_tree(folder, tuple(dict(files).items()))


def _version(corpus: Corpus, resolution: Resolution, language: str | None) -> Resolution:
    if language is None:
        return resolution
    version = corpus.version(resolution.symbol, language)
    if version is None:
        raise ConfigurationError(f"{resolution.symbol} is not there in the language {language}")
    return version


def _look_up(corpus: Corpus, symbol: str) -> Resolution:
    resolution = corpus.find(symbol) or corpus.find(corpus.registers.grammar.canonical(symbol))
    if resolution is None:
        raise ConfigurationError(_unknown(corpus, symbol))
    return resolution


def _unknown(corpus: Corpus, symbol: str) -> str:
    """Say that no text has a symbol, and which one its number may mean."""
    numbered = next((r.symbol for r in corpus if r.number == symbol), None)
    near = numbered or next(iter(get_close_matches(symbol, corpus.by_name, 1)), None)
    hint = f" (did you mean {near}?)" if near else ""
    return f"there is no text with the symbol {symbol}{hint}"
