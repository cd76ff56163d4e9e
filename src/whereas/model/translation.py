"""A translation: the words of a text in another language, without what its main file says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whereas.model.provenance import Source
from whereas.model.resolution import (
    AgendaItem,
    Note,
    Paragraph,
    Part,
    Path,
    Resolution,
)


@dataclass(frozen=True, slots=True)
class PartWords:
    """What a translation has of a lettered part: title, and the basis of one adopted alone.

    `path` is the part's place in the translation's YAML.
    """

    letter: str
    title: str | None
    basis: str | None
    path: Path


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of a text in another language, as its own file has them."""

    file: str
    symbol: str
    language: str
    title: str | None
    subtitle: str | None
    agenda: tuple[str, ...]
    basis: str | None
    parts: tuple[PartWords, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    translated_by: str
    excerpt: bool
    source: Source

    def of(self, main: Resolution) -> Resolution:
        """Give the text that these words and the main file's metadata make together."""
        titles = (*self.agenda, *(None for _ in main.agenda[len(self.agenda) :]))
        agenda = tuple(
            AgendaItem(item.item, title) for item, title in zip(main.agenda, titles, strict=False)
        )
        return replace(
            main,
            file=self.file,
            language=self.language,
            title=self.title,
            subtitle=self.subtitle,
            agenda=agenda,
            adoption=replace(main.adoption, basis=self.basis),
            parts=tuple(self._part(part) for part in main.parts),
            paragraphs=self.paragraphs,
            notes=self.notes,
            corrigenda=tuple(
                c for c in main.corrigenda if not c.languages or self.language in c.languages
            ),
            excerpt=self.excerpt,
            source=self.source,
            translated_by=self.translated_by,
            unplaced=tuple(self._iter_unplaced(main)),
        )

    def _part(self, part: Part) -> Part:
        """Give a part of the main text with the words that this file has of it."""
        nothing = PartWords(part.letter, None, None, ())
        own = next((words for words in self.parts if words.letter == part.letter), nothing)
        adoption = part.adoption and replace(part.adoption, basis=own.basis)
        return replace(part, title=own.title, adoption=adoption, path=own.path)

    def _iter_unplaced(self, main: Resolution) -> Iterator[Path]:
        for position in range(len(main.agenda), len(self.agenda)):
            yield "agenda", position, "title"
        alone = {part.letter for part in main.parts if part.adoption}
        for words in self.parts:
            if words.basis is not None and words.letter not in alone:
                yield *words.path, "basis"
