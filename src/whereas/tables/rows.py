"""Rows of the tables of the text: resolutions, paragraphs, texts, notes, references, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whereas.analysis.citations import Citation
from whereas.analysis.texts import BASIS
from whereas.corpus import page_path, symbol_order
from whereas.model.markup import iter_marks
from whereas.model.resolution import Resolution
from whereas.model.symbols import format_slug
from whereas.tables.table import Row, Source, table

_LIST = "; "
"""What separates several values in one cell: no key and no printed item holds a semicolon."""


@table("resolutions")
def resolution_rows(source: Source) -> Iterator[Row]:
    """Give one row a text."""
    for text in source.texts:
        yield _resolution(text.resolution, source)


def _resolution(resolution: Resolution, source: Source) -> Row:
    adoption, issued = resolution.adoption, resolution.issued
    return (
        resolution.symbol,
        format_slug(resolution.symbol),
        resolution.body,
        resolution.session,
        resolution.number,
        resolution.type,
        resolution.status,
        resolution.title,
        resolution.language,
        adoption.date,
        adoption.meeting,
        adoption.record,
        adoption.basis,
        _LIST.join(item.item for item in resolution.agenda) or None,
        _LIST.join(resolution.topics) or None,
        issued.date,
        issued.distribution,
        issued.job,
        len(resolution.of_kind("preambular")),
        len(resolution.of_kind("operative")),
        len(resolution.notes),
        sum(_words(paragraph.text()) for paragraph in resolution.paragraphs),
        resolution.fictional,
        source.corpus.registers.official_url(resolution.symbol, resolution.language),
        source.site_url + page_path(resolution, source.language),
    )


@table("paragraphs")
def paragraph_rows(source: Source) -> Iterator[Row]:
    """Give one row a paragraph, item, formula or heading, in reading order."""
    for text in source.texts:
        symbol = text.resolution.symbol
        for position, paragraph in enumerate(text.resolution.paragraphs, 1):
            opening = text.openings.get(paragraph.id)
            form = opening.form if opening else None
            yield (
                _id(symbol, paragraph.id),
                symbol,
                position,
                paragraph.kind,
                paragraph.num,
                paragraph.parent and _id(symbol, paragraph.parent),
                paragraph.depth,
                opening.words if opening else None,
                form.lemma if form else None,
                form.category if form else None,
                form.force if form else None,
                _words(paragraph.text()),
            )


@table("paragraph_texts")
def paragraph_text_rows(source: Source) -> Iterator[Row]:
    """Give the words, one row a paragraph and language."""
    for text in source.texts:
        resolution = text.resolution
        for paragraph in resolution.paragraphs:
            place = _id(resolution.symbol, paragraph.id)
            yield place, resolution.language, paragraph.text() or None, paragraph.markup or None


@table("notes")
def note_rows(source: Source) -> Iterator[Row]:
    """Give one row a note."""
    for text in source.texts:
        resolution = text.resolution
        calls = Counter(mark for mark, _, _ in _marks(resolution))
        for note in resolution.notes:
            yield (
                _id(resolution.symbol, note.id),
                resolution.symbol,
                note.mark,
                resolution.language,
                note.text(),
                note.markup,
                calls[note.mark],
            )


@table("note_markers")
def note_marker_rows(source: Source) -> Iterator[Row]:
    """Give one row a mark in the text."""
    for text in source.texts:
        symbol = text.resolution.symbol
        seen: Counter[str] = Counter()
        for mark, place, offset in _marks(text.resolution):
            seen[mark] += 1
            yield _id(symbol, f"note{mark}"), _id(symbol, place), seen[mark], offset


@table("references")
def reference_rows(source: Source) -> Iterator[Row]:
    """Give one row a citation, in reading order of the citing text."""
    for text in source.texts:
        resolution = text.resolution
        notes = {note.id for note in resolution.notes}
        for position, (place, citation) in enumerate(text.iter_citations(), 1):
            yield _reference(resolution.symbol, position, place, place in notes, citation)


def _reference(symbol: str, position: int, place: str, note: bool, citation: Citation) -> Row:
    address = None if place == BASIS else _id(symbol, place)
    return (
        f"{symbol}!{position}",
        symbol,
        None if note else address,
        address if note else None,
        citation.printed,
        citation.cited,
        citation.date,
        citation.via,
    )


@table("documents")
def document_rows(source: Source) -> Iterator[Row]:
    """Give every document that the texts are or cite, sorted as people count."""
    own = {text.resolution.symbol: text.resolution.language for text in source.texts}
    cited = {c.cited for text in source.texts for _, c in text.iter_citations() if c.cited}
    registers = source.corpus.registers
    for name in sorted(cited | own.keys(), key=symbol_order):
        symbol = registers.grammar.parse_symbol(name)
        yield (
            name,
            symbol.kind if symbol else "document",
            symbol.body if symbol else None,
            name in own,
            registers.official_url(name, own.get(name, source.language)),
        )


def _marks(resolution: Resolution) -> Iterator[tuple[str, str, int]]:
    """Give mark, paragraph and offset of every note mark, in reading order."""
    for paragraph in resolution.paragraphs:
        for mark, offset in iter_marks(paragraph.nodes()):
            yield mark, paragraph.id, offset


def _id(symbol: str, place: str) -> str:
    return f"{symbol}#{place}"


def _words(text: str) -> int:
    return len(text.split())
