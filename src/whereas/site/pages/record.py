"""The page of a text."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from whereas.analysis.texts import BASIS, Text
from whereas.corpus import page_path
from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Resolution
from whereas.site.inline import lay_out, render_line
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.record import Block, RecordRenderer
from whereas.site.shell import OutlineEntry, Page
from whereas.site.templating import render
from whereas.site.words import Phrases, format_date, format_ordinal

_PREAMBLE = frozenset({"preambular"})


@page_kind("record")
def plan_records(source: SiteSource) -> Iterator[Plan]:
    """Plan one page a text."""
    for position, text in enumerate(source.texts):
        path = page_path(text.resolution, source.publication.language)
        make = functools.partial(make_record, source, position, path)
        yield Plan(path, "record", text.resolution.language, make)


def make_record(source: SiteSource, position: int, path: str) -> Page:
    """Give the page of the text at `position`."""
    text = source.texts[position]
    resolution = text.resolution
    words = Phrases(resolution.language, "record")
    root = root_of(path)
    renderer = RecordRenderer(text, source.corpus, source.publication.language, root)
    blocks = renderer.blocks()
    preamble, operative = _divide(blocks)
    outline = tuple(_outline(text, preamble, operative, words))
    head = _head(source, text, renderer, words)
    body = render(
        "record.html",
        ui=words.namespace(),
        text=resolution,
        root=root,
        direction=source.corpus.registers.languages[resolution.language].direction,
        head=head,
        facts=list(_facts(source, resolution, words)),
        downloads=[
            (entry.label, f"{path.rpartition('/')[2].removesuffix('.html')}.{entry.ending}")
            for entry in source.catalogue.formats
        ],
        outline=outline,
        preamble=preamble,
        operative=operative,
        closing=list(_closing(source, resolution)),
        notes=renderer.notes(),
        emendations=list(_emendations(resolution, words)),
        emendations_summary=words.count("emended", len(resolution.source.emendations)),
        cites=list(_cites(text, renderer, words)),
        cite=_cite(source, resolution, path, words),
        acknowledgement=source.publication.texts.acknowledgement,
        official=source.corpus.registers.official_url(resolution.symbol, resolution.language),
        neighbours=list(_neighbours(source, position, root)),
    )
    return Page(
        path=path,
        kind="record",
        language=resolution.language,
        title=_title(resolution),
        description=_description(source, resolution, words),
        body=body,
        outline=outline,
    )


def _divide(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part the preamble from the operative part, which begins with its formula if it has one."""
    last = max((n for n, block in enumerate(blocks) if block.kind in _PREAMBLE), default=-1)
    cut = last + 1
    if cut == 0 and blocks and blocks[0].id == "enacting":
        return [], list(blocks)
    return list(blocks[:cut]), list(blocks[cut:])


def _title(resolution: Resolution) -> str:
    title = plain(parse_markup(resolution.title or ""))
    return f"{resolution.symbol} {title}".strip()


def _description(source: SiteSource, resolution: Resolution, words: Phrases) -> str:
    return words.fill(
        "description",
        symbol=resolution.symbol,
        body=source.corpus.registers.bodies[resolution.body].name,
        date=format_date(resolution.adoption.date, resolution.language),
        title=plain(parse_markup(resolution.title or "")),
    )


def _head(
    source: SiteSource, text: Text, renderer: RecordRenderer, words: Phrases
) -> dict[str, Any]:
    """Give the words of the document's own head."""
    resolution, registers = text.resolution, source.corpus.registers
    body = registers.bodies[resolution.body]
    session = registers.sessions.get((resolution.body, resolution.session or ""))
    basis = resolution.adoption.basis
    return {
        "organization": body.organization,
        "body": body.name,
        "session": session.name if session else "",
        "agenda": [
            {"item": item.item, "title": item.title and renderer.line(item.title, "")}
            for item in resolution.agenda
        ],
        "adopted": words.fill(
            "adopted_by",
            kind=body.kind_name,
            body=body.name,
            date=format_date(resolution.adoption.date, resolution.language),
        ),
        "basis": renderer.line(basis, BASIS) if basis else "",
        "title": renderer.line(resolution.title or resolution.symbol, ""),
    }


def _facts(
    source: SiteSource, resolution: Resolution, words: Phrases
) -> Iterator[tuple[str, str | Markup]]:
    registers, language = source.corpus.registers, resolution.language
    adopted = [*_meeting(source, resolution), format_date(resolution.adoption.date, language)]
    issued = resolution.issued.date
    later = words.fill("issued", date=format_date(issued, language)) if issued else ""
    yield (
        words["adopted"],
        Markup('{} <span class="sm">{}</span>').format(", ".join(adopted), later),
    )
    if resolution.topics:
        labels = (registers.topics[topic].label for topic in resolution.topics)
        row = Markup("").join(Markup("<span>{}</span> ").format(label) for label in labels)
        yield words["topics"], Markup('<span class="row">{}</span>').format(row)
    official = registers.official_url(resolution.symbol, language)
    if official:
        yield words["source"], Markup('<a href="{}">{}</a>').format(official, words["official"])


def _meeting(source: SiteSource, resolution: Resolution) -> Iterator[str]:
    meeting = resolution.adoption.meeting
    if meeting is not None:
        kind = source.corpus.registers.bodies[resolution.body].meeting_kind
        yield f"{format_ordinal(meeting, resolution.language)} {kind}"


def _closing(source: SiteSource, resolution: Resolution) -> Iterator[str]:
    """Give the closing lines, which a document has where its meeting is known."""
    for words in _meeting(source, resolution):
        yield words
        yield format_date(resolution.adoption.date, resolution.language)


def _outline(
    text: Text, preamble: Sequence[Block], operative: Sequence[Block], words: Phrases
) -> Iterator[OutlineEntry]:
    if preamble:
        yield OutlineEntry("preamble", words["preamble"])
    yield OutlineEntry("operative", words["operative"], tuple(_parts(text, operative)))
    if text.resolution.notes:
        yield OutlineEntry("notes", words["notes"])
    if text.resolution.source.emendations:
        yield OutlineEntry("emendations", words["emendations"])
    if text.citations:
        yield OutlineEntry("cites", f"∴ {words['cites']}")
    yield OutlineEntry("cite", words["cite"])


def _parts(text: Text, blocks: Sequence[Block]) -> Iterator[OutlineEntry]:
    """Give an entry for each operative paragraph by its opening words, and for each section."""
    by_id = {paragraph.id: paragraph for paragraph in text.resolution.paragraphs}
    for block in blocks:
        if block.kind == "section":
            label = f"{block.number} {by_id[block.id].text()}".strip()
            yield OutlineEntry(block.id, label, tuple(_parts(text, block.children)))
        elif block.kind == "operative":
            opening = text.openings.get(block.id)
            yield OutlineEntry(
                block.id, f"{block.number} {opening.words if opening else ''}".strip()
            )


def _emendations(resolution: Resolution, words: Phrases) -> Iterator[dict[str, Any]]:
    for entry in resolution.source.emendations:
        kept = entry.status in ("doubtful", "sic")
        phrase = Markup(words["reads_kept" if kept else "reads_changed"])
        yield {
            "at": entry.at,
            "status": words[f"status_{entry.status}"],
            "says": phrase.format(
                read=_quotation(entry.read),
                text=_quotation(entry.text),
                suggest=_quotation(entry.suggest or ""),
            ),
            "why": entry.why,
        }


def _quotation(markup: str) -> Markup:
    line = lay_out(parse_markup(markup))
    html = render_line(line, (), lambda mark: Markup("<sup>{}</sup>").format(mark))
    return Markup('<q class="q">{}</q>').format(html)


def _cites(
    text: Text, renderer: RecordRenderer, words: Phrases
) -> Iterator[tuple[str, str | None, str]]:
    """Give each cited document with its address and the places that cite it."""
    places: dict[str, list[str]] = {}
    for place, citation in text.iter_citations():
        if citation.cited:
            label = words["basis"] if place == BASIS else place
            where = places.setdefault(citation.cited, [])
            if label not in where:
                where.append(label)
    for symbol, where in places.items():
        yield symbol, renderer.cite_address(symbol), ", ".join(where)


def _cite(source: SiteSource, resolution: Resolution, path: str, words: Phrases) -> Markup:
    """Give the reference as the United Nations writes it, with the address of this page."""
    registers = source.corpus.registers
    address = source.publication.url + path
    title = plain(parse_markup(resolution.title or ""))
    return Markup(words["reference_titled" if title else "reference"]).format(
        body=registers.bodies[resolution.body].name,
        kind=registers.bodies[resolution.body].kind_name.lower(),
        number=resolution.number or resolution.symbol,
        title=title,
        symbol=resolution.symbol,
        date=format_date(resolution.adoption.date, resolution.language),
        address=address,
    )


def _neighbours(
    source: SiteSource, position: int, root: str
) -> Iterator[tuple[str, str, str, str]]:
    """Give the texts before and after in the same body, session and language."""
    here = source.texts[position].resolution
    for rel, step in (("prev", -1), ("next", 1)):
        at = position + step
        while 0 <= at < len(source.texts):
            other = source.texts[at].resolution
            if (other.body, other.session) != (here.body, here.session):
                break
            if other.language == here.language:
                title = plain(parse_markup(other.title or ""))
                address = root + page_path(other, source.publication.language)
                yield rel, other.symbol, title, address
                break
            at += step
