"""The body of a record: each paragraph, note and emendation as HTML, ready for the template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from whereas.analysis.texts import Text
from whereas.model.markup import Node, parse_markup
from whereas.model.resolution import Cell, Paragraph, note_id
from whereas.site.inline import Line, Span, find_change, lay_out, render_line, words_span
from whereas.site.words import Phrases, format_date

_FORMULAS = frozenset({"enacting", "resolving"})
_STOPS = ",:;.\u060c\uff0c "
"""Commas and other stops after a formula, the Arabic and Chinese comma among them."""
UNNUMBERED = "\N{PILCROW SIGN}"
_DEGREES = 3
_LABEL = re.compile(r"\(([a-z]{1,2})\)")
_LABELLED = frozenset({"part", "annex", "division", "section"})
_STYLE_MARKS = str.maketrans("", "", "*^~")


Addresses = Callable[[str], str | None]
"""Gives where a citation of a symbol leads, from the page; None where no address is known."""


@dataclass(frozen=True, slots=True)
class CellBlock:
    """A cell of a table: its lines as HTML, and how many cells it covers."""

    lines: tuple[Markup, ...]
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: header rows, rows, and its notes as pairs of mark and HTML."""

    head: tuple[tuple[CellBlock, ...], ...]
    rows: tuple[tuple[CellBlock, ...], ...]
    notes: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with what hangs on it: HTML, printed number, what is beside it.

    `label` is what a heading of an annex, part or division begins with: Annex II, Article 1.
    """

    id: str
    kind: str
    number: str
    label: str
    heading: Markup
    html: Markup
    table: TableBlock | None
    about: Markup
    """Of a lettered part: when and on what basis it was adopted, where that is its own."""
    glosses: tuple[tuple[str, str], ...]
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note: its id and mark, HTML, and the places that call it, as anchor and label."""

    id: str
    mark: str
    html: Markup
    copy: Markup
    """The same without ids, for the popover."""
    calls: tuple[tuple[str, str], ...]
    glosses: tuple[tuple[str, str], ...]


class RecordRenderer:
    """Renders one text into HTML. Remembers marks, since an anchor stands once in a page."""

    def __init__(self, text: Text, phrases: Phrases, addresses: Addresses) -> None:
        """Render `text` with the words of `phrases` around it."""
        self._text = text
        self._phrases = phrases
        self._addresses = addresses
        self._calls: dict[str, list[tuple[str, str]]] = {}
        self._places = {place.id: place for place in text.resolution.paragraphs}

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
                id=note.id,
                mark=note.mark,
                html=self._line(note.nodes(), note.id, note.scope, ids=True),
                copy=self._line(note.nodes(), note.id, note.scope, ids=False),
                calls=tuple(self._calls.get(note.id, ())),
                glosses=tuple(self._emended_glosses(note.id)),
            )
            for note in self._text.resolution.notes
        )

    def line(self, markup: str, place: str = "") -> Markup:
        """Give a line of the masthead or a quotation; `place` names its citations."""
        return self._line(parse_markup(markup), place, "", ids=False)

    def _block(self, paragraph: Paragraph, children: dict[str | None, list[Paragraph]]) -> Block:
        scope = self._text.resolution.note_scope(paragraph)
        heading = self._line(parse_markup(paragraph.heading), "", scope, ids=False)
        html = self._line(paragraph.nodes(), paragraph.id, scope, ids=True)
        held = tuple(self._block(child, children) for child in children.get(paragraph.id, []))
        return Block(
            id=paragraph.id,
            kind=paragraph.kind,
            number=self._number(paragraph),
            label=self._label(paragraph),
            heading=heading,
            html=html,
            table=self._table(paragraph, scope) if paragraph.table else None,
            about=self._about(paragraph),
            glosses=tuple(self._glosses(paragraph)),
            children=held,
        )

    def _number(self, paragraph: Paragraph) -> str:
        """Give the number as it stands in the margin; ours where the print has none."""
        if paragraph.kind == "preambular" and paragraph.num is None:
            return paragraph.id
        if paragraph.num is None:
            return UNNUMBERED
        language = self._phrases.language
        if paragraph.kind == "item":
            return format_label(paragraph.num, paragraph.depth, language)
        return Phrases(language, "numbers").fill("paragraph", num=paragraph.num)

    def _label(self, paragraph: Paragraph) -> str:
        """Give what the document calls a part, annex, division or section, with its number."""
        if paragraph.kind not in _LABELLED:
            return ""
        name = f"{paragraph.kind}_{paragraph.detail}" if paragraph.detail else paragraph.kind
        if name not in self._phrases:
            return paragraph.num or ""
        return self._phrases.fill(name, num=paragraph.num or "").strip()

    def _about(self, paragraph: Paragraph) -> Markup:
        parts = self._text.resolution.parts if paragraph.kind == "part" else ()
        adoption = next((p.adoption for p in parts if p.letter == paragraph.num), None)
        if adoption is None:
            return Markup("")
        date = format_date(adoption.date, self._phrases.language)
        said = Markup(self._phrases["part_adopted"]).format(date=date)
        return (
            said + Markup(" <em>[{}]</em>").format(self.line(adoption.basis))
            if adoption.basis
            else said
        )

    def _table(self, paragraph: Paragraph, scope: str) -> TableBlock | None:
        table = paragraph.table
        if table is None:
            return None

        def cells(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[CellBlock, ...], ...]:
            return tuple(
                tuple(self._cell(cell, paragraph.id, scope) for cell in row) for row in rows
            )

        notes = tuple((mark, self.line(words)) for mark, words in table.notes)
        return TableBlock(cells(table.head), cells(table.rows), notes)

    def _cell(self, cell: Cell, place: str, scope: str) -> CellBlock:
        lines = (
            render_line(
                lay_out(parse_markup(line)),
                (),
                lambda mark: self._mark(mark, place, scope, ids=True),
            )
            for line in cell.lines
        )
        return CellBlock(tuple(lines), cell.columns, cell.rows)

    def _glosses(self, paragraph: Paragraph) -> Iterator[tuple[str, str]]:
        """Give what stands beside a paragraph: words, and the panel they lead to."""
        yield from self._emended_glosses(paragraph.id)
        for corrigendum in self._text.resolution.corrigenda:
            if corrigendum.at == paragraph.id:
                yield self._phrases["gloss_corrigendum"], "corrigenda"
        vote = self._text.resolution.adoption.vote
        for separate in vote.separate if vote else ():
            if separate.on == paragraph.id:
                yield self._phrases[f"gloss_{separate.result}"], "vote"

    def _emended_glosses(self, place: str) -> Iterator[tuple[str, str]]:
        for number, emendation in enumerate(self._text.resolution.source.emendations, 1):
            if emendation.at == place:
                yield self._phrases[f"gloss_{emendation.status}"], f"emendation{number}"

    def _line(self, nodes: Iterable[Node], place: str, scope: str, *, ids: bool) -> Markup:
        line = lay_out(nodes)
        spans = [
            *self._formulas(line, place),
            *self._openings(line, place),
            *self._citations(line, place),
        ]
        if ids:
            spans += self._emended(line, place)
        return render_line(line, spans, lambda mark: self._mark(mark, place, scope, ids=ids))

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
            address = citation.cited and self._addresses(citation.cited)
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

    def _mark(self, mark: str, place: str, scope: str, *, ids: bool) -> Markup:
        name = note_id(mark, scope)
        label = self._phrases.fill("note", mark=mark)
        anchor = Markup("")
        if ids:
            calls = self._calls.setdefault(name, [])
            reference = name.replace("note", "ref") + (f"-{len(calls) + 1}" if calls else "")
            calls.append((reference, self._place(place)))
            anchor = Markup(' id="{}"').format(reference)
        return Markup(
            '<button class="r"{} type="button" popovertarget="{}" aria-label="{}">{}</button>'
        ).format(anchor, name.replace("note", "pop"), label, mark)

    def _place(self, place: str) -> str:
        """Give a short label for a place: pp4, para. 5, the id where there is no number."""
        found = self._places.get(place)
        if found and found.kind == "operative" and found.num:
            return self._phrases.fill("place_operative", num=found.num)
        return place


def format_label(num: str, depth: int, language: str) -> str:
    """Give the label of an item as the language prints it at that depth of lists.

    In English (a), then (i), then a., then i.; in Arabic the letters and numbers are its own.
    """
    numbers, degree = Phrases(language, "numbers"), min(max(depth, 1), _DEGREES)
    series = f"series_{degree}"
    if series in numbers and language != "en":
        known = Phrases("en", "numbers")[series].split()
        own = numbers[series].split()
        if num in known[: len(own)]:
            num = own[known.index(num)]
    return numbers.fill(f"item_{degree}", num=num)


def format_labels(item: str, language: str) -> str:
    """Give the number of an agenda item, with its labels as the language prints them: 74 b)."""
    said = item.replace(" and ", Phrases(language, "numbers")["and"])
    return _LABEL.sub(lambda match: format_label(match[1], 1, language), said)


def _characters(markup: str) -> str:
    return lay_out(parse_markup(markup)).characters
