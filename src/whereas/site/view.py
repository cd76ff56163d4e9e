"""One text on one page: what all parts of a record's page are made from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from whereas.analysis.texts import Text
from whereas.model.resolution import Resolution
from whereas.site.inverses import Inverses
from whereas.site.pages.cited import cited_path
from whereas.site.pages.kinds import SiteSource, root_of
from whereas.site.places import Places
from whereas.site.words import Phrases, format_date, format_ordinal


@dataclass(frozen=True, slots=True)
class View:
    """A text and the page it stands on.

    `language` is that of the words around it, `path` the page's; `places` names places in that
    language; `absent` holds the cited documents that have a page without a text, `inverses` what
    other texts say of this one.
    """

    source: SiteSource
    text: Text
    path: str
    language: str
    absent: Collection[str]
    places: Places
    inverses: Inverses

    @property
    def resolution(self) -> Resolution:
        """Give the text's record."""
        return self.text.resolution

    @property
    def main_language(self) -> str:
        """Give the language of what only the main file says: remarks, groups, places."""
        main = self.source.corpus.find(self.resolution.symbol)
        return main.language if main else self.resolution.language

    @property
    def root(self) -> str:
        """Give the way from the page to the root of the site."""
        return root_of(self.path)

    @property
    def home(self) -> str:
        """Give the way from the page to the root of its language's pages."""
        return self.root + self.source.prefix(self.language)

    @property
    def words(self) -> Phrases:
        """Give the strings around the text."""
        return Phrases(self.language, "record")

    @property
    def printed(self) -> Phrases:
        """Give the strings that form words of the document itself, in the text's language."""
        return Phrases(self.source.interface(self.resolution.language), "record")

    def date(self, day: str) -> str:
        """Give a day in the words of the page."""
        return format_date(day, self.language)

    def printed_date(self, day: str) -> str:
        """Give a day in the words of the document."""
        return format_date(day, self.printed.language)

    def ordinal(self, number: int) -> str:
        """Give an ordinal in the words of the document."""
        return format_ordinal(number, self.printed.language)

    def address(self, symbol: str) -> str | None:
        """Give where a document's symbol leads: its page here, else the official document."""
        found = self.source.page_of(symbol, self.resolution.language)
        if found is not None:
            version, path = found
            letter = symbol.removeprefix(f"{version.symbol} ")
            part = f"#{letter}" if letter in {part.letter for part in version.parts} else ""
            return self.root + quote(path) + part
        if symbol in self.absent:
            return self.home + quote(cited_path(symbol))
        return self.source.corpus.registers.official_url(symbol, self.resolution.language)

    def official(self) -> str | None:
        """Give the address of the official document."""
        registers, resolution = self.source.corpus.registers, self.resolution
        return registers.official_url(resolution.symbol, resolution.language)
