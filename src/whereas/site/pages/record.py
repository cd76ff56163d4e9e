"""The page of a text in one language."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from whereas.analysis.texts import Text
from whereas.corpus import page_path
from whereas.model.markup import parse_markup, plain
from whereas.site.adoption import closing_lines, description, is_divided, part_adoptions
from whereas.site.facts import iter_facts
from whereas.site.inverses import Inverses, collect_inverses, inverses_of
from whereas.site.labels import shorten
from whereas.site.listing import alternates, language_links, language_marks
from whereas.site.masthead import make_head, make_reference, title_of
from whereas.site.mentions import citing_entries, relation_entries
from whereas.site.pages.cited import absent_documents
from whereas.site.pages.kinds import Plan, SiteSource, page_kind
from whereas.site.panels import (
    iter_cites,
    iter_corrigenda,
    iter_defects,
    iter_emendations,
    iter_neighbours,
    iter_relations,
)
from whereas.site.places import name_places
from whereas.site.record import Block, RecordRenderer
from whereas.site.shell import OutlineEntry, Page
from whereas.site.templating import render
from whereas.site.view import View
from whereas.site.votes import iter_vote_panels
from whereas.site.words import Phrases


@page_kind("record")
def plan_records(source: SiteSource) -> Iterator[Plan]:
    """Plan a page for each language of a text.

    A text that is not there in the site's own language has its main text at the address
    without a prefix too, which says so.
    """
    inverses = collect_inverses(source)
    absent = absent_documents(source, inverses).keys()
    for text in source.texts:
        resolution = text.resolution
        language = source.interface(resolution.language)
        path = page_path(resolution, source.publication.language)
        own = inverses_of(inverses, resolution.symbol)
        make = functools.partial(make_record, source, text, path, language, absent, own)
        yield Plan(path, "record", language, make)
        if not resolution.is_translation and not source.has_plain_page(resolution):
            plain_path = source.plain_path(resolution)
            default = source.publication.language
            make = functools.partial(make_record, source, text, plain_path, default, absent, own)
            yield Plan(plain_path, "record", default, make)


def make_record(
    source: SiteSource,
    text: Text,
    path: str,
    language: str,
    absent: Collection[str],
    inverses: Inverses,
) -> Page:
    """Give the page of a text at `path`, with words in `language` around it."""
    places = name_places(text.resolution, language)
    view = View(source, text, path, language, absent, places, inverses)
    renderer = RecordRenderer(text, view.printed, view.address, places)
    record = _record(view, renderer)
    outline, pages = tuple(_outline(view, record)), _pages(view)
    body = render(
        "record.html",
        **_frame(view, pages),
        **_panels(view, renderer),
        **record,
        outline=outline,
    )
    title = plain(parse_markup(view.resolution.title or ""))
    return Page(
        path=path,
        kind="record",
        language=language,
        title=f"{view.resolution.symbol} {title}".strip(),
        description=description(view, title_of(view)),
        body=body,
        outline=outline,
        alternates=alternates(pages),
    )


def _record(view: View, renderer: RecordRenderer) -> dict[str, Any]:
    """Give the words of the record: head, text and notes, and the votes on it.

    They are rendered in reading order, since marks are counted.
    """
    head, adoptions = make_head(view, renderer), part_adoptions(view, renderer)
    preamble, operative, annexes = _divide(renderer.blocks())
    return {
        "head": head,
        "adoptions": adoptions,
        "preamble": preamble,
        "operative": operative,
        "annexes": annexes,
        "notes": renderer.note_groups(),
        "votes": tuple(iter_vote_panels(view)),
    }


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


def _panels(view: View, renderer: RecordRenderer) -> dict[str, Any]:
    """Give what stands around the words: facts, relations, how to cite, neighbours."""
    resolution = view.resolution
    return {
        "facts": list(iter_facts(view, renderer)),
        "closing": () if is_divided(resolution) else closing_lines(view, resolution.adoption),
        "emendations": list(iter_emendations(view, renderer)),
        "emendations_summary": view.words.count("emended", len(resolution.source.emendations)),
        "defects": list(iter_defects(view, renderer)),
        "corrigenda": list(iter_corrigenda(view)),
        "relations": list(iter_relations(view, renderer)),
        "cites": list(iter_cites(view)),
        "related": list(relation_entries(view.source, view.inverses, view.language, view.root)),
        "citing": list(citing_entries(view.source, view.inverses, view.language, view.root)),
        "cite": make_reference(view),
        "acknowledgement": view.source.publication.texts.acknowledgement,
        "official": view.official(),
        "contact": view.source.publication.contact,
        "neighbours": list(iter_neighbours(view)),
    }


def _pages(view: View) -> tuple[tuple[str, str], ...]:
    """Give language and path of every language of the text, in the order of the site's own."""
    default, order = view.source.publication.language, view.source.languages()
    versions = view.source.corpus.versions.get(view.resolution.symbol, ())
    tags = [*order, *sorted({version.language for version in versions} - set(order))]
    pages = {version.language: page_path(version, default) for version in versions}
    return tuple((tag, pages[tag]) for tag in tags if tag in pages)


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


def _downloads(view: View) -> Iterator[tuple[str, str]]:
    """Give label and address of each format; they lie beside the page in its own language."""
    own = page_path(view.resolution, view.source.publication.language)
    base = view.root + own.removesuffix("html")
    if own == view.path:
        base = own.rpartition("/")[2].removesuffix("html")
    for entry in view.source.catalogue.formats:
        yield entry.label, base + entry.ending


def _outline(view: View, record: Mapping[str, Any]) -> Iterator[OutlineEntry]:
    words, resolution = view.words, view.resolution
    if record["preamble"]:
        yield OutlineEntry("preamble", words["preamble"])
    name = "parts" if resolution.parts else "operative"
    yield OutlineEntry("operative", words[name], tuple(_parts(view, record["operative"])))
    if record["annexes"]:
        yield OutlineEntry("annexes", words["annexes"], tuple(_parts(view, record["annexes"])))
    panels = {
        "notes": resolution.notes,
        "emendations": resolution.source.emendations,
        "defects": resolution.source.defects,
        "corrigenda": resolution.corrigenda,
    }
    yield from (OutlineEntry(panel, words[panel]) for panel, held in panels.items() if held)
    yield from (OutlineEntry(vote.whole.id, vote.whole.title) for vote in record["votes"])
    if resolution.relations or view.inverses.relations:
        yield OutlineEntry("relations", words["relations"])
    if any(citation.cited for _, citation in view.text.iter_citations()):
        yield OutlineEntry("cites", f"∴ {words['cites']}")
    if view.inverses.citations:
        yield OutlineEntry("cited-by", f"∴ {words['cited_by']}")
    yield OutlineEntry("cite", words["cite"])


def _parts(view: View, blocks: Sequence[Block]) -> Iterator[OutlineEntry]:
    """Give an entry for each operative paragraph and for each heading, in the text's words."""
    by_id = view.places.paragraphs
    for block in blocks:
        if block.kind in ("section", "part", "annex"):
            label = f"{block.label} {by_id[block.id].text()}".strip()
            yield OutlineEntry(block.id, label or block.id, tuple(_parts(view, block.children)))
        elif block.kind == "operative":
            yield OutlineEntry(block.id, f"{block.number} {_first_words(view, block)}".strip())


def _first_words(view: View, block: Block) -> str:
    """Name a paragraph by its opening words, else by its heading, else by how it begins."""
    if opening := view.text.openings.get(block.id):
        return opening.words
    paragraph = view.places.paragraphs[block.id]
    if heading := plain(parse_markup(paragraph.heading)):
        return shorten(heading)
    if words := paragraph.text():
        return shorten(words)
    return _first_words(view, block.children[0]) if block.children else ""
