"""Rows of the tables about texts: mastheads, adoptions, agenda, sponsors, relations, and more."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.corpus import page_path
from whereas.model.markup import plain_line
from whereas.model.resolution import Adoption, Resolution
from whereas.model.symbols import format_slug
from whereas.tables.table import Row, Source, session_id, table, text_id, word_count

_LIST = "; "
"""What separates several values in one cell: no symbol and no goal holds a semicolon."""


@table("resolutions")
def resolution_rows(source: Source) -> Iterator[Row]:
    """Give one row a text."""
    for resolution in source.corpus:
        yield _resolution(resolution, source)


def _resolution(resolution: Resolution, source: Source) -> Row:
    adoption, issued = resolution.adoption, resolution.issued
    return (
        resolution.symbol,
        format_slug(resolution.symbol),
        resolution.body,
        session_id(resolution),
        resolution.number,
        resolution.part_of,
        resolution.type,
        resolution.status,
        plain_line(resolution.title),
        plain_line(resolution.subtitle),
        resolution.language,
        resolution.original,
        adoption.date,
        adoption.meeting,
        adoption.meeting_kind,
        adoption.record,
        adoption.place,
        plain_line(adoption.basis),
        _method(adoption),
        _LIST.join(draft.symbol for draft in resolution.drafts) or None,
        _LIST.join(resolution.sdgs) or None,
        issued.date,
        issued.reissued,
        issued.distribution,
        issued.job,
        resolution.numbering,
        len(resolution.of_kind("preambular")),
        len(resolution.of_kind("operative")),
        len(resolution.notes),
        _words(resolution),
        resolution.excerpt,
        resolution.fictional,
        source.corpus.registers.official_url(resolution.symbol, resolution.language),
        source.site_url + page_path(resolution, source.language),
    )


@table("texts")
def text_rows(source: Source) -> Iterator[Row]:
    """Give one row a language of a text, the main one first."""
    for resolution in source.corpus.iter_versions():
        taken = resolution.source
        yield (
            text_id(resolution),
            resolution.symbol,
            resolution.language,
            not resolution.is_translation,
            resolution.translated_by,
            plain_line(resolution.title),
            plain_line(resolution.subtitle),
            plain_line(resolution.adoption.basis),
            _words(resolution),
            resolution.excerpt,
            taken.method,
            taken.url,
            taken.file,
            taken.sha256,
            taken.retrieved,
            taken.note,
            taken.counts.preamble,
            taken.counts.operative,
            taken.counts.notes,
            source.site_url + page_path(resolution, source.language),
        )


@table("adoptions")
def adoption_rows(source: Source) -> Iterator[Row]:
    """Give one row an adoption: of a text, then of each lettered part adopted alone."""
    for resolution in source.corpus:
        for position, (letter, adoption) in enumerate(resolution.adoptions(), 1):
            yield (
                resolution.symbol,
                position,
                letter or None,
                adoption.date,
                adoption.meeting,
                adoption.meeting_kind,
                adoption.record,
                adoption.place,
                plain_line(adoption.basis),
                _method(adoption),
            )


@table("aliases")
def alias_rows(source: Source) -> Iterator[Row]:
    """Give one row another name of a text."""
    for resolution in source.corpus:
        for alias in resolution.aliases:
            yield resolution.symbol, alias


@table("drafts")
def draft_rows(source: Source) -> Iterator[Row]:
    """Give one row a draft of a text."""
    for resolution in source.corpus:
        for position, draft in enumerate(resolution.drafts, 1):
            yield resolution.symbol, position, draft.symbol, plain_line(draft.note)


@table("corrigenda")
def corrigendum_rows(source: Source) -> Iterator[Row]:
    """Give one row a correction that the body issued, whatever languages it concerns."""
    for resolution in source.corpus:
        for position, entry in enumerate(resolution.corrigenda, 1):
            yield (
                resolution.symbol,
                position,
                entry.date,
                entry.symbol,
                _LIST.join(entry.languages) or None,
                entry.at,
                entry.wrong,
                entry.right,
            )


@table("agenda_items")
def agenda_rows(source: Source) -> Iterator[Row]:
    """Give one row an agenda item of a text."""
    for resolution in source.corpus:
        for position, item in enumerate(resolution.agenda, 1):
            yield resolution.symbol, position, item.item, plain_line(item.title)


@table("resolution_topics")
def resolution_topic_rows(source: Source) -> Iterator[Row]:
    """Give one row a topic of a text."""
    for resolution in source.corpus:
        for topic in resolution.topics:
            yield resolution.symbol, topic


@table("sponsors")
def sponsor_rows(source: Source) -> Iterator[Row]:
    """Give one row a sponsor of a text."""
    for resolution in source.corpus:
        for position, sponsor in enumerate(resolution.sponsors, 1):
            yield (
                resolution.symbol,
                position,
                sponsor.state,
                sponsor.name,
                sponsor.role,
                sponsor.on_behalf_of,
            )


@table("relations")
def relation_rows(source: Source) -> Iterator[Row]:
    """Give one row a relation of a text."""
    for resolution in source.corpus:
        for position, relation in enumerate(resolution.relations, 1):
            yield (
                resolution.symbol,
                position,
                relation.kind,
                relation.to,
                relation.at,
                plain_line(relation.note),
            )


@table("emendations")
def emendation_rows(source: Source) -> Iterator[Row]:
    """Give one row an emendation of a text in one language."""
    for resolution in source.corpus.iter_versions():
        for position, entry in enumerate(resolution.source.emendations, 1):
            yield (
                text_id(resolution),
                position,
                entry.at,
                entry.read,
                entry.text,
                entry.status,
                entry.suggest,
                entry.why,
            )


@table("defects")
def defect_rows(source: Source) -> Iterator[Row]:
    """Give one row a declared defect of a text in one language."""
    for resolution in source.corpus.iter_versions():
        for position, entry in enumerate(resolution.source.defects, 1):
            yield text_id(resolution), position, entry.rule, entry.why


def _method(adoption: Adoption) -> str:
    return adoption.vote.method if adoption.vote else "not-stated"


def _words(resolution: Resolution) -> int:
    return sum(word_count(paragraph.text()) for paragraph in resolution.paragraphs)
