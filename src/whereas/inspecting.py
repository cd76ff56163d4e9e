"""What commands do besides publishing: print texts, verify a published site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from whereas.analysis.texts import TextReader
from whereas.corpus import Corpus
from whereas.errors import ConfigurationError
from whereas.exporters.formats import Format
from whereas.judging import checked
from whereas.model.resolution import Resolution
from whereas.output.digests import SUMS_PATH, check_sums
from whereas.project import Project
from whereas.tables.validation import validate_package


def export(project: Project, kind: Format, symbols: Iterable[str]) -> Iterator[bytes]:
    """Give texts in one format, in the order of `symbols`; an unknown symbol is a usage fault.

    All symbols are looked up before the first text is given.
    """
    corpus, _ = checked(project)
    reader = TextReader(corpus.registers)
    for resolution in [_look_up(corpus, symbol) for symbol in symbols]:
        yield kind.export(reader.read(resolution), corpus.registers)


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


def verify(site: Path) -> tuple[str, ...]:
    """Give what is wrong with a published site: digests of files, then data packages."""
    if not (site / SUMS_PATH).is_file():
        raise ConfigurationError(f"{site} is no published site: it has no {SUMS_PATH}")
    packages = sorted((*site.glob("data/*/datapackage.json"), *site.glob("data/*.zip")))
    faults = (
        f"{path.relative_to(site).as_posix()}: {fault}"
        for path in packages
        for fault in validate_package(path)
    )
    return (*check_sums(site), *faults)
