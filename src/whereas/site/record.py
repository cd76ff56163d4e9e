"""The body of a record: each paragraph, note and emendation as HTML, ready for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from whereas.analysis.texts import Text
from whereas.corpus import Corpus, page_path
from whereas.model.markup import Node, parse_markup
from whereas.model.resolution import Emendation, Paragraph
from whereas.site.inline import (
    Line,
    Span,
    find_change,
    lay_out,
    render_line,
    words_span,
)
from whereas.site.words import Phrases

_FORMULAS = frozenset({"enacting", "resolving"})
_STOPS = ",:;.\u060c\uff0c "
"""Commas and other stops after a formula, the Arabic and Chinese comma among them."""
_STYLE_MARKS = str.maketrans("", "", "*^~")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with what hangs on it: HTML, printed number, what is beside it."""

    id: str
    kind: str
    number: str
    html: Markup
    glosses: tuple[str, ...]
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note: its mark, HTML, and the places that call it, as anchor and label."""

    mark: str
    html: Markup
    copy: Markup
    """The same without ids, for the popover."""
    calls: tuple[tuple[str, str], ...]


class RecordRenderer:
    """Renders one text into HTML. Remembers marks, since an anchor stands once in a page."""

    def __init__(self, text: Text, corpus: Corpus, default_language: str, root: str) -> None:
        """Render `text` for a page whose way to the site's root is `root`."""
        self._text = text
        self._corpus = corpus
        self._default_language = default_language
        self._root = root
        self._phrases = Phrases(text.resolution.language, "record")
        self._calls: dict[str, list[tuple[str, str]]] = {}

    def blocks(self) -> tuple[Block, ...]:
        """Give the top pieces of the text in order, each with what it holds."""
        children: dict[str | None, list[Paragraph]] = {}
        for paragraph in self._text.resolution.paragraphs:
            children.setdefault(paragraph.parent, []).append(paragraph)
        return tuple(self._block(paragraph, children) for paragraph in children.get(None, []))

    def notes(self) -> tuple[NoteBlock, ...]:
        """Give the notes; call it after `blocks`, which finds out where each is called."""
        return tuple(
            NoteBlock(
                mark=note.mark,
                html=self._line(note.nodes(), note.id, ids=True),
                copy=self._line(note.nodes(), note.id, ids=False),
                calls=tuple(self._calls.get(note.mark, ())),
            )
            for note in self._text.resolution.notes
        )

    def line(self, markup: str, place: str) -> Markup:
        """Give a line of the masthead or a quotation; `place` names its citations."""
        return self._line(parse_markup(markup), place, ids=False)

    def cite_address(self, symbol: str) -> str | None:
        """Give where a citation leads: a page of the site, else the official document."""
        resolution = self._corpus.find(symbol)
        if resolution is not None:
            return self._root + quote(page_path(resolution, self._default_language))
        language = self._text.resolution.language
        return self._corpus.registers.official_url(symbol, language)

    def _block(self, paragraph: Paragraph, children: dict[str | None, list[Paragraph]]) -> Block:
        html = self._line(paragraph.nodes(), paragraph.id, ids=True)
        return Block(
            id=paragraph.id,
            kind=paragraph.kind,
            number=self._number(paragraph),
            html=html,
            glosses=tuple(self._glosses(paragraph)),
            children=tuple(
                self._block(child, children) for child in children.get(paragraph.id, [])
            ),
        )

    def _number(self, paragraph: Paragraph) -> str:
        """Give the number as it stands in the margin; ours where the print has none."""
        if paragraph.kind == "preambular":
            return paragraph.id
        if paragraph.num is None:
            return "\N{PILCROW SIGN}"
        # Degrees of lists as the editorial manual has them: (a), then (i), then a., then i.
        if paragraph.kind == "item" and paragraph.depth <= 2:
            return f"({paragraph.num})"
        return paragraph.num if paragraph.kind == "section" else f"{paragraph.num}."

    def _glosses(self, paragraph: Paragraph) -> Iterator[str]:
        for emendation in self._emendations(paragraph.id):
            yield self._phrases[f"gloss_{emendation.status}"]

    def _emendations(self, place: str) -> Iterator[Emendation]:
        return (e for e in self._text.resolution.source.emendations if e.at == place)

    def _line(self, nodes: Iterable[Node], place: str, *, ids: bool) -> Markup:
        line = lay_out(nodes)
        spans = [
            *self._formulas(line, place),
            *self._openings(line, place),
            *self._citations(line, place),
        ]
        if ids:
            spans += self._emended(line, place)
        return render_line(line, spans, lambda mark: self._mark(mark, place, ids=ids))

    def _formulas(self, line: Line, place: str) -> Iterator[Span]:
        """Give the italics of a formula: all of it but the stop at its end."""
        if place.rpartition(".")[2] in _FORMULAS and not line.spans:
            yield Span(0, len(line.characters.rstrip(_STOPS)), "em", rank=1)

    def _openings(self, line: Line, place: str) -> Iterator[Span]:
        opening = self._text.openings.get(place)
        if opening:
            start, end = words_span(line, opening.start, opening.end)
            yield Span(start, end, "em", (("class", "o"),), rank=1)

    def _citations(self, line: Line, place: str) -> Iterator[Span]:
        for citation in self._text.citations.get(place, ()):
            address = citation.cited and self.cite_address(citation.cited)
            if address:
                start, end = words_span(line, citation.start, citation.end)
                yield Span(start, end, "a", (("class", "c"), ("href", address)), rank=2)

    def _emended(self, line: Line, place: str) -> Iterator[Span]:
        for number, emendation in enumerate(self._text.resolution.source.emendations, 1):
            if emendation.at != place:
                continue
            old, new = _characters(emendation.read), _characters(emendation.text)
            begin = line.characters.find(new)
            if begin < 0:
                # A style that begins in the words and ends after them is no style in them alone.
                old, new = old.translate(_STYLE_MARKS), new.translate(_STYLE_MARKS)
                begin = line.characters.find(new)
            if begin >= 0:
                start, end = find_change(old, new)
                where = begin + start, begin + end
                yield Span(*where, "span", (("class", "em"),), f"em{number}")

    def _mark(self, mark: str, place: str, *, ids: bool) -> Markup:
        label = self._phrases.fill("note", mark=mark)
        anchor = Markup("")
        if ids:
            calls = self._calls.setdefault(mark, [])
            name = f"ref{mark}" if not calls else f"ref{mark}-{len(calls) + 1}"
            calls.append((name, self._place(place)))
            anchor = Markup(' id="{}"').format(name)
        return Markup(
            '<button class="r"{} type="button" popovertarget="pop{}" aria-label="{}">{}</button>'
        ).format(anchor, mark, label, mark)

    def _place(self, place: str) -> str:
        """Give a short label for a place: pp4, 5, 5 (a), the id where there is no number."""
        found = next(p for p in self._text.resolution.paragraphs if p.id == place)
        if found.kind == "operative" and found.num:
            return self._phrases.fill("place_operative", num=found.num)
        return place


def _characters(markup: str) -> str:
    return lay_out(parse_markup(markup)).characters
