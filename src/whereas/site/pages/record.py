"""The page of a text in one language."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from whereas.analysis.texts import Text
from whereas.corpus import page_path
from whereas.model.markup import parse_markup, plain
from whereas.site.listing import alternates, language_links, language_marks
from whereas.site.masthead import iter_closing, iter_facts, make_head, make_reference, title_of
from whereas.site.names import body_name
from whereas.site.pages.cited import absent_documents
from whereas.site.pages.kinds import Plan, SiteSource, page_kind
from whereas.site.panels import (
    iter_cites,
    iter_corrigenda,
    iter_emendations,
    iter_neighbours,
    iter_relations,
    iter_votes,
)
from whereas.site.record import Block, RecordRenderer
from whereas.site.shell import OutlineEntry, Page
from whereas.site.templating import render
from whereas.site.view import View
from whereas.site.words import Phrases


@page_kind("record")
def plan_records(source: SiteSource) -> Iterator[Plan]:
    """Plan a page for each language of a text.

    A text that is not there in the site's own language has its main text at the address
    without a prefix too, which says so.
    """
    absent = absent_documents(source).keys()
    for text in source.texts:
        resolution = text.resolution
        language = source.interface(resolution.language)
        path = page_path(resolution, source.publication.language)
        make = functools.partial(make_record, source, text, path, language, absent)
        yield Plan(path, "record", language, make)
        if not resolution.is_translation and not source.has_plain_page(resolution):
            plain_path = source.plain_path(resolution)
            own = source.publication.language
            make = functools.partial(make_record, source, text, plain_path, own, absent)
            yield Plan(plain_path, "record", own, make)


def make_record(
    source: SiteSource, text: Text, path: str, language: str, absent: Collection[str]
) -> Page:
    """Give the page of a text at `path`, with words in `language` around it."""
    view = View(source, text, path, language, absent)
    renderer = RecordRenderer(text, view.printed, view.address)
    preamble, operative, annexes = _divide(renderer.blocks())
    outline = tuple(_outline(view, preamble, operative, annexes))
    pages = _pages(view)
    body = render(
        "record.html",
        **_frame(view, pages),
        **_panels(view),
        head=make_head(view, renderer),
        outline=outline,
        preamble=preamble,
        operative=operative,
        annexes=annexes,
        notes=renderer.notes(),
    )
    title = plain(parse_markup(view.resolution.title or ""))
    return Page(
        path=path,
        kind="record",
        language=language,
        title=f"{view.resolution.symbol} {title}".strip(),
        description=_description(view),
        body=body,
        outline=outline,
        alternates=alternates(pages),
    )


def _frame(view: View, pages: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Give what the template needs to speak its language and to link to other pages."""
    source, language, written = view.source, view.language, view.resolution.language
    return {
        "ui": view.words.namespace(),
        "text": view.resolution,
        "root": view.root,
        "prefix": source.prefix(language),
        "direction": source.corpus.registers.languages[written].direction,
        "speaks": language_marks(source, language, written),
        "formed": language_marks(source, view.printed.language, written),
        "own": language_marks(source, source.publication.language, language),
        "about": view.root + source.written_path("about.html", language),
        "notice": _notice(view),
        "comma": Phrases(language, "numbers")["comma"],
        "languages": language_links(source, pages, view.path),
        "downloads": list(_downloads(view)),
    }


def _panels(view: View) -> dict[str, Any]:
    """Give what stands around the words: facts, votes, relations, how to cite, neighbours."""
    return {
        "facts": list(iter_facts(view)),
        "closing": list(iter_closing(view)),
        "emendations": list(iter_emendations(view)),
        "emendations_summary": view.words.count("emended", len(view.resolution.source.emendations)),
        "corrigenda": list(iter_corrigenda(view)),
        "votes": list(iter_votes(view)),
        "relations": list(iter_relations(view)),
        "cites": list(iter_cites(view)),
        "cite": make_reference(view),
        "acknowledgement": view.source.publication.texts.acknowledgement,
        "official": view.official(),
        "contact": view.source.publication.contact,
        "neighbours": list(iter_neighbours(view)),
    }


def _pages(view: View) -> tuple[tuple[str, str], ...]:
    """Give language and path of every language of the text."""
    default = view.source.publication.language
    versions = view.source.corpus.versions.get(view.resolution.symbol, ())
    return tuple(sorted((v.language, page_path(v, default)) for v in versions))


def _divide(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Part the preamble, the operative part (with its own formula first), and the annexes."""
    annexes = [block for block in blocks if block.kind == "annex"]
    text = [block for block in blocks if block.kind != "annex"]
    last = max((n for n, block in enumerate(text) if block.kind == "preambular"), default=-1)
    return text[: last + 1], text[last + 1 :], annexes


def _notice(view: View) -> str:
    """Say that a text is not there in the language of the page around it."""
    resolution = view.resolution
    if view.path == page_path(resolution, view.source.publication.language):
        return ""
    endonym = view.source.corpus.registers.languages[resolution.language].endonym
    return view.words.fill("not_in_language", language=endonym)


def _description(view: View) -> str:
    return view.words.fill(
        "description",
        symbol=view.resolution.symbol,
        body=body_name(view.source, view.resolution.body, view.language),
        date=view.date(view.resolution.adoption.date),
        title=title_of(view),
    )


def _downloads(view: View) -> Iterator[tuple[str, str]]:
    """Give label and address of each format; they lie beside the page in its own language."""
    own = page_path(view.resolution, view.source.publication.language)
    base = view.root + own.removesuffix("html")
    if own == view.path:
        base = own.rpartition("/")[2].removesuffix("html")
    for entry in view.source.catalogue.formats:
        yield entry.label, base + entry.ending


def _outline(
    view: View, preamble: Sequence[Block], operative: Sequence[Block], annexes: Sequence[Block]
) -> Iterator[OutlineEntry]:
    words, resolution = view.words, view.resolution
    if preamble:
        yield OutlineEntry("preamble", words["preamble"])
    name = "parts" if resolution.parts else "operative"
    yield OutlineEntry("operative", words[name], tuple(_parts(view, operative)))
    if annexes:
        yield OutlineEntry("annexes", words["annexes"], tuple(_parts(view, annexes)))
    panels = {
        "notes": resolution.notes,
        "emendations": resolution.source.emendations,
        "corrigenda": resolution.corrigenda,
        "vote": resolution.adoption.vote and resolution.adoption.vote.tally,
        "relations": resolution.relations,
    }
    for panel, held in panels.items():
        if held:
            yield OutlineEntry(panel, words[panel])
    if any(citation.cited for _, citation in view.text.iter_citations()):
        yield OutlineEntry("cites", f"∴ {words['cites']}")
    yield OutlineEntry("cite", words["cite"])


def _parts(view: View, blocks: Sequence[Block]) -> Iterator[OutlineEntry]:
    """Give an entry for each operative paragraph by its opening words, and for each heading."""
    by_id = {paragraph.id: paragraph for paragraph in view.resolution.paragraphs}
    for block in blocks:
        if block.kind in ("section", "part", "annex"):
            label = f"{block.label} {by_id[block.id].text()}".strip()
            yield OutlineEntry(block.id, label or block.id, tuple(_parts(view, block.children)))
        elif block.kind == "operative":
            opening = view.text.openings.get(block.id)
            label = f"{block.number} {opening.words if opening else ''}".strip()
            yield OutlineEntry(block.id, label)
