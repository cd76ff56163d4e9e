"""The records of one run, sorted, and the lookups between them. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.model.symbols import format_address
from whereas.model.translation import Translation

_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts of a run and the registers.

    `resolutions` are the main texts in the order of body, date and symbol; `versions` holds,
    by symbol, every language of a text, the main one first; `orphans` are translations that
    are of no text of the corpus, or in the language of the text itself.
    """

    resolutions: tuple[Resolution, ...]
    versions: Mapping[str, tuple[Resolution, ...]]
    orphans: tuple[Translation, ...]
    registers: Registers
    by_name: Mapping[str, Resolution]

    def __iter__(self) -> Iterator[Resolution]:
        """Give the main texts in their order."""
        return iter(self.resolutions)

    def iter_groups(self) -> Iterator[tuple[Resolution, ...]]:
        """Give every text with its translations, the main one first, in the order of texts."""
        for resolution in self.resolutions:
            versions = self.versions[resolution.symbol]
            yield versions if versions[0] is resolution else (resolution,)

    def iter_versions(self) -> Iterator[Resolution]:
        """Give every language of every text: the main one first, in the order of texts."""
        return (version for versions in self.iter_groups() for version in versions)

    def find(self, name: str) -> Resolution | None:
        """Give the main text with this symbol or alias, or the text of which it names a part."""
        return self.by_name.get(name)

    def version(self, symbol: str, language: str) -> Resolution | None:
        """Give a text in one language, if it exists there."""
        versions = self.versions.get(symbol, ())
        return next((version for version in versions if version.language == language), None)

    def languages(self) -> tuple[str, ...]:
        """Give the languages of all texts, sorted."""
        return tuple(sorted({version.language for version in self.iter_versions()}))

    def newest_date(self) -> str | None:
        """Give the newest day in the content (adoption or issue), YYYY-MM-DD."""
        days = [
            day
            for r in self.resolutions
            for day in (r.adoption.date, r.issued.date, r.issued.reissued)
            if day
        ]
        return max(days, default=None)


def build_corpus(texts: Iterable[Resolution | Translation], registers: Registers) -> Corpus:
    """Give the corpus of `texts`; of two texts with one symbol the first is found."""
    texts = tuple(texts)
    ordered = tuple(sorted((t for t in texts if isinstance(t, Resolution)), key=_order))
    found: dict[str, Resolution] = {}
    for resolution in ordered:
        found.setdefault(resolution.symbol, resolution)
    versions = {symbol: [resolution] for symbol, resolution in found.items()}
    orphans = []
    translations = (text for text in texts if isinstance(text, Translation))
    for translation in sorted(translations, key=lambda t: (t.symbol, t.language, t.file)):
        held = versions.get(translation.symbol)
        if held is None or any(v.language == translation.language for v in held):
            orphans.append(translation)
        else:
            held.append(translation.of(held[0]))
    for resolution in ordered:
        for alias in resolution.aliases:
            found.setdefault(alias, resolution)
    for resolution in ordered:
        for part in resolution.parts:
            found.setdefault(f"{resolution.symbol} {part.letter}", resolution)
    frozen = {symbol: tuple(held) for symbol, held in versions.items()}
    return Corpus(ordered, frozen, tuple(orphans), registers, found)


def page_path(resolution: Resolution, default_language: str) -> str:
    """Give the path of a text's page: `A/RES/76/159.html`, with a prefix for other languages."""
    prefix = "" if resolution.language == default_language else f"{resolution.language}/"
    return prefix + plain_path(resolution)


def plain_path(resolution: Resolution) -> str:
    """Give the path without a language's prefix."""
    return f"{format_address(resolution.symbol)}.html"


def symbol_order(symbol: str) -> tuple[tuple[int, int | str], ...]:
    """Give a key that sorts symbols as people count: 76/9 before 76/10."""
    parts = (part for part in _DIGITS.split(symbol) if part)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def _order(resolution: Resolution) -> tuple[object, ...]:
    return (
        resolution.body,
        resolution.adoption.date,
        symbol_order(resolution.symbol),
        resolution.language,
        resolution.file,
    )
