"""A translation: the words of a text in another language, without what its main file says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from whereas.model.resolution import AgendaItem, Note, Paragraph, Part, Resolution, Source


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
    parts: tuple[Part, ...]
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
            parts=tuple(
                replace(part, title=own.title)
                for part, own in zip(main.parts, self.parts, strict=False)
            ),
            paragraphs=self.paragraphs,
            notes=self.notes,
            corrigenda=tuple(
                c for c in main.corrigenda if not c.languages or self.language in c.languages
            ),
            excerpt=self.excerpt,
            source=self.source,
            translated_by=self.translated_by,
        )
