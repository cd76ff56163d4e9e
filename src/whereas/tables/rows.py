"""Rows of the tables of the words: heads, paragraphs, notes, references, by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whereas.analysis.citations import Citation
from whereas.analysis.lines import Line, iter_heads, iter_lines, iter_part_bases, markup_pieces
from whereas.corpus import symbol_order
from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Resolution, note_id
from whereas.tables.table import Row, Source, place_id, table, text_id, word_count


@table("head_lines")
def head_line_rows(source: Source) -> Iterator[Row]:
    """Give the lines above the text, one row a line and language."""
    for text in source.texts:
        resolution = text.resolution
        for line in (*iter_heads(resolution), *iter_part_bases(resolution)):
            yield text_id(resolution), line.place, line.words, "".join(line.pieces)


@table("paragraphs")
def paragraph_rows(source: Source) -> Iterator[Row]:
    """Give one row a paragraph, item, formula, heading or table, in reading order."""
    for text in source.main_texts():
        symbol = text.resolution.symbol
        for position, paragraph in enumerate(text.resolution.paragraphs, 1):
            opening = text.openings.get(paragraph.id)
            form = opening.form if opening else None
            yield (
                place_id(symbol, paragraph.id),
                symbol,
                position,
                paragraph.kind,
                paragraph.num,
                paragraph.detail or None,
                place_id(symbol, paragraph.parent) if paragraph.parent else None,
                paragraph.depth,
                opening.words if opening else None,
                form.lemma if form else None,
                form.category if form else None,
                form.force if form else None,
                word_count(paragraph.text()),
            )


@table("paragraph_texts")
def paragraph_text_rows(source: Source) -> Iterator[Row]:
    """Give the words, one row a paragraph and language."""
    for text in source.texts:
        resolution = text.resolution
        for paragraph in resolution.paragraphs:
            yield (
                place_id(resolution.symbol, paragraph.id),
                resolution.language,
                plain(parse_markup(paragraph.heading)) or None,
                paragraph.heading or None,
                paragraph.text() or None,
                "".join(markup_pieces(paragraph)) or None,
            )


@table("notes")
def note_rows(source: Source) -> Iterator[Row]:
    """Give one row a note."""
    for text in source.main_texts():
        resolution = text.resolution
        calls = Counter(note for note, _, _ in _marks(resolution))
        for position, note in enumerate(resolution.notes, 1):
            yield (
                place_id(resolution.symbol, note.id),
                resolution.symbol,
                position,
                note.mark,
                place_id(resolution.symbol, note.scope) if note.scope else None,
                calls[note.id],
            )


@table("note_texts")
def note_text_rows(source: Source) -> Iterator[Row]:
    """Give the words of notes, one row a note and language."""
    for text in source.texts:
        resolution = text.resolution
        for note in resolution.notes:
            place = place_id(resolution.symbol, note.id)
            yield place, resolution.language, note.text(), note.markup


@table("note_markers")
def note_marker_rows(source: Source) -> Iterator[Row]:
    """Give one row a mark in the main text, in reading order."""
    for text in source.main_texts():
        symbol = text.resolution.symbol
        known = {note.id for note in text.resolution.notes}
        seen: Counter[str] = Counter()
        for note, line, offset in _marks(text.resolution):
            # An excerpt may call a note that it does not hold.
            if note in known:
                seen[note] += 1
                paragraph = place_id(symbol, line.id) if line.id else None
                yield place_id(symbol, note), seen[note], paragraph, line.name or None, offset


@table("references")
def reference_rows(source: Source) -> Iterator[Row]:
    """Give one row a citation of the main text, in reading order."""
    for text in source.main_texts():
        resolution = text.resolution
        notes = {note.id for note in resolution.notes}
        for position, (line, citation) in enumerate(text.iter_cited(), 1):
            yield _reference(resolution.symbol, position, line, line.id in notes, citation)


def _reference(symbol: str, position: int, line: Line, note: bool, citation: Citation) -> Row:
    address = place_id(symbol, line.id) if line.id else None
    return (
        f"{symbol}!{position}",
        symbol,
        None if note else address,
        address if note else None,
        line.name or None,
        citation.start,
        citation.printed,
        citation.cited,
        citation.date,
        citation.via,
    )


@table("documents")
def document_rows(source: Source) -> Iterator[Row]:
    """Give every document that the texts are or name, sorted as people count."""
    own = {text.resolution.symbol: text.resolution.language for text in source.main_texts()}
    named = {c.cited for text in source.main_texts() for _, c in text.iter_citations() if c.cited}
    named |= {symbol for main in source.corpus for symbol in _named(main) if symbol}
    registers = source.corpus.registers
    for name in sorted(named | own.keys(), key=symbol_order):
        symbol = registers.grammar.parse_symbol(name)
        yield (
            name,
            symbol.kind if symbol else "document",
            symbol.body if symbol else None,
            name in own,
            registers.official_url(name, own.get(name, source.language)),
        )


def _named(resolution: Resolution) -> Iterator[str | None]:
    """Give the symbols that a text's masthead and editors name."""
    yield resolution.part_of
    yield from (relation.to for relation in resolution.relations)
    yield from (draft.symbol for draft in resolution.drafts)
    yield from (corrigendum.symbol for corrigendum in resolution.corrigenda)
    yield from (adoption.record for _, adoption in resolution.adoptions())


def _marks(resolution: Resolution) -> Iterator[tuple[str, Line, int]]:
    """Give note, line and offset of every mark outside the notes, in reading order."""
    notes = {note.id for note in resolution.notes}
    for line in iter_lines(resolution):
        if line.id not in notes:
            for mark, offset in line.marks():
                yield note_id(mark, line.scope), line, offset
