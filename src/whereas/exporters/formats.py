"""What an exporter is, and the registry of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from whereas.analysis.texts import Text
from whereas.corpus import page_path
from whereas.model.catalogue import FormatEntry
from whereas.model.registers import Registers
from whereas.registry import Registry

Export = Callable[[Text, Registers], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its key in publication.yaml, its label on a page, ending, and function."""

    key: str
    label: str
    ending: str
    export: Export

    def entry(self) -> FormatEntry:
        """Give the format as the catalogue names it."""
        return FormatEntry(self.key, self.label, self.ending)


FORMATS: Registry[Format] = Registry("format", "whereas.exporters")


def exporter(key: str, *, label: str, ending: str) -> Callable[[Export], Export]:
    """Register a function as the exporter of the format `key`."""

    def register(export: Export) -> Export:
        FORMATS.add(key)(Format(key, label, ending, export))
        return export

    return register


def iter_documents(
    texts: Iterable[Text], registers: Registers, keys: Iterable[str], language: str
) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every text in the formats `keys`, each beside its page.

    `language` is the site's default, whose pages have no prefix.
    """
    chosen = [FORMATS.load()[key] for key in keys]
    for text in texts:
        path = page_path(text.resolution, language).removesuffix("html")
        for kind in chosen:
            yield path + kind.ending, kind.export(text, registers)
