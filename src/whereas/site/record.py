"""The body of a record: each paragraph, note and emendation as HTML, ready for the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from whereas.analysis.lines import HEADING
from whereas.analysis.texts import Text
from whereas.model.markup import Node, iter_link_spans, parse_markup, plain
from whereas.model.resolution import Cell, Note, Paragraph, Resolution, note_id
from whereas.model.votes import Counted, iter_votes
from whereas.site.inline import Line, Span, find_change, lay_out, render_line, words_span
from whereas.site.labels import format_label, heading_label
from whereas.site.places import Places, name_places
from whereas.site.words import Phrases

_FORMULAS = frozenset({"enacting", "resolving"})
_STOPS = ",:;.\u060c\uff0c "
"""Commas and other stops after a formula, the Arabic and Chinese comma among them."""
UNNUMBERED = "\N{PILCROW SIGN}"
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
    `name` is what the page calls the place: para. 5 (a).
    """

    id: str
    kind: str
    number: str
    label: str
    name: str
    heading: Markup
    html: Markup
    table: TableBlock | None
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


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes whose marks form one series, and the name of the annex that has it."""

    id: str
    heading: str
    notes: tuple[NoteBlock, ...]


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a line stands: what names its citations, its place in the page, its notes.

    `key` names the line among the citations, as `Text.citations` does; `start` is where it
    begins in the words of that key, in code points. `place` is empty for a line whose marks need
    no way back; `own` tells that the line is all the words of that place.
    """

    key: str = ""
    place: str = ""
    scope: str = ""
    start: int = 0
    own: bool = False


class RecordRenderer:
    """Renders one text into HTML. Remembers marks, since an anchor stands once in a page."""

    def __init__(
        self, text: Text, phrases: Phrases, addresses: Addresses, places: Places | None = None
    ) -> None:
        """Render `text` with the words of `phrases` in it; `places` names places around it."""
        self._text = text
        self._phrases = phrases
        self._addresses = addresses
        self._calls: dict[str, list[tuple[str, str]]] = {}
        self._notes = {note.id for note in text.resolution.notes}
        self._places = places or name_places(text.resolution, phrases.language)

    def blocks(self) -> tuple[Block, ...]:
        """Give the top pieces of the text in order, each with what it holds."""
        children: dict[str | None, list[Paragraph]] = {}
        for paragraph in self._text.resolution.paragraphs:
            children.setdefault(paragraph.parent, []).append(paragraph)
        return tuple(self._block(paragraph, children) for paragraph in children.get(None, []))

    def note_groups(self) -> tuple[NoteGroup, ...]:
        """Give the notes by series; call it last, when it is known where each is called."""
        lines = {note.id: self._note_lines(note) for note in self._text.resolution.notes}
        groups: dict[str, list[NoteBlock]] = {}
        for note in self._text.resolution.notes:
            html, copy = lines[note.id]
            calls, glosses = self._calls.get(note.id, ()), self._emended_glosses(note.id)
            block = NoteBlock(note.id, note.mark, html, copy, tuple(calls), tuple(glosses))
            groups.setdefault(note.scope, []).append(block)
        printed = name_places(self._text.resolution, self._phrases.language)
        return tuple(
            NoteGroup(f"notes-{scope}", printed.name(scope) if scope else "", tuple(notes))
            for scope, notes in groups.items()
        )

    def line(self, markup: str, place: str = "") -> Markup:
        """Give a line of the masthead or the basis of a part, at its `place`; or a remark."""
        return self._line(parse_markup(markup), _Where(place, place))

    def _note_lines(self, note: Note) -> tuple[Markup, Markup]:
        """Give a note for the list, with ids, and for the popover, without them."""
        where = _Where(note.id, note.id, note.scope, own=True)
        return self._line(note.nodes(), where), self._line(
            note.nodes(), _Where(note.id, "", note.scope)
        )

    def _block(self, paragraph: Paragraph, children: dict[str | None, list[Paragraph]]) -> Block:
        scope = self._text.resolution.note_scope(paragraph)
        heading = _Where(f"{paragraph.id}.{HEADING}", paragraph.id, scope)
        return Block(
            id=paragraph.id,
            kind=paragraph.kind,
            number=self._number(paragraph),
            label=heading_label(paragraph, self._phrases),
            name=self._places.name(paragraph.id),
            heading=self._line(parse_markup(paragraph.heading), heading),
            html=self._line(paragraph.nodes(), _Where(paragraph.id, paragraph.id, scope, own=True)),
            table=self._table(paragraph, scope),
            glosses=tuple(self._glosses(paragraph)),
            children=tuple(
                self._block(child, children) for child in children.get(paragraph.id, [])
            ),
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

    def _table(self, paragraph: Paragraph, scope: str) -> TableBlock | None:
        table = paragraph.table
        if table is None:
            return None
        starts = _iter_starts(paragraph)

        def line(words: str) -> Markup:
            where = _Where(paragraph.id, paragraph.id, scope, next(starts))
            return self._line(parse_markup(words), where)

        def cells(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[CellBlock, ...], ...]:
            return tuple(
                tuple(CellBlock(tuple(map(line, c.lines)), c.columns, c.rows) for c in row)
                for row in rows
            )

        head, rows = cells(table.head), cells(table.rows)
        return TableBlock(head, rows, tuple((mark, line(words)) for mark, words in table.notes))

    def _glosses(self, paragraph: Paragraph) -> Iterator[tuple[str, str]]:
        """Give what stands beside a paragraph: words, and the panel they lead to."""
        yield from self._emended_glosses(paragraph.id)
        for corrigendum in self._text.resolution.corrigenda:
            if corrigendum.at == paragraph.id:
                yield self._phrases["gloss_corrigendum"], "corrigenda"
        for panel, separate in iter_separate(self._text.resolution):
            if self._places.within(separate.on, separate.part) == paragraph.id:
                yield self._phrases[f"gloss_{separate.result}"], panel

    def _emended_glosses(self, place: str) -> Iterator[tuple[str, str]]:
        for number, emendation in enumerate(self._text.resolution.source.emendations, 1):
            if emendation.at == place:
                yield self._phrases[f"gloss_{emendation.status}"], f"emendation{number}"

    def _line(self, nodes: Iterable[Node], where: _Where) -> Markup:
        nodes = tuple(nodes)
        line = lay_out(nodes)
        spans = [
            *self._formulas(line, where.key),
            *self._openings(line, where.key),
            *self._citations(line, nodes, where),
        ]
        if where.own:
            spans += self._emended(line, where.place)
        return render_line(line, spans, lambda mark: self._mark(mark, where))

    def _formulas(self, line: Line, place: str) -> Iterator[Span]:
        """Give the italics of a formula: all of it but the stop at its end."""
        if place.rpartition(".")[2] in _FORMULAS and not line.spans:
            yield Span(0, len(line.characters.rstrip(_STOPS)), "em", rank=1)

    def _openings(self, line: Line, place: str) -> Iterator[Span]:
        opening = self._text.openings.get(place)
        if opening:
            start, end = words_span(line, opening.start, opening.end)
            yield Span(start, end, "em", (("class", "o"),), rank=1)

    def _citations(self, line: Line, nodes: Sequence[Node], where: _Where) -> Iterator[Span]:
        """Give the links of a line: what the rules found in it, else those made by hand."""
        end = where.start + len(plain(nodes))
        found = [
            (c.start - where.start, c.end - where.start, c.cited)
            for c in self._text.citations.get(where.key, ())
            if where.start <= c.start and c.end <= end
        ]
        for first, last, cited in found or iter_link_spans(nodes):
            address = cited and self._addresses(cited)
            if address:
                span = words_span(line, first, last)
                yield Span(*span, "a", (("class", "c"), ("href", address)), rank=2)

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

    def _mark(self, mark: str, where: _Where) -> Markup:
        name = note_id(mark, where.scope)
        if name not in self._notes:
            return Markup("<sup>{}</sup>").format(mark)
        label = self._phrases.fill("note", mark=mark)
        anchor = Markup("")
        if where.place:
            calls = self._calls.setdefault(name, [])
            reference = name.replace("note", "ref") + (f"-{len(calls) + 1}" if calls else "")
            calls.append((reference, self._places.name(where.place)))
            anchor = Markup(' id="{}"').format(reference)
        return Markup(
            '<button class="r"{} type="button" popovertarget="{}" aria-label="{}">{}</button>'
        ).format(anchor, name.replace("note", "pop"), label, mark)


def _iter_starts(paragraph: Paragraph) -> Iterator[int]:
    """Give where each line of a table begins in `Paragraph.text()`: cells in order, then notes."""
    table = paragraph.table
    if table is None:
        return
    at, parted = len(plain(paragraph.nodes())), bool(paragraph.markup)
    # What parts them: a line break before each row but a first one without caption, a tab
    # between cells, a space between the lines of a cell.
    for row in (*table.head, *table.rows):
        at, parted = at + parted, True
        for number, cell in enumerate(row):
            at += number > 0
            for position, words in enumerate(cell.lines):
                at += position > 0
                yield at
                at += len(plain(parse_markup(words)))
    for mark, words in table.notes:
        at += len(f"\n{mark} ")
        yield at
        at += len(plain(parse_markup(words)))


def iter_separate(resolution: Resolution) -> Iterator[tuple[str, Counted]]:
    """Give each separate vote with its id in the page: `vote-1`, `vote-B-1` in a part."""
    counts: dict[str, int] = {}
    for counted in iter_votes(resolution):
        if counted.on:
            counts[counted.part] = counts.get(counted.part, 0) + 1
            yield f"{vote_id(counted.part)}-{counts[counted.part]}", counted


def vote_id(part: str) -> str:
    """Give the id of the panel of the vote on a text, or on a lettered part of it."""
    return f"vote-{part}" if part else "vote"


def _characters(markup: str) -> str:
    return lay_out(parse_markup(markup)).characters
