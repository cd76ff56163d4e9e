"""What a place of a text is called in words of the page: para. 5 (a); annex II, article 4."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from whereas.analysis.lines import BASIS, HEADING
from whereas.model.resolution import Note, Paragraph, Resolution
from whereas.site.labels import format_label, kind_label, shorten
from whereas.site.words import Phrases, join_words

_NUMBERED = {"preambular": "preambular", "operative": "operative", "text": "operative"}
"""Kinds of paragraphs that are called by a number, and the phrase of the search for each."""

_ASIDE = frozenset({"item", "continuation"})
"""Kinds that have no name of their own: labels of items stand after that of their paragraph."""

_HEADED = ("heading", "section", "division")
_HEADS = frozenset({"title", "subtitle", "masthead", "agenda", "closing"})
"""Names of places that have no address of their own in the page, the basis of adoption apart."""

_UNKNOWN = re.compile(r"(?P<kind>pp|op)(?P<num>[1-9][0-9]*)\Z")
_LAST_NUMBER = re.compile(r"[0-9]+\Z")
_KINDS = {"pp": "preambular", "op": "operative"}


@dataclass(frozen=True, slots=True)
class Places:
    """Names of the places of one text in one language of the site; made by `name_places`.

    `counted` are kinds and holders of paragraphs some of which have printed numbers.
    """

    paragraphs: Mapping[str, Paragraph]
    counted: Collection[tuple[str, str | None]]
    notes: Mapping[str, Note]
    words: Phrases
    numbers: Phrases

    def name(self, place: str) -> str:
        """Give a place in words; the id itself where nobody can tell what it means."""
        if paragraph := self.paragraphs.get(place):
            return self._join(reversed(list(self._names(paragraph))))
        if note := self.notes.get(place):
            return self._note(note)
        holder, _, line = place.rpartition(".")
        if holder in self.paragraphs and line in (HEADING, BASIS):
            names = (self.name(holder), *([self.words[BASIS]] if line == BASIS else []))
            return self._join(names)
        return self._head(place) or self._unknown(place)

    def anchor(self, place: str) -> str:
        """Give the fragment that leads to a place; nothing where the page has no such place."""
        if place in ("title", "subtitle"):
            return "top"
        return place if place in self.paragraphs or place in self.notes else ""

    def within(self, place: str, part: str) -> str:
        """Give the id of a place that a lettered part may name without its own letter."""
        inside = f"{part}.{place}"
        return inside if part and inside in self.paragraphs else place

    def _head(self, place: str) -> str:
        """Give the name of a line above the text, without the position of an agenda item."""
        head = place.rstrip("0123456789")
        if head == BASIS:
            return self.words[BASIS]
        return self.words[f"place_{head}"] if head in _HEADS else ""

    def _unknown(self, place: str) -> str:
        found = _UNKNOWN.match(place)
        return self.numbers.fill(_KINDS[found["kind"]], n=found["num"]) if found else place

    def _note(self, note: Note) -> str:
        name = self.numbers.fill("note", n=note.mark)
        scope = self.paragraphs.get(note.scope)
        return self._join((self.name(scope.id), name)) if scope else name

    def _names(self, paragraph: Paragraph) -> Iterator[str]:
        """Give the names of a place and of all that holds it, the innermost first."""
        labels: list[str] = []
        at: Paragraph | None = paragraph
        while at:
            if at.kind == "item" and at.num:
                labels.insert(0, format_label(at.num, at.depth, self.words.language))
            elif at.kind not in _ASIDE:
                yield " ".join((self._own_name(at), *labels))
                labels = []
            at = self.paragraphs.get(at.parent or "")

    def _own_name(self, paragraph: Paragraph) -> str:
        if self._has_number(paragraph):
            found = _LAST_NUMBER.search(paragraph.id)
            number = paragraph.num or (found[0] if found else "")
            return self.numbers.fill(_NUMBERED[paragraph.kind], n=number)
        if paragraph.kind == "formula":
            return self.words["place_formula"]
        if paragraph.kind == "table":
            return self.words["table"]
        if paragraph.kind in ("part", "section") and paragraph.num:
            return self.words.fill(f"division_{paragraph.kind}", num=paragraph.num)
        if paragraph.kind in (*_HEADED, *_NUMBERED) and not paragraph.num:
            return shorten(paragraph.text()) or paragraph.id
        return kind_label(paragraph, self.words)

    def _has_number(self, paragraph: Paragraph) -> bool:
        """Tell whether a number names it: a printed one, or ours where no other is printed."""
        if paragraph.kind not in _NUMBERED:
            return False
        return paragraph.num is not None or (paragraph.kind, paragraph.parent) not in self.counted

    def _join(self, names: Iterable[str]) -> str:
        return join_words(names, self.words.language)


def name_places(resolution: Resolution, language: str) -> Places:
    """Give the names of a text's places in `language`."""
    return Places(
        {paragraph.id: paragraph for paragraph in resolution.paragraphs},
        frozenset((p.kind, p.parent) for p in resolution.paragraphs if p.num),
        {note.id: note for note in resolution.notes},
        Phrases(language, "record"),
        Phrases(language, "search"),
    )
